"""Activation functions: what a compute unit does with its weighted sum z.

Each function takes an array of any shape and returns one of the same shape. A float array
keeps its dtype (float32 stays float32); integers and lists become float64. All of them are
exact and silent at the extremes, z = -10,000 and z = 10,000 included. Text, None, NaN and
infinity are refused.

The layers have checked their input already when they need a sigmoid or a softmax, so they call
the underscored functions, which hold the arithmetic alone.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.validation import as_float_array


def sigmoid(z: ArrayLike) -> NDArray[np.floating]:
    """Squash every number into the range 0 to 1: ``1 / (1 + exp(-z))``.

    Parameters
    ----------
    z : array_like
        Weighted sums, any shape.

    Returns
    -------
    ndarray
        Same shape as `z`; 0.5 where `z` is 0.

    Raises
    ------
    TypeError, ValueError
        If `z` does not hold finite numbers.

    Notes
    -----
    ``exp`` is only ever taken of a number that is not positive, so it cannot overflow
    (Blanchard, Higham and Higham, "Accurately computing the log-sum-exp and softmax
    functions", IMA Journal of Numerical Analysis 41, 2021, use the same shift).

    Examples
    --------
    >>> round(float(sigmoid(1.08)), 4)
    0.7465
    """
    return _sigmoid(as_float_array("z", z))


def _sigmoid(z: NDArray[np.floating]) -> NDArray[np.floating]:
    with np.errstate(under="ignore"):
        small = np.exp(-np.abs(z))
        return np.where(z >= 0, 1, small) / (1 + small)


def sigmoid_derivative(z: ArrayLike) -> NDArray[np.floating]:
    """Slope of the sigmoid at `z`: ``sigmoid(z) * sigmoid(-z)``, at most 0.25.

    Parameters
    ----------
    z : array_like
        Weighted sums (not the sigmoid's outputs), any shape.

    Returns
    -------
    ndarray
        Same shape as `z`.

    Raises
    ------
    TypeError, ValueError
        If `z` does not hold finite numbers.

    Notes
    -----
    ``1 - sigmoid(z)`` is ``sigmoid(-z)``, but loses its digits for large `z`. Goodfellow,
    Bengio and Courville, *Deep Learning* (2016), section 3.10.
    """
    z = as_float_array("z", z)
    return _sigmoid(z) * _sigmoid(-z)


def tanh(z: ArrayLike) -> NDArray[np.floating]:
    """Squash every number into the range -1 to 1: the hyperbolic tangent.

    Parameters
    ----------
    z : array_like
        Weighted sums, any shape.

    Returns
    -------
    ndarray
        Same shape as `z`; 0 where `z` is 0.

    Raises
    ------
    TypeError, ValueError
        If `z` does not hold finite numbers.

    Notes
    -----
    LeCun, Bottou, Orr and Mueller, "Efficient BackProp" (1998), section 4.4, on why
    outputs centred on 0 help learning.
    """
    return np.tanh(as_float_array("z", z))


def tanh_derivative(z: ArrayLike) -> NDArray[np.floating]:
    """Slope of the hyperbolic tangent at `z`: ``1 - tanh(z) ** 2``, at most 1.

    Parameters
    ----------
    z : array_like
        Weighted sums, any shape.

    Returns
    -------
    ndarray
        Same shape as `z`.

    Raises
    ------
    TypeError, ValueError
        If `z` does not hold finite numbers.

    Notes
    -----
    Computed as ``4 * small / (1 + small) ** 2`` with ``small = exp(-2 * abs(z))``: the same
    number, with all its digits where tanh is nearly 1. It follows from tanh being a stretched
    sigmoid (Goodfellow, Bengio and Courville, *Deep Learning* (2016), section 6.3.2).
    """
    z = as_float_array("z", z)
    with np.errstate(under="ignore", over="ignore"):  # exp(-infinity) is 0, as it should be
        small = np.exp(-2 * np.abs(z))
        return 4 * small / (1 + small) ** 2


def relu(z: ArrayLike) -> NDArray[np.floating]:
    """Keep positive numbers, replace the others by 0: ``max(z, 0)``.

    Parameters
    ----------
    z : array_like
        Weighted sums, any shape.

    Returns
    -------
    ndarray
        Same shape as `z`.

    Raises
    ------
    TypeError, ValueError
        If `z` does not hold finite numbers.

    Notes
    -----
    Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines" (2010).
    """
    return np.maximum(as_float_array("z", z), 0)


def relu_derivative(z: ArrayLike) -> NDArray[np.floating]:
    """Slope of relu at `z`: 1 where `z` is positive, otherwise 0.

    Parameters
    ----------
    z : array_like
        Weighted sums, any shape. At the kink, ``z == 0``, the slope is taken to be 0.

    Returns
    -------
    ndarray
        Same shape as `z`.

    Raises
    ------
    TypeError, ValueError
        If `z` does not hold finite numbers.

    Notes
    -----
    Goodfellow, Bengio and Courville, *Deep Learning* (2016), section 6.3, on the kink.
    """
    z = as_float_array("z", z)
    return (z > 0).astype(z.dtype)


def softmax(z: ArrayLike) -> NDArray[np.floating]:
    """Turn numbers into a distribution: ``exp(z) / sum(exp(z))`` along the last axis.

    Parameters
    ----------
    z : array_like
        Logits, shape (classes,) or (batch, classes).

    Returns
    -------
    ndarray
        Same shape as `z`; no value below 0, and every row sums to 1.

    Raises
    ------
    TypeError, ValueError
        If `z` does not hold finite numbers, or there is none to share the 1 among.

    Notes
    -----
    Subtracting the largest logit first changes nothing in the result and keeps ``exp`` from
    overflowing. Bishop, *Pattern Recognition and Machine Learning* (2006), section 4.2.
    """
    z = as_float_array("z", z)
    if z.ndim == 0 or z.shape[-1] == 0:
        raise ValueError(f"softmax expected z of shape (..., classes), got {z.shape}")
    return _softmax(z)


def _softmax(z: NDArray[np.floating]) -> NDArray[np.floating]:
    with np.errstate(under="ignore", over="ignore"):  # exp(-infinity) is 0, as it should be
        shares = np.exp(z - z.max(axis=-1, keepdims=True))
        return shares / shares.sum(axis=-1, keepdims=True)
