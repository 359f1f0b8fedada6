"""Make a student's version of a notebook: exercises chosen, without solutions and outputs."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from nnlib.exercises import EXERCISES
from nnlib.exercises.kinds import Choice, Function, Report, Value
from nnlib.notebooks import ORIGINALS, ROOT, asked, read, sources, without_outputs, write_new

if TYPE_CHECKING:
    from nbformat import NotebookNode

# Its answer is drawn by hand, and is in the learner's kernel alone.
DRAWN = frozenset({"08.6"})
_SOLUTION = re.compile(
    r"\n*<details><summary>Solutions?</summary>.*?</details>"
    r"| (The|Each|Every) solutions? (is|are) [^.]*\.",  # a sentence that says where to find them
    re.DOTALL,
)
_TASK = re.compile(r"\*\*(\d\d\.\d+)\*\*")


def original(number: str) -> Path:
    """Return the notebook with a number such as "02"."""
    found = sorted((ROOT / ORIGINALS).glob(f"{number}_*.ipynb"))
    if not found:
        raise ValueError(f"expected the number of a notebook, such as 02, got {number!r}")
    return found[0]


def gradable() -> list[str]:
    """Return all exercises whose answers are values or functions in the notebook's file."""
    return [
        name
        for name, exercise in EXERCISES.items()
        if isinstance(exercise, Choice | Function | Report | Value) and name not in DRAWN
    ]


def student_version(notebook: "NotebookNode", chosen: Collection[str]) -> "NotebookNode":
    """Return a notebook as the students get it.

    Parameters
    ----------
    notebook : NotebookNode
        The original; it is changed.
    chosen : collection of str
        The exercises to keep, for example "02.1".
    """
    kept: list[NotebookNode] = []
    emptied = False  # whether the section has lost an exercise
    for cell in without_outputs(notebook).cells:
        if cell.cell_type == "code":
            names = asked([cell.source])
        else:
            cell.source = _SOLUTION.sub("", cell.source)
            names = _TASK.findall(cell.source) if _TASK.match(cell.source) else []
        if cell.source.startswith("## "):
            _drop_if_empty(kept, emptied)
            emptied = False
        if not names or set(chosen) & set(names):
            kept.append(cell)
        else:
            emptied = True
    _drop_if_empty(kept, emptied)
    notebook.cells = kept
    notebook.metadata["nnlib"] = {"exercises": asked(sources(notebook))}
    return notebook


def _drop_if_empty(cells: "list[NotebookNode]", emptied: bool) -> None:
    """Drop the last cell if it is the heading of a section whose exercises are all gone."""
    if emptied and cells[-1].source.startswith("## "):
        cells.pop()


def make(number: str, chosen: Collection[str], folder: Path) -> Path:
    """Write a student's version into a folder, never over another file, and return its path."""
    source = original(number)
    path = folder / source.name
    write_new(student_version(read(source), chosen), path)
    return path
