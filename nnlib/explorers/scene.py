"""Scene: an explorer described once, as plain data that Python and the browser both follow.

What a scene holds is told in docs/scenes.md. Here is what Python makes of it: the still picture,
the words, and the state after a hand, a button or a key. The browser does the same in
`js/scene.js`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from nnlib.drawing.elements import Element, bound, is_bound
from nnlib.drawing.expressions import OPERATIONS, Expr, as_data, evaluate
from nnlib.explorers.learning import RUNS
from nnlib.explorers.passes import learn, over_points, passes
from nnlib.validation import check_number, check_words

State = dict[str, Any]
Op = list[Any]
ALL = 99  # steps revealed, where none is left out
_DECIMALS = 1e4
OPERATIONS.update(RUNS)


def put(path: Any, value: Any) -> Op:
    """Return an operation: put a value at a path of the state, which may be an expression."""
    return ["set", as_data(path), as_data(value)]


def learning(optimizer: str, lr: Any, steps: int, *, most: float | None = None) -> Op:
    """Return an operation: steps of gradient descent with "sgd" or "adam".

    With `most`, no weight and no bias goes farther, as if a hand moved it.
    """
    how = {"optimizer": optimizer, "lr": as_data(lr), "steps": steps}
    return ["learn", how if most is None else {**how, "most": most}]


def number(
    path: str,
    *,
    least: float,
    most: float,
    drag: float,
    name: Any,
    short: Any,
    step: float = 0.05,
    get: Any = None,
    put: list[Op] | None = None,
) -> dict[str, Any]:
    """Say which numbers of the state a hand can move.

    Parameters
    ----------
    path : str
        Where they stand, with a star for any index: "layers.*.weight.*.*". In `name` and `short`,
        ``ref("index")[0]`` is what the first star stands for.
    least, most, step : float
        Ends, and how far an arrow key goes. With a whole step the number stays whole.
    drag : float
        How far one pixel goes.
    name, short : str or Expr
        What a screen reader says, and what stands in the bubble above the hand.
    get
        For a number that is not in the state, such as a mean: what it is.
    put
        What a new ``ref("value")`` changes, if not just the number at ``ref("path")``.
    """
    entry = {"path": path, "min": least, "max": most, "step": step, "drag": drag}
    entry |= {"name": as_data(name), "short": as_data(short)}
    entry |= {} if get is None else {"get": as_data(get)}
    return entry | ({} if put is None else {"set": put})


@dataclass(frozen=True)
class Scene:
    """An explorer as data: see docs/scenes.md for each part."""

    name: str
    title: str
    hint: str
    state: State
    pictures: dict[str, Element]
    formula: Element
    readout: Expr
    alt: Expr  # what the picture shows, before the readout
    numbers: Sequence[dict[str, Any]] = ()
    constants: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    points: str = ""
    steps: Any = None
    actions: Sequence[dict[str, Any]] = ()
    choices: Sequence[dict[str, Any]] = ()
    presets: Sequence[dict[str, Any]] = ()
    keep: Sequence[str] = ()
    after: Sequence[Op] = ()

    def data(self) -> dict[str, Any]:
        """Return everything as plain data, as the browser gets it."""
        return {
            "name": self.name,
            "title": self.title,
            "hint": self.hint,
            "state": self.state,
            "pictures": self.pictures,
            "formula": self.formula,
            "readout": self.readout.data,
            "numbers": list(self.numbers),
            "constants": dict(self.constants),
            "values": [[name, value] for name, value in self._values.items()],
            "model": {"points": self.points} if self.points else {},
            "steps": None if self.steps is None else as_data(self.steps),
            "actions": list(self.actions),
            "choices": list(self.choices),
            "presets": list(self.presets),
            "keep": list(self.keep),
            "after": list(self.after),
        }

    @cached_property
    def _values(self) -> dict[str, Any]:
        return {name: as_data(value) for name, value in self.values.items()}

    @property
    def _buttons(self) -> list[dict[str, Any]]:
        """Actions that need no file: those that do are for browsers alone."""
        return [each for each in self.actions if "image" not in each]

    def scope(self, state: State, **extra: Any) -> dict[str, Any]:
        """Return what expressions see: state, passes, constants and values."""
        scope = {**self.constants, **state}
        if "layers" in state:
            scope |= passes(state["layers"], state["x"], state.get("target"))
            if self.points:
                scope |= over_points(state["layers"], state[self.points])
        scope["start"] = self.start(state)
        for name, value in self._values.items():
            scope[name] = evaluate(value, scope)
        return scope | extra

    def start(self, state: State) -> State:
        """Return the state of the preset that `state` started from."""
        mine = [each["state"] for each in self.presets if each["label"] == state["preset"]]
        given = mine[0] if mine else {}
        scope = {**self.constants, **state}
        found = {k: evaluate(v[1], scope) if is_bound(v) else v for k, v in given.items()}
        return {**self.state, "preset": state["preset"], **found}

    def taken(self, state: State, preset: dict[str, Any]) -> State:
        """Return the state after a preset was chosen: what `keep` names stays."""
        moved = self.change({**state, "preset": preset["label"]}, preset.get("do", []))
        return self.change({**self.start(moved), **{name: moved[name] for name in self.keep}}, [])

    def change(self, state: State, ops: Sequence[Op], **extra: Any) -> State:
        """Return the state after operations."""
        moved = self._applied(state, ops, **extra)
        return self._applied(moved, self.after) if self.after else moved

    def _applied(self, state: State, ops: Sequence[Op], **extra: Any) -> State:
        scope = self.scope(state, **extra)
        for kind, *rest in ops:
            if kind == "set":
                path = str(evaluate(rest[0], scope)).split(".")
                state = _replaced(state, path, evaluate(rest[1], scope))
            else:
                how = {**rest[0], "lr": evaluate(rest[0]["lr"], scope)}
                state = learn(state, state[self.points] if self.points else None, how)
        return state

    def moved(self, state: State, path: str, value: float, *, fine: bool = False) -> State:
        """Return the state after the number at `path` was moved: kept to its step and its ends.

        Raises
        ------
        TypeError, ValueError
            If `value` is no finite number, or no number at `path` moves.
        """
        value, path = check_number("value", value), check_words("path", path)
        for entry in self.numbers:
            if _matches(entry["path"], path) and ("get" in entry or _leads(state, path)):
                whole = float(entry["step"]).is_integer()
                step = entry["step"] / 10 if fine and not whole else entry["step"]
                least, most = entry["min"], entry["max"]
                near = math.floor(min(most + 1, max(least - 1, value)) / step + 0.5) * step
                kept = min(most, max(least, near))
                rounded = kept if whole else math.floor(kept * _DECIMALS + 0.5) / _DECIMALS
                ops = entry.get("set") or [["set", ["text", path], "value"]]
                return self.change(state, ops, value=rounded, path=path)
        raise ValueError(f"path expected a number that moves, got {path!r}")

    def act(self, state: State, label: str) -> State:
        """Return the state after a button was pressed, or a choice or a preset taken.

        Raises
        ------
        TypeError, ValueError
            If there is no such button.
        """
        check_words("label", label)
        for preset in self.presets:
            if preset["label"] == label:
                return self.taken(state, preset)
        for action in self._buttons:
            if action["label"] == label:
                return self.change(state, action["do"])
        for choice in self.choices:
            for value, name in choice["options"]:
                if name == label:
                    chosen = _replaced(state, choice["path"].split("."), value)
                    return self.change(chosen, choice.get("do", []))
        labels = [each["label"] for each in (*self.presets, *self._buttons)]
        labels += [name for choice in self.choices for _, name in choice["options"]]
        raise ValueError(f"label expected one of {', '.join(labels)}, got {label!r}")

    def written(self, state: State) -> dict[str, Any]:
        """Return all that follows from a state, to the letter: a test holds the browser to it."""
        scope = self.scope(state)
        pictures = {name: list(bound(tree, scope)) for name, tree in self.pictures.items()}
        readout = str(evaluate(self.readout, scope))
        return pictures | {"formula": list(bound(self.formula, scope)), "readout": readout}


def _replaced(value: Any, path: list[str], new: Any) -> Any:
    """Return a copy with what stands at a path replaced."""
    key, *rest = path
    if isinstance(value, dict):
        return {**value, key: _replaced(value[key], rest, new) if rest else new}
    copy = list(value)
    copy[int(key)] = _replaced(copy[int(key)], rest, new) if rest else new
    return copy


def _matches(pattern: str, path: str) -> bool:
    wanted, given = pattern.split("."), path.split(".")
    same = (w == g or (w == "*" and g.isdecimal()) for w, g in zip(wanted, given, strict=False))
    return len(wanted) == len(given) and all(same)


def _leads(state: State, path: str) -> bool:
    """Say whether there is something at a path."""
    try:
        evaluate(path, state)
    except LookupError:
        return False
    return True
