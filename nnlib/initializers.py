"""Initialisers: random weights to start from, neither too large nor all alike.

Each returns a weight matrix of shape (out_features, in_features), to be handed to
``Linear(..., weight=...)``. A `Linear` without a weight draws one with `glorot_uniform`.
"""

# NumPy loads its random numbers, half of the import time, when an annotation names them.
from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nnlib.validation import check_count, check_rng


def glorot_uniform(
    in_features: int, out_features: int, *, rng: np.random.Generator | None = None
) -> NDArray[np.float64]:
    """Draw weights evenly from ``-limit`` to ``limit``, ``limit = sqrt(6 / (in + out))``.

    Suits sigmoid and tanh units: values and gradients keep about the same spread from layer
    to layer.

    Parameters
    ----------
    in_features, out_features : int
        Number of inputs and of compute units.
    rng : numpy.random.Generator, optional
        Source of the numbers; the same seed gives the same weights. Default: unseeded.

    Returns
    -------
    ndarray
        float64, shape (out_features, in_features).

    Raises
    ------
    TypeError, ValueError
        If a size is not a whole number of at least 1, or `rng` is no generator.

    Notes
    -----
    Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
    networks" (2010), equation 16.
    """
    shape = check_count("out_features", out_features), check_count("in_features", in_features)
    limit = np.sqrt(6 / sum(shape))
    return check_rng(rng).uniform(-limit, limit, size=shape)


def he_normal(
    in_features: int, out_features: int, *, rng: np.random.Generator | None = None
) -> NDArray[np.float64]:
    """Draw weights from a normal distribution of standard deviation ``sqrt(2 / in)``.

    Suits ReLU units, which silence about half of their inputs.

    Parameters
    ----------
    in_features, out_features : int
        Number of inputs and of compute units.
    rng : numpy.random.Generator, optional
        Source of the numbers; the same seed gives the same weights. Default: unseeded.

    Returns
    -------
    ndarray
        float64, shape (out_features, in_features).

    Raises
    ------
    TypeError, ValueError
        If a size is not a whole number of at least 1, or `rng` is no generator.

    Notes
    -----
    He, Zhang, Ren and Sun, "Delving deep into rectifiers" (2015), equation 10.
    """
    shape = check_count("out_features", out_features), check_count("in_features", in_features)
    return check_rng(rng).normal(0, np.sqrt(2 / shape[1]), size=shape)
