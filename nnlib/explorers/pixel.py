"""PixelExplorer: one pixel of a photo, and where its numbers are in the flattened vector."""

import base64
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.datasets import load_photo
from nnlib.datasets.photo import SIDE
from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, first, if_, join, op, ref
from nnlib.drawing.packed import pack_bytes
from nnlib.explorers.live import LiveExplorer
from nnlib.explorers.pixel_picture import (
    BEFORE,
    BYTES,
    CHANNELS,
    COLUMN,
    NARROW,
    PLACE,
    ROW,
    WIDE,
    picture,
)
from nnlib.explorers.scene import ALL, Scene, put
from nnlib.explorers.state import State, moves

_LENGTH = SIDE * SIDE * len(CHANNELS)
_NEAR = 12  # brightnesses that differ by no more make a grey
_DARK, _BRIGHT = 50, 205
STEP = ref("step")
PLACES = {  # of the cat
    "Nose": (79, 65),
    "Iris": (38, 25),
    "Pupil": (38, 30),
    "Fur": (60, 60),
}


@cache
def _cat() -> str:
    return pack_bytes(load_photo())


def _moved_along(name: str, default: int) -> Any:
    """Declare a row or a column of the photo."""
    return moves(default, stars=0, least=0, most=SIDE - 1, step=1, drag=0.25, name=name, short=name)


@dataclass(frozen=True)
class PixelState(State):
    """Which pixel of which photo is looked at; by default one on the cat's nose.

    Attributes
    ----------
    row, column : int
        From the top and from the left, counted from 0.
    photo : str
        The photo's bytes as base64; empty for the cat.
    """

    row: int = _moved_along("row", PLACES["Nose"][0])
    column: int = _moved_along("column", PLACES["Nose"][1])
    photo: str = ""
    preset: str = "Nose"

    def __post_init__(self) -> None:
        for name, value in (("row", self.row), ("column", self.column)):
            if value not in range(SIDE):
                raise ValueError(f"{name} expected a whole number from 0 to 99, got {value!r:.60}")
        if self.photo and _decoded(self.photo) != _LENGTH:
            raise ValueError(f"photo expected {_LENGTH:,} bytes as base64, got {self.photo!r:.60}")


def _decoded(photo: str) -> int:
    """Return how many bytes a text holds; -1 if it is no base64."""
    try:
        return len(base64.b64decode(photo, validate=True))
    except ValueError:
        return -1


class PixelExplorer(LiveExplorer[PixelState]):
    """Point at a pixel of the cat's photo, or of your own, and follow it into the vector.

    Examples
    --------
    >>> explorer = PixelExplorer()
    >>> explorer.move("row", 0)
    >>> explorer.move("column", 1)
    >>> explorer.readout().split(". ")[1]
    '1 pixel comes before it, so its red number is at index 3 × 1 = 3.'
    >>> explorer.photo.shape
    (100, 100, 3)
    """

    kind = PixelState

    def __init__(self) -> None:
        super().__init__(PixelState())

    @property
    def photo(self) -> NDArray[np.uint8]:
        """What is shown now, for the next cells: uint8, shape (100, 100, 3)."""
        content = base64.b64decode(self.state.photo or _cat())
        return np.frombuffer(content, np.uint8).reshape(SIDE, SIDE, 3).copy()

    @classmethod
    def describe(cls, start: PixelState) -> Scene:
        """Describe the explorer."""
        return Scene(
            name="pixel",
            title="One pixel, and its place in the vector",
            hint=(
                "Point at a **pixel**, or drag along the **vector**. Your own photo stays on this "
                "machine, unless the kernel runs on another one, as on Binder."
            ),
            state=start.data(),
            numbers=PixelState.numbers(),
            constants={"cat": _cat()},
            values={
                "before": ROW * SIDE + COLUMN,
                "place": BEFORE * len(CHANNELS),
                "rgb": [op("at", BYTES, PLACE + k) for k in range(len(CHANNELS))],
            },
            pictures={"wide": picture(WIDE), "narrow": picture(NARROW)},
            formula=_formula(),
            readout=_readout(),
            alt=join(_whose("A cat's face", "Your photo"), ", 100 by 100 pixels."),
            steps=3,
            actions=[
                {
                    "label": "Your photo",
                    "icon": "⇪",
                    "image": SIDE,
                    "do": [put("photo", ref("value")), put("step", ALL)],
                }
            ],
            presets=[
                {"label": name, "state": {"row": row, "column": column}}
                for name, (row, column) in PLACES.items()
            ],
        )


def _whose(cat: str, own: str) -> Expr:
    return if_(ref("photo").eq(""), cat, own)


# The formula.


def _formula() -> Element:
    row, column = (_handle(name) for name in ("row", "column"))
    return element(
        "div",
        element("h3", "Where its red number is"),
        element("div", "(row × 100 + column) × 3 + channel", class_="nx-product"),
        element("div", "= (", row, " × 100 + ", column, ") × 3 + 0"),
        element(
            "div",
            _line("", join(_counted(ROW, "full row"), " of 100 pixels"), ROW * SIDE, STEP >= 1),
            _line("+", join("pixels before it in row ", ROW), COLUMN, STEP >= 2),
            element("hr"),
            _line("=", "pixels before this one", BEFORE, STEP >= 2),
            _line("×", "numbers for each pixel", len(CHANNELS), STEP >= 3),
            _line("=", "index of red", PLACE, STEP >= 3, class_="nx-total"),
            class_="nx-chain",
        ),
        element(
            "div",
            element(
                "div",
                *(element("span", word) for word in ("channel", "", "index", "number")),
                class_="nx-heads",
            ),
            *(_channel(k) for k in range(len(CHANNELS))),
            class_="nx-table nx-four",
        ),
        element(
            "p", "Underlined: drag or type. Double-click: back.", class_="nx-foot nx-live-only"
        ),
    )


def _handle(name: str) -> Element:
    return element("span", op("whole", ref(name)), class_="nx-num v", number=name)


def _line(sign: str, words: Any, value: Any, seen: Expr, **more: Any) -> Element:
    number = element("span", op("grouped", value), class_="nx-right")
    return element("div", element("span", sign), element("span", words), number, seen=seen,
                   from_=["row", "column"], **more)  # fmt: skip


def _channel(k: int) -> Element:
    return element(
        "div",
        element("span", CHANNELS[k]),
        element("span", f"+ {k}", class_="nx-muted"),
        element("span", op("grouped", PLACE + k)),
        element("span", op("whole", ref("rgb")[k]), class_="nx-bold"),
        seen=STEP >= 3,
        from_=["row", "column"],
    )


# Words.


def _readout() -> Expr:
    red, green, blue = (ref("rgb")[k] for k in range(len(CHANNELS)))
    before = op("grouped", BEFORE)
    return first(
        (
            STEP.eq(1),
            join("Step 1: ", _counted(ROW, "full row"), " of 100 pixels", _verb(ROW), " first: **",
                 op("grouped", ROW * SIDE), "** pixels."),
        ),
        (
            STEP.eq(2),
            join("Step 2: then", _verb(COLUMN), " ", _counted(COLUMN, "pixel"),
                 " of the same row: **", _counted(BEFORE, "pixel"), "** before this one."),
        ),
        otherwise=join(
            "Row ", ROW, ", column ", COLUMN, _whose("", " of your photo"), ": red **", red,
            "**, green **", green, "**, blue **", blue, "**, ", _colour(), ". ",
            _counted(BEFORE, "pixel"), _verb(BEFORE), " before it, so its red number is at index ",
            "3 × ", before, " = **", op("grouped", PLACE), "**.",
        ),
    )  # fmt: skip


def _counted(count: Expr, thing: str) -> Expr:
    return join(op("grouped", count), f" {thing}", if_(count.eq(1), "", "s"))


def _verb(count: Expr) -> Expr:
    return if_(count.eq(1), " comes", " come")


def _colour() -> Expr:
    """Say what colour three numbers make, as far as numbers say it."""
    numbers = [ref("rgb")[k] for k in range(len(CHANNELS))]
    most, least = op("max", *numbers), op("min", *numbers)
    return first(
        (most < _DARK, "nearly black"),
        (least > _BRIGHT, "nearly white"),
        (most - least <= _NEAR, "nearly equal, so a grey"),
        otherwise=join("mostly ", op("at", list(CHANNELS), op("largest", ref("rgb")))),
    )
