"""Layers: the building blocks of a network.

A layer takes one vector, shape (n,), or a batch with one vector a row, shape (batch, n), and
returns values of the same arrangement. `Linear` computes the weighted sums z; the activation
layers turn z into the units' values a. Backward, a layer takes the gradient of the cost with
respect to its output and returns the one with respect to its input: one factor of the chain
rule each. Called on its own, a layer checks what it is given; inside a `Network`, which has
checked it, only the arithmetic runs.
"""

# NumPy loads its random numbers, half of the import time, when an annotation names them.
from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from nnlib.activations import _sigmoid, _softmax
from nnlib.initializers import glorot_uniform
from nnlib.validation import as_float_array, as_float_dtype, check_count, check_output, check_rng

Array = NDArray[np.floating]


class Layer:
    """What every layer has: ``layer(x)`` and ``layer.forward(x)`` are the same."""

    _network: object = None  # the one network that the layer belongs to; see `Network`
    _output: Array | None = None  # of the latest forward pass; backward needs it

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
            If `x` has the wrong shape, holds NaN or infinity, or leads to one.
        """
        x = self._check(x)
        with np.errstate(over="ignore", invalid="ignore"):
            return check_output(self, self._forward(x))

    def backward(self, grad_output: ArrayLike) -> Array:
        """Take the gradient one layer back, for the input of the latest `forward`.

        That input, and the output, must not have been written into since.

        Parameters
        ----------
        grad_output : array_like
            Gradient of the cost with respect to this layer's output, in that output's shape.

        Returns
        -------
        ndarray
            Gradient of the cost with respect to the layer's input, in that input's shape.

        Raises
        ------
        TypeError
            If `grad_output` does not hold numbers.
        ValueError
            If there was no forward pass, or `grad_output` has another shape, holds NaN or infinity,
            or leads to one.

        Notes
        -----
        Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors"
        (1986).
        """
        grad_output = self._check_gradient(grad_output)
        with np.errstate(over="ignore", invalid="ignore"):
            return check_output(self, self._backward(grad_output))

    def _check_gradient(self, grad_output: ArrayLike) -> Array:
        if self._output is None:
            raise ValueError(f"{self} expected a forward pass before backward, got none")
        grad_output = as_float_array("grad_output", grad_output, self._output.dtype)
        if grad_output.shape != self._output.shape:
            raise ValueError(
                f"{self} expected grad_output of shape {self._output.shape}, as its latest "
                f"output, got {grad_output.shape}"
            )
        return grad_output

    def _check(self, x: ArrayLike) -> Array:
        x = as_float_array("x", x)
        if x.ndim not in (1, 2) or x.shape[-1] == 0:
            raise ValueError(f"{self} expected x of shape (n,) or (batch, n), got {x.shape}")
        return x

    def _forward(self, x: Array) -> Array:
        """Compute the output of a checked `x`, and keep what `_backward` is going to need."""
        raise NotImplementedError

    def _backward(self, grad_output: Array) -> Array:
        """Compute the gradient for the input from a checked one for the output."""
        raise NotImplementedError

    def _forward_over(self, x: Array) -> Array:
        """Do as `_forward`, with an `x` that may be overwritten where no gradient changes."""
        return self._forward(x)

    def _backward_over(self, grad_output: Array) -> Array:
        """Do as `_backward`; `grad_output` may be overwritten."""
        return self._backward(grad_output)

    def __getstate__(self) -> dict[str, object]:
        # A copy, or what is read back from a pickle, belongs to no network yet.
        return {name: value for name, value in vars(self).items() if name != "_network"}

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
        Shape (out_features, in_features). Assigning to it copies the values in. When a network
        takes the layer, it becomes a view into the network's `theta`; an array fetched before
        then is not.
    bias : ndarray or None
        Shape (out_features,), or None for ``bias=False``.
    weight_grad, bias_grad : ndarray
        Gradients of the cost with respect to `weight` and `bias`, in their shapes; filled by
        `backward`. `bias_grad` is None for ``bias=False``.

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
        dtype, rng = as_float_dtype(dtype), check_rng(rng)
        if weight is None:
            weight = glorot_uniform(in_features, out_features, rng=rng)
        self._weight = np.empty((self.out_features, self.in_features), dtype)
        self._bias = np.zeros(self.out_features, dtype) if bias else None
        self.weight_grad = np.zeros_like(self._weight)
        self.bias_grad = np.zeros_like(self._bias) if bias else None
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

    def backward(self, grad_output: ArrayLike) -> Array:
        """Do as every layer, and fill `weight_grad` and `bias_grad`; see `Layer.backward`."""
        grad_input = super().backward(grad_output)
        for gradient in (self.weight_grad, self.bias_grad):
            if gradient is not None:
                check_output(self, gradient)
        return grad_input

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
        self._input, self._output = x, z
        return z

    def _backward(self, grad_output: Array) -> Array:
        self._fill_gradients(grad_output)
        return grad_output @ self._weight

    def _fill_gradients(self, grad_output: Array) -> None:
        grad, x = grad_output, self._input
        if x.ndim == 1:  # a single vector is a batch of one
            grad, x = grad[np.newaxis], x[np.newaxis]
        np.matmul(grad.T, x, out=self.weight_grad)
        if self.bias_grad is not None:
            grad.sum(axis=0, out=self.bias_grad)

    def _move_into(self, theta: Array, grad: Array) -> None:
        """Copy the parameters into `theta`, the gradients into `grad`, and be views of both."""
        self._weight, self._bias = _moved(self._weight, self._bias, theta)
        self.weight_grad, self.bias_grad = _moved(self.weight_grad, self.bias_grad, grad)

    def __repr__(self) -> str:
        without = "" if self._bias is not None else ", bias=False"
        return f"Linear({self.in_features}, {self.out_features}{without})"


class Sigmoid(Layer):
    """Activation between 0 and 1, each value on its own: see `nnlib.activations.sigmoid`."""

    def _forward(self, x: Array) -> Array:
        self._output = _sigmoid(x)
        return self._output

    def _backward(self, grad_output: Array) -> Array:
        return grad_output * self._output * (1 - self._output)


class Tanh(Layer):
    """Activation between -1 and 1, each value on its own: see `nnlib.activations.tanh`."""

    def _forward(self, x: Array) -> Array:
        self._output = np.tanh(x)
        return self._output

    def _backward(self, grad_output: Array) -> Array:
        return grad_output * (1 - self._output**2)


class ReLU(Layer):
    """Activation that silences negative sums: see `nnlib.activations.relu`."""

    def _forward(self, x: Array, out: Array | None = None) -> Array:
        # NumPy compares with a row of zeros several times as fast as with a single 0.
        self._output = np.maximum(x, np.zeros(x.shape[-1], x.dtype), out=out)
        return self._output

    def _backward(self, grad_output: Array, out: Array | None = None) -> Array:
        return np.multiply(grad_output, self._output > 0, out=out)

    def _forward_over(self, x: Array) -> Array:
        # What is overwritten is silent, and no gradient goes back through it.
        return self._forward(x, out=x)

    def _backward_over(self, grad_output: Array) -> Array:
        return self._backward(grad_output, out=grad_output)


class Softmax(Layer):
    """Turn a vector into a distribution that sums to 1: see `nnlib.activations.softmax`."""

    def _forward(self, x: Array) -> Array:
        self._output = _softmax(x)
        return self._output

    def _backward(self, grad_output: Array) -> Array:
        # Every share depends on every logit, so the rows of the Jacobian are summed here.
        shared = (grad_output * self._output).sum(axis=-1, keepdims=True)
        return self._output * (grad_output - shared)


def _moved(weight: Array, bias: Array | None, memory: Array) -> tuple[Array, Array | None]:
    """Copy `weight` and `bias` into `memory`, one after the other, and return the views."""
    memory[: weight.size] = weight.ravel()
    new_weight = memory[: weight.size].reshape(weight.shape)
    if bias is None:
        return new_weight, None
    memory[weight.size :] = bias
    return new_weight, memory[weight.size :]
