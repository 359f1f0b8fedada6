"""The series as README.md's table lists it."""

import re
from pathlib import Path
from typing import NamedTuple

from links import ROOT, page_of

_ROW = re.compile(
    r"^\| (\d\d) \| !\[(.+?)\]\((.+?)\) \| \[(.+?)\]\((.+?)\) \| (.+) \| (\d+) \|$", re.MULTILINE
)


class Entry(NamedTuple):
    """A notebook in README's map of the series."""

    number: str
    name: str
    page: str
    grasp: str  # the one thing to grasp
    minutes: int
    picture: Path
    words: str  # of the picture, for those who cannot see it


def entries() -> list[Entry]:
    """Return the notebooks in their order."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return [
        Entry(number, name, page_of(Path(notebook)), grasp, int(minutes), ROOT / picture, words)
        for number, words, picture, name, notebook, grasp, minutes in _ROW.findall(readme)
    ]
