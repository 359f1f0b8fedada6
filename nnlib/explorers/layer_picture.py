"""The picture of LayerExplorer: the matrix and its vectors, and the row at work below them."""

from dataclasses import dataclass
from typing import Any

from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, first, fixed, if_, join, op, ref
from nnlib.explorers import parts
from nnlib.explorers.scene import put

UNITS = 3  # and inputs
SUM = 4  # the step that completes the sum
ROW, STEP = ref("row"), ref("step")
layer = ref("layers")[0]


def mine(name: str) -> Expr:
    """Return what belongs to the row at work: its weights, its sum and the like."""
    return op("at", layer[name], ROW)


@dataclass(frozen=True)
class Geometry:
    """Where things stand in one of the two pictures."""

    wide: bool
    size: tuple[int, int]
    unit: int  # x of the rows' names
    cells: tuple[int, int, int]
    x: int
    bias: int
    z: int
    a: int
    r: int
    rows: tuple[int, int, int]
    half: tuple[int, int]  # of a cell's room, each way
    panel: int  # y
    lanes: tuple[int, int, int, int]
    axis: tuple[int, int]  # x of both ends
    sum_y: int
    curve: tuple[int, int]  # y of the least and of the largest output

    def along(self, value: Any) -> Expr:
        """Return the x of a sum."""
        low, high = self.axis
        return (low + high) / 2 + (high - low) / 2 * value / ref("end")


WIDE = Geometry(
    wide=True,
    size=(760, 436),
    unit=38,
    cells=(120, 198, 276),
    x=374,
    bias=476,
    z=578,
    a=702,
    r=26,
    rows=(62, 120, 178),
    half=(37, 27),
    panel=220,
    lanes=(242, 266, 290, 314),
    axis=(150, 660),
    sum_y=338,
    curve=(408, 352),
)
NARROW = Geometry(
    wide=False,
    size=(360, 420),
    unit=11,
    cells=(46, 94, 142),
    x=190,
    bias=241,
    z=290,
    a=336,
    r=22,
    rows=(46, 96, 146),
    half=(23, 24),
    panel=184,
    lanes=(206, 230, 254, 278),
    axis=(74, 304),
    sum_y=304,
    curve=(386, 322),
)


def picture(g: Geometry) -> Element:
    """Describe the picture."""
    width, height = g.size
    return element(
        "svg",
        *_heads(g),
        _row_at_work(g),
        *(_cell(g, k, i) for k in range(UNITS) for i in range(UNITS)),
        *(_input(g, i) for i in range(UNITS)),
        *(_bias(g, k) for k in range(UNITS)),
        *(part for k in range(UNITS) for part in _results(g, k)),
        *_ground(g),
        *(_push(g, i) for i in range(UNITS + 1)),
        _sum(g),
        _dot(g),
        viewBox=f"0 0 {width} {height}",
    )


# The matrix and its vectors.


def _heads(g: Geometry) -> list[Element]:
    """Write what the columns are, and draw their brackets."""
    columns = [
        ("weights ", "W", g.cells[1]),
        ("input ", "x", g.x),
        ("bias ", "b", g.bias),
        ("sum ", "z", g.z),
        ("output ", "a", g.a),
    ]
    y = 18 if g.wide else 12
    heads = [
        parts.label(
            x,
            y,
            word if g.wide else "",
            element("tspan", letter, class_="nx-variable"),
        )
        for word, letter, x in columns
    ]
    if not g.wide:
        return heads
    halves = (122, 34, 46, 38, 38)
    middle = g.rows[1]
    signs = [
        parts.label((g.x + g.bias) / 2 - 6, middle, "+"),
        parts.label((g.bias + g.z) / 2 + 4, middle, "="),
        parts.label((g.z + g.a) / 2, middle - 14, "f", class_="nx-variable"),
        element("path", class_="nx-axis", d=f"M{g.z + 44} {middle}H{g.a - 52}"),
        element("path", class_="nx-tip", d=f"M{g.a - 53} {middle - 5}l9 5l-9 5z"),
    ]
    places = zip(columns, halves, strict=True)
    return [*heads, *(_brackets(g, x, half) for (_, _, x), half in places), *signs]


def _brackets(g: Geometry, x: int, half: int) -> Element:
    top, bottom = g.rows[0] - 31, g.rows[2] + 31
    left = f"M{x - half + 6} {top}h-6V{bottom}h6"
    right = f"M{x + half - 6} {top}h6V{bottom}h-6"
    return element("path", class_="nx-axis", d=left + right)


def _row_at_work(g: Geometry) -> Element:
    """Frame the row at work, and all of the input that it meets."""
    wide, high = g.half
    row = {"y": -high, "height": 2 * high, "rx": 10, "class_": "nx-correct"}
    left, end = g.cells[0] - wide - 1, g.cells[2] + wide + 1
    beside = 31 if g.wide else 22
    frames = [
        element("rect", x=left, width=end - left, **row),
        element("rect", x=g.bias - wide - 1, width=2 * wide + 2, **row),
        element("rect", x=g.z - beside, width=2 * beside, **row),
        element("rect", x=g.a - beside, width=2 * beside, **row),
    ]
    at_work = [
        element("rect", class_="nx-chosen", x=x - wide - 1, y=-20 if g.wide else -17,
                width=2 * wide + 2, height=40 if g.wide else 34, rx=8, show=STEP.eq(i + 1))
        for i, x in enumerate(g.cells)
    ]  # fmt: skip
    return element(
        "g", *frames, *at_work, transform=join("translate(0 ", op("at", list(g.rows), ROW), ")")
    )


def _at_work(k: int) -> list[Any]:
    return [put("row", k)]


def _cell(g: Geometry, k: int, i: int) -> Element:
    path = f"layers.0.weight.{k}.{i}"
    return _handle(g, g.cells[i], k, layer.weight[k][i], path)


def _bias(g: Geometry, k: int) -> Element:
    return _handle(g, g.bias, k, layer.bias[k], f"layers.0.bias.{k}")


def _handle(g: Geometry, x: int, k: int, value: Expr, path: str) -> Element:
    """Draw a number of a row; whoever takes hold of it sets the row to work."""
    y, (wide, high) = g.rows[k], g.half
    hit = {"x": x - wide, "y": y - high, "width": 2 * wide, "height": 2 * high}
    return element(
        "g",
        element("rect", class_="nx-hit", **hit),
        parts.chip(x, y, value, small=not g.wide),
        number=path,
        pick={"name": f"row {k + 1}", "key": path, "do": _at_work(k)},
    )


def _input(g: Geometry, i: int) -> Element:
    x, y, value = g.x, g.rows[i], ref("x")[i]
    now = STEP.eq(i + 1)
    return element(
        "g",
        element("circle", class_="nx-hit", cx=x, cy=y, r=g.half[1]),
        parts.ring(x, y, g.r, value, 3),
        element("circle", class_="nx-chosen", cx=x, cy=y, r=g.r + 1, show=now),
        element("text", fixed(value), x=x, y=y, class_=_in_ring(g)),
        parts.focus_ring(x, y, g.r + 3),
        number=f"x.{i}",
    )


def _in_ring(g: Geometry) -> str:
    return "nx-small" if g.wide else "nx-smallest nx-clear"


def _results(g: Geometry, k: int) -> list[Element]:
    """Draw a row's name, its sum and its output."""
    y, z, a = g.rows[k], layer.z[k], layer.a[k]
    wide, high = g.half
    sources = [f"layers.0.weight.{k}.*", f"layers.0.bias.{k}", "x.*"]
    most = if_(layer.activation.eq("relu"), 3, 1)
    words = {"y": y, "class_": "nx-v nx-bold" if g.wide else "nx-v nx-small"}
    named = f"unit {k + 1}" if g.wide else str(k + 1)
    left = 4 if g.wide else 0
    name = element(
        "g",
        element("rect", class_="nx-hit", x=left, y=y - high, width=g.cells[0] - wide - left,
                height=2 * high),
        parts.label(g.unit, y, named, class_=if_(ROW.eq(k), "nx-bold", "nx-label")),
        element("rect", class_="nx-focus", x=left, y=y - 16, width=2 * (g.unit - left), height=32,
                rx=8),
        pick={
            "name": f"row {k + 1}: unit {k + 1} at work",
            "key": f"row.{k}",
            "pressed": ROW.eq(k),
            "do": _at_work(k),
        },
    )  # fmt: skip
    flows = [
        element("line", class_="nx-flow", x1=g.bias + wide, y1=y, x2=g.z - 24, y2=y,
                flow={"at": if_(ROW.eq(k), SUM, -1), "from": sources}),
        element("line", class_="nx-flow", x1=g.z + 26, y1=y, x2=g.a - g.r, y2=y,
                flow={"at": if_(ROW.eq(k), SUM + 1, -1), "from": sources}),
    ]  # fmt: skip
    total = element("text", fixed(z), x=g.z, seen=ROW.ne(k) | (STEP >= SUM), from_=sources, **words)
    circle = element(
        "g",
        parts.ring(g.a, y, g.r, a, most),
        element("text", near(a, z), x=g.a, y=y, class_=f"nx-v {_in_ring(g)}"),
        seen=ROW.ne(k) | (STEP > SUM),
        from_=sources,
    )
    return [name, *flows, total, circle]


def near(a: Expr, z: Expr) -> Expr:
    """Write an output with two decimals; one that only comes near an end says so."""
    return first(
        (layer.activation.eq("relu") | z.eq(0), fixed(a)),
        (a < -0.995, "≈−1"),
        ((a < 0) & (a > -0.005), "≈0"),
        otherwise=op("near", a, 2),
    )


# The row at work.


def _ground(g: Geometry) -> list[Element]:
    """Draw what stands still below: panel, axes, the curve."""
    width, height = g.size
    (low, high), (least, most) = g.axis, g.curve
    middle, end = (low + high) / 2, ref("end")
    name = layer.activation
    bottom, top = _ends()
    ticks = [
        parts.label(low + (high - low) * (t + 1) / 2, least + 16, op("whole", t * end))
        for t in (-1, -0.5, 0, 0.5, 1)
    ]
    head = g.panel - 1 if g.wide else g.panel + 2
    return [
        element("rect", class_="nx-panel", x=4, y=head - 6, width=width - 8,
                height=height - head + 2, rx=14),
        element("line", class_="nx-grid", x1=middle, y1=g.lanes[0] - 12, x2=middle, y2=least),
        element("line", class_="nx-grid", x1=low, y1=most, x2=high, y2=most),
        element("line", class_="nx-axis", x1=low, y1=least, x2=high, y2=least),
        *ticks,
        parts.label(low - 8, least, op("whole", bottom), class_="nx-label nx-end"),
        parts.label(low - 8, most, op("whole", top), class_="nx-label nx-end"),
        element("path", class_="nx-curve",
                d=op("curve", name, -end, end, low, high, least, most, bottom, top)),
    ]  # fmt: skip


def _ends() -> tuple[Expr, Expr]:
    """Return the least and the largest output on the axis."""
    name = layer.activation
    return if_(name.eq("tanh"), -1, 0), if_(name.eq("relu"), ref("end"), 1)


def _push(g: Geometry, i: int) -> Element:
    """Draw what a product, or at last the bias, adds to the row's sum."""
    y, bias = g.lanes[i], i == UNITS
    value = ref("row_bias") if bias else ref("row_products")[i]
    before = g.along(ref("reached")[i - 1] if i else 0)
    after = g.along(ref("reached")[i])
    sources: list[Any] = (
        [op("path", "layers", 0, "bias", ROW)]
        if bias
        else [op("path", "layers", 0, "weight", ROW, i), f"x.{i}"]
    )
    down = g.sum_y - 7 if bias else g.lanes[i + 1] - 9
    left, right = op("min", before, after), op("max", before, after)
    index = op("at", list("₁₂₃"), ROW)
    words = join("bias b", index) if bias else join("w", index, "₁₂₃"[i], " x", "₁₂₃"[i])
    return element(
        "g",
        parts.label(28 if g.wide else 12, y, words, class_="nx-label nx-start"),
        element("line", class_="nx-guide nx-muted", x1=after, y1=y + 9, x2=after, y2=down),
        element("rect", class_="nx-push", x=left, y=y - 9, width=op("max", 1, right - left),
                height=18, rx=2, data_sign=parts.sign(value)),
        element("text", op("fixed", value, ref("places")), y=y, data_sign=parts.sign(value),
                **_beside(left, right, 8, right > g.axis[1] - 30, "nx-sum")),
        seen=i + 1 <= STEP,
        from_=sources,
        lit=sources,
    )  # fmt: skip


def _beside(left: Expr, right: Expr, gap: int, full: Expr, class_: str) -> dict[str, Any]:
    """Return where a text stands: to the right, or where that is full to the left."""
    return {
        "x": if_(full, left - gap, right + gap),
        "class_": if_(full, f"nx-end {class_}", f"nx-start {class_}"),
    }


def row_sources() -> list[Any]:
    """Return the numbers that the sum of the row at work follows from."""
    return [
        *(op("path", "layers", 0, "weight", ROW, i) for i in range(UNITS)),
        op("path", "layers", 0, "bias", ROW),
        "x.*",
    ]


def _sum(g: Geometry) -> Element:
    at, y = g.along(ref("row_z")), g.sum_y
    tip = join("M", op("coordinate", at), f" {y + 7}l-7 -11h14z")
    full = at > g.axis[1] - 70
    words = join("z", op("at", list("₁₂₃"), ROW), " = ", op("fixed", ref("row_z"), ref("places")))
    return element(
        "g",
        element("path", class_="nx-value", d=tip),
        element("text", words, y=y, **_beside(at, at, 14, full, "nx-bold nx-v nx-clear")),
        seen=STEP >= SUM,
        from_=row_sources(),
    )


def _dot(g: Geometry) -> Element:
    """Draw the dot on the curve."""
    a = ref("row_a")
    bottom, top = _ends()
    least, most = g.curve
    x, y = g.along(ref("row_z")), least + (most - least) * (a - bottom) / (top - bottom)
    end = g.axis[1]
    return element(
        "g",
        element("line", class_="nx-guide", x1=x, y1=g.sum_y + 8, x2=x, y2=y),
        element("line", class_="nx-guide", x1=x, y1=y, x2=end, y2=y),
        element("circle", class_="nx-dot", cx=x, cy=y, r=8),
        element("text", near(a, ref("row_z")), x=end + 5, y=y,
                class_="nx-start nx-bold nx-v"),
        seen=STEP > SUM,
        from_=row_sources(),
    )  # fmt: skip
