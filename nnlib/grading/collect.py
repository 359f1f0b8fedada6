"""Grade a folder of students' notebooks, and write a table."""

import csv
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import IO, Any

from nnlib.grading import Limits
from nnlib.grading.session import Grade, grade
from nnlib.grading.student import gradable, original
from nnlib.notebooks import asked, read, sources

HEADER = ("file", "exercise", "result", "hint")
_LARGEST = 50 * 1024**2  # bytes of a notebook
_FORMULA = tuple("=+-@")


@dataclass(frozen=True)
class Settings:
    """How a folder is graded.

    Parameters
    ----------
    only : tuple of str
        The exercises to grade, each in its own notebook; by default those of the student's file.
    limits : Limits
        What one notebook may use.
    isolated : bool
        As for `Box`.
    """

    only: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    isolated: bool = True


def notebooks(folder: Path) -> list[Path]:
    """Return the notebooks in a folder and the folders in it; links are not followed."""
    found = [path for path in sorted(folder.rglob("*.ipynb")) if path.is_file()]
    own = [path for path in found if ".ipynb_checkpoints" not in path.parts]
    return [path for path in own if not path.is_symlink()]


def grade_file(settings: Settings, path: Path) -> dict[str, Grade]:
    """Return the grade of each exercise of a student's file; what cannot be read is no answer."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("it is too large")
        notebook = read(path)
        cells = sources(notebook)
        names = _chosen(settings.only, _asked(notebook, cells))
    except Exception as error:  # whatever is in the file, the other students do not suffer
        why = f"The file cannot be read ({type(error).__name__})."
        return {name: Grade("not answered", why) for name in settings.only or ("",)}
    if not names:
        return {"": Grade("not answered", "The file has no exercise in it.")}
    grades = grade(cells, names, settings.limits, isolated=settings.isolated)
    blank = _blank(names, cells)
    return {name: Grade("not answered") if name in blank else grades[name] for name in names}


def collect(
    folder: Path, file: IO[str], settings: Settings, jobs: int = 1
) -> Iterator[tuple[Path, dict[str, Grade]]]:
    """Grade all notebooks of a folder, write a row per exercise, and yield them file by file.

    Parameters
    ----------
    folder : Path
        Students' notebooks, in folders or not.
    file : file
        For the CSV.
    settings : Settings
        How to grade.
    jobs : int
        How many notebooks at a time.
    """
    table = csv.writer(file)
    table.writerow(HEADER)
    paths = notebooks(folder)
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        graded = pool.map(partial(grade_file, settings), paths)
        for path, grades in zip(paths, graded, strict=True):
            name = named(path, folder)
            for exercise, one in grades.items():
                table.writerow(map(harmless, (name, exercise, one.result, one.hint)))
            file.flush()
            yield path, grades


def _chosen(only: tuple[str, ...], own: list[str]) -> list[str]:
    """Return the exercises to grade in a file: of the chosen ones, those of its notebook."""
    numbers = {name[:2] for name in own}
    return [name for name in only if name[:2] in numbers] or list(only) or own


def _asked(notebook: Any, cells: list[str]) -> list[str]:
    """Return the exercises of a student's file: as it was made, or else as it is."""
    made = notebook.metadata.get("nnlib", {}).get("exercises", [])
    wanted = {*map(str, made), *asked(cells)}
    return [name for name in gradable() if name in wanted]


def _blank(names: list[str], cells: list[str]) -> set[str]:
    """Return the exercises whose cell is as the students got it."""
    blank = set()
    for number in sorted({name[:2] for name in names}):
        blanks = {
            name: _squeezed(cell)
            for cell in sources(read(original(number)))
            for name in asked([cell])
        }
        own = [_squeezed(cell) for cell in cells]
        for name in names:
            text = blanks.get(name)
            mentioned = [cell for cell in own if name in asked([cell])]
            if text and mentioned and all(cell == text for cell in mentioned):
                blank.add(name)
    return blank


def _squeezed(code: str) -> str:
    return " ".join(code.split())


def named(path: Path, folder: Path) -> str:
    """Return a file's name, which its owner chose, on one line and harmless."""
    return harmless(str(path.relative_to(folder)).replace("\n", "?"))


def harmless(text: str) -> str:
    """Return text that can be written, moves no cursor, and is no formula in a spreadsheet."""
    shown = "".join(c if c.isprintable() or c == "\n" else "?" for c in text)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
