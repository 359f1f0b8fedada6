"""Points: moons, spirals and a noisy curve, drawn at random."""

import numpy as np
from numpy.typing import NDArray

from nnlib.validation import check_count, check_generator, check_number


def make_moons(
    examples: int, *, noise: float, rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Draw points of two half-moons that reach into each other.

    Parameters
    ----------
    examples : int
        How many points, half of them in each class.
    noise : float
        Standard deviation of what is added to each coordinate.
    rng : numpy.random.Generator
        Source of the points.

    Returns
    -------
    tuple of (ndarray, ndarray)
        X, shape (examples, 2), within about 2 of the middle, and classes 0 or 1.

    Raises
    ------
    TypeError, ValueError
        If an argument has the wrong type, or `noise` is below 0.

    Notes
    -----
    The arrangement is that of ``sklearn.datasets.make_moons``, moved to the middle and enlarged.
    """
    noise = _check_draw(examples, noise, rng)
    y, angle = np.arange(examples) % 2, np.pi * rng.random(examples)
    x = np.where(y == 0, np.cos(angle) - 0.5, 0.5 - np.cos(angle))
    height = np.where(y == 0, np.sin(angle) - 0.25, 0.25 - np.sin(angle))
    X = 1.2 * np.column_stack([x, height])
    return X + rng.normal(scale=noise, size=X.shape), y


def make_spirals(
    examples: int, *, noise: float, rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Draw points of two spirals, wound around each other.

    Parameters
    ----------
    examples, noise, rng
        As in `make_moons`.

    Returns
    -------
    tuple of (ndarray, ndarray)
        As from `make_moons`.

    Raises
    ------
    TypeError, ValueError
        As in `make_moons`.

    Notes
    -----
    Lang and Witbrock, "Learning to tell two spirals apart" (1988).
    """
    noise = _check_draw(examples, noise, rng)
    y, turn = np.arange(examples) % 2, 0.1 + 0.9 * np.sqrt(rng.random(examples))
    angle = 3 * np.pi * turn + np.pi * y
    X = 2 * turn[:, np.newaxis] * np.column_stack([np.cos(angle), np.sin(angle)])
    return X + rng.normal(scale=noise, size=X.shape), y


def make_curve(
    examples: int, *, noise: float, rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Draw noisy points of the curve ``sin(2 x)`` between -2 and 2.

    Parameters
    ----------
    examples : int
        How many points.
    noise : float
        Standard deviation of what is added to each height.
    rng : numpy.random.Generator
        Source of the points.

    Returns
    -------
    tuple of (ndarray, ndarray)
        X and y, both of shape (examples, 1).

    Raises
    ------
    TypeError, ValueError
        As in `make_moons`.
    """
    noise = _check_draw(examples, noise, rng)
    X = rng.uniform(-2, 2, size=(examples, 1))
    return X, np.sin(2 * X) + rng.normal(scale=noise, size=X.shape)


def _check_draw(examples: int, noise: float, rng: np.random.Generator) -> float:
    """Return `noise` if all three can be used."""
    check_count("examples", examples)
    check_generator(rng)
    # A draw may be some times as large as `noise`; and for NumPy -0.0 is below 0.
    return abs(check_number("noise", noise, least=0, below=1e300))
