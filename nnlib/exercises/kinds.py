"""The kinds of exercises. An exercise is data: the right answer, the typical wrong ones, hints."""

import inspect
import io
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any

import numpy as np

from nnlib.exercises.answers import (
    TIME_LIMIT,
    BlankError,
    UnclearError,
    attempt,
    fits,
    general_hint,
    outcome,
    read,
    within_time,
)
from nnlib.exercises.feedback import Feedback

_CASES = 5  # fresh inputs for a function
_EXACT = 1e-9  # for what a function computes, beside the relative tolerance
_SHOWN = 200  # characters of what a function prints, or of its error's message
BLANK = Feedback("not answered", "Put your answer in place of the `...` and run the cell again.")
STILL_WRONG = Feedback(
    "not answered", "The function still does what it did. Find what is wrong with it."
)
TOO_SLOW = Feedback(
    "not yet",
    f"No answer after {TIME_LIMIT:.0f} seconds, so it was stopped. Is there a loop without end?",
)


@dataclass(frozen=True, kw_only=True)
class Exercise(ABC):
    """What all kinds have in common.

    Parameters
    ----------
    hint : str
        Said when nothing better is known.
    right : str
        Said of a right answer, after "Right."
    mistakes : mapping
        Typical mistakes: a hint, and the wrong answer that it belongs to.
    """

    hint: str
    right: str = ""
    mistakes: Mapping[str, Any] = field(default_factory=dict)

    def judge(self, answer: Any, rng: np.random.Generator) -> Feedback:
        """Return the feedback for any answer."""
        try:
            verdict = self._verdict(answer, rng)
        except BlankError:
            return BLANK
        except UnclearError as error:
            verdict = str(error)
        except TimeoutError:
            return TOO_SLOW
        return verdict if isinstance(verdict, Feedback) else self._feedback(verdict)

    @abstractmethod
    def _verdict(self, answer: Any, rng: np.random.Generator) -> Feedback | str | None:
        """Return None for a right answer, else what to say."""

    def _feedback(self, said: str | None) -> Feedback:
        return Feedback("right", self.right) if said is None else Feedback("not yet", said)


@dataclass(frozen=True, kw_only=True)
class Value(Exercise):
    """A number, an array, or a tuple of them.

    Parameters
    ----------
    answer : array_like, tuple or callable
        The right one; a function of no arguments is called for it when it is needed. So it is
        with the values of `mistakes`.
    decimals : int
        So many decimals have to be right.
    """

    answer: Any
    decimals: int = 4

    def _verdict(self, answer: Any, rng: np.random.Generator) -> str | None:
        tolerance = 0.5001 * 10.0**-self.decimals  # a little over half, for a tie in rounding
        expected = read(_now(self.answer))
        given = _read_in_time(answer, expected)
        if fits(given, expected, tolerance):
            return None
        for hint, wrong in self.mistakes.items():
            wrong = attempt(read, _now(wrong), expected)
            if fits(given, wrong, tolerance):
                return hint
        return general_hint(given, expected, tolerance, self.hint)


@dataclass(frozen=True, kw_only=True)
class Report(Exercise):
    """A number or an array that the learner has found, judged by what it does.

    Parameters
    ----------
    accepts : callable
        Takes what was found, returns whether it is right. `mistakes` hold such functions too.
    shape : tuple of int
        Of an array; by default a number is asked for.
    """

    accepts: Callable[[Any], bool]
    shape: tuple[int, ...] = ()

    def _verdict(self, answer: Any, rng: np.random.Generator) -> str | None:
        any_one = np.zeros(self.shape)
        given = _read_in_time(answer, any_one)
        if given.size != any_one.size or not np.isfinite(given).all():
            return general_hint(given, any_one, 0.0, self.hint)
        found = given.reshape(self.shape) if self.shape else given.item()
        if self.accepts(found):
            return None
        return next((hint for hint, is_it in self.mistakes.items() if is_it(found)), self.hint)


@dataclass(frozen=True, kw_only=True)
class Choice(Exercise):
    """One of several texts. Capitals, spaces and a full stop make no difference.

    Parameters
    ----------
    answer : str
        The right one.
    options : tuple of str
        All of them.
    """

    answer: str
    options: tuple[str, ...]

    def _verdict(self, answer: Any, rng: np.random.Generator) -> str | None:
        if answer is ...:
            raise BlankError
        options = ", ".join(f'`"{option}"`' for option in self.options)
        if not issubclass(type(answer), str):
            return f"Answer with a text in quotes, one of {options}."
        given = _plain(answer)
        if given == _plain(self.answer):
            return None
        if given not in map(_plain, self.options):
            return f"Answer with one of {options}."
        return next((h for h, wrong in self.mistakes.items() if given == _plain(wrong)), self.hint)


@dataclass(frozen=True, kw_only=True)
class Function(Exercise):
    """A function, judged by what it gives for inputs that are drawn anew at each check.

    Parameters
    ----------
    reference : callable
        A right one; its parameters' names are used in hints.
    inputs : callable
        Takes a NumPy generator, returns a tuple of inputs. `mistakes` hold wrong functions, and
        the inputs must tell them apart.
    blank : callable, optional
        The function with the bug that the learner is to find.
    """

    reference: Callable[..., Any]
    inputs: Callable[[np.random.Generator], tuple]
    blank: Callable[..., Any] | None = None

    def _verdict(self, answer: Any, rng: np.random.Generator) -> Feedback | str | None:
        if answer is ... or _is_empty(answer):
            raise BlankError
        if not callable(answer):
            return "A function is asked for. Give its name alone, without brackets behind it."
        cases = [self.inputs(rng) for _ in range(_CASES)]
        expected = [outcome(self.reference, inputs) for inputs in cases]
        given, printed = _run(answer, cases, expected)
        if _all_fit(given, expected):
            return None
        for error in given:
            if isinstance(error, BlankError):
                raise error
        if self.blank and _all_fit(given, self._outcomes(self.blank, cases, expected)):
            return STILL_WRONG
        for hint, wrong in self.mistakes.items():
            if _all_fit(given, self._outcomes(wrong, cases, expected)):
                return hint + printed
        return self._difference(cases, given, expected) + printed

    @staticmethod
    def _outcomes(function: Callable[..., Any], cases: list[tuple], expected: list) -> list:
        return [outcome(function, *case) for case in zip(cases, expected, strict=True)]

    def _difference(self, cases: list[tuple], given: list, expected: list) -> str:
        triples = zip(cases, given, expected, strict=True)
        inputs, own, other = next(t for t in triples if not fits(*t[1:], _EXACT))
        if isinstance(own, UnclearError):
            return f"{own}"
        names = inspect.signature(self.reference).parameters
        where = " and ".join(_input(*pair) for pair in zip(names, inputs, strict=True))
        if isinstance(own, BaseException):
            message = attempt(lambda: f": {own}"[:_SHOWN])
            return (
                f"For {where}, your function stops with "
                f"{type(own).__name__}{message if isinstance(message, str) else ''}"
            )
        if _is_other_axis(inputs, own, other):
            shapes = f"expected shape {other.shape}, got {own.shape}"
            return f"For {where}, you went along the wrong axis: {shapes}."
        return f"For {where}: {general_hint(own, other, _EXACT, self.hint)}"


class _Head(io.TextIOBase):
    """A file that keeps only the first characters of what is written to it."""

    text = ""

    def write(self, text: str) -> int:
        self.text = (self.text + text)[:_SHOWN]
        return len(text)


def _run(function: Callable[..., Any], cases: list[tuple], expected: list) -> tuple[list, str]:
    """Return the outcomes of all cases, and what the first one printed, as a sentence."""
    head, heard = _Head(), []

    def work() -> list:
        outcomes = []
        for case in zip(cases, expected, strict=True):
            outcomes.append(outcome(function, *case))
            heard.append(head.text)
        return outcomes

    with redirect_stdout(head):
        outcomes = within_time(work)
    return outcomes, f"\nIt printed: {heard[0].strip()}" if heard[0].strip() else ""


def _read_in_time(answer: Any, like: Any) -> Any:
    given = within_time(lambda: attempt(read, answer, like))
    if isinstance(given, BaseException):
        raise given
    return given


def _all_fit(given: list, expected: list) -> bool:
    return all(fits(own, other, _EXACT) for own, other in zip(given, expected, strict=True))


def _now(value: Any) -> Any:
    return value() if callable(value) else value


def _plain(text: str) -> str:
    return " ".join(str.split(str.casefold(text))).strip(" .")


def _input(name: str, value: Any) -> str:
    shape = np.shape(value)
    if shape:
        return f"{name} of shape {shape}"
    return f"{name} = {value:.4g}" if isinstance(value, int | float) else f"this {name}"


def _is_other_axis(inputs: tuple, given: Any, expected: Any) -> bool:
    """Return whether both shapes are an input's shape less one axis."""
    if isinstance(expected, tuple) or given.shape == expected.shape:
        return False
    shapes = [np.shape(value) for value in inputs]
    reduced = [[s[:axis] + s[axis + 1 :] for axis in range(len(s))] for s in shapes if len(s) > 1]
    return any(given.shape in less and expected.shape in less for less in reduced)


def _bare(): ...


def _documented():
    """Do nothing."""
    ...


def _is_empty(answer: Any) -> bool:
    """Return whether this is a function that has nothing in it but `...`."""
    if type(answer) is not FunctionType:
        return False
    codes = [function.__code__ for function in (answer, _bare, _documented)]
    own, *empty = [(code.co_code, code.co_consts[-1:]) for code in codes]
    return own in empty
