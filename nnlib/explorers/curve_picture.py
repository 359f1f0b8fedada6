"""The picture of CurveExplorer: points, the network's curve, and what each unit adds to it."""

from dataclasses import dataclass
from typing import Any

from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, first, if_, join, op, ref
from nnlib.drawing.numerals import MINUS, subscript
from nnlib.explorers import parts
from nnlib.explorers.scene import put

Box = tuple[float, float, float, float]  # left, right, top, bottom

POINTS = 20
SEEN, REACH = 2.0, 4.0  # where there are points, and how far the curve is drawn
MOST_UNITS = 30
UNITS = op("len", ref("layers")[0].bias)
CHOSEN, HIGH = ref("chosen"), ref("high")
_START = "nx-label nx-start"
_TICKS = ((3, 1), (8, 2), (16, 5), (35, 10), (150, 50), (400, 100))  # below which end, which tick


@dataclass(frozen=True)
class Geometry:
    """Where things are in one of the two pictures."""

    name: str
    size: tuple[int, int]
    box: Box
    scale: Box
    legend: tuple[tuple[float, float], ...]

    @property
    def wide(self) -> bool:
        """Whether this is the wide one."""
        return self.name == "wide"

    def x(self, value: Any) -> Any:
        """Return where an input is in the picture."""
        left, right, _, _ = self.box
        return (left + right) / 2 + (right - left) / (2 * REACH) * value

    def y(self, value: Any) -> Any:
        """Return where an output is in the picture."""
        _, _, top, bottom = self.box
        return (top + bottom) / 2 - (bottom - top) / 2 * value / HIGH

    def path(self, xs: Expr, ys: Expr) -> Expr:
        """Return a curve, cut where it leaves the picture."""
        left, right, top, bottom = self.box
        return op("clipped", xs, ys, left, right, bottom, top, -REACH, REACH, -HIGH, HIGH)


WIDE = Geometry(
    name="wide",
    size=(760, 424),
    box=(34, 746, 10, 336),
    scale=(40, 210, 384, 406),
    legend=((262, 384), (262, 408), (500, 384), (500, 408)),
)
NARROW = Geometry(
    name="narrow",
    size=(360, 380),
    box=(26, 352, 6, 260),
    scale=(14, 130, 312, 334),
    legend=((158, 306), (158, 328), (158, 350), (158, 370)),
)


def picture(g: Geometry) -> Element:
    """Draw one of the two pictures."""
    width, height = g.size
    return element(
        "svg",
        *_axes(g),
        *(_part(g, j) for j in range(MOST_UNITS)),
        element("path", class_="nx-guide nx-muted", d=g.path(ref("grid")[0], ref("wave"))),
        _chosen(g),
        element("path", class_="nx-casing", d=_curve(g), stroke_width=6),
        element("path", class_="nx-border", d=_curve(g)),
        *_beyond(g),
        *(_point(g, i) for i in range(POINTS)),
        _probe(g),
        parts.scale(g.scale, "units", "hidden units", (1, MOST_UNITS), UNITS, op("whole", UNITS)),
        *_legend(g),
        viewBox=f"0 0 {width} {height}",
    )


def contribution(j: int) -> Expr:
    """Return what the j-th unit adds to the output at x; 0 if there is no such unit."""
    added = ref("layers")[1].weight[0][j] * ref("layers")[0].a[j]
    return if_(j < UNITS, added, 0)


def _axes(g: Geometry) -> list[Element]:
    left, right, top, bottom = g.box
    beyond = [(left, g.x(-SEEN)), (g.x(SEEN), right)]
    return [
        *(
            element("rect", class_="nx-panel", x=x1, y=top, width=x2 - x1, height=bottom - top)
            for x1, x2 in beyond
        ),
        element("path", class_="nx-grid", d=f"M{left} {(top + bottom) / 2:g}H{right}"),
        element("rect", class_="nx-axis nx-open", x=left, y=top, width=right - left,
                height=bottom - top),
        *(
            parts.label(g.x(x), bottom + 15, str(x).replace("-", MINUS), class_="nx-label")
            for x in (-4, -2, 2, 4)
        ),
        *(
            parts.label(left - 5, g.y(tick), op("whole", tick), class_="nx-label nx-end")
            for tick in (-_tick(), 0 * HIGH, _tick())
        ),
    ]  # fmt: skip


def _tick() -> Expr:
    """Return a round number that the axis of outputs has room for."""
    return first(*((high > HIGH, tick) for high, tick in _TICKS), otherwise=500)


def _beyond(g: Geometry) -> list[Element]:
    """Say where nothing holds the curve."""
    left, right, top, _ = g.box
    words = "no points here" if g.wide else "no points"
    look = "nx-label nx-smallest nx-clear"
    middles = (left + g.x(-SEEN)) / 2, (right + g.x(SEEN)) / 2
    return [parts.label(x, top + 14, words, class_=look) for x in middles]


def _curve(g: Geometry) -> Expr:
    return g.path(ref("grid")[0], ref("curve"))


def _added(g: Geometry, unit: Any) -> Expr:
    """Return the curve of what one unit adds."""
    return g.path(ref("coarse")[0], op("unit_outputs", ref("layers"), unit, ref("coarse")))


def _part(g: Geometry, j: int) -> Element:
    """Draw what a unit adds, thinly; a click draws it strongly."""
    path = if_(j < UNITS, _added(g, j), "M0 0")
    return element(
        "g",
        element("path", class_="nx-hit", d=path),
        element("path", class_="nx-thread", d=path),
        element("path", class_="nx-focus", d=path),
        show=j < UNITS,
        pick={
            "name": join(f"show what hidden unit {j + 1} adds"),
            "key": join(f"unit.{j}"),
            "do": [put("chosen", j)],
            "pressed": CHOSEN.eq(j),
        },
    )


def _chosen(g: Geometry) -> Element:
    return element("path", class_="nx-tangent nx-open", d=_added(g, CHOSEN))


def _point(g: Geometry, i: int) -> Element:
    """Draw a point, which a hand pulls up or down."""
    x, y = g.x(ref("points")[i].x), g.y(ref("points")[i].y)
    _, _, top, bottom = g.box
    return element(
        "g",
        element("circle", class_="nx-hit", cx=x, cy=y, r=16),
        element("circle", class_="nx-halo", cx=x, cy=y, r=10),
        element("circle", class_="nx-point nx-one", cx=x, cy=y, r=6 if g.wide else 5),
        element("circle", class_="nx-focus", cx=x, cy=y, r=12),
        number=f"points.{i}.y",
        axis="y",
        drag=2 * HIGH / (bottom - top),
    )


def _probe(g: Geometry) -> Element:
    """Draw the x at which the sum is written out."""
    left, right, top, bottom = g.box
    x, y = g.x(ref("x")[0]), g.y(ref("output")[0])
    seen = abs(ref("output")[0]) <= HIGH
    return element(
        "g",
        element("line", class_="nx-guide", x1=x, y1=top, x2=x, y2=bottom),
        element("circle", class_="nx-dot", cx=x, cy=y, r=7, show=seen),
        parts.knob(x, bottom, "x.0", drag=2 * REACH / (right - left)),
        element("text", "x", x=x, y=bottom, class_="nx-variable nx-v nx-small"),
    )


def _legend(g: Geometry) -> list[Element]:
    """Name every line."""
    below = [subscript(j + 1) for j in range(MOST_UNITS)]
    chosen = join("what h", op("at", below, CHOSEN), " adds")
    rows = [
        ("nx-border", "the network: the sum" if g.wide else "the network"),
        ("nx-tangent", chosen),
        ("nx-thread", "what the other units add" if g.wide else "other units"),
        ("nx-guide nx-muted", "where the points come from" if g.wide else "source of points"),
    ]
    drawn = []
    for (look, words), (x, y) in zip(rows, g.legend, strict=True):
        shown = UNITS > 1 if look == "nx-thread" else None
        drawn += [
            element("line", class_=look, x1=x, y1=y, x2=x + 26, y2=y, show=shown),
            parts.label(x + 34, y, words, class_=_START, show=shown),
        ]
    return drawn
