"""Exercises with feedback at once: ``check("02.1", answer)``.

For contributors. An exercise is an object in the module of its notebook, `notebook_02` for
example: a `Value`, a `Choice`, a `Function` or a `Report`, with the right answer, a general
hint, and the typical mistakes, each under the hint that helps. ("Not a number", "wrong shape",
"transposed", "wrong sign" and "more digits" need no entry.) The module's dictionary EXERCISES
maps the name, notebook and number, to it.

In the notebook stand two cells for it, under "## Exercises". A Markdown cell gives the task,
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

The blank of a function has a docstring and `...`, or the bug that is to be found; the `Function`
then has this as its `blank`. At least three typical wrong answers, together with words of the
hint that they must get, go into tests/notebooks/wrong_answers.py.
"""

import sys
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
)
from nnlib.exercises.feedback import Feedback

__all__ = ["EXERCISES", "Feedback", "check", "judge"]

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
}


def judge(name: str, answer: Any = ..., rng: np.random.Generator | None = None) -> Feedback:
    """Return the feedback for an answer.

    Parameters
    ----------
    name : str
        Which exercise, for example "02.1". An unknown one gives a feedback that lists those
        that exist.
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
    >>> judge("02.1", 0)
    Not yet. That is the sum. The sigmoid comes after it.
    """
    if type(name) is not str or name not in EXERCISES:
        listed = ", ".join(EXERCISES)
        return Feedback("not yet", f"There is no exercise of this name. There are {listed}.")
    return EXERCISES[name].judge(answer, np.random.default_rng() if rng is None else rng)


def check(name: str, answer: Any = ...) -> None:
    """Show the feedback for an answer, whatever it is.

    Only an interrupt from the keyboard gets through.

    Parameters
    ----------
    name, answer
        As in `judge`. An answer that was left out counts as not given yet.
    """
    try:
        feedback = judge(name, answer)
    except Exception as error:  # a fault of ours must not look like one of the learner's
        said = f"The check itself failed, with {type(error).__name__}. Compare with the solution."
        feedback = Feedback("not yet", said)
    ipython = sys.modules.get("IPython")
    if ipython is not None and ipython.get_ipython() is not None:
        from IPython.display import display

        display(feedback)
    else:
        print(feedback)
