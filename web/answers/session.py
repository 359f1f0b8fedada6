"""Python's side of a reading page: answers to its exercises, with what they need before them."""

import io
import linecache
from contextlib import redirect_stderr, redirect_stdout
from traceback import StackSummary, TracebackException
from typing import Any

from answers.slices import Statement, needed, statements

from nnlib.exercises import verdict

FILE = "<your answer>"


class Session:
    """The names of a page, as a kernel has those of a notebook.

    An answer starts from what the notebook has defined before it, and from what other answers
    have defined. It cannot take one of the notebook's names away from the others.
    """

    def __init__(self) -> None:
        self.names: dict[str, Any] = {}
        self.ran: set[int] = set()  # statements of the notebook
        self.own: dict[str, Any] = {}  # names of answers

    def answer(self, code: str, cells: list[str]) -> dict[str, str]:
        """Run an answer, and return what is to be shown.

        Parameters
        ----------
        code : str
            The exercise's cell, which ends with a call of `check`.
        cells : list of str
            The code cells before it, without those of other exercises.

        Returns
        -------
        dict
            ``printed``; ``feedback``, as HTML; ``solved``, the name of the exercise if the answer
            is right; ``error``, the last line of an error, ``trace``, all of it, and ``missing``,
            the module whose absence it is.
        """
        result = {}

        def check(name: str, given: Any = ...) -> None:
            feedback = verdict(name, given)
            result["feedback"] = feedback._repr_html_()
            result["solved"] = name if feedback.kind == "right" else ""

        printed = io.StringIO()
        try:
            linecache.cache[FILE] = (len(code), None, code.splitlines(keepends=True), FILE)
            compiled = compile(code, FILE, "exec")
            before = [each for cell in cells for each in statements(cell)]
            self._prepare(before, needed(code, before))
            names = self.names | self.own | {"check": check}
            with redirect_stdout(printed), redirect_stderr(printed):
                exec(compiled, names)
        except BaseException as error:  # an answer may raise anything
            result |= _told(error)
        else:
            theirs = {name for each in before for name in each.changed}
            bound = {name for each in statements(code) for name in each.changed}
            self.own |= {name: names[name] for name in bound - theirs if name in names}
        return result | {"printed": printed.getvalue()}

    def _prepare(self, before: list[Statement], places: list[int]) -> None:
        """Run statements in the notebook's order: those that are new, or all of them anew."""
        new = {*places} - self.ran
        if new and self.ran and min(new) < max(self.ran):
            new |= self.ran
            self.ran, self.names = set(), {}
        for place in sorted(new):
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                exec(before[place].code, self.names)
            self.ran.add(place)


def _told(error: BaseException) -> dict[str, str]:
    """Return what an error says, without the lines of this file."""
    told = TracebackException.from_exception(error)
    told.stack = StackSummary.from_list([each for each in told.stack if each.filename != __file__])
    missing = error.name if isinstance(error, ModuleNotFoundError) else None
    last = [*told.format_exception_only()][-1]
    return {"error": last.strip(), "trace": "".join(told.format()), "missing": missing or ""}
