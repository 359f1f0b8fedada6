"""UnitExplorer: its numbers, its words, and what a hand may do there."""

import math

import numpy as np
import pytest
from walks import every, movable, walk

import nnlib
from nnlib.activations import sigmoid, sigmoid_derivative
from nnlib.drawing.expressions import evaluate
from nnlib.drawing.numerals import rounded
from nnlib.explorers import UnitExplorer
from nnlib.explorers.unit import UNITS, UnitLayer, UnitState

V = (1, 0.4, 2)
PATHS = [f"{what}.{i}" for what in ("layers.0.weight.0", "x") for i in range(3)]
PRODUCTS = {"Unit 1": (1.08, 0.7465), "Unit 2": (2.92, 0.9488), "Flat end": (7.1, 0.9992)}


def numbers(state):
    """Return weights and inputs in a row."""
    return [*state.layers[0].weight[0], *state.x]


def written(explorer, part):
    return explorer._described.written(explorer._state)[part]


def test_it_starts_with_the_article():
    explorer = UnitExplorer()
    assert explorer.state == UnitState(x=V, layers=(UnitLayer((UNITS["Unit 1"],)),))
    assert explorer.readout().startswith("The sum is 1.08 and the unit's output 0.7465. ")
    assert {"−1.00", "0.08", "2.00", "1.08", "0.7465"} <= set(written(explorer, "formula"))
    assert explorer.picture().alt.startswith(
        "One compute unit. Three inputs, ears 1.00, snout 0.40, size 2.00, "
        "with the weights −1.00, 0.20, 1.00."
    )


@pytest.mark.parametrize("name", UNITS)
def test_presets(name):
    explorer = UnitExplorer()
    explorer.move("x.1", -2)
    explorer.act(name)
    z, a = PRODUCTS[name]
    assert numbers(explorer.state) == [*UNITS[name], *V]
    assert f"The sum is {z:.2f} and the unit's output {a:.4f}. " in explorer.readout()
    assert UnitExplorer(UNITS[name]).state == explorer.state


@pytest.mark.parametrize("place", range(6))
def test_each_handle_moves_its_own_number_alone(place):
    explorer = UnitExplorer()
    wanted = numbers(explorer.state)
    wanted[place] = -1.35
    explorer.move(PATHS[place], -1.35)
    assert numbers(explorer.state) == wanted
    z = np.dot(wanted[:3], wanted[3:])
    assert f"The sum is {rounded(z, 2)}" in explorer.readout()
    assert rounded(sigmoid(z), 4) in explorer.readout()
    assert movable(explorer._described, explorer._state) == [*PATHS[3:], *PATHS[:3]]


@pytest.mark.parametrize(("path", "end"), [("x.0", 3), ("layers.0.weight.0.2", 5)])
def test_numbers_keep_to_their_steps_and_their_ends(path, end):
    explorer = UnitExplorer()
    for value, kept in [(0.12, 0.1), (0.125, 0.15), (-0.02, 0), (99, end), (-1e308, -end)]:
        explorer.move(path, value)
        assert kept in numbers(explorer.state)
    moved = explorer._described.moved(explorer._state, path, 0.123, fine=True)
    assert 0.125 in numbers(UnitState.of(moved))


@pytest.mark.parametrize(
    "path",
    ["x", "x.3", "x.-1", "x.a", "x.0.0", "layers.0.bias.0", "layers.1.weight.0.0", "step", ""],
)
def test_what_does_not_move_is_refused(path):
    explorer = UnitExplorer()
    before = explorer.state
    with pytest.raises(ValueError, match="path expected a number that moves, got"):
        explorer.move(path, 1)
    assert explorer.state == before


@pytest.mark.parametrize("value", [math.nan, math.inf, 10**400, None, "1", True])
def test_what_is_no_number_is_refused(value):
    explorer = UnitExplorer()
    before = explorer.state
    with pytest.raises((TypeError, ValueError), match="value expected a"):
        explorer.move("x.0", value)
    assert explorer.state == before


@pytest.mark.parametrize(("i", "value"), [(0, 1.55), (1, -3.4), (2, -0.85)])
def test_each_weight_of_the_second_unit_reaches_0_81(i, value):
    explorer = UnitExplorer([3, 0.3, -0.1])
    explorer.move(PATHS[i], value)
    weight = explorer.state.layers[0].weight[0]
    assert round(float(sigmoid(np.dot(weight, V))), 2) == 0.81
    assert "0.81" in [text for text in written(explorer, "narrow") if text[0] == "0"]


@pytest.mark.parametrize("weight", [[1, 2], [[1, 2, 3]], [1, 2, 5.5], [1, 2, float("nan")]])
def test_it_needs_three_weights_within_reach(weight):
    with pytest.raises(ValueError, match="weight expected"):
        UnitExplorer(weight)
    with pytest.raises(TypeError, match="weight expected numbers, got '123'"):
        UnitExplorer("123")


def test_weights_of_ones_own_are_a_preset():
    explorer = UnitExplorer([0.5, 0, -0.25])
    labels = [each["label"] for each in explorer.scene()["presets"]]
    assert labels == ["Yours", *UNITS]
    start = explorer.state
    explorer.act("Unit 2")
    explorer.act("Yours")
    assert explorer.state == start
    assert [each["label"] for each in UnitExplorer().scene()["presets"]] == list(UNITS)


def test_the_steps_are_said_one_by_one():
    explorer = UnitExplorer()
    said = []
    for step in range(1, 7):
        explorer._state = explorer._state | {"step": step}
        said.append(explorer.readout())
    assert said[0] == (
        "Step 1: ears is 1.00 and its weight −1.00. Their product adds −1.00 to the sum."
    )
    assert said[2].endswith("size is 2.00 and its weight 1.00. Their product adds 2.00 to the sum.")
    assert said[3] == "Step 4: end to end, the three products reach 1.08."
    assert said[4] == said[5] == UnitExplorer().readout()


@pytest.mark.parametrize("part", ["wide", "narrow", "formula"])
def test_each_step_reveals_more(part):
    explorer = UnitExplorer()
    unseen = []
    for step in range(6):
        explorer._state = explorer._state | {"step": step}
        unseen.append(written(explorer, part).count("@seen=false"))
    assert unseen == sorted(unseen, reverse=True)
    assert len(set(unseen)) == 6
    assert unseen[-1] == 0


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        ((2.5, 1.5, 2.0), "Here the curve is flat: the unit hardly reacts any more."),
        ((0.0, 0.0, 0.1), "Here the curve is steep: the output follows the sum."),
        ((-1, 0.2, 1), "Raise the sum by 0.1, and the output rises by about 0.019."),
    ],
)
def test_the_readout_says_how_the_unit_reacts(weight, words):
    explorer = UnitExplorer(weight)
    assert explorer.readout().endswith(words)
    slope = float(sigmoid_derivative(np.dot(weight, V)))
    assert f"{slope / 10:.3f}." in words or slope < 0.02 or slope > 0.2


def test_what_is_written_adds_up():
    rng = np.random.default_rng(0)
    for state, _, _ in walk(UnitExplorer()._described, rng, 200):
        scope = UnitExplorer()._described.scope(state)
        texts = [rounded(v, scope["places"]) for v in scope["layers"][0]["products"][0]]
        total = sum(float(text.replace("−", "-")) for text in texts)
        z = float(rounded(scope["layers"][0]["z"][0], scope["places"]).replace("−", "-"))
        assert scope["places"] == 4 or total == pytest.approx(z, abs=1e-9)


def test_the_sum_stays_on_its_axis_and_all_numbers_are_nnlibs():
    rng = np.random.default_rng(1)
    explorer = UnitExplorer()
    for _, _, state in walk(explorer._described, rng, 300):
        scope = explorer._described.scope(state)
        (layer,), end = scope["layers"], scope["end"]
        weight = state["layers"][0]["weight"]
        network = nnlib.Network(nnlib.Linear(3, 1, bias=False, weight=weight), nnlib.Sigmoid())
        assert layer["a"][0] == pytest.approx(network(state["x"])[0], abs=1e-15)
        assert layer["slope"][0] == pytest.approx(sigmoid_derivative(layer["z"][0]), abs=1e-15)
        assert max(map(abs, layer["running"][0])) < end
        assert "not a number" not in str(explorer._described.written(state))


def test_each_number_has_one_handle_in_every_picture_and_in_the_formula():
    scene = UnitExplorer()._described
    for tree in (*scene.pictures.values(), scene.formula):
        paths = [a["@number"] for a in every(tree) if "@number" in a]
        assert sorted(paths) == sorted([["text", path] for path in PATHS])


def test_a_screen_reader_tells_the_numbers_apart():
    scene = UnitExplorer()._described
    inputs, weights = scene.numbers
    said = [evaluate(inputs["name"], {"index": [i]}) for i in range(3)]
    said += [evaluate(weights["name"], {"index": [0, 0, i]}) for i in range(3)]
    features = ["ears", "snout", "size"]
    inputs = [f"{name}, input {i}" for i, name in enumerate(features, start=1)]
    assert said == [*inputs, *(f"weight of {name}" for name in features)]
