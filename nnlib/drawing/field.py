"""Field: what a network says of every place of a square, as a map of tints with its border."""

import numpy as np
from contourpy import contour_generator

from nnlib.arrays import Array
from nnlib.drawing.numerals import coordinate

_BORDER = 0.5
_LAYERS = 5  # tints one over the other: the surer the network is, the more
_SHOWS = 0.28  # how much a tint hides of what lies below
_HATCH = 4  # places from one stripe to the next
_STRAIGHT = 1e-2  # area between three points below which the middle one says nothing


def field(outputs: Array, x: float, y: float, width: float, height: float) -> str:
    """Return the map as SVG: one tint above ½, another with a hatch below, and the border.

    Parameters
    ----------
    outputs : ndarray
        From 0 to 1, at places spread evenly over the square from edge to edge; the first row is
        the top one.
    x, y, width, height : float
        The square in the picture.

    Returns
    -------
    str
        Paths, whose colours are in the style sheet, so that they follow the theme.
    """
    rows, columns = outputs.shape
    xs, ys = np.linspace(x, x + width, columns), np.linspace(y, y + height, rows)
    lines = contour_generator(xs, ys, outputs)
    steps = _BORDER * np.arange(_LAYERS) / _LAYERS
    tints = [_tint("nx-above", *lines.filled(_BORDER + step, np.inf)) for step in steps]
    tints += [_tint("nx-below", *lines.filled(-np.inf, _BORDER - step)) for step in steps]
    hatch = _hatch(outputs, xs, ys)
    border = "".join(_path(np.asarray(line)) for line in lines.lines(_BORDER))
    return (
        f'<g class="nx-field">{"".join(tints)}<path class="nx-stripes" d="{hatch}"/>'
        f'<path class="nx-border" d="{border}"/></g>'
    )


def _tint(class_: str, outlines: list[Array], ends: list[Array]) -> str:
    """Return outlines as one area; what lies within another one is a hole in it."""
    rings = [
        _path(ring)
        for points, places in zip(outlines, ends, strict=True)
        for ring in np.split(points, places[1:-1])
    ]
    path = "Z".join([*rings, ""])
    return f'<path class="{class_}" fill-rule="evenodd" fill-opacity="{_SHOWS}" d="{path}"/>'


def _path(points: Array) -> str:
    """Return a line through points, without those on the straight line of their neighbours."""
    before, after = points[1:-1] - points[:-2], points[2:] - points[1:-1]
    turns = np.abs(before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]) > _STRAIGHT
    kept = points[np.concatenate([[True], turns, [True]])]
    return "M" + "L".join(f"{coordinate(x)} {coordinate(y)}" for x, y in kept.tolist())


def _hatch(outputs: Array, xs: Array, ys: Array) -> str:
    """Return diagonal stripes where the outputs are below the border."""
    rows, columns = outputs.shape
    path = ""
    for diagonal in range(_HATCH, rows + columns - 1, _HATCH):
        i = np.arange(max(0, diagonal - columns + 1), min(rows, diagonal + 1))
        below = np.concatenate([[False], outputs[i, diagonal - i] < _BORDER, [False]])
        changes = np.flatnonzero(np.diff(below))
        for start, end in zip(i[0] + changes[::2], i[0] + changes[1::2] - 1, strict=True):
            path += _path(np.array([[xs[diagonal - k], ys[k]] for k in (start, end)]))
    return path
