"""The site to be read online: what the notebooks hold, and links that lead somewhere."""

import hashlib
import io
import re
import subprocess
import sys
from collections import Counter
from itertools import groupby, pairwise
from pathlib import Path

import build
import pytest
from books import NOTEBOOKS
from bs4 import BeautifulSoup
from links import API
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
def test_links_lead_somewhere(site, folder, name):
    inside = [href for href in links(site[name]) if not re.match("https?://", href)]
    assert len(inside) > len(NAMES)
    for href in inside:
        if href.startswith(RUN):
            assert href.removeprefix(RUN) in ORIGINALS
            continue
        if href == API:
            assert (folder / API).exists()
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
        has_exercises = name != "index.html" and 'check("' in page.get_text()
        assert len(own) == (2 if has_exercises else 0)
        assert all((tmp_path / path).is_file() for path in own)
        assert "answers/" not in str(page)
        words = " ".join(beside.get_text().split())
        assert ("and press Check" in words) == has_exercises
        assert not re.search("and run the cell[.;] check", words)


@pytest.mark.parametrize("name", NAMES)
def test_no_line_begins_with_a_per_cent_sign(site, name):
    """A number and its sign, as in 83 %, are never on two lines."""
    words = [text for text in site[name].find_all(string=True) if not text.find_parent("pre")]
    assert not [text for text in words if re.search(r"\d %", text)]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_needs_nothing_from_elsewhere(site, name):
    page = site[name]
    assert not page.find_all(["iframe", "object", "video", "audio"])
    for script in page.find_all("script"):  # the page's, the runtime, and the scenes that it moves
        is_ours = script.get("src") in ("site.js", "explorers.js", "search.js")
        assert is_ours or script.get("type") == "application/json"
    loaded = [tag["src"] for tag in page.find_all(src=True)]
    loaded += [tag["srcset"] for tag in page.find_all(srcset=True)]
    loaded += [tag["href"] for tag in page.find_all("link")]
    assert {source for source in loaded if not source.startswith("images/")} <= {
        "data:,",  # no icon
        "style.css",
        "front.css",
        "explorers.css",
        "explorers.js",
        "search.css",
        "search.js",
        "site.js",
        *(path.name for path in (ROOT / ".github" / "series").iterdir()),
    }


@pytest.mark.parametrize("name", ["style.css", "front.css"])
def test_the_style_needs_nothing_from_elsewhere(name):
    style = (ROOT / "web" / name).read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import", style)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_in_a_sentence_what_it_is_about(site, name):
    said = [page.find("meta", {"name": "description"})["content"] for page in site.values()]
    mine = site[name].find("meta", {"name": "description"})["content"]
    assert said.count(mine) == 1
    assert 60 < len(mine) <= 160  # what a list of results shows


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_has_words_and_every_id_is_one(site, name):
    page = site[name]
    assert all(len(image.get("alt", "")) > 20 for image in page.find_all("img"))
    ids = Counter(tag["id"] for tag in page.find_all(id=True))
    assert ids.most_common(1)[0][1] == 1


@pytest.mark.parametrize("name", NAMES)
def test_an_image_is_a_file_that_waits_until_it_is_near_and_has_its_room(site, folder, name):
    for image in site[name].find_all(["img", "source"]):
        file = folder / (image.get("src") or image["srcset"])
        if file.parent.name != "images":  # a file of the index
            continue
        assert file.stem == hashlib.sha256(file.read_bytes()).hexdigest()[: len(file.stem)]
        assert image.name == "source" or image["loading"] == "lazy"
        if file.suffix != ".svg":
            wide, high = Image.open(io.BytesIO(file.read_bytes())).size
            assert int(image["height"]) == pytest.approx(int(image["width"]) * high / wide, abs=1)
    assert 'src="data:' not in (folder / name).read_text(encoding="utf-8")


def test_there_is_no_image_that_no_page_shows(site, folder):
    images = [image for page in site.values() for image in page.find_all(["img", "source"])]
    shown = {image.get("src") or image["srcset"] for image in images}
    assert {f"images/{file.name}" for file in (folder / "images").iterdir()} <= shown


@pytest.mark.parametrize("name", NAMES)
def test_the_menu_leads_to_every_page(site, name):
    header = site[name].header
    menu = header.select("#notebooks a")
    assert [link["href"] for link in [header.a, *menu]] == NAMES
    here = [link["href"] for link in header.find_all("a") if link.get("aria-current")]
    assert here == [name]


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_before_and_after_are_in_the_header_and_at_the_end(site, name):
    place = NAMES.index(name) - 1
    wanted = {"prev": place - 1, "next": place + 1}
    wanted = {way: NAMES[1:][at] for way, at in wanted.items() if 0 <= at < len(ORIGINALS)}
    places = [".series"] if name == "index.html" else [".series", "main > .ends:last-child"]
    for where in places:
        found = site[name].select(f"{where} > a[rel]")
        assert {link["rel"][0]: link["href"] for link in found} == wanted


def test_an_end_says_what_a_notebook_is_about_as_the_map_does(site):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in NAMES[1:]:
        for link in site[name].select(".ends a"):
            row = re.search(rf"^.*/{Path(link['href']).stem}\.ipynb\) \|.*$", readme, re.MULTILINE)[
                0
            ]
            number, _, title, grasp, minutes = [cell.strip() for cell in row.split("|")[1:-1]]
            assert link.b.text == f"{number} {title[1:].partition(']')[0]}"
            assert link.span.text == grasp
            assert link.small.text.endswith(f"about {minutes} minutes")


def test_the_map_and_the_glossary_are_at_the_top(notebook, page):
    header = re.sub(r"^.*\n\n", "", notebook.markdown[0], count=1).partition("\n\n")[0]
    wanted = re.findall(r"\[(?!\d\d |run|read)[^]]+\]\((.+?)\)", header)
    found = links(page.main.p)
    assert len(found) == len(wanted) > 0
    assert page.main.p.text.endswith(re.search(r"about \d+ minutes$", header)[0])


def test_the_contents_are_the_headings_in_their_order(page):
    headings = page.main.select("h2[id], h3[id]")
    listed = page.select("#contents li > a")
    assert [link["href"] for link in listed] == [f"#{heading['id']}" for heading in headings]
    assert [link.text for link in listed] == [heading.text for heading in headings]
    deep = [len(link.find_parents("ol")) + 1 for link in listed]
    assert deep == [int(heading.name[1]) for heading in headings]


def test_every_heading_has_a_link_to_itself(page):
    for heading in page.main.select("h2[id], h3[id]"):
        link = heading.find_next_sibling("a")
        assert link["href"] == f"#{heading['id']}"
        assert link["aria-label"] == f"Link to: {heading.text}"


@pytest.mark.parametrize("name", NAMES)
def test_there_is_one_title_and_no_level_of_headings_is_left_out(site, name):
    levels = [int(tag.name[1]) for tag in site[name].find_all(re.compile("^h[1-6]$"))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_all_code_and_all_outputs_are_there(notebook, page):
    code = [block.get_text().strip("\n") for block in page.select(".input")]
    assert code == [cell.source.strip("\n") for cell in notebook.code]
    names = [block["data-cell"] for block in page.select(".input")]
    assert names == [cell.id for cell in notebook.code]
    printed = [out.text.rstrip("\n") for out in notebook.outputs if "text" in out]
    assert [block.get_text() for block in page.select(".output pre")] == printed
    pictures = re.findall('<img alt="', "".join(str(out) for out in notebook.outputs))
    assert len(page.select(".output img")) == len(pictures)


def test_a_solution_is_below_the_answer(notebook, page):
    for exercise in page.select(".input[data-cell^=ex-]"):
        solution = exercise.find_next("details")
        assert solution.summary.text == "Solution"
        assert solution.find_previous(class_="input") is exercise


def test_no_line_begins_with_the_point_after_a_formula(page):
    after = [math.next_sibling for math in page.select("math[display=inline]")]
    ends = [each for each in after if each and re.match("[.,:;?!)]", each.text)]
    assert all(each.parent["class"] == ["whole"] for each in ends)


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
    first = site[name].select("header > a.run")
    assert [link.text for link in first] == ["Run in your browser"]
    place = max(NAMES.index(name) - 1, 0)
    assert first[0]["href"] == RUN + ORIGINALS[place]
