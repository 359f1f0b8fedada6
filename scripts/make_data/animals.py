"""Make animals.npz from the wheel animal_mnist 0.4; run once, by hand.

``pip download --no-deps animal_mnist==0.4`` and then
``python scripts/make_data/animals.py animal_mnist*.whl``

The wheel holds pickles. Nothing is unpickled here: the arrays' bytes are picked out of them.
Pictures that repeat an earlier one, exactly, nearly, or in a mirror, are left out, so that no
test picture can have a twin among the training pictures.
"""

import gzip
import pickletools
import sys
import zipfile
from pathlib import Path

import numpy as np

FILES = Path(__file__).parents[2] / "nnlib" / "datasets" / "files"
FOLDER = "animal_mnist/data/Animal_MNIST/"
SIDE = 28
NEAR = 2.0  # Euclidean distance of two pictures with pixels from 0 to 1


def array_bytes(wheel: zipfile.ZipFile, name: str) -> bytes:
    """Return the longest byte string in a gzipped pickle, without running the pickle."""
    pickled = gzip.decompress(wheel.read(FOLDER + name))
    return max(
        (arg for _, arg, _ in pickletools.genops(pickled) if isinstance(arg, bytes)), key=len
    )


def first_of_their_kind(pictures: np.ndarray) -> np.ndarray:
    """Say for each picture whether no earlier one is near it, or near its mirror image."""
    flat = pictures.reshape(len(pictures), -1).astype(np.float64) / 255
    mirrored = pictures[:, :, ::-1].reshape(len(pictures), -1).astype(np.float64) / 255
    norms = (flat**2).sum(axis=1)
    near = np.zeros((len(pictures), len(pictures)), bool)
    for other in (flat, mirrored):
        near |= norms[:, None] + norms - 2 * other @ flat.T < NEAR**2
    return ~np.tril(near, k=-1).any(axis=1)


def main(path: str) -> None:
    """Read the wheel at `path` and write animals.npz into nnlib/datasets/files."""
    with zipfile.ZipFile(path) as wheel:
        pictures = np.frombuffer(array_bytes(wheel, "animal_data_version_3.gz"), np.uint8)
        labels = np.frombuffer(array_bytes(wheel, "animal_label_version_3.gz"), np.int64)
    pictures = pictures.reshape(-1, SIDE, SIDE)
    kept = first_of_their_kind(pictures)
    pictures, labels = pictures[kept], labels[kept].astype(np.uint8)
    np.savez_compressed(FILES / "animals.npz", pictures=pictures, labels=labels)
    print(f"kept {kept.sum()} of {kept.size} pictures, by class {np.bincount(labels)}")


if __name__ == "__main__":
    main(sys.argv[1])
