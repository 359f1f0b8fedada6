"""DescentExplorer: the whole path of an optimizer down a cost of two weights."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, first, fixed, if_, join, op, ref
from nnlib.drawing.surface import FARTHEST
from nnlib.explorers import parts
from nnlib.explorers.descent_picture import (
    LEAST_RATE,
    MOST_MOMENTUM,
    MOST_RATE,
    MOST_STEPS,
    NARROW,
    REACH,
    WIDE,
    contours,
    picture,
    written_cost,
)
from nnlib.explorers.live import LiveExplorer
from nnlib.explorers.scene import Scene, put
from nnlib.explorers.state import State, moves

SURFACES = {  # see nnlib/drawing/surface.py
    "valley": [[0, 0, 1], 20],
    "bowl": [[0, 0, 1], 1],
    "minima": [[3.1, 0.5, -1, 0, 0.125], 4],
}
_SPREAD = {"valley": (1.5, 8.0), "bowl": (1.5, 1.5), "minima": (2.0, 1.6)}
_EXAMPLES = 64
_PAUSE = 150  # milliseconds between steps of Play
_REST = 0.1  # a gradient so small that a walk is at rest
_OPTIMIZERS = {"sgd": "plain SGD", "momentum": "with momentum", "adam": "Adam"}
_BATCHES = [[_EXAMPLES, "all 64 examples"], [8, "8"], [1, "1"]]


def _tilts() -> dict[str, dict[str, list[float]]]:
    """Return what the gradient of each batch has more than the mean of all: two numbers a batch.

    Each example's cost is the surface with its lowest point elsewhere. So its gradient differs
    from the mean of all examples by two numbers, and those of all examples add up to zero.
    """
    half = np.random.default_rng(7).normal(size=(_EXAMPLES // 2, 2))
    every = np.random.default_rng(8).permutation(np.concatenate([half, -half]))
    found = {}
    for name, spread in _SPREAD.items():
        each = np.round(every * spread, 2)
        batches = {str(_EXAMPLES): [], "1": each, "8": each.reshape(-1, 8, 2).mean(axis=1)}
        found[name] = {size: np.ravel(pairs).tolist() for size, pairs in batches.items()}
    return found


TILTS = _tilts()


@dataclass(frozen=True)
class DescentState(State):
    """A surface, a start, and how to walk from there; by default notebook 07's valley.

    Attributes
    ----------
    surface : str
        Which of the surfaces: "valley", "bowl" or "minima".
    w1, w2 : float
        The start.
    optimizer : str
        "sgd", "momentum" or "adam".
    batch : int
        How many of 64 examples each step sees.
    """

    surface: str = "valley"
    w1: float = moves(
        -3.5, stars=0, least=-REACH[0], most=REACH[0], drag=0.02,
        name=join("w₁ of the start"), short=join("w₁"),
    )  # fmt: skip
    w2: float = moves(
        1.5, stars=0, least=-REACH[1], most=REACH[1], drag=0.01,
        name=join("w₂ of the start"), short=join("w₂"),
    )  # fmt: skip
    optimizer: str = "sgd"
    lr: float = moves(
        0.04, stars=0, least=LEAST_RATE, most=MOST_RATE, step=0.001, drag=0.0005,
        name=join("learning rate"), short=join("learning rate"),
    )  # fmt: skip
    momentum: float = moves(
        0.8, stars=0, least=0, most=MOST_MOMENTUM, drag=0.005,
        name=join("momentum"), short=join("momentum"),
    )  # fmt: skip
    steps: float = moves(
        10, stars=0, least=0, most=MOST_STEPS, step=1, drag=0.25,
        name=join("steps"), short=join("steps"),
        get=ref("steps"), put=[put("steps", op("floor", ref("value") + 0.5))],
    )  # fmt: skip
    batch: int = _EXAMPLES
    preset: str = "Just right"


class DescentExplorer(LiveExplorer[DescentState]):
    """Drag the start of a descent and watch the whole path, with three optimizers.

    Examples
    --------
    >>> explorer = DescentExplorer()
    >>> explorer.move("lr", 0.051)
    >>> explorer.readout().split(". ")[0]
    'After 10 steps the cost is 100.03, and at the start it was 57.25'
    """

    kind = DescentState

    def __init__(self) -> None:
        super().__init__(DescentState())

    @classmethod
    def describe(cls, start: DescentState) -> Scene:
        """Describe the explorer."""
        options = [[name, label] for name, label in _OPTIMIZERS.items()]
        return Scene(
            name="descent",
            title="Down the cost",
            hint=("Drag the **start** on the map, or a **knob** below it: the whole path follows."),
            state=start.data(),
            numbers=DescentState.numbers(),
            constants={"surfaces": SURFACES, "tilts": TILTS, "lines": _lines()},
            values=_values(),
            pictures={"wide": picture(WIDE), "narrow": picture(NARROW)},
            formula=_formula(),
            readout=_readout(),
            alt=_alt(),
            actions=[_step()],
            choices=[
                {"label": "Optimizer", "path": "optimizer", "options": options},
                {"label": "Each step sees", "path": "batch", "options": _BATCHES},
            ],
            presets=[
                {"label": "Too small", "state": {"lr": 0.002, "steps": 30}},
                {"label": "Just right", "state": {"lr": 0.04, "steps": 10}},
                {"label": "Too large", "state": {"lr": 0.052, "steps": 20}},
                {"label": "Round bowl", "state": {"surface": "bowl", "lr": 0.2}},
                {"label": "Two minima", "state": {"surface": "minima", "w1": 3.5, "steps": 60}},
            ],
        )


def _lines() -> dict[str, str]:
    return {name: contours(surface) for name, surface in SURFACES.items()}


def _step() -> dict[str, Any]:
    """Return the button that takes a step; behind the last one it starts again."""
    ended = ref("away") | (ref("steps") >= MOST_STEPS)
    return {
        "label": "Step",
        "icon": "⇥",
        "do": [put("steps", if_(ended, 0, ref("steps") + 1))],
        "play": {"label": "Play", "until": ended.data, "pause": _PAUSE, "at_once": 1},
    }


def _values() -> dict[str, Any]:
    walk, taken = ref("walk"), ref("taken")
    surface = op("at", ref("surfaces"), ref("surface"))
    tilts = op("at", ref("tilts"), ref("surface"), join(ref("batch")))
    wanted = op("min", MOST_STEPS, op("max", 0, ref("steps")))
    start = op("list", ref("w1"), ref("w2"))
    return {
        "tilt": tilts,
        "walk": op(
            "walk", surface, ref("optimizer"), start, ref("lr"), ref("momentum"), wanted, tilts
        ),
        "taken": op("len", ref("walk").costs) - 1,
        "now": [op("at", walk.w1, taken), op("at", walk.w2, taken)],
        "cost_now": op("at", walk.costs, taken),
        "away": op("max", abs(ref("now")[0]), abs(ref("now")[1])) > FARTHEST,
        "shown": (abs(ref("now")[0]) <= REACH[0]) & (abs(ref("now")[1]) <= REACH[1]),
        "slope": op("hypot", walk.full[0], walk.full[1]),
        "old_velocity": [ref("momentum") * walk.kept[i] for i in (0, 1)],
        "step_by": [ref("now")[i] - walk.next[i] for i in (0, 1)],
        "swings": _swings(),
    } | _axis()


def _swings() -> Expr:
    """Say whether the last three places lie on one side of the floor and the other in turn."""
    w2, taken = ref("walk").w2, ref("taken")
    back = [op("at", w2, op("max", 0, taken - i)) for i in range(3)]
    return (taken > 1) & (back[0] * back[1] < 0) & (back[1] * back[2] < 0)


def _axis() -> dict[str, Any]:
    """Return the powers of ten between which the cost is drawn: all that the path has, and one."""
    powers = ref("walk").powers
    low, high = (op("at", powers, op(name, powers)) for name in ("smallest", "largest"))
    return {
        "low": op("floor", low + 1e-9),
        "high": op("max", ref("low") + 1, op("min", 9, -op("floor", 1e-9 - high))),
        "every": op("floor", (ref("high") - ref("low") + 3) / 4),
    }


# Words.


def _digits() -> Expr:
    """Return how many decimals the next step needs so that it adds up as written."""
    walk = ref("walk")
    rows = [op("places", 3, 4, walk.next[i], ref("now")[i], -ref("step_by")[i]) for i in (0, 1)]
    return op("min", op("max", *rows), *map(_room, (walk.next, ref("step_by"))))


def _room(pair: Expr) -> Expr:
    """Return for how many decimals there is room: few where a walk runs away."""
    size = op("max", abs(pair[0]), abs(pair[1]))
    return first((size < 100, 4), (size < 1000, 1), otherwise=0)


def _formula() -> Element:
    walk, has_memory = ref("walk"), ref("optimizer").eq("momentum")
    is_adam, digits = ref("optimizer").eq("adam"), _digits()
    w, v, m, s = (parts.italic(letter) for letter in "wvms")
    memory = ref("old_velocity")
    rows = [
        _row(["start"], None, *(_handle(path, ref(path)) for path in ("w1", "w2"))),
        _row(
            ["at step"], _handle("steps", ref("steps"), digits=0),
            *_pair(ref("now"), digits, kind="v"),
        ),
        _row(["gradient"], None, *_pair(walk.batch)),
        _row(
            [element("i", "μ"), " × ", v], _handle("momentum", ref("momentum")),
            *_pair(memory), show=has_memory,
        ),
        _row(["new ", v], None, *_pair(walk.velocity), show=has_memory),
        _row(["mean ", m], None, *_pair(walk.velocity), show=is_adam),
        _row(["size ", s], None, *_pair(walk.root, kind=""), show=is_adam),
        _row(
            ["× ", element("i", "η")], _handle("lr", ref("lr"), digits=_rate_digits()),
            *_pair(ref("step_by"), digits),
        ),
    ]  # fmt: skip
    heads = [element("span", parts.italic("w", i)) for i in (1, 2)]
    return element(
        "div",
        _law(),
        element(
            "div",
            element("div", element("span"), element("span"), *heads, class_="nx-heads"),
            *rows,
            element("hr"),
            _row(["next ", w], None, *_pair(walk.next, digits, kind="v")),
            class_="nx-table nx-four nx-pairs",
        ),
        element("p", _about(), class_="nx-foot"),
    )


def _law() -> Element:
    """Write the rule of the chosen optimizer."""
    w, v, step = parts.italic("w"), parts.italic("v"), element("i", "η")
    rules = {
        "sgd": [w, " ← ", w, " − ", step, " · gradient"],
        "momentum": [
            v, " ← ", element("i", "μ"), v, " + gradient,  ", w, " ← ", w, " − ", step, v,
        ],
        "adam": [w, " ← ", w, " − ", step, " · ", parts.italic("m"), " / ", parts.italic("s")],
    }  # fmt: skip
    chosen = ref("optimizer")
    return element(
        "p",
        *(element("span", *rule, show=chosen.eq(name)) for name, rule in rules.items()),
        class_="nx-law",
    )


def _about() -> Expr:
    chosen = ref("optimizer")
    return first(
        (
            chosen.eq("momentum"),
            "η (eta) is the learning rate and μ (mu) the momentum. The velocity v adds up earlier "
            "gradients.",
        ),
        (
            chosen.eq("adam"),
            "η (eta) is the learning rate. Mean and size are those of the gradients so far, so "
            "both weights step about equally far.",
        ),
        otherwise="η (eta) is the learning rate. Plain SGD remembers nothing of earlier steps.",
    )


def _row(
    name: list[Any], middle: Element | None, one: Element, other: Element, **more: Any
) -> Element:
    """Write a row: a name, a number that a hand can move, and one number for each weight."""
    cells = [element("span", each) for each in (middle, one, other)]
    return element("div", element("span", *name), *cells, **more)


def _pair(values: Expr, digits: Expr | None = None, *, kind: str = "push") -> list[Element]:
    """Write a number for each weight."""
    few = op("min", 3, _room(values)) if digits is None else digits
    return [parts.written(values[i], kind=kind, digits=few) for i in (0, 1)]


def _handle(path: str, value: Expr, *, digits: Any = None) -> Element:
    shown = fixed(value, parts.decimals(value) if digits is None else digits)
    return element("span", shown, class_="nx-num v", data_sign=parts.sign(value), number=path)


def _rate_digits() -> Expr:
    """Return how many decimals the learning rate needs: three, or four if they do not write it."""
    thousandths = ref("lr") * 1000
    return if_(abs(thousandths - op("floor", thousandths + 0.5)) > 1e-6, 4, 3)


def _alt() -> Expr:
    names = {"valley": "a narrow valley", "bowl": "a round bowl", "minima": "two minima"}
    surface = op("at", names, ref("surface"))
    walker = op("at", _OPTIMIZERS, ref("optimizer"))
    return join(
        "A map with lines of equal cost: ", surface, ". A path of ", ref("taken"), " steps, ",
        walker, ", leads from ", fixed(ref("w1")), " and ", fixed(ref("w2")), " to ",
        fixed(ref("now")[0]), " and ", fixed(ref("now")[1]),
        ". Beside it the cost at each step.",
    )  # fmt: skip


def _readout() -> Expr:
    taken, cost, begun = ref("taken"), ref("cost_now"), op("at", ref("walk").costs, 0)
    steps = join("After **", taken, if_(taken.eq(1), " step", " steps"), "** the cost is **")
    result = join(
        steps, written_cost(cost), "**, and at the start it was ", written_cost(begun), ". "
    )
    at_start = join("The cost at the start is **", written_cost(begun), "**. ")
    return join(if_(taken.eq(0), at_start, result), _meaning(taken, cost, begun))


def _meaning(taken: Expr, cost: Expr, begun: Expr) -> Expr:
    upper = ref("surface").eq("minima") & (ref("now")[0] > 0)
    rests = ref("slope") < _REST
    noisy = ref("batch") < _EXAMPLES
    w2 = ref("walk").w2
    same = abs(abs(op("at", w2, taken)) - abs(op("at", w2, op("max", 0, taken - 2)))) < 1e-6
    return first(
        (taken.eq(0), "Press Step, and look where the gradient leads."),
        (
            ref("away"),
            "It runs away: the learning rate is too large, and each step lands further out.",
        ),
        (
            cost > begun,
            "It climbs instead of falling: the learning rate is too large.",
        ),
        (noisy & (taken > 4), _noise()),
        (
            rests & upper,
            "It rests in the higher of the two minima. The gradient is nearly 0 there, so no "
            "step leads on to the lower one.",
        ),
        (
            rests & ref("surface").eq("minima"),
            "It has found the lower of the two minima.",
        ),
        (rests, "That is the bottom: the gradient is nearly 0, so the steps are tiny."),
        (ref("swings") & same, "It jumps from wall to wall, and never settles."),
        (ref("swings"), "It zigzags: each step overshoots the floor, but less and less."),
        (
            ref("optimizer").eq("sgd") & (abs(ref("step_by")[0]) < 0.05),
            "It creeps: the gradient is small here, so the steps are short.",
        ),
        otherwise="It is still on its way down.",
    )


def _noise() -> Expr:
    examples = if_(ref("batch").eq(1), "1 example", join(ref("batch"), " examples"))
    return join("Each step sees only ", examples, ", so the path wobbles, and never rests.")
