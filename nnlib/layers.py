"""Layers: each is two formulas, `forward` and `backward`, one factor of the chain rule.

A layer turns a batch, one vector per row, shape (batch, n), into another batch. `Linear`
computes the weighted sums z, the others turn z into the units' outputs a. ``forward`` keeps what
``backward`` needs. Both are plain arithmetic; ``layer(x)`` and `nnlib.Network` check.
"""

# NumPy loads its random numbers, half of the import time, when an annotation names them.
from __future__ import annotations

import copy
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from nnlib.arrays import Array
from nnlib.browser import matmul
from nnlib.initializers import glorot_uniform
from nnlib.parameters import Parameter
from nnlib.validation import (
    as_float_dtype,
    check_count,
    check_equal,
    check_flag,
    check_input,
    check_output,
    check_returned,
    check_rng,
    check_settings,
    copy_into,
)


class Layer:
    """What every layer has, and what a layer of your own derives from: see docs/extending.md.

    ``training`` is True during a pass that a network learns from, which Dropout needs to know.
    ``gives_probabilities`` says that every row of the output sums to 1, so no softmax may follow.
    """

    training = False
    gives_probabilities = False
    _network: object = None  # the one network that the layer belongs to; see `Network`

    def forward(self, x: Array, /) -> Array:
        """Compute the output of a batch or of one vector, and keep what `backward` needs."""
        raise NotImplementedError(f"{type(self).__name__} expected a method forward(self, x)")

    def backward(self, grad_output: Array) -> Array:
        """Take the gradient of the cost one layer back.

        `grad_output` belongs to the output of the latest `forward`, the result to its input.
        What `Parameter.grad` held is overwritten. Rumelhart, Hinton and Williams,
        "Learning representations by back-propagating errors" (1986).
        """
        raise NotImplementedError(
            f"{type(self).__name__} expected a method backward(self, grad_output)"
        )

    def fill_gradients(self, grad_output: Array) -> None:
        """Do as `backward` for the parameters alone: a network's first layer needs no more."""
        self.backward(grad_output)

    def parameters(self) -> dict[str, Parameter]:
        """Return what the layer learns, by name: its attributes that are a `Parameter`."""
        return {name: p for name, p in vars(self).items() if isinstance(p, Parameter)}

    def output_size(self, n: int) -> int:
        """Return how many numbers come out for `n` that go in."""
        return n

    def settings(self) -> dict[str, Any]:
        """Return the arguments that build the layer again, for `nnlib.storage.save`."""
        return check_settings(self)

    def __call__(self, x: ArrayLike) -> Array:
        """Check `x`, and return what `forward` makes of it, as a new array.

        `x` is one vector, shape (n,), or a batch, shape (batch, n). A pass of the network that the
        layer belongs to is not disturbed.

        Raises
        ------
        TypeError, ValueError
            If `x` does not contain numbers, has the wrong shape, contains NaN or infinity, or would
            produce one.
        """
        layer = self if self._network is None else copy.copy(self)
        x = check_input(self, x).copy()
        with np.errstate(all="ignore"):
            output = check_returned(self, "forward", layer.forward(x))
        return check_output(self, output).copy()

    def __init_subclass__(cls) -> None:
        # Whoever writes another `backward` wants it to be used for the first layer too.
        if "backward" in vars(cls) and "fill_gradients" not in vars(cls):
            cls.fill_gradients = Layer.fill_gradients  # type: ignore[method-assign]

    def __setattr__(self, name: str, value: object) -> None:
        # ``layer.alpha = 0.3`` changes the parameter; it does not take its place.
        parameter = self.__dict__.get(name)
        if isinstance(parameter, Parameter) and not isinstance(value, Parameter):
            copy_into(name, parameter.value, value)
        else:
            super().__setattr__(name, value)

    def __getstate__(self) -> dict[str, object]:
        # A copy, or what is read back from a pickle, belongs to no network yet.
        return {name: value for name, value in vars(self).items() if name != "_network"}

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class Linear(Layer):
    """A fully connected layer of units, up to their weighted sums: ``z = x @ W.T + b``.

    Parameters
    ----------
    in_features, out_features : int
        Number of inputs of each unit, and of units.
    bias : bool, default True
        Whether the units add a bias. It starts at zero.
    weight : array_like, optional
        Starting weights, shape (out_features, in_features), row k for unit k; copied. By default
        they are drawn with `nnlib.initializers.glorot_uniform`.
    rng : numpy.random.Generator, optional
        Source of random weights; the same seed gives the same weights. Default: unseeded.
    dtype : {numpy.float64, numpy.float32}
        Type in which the layer stores its parameters and computes.

    Raises
    ------
    TypeError, ValueError
        If a size is not an integer of at least 1, `dtype` is another type, or `weight` has another
        shape, NaN or infinity.

    Notes
    -----
    `weight`, `bias` and their gradients `weight_grad`, `bias_grad` are arrays; assigning copies in.
    Without a bias, both of its arrays are None. Bishop, *Pattern Recognition and Machine Learning*
    (2006), equation 5.2; `weight` is arranged as in ``torch.nn.Linear``.

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
        bias, self.dtype, rng = check_flag("bias", bias), as_float_dtype(dtype), check_rng(rng)
        if weight is None:
            weight = glorot_uniform(in_features, out_features, rng=rng)
        self._weight = Parameter(np.zeros((self.out_features, self.in_features)), dtype=self.dtype)
        self._bias = Parameter(np.zeros(self.out_features), dtype=self.dtype) if bias else None
        self.weight = weight

    def forward(self, x: Array) -> Array:
        """Return ``x @ weight.T + bias``."""
        self.x = x
        z, bias = matmul(x, self.weight.T), self.bias
        if bias is not None:
            z += bias
        return z

    def backward(self, grad_output: Array) -> Array:
        """Return ``grad_output @ weight``, and fill `weight_grad` and `bias_grad`."""
        Linear.fill_gradients(self, grad_output)  # a derived class's may call `backward`
        return matmul(grad_output, self.weight)

    def fill_gradients(self, grad_output: Array) -> None:
        """Fill `weight_grad`, ``grad_output.T @ x``, and `bias_grad`, summed over the batch."""
        grad, x, bias_grad = grad_output, self.x, self.bias_grad
        if x.ndim == 1:  # a single vector is a batch of one
            grad, x = grad[np.newaxis], x[np.newaxis]
        matmul(grad.T, x, out=self.weight_grad)
        if bias_grad is not None:
            grad.sum(axis=0, out=bias_grad)

    def parameters(self) -> dict[str, Parameter]:
        """Return ``{"weight": ..., "bias": ...}``, and what a class that derives from it adds."""
        return {name.lstrip("_"): each for name, each in super().parameters().items()}

    def output_size(self, n: int) -> int:
        """Return `out_features`, if `n` inputs are what the units expect."""
        check_equal(f"{self} expected {self.in_features} values", n, self.in_features)
        return self.out_features

    def settings(self) -> dict[str, Any]:
        """Return the sizes, whether there is a bias, and the dtype."""
        sizes = {"in_features": self.in_features, "out_features": self.out_features}
        return {**sizes, "bias": self.bias is not None, "dtype": self.dtype.name}

    @property
    def weight(self) -> Array:  # noqa: D102 (see the class)
        return self._weight.value

    @weight.setter
    def weight(self, values: ArrayLike) -> None:
        copy_into("weight", self.weight, values)

    @property
    def weight_grad(self) -> Array:  # noqa: D102
        return self._weight.grad

    @weight_grad.setter
    def weight_grad(self, values: ArrayLike) -> None:
        copy_into("weight_grad", self.weight_grad, values, finite=False)

    @property
    def bias(self) -> Array | None:  # noqa: D102
        return None if self._bias is None else self._bias.value

    @bias.setter
    def bias(self, values: ArrayLike) -> None:
        copy_into("bias", self.bias, values)

    @property
    def bias_grad(self) -> Array | None:  # noqa: D102
        return None if self._bias is None else self._bias.grad

    @bias_grad.setter
    def bias_grad(self, values: ArrayLike) -> None:
        copy_into("bias_grad", self.bias_grad, values, finite=False)

    def __repr__(self) -> str:
        without = "" if self._bias is not None else ", bias=False"
        return f"{type(self).__name__}({self.in_features}, {self.out_features}{without})"


class Sigmoid(Layer):
    """Squash every sum into the range 0 to 1: ``a = 1 / (1 + exp(-z))``.

    The formula is in two halves, so that ``exp`` cannot overflow. Blanchard, Higham and Higham,
    "Accurately computing the log-sum-exp and softmax functions" (2021).
    """

    def forward(self, z: Array) -> Array:
        """Return the outputs of the units."""
        self.z = z
        small = np.exp(-np.abs(z))
        a: Array = np.where(z >= 0, 1, small) / (1 + small)
        return a

    def backward(self, grad_output: Array) -> Array:
        """Multiply by the slope."""
        small = np.exp(-np.abs(self.z))
        slope: Array = small / (1 + small) ** 2
        return grad_output * slope


class Tanh(Layer):
    """Squash every sum into the range -1 to 1: ``a = tanh(z)``.

    The slope ``1 - tanh(z) ** 2`` is ``1 / cosh(z) ** 2``, which keeps its digits where the curve
    is flat. LeCun, Bottou, Orr and Mueller, "Efficient BackProp" (1998), section 4.4.
    """

    def forward(self, z: Array) -> Array:
        """Return the outputs of the units."""
        self.z = z
        return np.tanh(z)

    def backward(self, grad_output: Array) -> Array:
        """Multiply by the slope."""
        slope: Array = 1 / np.cosh(self.z) ** 2
        return grad_output * slope


class ReLU(Layer):
    """Keep positive sums, replace the others by 0: ``a = max(z, 0)``.

    The slope at the kink is 0. Nair and Hinton, "Rectified linear units improve restricted
    Boltzmann machines" (2010).
    """

    def forward(self, z: Array) -> Array:
        """Return the outputs of the units."""
        self.z = z
        return np.maximum(z, 0)

    def backward(self, grad_output: Array) -> Array:
        """Let the gradient through where z was positive."""
        return grad_output * (self.z > 0)


class Softmax(Layer):
    """Turn every row into a probability distribution: ``p = exp(z) / sum(exp(z))``.

    Subtracting the largest logit changes nothing and keeps ``exp`` from overflowing. Every p
    depends on every z of its row, so `backward` sums over the row. Bishop (2006), equation 4.106.
    """

    gives_probabilities = True

    def forward(self, z: Array) -> Array:
        """Return the probabilities, each row with a sum of 1."""
        exps = np.exp(z - z.max(axis=-1, keepdims=True))
        p: Array = exps / exps.sum(axis=-1, keepdims=True)
        self.p = p
        return p

    def backward(self, grad_output: Array) -> Array:
        """Return ``p * (grad_output - sum(p * grad_output))``."""
        shared: Array = np.sum(self.p * grad_output, axis=-1, keepdims=True)
        return self.p * (grad_output - shared)
