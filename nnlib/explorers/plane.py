"""PlaneExplorer: the lines that units draw through the plane, and what a network makes of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, first, fixed, if_, join, op, ref
from nnlib.drawing.numerals import subscript
from nnlib.explorers import parts
from nnlib.explorers.live import LiveExplorer
from nnlib.explorers.plane_lines import MOST, REACH, UNITS, line_values, pair
from nnlib.explorers.plane_picture import (
    HIDDEN,
    LAYER,
    NARROW,
    POINTS,
    RINGED,
    UNIT,
    WIDE,
    coordinate,
    picture,
)
from nnlib.explorers.scene import Op, Scene, learning, put
from nnlib.explorers.state import Part, State, moves
from nnlib.explorers.state import parts as parts_of

Numbers = tuple[float, ...]

_STEPS = 4  # of Adam, each time
_RUN = 1200  # steps, after which Learn rests
_KEPT = 300  # costs in the chart
_PLACES = ((1.25, 1.85), (1.95, 1.1), (-1.3, 1.75), (-1.95, 1.05),
           (-1.2, -1.8), (-1.95, -1.15), (1.3, -1.9), (1.9, -1.1))  # fmt: skip
_INDEX = ref("index")


@dataclass(frozen=True)
class PlanePoint(Part):
    """A point of the plane and what the network should say of it."""

    x: float = moves(
        0.0, stars=0, least=-REACH, most=REACH, drag=0.015,
        name=join("x₁ of point ", _INDEX[0] + 1), short=join("x₁"),
    )  # fmt: skip
    y: float = moves(
        0.0, stars=0, least=-REACH, most=REACH, drag=0.015,
        name=join("x₂ of point ", _INDEX[0] + 1), short=join("x₂"),
    )  # fmt: skip
    target: int = 0


def _named(layer: Any, unit: Any) -> Expr:
    """Name a unit."""
    hidden = join("h", op("at", ["₁", "₂", "₃"], unit))
    return first((HIDDEN.eq(0), "the unit"), (op("eq", layer, 0), hidden), otherwise="the output")


@dataclass(frozen=True)
class PlaneLayer(Part):
    """Sigmoid units with weights and biases."""

    weight: tuple[Numbers, ...] = moves(
        ((0.0, 0.0),), stars=2, least=-MOST, most=MOST, drag=0.02,
        name=join("weight ", _INDEX[2] + 1, " of ", _named(_INDEX[0], _INDEX[1])),
        short=join("w", op("at", ["₁", "₂", "₃"], _INDEX[2])),
    )  # fmt: skip
    bias: tuple[float, ...] = moves(
        (0.0,), least=-MOST, most=MOST, drag=0.02,
        name=join("bias of ", _named(_INDEX[0], _INDEX[1])), short=join("bias"),
    )  # fmt: skip
    activation: str = "sigmoid"


Net = tuple[PlaneLayer, ...]


def _net(*layers: tuple[Numbers, ...]) -> Net:
    """Build layers from their units: the weights of each, and last its bias."""
    return tuple(
        PlaneLayer(tuple(unit[:-1] for unit in layer), tuple(unit[-1] for unit in layer))
        for layer in layers
    )


STARTS: tuple[tuple[Net, ...], ...] = (
    tuple(_net((unit,)) for unit in (
        (0.9, -0.7, 0.4), (0.3, 1.1, -0.6), (-1.2, 0.2, 0.5), (0.5, 0.5, 0.9),
        (-0.6, -0.9, -0.3), (1.4, -0.3, -1.0), (-0.4, 0.8, 0.2), (0.2, -1.3, 0.7),
    )),
    (
        _net(((-0.8, 1.4, 0.3), (0.7, 0.8, -0.9)), ((0.4, 1.2, 0),)),
        _net(((-1.1, 0.9, -1.4), (2.3, -1.8, -1.2)), ((0.8, 0.1, 0),)),
        _net(((-1.5, -0.9, 0.6), (-0.2, -2.3, -0.2)), ((-0.3, 0.9, 0),)),
        _net(((1.2, -0.9, 0.1), (1.6, -0.7, -0.7)), ((-0.2, 0, 0),)),
        _net(((2.3, -0.1, -0.6), (0.6, -1.0, 0.2)), ((-0.4, 0.4, 0),)),  # stays wrong
        _net(((-0.3, 1.7, 0.5), (0.8, -0.3, -1.6)), ((0.3, 0.9, 0),)),
        _net(((-1.7, 0.7, -0.2), (-1.0, 1.9, 0.9)), ((-1.4, 0.4, 0),)),
        _net(((2.3, 1.0, -1.8), (-0.5, 0.7, 0.1)), ((-0.8, -1.3, 0),)),
    ),
    (
        _net(((1.6, 0.5, 0.4), (-0.4, 1.5, 0.3), (-1.1, -1.2, -0.6)), ((1.1, -0.9, 0.6, 0),)),
        _net(((-0.9, -0.5, -0.1), (-0.9, -0.4, 0.7), (0.9, -0.4, 0.5)), ((1.7, -2.1, 0.9, 0),)),
        _net(((-0.6, -1.3, 0.3), (-1.5, 0.6, 0.1), (0.9, 0, 0.1)), ((-1.5, -0.5, 0.1, 0),)),
        _net(((-1.2, 0.6, 0.1), (-0.5, -1.9, -1.0), (-0.3, -0.2, 0.5)), ((0.7, -1.1, -0.7, 0),)),
        _net(((0.5, 0.8, 1.0), (0.6, -0.6, 0.1), (-0.2, 1.1, 0.1)), ((0.2, 1.0, -1.1, 0),)),
        _net(((1.1, 0.8, 0.5), (1.3, 0.8, -0.1), (0, 0.9, 0.6)), ((1.3, 0.2, -0.4, 0),)),
        _net(((-1.2, -1.4, -0.4), (0, 1.0, 0.2), (0.3, 0.6, -0.4)), ((-0.3, -1.3, -1.6, 0),)),
        _net(((1.1, 1.4, 0.7), (0, -0.2, 0.6), (0.9, -0.4, -0.6)), ((-0.1, -0.1, 1.7, 0),)),
    ),
)  # fmt: skip
SOLVED = _net(((2.6, 2.6, 2.6), (2.6, 2.6, -2.6)), ((7, -7, -3.2),))


def _points(rule: Callable[[bool, bool], bool]) -> tuple[PlanePoint, ...]:
    return tuple(PlanePoint(x, y, int(rule(x > 0, y > 0))) for x, y in _PLACES)


XOR = _points(lambda right, above: right != above)
OR = _points(lambda right, above: right or above)


_MIDDLE = (-0.36 / 1.3, 0.28 / 1.3)  # of the line of the first start: its place next to 0, 0


@dataclass(frozen=True)
class PlaneState(State):
    """Points, a network, and how it has learned so far.

    Attributes
    ----------
    x, target
        Those of the ringed point.
    points : tuple of PlanePoint
        Eight.
    hidden : int
        How many hidden units were asked for: 0, 2 or 3.
    begin : int
        Which of the starting weights are the present ones.
    ringed : int
        The point whose way through the network is shown.
    chosen : tuple of int
        Layer and number of the unit whose sum is written out.
    pivots : tuple
        Where on its line each unit of the first layer was last held.
    history : tuple of float
        Costs before each press of Step.
    learned : int
        Steps of Adam so far.
    memory : dict, optional
        Adam's.
    """

    x: tuple[float, ...] = _PLACES[0]
    target: int = 0
    points: tuple[PlanePoint, ...] = parts_of(XOR, PlanePoint)
    layers: tuple[PlaneLayer, ...] = parts_of(STARTS[0][0], PlaneLayer)
    hidden: int = 0
    begin: int = 0
    ringed: int = 0
    chosen: tuple[int, int] = (0, 0)
    pivots: tuple[Numbers, ...] = (_MIDDLE, (0.0, 0.0), (0.0, 0.0))
    history: Numbers = ()
    learned: int = 0
    memory: dict[str, Any] | None = None
    preset: str = "XOR"


class PlaneExplorer(LiveExplorer[PlaneState]):
    """Move points and the lines of units in the plane, or let the network learn where to put them.

    Examples
    --------
    >>> explorer = PlaneExplorer()
    >>> explorer.act("2")
    >>> explorer.readout()
    '4 of 8 points are right, the cost is 0.8063. Move the lines by hand, or press Learn.'
    """

    kind = PlaneState

    def __init__(self) -> None:
        super().__init__(PlaneState())

    @classmethod
    def describe(cls, start: PlaneState) -> Scene:
        """Describe the explorer."""
        return Scene(
            name="plane",
            title="What units can separate",
            hint=(
                "Drag a **point**, a **line**, or the **knob** on it to turn it. Each unit of the "
                "first layer draws one line. Learn lets the network find them itself."
            ),
            state=start.data(),
            numbers=PlaneState.numbers(),
            constants={"starts": [[_data(net) for net in nets] for nets in STARTS]},
            values=_network_values() | line_values() | _chosen_values(),
            points="points",
            pictures={"wide": picture(WIDE), "narrow": picture(NARROW)},
            formula=_formula(),
            readout=_readout(),
            alt=_alt(),
            actions=_actions(),
            choices=[
                {
                    "label": "Hidden units",
                    "path": "hidden",
                    "options": [[0, "none"], [2, "2"], [3, "3"]],
                    "do": _begin(0),
                }
            ],
            presets=[
                {"label": "XOR", "state": _preset(XOR, STARTS[0][0], 0)},
                {"label": "OR", "state": _preset(OR, STARTS[0][0], 0)},
                {"label": "XOR solved", "state": _preset(XOR, SOLVED, 2)},
            ],
            after=_after(),
        )


def _data(parts: tuple[Part, ...]) -> list[dict[str, Any]]:
    return [part.data() for part in parts]


def _preset(points: tuple[PlanePoint, ...], net: Net, hidden: int) -> dict[str, Any]:
    return {"points": _data(points), "layers": _data(net), "hidden": hidden}


# What happens.


def _begin(which: Any) -> list[Op]:
    """Start with given weights, and nothing learned yet."""
    starts = op("at", ref("starts"), op("max", 0, ref("hidden") - 1))
    return [
        put("layers", op("at", starts, which)),
        put("begin", which),
        put("chosen", [0, 0]),
        put("pivots", [[0, 0]] * UNITS),
        put("history", []),
        put("learned", 0),
        put("memory", None),
    ]


def _actions() -> list[dict[str, Any]]:
    learn = [
        learning("adam", 0.08, _STEPS, most=MOST),
        put("history", op("append", ref("history"), ref("mean_cost"), _KEPT)),
        put("learned", ref("learned") + _STEPS),
    ]
    runs = ref("learned") / _RUN
    rests = (runs > 0) & runs.eq(op("floor", runs))
    next_one = ref("begin") + 1
    other = if_(next_one < len(STARTS[0]), next_one, 0)
    return [
        {
            "label": "4 steps",
            "icon": "⇥",
            "do": learn,
            "play": {"label": "Learn", "until": (_solved() | rests).data},
        },
        {"label": "New start", "icon": "✦", "do": _begin(other)},
    ]


def _solved() -> Expr:
    return ref("right").eq(POINTS) & (ref("mean_cost") < 0.04)


def _after() -> list[Op]:
    """Keep what follows in step: the ringed point, and where lines are held."""
    ringed = op("at", ref("points"), RINGED)
    return [
        put("x", pair(op("at", ringed, "x"), op("at", ringed, "y"))),
        put("target", op("at", ringed, "target")),
        put("pivots", ref("pivot")),
    ]


# What follows from the state.


def _network_values() -> dict[str, Any]:
    wrong = [(ref("outputs")[i] > 0.5).ne(ref("points")[i].target.eq(1)) for i in range(POINTS)]
    costs = op("append", ref("history"), ref("mean_cost"), _KEPT + 1)
    return {
        "hidden_units": if_(op("len", ref("layers")).eq(1), 0, op("len", ref("layers")[0].weight)),
        "names": [_named(0, j) for j in range(UNITS)],
        "wrong": wrong,
        "right": op("+", *(if_(ref("wrong")[i], 0, 1) for i in range(POINTS))),
        "costs": costs,
        "highest": op("max", 0.8, op("at", ref("costs"), op("largest", ref("costs")))),
        "home": _home(),
    }


def _home() -> Expr:
    """Return the layers that a line goes home to: the preset's, or those of the present start."""
    start = ref("start").layers
    its_units = if_(op("len", start).eq(1), 0, op("len", start[0].weight))
    same = its_units.eq(HIDDEN) & ref("begin").eq(0)
    return if_(same, start, op("at", ref("starts"), op("max", 0, HIDDEN - 1), ref("begin")))


def _chosen_values() -> dict[str, Any]:
    layer = op("at", ref("layers"), LAYER)
    names = ("weight", "products", "bias", "z", "a")
    mine = {f"unit_{name}": op("at", layer, name, UNIT) for name in names}
    least = parts.decimals(ref("unit_bias"))
    terms = [_if_there(i, "unit_products") for i in range(UNITS)]
    places = op("places", least, 4, ref("unit_z"), ref("unit_bias"), *terms)
    return {**mine, "unit_input": op("at", layer, "input"), "unit_places": places}


def _if_there(i: int, name: str) -> Expr:
    """Return a number of the chosen unit's i-th input; 0 if it has no such input."""
    return ref(name)[i] if i < 2 else if_(op("len", ref("unit_weight")) > i, ref(name)[i], 0)


# Words.


def _formula() -> Element:
    first_layer = LAYER.eq(0)
    title = first(
        (HIDDEN.eq(0), "The unit at the ringed point"),
        (first_layer, join("Hidden unit ", _named(LAYER, UNIT), " at the ringed point")),
        otherwise="The output at the ringed point",
    )
    return element(
        "div",
        element("h3", title),
        element("div", *map(_addend, range(UNITS)), *_total(), class_="nx-add"),
        _sigmoid(),
        _equation(),
        element(
            "p",
            "The output weighs what the hidden units say: it puts their lines together.",
            class_="nx-foot",
            show=~first_layer,
        ),
        element(
            "p",
            "Larger weights make the step across a line steeper; the bias moves the line. ",
            element("span", "Click another circle to see its sum.", class_="nx-live-only"),
            class_="nx-foot",
        ),
    )


def _own(*pieces: Any) -> Expr:
    """Return a path in the chosen unit's layer."""
    return op("path", "layers", LAYER, *pieces)


def _handle(path: Expr, value: Expr, digits: Expr | None = None, *, kind: str = "w") -> Element:
    """Write a number that can be taken hold of."""
    return element(
        "span",
        fixed(value, parts.decimals(value) if digits is None else digits),
        class_=f"nx-num {kind}",
        data_sign=parts.sign(value),
        number=path,
    )


def _addend(i: int) -> Element:
    """Write a weight times its input, which is a hidden unit's output or can be set by hand."""
    here = op("len", ref("unit_weight")) > i
    weight = _own("weight", UNIT, op("min", i, op("len", ref("unit_weight")) - 1))
    letter, below = if_(LAYER.eq(0), "x", "h"), subscript(i + 1)
    from_hidden = parts.written(_if_there(i, "unit_input"), digits=4, way="near")
    cells = [element("span", from_hidden, show=LAYER.eq(1))]
    if i < 2:
        by_hand = _handle(coordinate(i), ref("x")[i], kind="v")
        cells.append(element("span", by_hand, show=LAYER.eq(0)))
    product = parts.written(_if_there(i, "unit_products"), kind="push", digits=ref("unit_places"))
    return element(
        "div",
        element("span", parts.italic("w", i + 1), element("i", letter), below, class_="nx-muted"),
        element("span", _handle(weight, _if_there(i, "unit_weight"))),
        element("span", "×", class_="nx-muted"),
        *cells,
        element("span", "=", class_="nx-muted nx-right"),
        element("span", product, class_="nx-right"),
        show=here,
        from_=[weight, *_inputs_of_chosen(i)],
        lit=[weight, _hand("turn"), *_inputs_in_hand(i)],
    )


def _hand(what: str) -> Expr:
    """Return the key of the chosen unit's line or knob; the output has none."""
    return if_(LAYER.eq(0), op("path", what, UNIT), "")


def _inputs_in_hand(i: int) -> list[Expr]:
    """Return what moves the i-th input if it is a coordinate of the ringed point."""
    moved = [coordinate(i), op("path", "points", RINGED)] if i < 2 else []
    return [if_(LAYER.eq(0), path, "") for path in moved]


def _inputs_of_chosen(i: int) -> list[Any]:
    """Return what the chosen unit's i-th input follows from."""
    if i > 1:
        return _numbers_of_hidden(i)
    return [if_(LAYER.eq(0), coordinate(i), path) for path in _numbers_of_hidden(i)]


def _numbers_of_hidden(unit: int) -> list[str]:
    return [f"layers.0.weight.{unit}.*", f"layers.0.bias.{unit}"]


def _total() -> list[Element]:
    """Write the bias and the sum."""
    bias = element(
        "div",
        element("span", "bias\u00a0", parts.italic("b"), class_="nx-muted"),
        *(element("span") for _ in range(4)),
        element(
            "span",
            _handle(_own("bias", UNIT), ref("unit_bias"), ref("unit_places")),
            class_="nx-right",
        ),
        lit=[_own("bias", UNIT), _hand("line"), _hand("turn")],
    )
    total = element(
        "div",
        element("span", parts.italic("z")),
        *(element("span") for _ in range(4)),
        element("span", parts.written(ref("unit_z"), digits=ref("unit_places")), class_="nx-right"),
        class_="nx-total",
        from_=_all_sources(),
    )
    return [bias, element("hr"), total]


def _all_sources() -> list[Any]:
    """Return the numbers that the chosen unit's sum follows from."""
    hidden = ("layers.0.weight.*.*", "layers.0.bias.*")
    before = [if_(LAYER.eq(1), numbers, _own("bias", UNIT)) for numbers in hidden]
    return [
        _own("weight", UNIT, "*"),
        _own("bias", UNIT),
        *before,
        coordinate(0),
        coordinate(1),
    ]


def _sigmoid() -> Element:
    return parts.sigmoid(ref("unit_z"), ref("unit_a"), ref("unit_places"), from_=_all_sources())


def _equation() -> Element:
    """Write where the chosen unit's line is."""
    weight, bias = ref("unit_weight"), ref("unit_bias")
    own = [_own("weight", UNIT, 0), _own("weight", UNIT, 1), _own("bias", UNIT)]
    drawn = op("at", ref("drawn"), UNIT)
    flat = weight[0].eq(0) & weight[1].eq(0)
    return element(
        "div",
        element("h3", "Its line is where ", element("i", "z"), " = 0"),
        element(
            "div",
            _coefficient("fixed", weight[0], own[0], _hand("turn")),
            parts.italic("x", 1),
            _coefficient("plus", weight[1], own[1], _hand("turn")),
            parts.italic("x", 2),
            _coefficient("plus", bias, own[2], _hand("line"), _hand("turn")),
            " = 0",
        ),
        element(
            "p",
            if_(flat, "There is no line: both weights are 0.", "The line is outside the square."),
            class_="nx-foot",
            show=~drawn,
        ),
        show=LAYER.eq(0),
    )


def _coefficient(way: str, value: Expr, *lit: Expr) -> Element:
    return element(
        "span",
        op(way, value, parts.decimals(value)),
        class_="nx-num w",
        data_sign=parts.sign(value),
        lit=[*lit],
    )


def _alt() -> Expr:
    """Say what the picture shows."""
    circles = op("+", *(ref("points")[i].target for i in range(POINTS)))
    lines = if_(
        HIDDEN.eq(0), "the line of one unit", join("the lines of ", HIDDEN, " hidden units")
    )
    return join(
        "A plane with ", circles, " circles, where the output should be 1, and ",
        POINTS - circles, " squares, where it should be 0, ", lines,
        ", and tints that say where the output is above ½. Beside it the network: at the ringed "
        "point, ", fixed(ref("x")[0]), " and ", fixed(ref("x")[1]), ", its output is ",
        op("near", ref("output")[0], 2), ".",
    )  # fmt: skip


def _readout() -> Expr:
    right, learned = ref("right"), ref("learned")
    all_right = right.eq(POINTS)
    after = if_(learned > 0, join(" after ", learned, " steps"), "")
    result = join(
        "**", right, " of 8** points are right, the cost is **", op("inside", ref("mean_cost"), 4),
        "**", after, ". ",
    )  # fmt: skip
    is_xor = ref("preset").ne("OR")
    together = join("Together, the ", HIDDEN, " lines fence off the circles")
    comment = first(
        (all_right & HIDDEN.eq(0), "One line is enough for these points."),
        (all_right & is_xor, join(together, ", which no single line does for XOR.")),
        (all_right, join(together, ".")),
        (
            HIDDEN.eq(0) & (learned >= 240),
            "One unit draws one line, and one line fails here: try 2 hidden units.",
        ),
        (HIDDEN.eq(0), "Can one line do it? Try by hand, then press Learn."),
        (learned >= 600, "Learning is stuck: New start tries other weights."),
        otherwise="Move the lines by hand, or press Learn.",
    )
    return join(result, comment)
