"""DescentExplorer: the walk, the start in the hand, what the scales do, and what is said of it."""

import itertools
import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from walks import elements

import nnlib
from nnlib.drawing import surface
from nnlib.drawing.curves import NOTHING
from nnlib.drawing.elements import markup
from nnlib.drawing.expressions import evaluate
from nnlib.explorers import DescentExplorer
from nnlib.explorers.card import TAGS
from nnlib.explorers.descent import SURFACES, TILTS, DescentState
from nnlib.explorers.descent_picture import NARROW, WIDE

GEOMETRIES = {"wide": WIDE, "narrow": NARROW}
EACH = pytest.mark.parametrize("g", GEOMETRIES)


@pytest.fixture
def explorer() -> DescentExplorer:
    return DescentExplorer()


def now(explorer: DescentExplorer) -> dict[str, Any]:
    return explorer._described.scope(explorer._state)


def walked(explorer: DescentExplorer) -> Any:
    return np.column_stack([now(explorer)["walk"]["w1"], now(explorer)["walk"]["w2"]])


def shown(explorer: DescentExplorer, g: str) -> list[dict[str, Any]]:
    """Return the attributes of all that is shown in a picture."""
    tree = explorer._described.pictures[g]
    return [attributes for _, attributes in elements(tree, now(explorer))]


def hand(explorer: DescentExplorer, key: str, what: str, g: str = "wide", **extra: Any) -> None:
    """Do with a place of the picture what a hand does: move, nudge or home."""
    places = [each["@place"] for each in shown(explorer, g) if "@place" in each]
    (place,) = [each for each in places if evaluate(each["key"], now(explorer)) == key]
    explorer._state = explorer._described.change(explorer._state, place[what], **extra)


def drawn(explorer: DescentExplorer, g: str, class_: str) -> str:
    """Return the path of what has a class."""
    (found,) = [each for each in shown(explorer, g) if each.get("class") == class_ and "d" in each]
    return str(evaluate(found["d"][1], now(explorer)))


def words(explorer: DescentExplorer, g: str = "wide") -> str:
    return markup(explorer._described.pictures[g], now(explorer), tags=TAGS)


def test_the_path_is_that_of_notebook_07(explorer: DescentExplorer) -> None:
    theta, places = np.array([-3.5, 1.5]), []
    for _ in range(10):
        theta = theta - 0.04 * np.array([2 * theta[0], 40 * theta[1]])
        places.append(theta)
    assert np.allclose(walked(explorer)[1:], places, atol=1e-12)
    assert now(explorer)["cost_now"] == pytest.approx(theta[0] ** 2 + 20 * theta[1] ** 2)


@pytest.mark.parametrize("name", SURFACES)
def test_the_gradients_of_the_surfaces(name: str) -> None:
    rng, h = np.random.default_rng(0), 1e-6
    for w in rng.uniform(-2, 2, size=(20, 2)):
        cost = surface.cost
        by_nudge = [
            (cost(SURFACES[name], *(w + h * e)) - cost(SURFACES[name], *(w - h * e))) / (2 * h)
            for e in np.eye(2)
        ]
        assert surface.gradient(SURFACES[name], *w) == pytest.approx(by_nudge, abs=1e-6)


def test_the_costs_of_the_surfaces() -> None:
    for w1, w2 in ((-3.5, 1.5), (0, 0), (2, -1)):
        costs = [surface.cost(SURFACES[name], w1, w2) for name in SURFACES]
        two = (w1**2 - 4) ** 2 / 8 + w1 / 2 + 4 * w2**2 + 1.1
        assert costs == pytest.approx([w1**2 + 20 * w2**2, w1**2 + w2**2, two])


@pytest.mark.parametrize("batch", [64, 8, 1])
@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize("name", SURFACES)
def test_the_walk_is_that_of_the_optimizers(name: str, optimizer: str, batch: int) -> None:
    made = {"sgd": nnlib.SGD(0.02), "momentum": nnlib.SGD(0.02, 0.7), "adam": nnlib.Adam(0.02)}
    theta, places, tilts = np.array([2.5, -1.0]), [[2.5, -1.0]], TILTS[name][str(batch)]
    for step in range(21):
        more = tilts[2 * step % len(tilts) :][:2] if tilts else (0, 0)
        made[optimizer].step(theta, np.add(surface.gradient(SURFACES[name], *theta), more))
        places.append(theta.tolist())
    found = surface.walk(SURFACES[name], optimizer, [2.5, -1.0], 0.02, 0.7, 20, tilts)
    assert np.allclose(np.transpose([found["w1"], found["w2"]]), places[:-1], atol=1e-12)
    assert found["next"] == pytest.approx(places[-1], abs=1e-12)
    step = 0.02 * np.array(found["velocity"]) / (found["root"] if optimizer == "adam" else 1)
    assert np.array(places[-2]) - step == pytest.approx(places[-1], abs=1e-8)


def test_momentum_keeps_a_part_of_the_velocity() -> None:
    found = surface.walk(SURFACES["valley"], "momentum", [-3.5, 1.5], 0.01, 0.7, 9, [])
    velocity = 0.7 * np.array(found["kept"]) + found["batch"]
    assert found["velocity"] == pytest.approx(velocity)
    still = surface.walk(SURFACES["valley"], "momentum", [-3.5, 1.5], 0.01, 0.0, 9, [])
    plain = surface.walk(SURFACES["valley"], "sgd", [-3.5, 1.5], 0.01, 0.0, 9, [])
    assert still == plain
    assert plain["velocity"] == plain["batch"] != plain["kept"]
    assert plain["kept"] != [0, 0]


@pytest.mark.parametrize("name", SURFACES)
def test_the_batches_together_are_all_examples(name: str) -> None:
    for size in (1, 8):
        tilts = np.reshape(TILTS[name][str(size)], (-1, 2))
        assert len(tilts) == 64 // size
        assert tilts.mean(axis=0) == pytest.approx([0, 0], abs=1e-12)
        assert np.abs(tilts).max() > 0.5
    singles, eights = (np.reshape(TILTS[name][size], (-1, 2)) for size in ("1", "8"))
    assert eights[2] == pytest.approx(singles[16:24].mean(axis=0))


# Hands.


@EACH
def test_the_start_goes_where_the_hand_is_and_the_path_follows(
    explorer: DescentExplorer, g: str
) -> None:
    before = walked(explorer)
    x, y = GEOMETRIES[g].x(1.5), GEOMETRIES[g].y(-0.6)
    hand(explorer, "start", "move", g, pointer={"x": x, "y": y})
    assert (explorer.state.w1, explorer.state.w2) == (1.5, -0.6)
    assert walked(explorer)[0].tolist() == [1.5, -0.6]
    assert not np.allclose(walked(explorer)[1:], before[1:])
    hand(explorer, "start", "move", g, pointer={"x": -900, "y": 900})
    assert (explorer.state.w1, explorer.state.w2) == (-4, -2)  # it stays on the map


def test_keys_move_the_start_and_bring_it_home(explorer: DescentExplorer) -> None:
    explorer.act("Two minima")
    hand(explorer, "start", "nudge", dx=-1, dy=0.2)
    assert (explorer.state.w1, explorer.state.w2) == (3.4, 1.52)
    hand(explorer, "start", "home")
    assert (explorer.state.w1, explorer.state.w2) == (3.5, 1.5)


@EACH
def test_ten_times_the_learning_rate_is_equally_far_everywhere(
    explorer: DescentExplorer, g: str
) -> None:
    ends = [0.001, 0.01, 0.1, 1.0]
    places = []
    for lr in ends:
        explorer.move("lr", lr)
        knob, *_ = [each for each in shown(explorer, g) if each.get("class") == "nx-knob"]
        places.append(evaluate(knob["cx"][1], now(explorer)))
    assert np.diff(places) == pytest.approx([places[1] - places[0]] * 3)
    for lr, x in zip(ends, places, strict=True):
        hand(explorer, "lr", "move", g, pointer={"x": x, "y": 0})
        assert explorer.state.lr == pytest.approx(lr, abs=1e-12)
    hand(explorer, "lr", "move", g, pointer={"x": -99, "y": 0})
    assert explorer.state.lr == 0.001
    hand(explorer, "lr", "home")
    assert explorer.state.lr == 0.04


@pytest.mark.parametrize("g", GEOMETRIES)
@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
def test_momentum_can_be_taken_hold_of_only_where_it_means_something(
    explorer: DescentExplorer, g: str, optimizer: str
) -> None:
    explorer.state = replace(explorer.state, optimizer=optimizer)
    alive = optimizer == "momentum"
    scope, every = now(explorer), shown(explorer, g)
    numbers = [evaluate(each["@number"], scope) for each in every if "@number" in each]
    assert ("momentum" in numbers) == alive
    before = walked(explorer)
    explorer.move("momentum", 0.3)
    assert np.allclose(walked(explorer), before) != alive
    said = {"sgd": "plain SGD has none", "adam": "Adam has none to set", "momentum": "0.30"}
    assert said[optimizer] in words(explorer, g)
    formula = markup(explorer._described.formula, now(explorer))
    assert ("new " in formula) == alive


def test_steps_are_whole(explorer: DescentExplorer) -> None:
    explorer._state = explorer._described.moved(explorer._state, "steps", 20.4, fine=True)
    assert explorer._state["steps"] == 20
    assert isinstance(explorer._state["steps"], int)


def test_step_and_play_walk_to_the_end_and_start_again(explorer: DescentExplorer) -> None:
    (step,) = explorer._described.actions
    for taken in (11, 12):
        explorer.act("Step")
        assert explorer.state.steps == now(explorer)["taken"] == taken
    assert not evaluate(step["play"]["until"], now(explorer))
    explorer.move("steps", 59)
    explorer.act("Step")
    assert evaluate(step["play"]["until"], now(explorer))
    explorer.act("Step")
    assert explorer.state.steps == 0


def test_play_rests_where_the_walk_runs_away(explorer: DescentExplorer) -> None:
    explorer.state = replace(explorer.state, lr=0.08, steps=0)
    (step,) = explorer._described.actions
    while not evaluate(step["play"]["until"], now(explorer)):
        explorer.act("Step")
    assert explorer.state.steps == now(explorer)["taken"] < 10
    explorer.act("Step")
    assert explorer.state.steps == 0


# The formula.


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize("batch", [64, 8])
def test_the_formula_adds_up_to_the_next_place(
    explorer: DescentExplorer, optimizer: str, batch: int
) -> None:
    explorer.state = replace(explorer.state, optimizer=optimizer, batch=batch, lr=0.01, steps=7)
    text = markup(explorer._described.formula, now(explorer))
    rows = re.findall(r"<div><span>.*?</div>", text)
    plain = [re.sub(r"<[^>]*>", " ", row).replace("−", "-") for row in rows]
    numbers = {
        re.sub(r"[-\d. ]+", "", row): [float(n) for n in re.findall(r"-?\d+\.\d+", row)]
        for row in plain
    }
    at, by, coming = numbers["atstep"], numbers["×η"][1:], numbers["nextw"]
    assert np.subtract(at, by) == pytest.approx(coming, abs=2e-4)
    assert numbers["×η"][0] == 0.01
    explorer.act("Step")
    assert walked(explorer)[-1] == pytest.approx(coming, abs=6e-4)
    if optimizer == "momentum":
        kept, new = numbers["μ×v"], numbers["newv"]
        assert np.add(kept[1:], numbers["gradient"]) == pytest.approx(new, abs=2e-3)
    if optimizer == "adam":
        ratio = np.divide(numbers["meanm"], numbers["sizes"])
        assert 0.01 * ratio == pytest.approx(by, abs=1e-3)


def test_the_learning_rate_shows_a_fourth_decimal_where_it_has_one(
    explorer: DescentExplorer,
) -> None:
    explorer._state = explorer._described.moved(explorer._state, "lr", 0.0505, fine=True)
    assert ">0.0505<" in markup(explorer._described.formula, now(explorer))


# What is drawn: in the whole grid of settings.


def settings() -> list[DescentState]:
    return [
        DescentState(surface=name, w1=w1, w2=w2, optimizer=optimizer, lr=lr, batch=batch,
                     momentum=0.95, steps=steps)
        for name, (w1, w2), optimizer, lr, batch, steps in itertools.product(
            SURFACES,
            [(-3.5, 1.5), (0, 0), (4, -2)],
            ["sgd", "momentum", "adam"],
            [0.001, 0.04, 0.06, 1.2],
            [64, 1],
            [1, 60],
        )
    ]  # fmt: skip


@EACH
def test_path_and_cost_are_seen_in_the_whole_grid_of_settings(
    explorer: DescentExplorer, g: str
) -> None:
    for state in settings():
        explorer.state = state
        assert drawn(explorer, g, "nx-curve") != NOTHING, state
        assert drawn(explorer, g, "nx-stops") != NOTHING, state
        text = words(explorer, g)
        assert not re.search(r"\bnan\b|\binf\b|not a number", text), state
        off_map = not now(explorer)["shown"]
        assert ("the path has left the map" in text) == off_map, state
        scope = now(explorer)
        assert scope["low"] < scope["high"]
        lines = [each for each in shown(explorer, g) if each.get("class") == "nx-grid"]
        assert 2 <= len(lines) <= 5, state


@EACH
def test_the_legend_names_the_batches_where_there_are_any(
    explorer: DescentExplorer, g: str
) -> None:
    for label, name in (("8", "each 8 examples"), ("1", "each example")):
        explorer.act(label)
        assert name in words(explorer, g)
        rays = [
            evaluate(each["d"][1], now(explorer)).count("L")
            for each in shown(explorer, g)
            if each.get("class") == "nx-rays" and isinstance(each["d"], list)
        ]
        assert rays == [64 // int(label)]
    explorer.act("all 64 examples")
    assert "each example" not in words(explorer, g)


def test_the_gradient_of_all_is_drawn_downhill(explorer: DescentExplorer) -> None:
    (path,) = [
        evaluate(each["d"][1], now(explorer))
        for each in shown(explorer, "wide")
        if each.get("class") == "nx-ray" and isinstance(each["d"], list)
    ]
    x, y, to_x, to_y = map(float, re.findall(r"-?[\d.]+", path))
    down = -np.array(now(explorer)["walk"]["full"])
    across = np.array([to_x - x, y - to_y])  # upward is less in a picture
    assert np.linalg.norm(across) == pytest.approx(46, abs=0.1)
    assert across / 46 == pytest.approx(down / np.linalg.norm(down), abs=0.01)


def test_a_line_on_the_map_joins_places_of_equal_cost() -> None:
    for name, text in DescentExplorer()._described.constants["lines"].items():
        lines = [
            np.cumsum(np.reshape([int(n) for n in re.findall(r"-?\d+", line)], (-1, 2)), axis=0)
            for line in text.split("M")[1:]
        ]
        assert len(lines) >= 13
        for line in lines:
            w1, w2 = line.T / 100
            assert np.abs(w1).max() <= 4.005
            assert np.abs(w2).max() <= 2.005
            costs = [surface.cost(SURFACES[name], *w) for w in zip(w1, -w2, strict=True)]
            assert max(costs) - min(costs) < 1.2


# Words.


@pytest.mark.parametrize(
    ("settings", "meaning"),
    [
        ({"steps": 0}, "Press Step"),
        ({"lr": 0.08, "steps": 60}, "It runs away: the learning rate is too large"),
        ({"lr": 0.051, "steps": 60}, "It climbs instead of falling"),
        ({"lr": 0.05, "steps": 60}, "It jumps from wall to wall, and never settles"),
        ({"lr": 0.04, "steps": 10}, "It zigzags"),
        ({"lr": 0.002, "steps": 30}, "It creeps"),
        ({"lr": 0.01, "steps": 10}, "It is still on its way down"),
        ({"lr": 0.04, "steps": 60}, "That is the bottom"),
        ({"surface": "minima", "w1": 3.5, "steps": 60}, "the higher of the two minima"),
        ({"surface": "minima", "w1": -3.5, "steps": 60}, "the lower of the two minima"),
        ({"batch": 8, "steps": 60}, "Each step sees only 8 examples"),
        ({"batch": 1, "steps": 60}, "Each step sees only 1 example,"),
    ],
)
def test_the_sentence_says_what_it_means(
    explorer: DescentExplorer, settings: dict[str, Any], meaning: str
) -> None:
    explorer.state = replace(explorer.state, **settings)
    assert meaning in explorer.readout()


def test_the_sentence_says_first_what_happened(explorer: DescentExplorer) -> None:
    explorer.move("steps", 1)
    cost = 3.22**2 + 20 * 0.9**2
    said = f"After 1 step the cost is {cost:.2f}, and at the start it was 57.25. "
    assert explorer.readout().startswith(said)


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("Too small", "creeps"),
        ("Just right", "zigzags"),
        ("Too large", "climbs"),
        ("Round bowl", "the bottom"),
        ("Two minima", "the higher of the two minima"),
    ],
)
def test_presets_teach_what_their_names_say(
    explorer: DescentExplorer, label: str, meaning: str
) -> None:
    explorer.act("Adam")
    explorer.act(label)
    assert explorer.state.optimizer == "sgd"
    assert meaning in explorer.readout()


def test_a_heavy_ball_rolls_on_into_the_lower_minimum(explorer: DescentExplorer) -> None:
    explorer.act("Two minima")
    explorer.act("with momentum")
    assert "the lower of the two minima" in explorer.readout()


def test_the_kernel_refuses_what_is_no_descent(explorer: DescentExplorer) -> None:
    with pytest.raises(ValueError, match="state expected numbers that go together"):
        explorer._state = explorer._state | {"optimizer": "newton"}
    explorer._state = explorer._state | {"steps": 1_000_000}
    assert now(explorer)["taken"] == 60
