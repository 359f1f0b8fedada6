"""LayerExplorer: its rows, its numbers, and its words."""

import numpy as np
import pytest
from walks import every, movable, walk

import nnlib
from nnlib.activations import relu, sigmoid, tanh
from nnlib.drawing.expressions import evaluate
from nnlib.drawing.numerals import rounded
from nnlib.explorers import LayerExplorer
from nnlib.explorers.layer import PRESETS, WEIGHT, V

ACTIVATIONS = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu}
WEIGHTS = [f"layers.0.weight.{k}.{i}" for k in range(3) for i in range(3)]
BIASES = [f"layers.0.bias.{k}" for k in range(3)]
INPUTS = [f"x.{i}" for i in range(3)]


def written(explorer, part):
    return explorer._described.written(explorer._state)[part]


def at(explorer, **changed):
    """Return the explorer, changed by what its hands could do."""
    explorer._state = explorer._state | changed
    return explorer


def pick(explorer, key):
    """Click on a part of the picture."""
    tree = explorer._described.pictures["wide"]
    picks = [a["@pick"]["do"] for a in every(tree) if a.get("@pick", {}).get("key") == key]
    explorer._state = explorer._described.change(explorer._state, picks[0])


def test_it_starts_with_the_article():
    explorer = LayerExplorer()
    assert (explorer.state.x, explorer.state.layers[0].weight) == (V, WEIGHT)
    assert explorer.readout() == (
        "Row 1 gives the sum 1.08 and the output 0.7465. The layer's outputs are 0.7465, 0.9488, "
        "0.6225. Move its weights: the other rows stay."
    )
    assert "row 2: 3.00, 0.30, −0.10; row 3" in explorer.picture().alt


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_all_numbers_are_nnlibs(name):
    explorer = LayerExplorer()
    explorer.act(name)
    linear = nnlib.Linear(3, 3, weight=WEIGHT)
    for row in range(3):
        explorer.move(BIASES[row], 0.25 - row)
    linear.bias = [0.25, -0.75, -1.75]
    wanted = ACTIVATIONS[name](linear(V))
    scope = explorer._described.scope(explorer._state)
    assert scope["layers"][0]["a"] == pytest.approx(wanted, abs=1e-15)
    assert scope["row_a"] == wanted[0]


@pytest.mark.parametrize("path", WEIGHTS + BIASES + INPUTS)
def test_each_handle_moves_its_own_number_and_its_own_row(path):
    explorer = LayerExplorer()
    before = explorer._described.scope(explorer._state)
    explorer.move(path, -1.35)
    after = explorer._described.scope(explorer._state)
    assert evaluate(path, after) == -1.35
    changed = [k for k in range(3) if after["layers"][0]["z"][k] != before["layers"][0]["z"][k]]
    assert changed == ([0, 1, 2] if path in INPUTS else [int(path.split(".")[3])])
    assert sorted(movable(explorer._described, explorer._state)) == sorted(
        WEIGHTS + BIASES + INPUTS
    )


@pytest.mark.parametrize("key", ["row.1", WEIGHTS[4], BIASES[1]])
def test_a_hand_on_a_row_sets_it_to_work(key):
    explorer = LayerExplorer()
    pick(explorer, key)
    assert explorer.state.row == 1
    assert explorer.readout().startswith("Row 2 gives the sum 2.92 and the output 0.9488. ")
    formula = written(explorer, "formula")
    assert {"@number=layers.0.weight.1.0", "@number=layers.0.bias.1"} <= set(formula)
    assert "@number=layers.0.weight.0.0" not in formula


@pytest.mark.parametrize("name", PRESETS)
def test_presets(name):
    explorer = LayerExplorer()
    at(explorer, row=2)
    explorer.move("x.0", -2)
    explorer.act(name)
    assert (explorer.state.x, explorer.state.layers) == (V, (PRESETS[name],))
    assert explorer.state.row == (1 if name == "Row of zeros" else 2)


@pytest.mark.parametrize(
    ("acts", "moves", "words"),
    [
        (["One opinion"], {}, "Three equal rows: three units, one opinion."),
        (["One opinion"], {"layers.0.bias.2": 1},
         "Rows 1 and 2 are equal, so these two units always agree."),
        (["Row of zeros"], {"x.0": 3},
         "This row is all zeros, so the unit ignores the input: its bias alone decides."),
        (["relu"], {"layers.0.bias.0": -2},
         "relu leaves nothing of a negative sum: this unit is silent."),
        (["relu"], {}, "relu lets a positive sum pass as it is."),
        (["Identity"], {"x.0": 0}, "At a sum of 0, the sigmoid says one half."),
        (["Identity", "tanh"], {"x.0": 0}, "At a sum of 0, tanh says 0."),
        ([], {"layers.0.bias.0": 4}, "So far out the curve is flat: the unit hardly reacts any "
         "more."),
    ],
)  # fmt: skip
def test_the_readout_says_what_is_special(acts, moves, words):
    explorer = LayerExplorer()
    for label in acts:
        explorer.act(label)
    for path, value in moves.items():
        explorer.move(path, value)
    assert explorer.readout().endswith(words)


def test_the_steps_follow_the_row_at_work():
    explorer = at(LayerExplorer(), row=1)
    said = [at(explorer, step=step).readout() for step in range(1, 7)]
    assert said[0] == (
        "Step 1: in row 2, weight 1 is 3.00 and meets ears, which is 1.00. With their product, the "
        "sum reaches 3.00."
    )
    assert said[2].endswith("the sum reaches 2.92.")
    assert said[3] == "Step 4: the bias of unit 2 is 0.00 and completes the sum: 2.92."
    assert said[4] == said[5] == at(LayerExplorer(), row=1).readout()


@pytest.mark.parametrize("part", ["wide", "narrow", "formula"])
def test_each_step_reveals_more(part):
    explorer = LayerExplorer()
    unseen = [written(at(explorer, step=n), part).count("@seen=false") for n in range(6)]
    rest = {"formula": [8, 7, 6, 5, 3, 0]}.get(part, [8, 7, 6, 5, 2, 0])
    assert unseen == rest


def test_what_is_written_adds_up_and_stays_on_its_axis():
    explorer = LayerExplorer()
    scene = explorer._described
    for _, _, state in walk(scene, np.random.default_rng(0), 300):
        scope = scene.scope(state)
        digits, terms = scope["places"], [*scope["row_products"], scope["row_bias"]]
        total = sum(float(rounded(term, digits).replace("−", "-")) for term in terms)
        z = float(rounded(scope["row_z"], digits).replace("−", "-"))
        assert digits == 4 or total == pytest.approx(z, abs=1e-9)
        assert scope["reached"][2] + scope["row_bias"] == pytest.approx(scope["row_z"])
        assert max(map(abs, scope["reached"])) < scope["end"]
        assert "not a number" not in str(scene.written(state))


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("row", range(3))
@pytest.mark.parametrize("bias", [-5, -0.02, 0, 5])
def test_an_output_reads_as_an_end_only_where_it_is_one(name, row, bias):
    explorer = at(LayerExplorer(), row=row)
    explorer.act("Row of zeros")
    explorer.act(name)
    explorer.move(f"layers.0.bias.{row}", bias)
    for i in range(3):
        explorer.move(f"x.{i}", 0)
    a = explorer._described.scope(explorer._state)["layers"][0]["a"][row]
    sentence = explorer.readout().split("outputs are ")[1].split(". ")[0].split(", ")[row]
    shown = float(sentence.replace("−", "-"))
    assert shown == pytest.approx(a, abs=6e-5)
    ends = {"sigmoid": (0, 1), "tanh": (-1, 1), "relu": (0,)}[name]
    assert (shown in ends) == (a in ends)


def test_each_number_has_one_handle_in_every_picture():
    explorer = LayerExplorer()
    for tree in explorer._described.pictures.values():
        paths = [a["@number"][1] for a in every(tree) if "@number" in a]
        assert sorted(paths) == sorted(WEIGHTS + BIASES + INPUTS)


def test_a_screen_reader_tells_the_numbers_apart():
    inputs, weights, biases = LayerExplorer()._described.numbers
    said = [evaluate(inputs["name"], {"index": [i]}) for i in range(3)]
    said += [evaluate(biases["name"], {"index": [0, k]}) for k in range(3)]
    said += [evaluate(weights["name"], {"index": [0, k, i]}) for k in range(3) for i in range(3)]
    assert len(set(said)) == 15
    assert said[0] == "ears, input 1"
    assert said[-1] == "unit 3, weight of x3"


def test_the_farthest_sum_is_still_on_its_axis():
    explorer = LayerExplorer()
    for path in INPUTS + WEIGHTS[:3] + BIASES[:1]:
        explorer.move(path, 99)
    scope = explorer._described.scope(explorer._state)
    assert scope["row_z"] == 50 < scope["end"]


def test_an_output_beyond_all_decimals_only_comes_near():
    explorer = LayerExplorer()
    explorer.act("tanh")
    for k, sign in enumerate((-1, 1, -1)):
        explorer.move(BIASES[k], 5 * sign)
        for i in range(3):
            explorer.move(WEIGHTS[3 * k + i], 5 * sign)
    assert "The layer's outputs are ≈−1, ≈1, ≈−1." in explorer.readout()
    assert {"≈−1", "≈1"} <= set(written(explorer, "wide"))
