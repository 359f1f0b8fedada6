"""Tables: measurements of penguins, and bicycles by the hour."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlib.datasets.stored import Split, read


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
    X = _columns(rows, (rows.dtype.names or ())[1:])
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
    X, y = _columns(rows, (rows.dtype.names or ())[:-1]), _columns(rows, ["bikes"])
    return Table(features, "bicycles rented", (), *_dealt(X, y, rows["day"]))


def _rows(name: str) -> NDArray:
    """Read a table with the names of its columns in the first row."""
    return np.genfromtxt(read(name), delimiter=",", names=True, dtype=None, encoding="utf-8")


def _columns(rows: NDArray, names: Sequence[str]) -> NDArray[np.float64]:
    return np.column_stack([rows[name] for name in names]).astype(np.float64)


def _dealt(X: NDArray, y: NDArray, groups: NDArray) -> list[Split]:
    """Deal the groups out at random, 60, 20 and 20 %, each with all of its examples."""
    order = np.random.default_rng(0).permutation(np.unique(groups))
    parts = np.split(order, [int(0.6 * len(order)), int(0.8 * len(order))])
    return [Split(X[kept], y[kept]) for kept in (np.isin(groups, part) for part in parts)]
