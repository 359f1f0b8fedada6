"""The picture of NetworkExplorer: inputs, three layers, the cost, and the path back from it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from nnlib.datasets import THREE_CLASSES as CLASSES
from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, fixed, if_, join, op, ref
from nnlib.drawing.numerals import coordinate
from nnlib.explorers import parts
from nnlib.explorers.scene import ALL, Op, put

BACK = ref("back")  # whether the way back is shown
L, J, I = ref("layer"), ref("unit"), ref("weight")  # the chosen weight's indices
K, M = ref("k"), ref("m")  # units of layers 3 and 2 on the chosen path
STEP = ref("step")
layers = ref("layers")


@dataclass(frozen=True)
class Geometry:
    """Where things stand in one of the two pictures."""

    wide: bool
    size: tuple[int, int]
    columns: tuple[int, int, int, int]
    rows: tuple[int, int, int]
    r: int
    cost: tuple[int, int]
    bus: int | None  # where lines to a cost below the network go down

    def at(self, layer: int, unit: int) -> tuple[int, int]:
        """Return the middle of a unit's circle; layer -1 is the input."""
        return self.columns[layer + 1], self.rows[unit]

    def row(self, unit: Any) -> Expr:
        """Return the y of a unit that follows from the state."""
        return op("at", list(self.rows), unit)

    def from_cost(self, y: Any) -> list[tuple[Any, Any]]:
        """Return the points from the cost to a unit of the last layer."""
        x, low = self.cost
        corner = [] if self.bus is None else [(self.bus, low), (self.bus, y)]
        return [(x, low), *corner, (self.columns[3], y)]


WIDE = Geometry(True, (760, 476), (56, 212, 368, 524), (100, 210, 320), 31, (706, 210), None)
NARROW = Geometry(False, (384, 496), (32, 127, 222, 317), (104, 196, 288), 24, (286, 432), 371)


def picture(g: Geometry, *, both: bool) -> Element:
    """Draw the network; with the cost and the way back, if `both`."""
    everything = [(l, j, i) for l in range(3) for j in range(3) for i in range(3)]
    back = [*_thin_paths(g), *_path(g), *_cost(g)] if both else []
    width, height = g.size
    return element(
        "svg",
        *_heads(g),
        *back,
        *(_line(g, both, *each) for each in everything),
        *(_measured(g, i) for i in range(3)),
        *(_input(g, i) for i in range(3)),
        *(_unit(g, both, l, j) for l in range(3) for j in range(3)),
        *(_chip(g, both, *each) for each in everything),
        *(_slopes(g) if both else ()),
        *(_class(g, both, k) for k in range(3)),
        *_legend(g, both),
        viewBox=f"0 0 {width} {height}",
    )


def _heads(g: Geometry) -> Iterator[Element]:
    numbers = "3 numbers" if g.wide else "numbers"
    heads = [("input", numbers), ("layer 1", "sigmoid"), ("layer 2", "sigmoid"),
             ("layer 3", "softmax")]  # fmt: skip
    for x, (name, below) in zip(g.columns, heads, strict=True):
        yield parts.label(x, 24 if g.wide else 18, name, class_="nx-bold")
        yield parts.label(x, 46 if g.wide else 38, below)


def flags(*, both: bool) -> dict[str, Any]:
    """Return what the lines and circles ask over and over, as values that are computed once."""

    def every(say: Callable[[int, int, int], Expr]) -> list[list[list[Expr]]]:
        return [[[say(l, j, i) for i in range(3)] for j in range(3)] for l in range(3)]

    found: dict[str, Any] = {"here": [[L.eq(l) & J.eq(j) for j in range(3)] for l in range(3)]}
    if not both:
        return found
    return found | {
        "back": ref("view").eq("backward"),
        "carried": every(_on_path),
        "thin": every(_on_another_path),
        "followed": every(lambda l, j, i: BACK & _chosen(l, j) & I.eq(i)),
    }


def _chosen(l: int, j: int) -> Expr:
    """Say whether a unit is the chosen one."""
    return ref("here")[l][j]


def _on_path(l: int, j: int, i: int) -> Expr:
    """Say whether a line carries the chosen path, behind the chosen weight's own line."""
    if l == 2:
        return BACK & (L < 2) & K.eq(j) & M.eq(i)
    if l == 1:
        return BACK & L.eq(0) & M.eq(j) & J.eq(i)
    return Expr(False)


def _on_another_path(l: int, j: int, i: int) -> Expr:
    """Say whether a line carries another one of the chosen weight's paths."""
    if l == 0:
        return Expr(False)
    some = (L < 1) | (L.eq(1) & J.eq(i)) if l == 2 else L.eq(0) & J.eq(i)
    return BACK & some & ~ref("carried")[l][j][i]


def _ends(g: Geometry, l: int, j: int, i: int) -> tuple[float, float, float, float]:
    (x1, y1), (x2, y2) = g.at(l - 1, i), g.at(l, j)
    return parts.between(x1, y1, g.r, x2, y2, g.r)


def _plain_line(g: Geometry, l: int, j: int, i: int, **attributes: Any) -> Element:
    x1, y1, x2, y2 = _ends(g, l, j, i)
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def _thin_paths(g: Geometry) -> Iterator[Element]:
    """Draw the other paths from the cost to the chosen weight, thin."""
    for k in range(3):
        points = g.from_cost(g.rows[k])
        yield element(
            "path",
            class_="nx-other-path",
            d=parts.through(*points),
            show=BACK & (L < 2) & K.ne(k),
        )
    for l in (1, 2):
        for j in range(3):
            for i in range(3):
                shown = ref("thin")[l][j][i]
                yield _plain_line(g, l, j, i, class_="nx-other-path", show=shown)


def _path(g: Geometry) -> Iterator[Element]:
    """Draw the chosen path from the cost to the weight, wide, in the pieces that Step reveals."""
    x = g.columns
    end_x = op("at", list(x[:3]), L)
    start_x = op("at", list(x[1:]), L)
    pieces = [
        (parts.through(*g.from_cost(g.row(K))), 1, BACK),
        (parts.through((x[3], g.row(K)), (x[2], g.row(M))), 2, BACK & (L < 2)),
        (parts.through((x[2], g.row(M)), (x[1], g.row(J))), 4, BACK & L.eq(0)),
        (parts.through((start_x, g.row(J)), (end_x, g.row(I))), 6 - 2 * L, BACK),
    ]
    for class_ in ("nx-path-edge", "nx-path"):
        for d, step, shown in pieces:
            yield element("path", class_=class_, d=d, show=shown, seen=op("ge", STEP, step))


def _cost(g: Geometry) -> Iterator[Element]:
    """Draw the cost, and the dotted lines from the probabilities to it."""
    for k in range(3):
        points = g.from_cost(g.rows[k])
        yield element(
            "path",
            class_="nx-guide nx-muted",
            d=parts.through(*points),
            show=BACK | ref("target").eq(k),
        )
    x, y = g.cost
    yield element(
        "g",
        element("rect", class_="nx-box", x=x - 48, y=y - 34, width=96, height=68, rx=12),
        parts.label(x, y - 16, "cost −ln p"),
        element("text", fixed(ref("cost"), 4), x=x, y=y + 12, class_="nx-big"),
        seen=BACK | (STEP >= 4),
        from_=["x.*", "layers.*.weight.*.*", "layers.*.bias.*"],
    )


def _line(g: Geometry, both: bool, l: int, j: int, i: int) -> Element:
    """Draw a weight's line, which can be dragged; touching it chooses its unit."""
    path, weight = f"layers.{l}.weight.{j}.{i}", layers[l].weight[j][i]
    bright = _chosen(l, j) | ref("carried")[l][j][i] if both and l else _chosen(l, j)
    upstream = ["x.*", *(f"layers.{before}.*.*.*" for before in range(l)), path]
    upstream += [f"layers.{before}.bias.*" for before in range(l)]
    return element(
        "g",
        _plain_line(g, l, j, i, class_="nx-halo"),
        parts.weight_line(_ends(g, l, j, i), weight, opacity=if_(bright, 1, 0.62)),
        _plain_line(
            g,
            l,
            j,
            i,
            class_="nx-flow",
            flow={
                "at": _flow_step(l, j, i) if both else l + 1,
                "from": upstream,
                "back": BACK if both else False,
            },
        ),
        _plain_line(g, l, j, i, class_="nx-hit", stroke_width=26),
        number=path,
        pick={"key": path, "name": "", "do": _choose_weight(both, l, j, i)},
        keys=False,
    )


def _flow_step(l: int, j: int, i: int) -> Expr:
    """Return the step at which dots run along a line."""
    carried = if_(ref("carried")[l][j][i], 2 if l == 2 else 4, -1) if l else -1
    return if_(BACK, if_(ref("followed")[l][j][i], 6 - 2 * l, carried), l + 1)


def _choose_weight(both: bool, l: int, j: int, i: int) -> list[Op]:
    chosen = [put("layer", l), put("unit", j), put("weight", i)]
    return [*chosen, put("path", -1), put("step", ALL)] if both else chosen


def _chip(g: Geometry, both: bool, l: int, j: int, i: int) -> Element:
    """Write a weight's number on its line, if its unit is chosen or the path goes along."""
    x1, y1, x2, y2 = _ends(g, l, j, i)
    # Where two chips of one unit would meet, they stand nearer to where their lines come from.
    part = 0.36 if g.wide or i != j else 0.5
    if not (g.wide or both) and abs(i - j) == 1:
        part = 0.28  # clear of the line that crosses this one
    along = part if l == 2 and not g.wide else 0.5  # the narrow picture has names there
    places = [(x1 + (x2 - x1) * t, y1 + (y2 - y1) * t) for t in (part, along)]
    path, weight = f"layers.{l}.weight.{j}.{i}", layers[l].weight[j][i]
    shown = _chosen(l, j) | ref("carried")[l][j][i] if both and l else _chosen(l, j)
    pick = {"key": path, "name": "", "do": _choose_weight(both, l, j, i)}
    (x, y), (middle_x, middle_y) = places
    small = not g.wide
    drawn = parts.chip(0, 0, weight, small=small)
    own = f"translate({coordinate(x)} {coordinate(y)})"
    on_path = f"translate({coordinate(middle_x)} {coordinate(middle_y)})"
    return element(
        "g",
        element("rect", class_="nx-hit", x=-32, y=-22, width=64, height=44)
        if g.wide
        else element("rect", class_="nx-hit", x=-23, y=-22, width=46, height=44),
        drawn,
        class_=if_(ref("followed")[l][j][i], "nx-followed", "nx-chips") if both else "nx-chips",
        transform=if_(_chosen(l, j), own, on_path) if l else own,
        number=path,
        pick=pick,
        show=shown,
    )


def _input(g: Geometry, i: int) -> Element:
    x, y = g.at(-1, i)
    return element(
        "g",
        element("circle", class_="nx-hit", cx=x, cy=y, r=max(24, g.r)),
        parts.ring(x, y, g.r, ref("x")[i], 3),
        element("text", fixed(ref("x")[i]), x=x, y=y, class_="" if g.wide else "nx-small"),
        element("path", class_="nx-grip nx-live-only", d=f"M{x} {y + 14}{parts.GRIP}"),
        parts.focus_ring(x, y, g.r + 5),
        number=f"x.{i}",
    )


def _measured(g: Geometry, i: int) -> Element:
    """Write what an input measures, out of its lines' way."""
    x, y = g.at(-1, i)
    place = (x, y + g.r + 14, "") if g.wide else (4, y + g.r + 12, " nx-start")
    return parts.label(*place[:2], parts.FEATURES[i], class_="nx-label" + place[2])


def _unit(g: Geometry, both: bool, l: int, j: int) -> Element:
    """Draw a unit: its output, or on the way back its error. A click chooses it."""
    x, y = g.at(l, j)
    output = layers[l].a[j]
    parts_of_it: list[Any] = [parts.ring(x, y, g.r, output, 1)]
    words: Any = op("near", output, 2)
    if both:
        error = layers[l].error[j]
        forward, backward = parts_of_it[0], parts.ring(x, y, g.r, error, 1, signed=True)
        forward[1]["@show"], backward[1]["@show"] = (~BACK).data, BACK.data
        parts_of_it = [forward, backward]
        words = if_(BACK, fixed(error, 3 if g.wide else 2), words)
    named = f"unit {j + 1} of layer {l + 1}" if l < 2 else f"the unit for {CLASSES[j]}"
    name = join(named, ", ", words)
    sources = ["x.*", *(f"layers.{k}.weight.*.*" for k in range(l)), f"layers.{l}.weight.{j}.*"]
    return element(
        "g",
        element("circle", class_="nx-chosen", cx=x, cy=y, r=g.r + 4, show=_chosen(l, j)),
        element("circle", class_="nx-hit", cx=x, cy=y, r=max(24, g.r)),
        *parts_of_it,
        element("text", words, x=x, y=y, class_=_size(g, both)),
        parts.focus_ring(x, y, g.r + 5),
        pick={"key": f"unit.{l}.{j}", "name": name, "do": _choose_unit(both, l, j)},
        seen=(BACK | (STEP > l)) if both else STEP > l,
        from_=sources,
    )


def _size(g: Geometry, both: bool) -> Any:
    """Return the class for the size of a number in a circle: errors have a digit more."""
    normal = "" if g.wide else "nx-small"
    return if_(BACK, "nx-smallest", normal) if both else normal


def _choose_unit(both: bool, l: int, j: int) -> list[Op]:
    """Choose a unit; one that is nearer to the cost than the chosen one bends the path."""
    chosen = [put("layer", l), put("unit", j), put("weight", if_(_chosen(l, j), I, 0))]
    if not both:
        return chosen
    bends = BACK & (L < l)
    through_it = if_(L.eq(0), 3 * j + M if l == 2 else 3 * K + j, j)
    return [
        put("layer", if_(bends, L, l)),
        put("unit", if_(bends, J, j)),
        put("weight", if_(bends | _chosen(l, j), I, 0)),
        put("path", if_(bends, through_it, -1)),
        put("step", ALL),
    ]


def _slopes(g: Geometry) -> Iterator[Element]:
    """Write the slopes of the sigmoids that the path goes through."""
    w, below = (42, g.r + 18) if g.wide else (22, g.r + 15)
    for l, unit, shown, step in ((1, M, L < 2, 3), (0, J, L.eq(0), 5)):
        x, y = g.columns[l + 1], g.row(unit) + below
        slope = op("near", op("at", layers[l].slope, unit), 2)
        words = join("slope ", slope) if g.wide else slope
        yield element(
            "g",
            element("rect", class_="nx-chip", x=x - w, y=y - 12, width=2 * w, height=24, rx=12),
            element("text", words, x=x, y=y, class_="nx-smallest"),
            class_="nx-slope",
            show=BACK & shown,
            seen=step <= STEP,
        )


def _class(g: Geometry, both: bool, k: int) -> Element:
    """Write a class and its probability; a click makes it the correct one."""
    x, y = g.at(2, k)
    correct = ref("target").eq(k)
    name: Any = if_(correct, f"✓ {CLASSES[k]} ", f"{CLASSES[k]} ") if both else f"{CLASSES[k]} "
    probability = op("near", ref("output")[k], 2)
    seen = (BACK | (STEP >= 3)) if both else STEP >= 3
    if g.wide:
        left, top = x + g.r + 10, y + (-32, 32, 36)[k]
        words = element(
            "text",
            name,
            element("tspan", probability, class_="nx-v nx-bold", seen=seen),
            x=left,
            y=top,
            class_=if_(correct, "nx-start nx-bold", "nx-start") if both else "nx-start",
        )
        box = {"x": left - 8, "y": top - 18, "width": 124, "height": 36}
    else:
        top = y + g.r + 13
        words = element(
            "text",
            name,
            element("tspan", probability, class_="nx-v nx-bold", seen=seen),
            x=x + g.r + 24,
            y=top,
            class_="nx-ground-behind nx-small nx-end",
        )
        box = {"x": x - 54, "y": top - 12, "width": 102, "height": 24}
    pick = None
    if both:
        do = [put("target", k), put("step", ALL), put("path", -1)]
        pick = {"key": f"class.{k}", "name": f"correct class: {CLASSES[k]}", "do": do,
                "pressed": correct}  # fmt: skip
    return element(
        "g",
        element("rect", class_="nx-hit", **box),
        words,
        element("rect", class_="nx-focus", rx=8, **box) if both else None,
        pick=pick,
    )


def _legend(g: Geometry, both: bool) -> list[Element]:
    """Say what lines, rings and the path mean."""
    ring = "ring: the output, full at 1 (inputs: at 3)"
    error = "rings: the error ∂C/∂z, dashed below 0"
    if not g.wide:
        return list(_narrow_legend(both))
    y = 404
    drawn = [
        element("line", class_="nx-weight", data_sign="pos", x1=26, y1=y, x2=66, y2=y,
                stroke_width=4),
        parts.label(74, y, "positive weight", class_="nx-label nx-start"),
        element("line", class_="nx-weight", data_sign="neg", x1=198, y1=y, x2=238, y2=y,
                stroke_width=4, stroke_dasharray="8 5"),
        parts.label(246, y, "negative weight", class_="nx-label nx-start"),
        parts.label(376, y, "thicker: larger", class_="nx-label nx-start"),
    ]  # fmt: skip
    low = y + 34
    forward = element(
        "g",
        element("circle", class_="nx-track nx-thin", cx=46, cy=low, r=11),
        element("path", class_="nx-gauge nx-thin", d=op("ring", 0.7, 46, low, 11, 1)),
        parts.label(74, low, ring, class_="nx-label nx-start"),
        show=~BACK if both else None,
    )
    if not both:
        return [*drawn, forward]
    backward = element(
        "g",
        element("path", class_="nx-path", d=f"M36 {low}H56"),
        parts.label(84, low, "the path from the cost to the weight", class_="nx-label nx-start"),
        parts.label(376, low, error, class_="nx-label nx-start"),
        show=BACK,
    )
    return [*drawn, forward, backward]


def _narrow_legend(both: bool) -> Iterator[Element]:
    """Say the same beside the cost, in short."""
    rings: Any = if_(BACK, "rings: error ∂C/∂z", "rings: output") if both else "rings: output"
    lines: list[tuple[Any, Expr | None]] = [
        (rings, None),
        ("dashed: negative", None),
        ("thicker: larger weight", None),
    ]
    if both:
        lines += [("yellow: the path back", BACK), ("oval: slope of the sigmoid", BACK)]
    for n, (words, shown) in enumerate(lines):
        y = 392 + 22 * n
        yield parts.label(8, y, words, class_="nx-label nx-start", show=shown)
