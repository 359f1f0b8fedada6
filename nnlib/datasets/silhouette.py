"""Silhouette: strokes of a pen become a picture like those of the animals.

A network knows only what resembles its training pictures, so a drawing is prepared as they were.
They have a white shape on black, without lines inside it: nine in ten have hardly a dark spot
that white encloses (at most 3 % of the shape). The box around the shape, taken at half of the
brightness, is 26 pixels long on its longer side (the median; 24 to 27 in 88 of 100 pictures),
which leaves one pixel of black at each end, and its middle is the middle of the picture (within
half a pixel in 97 of 100). Only pixels at the edge are grey, about 15 of 100.

So here: what lines enclose is filled, the shape is scaled until the longer side of its box has 26
pixels, its box is put in the middle, and a pixel's brightness is the part of it that is covered.
How large one draws makes no difference, as the pen's width is scaled before, not after.
"""

from collections.abc import Iterator, Sequence
from typing import cast

import contourpy
import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image, ImageDraw

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
    strokes = as_strokes(strokes)
    outlines = _outlines(_ink([np.array(stroke) for stroke in strokes])) if strokes else []
    if not outlines:
        return np.zeros((SIDE, SIDE), np.float32)
    points = np.concatenate(outlines)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = LONGEST / (high - low).max()
    canvas = Image.new("L", (SIDE * _FINE, SIDE * _FINE))
    for outline in outlines:
        # What is inside an outline is filled with it: this is all the filling there is.
        places = (outline - (low + high) / 2) * scale + SIDE / 2
        ImageDraw.Draw(canvas).polygon((places * _FINE - 0.5).ravel().tolist(), fill=1)
    covered = np.asarray(canvas).reshape(SIDE, _FINE, SIDE, _FINE)
    return covered.mean(axis=(1, 3), dtype=np.float32)


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


def _ink(strokes: list[NDArray[np.float64]]) -> NDArray[np.bool_]:
    """Return a large picture of the lines, shape (PAD, PAD), dark at its border.

    A pen is a disk that is put on every place of a line, so that its ends are round and a
    dot is a disk.
    """
    points = np.concatenate(strokes).clip(0, PAD)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = min(_ENLARGED, _DRAWN / max(1, (high - low).max()))
    canvas = Image.new("1", (PAD, PAD))
    for stroke in strokes:
        # PIL draws no line of one point, so a dot is a line that goes nowhere.
        places = np.concatenate([stroke, stroke[-1:]]).clip(0, PAD) - (low + high) / 2
        places = (places * scale + PAD / 2).round()
        ImageDraw.Draw(canvas).line(places.ravel().tolist(), fill=1)
    line, radius = np.asarray(canvas), PEN // 2
    ink, inner = np.zeros((PAD, PAD), bool), PAD - 2 * radius
    for i, j in np.argwhere(_disk(radius)):
        ink[radius:-radius, radius:-radius] |= line[i : i + inner, j : j + inner]
    return ink


def _disk(radius: int) -> NDArray[np.bool_]:
    x, y = np.ogrid[-radius : radius + 1, -radius : radius + 1]
    return x**2 + y**2 <= (radius + 0.5) ** 2


def _outlines(brightness: NDArray) -> list[NDArray[np.float64]]:
    """Return closed lines at half of the brightness, each with points (x, y) in its rows."""
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
