"""Learning: training runs as operations of a scene, which `js/learning.js` has too.

What a network has become after so many epochs follows from where it started and from its points.
So a state need not keep it: a run is computed when it is asked for, and remembered. Every ten
epochs its numbers are rounded to float32: tiny differences between the languages do not grow.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from nnlib.arrays import Array
from nnlib.explorers.passes import Learner, Numbers, activated, loss_of, network_of

EVERY = 10  # epochs between what is remembered of a run
_KEPT = 64  # runs
_ALL = 2**32 - 1
_SPREAD, _SUMMAND, _FACTORS = 1000003, 0x9E3779B9, (0x85EBCA6B, 0xC2B2AE35)  # of the generator
Layers = Sequence[Mapping[str, Any]]
Columns = Sequence[Sequence[float]]


def starting(seed: int, activation: str, last: str, *sizes: float) -> list[Numbers]:
    """Return layers to start from: all numbers drawn evenly, up to 1 / sqrt(inputs) from 0.

    The generator is small enough to be written in both languages: a counter that is mixed well.

    Notes
    -----
    Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014), with 32 bits
    and the factors of Appleby's MurmurHash3.
    """
    count = (seed + 1) * _SPREAD & _ALL

    def draw(limit: float) -> float:
        nonlocal count
        count = (count + _SUMMAND) & _ALL
        mixed = (count ^ count >> 16) * _FACTORS[0] & _ALL
        mixed = (mixed ^ mixed >> 13) * _FACTORS[1] & _ALL
        return (2 * (mixed ^ mixed >> 16) / (_ALL + 1) - 1) * limit

    layers: list[Numbers] = []
    for n, units in pairwise(map(int, sizes)):
        limit = 1 / np.sqrt(n)
        weight = [[float(draw(limit)) for _ in range(n)] for _ in range(units)]
        bias = [float(draw(limit)) for _ in range(units)]
        layers.append({"weight": weight, "bias": bias, "activation": activation})
    layers[-1]["activation"] = last
    return layers


def blurred(places: Columns, ways: Columns, noise: float, count: float) -> list[list[float]]:
    """Return the first `count` points, each moved along its way: columns of coordinates."""
    return [
        [a + noise * b for a, b in zip(column[: int(count)], way[: int(count)], strict=True)]
        for column, way in zip(places, ways, strict=True)
    ]


def outputs(layers: Layers, columns: Columns) -> list[float]:
    """Return the network's first output at every point."""
    z = network_of(layers)(_rows(columns))
    return [float(a) for a in activated(layers[-1]["activation"], z)[:, 0]]


def unit_outputs(layers: Layers, unit: int, columns: Columns) -> list[float]:
    """Return what one unit of the first layer adds to the output of a network with two layers."""
    first, last = layers
    alone = {**first, "weight": [first["weight"][unit]], "bias": [first["bias"][unit]]}
    weight = {"weight": [[last["weight"][0][unit]]], "bias": [0], "activation": ""}
    return outputs([alone, weight], columns)


def right(found: Sequence[float], targets: Sequence[int]) -> int:
    """Return how many outputs are on their side of one half."""
    return sum((a > 0.5) == (y == 1) for a, y in zip(found, targets, strict=False))


def sum_of_squares(layers: Layers) -> float:
    """Return the sum of the squares of all weights."""
    return float(sum(np.sum(np.square(layer["weight"])) for layer in layers))


def _rows(columns: Columns) -> Array:
    return np.column_stack([np.asarray(column, dtype=float) for column in columns])


class _Run:
    """A training run: the parameters every ten epochs, as far as somebody has asked."""

    def __init__(
        self, layers: Layers, columns: Columns, targets: Sequence[int], lr: float, decay: float
    ) -> None:
        self._learner = Learner(layers, {"optimizer": "adam", "lr": lr, "decay": decay})
        self._x = _rows(columns)
        self._y = list(targets[: len(self._x)])
        self._networks = [self._learner.layers]

    def layers(self, epochs: float) -> list[Numbers]:
        """Return the network after so many epochs."""
        while len(self._networks) <= int(epochs) // EVERY:
            for _ in range(EVERY):
                self._learner.step(self._x, self._y)
            self._learner.round()
            self._networks.append(self._learner.layers)
        return self._networks[int(epochs) // EVERY]


@lru_cache(maxsize=_KEPT)
def _run(about: str) -> _Run:
    return _Run(*json.loads(about))


@lru_cache(maxsize=_KEPT * 64)
def _cost(about: str, epochs: int, points: str) -> float:
    layers, (columns, targets) = _run(about).layers(epochs), json.loads(points)
    x = _rows(columns)
    return loss_of(layers).forward(network_of(layers)(x), targets[: len(x)])


def trained(
    layers: Layers, columns: Columns, targets: Sequence[int], lr: float, decay: float, epochs: float
) -> list[Numbers]:
    """Return the network after so many epochs of Adam over all points at once."""
    return _run(json.dumps([layers, columns, targets, lr, decay])).layers(epochs)


def costs(
    layers: Layers, columns: Columns, targets: Sequence[int], lr: float, decay: float,
    epochs: float, others: Columns, theirs: Sequence[int],
) -> list[float]:  # fmt: skip
    """Return the mean cost of some points after 0, 10, ... epochs of such a run."""
    about = json.dumps([layers, columns, targets, lr, decay])
    points = json.dumps([others, theirs])
    return [_cost(about, n, points) for n in range(0, int(epochs) + 1, EVERY)]


RUNS: dict[str, Callable[..., Any]] = {  # operations of scenes
    "starting": starting,
    "blurred": blurred,
    "outputs": outputs,
    "unit_outputs": unit_outputs,
    "right": right,
    "sum_of_squares": sum_of_squares,
    "trained": trained,
    "costs": costs,
}
