"""DescentExplorer: roll down a surface, and see the whole way change with the settings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import SupportsFloat, cast

import numpy as np
from contourpy import contour_generator

from nnlib.arrays import Array
from nnlib.drawing import palette
from nnlib.drawing.numerals import fixed, number
from nnlib.drawing.picture import Picture
from nnlib.drawing.svg import Svg
from nnlib.explorers.base import Explorer, State
from nnlib.explorers.chart import STYLES, Chart
from nnlib.explorers.controls import Choice, Slider
from nnlib.optimizers import SGD, Adam, Optimizer

_REACH = (4.0, 2.0)
_MOST = 60  # steps
_AWAY = 1e6  # further out than this it will not come back
_LINES = 14


@dataclass(frozen=True)
class Surface:
    """A cost of two weights, and its gradient."""

    cost: Callable[[Array, Array], Array]
    gradient: Callable[[Array, Array], tuple[Array, Array]]


SURFACES = {
    "narrow valley": Surface(
        cost=lambda w1, w2: w1**2 + 20 * w2**2,
        gradient=lambda w1, w2: (2 * w1, 40 * w2),
    ),
    "round bowl": Surface(
        cost=lambda w1, w2: w1**2 + w2**2,
        gradient=lambda w1, w2: (2 * w1, 2 * w2),
    ),
    "two hollows": Surface(
        cost=lambda w1, w2: (w1**2 - 4) ** 2 / 8 + w1 / 2 + 4 * w2**2 + 1.1,
        gradient=lambda w1, w2: (w1 * (w1**2 - 4) / 2 + 0.5, 8 * w2),
    ),
}
OPTIMIZERS: dict[str, Callable[[float, float], Optimizer]] = {
    "plain SGD": lambda lr, _: SGD(lr),
    "SGD with momentum": lambda lr, momentum: SGD(lr, momentum),
    "Adam": lambda lr, _: Adam(lr),
}


@dataclass(frozen=True)
class DescentState(State):
    """A surface, how to walk on it, and how many steps were taken; by default notebook 07's."""

    surface: str = "narrow valley"
    optimizer: str = "plain SGD"
    lr: float = 0.04
    momentum: float = 0.8
    steps: float = 10
    start1: float = -3.5
    start2: float = 1.5

    @cached_property
    def path(self) -> Array:
        """All places so far, shape (steps + 1, 2): fewer if it runs away."""
        optimizer = OPTIMIZERS[self.optimizer](self.lr, self.momentum)
        theta = np.array([self.start1, self.start2])
        places = [theta.copy()]
        for _ in range(int(self.steps)):
            if np.abs(theta).max() > _AWAY:
                break
            optimizer.step(theta, np.array(self._at.gradient(*theta)))
            places.append(theta.copy())
        return np.array(places)

    @property
    def _at(self) -> Surface:
        return SURFACES[self.surface]

    def costs(self) -> Array:
        """Return the cost at each place of the path."""
        return self._at.cost(*self.path.T)

    def step(self) -> "DescentState":
        """Take one more step, up to the most that the slider counts."""
        return replace(self, steps=self.steps + 1) if self.steps < _MOST else self

    def back_to_start(self) -> "DescentState":
        """Go back to the start with the same settings."""
        return replace(self, steps=0)

    def picture(self) -> Picture:
        """Draw the way on the map, and the cost at each step."""
        svg = Svg(640, 330, title=f"Descent, {self.surface}", description=self.readout())
        chart = Chart(
            svg,
            (40, 40, 350, 240),
            x_range=(-_REACH[0], _REACH[0]),
            y_range=(-_REACH[1], _REACH[1]),
            x_label="first weight",
            y_label="lines of equal cost; upward: second weight",
        )
        for line in _contours(self.surface):
            chart.line(*line.T, stroke=palette.CONTOUR, stroke_width=1)
        chart.line(*self.path.T, **STYLES[0])
        for i, (x, y) in enumerate(self.path):
            last = i == len(self.path) - 1
            chart.dot(x, y, 7 if last else 3, fill=palette.NEGATIVE if last else palette.POSITIVE)
        x, y = chart.place(*self.path[0])
        svg.rect(x - 6, y - 6, 12, 12, fill=palette.INK)
        on_map = (np.abs(self.path[-1]) <= _REACH).all()
        words = (
            "square: start, large dot: now" if on_map else "square: start; now it is off the map"
        )
        svg.text(215, 312, words, size=14)
        costs = self.costs()
        cost_chart = Chart(
            svg,
            (460, 40, 160, 240),
            x_range=(0, _MOST),
            y_range=(0, np.ceil(1.1 * costs[0]) or 1),
            x_label="step",
            y_label="cost",
        )
        cost_chart.line(range(len(costs)), costs, **STYLES[0])
        cost_chart.dot(len(costs) - 1, costs[-1], 5, fill=palette.NEGATIVE)
        return svg.picture()

    def formula(self) -> str:
        """Write the latest step with its numbers filled in, as HTML."""
        if len(self.path) == 1:
            return "w ← w − step: take the first step"
        before, now = self.path[-2:]
        gradient = self._at.gradient(*before)
        lines = [f"gradient at {_pair(before)} = {_pair(gradient)}"]
        if self.optimizer == "plain SGD":
            lines.append(f"step = lr · gradient = {number(self.lr)} · {_pair(gradient)}")
        elif self.optimizer == "SGD with momentum":
            velocity = (before - now) / self.lr
            kept = (self.path[-3] - before) / self.lr if len(self.path) > 2 else np.zeros(2)
            lines.append(
                f"velocity = momentum · velocity + gradient = {number(self.momentum)} · "
                f"{_pair(kept)} + {_pair(gradient)} = {_pair(velocity)}"
            )
            lines.append(f"step = lr · velocity = {number(self.lr)} · {_pair(velocity)}")
        else:
            ratio = (before - now) / self.lr
            lines.append(
                "step = lr · mean gradient / root of mean square = "
                f"{number(self.lr)} · {_pair(ratio)}"
            )
        lines.append(f"w ← {_pair(before)} − {_pair(before - now)} = <b>{_pair(now)}</b>")
        return "<br>".join(lines)

    def readout(self) -> str:
        """Say where it stands and what it costs there."""
        taken, cost = len(self.path) - 1, self.costs()[-1]
        words = (
            f"After {taken} step{'' if taken == 1 else 's'} of {self.optimizer} the weights are "
            f"{_pair(self.path[-1])} and the cost is {fixed(cost, 4)}; at the start it was "
            f"{fixed(self.costs()[0], 4)}."
        )
        away = np.abs(self.path[-1]).max() > 3 * max(_REACH)
        if away:
            return words + " It runs away: try a smaller learning rate."
        return words + (" That is as far as it goes." if taken == _MOST else "")


@cache
def _contours(surface: str) -> list[Array]:
    first, second = np.meshgrid(*(np.linspace(-end, end, 81) for end in _REACH))
    height = SURFACES[surface].cost(first, second)
    generator = contour_generator(first, second, height)
    low, high = height.min(), height.max()
    # Closer lines near the bottom, where the interesting part of the way is.
    levels = low + (high - low) * np.linspace(0, 1, _LINES + 1)[1:] ** 2
    # The type of `lines` covers all forms that they can be asked for in; this is the default one.
    return [line for level in levels for line in cast(list[Array], generator.lines(level))]


def _pair(values: Iterable[SupportsFloat]) -> str:
    return f"({', '.join(fixed(float(value), 3) for value in values)})"


class DescentExplorer(Explorer[DescentState]):
    """Roll down a surface with a chosen optimizer, step by step, or all at once.

    Examples
    --------
    >>> explorer = DescentExplorer()
    >>> explorer.controls["lr"].value = 0.05
    >>> explorer.buttons["Back to the start"].click()
    >>> explorer.buttons["Single step"].click()
    >>> explorer.state.readout()[:65]
    'After 1 step of plain SGD the weights are (−3.150, −1.500) and th'
    """

    def __init__(self) -> None:
        def slider(label: str, end: float, *, low: float = 0.0, step: float, decimals: int):
            settings = {"min": low, "max": end, "step": step, "decimals": decimals}
            return Slider(label=label, description=label, value=end, **settings)

        columns = [
            {
                "surface": Choice(label="surface", description="surface", options=list(SURFACES)),
                "optimizer": Choice(
                    label="optimizer", description="optimizer", options=list(OPTIMIZERS)
                ),
                "lr": slider("learning rate", 0.5, low=0.001, step=0.001, decimals=3),
                "momentum": slider("momentum", 0.95, step=0.05, decimals=2),
            },
            {
                "steps": slider("steps", _MOST, step=1, decimals=0),
                "start1": slider("start, first", 4, low=-4, step=0.1, decimals=1),
                "start2": slider("start, second", 2, low=-2, step=0.1, decimals=1),
            },
        ]
        super().__init__(
            DescentState(),
            columns,
            actions={
                "Single step": DescentState.step,
                "Back to the start": DescentState.back_to_start,
            },
            play=DescentState.step,
            reset_label="Reset to notebook 07's valley",
        )
