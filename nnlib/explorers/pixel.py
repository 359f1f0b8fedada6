"""PixelExplorer: pick one pixel of a photo and find it again in the flattened vector."""

from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from nnlib.datasets import load_photo
from nnlib.datasets.photo import SIDE
from nnlib.drawing import palette
from nnlib.drawing.picture import Picture
from nnlib.drawing.svg import Svg
from nnlib.explorers.base import Explorer, State, Value
from nnlib.explorers.controls import Slider, Upload

_REACH = 3  # neighbours shown on each side of the pixel
_SCALE = 2.4  # pixels of the page for one of the photo, in the whole photo
_ZOOM = 25  # and in the neighbourhood
_MIDDLE = (349, 110)  # where the pixel itself is drawn, large


@cache
def _cat() -> bytes:
    return load_photo().tobytes()


@dataclass(frozen=True)
class PixelState(State):
    """Which pixel of which photo is looked at; by default one on the cat's nose.

    The photo is kept as its vector: one byte for each of its numbers.
    """

    row: float = 79
    column: float = 65
    photo: bytes = field(default_factory=_cat, repr=False)

    def _moved(self, name: str, value: Value) -> "PixelState":
        if isinstance(value, bytes):
            if len(value) != len(_cat()):
                raise ValueError(f"photo expected {len(_cat()):,} bytes, got {len(value):,}")
        elif not 0 <= float(value) < SIDE:
            raise ValueError(f"{name} expected a place from 0 to {SIDE - 1}, got {value}")
        return super()._moved(name, value)

    def pixels(self) -> NDArray[np.uint8]:
        """Return the photo, shape (100, 100, 3), not to be written to."""
        return np.frombuffer(self.photo, np.uint8).reshape(SIDE, SIDE, 3)

    def rgb(self) -> tuple[int, int, int]:
        """Brightness of red, green and blue, each from 0 to 255."""
        red, green, blue = (self.photo[place] for place in self.places())
        return red, green, blue

    def places(self) -> tuple[int, int, int]:
        """Where red, green and blue stand in the flattened photo."""
        first = (int(self.row) * SIDE + int(self.column)) * 3
        return first, first + 1, first + 2

    def picture(self) -> Picture:
        """Draw the photo, the pixel's neighbourhood, and its three numbers as bars."""
        svg = Svg(600, 290, title="One pixel of the photo", description=self.readout())
        side = _SCALE * SIDE
        svg.image(16, 20, side, side, Picture.of_pixels(self.pixels(), alt="the photo"))
        self._draw_frame(svg)
        self._draw_neighbours(svg)
        for i, (name, value) in enumerate(zip(palette.CHANNELS, self.rgb(), strict=True)):
            x, height = 474 + 42 * i, 170 * value / 255
            svg.rect(x, 50, 28, 170, stroke=palette.MUTED)
            svg.rect(x, 220 - height, 28, height, fill=palette.CHANNELS[name], stroke="none")
            svg.text(x + 14, 36, str(value))
            svg.text(x + 14, 236, name, size=14)
        svg.text(530, 260, "0: none, 255: full", size=13, fill=palette.MUTED)
        return svg.picture()

    def _draw_frame(self, svg: Svg) -> None:
        side = _SCALE * (2 * _REACH + 1)
        x = 16 + _SCALE * (int(self.column) - _REACH)
        y = 20 + _SCALE * (int(self.row) - _REACH)
        svg.rect(x, y, side, side, fill="none", stroke=palette.GROUND)
        svg.rect(x - 1, y - 1, side + 2, side + 2, fill="none")

    def _draw_neighbours(self, svg: Svg) -> None:
        photo = self.pixels()
        for down in range(-_REACH, _REACH + 1):
            for right in range(-_REACH, _REACH + 1):
                i, j = int(self.row) + down, int(self.column) + right
                if 0 <= i < SIDE and 0 <= j < SIDE:
                    x, y = _MIDDLE[0] + _ZOOM * right, _MIDDLE[1] + _ZOOM * down
                    color = "#{:02x}{:02x}{:02x}".format(*photo[i, j])
                    svg.rect(x, y, _ZOOM, _ZOOM, fill=color, stroke="none")
        svg.rect(*_MIDDLE, _ZOOM, _ZOOM, fill="none", stroke=palette.GROUND, stroke_width=5)
        svg.rect(*_MIDDLE, _ZOOM, _ZOOM, fill="none", stroke_width=2)
        words = f"row {int(self.row)}, column {int(self.column)}"
        svg.text(_MIDDLE[0] + _ZOOM / 2, 260, words, size=14)

    def formula(self) -> str:
        """Write where the pixel's red value stands in the flattened photo, as HTML."""
        return (
            f"place of red = (row · {SIDE} + column) · 3 + 0 = "
            f"({int(self.row)} · {SIDE} + {int(self.column)}) · 3 + 0 = <b>{self.places()[0]}</b>"
        )

    def readout(self) -> str:
        """Say the three numbers and their places."""
        red, green, blue = self.rgb()
        first, second, third = self.places()
        whose = "" if self.photo == _cat() else " of your photo"
        return (
            f"The pixel in row {int(self.row)}, column {int(self.column)}{whose} is red {red}, "
            f"green {green}, blue {blue}: the numbers at the places {first:,}, {second:,} and "
            f"{third:,} of the flattened photo."
        )


class PixelExplorer(Explorer[PixelState]):
    """Pick a pixel of the cat's photo, or of one's own, by its row and column.

    Examples
    --------
    >>> explorer = PixelExplorer()
    >>> explorer.controls["row"].value = 0
    >>> explorer.controls["column"].value = 1
    >>> explorer.state.places()
    (3, 4, 5)
    >>> explorer.photo.shape
    (100, 100, 3)
    """

    def __init__(self) -> None:
        places = {
            name: Slider(label=name, description=name, min=0, max=SIDE - 1, step=1, decimals=0)
            for name in ("row", "column")
        }
        photo = Upload(label="photo", description="Choose your own photo", value=_cat())
        super().__init__(PixelState(), [places, {"photo": photo}], reset_label="Reset to the cat")

    @property
    def photo(self) -> NDArray[np.uint8]:
        """What is shown now, for the next cells: uint8, shape (100, 100, 3)."""
        return self.state.pixels().copy()
