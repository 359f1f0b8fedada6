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


@dataclass(frozen=True, repr=False)
class Feedback:
    """A verdict and what to say about it.

    Only the line at its left is coloured. The text keeps the colour of the page around it, so
    that it can be read on a light and on a dark one.

    Parameters
    ----------
    kind : {"right", "not yet", "not answered"}
        The verdict.
    text : str
        One or a few sentences; what stands in backticks is shown as code.
    """

    kind: Kind
    text: str = ""

    def __repr__(self) -> str:
        return f"{_LOOKS[self.kind][1]} {self.text}".strip()

    def _repr_html_(self) -> str:
        symbol, words, color = _LOOKS[self.kind]
        text = re.sub("`([^`]+)`", r"<code>\1</code>", escape(self.text)).replace("\n", "<br>")
        style = f"border-left: 4px solid {color}; padding-left: 0.75em"
        return f'<div style="{style}"><strong>{symbol} {words}</strong> {text}</div>'
