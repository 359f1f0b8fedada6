"""Trace: a frozen record of one pass through a network. Pictures and text read nothing else."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


@dataclass(frozen=True)
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
        "Sigmoid", "Tanh", "ReLU", "Softmax", or "" where there is none.
    """

    name: str
    input: Array
    weight: Array
    bias: Array | None
    z: Array
    a: Array
    activation: str


@dataclass(frozen=True)
class Trace:
    """Everything one forward pass computed, layer by layer.

    Made by `nnlib.Network.trace`. Its arrays are copies and read-only: a later change of
    the network's weights leaves an earlier trace as it was.

    Attributes
    ----------
    x : ndarray
        The network's input, shape (in_features,) or (batch, in_features).
    layers : tuple of LayerTrace
        From first to last.
    """

    x: Array
    layers: tuple[LayerTrace, ...]

    @property
    def output(self) -> Array:
        """Values of the last layer's units, shape (out_features,) or (batch, out_features)."""
        return self.layers[-1].a
