"""Activation functions: what a unit does with its weighted sum z.

The formulas are those of the layers in `nnlib.layers`; here they take anything that holds finite
numbers, of any shape. A float array keeps its dtype; integers and lists become float64.
All are exact and silent at the extremes, z = -10,000 and z = 10,000 included, and raise a
TypeError or a ValueError for text, None, NaN and infinity.
"""

import numpy as np
from numpy.typing import ArrayLike

from nnlib.arrays import Array
from nnlib.layers import Layer, ReLU, Sigmoid, Softmax, Tanh
from nnlib.validation import as_float_array, check_logits


def sigmoid(z: ArrayLike) -> Array:
    """Squash every number into the range 0 to 1: ``1 / (1 + exp(-z))``.

    Examples
    --------
    >>> round(float(sigmoid(1.08)), 4)
    0.7465
    """
    return _value(Sigmoid(), z)


def sigmoid_derivative(z: ArrayLike) -> Array:
    """Slope of the sigmoid at `z`: ``sigmoid(z) * (1 - sigmoid(z))``, at most 0.25."""
    return _slope(Sigmoid(), z)


def tanh(z: ArrayLike) -> Array:
    """Squash every number into the range -1 to 1: the hyperbolic tangent."""
    return _value(Tanh(), z)


def tanh_derivative(z: ArrayLike) -> Array:
    """Slope of the hyperbolic tangent at `z`: ``1 - tanh(z) ** 2``, at most 1."""
    return _slope(Tanh(), z)


def relu(z: ArrayLike) -> Array:
    """Keep positive numbers, replace the others by 0: ``max(z, 0)``."""
    return _value(ReLU(), z)


def relu_derivative(z: ArrayLike) -> Array:
    """Slope of relu at `z`: 1 where `z` is positive, otherwise 0, at the kink too."""
    return _slope(ReLU(), z)


def softmax(z: ArrayLike) -> Array:
    """Turn logits, shape (..., classes), into probabilities: ``exp(z) / sum(exp(z))`` per row."""
    return _value(Softmax(), check_logits(z))


def _value(layer: Layer, z: ArrayLike) -> Array:
    with np.errstate(all="ignore"):
        return np.asarray(layer.forward(as_float_array("z", z)))


def _slope(layer: Layer, z: ArrayLike) -> Array:
    z = as_float_array("z", z)
    with np.errstate(all="ignore"):
        layer.forward(z)
        return np.asarray(layer.backward(np.ones_like(z)))
