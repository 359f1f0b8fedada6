"""Parts: what the pictures and formulas of several explorers are put together from.

One look for all: a value is a ring, a weight a line (wide for a large one, dashed for a negative
one) with its number on a chip. Classes and colours are in `js/look.css`.
"""

import math
from typing import Any

from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, first, if_, join, op
from nnlib.drawing.numerals import coordinate, subscript

EDGE = 6  # how wide a ring is
FEATURES = ("ears", "snout", "size")  # what the article's three inputs measure of an animal
GRIP = "m-5 0h.1m5 0h.1m5 0h.1"  # three dots: can be dragged


def italic(letter: str, index: int | str = "") -> Element:
    """Write a variable in a formula, such as x₁."""
    below = subscript(index) if isinstance(index, int) else index
    return element("span", element("i", letter), below, class_="nx-var")


def feature(index: Any) -> Expr:
    """Name what an input measures; the index may follow from the state."""
    return op("at", list(FEATURES), index)


def named_input(index: Any) -> Expr:
    """Name an input aloud."""
    return join(feature(index), ", input ", index + 1)


def written(value: Any, *, kind: str = "v", digits: Any = 2, way: str = "fixed") -> Element:
    """Write a number that follows."""
    return element("span", op(way, value, digits), class_=f"nx-num {kind}", data_sign=sign(value))


def decimals(value: Any) -> Expr:
    """Return how many decimals a number needs: two, or three if two do not write it exactly."""
    hundredths = value * 100
    return if_(abs(hundredths - op("floor", hundredths + 0.5)) > 1e-6, 3, 2)


def percent(fraction: Any) -> Expr:
    """Write a fraction in per cent, which no line breaks; between 0 and 1 it never reads 0 or 1."""
    return first(
        ((fraction > 0.995) & (fraction < 1), ">\u00a099\u00a0%"),
        ((fraction < 0.005) & (fraction > 0), "<\u00a01\u00a0%"),
        otherwise=join(op("fixed", 100 * fraction, 0), "\u00a0%"),
    )


def row(*words: Any) -> Expr:
    """Put words one after the other, with commas between them."""
    return join(*[piece for word in words for piece in (", ", word)][1:])


def handle(path: Any, value: Any, *, kind: str = "w") -> Element:
    """Write a number that can be dragged."""
    number = op("path", *path) if isinstance(path, list) else path
    return element(
        "span",
        op("fixed", value, decimals(value)),
        class_=f"nx-num {kind}",
        data_sign=sign(value),
        number=number,
    )


def sign(value: Any) -> Expr:
    """Return "neg", "zero" or "pos"."""
    return op("sign", value)


def fraction(above: Any, below: Any) -> Element:
    """Write a fraction in a formula."""
    return element("span", _as_row(above), _as_row(below), class_="nx-frac")


def sigmoid(z: Any, a: Any, digits: Any, *, name: Element | None = None, **more: Any) -> Element:
    """Write what a sigmoid makes of a sum."""
    power = element("sup", op("fixed", -z, digits), class_="nx-v")
    return element(
        "div",
        name or italic("a"),
        " = ",
        fraction("1", ("1 + ", element("i", "e"), power)),
        " = ",
        written(a, digits=4, way="inside"),
        **more,
    )


def _as_row(parts: Any) -> Element:
    return element("span", *(parts if isinstance(parts, tuple) else (parts,)))


def ring(x: float, y: float, r: float, value: Expr, most: Any, *, signed: bool = False) -> Element:
    """Draw a value's ring, which is full at `most`."""
    return element(
        "g",
        element("circle", class_="nx-disc", cx=x, cy=y, r=r - 1),
        element("circle", class_="nx-track", cx=x, cy=y, r=r - EDGE / 2),
        element(
            "path",
            class_="nx-gauge nx-signed" if signed else "nx-gauge",
            d=op("ring", value, x, y, r - EDGE / 2, most),
            data_sign=sign(value),
        ),
        element("circle", class_="nx-edge", cx=x, cy=y, r=r),
        element("circle", class_="nx-edge", cx=x, cy=y, r=r - EDGE),
    )


def focus_ring(x: Any, y: Any, r: float) -> Element:
    """Draw what shows the keyboard's place around a circle."""
    return element("circle", class_="nx-focus", cx=x, cy=y, r=r)


def between(
    x1: float, y1: float, r1: float, x2: float, y2: float, r2: float
) -> tuple[float, float, float, float]:
    """Return the ends of a line from one circle's edge to another's."""
    far = math.hypot(x2 - x1, y2 - y1)
    dx, dy = (x2 - x1) / far, (y2 - y1) / far
    ends = x1 + dx * r1, y1 + dy * r1, x2 - dx * r2, y2 - dy * r2
    return tuple(round(end, 1) for end in ends)  # type: ignore[return-value]


def weight_line(ends: tuple[float, float, float, float], weight: Expr, **more: Any) -> Element:
    """Draw a weight's line."""
    x1, y1, x2, y2 = ends
    return element(
        "line",
        class_="nx-weight",
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        stroke_width=op("wide", weight),
        stroke_dasharray=op("dash", weight),
        data_sign=sign(weight),
        **more,
    )


def chip(x: float, y: float, value: Expr, *, small: bool = False) -> Element:
    """Draw a number on a chip, to be dragged."""
    w, h = (22, 11) if small else (35, 14)
    dots = f"M{x - w + 7} {y - 5}v.1m0 5v.1m0 5v.1M{x - w + 12} {y - 5}v.1m0 5v.1m0 5v.1"
    return element(
        "g",
        element("rect", class_="nx-chip", x=x - w, y=y - h, width=2 * w, height=2 * h, rx=7),
        None if small else element("path", class_="nx-grip nx-live-only", d=dots),
        element(
            "text",
            op("fixed", value, 2),
            x=x if small else x + 5,
            y=y,
            class_="nx-small" if small else "",
        ),
        element(
            "rect",
            class_="nx-focus",
            x=x - w - 4,
            y=y - h - 4,
            width=2 * w + 8,
            height=2 * h + 8,
            rx=10,
        ),
        class_="nx-tag",
        data_sign=sign(value),
    )


def scale(
    box: tuple[float, float, float, float], path: str, words: str, ends: tuple[float, float],
    value: Any, written: Expr,
) -> Element:  # fmt: skip
    """Draw a number as a knob on a scale, with its name and value over it.

    `box` has the ends of the scale, then the height of the words and that of the scale.
    """
    left, right, above, y = box
    least, most = ends
    x = left + (right - left) * (value - least) / (most - least)
    return element(
        "g",
        label(left - 6, above, words, class_="nx-label nx-start"),
        element("text", written, x=right + 6, y=above, class_="nx-small nx-bold nx-end"),
        element("line", class_="nx-rail", x1=left, y1=y, x2=right, y2=y),
        element("line", class_="nx-rail nx-filled", x1=left, y1=y, x2=x, y2=y),
        knob(x, y, path, drag=(most - least) / (right - left)),
    )


def knob(x: Any, y: Any, path: str, *, r: int = 8, axis: str = "x", **hand: Any) -> Element:
    """Draw a knob that moves a number along an axis; `hand` says what else a hand finds there."""
    return element(
        "g",
        element("circle", class_="nx-hit", cx=x, cy=y, r=22),
        element("circle", class_="nx-halo", cx=x, cy=y, r=r + 4),
        element("circle", class_="nx-knob", cx=x, cy=y, r=r),
        focus_ring(x, y, r + 5),
        number=path,
        axis=axis,
        **hand,
    )


def tinted_plane(
    square: tuple[float, float, float], reach: float, name: str, *inside: Any
) -> list[Element]:
    """Draw what a network says of the plane, as far as `reach`, with what lies on it cut off."""
    left, top, side = square
    box = {"x": left, "y": top, "width": side, "height": side}
    return [
        element("clipPath", element("rect", **box, rx=10), id=name),
        element(
            "g",
            element("field", **box, low=-reach, high=reach),
            *inside,
            clip_path=f"url(#{name})",
        ),
        element("rect", class_="nx-axis", **box, rx=10),
    ]


def label(x: Any, y: Any, *words: Any, class_: Any = "nx-label", **more: Any) -> Element:
    """Write a label in a picture."""
    return element("text", *words, x=x, y=y, class_=class_, **more)


def through(*points: tuple[Any, Any]) -> Any:
    """Return the data of a path through points; a text, if none of them follows from the state."""
    pieces: list[Any] = []
    for i, (x, y) in enumerate(points):
        pieces += ["L" if i else "M", _place(x), " ", _place(y)]
    return join(*pieces) if any(isinstance(each, Expr) for each in pieces) else "".join(pieces)


def _place(value: Any) -> Any:
    return op("coordinate", value) if isinstance(value, Expr) else coordinate(value)


def subscripted(letter: Any, index: Any) -> Expr:
    """Write a variable with an index that follows and counts from 0: x₁ for 0."""
    return join(letter, op("at", list("₁₂₃₄₅₆"), index))
