"""Where links lead on the site."""

import html
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
INDEX = "index.html"
API = "api/nnlib.html"  # what nnlib's public names do
NOBODY = "example"  # who has the repository while it has no public address


def anchor(heading: str) -> str:
    """Return the name of a heading in links, as GitHub makes it."""
    words = html.unescape(re.sub("<[^>]+>", "", heading)).lower()
    return re.sub(r"[^\w\s-]", "", words).replace(" ", "-")


def is_elsewhere(url: str) -> bool:
    """Say whether an address is a whole one."""
    return re.match(r"[a-z]+:", url) is not None


def on_the_site(url: str) -> str:
    """Return where a link from a notebook or from README.md leads on the site."""
    if ours := re.match(r"https://[\w-]+\.github\.io/[\w.-]+/(live/.+|\w+\.html)$", url):
        return ours[1]
    if is_elsewhere(url):
        return url
    path, hash_, heading = url.partition("#")
    if path.endswith(".ipynb"):
        path = page_of(Path(path))
    elif path:
        path = f"{repository()}/blob/main/{path}"
    return path + hash_ + anchor(heading.replace("-", " "))


def page_of(notebook: Path) -> str:
    """Return the name of a notebook's page."""
    return notebook.with_suffix(".html").name


def live_copy_of(notebook: Path) -> str:
    """Return where a notebook opens alone, to be run: a view for phones too."""
    return f"live/notebooks/index.html?path={notebook.name}"


def repository() -> str:
    """Return the project's public address."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return settings["project"]["urls"]["Repository"]


def site() -> str | None:
    """Return the site's public address on GitHub Pages, if the project has one."""
    owner, name = repository().split("/")[-2:]
    return None if owner == NOBODY else f"https://{owner.lower()}.github.io/{name}"
