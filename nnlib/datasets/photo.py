"""The photo of the cat."""

import numpy as np
from numpy.typing import NDArray

from nnlib.datasets.stored import read

SIDE = 100  # pixels


def load_photo() -> NDArray[np.uint8]:
    """Load the colour photo of a cat that notebook 01 takes apart.

    Returns
    -------
    ndarray
        uint8, shape (100, 100, 3): rows from the top, columns from the left, and the
        brightness of red, green and blue from 0 (none) to 255 (full).

    Raises
    ------
    FileNotFoundError
        If the package was copied without its data files.
    ValueError
        If the file is damaged.

    Notes
    -----
    The cat Chelsea, photographed by Stefan van der Walt, CC0: ``data/photo.LICENSE.txt``.
    """
    return np.load(read("photo.npy"), allow_pickle=False)
