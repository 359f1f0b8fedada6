"""Datasets that come with the package: real, small and licensed.

Nothing is downloaded. The files lie in ``nnlib/data``, each with its licence beside it, and are
checked against their checksums before they are read.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nnlib._checks import check_count, check_flag, check_generator, check_number

_DATA = Path(__file__).with_name("data")
_SHA256 = {
    "animals.npz": "94183cefa97b1ab0ba7b762295d5325cff6e44dbbd7ce6ebca287bcdadf4c2bd",
    "bikes.csv": "21b41102781a9499df449304322f16c9eb02ba44fe58836b64f545da3b51c75c",
    "penguins.csv": "661ee666cc37a6e074508ab4c543d7262d0cc2cfb9dcbf16ae0395fa69a1d9c7",
    "photo.npy": "eea19ae37d1a68408d814163544e28c2b2fa3381d63a6d789789e93abcae0d02",
}

_TEN_CLASSES = (
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


@dataclass(frozen=True, eq=False)
class Animals:
    """Silhouettes of animals, split for training, choosing and judging.

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


@dataclass(frozen=True, eq=False)
class Table:
    """Measurements, one example a row, and what they are to tell.

    Attributes
    ----------
    feature_names : tuple of str
        What the columns of ``X`` are, with their units.
    target_name : str
        What ``y`` is.
    class_names : tuple of str
        What the numbers in ``y`` mean; empty where they are amounts.
    train, validation, test : Split
        60, 20 and 20 % of the examples, or of the groups that they come in.
    """

    feature_names: tuple[str, ...]
    target_name: str
    class_names: tuple[str, ...]
    train: Split
    validation: Split
    test: Split


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
    return np.load(_checked("photo.npy"), allow_pickle=False)


def load_animals(*, ten_classes: bool = False) -> Animals:
    """Load silhouettes of animals, 28 x 28 pixels: dog, cat, or neither.

    "Neither" takes as many pictures as the others, in equal parts from the eight other animals.
    No picture stands twice in the data, nor nearly, nor with its mirror image, so the test
    pictures are new to a network that was trained on the others.

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
    with np.load(_checked("animals.npz"), allow_pickle=False) as file:
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


def load_penguins() -> Table:
    """Load measurements of penguins that tell their species.

    Returns
    -------
    Table
        342 penguins of three species; two more were not measured and are left out. The same
        split every time.

    Raises
    ------
    FileNotFoundError
        If the package was copied without its data files.
    ValueError
        If the file is damaged.

    Notes
    -----
    K. Gorman and the Palmer Station, Antarctica LTER, CC0: ``data/penguins.LICENSE.txt``.
    """
    rows = _rows("penguins.csv")
    features = ("bill length (mm)", "bill depth (mm)", "flipper length (mm)", "body mass (g)")
    class_names, y = np.unique(rows["species"], return_inverse=True)
    X = _columns(rows, rows.dtype.names[1:])
    return Table(features, "species", tuple(class_names.tolist()), *_dealt(X, y, np.arange(len(y))))


def load_bikes() -> Table:
    """Load how many bicycles were rented in Washington, D.C., in each hour of 2011.

    One hour resembles the next, so all hours of a day are in the same part: those of the test
    part are new to a network that was trained on the others.

    Returns
    -------
    Table
        8,623 hours of 364 days; those without a single rental are not in the data, and a day
        without humidity is left out. The same split every time.

    Raises
    ------
    FileNotFoundError
        If the package was copied without its data files.
    ValueError
        If the file is damaged.

    Notes
    -----
    H. Fanaee-T, CC BY 4.0: ``data/bikes.LICENSE.txt``.
    """
    rows = _rows("bikes.csv")
    features = (
        "day of the year",
        "hour",
        "working day (0 or 1)",
        "temperature (°C)",
        "humidity (%)",
        "wind (km/h)",
    )
    X, y = _columns(rows, rows.dtype.names[:-1]), _columns(rows, ["bikes"])
    return Table(features, "bicycles rented", (), *_dealt(X, y, rows["day"]))


def make_moons(
    examples: int, *, noise: float, rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Draw points of two half-moons that reach into each other.

    Parameters
    ----------
    examples : int
        How many points, half of them in each class.
    noise : float
        Standard deviation of what is added to each coordinate.
    rng : numpy.random.Generator
        Source of the points.

    Returns
    -------
    tuple of (ndarray, ndarray)
        X, shape (examples, 2), within about 2 of the middle, and classes 0 or 1.

    Raises
    ------
    TypeError, ValueError
        If an argument is something else, or `noise` is below 0.

    Notes
    -----
    The arrangement is that of ``sklearn.datasets.make_moons``, moved to the middle and enlarged.
    """
    noise = _check_draw(examples, noise, rng)
    y, angle = np.arange(examples) % 2, np.pi * rng.random(examples)
    x = np.where(y == 0, np.cos(angle) - 0.5, 0.5 - np.cos(angle))
    height = np.where(y == 0, np.sin(angle) - 0.25, 0.25 - np.sin(angle))
    X = 1.2 * np.column_stack([x, height])
    return X + rng.normal(scale=noise, size=X.shape), y


def make_spirals(
    examples: int, *, noise: float, rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Draw points of two spirals, wound around each other.

    Parameters
    ----------
    examples, noise, rng
        As in `make_moons`.

    Returns
    -------
    tuple of (ndarray, ndarray)
        As from `make_moons`.

    Raises
    ------
    TypeError, ValueError
        As in `make_moons`.

    Notes
    -----
    Lang and Witbrock, "Learning to tell two spirals apart" (1988).
    """
    noise = _check_draw(examples, noise, rng)
    y, turn = np.arange(examples) % 2, 0.1 + 0.9 * np.sqrt(rng.random(examples))
    angle = 3 * np.pi * turn + np.pi * y
    X = 2 * turn[:, np.newaxis] * np.column_stack([np.cos(angle), np.sin(angle)])
    return X + rng.normal(scale=noise, size=X.shape), y


def make_curve(
    examples: int, *, noise: float, rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Draw noisy points of the curve ``sin(2 x)`` between -2 and 2.

    Parameters
    ----------
    examples : int
        How many points.
    noise : float
        Standard deviation of what is added to each height.
    rng : numpy.random.Generator
        Source of the points.

    Returns
    -------
    tuple of (ndarray, ndarray)
        X and y, both of shape (examples, 1).

    Raises
    ------
    TypeError, ValueError
        As in `make_moons`.
    """
    noise = _check_draw(examples, noise, rng)
    X = rng.uniform(-2, 2, size=(examples, 1))
    return X, np.sin(2 * X) + rng.normal(scale=noise, size=X.shape)


def _check_draw(examples: int, noise: float, rng: np.random.Generator) -> float:
    """Return `noise` if all three can be used."""
    check_count("examples", examples)
    check_generator(rng)
    # A draw may be some times as large as `noise`; and for NumPy -0.0 is below 0.
    return abs(check_number("noise", noise, least=0, below=1e300))


def _rows(name: str) -> NDArray:
    """Read a table with the names of its columns in the first row."""
    return np.genfromtxt(_checked(name), delimiter=",", names=True, dtype=None, encoding="utf-8")


def _columns(rows: NDArray, names: Sequence[str]) -> NDArray[np.float64]:
    return np.column_stack([rows[name] for name in names]).astype(np.float64)


def _dealt(X: NDArray, y: NDArray, groups: NDArray) -> list[Split]:
    """Deal the groups out at random, 60, 20 and 20 %, each with all of its examples."""
    order = np.random.default_rng(0).permutation(np.unique(groups))
    parts = np.split(order, [int(0.6 * len(order)), int(0.8 * len(order))])
    return [Split(X[kept], y[kept]) for kept in (np.isin(groups, part) for part in parts)]


def _checked(name: str) -> BytesIO:
    """Return the content of a data file whose checksum is right."""
    content = (_DATA / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != _SHA256[name]:
        raise ValueError(
            f"nnlib/data/{name} is damaged: its checksum is another one. Restore it with "
            f"'git checkout nnlib/data/{name}', or get the project anew"
        )
    return BytesIO(content)
