"""Packed numbers: many of them as one short text, for data that a scene carries."""

import base64
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

_KEPT = 16  # texts that stay unpacked; the browser keeps as many


def pack_bytes(values: ArrayLike) -> str:
    """Return whole numbers from 0 to 255 as base64."""
    return base64.b64encode(np.asarray(values, np.uint8).tobytes()).decode("ascii")


def pack_halves(values: ArrayLike) -> str:
    """Return numbers as base64 of float16, the low byte first: three digits of each stay."""
    return base64.b64encode(np.asarray(values, "<f2").tobytes()).decode("ascii")


@lru_cache(_KEPT)
def unpack_bytes(text: str) -> Sequence[int]:
    """Return the whole numbers that `pack_bytes` has packed."""
    return np.frombuffer(base64.b64decode(text), np.uint8).tolist()


@lru_cache(_KEPT)
def unpack_halves(text: str) -> Sequence[float]:
    """Return the numbers that `pack_halves` has packed, as near as it kept them."""
    return np.frombuffer(base64.b64decode(text), "<f2").astype(float).tolist()
