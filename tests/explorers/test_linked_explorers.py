"""The explorers that compute with a network: what they show is what nnlib computes."""

import re

import numpy as np
import pytest

from nnlib import explorers
from nnlib.drawing.numerals import MINUS
from nnlib.drawing.svg import Svg
from nnlib.explorers import animals, chart, training
from nnlib.explorers.capacity import CapacityState
from nnlib.explorers.controls import Slider
from nnlib.explorers.curve import CurveState


def bold(state):
    """Return the results in a formula."""
    found = re.findall("<b>(.*?)</b>", state.formula())
    return [float(text.replace(MINUS, "-")) for text in found]




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
