"""What a page tells those who show a link to it: search engines, messengers, social networks."""

import html

from links import INDEX, site
from series import entries

SERIES = "Hands-on neural networks"
IMAGE = "preview.png"
_WAYS = "A hands-on notebook, to read or to run in your browser."
IMAGE_WORDS = "A network of three layers with its numbers, and the name of the series."


def preview_tags(page: str, title: str, description: str) -> str:
    """Return the tags for a page's head.

    An image and a page are named by whole addresses there, so they are left out while the project
    has no public address.
    """
    properties = {
        "og:site_name": SERIES,
        "og:type": "website" if page == INDEX else "article",
        "og:title": title,
        "og:description": description,
    }
    names = {"description": description, "twitter:card": "summary"}
    if address := site():
        properties["og:url"] = f"{address}/{'' if page == INDEX else page}"
        properties["og:image"] = f"{address}/{IMAGE}"
        properties["og:image:alt"] = IMAGE_WORDS
        names["twitter:card"] = "summary_large_image"
    return "".join(_tag("name", *each) for each in names.items()) + "".join(
        _tag("property", *each) for each in properties.items()
    )


def descriptions() -> dict[str, str]:
    """Return a sentence about each page; a notebook's says the one thing to grasp."""
    series = entries()
    found = {
        INDEX: "Understand neural networks by computing every number in one yourself: "
        f"{len(series)} notebooks in Python, to read or to run in your browser."
    }
    for entry in series:
        found[entry.page] = f"{entry.name}: {entry.grasp}. {_WAYS}"
    return found


def _tag(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{html.escape(content)}">\n'
