"""Expressions: how an attribute or a word of a picture follows from numbers, as plain data.

An explorer's picture is drawn twice: by Python, for the page that stands still, and by JavaScript,
under the reader's hand. So that it is described once, what follows from the state is written as
data: a number is itself, a text a path into the scope such as ``"layers.0.z.1"``, and a list
``["+", a, b]`` an operation. `Expr` lets Python write them as Python:
``12 + 3 * ref("x", 0)``. The same operations are in ``explorers/js/expressions.js``.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from nnlib.datasets import silhouette
from nnlib.drawing import curves, filters, numerals, packed, surface, wide

Scope = Mapping[str, Any]
_SMALL = 5e-7  # below, a sign says nothing
_WIDEST = 6.0  # weights beyond are drawn as wide as this one


class Expr:
    """A computation that is written down and not yet made.

    Parameters
    ----------
    data : number, bool, str or list
        Its data: see the top of this file.
    """

    def __init__(self, data: Any) -> None:
        self.data = data

    def __add__(self, other: Any) -> "Expr":
        return op("+", self, other)

    def __radd__(self, other: Any) -> "Expr":
        return op("+", other, self)

    def __sub__(self, other: Any) -> "Expr":
        return op("-", self, other)

    def __rsub__(self, other: Any) -> "Expr":
        return op("-", other, self)

    def __mul__(self, other: Any) -> "Expr":
        return op("*", self, other)

    def __rmul__(self, other: Any) -> "Expr":
        return op("*", other, self)

    def __truediv__(self, other: Any) -> "Expr":
        return op("/", self, other)

    def __rtruediv__(self, other: Any) -> "Expr":
        return op("/", other, self)

    def __neg__(self) -> "Expr":
        return op("neg", self)

    def __abs__(self) -> "Expr":
        return op("abs", self)

    def __lt__(self, other: Any) -> "Expr":
        return op("lt", self, other)

    def __le__(self, other: Any) -> "Expr":
        return op("le", self, other)

    def __gt__(self, other: Any) -> "Expr":
        return op("gt", self, other)

    def __ge__(self, other: Any) -> "Expr":
        return op("ge", self, other)

    def __and__(self, other: Any) -> "Expr":
        return op("and", self, other)

    def __or__(self, other: Any) -> "Expr":
        return op("or", self, other)

    def __invert__(self) -> "Expr":
        return op("not", self)

    def eq(self, other: Any) -> "Expr":
        """Compare: ``==`` itself would keep expressions from being compared in Python."""
        return op("eq", self, other)

    def ne(self, other: Any) -> "Expr":
        """Compare, the other way round."""
        return op("ne", self, other)

    def __getitem__(self, key: "int | str | Expr") -> "Expr":
        if isinstance(self.data, str) and not isinstance(key, Expr):
            return Expr(f"{self.data}.{key}")
        return op("at", self, key)

    def __getattr__(self, name: str) -> "Expr":
        if name.startswith("_"):  # what Python itself asks for, as copy does
            raise AttributeError(name)
        return self[name]

    def __bool__(self) -> bool:
        raise TypeError("an expression has no value yet: write a & b, a | b, ~a or if_(a, b, c)")

    def __repr__(self) -> str:
        return f"Expr({self.data!r})"


def ref(name: str) -> Expr:
    """Return what stands at a path: ``ref("layers")[0].z[1]``."""
    return Expr(name)


def op(name: str, *arguments: Any) -> Expr:
    """Return an operation on expressions; a `str` among them is a text, not a path."""
    return Expr([name, *map(as_data, arguments)])


def as_data(value: Any) -> Any:
    """Return the data of an expression, or of a number or text that stands for itself."""
    if isinstance(value, Expr):
        return value.data
    if isinstance(value, str):
        return ["text", value]
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple) and _holds_some(value):
        return ["list", *map(as_data, value)]
    return ["const", list(value) if isinstance(value, tuple) else value]


def _holds_some(value: Any) -> bool:
    """Say whether there are expressions in a list, however deep."""
    if isinstance(value, list | tuple):
        return any(map(_holds_some, value))
    return isinstance(value, Expr)


def if_(condition: Any, then: Any, otherwise: Any) -> Expr:
    """Return `then` or `otherwise`."""
    return op("if", condition, then, otherwise)


def first(*cases: tuple[Any, Any], otherwise: Any = "") -> Expr:
    """Return what belongs to the first condition that is true."""
    result = Expr(as_data(otherwise))
    for condition, value in reversed(cases):
        result = if_(condition, value, result)
    return result


def join(*parts: Any) -> Expr:
    """Put texts together."""
    return op("join", *parts)


def fixed(value: Any, digits: Any = 2) -> Expr:
    """Write a number with so many decimals."""
    return op("fixed", value, digits)


def _lookup(path: str, scope: Scope) -> Any:
    value: Any = scope
    for key in path.split("."):
        try:
            value = value[int(key) if isinstance(value, Sequence) else key]
        except (KeyError, IndexError, ValueError, TypeError):
            raise LookupError(f"expression found nothing at {path}") from None
    return value


def evaluate(data: Any, scope: Scope) -> Any:
    """Compute an expression.

    Parameters
    ----------
    data : Expr, or its data
        What to compute.
    scope : mapping
        What the paths lead into.

    Raises
    ------
    LookupError
        If a path leads nowhere, or there is no such operation.

    Examples
    --------
    >>> evaluate(2 * ref("x")[1] + 1, {"x": [5, 3]})
    7
    """
    if isinstance(data, Expr):
        data = data.data
    if isinstance(data, bool | int | float):
        return data
    if isinstance(data, str):
        return _lookup(data, scope)
    name, *rest = data
    if name in ("text", "const"):
        return rest[0]
    if name == "if":
        return evaluate(rest[1] if evaluate(rest[0], scope) else rest[2], scope)
    if name not in OPERATIONS:
        raise LookupError(f"expression expected an operation, got {name!r}")
    return OPERATIONS[name](*(evaluate(each, scope) for each in rest))


def _at(values: Any, *indices: Any) -> Any:
    for index in indices:
        if isinstance(index, int) and index < 0:  # JavaScript has no such
            raise LookupError(f"expression found nothing at index {index}")
        values = values[index]
    return values


def _sum(*values: Any) -> Any:
    total = values[0]
    for value in values[1:]:
        total = total + value
    return total


def _width(weight: float) -> float:
    return 1.5 + 1.7 * min(abs(weight), _WIDEST)


def _dash(weight: float) -> str:
    if weight >= 0:
        return "none"
    wide = _width(weight)
    return f"{numerals.coordinate(wide * 0.8 + 5)} {numerals.coordinate(wide * 0.4 + 3)}"


def _ring(value: float, x: float, y: float, r: float, most: float) -> str:
    part = min(0.9999, max(-0.9999, value / most))
    if abs(part) < 0.002:
        return "M0 0"
    turn = 2 * math.pi * part
    large, clockwise = int(abs(part) > 0.5), int(part > 0)
    at = numerals.coordinate
    end = f"{at(x + r * math.sin(turn))} {at(y - r * math.cos(turn))}"
    return f"M{at(x)} {at(y - r)}A{at(r)} {at(r)} 0 {large} {clockwise} {end}"


def _largest_size(values: list[float]) -> int:
    sizes = [abs(value) for value in values]
    return sizes.index(max(sizes))


def _smallest_size(values: list[float]) -> int:
    sizes = [abs(value) for value in values]
    return sizes.index(min(sizes))


def _sign(value: float) -> str:
    return "neg" if value < -_SMALL else "pos" if value > _SMALL else "zero"


def _listed(value: Any) -> Any:
    """Return tuples in tuples as lists, as JSON has them."""
    return [_listed(each) for each in value] if isinstance(value, tuple) else value


def _joined(*parts: Any) -> str:
    return "".join(str(part) for part in parts)


OPERATIONS: dict[str, Callable[..., Any]] = {  # scenes add training runs
    "+": _sum,
    "-": lambda a, b: a - b,
    "*": lambda *values: math.prod(values),
    "/": lambda a, b: 0 if b == 0 else a / b,
    "neg": lambda a: -a,
    "abs": abs,
    "min": lambda *values: min(values),
    "max": lambda *values: max(values),
    "sqrt": math.sqrt,
    "exp": math.exp,
    "ln": math.log,
    "floor": math.floor,
    "hypot": lambda a, b: math.sqrt(a * a + b * b),
    "sigmoid": curves.logistic,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "and": lambda *values: all(values),
    "or": lambda *values: any(values),
    "not": lambda a: not a,
    "list": lambda *values: list(values),
    "at": _at,
    "len": len,
    "slice": lambda values, start, count: list(values[start : start + count]),
    "append": lambda values, value, most: [*values, value][-most:],
    "sum": lambda values: _sum(*values) if values else 0,
    "count": lambda many: list(range(many)),
    "largest": lambda values: values.index(max(values)),
    "smallest": lambda values: values.index(min(values)),
    "largest_size": _largest_size,
    "smallest_size": _smallest_size,
    "path": lambda *pieces: ".".join(str(piece) for piece in pieces),
    "join": _joined,
    "fixed": numerals.rounded,
    "near": numerals.near,
    "inside": numerals.inside,
    "plus": numerals.plus,
    "factor": numerals.factor,
    "grouped": numerals.grouped,
    "whole": lambda value: numerals.rounded(value, 0),
    "places": lambda least, most, total, *terms: numerals.places(least, most, total, terms),
    "coordinate": numerals.coordinate,
    "sign": _sign,
    "wide": _width,
    "dash": _dash,
    "ring": _ring,
    "curve": curves.curve,
    "polyline": curves.polyline,
    "clipped": curves.clipped,
    "dots": curves.dots,
    "spokes": curves.spokes,
    "walk": surface.walk,
    "convolved": filters.convolved,
    "scaled": filters.scaled,
    "marks": curves.marks,
    "bytes": packed.unpack_bytes,
    "halves": packed.unpack_halves,
    "nibbles": packed.unpack_nibbles,
    "silhouette": lambda strokes: silhouette.from_strokes(strokes).ravel().tolist(),
    "enclosed": silhouette.enclosed,
    "joined": lambda strokes: _listed(silhouette.joined(strokes)),
    "extended": lambda strokes, x, y: _listed(silhouette.extended(strokes, x, y)),
    "shifted": silhouette.shifted,
    "strokes": curves.strokes,
    "answers": wide.answers,
    "spoke": wide.spoke,
    "softmax": wide.softmax,
    "relative": wide.relative,
}
