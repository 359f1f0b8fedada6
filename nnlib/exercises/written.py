"""Write inputs and results so that a learner can compare them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_MOST = 12  # numbers that are written out
_LONGEST = 160  # characters of anything else


def written(value: Any, digits: int = 4) -> str:
    """Write a value: up to 12 numbers are written out, of more than these the shape is told.

    Parameters
    ----------
    value : object
        A number, an array, a list or a tuple of them, or a function.
    digits : int
        Decimals; a number that would come out as 0 is written with an exponent.

    Examples
    --------
    >>> written(0.123456), written(1e-7)
    ('0.1235', '1.0e-07')
    >>> print(written(np.array([[1, 2.5], [3, 4]])))
    [[1, 2.5],
     [3, 4]]
    >>> written((np.zeros(13), 3))
    '(numbers of shape (13,), 3)'
    """
    if isinstance(value, tuple):
        return f"({', '.join(written(part, digits) for part in value)})"
    if callable(value):
        return "a function"
    if not isinstance(value, np.ndarray | np.number | list | int | float):
        return f"{value!r}"[:_LONGEST]
    array = np.asarray(value)
    return _nested(array, digits) if array.size <= _MOST else f"numbers of shape {array.shape}"


def written_apart(own: Any, other: Any) -> tuple[str, str]:
    """Write two readings that differ, with as many decimals as it takes to see it.

    Of two large arrays of one shape, the first number that differs is written out.

    Examples
    --------
    >>> written_apart(np.array(0.12345), np.array(0.12346))
    ('0.12345', '0.12346')
    """
    large = isinstance(own, np.ndarray) and own.size > _MOST
    if large and isinstance(other, np.ndarray) and own.shape == other.shape:
        differs = ~np.isclose(own, other, rtol=1e-9, atol=1e-9)
        for index in np.argwhere(differs):
            where = tuple(map(int, index))
            pair = written_apart(own[where], other[where])
            place = f"at index {where if len(where) > 1 else where[0]}"
            return f"{pair[0]} {place}, in {written(own)}", f"{pair[1]} {place}"
    for digits in range(4, 17):
        pair = written(own, digits), written(other, digits)
        if pair[0] != pair[1]:
            break
    return pair


def _nested(array: NDArray, digits: int, depth: int = 1) -> str:
    if array.ndim == 0:
        return _number(array.item(), digits)
    between = ", " if array.ndim == 1 else "," + "\n" * (array.ndim - 1) + " " * depth
    return f"[{between.join(_nested(part, digits, depth + 1) for part in array)}]"


def _number(value: Any, digits: int) -> str:
    if not np.isfinite(value):
        return f"{value}"
    if value == int(value) and abs(value) < 10**15:
        return f"{int(value)}"
    rounded = round(value, digits)
    return f"{rounded}" if rounded else f"{value:.1e}"
