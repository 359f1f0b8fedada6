"""Network: layers in a row, and all their parameters in one flat vector."""

import copy
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlib import lineage
from nnlib.arrays import Array
from nnlib.layers import Layer
from nnlib.losses import Loss
from nnlib.parameters import Parameter
from nnlib.passes import backward_pass, forward_pass, training
from nnlib.trace import Trace, record
from nnlib.validation import (
    check_flag,
    check_gradient,
    check_input,
    check_layers,
    check_loss,
    check_origin,
    check_output,
    check_ownership,
    check_together,
    check_width,
    common_dtype,
    copy_into,
    widths,
)


class Network:
    """A feedforward network: each layer's output is the next layer's input.

    ``network(x)`` predicts and keeps nothing. ``network.forward(x)`` is a pass that
    ``network.backward(gradient)`` follows, once. `x` is one vector, shape (in_features,), or a
    batch, shape (batch, in_features).

    Parameters
    ----------
    *layers : Layer
        In the order in which values flow. A layer belongs to one network: the newest one that it
        was given to.

    Attributes
    ----------
    layers : tuple of Layer
        The layers, in order.
    in_features, out_features : int
        How many numbers go in, and come out.
    dtype : numpy.dtype
        Type of all parameters.

    Raises
    ------
    TypeError, ValueError
        If there is no layer, something else than a layer, or one of them twice; if the layers'
        dtypes differ, or a layer expects another number of inputs than the layer before gives.

    Notes
    -----
    Goodfellow, Bengio and Courville, *Deep Learning* (2016), chapter 6.

    Examples
    --------
    >>> from nnlib import Linear, Sigmoid
    >>> hidden = Linear(3, 2, bias=False, weight=[[-1, 0.2, 1], [3, 0.3, -0.1]])
    >>> network = Network(hidden, Sigmoid())
    >>> [round(float(a), 4) for a in network([1, 0.4, 2])]
    [0.7465, 0.9488]
    """

    _pass: object  # the latest forward pass, unless a backward has followed it
    _output_shape: tuple[int, ...] | None

    def __init__(self, *layers: Layer) -> None:
        check_layers(layers, Layer)
        sizes = widths(layers)
        self.layers = layers
        self.in_features, self.out_features = sizes[0], sizes[-1]
        self._bind()

    def __call__(self, x: ArrayLike) -> Array:
        """Predict; nothing is kept, and a `backward` that is still to come is not disturbed.

        Returns a new array, shape (out_features,) or (batch, out_features).

        Raises
        ------
        TypeError, ValueError
            If `x` does not contain numbers, has the wrong shape, contains NaN or infinity, or would
            produce one.
        """
        output = self._through(self.shadows(), self._checked(x))
        return lineage.mark(output, "a prediction")

    def forward(self, x: ArrayLike) -> Array:
        """Send input through all layers, ready for `backward`; see `__call__` for the rest."""
        x = self._checked(x)
        self.forget_pass()
        with training(self.layers):
            output = self._through(self.layers, x)
        self._pass, self._output_shape = object(), output.shape
        return lineage.mark(output, self._pass)

    def backward(self, grad_output: ArrayLike, *, input_gradient: bool = False) -> Array | None:
        """Send a gradient back through all layers, and fill `grad`: backpropagation.

        Parameters
        ----------
        grad_output : array_like
            Gradient of the cost with respect to the output of the latest `forward`, in its shape:
            what a loss's ``backward()`` returns.
        input_gradient : bool, default False
            Whether to return the gradient of the input too; training does not need it.

        Raises
        ------
        TypeError, ValueError
            If no `forward` came before, or it was followed already; if `grad_output` belongs to
            other predictions, does not contain numbers, has another shape, or contains or leads to
            NaN or infinity.

        Notes
        -----
        Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors"
        (1986).
        """
        check_ownership(self)
        check_flag("input_gradient", input_gradient)
        gradient = check_gradient(self, grad_output, self._output_shape)
        check_origin(self, lineage.origin(grad_output), self._pass)
        gradient, single = np.atleast_2d(gradient), gradient.ndim == 1
        with np.errstate(all="ignore"):
            gradients = backward_pass(self.layers, gradient, input_gradient=input_gradient)
        self.forget_pass()
        check_output(self, self._grad)
        grad_x = check_output(self, gradients[0])
        if grad_x is None:
            return None
        return grad_x[0].copy() if single else grad_x.copy()

    def trace(
        self, x: ArrayLike, target: ArrayLike | None = None, loss: Loss | None = None
    ) -> Trace:
        """Send input through all layers and return what each of them computed.

        With a `target`, as `loss` takes it, the trace goes backward too. Nothing else is kept:
        `grad` does not change, and a later `backward` is not affected.

        Raises
        ------
        TypeError, ValueError
            As ``network(x)`` does; if only one of `target` and `loss` is given, or they do not fit.
        """
        check_together(target, loss)
        x = self._checked(x)
        if loss is not None:
            check_loss(loss, Loss, self.layers[-1])
        with self.grad_kept(), np.errstate(all="ignore"):
            trace = record(self.shadows(), x, target, copy.copy(loss), self._grad)
        for each in (trace.output, trace.grad, trace.grad_x):
            check_output(self, each)
        return trace

    @property
    def theta(self) -> Array:
        """Every parameter, shape (parameters,): layer by layer, weight before bias, row by row.

        The layers' weights and biases are views into it. Assigning copies in, so that
        ``network.theta -= lr * network.grad`` is a step of gradient descent.
        """
        check_ownership(self)
        return self._theta

    @theta.setter
    def theta(self, values: ArrayLike) -> None:
        copy_into("theta", self.theta, values)

    @property
    def grad(self) -> Array:
        """Gradient of the cost with respect to `theta`, in its order; filled by `backward`."""
        check_ownership(self)
        return self._grad

    @grad.setter
    def grad(self, values: ArrayLike) -> None:
        copy_into("grad", self.grad, values, finite=False)

    def named_parameters(self) -> Iterator[tuple[str, Parameter]]:
        """Yield the name and the `Parameter` of each weight and bias, as ordered in `theta`.

        Names count the layers from 0, activations too, as PyTorch's ``Sequential`` does:
        "0.weight", "0.bias", "2.weight".
        """
        check_ownership(self)
        yield from self._named()

    def shadows(self) -> list[Layer]:
        """Return copies of the layers that share their parameters: a pass leaves no trace."""
        return [copy.copy(layer) for layer in self.layers]

    def forget_pass(self) -> None:
        """Let no `backward` follow the latest `forward`: the layers are about to see another x."""
        self._pass = self._output_shape = None

    @contextmanager
    def grad_kept(self) -> Iterator[None]:
        """Put `grad` back at the end."""
        kept = self._grad.copy()
        try:
            yield
        finally:
            self._grad[...] = kept

    def _checked(self, x: ArrayLike) -> Array:
        check_ownership(self)
        return check_input(self, x).copy()

    def _through(self, layers: Sequence[Layer], x: Array) -> Array:
        """Return a copy of what comes out; a vector goes through as a batch of one."""
        with np.errstate(all="ignore"):
            output = forward_pass(layers, np.atleast_2d(x))[-1]
        check_output(self, output)
        check_width(self, output, self.out_features)
        return output[0].copy() if x.ndim == 1 else output.copy()

    def _named(self) -> Iterator[tuple[str, Parameter]]:
        for index, layer in enumerate(self.layers):
            for name, parameter in layer.parameters().items():
                yield f"{index}.{name}", parameter

    def _bind(self, theta: Array | None = None) -> None:
        """Gather the parameters in one vector, and turn them into views of it."""
        named = dict(self._named())
        self.dtype = common_dtype(named)
        self.owned = list(named.values())
        if theta is None:
            theta = np.empty(sum(each.value.size for each in self.owned), self.dtype)
        self._theta, self._grad = theta, np.empty_like(theta)
        start = 0
        for each in self.owned:
            end, shape = start + each.value.size, each.value.shape
            each.move_into(
                self._theta[start:end].reshape(shape), self._grad[start:end].reshape(shape)
            )
            start = end
        for layer in self.layers:
            layer._network = self
        self.forget_pass()

    def __copy__(self) -> "Network":
        # A layer belongs to one network, so half a copy would take the layers away.
        return copy.deepcopy(self)

    def __setstate__(self, state: dict[str, Any]) -> None:
        # A copied or unpickled network has arrays of its own for each parameter: join them again,
        # in the theta that an optimizer which was copied along knows.
        self.__dict__.update(state)
        self._bind(self._theta)

    def __repr__(self) -> str:
        return f"Network({', '.join(map(repr, self.layers))})"
