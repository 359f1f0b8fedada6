"""What the drawing pad shows: the pad, what the network sees, what spoke, and three bars."""

from dataclasses import dataclass
from typing import Any

from nnlib.datasets import THREE_CLASSES, silhouette
from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, if_, join, op, ref
from nnlib.explorers import parts
from nnlib.explorers.scene import Op, put

CLASSES = range(len(THREE_CLASSES))
EMPTY = ref("empty")
_STEP = 7  # units of the pad that an arrow key moves the pen
_MOST = 400  # strokes
_KNOB = 9
_LEFT = "nx-label nx-start"
Square = tuple[float, float, float]  # x, y and side


@dataclass(frozen=True)
class Geometry:
    """Where things stand in one of the two pictures."""

    wide: bool
    size: tuple[int, int]
    pad: Square
    seen: Square
    voices: Square
    bars: tuple[float, float, float]  # of the bars: left end, right end, y of the first
    apart: float  # from one bar to the next
    heads: tuple[str, str]

    def units(self) -> tuple[Expr, Expr]:
        """Return where on the pad a hand points: whole units, not beyond the edge."""
        x, y, side = self.pad
        scale = silhouette.PAD / side
        along = (ref("pointer").x - x) * scale, (ref("pointer").y - y) * scale
        return _inside(op("floor", along[0] + 0.5)), _inside(op("floor", along[1] + 0.5))


WIDE = Geometry(
    wide=True,
    size=(760, 384),
    pad=(8, 36, 336),
    seen=(372, 36, 168),
    voices=(584, 36, 168),
    bars=(440, 680, 282),
    apart=36,
    heads=("what the network sees", "which pixels speak"),
)
NARROW = Geometry(
    wide=False,
    size=(360, 376),
    pad=(4, 28, 224),
    seen=(242, 28, 98),
    voices=(242, 176, 98),
    bars=(70, 286, 298),
    apart=30,
    heads=("network sees", "pixels speak"),
)


def picture(g: Geometry) -> Element:
    """Draw it all."""
    width, height = g.size
    return element(
        "svg",
        *_pad(g),
        *_seen(g),
        *_voices(g),
        *(part for k in CLASSES for part in _bar(g, k)),
        parts.label(
            (g.bars[0] + g.bars[1]) / 2, g.bars[2] + g.apart, "Draw something.", show=EMPTY
        ),
        viewBox=f"0 0 {width} {height}",
    )


# The pad.


def _pad(g: Geometry) -> list[Element]:
    x, y, side = g.pad
    scale = side / silhouette.PAD
    pen = ref("pen")
    square = {"x": x, "y": y, "width": side, "height": side}
    marker = element(
        "circle",
        class_="nx-focus nx-pen",
        cx=x + pen[0] * scale,
        cy=y + pen[1] * scale,
        r=if_(ref("touching").eq(1), 4, 9),
    )
    invites = parts.label(
        x + side / 2, y + side / 2, "draw an outline here", class_="nx-on-pad", show=EMPTY
    )
    return [
        parts.label(x + side / 2, y - 14, "your pen"),
        element(
            "g",
            element("rect", class_="nx-black", **square),
            element(
                "path",
                class_="nx-ink",
                d=op("strokes", ref("strokes"), x, y, scale),
                stroke_width=silhouette.PEN * scale,
            ),
            invites,
            element("rect", class_="nx-focus", **square),
            marker,
            place=_pen(*g.units()),
        ),
    ]


def _pen(x: Expr, y: Expr) -> dict[str, Any]:
    """Say what a hand or a key does with the pen."""
    strokes, touching = ref("strokes"), ref("touching").eq(1)
    moved = [_inside(ref("pen")[0] + _STEP * ref("dx")), _inside(ref("pen")[1] - _STEP * ref("dy"))]
    there = op("list", *(op("floor", ref("pen")[i] / _STEP + 0.5) for i in (0, 1)))
    place = join(
        "pen ", if_(touching, "down", "up"), ", ", op("at", there, 0), " across, ",
        op("at", there, 1), " down",
    )  # fmt: skip
    return {
        "name": join("pad: arrows move the pen, space puts it down and lifts it"),
        "value": place,
        "key": join("pad"),
        "begin": [*_put_at(x, y), put("touching", 0), put("strokes", _started(x, y))],
        "move": [*_put_at(x, y), put("strokes", op("extended", strokes, x, y))],
        "nudge": [
            *_put_at(*moved),
            put("strokes", if_(touching, op("extended", strokes, *moved), strokes)),
        ],
        "tap": [
            put("touching", 1 - ref("touching")),
            put("strokes", if_(touching, strokes, _started(ref("pen")[0], ref("pen")[1]))),
        ],
        "home": [],
    }


def _inside(value: Any) -> Expr:
    return op("max", 0, op("min", silhouette.PAD, value))


def _put_at(x: Any, y: Any) -> list[Op]:
    return [put("pen", op("list", x, y))]


def _started(x: Any, y: Any) -> Expr:
    return op("append", ref("strokes"), op("list", op("list", x, y)), _MOST)


# What the network sees, and what in it speaks for its answer.


def _seen(g: Geometry) -> list[Element]:
    x, y, side = g.seen
    return [
        parts.label(x + side / 2, y - 14, g.heads[0]),
        _raster(g.seen, "grey", ref("pixels")),
        *_knob(g, "right"),
        *_knob(g, "down"),
    ]


def _raster(square: Square, kind: str, values: Expr, **more: Any) -> Element:
    x, y, side = square
    return element(
        "raster", x=x, y=y, width=side, height=side, columns=silhouette.SIDE,
        rows=silhouette.SIDE, kind=kind, values=values, **more,
    )  # fmt: skip


def _knob(g: Geometry, name: str) -> list[Element]:
    """Draw a knob that shifts the picture, as far as it is moved itself."""
    x, y, side = g.seen
    pixel, beyond = side / silhouette.SIDE, side + _KNOB + 4
    at = ref(name) * pixel + side / 2
    place: tuple[Any, Any]
    if name == "right":
        track = {"x1": x, "y1": y + beyond, "x2": x + side, "y2": y + beyond}
        place, axis, drag = (x + at, y + beyond), "x", 1 / pixel
    else:
        track = {"x1": x + beyond, "y1": y, "x2": x + beyond, "y2": y + side}
        place, axis, drag = (x + beyond, y + at), "y", -1 / pixel  # up is more, else
    return [
        element("line", class_="nx-axis", **track),
        parts.knob(place[0], place[1], name, r=_KNOB, axis=axis, drag=drag, keys=False),
    ]


def _voices(g: Geometry) -> list[Element]:
    x, y, side = g.voices
    below = y + side + 16
    legend = (
        [
            parts.label(x + side / 2, below, join("blue: for ", _class("best")), show=~EMPTY),
            parts.label(
                x + side / 2, below + 19, join("orange: for ", _class("second")), show=~EMPTY
            ),
        ]
        if g.wide
        else []
    )
    return [
        parts.label(x + side / 2, y - 14, g.heads[1]),
        element("rect", class_="nx-panel", x=x - 1, y=y - 1, width=side + 2, height=side + 2),
        _raster(g.voices, "signed", ref("voices"), show=~EMPTY),
        *legend,
    ]


def _class(which: str) -> Expr:
    return op("at", list(THREE_CLASSES), ref(which))


def _bar(g: Geometry, k: int) -> list[Element]:
    left, right, top = g.bars
    y, p = top + k * g.apart, ref("p")[k]
    name = "nx-label nx-end"
    return [
        parts.label(left - 12, y, THREE_CLASSES[k], class_=name),
        element("rect", class_="nx-panel", x=left, y=y - 11, width=right - left, height=22),
        element(
            "rect",
            class_="nx-value",
            x=left,
            y=y - 11,
            width=op("max", 1, (right - left) * p),
            height=22,
            show=~EMPTY,
        ),
        parts.label(right + 8, y, parts.percent(p), class_="nx-start nx-bold nx-v", show=~EMPTY),
    ]
