"""UnitExplorer: one compute unit with three inputs, moved by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from nnlib.drawing import diagrams
from nnlib.drawing.numerals import number, subscript
from nnlib.drawing.picture import Picture
from nnlib.explorers import formulas
from nnlib.explorers.base import Explorer, State
from nnlib.explorers.controls import Slider
from nnlib.layers import Linear, Sigmoid
from nnlib.network import Network
from nnlib.trace import Trace
from nnlib.validation import as_float_array

_ENDS = {"w": 5, "x": 3}  # how far the sliders of weights and inputs go, both ways


@dataclass(frozen=True)
class UnitState(State):
    """Three inputs and three weights; by default those of the article's first unit."""

    x1: float = 1.0
    x2: float = 0.4
    x3: float = 2.0
    w1: float = -1.0
    w2: float = 0.2
    w3: float = 1.0

    def trace(self) -> Trace:
        """Send the inputs through the unit."""
        weight = [[self.w1, self.w2, self.w3]]
        unit = Network(Linear(3, 1, bias=False, weight=weight), Sigmoid())
        return unit.trace([self.x1, self.x2, self.x3])

    def picture(self) -> Picture:
        """Draw the unit."""
        return diagrams.unit(self.trace())

    def formula(self) -> str:
        """Write the sum and the sigmoid with their numbers, as HTML."""
        step = self.trace().layers[0]
        lines = [
            formulas.weighted_sum(step.weight[0], step.input),
            formulas.activation(step.activation, step.z[0], step.a[0]),
        ]
        return "<br>".join(lines)

    def readout(self) -> str:
        """Say the sum and the value."""
        step = self.trace().layers[0]
        return (
            f"The weighted sum is {number(step.z[0])} and the unit's value is {number(step.a[0])}."
        )


class UnitExplorer(Explorer[UnitState]):
    """Move the inputs and weights of one compute unit and watch its sum and its value.

    Parameters
    ----------
    weight : sequence of float, optional
        Three weights to start from, and to reset to; by default those of the article's first
        unit.

    Raises
    ------
    ValueError
        If there are not three weights from -5 to 5.

    Examples
    --------
    >>> explorer = UnitExplorer()
    >>> explorer.controls["w1"].value = 0.5
    >>> explorer.state.readout()
    "The weighted sum is 2.58 and the unit's value is 0.9296."
    """

    def __init__(self, weight: Sequence[float] = (-1.0, 0.2, 1.0)) -> None:
        values = as_float_array("weight", weight)
        if values.shape != (3,) or np.abs(values).max() > _ENDS["w"]:
            raise ValueError(f"weight expected three numbers from -5 to 5, got {values.tolist()}")
        state = UnitState(**dict(zip(("w1", "w2", "w3"), values.tolist(), strict=True)))
        sliders = {field.name: _slider(field.name) for field in fields(state)}
        names = list(sliders)
        columns = [{name: sliders[name] for name in part} for part in (names[3:], names[:3])]
        super().__init__(state, columns, reset_label="Reset to the article's values")


def _slider(name: str) -> Slider:
    kind, end = ("weight of" if name[0] == "w" else "input"), _ENDS[name[0]]
    label, description = f"{kind} x{subscript(int(name[1]))}", f"{kind} x{name[1]}"
    return Slider(label=label, description=description, min=-end, max=end, step=0.05)
