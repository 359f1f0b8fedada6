"""Grade one notebook: run its cells in a box, and judge what is handed over."""

from dataclasses import dataclass
from typing import Any, Literal

from nnlib.exercises import EXERCISES, judge
from nnlib.grading import Limits
from nnlib.grading.box import Box
from nnlib.grading.remote import Remote
from nnlib.grading.wire import Channel, WireError, unpack

_HANDED_OVER = 500  # answers in a notebook; there are six exercises
_RESULTS: dict[str, "Result"] = {
    "right": "right",
    "not yet": "hint",
    "not answered": "not answered",
}

Result = Literal["right", "hint", "not answered"]


@dataclass(frozen=True)
class Grade:
    """What has come of one exercise.

    Parameters
    ----------
    result : {"right", "hint", "not answered"}
        The verdict.
    hint : str
        What the student would have read, or why there is no answer.
    """

    result: Result
    hint: str = ""


def grade(
    cells: list[str],
    names: list[str],
    limits: Limits | None = None,
    *,
    isolated: bool = True,
) -> dict[str, Grade]:
    """Return the grade of each exercise.

    Parameters
    ----------
    cells : list of str
        The code cells of a student's notebook.
    names : list of str
        The exercises to grade. The last answer to each of them counts.
    limits : Limits, optional
        What the notebook may use.
    isolated : bool
        As for `Box`.
    """
    limits = limits or Limits()
    grades: dict[str, Grade] = {}
    try:
        with Box(limits, isolated=isolated) as channel:
            channel.send({"cells": cells, "cell_seconds": limits.cell_seconds})
            _listen(channel, names, grades)
        why = "No answer was handed over."
    except WireError as error:
        why = f"The notebook was stopped before this exercise: {error}."
    return {name: grades.get(name, Grade("not answered", why)) for name in names}


def _listen(channel: Channel, names: list[str], grades: dict[str, Grade]) -> None:
    for _ in range(_HANDED_OVER):
        message = channel.receive()
        if "end" in message:
            return
        if "check" not in message:
            raise WireError("the process said something that is no message")
        name, remote = message["check"], Remote(channel)
        if name in names:
            grades[name] = _judged(name, unpack(message.get("answer"), remote))
            remote.settle()
        channel.send({"done": True})
    raise WireError("too many answers were handed over")


def _judged(name: str, answer: Any) -> Grade:
    if name not in EXERCISES:
        return Grade("not answered", "No exercise has this name.")
    try:
        feedback = judge(name, answer)
    except Exception as error:  # our mistake must not look like one of the student's
        return Grade("hint", f"The check itself failed, with {type(error).__name__}.")
    return Grade(_RESULTS[feedback.kind], feedback.text)
