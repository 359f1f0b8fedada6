"""Gradient check: compare the backward pass with the slopes of the forward pass."""

import copy
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from nnlib.arrays import Array
from nnlib.losses import Loss
from nnlib.network import Network
from nnlib.passes import backward_pass, forward_pass
from nnlib.validation import (
    as_array,
    check_equal,
    check_input,
    check_loss,
    check_ownership,
    check_type,
)

_STEP = 1e-5  # balances the error of the formula, h ** 2, against that of rounding, eps / h


def gradient_check(network: Network, loss: Loss, x: ArrayLike, y: ArrayLike) -> dict[str, float]:
    """Compare every gradient that training uses with a central difference of the loss.

    Each number is nudged up and down by a small step h, and ``(C(up) - C(down)) / (2 * h)`` is
    compared with what backpropagation says.

    Parameters
    ----------
    network : Network
        In float64, because float32 has too few digits; it comes out as it went in.
    loss : Loss
        What to differentiate.
    x, y : array_like
        One vector, shape (in_features,), or a batch, and targets as `loss` takes them.

    Returns
    -------
    dict of str to float
        For each named parameter, and for "input", the largest difference divided by the largest
        gradient. Below 1e-6 is right; a wrong derivative gives 0.01 or more. At the kink of a
        ReLU there is no derivative to compare with.

    Raises
    ------
    TypeError, ValueError
        If an argument does not fit.

    Notes
    -----
    Goodfellow, Bengio and Courville, *Deep Learning* (2016), section 11.5.

    Examples
    --------
    >>> from nnlib import Linear, MSELoss, Sigmoid
    >>> network = Network(Linear(3, 2, rng=np.random.default_rng(0)), Sigmoid())
    >>> errors = gradient_check(network, MSELoss(), [1, 0.4, 2], [0, 1])
    >>> max(errors.values()) < 1e-6
    True
    """
    check_type("network", network, Network, "a Network")
    check_ownership(network)
    check_loss(loss, Loss, network.layers[-1])
    check_equal("network expected dtype float64", network.dtype, np.float64, TypeError)
    x, y = check_input(network, x).copy(), as_array("y", y)
    if x.ndim == 1:
        x, y = x[np.newaxis], y[np.newaxis]
    layers, loss = network.shadows(), copy.copy(loss)

    def cost() -> float:
        return loss.forward(forward_pass(layers, x)[-1], y)

    def back(*, input_gradient: bool) -> Array | None:
        cost()
        return backward_pass(layers, loss.backward(), input_gradient=input_gradient)[0]

    parameters = dict(network.named_parameters())
    with network.grad_kept():
        grad_x = back(input_gradient=True)
        back(input_gradient=False)  # as in training
        found = {name: parameter.grad.copy() for name, parameter in parameters.items()}
    found |= {} if grad_x is None else {"input": grad_x}
    values = {name: parameter.value for name, parameter in parameters.items()} | {"input": x}
    return {
        name: _relative_error(found[name], _central_differences(cost, numbers))
        for name, numbers in values.items()
    }


def _central_differences(cost: Callable[[], float], values: Array) -> Array:
    """Nudge each of `values` up and down, in place, and return the slopes of `cost`."""
    slopes = np.empty_like(values)
    for place in np.ndindex(values.shape):
        kept = values[place]
        try:
            values[place] = kept + _STEP
            up = cost()
            values[place] = kept - _STEP
            down = cost()
        finally:
            values[place] = kept
        slopes[place] = (up - down) / (2 * _STEP)
    return slopes


def _relative_error(one: Array, other: Array) -> float:
    largest = max(np.abs(one).max(), np.abs(other).max())
    return float(np.abs(one - other).max() / largest) if largest else 0.0
