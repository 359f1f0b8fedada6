"""Surface: a cost of two weights as plain data, and the path of an optimizer down it.

A surface is ``[coefficients, curvature]``: its cost is a polynomial of the first weight, the
constant first, plus the curvature times the square of the second weight. The browser walks the
same path in `explorers/js/surface.js`.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nnlib.arrays import Array
from nnlib.optimizers import SGD, Adam

Surface = Sequence[Any]
FARTHEST = 100.0  # a walk that has come so far out runs away
_LOWEST = 1e-6  # costs below are drawn as if they were this one
_OPTIMIZERS: dict[str, Callable[[float, float], SGD | Adam]] = {
    "sgd": lambda lr, _: SGD(lr),
    "momentum": SGD,
    "adam": lambda lr, _: Adam(lr),
}


def cost(surface: Surface, first: float, second: float) -> float:
    """Return the cost of two weights."""
    coefficients, curvature = surface
    total = 0.0
    for coefficient in reversed(coefficients):
        total = total * first + coefficient
    return total + curvature * second * second


def gradient(surface: Surface, first: float, second: float) -> list[float]:
    """Return the gradient of the cost at two weights."""
    coefficients, curvature = surface
    slope = 0.0
    for power in range(len(coefficients) - 1, 0, -1):
        slope = slope * first + power * coefficients[power]
    return [slope, 2 * curvature * second]


def walk(
    surface: Surface, optimizer: str, start: Sequence[float], lr: float, momentum: float,
    steps: int, tilts: Sequence[float],
) -> dict[str, Any]:  # fmt: skip
    """Walk down a surface.

    Parameters
    ----------
    surface : sequence
        See the top of this file.
    optimizer : {"sgd", "momentum", "adam"}
        Who walks: nnlib's.
    start : sequence of float
        Two weights.
    lr, momentum : float
        The learning rate, and the momentum, which only "momentum" has.
    steps : int
        How many; fewer are taken if the walk runs away.
    tilts : sequence of float
        What the gradient of each step's batch has more than that of all examples: two numbers a
        step, over and over. Empty: each step sees all examples.

    Returns
    -------
    dict
        `w1`, `w2`, `costs` and their `powers` of ten at every place, and what makes the next step:
        the gradient of all examples (`full`) and of the batch (`batch`), what is remembered of
        earlier ones (`kept`), what becomes of it (`velocity`, and with Adam its `root`), and the
        place that the step leads to (`next`).
    """
    walker = _OPTIMIZERS[optimizer](lr, momentum)
    theta, places, batch = np.array(start, float), [list(start)], [0.0, 0.0]
    for step in range(steps):
        if np.abs(theta).max() > FARTHEST:
            break
        batch = _batch(surface, theta, tilts, step)
        walker.step(theta, np.array(batch))
        places.append(theta.tolist())
    kept = _velocity(walker, batch)
    full = gradient(surface, *theta.tolist())
    batch = _batch(surface, theta, tilts, len(places) - 1)
    walker.step(theta, np.array(batch))
    costs = [cost(surface, *place) for place in places]
    return {
        "w1": [place[0] for place in places],
        "w2": [place[1] for place in places],
        "costs": costs,
        "powers": [math.log10(max(each, _LOWEST)) for each in costs],
        "full": full,
        "batch": batch,
        "kept": kept,
        "velocity": _velocity(walker, batch),
        "root": _root(walker) if isinstance(walker, Adam) else [1.0, 1.0],
        "next": theta.tolist(),
    }


def _batch(surface: Surface, theta: Array, tilts: Sequence[float], step: int) -> list[float]:
    """Return the gradient that a step sees."""
    full = gradient(surface, *theta.tolist())
    if not tilts:
        return full
    at = 2 * step % len(tilts)
    return [full[0] + tilts[at], full[1] + tilts[at + 1]]


def _velocity(walker: SGD | Adam, latest: list[float]) -> list[float]:
    """Return the running sum of gradients, which is the latest where nothing else is kept.

    With Adam, return the running mean of them.
    """
    if isinstance(walker, Adam):
        steps = getattr(walker, "_steps", 0)  # there are none before the first one
        return (
            [each / (1 - walker._MEAN_DECAY**steps) for each in walker._mean.tolist()]
            if steps
            else latest
        )
    velocity = getattr(walker, "_velocity", None)
    return latest if velocity is None else velocity.tolist()


def _root(adam: Adam) -> list[float]:
    """Return the root of Adam's running mean of squares."""
    root = math.sqrt(1 - adam._SQUARE_DECAY**adam._steps)
    return [math.sqrt(each) / root for each in adam._square.tolist()]
