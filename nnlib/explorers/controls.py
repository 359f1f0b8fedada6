"""Controls: a slider that a screen reader can name, and a line of text that it reads out.

The handles of ipywidgets' own sliders have no accessible name, and text placed anew is not
announced; a native range input and a lasting live region do both. `controls.js` shows them.
"""

from pathlib import Path

import anywidget
import traitlets

_HERE = Path(__file__).parent


class Slider(anywidget.AnyWidget):
    """A native range input.

    Parameters
    ----------
    label : str
        Short words before the slider, as in "w₁".
    description : str
        Its accessible name, as in "weight w1".
    value, min, max, step : float
        Where it stands, its ends, and how far an arrow key moves it.
    decimals : int
        How many decimals of the value are shown after the slider.
    """

    _esm = _HERE / "controls.js"
    _css = _HERE / "controls.css"
    kind = traitlets.Unicode("slider", read_only=True).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)
    value = traitlets.Float().tag(sync=True)
    min = traitlets.Float().tag(sync=True)
    max = traitlets.Float().tag(sync=True)
    step = traitlets.Float().tag(sync=True)
    decimals = traitlets.Int(2).tag(sync=True)

    @traitlets.validate("value")
    def _check_value(self, proposal: dict) -> float:
        value = proposal["value"]
        if not self.min <= value <= self.max:
            raise traitlets.TraitError(
                f"{self.description} expected from {self.min:g} to {self.max:g}, got {value}"
            )
        return value


class Status(anywidget.AnyWidget):
    """A line of text, announced when it changes.

    Parameters
    ----------
    text : str
        What it says.
    role : {"status", "alert"}
        Whether it waits for its turn or interrupts.
    """

    _esm = _HERE / "controls.js"
    _css = _HERE / "controls.css"
    kind = traitlets.Unicode("status", read_only=True).tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    role = traitlets.Enum(["status", "alert"], "status").tag(sync=True)
