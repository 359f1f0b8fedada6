"""Silhouette: strokes of a pen become a picture like those of the animals.

A network knows only what resembles its training images, so a drawing is prepared as they were.
They have a white shape on black, without lines inside it: nine in ten have hardly a dark spot
that white encloses (at most 3 % of the shape). The box around the shape, taken at half of the
brightness, is 26 pixels long on its longer side (the median; 24 to 27 in 88 of 100 pictures),
which leaves one pixel of black at each end, and its middle is the middle of the picture (within
half a pixel in 97 of 100). Only pixels at the edge are grey, about 15 of 100.

So here: what lines enclose is filled, the shape is scaled until the longer side of its box has 26
pixels, its box is put in the middle, and a pixel's brightness is the part of it that is covered.
How large one draws makes no difference, as the pen's width is scaled before, not after.

The drawing pad does the same in the browser, in `explorers/js/silhouette.js`: the two agree to the
last bit, because both compute in the same order.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.validation import as_float_array, check_type

SIDE = 28  # pixels of a picture
LONGEST = 26  # pixels of the longer side of a shape's box
PAD = 280  # units of the pad that is drawn on, from left to right and from top to bottom
PEN = 7  # units: how wide a line is

_DRAWN = 250  # units to which a drawing is scaled before the pen has a width
_ENLARGED = 4  # times at the most: a trembling hand's dot is no line
_FINE = 8  # parts of a pixel, down and across, that are covered or not
_TO_PAD = 9  # units for a pixel, on the way back: the whole picture with a margin
_SPECK = 1.0  # square pixels; less is no part of an outline

Stroke = tuple[tuple[float, float], ...]


def as_strokes(strokes: object) -> tuple[Stroke, ...]:
    """Return strokes as plain tuples of points (x, y), or say why that cannot be.

    Parameters
    ----------
    strokes : sequence of array_like
        Each of shape (points, 2), with at least one point: x to the right and y down, both
        from 0 to `PAD` on the pad; a pen may leave it.

    Returns
    -------
    tuple of tuple of (float, float)

    Raises
    ------
    TypeError, ValueError
        If something else is given.
    """
    checked = check_type("strokes", strokes, (list, tuple), "a list of strokes")
    return tuple(
        tuple(map(tuple, _points(f"strokes[{i}]", stroke).tolist()))
        for i, stroke in enumerate(checked)
    )


def from_strokes(strokes: Sequence[ArrayLike]) -> NDArray[np.float32]:
    """Make a picture of strokes: filled, scaled and centred as the animals are.

    Parameters
    ----------
    strokes : sequence of array_like
        As in `as_strokes`. A pen that leaves the pad goes along its edge.

    Returns
    -------
    ndarray
        float32, shape (28, 28), brightness from 0 to 1; all 0 where nothing was drawn.

    Raises
    ------
    TypeError, ValueError
        If `strokes` are something else.

    Examples
    --------
    >>> box = [[(100, 20), (180, 20), (180, 260), (100, 260), (100, 20)]]
    >>> lit = from_strokes(box) > 0.5
    >>> [int(lit.any(axis=axis).sum()) for axis in (1, 0)]  # rows and columns
    [26, 10]
    """
    _, outside = _drawn(as_strokes(strokes))
    covered = ~outside.reshape(SIDE, _FINE, SIDE, _FINE)
    return covered.mean(axis=(1, 3), dtype=np.float32)


def enclosed(strokes: Sequence[ArrayLike]) -> int:
    """Return how many of the 64 parts of each pixel are filled, though no line covers them.

    Parameters
    ----------
    strokes : sequence of array_like
        As in `as_strokes`.

    Raises
    ------
    TypeError, ValueError
        If `strokes` are something else.
    """
    ink, outside = _drawn(as_strokes(strokes))
    return int((~outside & ~ink).sum())


def extended(strokes: Sequence[ArrayLike], x: float, y: float) -> tuple[Stroke, ...]:
    """Lead the last stroke on to a point, unless it is there; the first begins there.

    Examples
    --------
    >>> extended(extended([], 1, 2), 3, 4)
    (((1.0, 2.0), (3.0, 4.0)),)
    """
    *before, last = as_strokes(strokes) or ((),)
    point = (float(x), float(y))
    return (*before, last if point in last[-1:] else (*last, point))


def shifted(pixels: Sequence[float], right: int, down: int) -> list[float]:
    """Move a picture of 784 pixels; what leaves it is gone, and black comes in."""
    wide = np.pad(np.reshape(pixels, (SIDE, SIDE)), SIDE)
    top, left = SIDE - down, SIDE - right
    return wide[top : top + SIDE, left : left + SIDE].ravel().tolist()


def joined(strokes: Sequence[ArrayLike]) -> tuple[Stroke, ...]:
    """Close what is still open, with straight lines between the ends that are nearest.

    Two ends are joined after the other, beginning with the shortest way, each of them once; the
    two ends of one stroke may be a pair.

    Parameters
    ----------
    strokes : sequence of array_like
        As in `as_strokes`.

    Returns
    -------
    tuple of tuple of (float, float)
        The strokes, and after them the lines that were missing.

    Raises
    ------
    TypeError, ValueError
        If `strokes` are something else.

    Examples
    --------
    >>> joined([[(0, 0), (100, 0), (100, 100)]])[1:]
    (((0.0, 0.0), (100.0, 100.0)),)
    """
    strokes = as_strokes(strokes)
    ends = [end for stroke in strokes if len(stroke) > 1 for end in (stroke[0], stroke[-1])]
    return strokes + tuple(pair for pair in _pairs(ends) if pair[0] != pair[1])


def to_strokes(picture: ArrayLike) -> tuple[Stroke, ...]:
    """Trace the outlines of a picture, as strokes on the pad.

    Parameters
    ----------
    picture : array_like
        Shape (28, 28), brightness from 0 to 1.

    Returns
    -------
    tuple of tuple of (float, float)
        A closed stroke around each bright part, in whole units. Dark parts inside have none.

    Raises
    ------
    TypeError, ValueError
        If `picture` is something else.
    """
    picture = as_float_array("picture", picture)
    if picture.shape != (SIDE, SIDE):
        raise ValueError(f"picture expected shape ({SIDE}, {SIDE}), got {picture.shape}")
    middle = (SIDE + 1) / 2  # of the picture and the border around it
    return tuple(
        tuple(map(tuple, ((outline - middle) * _TO_PAD + PAD / 2).round().tolist()))
        for outline in _outlines(np.pad(picture, 1))
        if _area(outline) > _SPECK
    )


def _points(name: str, stroke: ArrayLike) -> NDArray[np.floating]:
    points = as_float_array(name, stroke, np.float64)
    if points.ndim != 2 or points.shape[1] != 2 or len(points) == 0:
        raise ValueError(f"{name} expected points, shape (points, 2), got {points.shape}")
    return points


@lru_cache(4)  # much is asked of the same drawing
def _drawn(strokes: tuple[Stroke, ...]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return fine pictures of the lines, and of what is outside of them."""
    ink = _ink(strokes)
    return ink, _outside(ink)


def _ink(strokes: tuple[Stroke, ...]) -> NDArray[np.bool_]:
    """Return a fine picture of the lines: their box is as large as the shape's will be.

    A pen is a disk that is led along a line, so that its ends are round and a dot is a disk.
    """
    ink = np.zeros((SIDE * _FINE, SIDE * _FINE), bool)
    if not strokes:
        return ink
    lines = [np.array(stroke).clip(0, PAD) for stroke in strokes]
    points = np.concatenate(lines)
    low, high = points.min(axis=0), points.max(axis=0)
    longest = (high - low).max()
    scale = min(_ENLARGED, _DRAWN / max(1, longest))
    fine = LONGEST * _FINE / (longest * scale + PEN)
    radius = PEN / 2 * fine
    for line in lines:
        places = (line - (low + high) / 2) * (scale * fine) + SIDE * _FINE / 2
        # A dot is a line that goes nowhere.
        for start, end in pairwise([*places, places[-1]]):
            _draw(ink, start, end, radius)
    return ink


def _draw(
    ink: NDArray[np.bool_], start: NDArray[np.float64], end: NDArray[np.float64], radius: float
) -> None:
    """Cover the parts whose middles are near to a straight line."""
    first = np.maximum(0, np.floor(np.minimum(start, end) - radius)).astype(int)
    last = np.minimum(len(ink), np.ceil(np.maximum(start, end) + radius)).astype(int)
    (dx, dy), far = end - start, ((end - start) ** 2).sum()
    x = np.arange(first[0], last[0]) + 0.5 - start[0]
    y = np.arange(first[1], last[1])[:, np.newaxis] + 0.5 - start[1]
    along = ((x * dx + y * dy) / far).clip(0, 1) if far else 0.0
    across, down = x - along * dx, y - along * dy
    near = across * across + down * down <= radius * radius
    ink[first[1] : last[1], first[0] : last[0]] |= near


def _outside(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return what can be reached from the corner, where no shape is, without crossing a line."""
    outside, reached = np.zeros_like(ink), -1
    outside[0, 0] = True
    while reached < (reached := int(outside.sum())):
        for _ in range(4):  # a sweep to the right in each of four positions
            outside, ink = np.rot90(outside), np.rot90(ink)
            outside = _swept(outside, ink)
    return outside


def _swept(outside: NDArray[np.bool_], ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Go on to the right from all that was reached, as far as the next line."""
    column = np.arange(1, ink.shape[1] + 1)
    reached = np.maximum.accumulate(outside * column, axis=1)
    stopped = np.maximum.accumulate(ink * column, axis=1)
    return reached > stopped


def _outlines(brightness: NDArray) -> list[NDArray[np.float64]]:
    """Return closed lines at half of the brightness, each with points (x, y) in its rows."""
    import contourpy  # a second's work on a slow computer, and few need it

    lines = contourpy.contour_generator(z=brightness.astype(np.float64)).lines(0.5)
    # Their type covers all forms that they can be asked for in; this is the default one.
    return cast(list[NDArray[np.float64]], lines)


def _area(outline: NDArray[np.float64]) -> float:
    """Return the area inside a closed line; it is below 0 where the line goes around a hole."""
    (x, y), (x_next, y_next) = outline[:-1].T, outline[1:].T
    return np.sum(x * y_next - x_next * y) / 2


def _pairs(ends: list[tuple[float, float]]) -> Iterator[tuple[tuple[float, float], ...]]:
    places = np.array(ends).reshape(-1, 2)
    one, other = np.triu_indices(len(ends), k=1)
    order = np.linalg.norm(places[one] - places[other], axis=1).argsort(kind="stable")
    free = set(range(len(ends)))
    for i, j in zip(one[order].tolist(), other[order].tolist(), strict=True):
        if i in free and j in free:
            free -= {i, j}
            yield ends[i], ends[j]
