"""The explorers that compute with a network: what they show is what nnlib computes."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnlib
from nnlib import explorers
from nnlib.drawing.numerals import MINUS
from nnlib.drawing.svg import Svg
from nnlib.explorers import animals, chart, cost, descent, training
from nnlib.explorers.capacity import CapacityState
from nnlib.explorers.controls import Slider
from nnlib.explorers.cost import CostState
from nnlib.explorers.curve import CurveState
from nnlib.explorers.descent import DescentState
from nnlib.explorers.layer import LayerState
from nnlib.explorers.network import NetworkState

V = [1, 0.4, 2]
UNITS = [f"layer {i + 1}, unit {k + 1}" for i in range(3) for k in range(3)]
ROW = ("w1", "w2", "w3", "bias")


def bold(state):
    """Return the results in a formula."""
    found = re.findall("<b>(.*?)</b>", state.formula())
    return [float(text.replace(MINUS, "-")) for text in found]


def take(explorer, **parts):
    """Do what the browser does when a hand lets go, by default each time in another gesture."""
    hand = explorer.stage.hand
    moves = hand["moves"] + 1
    explorer.stage.hand = hand | {"gesture": moves} | parts | {"moves": moves}


def pull(explorer, place, value, **parts):
    """Drag one number of the network: a place in theta, or behind it one of x."""
    numbers = list(explorer.stage.hand["numbers"])
    numbers[place] = value
    take(explorer, numbers=numbers, **parts)


def article_network():
    rng = np.random.default_rng(1)
    first = [[-1, 0.2, 1], [3, 0.3, -0.1], [0.5, -2, 0.4]]
    weights = [first, rng.normal(size=(3, 3)), rng.normal(size=(3, 3))]
    one, two, three = (nnlib.Linear(3, 3, weight=weight) for weight in weights)
    return nnlib.Network(one, nnlib.Sigmoid(), two, nnlib.Sigmoid(), three)


def test_the_network_is_that_of_the_notebooks():
    state = NetworkState()
    assert (state.network().theta == article_network().theta).all()
    assert [f"{share:.2f}" for share in state.shares()] == ["0.50", "0.11", "0.39"]
    assert "The right answer is dog, and the cost is 0.6906." in state.readout()
    assert bold(state) == [1.08, 0.7465]


@pytest.mark.parametrize("place", range(36))
def test_each_handle_moves_its_own_parameter_alone(place):
    explorer = explorers.NetworkExplorer()
    pull(explorer, place, 4.25)
    layer, within = divmod(place, 12)
    wanted = article_network()
    linear = wanted.layers[2 * layer]
    if within < 9:
        linear.weight[divmod(within, 3)] = 4.25
    else:
        linear.bias[within - 9] = 4.25
    assert (explorer.network.theta == wanted.theta).all()
    assert explorer.state.cost() == nnlib.CrossEntropyLoss().forward(wanted(V), 0)


def test_inputs_and_the_right_answer_are_taken_too():
    explorer = explorers.NetworkExplorer()
    pull(explorer, 38, -3.5, target=2, pointed=-3)
    assert explorer.state.x == (1, 0.4, -3.5)
    cost = nnlib.CrossEntropyLoss().forward(article_network()([1, 0.4, -3.5]), 2)
    assert explorer.state.cost() == cost
    words = f"The right answer is neither, and the cost is {cost:.4f}. Input 3 is −3.50."
    assert explorer.state.readout().endswith(words)


def test_what_is_pointed_at_is_said_with_its_gradient():
    trace = article_network().trace(V, 0, nnlib.CrossEntropyLoss())
    state = NetworkState(unit="layer 2, unit 3", pointed=2)
    assert state.readout().endswith(" Weight 2 of layer 2, unit 3 is 0.58.")
    grad = trace.layers[1].grad_weight[2, 1]
    assert (
        f" is 0.58, its gradient {grad:.4f}.".replace("-", MINUS)
        in state.moved("view", "backward").readout()
    )
    grad = f"its gradient {trace.grad_x[0]:.4f}.".replace("-", MINUS)
    state = replace(state, pointed=-1, view="backward")
    assert f"Input 1 is 1.00, {grad}" in state.readout()
    assert "Input 1 is 1.00. The way back has reached 6 of" in replace(state, known=6).readout()


def test_pointing_is_not_undone_and_a_gesture_is():
    explorer = explorers.NetworkExplorer()
    pull(explorer, 5, 1.5, unit=1, pointed=3)
    take(explorer, unit=7, pointed=1)
    take(explorer, unit=4, pointed=0)
    assert (explorer.state.unit, explorer.state.pointed) == (UNITS[4], 0)
    for value in (0.1, 0.2):  # a key that is held
        pull(explorer, 24, value, unit=6, pointed=1, gesture=0.5)
    pull(explorer, 24, 0.3)  # and pressed again
    explorer.buttons["Undo"].click()
    assert explorer.state.theta[24] == 0.2
    explorer.buttons["Undo"].click()
    assert explorer.state.theta == (*NetworkState().theta[:5], 1.5, *NetworkState().theta[6:])
    explorer.buttons["Undo"].click()
    assert explorer.state == NetworkState()


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"numbers": [1.0]}, "numbers expected 36 parameters and 3 inputs, got"),
        ({"numbers": [float("nan")] * 39}, "numbers expected finite"),
        ({"target": 3}, "target expected a number from 0 to 2, got 3"),
        ({"unit": -1}, "unit expected a number from 0 to 8, got -1"),
        ({"pointed": -4}, "pointed expected a number from -3 to 3, got -4"),
    ],
)
def test_a_hand_that_cannot_be_changes_nothing_and_is_said(parts, words):
    explorer = explorers.NetworkExplorer()
    with pytest.raises(ValueError, match=words):
        take(explorer, **parts)
    assert words in explorer.error.text
    assert explorer.state == NetworkState()
    with pytest.raises(ValueError, match="hand expected numbers, target, unit, pointed, got None"):
        NetworkState().taken(None)


def test_only_another_view_is_drawn_anew():
    explorer = explorers.NetworkExplorer()
    first = explorer.stage.picture
    assert first == explorer.state.picture().text
    pull(explorer, 0, 2.0)
    explorer.buttons["Random weights"].click()
    assert explorer.stage.picture is first
    for change in (lambda: explorer.buttons["Step backward"].click(), explorer.reset_button.click):
        change()
        assert explorer.stage.picture == explorer.state.picture().text


@pytest.mark.parametrize("unit", UNITS)
def test_the_formulas_give_the_values_and_the_gradients(unit):
    layer, k = (int(digit) - 1 for digit in re.findall(r"\d", unit))
    state = NetworkState(unit=unit, target="cat", theta=NetworkState().random_weights().theta)
    trace = state.network().trace(V, 1, nnlib.CrossEntropyLoss())
    step = trace.layers[layer]
    last = layer == 2
    wanted = [step.z[k], state.shares()[k], trace.loss] if last else [step.z[k], step.a[k]]
    assert bold(state) == pytest.approx(wanted, abs=6e-5)
    wanted += [step.grad_z[k], *step.grad_weight[k], step.grad_bias[k]]
    assert bold(replace(state, view="backward")) == pytest.approx(wanted, abs=6e-5, rel=6e-3)


def test_the_way_back_goes_from_the_last_layer_to_the_first():
    explorer = explorers.NetworkExplorer()
    reached, circles = [], []
    for _ in UNITS:
        explorer.buttons["Step backward"].click()
        reached.append(explorer.state.unit)
        circles.append(explorer.stage.picture.count('stroke-dasharray="2 4"'))
    assert reached == [*UNITS[6:], *UNITS[3:6], *UNITS[:3]]
    assert circles == [11, 10, 9, 8, 7, 6, 5, 4, 0]  # the inputs come with the last unit
    assert explorer.state.view == explorer.controls["view"].value == "backward"
    explorer.buttons["Step backward"].click()
    assert (explorer.state.unit, explorer.state.known) == (UNITS[6], 1)
    explorer.controls["view"].value = "forward"
    take(explorer, unit=4)
    explorer.controls["view"].value = "backward"
    assert explorer.state.unit == UNITS[6]  # the other is not reached yet
    explorer.controls["view"].value = "forward"
    explorer.buttons["Step backward"].click()
    assert (explorer.state.view, explorer.state.known) == ("backward", 2)
    explorer.buttons["Gradient step"].click()  # which needs all gradients
    assert explorer.state.known == 9


def test_a_gradient_step_moves_everything_against_its_gradient():
    explorer = explorers.NetworkExplorer()
    take(explorer, target=2)
    explorer.controls["lr"].value = 2.0
    explorer.buttons["Gradient step"].click()
    network, loss = article_network(), nnlib.CrossEntropyLoss()
    before = loss.forward(network.forward(V), 2)
    network.backward(loss.backward())
    assert np.allclose(explorer.network.theta, network.theta - 2.0 * network.grad, atol=1e-15)
    after = explorer.state.cost()
    assert after < before
    words = f"the cost is {after:.4f}. Before the step it was {before:.4f}."
    assert words in explorer.state.readout()
    pull(explorer, 0, 1.0)
    assert "Before the step" not in explorer.state.readout()


def test_many_steps_go_far_and_reset_brings_everything_back():
    explorer = explorers.NetworkExplorer()
    explorer.controls["lr"].value = 5.0
    for _ in range(400):
        explorer.buttons["Gradient step"].click()
    assert explorer.error.text == ""
    assert explorer.state.cost() < 1e-4
    explorer.state = replace(explorer.state, theta=(7.3,) * 36)
    assert explorer.stage.hand["numbers"][:36] == [7.3] * 36
    explorer.reset_button.click()
    assert explorer.state == NetworkState()


def test_random_weights_follow_the_seed():
    explorer = explorers.NetworkExplorer()
    thetas = []
    for seed in (3, 4, 3):
        explorer.controls["seed"].value = seed
        thetas.append(explorer.state.theta)
        assert f"The weights are random, from seed {seed}." in explorer.state.readout()
    assert thetas[0] == thetas[2] != thetas[1]
    assert np.std(thetas[0]) > 0.5
    explorer.buttons["Random weights"].click()
    assert explorer.controls["seed"].value == 4
    assert explorer.state.theta == thetas[1]
    pull(explorer, 0, 2.0)
    assert "random" not in explorer.state.readout()
    explorer.controls["seed"].value = 99
    explorer.buttons["Random weights"].click()
    assert explorer.controls["seed"].value == 1
    explorer.controls["seed"].value = 0
    assert explorer.state.theta == NetworkState().theta


def test_the_network_begins_as_asked():
    state = explorers.NetworkExplorer("backward").state
    assert (state.view, state.unit, state.known) == ("backward", UNITS[6], 9)
    with pytest.raises(ValueError, match="view expected forward or backward, got 'up'"):
        explorers.NetworkExplorer("up")


def test_a_layer_moves_one_row():
    explorer = explorers.LayerExplorer()
    assert "The layer's values are 0.7465, 0.9488, 0.6225." in explorer.state.readout()
    explorer.controls["unit"].value = "unit 3"
    for name, value in zip(ROW, [1.0, 2.0, 3.0, -4.0], strict=True):
        explorer.controls[name].value = value
    assert explorer.state.rows == (*LayerState().rows[:2], (1.0, 2.0, 3.0, -4.0))
    z = 1 * 1 + 2 * 0.4 + 3 * 2 - 4
    for name, a in [("sigmoid", 1 / (1 + np.exp(-z))), ("tanh", np.tanh(z)), ("relu", z)]:
        explorer.controls["activation"].value = name
        assert bold(explorer.state) == pytest.approx([z, z, a][-2:], abs=6e-5)


def test_the_two_guesses_of_the_article():
    explorer = explorers.CostExplorer()
    assert bold(explorer.state) == [1.0498, 0.2217]
    explorer.buttons["The article's other guess"].click()
    assert bold(explorer.state) == [2.3026, 0.4867]
    explorer.controls["target"].value = "cat"
    assert bold(explorer.state)[0] == pytest.approx(-np.log(0.8), abs=6e-5)


MOVES = st.lists(
    st.tuples(st.sampled_from(cost.CLASSES), st.floats(0.001, 0.998)), min_size=1, max_size=12
)


@given(MOVES)
def test_the_shares_stay_a_distribution(moves):
    state = CostState()
    for name, value in moves:
        before, state = state, state.moved(name, value)
        others = [other for other in cost.CLASSES if other != name]
        assert getattr(state, name) == value
        assert state.shares().sum() == pytest.approx(1, abs=1e-12)
        assert state.shares().min() >= 0.001 - 1e-12
        order = [np.sign(getattr(s, others[0]) - getattr(s, others[1])) for s in (before, state)]
        assert order[0] * order[1] >= -1e-9 or abs(np.subtract(*state.shares()[:2])) < 1e-9
    for control, share in zip(cost.CLASSES, state.shares(), strict=True):
        assert 0.001 - 1e-12 <= share <= 0.998 + 1e-12, control
    assert all(np.isfinite(state.costs()))


def test_the_way_down_is_that_of_notebook_07():
    theta, places = np.array([-3.5, 1.5]), []
    for _ in range(10):
        theta = theta - 0.04 * np.array([2 * theta[0], 40 * theta[1]])
        places.append(theta)
    state = DescentState()
    assert np.allclose(state.path[1:], places, atol=1e-12)
    assert np.allclose(state.costs()[-1], theta[0] ** 2 + 20 * theta[1] ** 2)
    assert f"({theta[0]:.3f}, {theta[1]:.3f})".replace("-", MINUS) in state.formula()


@pytest.mark.parametrize("surface", descent.SURFACES)
def test_the_slopes_of_the_surfaces(surface):
    rng, h = np.random.default_rng(0), 1e-6
    for w in rng.uniform(-2, 2, size=(20, 2)):
        at = descent.SURFACES[surface]
        trial = [(at.cost(*(w + h * e)) - at.cost(*(w - h * e))) / (2 * h) for e in np.eye(2)]
        assert at.gradient(*w) == pytest.approx(trial, abs=1e-6)


@pytest.mark.parametrize("optimizer", descent.OPTIMIZERS)
def test_the_formula_of_the_latest_step_gives_the_place(optimizer):
    state = DescentState(optimizer=optimizer, lr=0.01, steps=7)
    before, now = state.path[-2:]
    pairs = re.findall(r"\((-?[\d.]+), (-?[\d.]+)\)", state.formula().replace(MINUS, "-"))
    numbers = [np.array(pair, float) for pair in pairs]
    assert numbers[-1] == pytest.approx(now, abs=6e-4)
    assert numbers[-3] - numbers[-2] == pytest.approx(now, abs=2e-3)
    if optimizer == "SGD with momentum":
        kept, gradient, velocity = numbers[2:5]
        assert 0.8 * kept + gradient == pytest.approx(velocity, abs=2e-3)
        assert before - 0.01 * velocity == pytest.approx(now, abs=1e-3)


def test_too_large_a_rate_runs_away_and_says_so():
    state = DescentState(lr=0.06, steps=60)
    assert len(state.path) < 61
    assert "It runs away: try a smaller learning rate." in state.readout()
    assert "now it is off the map" in state.picture().text
    assert "runs away" not in DescentState().readout()
    assert not re.search(r"\b(nan|inf)\b", state.picture().text)


def test_play_takes_steps_until_there_are_no_more():
    explorer = explorers.DescentExplorer()
    explorer.controls["steps"].value = 57
    explorer.player.playing = True
    for tick in range(1, 5):
        explorer.player.tick = tick
        assert explorer.player.done == tick
    assert explorer.state.steps == explorer.controls["steps"].value == 60
    assert not explorer.player.playing
    explorer.buttons["Undo"].click()
    assert explorer.state.steps == 57  # the whole play at once
    for tick in (5, 6):
        explorer.player.playing = True
        explorer.player.tick = tick
        explorer.player.playing = False
    explorer.buttons["Undo"].click()
    assert explorer.state.steps == 58  # but one play, not both


def test_reset_ends_the_play_and_so_does_an_error(monkeypatch):
    explorer = explorers.DescentExplorer()
    explorer.player.playing = True
    explorer.player.tick = 1
    explorer.reset_button.click()
    assert not explorer.player.playing
    explorer.player.playing = True
    monkeypatch.setattr(DescentState, "picture", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        explorer.player.tick = 2
    assert not explorer.player.playing
    assert "ZeroDivisionError" in explorer.error.text


def test_training_is_that_of_fit_and_leaves_earlier_states_alone():
    explorer = explorers.TrainingExplorer()
    start = explorer.state
    theta = start.learner.network.theta.copy()
    for _ in range(2):
        explorer.buttons["One epoch"].click()
    explorer.controls["lr"].value = "0.01"
    explorer.buttons["One epoch"].click()

    rng = np.random.default_rng(0)
    one, two = (nnlib.Linear(n, m, rng=rng, dtype=np.float32) for n, m in [(784, 32), (32, 3)])
    network = nnlib.Network(one, nnlib.ReLU(), two)
    assert (start.learner.network.theta == theta).all()
    assert (theta == network.theta).all()
    X, y = animals.flat("train")
    optimizer = nnlib.Adam(0.001)
    settings = {"loss": nnlib.CrossEntropyLoss(), "optimizer": optimizer, "rng": rng}
    for lr in (0.001, 0.001, 0.01):
        optimizer.lr = lr
        history = nnlib.fit(network, X, y, **settings, epochs=1, batch_size=32, progress=False)
    assert (explorer.state.learner.network.theta == network.theta).all()
    assert explorer.state.learner.column("epoch") == [1, 2, 3]
    assert explorer.state.learner.records[-1].loss == history.records[-1].loss
    assert "after epoch 3" in explorer.state.readout()
    explorer.buttons["Ten epochs"].click()
    assert explorer.state.learner.column("epoch") == list(range(1, 14))
    explorer.controls["units"].value = "8"
    assert explorer.state.learner.records == ()


def test_training_ends_after_sixty_epochs(monkeypatch):
    monkeypatch.setattr(training, "_MOST", 2)
    explorer = explorers.TrainingExplorer()
    for tick in (1, 2, 3):
        explorer.player.playing = True
        explorer.player.tick = tick
    assert len(explorer.state.learner.records) == 2
    assert not explorer.player.playing


def test_more_units_fit_the_training_points_better():
    few, many = (CapacityState().moved("units", units) for units in (1, 30))
    for _ in range(10):
        few, many = few.step(), many.step()
    assert few.learner.network.theta.size == 2 * 1 + 1 + 1 * 2 + 2
    assert many.learner.records[-1].loss < few.learner.records[-1].loss
    assert few.learner.records[-1].epoch == 300
    assert "1 hidden layer of 1 unit after 300 epochs" in few.readout()
    errors = [CurveState().moved("units", units).learner.records[-1].loss for units in (1, 8)]
    assert errors[1] < 0.5 * errors[0]


@pytest.mark.parametrize("state", [CapacityState(), CurveState()])
def test_training_in_the_plane_ends(state, monkeypatch):
    module = __import__(type(state).__module__, fromlist=["_MOST"])
    monkeypatch.setattr(module, "_MOST", len(state.learner.records))
    assert state.step() is state


def test_the_shown_curve_is_that_of_the_formula():
    state = CurveState().moved("units", 2)
    first, _, last = state.learner.network.layers
    x = 0.5
    hidden = [np.tanh(w * x + b) for w, b in zip(first.weight[:, 0], first.bias, strict=True)]
    assert state.learner.network([x])[0] == pytest.approx(last.weight[0] @ hidden + last.bias[0])
    formula = state.formula().replace(MINUS, "-").replace("- ", "-")
    numbers = re.findall(r"-?\d+\.\d+", formula)
    terms = [(last.weight[0, k], first.weight[k, 0], first.bias[k]) for k in range(2)]
    wanted = [*terms[0], *terms[1], last.bias[0]]
    assert [float(text) for text in numbers] == pytest.approx(wanted, abs=6e-3)


def test_a_line_ends_where_it_leaves_the_chart():
    svg = Svg(200, 200, title="t", description="d")
    axes = chart.Chart(svg, (0, 0, 100, 100), x_range=(0, 10), y_range=(0, 10))
    axes.line([1, 5, 25], [1, 5, 5])
    axes.line([1, 2], [1, np.inf])
    axes.line([-1, 2], [1, 1])
    axes.dot(11, 5)
    source = svg.picture().text
    assert 'd="M 10.0 90.0 L 50.0 50.0 L 100.0 50.0"' in source
    assert source.count("<path") == 1
    assert "<circle" not in source


def test_a_slider_shows_what_lies_beyond_its_ends():
    slider = Slider(label="w", description="w", min=-5, max=5, step=0.1, value=0)
    slider.show(7.2)
    assert (slider.min, slider.value, slider.max) == (-5, 7.2, 8)
    slider.show(-9.5)
    assert (slider.min, slider.value, slider.max) == (-10, -9.5, 5)
    slider.show(1)
    assert (slider.min, slider.value, slider.max) == (-5, 1, 5)
