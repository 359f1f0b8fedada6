"""Gradient check: hold the backward pass against the slopes of the forward pass."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.losses import Loss
from nnlib.network import Network
from nnlib.validation import as_float_array, check_type

_STEP = 1e-5  # balances the error of the formula, h ** 2, against that of rounding, eps / h

Array = NDArray[np.floating]


def gradient_check(network: Network, loss: Loss, x: ArrayLike, y: ArrayLike) -> dict[str, float]:
    """Compare every gradient with a central difference of the loss.

    Each number is moved up and down by a small step h, and ``(C(up) - C(down)) / (2 * h)`` is
    held against what backpropagation says.

    Parameters
    ----------
    network : Network
        In float64; it comes out as it went in.
    loss : Loss
        What to differentiate.
    x : array_like
        One vector, shape (in_features,), or a batch, shape (batch, in_features).
    y : array_like
        Targets, as `loss` takes them.

    Returns
    -------
    dict of str to float
        For each named parameter, and for "input", the largest difference divided by the largest
        gradient. Below 1e-6 is right; a wrong derivative gives 0.01 or more. At the kink of a
        ReLU there is no derivative to compare with.

    Raises
    ------
    TypeError
        If `network` or `loss` is something else, `x` or `y` holds no numbers, or the network is
        not in float64: float32 has too few digits for a difference.
    ValueError
        If `x` or `y` does not fit.

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
    check_type("loss", loss, Loss, "CrossEntropyLoss() or MSELoss()")
    if network.theta.dtype != np.float64:
        raise TypeError(f"network expected dtype float64, got {network.theta.dtype}")
    x = as_float_array("x", x, np.float64).copy()

    def cost() -> float:
        return loss.forward(network.forward(x), y)

    cost()
    grad_x = network.backward(loss.backward(), input_gradient=True)
    values = {name: p.value for name, p in network.named_parameters()} | {"input": x}
    gradients = {name: p.grad.copy() for name, p in network.named_parameters()} | {"input": grad_x}
    return {
        name: _relative_error(gradients[name], _central_differences(cost, values[name]))
        for name in values
    }


def _central_differences(cost: Callable[[], float], values: Array) -> Array:
    """Move each of `values` up and down, in place, and return the slopes of `cost`."""
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
