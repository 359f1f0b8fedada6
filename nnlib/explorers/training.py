"""TrainingExplorer: a network that learns the animals, epoch by epoch."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from nnlib.datasets import THREE_CLASSES, load_animals, load_training_epochs
from nnlib.datasets.training_epochs import EPOCHS, PICTURES, RATES, SHOWN, UNITS, WEIGHTS_AT
from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, first, fixed, if_, join, op, ref
from nnlib.drawing.packed import pack_bytes, pack_halves, pack_nibbles
from nnlib.explorers import parts
from nnlib.explorers.live import LiveExplorer
from nnlib.explorers.scene import Scene, put
from nnlib.explorers.state import State, moves
from nnlib.explorers.training_picture import NARROW, WIDE, picture

_PIXELS = 784
_BATCH = 32
_KNOWN: dict[str, Sequence[float]] = {
    "epoch": range(EPOCHS + 1),
    "units": UNITS,
    "lr": RATES,
    "chosen": range(PICTURES),
}
_NEAR = 0.06  # to the lowest validation cost: no difference that counts
_CLASSES = range(len(THREE_CLASSES))
epoch = ref("epoch")


@dataclass(frozen=True)
class TrainingState(State):
    """Which network is looked at, after which epoch.

    Attributes
    ----------
    epoch : float
        From 0, before any training, to 60.
    units : int
        Hidden ones: 8, 32 or 128.
    lr : float
        Learning rate: 0.0001, 0.001 or 0.01.
    chosen : int
        The image whose prediction is written out.
    """

    epoch: float = moves(
        0, stars=0, least=0, most=EPOCHS, step=1, drag=0.2, name="epoch", short="epoch"
    )
    units: int = 32
    lr: float = 0.001
    chosen: int = 0

    def __post_init__(self) -> None:
        """Refuse what was not stored."""
        for name, known in _KNOWN.items():
            if getattr(self, name) not in known:
                raise ValueError(f"{name} expected {known}, got {getattr(self, name)!r:.60}")


class TrainingExplorer(LiveExplorer[TrainingState]):
    """Watch a network learn the animals: drag the epoch, and see costs, mistakes and weights.

    Nine networks were trained beforehand, each for 60 epochs, so the explorer needs no kernel: see
    `nnlib.datasets.load_training_epochs`.

    Examples
    --------
    >>> explorer = TrainingExplorer()
    >>> explorer.move("epoch", 25)
    >>> explorer.readout().split("; ")[0]
    'After epoch 25 the cost is 0.067 in training and 0.480 in validation'
    """

    kind = TrainingState

    def __init__(self) -> None:
        super().__init__(TrainingState())

    @classmethod
    def describe(cls, start: TrainingState) -> Scene:
        """Describe the explorer."""
        forward = [put("epoch", if_(epoch >= EPOCHS, 0, epoch + 1))]
        return Scene(
            name="training",
            title="A network learns the animals",
            hint=(
                "Drag the **epoch** under the curves, and watch which images the network gets "
                "wrong. Click an image to read its prediction."
            ),
            state=start.data(),
            numbers=[
                {
                    **each,
                    "get": each["path"],
                    "set": [put("epoch", op("floor", ref("value") + 0.5))],
                }
                for each in TrainingState.numbers()
            ],
            constants={
                "runs": _runs(),
                "epochs": list(range(EPOCHS + 1)),
                "pictures": _pictures(),
                "classes": _classes(),
            },
            values=_values(),
            pictures={"wide": picture(WIDE), "narrow": picture(NARROW)},
            formula=_formula(),
            readout=_readout(),
            alt=_alt(),
            actions=[
                {
                    "label": "Next epoch",
                    "icon": "⇥",
                    "do": forward,
                    "play": {"label": "Train", "until": (epoch >= EPOCHS).data, "at_once": 1},
                }
            ],
            choices=[
                {"label": "Hidden units", "path": "units", "options": [[n, f"{n}"] for n in UNITS]},
                {"label": "Learning rate", "path": "lr", "options": [[r, f"{r:g}"] for r in RATES]},
            ],
        )


@cache
def _runs() -> list[dict[str, Any]]:
    """Return what the nine networks were like, packed."""
    stored = load_training_epochs()
    return [
        {
            "train_cost": pack_halves(stored.cost[run, :, 0]),
            "new_cost": pack_halves(stored.cost[run, :, 1]),
            "train_right": pack_halves(stored.accuracy[run, :, 0]),
            "new_right": pack_halves(stored.accuracy[run, :, 1]),
            "best": int(stored.cost[run, :, 1].argmin()),
            "confusion": pack_bytes(stored.confusion[run].ravel()),
            "says": pack_bytes(stored.says[run].ravel()),
            "percent": pack_bytes(stored.percent[run].ravel()),
            "weights": pack_nibbles(stored.weights[run].ravel() / 7),
        }
        for run in range(len(stored.cost))
    ]


@cache
def _pictures() -> list[str]:
    """Return the images that are shown, packed."""
    shown = load_animals().validation.X[:PICTURES]
    return [pack_bytes((255 * picture + 0.5).ravel()) for picture in shown]


@cache
def _classes() -> list[int]:
    targets: list[int] = load_animals().validation.y[:PICTURES].tolist()
    return targets


@cache
def _examples() -> int:
    return len(load_animals().train.y)


def _values() -> dict[str, Any]:
    units = first((ref("units").eq(UNITS[0]), 0), (ref("units").eq(UNITS[1]), 1), otherwise=2)
    rate = first((ref("lr").eq(RATES[0]), 0), (ref("lr").eq(RATES[1]), 1), otherwise=2)
    run, after = ref("run"), ref("after")
    told = {
        name: op("halves", run[name])
        for name in ("train_cost", "new_cost", "train_right", "new_right")
    }
    shown = [(epoch >= at, i) for i, at in reversed(list(enumerate(WEIGHTS_AT)))]
    per_snapshot = SHOWN * _PIXELS
    return {
        "run": op("at", ref("runs"), len(RATES) * units + rate),
        "after": op("floor", epoch),
        **{f"{name}s": value for name, value in told.items()},
        **{name: op("at", ref(f"{name}s"), after) for name in told},
        "best_cost": op("at", ref("new_costs"), run.best),
        "highest": _highest(),
        "says": op("slice", op("bytes", run.says), after * PICTURES, PICTURES),
        "percent": op("slice", op("bytes", run.percent), after * PICTURES, PICTURES),
        "wrong": [ref("says")[i].ne(ref("classes")[i]) for i in range(PICTURES)],
        "mistaken": op("+", *(if_(ref("wrong")[i], 1, 0) for i in range(PICTURES))),
        "confusion": op("slice", op("bytes", run.confusion), after * 9, 9),
        "snapshot": first(*shown),
        "looks": op("slice", op("nibbles", run.weights), ref("snapshot") * per_snapshot,
                    per_snapshot),
        "looks_at": op("at", list(WEIGHTS_AT), ref("snapshot")),
    }  # fmt: skip


def _highest() -> Expr:
    """Return where the axis of the cost ends: at a fifth above all of it."""
    largest = [
        op("at", ref(name), op("largest", ref(name))) for name in ("train_costs", "new_costs")
    ]
    return op("floor", op("max", *largest) * 5 + 1) / 5


# Words.


def _name(which: Any) -> Expr:
    return op("at", list(THREE_CLASSES), which)


def _chosen(name: str) -> Expr:
    return op("at", ref(name), ref("chosen"))


def _formula() -> Element:
    units = ref("units")
    steps = -(-_examples() // _BATCH)
    small, middle, large = (f"{n * (_PIXELS + 1 + 3) + 3:,}" for n in UNITS)
    count = first((units.eq(UNITS[0]), small), (units.eq(UNITS[1]), middle), otherwise=large)
    pieces = join("784 · ", units, " + ", units, " + ", units, " · 3 + 3 = ")
    heads = [element("span", each) for each in THREE_CLASSES]
    return element(
        "div",
        element("h3", "One epoch"),
        element(
            "p",
            f"{_examples():,} images in batches of {_BATCH}: {steps} steps",
            class_="nx-product",
        ),
        element("h3", "Parameters"),
        element("p", pieces, element("b", count), class_="nx-product"),
        element("h3", "303 validation images, epoch ", _handle()),
        element(
            "div",
            element("div", element("span", "is ↓  says →"), *heads, class_="nx-heads"),
            *map(_counted, _CLASSES),
            class_="nx-table nx-four",
        ),
        element("h3", join("Image ", ref("chosen") + 1)),
        element(
            "p",
            join("It is: ", _name(_chosen("classes")), ". The network says: "),
            element("b", join(_name(_chosen("says")), ", ", _chosen("percent"), "\u00a0%")),
            if_(op("at", ref("wrong"), ref("chosen")), ": wrong.", ": right."),
            class_="nx-product",
        ),
    )


def _handle() -> Element:
    return element("span", op("whole", epoch), class_="nx-num v", number="epoch")


def _counted(k: int) -> Element:
    """Write how often images of a class are called what."""
    counts = [
        element("span", op("whole", ref("confusion")[3 * k + j]),
                class_="nx-bold" if j == k else "nx-muted")
        for j in _CLASSES
    ]  # fmt: skip
    return element("div", element("span", THREE_CLASSES[k]), *counts)


def _alt() -> Expr:
    return join(
        "Cost and accuracy over 60 epochs, in training and in validation, with ", ref("units"),
        " hidden units and the learning rate ", ref("lr"), ". Weights of six hidden units as "
        f"images, and {PICTURES} validation images, of which ", ref("mistaken"),
        " are wrong.",
    )  # fmt: skip


def _readout() -> Expr:
    near = ref("new_cost") <= ref("best_cost") + _NEAR
    means = first(
        (epoch.eq(0), "It has not been trained: its predictions are guesses."),
        (near, "The validation cost is about as low as it gets in 60 epochs."),
        (epoch < ref("run").best, "The validation cost is still falling: there is more to learn."),
        otherwise="The validation cost was lower before: the rest is memorized.",
    )
    return join(
        "After epoch ", op("whole", epoch), " the cost is ", fixed(ref("train_cost"), 3),
        " in training and **", fixed(ref("new_cost"), 3), "** in validation; ",
        parts.percent(ref("train_right")), " and **", parts.percent(ref("new_right")),
        "** of the images are right. ",
        means,
    )  # fmt: skip
