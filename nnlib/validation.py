"""Checks that public entry points make before anything changes.

Each returns what it was given, ready to be used, or raises a TypeError or a ValueError that names
the argument, what was expected of it, and what came.
"""

# NumPy loads its random numbers, half of the import time, when an annotation names them.
from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

_MOST = 10**9  # of anything counted: what no memory holds is a slip
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_array(name: str, values: ArrayLike) -> NDArray:
    """Return `values` as an array of whatever they hold, unless that is masked or ragged."""
    if isinstance(values, np.ma.MaskedArray):
        raise TypeError(f"{name} expected plain numbers, got a masked array; fill it first")
    try:
        return np.asarray(values)
    except ValueError:
        raise ValueError(f"{name} expected rows of equal length, got {values!r:.60}") from None
    except Exception as error:  # whatever somebody's own class raises when asked for numbers
        raise TypeError(f"{name} expected numbers, got {values!r:.60}") from error


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
    array = as_array(name, values)
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{name} expected numbers, got {_describe(values, array)}")
    if dtype is None:
        dtype = np.float32 if array.dtype.type is np.float32 else np.float64
    with np.errstate(over="ignore", invalid="ignore"):
        array = array.astype(dtype, copy=False)
        # NaN and infinity show in the sum, which needs no memory; only then look closer.
        suspicious = not np.isfinite(array.sum())
    if suspicious and not np.isfinite(array).all():
        where = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
        place = f" at index {where[0] if len(where) == 1 else where}" if where else ""
        raise ValueError(f"{name} expected finite {array.dtype} numbers, got {array[where]}{place}")
    return array


def _describe(values: object, array: NDArray) -> str:
    if values is None or isinstance(values, str):
        return repr(values)
    return f"{type(values).__name__} of {array.dtype}"


def as_float_dtype(dtype: DTypeLike) -> np.dtype:
    """Return `dtype` as a NumPy dtype; float32 and float64 are the two that layers compute in."""
    for known in (np.dtype(np.float32), np.dtype(np.float64)):
        # Only these have an equality that answers yes or no.
        if isinstance(dtype, str | type | np.dtype) and known == dtype:
            return known
    name = getattr(dtype, "__name__", repr(dtype))
    raise TypeError(f"dtype expected float32 or float64, got {name}")


def check_output(what: object, output: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return `output` if all of it is finite."""
    if not np.isfinite(output).all():
        raise ValueError(
            f"{what} expected sums that {output.dtype} can hold, got NaN or infinity; its weights "
            "or its input are too large"
        )
    return output


def check_number(
    name: str,
    number: float,
    *,
    above: float = -np.inf,
    least: float = -np.inf,
    below: float = np.inf,
) -> float:
    """Return `number` if it is a finite one inside the bounds."""
    if isinstance(number, bool) or not isinstance(number, int | float | np.integer | np.floating):
        raise TypeError(f"{name} expected a number, got {number!r:.60}")
    try:
        value = float(number)
    except OverflowError:  # a whole number of more than 308 digits
        value = np.inf
    if not (above < value < below and least <= value):  # never so for infinity and NaN
        bounds = {"above": above, "of at least": least, "below": below}
        said = " and ".join(f"{words} {end}" for words, end in bounds.items() if np.isfinite(end))
        raise ValueError(f"{name} expected {f'a finite number {said}'.strip()}, got {number}")
    return value


def check_whole(name: str, number: int, least: int, most: int) -> int:
    """Return `number` if it is a whole one from `least` to `most`."""
    number = _as_whole(name, number)
    if not least <= number <= most:
        raise ValueError(f"{name} expected a number from {least} to {most}, got {number}")
    return number


def check_count(name: str, count: int) -> int:
    """Return `count` if it is a whole number of at least 1, and no more than memory may hold."""
    count = _as_whole(name, count)
    if count < 1:
        raise ValueError(f"{name} expected at least 1, got {count}")
    if count > _MOST:
        raise ValueError(f"{name} expected at most {_MOST:,}, got {count}")
    return count


def _as_whole(name: str, number: int) -> int:
    if isinstance(number, bool) or not isinstance(number, int | np.integer):
        raise TypeError(f"{name} expected a whole number, got {number!r:.60}")
    return int(number)


def check_rng(rng: np.random.Generator | None) -> np.random.Generator:
    """Return `rng`, or a fresh, unseeded generator for None."""
    return np.random.default_rng() if rng is None else check_generator(rng)


def check_generator(rng: np.random.Generator) -> np.random.Generator:
    """Return `rng` if it is a generator."""
    wanted = "a generator from np.random.default_rng(seed)"
    return check_type("rng", rng, np.random.Generator, wanted)


def check_type(name: str, thing: Any, kind: type | tuple[type, ...], wanted: str) -> Any:
    """Return `thing` if it is of that kind; `wanted` says in words which one that is."""
    if not isinstance(thing, kind):
        raise TypeError(f"{name} expected {wanted}, got {thing!r:.60}")
    return thing


def check_names(name: str, names: Sequence[str], count: int) -> tuple[str, ...]:
    """Return `names` if they are `count` strings that a picture can hold."""
    if isinstance(names, str) or not isinstance(names, Sequence):
        raise TypeError(f"{name} expected a list of {count} names, got {names!r:.60}")
    for word in names:
        if not isinstance(word, str):
            raise TypeError(f"{name} expected names, got {word!r:.60} among them")
        check_words(name, word)
    if len(names) != count:
        raise ValueError(f"{name} expected {count} names, got {len(names)}")
    return tuple(names)


def check_words(name: str, words: str) -> str:
    """Return `words` if they are text that a picture can hold."""
    check_type(name, words, str, "text")
    if _NOT_IN_XML.search(words):
        raise ValueError(f"{name} expected text without control characters, got {words!r:.60}")
    return words


def check_bytes(name: str, content: bytes) -> bytes:
    """Return `content` if it is bytes."""
    return check_type(name, content, bytes, "bytes")


def check_flag(name: str, flag: bool) -> bool:
    """Return `flag` if it is True or False."""
    return bool(check_type(name, flag, (bool, np.bool_), "True or False"))


def check_function(name: str, function: Callable, form: str = "") -> Callable:
    """Return `function` if it can be called."""
    if not callable(function):
        raise TypeError(f"{name} expected {f'a function {form}'.strip()}, got {function!r:.60}")
    return function


def as_path(path: str | Path) -> Path:
    """Return `path` as a Path that can name a file."""
    try:
        name = os.fsdecode(os.fsencode(path))
    except Exception as error:
        raise TypeError(f"path expected the name of a file, got {path!r:.60}") from error
    if not Path(name).name or "\0" in name:
        raise ValueError(f"path expected the name of a file, got {path!r:.60}")
    return Path(name)
