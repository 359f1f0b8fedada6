"""CurveExplorer: a network bends a line through noisy points."""

from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from nnlib.datasets import make_curve
from nnlib.drawing import palette
from nnlib.drawing.numerals import MINUS, fixed, number
from nnlib.drawing.picture import Picture
from nnlib.drawing.svg import Svg
from nnlib.explorers.base import Explorer, State, Value
from nnlib.explorers.chart import STYLES, Chart, legend
from nnlib.explorers.controls import Choice, Slider
from nnlib.explorers.learner import Learner
from nnlib.layers import ReLU, Sigmoid, Tanh
from nnlib.losses import MSELoss

_ACTIVATIONS = {"tanh": Tanh, "sigmoid": Sigmoid, "relu": ReLU}
_MOST = 5000  # epochs
_AT_ONCE = 100  # epochs a step
_LR = 0.02
_SEEN, _REACH = 2.0, 4.0  # where there are points, and how far the curve is drawn


@cache
def _points() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return make_curve(40, noise=0.15, rng=np.random.default_rng(0))


def _begin(units: float, activation: str) -> Learner:
    """Return a network that has taken its first steps, so that there is something to see."""
    return _go_on(
        Learner.fresh([1, int(units), 1], _ACTIVATIONS[activation], lr=_LR), 10 * _AT_ONCE
    )


def _go_on(learner: Learner, epochs: int) -> Learner:
    return learner.trained(*_points(), loss=MSELoss(), epochs=epochs, lr=_LR, batch_size=40)


@dataclass(frozen=True, eq=False)
class CurveState(State):
    """A network of one hidden layer that has one input and one output, and what it has learned."""

    units: float = 3
    activation: str = "tanh"
    learner: Learner = field(default_factory=lambda: _begin(3, "tanh"))

    def _moved(self, name: str, value: Value) -> "CurveState":
        """Return the state after a control was moved: with another network, trained anew."""
        state = super()._moved(name, value)
        return replace(state, learner=_begin(state.units, state.activation))

    def step(self) -> "CurveState":
        """Train 100 epochs more, up to 5000."""
        if len(self.learner.records) >= _MOST:
            return self
        return replace(self, learner=_go_on(self.learner, _AT_ONCE))

    def picture(self) -> Picture:
        """Draw the points, the curve that they come from, and the network's."""
        svg = Svg(640, 350, title="A network fits a curve", description=self.readout())
        chart = Chart(
            svg,
            (50, 50, 570, 230),
            x_range=(-_REACH, _REACH),
            y_range=(-2, 2),
            x_label="input x",
            y_label="output",
        )
        left, top = chart.place(-_SEEN, 2)
        right, bottom = chart.place(_SEEN, -2)
        border = {"stroke": palette.MUTED, "stroke_dasharray": "2 4"}
        svg.rect(left, top, right - left, bottom - top, fill="#eef1f5", **border)
        svg.text((left + right) / 2, top + 14, "here there are points", size=14)
        x = np.linspace(-_REACH, _REACH, 161)
        chart.line(x, self.learner.network(x[:, np.newaxis])[:, 0], **STYLES[0])
        chart.line(x, np.sin(2 * x), **STYLES[1])
        for across, up in np.column_stack(_points()):
            chart.dot(across, up, 3.5)
        legend(svg, 60, 316, ("network", "where the points come from"))
        words = "dots: the points it is trained on"
        svg.text(600, 316, words, size=14, text_anchor="end")
        return svg.picture()

    def formula(self) -> str:
        """Write the output as a sum over the hidden units, with its numbers, as HTML."""
        theta = {name: p.value for name, p in self.learner.network.named_parameters()}
        rows = zip(theta["2.weight"][0], theta["0.weight"][:, 0], theta["0.bias"], strict=True)
        terms = [
            f"{_signed(v)} · {self.activation}({number(w, 2)} x {_signed(b)})" for v, w, b in rows
        ]
        more = f" + … ({len(terms) - 3} more)" if len(terms) > 3 else ""
        return f"output = {' '.join(terms[:3])}{more} {_signed(theta['2.bias'][0])}"

    def readout(self) -> str:
        """Say how far it is and how large the error."""
        last = self.learner.records[-1]
        units = f"{int(self.units)} hidden unit{'' if self.units == 1 else 's'}"
        return (
            f"{units} with {self.activation} after {last.epoch} epochs: the mean squared error on "
            f"the points is {fixed(last.loss, 3)}."
        )


def _signed(value: float) -> str:
    """Write a number that is added: its sign, a space, and the rest."""
    return f"{MINUS if value < 0 else '+'} {number(abs(value), 2)}"


class CurveExplorer(Explorer[CurveState]):
    """Fit a curve with a few hidden units, and see where it goes beyond the points.

    Examples
    --------
    >>> explorer = CurveExplorer()
    >>> explorer.state.readout()[:40]
    '3 hidden units with tanh after 1000 epoc'
    """

    def __init__(self) -> None:
        controls = {
            "units": Slider(
                label="hidden units",
                description="hidden units",
                min=1,
                max=30,
                step=1,
                value=3,
                decimals=0,
            ),
            "activation": Choice(
                label="activation", description="activation", options=list(_ACTIVATIONS)
            ),
        }
        super().__init__(
            CurveState(),
            [controls],
            actions={"100 epochs more": CurveState.step},
            play=CurveState.step,
            play_label="Train",
            reset_label="Reset to 3 units",
        )
