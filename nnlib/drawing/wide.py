"""Wide networks: what one of hundreds of inputs answers.

An explorer's scene carries its layers packed. The browser computes the same in
`explorers/js/wide.js`.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nnlib.drawing.packed import unpack_halves

Layers = Sequence[Mapping[str, str]]  # each with weight and bias, packed as halves; and activation
Numbers = NDArray[np.floating]

_ACTIVATIONS: dict[str, tuple[Callable[[Numbers], Numbers], Callable[[Numbers], Numbers]]] = {
    "none": (lambda z: z, np.ones_like),
    "relu": (lambda z: np.maximum(0, z), lambda a: (a > 0).astype(float)),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda a: a * (1 - a)),
    "tanh": (np.tanh, lambda a: 1 - a * a),
}


def answers(layers: Layers, x: Sequence[float]) -> list[float]:
    """Return the outputs of a network."""
    return _forward(layers, x)[-1].tolist()


def spoke(layers: Layers, x: Sequence[float], one: int, other: int) -> list[float]:
    """Return what each input adds to the difference of two outputs: input times slope.

    With relu, and the biases, this adds up to the whole difference; with a curved activation it
    tells what a small change would do.
    """
    outputs = _forward(layers, x)
    slopes = np.zeros(len(outputs[-1]))
    slopes[one] += 1
    slopes[other] -= 1
    for layer, output in zip(layers[::-1], outputs[::-1], strict=True):
        _, slope = _ACTIVATIONS[layer["activation"]]
        slopes = (slopes * slope(output)) @ _matrix(layer["weight"], len(output))
    return (slopes * np.array(x)).tolist()


def softmax(values: Sequence[float]) -> list[float]:
    """Return probabilities that sum to 1."""
    powers = np.exp(np.array(values) - max(values))
    return (powers / powers.sum()).tolist()


def relative(values: Sequence[float]) -> list[float]:
    """Return numbers of which the largest is 1 or -1."""
    most = max(map(abs, values))
    return [value / most if most else 0 for value in values]


def _forward(layers: Layers, x: Sequence[float]) -> list[Numbers]:
    """Return the outputs of each layer."""
    outputs, now = [], np.array(x, float)
    for layer in layers:
        bias = np.array(unpack_halves(layer["bias"]))
        value, _ = _ACTIVATIONS[layer["activation"]]
        now = value(_matrix(layer["weight"], len(bias)) @ now + bias)
        outputs.append(now)
    return outputs


@lru_cache(16)
def _matrix(text: str, rows: int) -> Numbers:
    return np.array(unpack_halves(text)).reshape(rows, -1)
