"""Passes: the only way through the layers of a network, forward and backward.

Training, the gradient check and the trace all take it, so what trains is what is checked.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from nnlib.arrays import Array
from nnlib.layers import Layer
from nnlib.validation import check_returned


def forward_pass(layers: Sequence[Layer], x: Array) -> list[Array]:
    """Send a batch through all layers; return it and, after it, each layer's output."""
    values = [x]
    for layer in layers:
        values.append(check_returned(layer, "forward", layer.forward(values[-1])))
    return values


def backward_pass(
    layers: Sequence[Layer], grad_output: Array, *, input_gradient: bool
) -> list[Array | None]:
    """Send a gradient back through all layers; return those of what `forward_pass` returned.

    Training has no use for the gradient of the input, a quarter of the work: it may be None.
    """
    first, *others = layers
    gradients: list[Array | None] = [grad_output]
    for layer in reversed(others):
        grad_output = check_returned(layer, "backward", layer.backward(grad_output))
        gradients.append(grad_output)
    if input_gradient:
        gradients.append(check_returned(first, "backward", first.backward(grad_output)))
    else:
        first.fill_gradients(grad_output)
        gradients.append(None)
    return gradients[::-1]


@contextmanager
def training(layers: Sequence[Layer]) -> Iterator[None]:
    """Tell the layers that the network learns from this pass."""
    try:
        for layer in layers:
            layer.training = True
        yield
    finally:
        for layer in layers:
            layer.training = False
