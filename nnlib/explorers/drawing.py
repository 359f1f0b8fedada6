"""DrawingPad: draw an animal, and watch what a network takes it for."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import cycle, islice
from typing import cast

import ipywidgets as widgets
import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.activations import softmax
from nnlib.animal_network import animal_network
from nnlib.datasets import THREE_CLASSES, silhouette
from nnlib.drawing import palette
from nnlib.drawing.numerals import fixed
from nnlib.drawing.picture import Picture
from nnlib.drawing.svg import Svg
from nnlib.explorers import formulas
from nnlib.explorers.animals import flat, weight_images
from nnlib.explorers.base import Explorer, State, Value
from nnlib.explorers.controls import Choice, Slider
from nnlib.explorers.pad import Pad
from nnlib.layers import Linear
from nnlib.losses import CrossEntropyLoss
from nnlib.metrics import accuracy
from nnlib.network import Network
from nnlib.optimizers import Adam
from nnlib.trace import Trace
from nnlib.training import fit
from nnlib.validation import check_number, check_type

Drawing = NDArray[np.float32]

_EMPTY = "an empty pad"
_EXAMPLES = {  # rows of the test pictures
    **{"standing dog": 1, "sitting dog": 13, "sitting cat": 0, "standing cat": 48},
    **{"bear": 2, "giraffe": 4, "elephant": 23},
}
_CHOOSE = "choose"  # of what it is: nothing is taught before somebody has said it
_CHOICES = {"example": (_EMPTY, *_EXAMPLES), "label": (_CHOOSE, *THREE_CLASSES)}
_FIRST = "standing dog"
_FARTHEST = 14  # pixels that a picture can be shifted
_UNITS = 6  # shown
_WIDTH = 360  # of the picture: beside the pad on a page of 800 pixels, and whole on a phone
_HINT = (
    "Draw an outline with mouse, pen or finger. What is closed is filled at once; Fill closes "
    "gaps. Keys: arrows move the pen (with Shift five steps), space puts it down and lifts it."
)
_OWN, _OTHERS, _ROUNDS = 32, 224, 2  # drawings and training pictures that "Keep it" trains on


@cache
def _strokes_of(example: str) -> tuple[silhouette.Stroke, ...]:
    if example == _EMPTY:
        return ()
    return silhouette.to_strokes(flat("test")[0][_EXAMPLES[example]].reshape(28, 28))


@dataclass(frozen=True, eq=False)
class DrawingState(State):
    """Strokes, where their picture is shifted to, and the network that looks at it."""

    strokes: tuple[silhouette.Stroke, ...] = field(default_factory=lambda: _strokes_of(_FIRST))
    example: str = _FIRST
    right: float = 0
    down: float = 0
    label: str = _CHOOSE
    network: Network = field(default_factory=animal_network)
    kept: tuple[tuple[Drawing, int], ...] = ()
    scores: tuple[float, ...] = ()  # on validation pictures, before and after what was kept
    searched: bool = False
    refused: bool = False  # to keep the drawing: there is none, or nobody has said what it is

    def moved(self, name: str, value: Value | Sequence[ArrayLike]) -> "DrawingState":
        """Return the state after the control `name` was moved to `value`; see `State.moved`."""
        if isinstance(name, str) and name == "strokes":
            return replace(self, strokes=silhouette.as_strokes(value), refused=False)
        return super().moved(name, cast(Value, value))  # it refuses all else

    def _moved(self, name: str, value: Value) -> "DrawingState":
        if name in ("right", "down") and not isinstance(value, str | bytes):
            check_number(name, value, least=-_FARTHEST, below=_FARTHEST + 1)
            return replace(super()._moved(name, round(value)), refused=False)
        if name not in _CHOICES:
            raise ValueError(f"name expected a control, got {name!r:.60}")
        if value not in _CHOICES[name]:
            raise ValueError(f"{name} expected one of {_CHOICES[name]}, got {value!r:.60}")
        state = replace(super()._moved(name, value), refused=False)
        if name == "label":
            return state
        # It is another animal.
        return replace(state, strokes=_strokes_of(state.example), label=_CHOOSE)

    def cleared(self) -> "DrawingState":
        """Return the state with an empty pad; what is drawn next has no label yet."""
        state = replace(self, strokes=(), example=_EMPTY, right=0, down=0, label=_CHOOSE)
        return replace(state, searched=False, refused=False)

    def filled(self) -> "DrawingState":
        """Return the state with what is open joined, so that it is filled."""
        strokes = silhouette.joined(self.strokes)
        if strokes == self.strokes:
            return self
        return replace(self, strokes=strokes, refused=False)

    def with_nearest(self) -> "DrawingState":
        """Return the state that shows the training picture nearest to the drawing."""
        return replace(self, searched=True, refused=False)

    def learned(self) -> "DrawingState":
        """Return the state with the drawing kept under its label, and a network trained on it.

        A copy is trained: two rounds of 32 own drawings among 224 training pictures, so that it
        does not forget those at once. A drawing that is kept again is trained on again, and its
        last label counts. Where the pad is empty, or nobody has chosen what it shows, nothing is
        kept, and the readout says what to do.
        """
        if self.is_empty or self.label == _CHOOSE:
            return self if self.refused else replace(self, refused=True)
        others = [pair for pair in self.kept if not np.array_equal(pair[0], self.drawing)]
        kept = (*others, (self.drawing, THREE_CLASSES.index(self.label)))
        scores = self.scores or (_score(self.network),)
        network = _trained_on(kept, self.network, np.random.default_rng(len(scores)))
        return replace(self, kept=kept, network=network, scores=(*scores, _score(network)))

    @cached_property
    def drawing(self) -> Drawing:
        """What the network sees, shape (28, 28), brightness from 0 to 1."""
        picture = silhouette.from_strokes(self.strokes)
        return _shifted(picture, int(self.down), int(self.right))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not self.drawing.any()

    @cached_property
    def _trace(self) -> Trace:
        return self.network.trace(self.drawing.ravel())

    @property
    def shares(self) -> NDArray[np.floating]:
        """Shares of dog, cat and neither."""
        return softmax(self._trace.layers[-1].z)

    @property
    def firing(self) -> NDArray[np.int64]:
        """Units of the first layer that fire most, at most six, the largest value first."""
        values = self._trace.layers[0].a
        largest = np.argsort(-values, kind="stable")[:_UNITS]
        return largest[values[largest] > 0]

    @cached_property
    def nearest(self) -> tuple[int, float]:
        """Row of the training picture nearest to the drawing, and how far it is."""
        distances = np.linalg.norm(flat("train")[0] - self.drawing.ravel(), axis=1)
        row = int(distances.argmin())
        return row, float(distances[row])

    def picture(self) -> Picture:
        """Draw what the network sees, its answer as bars, and the units that fire most."""
        searched = self.searched and not self.is_empty
        height = 446 if searched else 318
        svg = Svg(_WIDTH, height, title="A drawing and an answer", description=self.readout())
        svg.text(8, 22, "what the network sees", size=14, text_anchor="start")
        svg.image(8, 38, 140, 140, _image(self.drawing))
        shifted = ", then shifted" if self.right or self.down else ""
        words = f"filled, enlarged, centred{shifted}"
        svg.text(8, 194, words, size=14, text_anchor="start")
        if self.is_empty:
            svg.text(260, 108, "Draw something.", size=18)
            return svg.picture()
        self._draw_bars(svg)
        self._draw_units(svg)
        if searched:
            self._draw_nearest(svg)
        return svg.picture()

    def _draw_bars(self, svg: Svg) -> None:
        svg.text(260, 22, "what it says", size=14)
        for i, (name, share) in enumerate(zip(THREE_CLASSES, self.shares, strict=True)):
            y = 48 + 44 * i
            svg.text(168, y, name, size=16, text_anchor="start")
            svg.text(352, y, f"{fixed(100 * share, 0)} %", size=16, text_anchor="end")
            svg.rect(168, y + 12, 184, 18, stroke=palette.MUTED)
            svg.rect(168, y + 12, 184 * share, 18, fill=palette.POSITIVE, stroke="none")

    def _draw_units(self, svg: Svg) -> None:
        units, values = self.firing, self._trace.layers[0].a[self.firing]
        if not len(units):
            svg.text(180, 260, "no unit fires")
            return
        svg.text(180, 222, "units that fire most (blue: bright wanted)", size=14)
        weight = self._trace.layers[0].weight[units]
        svg.image(8, 236, 58 * len(units), 52.2, weight_images(weight, columns=len(units)))
        for i, (k, value) in enumerate(zip(units.tolist(), values, strict=True)):
            x = 8 + 58 * i
            svg.rect(x, 291, 55, 6, stroke=palette.MUTED, stroke_width=0.5)
            svg.rect(x, 291, 55 * value / values[0], 6, fill=palette.POSITIVE, stroke="none")
            svg.text(x + 28, 307, f"{k + 1}: {fixed(value, 1)}", size=14)

    def _draw_nearest(self, svg: Svg) -> None:
        row, distance = self.nearest
        X, y = flat("train")
        svg.image(8, 326, 112, 112, _image(X[row].reshape(28, 28)))
        svg.text(134, 364, "the nearest training picture", text_anchor="start")
        words = f"{THREE_CLASSES[y[row]]}, at distance {fixed(distance, 1)}"
        svg.text(134, 390, words, text_anchor="start")

    def formula(self) -> str:
        """Write the share of the answer with its numbers filled in, as HTML."""
        if self.is_empty:
            return "There is nothing to compute yet."
        k = int(self.shares.argmax())
        return f"{THREE_CLASSES[k]}: {formulas.softmax(self._trace.layers[-1].z, self.shares, k)}"

    def readout(self) -> str:
        """Say the answer, the unit that fires most, the nearest picture, and what was kept."""
        refused = "Nothing was kept. " if self.refused else ""
        if self.is_empty:
            return f"{refused}The pad is empty. Draw something, or start from a picture."
        if self.refused:
            refused += f"First choose what it is: {', '.join(THREE_CLASSES)}. "
        pairs = zip(THREE_CLASSES, self.shares, strict=True)
        shares = ", ".join(f"{name} {fixed(100 * share, 0)} %" for name, share in pairs)
        words = f"{refused}The network says {shares}. {self._most()}"
        if self.searched:
            row, distance = self.nearest
            name = THREE_CLASSES[flat("train")[1][row]]
            words += f" The nearest training picture is {name}, at distance {fixed(distance, 1)}."
        if self.kept:
            count = f"{len(self.kept)} drawing{'s' if len(self.kept) > 1 else ''}"
            before, after = (fixed(100 * score, 0) for score in (self.scores[0], self.scores[-1]))
            words += (
                f" Trained on {count} of yours, it is right on {after} % of the validation "
                f"pictures; before, it was on {before} %."
            )
        return words

    def _most(self) -> str:
        if not len(self.firing):
            return "No unit fires."
        k = int(self.firing[0])
        return f"Unit {k + 1} fires most, with {fixed(self._trace.layers[0].a[k], 1)}."


def _image(picture: Drawing) -> Picture:
    return Picture.of_pixels(np.round(255 * picture).astype(np.uint8), alt="picture")


def _shifted(picture: Drawing, down: int, right: int) -> Drawing:
    """Move a picture; what leaves it is gone, and black comes in."""
    wide = np.pad(picture, _FARTHEST)
    top, left = _FARTHEST - down, _FARTHEST - right
    return wide[top : top + len(picture), left : left + len(picture)].copy()


def _trained_on(
    kept: tuple[tuple[Drawing, int], ...], network: Network, rng: np.random.Generator
) -> Network:
    network = copy.deepcopy(network)
    X, y = flat("train")
    rows = rng.choice(len(y), _OTHERS, replace=False)
    own = list(islice(cycle(kept), _OWN))
    X = np.concatenate([X[rows], [drawing.ravel() for drawing, _ in own]])
    y = np.concatenate([y[rows], [k for _, k in own]])
    fit(
        network,
        X,
        y,
        loss=CrossEntropyLoss(),
        optimizer=Adam(),
        epochs=_ROUNDS,
        batch_size=32,
        rng=rng,
        progress=False,
    )
    return network


def _score(network: Network) -> float:
    X, y = flat("validation")
    return accuracy(y, network(X))


def _checked(network: Network) -> Network:
    """Return a copy of a network that can look at a drawing."""
    check_type("network", network, Network, "a Network")
    first, last = network.layers[0], network.layers[-1]
    assert isinstance(first, Linear)  # as in every network
    if first.in_features != 784:
        raise ValueError(f"network expected 784 pixels to come in, got {first.in_features} values")
    if not isinstance(last, Linear) or last.out_features != 3:
        raise ValueError(
            f"network expected three sums at its end, of dog, cat and neither, got {last}"
        )
    return copy.deepcopy(network)


class DrawingPad(Explorer[DrawingState]):
    """Draw an animal, which becomes a picture like those of the data, and see what it is taken for.

    What lines enclose is filled at once. Where an outline was left open, the button "Fill" closes
    it, with straight lines between the ends that are nearest; see `nnlib.datasets.silhouette`,
    which also tells how the data look. "Keep it" trains a copy of the network for 16 steps more, on
    the drawing under the label that was chosen for it and on some training pictures.

    Parameters
    ----------
    network : Network, optional
        From 784 pixels to three sums: dog, cat, neither. It is copied, and never changed. By
        default one of `nnlib.animal_network`, which takes about a second to train, once.

    Attributes
    ----------
    drawing : ndarray
        What the network sees: float32, shape (28, 28), brightness from 0 to 1.
    network : Network
        A copy of the network as it is now, perhaps trained on what was kept.

    Raises
    ------
    TypeError, ValueError
        If `network` is something else.

    Examples
    --------
    >>> explorer = DrawingPad()
    >>> explorer.controls["strokes"].value = [[(100, 20), (180, 260), (100, 260)]]
    >>> explorer.buttons["Fill"].click()
    >>> explorer.drawing.shape
    (28, 28)
    >>> explorer.buttons["Clear"].click()
    >>> explorer.state.readout()
    'The pad is empty. Draw something, or start from a picture.'
    """

    children: Sequence[widgets.Box]

    def __init__(self, network: Network | None = None) -> None:
        state = DrawingState(network=animal_network() if network is None else _checked(network))
        pad = Pad(label="draw here", description="drawing", hint=_HINT, value=state.strokes)
        shift = {"min": -_FARTHEST, "max": _FARTHEST, "step": 1, "value": 0, "decimals": 0}
        choices = {
            "example": Choice(
                label="start from",
                description="picture to start from",
                options=_CHOICES["example"],
                value=state.example,
            ),
            "right": Slider(
                label="shift right", description="shift right what the network sees", **shift
            ),
            "down": Slider(
                label="shift down", description="shift down what the network sees", **shift
            ),
            "label": Choice(label="it is", description="what it is", options=_CHOICES["label"]),
        }
        super().__init__(
            state,
            [{"strokes": pad}, choices],
            actions={
                "Clear": DrawingState.cleared,
                "Fill": DrawingState.filled,
                "Show the nearest training picture": DrawingState.with_nearest,
                "Keep it": DrawingState.learned,
            },
            reset_label="Reset to the dog",
        )
        self._arrange()

    def _arrange(self) -> None:
        """Put the answer beside the hand that draws, and each button below what it is for."""
        beside, buttons, *below = self.children
        pad_box, choices_box = beside.children
        drawn, kept = (widgets.HBox(layout=buttons.layout) for _ in range(2))
        drawn.children = [self.buttons[name] for name in ("Clear", "Fill", "Undo")]
        kept.children = [button for button in buttons.children if button not in drawn.children]
        pad_box.children = [*pad_box.children, drawn]
        pad_box.layout.flex = "1 1 292px"
        self.stage.picture.layout.flex = "1 1 280px"
        self.stage.picture.layout.max_width = f"{_WIDTH}px"
        beside.children = [pad_box, self.stage.picture]
        choices_box.layout.flex = "0 0 auto"
        self.stage.children = [self.stage.formula, self.stage.readout]
        self.children = [beside, choices_box, kept, *below]

    @property
    def drawing(self) -> Drawing:
        """What the network sees; an array of one's own."""
        return self._state.drawing.copy()

    @property
    def network(self) -> Network:
        """A copy of the network as it is now."""
        return copy.deepcopy(self._state.network)

    def _move(self, name: str, value: Value | tuple[silhouette.Stroke, ...]) -> None:
        """Let each stroke be undone on its own, and a slider's way at once."""
        if not isinstance(value, tuple):
            super()._move(name, value)
        elif value != self._state.strokes:
            self._act(lambda state: state.moved(name, value), reason=f"stroke {len(value)}")
