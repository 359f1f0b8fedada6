"""Explorer: the wiring that all explorers share.

A control moves or a button is pressed, the state is replaced by a new one, and picture, formula
and readout are drawn from it. A state is a frozen dataclass that knows, for every control, an
attribute of the same name, so that the wiring needs no table and a test needs no browser.
"""

import traceback
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Generic, Self, TypeVar

import ipywidgets as widgets

from nnlib.drawing.picture import Picture
from nnlib.explorers.controls import Choice, Player, Slider, Status
from nnlib.validation import check_bytes, check_number, check_words

_UNDO_STEPS = 100

Value = float | str | bytes
Control = Slider | Choice


@dataclass(frozen=True, eq=False)
class State:
    """What an explorer shows: a frozen dataclass that is drawn, written out and said."""

    def moved(self, name: str, value: Value) -> Self:
        """Return the state after the control `name` was moved to `value`.

        Raises
        ------
        TypeError, ValueError
            If no control can have this name, or send such a value.
        """
        if not isinstance(name, str) or not hasattr(self, name):
            raise ValueError(f"name expected a control, got {name!r:.60}")
        checks: dict[type, Callable[[str, Any], object]] = {str: check_words, bytes: check_bytes}
        checks.get(type(getattr(self, name)), check_number)("value", value)
        return self._moved(name, value)

    def _moved(self, name: str, value: Value) -> Self:
        return replace(self, **{name: value})

    def picture(self) -> Picture:
        """Draw the state."""
        raise NotImplementedError

    def formula(self) -> str:
        """Write the computation with its numbers filled in, as HTML."""
        raise NotImplementedError

    def readout(self) -> str:
        """Say the result in a sentence."""
        raise NotImplementedError


T = TypeVar("T")
StateT = TypeVar("StateT", bound=State)
Change = Callable[[StateT], StateT]


def given(thing: T | None) -> T:
    """Return what is there for certain, such as a gradient after a backward pass."""
    assert thing is not None
    return thing


class Stage(widgets.VBox):
    """Picture, formula and readout of a state, drawn and written in Python."""

    def __init__(self) -> None:
        self.picture = widgets.HTML()
        self.formula = widgets.HTML()
        self.readout = Status()
        super().__init__([self.picture, self.formula, self.readout])

    def show(self, state: State) -> None:
        """Draw and write `state`."""
        self.picture.value = state.picture().text
        self.formula.value = f'<div class="nnlib-formula">{state.formula()}</div>'
        self.readout.text = state.readout()


class Explorer(widgets.VBox, Generic[StateT]):
    """Controls, and a picture, a formula and a sentence that follow them.

    Parameters
    ----------
    state : State
        Where to start, and where the button leads back to.
    columns : sequence of dict of str to Slider or Choice
        The controls, each under the name of the attribute that it moves, in columns.
    actions : mapping of str to callable, optional
        What more buttons say, and what they make of a state.
    play : callable, optional
        What a tick makes of a state, while the play button is on. A state that comes back as it
        was ends the play.
    play_label : str
        What the play button says.
    reset_label : str
        What the last button says.

    Attributes
    ----------
    state : State
        What is shown now. Assigning another one moves the controls too.
    controls, buttons : dict
        Sliders, choices and uploads by the name of their attribute; buttons by what they say.
    stage : Stage
        What shows the state.
    """

    def __init__(
        self,
        state: StateT,
        columns: Sequence[dict[str, Control]],
        *,
        actions: Mapping[str, Change[StateT]] | None = None,
        play: Change[StateT] | None = None,
        play_label: str = "Play",
        reset_label: str,
    ) -> None:
        self._start = self._state = state
        self._past: deque[tuple[str, StateT]] = deque(maxlen=_UNDO_STEPS)
        self.controls = {name: control for column in columns for name, control in column.items()}
        self.buttons = {label: _button(label) for label in (*(actions or {}), "Undo", reset_label)}
        self.reset_button = self.buttons[reset_label]
        self.player = player = Player(play_label=play_label) if play else None
        self.error = Status(role="alert")
        self.stage = Stage()
        for name, control in self.controls.items():
            control.observe(lambda change, name=name: self._move(name, change.new), "value")
        for label, action in (actions or {}).items():
            self.buttons[label].on_click(lambda _, action=action: self._act(action))
        self.buttons["Undo"].on_click(lambda _: self._undo())
        self.reset_button.on_click(lambda _: self._reset())
        self._plays = 0  # each is undone on its own
        if player and play:
            player.observe(lambda change: self._tick(player, play, change.new), "tick")
            player.observe(self._count_plays, "playing")
        # Two columns side by side fit a page of 800 pixels.
        column_layout = {"flex": "1 1 280px", "max_width": "420px"}
        boxes = [widgets.VBox(list(c.values()), layout=column_layout) for c in columns]
        wrap = {"flex_flow": "row wrap", "grid_gap": "0 24px"}
        buttons = [*([player] if player else []), *self.buttons.values()]
        rows = [widgets.HBox(boxes, layout=wrap), widgets.HBox(buttons, layout=wrap)]
        super().__init__([*rows, self.error, self.stage])
        with self._errors_shown():
            self._show(state)

    @property
    def state(self) -> StateT:
        """What is shown now."""
        return self._state

    @state.setter
    def state(self, state: StateT) -> None:
        if not isinstance(state, type(self._start)):
            raise TypeError(f"state expected {type(self._start).__name__}, got {state!r:.60}")
        self._act(lambda _: state)

    def _move(self, name: str, value: Value) -> None:
        # A slider is dragged through many values; a photo is chosen on purpose.
        reason = "" if isinstance(value, bytes) else name
        if getattr(self._state, name) != value:
            self._act(lambda state: state.moved(name, value), reason=reason)

    def _tick(self, player: Player, play: Change[StateT], tick: int) -> None:
        before = self._state
        self._act(play, reason=f"play {self._plays}")
        if self._state is before:
            player.playing = False
        player.done = tick

    def _count_plays(self, change: dict) -> None:
        self._plays += change["new"]

    def _reset(self) -> None:
        if self.player:
            self.player.playing = False
        self._act(lambda _: self._start)

    def _undo(self) -> None:
        if self._past:
            _, state = self._past.pop()
            with self._errors_shown():
                self._show(state)

    def _act(self, change: Change[StateT], reason: str = "") -> None:
        """Show what `change` makes of the state. Changes for one reason are undone as one."""
        before = self._state
        with self._errors_shown():
            self._show(change(before))
        one_more = reason and self._past and self._past[-1][0] == reason
        if self._state is not before and not one_more:
            self._past.append((reason, before))

    def _show(self, state: StateT) -> None:
        self._state = state
        for name, control in self.controls.items():
            control.show(getattr(state, name))
        self.stage.show(state)
        self.error.text = ""

    @contextmanager
    def _errors_shown(self) -> Iterator[None]:
        try:
            yield
        except Exception:
            # The kernel's log is out of sight: say it here too, then let it go on its way.
            self.error.text = f"This explorer met an error.\n{traceback.format_exc()}"
            if self.player:
                self.player.playing = False
            raise

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, object]:
        """Add the picture: viewers without a kernel show it in place of the controls."""
        picture = self._state.picture()
        return {**super()._repr_mimebundle_(**kwargs), **picture._repr_mimebundle_()}


def _button(label: str) -> widgets.Button:
    return widgets.Button(description=label, layout={"width": "max-content"})
