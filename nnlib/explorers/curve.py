"""CurveExplorer: a network bends a line through points, unit by unit."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, first, fixed, if_, join, op, ref
from nnlib.drawing.numerals import subscript
from nnlib.explorers import parts
from nnlib.explorers.curve_picture import (
    CHOSEN,
    MOST_UNITS,
    NARROW,
    POINTS,
    REACH,
    SEEN,
    UNITS,
    WIDE,
    contribution,
    picture,
)
from nnlib.explorers.learning import starting
from nnlib.explorers.live import LiveExplorer
from nnlib.explorers.passes import learn
from nnlib.explorers.scene import Op, Scene, learning, number, put
from nnlib.explorers.state import Part, State, moves
from nnlib.explorers.state import parts as parts_of

_NOISE = 0.15
_AT_ONCE = 20  # steps of learning: at a press, and whenever a hand moves a point
_MOST = 3000  # steps
_FIRST = 200  # that the first picture shows
_LR = 0.05
_FAR = 20.0  # weights and biases go no farther
_WRITTEN = 3  # units whose numbers are written out
_STARTS = 8
_HIGH_PART = 4.0  # what one unit adds may be cut above, so that the curve itself stays large
_INDEX, _SEED = ref("index"), ref("seed")
_ADAM = {"optimizer": "adam", "lr": _LR, "steps": _AT_ONCE, "most": _FAR}


def _learn(steps: int = _AT_ONCE) -> list[Op]:
    return [
        learning("adam", _LR, steps, most=_FAR),
        put("learned", op("min", _MOST, ref("learned") + steps)),
    ]


@dataclass(frozen=True)
class CurvePoint(Part):
    """A point; its y is what the network should say at its x."""

    x: float = 0.0
    y: float = moves(
        0.0, stars=0, least=-3, most=3, drag=0.01, name=join("y of point ", _INDEX[0] + 1),
        short="y", put=[put(ref("path"), ref("value")), *_learn()],
    )  # fmt: skip


@dataclass(frozen=True)
class CurveLayer(Part):
    """Hidden units, or the one output."""

    weight: tuple[tuple[float, ...], ...] = moves(
        ((0.0,),), stars=2, least=-_FAR, most=_FAR, drag=0.02, short="weight",
        name=if_(_INDEX[0].eq(0), join("weight of hidden unit ", _INDEX[1] + 1),
                 join("weight of the output for hidden unit ", _INDEX[2] + 1)),
    )  # fmt: skip
    bias: tuple[float, ...] = moves(
        (0.0,), least=-_FAR, most=_FAR, drag=0.02, short="bias",
        name=if_(_INDEX[0].eq(0), join("bias of hidden unit ", _INDEX[1] + 1),
                 "bias of the output"),
    )  # fmt: skip
    activation: str = ""


def _begin(units: Any, seed: Expr = _SEED) -> list[Op]:
    """Start with other weights, and take the first steps, so that there is something to see."""
    return [
        put("layers", op("starting", seed, ref("activation"), "", 1, units, 1)),
        put("seed", seed),
        put("memory", None),
        put("learned", _AT_ONCE),
        put("chosen", 0),
        learning("adam", _LR, _AT_ONCE, most=_FAR),
    ]


def _net(seed: int, units: int) -> tuple[CurveLayer, ...]:
    return tuple(map(CurveLayer.of, starting(seed, "tanh", "", 1, units, 1)))


@cache
def _points() -> tuple[CurvePoint, ...]:
    x = np.linspace(-SEEN + 0.1, SEEN - 0.1, POINTS)
    y = np.sin(2 * x) + np.random.default_rng(2).normal(scale=_NOISE, size=POINTS)
    return tuple(CurvePoint(*map(float, each)) for each in np.column_stack([x, y]).round(2))


@dataclass(frozen=True)
class CurveState(State):
    """Points, and a network with one input, one hidden layer and one output.

    Attributes
    ----------
    x : tuple of float
        The input at which the output is written out.
    points : tuple of CurvePoint
        Those that it learns.
    layers : tuple of CurveLayer
        The hidden layer and the output.
    activation : str
        Of the hidden layer: "tanh", "sigmoid" or "relu".
    seed : int
        Of the weights that it started from.
    chosen : int
        The unit whose part of the curve is drawn strongly.
    learned : int
        Steps of Adam so far.
    memory : dict, optional
        Adam's.
    """

    x: tuple[float, ...] = moves(
        (0.5,), least=-REACH, most=REACH, drag=0.01, name="input x", short="x"
    )
    points: tuple[CurvePoint, ...] = parts_of(_points(), CurvePoint)
    layers: tuple[CurveLayer, ...] = parts_of(_net(0, 3), CurveLayer)
    activation: str = "tanh"
    seed: int = 0
    chosen: int = 0
    learned: int = 0
    memory: dict[str, Any] | None = None
    preset: str = "3 units"


@cache
def _start(units: int = 3) -> CurveState:
    """Return a state that has taken its first steps."""
    state = CurveState(layers=_net(0, units)).data()
    state = learn(state, state["points"], {**_ADAM, "steps": _FIRST})
    return replace(CurveState.of(state), learned=_FIRST)


class CurveExplorer(LiveExplorer[CurveState]):
    """Fit a curve with a few hidden units, pull at its points, and look beyond them.

    Examples
    --------
    >>> explorer = CurveExplorer()
    >>> explorer.move("units", 12)
    >>> len(explorer.state.layers[0].bias)
    12
    """

    kind = CurveState

    def __init__(self) -> None:
        super().__init__(_start())

    @classmethod
    def describe(cls, start: CurveState) -> Scene:
        """Describe the explorer."""
        return Scene(
            name="curve",
            title="A sum of bent lines",
            hint=(
                "Drag a **point** up or down: the curve learns to follow. Drag **x** to read the "
                "sum there, the **slider** for more units; click a thin line to see whose it is."
            ),
            state=start.data(),
            numbers=_numbers(),
            constants=_grids(),
            values=_values(),
            points="points",
            pictures={"wide": picture(WIDE), "narrow": picture(NARROW)},
            formula=_formula(),
            readout=_readout(),
            alt=_alt(),
            actions=_actions(),
            choices=[
                {
                    "label": "Activation",
                    "path": "activation",
                    "options": [[name, name] for name in ("tanh", "sigmoid", "relu")],
                    "do": _begin(UNITS),
                }
            ],
            presets=[_preset("1 unit", 1), _preset("3 units", 3), _preset("30 units", 30)],
        )


def _numbers() -> list[dict[str, Any]]:
    """Return what a hand moves; the number of units is not in the state, but follows from it."""
    units = number(
        "units", least=1, most=MOST_UNITS, step=1, drag=0.2, name="hidden units", short="units",
        get=UNITS, put=_begin(op("floor", ref("value") + 0.5)),
    )  # fmt: skip
    return [*CurveState.numbers(), units]


def _grids() -> dict[str, Any]:
    """Return where the curve is computed: everywhere, and where there are points."""
    return {
        "grid": [np.linspace(-REACH, REACH, 161).round(3).tolist()],
        "coarse": [np.linspace(-REACH, REACH, 81).round(3).tolist()],
        "inner": [np.linspace(-SEEN, SEEN, 41).round(3).tolist()],
        "wave": np.sin(2 * np.linspace(-REACH, REACH, 161).round(3)).round(4).tolist(),
    }


def _preset(label: str, units: int) -> dict[str, Any]:
    state = _start(units).data()
    return {"label": label, "state": {name: state[name] for name in ("layers", "memory")}}


# What happens.


def _actions() -> list[dict[str, Any]]:
    other = if_(_SEED + 1 < _STARTS, _SEED + 1, 0)
    return [
        {
            "label": f"{_AT_ONCE} steps",
            "icon": "⇥",
            "do": _learn(),
            "play": {
                "label": "Train",
                "until": (ref("learned") >= _MOST).data,
                "at_once": 2,
            },
        },
        {
            "label": "New start",
            "icon": "✦",
            "do": _begin(UNITS, other),
        },
    ]


# What follows from the state.


def _values() -> dict[str, Any]:
    heights = [contribution(j) for j in range(_WRITTEN)]
    ys = op("list", *(ref("points")[i].y for i in range(POINTS)))
    # All of the chosen unit's line if it is not too high, but at least some of it.
    least = 1.2 * _size("part", "smallest_size")
    seen = op("min", _size("part"), op("max", _HIGH_PART, least))
    rest = ref("output")[0] - ref("layers")[1].bias[0] - op("+", *heights)
    terms = (*(ref("heights")[j] for j in range(_WRITTEN)), ref("rest"), ref("layers")[1].bias[0])
    return {
        "curve": op("outputs", ref("layers"), ref("grid")),
        "inside": op("outputs", ref("layers"), ref("inner")),
        "part": op("unit_outputs", ref("layers"), CHOSEN, ref("inner")),
        "ys": ys,
        "high": 1.05 * op("max", 1.5, _size("ys"), _size("inside"), seen),
        "heights": op("list", *heights),
        "rest": rest,
        "places": op("places", 2, 3, ref("output")[0], *terms),
    }


def _size(name: str, which: str = "largest_size") -> Expr:
    """Return how far one of some values is from 0: the farthest or the nearest."""
    return abs(op("at", ref(name), op(which, ref(name))))


# Words.


def _formula() -> Element:
    weights, x = ref("layers")[1], parts.handle("x.0", ref("x")[0], kind="v")
    more = element(
        "div",
        element(
            "span", join("+ ", UNITS - _WRITTEN, if_(UNITS.eq(4), " more unit", " more units"))
        ),
        *(element("span") for _ in range(4)),
        element("span", _written(ref("rest")), class_="nx-right"),
        show=UNITS > _WRITTEN,
    )
    return element(
        "div",
        element("h3", "The output at ", element("i", "x"), " = ", x),
        *(_unit(j) for j in range(_WRITTEN)),
        element(
            "div",
            more,
            element(
                "div",
                element("span", "+ bias ", element("i", "c"), class_="nx-muted"),
                *(element("span") for _ in range(4)),
                element(
                    "span",
                    _number("layers.1.bias.0", weights.bias[0], ref("places")),
                    class_="nx-right",
                ),
            ),
            element("hr"),
            element(
                "div",
                element("span", "output"),
                *(element("span") for _ in range(4)),
                element("span", _written(ref("output")[0]), class_="nx-right"),
                class_="nx-total",
            ),
            class_="nx-add",
        ),
        element(
            "p",
            "Each line is one hidden unit: its weight in the output, times the activation of its "
            "own sum.",
            class_="nx-foot",
        ),
    )  # fmt: skip


def _unit(j: int) -> Element:
    """Write what a hidden unit adds, with its three numbers to be taken hold of."""
    there = j < UNITS
    hidden, last = ref("layers")[0], ref("layers")[1]
    numbers = [
        (f"layers.1.weight.0.{j}", last.weight[0][j]),
        (f"layers.0.weight.{j}.0", hidden.weight[j][0]),
        (f"layers.0.bias.{j}", hidden.bias[j]),
    ]
    v, w, b = (
        _number(path, if_(there, value, 0), 2, way)
        for (path, value), way in zip(numbers, ("fixed", "fixed", "plus"), strict=True)
    )
    return element(
        "div",
        element(
            "span",
            element("span", f"h{subscript(j + 1)}", class_="nx-muted"),
            v, "·\u00a0", element("span", ref("activation")), "(", w, element("i", "x"), b, ")",
        ),
        parts.written(ref("heights")[j], kind="push", digits=ref("places")),
        class_="nx-summand",
        show=there,
    )  # fmt: skip


def _number(path: str, value: Any, digits: Any, way: str = "fixed") -> Element:
    return element(
        "span", op(way, value, digits), class_="nx-num w", data_sign=parts.sign(value), number=path
    )


def _written(value: Any) -> Element:
    return parts.written(value, kind="push", digits=ref("places"))


def _alt() -> Expr:
    return join(
        POINTS, " points along a wave between −2 and 2, and the curve of a network with ", UNITS,
        " hidden ", if_(UNITS.eq(1), "unit", "units"), " and ", ref("activation"),
        ": the sum of what each unit adds, drawn as thin lines. Beyond the points, shaded, the "
        "curve goes its own way.",
    )  # fmt: skip


def _readout() -> Expr:
    cost, learned = ref("mean_cost"), ref("learned")
    result = join(
        "After ", learned, " steps the **mean squared error is ", fixed(cost, 4),
        "**: the curve misses a point by about ", fixed(op("sqrt", cost), 2), ". ",
    )  # fmt: skip
    comment = first(
        (cost < 0.012, "That is less than the noise, 0.15: it has begun to memorize the noise."),
        (cost < 0.03, "That is about the noise, 0.15, and no network can predict noise."),
        ((learned < 400), "It is still learning: press Train."),
        (UNITS.eq(1), "One unit bends once: give it more."),
        otherwise="It is stuck, or too stiff: press New start, or add units.",
    )
    there = join(" At x = ", fixed(ref("x")[0]), " the output is ", fixed(ref("output")[0], 3), ".")
    return join(result, comment, there)
