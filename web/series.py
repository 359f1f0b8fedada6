"""The map of the series, as README.md's table has it."""

import re
from dataclasses import dataclass
from pathlib import Path

from links import page_of

_ROW = re.compile(
    r"^\| (\d\d) \| !\[([^\]]+)\]\(([^)]+)\) \| \[([^\]]+)\]\(([^)]+)\) \| ([^|]+) \| (\d+) \|$",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Lesson:
    """A row of the table: a notebook."""

    number: str
    words: str  # of the picture, for those who cannot see it
    picture: Path  # from the project's folder, as the next one
    title: str
    notebook: Path
    grasp: str  # the one thing to grasp
    minutes: int

    @property
    def page(self) -> str:
        """The name of its page."""
        return page_of(self.notebook)


def lessons(readme: str) -> list[Lesson]:
    """Return the notebooks in their order."""
    return [
        Lesson(number, words, Path(picture), title, Path(notebook), grasp, int(minutes))
        for number, words, picture, title, notebook, grasp, minutes in _ROW.findall(readme)
    ]
