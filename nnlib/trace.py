"""Trace: a frozen record of one pass through a network. Pictures and text read nothing else."""

from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class LayerTrace:
    """What one layer of compute units did: its sums and, after its activation, its values.

    Attributes
    ----------
    name : str
        Where its `Linear` stands in ``Network(...)``: "0" for the first, as in "0.weight".
    input : ndarray
        What came in, shape (in_features,) or (batch, in_features).
    weight : ndarray
        Shape (out_features, in_features): row k belongs to unit k.
    bias : ndarray or None
        Shape (out_features,).
    z : ndarray
        Weighted sums, before the activation, shape (out_features,) or (batch, out_features).
    a : ndarray
        Values of the units, after the activation; the same as `z` where there is none.
    activation : str
        "Sigmoid", "Tanh", "ReLU" or "Softmax", "" where there is none; several with spaces
        between them.
    grad_weight, grad_bias, grad_z, grad_a : ndarray or None
        Gradient of the cost with respect to each of these, in its shape; None after a forward
        pass alone.
    """

    name: str
    input: Array
    weight: Array
    bias: Array | None
    z: Array
    a: Array
    activation: str
    grad_weight: Array | None = None
    grad_bias: Array | None = None
    grad_z: Array | None = None
    grad_a: Array | None = None


@dataclass(frozen=True, eq=False)
class Trace:
    """Everything one forward pass, and perhaps one backward pass, computed, layer by layer.

    Made by `nnlib.Network.trace`. Its arrays are copies and read-only: a later change of
    the network's weights leaves an earlier trace as it was.

    Attributes
    ----------
    x : ndarray
        The network's input, shape (in_features,) or (batch, in_features).
    layers : tuple of LayerTrace
        From first to last.
    output : ndarray
        What came out, shape (out_features,) or (batch, out_features).
    target : ndarray or None
        The correct class, where there was a backward pass.
    loss : float or None
        What the answer cost.
    grad_x : ndarray or None
        Gradient of the cost with respect to `x`.
    """

    x: Array
    layers: tuple[LayerTrace, ...]
    output: Array
    target: NDArray | None = None
    loss: float | None = None
    grad_x: Array | None = None


@overload
def frozen(array: NDArray) -> NDArray: ...
@overload
def frozen(array: None) -> None: ...
@overload
def frozen(array: NDArray | None) -> NDArray | None: ...
def frozen(array: NDArray | None) -> NDArray | None:
    """Return a read-only copy."""
    if array is None:
        return None
    array = array.copy()
    array.flags.writeable = False
    return array
