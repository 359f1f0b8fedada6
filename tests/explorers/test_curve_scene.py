"""CurveExplorer: points that pull the curve along, units that add up, and a curve always seen."""

from typing import Any

import numpy as np
import pytest
from seen import drawn, looks, places, width
from walks import elements

from nnlib import MSELoss
from nnlib.drawing.expressions import evaluate
from nnlib.explorers import CurveExplorer
from nnlib.explorers.curve_picture import MOST_UNITS, NARROW, POINTS, SEEN, WIDE
from nnlib.explorers.passes import network_of

GEOMETRIES = {"wide": WIDE, "narrow": NARROW}
KEYS = ("nx-border", "nx-tangent", "nx-thread", "nx-guide nx-muted")
LOOKS = {"nx-tangent": "nx-tangent nx-open"}  # of a line, where it is not that of its key


@pytest.fixture
def explorer() -> CurveExplorer:
    return CurveExplorer()


def now(explorer: CurveExplorer) -> dict[str, Any]:
    return explorer._described.scope(explorer._state)


def train(explorer: CurveExplorer, presses: int) -> None:
    for _ in range(presses):
        explorer.act("20 steps")


def test_the_cost_is_the_mean_squared_error_of_nnlib(explorer: CurveExplorer) -> None:
    points = explorer.state.points
    prediction = network_of(explorer._state["layers"])([[point.x] for point in points])
    cost = MSELoss().forward(prediction, [[point.y] for point in points])
    assert now(explorer)["mean_cost"] == pytest.approx(cost, abs=1e-12)


def test_a_point_pulls_the_curve_along(explorer: CurveExplorer) -> None:
    train(explorer, 40)
    before = now(explorer)
    x = explorer.state.points[5].x
    explorer.move("points.5.y", 2.5)
    assert explorer.state.points[5].y == 2.5
    assert explorer.state.learned == before["learned"] + 20
    was, is_now = (network_of(each["layers"])([x])[0] for each in (before, explorer._state))
    assert is_now > was + 0.05


def test_more_units_begin_anew_and_stay_whole(explorer: CurveExplorer) -> None:
    explorer.move("units", 11.6)
    assert len(explorer.state.layers[0].bias) == 12
    assert explorer.state.learned == 20
    explorer.act("relu")
    assert {layer.activation for layer in explorer.state.layers} == {"relu", ""}
    assert len(explorer.state.layers[0].bias) == 12
    explorer.move("units", 99)
    assert len(explorer.state.layers[0].bias) == MOST_UNITS


def test_what_units_add_makes_the_output(explorer: CurveExplorer) -> None:
    for units in (1, 3, 4, 30):
        explorer.move("units", units)
        explorer.move("x.0", 1.3)
        scope = now(explorer)
        total = sum(scope["heights"]) + scope["rest"] + scope["layers"][1]["bias"][0]
        assert scope["output"][0] == pytest.approx(total, abs=1e-12)
        assert scope["rest"] == pytest.approx(0, abs=1e-12) or units > 3


def test_three_units_are_written_out_and_the_others_counted(explorer: CurveExplorer) -> None:
    def written() -> list[str]:
        return explorer._described.written(explorer._state)["formula"]

    assert "@show=false" in written()
    explorer.move("units", 4)
    assert "+ 1 more unit" in written()
    explorer.move("units", 30)
    assert "+ 27 more units" in written()


def test_a_click_on_a_thin_line_names_it(explorer: CurveExplorer) -> None:
    scene = explorer._described
    tree = scene.pictures["wide"]
    picks = [each["@pick"] for _, each in elements(tree, now(explorer)) if "@pick" in each]
    assert len(picks) == 3
    explorer._state = scene.change(explorer._state, picks[2]["do"])
    assert explorer.state.chosen == 2
    assert "what h₃ adds" in scene.written(explorer._state)["wide"]


def everything_is_seen(explorer: CurveExplorer, about: object) -> None:
    scope = now(explorer)
    assert max(map(abs, scope["inside"])) <= scope["high"], about
    for name, tree in explorer._described.pictures.items():
        g = GEOMETRIES[name]
        shown = looks(tree, scope, KEYS)
        assert len(shown) == (4 if len(explorer.state.layers[0].bias) > 1 else 3)
        for look in shown:
            assert width(drawn(tree, scope, LOOKS.get(look, look))) > 10, (about, look)
        # The network's own curve is seen wherever there are points.
        (curve,) = drawn(tree, scope, "nx-border")
        xs = [x for x, _ in places(curve)]
        assert min(xs) <= g.x(-SEEN) + 1, about
        assert max(xs) >= g.x(SEEN) - 1, about


def test_in_all_settings_every_entry_of_a_legend_has_a_visible_line(
    explorer: CurveExplorer,
) -> None:
    for activation in ("tanh", "sigmoid", "relu"):
        explorer.act(activation)
        for units in range(1, MOST_UNITS + 1):
            explorer.move("units", units)
            train(explorer, 10 if units in (1, 2, 10) else 0)
            everything_is_seen(explorer, (activation, units))


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu"])
@pytest.mark.parametrize("weight", [-20, 20])
def test_the_curve_is_seen_whatever_a_hand_makes_of_a_weight(
    explorer: CurveExplorer, activation: str, weight: float
) -> None:
    explorer.act(activation)
    for path in ("layers.1.weight.0.0", "layers.0.weight.0.0", "layers.1.bias.0"):
        explorer.move(path, weight)
        everything_is_seen(explorer, (path, weight))


def test_axes_follow_the_points(explorer: CurveExplorer) -> None:
    low = now(explorer)["high"]
    explorer.move("points.0.y", 3)
    scope = now(explorer)
    assert scope["high"] > 3 > low
    for g in GEOMETRIES.values():
        y = evaluate(g.y(explorer.state.points[0].y).data, scope)
        assert g.box[2] <= y <= g.box[3]


def test_thirty_units_memorize_the_noise_and_one_is_too_stiff(explorer: CurveExplorer) -> None:
    explorer.act("1 unit")
    train(explorer, 30)
    assert "One unit bends once: give it more." in explorer.readout()
    assert now(explorer)["mean_cost"] > 0.2
    explorer.act("30 units")
    train(explorer, 140)
    assert now(explorer)["mean_cost"] < 0.012
    assert "memorize the noise" in explorer.readout()


def test_new_start_has_other_weights(explorer: CurveExplorer) -> None:
    before = explorer.state
    explorer.act("New start")
    assert explorer.state.seed == 1
    assert explorer.state.layers != before.layers
    assert explorer.state.points == before.points
    for _ in range(7):
        explorer.act("New start")
    assert explorer.state.seed == 0


def test_says_what_the_picture_shows(explorer: CurveExplorer) -> None:
    alt = explorer.picture().alt
    assert f"{POINTS} points along a wave" in alt
    assert "3 hidden units and tanh" in alt


def test_far_out_the_curve_is_that_of_its_activation(explorer: CurveExplorer) -> None:
    train(explorer, 100)
    network = network_of(explorer._state["layers"])
    assert abs(network([100.0]) - network([200.0]))[0] < 1e-3  # tanh turns flat
    explorer.act("relu")
    train(explorer, 30)
    network = network_of(explorer._state["layers"])
    one, two, three = (network([x])[0] for x in (100.0, 200.0, 300.0))
    assert np.isclose(two - one, three - two)  # relu runs straight


def test_the_sentence_says_the_output_at_x(explorer: CurveExplorer) -> None:
    explorer.move("x.0", -1.25)
    output = now(explorer)["output"][0]
    said = f" At x = −1.25 the output is {output:.3f}.".replace("-", "−")
    assert explorer.readout().endswith(said)
