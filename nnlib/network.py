"""Network: layers in a row, and all their parameters in one flat vector."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.layers import Layer, Linear, Softmax
from nnlib.losses import CrossEntropyLoss, Loss
from nnlib.trace import LayerTrace, Trace
from nnlib.validation import as_array, check_flag, check_output, check_type

Array = NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class Parameter:
    """A weight matrix or a bias of a network.

    Attributes
    ----------
    value : ndarray
        A view into the network's `theta`: writing ``value[...] = numbers`` changes the network.
    grad : ndarray
        Gradient of the cost with respect to it, in its shape: a view into the network's `grad`.
    """

    value: Array
    grad: Array


class Network:
    """A feedforward network: each layer's output is the next layer's input.

    Parameters
    ----------
    *layers : Layer
        In the order in which values flow; the first is a `Linear`. A layer belongs to one
        network: the newest one that it was given to.

    Attributes
    ----------
    layers : tuple of Layer
        The layers, in order.
    theta : ndarray
        Every parameter of the network, shape (parameters,), layer by layer, weight before
        bias, row by row. The layers' weights and biases are views into it, so that
        ``theta[...] = numbers`` and ``layer.weight[...] = numbers`` change the same memory.
    grad : ndarray
        Gradient of the cost with respect to `theta`, in the same order; filled by `backward`.

    Raises
    ------
    TypeError
        If something other than a layer is given, or the layers' dtypes differ.
    ValueError
        If there is no layer, one stands twice, the first is no `Linear`, or a `Linear` expects
        another number of values than the layers before it give.

    Notes
    -----
    Goodfellow, Bengio and Courville, *Deep Learning* (2016), chapter 6.

    Examples
    --------
    >>> from nnlib import Sigmoid
    >>> hidden = Linear(3, 2, bias=False, weight=[[-1, 0.2, 1], [3, 0.3, -0.1]])
    >>> network = Network(hidden, Sigmoid())
    >>> [round(float(a), 4) for a in network([1, 0.4, 2])]
    [0.7465, 0.9488]
    """

    def __init__(self, *layers: Layer) -> None:
        _check_layers(layers)
        _check_sizes(layers)
        self.layers = layers
        self._bind()

    def __call__(self, x: ArrayLike) -> Array:
        """Return ``forward(x)``."""
        return self.forward(x)

    def forward(self, x: ArrayLike) -> Array:
        """Send input through all layers: the forward pass.

        Parameters
        ----------
        x : array_like
            One vector, shape (in_features,), or a batch, shape (batch, in_features).

        Returns
        -------
        ndarray
            Shape (out_features,) or (batch, out_features).

        Raises
        ------
        TypeError
            If `x` does not hold numbers.
        ValueError
            If `x` has the wrong shape, holds NaN or infinity, or leads to one.
        """
        return self._checked_forward(x)[-1]

    def backward(self, grad_output: ArrayLike, *, input_gradient: bool = False) -> Array | None:
        """Send a gradient back through all layers, and fill `grad`: backpropagation.

        Parameters
        ----------
        grad_output : array_like
            Gradient of the cost with respect to the output of the latest forward pass, in its
            shape; what a loss's ``backward()`` returns.
        input_gradient : bool, default False
            Whether to go on to the network's input. Training has no use for it, and it costs
            about a third of the work.

        Returns
        -------
        ndarray or None
            Gradient of the cost with respect to the input, in its shape, if asked for.

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
        self._check_ownership()
        grad_output = self.layers[-1]._check_gradient(grad_output)
        check_flag("input_gradient", input_gradient)
        return self._checked_backward(grad_output, input_gradient)[0]

    def trace(
        self, x: ArrayLike, target: ArrayLike | None = None, loss: Loss | None = None
    ) -> Trace:
        """Send input through all layers and keep what each of them computed.

        Parameters
        ----------
        x : array_like
            One vector, shape (in_features,), or a batch, shape (batch, in_features).
        target : array_like, optional
            The right answer, as `loss` takes it. With it, the trace goes backward too, and the
            network's `grad` is filled.
        loss : Loss, optional
            How to measure the cost; goes with `target`.

        Returns
        -------
        Trace
            One entry for each `Linear` with the activation that follows it.

        Raises
        ------
        TypeError, ValueError
            As `forward` does; if only one of `target` and `loss` is given, or `loss` takes no
            such target.
        """
        if (target is None) != (loss is None):
            raise ValueError("trace expected target and loss together, got one without the other")
        if loss is not None:
            check_type("loss", loss, Loss, "CrossEntropyLoss() or MSELoss()")
        values = self._checked_forward(x)
        cost, gradients = None, [None] * len(values)
        if loss is not None:
            _refuse_second_softmax(self.layers[-1], loss)
            cost = loss.forward(values[-1], target)
            gradients = self._checked_backward(loss.backward(), input_gradient=True)
            target = _frozen(as_array("target", target))
        values = [_frozen(value) for value in values]
        gradients = [_frozen(gradient) for gradient in gradients]
        starts = [i for i, layer in enumerate(self.layers) if isinstance(layer, Linear)]
        ends = [*starts[1:], len(self.layers)]
        steps = [self._step(i, j, values, gradients) for i, j in zip(starts, ends, strict=True)]
        return Trace(values[0], tuple(steps), target, cost, gradients[0])

    def _step(self, start: int, end: int, values: list, gradients: list) -> LayerTrace:
        """Record the `Linear` at `start` and the activations up to `end`."""
        linear = self.layers[start]
        backward = gradients[start] is not None
        return LayerTrace(
            name=str(start),
            input=values[start],
            weight=_frozen(linear.weight),
            bias=_frozen(linear.bias),
            z=values[start + 1],
            a=values[end],
            activation=" ".join(type(layer).__name__ for layer in self.layers[start + 1 : end]),
            grad_weight=_frozen(linear.weight_grad) if backward else None,
            grad_bias=_frozen(linear.bias_grad) if backward else None,
            grad_z=gradients[start + 1],
            grad_a=gradients[end],
        )

    @property
    def theta(self) -> Array:
        """Every parameter in one vector, shape (parameters,); write into it with ``[...] =``."""
        self._check_ownership()
        return self._theta

    @property
    def grad(self) -> Array:
        """Gradient of the cost with respect to `theta`, in its order; filled by `backward`."""
        self._check_ownership()
        return self._grad

    def named_parameters(self) -> Iterator[tuple[str, Parameter]]:
        """Yield the name and the `Parameter` of each weight and bias, as ordered in `theta`.

        Yields
        ------
        tuple of (str, Parameter)
            Names count the layers from 0, activations too, as PyTorch's ``Sequential`` does:
            "0.weight", "0.bias", "2.weight".
        """
        self._check_ownership()
        for index, layer in enumerate(self.layers):
            if isinstance(layer, Linear):
                yield f"{index}.weight", Parameter(layer.weight, layer.weight_grad)
                if layer.bias is not None:
                    yield f"{index}.bias", Parameter(layer.bias, layer.bias_grad)

    def _checked_forward(self, x: ArrayLike) -> list[Array]:
        """Return what `_forward` does, if `x` fits and the output is finite."""
        self._check_ownership()
        x = self.layers[0]._check(x)
        with np.errstate(over="ignore", invalid="ignore"):
            values = self._forward(x)
        check_output(self, values[-1])
        return values

    def _forward(self, x: Array, *, keep: bool = True) -> list[Array]:
        """Return the input and, after it, each layer's output.

        Without `keep`, layers may overwrite the output of the one before: memory that is not
        touched is time that is not spent.
        """
        values = [x]
        for layer in self.layers:
            forward = layer._forward if keep else layer._forward_over
            values.append(forward(values[-1]))
        return values

    def _checked_backward(self, grad_output: Array, input_gradient: bool) -> list[Array | None]:
        """Return what `_backward` does, if all of it, and `grad`, is finite."""
        with np.errstate(over="ignore", invalid="ignore"):
            gradients = self._backward(grad_output, input_gradient)
        for gradient in (self._grad, *gradients):
            if gradient is not None:
                check_output(self, gradient)
        return gradients

    def _backward(
        self, grad_output: Array, input_gradient: bool = False, *, keep: bool = True
    ) -> list[Array | None]:
        """Return the gradient of the input and, after it, of each layer's output.

        Without `keep`, layers may overwrite what the one after sent back, but not `grad_output`,
        which belongs to the caller.
        """
        gradients = [grad_output]
        for layer in self.layers[:0:-1]:
            over = not keep and len(gradients) > 1
            backward = layer._backward_over if over else layer._backward
            gradients.append(backward(gradients[-1]))
        first = self.layers[0]
        if input_gradient:
            gradients.append(first._backward(gradients[-1]))
        else:
            first._fill_gradients(gradients[-1])
            gradients.append(None)
        return gradients[::-1]

    def _check_ownership(self) -> None:
        for index, layer in enumerate(self.layers):
            if layer._network is not self:
                raise ValueError(
                    f"layer {index}, {layer}, has since been given to another network, and a "
                    "layer belongs to one; make a new layer for each network"
                )

    def _bind(self) -> None:
        """Gather the parameters in one vector, and turn them into views of it."""
        linears = [layer for layer in self.layers if isinstance(layer, Linear)]
        sizes = [
            layer.weight.size + (0 if layer.bias is None else layer.bias.size) for layer in linears
        ]
        self._theta = np.empty(sum(sizes), linears[0].dtype)
        self._grad = np.empty_like(self._theta)
        ends = np.cumsum(sizes)[:-1]
        parts = np.split(self._theta, ends), np.split(self._grad, ends)
        for layer, theta, grad in zip(linears, *parts, strict=True):
            layer._move_into(theta, grad)
        for layer in self.layers:
            layer._network = self

    def __copy__(self) -> "Network":
        # A layer belongs to one network, so half a copy would take the layers away.
        return copy.deepcopy(self)

    def __setstate__(self, state: dict) -> None:
        # A copied or unpickled network has arrays of its own for each layer: join them again.
        self.__dict__.update(state)
        self._bind()

    def __repr__(self) -> str:
        return f"Network({', '.join(map(repr, self.layers))})"


def _check_layers(layers: tuple[Layer, ...]) -> None:
    """Refuse what is no layer, a layer that stands twice, and a beginning without weights."""
    if not layers:
        raise ValueError("Network expected at least one layer, got none")
    for index, layer in enumerate(layers):
        if not isinstance(layer, Layer):
            hint = "; write Network(*layers)" if isinstance(layer, list | tuple) else ""
            raise TypeError(f"Network expected layers, got {layer!r:.60} at place {index}{hint}")
        if any(layer is earlier for earlier in layers[:index]):
            raise ValueError(
                f"Network expected each layer once, got the same {layer} again at place {index}"
            )
    if not isinstance(layers[0], Linear):
        raise ValueError(f"Network expected a Linear as first layer, got {layers[0]}")


def _check_sizes(layers: tuple[Layer, ...]) -> None:
    """Hold what each `Linear` expects against what comes out of the one before it."""
    before = layers[0]
    for index, layer in enumerate(layers[1:], start=1):
        if not isinstance(layer, Linear):
            continue
        if layer.in_features != before.out_features:
            raise ValueError(
                f"layer {index}, {layer}, expected {layer.in_features} values, got the "
                f"{before.out_features} of {before} before it"
            )
        if layer.dtype != before.dtype:
            raise TypeError(
                f"layer {index}, {layer}, expected dtype {before.dtype}, got {layer.dtype}"
            )
        before = layer


def _refuse_second_softmax(last: Layer, loss: Loss) -> None:
    """Refuse a softmax before a loss that makes its own."""
    if isinstance(last, Softmax) and isinstance(loss, CrossEntropyLoss):
        raise ValueError(
            "CrossEntropyLoss expected logits, got a network that ends in Softmax(); leave that "
            "layer out, and apply nnlib.activations.softmax to read the answers"
        )


def _frozen(array: Array | None) -> Array | None:
    if array is None:
        return None
    array = array.copy()
    array.flags.writeable = False
    return array
