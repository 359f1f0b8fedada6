"""LiveExplorer: an explorer that is described once, and moves without a kernel.

Python describes the scene and draws it where it stands still; `js` moves it under the hand. The
kernel gets the state when a hand lets go, and what Python sets is shown.
"""

from html import escape
from typing import Any, Generic, TypeVar

import anywidget
import traitlets

from nnlib.drawing.elements import markup, plain
from nnlib.drawing.expressions import evaluate
from nnlib.drawing.picture import Picture
from nnlib.explorers import runtime
from nnlib.explorers.scene import Scene
from nnlib.explorers.state import State

StateT = TypeVar("StateT", bound=State)
_shown: dict[str, tuple[object, list["LiveExplorer[Any]"]]] = {}  # what each cell shows


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

    _esm = runtime.source()
    _css = runtime.look()
    _scene = traitlets.Dict().tag(sync=True)
    _state = traitlets.Dict().tag(sync=True)

    def __init__(self, start: StateT) -> None:
        self._start = start
        self._described = self.describe(start)
        super().__init__(_scene=self._described.data(), _state=start.data())

    def describe(self, start: StateT) -> Scene:
        """Describe the explorer that starts there."""
        raise NotImplementedError

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
        return plain(str(evaluate(self._described.readout, self._described.scope(state))))

    def picture(self) -> Picture:
        """Draw what is shown, standing still."""
        return still_picture(self._described, self._state)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add the picture: viewers without a kernel show it in place of the explorer."""
        _close_earlier(self)
        picture = self.picture()
        shown = {"text/html": picture.html, "text/plain": picture.alt}
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return {**data, **shown}, metadata


def still_picture(scene: Scene, state: dict[str, Any]) -> Picture:
    """Draw a scene's wide picture as an image of its own, with its style in it."""
    scope = scene.scope(state)
    tree = scene.pictures["wide"]
    width, height = (float(each) for each in tree[1]["viewBox"].split()[2:])
    inner = markup(tree, scope)
    start = inner.index(">") + 1
    words = f"{plain(str(evaluate(scene.alt, scope)))} {plain(str(evaluate(scene.readout, scope)))}"
    source = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" class="nx nx-image"><style>{escape(_style(), quote=False)}</style>'
        f'<rect class="nx-ground" width="{width:g}" height="{height:g}" rx="16"/>' + inner[start:]
    )
    alt = f"{scene.title}. {words}"
    return Picture(source.encode(), "image/svg+xml", alt=alt, width=round(width))


def _style() -> str:
    """Return the part of the style sheet that pictures need."""
    return runtime.look()


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
                each.close()
        mine = []
    _shown[cell] = run, [*mine, explorer]
