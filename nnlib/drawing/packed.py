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


def pack_nibbles(values: ArrayLike) -> str:
    """Return an even count of numbers from -1 to 1 as base64 of 4 bits each: sevenths stay."""
    sevenths = np.round(np.asarray(values, float) * 7).astype(np.int8).view(np.uint8) & 15
    return pack_bytes(sevenths[::2] * 16 + sevenths[1::2])


@lru_cache(_KEPT)
def unpack_bytes(text: str) -> Sequence[int]:
    """Return the whole numbers that `pack_bytes` has packed."""
    return np.frombuffer(base64.b64decode(text), np.uint8).tolist()


@lru_cache(_KEPT)
def unpack_halves(text: str) -> Sequence[float]:
    """Return the numbers that `pack_halves` has packed, as near as it kept them."""
    return np.frombuffer(base64.b64decode(text), "<f2").astype(float).tolist()


@lru_cache(_KEPT)
def unpack_nibbles(text: str) -> Sequence[float]:
    """Return the numbers that `pack_nibbles` has packed, as near as it kept them."""
    fours = [four for byte in unpack_bytes(text) for four in (byte >> 4, byte & 15)]
    return [(four - 16 if four > 7 else four) / 7 for four in fours]
