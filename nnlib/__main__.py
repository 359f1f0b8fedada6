"""Open the series: ``python -m nnlib``, in the project's folder.

The notebooks are stored with their outputs, so each answer is already below its question. That
is why learners work in ``my_notebooks``, in copies without outputs. A copy is made once and never
overwritten. Its metadata contains what it was made from: a digest of the original, to say later
whether the original has changed, and the blank of each exercise, to know what is an answer.
"""

import argparse
import hashlib
import json
import os
from collections.abc import Iterator
from importlib.metadata import metadata
from importlib.util import find_spec
from itertools import count, groupby, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nnlib.exercises import EXERCISES, record
from nnlib.exercises.record import COPIES
from nnlib.notebooks import ORIGINALS, ROOT, asked, code_of, read, without_outputs, write_new

if TYPE_CHECKING:
    from nbformat import NotebookNode

START = "00_start_here.ipynb"
# JupyterLab is to save explorers with their notebook. Without that, a notebook that is opened again
# shows "model not found" in their place. A learner's own settings go first.
DEFAULTS = Path(__file__).with_name("jupyter")


def main(arguments: list[str] | None = None) -> None:
    """Make the copies that are missing, say which originals have changed, start JupyterLab."""
    parser = argparse.ArgumentParser(
        prog="python -m nnlib",
        description=f"Open the series. You work in {COPIES}, in copies without outputs.",
    )
    parser.add_argument(
        "--new",
        nargs="+",
        default=[],
        metavar="NN",
        help="only put the newest version of these notebooks (03, for example) next to your "
        "copies, with your answers to the exercises",
    )
    parser.add_argument("--no-lab", action="store_true", help="only make the copies")
    parser.add_argument(
        "--progress", action="store_true", help="only say which exercises you have solved"
    )
    chosen = parser.parse_args(arguments)
    solved = record.progress(EXERCISES, ROOT / COPIES / record.FILE)
    if chosen.progress:
        print(solved)
        return
    originals = {path.name[:2]: path for path in sorted((ROOT / ORIGINALS).glob("[0-9]*.ipynb"))}
    only_copies = chosen.new or chosen.no_lab
    if not originals:
        said = "Get the project, and run this command in its folder"
        parser.exit(2, f"There are no notebooks next to this nnlib. {said}: {_repository()}\n")
    if unknown := set(chosen.new) - set(originals):
        said = f"expected some of {', '.join(originals)}, got {', '.join(sorted(unknown))}"
        parser.error(f"argument --new: {said}")
    if find_spec("nbformat" if only_copies else "jupyterlab") is None:
        parser.exit(1, "JupyterLab is not installed: python -m pip install -r requirements.txt\n")

    missing = [path for path in originals.values() if not (ROOT / COPIES / path.name).exists()]
    for original in missing:
        write_new(_for_a_learner(original), ROOT / COPIES / original.name)
    if missing:
        print(f"Working copies made in {COPIES}: {len(missing)}")
    for number, original in originals.items():
        if number in chosen.new and original not in missing:
            _put_beside(original)
    changed = [number for number, original in originals.items() if _has_changed(original)]
    if changed:
        said = "Changed since your copies were made: notebooks"
        print(f"{said} {', '.join(changed)}. To get the new versions next to your copies,")
        print(f"with your answers, run: python -m nnlib --new {' '.join(changed)}")
    if solved.done and not chosen.new:
        print(f"{solved.in_all}. Which ones: python -m nnlib --progress")
    if not only_copies:
        from jupyterlab.labapp import main as start_lab  # in this process, which hears Ctrl + C

        folders = [str(DEFAULTS), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
        os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(folders)
        # The address, not the file, so that what the terminal shows leads to the notebook as well.
        start_lab([str(ROOT / COPIES), f"--LabApp.default_url=/lab/tree/{START}"])


def _repository() -> str:
    urls: list[str] = metadata("nnlib").get_all("Project-URL", [])
    return dict(url.split(", ") for url in urls)["Repository"]


def _places(original: Path) -> Iterator[Path]:
    """Yield where copies of a notebook go: the first has its name, the others a number more."""
    yield ROOT / COPIES / original.name
    for number in count(2):
        yield ROOT / COPIES / f"{original.stem}_{number}.ipynb"


def _latest_copy(original: Path) -> Path:
    *_, latest = takewhile(Path.exists, _places(original))
    return latest


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _read_copy(path: Path) -> "NotebookNode | None":
    """Read what may have been edited by hand or saved by halves; say so if it cannot be read."""
    import nbformat

    try:
        notebook = read(path)
        nbformat.validate(notebook)
        _blanks(notebook)
    except Exception as error:  # whatever is in the file, the other copies do not suffer
        print(f"Cannot be read, and was left alone: {_shown(path)} ({type(error).__name__})")
        return None
    return notebook


def _exercises(notebook: "NotebookNode") -> "dict[str, NotebookNode]":
    """Return the code cell of each exercise."""
    return {name: cell for cell in code_of(notebook) for name in asked([cell.source])}


def _digest(notebook: "NotebookNode") -> str:
    sources = [(cell.cell_type, cell.source) for cell in notebook.cells]
    return hashlib.sha256(json.dumps(sources).encode()).hexdigest()


def _made_from(copy: "NotebookNode") -> dict[str, Any]:
    """Return what `_for_a_learner` has written down; nothing in a notebook of other origin."""
    return dict(copy.metadata.get("nnlib", {}))


def _blanks(copy: "NotebookNode") -> dict[str, str]:
    """Return the blank of each exercise, as the copy was made."""
    return dict(_made_from(copy).get("blanks", {}))


def _has_changed(original: Path) -> bool:
    copy = _read_copy(_latest_copy(original))
    return copy is not None and _made_from(copy).get("digest") != _digest(read(original))


def _for_a_learner(original: Path) -> "NotebookNode":
    """Return a notebook as a learner gets it."""
    notebook = read(original)
    blanks = {name: cell.source for name, cell in _exercises(notebook).items()}
    notebook.metadata["nnlib"] = {"digest": _digest(notebook), "blanks": blanks}
    return without_outputs(notebook)


def _answers(copy: "NotebookNode") -> dict[str, str]:
    """Return the code of each exercise that is not the blank any more.

    An answer may be spread over several cells: all those up to the next text belong to it.
    """
    blanks = _blanks(copy)
    answers: dict[str, str] = {}
    for kind, cells in groupby(copy.cells, key=lambda cell: cell.cell_type):
        code = "\n\n".join(cell.source for cell in cells if cell.source.strip())
        for name in asked([code]) if kind == "code" else []:
            if code != blanks.get(name):
                answers.setdefault(name, code)
    return answers


def _put_beside(original: Path) -> None:
    """Make a new copy next to the latest one, and carry the learner's answers over."""
    latest = _latest_copy(original)
    new = next(path for path in _places(original) if not path.exists())
    notebook, copy = _for_a_learner(original), _read_copy(latest)
    exercises, answers = _exercises(notebook), _answers(copy) if copy is not None else {}
    for name in exercises.keys() & answers.keys():
        exercises[name].source = answers[name]
    write_new(notebook, new)
    print(f"Made: {_shown(new)}. Links lead there once you give it the old copy's name.")
    if carried := [name for name in answers if name in exercises]:
        print(f"    It has your answers to {', '.join(carried)}.")
    if gone := [name for name in answers if name not in exercises]:
        said = f"No longer asked: {', '.join(gone)}. Your answers are still in"
        print(f"    {said} {_shown(latest)}.")


if __name__ == "__main__":
    main()
