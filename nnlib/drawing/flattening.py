"""Flattening, drawn: one pixel of an image, its three numbers, and where they are in the vector."""

from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.drawing import palette
from nnlib.drawing.picture import Picture
from nnlib.drawing.svg import Svg, arrow_head
from nnlib.validation import as_float_array, check_whole

_WIDTH, _HEIGHT = 600, 392
_SHOWN, _PIXEL = 5, 34  # pixels of the excerpt along a side, and their size
_LEFT, _TOP = 76, 66  # the excerpt's corner
_BOX, _BOX_HEIGHT, _BOX_TOP = 84, 62, 120  # the three numbers
_CELL, _CELL_HEIGHT, _GAP, _CELL_TOP = 66, 40, 34, 290  # the vector


def flattening(pixels: ArrayLike, row: int, column: int) -> Picture:
    """Draw how the three numbers of a pixel travel into the flattened vector.

    Parameters
    ----------
    pixels : array_like
        A colour image, shape (rows, columns, 3), whole numbers from 0 to 255.
    row, column : int
        Which pixel, both counted from 0.

    Returns
    -------
    Picture
        SVG: the pixel among its neighbours, its numbers, and the vector with its indices.

    Raises
    ------
    TypeError, ValueError
        If `pixels` is not a colour image, or has no such row or column.
    """
    image = _colour_image(pixels)
    row = check_whole("row", row, 0, image.shape[0] - 1)
    column = check_whole("column", column, 0, image.shape[1] - 1)
    first = (row * image.shape[1] + column) * 3
    svg = Svg(_WIDTH, _HEIGHT, title="Flattening", description=_words(image, row, column, first))
    x, y = _draw_excerpt(svg, image, row, column)
    _arrow(svg, (x, y), (302, _BOX_TOP + _BOX_HEIGHT / 2), palette.INK)
    places = _draw_vector(svg, image.reshape(-1), first)
    svg.text(306 + 1.5 * _BOX, _BOX_TOP - 22, "one pixel: three numbers", size=16)
    for channel, (name, color) in enumerate(palette.CHANNELS.items()):
        middle = 306 + _BOX * (channel + 0.5)
        svg.rect(
            middle - _BOX / 2 + 3, _BOX_TOP, _BOX - 6, _BOX_HEIGHT, rx=6, stroke=color,
            stroke_width=3,
        )  # fmt: skip
        svg.text(middle, _BOX_TOP + 18, name, size=16, fill=color)
        svg.text(middle, _BOX_TOP + 42, str(image[row, column, channel]), size=20)
        start, end = (middle, _BOX_TOP + _BOX_HEIGHT), (places[first + channel], _CELL_TOP)
        _arrow(svg, start, end, color)
    return svg.picture()


def _colour_image(pixels: ArrayLike) -> NDArray[np.int64]:
    array = as_float_array("pixels", pixels)
    if array.ndim != 3 or array.shape[2] != 3 or array.size == 0:
        raise ValueError(f"pixels expected shape (rows, columns, 3), got {array.shape}")
    if array.min() < 0 or array.max() > 255 or (array != array.round()).any():
        raise ValueError("pixels expected whole numbers from 0 to 255")
    return array.astype(np.int64)


def _window(middle: int, count: int) -> range:
    """Return up to `_SHOWN` neighbours that exist, with `middle` among them."""
    start = max(0, min(middle - _SHOWN // 2, count - _SHOWN))
    return range(start, min(start + _SHOWN, count))


def _draw_excerpt(svg: Svg, image: NDArray[np.int64], row: int, column: int) -> tuple[float, float]:
    """Draw the pixel among its neighbours; return the middle of its right side."""
    rows, columns = _window(row, image.shape[0]), _window(column, image.shape[1])
    svg.text(_LEFT + _PIXEL * len(columns) / 2, _TOP - 44, "column", size=16)
    svg.text(_LEFT - 52, _TOP + _PIXEL * len(rows) / 2, "row", size=16)
    for k, j in enumerate(columns):
        weight = "bold" if j == column else "normal"
        x = _LEFT + _PIXEL * (k + 0.5)
        svg.text(x, _TOP - 18, str(j), size=15, font_weight=weight)
    for k, i in enumerate(rows):
        weight = "bold" if i == row else "normal"
        y = _TOP + _PIXEL * (k + 0.5)
        svg.text(_LEFT - 20, y, str(i), size=15, font_weight=weight)
        for n, j in enumerate(columns):
            color = "#" + "".join(f"{channel:02x}" for channel in image[i, j])
            svg.rect(
                _LEFT + _PIXEL * n, _TOP + _PIXEL * k, _PIXEL, _PIXEL, fill=color, stroke="none"
            )
    x, y = _LEFT + _PIXEL * columns.index(column), _TOP + _PIXEL * rows.index(row)
    for color, width in ((palette.GROUND, 7), (palette.INK, 3)):  # seen on every colour
        svg.rect(x, y, _PIXEL, _PIXEL, fill="none", stroke=color, stroke_width=width)
    return x + _PIXEL + 3, y + _PIXEL / 2


def _draw_vector(svg: Svg, vector: NDArray[np.int64], first: int) -> dict[int, float]:
    """Draw the vector's ends and what is around the pixel; return the middle of each cell."""
    last = len(vector) - 1
    shown = sorted({0, last, *range(max(0, first - 1), min(first + 3, last) + 1)})
    gaps = sum(after > before + 1 for before, after in pairwise(shown))
    x = (_WIDTH - _CELL * len(shown) - _GAP * gaps) / 2
    svg.text(
        _WIDTH / 2,
        _HEIGHT - 16,
        f"the vector: {len(vector):,} numbers, with their indices below",
        size=16,
    )
    places: dict[int, float] = {}
    colors = list(palette.CHANNELS.values())
    for k, index in enumerate(shown):
        if k and index > shown[k - 1] + 1:
            svg.text(x + _GAP / 2, _CELL_TOP + _CELL_HEIGHT / 2, "…", size=20)
            x += _GAP
        own = first <= index < first + 3
        stroke = colors[index - first] if own else palette.MUTED
        svg.rect(
            x + 2, _CELL_TOP, _CELL - 4, _CELL_HEIGHT, stroke=stroke, stroke_width=3 if own else 1
        )
        places[index] = x + _CELL / 2
        ink = palette.INK if own else palette.MUTED
        svg.text(places[index], _CELL_TOP + _CELL_HEIGHT / 2, str(vector[index]), size=18, fill=ink)
        svg.text(places[index], _CELL_TOP + _CELL_HEIGHT + 18, f"{index:,}", size=15, fill=ink)
        x += _CELL
    return places


def _arrow(svg: Svg, start: tuple[float, float], end: tuple[float, float], color: str) -> None:
    (x, y), head = arrow_head(start, end)
    for own, width in ((palette.GROUND, 6), (color, 2)):  # seen on every colour
        svg.line(*start, x, y, stroke=own, stroke_width=width)
    svg.path(head, fill=color)


def _words(image: NDArray[np.int64], row: int, column: int, first: int) -> str:
    numbers = zip(palette.CHANNELS, image[row, column], strict=True)
    said = ", ".join(f"{name} {value}" for name, value in numbers)
    return (
        f"The pixel in row {row}, column {column} has three numbers: {said}. In the vector of "
        f"{image.size:,} numbers they are at the indices {first:,}, {first + 1:,} and "
        f"{first + 2:,}."
    )
