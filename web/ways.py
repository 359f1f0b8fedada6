"""The ways from one page to the others: the header's menu, and what is before and after."""

import html

from links import INDEX
from series import Entry, entries


def neighbours(page: str) -> dict[str, Entry]:
    """Return the notebooks before and after a page; the first comes after the index."""
    series = entries()
    pages = [INDEX, *(entry.page for entry in series)]
    place = pages.index(page) - 1
    around = {"prev": place - 1, "next": place + 1}
    return {way: series[at] for way, at in around.items() if 0 <= at < len(series)}


def menu_html(here: str) -> str:
    """Return the header's way to every notebook, with one step back and one ahead."""
    around = neighbours(here)
    items = "\n".join(_item(entry, here) for entry in entries())
    return f"""<nav class="series" aria-label="Notebooks">
{_step("prev", "Previous", "‹", around)}
<button type="button" popovertarget="notebooks">Notebooks</button>
{_step("next", "Next", "›", around)}
<div id="notebooks" class="sheet" popover>
<button type="button" class="close" popovertarget="notebooks">Close</button>
<span class="title">Notebooks</span>
<ol>
{items}
</ol>
</div>
</nav>"""


def ends_html(here: str) -> str:
    """Return where to go at the end of a page: what the notebooks before and after it bring."""
    words = {"prev": "Previous", "next": "Next"}
    cards = [_card(way, words[way], entry) for way, entry in neighbours(here).items()]
    links = "\n".join(cards)
    return f'<nav class="ends" aria-label="Previous and next notebook">\n{links}\n</nav>\n'


def _card(way: str, word: str, entry: Entry) -> str:
    return (
        f'<a rel="{way}" href="{entry.page}">'
        f"<small>{word} · about {entry.minutes} minutes</small> "
        f"<b>{entry.number} {html.escape(entry.name)}</b> "
        f"<span>{html.escape(entry.grasp)}</span></a>"
    )


def _item(entry: Entry, here: str) -> str:
    current = ' aria-current="page"' if entry.page == here else ""
    name = html.escape(entry.name)
    return f'<li><a href="{entry.page}"{current}><span>{entry.number}</span> {name}</a></li>'


def _step(way: str, word: str, sign: str, around: dict[str, Entry]) -> str:
    """Return a link of one sign, or nothing where the series begins or ends."""
    if not (entry := around.get(way)):
        return ""
    name = f"{word}: {entry.number} {html.escape(entry.name)}"
    return f'<a rel="{way}" href="{entry.page}" title="{name}" aria-label="{name}">{sign}</a>'
