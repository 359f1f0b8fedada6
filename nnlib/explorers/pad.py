"""Pad: a control to draw on, with mouse, pen, finger or keyboard.

`pad.js` shows a line at once, and sends it while it grows; the widgets' own throttle sees to it
that one message at the most is under way, with the newest points in the next. What is sent are
the lines alone, not all strokes: so a drawing that was cleared meanwhile stays cleared, however
slow the kernel is.
"""

from pathlib import Path

import anywidget
import traitlets

from nnlib.datasets.silhouette import PAD, PEN, as_strokes

_HERE = Path(__file__).parent


class Pad(anywidget.AnyWidget):
    """A black square that takes white strokes.

    Parameters
    ----------
    label : str
        Short words over it.
    description : str
        Its accessible name.
    hint : str
        How to use it, in a sentence or two.
    value : tuple
        The strokes, as `nnlib.datasets.silhouette.as_strokes` returns them.

    Attributes
    ----------
    lines : tuple
        From the browser: the lines of which it does not know yet that they have arrived, each
        with a number, which rises from line to line, and its points so far.
    arrived : tuple of (float, int)
        To the browser: the number of the newest line, and how many of its points are here.
    """

    _esm = _HERE / "pad.js"
    _css = _HERE / "pad.css"

    kind = traitlets.Unicode("pad", read_only=True).tag(sync=True)
    side = traitlets.Int(PAD, read_only=True).tag(sync=True)
    pen = traitlets.Int(PEN, read_only=True).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)
    value = traitlets.Tuple().tag(sync=True)
    # Sent back to where it came from, a long line would double the traffic.
    lines = traitlets.Tuple().tag(sync=True, echo_update=False)
    arrived = traitlets.Tuple((0, 0)).tag(sync=True)

    _taken: tuple | None = None  # the value whose last stroke is the newest line

    def show(self, value: tuple) -> None:
        """Show these strokes. A line that is still being drawn goes on on top of them."""
        if value != self.value:
            self.value = value

    @traitlets.validate("value")
    def _check_value(self, proposal: dict) -> tuple:
        try:
            return as_strokes(proposal["value"])
        except (TypeError, ValueError) as error:
            raise traitlets.TraitError(f"{self.description}: {error}") from error

    @traitlets.observe("lines")
    def _take(self, change: dict) -> None:
        with self.hold_sync():  # the browser is to learn at once what arrived, and what it made
            for number, points in change["new"]:
                newest, count = self.arrived
                if number > newest or (number == newest and len(points) > count):
                    self._put(number, points)

    def _put(self, number: int, points: list) -> None:
        grows = number == self.arrived[0] and self.value is self._taken
        kept = self.value[:-1] if grows else self.value
        self.arrived = number, len(points)
        try:
            self.value = (*kept, points)
        finally:  # whoever follows may raise an error; the stroke is there
            self._taken = self.value
