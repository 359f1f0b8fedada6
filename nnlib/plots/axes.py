"""Axes: what the plots draw on and with."""

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from nnlib.arrays import Array
from nnlib.drawing import palette
from nnlib.validation import as_float_array, check_count, check_function, check_number, check_type

STYLES = [
    {"color": palette.POSITIVE, "linestyle": "-"},
    {"color": palette.NEGATIVE, "linestyle": "--"},
    {"color": palette.INK, "linestyle": ":"},
    {"color": palette.MUTED, "linestyle": "-."},  # a green would be orange to some, blue to others
]
FAR = 1e30  # further out, Matplotlib has no digits left for its margins and ticks
SIGNED = LinearSegmentedColormap.from_list(
    "signed", [palette.NEGATIVE, palette.GROUND, palette.POSITIVE]
)
# Not darker than a number in ink on it can be read.
SHADES = LinearSegmentedColormap.from_list(
    "shades", [palette.GROUND, palette.blend(palette.POSITIVE, 0.7)]
)


def panels(
    columns: int, rows: int = 1, *, width: float = 7, height: float = 3.2
) -> NDArray[np.object_]:
    """Make axes side by side on a new figure, with a common vertical scale.

    Parameters
    ----------
    columns, rows : int
        How many side by side, and below each other.
    width, height : float
        Size of the whole figure in inches, 100 pixels of the page each.

    Returns
    -------
    ndarray of matplotlib.axes.Axes
        Shape (columns * rows,), row by row.

    Raises
    ------
    TypeError, ValueError
        If a number is not above 0, or none at all.
    """
    columns, rows = check_count("columns", columns), check_count("rows", rows)
    check_number("width", width, above=0)
    check_number("height", height, above=0)
    figure = Figure(figsize=(width, height), layout="constrained")
    return figure.subplots(rows, columns, sharey=True, squeeze=False).reshape(-1)


def own_axes(ax: Axes | None, *, width: float, height: float = 3.2) -> Axes:
    """Return `ax`, or the only axes of a new figure."""
    if ax is None:
        return panels(1, width=width, height=height)[0]
    return check_type("ax", ax, Axes, "axes of Matplotlib")


def points_of(X: ArrayLike) -> Array:
    """Return points in the plane as an array of shape (examples, 2)."""
    points = as_float_array("X", X)
    if points.ndim != 2 or points.shape[1] != 2 or len(points) == 0:
        raise ValueError(
            f"X expected shape (examples, 2), at least one example, got {points.shape}"
        )
    return points


def values_of(name: str, function: Callable, *places: Array) -> Array:
    """Return what `function` makes of each place."""
    values = as_float_array(name, check_function(name, function)(*places))
    if values.shape != places[0].shape:
        raise ValueError(
            f"{name} expected to return one number a place, {places[0].shape}, got {values.shape}"
        )
    return values
