"""The front page: what README.md says to a reader, with a network alive."""

import re

from prose import markdown

from nnlib import explorers

FROM_README = ("The series", "Start", "Licence")


def front_explorer() -> str:
    """Return the network of the series, for the index."""
    start = explorers.NetworkExplorer("backward").state.data() | {"view": "forward"}
    return explorers.NetworkExplorer.page(start, "explorer-network")


def index_html(readme: str) -> str:
    """Return what README.md says to somebody who wants to read the series, with a network alive."""
    opening, *sections = re.split("^(?=## )", readme, flags=re.MULTILINE)
    by_heading = {section.partition("\n")[0].removeprefix("## "): section for section in sections}
    page = markdown(opening + "".join(by_heading[heading] for heading in FROM_README))
    return re.sub("<picture>.*?</picture>", lambda _: front_explorer(), page, flags=re.DOTALL)
