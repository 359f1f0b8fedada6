"""State: what a hand can move in an explorer, as frozen dataclasses, and as plain data.

Each field says where it stands how far it moves and what a screen reader calls it.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from nnlib.explorers.scene import ALL, number

_NUMBER, _PARTS = "number", "parts"
_MOST = 1e9  # no hand and no learning goes so far; all that follows stays finite


def moves(default: Any = dataclasses.MISSING, *, stars: int = 1, **range_: Any) -> Any:
    """Declare a field of numbers that a hand can move.

    Parameters
    ----------
    default
        Where they start.
    stars : int
        How many indices a number has in it: 1 for a vector, 2 for a matrix.
    **range_
        As `nnlib.explorers.scene.number` takes them.
    """
    return field(default=default, metadata={_NUMBER: (stars, range_)})


def parts(default: Any, kind: type["Part"]) -> Any:
    """Declare a field that holds a tuple of parts, such as layers."""
    return field(default=default, metadata={_PARTS: kind})


@dataclass(frozen=True)
class Part:
    """A part of a state, such as a layer or a point."""

    def data(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return {each.name: _plain(getattr(self, each.name)) for each in dataclasses.fields(self)}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Return the state that plain data say.

        Raises
        ------
        ValueError
            If something is missing, is too much, or is not of the kind that belongs there.
        """
        known = {each.name: each for each in dataclasses.fields(cls)}
        if not isinstance(data, Mapping) or set(data) != set(known):
            raise ValueError(f"{cls.__name__} expected {', '.join(known)}, got {data!r:.80}")
        return cls(**{name: _frozen(known[name], value) for name, value in data.items()})

    @classmethod
    def numbers(cls) -> list[dict[str, Any]]:
        """Return the numbers that a hand can move, with their ranges."""
        found = []
        for each in dataclasses.fields(cls):
            if _NUMBER in each.metadata:
                stars, range_ = each.metadata[_NUMBER]
                found.append(number(each.name + ".*" * stars, **range_))
            if _PARTS in each.metadata:
                for inner in each.metadata[_PARTS].numbers():
                    found.append(inner | {"path": f"{each.name}.*.{inner['path']}"})
        return found


@dataclass(frozen=True)
class State(Part):
    """What all states have.

    Attributes
    ----------
    step : int
        How many steps are revealed; 99 for all.
    preset : str
        Where this state started from.
    """

    step: int = ALL
    preset: str = ""


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        return value.data()
    if isinstance(value, Mapping):  # an optimizer's memory
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _frozen(where: dataclasses.Field[Any], value: Any) -> Any:
    kind = where.metadata.get(_PARTS)
    if kind is not None:
        return tuple(kind.of(each) for each in _listed(where.name, value))
    if _NUMBER in where.metadata:
        return _numbers(where.name, value, where.metadata[_NUMBER][0])
    if isinstance(where.default, str) and not isinstance(value, str):
        raise ValueError(f"{where.name} expected a word, got {value!r:.60}")
    if type(where.default) is int and type(value) is not int:
        raise ValueError(f"{where.name} expected a whole number, got {value!r:.60}")
    if where.default is None and not isinstance(value, Mapping | None):
        raise ValueError(f"{where.name} expected what an optimizer remembers, got {value!r:.60}")
    if isinstance(where.default, int | float):
        return _numbers(where.name, value, 0)
    return _tuples(where.name, value)


def _listed(name: str, value: Any) -> Any:
    if not isinstance(value, list | tuple):
        raise ValueError(f"{name} expected a list, got {value!r:.60}")
    return value


def _numbers(name: str, value: Any, depth: int) -> Any:
    """Return a number, or tuples of numbers as deep as said."""
    if depth:
        return tuple(_numbers(name, each, depth - 1) for each in _listed(name, value))
    if not isinstance(value, int | float) or not abs(value) <= _MOST:  # nor is NaN
        raise ValueError(f"{name} expected numbers from -1e9 to 1e9, got {value!r:.60}")
    return value


def _tuples(name: str, value: Any) -> Any:
    """Return what may be anything: such as a history, or an optimizer's memory."""
    if isinstance(value, list | tuple):
        return tuple(_tuples(name, each) for each in value)
    if isinstance(value, Mapping):
        return {key: _tuples(key, each) for key, each in value.items()}
    if isinstance(value, str | None):
        return value
    return _numbers(name, value, 0)
