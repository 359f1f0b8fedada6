"""The site to be read online: what the notebooks hold, and links that lead somewhere."""

import hashlib
import io
import re
import subprocess
import sys
from collections import Counter
from itertools import groupby
from pathlib import Path

import build
import pytest
from books import NOTEBOOKS
from bs4 import BeautifulSoup
from PIL import Image

ROOT = Path(__file__).parents[2]
ORIGINALS = [path.name for path in NOTEBOOKS]
RUN = "live/notebooks/index.html?path="
NAMES = ["index.html", *(path.with_suffix(".html").name for path in NOTEBOOKS)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return where the pages are, from a build without a word of warning."""
    folder = tmp_path_factory.mktemp("site")
    code = "import pathlib, sys, build; build.build_pages(pathlib.Path(sys.argv[1]))"
    command = [sys.executable, "-W", "error", "-c", code, folder]
    run = subprocess.run(command, cwd=ROOT / "web", capture_output=True, text=True, timeout=60)
    assert (run.returncode, run.stderr) == (0, "")
    return folder


@pytest.fixture(scope="module")
def site(folder):
    """Return every page by its name."""
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
        if href.startswith(RUN):
            assert href.removeprefix(RUN) in ORIGINALS
            continue
        target, _, anchor = href.partition("#")
        assert (target or name) in site, href
        assert not anchor or site[target or name].find(id=anchor), href


def test_exercises_are_answered_beside_a_live_edition_alone(site, tmp_path):
    build.build_pages(tmp_path, live=True)
    for name, page in site.items():
        beside = BeautifulSoup((tmp_path / name).read_text(encoding="utf-8"), "html.parser")
        own = [tag.get("src") or tag["href"] for tag in beside.head.find_all(["script", "link"])]
        own = [path for path in own if path.startswith("answers/")]
        assert len(own) == (2 if 'check("' in page.get_text() else 0)
        assert all((tmp_path / path).is_file() for path in own)
        assert "answers/" not in str(page)


@pytest.mark.parametrize("name", NAMES)
def test_no_line_begins_with_a_per_cent_sign(site, name):
    """A number and its sign, as in 83 %, are never on two lines."""
    words = [text for text in site[name].find_all(string=True) if not text.find_parent("pre")]
    assert not [text for text in words if re.search(r"\d %", text)]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_needs_nothing_from_elsewhere(site, name):
    page = site[name]
    assert not page.find_all(["iframe", "object", "video", "audio"])
    for script in page.find_all("script"):  # the runtime, and the scenes that it moves
        assert script.get("src") == "explorers.js" or script.get("type") == "application/json"
    loaded = [tag["src"] for tag in page.find_all(src=True)]
    loaded += [tag["href"] for tag in page.find_all("link")]
    assert {source for source in loaded if not source.startswith("images/")} <= {
        "data:,",  # no icon
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
def test_an_image_is_a_file_that_waits_until_it_is_near_and_has_its_room(site, folder, name):
    for image in site[name].find_all("img", src=re.compile("^images/")):
        file = folder / image["src"]
        assert file.stem == hashlib.sha256(file.read_bytes()).hexdigest()[: len(file.stem)]
        assert image["loading"] == "lazy"
        if file.suffix != ".svg":
            wide, high = Image.open(io.BytesIO(file.read_bytes())).size
            assert int(image["height"]) == pytest.approx(int(image["width"]) * high / wide, abs=1)
    assert 'src="data:' not in (folder / name).read_text(encoding="utf-8")


def test_there_is_no_image_that_no_page_shows(site, folder):
    shown = {image["src"] for page in site.values() for image in page.find_all("img")}
    assert {f"images/{file.name}" for file in (folder / "images").iterdir()} <= shown


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


def tags_of(cell):
    return set(cell.metadata.get("tags", []))


def answered(notebook):
    """Return, for each prediction that outputs answer, its cells: code, and words that compare."""
    runs = groupby(notebook.cells, key=lambda cell: "answer" in tags_of(cell))
    return [list(cells) for is_answer, cells in runs if is_answer]


def test_all_that_answers_a_prediction_is_in_one_fold(notebook, page):
    folds = page.select("details.answer")
    for fold, cells in zip(folds, answered(notebook), strict=True):
        code = [cell for cell in cells if cell.cell_type == "code"]
        assert len(fold.select(".output")) == len(code) > 0
        words = fold.select(".output ~ p, .output ~ ul, .output ~ ol, .output ~ div.table")
        assert bool(words) == (cells[-1].cell_type == "markdown")
        # Above it is the code that makes it.
        before = fold.find_previous_sibling()
        assert "input" in before["class"] or before.select(".input")


def test_folds_are_there_and_closed(notebook, page):
    folds = page.find_all("details")
    written = [c.source for c in notebook.cells if c.cell_type == "markdown" and not tags_of(c)]
    plots = sum("plot" in tags_of(cell) for cell in notebook.code)
    count = "\n".join(written).count("<details>") + plots + len(answered(notebook))
    assert len(folds) == count
    assert not any(fold.has_attr("open") for fold in folds)
    assert all(fold.summary and fold.find_next_sibling() for fold in folds)


def test_what_answers_no_prediction_is_open(notebook, page):
    for block, cell in zip(page.select(".input"), notebook.code, strict=True):
        assert (block.parent.get("class") == ["plot"]) == ("plot" in tags_of(cell))
    free = page.select(".output:not(details .output)")
    shown = [cell for cell in notebook.code if cell.outputs and "answer" not in tags_of(cell)]
    assert len(free) == len(shown)


def test_every_explorer_lives_on_the_page(notebook, page):
    code = "\n".join(cell.source for cell in notebook.code)
    shown = re.findall(r"^(?:\w+ = )?explorers\.(\w+)", code, re.MULTILINE)
    assert len(page.select(".output [data-nnlib-scene]")) == len(shown)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_offers_first_to_run_its_notebook(site, name):
    first = site[name].select("header > a")
    assert [link.text for link in first] == ["Run in your browser"]
    place = max(NAMES.index(name) - 1, 0)
    assert first[0]["href"] == RUN + ORIGINALS[place]
