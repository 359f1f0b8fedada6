"""Controls that a screen reader can name: sliders, choices, a clock, a line of text.

The handles of ipywidgets' own sliders have no accessible name, and text placed anew is not
announced; native inputs and a lasting live region do both. `controls.js` shows them.
"""

import math
from collections.abc import Sequence
from pathlib import Path

import anywidget
import traitlets

_HERE = Path(__file__).parent


class Control(anywidget.AnyWidget):
    """What all controls share: where the browser finds them."""

    _esm = _HERE / "controls.js"
    _css = _HERE / "controls.css"


class Slider(Control):
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

    kind = traitlets.Unicode("slider", read_only=True).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)
    value = traitlets.Float().tag(sync=True)
    min = traitlets.Float().tag(sync=True)
    max = traitlets.Float().tag(sync=True)
    step = traitlets.Float().tag(sync=True)
    decimals = traitlets.Int(2).tag(sync=True)

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings)
        self._ends = self.min, self.max

    def show(self, value: float) -> None:
        """Move to `value`; one beyond the ends, which a computation may give, moves the ends."""
        low, high = self._ends
        low = low if value >= low else math.floor(value)
        high = high if value <= high else math.ceil(value)
        with self.hold_sync():
            # First make room for both values: each is checked against the ends.
            self.min, self.max = min(self.min, low), max(self.max, high)
            self.value = value
            self.min, self.max = low, high

    @traitlets.validate("value")
    def _check_value(self, proposal: dict) -> float:
        value = proposal["value"]
        if not self.min <= value <= self.max:
            raise traitlets.TraitError(
                f"{self.description} expected from {self.min:g} to {self.max:g}, got {value}"
            )
        return value


class Choice(Control):
    """A native list to choose from.

    Parameters
    ----------
    label : str
        Short words before the list.
    description : str
        Its accessible name.
    options : sequence of str
        What can be chosen.
    value : str, optional
        What is chosen; by default the first option.
    """

    kind = traitlets.Unicode("choice", read_only=True).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)
    options = traitlets.List(traitlets.Unicode()).tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)

    def __init__(self, *, options: Sequence[str], value: str = "", **settings: object) -> None:
        super().__init__(options=list(options), value=value or options[0], **settings)

    def show(self, value: str) -> None:
        """Choose `value`."""
        self.value = value

    @traitlets.validate("value")
    def _check_value(self, proposal: dict) -> str:
        value = proposal["value"]
        if value not in self.options:
            raise traitlets.TraitError(
                f"{self.description} expected one of {', '.join(self.options)}, got {value}"
            )
        return value


class Player(Control):
    """A button that plays and pauses, and ticks while it plays.

    The browser raises `tick` by one, and waits until `done` has followed before the next.

    Parameters
    ----------
    play_label, pause_label : str
        What the button says.
    interval : int
        Milliseconds between two ticks, at the least.
    """

    kind = traitlets.Unicode("player", read_only=True).tag(sync=True)
    play_label = traitlets.Unicode("Play").tag(sync=True)
    pause_label = traitlets.Unicode("Pause").tag(sync=True)
    interval = traitlets.Int(100).tag(sync=True)
    playing = traitlets.Bool(False).tag(sync=True)
    tick = traitlets.Int(0).tag(sync=True)
    done = traitlets.Int(0).tag(sync=True)


class Status(Control):
    """A line of text, announced when it changes.

    Parameters
    ----------
    text : str
        What it says.
    role : {"status", "alert"}
        Whether it waits for its turn or interrupts.
    """

    kind = traitlets.Unicode("status", read_only=True).tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    role = traitlets.Enum(["status", "alert"], "status").tag(sync=True)
