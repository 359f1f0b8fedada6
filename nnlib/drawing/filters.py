"""Filters: what a window of nine numbers makes of an image.

The browser computes the same in `explorers/js/filters.js`.
"""

from collections.abc import Sequence

import numpy as np

SIDE = 3  # of the window


def convolved(values: Sequence[float], columns: int, kernel: Sequence[float]) -> list[float]:
    """Return the sum under the window at each place where all of it is on the image.

    Parameters
    ----------
    values : sequence of float
        The image, row by row from the top.
    columns : int
        How many numbers a row has.
    kernel : sequence of float
        The nine numbers of the window, row by row.

    Returns
    -------
    list of float
        Row by row; two rows and two columns fewer than the image has.
    """
    image = np.reshape(values, (-1, columns))
    rows, columns = (size - SIDE + 1 for size in image.shape)
    sums = np.zeros((rows, columns))
    for i, weight in enumerate(kernel):
        down, right = divmod(i, SIDE)
        sums += weight * image[down : down + rows, right : right + columns]
    return sums.ravel().tolist()


def scaled(values: Sequence[float], factor: float) -> list[float]:
    """Return numbers, each times a factor."""
    return [value * factor for value in values]
