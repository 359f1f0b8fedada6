"""Network: layers in a row, and all their parameters in one flat vector."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.layers import Layer, Linear
from nnlib.trace import LayerTrace, Trace

Array = NDArray[np.floating]


@dataclass(frozen=True)
class Parameter:
    """A weight matrix or a bias of a network.

    Attributes
    ----------
    value : ndarray
        A view into the network's `theta`: writing ``value[...] = numbers`` changes the network.
    """

    value: Array


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
            If `x` has the wrong shape, or holds NaN or infinity.
        """
        return self._outputs(x)[-1]

    def trace(self, x: ArrayLike) -> Trace:
        """Send input through all layers and keep what each of them computed.

        Parameters
        ----------
        x : array_like
            One vector, shape (in_features,), or a batch, shape (batch, in_features).

        Returns
        -------
        Trace
            One entry for each `Linear` with the activation that follows it.

        Raises
        ------
        TypeError, ValueError
            As `forward` does.
        """
        outputs = [_frozen(output) for output in self._outputs(x)]
        starts = [i for i, layer in enumerate(self.layers) if isinstance(layer, Linear)]
        ends = [*starts[1:], len(self.layers)]
        return Trace(
            x=outputs[0],
            layers=tuple(
                LayerTrace(
                    name=str(start),
                    input=outputs[start],
                    weight=_frozen(self.layers[start].weight),
                    bias=None
                    if self.layers[start].bias is None
                    else _frozen(self.layers[start].bias),
                    z=outputs[start + 1],
                    a=outputs[end],
                    activation=" ".join(type(a).__name__ for a in self.layers[start + 1 : end]),
                )
                for start, end in zip(starts, ends, strict=True)
            ),
        )

    @property
    def theta(self) -> Array:
        """Every parameter in one vector, shape (parameters,); write into it with ``[...] =``."""
        return self._theta

    def named_parameters(self) -> Iterator[tuple[str, Parameter]]:
        """Yield the name and the `Parameter` of each weight and bias, as ordered in `theta`.

        Yields
        ------
        tuple of (str, Parameter)
            Names count the layers from 0, activations too, as PyTorch's ``Sequential`` does:
            "0.weight", "0.bias", "2.weight".
        """
        for index, layer in enumerate(self.layers):
            if isinstance(layer, Linear):
                yield f"{index}.weight", Parameter(layer.weight)
                if layer.bias is not None:
                    yield f"{index}.bias", Parameter(layer.bias)

    def _outputs(self, x: ArrayLike) -> list[Array]:
        """Return the checked input and, after it, each layer's output."""
        for index, layer in enumerate(self.layers):
            if layer._network is not self:
                raise ValueError(
                    f"layer {index}, {layer}, has since been given to another network, and a "
                    "layer belongs to one; make a new layer for each network"
                )
        values = [self.layers[0]._check(x)]
        for layer in self.layers:
            values.append(layer._forward(values[-1]))
        return values

    def _bind(self) -> None:
        """Gather the parameters in one vector, and turn them into views of it."""
        linears = [layer for layer in self.layers if isinstance(layer, Linear)]
        sizes = [
            layer.weight.size + (0 if layer.bias is None else layer.bias.size) for layer in linears
        ]
        self._theta = np.empty(sum(sizes), linears[0].dtype)
        for layer, part in zip(linears, np.split(self._theta, np.cumsum(sizes)[:-1]), strict=True):
            layer._move_into(part)
        for layer in self.layers:
            layer._network = self

    def __setstate__(self, state: dict) -> None:
        # A copied or unpickled network has arrays of its own for each layer: join them again.
        self.__dict__.update(state)
        self._bind()

    def __repr__(self) -> str:
        return f"Network({', '.join(map(repr, self.layers))})"


def _check_layers(layers: tuple[Layer, ...]) -> None:
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


def _frozen(array: Array) -> Array:
    array = array.copy()
    array.flags.writeable = False
    return array
