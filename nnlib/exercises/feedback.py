"""Feedback: what a learner is told about an answer."""

import re
from dataclasses import dataclass
from html import escape
from typing import Literal

from nnlib.drawing import palette

Kind = Literal["right", "not yet", "not answered"]

_LOOKS = {
    "right": ("✓", "Right.", palette.GREEN),
    "not yet": ("↻", "Not yet.", palette.NEGATIVE),
    "not answered": ("○", "Not answered yet.", palette.MUTED),
}
_CASE = "One case that was tried"
_CELL = "text-align: left; vertical-align: top; padding: 0.1em 1em 0.1em 0"
_CODE = "white-space: pre-wrap; overflow-wrap: anywhere"


@dataclass(frozen=True, repr=False)
class Feedback:
    """A verdict and what to say about it.

    Only the line on its left is coloured. The text keeps the colour of the page around it, so
    it is readable on a light and on a dark page.

    Parameters
    ----------
    kind : {"right", "not yet", "not answered"}
        The verdict.
    text : str
        One or a few sentences; text in backticks is shown as code.
    case : tuple of pairs of str
        One case that a function was tried on: names and what belongs to them, a row each.
    """

    kind: Kind
    text: str = ""
    case: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        said = f"{_LOOKS[self.kind][1]} {self.text}".strip()
        width = max((len(name) for name, _ in self.case), default=0)
        under = "\n" + " " * (width + 4)
        rows = [f"  {name:<{width}}  {value}".replace("\n", under) for name, value in self.case]
        return "\n".join([said, f"{_CASE}:", *rows] if rows else [said])

    def _repr_html_(self) -> str:
        symbol, words, color = _LOOKS[self.kind]
        text = re.sub("`([^`]+)`", r"<code>\1</code>", escape(self.text)).replace("\n", "<br>")
        style = f"border-left: 4px solid {color}; padding-left: 0.75em"
        said = f"<strong>{symbol} {words}</strong> {text}"
        return f'<div style="{style}">{said}{self._table()}</div>'

    def _table(self) -> str:
        """Return the case as a table with a header for each row, in the colours of the page."""
        if not self.case:
            return ""
        rows = "".join(
            f'<tr><th scope="row" style="{_CELL}; white-space: nowrap">{escape(name)}</th>'
            f'<td style="{_CELL}"><code style="{_CODE}">{escape(value)}</code></td></tr>'
            for name, value in self.case
        )
        caption = f'<caption style="{_CELL}">{_CASE}</caption>'
        return f'<table style="margin: 0.5em 0 0">{caption}{rows}</table>'
