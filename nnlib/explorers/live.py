"""LiveExplorer: an explorer that is described once, and moves without a kernel.

Python describes the scene and draws it where it stands still; `js` moves it under the hand. The
kernel gets the state when a hand lets go, and what Python sets is shown.
"""

import base64
import gzip
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

import anywidget
import ipywidgets as widgets
import traitlets

from nnlib.drawing.picture import Picture
from nnlib.explorers import runtime
from nnlib.explorers.card import said, still_card, still_picture
from nnlib.explorers.scene import Scene
from nnlib.explorers.state import State

StateT = TypeVar("StateT", bound=State)
_shown: dict[str, tuple[object, list["LiveExplorer[Any]"]]] = {}  # what each cell shows


class Stored(widgets.Widget):
    """A text that stands once in the kernel, packed, however many explorers use it."""

    content = traitlets.Unicode().tag(sync=True)  # as text: a notebook's saved state has no bytes


@cache
def _packed(text: str) -> str:
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode("ascii")


_texts: dict[str, Stored] = {}


def stored(text: str) -> Stored:
    """Return where a text stands in the kernel."""
    known = _texts.get(text)
    if known is None or known.comm is None:  # closed, as by Widget.close_all
        known = _texts[text] = Stored(content=_packed(text))
    return known


class LiveExplorer(anywidget.AnyWidget, Generic[StateT]):
    """What all live explorers share.

    Parameters
    ----------
    start : State
        Where to start, and what Reset leads back to.

    Attributes
    ----------
    state : State
        What is shown now; assigning another one shows it.
    """

    kind: ClassVar[type[State]]  # of its state
    _esm = Path(__file__).with_name("loader.js")
    _runtime = traitlets.Instance(Stored).tag(sync=True, **widgets.widget_serialization)
    _scene = traitlets.Instance(Stored).tag(sync=True, **widgets.widget_serialization)
    _state = traitlets.Dict().tag(sync=True)

    def __init__(self, start: StateT) -> None:
        # What follows every change holds from the start.
        described = self._describe(start)
        settled = described.change(start.data(), [])
        self._start = type(start).of(settled)
        self._described = replace(described, state=settled)
        scene = json.dumps(self._described.data(), separators=(",", ":"), ensure_ascii=False)
        super().__init__(_runtime=stored(runtime.source()), _scene=stored(scene), _state=settled)

    @classmethod
    def describe(cls, start: StateT) -> Scene:
        """Describe the explorer that starts there."""
        raise NotImplementedError

    def _describe(self, start: StateT) -> Scene:
        """Describe this explorer, which may have been given more than a state to start from."""
        return self.describe(start)

    def scene(self) -> dict[str, Any]:
        """Return the scene as plain data."""
        return self._described.data()

    @property
    def state(self) -> StateT:
        """What is shown now."""
        return type(self._start).of(self._state)

    @state.setter
    def state(self, state: StateT) -> None:
        if not isinstance(state, type(self._start)):
            raise TypeError(f"state expected {type(self._start).__name__}, got {state!r:.60}")
        self._state = state.data()

    @traitlets.validate("_state")
    def _check(self, proposal: dict[str, Any]) -> dict[str, Any]:
        """Take a state from the browser, or refuse it with a sentence."""
        state = type(self._start).of(proposal["value"]).data()
        try:
            self._said(state)
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            raise ValueError(f"state expected numbers that go together: {error}") from error
        return state

    def move(self, path: str, value: float) -> None:
        """Move a number, as a hand would: ``explorer.move("x.0", 2.5)``.

        Raises
        ------
        TypeError, ValueError
            If `value` is no finite number, or no number at `path` moves.
        """
        self._state = self._described.moved(self._state, path, value)

    def act(self, label: str) -> None:
        """Press a button, or take a choice or a preset, by what it says.

        Raises
        ------
        TypeError, ValueError
            If there is no such button.
        """
        self._state = self._described.act(self._state, label)

    def readout(self) -> str:
        """Say the result in a sentence."""
        return self._said(self._state)

    def _said(self, state: dict[str, Any]) -> str:
        return said(self._described, state)

    def picture(self) -> Picture:
        """Draw what is shown, standing still."""
        return still_picture(self._described, self._state)

    @classmethod
    def page(cls, state: Mapping[str, Any], name: str) -> str:
        """Return the HTML of a page that shows a state, and lives there without a kernel.

        Parameters
        ----------
        state : mapping
            Where it starts, as plain data.
        name : str
            What tells it from the page's other explorers.
        """
        given: Any = cls.kind.of(state)
        start, scene = given.data(), cls.describe(given)
        data = json.dumps(
            {"scene": scene.data(), "state": start}, separators=(",", ":"), ensure_ascii=False
        )
        safe = data.replace("<", "\\u003c")  # no word of it ends the script, or hides its end
        return (
            f'<div data-nnlib-scene="{name}">{still_card(scene, start)}</div>'
            f'<script type="application/json" id="{name}">{safe}</script>'
        )

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add the picture: viewers without a kernel show it in place of the explorer."""
        _close_earlier(self)
        picture = self.picture()
        # A page without a kernel finds here what it needs to bring the explorer to life.
        state = escape(json.dumps(self._state, separators=(",", ":")))
        about = f'<img data-explorer="{type(self).__name__}" data-state="{state}" '
        shown = {"text/html": picture.html.replace("<img ", about), "text/plain": picture.alt}
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return {**data, **shown}, metadata


def _close_earlier(explorer: LiveExplorer[Any]) -> None:
    """Close what an earlier run of this cell showed, so that five runs do not leave five behind."""
    from IPython import get_ipython

    shell = get_ipython()
    parent = shell.get_parent() if shell is not None and hasattr(shell, "get_parent") else {}
    cell, run = parent.get("metadata", {}).get("cellId"), parent.get("header", {}).get("msg_id")
    if not cell:
        return
    before, mine = _shown.pop(cell, (run, []))
    kept = [explorer, *(each for _, shown in _shown.values() for each in shown)]
    if before != run:
        for each in mine:
            if not any(each is one for one in kept):
                each.layout.close()
                each.close()
        mine = []
    _shown[cell] = run, [*mine, explorer]
