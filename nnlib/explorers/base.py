"""Explorer: the wiring that all explorers share.

A control moves, the state is replaced by one with the new value, and picture, formula and
readout are drawn from it. A state is a frozen dataclass whose fields carry the names of the
controls, so that the wiring needs no table and a test needs no browser.
"""

import traceback
from dataclasses import replace
from typing import Protocol

import ipywidgets as widgets

from nnlib.explorers.controls import Slider, Status
from nnlib.picture import Picture


class State(Protocol):
    """What an explorer shows: a frozen dataclass with these three methods."""

    def picture(self) -> Picture:
        """Draw the state."""

    def formula(self) -> str:
        """Write the computation with its numbers filled in, as HTML."""

    def readout(self) -> str:
        """Say the result in a sentence."""


class Explorer(widgets.VBox):
    """Controls, and a picture, a formula and a sentence that follow them.

    Parameters
    ----------
    state : State
        Where to start, and where the button leads back to.
    columns : sequence of dict of str to Slider
        The controls, each under the name of the field that it moves, in columns.
    reset_label : str
        What the button says.

    Attributes
    ----------
    state : State
        What is shown now. Assigning another one moves the controls too.
    """

    def __init__(self, state: State, columns: list[dict[str, Slider]], *, reset_label: str) -> None:
        self._start = self._state = state
        self.controls = {name: control for column in columns for name, control in column.items()}
        self.reset_button = widgets.Button(description=reset_label, layout={"width": "max-content"})
        self.error = Status(role="alert")
        self._picture = widgets.HTML()
        self._formula = widgets.HTML()
        self._readout = Status()
        for name, control in self.controls.items():
            control.observe(lambda change, name=name: self._move(name, change.new), "value")
        self.reset_button.on_click(lambda _: self._show(self._start))
        boxes = [widgets.VBox(list(column.values())) for column in columns]
        controls = widgets.HBox(boxes, layout={"flex_flow": "row wrap", "grid_gap": "0 24px"})
        shown = [controls, self.reset_button, self.error]
        super().__init__([*shown, self._picture, self._formula, self._readout])
        self._show(state)

    @property
    def state(self) -> State:
        """What is shown now."""
        return self._state

    @state.setter
    def state(self, state: State) -> None:
        if not isinstance(state, type(self._start)):
            raise TypeError(f"state expected {type(self._start).__name__}, got {state!r:.60}")
        self._show(state)

    def _move(self, name: str, value: float) -> None:
        if getattr(self._state, name) != value:
            self._show(replace(self._state, **{name: value}))

    def _show(self, state: State) -> None:
        self._state = state
        try:
            for name, control in self.controls.items():
                control.value = getattr(state, name)
            self._picture.value = state.picture().text
            self._formula.value = f'<div class="nnlib-formula">{state.formula()}</div>'
            self._readout.text = state.readout()
            self.error.text = ""
        except Exception:
            # The kernel's log is out of sight: say it here too, then let it go on its way.
            self.error.text = f"This explorer met an error.\n{traceback.format_exc()}"
            raise

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, object]:
        """Add the picture: viewers without a kernel show it in place of the controls."""
        picture = self._state.picture()
        return {**super()._repr_mimebundle_(**kwargs), **picture._repr_mimebundle_()}
