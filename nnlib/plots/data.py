"""Data: points of several groups, and the curves that networks draw through points."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from nnlib.arrays import Array
from nnlib.drawing import palette
from nnlib.plots.axes import STYLES, own_axes, points_of
from nnlib.plots.curves import lines
from nnlib.validation import (
    as_array,
    as_float_array,
    check_function,
    check_names,
    check_number,
    check_type,
    check_words,
)

_MARKERS = "os^D"


def groups(
    X: ArrayLike,
    y: ArrayLike,
    names: Sequence[str],
    *,
    x_label: str = "",
    y_label: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw points of several classes, told apart by colour, marker and name.

    Parameters
    ----------
    X : array_like
        The points, shape (examples, 2): how far to the right, and how far up.
    y : array_like
        Their classes, counted from 0, shape (examples,).
    names : sequence of str
        One name per class; at most four.
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
        If the shapes differ, or `y` contains a class without a name.
    """
    X, y = points_of(X), as_array("y", y)
    check_type("names", names, Sequence, "a list of names")
    names = check_names("names", names, len(names))
    if len(names) > len(_MARKERS):
        raise ValueError(f"names expected at most {len(_MARKERS)} classes, got {len(names)}")
    known = y.dtype.kind in "iu" and y.shape == X.shape[:1] and np.isin(y, range(len(names))).all()
    if not known:
        raise ValueError(f"y expected {len(X)} classes from 0 to {len(names) - 1}, got {y!r:.60}")
    check_words("x_label", x_label)
    check_words("y_label", y_label)
    ax = own_axes(ax, width=6.4, height=3.6)
    for k, (name, marker, style) in enumerate(zip(names, _MARKERS, STYLES, strict=False)):
        across, up = X[y == k].T
        ax.plot(across, up, marker, color=style["color"], label=name, markersize=5)
    ax.set_xlabel(x_label)
    ax.set_ylabel(y_label)
    ax.legend()
    return ax


def fits(
    networks: Mapping[str, Callable[[Array], Array]],
    X: ArrayLike,
    y: ArrayLike,
    *,
    reach: float,
    truth: Callable[[Array], Array] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the curves of networks with one input and one output, and points with them.

    The region that has points is shaded if `reach` goes well beyond. A curve is cut off where it is
    much higher or lower than all points.

    Parameters
    ----------
    networks : mapping of str to callable
        Name and network of each curve: from inputs, shape (n, 1), to outputs, shape (n, 1).
    X, y : array_like
        Inputs and targets of the points, each of shape (examples, 1).
    reach : float
        The curves go from -reach to reach.
    truth : callable, optional
        The curve from which the points come, as one more.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default on a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        What was drawn on.

    Raises
    ------
    TypeError, ValueError
        If the points do not have one input and one target, there are more than four curves, or a
        network returns another shape.
    """
    check_type("networks", networks, Mapping, "a dict of names and networks")
    X, y = as_float_array("X", X), as_float_array("y", y)
    if X.ndim != 2 or X.shape[1] != 1 or len(X) == 0 or y.shape != X.shape:
        raise ValueError(f"X and y expected shape (examples, 1), got {X.shape} and {y.shape}")
    reach = check_number("reach", reach, above=0)
    every = {**networks} if truth is None else {**networks, "where the points come from": truth}
    x = np.linspace(-reach, reach, 401)[:, np.newaxis]
    curves = {name: _curve(name, function, x) for name, function in every.items()}
    ax = lines(x[:, 0], curves, x_label="input x", y_label="output", ax=ax)
    ax.plot(X, y, "o", color=palette.INK, markersize=4)
    margin = np.ptp(y) or 1.0
    low, high = ax.get_ylim()
    ax.set_ylim(max(low, y.min() - margin), min(high, y.max() + margin))
    if reach > 1.2 * np.abs(X).max():
        ax.axvspan(X.min(), X.max(), color=palette.POSITIVE_TINT, alpha=0.25, zorder=0)
    return ax


def _curve(name: str, function: Callable[[Array], Array], x: Array) -> Array:
    check_words("networks", name)
    output = as_float_array(name, check_function(name, function)(x))
    if output.shape != x.shape:
        raise ValueError(f"{name} expected to return shape {x.shape}, got {output.shape}")
    return output[:, 0]
