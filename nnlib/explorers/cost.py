"""CostExplorer: a distribution moved by hand, and what two costs say of it."""

from dataclasses import dataclass, replace

import numpy as np

from nnlib.datasets import THREE_CLASSES as CLASSES
from nnlib.drawing import palette
from nnlib.drawing.numerals import fixed, number
from nnlib.drawing.picture import Picture
from nnlib.drawing.svg import Svg
from nnlib.explorers.base import Explorer, State, Value
from nnlib.explorers.chart import STYLES, Chart, legend
from nnlib.explorers.controls import Choice, Slider
from nnlib.losses import CrossEntropyLoss, MSELoss

_LEAST = 0.001  # no share is smaller: the logarithm of 0 has no end
_HIGHEST = 7.0  # of the costs that the chart shows: a little more than -ln 0.001


@dataclass(frozen=True)
class CostState(State):
    """Shares of dog, cat and neither, which sum to 1; by default the article's first guess."""

    dog: float = 0.35
    cat: float = 0.45
    neither: float = 0.2
    target: str = "dog"

    def _moved(self, name: str, value: Value) -> "CostState":
        """Return the state after a control was moved; the other shares make room in proportion."""
        if isinstance(value, str | bytes):
            return super()._moved(name, value)
        value = min(max(value, _LEAST), 1 - 2 * _LEAST)
        others = [other for other in CLASSES if other != name]
        spare = [getattr(self, other) - _LEAST for other in others]
        total = sum(spare)
        parts = [part / total if total > _LEAST**2 else 0.5 for part in spare]
        shared = 1 - value - 2 * _LEAST
        moved = {other: _LEAST + shared * part for other, part in zip(others, parts, strict=True)}
        return CostState(**{name: value}, **moved, target=self.target)

    def second_guess(self) -> "CostState":
        """Return the article's other guess, more wrong than the first."""
        return replace(self, dog=0.1, cat=0.8, neither=0.1)

    def shares(self) -> np.ndarray:
        """Return the distribution, in the order of the classes."""
        return np.array([self.dog, self.cat, self.neither])

    def right(self) -> np.ndarray:
        """Return the right answer as a distribution."""
        return np.array([float(name == self.target) for name in CLASSES])

    def costs(self) -> tuple[float, float]:
        """Return the cross-entropy and the mean squared error."""
        logits = np.log(self.shares())
        return (
            CrossEntropyLoss().forward(logits, CLASSES.index(self.target)),
            MSELoss().forward(self.shares(), self.right()),
        )

    def picture(self) -> Picture:
        """Draw the shares as bars, and both costs as curves with a dot on each."""
        svg = Svg(620, 300, title="Two costs of one answer", description=self.readout())
        for i, (name, share) in enumerate(zip(CLASSES, self.shares(), strict=True)):
            x = 20 + 76 * i
            svg.rect(x, 45, 56, 190, stroke=palette.MUTED)
            svg.rect(x, 235 - 190 * share, 56, 190 * share, fill=palette.POSITIVE, stroke="none")
            svg.text(x + 28, 30, fixed(share, 3), size=16)
            svg.text(x + 28, 252, name, size=16)
            if name == self.target:
                svg.text(x + 28, 276, "right", size=14)
                svg.rect(x - 4, 41, 64, 198, fill="none", stroke_width=3)
        self._draw_curves(svg)
        return svg.picture()

    def _draw_curves(self, svg: Svg) -> None:
        chart = Chart(
            svg,
            (300, 45, 300, 190),
            x_range=(0, 1),
            y_range=(0, _HIGHEST),
            x_label="share of the right class",
            y_label="cost",
        )
        share = self.shares()[CLASSES.index(self.target)]
        wrong = (self.shares() * (1 - self.right())) / (1 - share)
        shares = np.geomspace(_LEAST, 1, 100)
        squared = (1 - shares) ** 2 * (1 + np.sum(wrong**2)) / 3
        for values, cost, style in zip(
            (-np.log(shares), squared), self.costs(), STYLES, strict=False
        ):
            chart.line(shares, values, **style)
            chart.dot(share, cost, 6, fill=style["stroke"])
        legend(svg, 420, 64, ("cross-entropy", "squared error"))

    def formula(self) -> str:
        """Write both costs with their numbers filled in, as HTML."""
        entropy, squared = self.costs()
        share = number(self.shares()[CLASSES.index(self.target)])
        pairs = zip(self.shares(), self.right(), strict=True)
        squares = " + ".join(f"({number(p)} − {number(y)})²" for p, y in pairs)
        return (
            f"cross-entropy = −ln p({self.target}) = −ln {share} = <b>{number(entropy)}</b><br>"
            f"squared error = ({squares}) / 3 = <b>{number(squared)}</b>"
        )

    def readout(self) -> str:
        """Say the shares and the two costs."""
        entropy, squared = self.costs()
        pairs = zip(CLASSES, self.shares(), strict=True)
        shares = ", ".join(f"{name} {fixed(share, 3)}" for name, share in pairs)
        what = self.target if self.target == "neither" else f"a {self.target}"
        return (
            f"The network says {shares}; in truth it is {what}. The cross-entropy is "
            f"{fixed(entropy, 4)} and the mean squared error {fixed(squared, 4)}."
        )


class CostExplorer(Explorer[CostState]):
    """Move the shares of an answer, which stay a distribution, and compare two costs.

    Examples
    --------
    >>> explorer = CostExplorer()
    >>> explorer.buttons["The article's other guess"].click()
    >>> explorer.state.readout().split(". ")[1]
    'The cross-entropy is 2.3026 and the mean squared error 0.4867.'
    """

    def __init__(self) -> None:
        shares = {
            name: Slider(
                label=name,
                description=f"share of {name}",
                min=_LEAST,
                max=1 - 2 * _LEAST,
                step=0.001,
                value=getattr(CostState, name),
                decimals=3,
            )
            for name in CLASSES
        }
        target = Choice(label="right answer", description="right answer", options=CLASSES)
        super().__init__(
            CostState(),
            [shares, {"target": target}],
            actions={"The article's other guess": CostState.second_guess},
            reset_label="Reset to the article's first guess",
        )
