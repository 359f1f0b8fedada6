"""Plots of several panels side by side, stacked for a phone, where their words would be tiny.

Matplotlib leaves empty columns of pixels between panels. A grid of small images keeps its columns,
which belong together, and becomes two grids or more, one below the other.
"""

import io
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image

ROOM = 340  # pixels of the page: the width of the text on most phones
_GAP = 12
_LABEL = 0.5  # of the widest panel: what is narrower is no panel, but the words of one

Band = tuple[int, int]


def stacked(png: bytes, width: int) -> bytes | None:
    """Return an image for a narrow page, or nothing if there is only one panel in it.

    `width` is how wide the image is on a wide page; its words keep the size that they have there.
    """
    image = Image.open(io.BytesIO(png)).convert("RGB")
    pixels = np.asarray(image)
    columns = _panels(pixels, axis=1)
    room = ROOM * image.width // width
    if image.width <= room or len(columns) == 1:
        return None
    lines = _lines(columns, room)
    rows = _panels(pixels, axis=0) if len(lines) == len(columns) else [(0, image.height)]
    pieces = [
        image.crop((left, top, right, bottom)) for top, bottom in rows for left, right in lines
    ]
    return _below_each_other(pieces, _GAP * image.width // width)


def _panels(pixels: NDArray[np.uint8], axis: int) -> list[Band]:
    """Return from where to where each panel reaches along an axis, its words included."""
    used = np.flatnonzero((pixels != 255).any(axis=(1 - axis, 2)))
    ends = np.flatnonzero(np.diff(used) > 1)
    firsts, lasts = [used[0], *used[ends + 1]], [*used[ends], used[-1]]
    bands = [(int(first), int(last) + 1) for first, last in zip(firsts, lasts, strict=True)]
    widest = max(map(_width, bands))
    while _width(narrow := min(bands, key=_width)) < _LABEL * widest:
        place = bands.index(narrow)
        gaps = [after[0] - before[1] for before, after in pairwise(bands)]
        # Words stand to the left of their panel; above it or below it, they are nearer to it.
        follows = place == len(gaps) or (axis == 0 and place > 0 and gaps[place - 1] < gaps[place])
        joined = place - 1 if follows else place
        bands[joined : joined + 2] = [(bands[joined][0], bands[joined + 1][1])]
    return bands


def _width(band: Band) -> int:
    return band[1] - band[0]


def _lines(columns: list[Band], room: int) -> list[Band]:
    """Return the columns in groups, each as wide as fits."""
    fitting = max(1, room // max(after[0] - before[0] for before, after in pairwise(columns)))
    groups = [columns[place : place + fitting] for place in range(0, len(columns), fitting)]
    return [(group[0][0], group[-1][1]) for group in groups]


def _below_each_other(pieces: list[Image.Image], gap: int) -> bytes:
    """Return pieces in one PNG; their axes, whose words are on the left, are in line."""
    width = max(piece.width for piece in pieces)
    height = sum(piece.height for piece in pieces) + gap * (len(pieces) - 1)
    whole = Image.new("RGB", (width, height), "white")
    top = 0
    for piece in pieces:
        whole.paste(piece, (width - piece.width, top))
        top += piece.height + gap
    file = io.BytesIO()
    whole.save(file, "png", optimize=True)
    return file.getvalue()
