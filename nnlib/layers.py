"""Layers: the building blocks of a network.

A layer takes one vector, shape (n,), or a batch with one vector a row, shape (batch, n), and
returns values of the same arrangement. `Linear` computes the weighted sums z; the activation
layers turn z into the units' values a. Called on its own, a layer checks its input; inside a
`Network`, which has checked it, only the arithmetic runs.
"""

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from nnlib._checks import as_float_array, as_float_dtype, check_count, check_rng
from nnlib.activations import _sigmoid, _softmax
from nnlib.initializers import glorot_uniform

Array = NDArray[np.floating]


class Layer:
    """What every layer has: ``layer(x)`` and ``layer.forward(x)`` are the same."""

    _network: object = None  # the network that the layer belongs to

    def __call__(self, x: ArrayLike) -> Array:
        """Return ``forward(x)``."""
        return self.forward(x)

    def forward(self, x: ArrayLike) -> Array:
        """Compute the layer's output.

        Parameters
        ----------
        x : array_like
            One vector, shape (n,), or a batch, shape (batch, n).

        Returns
        -------
        ndarray
            One vector or a batch, as `x` was.

        Raises
        ------
        TypeError
            If `x` does not hold numbers.
        ValueError
            If `x` has the wrong shape, or holds NaN or infinity.
        """
        return self._forward(self._check(x))

    def _check(self, x: ArrayLike) -> Array:
        x = as_float_array("x", x)
        if x.ndim not in (1, 2) or x.shape[-1] == 0:
            raise ValueError(f"{self} expected x of shape (n,) or (batch, n), got {x.shape}")
        return x

    def _forward(self, x: Array) -> Array:
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class Linear(Layer):
    """A fully connected layer of compute units, up to their weighted sums.

    ``z = x @ weight.T + bias``: row k of `weight` holds the weights of unit k, so that
    ``z[k] = weight[k] @ x + bias[k]``.

    Parameters
    ----------
    in_features : int
        Number of inputs of each unit.
    out_features : int
        Number of units.
    bias : bool, default True
        Whether the units add a bias. It starts at zero.
    weight : array_like, optional
        Starting weights, shape (out_features, in_features); copied. By default they are drawn
        with `nnlib.initializers.glorot_uniform`.
    rng : numpy.random.Generator, optional
        Source of random weights; the same seed gives the same weights. Default: unseeded.
    dtype : {numpy.float64, numpy.float32}
        Type in which the layer stores its parameters and computes.

    Attributes
    ----------
    weight : ndarray
        Shape (out_features, in_features). Assigning to it copies the values in.
    bias : ndarray or None
        Shape (out_features,), or None for ``bias=False``.

    Raises
    ------
    TypeError
        If a size is no whole number, `weight` no numbers, or `dtype` another type.
    ValueError
        If a size is below 1, or `weight` has another shape, NaN or infinity.

    Notes
    -----
    Bishop, *Pattern Recognition and Machine Learning* (2006), equation 5.2. The arrangement of
    `weight` is that of ``torch.nn.Linear``.

    Examples
    --------
    >>> layer = Linear(3, 2, bias=False, weight=[[-1, 0.2, 1], [3, 0.3, -0.1]])
    >>> [round(float(z), 2) for z in layer([1, 0.4, 2])]
    [1.08, 2.92]
    """

    def __init__(
        self,
        in_features: int,
        out_features: int,
        *,
        bias: bool = True,
        weight: ArrayLike | None = None,
        rng: np.random.Generator | None = None,
        dtype: DTypeLike = np.float64,
    ) -> None:
        self.in_features = check_count("in_features", in_features)
        self.out_features = check_count("out_features", out_features)
        if not isinstance(bias, bool | np.bool_):
            raise TypeError(f"bias expected True or False, got {bias!r}; set layer.bias afterwards")
        dtype = as_float_dtype(dtype)
        if weight is None:
            weight = glorot_uniform(in_features, out_features, rng=check_rng(rng))
        self._weight = np.empty((self.out_features, self.in_features), dtype)
        self._bias = np.zeros(self.out_features, dtype) if bias else None
        self.weight = weight

    @property
    def weight(self) -> Array:
        """Weights, shape (out_features, in_features): row k belongs to unit k."""
        return self._weight

    @weight.setter
    def weight(self, values: ArrayLike) -> None:
        self._weight[...] = self._check_parameter("weight", values, self._weight)

    @property
    def bias(self) -> Array | None:
        """Biases, shape (out_features,), or None."""
        return self._bias

    @bias.setter
    def bias(self, values: ArrayLike) -> None:
        if self._bias is None:
            raise ValueError(f"{self} was made without a bias, so none can be set")
        self._bias[...] = self._check_parameter("bias", values, self._bias)

    @property
    def dtype(self) -> np.dtype:
        """Type in which the layer computes."""
        return self._weight.dtype

    def _check_parameter(self, name: str, values: ArrayLike, current: Array) -> Array:
        values = as_float_array(name, values, current.dtype)
        if values.shape != current.shape:
            raise ValueError(f"{self} expected {name} of shape {current.shape}, got {values.shape}")
        return values

    def _check(self, x: ArrayLike) -> Array:
        x = as_float_array("x", x, self.dtype)
        n = self.in_features
        if x.ndim not in (1, 2) or x.shape[-1] != n:
            wanted = f"({n},)" if x.ndim == 1 else f"(batch, {n})"
            raise ValueError(f"{self} expected x of shape {wanted}, got {x.shape}")
        return x

    def _forward(self, x: Array) -> Array:
        z = x @ self._weight.T
        if self._bias is not None:
            z += self._bias
        return z

    def _move_into(self, memory: Array) -> None:
        """Copy weight and bias into `memory`, shape (parameters,), and be views of it."""
        size = self._weight.size
        memory[:size] = self._weight.ravel()
        self._weight = memory[:size].reshape(self._weight.shape)
        if self._bias is not None:
            memory[size:] = self._bias
            self._bias = memory[size:]

    def __repr__(self) -> str:
        without = "" if self._bias is not None else ", bias=False"
        return f"Linear({self.in_features}, {self.out_features}{without})"


class Sigmoid(Layer):
    """Activation between 0 and 1, each value on its own: see `nnlib.activations.sigmoid`."""

    def _forward(self, x: Array) -> Array:
        return _sigmoid(x)


class Tanh(Layer):
    """Activation between -1 and 1, each value on its own: see `nnlib.activations.tanh`."""

    def _forward(self, x: Array) -> Array:
        return np.tanh(x)


class ReLU(Layer):
    """Activation that silences negative sums: see `nnlib.activations.relu`."""

    def _forward(self, x: Array) -> Array:
        return np.maximum(x, 0)


class Softmax(Layer):
    """Turn a vector into a distribution that sums to 1: see `nnlib.activations.softmax`."""

    def _forward(self, x: Array) -> Array:
        return _softmax(x)
