"""What the data sets have in common: files with checksums, and sets of examples."""

import hashlib
import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_FILES = Path(__file__).with_name("files")
_SHA256 = {
    "animal_epochs.npz": "739ddae983f89c5ae3fa735498fe24dfd550e8444d86d566dec20129d3692a6f",
    "animal_network.npz": "4b6bfc7aa99ebb5e63e8eafc2c9b434ddf0c257608d45072997d15339bbc768b",
    "animals.npz": "94183cefa97b1ab0ba7b762295d5325cff6e44dbbd7ce6ebca287bcdadf4c2bd",
    "bikes.csv": "21b41102781a9499df449304322f16c9eb02ba44fe58836b64f545da3b51c75c",
    "penguins.csv": "661ee666cc37a6e074508ab4c543d7262d0cc2cfb9dcbf16ae0395fa69a1d9c7",
    "photo.npy": "eea19ae37d1a68408d814163544e28c2b2fa3381d63a6d789789e93abcae0d02",
}


@dataclass(frozen=True, eq=False)
class Split:
    """One part of a data set.

    Attributes
    ----------
    X : ndarray
        Of pictures float32, shape (examples, 28, 28), brightness from 0 to 1; of a table
        float64, shape (examples, features), as measured.
    y : ndarray
        Classes: int64, shape (examples,), places in ``class_names``. Amounts: float64, shape
        (examples, 1).
    """

    X: NDArray[np.floating]
    y: NDArray


def read_json(name: str) -> Any:
    """Return the content of a data file that is written anew now and then: no checksum knows it."""
    return json.loads((_FILES / name).read_text(encoding="utf-8"))


def read(name: str) -> BytesIO:
    """Return the content of a data file whose checksum is right."""
    content = (_FILES / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != _SHA256[name]:
        raise ValueError(
            f"nnlib/datasets/files/{name} is damaged: its checksum is another one. Restore it with "
            f"'git checkout nnlib/datasets/files/{name}', or get the project anew"
        )
    return BytesIO(content)
