"""Trace: a frozen record of one pass through a network. Pictures and text read nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from nnlib.arrays import AnyArray, Array
from nnlib.layers import Layer
from nnlib.losses import Loss
from nnlib.passes import backward_pass, forward_pass


@dataclass(frozen=True, eq=False)
class LayerTrace:
    """What one layer of units did: its sums z and, after its activation, its outputs a.

    Attributes
    ----------
    name : str
        The place of its `Linear` in ``Network(...)``: "0" for the first, as in "0.weight".
    input : ndarray
        Its input, shape (in_features,) or (batch, in_features).
    weight, bias : ndarray
        Shapes (out_features, in_features), row k for unit k, and (out_features,); no bias is None.
    z, a : ndarray
        Weighted sums, and outputs after the activation, shape (out_features,) or (batch,
        out_features); the same where there is no activation.
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
    x, output : ndarray
        What went in and what came out, a vector or a batch.
    layers : tuple of LayerTrace
        From first to last.
    target, loss : ndarray and float, or None
        The correct class and what the prediction cost, where there was a backward pass.
    grad_x, grad : ndarray or None
        Gradient of the cost with respect to `x`, and to all parameters, in the order of the
        network's `theta`.
    """

    x: Array
    layers: tuple[LayerTrace, ...]
    output: Array
    target: AnyArray | None = None
    loss: float | None = None
    grad_x: Array | None = None
    grad: Array | None = None


def record(
    layers: Sequence[Layer], x: Array, target: ArrayLike | None, loss: Loss | None, grad: Array
) -> Trace:
    """Send `x`, a vector or a batch, through `layers`, and back if there is a `loss`.

    `grad` is where the gradients of the layers' parameters arrive; see `Network.trace`.
    """
    shape = x.shape[:-1]  # () of a vector, which goes through as a batch of one
    values = forward_pass(layers, np.atleast_2d(x))
    gradients: list[Array | None] = [None] * len(values)
    cost = None
    if loss is not None and target is not None:
        cost = loss.forward(values[-1].reshape(*shape, -1), target)
        gradients = backward_pass(layers, np.atleast_2d(loss.backward()), input_gradient=True)

    def frozen(array: Array) -> Array:
        return _read_only(array.reshape(*shape, -1))

    def perhaps(gradient: Array | None) -> Array | None:
        return None if gradient is None else frozen(gradient)

    def step(start: int, end: int) -> LayerTrace:
        """Record the layer with weights at `start` and the activations up to `end`."""
        parameters = layers[start].parameters()
        weight, bias = parameters["weight"], parameters.get("bias")
        return LayerTrace(
            name=str(start),
            input=frozen(values[start]),
            weight=_read_only(weight.value),
            bias=None if bias is None else _read_only(bias.value),
            z=frozen(values[start + 1]),
            a=frozen(values[end]),
            activation=" ".join(type(layer).__name__ for layer in layers[start + 1 : end]),
            grad_weight=None if cost is None else _read_only(weight.grad),
            grad_bias=None if cost is None or bias is None else _read_only(bias.grad),
            grad_z=perhaps(gradients[start + 1]),
            grad_a=perhaps(gradients[end]),
        )

    starts = [index for index, layer in enumerate(layers) if _has_weight_matrix(layer)]
    return Trace(
        x=frozen(values[0]),
        layers=tuple(step(i, j) for i, j in pairwise([*starts, len(layers)])),
        output=frozen(values[-1]),
        target=None if cost is None else _read_only(np.asarray(target)),
        loss=cost,
        grad_x=perhaps(gradients[0]),
        grad=None if cost is None else _read_only(grad),
    )


def _has_weight_matrix(layer: Layer) -> bool:
    weight = layer.parameters().get("weight")
    return weight is not None and weight.value.ndim == 2


def _read_only(array: AnyArray) -> AnyArray:
    array = array.copy()
    array.flags.writeable = False
    return array
