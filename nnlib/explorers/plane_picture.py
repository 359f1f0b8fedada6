"""The picture of PlaneExplorer: the plane with its points and lines, the network, and its cost."""

from dataclasses import dataclass
from typing import Any

from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, fixed, if_, join, op, ref
from nnlib.drawing.numerals import subscript
from nnlib.explorers import parts, plane_lines
from nnlib.explorers.plane_lines import REACH, UNITS, kept
from nnlib.explorers.scene import Op, put

Place = tuple[float, float]

POINTS = 8
HIDDEN = ref("hidden_units")  # how many the network has
LAYER, UNIT = ref("chosen")[0], ref("chosen")[1]  # of the sum that is written out
RINGED = ref("ringed")
_HOW = ". Enter takes hold of it, arrow keys "
_LEFT = "nx-label nx-start"


@dataclass(frozen=True)
class Geometry:
    """Where things stand in one of the two pictures."""

    name: str
    size: tuple[int, int]
    square: tuple[float, float, float]  # left, top, side
    columns: tuple[float, float, float]  # x of the network's circles
    middle: float  # y of them
    apart: tuple[float, float]  # how far two or three are from each other
    r: float
    chart: tuple[float, float, float, float]  # left, right, top, bottom

    @property
    def wide(self) -> bool:
        """Whether this is the wide one."""
        return self.name == "wide"

    def x(self, value: Any) -> Any:
        """Return where x₁ is in the picture."""
        left, _, side = self.square
        return left + side / 2 + side / (2 * REACH) * value

    def y(self, value: Any) -> Any:
        """Return where x₂ is in the picture."""
        _, top, side = self.square
        return top + side / 2 - side / (2 * REACH) * value

    def pointed(self) -> tuple[Expr, Expr]:
        """Return the place of the plane under the hand, to the hundredth."""
        left, top, side = self.square
        unit = side / (2 * REACH)
        x = (ref("pointer").x - left) / unit - REACH
        y = REACH - (ref("pointer").y - top) / unit
        return kept(x, REACH, 100), kept(y, REACH, 100)

    def rows(self, count: int) -> list[float]:
        """Return the y of so many circles."""
        two, three = self.apart
        apart = three if count == UNITS else two
        return [self.middle + apart * (i - (count - 1) / 2) for i in range(count)]


WIDE = Geometry(
    name="wide",
    size=(760, 492),
    square=(14, 14, 464),
    columns=(526, 624, 722),
    middle=158,
    apart=(100, 78),
    r=26,
    chart=(504, 748, 336, 424),
)
NARROW = Geometry(
    name="narrow",
    size=(360, 516),
    square=(22, 4, 316),
    columns=(30, 120, 210),
    middle=410,
    apart=(76, 56),
    r=24,
    chart=(256, 352, 382, 464),
)


def picture(g: Geometry) -> Element:
    """Draw one of the two pictures."""
    width, height = g.size
    return element(
        "svg",
        *_plane(g),
        *(_point(g, i) for i in range(POINTS)),
        *(_knob(g, j) for j in range(UNITS)),
        *(_wide_heads() if g.wide else ()),
        *(_network(g, hidden) for hidden in (0, 2, 3)),
        *_chart(g),
        *(_wide_legend() if g.wide else _narrow_legend()),
        viewBox=f"0 0 {width} {height}",
    )


# The plane.


def _plane(g: Geometry) -> list[Element]:
    """Draw the square with what the network says of it, and the lines."""
    left, top, side = g.square
    cross = f"M{g.x(0):g} {top}V{top + side}M{left} {g.y(0):g}H{left + side}"
    return [
        *parts.tinted_plane(
            g.square,
            REACH,
            f"plane-{g.name}",
            element("path", class_="nx-axis", d=cross, opacity=0.5),
            *(_line(g, j) for j in range(UNITS)),
        ),
        parts.label(left + side - 15, g.y(0) + 15, "x₁", class_="nx-variable nx-ground-behind"),
        parts.label(g.x(0) + 17, top + 16, "x₂", class_="nx-variable nx-ground-behind"),
    ]


def _line(g: Geometry, j: int) -> Element:
    """Draw where a unit of the first layer is at ½, and an arrow to where it is above."""
    ends, unit, mine = ref("ends")[j], ref("units")[j], _is_chosen(0, j)
    line = {"x1": g.x(ends[0]), "y1": g.y(ends[1]), "x2": g.x(ends[2]), "y2": g.y(ends[3])}
    choose = put("chosen", [0, j])
    return element(
        "g",
        element("line", class_="nx-halo", **line),
        element("line", class_="nx-casing", **line, stroke_width=if_(mine, 7, 6)),
        element("line", class_="nx-line", **line, stroke_width=if_(mine, 3.5, 2.5)),
        *_arrow(g, j),
        element("line", class_="nx-hit", **line),
        element("line", class_="nx-focus", **line),
        show=ref("drawn")[j],
        place={
            "name": join("line of ", ref("names")[j], _HOW, "move it"),
            "value": join("bias ", fixed(unit[2])),
            "key": join(f"line.{j}"),
            "move": [*plane_lines.led_through(j, unit, *g.pointed()), choose],
            "nudge": [*plane_lines.pushed(j), choose],
            "home": plane_lines.home(j),
        },
        pick=_picked(0, j, ref("names")[j], f"line.{j}"),
        lit=_lights(j),
    )


def _arrow(g: Geometry, j: int) -> list[Element]:
    start, normal = ref("arrow")[j], ref("normal")[j]

    def at(forward: float, aside: float) -> tuple[Expr, Expr]:
        x = start[0] + forward * normal[0] - aside * normal[1]
        y = start[1] + forward * normal[1] + aside * normal[0]
        return g.x(x), g.y(y)

    (x1, y1), (x2, y2) = at(0, 0), at(0.3, 0)
    corners = [op("coordinate", each) for corner in _HEAD for each in at(*corner)]
    return [
        element("line", class_="nx-line", x1=x1, y1=y1, x2=x2, y2=y2, stroke_width=3),
        element("path", class_="nx-arrow", d=join(*_between("M L L ", corners), "Z")),
    ]


_HEAD = ((0.42, 0), (0.25, 0.09), (0.25, -0.09))


def _between(signs: str, places: list[Expr]) -> list[Any]:
    """Put a sign before each number of a path."""
    return [piece for pair in zip(signs, places, strict=True) for piece in pair]


def _knob(g: Geometry, j: int) -> Element:
    """Draw what turns a line."""
    knob, unit, name = ref("knob")[j], ref("units")[j], ref("names")[j]
    choose = put("chosen", [0, j])
    return element(
        "g",
        element("circle", class_="nx-hit", r=24),
        element("circle", class_="nx-halo", r=17),
        element("circle", class_="nx-knob", r=14),
        element(
            "text", if_(HIDDEN.eq(0), "⟳", f"h{subscript(j + 1)}"), class_="nx-small nx-bold nx-v"
        ),
        element("circle", class_="nx-focus", r=20),
        class_=if_(HIDDEN.eq(0), "nx-live-only", ""),
        transform=_moved_to(g.x(knob[0]), g.y(knob[1])),
        show=ref("drawn")[j],
        place={
            "name": join("direction of the line of ", name, _HOW, "turn it"),
            "value": join("weights ", fixed(unit[0]), " and ", fixed(unit[1])),
            "key": join(f"turn.{j}"),
            "move": [*plane_lines.turned_to(j, *g.pointed()), choose],
            "nudge": [*plane_lines.turned_by_key(j), choose],
            "home": plane_lines.home(j),
        },
        pick=_picked(0, j, name, f"turn.{j}"),
        lit=_lights(j),
    )


def _point(g: Geometry, i: int) -> Element:
    """Draw a point: a circle where the output should be 1, a square where it should be 0."""
    point, one = ref("points")[i], ref("points")[i].target.eq(1)
    nudged = [
        kept(point.x + 0.1 * ref("dx"), REACH, 100),
        kept(point.y + 0.1 * ref("dy"), REACH, 100),
    ]
    begun = [ref("start").points[i].x, ref("start").points[i].y]
    return element(
        "g",
        element("circle", class_="nx-hit", r=22),
        element("circle", class_="nx-halo", r=15),
        element("circle", class_="nx-point nx-one", r=10, show=one),
        element("rect", class_="nx-point", x=-9, y=-9, width=18, height=18, show=~one),
        element("path", class_="nx-wrong", d="M-5 -5L5 5M5 -5L-5 5", show=ref("wrong")[i]),
        element("circle", class_="nx-chosen", r=16, show=RINGED.eq(i)),
        element("circle", class_="nx-focus", r=20),
        transform=_moved_to(g.x(point.x), g.y(point.y)),
        place={
            "name": join(f"point {i + 1}, should be ", point.target, _HOW, "move it"),
            "value": join(fixed(point.x), ", ", fixed(point.y)),
            "key": join(f"points.{i}"),
            "move": _put_at(i, g.pointed()),
            "nudge": _put_at(i, nudged),
            "home": _put_at(i, begun),
        },
        pick={
            "name": join(f"ring point {i + 1}"),
            "key": join(f"points.{i}"),
            "do": [put("ringed", i)],
        },
        lit=[f"points.{i}", f"points.{i}.x", f"points.{i}.y"],
    )  # fmt: skip


def _put_at(i: int, place: Any) -> list[Op]:
    x, y = place
    return [put(f"points.{i}.x", x), put(f"points.{i}.y", y), put("ringed", i)]


def _moved_to(x: Expr, y: Expr) -> Expr:
    return join("translate(", op("coordinate", x), " ", op("coordinate", y), ")")


# The network.


def _network(g: Geometry, hidden: int) -> Element:
    """Draw the network as it is with so many hidden units."""
    left, middle, right = g.columns
    columns = [(left, 2), (middle, hidden), (right, 1)]
    if not hidden:
        columns = [(left + 9, 2), (right - 9, 1)]
    places = [[(x, y) for y in g.rows(count)] for x, count in columns]
    units = [(k, j) for k, circles in enumerate(places[1:]) for j in range(len(circles))]
    return element(
        "g",
        *(
            _weight(g, hidden, (k, j, i), start, places[k + 1][j])
            for k, j in units
            for i, start in enumerate(places[k])
        ),
        *(part for i, place in enumerate(places[0]) for part in _input(g, i, place)),
        *(part for k, j in units for part in _unit(g, hidden, (k, j), places[k + 1][j])),
        show=HIDDEN.eq(hidden),
    )


def _weight(
    g: Geometry, hidden: int, at: tuple[int, int, int], start: Place, end: Place
) -> Element:
    """Draw a weight. Where the network has other hidden units, it need only be some number."""
    layer, unit, i = at
    there, mine = HIDDEN.eq(hidden), _is_chosen(layer, unit)
    path = f"layers.{layer}.weight.{unit}.{i}"
    value = if_(there, ref(path), 0)
    ends = parts.between(*start, g.r, *end, g.r)
    x1, y1, x2, y2 = ends
    line = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    chip = None if hidden else parts.chip((x1 + x2) / 2, (y1 + y2) / 2, value)
    return element(
        "g",
        element("line", class_="nx-halo", **line),
        parts.weight_line(ends, value, opacity=if_(mine, 1, 0.62)),
        element("line", class_="nx-flow", **line, flow={"from": [path, *_sources(layer, i)]}),
        element("line", class_="nx-hit", **line),
        element("line", class_="nx-focus", **line) if hidden else chip,
        number=if_(there, path, "layers.0.weight.0.0"),
        keys=mine,
        pick=_picked(layer, unit, _name(hidden, layer, unit), path),
    )


def _sources(layer: int, i: int) -> list[Any]:
    """Return the numbers that a layer's i-th input follows from."""
    if layer == 0:
        return [coordinate(i)]
    return [*_numbers_of(0, i), coordinate(0), coordinate(1)]


def coordinate(i: int) -> Expr:
    """Return the path of x₁ or x₂ of the ringed point."""
    return op("path", "points", RINGED, "xy"[i])


def _input(g: Geometry, i: int, place: Place) -> list[Element]:
    x, y = place
    circle = element(
        "g",
        element("circle", class_="nx-hit", cx=x, cy=y, r=g.r),
        parts.ring(x, y, g.r, ref("x")[i], REACH),
        element("text", fixed(ref("x")[i]), x=x, y=y, class_="nx-small"),
        element("path", class_="nx-grip nx-live-only", d=f"M{x} {y + 12:g}{parts.GRIP}"),
        parts.focus_ring(x, y, g.r + 5),
        number=coordinate(i),
        lit=[op("path", "points", RINGED)],
    )
    beside = y - g.r - 13 if i == 0 else y + g.r + 14
    return [circle, element("text", f"x{subscript(i + 1)}", x=x, y=beside, class_="nx-variable")]


def _unit(g: Geometry, hidden: int, at: tuple[int, int], place: Place) -> list[Element]:
    """Draw a unit's output; a click on it writes out its sum."""
    (layer, unit), (x, y), r = at, place, g.r
    mine, name = _is_chosen(layer, unit), _name(hidden, layer, unit)
    value = if_(HIDDEN.eq(hidden), ref("layers")[layer].a[unit], 0)
    before = ["layers.0.weight.*.*", "layers.0.bias.*"] if layer else []
    circle = element(
        "g",
        element("circle", class_="nx-hit", cx=x, cy=y, r=r),
        element("circle", class_="nx-chosen", cx=x, cy=y, r=r + 4, show=mine),
        parts.ring(x, y, r, value, 1),
        element("text", op("near", value, 2), x=x, y=y, class_="nx-small"),
        parts.focus_ring(x, y, r + 8),
        pick=_picked(layer, unit, name, f"unit.{hidden}.{layer}.{unit}"),
        from_=[*_numbers_of(layer, unit), *before, coordinate(0), coordinate(1)],
    )
    if layer == bool(hidden):
        return [circle, parts.label(x, y + r + 18, "output")]
    at_name = (x, y - r - 14) if g.wide else (x - r - 14, y)
    return [circle, parts.label(*at_name, name, class_="nx-label nx-bold nx-v nx-ground-behind")]


def _name(hidden: int, layer: int, unit: int) -> str:
    if not hidden:
        return "the unit"
    return "the output" if layer else f"h{subscript(unit + 1)}"


def _is_chosen(layer: int, unit: int) -> Expr:
    return LAYER.eq(layer) & UNIT.eq(unit)


def _picked(layer: int, unit: int, name: Any, key: str) -> dict[str, Any]:
    """Say that a click writes out a unit's sum."""
    return {
        "name": join("show the sum of ", name),
        "key": join(key),
        "do": [put("chosen", [layer, unit])],
        "pressed": _is_chosen(layer, unit),
    }


def _lights(j: int) -> list[Any]:
    """Return what a line lights up with: itself, its knob, and the numbers that it follows from."""
    return [
        f"line.{j}",
        f"turn.{j}",
        f"layers.0.weight.{j}.0",
        f"layers.0.weight.{j}.1",
        f"layers.0.bias.{j}",
    ]


def _numbers_of(layer: int, unit: int) -> list[Any]:
    return [f"layers.{layer}.weight.{unit}.*", f"layers.{layer}.bias.{unit}"]


# The cost, and what signs mean.


def _chart(g: Geometry) -> list[Element]:
    """Draw how the cost fell; the dot is the present one."""
    left, right, top, bottom = g.chart
    costs, cost, highest = ref("costs"), ref("mean_cost"), ref("highest")
    start, last = left + 3, op("len", costs) - 1
    path = op("polyline", costs, start, right, bottom, top, 0, highest, 61)
    title = (left - 4, top - 18, _LEFT) if g.wide else (right, top - 40, "nx-label nx-end")
    note = "Learn draws it here" if g.wide else "press Learn"
    return [
        parts.label(title[0], title[1], "cost while learning", class_=title[2]),
        element("text", fixed(cost, 2), x=right, y=top - 18, class_="nx-bold nx-end"),
        element("path", class_="nx-axis", d=f"M{left} {top}V{bottom}H{right}"),
        element("path", class_="nx-curve", d=path),
        element(
            "circle",
            class_="nx-dot",
            cx=start + (right - start) * last / op("max", 60, last),
            cy=bottom + (top - bottom) * cost / highest,
            r=5,
        ),
        parts.label((left + right) / 2 + 6, bottom - 14, note, show=ref("learned").eq(0)),
    ]


def _wide_heads() -> list[Element]:
    return [
        parts.label(624, 20, "the network at the ringed point"),
        element("line", class_="nx-grid", x1=500, y1=296, x2=750, y2=296),
    ]


def _wide_legend() -> list[Element]:
    return [
        element("circle", class_="nx-point nx-one", cx=512, cy=452, r=9),
        parts.label(527, 452, "should be 1", class_=_LEFT),
        element("rect", class_="nx-point", x=626, y=444, width=16, height=16),
        parts.label(650, 452, "should be 0", class_=_LEFT),
        parts.label(502, 480, "× wrong", class_=_LEFT),
        parts.label(568, 480, "➤ where a unit is above ½", class_=_LEFT),
    ]


def _narrow_legend() -> list[Element]:
    return [
        element("circle", class_="nx-point nx-one", cx=12, cy=504, r=7),
        parts.label(23, 504, "should be 1", class_=_LEFT),
        element("rect", class_="nx-point", x=109, y=497, width=14, height=14),
        parts.label(128, 504, "should be 0", class_=_LEFT),
        parts.label(215, 504, "× wrong", class_=_LEFT),
        parts.label(280, 504, "➤ above ½", class_=_LEFT),
    ]
