"""Exercises with feedback at once: ``check("02.1", answer)``, and ``progress()``.

For contributors. An exercise is an object in the module of its notebook, for example in
`notebook_02`. It is a `Value`, a `Choice`, a `Function` or a `Report`, with the right answer, a
general hint, and the typical mistakes, each with the hint that helps. ("Not a number", "wrong
shape", "transposed", "wrong sign", "upside down", "per cent", "more digits" and the usual errors
need no entry.) The module's dictionary EXERCISES maps its name, notebook and number, to it.

A hint says what the learner did, why it is off, and the next thing to try. It names no variable
that the learner's notebook does not have. For a function, the check shows a case that failed: the
inputs, the learner's result and the expected one.

In the notebook, under "## Exercises", an exercise has two cells. A Markdown cell gives the task,
begins with "**02.1**", and folds the solution away::

    <details><summary>Solution</summary>

    ```python
    answer = 1
    ```

    And a sentence that says why.

    </details>

A code cell has the blank, and ends with the check::

    answer = ...
    check("02.1", answer)

The blank of a choice is ``answer = "..."``, so that learners cannot forget the quotes. The blank
of a function has a docstring and `...`, or the bug that the learner has to find. In that case the
`Function` has the same code as its `blank`, word for word. At least three typical wrong answers,
together with words of the hint that they must get, go into tests/notebooks/wrong_answers.py.
"""

import sys
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np

from nnlib.exercises import (
    notebook_01,
    notebook_02,
    notebook_03,
    notebook_04,
    notebook_05,
    notebook_06,
    notebook_07,
    notebook_08,
    notebook_09,
    notebook_10,
    notebook_11,
    notebook_12,
    record,
)
from nnlib.exercises.feedback import Feedback

__all__ = ["EXERCISES", "Feedback", "check", "judge", "progress", "verdict"]

EXERCISES = {
    **notebook_01.EXERCISES,
    **notebook_02.EXERCISES,
    **notebook_03.EXERCISES,
    **notebook_04.EXERCISES,
    **notebook_05.EXERCISES,
    **notebook_06.EXERCISES,
    **notebook_07.EXERCISES,
    **notebook_08.EXERCISES,
    **notebook_09.EXERCISES,
    **notebook_10.EXERCISES,
    **notebook_11.EXERCISES,
    **notebook_12.EXERCISES,
}


def judge(name: str, answer: Any = ..., rng: np.random.Generator | None = None) -> Feedback:
    """Return the feedback for an answer.

    Parameters
    ----------
    name : str
        Which exercise, for example "02.1". For an unknown name the feedback lists all exercises.
    answer : object
        Anything; it is not changed.
    rng : numpy.random.Generator, optional
        Draws the inputs that a function is tried on. By default they are new each time.

    Returns
    -------
    Feedback
        "right", "not yet" with a hint, or "not answered".

    Examples
    --------
    >>> judge("02.1", "0.5")
    Not yet. Expected numbers, got text. Leave out the quotes, so that it is a number.
    """
    if type(name) is not str or name not in EXERCISES:
        listed = ", ".join(EXERCISES)
        return Feedback("not yet", f"No exercise has this name. The exercises are {listed}.")
    return EXERCISES[name].judge(answer, np.random.default_rng() if rng is None else rng)


def verdict(name: str, answer: Any = ...) -> Feedback:
    """Return the feedback for an answer, also if judging it fails.

    Parameters
    ----------
    name, answer
        As in `judge`.
    """
    try:
        return judge(name, answer)
    except Exception as error:  # our mistake must not look like one of the learner's
        said = (
            f"The check itself failed, with {type(error).__name__}. The mistake is ours. Compare "
            "your answer with the solution."
        )
        return Feedback("not yet", said)


def check(name: str, answer: Any = ...) -> None:
    """Show the feedback for an answer.

    It never raises: only an interrupt from the keyboard gets through. In a notebook, a right
    answer is recorded on the learner's machine, and the feedback says how many are solved.

    Parameters
    ----------
    name, answer
        As in `judge`. Without an answer, the exercise counts as not answered.
    """
    feedback = verdict(name, answer)
    ipython = sys.modules.get("IPython")
    if ipython is not None and ipython.get_ipython() is not None:
        from IPython.display import display

        display(_recorded(name, feedback) if feedback.kind == "right" else feedback)
    else:
        print(feedback)


def _recorded(name: str, feedback: Feedback) -> Feedback:
    """Record a right answer, and add how many are solved, if that is possible."""
    with suppress(Exception):  # whatever is wrong with the folder, the answer is right
        solved = record.add(name, EXERCISES, record.place())
        if solved:
            lines = [feedback.text, solved.in_short(name.partition(".")[0]), solved.note]
            return replace(feedback, text="\n".join(filter(None, lines)))
    return feedback


def progress() -> record.Progress:
    """Return which exercises are solved, notebook by notebook.

    Notebooks show it as a table. What is recorded is in the file ``my_progress.txt`` in the
    folder of the notebook: delete it to forget everything.
    """
    return record.progress(EXERCISES, record.place())
