"""UnitExplorer: one compute unit with three inputs, taken hold of in its picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, first, fixed, if_, join, op, ref
from nnlib.explorers import parts
from nnlib.explorers.live import LiveExplorer
from nnlib.explorers.scene import Scene
from nnlib.explorers.state import Part, State, moves
from nnlib.explorers.state import parts as parts_of
from nnlib.validation import as_float_array

UNITS = {  # the article's two, and one whose output hardly moves any more
    "Unit 1": (-1.0, 0.2, 1.0),
    "Unit 2": (3.0, 0.3, -0.1),
    "Flat end": (2.5, 1.5, 2.0),
}
_END = 5.0  # how far weights go, both ways
_SUM = 4  # the step that adds up
_INDEX = ref("index")
layer = ref("layers")[0]
z, a, slope = layer.z[0], layer.a[0], layer.slope[0]


@dataclass(frozen=True)
class UnitLayer(Part):
    """The unit: three weights, no bias, a sigmoid."""

    weight: tuple[tuple[float, ...], ...] = moves(
        (UNITS["Unit 1"],),
        stars=2,
        least=-_END,
        most=_END,
        drag=0.02,
        name=join("weight of ", parts.feature(_INDEX[2])),
        short=join("w", op("at", ["₁", "₂", "₃"], _INDEX[2])),
    )
    bias: tuple[float, ...] = (0.0,)
    activation: str = "sigmoid"


@dataclass(frozen=True)
class UnitState(State):
    """Three inputs and a unit; by default the article's first one."""

    x: tuple[float, ...] = moves(
        (1.0, 0.4, 2.0),
        least=-3,
        most=3,
        drag=0.015,
        name=parts.named_input(_INDEX[0]),
        short=join("x", op("at", ["₁", "₂", "₃"], _INDEX[0])),
    )
    layers: tuple[UnitLayer, ...] = parts_of((UnitLayer(),), UnitLayer)
    preset: str = "Unit 1"


class UnitExplorer(LiveExplorer[UnitState]):
    """Move the inputs and weights of one compute unit and watch its sum and its output.

    Parameters
    ----------
    weight : sequence of float, optional
        Three weights to start from, and to reset to; by default those of the article's first
        unit.

    Raises
    ------
    ValueError
        If there are not three weights from -5 to 5.

    Examples
    --------
    >>> explorer = UnitExplorer()
    >>> explorer.move("layers.0.weight.0.0", 0.5)
    >>> explorer.readout().split(". ")[0]
    "The sum is 2.58 and the unit's output 0.9296"
    """

    kind = UnitState

    def __init__(self, weight: Sequence[float] = UNITS["Unit 1"]) -> None:
        values = as_float_array("weight", weight)
        if values.shape != (3,) or np.abs(values).max() > _END:
            raise ValueError(f"weight expected three numbers from -5 to 5, got {values.tolist()}")
        given = tuple(values.tolist())
        names = [name for name, known in UNITS.items() if known == given]
        preset = names[0] if names else "Yours"
        super().__init__(UnitState(layers=(UnitLayer((given,)),), preset=preset))

    @classmethod
    def describe(cls, start: UnitState) -> Scene:
        """Describe the explorer."""
        presets = [
            {"label": name, "state": {"layers": [UnitLayer((weight,)).data()]}}
            for name, weight in UNITS.items()
        ]
        if start.preset == "Yours":
            mine = {"layers": [each.data() for each in start.layers]}
            presets.insert(0, {"label": "Yours", "state": mine})
        return Scene(
            name="unit",
            title="One compute unit",
            hint=(
                "Drag a **circle**, a **line** or a coloured **number**: right or up is more. "
                "The three products add up, and the sum rides on the curve."
            ),
            state=start.data(),
            numbers=UnitState.numbers(),
            values={"end": _end(), "places": _places()},
            pictures={"wide": _picture(WIDE), "narrow": _picture(NARROW)},
            formula=_formula(),
            readout=_readout(),
            alt=_alt(),
            steps=5,
            presets=presets,
        )


def _end() -> Expr:
    """Return where the axis ends: far enough for every sum on the way."""
    far = op("max", *(abs(layer.running[0][i]) for i in range(4))) * 1.03
    return first((far <= 6, 6), (far <= 12, 12), (far <= 24, 24), otherwise=48)


def _places() -> Expr:
    """Return how many decimals the products need so that they add up as written."""
    return op("places", 2, 4, z, *(layer.products[0][i] for i in range(3)))


@dataclass(frozen=True)
class Geometry:
    """Where things stand in one of the two pictures."""

    wide: bool
    size: tuple[int, int]
    inputs: float  # x of the circles
    r: float
    rows: tuple[int, int, int]
    line: tuple[float, float]  # from x to x
    panel: tuple[float, float]
    axis: tuple[float, float]  # x of both ends
    sum_y: float
    curve: tuple[float, float]  # y of 0 and of 1

    def z(self, value: Any) -> Expr:
        """Return the x of a sum."""
        low, high = self.axis
        return (low + high) / 2 + (high - low) / 2 * value / ref("end")

    def a(self, value: Any) -> Expr:
        """Return the y of an output."""
        zero, one = self.curve
        return zero + (one - zero) * value


WIDE = Geometry(
    wide=True,
    size=(760, 492),
    inputs=70,
    r=28,
    rows=(70, 136, 202),
    line=(98, 308),
    panel=(292, 750),
    axis=(334, 682),
    sum_y=250,
    curve=(452, 292),
)
NARROW = Geometry(
    wide=False,
    size=(360, 500),
    inputs=32,
    r=26,
    rows=(74, 158, 242),
    line=(58, 146),
    panel=(140, 358),
    axis=(156, 308),
    sum_y=290,
    curve=(450, 330),
)


def _picture(g: Geometry) -> Element:
    width, height = g.size
    return element(
        "svg",
        *_ground(g),
        *(part for i in range(3) for part in _row(g, i)),
        *_sum(g),
        *_dot(g),
        *(_legend() if g.wide else ()),
        viewBox=f"0 0 {width} {height}",
    )


def _ground(g: Geometry) -> list[Element]:
    """Draw what stands still: panel, axes, the curve."""
    (left, right), (low, high), (zero, one) = g.panel, g.axis, g.curve
    middle = (low + high) / 2
    grid = [
        element("line", class_="nx-grid", x1=low, y1=y, x2=high, y2=y)
        for y in (one, (zero + one) / 2)
    ]
    ticks = [
        parts.label(low + (high - low) * (t + 1) / 2, zero + 17, op("whole", t * ref("end")))
        for t in (-1, -0.5, 0, 0.5, 1)
    ]
    heights = [
        parts.label(low - 8, zero + (one - zero) * t, f"{t:g}", class_="nx-label nx-end")
        for t in ((0, 0.5, 1) if g.wide else (0, 1))
    ]
    if g.wide:
        heads = [
            parts.label(g.inputs, 22, "inputs"),
            parts.label(196, 22, "weights"),
            parts.label(middle, 26, "products: weight × input, end to end"),
        ]
    else:
        heads = [
            parts.label(g.inputs, 20, "input"),
            parts.label(98, 20, "weight"),
            parts.label((left + right) / 2, 28, "products, end to end"),
        ]
    top = 8 if g.wide else 10
    panel = element(
        "rect",
        class_="nx-panel",
        x=left,
        y=top,
        width=right - left,
        height=g.size[1] - top - 4,
        rx=14,
    )
    path = op("curve", "sigmoid", -ref("end"), ref("end"), low, high, zero, one, 0, 1)
    return [
        panel,
        *heads,
        element("line", class_="nx-grid", x1=middle, y1=44, x2=middle, y2=zero),
        *grid,
        element("line", class_="nx-axis", x1=low, y1=zero, x2=high, y2=zero),
        *ticks,
        *heights,
        element("path", class_="nx-curve", d=path),
    ]


def _row(g: Geometry, i: int) -> list[Element]:
    """Draw an input, its weight, and what they push together."""
    y, x = g.rows[i], g.inputs
    value, weight, product = ref("x")[i], layer.weight[0][i], layer.products[0][i]
    before, after = g.z(layer.running[0][i]), g.z(layer.running[0][i + 1])
    circle = element(
        "g",
        element("circle", class_="nx-hit", cx=x, cy=y, r=g.r),
        parts.ring(x, y, g.r, value, 3),
        element("text", fixed(value), x=x, y=y),
        element("path", class_="nx-grip nx-live-only", d=f"M{x} {y + 14}{parts.GRIP}"),
        parts.focus_ring(x, y, g.r + 5),
        number=f"x.{i}",
    )
    ends = (g.line[0], y, g.line[1] - 12, y)
    middle = ends[0] + (ends[2] - ends[0]) * (0.47 if g.wide else 0.5)
    sources = [f"layers.0.weight.0.{i}", f"x.{i}"]
    line = element(
        "g",
        element("line", class_="nx-halo", x1=ends[0], y1=y, x2=ends[2], y2=y),
        parts.weight_line(ends, weight),
        element(
            "line",
            class_="nx-flow",
            x1=ends[0],
            y1=y,
            x2=ends[2],
            y2=y,
            flow={"at": i + 1, "from": sources},
        ),
        element("line", class_="nx-hit", x1=ends[0], y1=y, x2=ends[2], y2=y, stroke_width=44),
        parts.chip(middle, y, weight),
        number=sources[0],
    )
    tip = element("path", class_="nx-tip", d=f"M{g.line[1] - 13} {y - 7}l13 7l-13 7z")
    left, right = op("min", before, after), op("max", before, after)
    room = g.panel[1] - 66
    down = g.rows[i + 1] - 16 if i < 2 else g.sum_y - 6
    bar = element(
        "g",
        element("line", class_="nx-guide nx-muted", x1=after, y1=y + 16, x2=after, y2=down),
        element(
            "rect",
            class_="nx-push",
            x=left,
            y=y - 16,
            width=op("max", 1, right - left),
            height=32,
            rx=2,
            data_sign=parts.sign(product),
        ),
        element(
            "text",
            op("fixed", product, ref("places")),
            x=if_(right > room, left - 32, right + 32),
            y=y,
            class_="nx-sum",
            data_sign=parts.sign(product),
        ),
        seen=ref("step") >= i + 1,
        from_=sources,
        lit=sources,
    )
    return [*_name(g, i), circle, line, tip, bar]


def _name(g: Geometry, i: int) -> list[Element]:
    """Write an input's variable, and what it measures."""
    y, variable = g.rows[i], "x" + "₁₂₃"[i]
    if not g.wide:
        letter = element("tspan", variable, class_="nx-variable")
        return [parts.label(g.inputs, y - 37, f"{parts.FEATURES[i]} ", letter)]
    at = g.inputs - 50
    return [
        parts.label(at, y - 10, parts.FEATURES[i]),
        element("text", variable, x=at, y=y + 9, class_="nx-variable"),
    ]


ALL_NUMBERS = ["layers.0.weight.0.*", "x.*"]


def _sum(g: Geometry) -> list[Element]:
    at = g.z(z)
    side = if_(at > g.axis[1] - 70, at - 50, at + 50)
    return [
        element(
            "g",
            element("path", class_="nx-value", d=_triangle(at, g.sum_y)),
            element(
                "text",
                join("z = ", op("fixed", z, ref("places"))),
                x=side,
                y=g.sum_y,
                class_="nx-bold nx-v",
            ),
            seen=ref("step") >= _SUM,
            from_=ALL_NUMBERS,
        )
    ]


def _triangle(x: Expr, y: float) -> Expr:
    return join("M", op("coordinate", x), f" {y + 11:g}l-8 -13h16z")


def _dot(g: Geometry) -> list[Element]:
    """Draw the dot on the curve, and the tangent there."""
    x, y, end = g.z(z), g.a(a), g.axis[1]
    # The tangent has a length of 46 to each side, in pixels.
    steep = slope * (g.curve[0] - g.curve[1]) / ((g.axis[1] - g.axis[0]) / 2 / ref("end"))
    dx = 46 / op("sqrt", 1 + steep * steep)
    dy = dx * steep
    return [
        element(
            "g",
            element("line", class_="nx-guide", x1=x, y1=g.sum_y + 12, x2=x, y2=y),
            element("line", class_="nx-guide", x1=x, y1=y, x2=end, y2=y),
            element("line", class_="nx-tangent", x1=x - dx, y1=y + dy, x2=x + dx, y2=y - dy),
            element("circle", class_="nx-dot", cx=x, cy=y, r=10),
            element(
                "text",
                op("near", a, 4 if g.wide else 2),
                x=end + 5,
                y=y,
                class_="nx-start nx-bold nx-v",
            ),
            element(
                "text",
                join("slope ", op("near", slope, 2)),
                x=g.axis[0] + 6,
                y=g.curve[1] + 14,
                class_="nx-start nx-label nx-v",
            ),
            seen=ref("step") > _SUM,
            from_=ALL_NUMBERS,
        )
    ]


def _legend() -> list[Element]:
    def words(y: float, text: str) -> Element:
        return parts.label(78, y, text, class_="nx-label nx-start")

    return [
        element("line", class_="nx-weight", data_sign="pos", x1=20, y1=318, x2=66, y2=318,
                stroke_width=5),
        words(318, "solid blue: adds to the sum"),
        element("line", class_="nx-weight", data_sign="neg", x1=20, y1=348, x2=66, y2=348,
                stroke_width=5, stroke_dasharray="9 5"),
        words(348, "dashed orange: takes away"),
        element("path", class_="nx-tip", d="M20 374L66 368V388L20 382Z"),
        words(378, "thicker: a larger weight"),
        element("circle", class_="nx-track nx-thin", cx=43, cy=410, r=12),
        element("path", class_="nx-gauge nx-thin", d=op("ring", 2, 43, 410, 12, 3)),
        words(410, "ring: an input, full at 3"),
    ]  # fmt: skip


def _formula() -> Element:
    law = element("p", parts.italic("z"), " = ", *_law(), class_="nx-law")
    rows = [_addend(i) for i in range(3)]
    total = element(
        "div",
        element("span", parts.italic("z")),
        element("span"),
        element("span"),
        element("span"),
        element("span"),
        element("span", parts.written(z, digits=ref("places")), class_="nx-right"),
        class_="nx-total",
        seen=ref("step") >= _SUM,
        from_=ALL_NUMBERS,
    )
    last = ref("step") > _SUM
    return element(
        "div",
        law,
        element("div", *rows, element("hr"), total, class_="nx-add"),
        element("h3", "Through the sigmoid"),
        parts.sigmoid(z, a, ref("places"), seen=last, from_=ALL_NUMBERS),
        element(
            "div",
            "slope = ",
            parts.italic("a"),
            " (1 − ",
            parts.italic("a"),
            ") = ",
            parts.written(slope, digits=4, way="inside"),
            seen=last,
            from_=ALL_NUMBERS,
        ),
        element(
            "p",
            "Drag or type a number with a line under it. Double-click: back to the start.",
            class_="nx-foot nx-live-only",
        ),
    )


def _law() -> list[Any]:
    pieces: list[Any] = []
    for i in range(1, 4):
        pieces += [" + "] if i > 1 else []
        pieces += [parts.italic("w", i), parts.italic("x", i)]
    return pieces


def _addend(i: int) -> Element:
    return element(
        "div",
        element("span", parts.italic("w", i + 1), parts.italic("x", i + 1), class_="nx-muted"),
        element("span", parts.handle(f"layers.0.weight.0.{i}", layer.weight[0][i])),
        element("span", "×", class_="nx-muted"),
        element("span", parts.handle(f"x.{i}", ref("x")[i], kind="v")),
        element("span", "=", class_="nx-muted nx-right"),
        element(
            "span",
            parts.written(layer.products[0][i], kind="push", digits=ref("places")),
            class_="nx-right",
        ),
        seen=ref("step") >= i + 1,
        from_=[f"layers.0.weight.0.{i}", f"x.{i}"],
        lit=[f"layers.0.weight.0.{i}", f"x.{i}"],
    )


def _alt() -> Expr:
    inputs = parts.row(*(join(parts.FEATURES[i], " ", fixed(ref("x")[i])) for i in range(3)))
    weights = parts.row(*(fixed(layer.weight[0][i]) for i in range(3)))
    return join("Three inputs, ", inputs, ", with the weights ", weights, ".")


def _readout() -> Expr:
    step, exact = ref("step"), ref("places")
    here = step - 1
    pushed = join(
        "Step ", step, ": ", parts.feature(here), " is ", fixed(op("at", ref("x"), here)),
        " and its weight ", fixed(op("at", layer.weight[0], here)),
        ". Their product adds **", op("fixed", op("at", layer.products[0], here), exact),
        "** to the sum.",
    )  # fmt: skip
    reach = first(
        (slope < 0.02, "Here the curve is flat: the unit hardly reacts any more."),
        (slope > 0.2, "Here the curve is steep: the output follows the sum."),
        otherwise=join(
            "Raise the sum by 0.1, and the output rises by about ", fixed(slope / 10, 3), "."
        ),
    )
    return first(
        ((step > 0) & (step < _SUM), pushed),
        (
            step.eq(_SUM),
            join("Step 4: end to end, the three products reach **", op("fixed", z, exact), "**."),
        ),
        otherwise=join(
            "The sum is **",
            op("fixed", z, exact),
            "** and the unit's output **",
            op("inside", a, 4),
            "**. ",
            reach,
        ),
    )
