"""Checks that public entry points make before anything changes."""

# NumPy loads its random numbers, half of the import time, when an annotation names them.
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray


def as_float_array(
    name: str, values: ArrayLike, dtype: DTypeLike | None = None
) -> NDArray[np.floating]:
    """Return `values` as an array of finite floats, or say why that cannot be.

    Parameters
    ----------
    name : str
        What the caller calls `values`; it opens the error message.
    values : array_like
        Numbers of any shape.
    dtype : dtype, optional
        Wanted float type. By default float32 and float64 are kept and all else becomes float64.

    Returns
    -------
    ndarray
        `values` itself where nothing had to be converted.

    Raises
    ------
    TypeError
        If `values` are not real numbers.
    ValueError
        If rows differ in length, or a number is NaN, infinite, or too large for `dtype`.
    """
    if isinstance(values, np.ma.MaskedArray):
        raise TypeError(f"{name} expected plain numbers, got a masked array; fill it first")
    try:
        array = np.asarray(values)
    except ValueError:
        raise ValueError(f"{name} expected rows of equal length, got {values!r:.60}") from None
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{name} expected numbers, got {_describe(values, array)}")
    if dtype is None:
        dtype = np.float32 if array.dtype == np.float32 else np.float64
    with np.errstate(over="ignore", invalid="ignore"):
        array = array.astype(dtype, copy=False)
        # NaN and infinity show in the sum, which needs no memory; only then look closer.
        suspicious = not np.isfinite(array.sum())
    if suspicious and not np.isfinite(array).all():
        where = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
        place = f" at index {where[0] if len(where) == 1 else where}" if where else ""
        raise ValueError(f"{name} expected finite {array.dtype} numbers, got {array[where]}{place}")
    return array


def as_float_dtype(dtype: DTypeLike) -> np.dtype:
    """Return `dtype` as a NumPy dtype; float32 and float64 are the two that layers compute in."""
    for known in (np.dtype(np.float32), np.dtype(np.float64)):
        if dtype is not None and known == dtype:
            return known
    name = getattr(dtype, "__name__", repr(dtype))
    raise TypeError(f"dtype expected float32 or float64, got {name}")


def check_names(name: str, names: Sequence[str], count: int) -> tuple[str, ...]:
    """Return `names` if they are `count` strings."""
    if isinstance(names, str) or not isinstance(names, Sequence):
        raise TypeError(f"{name} expected a list of {count} names, got {names!r:.60}")
    for word in names:
        if not isinstance(word, str):
            raise TypeError(f"{name} expected names, got {word!r:.60} among them")
    if len(names) != count:
        raise ValueError(f"{name} expected {count} names, got {len(names)}")
    return tuple(names)


def check_output(what: object, output: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return `output` if all of it is finite."""
    if not np.isfinite(output).all():
        raise ValueError(
            f"{what} expected sums that {output.dtype} can hold, got NaN or infinity; its weights "
            "or its input are too large"
        )
    return output


def check_count(name: str, count: int) -> int:
    """Return `count` if it is a whole number of at least 1."""
    if isinstance(count, bool) or not isinstance(count, int | np.integer):
        raise TypeError(f"{name} expected a whole number, got {count!r}")
    if count < 1:
        raise ValueError(f"{name} expected at least 1, got {count}")
    return int(count)


def check_rng(rng: np.random.Generator | None) -> np.random.Generator:
    """Return `rng`, or a fresh, unseeded generator for None."""
    return np.random.default_rng() if rng is None else check_generator(rng)


def check_generator(rng: np.random.Generator) -> np.random.Generator:
    """Return `rng` if it is a generator."""
    if not isinstance(rng, np.random.Generator):
        raise TypeError(f"rng expected a generator from np.random.default_rng(seed), got {rng!r}")
    return rng


def _describe(values: object, array: NDArray) -> str:
    if values is None or isinstance(values, str):
        return repr(values)
    return f"{type(values).__name__} of {array.dtype}"


def check_number(
    name: str,
    number: float,
    *,
    above: float | None = None,
    least: float | None = None,
    below: float | None = None,
) -> float:
    """Return `number` if it is a finite one inside the bounds."""
    if isinstance(number, bool) or not isinstance(number, int | float | np.integer | np.floating):
        raise TypeError(f"{name} expected a number, got {number!r}")
    bounds = [
        ("above", above, above is None or number > above),
        ("of at least", least, least is None or number >= least),
        ("below", below, below is None or number < below),
    ]
    if not np.isfinite(number) or not all(kept for _, _, kept in bounds):
        wanted = " and ".join(f"{words} {end}" for words, end, _ in bounds if end is not None)
        raise ValueError(f"{name} expected a finite number {wanted}, got {number}")
    return float(number)
