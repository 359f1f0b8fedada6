"""Raster: numbers as an image of square pixels.

The browser draws the same in `explorers/js/raster.js`.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nnlib.drawing import palette
from nnlib.drawing.packed import unpack_bytes
from nnlib.drawing.picture import Picture

_WHITE = 255


def raster(kind: str, columns: int, rows: int, values: Sequence[float] | str) -> NDArray[np.uint8]:
    """Return numbers as pixels.

    Parameters
    ----------
    kind : {"grey", "rgb", "signed"}
        Whether they are brightnesses from 0 to 1; three bytes for each pixel; or from -1 to 1,
        where the ground turns orange below 0 and blue above.
    columns, rows : int
        How many pixels there are.
    values : sequence of float, or str
        Row by row from the top; bytes may be packed in a text.

    Returns
    -------
    ndarray
        Shape (rows, columns, 3).
    """
    packed = isinstance(values, str)
    numbers = np.array(unpack_bytes(values) if isinstance(values, str) else values, float)
    pixels = numbers.reshape(rows, columns, -1)
    if kind == "signed":
        colours = _toward(pixels)
    else:
        brightest = _WHITE if kind == "grey" and not packed else 1
        colours = np.broadcast_to(pixels * brightest, (rows, columns, 3))
    return np.floor(colours.clip(0, _WHITE) + 0.5).astype(np.uint8)


def _toward(pixels: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the ground, coloured by the sign of each number, the more the further it is from 0."""
    ground, below, above = map(
        np.array, map(palette.rgb, (palette.GROUND, palette.NEGATIVE, palette.POSITIVE))
    )
    return ground + (np.where(pixels < 0, below, above) - ground) * np.abs(pixels).clip(0, 1)


def as_address(pixels: NDArray[np.uint8]) -> str:
    """Return pixels as the address of an image, for an SVG."""
    return Picture.of_pixels(pixels, alt="pixels").uri
