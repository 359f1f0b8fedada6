"""DrawingPad: draw an animal, and watch what a network takes it for."""

import copy
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.animal_network import animal_network
from nnlib.datasets import THREE_CLASSES, load_animals, silhouette
from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, first, if_, join, op, ref
from nnlib.drawing.packed import pack_halves
from nnlib.explorers import parts
from nnlib.explorers.drawing_picture import (
    CLASSES,
    EMPTY,
    NARROW,
    WIDE,
    picture,
)
from nnlib.explorers.live import LiveExplorer
from nnlib.explorers.scene import Op, Scene, put
from nnlib.explorers.state import State, moves
from nnlib.layers import Layer, Linear, ReLU, Sigmoid, Tanh
from nnlib.network import Network
from nnlib.validation import check_type

_EXAMPLES = {  # rows of the test pictures
    **{"standing dog": 1, "sitting dog": 13, "sitting cat": 0, "standing cat": 48},
    **{"bear": 2, "giraffe": 4, "elephant": 23},
}
_FARTHEST = 14  # pixels that a picture can be shifted
_SHIFTS = range(-_FARTHEST, _FARTHEST + 1)
_MIDDLE = (silhouette.PAD // 2, silhouette.PAD // 2)
_SURE, _LEANS = 0.9, 0.6  # probabilities
_ACTIVATIONS = {ReLU: "relu", Sigmoid: "sigmoid", Tanh: "tanh"}
_MOST = 65_000  # that float16 holds
_CANNOT = "network expected layers Linear, ReLU, Sigmoid or Tanh"


@cache
def _strokes_of(example: str) -> tuple[silhouette.Stroke, ...]:
    strokes = silhouette.to_strokes(load_animals().test.X[_EXAMPLES[example]])
    return tuple(tuple((int(x), int(y)) for x, y in stroke) for stroke in strokes)


def _shift(way: str) -> Any:
    words = join("shift ", way)
    return moves(0, stars=0, least=-_FARTHEST, most=_FARTHEST, step=1, drag=0.1, name=words,
                 short=words)  # fmt: skip


@dataclass(frozen=True)
class PadState(State):
    """Strokes, the pen, and how far their picture is shifted.

    Attributes
    ----------
    strokes : tuple
        Each a tuple of points (x, y), from 0 to 280, x to the right and y down.
    pen : tuple of float
        Where it is.
    touching : int
        1 while the pen that keys move is down.
    right, down : int
        Pixels.
    """

    strokes: tuple[silhouette.Stroke, ...] = ()
    pen: tuple[float, float] = _MIDDLE
    touching: int = 0
    right: float = _shift("right")
    down: float = _shift("down")
    preset: str = "standing dog"

    def __post_init__(self) -> None:
        """Refuse what no hand has drawn."""
        try:
            silhouette.as_strokes(self.strokes)
            silhouette.as_strokes([[self.pen]])
        except TypeError as error:
            raise ValueError(str(error)) from error
        for name in ("right", "down"):
            if getattr(self, name) not in _SHIFTS:
                raise ValueError(f"{name} expected {_SHIFTS}, got {getattr(self, name)!r:.60}")


class DrawingPad(LiveExplorer[PadState]):
    """Draw an animal, which becomes a picture like those of the data, and see what it is taken for.

    What lines enclose is filled at once. Where an outline was left open, the button "Fill" closes
    it, with straight lines between the ends that are nearest; see `nnlib.datasets.silhouette`,
    which also tells how the data look. The network answers in the page, with weights of float16;
    a page without a kernel has that of `nnlib.animal_network`, whatever it was made with.

    Parameters
    ----------
    network : Network, optional
        From 784 pixels to three logits: dog, cat, neither. Any stack of `Linear` with `ReLU`,
        `Sigmoid` or `Tanh`. It is copied, and never changed. By default that of
        `nnlib.animal_network`.

    Attributes
    ----------
    drawing : ndarray
        What the network sees: float32, shape (28, 28), brightness from 0 to 1.
    network : Network
        A copy of the network.

    Raises
    ------
    TypeError, ValueError
        If `network` is something else.

    Examples
    --------
    >>> explorer = DrawingPad()
    >>> explorer.act("Clear")
    >>> explorer.readout()
    "The pad is empty. Draw an animal's outline, or start from an example."
    >>> explorer.act("sitting cat")
    >>> explorer.drawing.shape
    (28, 28)
    """

    kind = PadState

    def __init__(self, network: Network | None = None) -> None:
        self._network = animal_network() if network is None else _checked(network)
        super().__init__(PadState(strokes=_strokes_of("standing dog")))

    @classmethod
    def describe(cls, start: PadState) -> Scene:
        """Describe the pad with the network that `nnlib` brings along."""
        return _scene(start, animal_network())

    def _describe(self, start: PadState) -> Scene:
        return _scene(start, self._network)

    @property
    def drawing(self) -> NDArray[np.float32]:
        """What the network sees; an array of one's own."""
        state = self.state
        pixels = silhouette.from_strokes(state.strokes).ravel().tolist()
        moved = silhouette.shifted(pixels, int(state.right), int(state.down))
        return np.array(moved, np.float32).reshape(silhouette.SIDE, silhouette.SIDE)

    @property
    def network(self) -> Network:
        """A copy of the network."""
        return copy.deepcopy(self._network)


def _checked(network: Network) -> Network:
    """Return a copy of a network that can look at a drawing."""
    check_type("network", network, Network, "a Network")
    first_layer, last = network.layers[0], network.layers[-1]
    assert isinstance(first_layer, Linear)  # as in every network
    if first_layer.in_features != silhouette.SIDE**2:
        raise ValueError(
            f"network expected 784 pixels to come in, got {first_layer.in_features} values"
        )
    if not isinstance(last, Linear) or last.out_features != len(THREE_CLASSES):
        raise ValueError(
            f"network expected three sums at its end, of dog, cat and neither, got {last}"
        )
    _packed(network)  # which refuses what it cannot pack
    return copy.deepcopy(network)


def _packed(network: Network) -> list[dict[str, str]]:
    """Return the layers as a scene carries them."""
    layers: list[dict[str, str]] = []
    for layer in network.layers:
        if type(layer) is Linear:
            bias = np.zeros(layer.out_features) if layer.bias is None else layer.bias
            packed = {"weight": _thinned(layer.weight), "bias": _thinned(bias)}
            layers.append(packed | {"activation": ""})
        elif type(layer) in _ACTIVATIONS and not layers[-1]["activation"]:
            layers[-1]["activation"] = _ACTIVATIONS[type(layer)]
        else:
            raise ValueError(f"{_CANNOT}, got {layer}")
    return layers


def _thinned(numbers: NDArray[np.floating]) -> str:
    """Pack weights or biases."""
    if not (np.abs(numbers) < _MOST).all():
        raise ValueError("network expected weights and biases from -65000 to 65000, got others")
    return pack_halves(numbers)


def _sizes(network: Network) -> str:
    """Say what stands between the pixels and the probabilities."""
    words = ["784 pixels"]
    for layer in network.layers[:-1]:
        words.append(_size(layer))
    return " → ".join([*words, "3 outputs"]).replace(" → (", " (")


def _size(layer: Layer) -> str:
    if isinstance(layer, Linear):
        return f"{layer.out_features} units"
    return f"({_ACTIVATIONS[type(layer)]})"


def _scene(start: PadState, network: Network) -> Scene:
    clear = [*_emptied(), put("strokes", [])]
    return Scene(
        name="pad",
        title="Draw an animal",
        hint=(
            "Draw on the **black square**: what you close is filled. With keys, arrows move the "
            "pen; space puts it down and lifts it."
        ),
        state=start.data(),
        numbers=[{**each, "set": _whole(each["path"])} for each in _numbers()],
        constants={"network": _packed(network)},
        values=_values(),
        pictures={"wide": picture(WIDE), "narrow": picture(NARROW)},
        formula=_formula(network),
        readout=_readout(),
        alt=_alt(),
        actions=[
            {"label": "Clear", "icon": "✕", "do": clear},
            {"label": "Fill", "icon": "◼", "do": [put("strokes", op("joined", ref("strokes")))]},
        ],
        presets=[{"label": each, "state": _begun(each)} for each in _EXAMPLES],
    )


def _numbers() -> list[dict[str, Any]]:
    return [{**each, "get": each["path"]} for each in PadState.numbers()]


def _whole(path: str) -> list[Op]:
    """Shift by whole pixels."""
    return [put(path, op("floor", ref("value") + 0.5))]


def _emptied() -> list[Op]:
    """Put everything back but the strokes."""
    return [put("pen", list(_MIDDLE)), put("touching", 0), put("right", 0), put("down", 0)]


def _begun(example: str) -> dict[str, Any]:
    strokes = [[list(point) for point in stroke] for stroke in _strokes_of(example)]
    return {"strokes": strokes, "pen": list(_MIDDLE), "touching": 0, "right": 0, "down": 0}


def _values() -> dict[str, Any]:
    p, best = ref("p"), ref("best")
    others = [if_(best.eq(k), -1, p[k]) for k in range(len(THREE_CLASSES))]
    return {
        "filled": op("silhouette", ref("strokes")),
        "pixels": op("shifted", ref("filled"), ref("right"), ref("down")),
        "empty": op("len", ref("strokes")).eq(0),
        "open": op("enclosed", ref("strokes")).eq(0),
        "z": op("answers", ref("network"), ref("pixels")),
        "p": op("softmax", ref("z")),
        "best": op("largest", p),
        "second": op("largest", op("list", *others)),
        "voices": op("relative", op("spoke", ref("network"), ref("pixels"), best, ref("second"))),
    }


# Words.


def _name(which: Any) -> Expr:
    return op("at", list(THREE_CLASSES), which)


def _formula(network: Network) -> Element:
    power = (element("i", "e"), element("sup", element("i", "z")))
    law = element(
        "p",
        parts.italic("p"),
        " = ",
        parts.fraction(tuple(power), ("sum of all three ", *power)),
        class_="nx-law",
    )
    heads = element(
        "div",
        element("span", "class"),
        element("span"),
        element("span", element("i", "z")),
        element("span", element("i", "p")),
        class_="nx-heads",
    )
    return element(
        "div",
        element("h3", "From pixels to probabilities"),
        element("p", _sizes(network), class_="nx-product"),
        law,
        element("div", heads, *map(_row, CLASSES), class_="nx-table nx-four"),
        element("h3", "Move what the network sees, in pixels"),
        element(
            "div",
            "right by ",
            _pixels("right"),
            ", down by ",
            _pixels("down"),
        ),
        element("p", _of_pixels(network), class_="nx-foot", seen=~EMPTY),
        element(
            "p",
            "The network has only these three classes, and their probabilities sum to 1: even a "
            "teapot gets a prediction.",
            class_="nx-foot",
        ),
    )


def _of_pixels(network: Network) -> Expr:
    """Say what the colours of pixels mean: exactly, where the network is straight in pieces."""
    bent = any(isinstance(layer, Sigmoid | Tanh) for layer in network.layers)
    return join(
        "Blue pixels speak for ", _name(ref("best")), ", orange ones for ", _name(ref("second")),
        ": ", "about " if bent else "", "what each adds to the difference of their z.",
    )  # fmt: skip


def _row(k: int) -> Element:
    return element(
        "div",
        element("span", THREE_CLASSES[k]),
        element("span"),
        element("span", parts.written(if_(EMPTY, 0, ref("z")[k])), show=~EMPTY),
        element("span", parts.written(ref("p")[k], digits=4, way="inside"), show=~EMPTY),
    )


def _pixels(name: str) -> Element:
    return element("span", op("whole", ref(name)), class_="nx-num v", number=name)


def _alt() -> Expr:
    count = op("len", ref("strokes"))
    return join(
        "A pad with ", count, if_(count.eq(1), " stroke", " strokes"), ", what the network sees, "
        "and three bars: the probabilities of dog, cat and neither.",
    )  # fmt: skip


def _readout() -> Expr:
    best, p = ref("best"), op("at", ref("p"), ref("best"))
    others = [
        if_(best.eq(k), "", join(", ", THREE_CLASSES[k], " ", parts.percent(ref("p")[k])))
        for k in CLASSES
    ]
    answer = join("**", _name(best), ", ", parts.percent(p), "**", *others, ". ")
    moved = ref("right").ne(0) | ref("down").ne(0)
    means = first(
        (ref("open"), "No line is closed yet, so nothing is filled: close one, or press Fill."),
        (moved, "To you it is the same drawing. To the network it is another vector."),
        (p >= _SURE, "It is sure, which does not mean that it is right."),
        otherwise="It leans that way. Change a line, and watch the bars.",
    )
    return first(
        (EMPTY, "The pad is empty. Draw an animal's outline, or start from an example."),
        (
            p < _LEANS,
            join("The network is **not sure**: ", answer, "Change a line, and watch the bars."),
        ),
        otherwise=join("The network says ", answer, means),
    )
