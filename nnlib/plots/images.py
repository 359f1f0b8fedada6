"""Images: pixels as they are, by channel, and many in a grid."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from nnlib.drawing import palette
from nnlib.plots.axes import SIGNED, own_axes, panels
from nnlib.validation import (
    as_float_array,
    check_count,
    check_flag,
    check_names,
    check_number,
    check_words,
)

_CHARACTER = 0.082  # inches that a character of a title of 9 points takes, rather more than less


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
    ax = own_axes(ax, width=4, height=4.2)
    ax.imshow(pixels, cmap="gray", vmin=0, vmax=255, interpolation="nearest")
    ax.set_title(title, color=palette.INK)
    ax.set_xlabel("column")
    ax.set_ylabel("row")
    return ax


def image_channels(pixels: ArrayLike) -> NDArray[np.object_]:
    """Show the red, green and blue channel of a colour image, side by side.

    Parameters
    ----------
    pixels : array_like
        Shape (rows, columns, 3), brightness from 0 to 255.

    Returns
    -------
    ndarray of matplotlib.axes.Axes
        Shape (3,): one per channel, bright where there is much of its colour.

    Raises
    ------
    TypeError, ValueError
        If `pixels` is not a colour image.
    """
    pixels = _as_pixels(pixels)
    if pixels.ndim != 3:
        raise ValueError(f"pixels expected shape (rows, columns, 3), got {pixels.shape}")
    axes = panels(3, width=7.2, height=2.8)
    for channel, (name, ax) in enumerate(zip(palette.CHANNELS, axes, strict=True)):
        image(pixels[..., channel], ax=ax)
        # On a phone the figure is half as wide, and the words have to be readable still.
        ax.set_title(name, color=palette.CHANNELS[name], fontweight="bold", fontsize=18)
        ax.set(xlabel="", ylabel="", xticks=[], yticks=[], anchor="S")
    return axes


def image_grid(
    images: ArrayLike,
    titles: Sequence[str] = (),
    *,
    columns: int = 6,
    signed: bool = False,
    size: float = 1.1,
) -> NDArray[np.object_]:
    """Show small grey images in a grid, or weights as images.

    Parameters
    ----------
    images : array_like
        Shape (images, rows, columns).
    titles : sequence of str, optional
        Words above each. A long one takes the room it needs: the images move apart.
    columns : int, default 6
        Images side by side.
    signed : bool, default False
        Whether the numbers are weights, shown from blue (positive) over white (0) to orange
        (negative), each image on its own scale; otherwise brightness from 0 to 1.
    size : float, default 1.1
        Inches from one image to the next, at least.

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
    size = check_number("size", size, above=0)
    points = max(9, 3.6 * size)  # of the titles
    longest = max(len(line) for title in titles for line in title.split("\n"))
    width = max(size, _CHARACTER * points / 9 * longest)
    height = (size if untitled else size + 0.25) * rows
    axes = panels(columns, rows, width=width * columns, height=height)
    for ax in axes[len(images) :]:
        ax.set_axis_off()
    for ax, picture, title in zip(axes, images, titles, strict=False):
        if signed:
            end = np.abs(picture).max() or 1
            ax.imshow(picture, cmap=SIGNED, vmin=-end, vmax=end)
        else:
            ax.imshow(picture, cmap="gray", vmin=0, vmax=1)
        ax.set_title(title, fontsize=points, color=palette.INK)
        ax.set_xticks([])
        ax.set_yticks([])
        ax.spines[:].set_color(palette.MUTED)  # where a map is 0, it is as white as the page
        ax.spines[:].set_visible(signed)
    return axes


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
