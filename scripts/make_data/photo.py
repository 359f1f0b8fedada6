"""Make photo.npy from the picture that scikit-image ships; run once, by hand.

``pip install scikit-image==0.26.0 && python scripts/make_data/photo.py``
"""

from pathlib import Path

import numpy as np
from PIL import Image
from skimage import data

FILES = Path(__file__).parents[2] / "nnlib" / "datasets" / "files"
LEFT, TOP, SIDE = 75, 0, 300  # the square around the face, in pixels of the original

photo = Image.fromarray(data.chelsea()).crop((LEFT, TOP, LEFT + SIDE, TOP + SIDE))
small = photo.resize((100, 100), Image.Resampling.BOX)  # each pixel is the mean of 3 x 3
np.save(FILES / "photo.npy", np.asarray(small))
