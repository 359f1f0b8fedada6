"""Lineage: which forward pass an array came from, so that no gradient follows a wrong one.

A note is kept outside of the array, for as long as that very array lives. What is computed from
it is another array, without a note.
"""

import weakref

from nnlib.arrays import AnyArray, Array

_NOTES: dict[int, tuple[weakref.ref[AnyArray], object]] = {}


def mark(array: Array, origin: object) -> Array:
    """Note that `array` belongs to `origin`, and return it."""
    if origin is not None:
        key = id(array)
        _NOTES[key] = weakref.ref(array, lambda _: _NOTES.pop(key, None)), origin
    return array


def origin(array: object) -> object:
    """Return what was noted for that very array, or None."""
    note = _NOTES.get(id(array))
    return note[1] if note is not None and note[0]() is array else None
