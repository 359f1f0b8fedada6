"""Wide networks: what one of hundreds of inputs answers.

An explorer's scene carries its layers packed. The browser computes the same in
`explorers/js/wide.js`.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from nnlib import activations
from nnlib.drawing.packed import unpack_halves
from nnlib.layers import Layer, Linear, ReLU, Sigmoid, Tanh
from nnlib.network import Network

Layers = Sequence[Mapping[str, str]]  # each with weight and bias, packed as halves; and activation
Packed = tuple[tuple[str, str, str], ...]  # the same, as what a network can be remembered by

_ACTIVATIONS: dict[str, type[Layer]] = {"relu": ReLU, "sigmoid": Sigmoid, "tanh": Tanh}


def answers(layers: Layers, x: Sequence[float]) -> list[float]:
    """Return the outputs of a network."""
    outputs: list[float] = _network(layers)(x).tolist()
    return outputs


def spoke(layers: Layers, x: Sequence[float], one: int, other: int) -> list[float]:
    """Return what each input adds to the difference of two outputs: input times slope.

    With relu, and the biases, this adds up to the whole difference; with a curved activation it
    tells what a small change would do.
    """
    network = _network(layers)
    difference = np.zeros(len(network.forward(x)))
    difference[one] += 1
    difference[other] -= 1
    slopes = network.backward(difference, input_gradient=True)
    return np.multiply(np.asarray(slopes), x).tolist()


def softmax(values: Sequence[float]) -> list[float]:
    """Return probabilities that sum to 1."""
    probabilities: list[float] = activations.softmax(values).tolist()
    return probabilities


def relative(values: Sequence[float]) -> list[float]:
    """Return numbers of which the largest is 1 or -1."""
    most = max(map(abs, values))
    return [value / most if most else 0 for value in values]


def _network(layers: Layers) -> Network:
    return _unpacked(tuple((each["weight"], each["bias"], each["activation"]) for each in layers))


@lru_cache(16)
def _unpacked(layers: Packed) -> Network:
    stack: list[Layer] = []
    for weight, bias, activation in layers:
        values = np.array(unpack_halves(weight)).reshape(len(unpack_halves(bias)), -1)
        linear = Linear(values.shape[1], values.shape[0], weight=values)
        linear.bias = unpack_halves(bias)
        stack += [linear, _ACTIVATIONS[activation]()] if activation else [linear]
    return Network(*stack)
