"""The explorers that compute with a network: what they show is what nnlib computes."""

import re

import numpy as np
import pytest

import nnlib
from nnlib import explorers
from nnlib.drawing.numerals import MINUS
from nnlib.drawing.svg import Svg
from nnlib.explorers import animals, chart, descent, training
from nnlib.explorers.controls import Slider
from nnlib.explorers.descent import DescentState
from nnlib.explorers.layer import LayerState

ROW = ("w1", "w2", "w3", "bias")


def bold(state):
    """Return the results in a formula."""
    found = re.findall("<b>(.*?)</b>", state.formula())
    return [float(text.replace(MINUS, "-")) for text in found]


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
