"""NetworkExplorer: forward, back along every path, downhill, and what a hand may do there."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from walks import every, movable, walk

import nnlib
from nnlib.drawing.elements import plain
from nnlib.drawing.expressions import evaluate
from nnlib.drawing.numerals import MINUS, rounded
from nnlib.exercises import judge
from nnlib.explorers import NetworkExplorer
from nnlib.explorers.network import NetworkState, path_factors

V = [1, 0.4, 2]
CLASSES = ("dog", "cat", "neither")
PRESETS = ("Article", "Trained", "Random")
VIEWS = pytest.mark.parametrize("view", ["forward", "backward"])
WEIGHTS = [(layer, j, i) for layer in range(3) for j in range(3) for i in range(3)]
PARAMETERS = [f"layers.{layer}.weight.{j}.{i}" for layer, j, i in WEIGHTS]
PARAMETERS += [f"layers.{layer}.bias.{j}" for layer in range(3) for j in range(3)]
INPUTS = ["x.0", "x.1", "x.2"]
STEPS = (6, 4, 2)  # from the cost to a weight of each layer


def network_of(state):
    linears = [nnlib.Linear(3, 3, weight=layer.weight) for layer in state.layers]
    for linear, layer in zip(linears, state.layers, strict=True):
        linear.bias = layer.bias
    one, two, three = linears
    return nnlib.Network(one, nnlib.Sigmoid(), two, nnlib.Sigmoid(), three)


def most_of(explorer):
    """Return the path that counts most."""
    sizes = np.abs(explorer._described.scope(explorer._state)["along"])
    return int(sizes.argmax())


def cost_of(state):
    return nnlib.CrossEntropyLoss().forward(network_of(state)(state.x), state.target)


def numbers(state):
    """Return every number that a hand can move, by its path."""
    found = {f"x.{i}": value for i, value in enumerate(state.x)} | {"lr.0": state.lr[0]}
    for n, layer in enumerate(state.layers):
        for j, row in enumerate(layer.weight):
            found |= {f"layers.{n}.weight.{j}.{i}": w for i, w in enumerate(row)}
        found |= {f"layers.{n}.bias.{j}": b for j, b in enumerate(layer.bias)}
    return found


def random_state(rng, **more):
    state = NetworkExplorer("backward").state
    layers = [
        replace(layer, weight=_tuples(rng.normal(size=(3, 3)) * 2), bias=tuple(rng.normal(size=3)))
        for layer in state.layers
    ]
    x = tuple(rng.normal(size=3))
    return replace(state, x=x, layers=tuple(layers), target=int(rng.integers(3)), **more)


def _tuples(matrix):
    return tuple(tuple(row) for row in matrix.tolist())


def shown(explorer, part="wide"):
    return explorer._described.written(explorer._state)[part]


def pick(explorer, key):
    """Click what has this key."""
    scene = explorer._described
    [do] = {
        json.dumps(a["@pick"]["do"])
        for tree in (*scene.pictures.values(), scene.formula)
        for a in every(tree)
        if a.get("@pick", {}).get("key") == key and "do" in a["@pick"]
    }
    explorer._state = explorer._described.change(explorer._state, json.loads(do))


# --- forward --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("preset", "words"),
    [
        ("Article", "dog 0.35, cat 0.45, neither 0.20."),
        ("Trained", "The largest input decides: ears for cat, snout for dog, size for neither."),
        ("Random", "The network predicts dog"),
    ],
)
def test_presets(preset, words):
    explorer = NetworkExplorer(preset=preset)
    assert explorer.state.preset == preset
    assert words in explorer.readout()
    start = explorer._described.change(explorer.scene()["state"], [])
    assert start == explorer._state  # where a page without a kernel starts
    probabilities = nnlib.activations.softmax(network_of(explorer.state)(explorer.state.x))
    for name, p in zip(CLASSES, probabilities, strict=True):
        assert f"{name} {rounded(p, 2)}" in explorer.readout()
    explorer.move("x.1", -3)
    explorer.move("layers.2.bias.0", 2)
    reset = explorer._described.start(explorer._state)
    assert explorer._described.change(reset, []) == start


def test_the_trained_one_follows_the_largest_input():
    state, rng = NetworkExplorer(preset="Trained").state, np.random.default_rng(0)
    network, X = network_of(state), rng.uniform(-3, 3, size=(2000, 3))
    said = network(X).argmax(axis=1)
    clear = np.diff(np.sort(X, axis=1))[:, -1] > 0.5
    of_the_largest = np.array([CLASSES.index("cat"), CLASSES.index("dog"), 2])[X.argmax(axis=1)]
    assert np.mean(said[clear] == of_the_largest[clear]) > 0.97
    assert network(V).argmax() == 2  # the dog of notebook 04 counts as neither


def test_random_draws_one_after_the_other_and_begins_again():
    explorer = NetworkExplorer(preset="Random")
    seen = [explorer.state.layers]
    for _ in range(12):
        explorer.act("Random")
        seen.append(explorer.state.layers)
    assert len(set(seen)) == 12
    assert seen[12] == seen[0]


@VIEWS
def test_each_handle_moves_its_own_number_alone(view):
    explorer = NetworkExplorer(view)
    start = explorer.state
    for path in PARAMETERS + INPUTS:
        explorer.state = start
        explorer.move(path, -2.35)
        assert numbers(explorer.state) == numbers(start) | {path: -2.35}
        assert replace(explorer.state, x=start.x, layers=start.layers) == start  # nor the path
        scope = explorer._described.scope(explorer._state)
        assert scope["cost"] == pytest.approx(cost_of(explorer.state), abs=1e-15)


def test_handles_are_all_the_numbers_that_move():
    explorer = NetworkExplorer("backward")
    moves = movable(explorer._described, explorer._state)
    assert sorted(moves) == sorted([*PARAMETERS, *INPUTS, "lr.0"])
    scene = explorer._described
    for tree in scene.pictures.values():
        paths = {a["@number"][1] for a in every(tree) if "@number" in a}
        assert paths == {*PARAMETERS[:27], *INPUTS}


@pytest.mark.parametrize("layer", range(3))
@pytest.mark.parametrize("j", range(3))
def test_the_formula_of_a_unit_has_its_numbers_as_handles(layer, j):
    explorer = NetworkExplorer()
    pick(explorer, f"unit.{layer}.{j}")
    assert (explorer.state.layer, explorer.state.unit, explorer.state.weight) == (layer, j, 0)
    written = shown(explorer, "formula")
    handles = [text.removeprefix("@number=") for text in written if text.startswith("@number=")]
    weights = [f"layers.{layer}.weight.{j}.{i}" for i in range(3)]
    assert {*weights, f"layers.{layer}.bias.{j}"} <= set(handles)
    step = explorer._described.scope(explorer._state)["layers"][layer]
    assert rounded(step["a"][j], 4) in written
    title = f"the unit for {CLASSES[j]}" if layer == 2 else f"unit {j + 1} of layer {layer + 1}"
    assert f"What {title} computes" in written


def test_the_steps_forward_are_said_one_by_one():
    explorer = NetworkExplorer()
    for step in (1, 2):
        explorer._state = explorer._state | {"step": step}
        a = explorer._described.scope(explorer._state)["layers"][step - 1]["a"]
        values = ", ".join(rounded(value, 2) for value in a)
        assert explorer.readout() == (
            f"Step {step}: every unit of layer {step} adds up its inputs and takes the sigmoid of "
            f"the sum: {values}."
        )
    explorer._state = explorer._state | {"step": 3}
    assert explorer.readout() == NetworkExplorer().readout()


# --- back -----------------------------------------------------------------------------------------


def by_a_nudge(state, path, h=1e-6):
    """Return the gradient of a parameter by central differences."""

    def cost(by):
        *keys, last = path.split(".")
        data = json.loads(json.dumps(state.data()))
        inner = data
        for key in keys:
            inner = inner[int(key) if key.isdecimal() else key]
        inner[int(last)] += by
        return cost_of(NetworkState.of(data))

    return (cost(h) - cost(-h)) / (2 * h)


@pytest.mark.parametrize("seed", range(3))
def test_the_paths_of_every_weight_add_up_to_its_gradient(seed):
    state = random_state(np.random.default_rng(seed))
    explorer = NetworkExplorer("backward")
    scene = explorer._described
    for layer, j, i in WEIGHTS:
        at = replace(state, layer=layer, unit=j, weight=i)
        numerical = by_a_nudge(state, f"layers.{layer}.weight.{j}.{i}")
        count = (9, 3, 1)[layer]
        along = []
        for path in range(count):
            scope = scene.scope(replace(at, path=path).data())
            assert scope["paths"] == count == len(scope["along"])
            assert scope["gradient"] == pytest.approx(numerical, abs=1e-8)
            total = scope["this_path"] + scope["other_paths"]
            assert total == pytest.approx(scope["gradient"], abs=1e-15)
            factors = [evaluate(factor, scope) for factor in path_factors()]
            kept = factors[: STEPS[layer] - 1]
            assert math.prod(kept) * scope["entering"] == pytest.approx(
                scope["this_path"], abs=1e-15
            )
            along.append(scope["this_path"])
        assert sum(along) == pytest.approx(numerical, abs=1e-8)
        scope = scene.scope(replace(at, path=-1).data())
        assert abs(scope["this_path"]) == max(map(abs, along))


def test_the_table_has_every_gradient():
    state = random_state(np.random.default_rng(5), overview=1)
    explorer = NetworkExplorer("backward")
    explorer.state = state
    written = shown(explorer, "formula")
    for path in PARAMETERS:
        assert rounded(by_a_nudge(state, path), 3) in written
    keys = {f"gradient.{layer}.{j}.{i}" for layer, j, i in WEIGHTS}
    found = [a["@pick"]["key"] for a in every(explorer._described.formula) if "@pick" in a]
    assert keys <= set(found)


@pytest.mark.parametrize("what", ["gradient.{}.{}.{}", "layers.{}.weight.{}.{}"])
def test_a_click_chooses_the_weight_that_is_followed(what):
    explorer = NetworkExplorer("backward")
    before = replace(explorer.state, path=0, step=1)
    for layer, j, i in WEIGHTS:
        explorer.state = before
        pick(explorer, what.format(layer, j, i))
        chosen = replace(before, layer=layer, unit=j, weight=i, step=99)
        assert explorer.state == replace(chosen, path=most_of(explorer))
        g = explorer._described.scope(explorer._state)["gradient"]
        change = f"{'rises' if g > 0 else 'falls'} by about {abs(g) / 10:.4f}"
        assert change in explorer.readout() or abs(g) < 5e-4


def test_the_readout_keeps_its_word():
    rng = np.random.default_rng(7)
    explorer = NetworkExplorer("backward")
    for layer, j, i in WEIGHTS:
        state = random_state(rng, layer=layer, unit=j, weight=i)
        explorer.state = state
        g = by_a_nudge(state, f"layers.{layer}.weight.{j}.{i}")
        word = "rises" if g > 0 else "falls"
        assert f"The cost is {cost_of(state):.4f}. Raise the weight from" in explorer.readout()
        assert f"by 0.1, and the cost {word} by about {abs(g) / 10:.4f}" in explorer.readout() or (
            abs(g) < 1e-3
        )
        assert ("Far from the cost" in explorer.readout()) == (abs(g) < 0.003 and layer < 2)


def test_a_weight_whose_input_is_0_changes_nothing_and_that_is_said():
    explorer = NetworkExplorer("backward")
    explorer.move("x.0", 0)
    words = "the cost stays as it is, because the input to the weight is 0."
    assert words in explorer.readout()
    explorer.move("x.0", 0.1)
    assert words not in explorer.readout()


def test_a_tiny_gradient_never_reads_0():
    explorer = NetworkExplorer("backward", preset="Trained")
    explorer._state = explorer._state | {"layer": 0, "unit": 0, "weight": 1}
    for path in ("layers.1.weight.0.0", "layers.1.weight.1.0", "layers.1.weight.2.0"):
        explorer.move(path, 0.05)
    assert "about 0.0000." not in explorer.readout()


@pytest.mark.parametrize("layer", range(3))
def test_the_steps_back_multiply_one_factor_after_the_other(layer):
    explorer = NetworkExplorer("backward")
    explorer.state = random_state(np.random.default_rng(3), layer=layer, unit=1, weight=2)
    last = STEPS[layer]
    scope = explorer._described.scope(explorer._state)
    assert evaluate(explorer.scene()["steps"], scope) == last
    factors = [evaluate(factor, scope) for factor in path_factors()][: last - 1]
    names = ["begin with the error", "multiply by the weight", "multiply by the slope"]
    names += names[1:]
    unseen = []
    for step in range(1, last):
        explorer._state = explorer._state | {"step": step}
        product = rounded(math.prod(factors[:step]), 4)
        assert explorer.readout() == (
            f"Step {step} of {last}: {names[step - 1]}. The product so far is {product}."
        )
        unseen.append(shown(explorer, "formula").count("@seen=false"))
    explorer._state = explorer._state | {"step": last}
    assert "Raise the weight from" in explorer.readout()
    assert unseen == sorted(unseen, reverse=True)


def test_the_arrows_go_through_all_paths_both_ways_round():
    for layer, count in enumerate((9, 3)):
        explorer = NetworkExplorer("backward")
        explorer._state = explorer._state | {"layer": layer}
        first = explorer._described.scope(explorer._state)["chosen_path"]
        for key, by in (("next path", 1), ("previous path", -1)):
            seen = []
            for _ in range(count):
                pick(explorer, key)
                seen.append(explorer.state.path)
            assert seen == [(first + by * n) % count for n in range(1, count + 1)]


@pytest.mark.parametrize("layer", range(2))
@pytest.mark.parametrize("to", [(1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)])
def test_a_unit_nearer_to_the_cost_bends_the_path(layer, to):
    if to[0] <= layer:
        return
    explorer = NetworkExplorer("backward")
    explorer._state = explorer._state | {"layer": layer, "unit": 1, "weight": 2}
    before = explorer._described.scope(explorer._state)
    pick(explorer, "unit.{}.{}".format(*to))
    after = explorer._described.scope(explorer._state)
    assert [after[name] for name in ("layer", "unit", "weight")] == [layer, 1, 2]
    if to[0] == 2:
        assert (after["k"], after["m"]) == (to[1], before["m"])
    else:
        assert (after["k"], after["m"]) == (before["k"], to[1])


def test_a_unit_that_does_not_lie_on_the_way_is_chosen():
    explorer = NetworkExplorer("backward")
    explorer._state = explorer._state | {"layer": 1, "unit": 1, "weight": 2}
    pick(explorer, "unit.0.2")
    assert (explorer.state.layer, explorer.state.unit, explorer.state.weight) == (0, 2, 0)


@pytest.mark.parametrize("k", range(3))
def test_the_correct_class_is_clicked(k):
    explorer = NetworkExplorer("backward")
    explorer._state = explorer._state | {"layer": 2, "unit": 1, "step": 1, "path": 0}
    pick(explorer, f"class.{k}")
    assert explorer.state.target == k
    assert (explorer.state.path, explorer.state.step) == (most_of(explorer), 99)
    trace = network_of(explorer.state).trace(V, k, nnlib.CrossEntropyLoss())
    scope = explorer._described.scope(explorer._state)
    assert scope["layers"][2]["error"] == pytest.approx(trace.layers[2].grad_z, abs=1e-15)
    explorer.act("Forward")
    words = f"The correct class is {CLASSES[k]}, so the cost is {trace.loss:.4f}."
    assert words in explorer.readout()


# --- downhill -------------------------------------------------------------------------------------


@VIEWS
def test_a_gradient_step_moves_everything_against_its_gradient(view):
    explorer = NetworkExplorer("backward")
    explorer.act(view.capitalize())
    pick(explorer, "class.2")
    explorer.move("lr.0", 2)
    network, loss = network_of(explorer.state), nnlib.CrossEntropyLoss()
    before = loss.forward(network.forward(V), 2)
    network.backward(loss.backward())
    explorer.act("Gradient step")
    assert np.allclose(explorer.network.theta, network.theta - 2 * network.grad, atol=1e-15)
    after = cost_of(explorer.state)
    assert after < before
    said = f"The step lowered the cost from {before:.4f} to {after:.4f}. Predicted: dog "
    assert explorer.readout().startswith(said)
    explorer.move("x.0", 0.5)
    assert "The step" not in explorer.readout()


def test_a_step_that_is_too_long_says_that_it_raised_the_cost():
    explorer = NetworkExplorer("backward")
    explorer.move("lr.0", 5)
    said = []
    for _ in range(6):
        for k in range(3):
            pick(explorer, f"class.{k}")
            before = cost_of(explorer.state)
            explorer.act("Gradient step")
            word = "lowered" if cost_of(explorer.state) <= before else "raised"
            assert f"The step {word} the cost from {before:.4f}" in explorer.readout()
            said.append(word)
    assert "lowered" in said


def test_many_steps_go_far_and_a_preset_brings_everything_back():
    explorer = NetworkExplorer("backward")
    start = explorer.state
    explorer.move("lr.0", 5)
    for _ in range(400):
        explorer.act("Gradient step")
    assert cost_of(explorer.state) < 1e-4
    assert "≈1" in shown(explorer)
    assert np.isfinite(explorer.network.theta).all()
    explorer.act("Article")
    assert explorer.state == start


def test_a_preset_keeps_where_the_reader_looks():
    explorer = NetworkExplorer("backward")
    looks = {"target": 2, "layer": 1, "unit": 2, "weight": 1, "overview": 1, "view": "forward"}
    explorer.state = replace(explorer.state, **looks)
    explorer.act("Trained")
    assert {name: getattr(explorer.state, name) for name in looks} == looks
    assert explorer.state.layers == NetworkExplorer(preset="Trained").state.layers


def test_the_network_is_a_copy():
    explorer = NetworkExplorer()
    explorer.network.theta[:] = 0
    assert explorer.network.theta.any()


# --- what cannot be -------------------------------------------------------------------------------


def test_it_begins_as_asked():
    assert NetworkExplorer("backward").state.view == "backward"
    assert NetworkExplorer().scene()["actions"] == []
    with pytest.raises(ValueError, match="view expected forward or backward, got 'up'"):
        NetworkExplorer("up")
    with pytest.raises(ValueError, match="preset expected one of Article, Trained, Random, got"):
        NetworkExplorer(preset="Mine")


def test_there_is_no_button_of_another_name():
    for view, label in [("forward", "Gradient step"), ("backward", "Step back")]:
        explorer = NetworkExplorer(view)
        before = explorer.state
        with pytest.raises(ValueError, match="label expected one of Article, Trained"):
            explorer.act(label)
        assert explorer.state == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"target": 3}, "target expected"),
        ({"target": "dog"}, "target expected a whole number, got 'dog'"),
        ({"layer": 3}, "state expected numbers that go together"),
        ({"unit": -1}, "found nothing at index -1"),
        ({"x": [1, 2]}, "state expected numbers that go together"),
        ({"x": [1, 2, math.nan]}, "x expected numbers from -1e9 to 1e9, got nan"),
        ({"layers": []}, "state expected numbers that go together"),
        ({"layers": [{"weight": 1}]}, "NetworkLayer expected weight, bias, activation"),
        ({"more": 1}, "NetworkState expected step, preset, x"),
    ],
)
def test_a_state_that_cannot_be_is_refused_and_changes_nothing(change, words):
    explorer = NetworkExplorer("backward")
    before = explorer._state
    with pytest.raises(ValueError, match=words):
        explorer._state = before | change
    assert explorer._state is before


@pytest.mark.parametrize("make", [NetworkExplorer, lambda: NetworkExplorer("backward")])
def test_whatever_a_hand_does_can_be_shown_and_said(make):
    explorer = make()
    scene = explorer._described
    for _, _, state in walk(scene, np.random.default_rng(2), 250):
        explorer._state = state
        assert explorer._state == state  # accepted as it is
        text = plain(str(scene.written(state)))
        assert "not a number" not in text
        assert f"{MINUS}0.00'" not in text
        assert explorer.readout().endswith(".")


def test_the_alternative_text_says_the_errors_on_the_way_back():
    explorer = NetworkExplorer("backward")
    assert "; layer 3 has the errors −0.649, 0.449, 0.200; layer 2 has" in explorer.picture().alt
    explorer.act("Forward")
    assert "; layer 3 gives 0.35, 0.45, 0.20. " in explorer.picture().alt


def test_a_path_does_not_jump_away_under_a_hand():
    explorer = NetworkExplorer("backward")
    path = explorer.state.path
    assert path == most_of(explorer)
    explorer.move("layers.2.weight.1.1", 0.05)  # a factor of it
    assert explorer.state.path == path != most_of(explorer)


# --- notebook 04 ----------------------------------------------------------------------------------


def says(explorer):
    """Return the class with the largest probability."""
    output = explorer._described.scope(explorer.state.data())["output"]
    return ("dog", "cat", "neither")[int(np.argmax(output))]


@pytest.mark.parametrize(
    ("path", "value"),
    [("x.0", 0.5), ("x.1", 0.3), ("x.2", 2.3), ("layers.0.weight.2.2", 0.5)],
)
def test_a_small_move_makes_the_article_s_network_say_dog(path, value):
    explorer = NetworkExplorer()
    assert says(explorer) == "cat"
    explorer.move(path, value)
    assert says(explorer) == "dog"
    explorer.act("Article")
    assert says(explorer) == "cat"


def test_lines_to_dog_must_rise_and_lines_to_cat_must_fall():
    for path, by in [(f"layers.2.weight.{k}.{i}", (1, -1)[k]) for k in (0, 1) for i in range(3)]:
        explorer = NetworkExplorer()
        _, _, _, k, i = path.split(".")
        before = explorer.state.layers[2].weight[int(k)][int(i)]
        explorer.move(path, before - by)
        assert says(explorer) != "dog", path
        explorer.move(path, before + by)
        assert says(explorer) == "dog", path


def smallest_move_to_dog(layer, k, i):
    """Return by how much a weight has to move, alone, until dog wins; infinity if it cannot."""
    network = NetworkExplorer().network
    weight = network.layers[2 * layer].weight
    before, enough = weight[k, i], [np.inf]
    for value in np.arange(-6, 6.001, 0.05):
        weight[k, i] = value
        if network([1, 0.4, 2]).argmax() == 0:
            enough.append(abs(value - before))
    return min(enough)


def test_most_weights_can_make_dog_win_and_those_to_neither_cannot():
    moves = {place: smallest_move_to_dog(*place) for place in np.ndindex(3, 3, 3)}
    assert sum(np.isfinite(list(moves.values()))) > 18
    assert min(moves, key=moves.get) == (0, 2, 2)  # from size to unit 3 of layer 1
    assert moves[0, 2, 2] <= 0.1
    assert all(moves[2, 2, i] == np.inf for i in range(3))


def test_two_stops_of_the_arrow_keys_solve_exercise_04_5():
    explorer, right = NetworkExplorer(), []
    for weight in np.arange(-4, -3, 0.05):
        explorer.move("layers.2.weight.0.0", weight)
        reached = explorer.state.layers[2].weight[0][0]
        dog, cat, _ = explorer._described.scope(explorer.state.data())["output"]
        said = judge("04.5", reached, np.random.default_rng(0))
        assert (said.kind == "right") == (abs(dog - cat) < 0.01)
        right += [reached] if said.kind == "right" else []
    assert right == pytest.approx([-3.55, -3.5])


def test_a_random_network_can_sound_sure():
    explorer, most = NetworkExplorer(), []
    for _ in range(12):
        explorer.act("Random")
        most.append(max(explorer._described.scope(explorer.state.data())["output"]))
    assert max(most) > 0.75
