"""LayerExplorer: a layer as a matrix, one row of it moved at a time."""

from dataclasses import dataclass, replace

import numpy as np

from nnlib.drawing import diagrams
from nnlib.drawing.numerals import number, subscript
from nnlib.drawing.picture import Picture
from nnlib.explorers import formulas
from nnlib.explorers.base import Explorer, State, Value, given
from nnlib.explorers.controls import Choice, Slider
from nnlib.layers import Linear, ReLU, Sigmoid, Tanh
from nnlib.network import Network
from nnlib.trace import Trace

V = (1.0, 0.4, 2.0)
WEIGHT = ((-1.0, 0.2, 1.0), (3.0, 0.3, -0.1), (0.5, -2.0, 0.4))
_UNITS = ("unit 1", "unit 2", "unit 3")
_ACTIVATIONS = {"sigmoid": Sigmoid, "tanh": Tanh, "relu": ReLU}


@dataclass(frozen=True)
class LayerState(State):
    """Three units with three inputs; by default the article's, with biases of zero."""

    rows: tuple[tuple[float, ...], ...] = tuple((*weights, 0.0) for weights in WEIGHT)
    unit: str = _UNITS[0]
    activation: str = "sigmoid"

    @property
    def w1(self) -> float:
        """First weight of the chosen unit."""
        return self.rows[self._index][0]

    @property
    def w2(self) -> float:
        """Second weight of the chosen unit."""
        return self.rows[self._index][1]

    @property
    def w3(self) -> float:
        """Third weight of the chosen unit."""
        return self.rows[self._index][2]

    @property
    def bias(self) -> float:
        """Bias of the chosen unit."""
        return self.rows[self._index][3]

    @property
    def _index(self) -> int:
        return _UNITS.index(self.unit)

    def _moved(self, name: str, value: Value) -> "LayerState":
        """Return the state after a control was moved: a weight's moves the chosen unit's row."""
        if name not in ROW or isinstance(value, str | bytes):
            return super()._moved(name, value)
        rows = [list(row) for row in self.rows]
        rows[self._index][ROW.index(name)] = value
        return replace(self, rows=tuple(map(tuple, rows)))

    def trace(self) -> Trace:
        """Send the article's input through the layer."""
        values = np.array(self.rows)
        linear = Linear(3, 3, weight=values[:, :3])
        linear.bias = values[:, 3]
        return Network(linear, _ACTIVATIONS[self.activation]()).trace(V)

    def picture(self) -> Picture:
        """Draw the layer as a matrix, the chosen unit's row framed."""
        return diagrams.layer(self.trace(), chosen=self._index)

    def formula(self) -> str:
        """Write the chosen unit's sum and value with their numbers, as HTML."""
        step, k = self.trace().layers[0], self._index
        lines = [
            formulas.weighted_sum(
                step.weight[k], step.input, given(step.bias)[k], name="z" + subscript(k + 1)
            ),
            formulas.activation(step.activation, step.z[k], step.a[k], name="a" + subscript(k + 1)),
        ]
        return "<br>".join(lines)

    def readout(self) -> str:
        """Say the chosen unit's sum and value, and all values."""
        step, k = self.trace().layers[0], self._index
        values = ", ".join(number(a) for a in step.a)
        return (
            f"Row {k + 1} of the matrix is {self.unit}: its weighted sum is {number(step.z[k])} "
            f"and its value {number(step.a[k])}. The layer's values are {values}."
        )


ROW = ("w1", "w2", "w3", "bias")  # the numbers of a unit, as the sliders are called


def row_sliders(end: float = 5) -> dict[str, Slider]:
    """Make sliders for the weights and the bias of a chosen unit."""
    labels = {name: (f"weight {name[1]}" if name != "bias" else name) for name in ROW}
    return {
        name: Slider(label=label, description=f"{label} of the unit", min=-end, max=end, step=0.05)
        for name, label in labels.items()
    }


class LayerExplorer(Explorer[LayerState]):
    """Choose a unit of a layer, move its row of the matrix, and watch sums and values.

    Examples
    --------
    >>> explorer = LayerExplorer()
    >>> explorer.controls["unit"].value = "unit 2"
    >>> explorer.controls["bias"].value = -2.9
    >>> explorer.state.readout()[:78]
    'Row 2 of the matrix is unit 2: its weighted sum is 0.02 and its value 0.505. T'
    """

    def __init__(self) -> None:
        choices = {
            "unit": Choice(label="unit", description="unit to move", options=_UNITS),
            "activation": Choice(
                label="activation", description="activation", options=list(_ACTIVATIONS)
            ),
        }
        columns = [choices, row_sliders()]
        super().__init__(LayerState(), columns, reset_label="Reset to the article's values")
