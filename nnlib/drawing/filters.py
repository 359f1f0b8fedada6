"""Filters: what a window of nine numbers makes of an image.

The browser computes the same in `explorers/js/filters.js`.
"""

from collections.abc import Sequence

_SIDE = 3  # of the window


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
    rows = len(values) // columns
    sums = []
    for top in range(rows - _SIDE + 1):
        for left in range(columns - _SIDE + 1):
            total = 0.0
            for i, weight in enumerate(kernel):
                total += weight * values[(top + i // _SIDE) * columns + left + i % _SIDE]
            sums.append(total)
    return sums
