"""Read and compare answers, which may be anything at all, without trusting them.

An answer is turned into plain numbers once, inside a time limit. From there on no code of the
learner runs.
"""

import copy
import ctypes
import numbers
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from types import CodeType, FunctionType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.browser import IN_BROWSER

TIME_LIMIT = 2.0  # seconds for one check
_LARGEST = 1_000_000  # elements; no exercise asks for as many
_RELATIVE = 1e-6  # what another order of summation may change
_CLOSE = 0.02  # relative difference that rounding explains
_FLAT = (
    " If it comes from `argmin` or `argmax`, it is an index in the flattened array. "
    "`np.unravel_index` turns it into a row and a column."
)
_FROM_ZERO = "Every number is one too large. Did you count from 1? Python counts from 0."
_UPSIDE_DOWN = (
    "The fraction is upside down: this is 1 divided by the right result. Check the brackets, "
    "because `1 / 1 + e` divides first. A denominator with a sum needs them: `1 / (1 + e)`."
)
_ROUNDED = "Close, but rounded. Give more digits, and round only at the very end, if at all."
_TOO_ROUND = "Your results are rounded. Return them with all their digits."
_TRIES = 20  # at the end of a thread, a second in all
_WATCH = 4  # one of the numbers that `sys.monitoring` leaves to any program


class UnclearError(Exception):
    """An answer that cannot be compared; its message tells the learner why.

    Parameters
    ----------
    message : str
        For the learner.
    got : str
        What the answer is, in a word or two.
    """

    def __init__(self, message: str = "", got: str = "") -> None:
        super().__init__(message)
        self.got = got


class BlankError(UnclearError):
    """An answer that is still the `...` of the blank."""


class _Stop(SystemExit):
    """Raised inside what took too long; threading ends a thread by it in silence."""


def _bare(): ...


def _documented():
    """Do nothing."""
    ...


def is_blank(answer: Any) -> bool:
    """Return whether this is a function that has nothing in it but `...`."""
    if type(answer) is not FunctionType:
        return False
    codes = [function.__code__ for function in (answer, _bare, _documented)]
    own, *empty = [(code.co_code, code.co_consts[-1:]) for code in codes]
    return own in empty


def within_time(work: Callable[[], Any]) -> Any:
    """Return what `work()` returns, if it does so within `TIME_LIMIT`.

    Parameters
    ----------
    work : callable
        Runs in a thread of its own; where there are no threads, under watch.

    Raises
    ------
    TimeoutError
        If it does not return in time. Python code is then stopped at its next step; a call
        that waits outside of Python is left behind and ends with the kernel.
    """
    return _watched(work) if IN_BROWSER else _in_a_thread(work)


def _in_a_thread(work: Callable[[], Any]) -> Any:
    future: Future = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        return future.result(TIME_LIMIT)
    except (TimeoutError, KeyboardInterrupt):
        _end(thread)
        raise


def _end(thread: threading.Thread) -> None:
    """Raise `_Stop` in a thread until it ends: what is raised in a destructor, Python ignores."""
    ident = ctypes.c_ulong(thread.ident or 0)
    told = sys.unraisablehook
    sys.unraisablehook = lambda ignored: None if ignored.exc_type is _Stop else told(ignored)
    try:
        for _ in range(_TRIES):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ident, ctypes.py_object(_Stop))
            thread.join(0.05)
            if not thread.is_alive():
                break
    finally:
        sys.unraisablehook = told


def _watched(work: Callable[[], Any]) -> Any:
    """Look at the clock at each call of a function and at each turn of a loop."""
    deadline = time.monotonic() + TIME_LIMIT

    def look(code: CodeType, *_: object) -> None:
        # What catches `_Stop`, in this file, is to get on.
        if time.monotonic() > deadline and code.co_filename != look.__code__.co_filename:
            raise _Stop

    watch: Any = sys.monitoring  # type: ignore[attr-defined, unused-ignore]  # from Python 3.12
    steps = (watch.events.PY_START, watch.events.JUMP)
    watch.use_tool_id(_WATCH, "nnlib")
    try:
        for step in steps:
            watch.register_callback(_WATCH, step, look)
        watch.set_events(_WATCH, sum(steps))
        return work()
    except _Stop as error:
        raise TimeoutError from error
    finally:
        watch.set_events(_WATCH, 0)
        watch.free_tool_id(_WATCH)


def attempt(work: Callable[..., Any], *args: Any) -> Any:
    """Return what `work(*args)` returns, or the error that it raises."""
    try:
        with np.errstate(all="ignore"):  # NaN and infinity are told to the learner in words
            return work(*args)
    except (KeyboardInterrupt, _Stop):
        raise
    except BaseException as error:  # whatever the learner's code raises is an answer too
        return error


def outcome(function: Callable[..., Any], inputs: tuple, like: Any = None) -> Any:
    """Return what `function` gives for a copy of `inputs` as plain numbers, or its error.

    A function that changes its inputs has an `UnclearError` as its outcome.
    """
    given = copy.deepcopy(inputs)
    result = attempt(lambda: read(function(*given), like))
    if not isinstance(result, BaseException) and not _equal(given, inputs):
        return UnclearError(
            "Your function changes the input that it gets, so the caller loses the old numbers. "
            "Work on a copy, or write `x = x + ...` instead of `x += ...`."
        )
    return result


def read(answer: Any, like: Any = None) -> Any:
    """Return an answer as plain numbers.

    Parameters
    ----------
    answer : object
        Anything.
    like : ndarray or tuple, optional
        What it is going to be compared with; by default `answer` itself.

    Returns
    -------
    ndarray or tuple
        float64, a copy; a tuple of such where `like` is a tuple. What is huge comes back as
        NaN in the same shape, which takes no memory.

    Raises
    ------
    UnclearError
        If these are not numbers.
    """
    if answer is ...:
        raise BlankError
    if type(answer if like is None else like) is not tuple:
        return _numbers(answer)
    parts = answer if like is None else like
    if type(answer) not in (tuple, list) and not (type(answer) is np.ndarray and answer.ndim):
        got, advice = _described(answer)
        advice = advice or f" Write {len(parts)} values, with commas between them."
        if issubclass(type(answer), numbers.Integral | np.integer) and _is_whole(like):
            advice = _FLAT
        raise UnclearError(f"Expected {len(parts)} values, got {got}.{advice}", got)
    if len(answer) != len(parts):
        shape = np.shape(answer) if type(answer) is np.ndarray else ()
        got = f"one array of shape {shape}" if shape else f"{len(answer)}"
        said = f"Expected {len(parts)} values, got {got}."
        said += f" Write {len(parts)} values, with commas between them."
        raise UnclearError(said, got if shape else f"{got} values")
    return tuple(read(*pair) for pair in zip(answer, parts, strict=True))


def _numbers(answer: Any) -> NDArray[np.floating]:
    if callable(answer):
        raise UnclearError(
            "This is a function, but the exercise asks for a number. Call it: write brackets "
            "after its name, with the inputs inside.",
            "a function",
        )
    if type(answer) in (list, tuple, range) and len(answer) > _LARGEST:
        return np.broadcast_to(np.nan, (len(answer),))
    array = attempt(_as_array, answer)
    if isinstance(array, OverflowError):
        said = "This number is too large to compute with. Look for a power or a product too many."
        raise UnclearError(said, "a huge number")
    if isinstance(array, BaseException) or array.dtype.kind not in "fiu":
        got, advice = _described(answer)
        raise UnclearError(f"Expected numbers, got {got}.{advice}", got)
    if array.size > _LARGEST:
        return np.broadcast_to(np.nan, array.shape)
    return array.astype(float)


def _as_array(answer: Any) -> NDArray:
    exact = isinstance(answer, numbers.Rational) and type(answer) is not bool  # int or Fraction
    return np.asarray(float(answer) if exact else answer)


def _described(answer: Any) -> tuple[str, str]:
    """Return what an answer is that is no number, and the next thing to try."""
    kind = type(answer)
    if answer is None:
        return "None", " Is a `return` missing? (`print` shows a value, but gives back None.)"
    if issubclass(kind, str):
        return "text", " Leave out the quotes, so that it is a number."
    if kind in (bool, np.bool_):
        return f"{answer}", " A comparison gives True or False. Give the number itself."
    if issubclass(kind, numbers.Real):
        return "a single number", ""
    if kind in (list, tuple):
        got = "a list or tuple with something else in it, or with rows of different lengths"
        return got, " Print it, and look at its items."
    return f"an object of type {kind.__name__}", ""


def _equal(left: Any, right: Any) -> bool:
    if isinstance(left, tuple | list):
        return len(left) == len(right) and all(map(_equal, left, right))
    return not isinstance(left, np.ndarray) or np.array_equal(left, right)


def fits(answer: Any, expected: Any, tolerance: float) -> bool:
    """Return whether two readings, or two errors, are the same up to `tolerance`."""
    if isinstance(answer, BaseException) or isinstance(expected, BaseException):
        said = [attempt(str, error) for error in (answer, expected)]
        return type(answer) is type(expected) and said[0] == said[1]
    if isinstance(expected, tuple):
        pairs = zip(answer, expected, strict=True)
        return len(answer) == len(expected) and all(fits(*pair, tolerance) for pair in pairs)
    same_shape = answer.shape == expected.shape or answer.size == expected.size == 1
    # NaN never fits a right answer, but the same NaN can come of the same mistake.
    return same_shape and np.allclose(
        answer, expected, rtol=_RELATIVE, atol=tolerance, equal_nan=True
    )


def general_hint(
    answer: Any, expected: Any, tolerance: float, otherwise: str, *, computed: bool = False
) -> str:
    """Return what the difference of two readings looks like.

    Parameters
    ----------
    answer, expected : ndarray or tuple
        As `read` returns them. They do not fit each other.
    tolerance : float
        As in `fits`.
    otherwise : str
        Returned if the difference looks like nothing in particular.
    computed : bool
        Whether a function of the learner's has returned `answer`; otherwise the learner typed it.
    """
    if isinstance(expected, tuple):
        one_more = tuple(other + 1 for other in expected)
        if _is_whole(expected) and fits(answer, one_more, tolerance):
            return _FROM_ZERO
        for i, (own, other) in enumerate(zip(answer, expected, strict=True), start=1):
            if not fits(own, other, tolerance):
                hint = general_hint(own, other, tolerance, otherwise, computed=computed)
                return f"Look at value {i} of {len(expected)}. {hint}"
    if fits(answer.T, expected, tolerance):
        return (
            "All numbers are there, but transposed: rows and columns are swapped. `.T` swaps them "
            "back."
        )
    if answer.shape != expected.shape and not answer.size == expected.size == 1:
        return _hint_of_shape(answer, expected, tolerance, computed=computed)
    if not np.isfinite(answer).all():
        return (
            "There is NaN or infinity in it. Look for a division by 0, the logarithm of 0, or the "
            "exponential of a large number."
        )
    if fits(abs(answer), abs(expected), tolerance):
        return "The size is right, but the sign is not. Look for a minus too many or too few."
    whole = _is_whole(expected)
    if whole and expected.size > 1 and fits(answer, expected + 1, tolerance):
        return _FROM_ZERO
    if whole:
        return otherwise
    with np.errstate(all="ignore"):
        inverse = 1 / expected
    if fits(answer, inverse, tolerance):
        return _UPSIDE_DOWN
    if fits(answer, 100 * expected, tolerance) and ((expected >= 0) & (expected <= 1)).all():
        return "This is 100 times too large. If it is per cent, give a fraction of 1 instead."
    if computed:
        rounded = (np.round(expected, decimals) for decimals in range(1, 7))
        return _TOO_ROUND if any(fits(answer, r, tolerance) for r in rounded) else otherwise
    return _ROUNDED if np.allclose(answer, expected, rtol=_CLOSE, atol=0) else otherwise


def _hint_of_shape(answer: NDArray, expected: NDArray, tolerance: float, *, computed: bool) -> str:
    said = f"Expected {_shape(expected)}, got {_shape(answer)}."
    if computed and expected.size == 1:
        return f"{said} Return only the one that the exercise asks for."
    if expected.size == 1 and answer.ndim == 1 and 1 < answer.size < 5 and _is_whole(answer):
        first, *groups = map(int, answer)
        if groups and first > 0 and all(group == 0 or 100 <= group < 1000 for group in groups):
            joined = "".join([str(first), *(f"{group:03d}" for group in groups)])
            return (
                f"Expected a single number, got {answer.size} numbers: for Python, a number ends "
                f"at a comma. Write `{joined}`, without a comma."
            )
    if expected.size == 1 and answer.shape == (2,):
        return (
            "Expected a single number, got two. A comma makes two numbers of one: write 0.5 with "
            "a point, and 101770 without a comma."
        )
    if answer.size == expected.size and fits(answer.reshape(expected.shape), expected, tolerance):
        return f"{said} The numbers are right, so only the shape is left to mend."
    if answer.size == 1:
        return f"{said} Look for a sum, a mean or a maximum over everything."
    if answer.ndim > expected.ndim:
        return f"{said} That is an axis too many. Is a sum or a selection missing?"
    if answer.ndim < expected.ndim:
        return f"{said} An axis is missing. Did you add up too much, or flatten it?"
    return f"{said} Print the shapes of your steps, and look for the first one that is off."


def _is_whole(values: Any) -> bool:
    """Return whether a reading contains whole numbers only."""
    if isinstance(values, tuple):
        return all(np.ndim(part) == 0 and _is_whole(part) for part in values)
    return np.array_equal(values, np.round(values))


def _shape(array: NDArray) -> str:
    return f"numbers of shape {array.shape}" if array.shape else "a single number"
