"""The animals as explorers need them: loaded once, flattened, and drawn as images in a row."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from nnlib.datasets import Animals, load_animals
from nnlib.drawing import palette
from nnlib.drawing.picture import Picture

SIDE = 28
_APART = 29  # pixels from one weight image to the next


@cache
def animals() -> Animals:
    """Return the animals."""
    return load_animals()


@cache
def flat(part: str) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return the pictures of a part as vectors, shape (pictures, 784), and their classes."""
    split = getattr(animals(), part)
    return split.X.reshape(len(split.X), -1), split.y


def brightness_images(pictures: NDArray[np.floating], *, columns: int, wide: int) -> Picture:
    """Join pictures with brightness from 0 to 1 in rows, each at the left of `wide` pixels."""
    grey = np.round(255 * pictures).astype(np.uint8).reshape(-1, SIDE, SIDE, 1)
    return Picture.of_pixels(_grid(np.repeat(grey, 3, axis=-1), columns, wide), alt="pictures")


def weight_images(weight: NDArray[np.floating], *, columns: int) -> Picture:
    """Join weights as images in rows, each on its own scale from orange over white to blue."""
    images = weight.reshape(-1, SIDE, SIDE)
    largest = np.abs(images).max(axis=(1, 2), keepdims=True)
    shares = images / np.where(largest > 0, largest, 1)
    ends = [np.array(palette.rgb(color)) for color in (palette.POSITIVE, palette.NEGATIVE)]
    ground = np.full(3, 255.0)
    color = np.where(shares[..., np.newaxis] > 0, ends[0], ends[1])
    pixels = ground + np.abs(shares)[..., np.newaxis] * (color - ground)
    return Picture.of_pixels(_grid(pixels.round().astype(np.uint8), columns, _APART), alt="weights")


def _grid(images: NDArray[np.uint8], columns: int, wide: int) -> NDArray[np.uint8]:
    """Arrange images of 28 x 28 x 3 in rows, white between them."""
    rows = -(-len(images) // columns)
    canvas = np.full((rows, _APART, columns, wide, 3), 255, np.uint8)
    for i, image in enumerate(images):
        canvas[i // columns, :SIDE, i % columns, :SIDE] = image
    return canvas.reshape(rows * _APART, columns * wide, 3)
