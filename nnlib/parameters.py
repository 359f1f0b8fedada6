"""Parameters: the arrays that training changes."""

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from nnlib.arrays import Array
from nnlib.validation import as_float_array, copy_into


class Parameter:
    """An array that a layer learns, and the gradient of the cost with respect to it.

    A layer that keeps one as an attribute trains it: ``self.alpha = nnlib.Parameter(0.25)``.
    `value` is copied, may have any shape, and contains finite numbers; else a TypeError or a
    ValueError. Without a `dtype`, float32 or float64, it takes that of the network that the layer
    joins.
    """

    def __init__(self, value: ArrayLike, *, dtype: DTypeLike | None = None) -> None:
        self._value: Array = as_float_array("value", value, dtype).copy()
        self._grad: Array = np.zeros_like(self._value)
        self.dtype = None if dtype is None else self._value.dtype

    @property
    def value(self) -> Array:
        """The numbers; in a network a view into its `theta`. Assigning copies in."""
        return self._value

    @value.setter
    def value(self, values: ArrayLike) -> None:
        copy_into("value", self._value, values)

    @property
    def grad(self) -> Array:
        """The gradient, in the shape of `value`; in a network a view into its `grad`."""
        return self._grad

    @grad.setter
    def grad(self, values: ArrayLike) -> None:
        copy_into("grad", self._grad, values, finite=False)

    def move_into(self, value: Array, grad: Array) -> None:
        """Copy both into memory of a network, and be views of it."""
        value[...], grad[...] = self._value, self._grad
        self._value, self._grad = value, grad

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> Array:
        return np.array(self._value, dtype=dtype, copy=copy)

    def __repr__(self) -> str:
        return f"Parameter({self._value!r})"
