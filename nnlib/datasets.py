"""Datasets that come with the package: real, small and licensed.

Nothing is downloaded. The files lie in ``nnlib/data``, each with its licence beside it.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_DATA = Path(__file__).with_name("data")


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

    Notes
    -----
    The cat Chelsea, photographed by Stefan van der Walt, CC0: ``data/photo.LICENSE.txt``.
    """
    return np.load(_DATA / "photo.npy", allow_pickle=False)
