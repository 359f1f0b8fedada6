"""PlaneExplorer: lines, knobs and points in the hand, learning, and what is said of it."""

import math
import random
import re
from typing import Any

import numpy as np
import pytest

from nnlib.drawing.expressions import evaluate
from nnlib.drawing.field import field
from nnlib.drawing.numerals import rounded
from nnlib.explorers import PlaneExplorer
from nnlib.explorers.passes import learn, over_plane
from nnlib.explorers.plane import STARTS
from nnlib.explorers.plane_picture import NARROW, WIDE
from nnlib.explorers.scene import learning

GEOMETRIES = {"wide": WIDE, "narrow": NARROW}


@pytest.fixture
def explorer() -> PlaneExplorer:
    return PlaneExplorer()


def now(explorer: PlaneExplorer) -> dict[str, Any]:
    return explorer._described.scope(explorer._state)


def found(tree: Any, kind: str) -> list[Any]:
    """Return what stands at an attribute, all over a picture."""
    inner = [part for child in tree[2:] if isinstance(child, list) for part in found(child, kind)]
    return ([tree[1][kind]] if kind in tree[1] else []) + inner if isinstance(tree[1], dict) else []


def hand(explorer: PlaneExplorer, key: str, name: str, g: str = "wide", **extra: Any) -> None:
    """Do with a handle of a picture what a hand does: move, nudge, home; or do, with a pick."""
    kind = "@pick" if name == "do" else "@place"
    scope = now(explorer)
    every = found(explorer._described.pictures[g], kind)
    (one,) = [each for each in every if evaluate(each["key"], scope) == key]
    explorer._state = explorer._described.change(explorer._state, one[name], **extra)


def drag(explorer: PlaneExplorer, key: str, x: float, y: float, g: str = "wide") -> None:
    place = {"x": GEOMETRIES[g].x(x), "y": GEOMETRIES[g].y(y)}
    hand(explorer, key, "move", g, pointer=place)


def changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    return {name for name in before if before[name] != after[name]}


def sum_at(explorer: PlaneExplorer, unit: int, x: float, y: float) -> float:
    layer = explorer._state["layers"][0]
    return float(np.dot(layer["weight"][unit], (x, y)) + layer["bias"][unit])


def test_starts_with_one_unit_that_has_three_points_right(explorer: PlaneExplorer) -> None:
    scope = now(explorer)
    assert scope["right"] == 3
    assert scope["mean_cost"] == pytest.approx(1.0426, abs=1e-4)
    assert scope["unit_z"] == pytest.approx(0.9 * 1.25 - 0.7 * 1.85 + 0.4)


@pytest.mark.parametrize(
    ("preset", "right", "hidden"), [("XOR", 3, 0), ("OR", 5, 0), ("XOR solved", 8, 2)]
)
def test_presets(explorer: PlaneExplorer, preset: str, right: int, hidden: int) -> None:
    for label in ("3", "4 steps", preset):
        explorer.act(label)
    assert now(explorer)["right"] == right
    assert explorer.state.hidden == now(explorer)["hidden_units"] == hidden
    assert explorer.state.preset == preset
    assert (explorer.state.history, explorer.state.learned) == ((), 0)


@pytest.mark.parametrize("g", GEOMETRIES)
def test_a_point_goes_where_the_hand_is_and_is_ringed(explorer: PlaneExplorer, g: str) -> None:
    before = explorer._state
    drag(explorer, "points.3", 0.5, -9, g)
    after = explorer._state
    assert changed(before, after) == {"points", "ringed", "x", "target"}
    assert after["x"] == [0.5, -3]
    assert after["target"] == after["points"][3]["target"] == 1
    assert changed(before["points"][3], after["points"][3]) == {"x", "y"}
    assert after["points"][:3] + after["points"][4:] == before["points"][:3] + before["points"][4:]


def test_keys_move_a_point_and_bring_it_home(explorer: PlaneExplorer) -> None:
    hand(explorer, "points.0", "nudge", dx=1, dy=-0.2)
    assert explorer._state["x"] == [1.35, 1.83]
    hand(explorer, "points.0", "home")
    assert explorer._state["x"] == [1.25, 1.85]


@pytest.mark.parametrize("g", GEOMETRIES)
def test_a_line_follows_the_hand_and_keeps_its_direction(explorer: PlaneExplorer, g: str) -> None:
    explorer.act("2")
    before = explorer._state
    drag(explorer, "line.1", -0.5, 1.5, g)
    assert changed(before, explorer._state) == {"layers", "chosen", "pivots"}
    assert explorer._state["layers"][0]["weight"] == before["layers"][0]["weight"]
    assert explorer._state["layers"][1:] == before["layers"][1:]
    assert sum_at(explorer, 1, -0.5, 1.5) == pytest.approx(0, abs=1e-3)
    assert explorer._state["chosen"] == [0, 1]


@pytest.mark.parametrize("g", GEOMETRIES)
@pytest.mark.parametrize("aim", [(2, 2), (-2.5, 0), (0, -2), (0.1, 2.9), (2.9, -2.9)])
def test_a_knob_turns_its_line_towards_the_hand(
    explorer: PlaneExplorer, g: str, aim: tuple[float, float]
) -> None:
    drag(explorer, "line.0", 0.2, 0.1)
    size = now(explorer)["steep"][0]
    drag(explorer, "turn.0", *aim, g)
    scope = now(explorer)
    assert sum_at(explorer, 0, *aim) == pytest.approx(0, abs=5e-3)
    assert sum_at(explorer, 0, 0.2, 0.1) == pytest.approx(0, abs=5e-3)
    assert scope["steep"][0] == pytest.approx(size, abs=1e-3)
    pivot, knob = np.array(scope["pivot"][0]), np.array(scope["knob"][0])
    assert np.dot(knob - pivot, np.array(aim) - pivot) > 0  # it is on the hand's side


def test_a_knob_taken_where_it_is_leaves_its_line(explorer: PlaneExplorer) -> None:
    for unit, label in enumerate(("none", "2", "3")):
        explorer.act(label)
        before = explorer._state["layers"][0]
        drag(explorer, f"turn.{unit}", *now(explorer)["knob"][unit])
        after = explorer._state["layers"][0]
        assert np.allclose(after["weight"], before["weight"], atol=0.02)
        assert np.allclose(after["bias"], before["bias"], atol=0.02)


def test_keys_push_a_line_and_turn_it(explorer: PlaneExplorer) -> None:
    hand(explorer, "line.0", "nudge", dx=1, dy=0)
    assert explorer._state["layers"][0]["bias"] == [pytest.approx(0.4 - 0.09)]
    weight = np.array(explorer._state["layers"][0]["weight"][0])
    hand(explorer, "turn.0", "nudge", dx=1, dy=0)
    turned = np.array(explorer._state["layers"][0]["weight"][0])
    angle = math.atan2(*turned[::-1]) - math.atan2(*weight[::-1])
    assert angle == pytest.approx(-0.08, abs=2e-3)
    hand(explorer, "turn.0", "home")
    assert explorer._state["layers"][0] == STARTS[0][0][0].data()


def test_home_after_a_new_start_is_the_new_start(explorer: PlaneExplorer) -> None:
    explorer.act("3")
    explorer.act("New start")
    drag(explorer, "line.2", 1, 1)
    hand(explorer, "line.2", "home")
    assert explorer._state["layers"] == [layer.data() for layer in STARTS[2][1]]


def test_a_line_that_leaves_the_square_is_said_to(explorer: PlaneExplorer) -> None:
    explorer.move("layers.0.bias.0", 8)
    assert now(explorer)["drawn"] == [False, False, False]
    explorer.move("layers.0.bias.0", 0)
    assert now(explorer)["drawn"] == [True, False, False]
    for i in range(2):
        explorer.move(f"layers.0.weight.0.{i}", 0)
    assert now(explorer)["drawn"] == [False, False, False]
    explorer.act("4 steps")  # which finds a direction again
    assert now(explorer)["steep"][0] > 0


def test_numbers_of_the_ringed_point_are_those_of_the_network(explorer: PlaneExplorer) -> None:
    hand(explorer, "points.6", "do")
    assert explorer._state["ringed"] == 6
    assert explorer._state["x"] == [1.3, -1.9]
    before = explorer._state
    explorer.move("points.6.y", 0.5)
    assert explorer._state["x"] == [1.3, 0.5]
    assert changed(before, explorer._state) == {"x", "points"}


def test_a_circle_chooses_its_sum(explorer: PlaneExplorer) -> None:
    explorer.act("3")
    before = explorer._state
    hand(explorer, "unit.3.1.0", "do")
    assert changed(before, explorer._state) == {"chosen"}
    assert now(explorer)["unit_weight"] == [1.1, -0.9, 0.6]
    explorer.act("2")
    assert explorer.state.chosen == (0, 0)


def test_a_step_is_four_of_adam_and_remembers_the_cost(explorer: PlaneExplorer) -> None:
    cost = now(explorer)["mean_cost"]
    before = explorer._state
    explorer.act("4 steps")
    assert explorer._state["history"] == [cost]
    assert explorer._state["learned"] == explorer._state["memory"]["t"] == 4
    how = {"optimizer": "adam", "lr": 0.08, "steps": 4}
    assert explorer._state["layers"] == learn(before, before["points"], how)["layers"]
    assert now(explorer)["costs"] == [cost, now(explorer)["mean_cost"]]
    assert "pivots" in changed(before, explorer._state)


def until_it_rests(explorer: PlaneExplorer) -> dict[str, Any]:
    """Press Learn and return the scope at its end."""
    scene, state = explorer._described, explorer._state
    until = scene.actions[0]["play"]["until"]
    for _ in range(400):
        state = scene.act(state, "4 steps")
        if evaluate(until, scene.scope(state)):
            break
    explorer._state = state
    return scene.scope(state)


@pytest.mark.parametrize(("hidden", "least"), [(2, 7), (3, 8)])
def test_good_starts_learn_xor(explorer: PlaneExplorer, hidden: int, least: int) -> None:
    explorer.act(str(hidden))
    learned = 0
    for which in range(8):
        assert explorer.state.begin == which
        end = until_it_rests(explorer)
        assert end["learned"] <= 1200
        learned += end["right"] == 8 and end["mean_cost"] < 0.04
        if end["right"] < 8:
            assert "Learning is stuck: New start" in explorer.readout()
        explorer.act("New start")
    assert learned >= least
    assert explorer.state.begin == 0


def test_one_unit_fails_at_xor_and_does_or(explorer: PlaneExplorer) -> None:
    for _ in range(2):
        assert until_it_rests(explorer)["right"] < 8
        assert "one line fails here: try 2 hidden units" in explorer.readout()
        explorer.act("New start")
    explorer.act("OR")
    assert until_it_rests(explorer)["learned"] < 300
    assert explorer.readout().endswith(" steps. One line is enough for these points.")
    explorer.act("2")
    until_it_rests(explorer)
    assert explorer.readout().endswith("Together, the 2 lines fence off the circles.")


def test_says_what_is_to_be_tried(explorer: PlaneExplorer) -> None:
    assert explorer.readout() == (
        "3 of 8 points are right, the cost is 1.0426. "
        "Can one line do it? Try by hand, then press Learn."
    )
    explorer.act("2")
    assert explorer.readout().endswith("Move the lines by hand, or press Learn.")
    explorer.act("XOR solved")
    assert explorer.readout() == (
        "8 of 8 points are right, the cost is 0.1361. Together, the 2 lines fence off the circles, "
        "which no single line does for XOR."
    )


def test_says_what_the_picture_shows(explorer: PlaneExplorer) -> None:
    explorer.act("3")
    assert "4 circles, where the output should be 1, and 4 squares" in explorer.picture().alt
    assert "the lines of 3 hidden units" in explorer.picture().alt


def test_learning_stays_within_the_ends_of_numbers(explorer: PlaneExplorer) -> None:
    assert learning("adam", 0.1, 4, most=8)[1]["most"] == 8
    assert "most" not in learning("sgd", 0.1, 4)[1]
    explorer.act("2")
    far = {"optimizer": "adam", "lr": 5.0, "steps": 3, "most": 2.0}
    after = learn(explorer._state, explorer._state["points"], far)
    numbers = [v for each in after["layers"] for v in (*np.ravel(each["weight"]), *each["bias"])]
    assert max(map(abs, numbers)) == 2


def test_goes_back_to_where_a_browser_says_it_was(explorer: PlaneExplorer) -> None:
    explorer.act("2")
    explorer.act("4 steps")
    data = explorer._state
    explorer.act("XOR")
    explorer.state = explorer.state.of(data)
    assert explorer._state == data


@pytest.mark.parametrize("seed", range(3))
def test_random_walks_stay_finite(seed: int) -> None:
    rng = random.Random(seed)
    explorer = PlaneExplorer()
    scene = explorer._described
    for _ in range(40):
        g = rng.choice(list(GEOMETRIES))
        scope = now(explorer)
        drawn = [j for j in range(3) if scope["drawn"][j]]
        keys = [f"points.{rng.randrange(8)}"] + [
            f"{k}.{j}" for j in drawn for k in ("line", "turn")
        ]
        key = rng.choice(keys)
        place = rng.choice(
            [
                ("act", rng.choice(["4 steps", "2", "3", "none", "OR", "XOR", "New start"])),
                ("drag", key),
                ("nudge", key),
                ("set", rng.choice(["weight.0.0", "weight.0.1", "bias.0"])),
            ]
        )
        if place[0] == "act":
            explorer.act(place[1])
        elif place[0] == "drag":
            drag(explorer, key, rng.uniform(-4, 4), rng.uniform(-4, 4), g)
        elif place[0] == "nudge":
            hand(explorer, key, "nudge", g, dx=rng.choice([-1, 0, 0.2]), dy=rng.choice([-1, 1]))
        else:
            explorer.move(f"layers.0.{place[1]}", rng.choice([-8, 0, 8, rng.uniform(-8, 8)]))
        written = scene.written(explorer._state)
        texts = [text for part in written.values() for text in part]
        assert not any("not a number" in text or "nan" in text for text in texts)
        assert np.isfinite([v for each in now(explorer)["pivot"] for v in each]).all()
        for layer in explorer._state["layers"]:
            assert np.abs(np.concatenate([*layer["weight"], layer["bias"]])).max() <= 8


def test_the_still_picture_has_a_map_with_a_border(explorer: PlaneExplorer) -> None:
    explorer.act("XOR solved")
    text = explorer.picture().text
    assert text.count('class="nx-above"') == text.count('class="nx-below"') == 5
    assert len(re.findall("M", text.split('class="nx-border" d="')[1].split('"')[0])) == 2
    assert "<field" not in text
    assert len(text) < 60_000


def test_a_map_is_drawn_from_the_top_and_hatched_below_half() -> None:
    outputs = np.repeat(np.linspace(1, 0, 9), 9).reshape(9, 9)  # 1 at the top, 0 at the bottom
    drawn = field(outputs, 0, 0, 80, 80)
    assert 'class="nx-border" d="M80 40L0 40"' in drawn or 'd="M0 40L80 40"' in drawn
    hatch = drawn.split('class="nx-stripes" d="')[1].split('"')[0]
    heights = [float(y) for y in re.findall(r"[ML]\S+ ([\d.]+)", hatch)]
    assert min(heights) > 40
    assert 'class="nx-stripes" d=""' in field(np.ones((9, 9)), 0, 0, 80, 80)


def test_outputs_over_the_plane_are_those_of_its_places() -> None:
    layers = [{"weight": [[1.0, -2.0]], "bias": [0.5], "activation": "sigmoid"}]
    outputs = over_plane(layers, -3, 3, 7)
    assert outputs[0, 0] == pytest.approx(1 / (1 + math.exp(-(-3 - 6 + 0.5))))
    assert outputs[6, 4] == pytest.approx(1 / (1 + math.exp(-(1 + 6 + 0.5))))


def test_a_line_of_values_and_a_list_that_keeps_the_last() -> None:
    scope = {"costs": [4.0, 2.0, 1.0]}
    assert evaluate(["append", "costs", 0, 2], scope) == [1.0, 0]
    line = ["polyline", "costs", 10, 30, 100, 0, 0, 4, 5]
    assert evaluate(line, scope) == "M10 0L15 50L20 75"
    assert evaluate(["polyline", ["list"], 10, 30, 100, 0, 0, 4, 5], scope) == "M0 0"


def test_numbers_written_add_up_and_need_no_more_decimals_than_they_have(
    explorer: PlaneExplorer,
) -> None:
    def formula() -> list[str]:
        return explorer._described.written(explorer._state)["formula"]

    explorer.move("layers.0.weight.0.0", 0.35)
    explorer.move("points.0.x", 0.55)
    assert {"0.1925", "−1.2950", "0.4000", "−0.7025"} <= set(formula())
    explorer.act("3")
    explorer.act("4 steps")  # weights with many decimals are written with three
    weight = explorer._state["layers"][0]["weight"][0][0]
    assert rounded(weight, 3) in formula()


def test_a_line_lights_with_each_of_its_numbers(explorer: PlaneExplorer) -> None:
    for tree in explorer._described.pictures.values():
        lit = found(tree, "@lit")
        assert all("*" not in path for paths in lit for path in paths)
        numbers = ["layers.0.weight.2.0", "layers.0.weight.2.1", "layers.0.bias.2"]
        assert lit.count(["line.2", "turn.2", *numbers]) == 2
