"""The colours of every picture, in one place.

Blue and orange stay apart for every common kind of colour blindness, and wherever they tell a
sign, a dash or a minus tells it too. Every colour but `GROUND`, `CONTOUR` and the tints has a
contrast of at least 4.5:1 on `GROUND`, which pictures bring along because an image cannot see
whether the page around it is light or dark.
"""

import re

from nnlib.validation import check_number

GROUND = "#ffffff"
INK = "#1b1b1b"
MUTED = "#565b63"
POSITIVE = "#0b5fa5"
NEGATIVE = "#b14a00"
POSITIVE_TINT = "#9cc9f0"
NEGATIVE_TINT = "#f6bf94"
GREEN = "#1b6e3c"
CONTOUR = "#8a9099"  # for lines of a map, which need 3:1 and are to stay behind all else
CHANNELS = {"red": "#b3261e", "green": GREEN, "blue": "#1f4fbf"}


def rgb(color: str) -> tuple[int, int, int]:
    """Return red, green and blue of a color such as "#0b5fa5", each from 0 to 255.

    Raises
    ------
    ValueError
        If `color` is written in another way.
    """
    if not isinstance(color, str) or not re.fullmatch("#[0-9a-fA-F]{6}", color):
        raise ValueError(f"color expected six hexadecimal digits after #, got {color!r:.60}")
    red, green, blue = bytes.fromhex(color.removeprefix("#"))
    return red, green, blue


def blend(color: str, share: float) -> str:
    """Mix `color` into the ground: a share of 0 gives the ground, of 1 the color.

    Raises
    ------
    TypeError, ValueError
        If `color` is not written as "#0b5fa5" is, or `share` is no number from 0 to 1.
    """
    if check_number("share", share, least=0) > 1:
        raise ValueError(f"share expected a number from 0 to 1, got {share}")
    pairs = zip(rgb(GROUND), rgb(color), strict=True)
    mixed = (round(ground * (1 - share) + own * share) for ground, own in pairs)
    return "#" + "".join(f"{channel:02x}" for channel in mixed)
