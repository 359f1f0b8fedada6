"""The picture of CapacityExplorer: the plane, the network's columns, knobs, and both costs."""

from dataclasses import dataclass
from typing import Any

from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, fixed, if_, join, op, ref
from nnlib.drawing.numerals import MINUS
from nnlib.explorers import parts
from nnlib.explorers.learning import EVERY
from nnlib.explorers.scene import Op, put

Box = tuple[float, float, float, float]  # left, right, top, bottom

REACH = 2.4  # the plane goes so far from its middle
DEPTHS = 4  # 0 to 3 hidden layers
NEW_POINTS = 200  # for validation
MOST_POINTS, MOST_UNITS, MOST_EPOCHS = 100, 20, 600
MOST_NOISE, MOST_DECAY = 0.6, 0.03
LEAST_COST = 0.5  # that the chart has room for
HIDDEN, UNITS = ref("depth"), ref("units")
_START, _END = "nx-label nx-start", "nx-label nx-end"
_APART = 6  # pixels from one unit to the next
_EDGE = 10  # and from the last one to the end of its column


@dataclass(frozen=True)
class Geometry:
    """Where things are in one of the two pictures."""

    name: str
    size: tuple[int, int]
    square: tuple[float, float, float]  # left, top, side
    scales: tuple[Box, ...]  # of noise, points, weight decay: left, right, y of the words, y
    columns: tuple[float, ...]  # x of inputs, three hidden layers, output
    middle: float  # y of them
    half: float  # half of a column's width
    chart: Box
    legend: tuple[float, float, float, float]  # x and y of training, x and y of validation

    @property
    def wide(self) -> bool:
        """Whether this is the wide one."""
        return self.name == "wide"


WIDE = Geometry(
    name="wide",
    size=(760, 424),
    square=(14, 8, 334),
    scales=((24, 164, 386, 408), (200, 338, 386, 408), (574, 738, 216, 238)),
    columns=(400, 474, 550, 626, 716),
    middle=104,
    half=22,
    chart=(418, 738, 284, 388),
    legend=(22, 359, 190, 359),
)
NARROW = Geometry(
    name="narrow",
    size=(360, 410),
    square=(4, 4, 218),
    scales=((240, 350, 18, 40), (240, 350, 74, 96), (240, 350, 130, 152)),
    columns=(18, 54, 92, 130, 166),
    middle=316,
    half=14,
    chart=(214, 350, 268, 384),
    legend=(238, 184, 238, 206),
)


def picture(g: Geometry) -> Element:
    """Draw one of the two pictures."""
    width, height = g.size
    return element(
        "svg",
        *_plane(g),
        *_scales(g),
        *_network(g),
        *_chart(g),
        viewBox=f"0 0 {width} {height}",
    )


# The plane.


def _plane(g: Geometry) -> list[Element]:
    """Draw the square with what the network says of it, and the points."""
    points = [_marks(g, which, kind) for which in ("new", "train") for kind in (0, 1)]
    return [*parts.tinted_plane(g.square, REACH, f"capacity-{g.name}", *points), *_legend(g)]


def _marks(g: Geometry, which: str, kind: int) -> Element:
    """Draw the points of one class: filled for training, hollow for validation."""
    left, top, side = g.square
    kinds = ref("set").kinds if which == "train" else ref("set").new_kinds
    box = (left, left + side, top + side, top, -REACH, REACH, -REACH, REACH)
    shape, r = "circle" if kind else "square", _size(g, which)
    path = op("marks", shape, r, ref(which)[0], ref(which)[1], kinds, kind, *box)
    return element("path", class_=_look(which, kind), d=path)


def _size(g: Geometry, which: str) -> int:
    return (5 if g.wide else 4) if which == "train" else 3 if g.wide else 2


def _look(which: str, kind: int) -> str:
    return f"nx-mark{' nx-one' if kind else ''}{'' if which == 'train' else ' nx-hollow'}"


def _legend(g: Geometry) -> list[Element]:
    x1, y1, x2, y2 = g.legend
    rows = [("train", x1, y1, "training"), ("new", x2, y2, "validation")]
    drawn = []
    for which, x, y, words in rows:
        drawn += [
            element("circle", class_=_look(which, 1), cx=x, cy=y, r=5),
            element("rect", class_=_look(which, 0), x=x + 11, y=y - 5, width=10, height=10),
            parts.label(x + 28, y, words, class_=_START),
        ]
    return drawn


# Knobs on scales.


def _scales(g: Geometry) -> list[Element]:
    noise, points, decay = g.scales
    words = "weight decay λ" if g.wide else "decay λ"
    return [
        _scale(noise, "noise", "noise", (0, MOST_NOISE), fixed(ref("noise"), 2)),
        _scale(points, "points", "points", (10, MOST_POINTS), op("whole", ref("points"))),
        _scale(decay, "decay", words, (0, MOST_DECAY), fixed(ref("decay"), 3)),
    ]


def _scale(box: Box, path: str, words: str, ends: tuple[float, float], written: Expr) -> Element:
    return parts.scale(box, path, words, ends, ref(path), written)


# The network.


def _network(g: Geometry) -> list[Element]:
    """Draw inputs, a column per hidden layer, and the output; bands stand for the weights."""
    inputs, *hidden, output = g.columns
    half = _half()
    return [
        *(_bands(g, depth, half) for depth in range(DEPTHS)),
        *(_ring(inputs, g.middle + way * 22, f"x{'₁₂'[way > 0]}") for way in (-1, 1)),
        *(_column(g, layer, x, half) for layer, x in enumerate(hidden)),
        *(_ghost(g, layer, x) for layer, x in enumerate(hidden)),
        *(_minus(g, layer, x, half) for layer, x in enumerate(hidden)),
        _ring(output, g.middle, "a"),
    ]


def _half() -> Expr:
    """Return half of a column's height."""
    return _APART / 2 * (UNITS - 1) + _EDGE


def _bands(g: Geometry, depth: int, half: Expr) -> Element:
    """Draw the weights from column to column as bands: nobody counts 400 lines."""
    xs = [g.columns[0], *g.columns[1 : depth + 1], g.columns[-1]]
    halves: list[Any] = [34, *[half] * depth, 10]
    bands = []
    for i in range(depth + 1):
        x1 = xs[i] + (g.half if i else 12)
        x2 = xs[i + 1] - (g.half if i < depth else 12)
        one, other, y = halves[i], halves[i + 1], g.middle
        corners = (x1, y - one), (x2, y - other), (x2, y + other), (x1, y + one)
        bands.append(element("path", class_="nx-band", d=parts.through(*corners)))
    return element("g", *bands, show=HIDDEN.eq(depth))


def _ring(x: float, y: float, name: str) -> Element:
    return element(
        "g",
        element("circle", class_="nx-box", cx=x, cy=y, r=12),
        element("text", name, x=x, y=y, class_="nx-small"),
    )


def _column(g: Geometry, layer: int, x: float, half: Expr) -> Element:
    """Draw a hidden layer, whose height is in the reader's hand."""
    column = {"x": x - g.half, "y": g.middle - half, "width": 2 * g.half, "height": 2 * half}
    reach = half - _EDGE + 0.01
    words = join(op("whole", UNITS), if_(UNITS.eq(1), " unit", " units") if g.wide else "")
    return element(
        "g",
        element("rect", class_="nx-hit", **column),
        element("rect", class_="nx-halo", **column, rx=9),
        element("rect", class_="nx-column", **column, rx=9),
        element("line", class_="nx-units", x1=x, y1=g.middle - reach, x2=x, y2=g.middle + reach),
        element("rect", class_="nx-focus", x=x - g.half - 4, y=g.middle - half - 4,
                width=2 * g.half + 8, height=2 * half + 8, rx=12),
        parts.label(x, g.middle + half + 12, words, class_="nx-small nx-bold nx-v"),
        show=layer < HIDDEN,
        number="units",
        axis="y",
        drag=1 / _APART,
        keys=layer == 0,
    )  # fmt: skip


def _ghost(g: Geometry, layer: int, x: float) -> Element:
    """Draw where the next hidden layer would be; a click adds it."""
    return element(
        "g",
        element("rect", class_="nx-hit", x=x - 22, y=g.middle - 22, width=44, height=44),
        element("rect", class_="nx-ghost nx-live-only", x=x - 12, y=g.middle - 12, width=24,
                height=24, rx=7),
        element("text", "+", x=x, y=g.middle, class_="nx-muted nx-live-only"),
        element("rect", class_="nx-focus", x=x - 16, y=g.middle - 16, width=32, height=32, rx=10),
        show=HIDDEN.eq(layer),
        pick={
            "name": join("add a hidden layer"),
            "key": join(f"layer.{layer + 1}"),
            "do": _layers(layer + 1),
        },
    )  # fmt: skip


def _minus(g: Geometry, layer: int, x: float, half: Expr) -> Element:
    """Draw what takes the last hidden layer away."""
    y = g.middle - half - 14
    return element(
        "g",
        element("circle", class_="nx-hit", cx=x, cy=y, r=12),
        element("circle", class_="nx-ghost nx-live-only", cx=x, cy=y, r=9),
        element("text", MINUS, x=x, y=y, class_="nx-muted nx-live-only"),
        parts.focus_ring(x, y, 13),
        show=HIDDEN.eq(layer + 1),
        pick={
            "name": join("remove a hidden layer"),
            "key": join(f"layer.{layer}"),
            "do": _layers(layer),
        },
    )


def _layers(depth: int) -> list[Op]:
    begun = ref("start").trained
    return [put("depth", depth), put("trained", begun), put("epoch", begun)]


# The costs.


def _chart(g: Geometry) -> list[Element]:
    """Draw both costs over the epochs, and the knob of the one that is shown."""
    left, right, top, bottom = g.chart
    x = left + (right - left) * ref("epoch") / MOST_EPOCHS
    return [
        *_titles(g),
        element("path", class_="nx-axis", d=f"M{left} {top}V{bottom}H{right}"),
        _line(g, "costs", "nx-curve"),
        _line(g, "new_costs", "nx-curve nx-second"),
        element("line", class_="nx-guide", x1=x, y1=top, x2=x, y2=bottom),
        element("circle", class_="nx-dot", cx=x, cy=_height(g, ref("new_cost")), r=5),
        element("circle", class_="nx-dot", cx=x, cy=_height(g, ref("cost")), r=5),
        parts.knob(x, bottom, "epoch", drag=MOST_EPOCHS / (right - left)),
        parts.label(left, bottom + 19, "0", class_="nx-label"),
        parts.label((left + right) / 2, bottom + 19, "epochs", class_="nx-label"),
        parts.label(right + 6, bottom + 19, str(MOST_EPOCHS), class_=_END),
    ]


def _titles(g: Geometry) -> list[Element]:
    """Write what the lines and the axis are."""
    left, _, top, bottom = g.chart
    y = top - 18
    first = (left + 46, y) if g.wide else (left - 16, y - 18)
    second = (left + 160 if g.wide else left - 16, y)
    key = [("training", "nx-curve", *first), ("validation", "nx-curve nx-second", *second)]
    drawn = [parts.label(left - 36, y, "cost", class_=_START)] if g.wide else []
    for words, look, x, at in key:
        drawn += [
            element("line", class_=look, x1=x, y1=at, x2=x + 26, y2=at),
            parts.label(x + 32, at, words, class_=_START),
        ]
    most = parts.label(left - 5, top + 4, fixed(ref("highest"), 1), class_=_END)
    return [*drawn, most, parts.label(left - 5, bottom - 6, "0", class_=_END)]


def _line(g: Geometry, name: str, look: str) -> Element:
    left, right, top, bottom = g.chart
    count = MOST_EPOCHS // EVERY + 1
    path = op("polyline", ref(name), left, right, bottom, top, 0, ref("highest"), count)
    return element("path", class_=look, d=path)


def _height(g: Geometry, cost: Expr) -> Expr:
    _, _, top, bottom = g.chart
    return bottom - (bottom - top) * cost / ref("highest")
