"""Make a student's version of a notebook: exercises chosen, without solutions and outputs."""

import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from nnlib.__main__ import CHECK, ORIGINALS, ROOT
from nnlib.exercises import EXERCISES
from nnlib.exercises.kinds import Choice, Function, Report, Value

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


def code_of(notebook: "NotebookNode") -> list[str]:
    """Return the code cells of a notebook."""
    return [str(cell.source) for cell in notebook.cells if cell.cell_type == "code"]


def asked(cells: Iterable[str]) -> list[str]:
    """Return the exercises that cells check, in order."""
    return list(dict.fromkeys(name for cell in cells for name in CHECK.findall(cell)))


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
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
            names = CHECK.findall(cell.source)
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
    notebook.metadata["nnlib"] = {"exercises": asked(code_of(notebook))}
    return notebook


def _drop_if_empty(cells: "list[NotebookNode]", emptied: bool) -> None:
    """Drop the last cell if it is the heading of a section whose exercises are all gone."""
    if emptied and cells[-1].source.startswith("## "):
        cells.pop()


def make(number: str, chosen: Collection[str], folder: Path) -> Path:
    """Write a student's version into a folder, never over another file, and return its path."""
    import nbformat

    source = original(number)
    notebook = student_version(nbformat.read(source, as_version=4), chosen)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / source.name
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(nbformat.writes(notebook) + "\n")
    return path
