"""A page's table of contents, and a link at each heading."""

import re
from itertools import groupby

_HEADING = re.compile(r'<h([23]) id="([^"]+)">(.+?)</h\1>\n')


def with_links(content: str) -> str:
    """Return a page's content with a link beside each heading, for a reader to copy."""
    return _HEADING.sub(_linked, content)


def _linked(heading: re.Match[str]) -> str:
    level, name, words = heading.groups()
    link = f'<a href="#{name}" aria-label="Link to: {_plain(words)}">#</a>'
    return f'<div class="heading"><h{level} id="{name}">{words}</h{level}>{link}</div>\n'


def _plain(words: str) -> str:
    return re.sub("<[^>]+>", "", words)


def contents_html(title: str, content: str) -> str:
    """Return the list of a page's headings: beside the text, or behind a button above it."""
    return f"""<nav class="contents" aria-label="On this page">
<button type="button" popovertarget="contents">
<span class="title">{title}</span>
<span class="present">On this page</span>
</button>
<div id="contents" class="sheet" popover>
<button type="button" class="close" popovertarget="contents">Close</button>
<a class="title" href="#content">{title}</a>
{_list(_HEADING.findall(content))}</div>
</nav>
"""


def _list(headings: list[tuple[str, str, str]]) -> str:
    """Return headings as a list, with lists of those of the next level in it."""
    items: list[str] = []
    for is_top, group in groupby(headings, key=lambda heading: heading[0] == "2"):
        links = [f'<a href="#{name}">{words}</a>' for _, name, words in group]
        if is_top:
            items += links
        else:
            items[-1] += "\n" + _ordered(links)
    return _ordered(items)


def _ordered(items: list[str]) -> str:
    return "<ol>\n" + "".join(f"<li>{item}</li>\n" for item in items) + "</ol>\n"
