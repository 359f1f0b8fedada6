"""CapacityExplorer: columns, knobs and the epochs in the hand, and what is said of the costs."""

from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from seen import drawn, looks, width
from walks import hands

from nnlib.drawing.numerals import rounded
from nnlib.explorers import CapacityExplorer
from nnlib.explorers.capacity import FIRST, LR, CapacityState
from nnlib.explorers.capacity_picture import MOST_EPOCHS, NARROW, WIDE
from nnlib.explorers.learning import costs, starting, trained
from nnlib.explorers.passes import network_of

GEOMETRIES = {"wide": WIDE, "narrow": NARROW}


@pytest.fixture
def explorer() -> CapacityExplorer:
    return CapacityExplorer()


def now(explorer: CapacityExplorer) -> dict[str, Any]:
    return explorer._described.scope(explorer._state)


def to_the_end(explorer: CapacityExplorer) -> dict[str, Any]:
    """Train as long as Train does."""
    while explorer.state.trained < MOST_EPOCHS:
        explorer.act("10 epochs")
    return now(explorer)


def test_starts_with_four_units_that_are_still_learning(explorer: CapacityExplorer) -> None:
    assert explorer.readout() == (
        "After 100 epochs, 87\u00a0% of the training points and 85\u00a0% of the validation points "
        "are right. The training cost is still falling: Train."
    )


@pytest.mark.parametrize(
    ("preset", "says"),
    [
        ("0 units", "83\u00a0% of the training points and 88\u00a0% of the validation points"),
        ("4 units", "97\u00a0% of the training points and 91\u00a0% of the validation points"),
        (
            "3 × 20 units",
            "100\u00a0% of the training points and 88\u00a0% of the validation points",
        ),
        ("0 units", "Too stiff"),
        ("4 units", "Just right"),
        ("3 × 20 units", "Too free"),
    ],
)
def test_the_three_stories_are_told_at_the_end(
    explorer: CapacityExplorer, preset: str, says: str
) -> None:
    explorer.act(preset)
    to_the_end(explorer)
    assert says in explorer.readout()


def test_a_network_that_is_wrong_on_many_of_its_points_is_not_just_right(
    explorer: CapacityExplorer,
) -> None:
    explorer.act("4 units")
    explorer.act("spirals")
    to_the_end(explorer)
    assert "83\u00a0% of the training points" in explorer.readout()
    assert explorer.readout().endswith("both could be better: try more units, or New start.")


def test_just_right_beats_too_free_and_too_stiff_on_new_points() -> None:
    right: dict[str, list[int]] = {"0 units": [], "4 units": [], "3 × 20 units": []}
    for preset, found in right.items():
        explorer = CapacityExplorer()
        explorer.act(preset)
        for seed in range(8):
            state = {**explorer._state, "seed": seed, "trained": 600, "epoch": 600}
            found.append(explorer._described.scope(state)["new_right"])
    others = max(right["0 units"] + right["3 × 20 units"])
    better = [count for count in right["4 units"] if count > others]
    assert len(better) == 7  # one start of eight gets stuck
    assert np.mean(right["4 units"]) - np.mean(right["3 × 20 units"]) > 6  # of 200 points


def test_units_layers_noise_points_and_decay_begin_anew(explorer: CapacityExplorer) -> None:
    for path, value in [("units", 9), ("noise", 0.1), ("points", 20), ("decay", 0.01)]:
        explorer.act("10 epochs")
        explorer.move(path, value)
        assert getattr(explorer.state, path) == value
        assert (explorer.state.trained, explorer.state.epoch) == (FIRST, FIRST)
    explorer.move("units", 2.6)
    assert explorer.state.units == 3


def test_a_hand_adds_hidden_layers_and_takes_them_away(explorer: CapacityExplorer) -> None:
    for picture in explorer._described.pictures:
        explorer.act("4 units")
        for wanted in (2, 3, 2, 1, 0):
            ops, _ = hands(explorer._described, explorer._state)
            (one,) = [each for each in ops if each[0][2] == wanted]
            explorer._state = explorer._described.change(explorer._state, one)
            assert explorer.state.depth == wanted, picture
            assert len(now(explorer)["layers"]) == wanted + 1


def test_the_epochs_can_be_gone_back_to(explorer: CapacityExplorer) -> None:
    explorer.act("3 × 20 units")
    late = now(explorer)
    explorer.move("epoch", 40)
    early = now(explorer)
    assert (explorer.state.epoch, explorer.state.trained) == (40, FIRST)
    assert early["new_cost"] < late["new_cost"]
    assert early["layers"] != late["layers"]
    assert early["costs"] == late["costs"]
    explorer.move("epoch", MOST_EPOCHS)  # as far as it is trained
    assert explorer.state.epoch == FIRST
    explorer.move("epoch", 44)
    assert explorer.state.epoch == 40


def test_weight_decay_keeps_the_weights_small_and_the_costs_together() -> None:
    plain, held = CapacityExplorer(), CapacityExplorer()
    for explorer in (plain, held):
        explorer.act("3 × 20 units")
    held.move("decay", 0.01)
    free, stiff = to_the_end(plain), to_the_end(held)
    found = [rounded(scope["new_cost"], 2) for scope in (free, stiff)]
    assert found == ["1.01", "0.25"]  # as notebook 09 says
    assert free["best"] == 3
    assert stiff["squares"] < free["squares"] / 3
    assert stiff["new_cost"] < free["new_cost"] / 2


def test_the_other_task_has_a_noise_of_its_own(explorer: CapacityExplorer) -> None:
    explorer.act("spirals")
    assert (explorer.state.task, explorer.state.noise) == ("spirals", 0.1)
    explorer.act("3 × 20 units")
    assert explorer.state.task == "spirals"  # a network is chosen, not a task
    assert to_the_end(explorer)["right"] == 60


def test_new_start_has_other_weights_and_comes_round(explorer: CapacityExplorer) -> None:
    seen = []
    for _ in range(8):
        seen.append(now(explorer)["layers"])
        explorer.act("New start")
    assert all(one != other for one, other in pairwise(seen))
    assert now(explorer)["layers"] == seen[0]


def test_parameters_are_written_out(explorer: CapacityExplorer) -> None:
    written = {0: "(2 + 1) · 1 = **3**", 1: "(2 + 1) · 4 + (4 + 1) · 1 = **17**"}
    written[3] = "(2 + 1) · 20 + 2 · (20 + 1) · 20 + (20 + 1) · 1 = **921**"
    for preset, depth in [("0 units", 0), ("4 units", 1), ("3 × 20 units", 3)]:
        explorer.act(preset)
        assert written[depth] in explorer._described.written(explorer._state)["formula"]
        assert network_of(now(explorer)["layers"]).theta.size == int(written[depth].split("**")[1])


ENDS = ((0.0, 10.0), (0.6, 100.0))
GRID = list(product(("moons", "spirals"), range(4), (1, 2, 4, 20), ENDS))


def test_in_all_settings_every_entry_of_a_legend_has_a_visible_line(
    explorer: CapacityExplorer,
) -> None:
    lines = ("nx-curve", "nx-curve nx-second")
    marks = ("nx-mark", "nx-mark nx-one", "nx-mark nx-hollow", "nx-mark nx-one nx-hollow")
    for task, depth, units, (noise, points) in GRID:
        state = CapacityState(
            task=task, depth=depth, units=float(units), noise=noise, points=points
        ).data()
        scope = explorer._described.scope({**state, "preset": "4 units"})
        for tree in explorer._described.pictures.values():
            assert set(looks(tree, scope, (*lines, *marks))) == {*lines, *marks}
            for look in lines:
                assert width(drawn(tree, scope, look)) > 10, (task, depth, units, look)
            for look in marks:
                assert width(drawn(tree, scope, look)) > 10, (task, depth, units, look)


def test_a_cost_that_climbs_stays_in_the_chart(explorer: CapacityExplorer) -> None:
    explorer.act("3 × 20 units")
    explorer.move("noise", 0.6)
    scope = to_the_end(explorer)
    assert max(scope["new_costs"]) > 2
    for name, g in GEOMETRIES.items():
        (path,) = drawn(explorer._described.pictures[name], scope, "nx-curve nx-second")
        heights = [float(each.split(" ")[1]) for each in path[1:].split("L")]
        assert len(heights) == 61
        assert g.chart[2] <= min(heights) <= max(heights) <= g.chart[3]


def test_a_run_is_that_of_nnlib_until_it_is_rounded() -> None:
    layers = starting(3, "tanh", "sigmoid", 2, 3, 1)
    rng = np.random.default_rng(0)
    columns, targets = rng.normal(size=(2, 12)).tolist(), [0, 1] * 6
    run = trained(layers, columns, targets, LR, 0.01, 10)
    assert run == trained(layers, columns, targets, LR, 0.01, 10)
    assert all(w == np.float32(w) for layer in run for row in layer["weight"] for w in row)
    (before, after) = costs(layers, columns, targets, LR, 0.01, 10, columns, targets)
    assert after < before


def test_starting_weights_are_spread_over_their_range() -> None:
    (layer, _) = starting(0, "tanh", "sigmoid", 4, 2000, 1)
    weights = np.array(layer["weight"])
    assert np.abs(weights).max() <= 0.5
    assert weights.std() == pytest.approx(0.5 / np.sqrt(3), rel=0.03)
    assert abs(weights.mean()) < 0.02
    firsts = [starting(seed, "tanh", "", 1, 1, 1)[0]["weight"][0][0] for seed in range(8)]
    assert np.std(firsts) > 0.2


def test_says_what_the_picture_shows(explorer: CapacityExplorer) -> None:
    explorer.act("3 × 20 units")
    alt = explorer.picture().alt
    assert "60 training points, filled, and 200 validation points, hollow" in alt
    assert "3 hidden layers of 20 units each" in alt


def test_weight_decay_is_half_lambda_times_the_sum_of_squares() -> None:
    layers = [{"weight": [[1.0, -2.0]], "bias": [3.0], "activation": "sigmoid"}]
    columns, targets = [[0.0], [0.0]], [1]
    free, held = (trained(layers, columns, targets, 0.001, decay, 10) for decay in (0, 5.0))
    assert free[0]["weight"] == layers[0]["weight"]  # inputs of 0 ask for nothing
    assert abs(held[0]["weight"][0][0]) < 1
    assert held[0]["bias"] == free[0]["bias"]  # biases are left alone
