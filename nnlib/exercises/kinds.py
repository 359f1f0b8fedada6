"""The kinds of exercises. An exercise is data: the right answer, the typical wrong ones, hints."""

import dis
import inspect
import io
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from types import CodeType, FunctionType
from typing import Any

import numpy as np

from nnlib.exercises.answers import (
    TIME_LIMIT,
    BlankError,
    UnclearError,
    attempt,
    fits,
    general_hint,
    is_blank,
    outcome,
    read,
    within_time,
)
from nnlib.exercises.errors import advice
from nnlib.exercises.feedback import Feedback
from nnlib.exercises.written import written, written_apart

_CASES = 5  # fresh inputs for a function
_MORE_CASES = 100  # to find out whether a wrong function is right for some sizes
_EXACT = 1e-9  # tolerance for computed results, in addition to the relative one
_SHOWN = 200  # characters of what a function prints, or of its error's message
_AXES = ("rows", "columns")
# A call of `np.exp` is compiled in two ways: with or without the import of `np` beside it.
_IDLE = {"CACHE", "NOP", "PRECALL", "PUSH_NULL", "RESUME"}
_OTHER_NAMES = {"LOAD_METHOD": "LOAD_ATTR"}
BLANK = Feedback("not answered", "Replace the `...` with your answer, and check it again.")
STILL_WRONG = Feedback(
    "not answered",
    "The function is still as you found it. Find what is wrong with it, change it, and check it "
    "again.",
)
TOO_SLOW = Feedback(
    "not yet",
    f"No answer after {TIME_LIMIT:.0f} seconds, so the check stopped it. Is there an infinite "
    "loop?",
)


@dataclass(frozen=True, kw_only=True)
class Exercise(ABC):
    """What all kinds have in common.

    Parameters
    ----------
    hint : str
        The feedback if no other hint fits.
    right : str
        The feedback for a right answer, after "Right."
    mistakes : mapping
        Typical mistakes: each hint, and the wrong answer that it belongs to.
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
        """Return None for a right answer, otherwise the feedback or its text."""

    def _feedback(self, said: str | None) -> Feedback:
        return Feedback("right", self.right) if said is None else Feedback("not yet", said)


@dataclass(frozen=True, kw_only=True)
class Value(Exercise):
    """A number, an array, or a tuple of them.

    Parameters
    ----------
    answer : array_like, tuple or callable
        The right one. A function of no arguments is called when the answer is needed. The values
        of `mistakes` may be functions, too.
    decimals : int
        How many decimals must be right.
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
    """A number or an array that the learner has found, judged by its effect.

    Parameters
    ----------
    accepts : callable
        Takes the learner's find, returns whether it is right. The values of `mistakes` are such
        functions, too.
    shape : tuple of int
        Shape of the array; by default the exercise asks for a number.
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
        if answer is ... or (type(answer) is str and answer.strip(" .") == "" != answer):
            raise BlankError
        options = ", ".join(f'`"{option}"`' for option in self.options)
        if not issubclass(type(answer), str):
            return f"Answer with text in quotes, one of {options}."
        given = _plain(answer)
        if given == _plain(self.answer):
            return None
        if given not in map(_plain, self.options):
            return f"Answer with one of {options}."
        return next((h for h, wrong in self.mistakes.items() if given == _plain(wrong)), self.hint)


@dataclass(frozen=True, kw_only=True)
class Function(Exercise):
    """A function, judged by its results for inputs that are drawn again at each check.

    Parameters
    ----------
    reference : callable
        A right one. Its parameters have the names that the exercise gives them.
    inputs : callable
        Takes a NumPy generator, returns a tuple of inputs. The values of `mistakes` are wrong
        functions, and the inputs must tell them apart.
    blank : callable, optional
        The function with the bug that the learner has to find: the same code, word for word, as
        in the notebook. The name and the comments may differ.
    """

    reference: Callable[..., Any]
    inputs: Callable[[np.random.Generator], tuple]
    blank: Callable[..., Any] | None = None

    def _verdict(self, answer: Any, rng: np.random.Generator) -> Feedback | str | None:
        if answer is ... or is_blank(answer):
            raise BlankError
        if not callable(answer):
            return "This exercise asks for a function. Give only its name, without brackets."
        cases, expected = self._cases(rng, _CASES)
        given, printed = _run(answer, cases, expected)
        if _all_fit(given, expected):
            return None
        for error in given:
            if isinstance(error, BlankError) or _has_dots(error):
                raise BlankError
        trials = list(zip(cases, given, expected, strict=True))
        failed = [trial for trial in trials if not fits(*trial[1:], _EXACT)]
        shown = min(failed, key=_how_hard_to_read)
        if self.blank and _all_fit(given, self._outcomes(self.blank, cases, expected)):
            if _same_code(answer, self.blank):
                return STILL_WRONG
            said = f"Your function still gives the same results as before. {self.hint}"
        else:
            said = (
                self._mistake(cases, given, expected)
                or self._right_sizes(answer, rng)
                or self._difference(answer, *shown)
            )
        return Feedback("not yet", said + printed, self._shown(answer, *shown))

    def _cases(self, rng: np.random.Generator, number: int) -> tuple[list[tuple], list]:
        cases = [self.inputs(rng) for _ in range(number)]
        return cases, [outcome(self.reference, inputs) for inputs in cases]

    @staticmethod
    def _outcomes(function: Callable[..., Any], cases: list[tuple], expected: list) -> list:
        return [outcome(function, *case) for case in zip(cases, expected, strict=True)]

    def _mistake(self, cases: list[tuple], given: list, expected: list) -> str:
        """Return the hint of the mistake that gives the same results, if there is one."""
        for hint, wrong in self.mistakes.items():
            if _all_fit(given, self._outcomes(wrong, cases, expected)):
                return hint
        return ""

    def _right_sizes(self, answer: Any, rng: np.random.Generator) -> str:
        """Say so if the function is right for inputs of one or two sizes alone."""
        cases, expected = self._cases(rng, _MORE_CASES)
        try:
            given, _ = _run(answer, cases, expected)
        except TimeoutError:
            return ""
        fit = [fits(*pair, _EXACT) for pair in zip(given, expected, strict=True)]
        for i, name in enumerate(self._names(answer)[: len(cases[0])]):
            shapes = [np.shape(case[i]) for case in cases]
            for axis in range(min(map(len, shapes))):
                sizes = [shape[axis] for shape in shapes]
                right = {size for size, good in zip(sizes, fit, strict=True) if good}
                wrong = {size for size, good in zip(sizes, fit, strict=True) if not good}
                if 0 < len(right) < 3 and not right & wrong and fit.count(True) > 1:
                    parts = "numbers" if len(shapes[0]) == 1 else f"parts along axis {axis}"
                    parts = _AXES[axis] if len(shapes[0]) == 2 else parts
                    return (
                        f"Your function is right when `{name}` has {_either(right)} {parts}, but "
                        f"not when it has {_either(wrong)}. Is a number of {parts} written into "
                        "it? Take all of them, however many there are."
                    )
        return ""

    def _names(self, answer: Any) -> list[str]:
        """Return the inputs' names, those that the learner has given them if possible."""
        names = list(inspect.signature(self.reference).parameters)
        if type(answer) is FunctionType and answer.__code__.co_argcount == len(names):
            return list(answer.__code__.co_varnames[: len(names)])
        return names

    def _unused(self, answer: Any) -> str:
        """Say so if the function never looks at one of its inputs."""
        if type(answer) is not FunctionType or answer.__code__.co_flags & inspect.CO_VARARGS:
            return ""
        used: set[Any] = set()
        for step in dis.get_instructions(answer):
            if "LOAD" in step.opname or step.opname == "MAKE_CELL":
                used.update(step.argval if isinstance(step.argval, tuple) else (step.argval,))
        for name in self._names(answer):
            if name in answer.__code__.co_varnames and name not in used:
                return f"Your function never uses `{name}`, but the result depends on it."
        return ""

    def _difference(self, answer: Any, inputs: tuple, own: Any, other: Any) -> str:
        unused = self._unused(answer)
        if isinstance(own, UnclearError):
            return f"{own}"
        if isinstance(own, BaseException):
            message = _message(own)
            said = f"Your function stops with {type(own).__name__}{message}"
            said = said if said.endswith((".", "?", "!")) else f"{said}."
            return " ".join([said, advice(own, message, answer, inputs), unused]).strip()
        if _is_other_axis(inputs, own, other):
            shapes = f"expected shape {other.shape}, got {own.shape}"
            return (
                f"You went along the wrong axis: {shapes}. `axis=0` goes down the rows, `axis=1` "
                "along the columns."
            )
        return f"{unused} {general_hint(own, other, _EXACT, self.hint, computed=True)}".strip()

    def _shown(
        self, answer: Any, inputs: tuple, own: Any, other: Any
    ) -> tuple[tuple[str, str], ...]:
        """Return the rows of a case: its inputs, the learner's result, and the expected one."""
        rows = [(name, written(v)) for name, v in zip(self._names(answer), inputs, strict=False)]
        if isinstance(own, UnclearError):
            result, expected = own.got or "none, because an input was changed", written(other)
        elif isinstance(own, BaseException):
            result, expected = f"{type(own).__name__}{_message(own)}", written(other)
        else:
            result, expected = written_apart(own, other)
        return (*rows, ("your result", result), ("expected", expected))


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


def _how_hard_to_read(trial: tuple[tuple, Any, Any]) -> tuple[bool, int]:
    """Order cases: an error tells most, and few numbers are read more easily than many."""
    inputs, own, _ = trial
    return not isinstance(own, BaseException), sum(np.size(value) for value in inputs)


def _either(sizes: set[int]) -> str:
    return " or ".join(map(str, sorted(sizes)))


def _message(error: BaseException) -> str:
    """Return what an error says, after a colon, or nothing if it cannot say it."""
    message = attempt(lambda: f": {error}"[:_SHOWN].rstrip(" ."))
    if not isinstance(message, str) or message == ":":
        return ""
    if sizes := re.search(r"^: matmul: .*\(size (\d+) is different from (\d+)\)", message):
        return f": matmul: size {sizes[1]} is different from {sizes[2]}"
    return message


def _has_dots(error: Any) -> bool:
    """Return whether a function has stopped because a `...` of the blank is still in it."""
    return isinstance(error, TypeError) and "'ellipsis'" in _message(error)


def _is_other_axis(inputs: tuple, given: Any, expected: Any) -> bool:
    """Return whether both shapes are an input's shape less one axis."""
    if isinstance(expected, tuple) or given.shape == expected.shape:
        return False
    shapes = [np.shape(value) for value in inputs]
    reduced = [[s[:axis] + s[axis + 1 :] for axis in range(len(s))] for s in shapes if len(s) > 1]
    return any(given.shape in less and expected.shape in less for less in reduced)


def _same_code(answer: Any, blank: Any) -> bool:
    """Return whether two functions take the same steps, with the same names and numbers."""
    if type(answer) is not FunctionType:
        return False
    steps = [_steps(function.__code__) for function in (answer, blank)]
    return steps[0] == steps[1]


def _steps(code: CodeType) -> list[tuple]:
    """Return the steps of a function, without what depends on the module around it."""
    steps = [step for step in dis.get_instructions(code) if step.opname not in _IDLE]
    return [(_OTHER_NAMES.get(step.opname, step.opname), _value(step)) for step in steps]


def _value(step: dis.Instruction) -> Any:
    if step.opcode in dis.hasjrel:
        return None
    code = step.argval
    return _steps(code) if isinstance(code, CodeType) else (type(code), code)
