"""NetworkExplorer: the article's network in the reader's hand, forward, backward and downhill."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from nnlib.datasets import THREE_CLASSES as CLASSES
from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, first, fixed, if_, join, op, ref
from nnlib.explorers import parts
from nnlib.explorers.live import LiveExplorer
from nnlib.explorers.network_formulas import backward_formula, forward_formula
from nnlib.explorers.network_picture import NARROW, WIDE, flags, picture
from nnlib.explorers.passes import network_of
from nnlib.explorers.scene import ALL, Scene, learning, put
from nnlib.explorers.state import Part, State, moves
from nnlib.explorers.state import parts as parts_of
from nnlib.network import Network

_INDEX = ref("index")
_DRAWS = 12
Matrix = tuple[tuple[float, ...], ...]
_ZEROS = (0.0, 0.0, 0.0)

# article-facts, section H: rows 1 and 2 of the first layer are the article's, the rest is chosen
# so that the network errs as the article's does: dog 0.35, cat 0.45, neither 0.20.
ARTICLE: tuple[Matrix, ...] = (
    ((-1.0, 0.2, 1.0), (3.0, 0.3, -0.1), (0.5, -2.0, 0.4)),
    ((-2.0, 1.0, 1.0), (4.0, -1.0, -4.0), (1.0, -3.0, 4.0)),
    ((-4.0, 1.0, 2.3), (1.0, 4.0, -3.6), (-1.0, -4.0, 2.0)),
)
# Learned by gradient descent, and rounded: the largest of the three inputs decides.
TRAINED: tuple[Matrix, ...] = (
    ((-1.8, 1.0, 1.0), (0.9, -1.7, 0.9), (0.8, 1.0, -1.7)),
    ((-4.4, 3.8, 3.6), (3.9, 3.5, -4.1), (3.6, -4.2, 3.7)),
    ((-1.7, -1.8, 3.5), (3.6, -1.7, -1.8), (-1.9, 3.5, -1.7)),
)
TRAINED_BIASES = ((1.8, 1.7, 1.8), (-3.1, -3.4, -3.2), _ZEROS)


def _who(layer: Any, unit: Any) -> Expr:
    """Name a unit."""
    inner = join("unit ", unit + 1, " of layer ", layer + 1)
    return if_(op("eq", layer, 2), join("the unit for ", op("at", ref("names"), unit)), inner)


def _from(layer: Any, i: Any) -> Expr:
    """Name what a weight's line comes from."""
    return if_(op("eq", layer, 0), parts.feature(i), join("unit ", i + 1))


@dataclass(frozen=True)
class NetworkLayer(Part):
    """Three units with three weights and a bias each."""

    weight: Matrix = moves(
        stars=2,
        least=-6,
        most=6,
        drag=0.02,
        name=join("weight from ", _from(_INDEX[0], _INDEX[2]), " to ", _who(_INDEX[0], _INDEX[1])),
        short=parts.subscripted("w", _INDEX[2]),
    )
    bias: tuple[float, ...] = moves(
        _ZEROS,
        least=-6,
        most=6,
        drag=0.02,
        name=join("bias of ", _who(_INDEX[0], _INDEX[1])),
        short="bias",
    )
    activation: str = "sigmoid"


def _layers(weights: Sequence[Matrix], biases: Any = (_ZEROS,) * 3) -> tuple[NetworkLayer, ...]:
    activations = ("sigmoid", "sigmoid", "softmax")
    return tuple(map(NetworkLayer, weights, biases, activations))


@dataclass(frozen=True)
class NetworkState(State):
    """Three inputs, three layers of three units, and where the reader looks."""

    x: tuple[float, ...] = moves(
        (1.0, 0.4, 2.0),
        least=-3,
        most=3,
        drag=0.02,
        name=parts.named_input(_INDEX[0]),
        short=parts.subscripted("x", _INDEX[0]),
    )
    layers: tuple[NetworkLayer, ...] = parts_of(_layers(ARTICLE), NetworkLayer)
    preset: str = "Article"
    faces: int = 1  # 1 shows the way forward alone, 2 the way back too
    view: str = "forward"
    layer: int = 0  # the chosen unit's
    unit: int = 0
    weight: int = 0  # which of its three weights is followed back
    path: int = -1  # along which of its paths; -1 for the one that counts most just now
    target: int = 0  # the correct class
    overview: int = 0
    lr: tuple[float, ...] = moves(
        (0.1,), least=0.01, most=5, drag=0.01, step=0.01, name="learning rate", short="lr"
    )
    before: float = 0.0  # the cost before the latest gradient step
    noted: int = 0  # 1 while that step is the latest change
    draw: int = -1  # which of the random draws


@cache
def _random() -> list[list[dict[str, Any]]]:
    """Draw weights for the button that starts from random ones; two decimals, so that all show."""
    rng = np.random.default_rng(1)
    draws = []
    for _ in range(_DRAWS):
        weights = rng.normal(size=(3, 3, 3)).round(2)
        draws.append([layer.data() for layer in _layers(_tuples(weights))])
    return draws


def _tuples(weights: Any) -> tuple[Matrix, ...]:
    return tuple(tuple(tuple(row) for row in matrix) for matrix in weights.tolist())


class NetworkExplorer(LiveExplorer[NetworkState]):
    """Take the article's network in hand: any number, forward, backward, and downhill.

    Parameters
    ----------
    view : {"forward", "backward"}
        "forward" shows outputs alone, as notebook 04 does; "backward" begins with the path from
        the cost to a weight, and can show both.
    preset : str
        Which weights to start from: "Article", "Trained" or "Random".

    Raises
    ------
    ValueError
        If there is no such view or preset.

    Examples
    --------
    >>> explorer = NetworkExplorer(view="backward")
    >>> explorer.act("Gradient step")
    >>> explorer.readout()
    'The step lowered the cost from 1.0467 to 0.6121. Predicted: dog 0.54, cat 0.19, neither 0.26.'
    """

    kind = NetworkState

    def __init__(self, view: str = "forward", preset: str = "Article") -> None:
        if not isinstance(view, str) or view not in ("forward", "backward"):
            raise ValueError(f"view expected forward or backward, got {view!r:.60}")
        known = {
            "Article": _layers(ARTICLE),
            "Trained": _layers(TRAINED, TRAINED_BIASES),
            "Random": tuple(map(NetworkLayer.of, _random()[0])),
        }
        if not isinstance(preset, str) or preset not in known:
            raise ValueError(f"preset expected one of {', '.join(known)}, got {preset!r:.60}")
        draw, faces = 0 if preset == "Random" else -1, 2 if view == "backward" else 1
        super().__init__(
            NetworkState(layers=known[preset], preset=preset, view=view, draw=draw, faces=faces)
        )

    @classmethod
    def describe(cls, start: NetworkState) -> Scene:
        """Describe the explorer."""
        both = start.faces == 2
        return Scene(
            name="network",
            title="The whole network, forward and backward" if both else "The whole network",
            hint=_hint(both),
            state=start.data(),
            numbers=NetworkState.numbers(),
            constants={"names": list(CLASSES), "draws": _random()},
            values=_values() | flags(both=both),
            pictures={"wide": picture(WIDE, both=both), "narrow": picture(NARROW, both=both)},
            formula=_formula(both),
            readout=_readout(both),
            alt=_alt(both),
            steps=if_(BACK, 6 - 2 * ref("layer"), 4) if both else 3,
            actions=_actions() if both else (),
            choices=_choices() if both else (),
            presets=_presets(),
            keep=("view", "target", "layer", "unit", "weight", "overview", "draw"),
            # The path that counts most is chosen once: it must not jump away under a hand.
            after=[
                put("noted", op("max", 0, ref("noted") - 1)),
                put("path", ref("chosen_path")),
            ],
        )

    @property
    def network(self) -> Network:
        """The network that is shown, as a copy of its own, up to its logits."""
        return network_of(self._state["layers"])


BACK = ref("back")


LEARNED = if_(
    ref("preset").eq("Trained"),
    " This network has learned a rule. The largest input decides: ears for cat, snout for dog, "
    "size for neither.",
    "",
)


def _hint(both: bool) -> str:
    if both:
        return (
            "Drag a **circle** or a **line**; click a **name** to make it the correct class. "
            "Backward: pick a line, and see how the cost reaches it."
        )
    return (
        "Drag an input **circle** or any **line**, and watch the numbers flow to the prediction. "
        "Click a unit to see what it computes."
    )


def _presets() -> list[dict[str, Any]]:
    def preset(label: str, layers: Any) -> dict[str, Any]:
        state = {"layers": [each.data() for each in layers], "path": -1}
        return {"label": label, "state": state}

    drawn = op("at", ref("draws"), op("max", 0, ref("draw")))
    draw = put("draw", if_(ref("draw") < _DRAWS - 1, ref("draw") + 1, 0))
    return [
        preset("Article", _layers(ARTICLE)),
        preset("Trained", _layers(TRAINED, TRAINED_BIASES)),
        {"label": "Random", "state": {"layers": ["=", drawn.data], "path": -1}, "do": [draw]},
    ]


def _actions() -> list[dict[str, Any]]:
    step = [
        put("before", ref("cost")),
        put("noted", 2),
        put("step", ALL),
        learning("sgd", ref("lr")[0], 1),
    ]
    return [{"label": "Gradient step", "icon": "↘", "do": step}]


def _choices() -> list[dict[str, Any]]:
    whole = [put("step", ALL), put("path", -1)]
    views = [["forward", "Forward"], ["backward", "Backward"]]
    shown = [[0, "One path"], [1, "All gradients"]]
    return [
        {"label": "Show", "path": "view", "options": views, "do": whole},
        {"label": "Gradients", "path": "overview", "options": shown, "show": "back"},
    ]


def _values() -> dict[str, Any]:
    """Return the chosen weight's gradient, path by path."""
    layers, l, j, i = ref("layers"), ref("layer"), ref("unit"), ref("weight")
    entering = op("at", layers, l, "input", i)
    errors, w3, w2 = layers[2].error, layers[2].weight, layers[1].weight
    slopes = layers[1].slope
    last = op("at", layers[0].slope, j) * entering

    def from_layer_2(k: int) -> Expr:
        return errors[k] * op("at", w3[k], j) * op("at", slopes, j) * entering

    def from_layer_1(k: int, m: int) -> Expr:
        return errors[k] * w3[k][m] * slopes[m] * op("at", w2[m], j) * last

    along = first(
        (op("eq", l, 2), [op("at", errors, j) * entering]),
        (op("eq", l, 1), [from_layer_2(k) for k in range(3)]),
        otherwise=[from_layer_1(k, m) for k in range(3) for m in range(3)],
    )
    count = first((op("eq", l, 2), 1), (op("eq", l, 1), 3), otherwise=9)
    p = ref("chosen_path")
    third = op("floor", p / 3)
    return {
        "entering": entering,
        "along": along,
        "paths": count,
        "chosen_path": if_(
            (ref("path") < 0) | (ref("path") >= count),
            op("largest_size", ref("along")),
            ref("path"),
        ),
        "k": first((op("eq", l, 2), j), (op("eq", l, 1), p), otherwise=third),
        "m": if_(op("eq", l, 1), j, p - 3 * third),
        "this_path": op("at", ref("along"), p),
        "gradient": op("at", layers, l, "grad_weight", j, i),
        "other_paths": ref("gradient") - ref("this_path"),
        "adds_up": op("places", 4, 6, ref("gradient"), ref("this_path"), ref("other_paths")),
    }


def _formula(both: bool) -> Element:
    forward = element("div", *forward_formula(_who, both=both), show=~BACK if both else None)
    if not both:
        return forward
    back = element("div", *backward_formula(_who, _from), show=BACK)
    return element("div", forward, back)


def _prediction() -> Expr:
    words = [join(name, " **", op("near", ref("output")[k], 2), "**") for k, name in
             enumerate(CLASSES)]  # fmt: skip
    return parts.row(*words)


def _readout(both: bool) -> Expr:
    step = ref("step")
    outputs = op("at", ref("layers"), step - 1, "a")
    values = parts.row(*(op("near", op("at", outputs, k), 2) for k in range(3)))
    forward: list[tuple[Any, Any]] = [
        (
            (step > 0) & (step < 3),
            join("Step ", step, ": every unit of layer ", step, " adds up its inputs and takes the "
                 "sigmoid of the sum: **", values, "**."),
        ),
    ]  # fmt: skip
    shown = join("The network predicts ", _prediction(), ".")
    if not both:
        return first(*forward, otherwise=join(shown, LEARNED))
    correct = op("at", ref("names"), ref("target"))
    cost = join(" The correct class is ", correct, ", so the cost is **", fixed(ref("cost"), 4),
                "**.")  # fmt: skip
    return first(
        (ref("noted").eq(1), _after_a_step()),
        (~BACK & (step > 0) & (step < 3), forward[0][1]),
        (~BACK & step.eq(3), join("Step 3: softmax turns the three sums of layer 3 into "
                                  "probabilities: ", _prediction(), ".")),
        (~BACK, join(shown, LEARNED, cost)),
        ((step > 0) & (step < 6 - 2 * ref("layer")), _factor_so_far()),
        otherwise=_gradient_said(),
    )  # fmt: skip


def _after_a_step() -> Expr:
    before, now = ref("before"), ref("cost")
    hardly = join("The step hardly changed the cost, **", fixed(now, 4), "**.")
    changed = join("The step ", if_(now <= before, "lowered", "raised"), " the cost from ",
                   fixed(before, 4), " to **", fixed(now, 4), "**.")  # fmt: skip
    same = fixed(before, 4).eq(fixed(now, 4))
    return join(if_(same, hardly, changed), " Predicted: ", _prediction(), ".")


def _factor_so_far() -> Expr:
    step = ref("step")
    factors = path_factors()
    product: Any = factors[0]
    sofar = [product]
    for factor in factors[1:]:
        product = product * factor
        sofar.append(product)
    names = ["the error", "the weight", "the slope", "the weight", "the slope"]
    return join(
        "Step ", step, " of ", 6 - 2 * ref("layer"), ": ",
        if_(step.eq(1), "begin with ", "multiply by "), op("at", names, step - 1),
        ". The product so far is **", fixed(op("at", sofar, step - 1), 4), "**.",
    )  # fmt: skip


def path_factors() -> list[Expr]:
    """Return the factors of the chosen path, from the cost on, as far as a weight of layer 1."""
    layers, j, k, m = ref("layers"), ref("unit"), ref("k"), ref("m")
    return [
        op("at", layers[2].error, k),
        op("at", layers[2].weight, k, m),
        op("at", layers[1].slope, m),
        op("at", layers[1].weight, m, j),
        op("at", layers[0].slope, j),
    ]


def _gradient_said() -> Expr:
    g = ref("gradient")
    weight = op("at", ref("layers"), ref("layer"), "weight", ref("unit"), ref("weight"))
    moved = join(
        if_(g > 0, "rises", "falls"), " by about **", op("inside", abs(g) / 10, 4), "**.",
        if_((abs(g) < 0.003) & (ref("layer") < 2), " Far from the cost, little of it is left.", ""),
    )  # fmt: skip
    stays = "stays as it is, because the input to the weight is 0."
    named = join(_from(ref("layer"), ref("weight")), " to ", _who(ref("layer"), ref("unit")))
    path = join(" Path ", ref("chosen_path") + 1, " of ", ref("paths"), " contributes ",
                fixed(ref("this_path"), 4), " to the gradient.")  # fmt: skip
    return join(
        "The cost is **", fixed(ref("cost"), 4), "**. Raise the weight from ", named, ", now ",
        op("fixed", weight, parts.decimals(weight)), ", by 0.1, and the cost ",
        if_(ref("entering").eq(0), stays, moved), if_(ref("paths") > 1, path, ""), LEARNED,
    )  # fmt: skip


def _alt(both: bool) -> Expr:
    layers, units = ref("layers"), range(3)
    measured = (join(parts.FEATURES[i], " ", fixed(ref("x")[i])) for i in units)
    inputs = join("Inputs ", parts.row(*measured))
    outputs = [
        join(
            "; layer ", l + 1, " gives ", parts.row(*(op("near", layers[l].a[k], 2) for k in units))
        )
        for l in range(3)
    ]
    if not both:
        return join(inputs, *outputs, ".")
    errors = [
        join("; layer ", l + 1, " has the errors ",
             parts.row(*(fixed(layers[l].error[k], 3) for k in units)))
        for l in (2, 1, 0)
    ]  # fmt: skip
    return join(inputs, if_(BACK, join(*errors), join(*outputs)), ".")
