"""Plots made with Matplotlib: each takes data, draws on `ax`, and returns it.

Without an `ax` a plot makes a figure of its own. `nnlib.picture.Picture.of_axes` turns it into
a picture with alternative text, which is how the notebooks show it.
"""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from nnlib import palette
from nnlib._checks import as_float_array

_TEXT = {"color": palette.INK}


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
    """
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
        If `pixels` is no picture.
    """
    pixels = _as_pixels(pixels)
    ax = ax or panels(1, width=4, height=4.2)[0]
    ax.imshow(pixels, cmap="gray", vmin=0, vmax=255, interpolation="nearest")
    ax.set_title(title, **_TEXT)
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
    """
    ax = ax or panels(1, width=6.4, height=3.4)[0]
    z = np.linspace(-6, 6, 241)
    name = function.__name__
    ax.axhline(0, color=palette.MUTED, linewidth=0.8)
    ax.axvline(0, color=palette.MUTED, linewidth=0.8)
    ax.plot(z, function(z), color=palette.POSITIVE, linewidth=2.4, label=f"{name}(z)")
    if derivative is not None:
        ax.plot(z, derivative(z), "--", color=palette.NEGATIVE, linewidth=2, label="its slope")
    for mark in marks:
        a = float(function(np.float64(mark)))
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
    if values.shape != (len(names),):
        raise ValueError(f"values expected shape ({len(names)},), one a name, got {values.shape}")
    if values.min() < 0:
        raise ValueError(f"values expected no number below 0, got {values.min():g}")
    ax = ax or panels(1, width=4.4)[0]
    bars = ax.bar(list(names), values, color=palette.POSITIVE, width=0.6)
    ax.bar_label(bars, [f"{value:.2f}" for value in values], **_TEXT)
    ax.set_ylim(0, max(1.1, 1.1 * values.max()))
    ax.set_xlabel(f"sum: {values.sum():.2f}")
    ax.set_title(title, **_TEXT)
    return ax


def _as_pixels(pixels: ArrayLike) -> NDArray[np.uint8]:
    array = as_float_array("pixels", pixels)
    if array.ndim not in (2, 3) or (array.ndim == 3 and array.shape[2] != 3):
        raise ValueError(
            f"pixels expected shape (rows, columns) or (rows, columns, 3), got {array.shape}"
        )
    if array.size == 0 or array.min() < 0 or array.max() > 255:
        raise ValueError("pixels expected at least one number, and all from 0 to 255")
    return array.astype(np.uint8)
