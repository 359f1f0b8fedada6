"""Cells: bars of a probability distribution, and numbers in a coloured grid."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from nnlib.drawing import palette
from nnlib.plots.axes import SHADES, own_axes
from nnlib.validation import as_array, as_float_array, check_names, check_words


def distribution_bars(
    values: ArrayLike, names: Sequence[str], *, title: str = "", ax: Axes | None = None
) -> Axes:
    """Draw one bar a class, each with its number, and their sum below.

    Parameters
    ----------
    values : array_like
        Shape (classes,), none below 0.
    names : sequence of str
        One a class.
    title : str, optional
        Words above the bars.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        What was drawn on.

    Raises
    ------
    TypeError, ValueError
        If there are not as many names as values, or a value is below 0.
    """
    values = as_float_array("values", values)
    if values.ndim != 1 or values.size == 0:
        raise ValueError(f"values expected shape (classes,), got {values.shape}")
    names = check_names("names", names, len(values))
    if values.min() < 0:
        raise ValueError(f"values expected no number below 0, got {values.min():g}")
    check_words("title", title)
    ax = own_axes(ax, width=4.4)
    bars = ax.bar(range(len(names)), values, color=palette.POSITIVE, width=0.6)
    ax.bar_label(bars, [f"{value:.2f}" for value in values], color=palette.INK)
    ax.set_xticks(range(len(names)), names)
    ax.set_ylim(0, max(1.1, 1.1 * values.max()))
    ax.set_xlabel(f"sum: {values.sum():.2f}")
    ax.set_title(title, color=palette.INK)
    return ax


def confusion(matrix: ArrayLike, names: Sequence[str], *, ax: Axes | None = None) -> Axes:
    """Draw a confusion matrix with its counts.

    Parameters
    ----------
    matrix : array_like
        From `nnlib.metrics.confusion_matrix`, shape (classes, classes).
    names : sequence of str
        One a class.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        What was drawn on.

    Raises
    ------
    TypeError, ValueError
        If `matrix` contains no integers or is not square, or there are not as many names as rows.
    """
    matrix = as_array("matrix", matrix)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or matrix.size == 0:
        raise ValueError(f"matrix expected shape (classes, classes), got {matrix.shape}")
    if matrix.dtype.kind not in "iu":
        raise TypeError(f"matrix expected counts, whole numbers, got {matrix.dtype}")
    names = check_names("names", names, len(matrix))
    ax = own_axes(ax, width=4.4, height=3.8)
    _table(ax, matrix, names, names, "{}", low=0, high=matrix.max())
    ax.set_xlabel("the network says")
    ax.set_ylabel("it is")
    return ax


def heat_map(
    values: ArrayLike,
    rows: Sequence[object],
    columns: Sequence[object],
    *,
    number_format: str = "{:.0%}",
    value_range: tuple[float, float] | None = None,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw a table of numbers, each field the darker the larger its number.

    Parameters
    ----------
    values : array_like
        Shape (rows, columns).
    rows, columns : sequence
        What the rows and the columns stand for, one name or number each.
    number_format : str, default "{:.0%}"
        How a number is written in its field.
    value_range : tuple of (float, float), optional
        The numbers of the lightest and the darkest field, so that several maps can be compared;
        by default the least and the largest of `values`.
    title : str, optional
        Words above the table.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        What was drawn on.

    Raises
    ------
    TypeError, ValueError
        If `values` does not have one row a name in `rows`, and one column a name in `columns`, or
        another argument is something else.
    """
    values = as_float_array("values", values)
    _check_side("rows", rows)
    _check_side("columns", columns)
    if values.shape != (len(rows), len(columns)) or values.size == 0:
        raise ValueError(f"values expected shape {len(rows), len(columns)}, got {values.shape}")
    try:
        number_format.format(0.5)
    except Exception as error:
        raise ValueError(
            f"number_format expected a format such as '{{:.0%}}', got {number_format!r:.60}"
        ) from error
    own_range = (values.min(), values.max())
    ends = as_float_array("value_range", own_range if value_range is None else value_range)
    if ends.shape != (2,) or ends[0] > ends[1]:
        raise ValueError(f"value_range expected the least and the largest number, got {ends}")
    check_words("title", title)
    ax = own_axes(ax, width=4.4, height=3.2)
    _table(ax, values, rows, columns, number_format, low=ends[0], high=ends[1])
    ax.set_title(title, fontsize=11, color=palette.INK)
    return ax


def _check_side(name: str, side: Sequence[object]) -> None:
    flat = isinstance(side, Sequence) or (isinstance(side, np.ndarray) and side.ndim == 1)
    if isinstance(side, str) or not flat:
        raise TypeError(f"{name} expected a list of names or numbers, got {side!r:.60}")


def _table(
    ax: Axes,
    values: NDArray,
    rows: Sequence[object],
    columns: Sequence[object],
    number_format: str,
    *,
    low: float,
    high: float,
) -> None:
    ax.imshow(values, cmap=SHADES, vmin=low, vmax=high, aspect="auto")
    for (i, j), value in np.ndenumerate(values):
        words = number_format.format(value)
        ax.text(j, i, words, ha="center", va="center", color=palette.INK, size=13)
    ax.set_xticks(range(len(columns)), [str(name) for name in columns])
    ax.set_yticks(range(len(rows)), [str(name) for name in rows])
