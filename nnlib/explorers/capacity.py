"""CapacityExplorer: how many units and layers a task takes, and when they are too many."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nnlib.activations import softmax
from nnlib.datasets import make_moons, make_spirals
from nnlib.drawing import palette
from nnlib.drawing.numerals import fixed
from nnlib.drawing.picture import Picture
from nnlib.drawing.svg import Svg
from nnlib.explorers.base import Explorer, State, Value, given
from nnlib.explorers.chart import Chart, cost_chart
from nnlib.explorers.controls import Choice, Slider
from nnlib.explorers.learner import Learner
from nnlib.layers import Tanh
from nnlib.losses import CrossEntropyLoss

Data = tuple[NDArray[np.float64], NDArray[np.int64]]

_EXAMPLES = 80  # for training, and as many for validation
_MOST = 400  # epochs
_AT_ONCE = 20  # epochs a step
_LR = 0.02
_REACH = 2.6
_CELLS = 61

DATASETS: dict[str, Callable[[np.random.Generator], Data]] = {
    "moons": lambda rng: make_moons(2 * _EXAMPLES, noise=0.35, rng=rng),
    "spirals": lambda rng: make_spirals(2 * _EXAMPLES, noise=0.12, rng=rng),
}


@cache
def _parts(data: str) -> tuple[Data, Data]:
    """Return the points for training and those for validation."""
    X, y = DATASETS[data](np.random.default_rng(0))
    return (X[:_EXAMPLES], y[:_EXAMPLES]), (X[_EXAMPLES:], y[_EXAMPLES:])


@cache
def _grid() -> NDArray[np.float64]:
    side = np.linspace(-_REACH, _REACH, _CELLS)
    first, second = np.meshgrid(side, side[::-1])
    return np.column_stack([first.ravel(), second.ravel()])


def _begin(data: str, units: int, layers: int) -> Learner:
    """Return a network that has taken its first steps, so that there is something to see."""
    learner = Learner.fresh([2, *[units] * layers, 2], Tanh, lr=_LR)
    return _go_on(learner, data, 5 * _AT_ONCE)


def _go_on(learner: Learner, data: str, epochs: int) -> Learner:
    train, validation = _parts(data)
    return learner.trained(
        *train,
        loss=CrossEntropyLoss(),
        epochs=epochs,
        lr=_LR,
        validation_data=validation,
        batch_size=20,
    )


@dataclass(frozen=True, eq=False)
class CapacityState(State):
    """A task in the plane, a network for it, and what it has learned so far."""

    data: str = "moons"
    units: float = 4
    layers: float = 1
    learner: Learner = field(default_factory=lambda: _begin("moons", 4, 1))

    def _moved(self, name: str, value: Value) -> "CapacityState":
        """Return the state after a control was moved: with another network, trained anew."""
        state = super()._moved(name, value)
        return replace(state, learner=_begin(state.data, int(state.units), int(state.layers)))

    def step(self) -> "CapacityState":
        """Train 20 epochs more, up to 400."""
        if len(self.learner.records) >= _MOST:
            return self
        return replace(self, learner=_go_on(self.learner, self.data, _AT_ONCE))

    @cached_property
    def _scores(self) -> tuple[float, float]:
        last = self.learner.records[-1]
        return given(last.accuracy), given(last.validation_accuracy)

    def picture(self) -> Picture:
        """Draw the plane with its border, and both costs over the epochs."""
        svg = Svg(640, 350, title=f"Capacity, {self.data}", description=self.readout())
        chart = Chart(svg, (52, 24, 280, 280), x_range=(-_REACH, _REACH), y_range=(-_REACH, _REACH))
        svg.image(52, 24, 280, 280, self._regions())
        (X, y), (X_val, y_val) = _parts(self.data)
        for points, classes, r in [(X, y, 4.5), (X_val, y_val, 2.5)]:
            for point, k in zip(points, classes, strict=True):
                _mark(svg, *chart.place(*point), r, k)
        words = "circle and square: the classes; large: training, small: validation"
        svg.text(320, 335, words, size=14, fill=palette.MUTED)
        costs = [self.learner.column(name) for name in ("loss", "validation_loss")]
        cost_chart(svg, (405, 60, 215, 200), *costs, epochs=_MOST, highest=1.0)
        return svg.picture()

    def _regions(self) -> Picture:
        """Colour each place of the plane by the share of class 1."""
        share = softmax(self.learner.network(_grid()))[:, 1].reshape(_CELLS, _CELLS, 1)
        tints = (palette.NEGATIVE_TINT, palette.POSITIVE_TINT)
        low, high = (np.array(palette.rgb(tint)) for tint in tints)
        # In ten steps, so that the border and how sure it is can be seen.
        share = np.floor(share * 10).clip(0, 9) / 9
        return Picture.of_pixels((low + share * (high - low)).astype(np.uint8), alt="regions")

    def formula(self) -> str:
        """Write how many parameters the network has, as HTML."""
        sizes = [2, *[int(self.units)] * int(self.layers), 2]
        terms = [f"({n} + 1) · {m}" for n, m in pairwise(sizes)]
        return f"parameters = {' + '.join(terms)} = <b>{self.learner.network.theta.size}</b>"

    def readout(self) -> str:
        """Say what the network is, how far it is, and how well it does on both parts."""
        right, right_new = (fixed(100 * score, 0) for score in self._scores)
        last = self.learner.records[-1]
        return (
            f"{_count(self.layers, 'hidden layer')} of {_count(self.units, 'unit')} after "
            f"{last.epoch} epochs: {right} % of the training points are right and {right_new} % of "
            f"the validation points; the costs are {fixed(last.loss)} and "
            f"{fixed(given(last.validation_loss))}."
        )


def _mark(svg: Svg, x: float, y: float, r: float, k: int) -> None:
    """Draw a point: class 0 a square, class 1 a circle, so that colour is not the only cue."""
    style: dict[str, float | str] = {"stroke": palette.GROUND, "stroke_width": 0.8}
    if k:
        svg.circle(x, y, r, fill=palette.POSITIVE, **style)
    else:
        svg.rect(x - r, y - r, 2 * r, 2 * r, fill=palette.NEGATIVE, **style)


def _count(number: float, thing: str) -> str:
    return f"{int(number)} {thing}{'' if number == 1 else 's'}"


class CapacityExplorer(Explorer[CapacityState]):
    """Give a network more units or layers and watch the border that it draws.

    Examples
    --------
    >>> explorer = CapacityExplorer()
    >>> explorer.controls["units"].value = 1
    >>> explorer.state.readout()[:43]
    '1 hidden layer of 1 unit after 100 epochs: '
    """

    def __init__(self) -> None:
        counts = {"min": 1, "step": 1, "decimals": 0}
        controls = {
            "data": Choice(label="points", description="points", options=list(DATASETS)),
            "units": Slider(label="units", description="units a layer", max=40, value=4, **counts),
            "layers": Slider(label="layers", description="hidden layers", max=4, value=1, **counts),
        }
        super().__init__(
            CapacityState(),
            [controls],
            actions={"20 epochs more": CapacityState.step},
            play=CapacityState.step,
            play_label="Train",
            reset_label="Reset to 4 units",
        )
