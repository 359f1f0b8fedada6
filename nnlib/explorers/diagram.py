"""Diagram: the small network's picture, to be taken hold of.

The picture is drawn by `nnlib.drawing.diagrams`, as everywhere. While a hand moves a line, a
circle or a class, `diagram.js` computes the network anew in the browser, within a frame and without
the kernel, and moves the named shapes of that picture. It draws nothing of its own, and takes every
colour from `nnlib.drawing.palette`; tests compare its numbers, pictures and words with Python's.
"""

from pathlib import Path
from typing import NotRequired, Protocol, TypedDict

import anywidget
import traitlets

from nnlib.datasets import THREE_CLASSES
from nnlib.drawing import palette
from nnlib.drawing.picture import Picture

_HERE = Path(__file__).parent
_HINT = (
    "Drag a line, a circle or an input up or down, and click the right answer; "
    "or Tab to them, then arrow keys and Space."
)
_COLORS = ("GROUND", "MUTED", "POSITIVE", "NEGATIVE", "POSITIVE_TINT", "NEGATIVE_TINT")


class Hand(TypedDict):
    """What a hand can move; from the browser, the number of its gesture too."""

    numbers: list[float]
    target: int
    unit: int
    pointed: int
    gesture: NotRequired[int]


class Shown(Protocol):
    """What is shown: a `NetworkState`."""

    @property
    def view(self) -> str: ...  # noqa: D102

    @property
    def known(self) -> int: ...  # noqa: D102

    @property
    def note(self) -> str: ...  # noqa: D102

    def hand(self) -> Hand: ...  # noqa: D102

    def picture(self) -> Picture: ...  # noqa: D102


class Diagram(anywidget.AnyWidget):
    """Shows the state of a `NetworkExplorer`, and sends what a hand makes of it.

    Attributes
    ----------
    hand : dict
        What a hand can move, from ``state.hand()``; ``moves``, a count by which the browser
        knows what is older than its own latest move; and ``gesture``, another number for each.
    picture, view, known, note
        The rest of what is shown, of the same names in the state.
    """

    _esm = _HERE / "diagram.js"
    _css = _HERE / "diagram.css"

    hand = traitlets.Dict().tag(sync=True)
    picture = traitlets.Unicode().tag(sync=True)
    view = traitlets.Unicode("forward").tag(sync=True)
    known = traitlets.Int().tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)
    hint = traitlets.Unicode(_HINT, read_only=True).tag(sync=True)
    class_names = traitlets.List(list(THREE_CLASSES), read_only=True).tag(sync=True)
    colors = traitlets.Dict({name: getattr(palette, name) for name in _COLORS}, read_only=True).tag(
        sync=True
    )

    def show(self, state: Shown) -> None:
        """Show `state`. Only another view, or way back, needs another picture from Python."""
        with self.hold_sync():
            if not self.picture or (state.view, state.known) != (self.view, self.known):
                self.picture = state.picture().text
            self.view, self.known, self.note = state.view, state.known, state.note
            own = {name: self.hand.get(name, 0) for name in ("moves", "gesture")}
            self.hand = state.hand() | own
