"""The map of the series as cards, in the parts that make up the way."""

import html

from links import anchor
from series import Entry

PARTS = {  # by the first notebook of each
    "00": (
        "From an image to a prediction",
        "You compute one unit, then a layer, then a whole network.",
    ),
    "05": (
        "How a network learns",
        "You measure a mistake, trace it back, and train on images.",
    ),
    "09": (
        "The wider view",
        "You meet other kinds of prediction and PyTorch, and you write a library.",
    ),
}


def cards_html(series: list[Entry]) -> str:
    """Return the series as cards, part by part."""
    ends = [*list(PARTS)[1:], "99"]
    return "".join(
        part_html(title, about, [entry for entry in series if first <= entry.number < end])
        for (first, (title, about)), end in zip(PARTS.items(), ends, strict=True)
    )


def part_html(title: str, about: str, series: list[Entry]) -> str:
    """Return a part of the series: what it is about, and a card for each notebook."""
    minutes = sum(entry.minutes for entry in series)
    return (
        f'<div class="front-part"><h3 id="{anchor(title)}">{title}</h3>\n<p>{about} '
        f'<span class="front-minutes">{minutes} minutes</span></p>\n'
        f'<ol class="front-cards" role="list">\n{"".join(map(card_html, series))}</ol></div>\n'
    )


def card_html(entry: Entry) -> str:
    """Return a notebook as a card; all of it follows its one link."""
    return (
        '<li class="front-card">'
        f'<span class="front-picture"><img src="{entry.picture.name}" '
        f'alt="{html.escape(entry.words)}" width="180" height="120" loading="lazy"></span>'
        f'<span class="front-words"><span class="front-number">{entry.number}</span> '
        f'<a href="{entry.page}">{html.escape(entry.name)}</a>'
        f'<span class="front-grasp">{html.escape(entry.grasp)}</span>'
        f'<span class="front-minutes">{entry.minutes} minutes</span></span></li>\n'
    )
