"""TrainingExplorer: the animals' network while it learns."""

from dataclasses import dataclass, field, replace
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from nnlib.activations import softmax
from nnlib.drawing import palette
from nnlib.drawing.numerals import fixed
from nnlib.drawing.picture import Picture
from nnlib.drawing.svg import Svg
from nnlib.explorers.animals import animals, brightness_images, flat, weight_images
from nnlib.explorers.base import Explorer, State, Value, given
from nnlib.explorers.chart import cost_chart
from nnlib.explorers.controls import Choice
from nnlib.explorers.learner import Learner
from nnlib.layers import ReLU
from nnlib.losses import CrossEntropyLoss

_MOST = 60  # epochs
_IMAGES = 12
_RATES = ("0.0001", "0.001", "0.01")
_UNITS = ("8", "32", "128")


def _fresh(units: str, lr: str) -> Learner:
    return Learner.fresh([784, int(units), 3], ReLU, lr=float(lr), dtype=np.float32)


@dataclass(frozen=True, eq=False)
class TrainingState(State):
    """A network of one hidden layer, its settings, and what it has learned so far."""

    units: str = "32"
    lr: str = "0.001"
    learner: Learner = field(default_factory=lambda: _fresh("32", "0.001"))

    def _moved(self, name: str, value: Value) -> "TrainingState":
        """Return the state after a choice: another number of units begins anew."""
        state = super()._moved(name, value)
        learner = _fresh(state.units, self.lr) if name == "units" else self.learner
        return replace(state, learner=learner)

    def epoch(self) -> "TrainingState":
        """Train one epoch more, up to 60."""
        return self._trained(1)

    def ten_epochs(self) -> "TrainingState":
        """Train ten epochs more, up to 60."""
        return self._trained(10)

    def _trained(self, epochs: int) -> "TrainingState":
        epochs = min(epochs, _MOST - len(self.learner.records))
        if epochs == 0:
            return self
        learner = self.learner.trained(
            *flat("train"),
            loss=CrossEntropyLoss(),
            epochs=epochs,
            lr=float(self.lr),
            validation_data=flat("validation"),
        )
        return replace(self, learner=learner)

    @cached_property
    def _shares(self) -> NDArray[np.floating]:
        """What the network says of the pictures that are shown."""
        return softmax(self.learner.network(flat("validation")[0][_sample_rows()]))

    def picture(self) -> Picture:
        """Draw the costs, some hidden units' weights, and some answers."""
        svg = Svg(640, 416, title="A network learns animals", description=self.readout())
        costs = [self.learner.column(name) for name in ("loss", "validation_loss")]
        cost_chart(svg, (50, 40, 270, 180), *costs, epochs=_MOST, highest=1.2)
        _, first = next(self.learner.network.named_parameters())
        weight = first.value[:_IMAGES]
        svg.text(490, 24, "weights of hidden units", size=15)
        height = 66 * -(-len(weight) // 4) * 0.95
        svg.image(360, 40, 260, height, weight_images(weight, columns=4))
        svg.text(490, 40 + height + 16, "blue: bright wanted, orange: dark", size=14)
        self._draw_answers(svg)
        return svg.picture()

    def _draw_answers(self, svg: Svg) -> None:
        names, y = animals().class_names, flat("validation")[1][_sample_rows()]
        svg.image(24, 270, 600, 76, _sample_images())
        for i, (share, right) in enumerate(zip(self._shares, y, strict=True)):
            says, x = int(share.argmax()), 24 + 100 * i
            mark = "✓" if says == right else "✗"
            svg.text(x + 38, 360, f"{mark} {names[says]}", size=14)
            svg.text(x + 38, 379, f"{fixed(100 * share[says], 0)} %", size=14)
            svg.text(x + 38, 398, f"is {names[right]}", size=14, fill=palette.MUTED)

    def formula(self) -> str:
        """Write what an epoch does, with its numbers, as HTML."""
        examples = len(flat("train")[0])
        steps = -(-examples // 32)
        return (
            f"one epoch = {examples} pictures / 32 a batch = {steps} steps of Adam with learning "
            f"rate {self.lr}; parameters: 784 · {self.units} + {self.units} + {self.units} · 3 + 3 "
            f"= <b>{self.learner.network.theta.size}</b>"
        )

    def readout(self) -> str:
        """Say how far it is and how well it does."""
        if not self.learner.records:
            return f"{self.units} hidden units, not trained yet: its answers are guesses."
        last = self.learner.records[-1]
        right, right_new = given(last.accuracy), given(last.validation_accuracy)
        words = (
            f"{self.units} hidden units after epoch {last.epoch}: cost {fixed(last.loss, 4)} in "
            f"training and {fixed(given(last.validation_loss), 4)} on validation pictures; "
            f"{fixed(100 * right, 0)} % and {fixed(100 * right_new, 0)} % are right."
        )
        return words + (" That is as far as it goes." if last.epoch >= _MOST else "")


@cache
def _sample_rows() -> NDArray[np.int64]:
    y = flat("validation")[1]
    return np.concatenate([np.flatnonzero(y == k)[:2] for k in range(3)])


@cache
def _sample_images() -> Picture:
    pictures = flat("validation")[0][_sample_rows()]
    return brightness_images(pictures, columns=len(pictures), wide=37)


class TrainingExplorer(Explorer[TrainingState]):
    """Train the animals' network live: pause, change the learning rate, go on.

    Examples
    --------
    >>> explorer = TrainingExplorer()
    >>> explorer.state.readout()
    '32 hidden units, not trained yet: its answers are guesses.'
    """

    def __init__(self) -> None:
        units = Choice(label="hidden units", description="hidden units", options=_UNITS, value="32")
        lr = Choice(
            label="learning rate", description="learning rate", options=_RATES, value="0.001"
        )
        super().__init__(
            TrainingState(),
            [{"units": units}, {"lr": lr}],
            actions={"One epoch": TrainingState.epoch, "Ten epochs": TrainingState.ten_epochs},
            play=TrainingState.epoch,
            play_label="Train",
            reset_label="Reset to the start",
        )
