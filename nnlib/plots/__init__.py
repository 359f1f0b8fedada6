"""Plots made with Matplotlib: each takes data, draws on `ax`, and returns it.

Without an `ax` a plot makes a figure of its own. `nnlib.drawing.picture.Picture.of_axes` turns it
into a picture with alternative text, which is how the notebooks show it.
"""

from nnlib.plots.axes import panels
from nnlib.plots.cells import confusion, distribution_bars, heat_map
from nnlib.plots.curves import activation_curves, descent, lines, regions, slide
from nnlib.plots.data import fits, groups
from nnlib.plots.images import image, image_channels, image_grid

__all__ = [
    "activation_curves",
    "confusion",
    "descent",
    "distribution_bars",
    "fits",
    "groups",
    "heat_map",
    "image",
    "image_channels",
    "image_grid",
    "lines",
    "panels",
    "regions",
    "slide",
]
