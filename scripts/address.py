"""Write the project's public address into every link: ``python scripts/address.py``.

The address stands in one place, ``[project.urls]`` in pyproject.toml. Change it there, then run
this. Only what follows the address is touched: links to the repository, to Binder, and to the
site on GitHub Pages: its index, its pages of notebooks, and all below ``live/``.
"""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
CITATION = ROOT / "CITATION.cff"
FILES = [ROOT / "README.md", *sorted((ROOT / "notebooks").glob("*.ipynb"))]


def repository() -> str:
    """Return ``owner/name`` from pyproject.toml."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    address = settings["project"]["urls"]["Repository"]
    match = re.fullmatch(r"https://github\.com/([\w.-]+/[\w.-]+)", address)
    if match is None:
        raise ValueError(f"Repository expected https://github.com/owner/name, got {address}")
    return match[1]


def site() -> str:
    """Return the address of the pages, as GitHub makes it from ``owner/name``."""
    owner, name = repository().split("/")
    return f"https://{owner.lower()}.github.io/{name}"


def updated(text: str) -> str:
    """Return `text` with all its links that follow the address."""
    text = re.sub(r"(mybinder\.org/v2/gh/)[\w.-]+/[\w.-]+", rf"\g<1>{repository()}", text)
    ours = r"(?=/(?:live/|(?:index|\d\d_\w+)\.html\)))"  # others have sites there, too
    text = re.sub(rf"https://[\w-]+\.github\.io/[\w.-]+{ours}", site(), text)
    return re.sub(
        r"(git clone |code: \")https://github\.com/[\w.-]+/[\w.-]+",
        rf"\g<1>https://github.com/{repository()}",
        text,
    )


if __name__ == "__main__":
    for file in [*FILES, CITATION]:
        file.write_text(updated(file.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
