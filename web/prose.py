"""Markdown, formulas and code as HTML that needs nothing else."""

import html
import re
from pathlib import Path

from latex2mathml.converter import convert
from links import anchor, is_elsewhere, on_the_site
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

NARROW = 27  # characters: a longer line does not fit into a fold on a page of 320 pixels
ENDED = re.compile(r'<math [^>]*display="inline"(?:(?!</math>).)*</math>[.,:;?!)]+')  # with a point


class Renderer(IPythonRenderer):
    """From Markdown to HTML that needs nothing else."""

    def __init__(self) -> None:
        super().__init__(escape=False)

    def text(self, text: str) -> str:
        """Write plain words; a number stays on the line of its per cent sign."""
        return super().text(re.sub(r"(?<=\d) %", "\u00a0%", text))

    def heading(self, text: str, level: int, **_: object) -> str:
        """Write a heading that links can lead to."""
        return f'<h{level} id="{anchor(text)}">{text}</h{level}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Write a link, with notebooks replaced by their pages."""
        return super().link(text, on_the_site(url), title)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Write a picture; of one from elsewhere, such as a badge, its words alone."""
        return html.escape(text) if is_elsewhere(url) else super().image(text, Path(url).name)

    def table(self, text: str) -> str:
        """Write a table that scrolls where it is too wide; an empty cell is no heading."""
        text = text.replace("<th></th>", "<td></td>")
        return f'<div class="table" tabindex="0"><table>{text}</table></div>\n'

    def block_code(self, code: str, info: str | None = None) -> str:
        """Write code in colours."""
        return listing(code, info or "text")

    def inline_math(self, body: str) -> str:
        """Write a formula within a line."""
        return formula(body)

    def block_math(self, body: str) -> str:
        """Write a formula on a line of its own."""
        return formula(body, display="block")


def formula(body: str, display: str = "inline") -> str:
    """Return a formula as MathML, with the spaces that the converter does not know of."""
    mathml = convert(body, display=display)
    # A minus after another sign, but not after a closing bracket, is that of a negative number.
    starts = r"(<mrow>|(?<!&#x00029;)</mo>)<mo>(?=&#x02212;)"
    mathml = re.sub(starts, r'\1<mo form="prefix">', mathml)
    return mathml.replace("<mi>ln</mi>", '<mi>ln</mi><mspace width="0.17em"/>')


def markdown(source: str) -> str:
    """Return Markdown as HTML."""
    text = MarkdownWithMath(renderer=Renderer()).render(source)
    return ENDED.sub(r'<span class="whole">\g<0></span>', text)


def listing(text: str, language: str = "python") -> str:
    """Return code, or what it printed, as HTML; the keys can scroll it if it may be too wide."""
    lexer = get_lexer_by_name(language, stripnl=False)
    colored = highlight(text.rstrip("\n"), lexer, HtmlFormatter(nowrap=True)).rstrip("\n")
    # Of all the kinds of tokens, style.css colours keywords, strings, numbers and comments.
    colored = re.sub(r'<span class="(?![ksmc]|ow)\w+">([^<]*)</span>', r"\1", colored)
    wide = max(map(len, text.splitlines()), default=0) > NARROW
    start = '<pre tabindex="0">' if wide else "<pre>"
    return f"{start}<code>{colored}</code></pre>\n"
