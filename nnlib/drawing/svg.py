"""Svg: the few shapes that the diagrams are drawn with.

The same calls give the same bytes: no identifier, no time, and coordinates rounded to
hundredths of a pixel.
"""

import math
from xml.etree import ElementTree as ET

import numpy as np

from nnlib.drawing import palette
from nnlib.drawing.picture import Picture
from nnlib.validation import check_number, check_words

Point = tuple[float, float]
_FONT = "system-ui, 'DejaVu Sans', Verdana, sans-serif"


class Svg:
    """A drawing on a ground of its own.

    Parameters
    ----------
    width, height : float
        Size in pixels; x runs to the right, y down.
    title : str
        What the drawing is, in a few words.
    description : str
        What it shows, with its numbers, in sentences.

    Raises
    ------
    TypeError, ValueError
        Here and from every method, if a number is none, or not finite, or a text is none.

    Notes
    -----
    Positions are those of a shape's centre, corner or ends, in pixels. What else SVG knows
    (``fill``, ``stroke_width``, ...) is handed on, with hyphens for underscores: W3C, *Scalable
    Vector Graphics 2*.
    """

    def __init__(self, width: float, height: float, *, title: str, description: str) -> None:
        check_number("width", width, above=0)
        check_number("height", height, above=0)
        check_words("title", title)
        check_words("description", description)
        self._width = width
        self._alt = f"{title}. {description}"
        self._root = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {_text(width)} {_text(height)}",
                "width": _text(width),
                "style": "max-width: 100%; height: auto",
                "role": "img",
                "aria-label": self._alt,
                "font-family": _FONT,
            },
        )
        ET.SubElement(self._root, "title").text = title
        ET.SubElement(self._root, "desc").text = description
        self.rect(0.5, 0.5, width - 1, height - 1, stroke=palette.MUTED, rx=8)

    def rect(self, x: float, y: float, width: float, height: float, **style: float | str) -> None:
        """Draw a rectangle from its upper left corner."""
        self._add("rect", x=x, y=y, width=width, height=height, **_filled(style))

    def circle(self, x: float, y: float, r: float, **style: float | str) -> None:
        """Draw a circle around its centre."""
        self._add("circle", cx=x, cy=y, r=r, **_filled(style))

    def line(self, x1: float, y1: float, x2: float, y2: float, **style: float | str) -> None:
        """Draw a straight line."""
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, **{"stroke": palette.INK} | style)

    def path(self, d: str, **style: float | str) -> None:
        """Draw a path given in SVG's own letters."""
        self._add("path", d=d, **style)

    def text(self, x: float, y: float, words: str, *, size: int = 15, **style: float | str) -> None:
        """Write words, by default centred on x; y is the height of their middle."""
        defaults = {"fill": palette.INK, "text_anchor": "middle", "dominant_baseline": "central"}
        self._add("text", x=x, y=y, font_size=size, **defaults | style).text = check_words(
            "words", words
        )

    def image(self, x: float, y: float, width: float, height: float, picture: Picture) -> None:
        """Place a picture, stretched to a size, its pixels kept as they are."""
        style = {"style": "image-rendering: pixelated", "href": picture.uri}
        style["preserveAspectRatio"] = "none"
        self._add("image", x=x, y=y, width=width, height=height, **style)

    def picture(self) -> Picture:
        """Return what was drawn."""
        source = ET.tostring(self._root, encoding="utf-8")
        return Picture(source, "image/svg+xml", alt=self._alt, width=round(self._width))

    def _add(self, tag: str, **attributes: float | str) -> ET.Element:
        named = {key.replace("_", "-"): _text(value, key) for key, value in attributes.items()}
        return ET.SubElement(self._root, tag, named)


def arrow_head(start: Point, end: Point) -> tuple[Point, str]:
    """Return where the head of an arrow begins, and the head: a triangle, 10 long and 10 wide."""
    (x1, y1), (x2, y2) = start, end
    length = math.hypot(x2 - x1, y2 - y1)
    along, across = (x2 - x1) / length, (y2 - y1) / length
    x, y = x2 - 10 * along, y2 - 10 * across
    sides = [(x - side * across, y + side * along) for side in (5, -5)]
    corners = " L ".join(f"{a:.2f} {b:.2f}" for a, b in ((x2, y2), *sides))
    return (x, y), f"M {corners} Z"


def _filled(style: dict[str, float | str]) -> dict[str, float | str]:
    return {"fill": palette.GROUND, "stroke": palette.INK} | style


def _text(value: float | str, name: str = "number") -> str:
    if isinstance(value, str):
        return check_words(name, value)
    check_number(name, value)
    if isinstance(value, int | np.integer):
        return str(value)
    return f"{value:.2f}".rstrip("0").rstrip(".")
