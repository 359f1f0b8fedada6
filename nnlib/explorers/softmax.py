"""SoftmaxExplorer: three sums become probabilities, and the correct class's one a cost."""

import math
from dataclasses import dataclass, replace
from typing import Any

from nnlib.datasets import THREE_CLASSES as CLASSES
from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, first, fixed, if_, join, op, ref
from nnlib.explorers import parts
from nnlib.explorers.live import LiveExplorer
from nnlib.explorers.scene import Scene, number, put
from nnlib.explorers.state import Part, State, moves
from nnlib.explorers.state import parts as parts_of

PRESETS = {
    "Article": (-0.318167, -0.072038, -0.881958),  # of the network that the notebooks compute
    "Confident and right": (3.0, -0.5, -1.0),
    "Confident and wrong": (-2.0, 3.0, -0.5),
}
_WITHOUT_A_COST = {  # presets where no class is the correct one
    "Article": PRESETS["Article"],
    "All equal": (1.0, 1.0, 1.0),
    "Far apart": (3.0, -0.5, -1.0),
}
_PLAIN = "probabilities"  # what `show` says where there is no cost
_END = 8  # how far sums go, both ways
_TOP = 6  # of the cost axis
_SHRUG = math.log(3)  # the cost of one third for each class
_ALL_SUMS = ["x.*"]
_K = range(len(CLASSES))
x, target, step, show = ref("x"), ref("target"), ref("step"), ref("show")
p, error, cost = ref("output"), ref("layers")[0].error, ref("cost")
power, total, mean = ref("power"), ref("total"), ref("mean")
p_correct, squared = ref("p_correct"), ref("squared")
correct = op("at", CLASSES, target)
shows_squares, shows_errors = show.eq("squares"), show.eq("errors")
largest = op("largest", p)


@dataclass(frozen=True)
class SoftmaxLayer(Part):
    """The last layer's softmax, without weights: its sums are the inputs."""

    activation: str = "softmax"


@dataclass(frozen=True)
class SoftmaxState(State):
    """Three sums, the correct class, and what is shown beside the cost."""

    x: tuple[float, ...] = moves(
        PRESETS["Article"],
        least=-_END,
        most=_END,
        drag=0.05,
        name=join("sum of ", op("at", CLASSES, ref("index")[0])),
        short=join("z ", op("at", CLASSES, ref("index")[0])),
    )
    layers: tuple[SoftmaxLayer, ...] = parts_of((SoftmaxLayer(),), SoftmaxLayer)
    target: int = 0
    show: str = "cost"
    preset: str = "Article"


class SoftmaxExplorer(LiveExplorer[SoftmaxState]):
    """Move three sums and watch their probabilities and the cost; choose the correct class.

    Parameters
    ----------
    view : {"cost", "probabilities"}
        "probabilities" shows the softmax alone, as notebook 04 does: no class is the correct one.

    Raises
    ------
    ValueError
        If there is no such view.

    Examples
    --------
    >>> explorer = SoftmaxExplorer()
    >>> explorer.act("Confident and wrong")
    >>> explorer.readout().split(". ")[1:]
    ['The correct class is dog, so the cost is 5.0363', 'Confident and wrong costs a lot.']
    """

    kind = SoftmaxState

    def __init__(self, view: str = "cost") -> None:
        if not isinstance(view, str) or view not in ("cost", _PLAIN):
            raise ValueError(f"view expected cost or {_PLAIN}, got {view!r:.60}")
        super().__init__(SoftmaxState(show=view))

    @classmethod
    def describe(cls, start: SoftmaxState) -> Scene:
        """Describe the explorer."""
        costs = start.show != _PLAIN
        shown = {
            "cost": "Cost",
            "squares": "+ squared error",
            "errors": "+ errors p − y",
        }
        return Scene(
            name="softmax",
            title="Softmax and cost" if costs else "Softmax",
            hint=_hint(costs),
            state=start.data(),
            numbers=[*SoftmaxState.numbers(), _together()],
            values=_values(),
            pictures={
                "wide": _picture(WIDE if costs else WIDE_PLAIN, costs),
                "narrow": _picture(NARROW if costs else NARROW_PLAIN, costs),
            },
            formula=_formula(costs),
            readout=_readout(costs),
            alt=_alt(costs),
            steps=4 if costs else 3,
            choices=[
                {"label": "Show", "path": "show", "options": [list(each) for each in shown.items()]}
            ]
            if costs
            else (),
            presets=[
                {"label": name, "state": {"x": list(sums), "target": 0}}
                for name, sums in (PRESETS if costs else _WITHOUT_A_COST).items()
            ],
            keep=["show"],
        )


def _hint(costs: bool) -> str:
    if costs:
        return (
            "Drag the **end of a bar** to change a sum. Its exponential follows, then the "
            "probabilities and the cost. Click a **name** to make it the correct class."
        )
    return (
        "Drag the **end of a bar** to change a sum. Its exponential follows, then all three "
        "probabilities. Drag **all** to move the three sums together."
    )


def _together() -> dict[str, Any]:
    """Say how all sums move as one: their mean does, and their differences stay."""
    low, high = (op(name, *(x[k] for k in _K)) for name in ("min", "max"))
    by = op("min", op("max", ref("value") - mean, -_END - low), _END - high)
    return number(
        "all",
        least=-_END,
        most=_END,
        drag=0.05,
        name="all three sums together: their mean",
        short="mean",
        get=mean,
        put=[put(f"x.{k}", op("floor", (x[k] + by) * 1e6 + 0.5) / 1e6) for k in _K],
    )


def _values() -> dict[str, Expr]:
    """Name what the picture, the formula and the readout share."""
    digits = first((total < 10, 4), (total < 100, 3), (total < 1000, 2), otherwise=1)
    axes = [(total <= end, end) for end in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)]
    return {
        "mean": (x[0] + x[1] + x[2]) / 3,
        "power": op("list", *(op("exp", x[k]) for k in _K)),
        "total": op("sum", power),
        "full": first(*axes, otherwise=10000),
        "p_correct": op("at", p, target),
        "squared": op("sum", op("list", *(error[k] * error[k] for k in _K))) / 3,
        # how many decimals they need so that what is written adds up
        "power_places": op("places", digits, digits + 2, total, *(power[k] for k in _K)),
        "p_places": op("places", 4, 6, 1, *(p[k] for k in _K)),
        # and a small one so that its logarithm can be checked
        "exact": _exact(p_correct),
    }


def _exact(probability: Expr) -> Expr:
    """Return how many decimals a probability needs in a formula."""
    return first((probability < 1e-4, 9), (probability < 0.01, 6), otherwise=ref("p_places"))


@dataclass(frozen=True)
class Geometry:
    """Where things are in one of the two pictures; pairs are the places of two values."""

    wide: bool
    size: tuple[int, int]
    rows: tuple[int, int, int]
    thick: int  # height of a bar
    sums: tuple[float, float]  # of -8 and 8
    powers: tuple[float, float]  # of 0 and a full bar
    p: tuple[float, float]  # of 0 and 1
    total: float
    chart: tuple[float, float]  # x of 0 and 1
    cost: tuple[float, float]  # y of 0 and of the top
    aside: float  # left end of what explains, or of the errors
    errors: tuple[float, float]  # x of -1 and 1
    error_rows: tuple[int, int, int]

    @property
    def zero(self) -> float:
        """The x of a sum of 0."""
        return sum(self.sums) / 2

    @property
    def unit(self) -> float:
        """How far a sum of 1 goes."""
        return (self.sums[1] - self.sums[0]) / (2 * _END)

    def power(self, value: Any) -> Expr:
        """Return the x of an exponential."""
        return self.powers[0] + (self.powers[1] - self.powers[0]) * value / ref("full")

    def probability(self, value: Any) -> Any:
        """Return the x of a probability."""
        return self.p[0] + (self.p[1] - self.p[0]) * value

    def at(self, probability: Any) -> Any:
        """Return the x of a probability in the chart of the cost."""
        return self.chart[0] + (self.chart[1] - self.chart[0]) * probability

    def height(self, value: Any) -> Any:
        """Return the y of a cost."""
        return self.cost[0] + (self.cost[1] - self.cost[0]) * value / _TOP


WIDE = Geometry(
    wide=True,
    size=(760, 488),
    rows=(82, 134, 186),
    thick=34,
    sums=(112, 288),
    powers=(312, 424),
    p=(490, 740),
    total=234,
    chart=(490, 740),
    cost=(456, 306),
    aside=14,
    errors=(122, 402),
    error_rows=(352, 390, 428),
)
NARROW = Geometry(
    wide=False,
    size=(360, 492),
    rows=(86, 150, 214),
    thick=28,
    sums=(12, 132),
    powers=(154, 230),
    p=(254, 350),
    total=252,
    chart=(28, 212),
    cost=(458, 322),
    aside=234,
    errors=(246, 354),
    error_rows=(362, 404, 446),
)
WIDE_PLAIN = replace(WIDE, size=(760, 322))
NARROW_PLAIN = replace(NARROW, size=(360, 392))


def _picture(g: Geometry, costs: bool) -> Element:
    width, height = g.size
    name = _name if costs else _plain_name
    return element(
        "svg",
        *_heads(g),
        *([_guide(g)] if costs else []),
        *_axes(g),
        *(_chart(g) if costs else []),
        *(part for k in _K for part in (name(g, k), _sum(g, k), _power(g, k), _probability(g, k))),
        *_totals(g),
        _all(g),
        *([*_cost(g), _squares(g), _legend(g), _errors(g)] if costs else _plain_legend(g)),
        viewBox=f"0 0 {width} {height}",
    )


def _heads(g: Geometry) -> list[Element]:
    places = (g.zero, sum(g.powers) / 2, sum(g.p) / 2)
    if g.wide:
        heads = ("sums z", "exponentials", "probabilities p")
        words = ("0 in the middle", join("full bar: ", ref("full")), "each part of the total")
    else:
        heads = ("sums z", "eᶻ", "probability")
        words = ("0 in the middle", join("full: ", ref("full")), "part of total")
    above, below = (20, 42) if g.wide else (16, 36)
    columns = list(zip(places, heads, words, strict=True))
    return [
        *(parts.label(at, above, head, class_="nx-bold") for at, head, _ in columns),
        *(parts.label(at, below, word) for at, _, word in columns),
    ]


def _axes(g: Geometry) -> list[Element]:
    """Draw the columns' axes."""
    top, bottom = g.rows[0] - g.thick / 2 - 7, g.rows[2] + g.thick / 2 + 7
    return [
        *(_line("nx-axis", at, top, at, bottom) for at in (g.zero, g.powers[0], g.p[0])),
        _line("nx-grid", g.p[1], top, g.p[1], bottom),
    ]


def _chart(g: Geometry) -> list[Element]:
    """Draw the grid of the cost's chart, and its curve."""
    (left, right), floor = g.chart, g.cost[0]
    lowest = math.exp(-_TOP)
    curve = op("curve", "-ln", lowest, 1, g.at(lowest), right, *g.cost, 0, _TOP)
    return [
        *(_line("nx-grid", left, g.height(c), right, g.height(c)) for c in range(1, _TOP + 1)),
        *(
            parts.label(left - 8, g.height(c), str(c), class_="nx-label nx-end")
            for c in range(_TOP)
        ),
        _line("nx-axis", left, floor, right, floor),
        *(parts.label(g.at(t), floor + 17, f"{t:g}") for t in (0, 0.5, 1)),
        element("path", class_="nx-curve", d=curve),
        parts.label(
            left,
            g.cost[1] - 20,
            join("cost = −ln p(", correct, ")"),
            class_="nx-label nx-start nx-ground-behind",
        ),
    ]


def _line(class_: str, x1: Any, y1: Any, x2: Any, y2: Any) -> Element:
    return element("line", class_=class_, x1=x1, y1=y1, x2=x2, y2=y2)


def _above(g: Geometry, k: int) -> float:
    """Return the y of what the narrow picture writes above a row's bars."""
    return g.rows[k] - g.thick / 2 - 13


def _name_place(g: Geometry, k: int) -> tuple[float, float]:
    return (8.0, float(g.rows[k])) if g.wide else (2.0, _above(g, k))


def _plain_name(g: Geometry, k: int) -> Element:
    """Write a class."""
    left, y = _name_place(g, k)
    return element("text", CLASSES[k], x=left + 8, y=y, class_="nx-start")


def _name(g: Geometry, k: int) -> Element:
    """Write a class, to be clicked."""
    left, y = _name_place(g, k)
    tall = 30 if g.wide else 25
    chosen = target.eq(k)

    def box(class_: str, more: float, **others: Any) -> Element:
        height = tall + 2 * more
        return element(
            "rect", class_=class_, x=left - more / 2, y=y - height / 2,
            width=94 + more, height=height, rx=8, **others,
        )  # fmt: skip

    return element(
        "g",
        box("nx-hit", 7 if g.wide else 2),
        box("nx-correct", 0, show=chosen),
        element(
            "text",
            if_(chosen, f"✓\u00a0{CLASSES[k]}", CLASSES[k]),
            x=left + 8,
            y=y,
            class_=if_(chosen, "nx-start nx-bold", "nx-start"),
        ),
        box("nx-focus", 3),
        pick={
            "name": join("correct class: ", CLASSES[k]),
            "do": [put("target", k)],
            "pressed": chosen,
            "key": join("target.", k),
        },
    )


def _signed(zero: float, unit: float, y: float, thick: float, value: Expr) -> Element:
    """Draw a bar that goes to the right of 0, or to the left of it."""
    return element(
        "rect",
        class_="nx-push",
        x=zero + unit * op("min", value, 0),
        y=y - thick / 2,
        width=op("max", 0.5, unit * abs(value)),
        height=thick,
        data_sign=parts.sign(value),
    )


def _opposite(zero: float, y: float, away: float, value: Expr, words: Expr) -> Element:
    """Write a number where its bar is not."""
    at = if_(value < 0, zero + away, zero - away)
    return element("text", words, x=at, y=y, class_="nx-sum", data_sign=parts.sign(value))


def _sum(g: Geometry, k: int) -> Element:
    """Draw a sum as a bar whose end can be dragged."""
    y, end = g.rows[k], g.zero + g.unit * x[k]
    return element(
        "g",
        element(
            "rect",
            class_="nx-hit",
            x=g.sums[0] - 10,
            y=y - g.thick / 2 - 5,
            width=g.sums[1] - g.sums[0] + 20,
            height=g.thick + 10,
        ),
        _line("nx-grid", g.sums[0], y, g.sums[1], y),
        _signed(g.zero, g.unit, y, g.thick, x[k]),
        _opposite(g.zero, y, 40, x[k], fixed(x[k])),
        element("circle", class_="nx-halo", cx=end, cy=y, r=14, stroke_width=6),
        element(
            "circle",
            class_="nx-knob nx-signed nx-live-only",
            cx=end,
            cy=y,
            r=10,
            data_sign=parts.sign(x[k]),
        ),
        parts.focus_ring(end, y, 16),
        number=f"x.{k}",
        axis="x",
        drag=1 / g.unit,
        lit=["all"],
    )


def _written(value: Expr) -> Expr:
    """Write an exponential where there is little room."""
    digits = first((value < 99.995, 2), (value < 999.95, 1), otherwise=0)
    return op("near", value, digits)


def _power(g: Geometry, k: int) -> Element:
    """Draw an exponential."""
    y, (left, right), end = g.rows[k], g.powers, g.power(power[k])
    if g.wide:
        words = parts.label(end + 6, y, _written(power[k]), class_="nx-start nx-bold nx-v")
    else:
        middle = (left + right) / 2
        words = parts.label(middle, _above(g, k), _written(power[k]), class_="nx-bold nx-v")
    return element(
        "g",
        _value(left, end, y, g.thick, opacity=0.82),
        words,
        seen=step >= 1,
        from_=[f"x.{k}"],
        lit=[f"x.{k}", "all"],
    )


def _value(left: Any, right: Any, y: float, thick: float, **more: Any) -> Element:
    """Draw a bar of what is never below 0."""
    width = op("max", 0.5, right - left)
    return element(
        "rect", class_="nx-value", x=left, y=y - thick / 2, width=width, height=thick, **more
    )


def _probability(g: Geometry, k: int) -> Element:
    """Draw a probability, with its number behind the bar, or in it where that is long."""
    y, end, number = g.rows[k], g.probability(p[k]), op("near", p[k], 2)
    if g.wide:
        inside = p[k] > 0.82
        words = parts.label(
            if_(inside, end - 8, end + 6),
            y,
            number,
            class_=if_(
                inside, "nx-end nx-bold nx-on-value", "nx-start nx-bold nx-v nx-ground-behind"
            ),
        )
    else:
        words = parts.label(sum(g.p) / 2, _above(g, k), number, class_="nx-bold nx-v")
    return element(
        "g",
        _value(g.p[0], end, y, g.thick),
        words,
        seen=step >= 3,
        from_=_ALL_SUMS,
        lit=[f"x.{k}"],
    )


def _totals(g: Geometry) -> list[Element]:
    """Lay the exponentials end to end, and the probabilities."""
    pieces = []
    for since, place, values in ((2, g.power, power), (3, g.probability, p)):
        before: Any = 0
        for k, opacity in zip(_K, (1, 0.62, 0.34), strict=True):
            after = before + values[k]
            bar = _value(place(before), place(after), g.total, 20, opacity=opacity)
            pieces.append(element("g", bar, seen=step >= since, from_=_ALL_SUMS, lit=[f"x.{k}"]))
            before = after
    y = g.total
    tip = g.p[0] - 10
    arrow = element(
        "g",
        _line("nx-axis", g.powers[1] + 8, y, tip - 6, y),
        element("path", class_="nx-tip", d=f"M{tip - 8} {y - 5}l8 5l-8 5z"),
        seen=step >= 3,
    )
    same = "the same, stretched to 1" if g.wide else "total 1"
    return [
        *pieces,
        *([arrow] if g.wide else []),
        parts.label(
            sum(g.powers) / 2,
            y + 26,
            join("total ", _written(total)),
            seen=step >= 2,
            from_=_ALL_SUMS,
        ),
        parts.label(sum(g.p) / 2, y + 26, same, class_="nx-label nx-ground-behind", seen=step >= 3),
    ]


def _all(g: Geometry) -> Element:
    """Draw the handle that moves the three sums together."""
    (left, right), y = g.sums, g.total
    at = op("max", left + 25, op("min", right - 25, g.zero + g.unit * mean))

    def box(class_: str, more: float, rx: float) -> Element:
        return element(
            "rect", class_=class_, x=at - 25 - more, y=y - 13 - more,
            width=50 + 2 * more, height=26 + 2 * more, rx=rx,
        )  # fmt: skip

    return element(
        "g",
        _line("nx-axis", left, y, right, y),
        box("nx-hit", 9, 8),
        box("nx-chip", 0, 8),
        element("text", "◂ all ▸", x=at, y=y, class_="nx-small"),
        box("nx-focus", 4, 11),
        parts.label(g.zero, y + 26, "moves all three"),
        class_="nx-live-only",
        number="all",
        axis="x",
        drag=1 / g.unit,
    )


def _guide(g: Geometry) -> Element:
    """Lead the eye from the probability of the correct class to the dot."""
    at, y = g.at(p_correct), op("max", g.height(cost), g.cost[1])
    ends = [row + g.thick / 2 for row in g.rows]
    start = op("at", ends, target) if g.wide else g.cost[0]
    return element("g", _line("nx-guide", at, start, at, y), seen=step >= 4)


def _cost(g: Geometry) -> list[Element]:
    """Draw the dot on the curve, or, where the cost is beyond the axis, a sign that says so."""
    at, y = g.at(p_correct), g.height(cost)
    (left, right), top = g.chart, g.cost[1]
    words, up = fixed(cost), f" {top - 9}l9 15h-18z"
    dot = element(
        "g",
        _line("nx-guide nx-muted", left, y, at, y),
        element("circle", class_="nx-dot", cx=at, cy=y, r=10),
        parts.label(
            op("min", at + 16, right - 78),
            op("max", y - 19, top + 2),
            join("cost ", words),
            class_="nx-start nx-bold nx-ground-behind",
        ),
        show=cost <= _TOP,
    )
    beyond = element(
        "g",
        element("path", class_="nx-value", d=join("M", op("coordinate", at), up)),
        parts.label(
            at + 16,
            top + 2,
            join("cost ", words, ", off the axis"),
            class_="nx-start nx-bold nx-ground-behind",
        ),
        show=cost > _TOP,
    )
    return [element("g", dot, beyond, seen=step >= 4, from_=_ALL_SUMS)]


def _squares(g: Geometry) -> Element:
    """Draw the squared error in the chart: the other two keep their proportion along its curve."""
    (left, right), floor, at = g.chart, g.cost[0], g.at(p_correct)
    correct_error = op("at", error, target)
    highest = squared / (correct_error * correct_error)  # where the correct class has nothing
    to = f"Q{(left + right) / 2:g} {floor} {right} {floor}"  # a parabola, which SVG knows
    path = join(f"M{left} ", op("coordinate", g.height(highest)), to)
    end, y = (right, g.cost[1] + 18) if g.wide else (g.size[0] - 4, g.cost[1] - 20)
    words = join("squared error ", fixed(squared))
    return element(
        "g",
        element("path", class_="nx-curve nx-second", d=path),
        element("circle", class_="nx-dot nx-second", cx=at, cy=g.height(squared), r=7),
        element("circle", class_="nx-dot nx-second", cx=end - 144, cy=y, r=6),
        parts.label(end, y, words, class_="nx-label nx-end nx-v nx-ground-behind"),
        show=shows_squares,
        seen=step >= 4,
        from_=_ALL_SUMS,
    )


def _legend(g: Geometry) -> Element:
    width, apart = (46, 32) if g.wide else (18, 30)
    top = 334 if g.wide else 346
    words = (
        "sum above 0",
        "sum below 0",
        f"{_purple(g)}: never below 0" if g.wide else "never below 0",
        "the correct class: its probability alone sets the cost" if g.wide else "correct class",
    )
    looks = (("nx-push", "pos"), ("nx-push", "neg"), ("nx-value", None), ("nx-correct", None))
    lines = []
    for i, ((class_, sign), text) in enumerate(zip(looks, words, strict=True)):
        y = top + apart * i
        at = {"x": g.aside, "y": y - 9, "width": width, "height": 18}
        lines.append(element("rect", class_=class_, data_sign=sign, **at))
        after = g.aside + width + (12 if g.wide else 6)
        lines.append(parts.label(after, y, text, class_="nx-label nx-start"))
    return element("g", *lines, show=~shows_errors)


def _purple(g: Geometry) -> str:
    """Name what the purple bars show."""
    return "exponentials and probabilities" if g.wide else "eᶻ and probabilities"


def _plain_legend(g: Geometry) -> list[Element]:
    """Explain the colours below the bars, where there is no chart beside them."""
    looks: tuple[tuple[str, str | None, str], ...] = (
        ("nx-push", "pos", "sum above 0"),
        ("nx-push", "neg", "sum below 0"),
        ("nx-value", None, f"{_purple(g)}: never below 0"),
    )
    places = ((14, 302), (190, 302), (366, 302)) if g.wide else ((12, 316), (12, 344), (12, 372))
    drawn = []
    for (class_, sign, text), (x, y) in zip(looks, places, strict=True):
        box = {"x": x, "y": y - 9, "width": 30, "height": 18}
        drawn.append(element("rect", class_=class_, data_sign=sign, **box))
        drawn.append(parts.label(x + 40, y, text, class_="nx-label nx-start"))
    return drawn


def _errors(g: Geometry) -> Element:
    """Draw what each probability is away from where it should be."""
    (left, right), zero = g.errors, sum(g.errors) / 2
    unit, thick = (right - left) / 2, 24 if g.wide else 18
    above, below = g.error_rows[0] - thick / 2 - 7, g.error_rows[2] + thick / 2 + 7
    rows = []
    for k, y in zip(_K, g.error_rows, strict=True):
        at = (g.aside + 2, y) if g.wide else (g.aside + 2, y - 20)
        bar = _signed(zero, unit, y, thick, error[k])
        words = _opposite(zero, y, 32, error[k], _close(error[k], 2, 5e-3))
        look = "nx-start" if g.wide else "nx-label nx-start"
        name = element("text", CLASSES[k], x=at[0], y=at[1], class_=look)
        rows.append(element("g", bar, words, name, from_=_ALL_SUMS, lit=[f"x.{k}"]))
    head = (g.aside, g.error_rows[0] - 34) if g.wide else (g.aside, g.cost[1] - 20)
    return element(
        "g",
        element("text", "errors p − y", x=head[0], y=head[1], class_="nx-start nx-bold"),
        _line("nx-axis", zero, above, zero, below),
        *rows,
        *(parts.label(zero + unit * t, below + 10, f"{t}".replace("-", "−")) for t in (-1, 0, 1)),
        show=shows_errors,
        seen=step >= 4,
    )


def _close(value: Expr, digits: Any, half: float) -> Expr:
    """Write an error: it is never quite 0, 1 or −1, though it can be closer than `half`."""
    return first(
        (abs(value) < half, "≈0"),
        (value <= half - 1, "≈−1"),
        (value >= 1 - half, "≈1"),
        otherwise=fixed(value, digits),
    )


def _error(k: int) -> Expr:
    """Write an error with as many decimals as its probability."""
    return _close(error[k], ref("p_places"), 5e-5)


def _formula(costs: bool) -> Element:
    foot = "Drag or type a number with a line under it. Double-click: back to the start."
    return element(
        "div",
        _law(),
        _table(costs),
        _division(target if costs else largest),
        *([_logarithm(), _squares_written(), _errors_written()] if costs else []),
        element("p", foot, class_="nx-foot nx-live-only"),
    )


def _law() -> Element:
    exponential = element("span", element("i", "e"), element("sup", parts.italic("z", "ₖ")))
    every = element("span", "total of all ", element("i", "e"), element("sup", parts.italic("z")))
    return element(
        "p", parts.italic("p", "ₖ"), " = ", parts.fraction(exponential, every), class_="nx-law"
    )


def _table(costs: bool) -> Element:
    heads = (
        "",
        parts.italic("z"),
        element("span", element("i", "e"), element("sup", parts.italic("z"))),
        parts.italic("p"),
    )
    total_row = element(
        "div",
        element("span", "total", class_="nx-muted"),
        element("span"),
        element("span", _power_written(total), seen=step >= 2, from_=_ALL_SUMS),
        element("span", parts.written(1, digits=ref("p_places")), seen=step >= 3),
    )
    return element(
        "div",
        element("div", *(element("span", head) for head in heads), class_="nx-heads"),
        *(_row(k, costs) for k in _K),
        element("hr"),
        total_row,
        class_="nx-table nx-four",
    )


def _row(k: int, costs: bool) -> Element:
    probability = parts.written(p[k], digits=ref("p_places"), way="near")
    return element(
        "div",
        element("span", CLASSES[k], class_=if_(target.eq(k), "nx-bold", "") if costs else None),
        element("span", parts.handle(f"x.{k}", x[k])),
        element("span", _power_written(power[k]), seen=step >= 1, from_=[f"x.{k}"]),
        element("span", probability, seen=step >= 3, from_=_ALL_SUMS),
        lit=[f"x.{k}", "all"],
    )


def _power_written(value: Any) -> Element:
    return parts.written(value, digits=ref("power_places"), way="inside")


def _inline(value: Expr, digits: Any) -> Element:
    """Write a number that follows, inside a line."""
    return element("span", op("inside", value, digits), class_="nx-v")


def _division(k: Expr) -> Element:
    """Write how the probability of class `k` comes about."""
    own, probability = op("at", power, k), op("at", p, k)
    return element(
        "div",
        parts.italic("p"),
        join("(", op("at", CLASSES, k), ") = "),
        parts.fraction(*(_inline(each, ref("power_places")) for each in (own, total))),
        " = ",
        _inline(probability, _exact(probability)),
        seen=step >= 3,
        from_=_ALL_SUMS,
    )


def _logarithm() -> Element:
    return element(
        "div",
        parts.italic("C"),
        " = −ln ",
        parts.italic("p"),
        " = −ln ",
        _inline(p_correct, ref("exact")),
        " = ",
        element("span", fixed(cost, 4), class_="nx-bold"),
        seen=step >= 4,
        from_=_ALL_SUMS,
    )


def _squares_written() -> Element:
    squares: list[Any] = []
    for k in _K:
        squares += [" + "] if k else []
        squares += [element("span", op("factor", error[k], ref("p_places")), "²", lit=[f"x.{k}"])]
    return element(
        "div",
        element("h3", "Squared error: the mean of (p − y)²"),
        element(
            "div",
            parts.fraction(tuple(squares), "3"),
            " = ",
            element("span", fixed(squared, 4), class_="nx-bold"),
        ),
        show=shows_squares,
        seen=step >= 4,
        from_=_ALL_SUMS,
    )


def _errors_written() -> Element:
    rows = [
        element(
            "div",
            element("span", CLASSES[k]),
            element("span", parts.written(p[k], digits=ref("p_places"), way="near")),
            element("span", if_(target.eq(k), "− 1 =", "− 0 ="), class_="nx-muted"),
            element("span", _error(k), class_="nx-num push", data_sign=parts.sign(error[k])),
            lit=[f"x.{k}"],
        )
        for k in _K
    ]
    return element(
        "div",
        element("h3", "Errors p − y start the backward pass"),
        element("div", *rows, class_="nx-table nx-four"),
        show=shows_errors,
        seen=step >= 4,
        from_=_ALL_SUMS,
    )


def _alt(costs: bool) -> Expr:
    sums = parts.row(*(join(CLASSES[k], " ", fixed(x[k])) for k in _K))
    powers = parts.row(*(_written(power[k]) for k in _K))
    shown = join("Three sums as bars: ", sums, ". Their exponentials are ", powers, ".")
    dot = join(" A dot on the curve −ln p shows the cost of the correct class, ", correct, ".")
    return join(shown, dot) if costs else shown


def _readout(costs: bool) -> Expr:
    said = parts.row(
        *(join(CLASSES[k], " **", op("near", p[k], ref("p_places")), "**") for k in _K)
    )
    grown = op("inside", total, ref("power_places"))
    return first(
        (
            step.eq(1),
            "Step 1: each sum becomes an exponential, which is never below 0. "
            "One more in the sum makes it 2.72 times as large.",
        ),
        (step.eq(2), join("Step 2: end to end, the exponentials reach the total **", grown, "**.")),
        (
            step.eq(3),
            "Step 3: each exponential, divided by the total, is a probability. "
            "Together they are 1.",
        ),
        otherwise=join(
            "The probabilities are ", said, ".", _cost_said() if costs else _prediction_said()
        ),
    )


def _cost_said() -> Expr:
    return join(
        " The correct class is ", correct, ", so the cost is **", fixed(cost, 4), "**.",
        first((shows_squares, _squares_said()), (shows_errors, _errors_said()),
              otherwise=_judgement()),
    )  # fmt: skip


def _prediction_said() -> Expr:
    """Name the class with the largest sum, if there is one."""
    top = op("max", *(x[k] for k in _K))
    at_top = op("sum", op("list", *(if_(x[k].eq(top), 1, 0) for k in _K)))
    said = join(" The largest sum gets the largest probability: ", op("at", CLASSES, largest), ".")
    return if_(at_top > 1, " Equal sums get equal probabilities.", said)


def _judgement() -> Expr:
    top = op("largest", p)
    return first(
        ((cost > 2.5) & top.ne(target), " Confident and wrong costs a lot."),
        (cost > _SHRUG + 5e-5, " A third for each class would cost less: ln 3, or 1.0986."),
        (cost > _SHRUG - 5e-5, " That is ln 3, the cost of having no idea."),
        (cost < 0.1, " Confident and right costs almost nothing."),
    )


def _squares_said() -> Expr:
    return join(" The mean squared error is **", fixed(squared, 4), "**.")


def _errors_said() -> Expr:
    errors = parts.row(*(join("**", _error(k), "**") for k in _K))
    return join(" The errors p − y are ", errors, ": together 0.")
