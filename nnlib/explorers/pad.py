"""Pad: a control to draw on, with mouse, pen, finger or keyboard.

`pad.js` shows a stroke at once, and sends it while it grows; the widgets' own throttle sees to it
that one message at the most is under way, with the newest strokes in the next.
"""

from pathlib import Path

import anywidget
import traitlets

from nnlib.silhouette import PAD, PEN, as_strokes

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
        The strokes, as `nnlib.silhouette.as_strokes` returns them.
    """

    _esm = _HERE / "pad.js"
    _css = _HERE / "pad.css"

    kind = traitlets.Unicode("pad", read_only=True).tag(sync=True)
    side = traitlets.Int(PAD, read_only=True).tag(sync=True)
    pen = traitlets.Int(PEN, read_only=True).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)
    # Sent back to where it came from, a long drawing would double the traffic.
    value = traitlets.Tuple().tag(sync=True, echo_update=False)

    def show(self, value: tuple) -> None:
        """Show these strokes."""
        self.value = value

    @traitlets.validate("value")
    def _check_value(self, proposal: dict) -> tuple:
        try:
            return as_strokes(proposal["value"])
        except (TypeError, ValueError) as error:
            raise traitlets.TraitError(f"{self.description}: {error}") from error
