"""Plots made with Matplotlib: each takes data, draws on `ax`, and returns it.

Without an `ax` a plot makes a figure of its own. `nnlib.picture.Picture.of_axes` turns it into
a picture with alternative text, which is how the notebooks show it.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from nnlib import palette
from nnlib._checks import (
    as_array,
    as_float_array,
    check_count,
    check_flag,
    check_function,
    check_names,
    check_number,
    check_type,
    check_words,
)

Array = NDArray[np.floating]

_STYLES = [
    {"color": palette.POSITIVE, "linestyle": "-"},
    {"color": palette.NEGATIVE, "linestyle": "--"},
    {"color": palette.INK, "linestyle": ":"},
    {"color": palette.MUTED, "linestyle": "-."},  # a green would be orange to some, blue to others
]
_FAR = 1e30  # further out, Matplotlib has no digits left for its margins and ticks
_SIGNED = LinearSegmentedColormap.from_list(
    "signed", [palette.NEGATIVE, palette.GROUND, palette.POSITIVE]
)
# Not darker than a number in ink on it can be read.
_SHADES = LinearSegmentedColormap.from_list(
    "shades", [palette.GROUND, palette.blend(palette.POSITIVE, 0.7)]
)


def panels(
    columns: int, rows: int = 1, *, width: float = 7, height: float = 3.2
) -> NDArray[np.object_]:
    """Make axes side by side on a new figure, with a common vertical scale.

    Parameters
    ----------
    columns, rows : int
        How many beside each other, and below each other.
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


def image(pixels: ArrayLike, *, title: str = "", ax: Axes | None = None) -> Axes:
    """Show a picture with its rows and columns numbered.

    Parameters
    ----------
    pixels : array_like
        Colour, shape (rows, columns, 3), or one channel, shape (rows, columns); brightness
        from 0 to 255.
    title : str, optional
        Words above the picture.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        What was drawn on.

    Raises
    ------
    TypeError, ValueError
        If `pixels` is no picture, or `title` no text.
    """
    pixels, title = _as_pixels(pixels), check_words("title", title)
    ax = _axes(ax, width=4, height=4.2)
    ax.imshow(pixels, cmap="gray", vmin=0, vmax=255, interpolation="nearest")
    ax.set_title(title, color=palette.INK)
    ax.set_xlabel("column")
    ax.set_ylabel("row")
    return ax


def image_channels(pixels: ArrayLike) -> NDArray[np.object_]:
    """Show a colour picture and its red, green and blue channel, two by two.

    Parameters
    ----------
    pixels : array_like
        Shape (rows, columns, 3), brightness from 0 to 255.

    Returns
    -------
    ndarray of matplotlib.axes.Axes
        Shape (4,): the picture, then one a channel, bright where it has much of the colour.

    Raises
    ------
    TypeError, ValueError
        If `pixels` is no colour picture.
    """
    pixels = _as_pixels(pixels)
    if pixels.ndim != 3:
        raise ValueError(f"pixels expected shape (rows, columns, 3), got {pixels.shape}")
    axes = panels(2, 2, width=6, height=6.4)
    image(pixels, title="all three", ax=axes[0])
    for channel, (name, ax) in enumerate(zip(palette.CHANNELS, axes[1:], strict=True)):
        image(pixels[..., channel], ax=ax)
        ax.set_title(name, color=palette.CHANNELS[name], fontweight="bold")
    for ax in axes:
        ax.label_outer()
    return axes


def activation_curves(
    function: Callable[[NDArray], NDArray],
    derivative: Callable[[NDArray], NDArray] | None = None,
    *,
    marks: Sequence[float] = (),
    ax: Axes | None = None,
) -> Axes:
    """Draw an activation function for sums from -6 to 6, and its slope if given.

    Parameters
    ----------
    function, derivative : callable
        For example `nnlib.activations.sigmoid` and `nnlib.activations.sigmoid_derivative`.
    marks : sequence of float, optional
        Sums z to mark on the curve with a dot and its value.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        What was drawn on.

    Raises
    ------
    TypeError, ValueError
        If a function does not return one finite number a place, or `marks` are no sums.
    """
    z = np.linspace(-6, 6, 241)
    curve = _values("function", function, z)
    slope = None if derivative is None else _values("derivative", derivative, z)
    marks = as_float_array("marks", marks)
    if marks.ndim != 1:
        raise ValueError(f"marks expected a list of sums, got shape {marks.shape}")
    heights = _values("function", function, marks)
    ax = _axes(ax, width=6.4, height=3.4)
    name = getattr(function, "__name__", str(function))
    ax.axhline(0, color=palette.MUTED, linewidth=0.8)
    ax.axvline(0, color=palette.MUTED, linewidth=0.8)
    ax.plot(z, curve, color=palette.POSITIVE, linewidth=2.4, label=f"{name}(z)")
    if slope is not None:
        ax.plot(z, slope, "--", color=palette.NEGATIVE, linewidth=2, label="its slope")
    for mark, a in zip(marks, heights, strict=True):
        ax.plot(mark, a, "o", color=palette.INK)
        ax.annotate(f"z = {mark:g}\na = {a:.4f}", (mark, a), (8, -30), textcoords="offset points")
    ax.set_xlabel("weighted sum z")
    ax.set_ylabel("value a")
    ax.legend(loc="upper left")
    return ax


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
    ax = _axes(ax, width=4.4)
    bars = ax.bar(range(len(names)), values, color=palette.POSITIVE, width=0.6)
    ax.bar_label(bars, [f"{value:.2f}" for value in values], color=palette.INK)
    ax.set_xticks(range(len(names)), names)
    ax.set_ylim(0, max(1.1, 1.1 * values.max()))
    ax.set_xlabel(f"sum: {values.sum():.2f}")
    ax.set_title(title, color=palette.INK)
    return ax


def lines(
    x: ArrayLike,
    series: Mapping[str, ArrayLike],
    *,
    x_label: str = "",
    y_label: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw one or more curves over the same x, told apart by colour, dash and name.

    Parameters
    ----------
    x : array_like
        Shape (points,).
    series : mapping of str to array_like
        Name and values, shape (points,), of each curve; at most four.
    x_label, y_label : str, optional
        Words along the axes.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        What was drawn on.

    Raises
    ------
    TypeError, ValueError
        If there are more than four curves, or one has another number of points than `x`.
    """
    check_type("series", series, Mapping, "a dict of names and values")
    if len(series) > len(_STYLES):
        raise ValueError(f"series expected at most {len(_STYLES)} curves, got {len(series)}")
    whole = as_array("x", x).dtype.kind in "iu"
    x = as_float_array("x", x)
    if x.ndim != 1:
        raise ValueError(f"x expected shape (points,), got {x.shape}")
    curves = {check_words("series", name): as_float_array(name, v) for name, v in series.items()}
    for name, values in curves.items():
        if values.shape != x.shape:
            raise ValueError(f"{name} expected shape {x.shape}, as x, got {values.shape}")
    check_words("x_label", x_label)
    check_words("y_label", y_label)
    ax = _axes(ax, width=6.4, height=3.4)
    for (name, values), style in zip(curves.items(), _STYLES, strict=False):
        ax.plot(x, values, label=name, linewidth=2.2, **style)
    if whole:
        ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set_xlabel(x_label)
    ax.set_ylabel(y_label)
    if len(series) > 1:
        ax.legend()
    return ax


def descent(
    cost: Callable[[Array, Array], Array],
    paths: Mapping[str, ArrayLike],
    *,
    reach: tuple[float, float] = (4.0, 2.0),
    ax: Axes | None = None,
) -> Axes:
    """Draw a surface over two weights as a map, and the ways that descents took on it.

    The map has lines of equal cost, as a hiker's has lines of equal height.

    Parameters
    ----------
    cost : callable
        Takes two arrays, the weights, and returns the cost at each of their places.
    paths : mapping of str to array_like
        Name and places, shape (steps, 2), of each descent; at most four.
    reach : tuple of (float, float), default (4, 2)
        The map goes from -reach to reach, to the right and upward.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        What was drawn on.

    Raises
    ------
    TypeError, ValueError
        If there are more than four paths, or none, or one is no list of places.
    """
    paths = _as_paths(paths)
    reach = as_float_array("reach", reach)
    if reach.shape != (2,) or reach.min() <= 0:
        raise ValueError(f"reach expected two numbers above 0, got {reach}")
    first, second = np.meshgrid(*(np.linspace(-end, end, 161) for end in reach))
    height = _values("cost", cost, first, second)
    ax = _axes(ax, width=6.4, height=3.8)
    levels = np.linspace(height.min(), height.max(), 15)
    if (np.diff(levels) > 0).all():  # a plain has no lines
        ax.contour(first, second, height, levels, colors=palette.CONTOUR, linewidths=0.8)
    for (name, path), style in zip(paths.items(), _STYLES, strict=False):
        ax.plot(*path.T, marker="o", markersize=3.5, linewidth=1.6, label=name, **style)
    ax.plot(*next(iter(paths.values()))[0], "s", color=palette.INK, markersize=8)
    ax.set_xlim(-reach[0], reach[0])
    ax.set_ylim(-reach[1], reach[1])
    ax.set_xlabel("first weight (square: start)")
    ax.set_ylabel("second weight")
    ax.legend(loc="lower right")
    return ax


def image_grid(
    images: ArrayLike, titles: Sequence[str] = (), *, columns: int = 6, signed: bool = False
) -> NDArray[np.object_]:
    """Show small grey images in a grid, or weights as images.

    Parameters
    ----------
    images : array_like
        Shape (images, rows, columns).
    titles : sequence of str, optional
        Words above each.
    columns : int, default 6
        Images side by side.
    signed : bool, default False
        Whether the numbers are weights, shown from blue (positive) over white (0) to orange
        (negative), each image on its own scale; otherwise brightness from 0 to 1.

    Returns
    -------
    ndarray of matplotlib.axes.Axes
        Shape (cells,), unused ones at the end.

    Raises
    ------
    TypeError, ValueError
        If `images` are no images, or there is another number of titles.
    """
    images = as_float_array("images", images)
    if images.ndim != 3 or images.size == 0:
        raise ValueError(f"images expected shape (images, rows, columns), got {images.shape}")
    columns, signed = check_count("columns", columns), check_flag("signed", signed)
    untitled = isinstance(titles, Sequence) and len(titles) == 0
    titles = check_names("titles", [""] * len(images) if untitled else titles, len(images))
    rows = -(-len(images) // columns)
    height = (1.1 if untitled else 1.35) * rows
    axes = panels(columns, rows, width=1.1 * columns, height=height)
    for ax in axes:
        ax.set_axis_off()
    for ax, picture, title in zip(axes, images, titles, strict=False):
        if signed:
            end = np.abs(picture).max() or 1
            ax.imshow(picture, cmap=_SIGNED, vmin=-end, vmax=end)
        else:
            ax.imshow(picture, cmap="gray", vmin=0, vmax=1)
        ax.set_title(title, fontsize=9, color=palette.INK)
    return axes


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
        If `matrix` holds no whole numbers or is not square, or there are not as many names as rows.
    """
    matrix = as_array("matrix", matrix)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or matrix.size == 0:
        raise ValueError(f"matrix expected shape (classes, classes), got {matrix.shape}")
    if matrix.dtype.kind not in "iu":
        raise TypeError(f"matrix expected counts, whole numbers, got {matrix.dtype}")
    names = check_names("names", names, len(matrix))
    ax = _axes(ax, width=4.4, height=3.8)
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
    ends = (values.min(), values.max()) if value_range is None else value_range
    ends = as_float_array("value_range", ends)
    if ends.shape != (2,) or ends[0] > ends[1]:
        raise ValueError(f"value_range expected the least and the largest number, got {ends}")
    check_words("title", title)
    ax = _axes(ax, width=4.4, height=3.2)
    _table(ax, values, rows, columns, number_format, low=ends[0], high=ends[1])
    ax.set_title(title, fontsize=11, color=palette.INK)
    return ax


def regions(
    network: Callable[[Array], Array],
    X: ArrayLike,
    y: ArrayLike,
    *,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw points of two classes in the plane, and which class a network sees at each place.

    Parameters
    ----------
    network : callable
        From points, shape (n, 2), to two numbers a point, shape (n, 2); the larger one wins.
    X : array_like
        Points, shape (examples, 2).
    y : array_like
        Their classes, 0 (orange squares) or 1 (blue circles), shape (examples,).
    title : str, optional
        Words above the plane.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        What was drawn on.

    Raises
    ------
    TypeError, ValueError
        If the shapes are others, `y` holds another class, or another argument is something else.
    """
    X, y = as_float_array("X", X), as_array("y", y)
    if X.ndim != 2 or X.shape[1] != 2 or len(X) == 0:
        raise ValueError(f"X expected shape (examples, 2), at least one example, got {X.shape}")
    if y.dtype.kind not in "iub" or y.shape != X.shape[:1] or not np.isin(y, (0, 1)).all():
        raise ValueError(f"y expected {len(X)} classes, each 0 or 1, got {y!r:.60}")
    if np.abs(X).max() > _FAR:
        raise ValueError(f"X expected numbers up to {_FAR:g}, got {np.abs(X).max():g}")
    check_words("title", title)
    places = _grid_around(X)
    points = np.column_stack([side.ravel() for side in places])
    output = as_float_array("network", check_function("network", network)(points))
    if output.shape != points.shape:
        raise ValueError(f"network expected to return {points.shape}, got {output.shape}")
    ax = _axes(ax, width=3.6, height=3.6)
    larger = (output[:, 1] - output[:, 0]).reshape(places[0].shape)
    tints = [palette.NEGATIVE_TINT, palette.POSITIVE_TINT]
    ax.contourf(*places, larger, levels=[-np.inf, 0, np.inf], colors=tints, alpha=0.6)
    for k, marker, color in [(0, "s", palette.NEGATIVE), (1, "o", palette.POSITIVE)]:
        ax.scatter(*X[y == k].T, s=26, marker=marker, color=color, edgecolors=palette.GROUND)
    ax.set_aspect("equal")
    ax.set_xticks([])
    ax.set_yticks([])
    ax.set_title(title, fontsize=11, color=palette.INK)
    return ax


def _axes(ax: Axes | None, *, width: float, height: float = 3.2) -> Axes:
    """Return `ax`, or the only axes of a new figure."""
    if ax is None:
        return panels(1, width=width, height=height)[0]
    return check_type("ax", ax, Axes, "axes of Matplotlib")


def _values(name: str, function: Callable, *places: Array) -> Array:
    """Return what `function` makes of each place."""
    values = as_float_array(name, check_function(name, function)(*places))
    if values.shape != places[0].shape:
        raise ValueError(
            f"{name} expected to return one number a place, {places[0].shape}, got {values.shape}"
        )
    return values


def _as_paths(paths: Mapping[str, ArrayLike]) -> dict[str, Array]:
    check_type("paths", paths, Mapping, "a dict of names and places")
    most = len(_STYLES)
    if not 1 <= len(paths) <= most:
        raise ValueError(f"paths expected at least 1 and at most {most} descents, got {len(paths)}")
    for name in paths:
        check_words("paths", name)
    places = {name: as_float_array(f"path {name}", path) for name, path in paths.items()}
    for name, path in places.items():
        if path.ndim != 2 or path.shape[1] != 2 or len(path) == 0:
            raise ValueError(f"path {name} expected places of shape (steps, 2), got {path.shape}")
    return places


def _grid_around(X: Array) -> tuple[Array, Array]:
    """Return the x and the y of places all over the points and a margin around them."""
    margin = 0.08 * np.ptp(X, axis=0).max() + 1e-9 * (1 + np.abs(X).max())
    (left, bottom), (right, top) = X.min(axis=0) - margin, X.max(axis=0) + margin
    return np.meshgrid(np.linspace(left, right, 201), np.linspace(bottom, top, 201))


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
    ax.imshow(values, cmap=_SHADES, vmin=low, vmax=high, aspect="auto")
    for (i, j), value in np.ndenumerate(values):
        words = number_format.format(value)
        ax.text(j, i, words, ha="center", va="center", color=palette.INK, size=13)
    ax.set_xticks(range(len(columns)), [str(name) for name in columns])
    ax.set_yticks(range(len(rows)), [str(name) for name in rows])


def _as_pixels(pixels: ArrayLike) -> NDArray[np.uint8]:
    array = as_float_array("pixels", pixels)
    if array.ndim not in (2, 3) or (array.ndim == 3 and array.shape[2] != 3):
        raise ValueError(
            f"pixels expected shape (rows, columns) or (rows, columns, 3), got {array.shape}"
        )
    if array.size == 0 or array.min() < 0 or array.max() > 255 or (array != array.round()).any():
        raise ValueError(
            "pixels expected whole numbers from 0 to 255; multiply brightness from 0 to 1 by 255"
        )
    return array.astype(np.uint8)
