"""The site to be read online: what the notebooks hold, and links that lead somewhere."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from books import NOTEBOOKS
from bs4 import BeautifulSoup

from nnlib import explorers
from nnlib.explorers.live import LiveExplorer

ROOT = Path(__file__).parents[2]
NAMES = ["index.html", *(path.with_suffix(".html").name for path in NOTEBOOKS)]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Return every page by its name, from a build without a word of warning."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-W", "error", ROOT / "web" / "build.py", folder]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (run.returncode, run.stderr) == (0, "")
    assert sorted(path.name for path in folder.glob("*.html")) == sorted(NAMES)
    return {
        name: BeautifulSoup((folder / name).read_text(encoding="utf-8"), "html.parser")
        for name in NAMES
    }


@pytest.fixture
def page(notebook, site):
    return site[notebook.path.with_suffix(".html").name]


def links(page):
    return [link["href"] for link in page.find_all("a")]


def without_code(markdown):
    return re.sub("^```.*?^```|`[^`]+`", "", markdown, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(site, name):
    inside = [href for href in links(site[name]) if not re.match("https?://", href)]
    assert len(inside) > len(NAMES)
    for href in inside:
        target, _, anchor = href.partition("#")
        assert (target or name) in site, href
        assert not anchor or site[target or name].find(id=anchor), href


@pytest.mark.parametrize("name", NAMES)
def test_a_page_needs_nothing_from_elsewhere(site, name):
    page = site[name]
    assert not page.find_all(["iframe", "object", "video", "audio"])
    for script in page.find_all("script"):  # the runtime, and the scenes that it moves
        assert script.get("src") == "explorers.js" or script.get("type") == "application/json"
    loaded = [tag["src"] for tag in page.find_all(src=True)]
    loaded += [tag["href"] for tag in page.find_all("link")]
    assert {source for source in loaded if not source.startswith("data:")} <= {
        "style.css",
        "explorers.css",
        "explorers.js",
        "network_explorer.png",
        *(path.name for path in (ROOT / ".github" / "series").iterdir()),
    }


def test_the_style_needs_nothing_from_elsewhere():
    style = (ROOT / "web" / "style.css").read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import", style)


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_has_words_and_every_id_is_one(site, name):
    page = site[name]
    assert all(len(image.get("alt", "")) > 20 for image in page.find_all("img"))
    ids = Counter(tag["id"] for tag in page.find_all(id=True))
    assert ids.most_common(1)[0][1] == 1


@pytest.mark.parametrize("name", NAMES)
def test_the_row_of_numbers_leads_to_every_page(site, name):
    row = site[name].nav.find_all("a")
    assert [link["href"] for link in row] == NAMES
    here = [link["href"] for link in row if link.get("aria-current")]
    assert here == [name]


def test_previous_map_and_next_are_pages(notebook, page):
    header = re.sub(r"^.*\n\n", "", notebook.markdown[0], count=1).partition("\n\n")[0]
    wanted = re.findall(r"\]\((?!https:)([\w.]+)", header)
    found = [href.partition("#")[0] for href in links(page.main.p)]
    assert [Path(name).with_suffix(".html").name for name in wanted] == found[: len(wanted)]


def test_all_code_and_all_outputs_are_there(notebook, page):
    code = [block.get_text().strip("\n") for block in page.select(".input")]
    assert code == [cell.source.strip("\n") for cell in notebook.code]
    printed = [out.text.rstrip("\n") for out in notebook.outputs if "text" in out]
    assert [block.get_text() for block in page.select(".output pre")] == printed
    pictures = re.findall('<img alt="', "".join(str(out) for out in notebook.outputs))
    assert len(page.select(".output img")) == len(pictures)


def test_every_formula_is_mathml(notebook, page):
    formulas = re.findall(r"\$+[^$]+\$+", without_code("\n".join(notebook.markdown)))
    assert len(page.find_all("math")) == len(formulas)
    for block in page.find_all(["pre", "code"]):
        block.clear()
    assert not re.search(r"\$|\\[a-z]", page.get_text())


def test_folds_are_there_and_closed(notebook, page):
    folds = page.find_all("details")
    assert len(folds) == "\n".join(notebook.markdown).count("<details>")
    assert not any(fold.has_attr("open") for fold in folds)
    assert all(fold.summary and fold.find_next_sibling() for fold in folds)


def test_every_explorer_says_where_it_moves(notebook, page):
    code = "\n".join(cell.source for cell in notebook.code)
    shown = re.findall(r"^(?:explorer = )?explorers\.(\w+)", code, re.MULTILINE)
    live = [name for name in shown if issubclass(getattr(explorers, name), LiveExplorer)]
    assert len(page.select(".output [data-nnlib-scene]")) == len(live)
    hints = page.select(".output img + .still a")
    assert len(hints) == len(shown) - len(live)
    for hint in hints:
        assert hint["href"].endswith(f"/main?urlpath=lab/tree/my_notebooks/{notebook.path.name}")
