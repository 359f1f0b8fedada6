"""Learning: training runs as operations of a scene, which `js/learning.js` has too.

What a network has become after so many epochs follows from where it started and from its points.
So a state need not keep it: a run is computed when it is asked for, and remembered. Every ten
epochs its numbers are rounded to float32: tiny differences between the languages do not grow.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from nnlib.arrays import Array
from nnlib.drawing.expressions import OPERATIONS
from nnlib.explorers.passes import Numbers, activated, learner, linears, loss_of, network_of

EVERY = 10  # epochs between what is remembered of a run
_KEPT = 64  # runs
_MODULUS, _FACTOR, _SUMMAND, _SPREAD = 2**32, 1664525, 1013904223, 2654435761
Layers = Sequence[Mapping[str, Any]]
Columns = Sequence[Sequence[float]]


def starting(seed: int, activation: str, last: str, *sizes: int) -> list[Numbers]:
    """Return layers to start from: all numbers drawn evenly, up to 1 / sqrt(inputs) from 0.

    The generator is a linear congruential one, small enough to be written in both languages.

    Notes
    -----
    Knuth, *The Art of Computer Programming*, volume 2 (1997), section 3.3.4, line 16.
    """
    drawn = (seed + 1) * _SPREAD % _MODULUS

    def draw(limit: float) -> float:
        nonlocal drawn
        drawn = (drawn * _FACTOR + _SUMMAND) % _MODULUS
        return (2 * drawn / _MODULUS - 1) * limit

    layers: list[Numbers] = []
    for n, units in zip(sizes[:-1], sizes[1:], strict=True):
        limit = 1 / np.sqrt(n)
        weight = [[float(draw(limit)) for _ in range(n)] for _ in range(units)]
        bias = [float(draw(limit)) for _ in range(units)]
        layers.append({"weight": weight, "bias": bias, "activation": activation})
    layers[-1]["activation"] = last
    return layers


def blurred(places: Columns, ways: Columns, noise: float, count: int) -> list[list[float]]:
    """Return the first `count` points, each moved along its way: columns of coordinates."""
    return [
        [a + noise * b for a, b in zip(column[:count], way[:count], strict=True)]
        for column, way in zip(places, ways, strict=True)
    ]


def outputs(layers: Layers, columns: Columns) -> list[float]:
    """Return the network's first output at every point."""
    z = network_of(layers)(np.column_stack([np.asarray(column, float) for column in columns]))
    return [float(a) for a in activated(layers[-1]["activation"], z)[:, 0]]


class _Run:
    """A training run: the parameters every ten epochs, as far as somebody has asked."""

    def __init__(self, layers: Layers, columns: Columns, targets: Any, how: Numbers) -> None:
        self._layers, self._how = layers, how
        self._network, self._optimizer = learner(layers, how)
        self._x = np.column_stack([np.asarray(column, float) for column in columns])
        self._y = np.asarray(targets[: len(self._x)])
        self._loss = loss_of(layers)
        self._thetas = [self._network.theta.copy()]

    def theta(self, epochs: int) -> Array:
        """Return the parameters after so many epochs."""
        while len(self._thetas) <= epochs // EVERY:
            for _ in range(EVERY):
                self._optimizer.step(self._network, self._x, self._y)
            self._optimizer.round()
            self._thetas.append(self._network.theta.copy())
        return self._thetas[epochs // EVERY]

    def layers(self, epochs: int) -> list[Numbers]:
        """Return the network after so many epochs."""
        network = network_of(self._layers)
        network.theta[...] = self.theta(epochs)
        return [
            {**layer, "weight": linear.weight.tolist(), "bias": [*linear.bias.tolist()]}
            for layer, linear in zip(self._layers, linears(network), strict=True)
        ]

    def cost(self, epochs: int, x: Array, y: Array) -> float:
        """Return the mean cost of some points after so many epochs."""
        network = network_of(self._layers)
        network.theta[...] = self.theta(epochs)
        return self._loss(network(x), y)
