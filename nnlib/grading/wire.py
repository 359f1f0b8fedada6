"""What the two processes speak: one JSON object per line, with values that run no code.

A value is packed as a list: its kind, then what belongs to it. Nothing is ever unpickled, so the
worst that a message can do is to be refused.
"""

import json
import math
import os
import re
import select
import time
from collections.abc import Callable
from numbers import Rational
from typing import Any

import numpy as np

_LARGEST_MESSAGE = 24 * 1024**2  # bytes
_LARGEST = 1_000_000  # numbers in an array or items in a list, as in nnlib.exercises.answers
_LONGEST = 1000  # characters of a text
_BITS = 12_000  # of a whole number, below the number of digits that Python refuses to read
_DTYPE = re.compile(r"[<>|=]?(f[248]|[iu][1248]|b1)")
_CHUNK = 65536


class WireError(Exception):
    """The other process has ended, has said something that is no message, or is too slow."""


class Channel:
    """Two pipes to another process.

    Parameters
    ----------
    incoming, outgoing : int
        File descriptors to read from and to write to.
    deadline : float
        Until when (`time.monotonic`) anything is waited for.
    """

    def __init__(self, incoming: int, outgoing: int, deadline: float = math.inf) -> None:
        self._incoming, self._outgoing, self._deadline = incoming, outgoing, deadline
        self._buffer = bytearray()
        os.set_blocking(outgoing, False)

    def send(self, message: dict[str, Any]) -> None:
        """Write one message."""
        rest = memoryview(json.dumps(message).encode() + b"\n")
        while rest:
            self._wait([], [self._outgoing], self._deadline)
            try:
                rest = rest[os.write(self._outgoing, rest[:_CHUNK]) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise WireError("the process has ended") from error

    def receive(self, seconds: float = math.inf) -> dict[str, Any]:
        """Return the next message; wait for it for some seconds at most."""
        deadline = min(self._deadline, time.monotonic() + seconds)
        searched = 0
        while (end := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            if searched > _LARGEST_MESSAGE:
                raise WireError("the process said too much")
            self._wait([self._incoming], [], deadline)
            chunk = os.read(self._incoming, _CHUNK)
            if not chunk:
                raise WireError("the process has ended")
            self._buffer += chunk
        line = bytes(self._buffer[:end])
        del self._buffer[: end + 1]
        try:
            message = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise WireError("the process said something that is no message") from error
        if not isinstance(message, dict):
            raise WireError("the process said something that is no message")
        return message

    @staticmethod
    def _wait(reading: list[int], writing: list[int], deadline: float) -> None:
        # In small steps, so that a thread that waits here can be stopped from outside.
        while not any(select.select(reading, writing, [], 0.05)):
            if time.monotonic() > deadline:
                raise WireError("the time was up")


def pack(value: Any) -> list[Any]:
    """Return a value as what JSON can hold.

    Of what is no number, text or list of them, only the kind is told.

    Examples
    --------
    >>> pack((1, 0.5, ...))
    ['tuple', [['int', 1], ['float', 0.5], ['dots']]]
    >>> pack(np.array([[1, 2]], dtype=np.uint8))
    ['array', '|u1', [1, 2], [1, 2]]
    """
    if value is ...:
        return ["dots"]
    if value is None:
        return ["none"]
    if isinstance(value, bool | np.bool_):
        return ["bool", bool(value)]
    if isinstance(value, int | np.integer) and int(value).bit_length() < _BITS:
        return ["int", int(value)]
    if isinstance(value, float | np.floating | Rational):
        try:
            return ["float", float(value)]
        except OverflowError:
            return ["float", math.inf]
    if isinstance(value, str):
        return ["text", value[:_LONGEST]]
    if isinstance(value, range) or (isinstance(value, tuple | list) and len(value) > _LARGEST):
        return ["huge", [len(value)]] if len(value) > _LARGEST else pack(list(value))
    if isinstance(value, tuple | list):
        return ["tuple" if isinstance(value, tuple) else "list", [pack(item) for item in value]]
    if isinstance(value, np.ndarray) and _DTYPE.fullmatch(value.dtype.str):
        if value.size > _LARGEST:
            return ["huge", list(value.shape)]
        return ["array", value.dtype.str, list(value.shape), value.ravel().tolist()]
    return ["function"] if callable(value) else ["other", type(value).__name__[:50]]


def unpack(packed: Any, function: Callable[..., Any] | None = None) -> Any:
    """Return the value that was packed.

    Parameters
    ----------
    packed : object
        From the other process, so it may be anything.
    function : callable, optional
        Stands for a function, which cannot be sent.

    Raises
    ------
    WireError
        If it is not what `pack` makes.

    Examples
    --------
    >>> unpack(pack((1, 0.5, ...)))
    (1, 0.5, Ellipsis)
    """
    try:
        if not isinstance(packed, list):
            raise TypeError("no list")
        return _unpack(packed, function or _no_function)
    except (TypeError, ValueError, KeyError, IndexError, OverflowError, RecursionError) as error:
        raise WireError("the process said something that is no value") from error


def _unpack(packed: Any, function: Callable[..., Any]) -> Any:
    kind, *rest = packed
    if kind in _PLAIN:
        expected, [value] = _PLAIN[kind], rest
        if type(value) is not expected:
            raise ValueError(kind)
        return value
    if kind in ("list", "tuple"):
        items = [_unpack(item, function) for item in rest[0]]
        return items if kind == "list" else tuple(items)
    if kind == "array":
        dtype, shape, numbers = rest
        if not _DTYPE.fullmatch(dtype):
            raise ValueError(dtype)
        return np.array(numbers, dtype=dtype).reshape(_shape(shape))
    if kind == "huge":
        return np.broadcast_to(np.nan, _shape(rest[0]))
    if kind == "other":
        return type(str(rest[0]) or "object", (), {})()
    return {"dots": ..., "none": None, "function": function}[kind]


def has_huge(packed: Any) -> bool:
    """Say whether what is packed stands for more numbers than were sent.

    Examples
    --------
    >>> has_huge(pack([np.zeros((2000, 2000))])), has_huge(pack(["huge"]))
    (True, False)
    """
    if not isinstance(packed, list):
        return False
    return packed[:1] == ["huge"] or any(map(has_huge, packed))


_PLAIN = {"bool": bool, "int": int, "float": float, "text": str}


def _shape(sizes: list[int]) -> tuple[int, ...]:
    if len(sizes) > 32 or not all(type(size) is int and size >= 0 for size in sizes):
        raise ValueError("no shape")
    return tuple(sizes)


def _no_function(*_: Any) -> None:
    """Stand for a function where none is called."""
