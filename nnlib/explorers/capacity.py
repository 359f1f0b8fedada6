"""CapacityExplorer: a network too stiff for its points, or so free that it memorizes them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from nnlib.datasets import make_moons, make_spirals
from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, first, fixed, if_, join, op, ref
from nnlib.explorers import parts
from nnlib.explorers.capacity_picture import (
    DEPTHS,
    HIDDEN,
    LEAST_COST,
    MOST_DECAY,
    MOST_EPOCHS,
    MOST_NOISE,
    MOST_POINTS,
    MOST_UNITS,
    NARROW,
    NEW_POINTS,
    UNITS,
    WIDE,
    picture,
)
from nnlib.explorers.learning import EVERY
from nnlib.explorers.live import LiveExplorer
from nnlib.explorers.scene import Op, Scene, put
from nnlib.explorers.state import State, moves

DATASETS: dict[str, tuple[Callable[..., Any], float]] = {  # how they are drawn, and their noise
    "moons": (make_moons, 0.3),
    "spirals": (make_spirals, 0.1),
}
FIRST = 100  # epochs, with which a new network begins: so there is something to see
_SOON = 30  # so many for a large one: it learns fast, and a hand waits for it
_LARGE = 20  # units in all
LR = 0.03
_STARTS = 8
_DECIMALS = 3  # of the points


def _begin() -> list[Op]:
    """Train anew: what was learned belongs to other settings."""
    epochs = if_(HIDDEN * UNITS > _LARGE, _SOON, FIRST)
    return [put("trained", epochs), put("epoch", epochs)]


_VALUE = ref("value")


def _sets(name: str, value: Expr = _VALUE) -> list[Op]:
    return [put(name, value), *_begin()]


def _whole(of: int = 1) -> Expr:
    """Return the value that a hand wants, as a multiple: Shift asks for tenths of a step."""
    return op("floor", _VALUE / of + 0.5) * of


@dataclass(frozen=True)
class CapacityState(State):
    """A task in the plane, a network for it, and how far it is trained.

    Attributes
    ----------
    task : str
        "moons" or "spirals".
    noise : float
        How far the points stray, as a standard deviation.
    points : float
        How many of them train the network.
    depth : int
        Hidden layers, 0 to 3.
    units : float
        In each of them.
    decay : float
        Weight decay, λ.
    seed : int
        Of the weights that it starts from.
    trained : int
        Epochs so far.
    epoch : float
        The one that is shown.
    """

    task: str = "moons"
    noise: float = moves(
        0.3, stars=0, least=0, most=MOST_NOISE, drag=0.004, step=0.05, name="noise", short="noise",
        get=ref("noise"), put=_sets("noise"),
    )  # fmt: skip
    points: float = moves(
        60.0, stars=0, least=10, most=MOST_POINTS, drag=0.5, step=10, name="training points",
        short="points", get=ref("points"), put=_sets("points", _whole()),
    )  # fmt: skip
    depth: int = 1
    units: float = moves(
        4.0, stars=0, least=1, most=MOST_UNITS, drag=0.17, step=1, name="units per hidden layer",
        short="units", get=ref("units"), put=_sets("units", _whole()),
    )  # fmt: skip
    decay: float = moves(
        0.0, stars=0, least=0, most=MOST_DECAY, drag=0.0002, step=0.001, name="weight decay λ",
        short="λ", get=ref("decay"), put=_sets("decay"),
    )  # fmt: skip
    seed: int = 0
    trained: int = FIRST
    epoch: float = moves(
        float(FIRST), stars=0, least=0, most=MOST_EPOCHS, drag=2, step=EVERY, name="epoch shown",
        short="epoch", get=ref("epoch"),
        put=[put("epoch", op("min", _whole(EVERY), ref("trained")))],
    )  # fmt: skip
    preset: str = "4 units"


class CapacityExplorer(LiveExplorer[CapacityState]):
    """Give a network more units or layers, and compare its points with new ones.

    Examples
    --------
    >>> explorer = CapacityExplorer()
    >>> explorer.move("units", 12)
    >>> explorer.state.units
    12
    """

    kind = CapacityState

    def __init__(self) -> None:
        super().__init__(CapacityState())

    @classmethod
    def describe(cls, start: CapacityState) -> Scene:
        """Describe the explorer."""
        return Scene(
            name="capacity",
            title="Too stiff, just right, or too free?",
            hint=(
                "Drag a **column** up for more units, or add one with **+**; drag the **knobs**, "
                "and the one on the epochs to go back in time. Train goes on."
            ),
            state=start.data(),
            numbers=CapacityState.numbers(),
            constants={"sets": _sets_of_points()},
            values=_values(),
            pictures={"wide": picture(WIDE), "narrow": picture(NARROW)},
            formula=_formula(),
            readout=_readout(),
            alt=_alt(),
            actions=_actions(),
            choices=[
                {"label": "Data", "path": "task", "options": [[one, one] for one in DATASETS],
                 "do": [put("noise", op("at", _noises(), ref("task"))), *_begin()]},
            ],
            presets=[
                {"label": "0 units", "state": {"depth": 0}},
                {"label": "4 units", "state": {}},
                {"label": "3 × 20 units", "state": {"depth": 3, "units": 20}},
            ],
            keep=("task", "noise", "points"),
        )  # fmt: skip


def _noises() -> dict[str, float]:
    return {name: noise for name, (_, noise) in DATASETS.items()}


@cache
def _sets_of_points() -> dict[str, Any]:
    """Return where points are without noise, and the way that noise moves each: as columns."""
    found = {}
    for name, (make, _) in DATASETS.items():
        rng = np.random.default_rng(0)
        one: dict[str, Any] = {}
        for which, count in [("", int(MOST_POINTS)), ("new_", NEW_POINTS)]:
            X, kinds = make(count, noise=0, rng=rng)
            ways = rng.normal(size=X.shape)
            one |= {
                f"{which}places": X.T.round(_DECIMALS).tolist(),
                f"{which}kinds": kinds.tolist(),
            }
            one |= {f"{which}ways": ways.T.round(_DECIMALS).tolist()}
        found[name] = one
    return found


# What happens.


def _actions() -> list[dict[str, Any]]:
    further = op("min", MOST_EPOCHS, ref("trained") + EVERY)
    other = ref("seed") + 1
    return [
        {
            "label": f"{EVERY} epochs",
            "icon": "⇥",
            "do": [put("trained", further), put("epoch", further)],
            "play": {
                "label": "Train",
                "until": (ref("trained") >= MOST_EPOCHS).data,
                "at_once": 1,
            },
        },
        {
            "label": "New start",
            "icon": "✦",
            "do": [put("seed", if_(other < _STARTS, other, 0)), *_begin()],
        },
    ]


# What follows from the state.


def _values() -> dict[str, Any]:
    data, sizes = op("at", ref("sets"), ref("task")), [[2, *[UNITS] * n, 1] for n in range(DEPTHS)]
    begins = [op("starting", ref("seed"), "tanh", "sigmoid", *each) for each in sizes]
    count = op("floor", ref("epoch") / EVERY)
    run = (ref("begun"), ref("train"), ref("set").kinds, LR, ref("decay"))
    values = {
        "set": data,
        "train": op("blurred", ref("set").places, ref("set").ways, ref("noise"), ref("points")),
        "new": op("blurred", ref("set").new_places, ref("set").new_ways, ref("noise"), NEW_POINTS),
        "begun": first(*((HIDDEN.eq(n), begins[n]) for n in range(3)), otherwise=begins[3]),
        "layers": op("trained", *run, ref("epoch")),
        "costs": op("costs", *run, ref("trained"), ref("train"), ref("set").kinds),
        "new_costs": op("costs", *run, ref("trained"), ref("new"), ref("set").new_kinds),
        "cost": op("at", ref("costs"), count),
        "new_cost": op("at", ref("new_costs"), count),
        "best": op("smallest", ref("new_costs")),
        "best_cost": op("at", ref("new_costs"), ref("best")),
        "right": op("right", op("outputs", ref("layers"), ref("train")), ref("set").kinds),
        "new_right": op("right", op("outputs", ref("layers"), ref("new")), ref("set").new_kinds),
        "squares": op("sum_of_squares", ref("layers")),
        "before": op("at", ref("costs"), op("max", 0, count - 5)),
    }
    largest = [op("at", ref(name), op("largest", ref(name))) for name in ("costs", "new_costs")]
    return values | {"highest": op("max", LEAST_COST, *largest) * 1.05}


# Words.


def _formula() -> Element:
    return element(
        "div",
        element("h3", "Parameters of the network"),
        element("div", _parameters(), class_="nx-law"),
        element("h3", join("Cost (cross-entropy) after ", op("whole", ref("epoch")), " epochs")),
        element(
            "div",
            _cost("training points", ref("cost")),
            _cost("validation points", ref("new_cost")),
            class_="nx-add",
        ),
        element("h3", "Weight decay adds ½ λ Σ ", element("i", "w"), "²"),
        element("div", *_decay()),
        element(
            "p",
            "Training lowers the sum of both terms: large weights cost something, so the decision "
            "boundary bends less. Biases are left alone.",
            class_="nx-foot",
        ),
    )


def _parameters() -> Expr:
    """Write out the number of parameters: each unit has its weights and a bias."""
    units = op("whole", UNITS)
    into, between = join("(2 + 1) · ", units), join(" + (", units, " + 1) · ", units)
    out = join(" + (", units, " + 1) · 1")
    inner = op("max", 0, HIDDEN - 1)
    total = if_(HIDDEN.eq(0), 3, 3 * UNITS + inner * (UNITS + 1) * UNITS + UNITS + 1)
    written = first(
        (HIDDEN.eq(0), "(2 + 1) · 1"),
        (HIDDEN.eq(1), join(into, out)),
        (HIDDEN.eq(2), join(into, between, out)),
        otherwise=join(into, " + 2 · (", units, " + 1) · ", units, out),
    )
    return join(written, " = **", op("whole", total), "**")


def _cost(words: str, cost: Expr) -> Element:
    return element(
        "div",
        element("span", words, class_="nx-muted"),
        *(element("span") for _ in range(4)),
        element("span", parts.written(cost, digits=4), class_="nx-right"),
    )


def _decay() -> list[Any]:
    term = ref("decay") * ref("squares") / 2
    return [
        "½ × ",
        element("span", fixed(ref("decay"), 3), class_="nx-num w", data_sign="pos", number="decay"),
        " × ", parts.written(ref("squares"), digits=1), " = ", parts.written(term, digits=4),
    ]  # fmt: skip


def _network_words() -> Expr:
    units = join(op("whole", UNITS), if_(UNITS.eq(1), " unit", " units"))
    return first(
        (HIDDEN.eq(0), "no hidden layer"),
        (HIDDEN.eq(1), join("1 hidden layer of ", units)),
        otherwise=join(HIDDEN, " hidden layers of ", units, " each"),
    )


def _alt() -> Expr:
    return join(
        "A plane with ", op("whole", ref("points")), " training points, filled, and ", NEW_POINTS,
        " validation points, hollow: circles and squares are the two classes. A decision boundary "
        "and tints show what a network with ", _network_words(), " says of each place. "
        "Beside it both costs over the epochs.",
    )  # fmt: skip


def _readout() -> Expr:
    percent = 100 * ref("right") / ref("points")
    new_percent = 100 * ref("new_right") / NEW_POINTS
    result = join(
        "After ", op("whole", ref("epoch")), " epochs, **", op("whole", percent),
        "\u00a0%** of the training points and **", op("whole", new_percent),
        "\u00a0%** of the validation points are right. ",
    )  # fmt: skip
    gap, best = ref("new_cost") - ref("cost"), EVERY * ref("best")
    wrong = ref("cost") > 0.3
    falling = ref("cost") < 0.93 * ref("before")
    comment = first(
        (ref("epoch").eq(0), "Nothing is learned yet: the weights are random."),
        (
            (ref("new_cost") > 1.3 * ref("best_cost")) & (ref("epoch") > best) & (gap > 0.2),
            join("Too free: it memorizes its points. The validation cost was lowest after ",
                 best, " epochs."),
        ),
        (falling & (ref("trained") < MOST_EPOCHS), "The training cost is still falling: Train."),
        (
            wrong & (HIDDEN.eq(0) | (UNITS < 4)),
            "Too stiff: it is wrong even on points that it has seen.",
        ),
        (
            wrong & (ref("trained") < MOST_EPOCHS),
            "The training cost is still high: Train, or press New start.",
        ),
        (wrong, "The noise mixes the classes, or weight decay holds the weights back."),
        (gap > 0.2, "It knows its own points better than new ones: too free, or too few points."),
        (
            ref("right") < 0.94 * ref("points"),
            "It does nearly as well on new points as on its own, but both could be better: try "
            "more units, or New start.",
        ),
        otherwise="Just right: it does nearly as well on new points as on its own.",
    )  # fmt: skip
    return join(result, comment)
