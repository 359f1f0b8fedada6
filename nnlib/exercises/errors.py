"""What to try next when a learner's function stops with an error."""

import difflib
import inspect
import math
import re
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

from nnlib import activations

_MAXIMUM = (
    "`np.max(0, z)` takes `z` for the number of an axis. To compare each number of `z` with 0, "
    "write `np.maximum(0, z)`."
)
_SIZES = (
    "The sizes do not fit together. `A @ B` needs as many columns in `A` as there are rows in `B`. "
    "Print the shapes, then check the order and each `.T`."
)
_HARD_CODED = "Is a size written into it as a number? The check tries other sizes, too."
# By the error's name and by words of its message. NumPy and Python have worded some differently.
_ADVICE = [
    (
        "ValueError",
        "truth value of an array",
        "`if`, `and`, `max` and `min` decide about a single number, and this is an array. "
        "`np.maximum`, `np.minimum` and `np.where` decide about each number in it.",
    ),
    ("ValueError", "matmul|not aligned", _SIZES),
    (
        "ValueError",
        "broadcast",
        "The shapes do not fit together. Numbers are combined one by one, so print the shapes, "
        "then check each `axis` and each `.T`.",
    ),
    ("ValueError", "to unpack", f"It expects a fixed number of values. {_HARD_CODED}"),
    (
        "AxisError",
        "axis",
        "The array has fewer axes than that. The first one is axis 0; print `x.shape` to see them.",
    ),
    (
        "IndexError",
        "out of bounds|out of range",
        f"An index goes past the end: Python counts from 0. {_HARD_CODED}",
    ),
    (
        "IndexError",
        "too many indices|invalid index to scalar",
        "It has more indices than the array has axes. Print `x.shape` to see them.",
    ),
    (
        "TypeError",
        "only (length-1|size-1|0-dimensional) arrays",
        "Functions of `math` take a single number, and this is an array. `np.exp` and `np.log` "
        "take arrays.",
    ),
    (
        "TypeError",
        "object is not callable",
        "Brackets after a value call it like a function. Is a `*` missing before a bracket?",
    ),
    (
        "TypeError",
        "NoneType",
        "One of its values is None. Did a function change a list in place, and return nothing?",
    ),
    (
        "TypeError",
        "multiply sequence|type\\(s\\) for [-/*]+=?: '(list|tuple)'",
        "A list does no arithmetic. `np.array` makes an array of it.",
    ),
    (
        "AttributeError",
        "'numpy.ndarray' object has no",
        "Arrays and lists have different methods. Look for a function such as `np.argmax`.",
    ),
    (
        "AttributeError",
        "'(list|tuple|int|float)' object",
        "Lists and plain numbers have no methods of arrays. Write `np.mean(x)` instead of "
        "`x.mean()`, or make an array of it first.",
    ),
    ("RecursionError", "", "It calls itself without an end."),
    ("ZeroDivisionError", "", "Look at each denominator: one of them is 0."),
]


def advice(error: BaseException, message: str, function: Any, inputs: tuple) -> str:
    """Return what to try next, or nothing if the error is not one of the usual ones.

    Parameters
    ----------
    error : BaseException
        Raised by `function(*inputs)`.
    message : str
        Its text.
    function : object
        The learner's.
    inputs : tuple
        What it was called with.
    """
    kind = type(error)
    code = function.__code__ if type(function) is FunctionType else None
    if code and issubclass(kind, NameError):
        return _about_a_name(kind, message, function)
    if code and kind is TypeError and not _accepts(function, len(inputs)):
        return (
            f"The check calls it with {len(inputs)} inputs. Keep the first line, `def ...`, as the "
            "exercise gives it."
        )
    if code and kind is TypeError and {"max", "min"} & {*code.co_names} and _is_axis(message):
        return _MAXIMUM
    for name, words, said in _ADVICE:
        if any(base.__name__ == name for base in kind.__mro__) and re.search(words, message):
            return said
    return ""


def _is_axis(message: str) -> bool:
    """Return whether an array was taken for the number of an axis."""
    return re.search("integer scalar arrays|interpreted as an integer", message) is not None


def _accepts(function: FunctionType, number: int) -> bool:
    try:
        inspect.signature(function).bind(*range(number))
    except (TypeError, ValueError):
        return False
    return True


def _about_a_name(kind: type, message: str, function: FunctionType) -> str:
    quoted = re.search(r"'(\w+)'", message)
    if not quoted:
        return ""
    name = quoted[1]
    if issubclass(kind, UnboundLocalError):
        return f"It uses `{name}` before it has a value. Set `{name}` first, then use it."
    homes = [f"{alias}.{name}" for alias in _aliases(name, function.__globals__)]
    if homes:
        return f"It uses a name that the notebook knows only as `{homes[0]}`. Write it so."
    known = {**function.__globals__, **dict.fromkeys(function.__code__.co_varnames)}
    known = {word: None for word in known if not word.startswith("_")}
    other_case = [word for word in known if word.casefold() == name.casefold()]
    for similar in other_case or difflib.get_close_matches(name, known, 1, 0.75):
        return f"It uses a name that does not exist. Did you mean `{similar}`?"
    for module, written in ((activations, "nnlib.activations"), (np, "numpy"), (math, "math")):
        if hasattr(module, name):
            return f"`{name}` is in `{written}`, which this notebook has not imported as it is."
    return f"`{name}` has no value yet. Is it misspelled, or from another notebook?"


def _aliases(name: str, names: dict[str, Any]) -> Iterator[str]:
    """Yield the modules of a notebook that have `name`: arrays come first, and nnlib last."""
    modules = [
        alias
        for alias, module in names.items()
        if type(module) is ModuleType and not alias.startswith("_") and name in vars(module)
    ]
    yield from sorted(modules, key=lambda alias: (alias == "nnlib", alias != "np"))
