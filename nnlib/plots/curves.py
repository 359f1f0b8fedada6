"""Curves: activations, whatever changes over time, and regions in the plane."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from nnlib.arrays import Array
from nnlib.drawing import palette
from nnlib.drawing.numerals import inside
from nnlib.plots.axes import FAR, STYLES, own_axes, points_of, values_of
from nnlib.validation import (
    as_array,
    as_float_array,
    check_flag,
    check_function,
    check_number,
    check_type,
    check_words,
)

_ARROW = 0.6  # of the map's smaller reach: how long an arrow is
_CONFIDENCES = np.array([0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])  # where one tint ends
_STRENGTHS = [0.2, 0.45, 0.7, 1.0]  # of the tints, from the decision boundary outward


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
    curve = values_of("function", function, z)
    slope = None if derivative is None else values_of("derivative", derivative, z)
    sums = as_float_array("marks", marks)
    if sums.ndim != 1:
        raise ValueError(f"marks expected a list of sums, got shape {sums.shape}")
    heights = values_of("function", function, sums)
    ax = own_axes(ax, width=6.4, height=3.4)
    name = getattr(function, "__name__", str(function))
    ax.axhline(0, color=palette.MUTED, linewidth=0.8)
    ax.axvline(0, color=palette.MUTED, linewidth=0.8)
    ax.plot(z, curve, color=palette.POSITIVE, linewidth=2.4, label=f"{name}(z)")
    if slope is not None:
        ax.plot(z, slope, "--", color=palette.NEGATIVE, linewidth=2, label="its slope")
    for mark, a in zip(sums, heights, strict=True):
        ax.plot(mark, a, "o", color=palette.INK)
        written = inside(float(a), 4) if 0 < a < 1 else f"{a:.4f}"  # 0.999994 is not 1
        ax.annotate(f"z = {mark:g}\na = {written}", (mark, a), (8, -30), textcoords="offset points")
    ax.set_xlabel("weighted sum z")
    ax.set_ylabel("output a")
    ax.legend(loc="upper left")
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
    if len(series) > len(STYLES):
        raise ValueError(f"series expected at most {len(STYLES)} curves, got {len(series)}")
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
    ax = own_axes(ax, width=6.4, height=3.4)
    for (name, values), style in zip(curves.items(), STYLES, strict=False):
        ax.plot(x, values, style["linestyle"], color=style["color"], label=name, linewidth=2.2)
    if whole:
        ax.locator_params("x", integer=True)
    ax.set_xlabel(x_label)
    ax.set_ylabel(y_label)
    if len(series) > 1:
        ax.legend()
    return ax


def slide(
    cost: Callable[[Array], Array],
    weights: ArrayLike,
    *,
    reach: float,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the cost as a curve over one weight, and the steps of a descent on it.

    Parameters
    ----------
    cost : callable
        Takes an array of weights and returns the cost of each.
    weights : array_like
        The weight before the first step and after each, shape (steps + 1,).
    reach : float
        The curve goes from -reach to reach.
    title : str, optional
        Words above the curve.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        What was drawn on.

    Raises
    ------
    TypeError, ValueError
        If `weights` is not a list of numbers, or another argument has the wrong type.
    """
    weights = as_float_array("weights", weights)
    if weights.ndim != 1 or weights.size == 0:
        raise ValueError(f"weights expected shape (steps + 1,), got {weights.shape}")
    end = check_number("reach", reach, above=0)
    places = np.linspace(-end, end, 241)
    curve, heights = values_of("cost", cost, places), values_of("cost", cost, weights)
    check_words("title", title)
    ax = own_axes(ax, width=6.4, height=3.8)
    ax.plot(places, curve, color=palette.CONTOUR, linewidth=1.6)
    ax.plot(weights, heights, "o-", color=palette.POSITIVE, markersize=5, linewidth=1.4)
    ax.plot(weights[0], heights[0], "s", color=palette.INK, markersize=8)
    ax.set_xlabel("weight (square: start)")
    ax.set_ylabel("cost")
    ax.set_title(title, fontsize=11, color=palette.INK)
    return ax


def descent(
    cost: Callable[[Array, Array], Array],
    paths: Mapping[str, ArrayLike],
    *,
    reach: tuple[float, float] = (4.0, 2.0),
    directions: Mapping[str, ArrayLike] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a surface over two weights as a map, and the paths of descents on it.

    The map has lines of equal cost, as a hiker's has lines of equal height.

    Parameters
    ----------
    cost : callable
        Takes two arrays, the weights, and returns the cost at each of their places.
    paths : mapping of str to array_like
        Name and places, shape (steps, 2), of each descent; at most four. The legend leaves out a
        path of a single place.
    reach : tuple of (float, float), default (4, 2)
        The map goes from -reach to reach, to the right and upward.
    directions : mapping of str to array_like, optional
        Name and directions, shape (arrows, 2), of at most four groups of arrows. They begin where
        the first path does, and all have the same length; those of the first group are thickest.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        What was drawn on.

    Raises
    ------
    TypeError, ValueError
        If there are more than four paths, or none, or one is no list of places, or a direction
        leads nowhere.
    """
    paths = _as_paths("path", paths)
    groups = {} if directions is None else _as_paths("direction", directions)
    arrows = {name: _equally_long(name, group) for name, group in groups.items()}
    ends = as_float_array("reach", reach)
    if ends.shape != (2,) or ends.min() <= 0:
        raise ValueError(f"reach expected two numbers above 0, got {ends}")
    first, second = np.meshgrid(*(np.linspace(-end, end, 161) for end in ends))
    height = values_of("cost", cost, first, second)
    ax = own_axes(ax, width=6.4, height=3.8)
    levels = np.linspace(height.min(), height.max(), 15)
    if (np.diff(levels) > 0).all():  # a plain has no lines
        ax.contour(first, second, height, levels, colors=palette.CONTOUR, linewidths=0.8)
    for (name, path), style in zip(paths.items(), STYLES, strict=False):
        dots, words = "o" + style["linestyle"], name if len(path) > 1 else None
        ax.plot(*path.T, dots, color=style["color"], markersize=3.5, linewidth=1.6, label=words)
    begin = next(iter(paths.values()))[0]
    for order, ((name, group), style) in enumerate(zip(arrows.items(), STYLES, strict=False)):
        starts = np.broadcast_to(begin, group.shape)
        ax.quiver(
            *starts.T, *(_ARROW * ends.min() * group.T), color=style["color"], label=name,
            angles="xy", scale_units="xy", scale=1, width=0.006 if order else 0.014,
            zorder=4 - order / 10,
        )  # fmt: skip
    ax.plot(*begin, "s", color=palette.INK, markersize=8, zorder=5)
    ax.set_xlim(-ends[0], ends[0])
    ax.set_ylim(-ends[1], ends[1])
    ax.set_xlabel("first weight (square: start)")
    ax.set_ylabel("second weight")
    ax.legend(loc="lower right")
    return ax


def regions(
    network: Callable[[Array], Array],
    X: ArrayLike,
    y: ArrayLike,
    *,
    confidence: bool = False,
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
    confidence : bool, default False
        Whether the two numbers are logits: the paler a place, the less sure the network is of it,
        and a line is the decision boundary.
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
        If the shapes differ, `y` contains another class, or another argument has the wrong type.
    """
    X, y = points_of(X), as_array("y", y)
    if y.dtype.kind not in "iub" or y.shape != X.shape[:1] or not np.isin(y, (0, 1)).all():
        raise ValueError(f"y expected {len(X)} classes, each 0 or 1, got {y!r:.60}")
    if np.abs(X).max() > FAR:
        raise ValueError(f"X expected numbers up to {FAR:g}, got {np.abs(X).max():g}")
    check_words("title", title)
    check_flag("confidence", confidence)
    places = _grid_around(X)
    points = np.column_stack([side.ravel() for side in places])
    output = as_float_array("network", check_function("network", network)(points))
    if output.shape != points.shape:
        raise ValueError(f"network expected to return {points.shape}, got {output.shape}")
    ax = own_axes(ax, width=3.6, height=3.6)
    larger = (output[:, 1] - output[:, 0]).reshape(places[0].shape)
    sides = [palette.NEGATIVE_TINT, palette.POSITIVE_TINT]
    if confidence:
        # Probabilities p of class 1 are drawn by their logits, ln(p / (1 - p)).
        steps = [-np.inf, *np.log(_CONFIDENCES / (1 - _CONFIDENCES)), np.inf]
        tints = [palette.blend(sides[0], share) for share in _STRENGTHS[::-1]]
        tints += [palette.blend(sides[1], share) for share in _STRENGTHS]
        ax.contourf(*places, larger, levels=steps, colors=tints)
        ax.contour(*places, larger, levels=[0], colors=palette.INK, linewidths=1.6)
    else:
        ax.contourf(*places, larger, levels=[-np.inf, 0, np.inf], colors=sides, alpha=0.6)
    for k, marker, color in [(0, "s", palette.NEGATIVE), (1, "o", palette.POSITIVE)]:
        across, up = X[y == k].T
        ax.scatter(across, up, s=26, marker=marker, color=color, edgecolors=palette.GROUND)
    ax.set_aspect("equal")
    ax.set_xticks([])
    ax.set_yticks([])
    ax.set_title(title, fontsize=11, color=palette.INK)
    return ax


def _as_paths(kind: str, paths: Mapping[str, ArrayLike]) -> dict[str, Array]:
    check_type(f"{kind}s", paths, Mapping, "a dict of names and arrays")
    most = len(STYLES)
    if not 1 <= len(paths) <= most:
        raise ValueError(f"{kind}s expected at least 1 and at most {most} names, got {len(paths)}")
    for name in paths:
        check_words(f"{kind}s", name)
    pairs = {name: as_float_array(f"{kind} {name}", path) for name, path in paths.items()}
    for name, path in pairs.items():
        if path.ndim != 2 or path.shape[1] != 2 or len(path) == 0:
            raise ValueError(f"{kind} {name} expected an array of shape (n, 2), got {path.shape}")
    return pairs


def _equally_long(name: str, group: Array) -> Array:
    """Return directions with a length of 1."""
    lengths = np.hypot(*group.T)
    if lengths.min() == 0:
        raise ValueError(f"direction {name} expected no (0, 0), which leads nowhere")
    return group / lengths[:, np.newaxis]


def _grid_around(X: Array) -> tuple[Array, Array]:
    """Return the x and the y of places all over the points and a margin around them."""
    margin = 0.08 * np.ptp(X, axis=0).max() + 1e-9 * (1 + np.abs(X).max())
    (left, bottom), (right, top) = X.min(axis=0) - margin, X.max(axis=0) + margin
    return np.meshgrid(np.linspace(left, right, 201), np.linspace(bottom, top, 201))
