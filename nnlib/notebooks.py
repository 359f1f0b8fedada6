"""Notebooks: where those of the series are, and how their files are read, emptied and written."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

# Where this package lies beside the notebooks: `python -m nnlib` loads it from the project's
# folder there, and after requirements.txt (-e .) from anywhere.
ROOT = Path(__file__).parents[1]
ORIGINALS = "notebooks"
_CHECK = re.compile(r"""\bcheck\(\s*["'](\d\d\.\d+)["']""")


def read(path: Path) -> "NotebookNode":
    """Return the notebook in a file."""
    import nbformat

    notebook: NotebookNode = nbformat.read(path, as_version=4)
    return notebook


def write_new(notebook: "NotebookNode", path: Path) -> None:
    """Write a notebook into a file, in a folder that is made if need be.

    Raises
    ------
    FileExistsError
        If there is such a file; it stays as it is.
    """
    import nbformat

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(nbformat.writes(notebook) + "\n")


def code_of(notebook: "NotebookNode") -> "list[NotebookNode]":
    """Return the code cells."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def sources(notebook: "NotebookNode") -> list[str]:
    """Return the code, cell by cell."""
    return [str(cell.source) for cell in code_of(notebook)]


def without_outputs(notebook: "NotebookNode") -> "NotebookNode":
    """Return the notebook after its outputs, and the numbers of its cells, were removed."""
    for cell in code_of(notebook):
        cell.outputs, cell.execution_count = [], None
    return notebook


def asked(sources: Iterable[str]) -> list[str]:
    """Return the exercises that code checks, in order, each once."""
    return list(dict.fromkeys(name for source in sources for name in _CHECK.findall(source)))
