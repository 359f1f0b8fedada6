"""Remember which exercises a learner has solved, on the learner's own machine.

Their names are in one small file, ``my_progress.txt``, a line each, in the folder of the notebook.
(In the browser, a file that ends in .json must never be empty, not even while it is written.) In
the project's folder it is always ``my_notebooks/my_progress.txt``, and without working copies
nothing is recorded, so that executing the stored notebooks leaves no file behind. To forget
everything, delete the file.

Saving never fails: if the folder cannot be written to, the exercise is simply not recorded. Two
notebooks that save at once both count, because each of them takes a lock, reads, adds and
replaces the file.
"""

import os
import re
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

from nnlib.browser import IN_BROWSER
from nnlib.files import write_whole

FILE = "my_progress.txt"
COPIES = "my_notebooks"
_UNREADABLE = "my_progress_unreadable.txt"  # what a broken file is renamed to
_NAME = re.compile(r"\w+\.\d+")
_LARGEST = 100_000  # bytes; the file has a hundredth of that
_PATIENCE = 1.0  # seconds to wait for another notebook, which needs a thousandth
_LEFT = "text-align: left; padding: 0.1em 1em 0.1em 0; font-weight: normal"


def place(here: Path | None = None) -> Path | None:
    """Return the file for a notebook that runs in the folder `here`; None if there is none."""
    here = here or Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "nnlib" / "exercises").is_dir():  # the project
            copies = folder / COPIES
            return copies / FILE if copies.is_dir() else None
    return here / FILE


@dataclass(frozen=True, repr=False)
class Progress:
    """The exercises that are solved, notebook by notebook.

    Parameters
    ----------
    names : collection of str
        All exercises.
    done : collection of str
        The solved ones.
    note : str
        Said below.
    """

    names: Collection[str]
    done: Collection[str]
    note: str = ""

    @property
    def in_all(self) -> str:
        """Return the number of solved exercises, in words."""
        return f"Solved exercises: {self._count(self.names)}"

    def in_short(self, notebook: str) -> str:
        """Return one line: the number for a notebook such as "02", and for all."""
        own = [name for name in self.names if name.startswith(f"{notebook}.")]
        return f"Solved: {self._count(own)} in this notebook, {self._count(self.names)} in all."

    def _count(self, names: Collection[str]) -> str:
        return f"{sum(name in self.done for name in names)} of {len(names)}"

    def _rows(self) -> Iterator[tuple[str, list[str]]]:
        for notebook, names in groupby(self.names, lambda name: name.partition(".")[0]):
            yield notebook, list(names)

    def __repr__(self) -> str:
        rows = []
        for notebook, names in self._rows():
            still = ", ".join(name for name in names if name not in self.done)
            rows.append(f"{notebook}  {self._count(names)}{still and f', open: {still}'}")
        note = [self.note] if self.note else []
        return "\n".join([self.in_all, *rows, *note])

    def _repr_html_(self) -> str:
        rows = []
        for notebook, names in self._rows():
            marks = " ".join("●" if name in self.done else "○" for name in names)
            said = ", ".join(f"{n} {'solved' if n in self.done else 'open'}" for n in names)
            rows.append(
                f'<tr><th scope="row" style="{_LEFT}">{notebook}</th>'
                f'<td style="{_LEFT}">{self._count(names)}</td>'
                f'<td style="{_LEFT}"><span role="img" title="{said}" aria-label="{said}">{marks}'
                "</span></td></tr>"
            )
        heads = "".join(
            f'<th scope="col" style="{_LEFT}">{head}</th>'
            for head in ("Notebook", "Solved", "Exercises")
        )
        caption = f"<strong>{self.in_all}</strong>"
        return (
            f'<table><caption style="{_LEFT}">{caption}</caption><tr>{heads}</tr>{"".join(rows)}'
            f"</table><p>{escape(self.note)}</p>"
        )


def progress(names: Collection[str], path: Path | None) -> Progress:
    """Read which of these exercises are solved.

    Parameters
    ----------
    names : collection of str
        All exercises, in order.
    path : Path or None
        The file, which need not exist.
    """
    if path is None:
        said = f"Nothing is recorded here. Work in {COPIES}: python -m nnlib makes it."
        return Progress(names, (), said)
    try:
        done = _read(path)
    except ValueError:
        return Progress(
            names,
            (),
            f"{path.name} cannot be read. Your next right answer starts it "
            "again, and keeps the old file under another name.",
        )
    except OSError:
        return Progress(names, (), f"{path.name} cannot be opened.")
    if not done:
        return Progress(names, done, "A right answer is recorded in the folder of the notebook.")
    return Progress(names, done, f"To forget everything, delete {path.name} beside the notebooks.")


def add(name: str, names: Collection[str], path: Path | None) -> Progress | None:
    """Record an exercise as solved.

    Parameters
    ----------
    name : str
        The exercise.
    names, path
        As in `progress`.

    Returns
    -------
    Progress or None
        None if nothing could be saved.
    """
    if path is None:
        return None
    note = ""
    try:
        with _alone(path):
            try:
                done = _read(path)
            except ValueError:
                os.replace(path, path.with_name(_UNREADABLE))
                done = set()
                note = f"{FILE} could not be read, so counting starts again. It is now called "
                note += f"{_UNREADABLE}."
            if name not in done:
                done.add(name)
                _write(path, "".join(f"{solved}\n" for solved in sorted(done)))
    except OSError:
        return None
    return Progress(names, done, note)


def _read(path: Path) -> set[str]:
    """Return the names in the file; none if there is no file.

    Raises
    ------
    ValueError
        If it is not what `add` has written.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return set()
    if len(content) > _LARGEST:
        raise ValueError
    solved = set(content.decode("utf-8").split())
    if not all(_NAME.fullmatch(name) for name in solved):
        raise ValueError
    return solved


def _write(path: Path, text: str) -> None:
    if IN_BROWSER:  # a file is stored there when it is closed
        path.write_text(text, encoding="utf-8")
    else:
        write_whole(path, text.encode())


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other notebooks waiting, but not for ever: one of them may have died in between.

    The lock is a file, because only one of them can make it, in every system and on every drive.
    """
    if IN_BROWSER:
        yield
        return
    lock = path.with_name(f"{path.name}.lock")
    patience = time.monotonic() + _PATIENCE
    while True:
        try:
            lock.open("x").close()
            break
        except FileExistsError:
            if time.monotonic() > patience:
                break
        except PermissionError:  # on Windows perhaps only because the other one is deleting it
            if os.name != "nt" or time.monotonic() > patience:
                raise
        time.sleep(0.005)
    try:
        yield
    finally:
        with suppress(OSError):
            lock.unlink(missing_ok=True)
