"""Animals: real silhouettes, 28 x 28 pixels, to be classified."""

from dataclasses import dataclass

import numpy as np

from nnlib.datasets.stored import Split, read
from nnlib.validation import check_flag

_TEN_CLASSES: tuple[str, ...] = (
    "bear",
    "bird",
    "cat",
    "cow",
    "dog",
    "elephant",
    "giraffe",
    "horse",
    "sheep",
    "zebra",
)
THREE_CLASSES = ("dog", "cat", "neither")


@dataclass(frozen=True, eq=False)
class Animals:
    """Silhouettes of animals, split into training, validation and test sets.

    Attributes
    ----------
    class_names : tuple of str
        What the numbers in ``y`` mean.
    train, validation, test : Split
        70, 10 and 20 % of each class.
    """

    class_names: tuple[str, ...]
    train: Split
    validation: Split
    test: Split


def load_animals(*, ten_classes: bool = False) -> Animals:
    """Load silhouettes of animals, 28 x 28 pixels: dog, cat, or neither.

    "Neither" has as many images as the others, in equal parts from the eight other animals.
    No image is in the data twice, not even mirrored or slightly changed, so the test images are
    new to a network that was trained on the training images.

    Parameters
    ----------
    ten_classes : bool, default False
        Whether to tell all ten animals apart instead.

    Returns
    -------
    Animals
        The same split every time.

    Raises
    ------
    TypeError
        If `ten_classes` is neither True nor False.
    FileNotFoundError
        If the package was copied without its data files.
    ValueError
        If the file is damaged.

    Notes
    -----
    Sina Mohammadi, Animal MNIST 0.4, MIT licence: ``data/animals.LICENSE.txt``.
    """
    check_flag("ten_classes", ten_classes)
    with np.load(read("animals.npz"), allow_pickle=False) as file:
        pictures, animals = file["pictures"], file["labels"].astype(np.int64)
    rng = np.random.default_rng(0)
    members = [rng.permutation(np.flatnonzero(animals == k)) for k in range(len(_TEN_CLASSES))]
    if ten_classes:
        names, y = _TEN_CLASSES, animals
    else:
        names = THREE_CLASSES
        wanted = [_TEN_CLASSES.index(name) for name in names[:2]]
        others = [k for k in range(len(_TEN_CLASSES)) if k not in wanted]
        share = len(members[wanted[0]]) // len(others)
        members = [m if k in wanted else m[:share] for k, m in enumerate(members)]
        y = np.select([animals == k for k in wanted], [0, 1], default=2)

    parts = zip(
        *(np.split(m, [int(0.7 * len(m)), int(0.8 * len(m))]) for m in members), strict=True
    )
    splits = []
    for part in parts:
        rows = rng.permutation(np.concatenate(part))
        splits.append(Split(pictures[rows].astype(np.float32) / 255, y[rows]))
    return Animals(names, *splits)
