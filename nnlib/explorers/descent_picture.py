"""The picture of DescentExplorer: the map with its path, the cost at each step, three scales."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from contourpy import contour_generator

from nnlib.drawing import surface as surfaces
from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, first, fixed, if_, join, op, ref
from nnlib.explorers import parts
from nnlib.explorers.scene import Op, put

REACH = (4.0, 2.0)  # the map goes so far from its middle
MOST_STEPS = 60
LEAST_RATE, MOST_RATE = 0.001, 1.2
MOST_MOMENTUM = 0.95
_LINES = 14  # of equal cost
_GRID = 161  # places each way, at which the cost is computed
_EACH = 4  # of the points of a line, how many make one of the picture
_FINE = 100  # parts of one, in which these lines are written
_ARROW = 46  # the longest arrow at the present place
_LEFT = "nx-label nx-start"
_POWERS = ["10⁻⁶", "10⁻⁵", "10⁻⁴", "0.001", "0.01", "0.1", "1", "10", "100", "1000",
           "10⁴", "10⁵", "10⁶", "10⁷", "10⁸", "10⁹"]  # fmt: skip
_RATES = math.log(LEAST_RATE), math.log(MOST_RATE)


def contours(surface: surfaces.Surface) -> str:
    """Return the path of lines of equal cost, in hundredths of a weight; upward is less."""
    across, up = np.meshgrid(*(np.linspace(-end, end, _GRID) for end in REACH))
    height = np.vectorize(lambda x, y: surfaces.cost(surface, x, y))(across, up)
    generator = contour_generator(across, up, height)
    low, high = height.min(), height.max()
    # Closer lines near the bottom, where the interesting part of the path is.
    levels = low + (high - low) * np.linspace(0, 1, _LINES + 1)[1:-1] ** 2
    return "".join(_line(np.asarray(each)) for level in levels for each in generator.lines(level))


def _line(places: Any) -> str:
    """Write a line as steps from place to place, which takes fewer letters than places."""
    few = np.concatenate([places[:-1:_EACH], places[-1:]])
    whole = np.rint(few * (_FINE, -_FINE)).astype(int)
    start, steps = whole[0], np.diff(whole, axis=0)
    return f"M{start[0]} {start[1]}l{' '.join(f'{x} {y}' for x, y in steps)}"


@dataclass(frozen=True)
class Geometry:
    """Where things stand in one of the two pictures."""

    name: str
    size: tuple[int, int]
    corner: tuple[float, float]  # of the map
    unit: float  # pixels that a weight of 1 takes on it
    chart: tuple[float, float, float, float]  # left, right, top, bottom
    scales: tuple[float, float, float]  # y of learning rate, momentum and steps
    track: tuple[float, float]  # from where to where they go
    words: tuple[float, float]  # x of their names' left end, and of their numbers' right end
    above: float  # how far these are above the track

    @property
    def wide(self) -> bool:
        """Whether this is the wide one."""
        return self.name == "wide"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, right, bottom and top of the map."""
        (x, y), u = self.corner, self.unit
        return x, x + 2 * REACH[0] * u, y + 2 * REACH[1] * u, y

    def x(self, value: Any) -> Any:
        """Return where a first weight is on the map."""
        return self.corner[0] + self.unit * (value + REACH[0])

    def y(self, value: Any) -> Any:
        """Return where a second weight is on the map."""
        return self.corner[1] + self.unit * (REACH[1] - value)

    def pointed(self) -> tuple[Expr, Expr]:
        """Return the place under the hand, in steps of 0.05."""
        (left, top), unit = self.corner, self.unit
        w1 = (ref("pointer").x - left) / unit - REACH[0]
        w2 = REACH[1] - (ref("pointer").y - top) / unit
        return _kept(w1, REACH[0]), _kept(w2, REACH[1])


def _kept(value: Expr, end: float, of_one: int = 20) -> Expr:
    return op("min", end, op("max", -end, _snapped(value, of_one)))


WIDE = Geometry(
    name="wide",
    size=(760, 372),
    corner=(10, 8),
    unit=58,
    chart=(542, 748, 34, 220),
    scales=(268, 308, 348),
    track=(136, 412),
    words=(10, 474),
    above=0,
)
NARROW = Geometry(
    name="narrow",
    size=(360, 350),
    corner=(4, 4),
    unit=44,
    chart=(48, 164, 214, 292),
    scales=(222, 267, 312),
    track=(204, 344),
    words=(192, 356),
    above=23,
)


def picture(g: Geometry) -> Element:
    """Draw one of the two pictures."""
    width, height = g.size
    return element(
        "svg",
        *_map(g),
        *_path(g),
        *_here(g),
        _start(g),
        *_chart(g),
        _scale(g, 0, "learning rate", _rate_knob(g)),
        _scale(g, 1, "momentum", _momentum_knob(g)),
        _scale(g, 2, "steps", _steps_knob(g)),
        *_legend(g),
        viewBox=f"0 0 {width} {height}",
    )


# The map.


def _map(g: Geometry) -> list[Element]:
    left, right, bottom, top = g.box
    cross = f"M{g.x(0):g} {top}V{bottom}M{left} {g.y(0):g}H{right}"
    square = {"x": left, "y": top, "width": right - left, "height": bottom - top, "rx": 10}
    return [
        element("clipPath", element("rect", **square), id=f"descent-{g.name}"),
        element(
            "g",
            element(
                "path",
                class_="nx-contour",
                d=op("at", ref("lines"), ref("surface")),
                transform=f"translate({g.x(0):g} {g.y(0):g}) scale({g.unit / _FINE:g})",
            ),
            clip_path=f"url(#descent-{g.name})",
        ),
        element("path", class_="nx-axis", d=cross, opacity=0.5),
        element("rect", class_="nx-axis", **square),
        parts.label(right - 17, g.y(0) + 15, "w₁", class_="nx-variable nx-ground-behind"),
        parts.label(g.x(0) + 17, top + 15, "w₂", class_="nx-variable nx-ground-behind"),
    ]


def _path(g: Geometry) -> list[Element]:
    """Draw the steps so far."""
    left, right, bottom, top = g.box
    box = (left, right, bottom, top, -REACH[0], REACH[0], -REACH[1], REACH[1])
    walk = ref("walk")
    return [
        element("path", class_="nx-walk", d=op("clipped", walk.w1, walk.w2, *box)),
        element("path", class_="nx-stops", d=op("dots", walk.w1, walk.w2, *box)),
    ]


def _here(g: Geometry) -> list[Element]:
    """Draw the present place, and where the gradients lead from there."""
    now, full, coming = ref("now"), ref("walk").full, ref("walk").next
    at = {"cx": g.x(now[0]), "cy": g.y(now[1])}
    # The longest arrow stays about as long, near the bottom too, where all gradients are small.
    scale = -_ARROW / (ref("slope") + _mean_tilt())
    place = g.x(now[0]), g.y(now[1]), full[0], full[1]
    note = parts.label(
        (g.box[0] + g.box[1]) / 2,
        g.box[2] - 14,
        "the path has left the map",
        class_="nx-bold nx-ground-behind",
        show=~ref("shown"),
    )
    here = element(
        "g",
        element("path", class_="nx-rays", d=op("spokes", *place, ref("tilt"), scale)),
        element("path", class_="nx-ray", d=op("spokes", *place, [0, 0], scale)),
        element("circle", class_="nx-next", cx=g.x(coming[0]), cy=g.y(coming[1]), r=6),
        element("circle", class_="nx-dot", r=8, **at),
        show=ref("shown"),
        clip_path=f"url(#descent-{g.name})",
    )
    return [here, note]


def _mean_tilt() -> Expr:
    """Return about how much the gradients of the batches differ from that of all examples."""
    tilt = ref("tilt")
    far = op("hypot", op("at", tilt, 0), op("at", tilt, 1))
    return if_(op("len", tilt).eq(0), 0.001, far)


def _start(g: Geometry) -> Element:
    x, y = g.x(ref("w1")), g.y(ref("w2"))
    nudged = [
        _kept(ref("w1") + 0.1 * ref("dx"), REACH[0], 100),
        _kept(ref("w2") + 0.1 * ref("dy"), REACH[1], 100),
    ]
    begun = [ref("start").w1, ref("start").w2]
    return element(
        "g",
        element("circle", class_="nx-hit", r=24),
        element("circle", class_="nx-halo", r=17),
        element("rect", class_="nx-begin", x=-9, y=-9, width=18, height=18, rx=3),
        element("path", class_="nx-grip nx-on-ink nx-live-only", d=f"M0 0{parts.GRIP}"),
        element("circle", class_="nx-focus", r=19),
        transform=_moved_to(x, y),
        place={
            "name": join("start. Enter takes hold of it, arrow keys move it"),
            "value": join("start ", fixed(ref("w1")), ", ", fixed(ref("w2"))),
            "key": join("start"),
            "move": _put_at(g.pointed()),
            "nudge": _put_at(nudged),
            "home": _put_at(begun),
        },
        lit=["start", "w1", "w2"],
    )


def _put_at(place: Any) -> list[Op]:
    return [put("w1", place[0]), put("w2", place[1])]


def _moved_to(x: Any, y: Any) -> Expr:
    return join("translate(", op("coordinate", x), " ", op("coordinate", y), ")")


# The cost.


def _chart(g: Geometry) -> list[Element]:
    """Draw the cost at each step, a power of ten as high as the next."""
    left, right, top, bottom = g.chart
    low, high, powers = ref("low"), ref("high"), ref("walk").powers
    steps = [op("max", 10, ref("taken"))]
    box = (left, right, bottom, top, 0, steps[0], low, high)
    now = op("at", powers, ref("taken"))
    y = bottom + (top - bottom) * (now - low) / (high - low)
    inside = (now >= low) & (now <= high)
    return [
        parts.label(left, top - 18, "cost at each step" if g.wide else "cost", class_=_LEFT),
        element(
            "text", written_cost(ref("cost_now")), x=right, y=top - 18, class_="nx-bold nx-end"
        ),
        *(part for i in range(5) for part in _line_of_axis(g, i)),
        element("path", class_="nx-axis", d=f"M{left} {top}V{bottom}H{right}"),
        element("path", class_="nx-curve", d=op("clipped", _count(), powers, *box)),
        element(
            "circle",
            class_="nx-dot",
            cx=left + (right - left) * ref("taken") / steps[0],
            cy=op("min", bottom, op("max", top, y)),
            r=6,
            opacity=if_(inside, 1, 0.5),
        ),
        parts.label(left, bottom + 15, "0"),
        parts.label(right, bottom + 15, op("whole", steps[0]), class_="nx-label nx-end"),
        parts.label((left + right) / 2, bottom + 15, "steps"),
    ]


def written_cost(cost: Any) -> Expr:
    """Write a cost: with four decimals where it is small, and with none where it is large."""
    return fixed(cost, first((cost < 1, 4), (cost < 1000, 2), otherwise=0))


def _count() -> Expr:
    return op("count", ref("taken") + 1)


def _line_of_axis(g: Geometry, i: int) -> list[Element]:
    """Draw a line of the chart's grid with its cost."""
    left, right, top, bottom = g.chart
    power = ref("low") + i * ref("every")
    y = bottom + (top - bottom) * (power - ref("low")) / (ref("high") - ref("low"))
    there = power <= ref("high")
    words = op("at", _POWERS, op("min", power + 6, len(_POWERS) - 1))
    return [
        element("line", class_="nx-grid", x1=left, y1=y, x2=right, y2=y, show=there),
        parts.label(left - 7, y, words, class_="nx-label nx-end", show=there),
    ]


# The scales.


def _scale(g: Geometry, row: int, name: str, knob: list[Element]) -> Element:
    left, right = g.track
    y = g.scales[row]
    return element(
        "g",
        element("line", class_="nx-rail", x1=left, y1=y, x2=right, y2=y),
        parts.label(g.words[0], y - g.above, name, class_=_LEFT),
        *knob,
    )


def _knob(g: Geometry, row: int, x: Expr, words: Expr, path: str, **more: Any) -> list[Element]:
    """Draw what a hand drags along a scale, and the number there."""
    y = g.scales[row]
    return [
        parts.knob(x, y, path, r=12, **more),
        parts.label(g.words[1], y - g.above, words, class_="nx-bold nx-v nx-end"),
    ]


def _rate_knob(g: Geometry) -> list[Element]:
    """Draw the learning rate's knob: ten times as much is equally far everywhere."""
    (left, right), (low, high) = g.track, _RATES
    x = left + (right - left) * (op("ln", ref("lr")) - low) / (high - low)
    pointed = op("exp", low + (high - low) * (ref("pointer").x - left) / (right - left))
    snapped = if_(pointed < 0.1, _snapped(pointed, 1000), _snapped(pointed, 100))
    place = {
        "name": join("learning rate"),
        "value": join("learning rate ", fixed(ref("lr"), 3)),
        "key": join("lr"),
        "move": [put("lr", op("max", LEAST_RATE, op("min", MOST_RATE, snapped)))],
        "nudge": [
            put("lr", op("max", LEAST_RATE, op("min", MOST_RATE, ref("lr") + 0.001 * ref("dx"))))
        ],
        "home": [put("lr", ref("start").lr)],
    }
    return _knob(g, 0, x, fixed(ref("lr"), 3), "lr", place=place)


def _snapped(value: Expr, parts_of_one: int) -> Expr:
    return op("floor", value * parts_of_one + 0.5) / parts_of_one


def _momentum_knob(g: Geometry) -> list[Element]:
    """Draw the momentum's knob, or say who has none."""
    left, right = g.track
    lives = ref("optimizer").eq("momentum")
    x = left + (right - left) * ref("momentum") / MOST_MOMENTUM
    rise = MOST_MOMENTUM / (right - left)
    knob = _knob(g, 1, x, fixed(ref("momentum"), 2), "momentum", drag=rise)
    why = if_(ref("optimizer").eq("adam"), "Adam has none to set", "plain SGD has none")
    note = parts.label((left + right) / 2, g.scales[1], why, class_="nx-label nx-ground-behind")
    return [element("g", *knob, show=lives), element("g", note, show=~lives)]


def _steps_knob(g: Geometry) -> list[Element]:
    left, right = g.track
    x = left + (right - left) * ref("steps") / MOST_STEPS
    words = op("whole", ref("steps"))
    return _knob(g, 2, x, words, "steps", drag=MOST_STEPS / (right - left))


# What signs mean.


def _legend(g: Geometry) -> list[Element]:
    batch = if_(ref("batch").eq(1), "each example", "each 8 examples")
    several = ref("batch") < 64
    if not g.wide:
        y = 340
        return [
            element("path", class_="nx-ray", d=f"M8 {y}h24"),
            parts.label(38, y, "downhill, all 64", class_=_LEFT),
            element("path", class_="nx-rays", d=f"M168 {y}h24", show=several),
            parts.label(198, y, batch, class_=_LEFT, show=several),
        ]
    x, y = 506, 268
    return [
        element("rect", class_="nx-begin", x=x, y=y - 8, width=16, height=16, rx=3),
        parts.label(x + 28, y, "start", class_=_LEFT),
        element("circle", class_="nx-dot", cx=x + 82, cy=y, r=8),
        parts.label(x + 97, y, "now", class_=_LEFT),
        element("circle", class_="nx-next", cx=x + 152, cy=y, r=6),
        parts.label(x + 166, y, "next", class_=_LEFT),
        element("path", class_="nx-ray", d=f"M{x - 4} {y + 40}h24"),
        parts.label(x + 28, y + 40, "downhill for all 64 examples", class_=_LEFT),
        element("path", class_="nx-rays", d=f"M{x - 4} {y + 80}h24", show=several),
        parts.label(x + 28, y + 80, join("downhill for ", batch), class_=_LEFT, show=several),
    ]
