"""Initialisers: random weights to start from, neither too large nor all alike.

Each returns a float64 matrix of shape (out_features, in_features), for
``Linear(..., weight=...)``. The same `rng` seed gives the same weights; without one they are
unseeded. A size that is not a whole number of at least 1, or an `rng` that is no generator, is a
TypeError or a ValueError.
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

    Suits sigmoid and tanh units: values and gradients keep about the same spread from layer to
    layer. Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
    networks" (2010), equation 16.
    """
    shape = check_count("out_features", out_features), check_count("in_features", in_features)
    limit = np.sqrt(6 / sum(shape))
    return check_rng(rng).uniform(-limit, limit, size=shape)


def he_normal(
    in_features: int, out_features: int, *, rng: np.random.Generator | None = None
) -> NDArray[np.float64]:
    """Draw weights from a normal distribution of standard deviation ``sqrt(2 / in)``.

    Suits ReLU units, which silence about half of their inputs. He, Zhang, Ren and Sun, "Delving
    deep into rectifiers" (2015), equation 10.
    """
    shape = check_count("out_features", out_features), check_count("in_features", in_features)
    return check_rng(rng).normal(0, np.sqrt(2 / shape[1]), size=shape)
