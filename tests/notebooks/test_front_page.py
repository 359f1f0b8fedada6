"""The front page, and what each page tells those who show a link to it."""

import re
import runpy
from itertools import pairwise
from pathlib import Path

import links
import pytest
from books import NOTEBOOKS
from bs4 import BeautifulSoup
from cards import PARTS
from front import ANSWER, EXERCISE, front_html, write_beside
from PIL import Image
from previews import descriptions, preview_tags
from wrong_answers import WRONG

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ADDRESS = runpy.run_path(str(ROOT / "scripts" / "address.py"))["site"].__globals__
PREVIEW = ROOT / ".github" / "preview.png"


@pytest.fixture(scope="module")
def page():
    return BeautifulSoup(front_html(README), "html.parser")


def rows():
    """Return the cells of README's map, row by row."""
    table = [line for line in README.splitlines() if re.match(r"\| \d\d ", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def test_the_cards_say_what_the_table_of_the_readme_says(page):
    found = []
    for card in page.select(".front-card"):
        link, image = card.a, card.img
        picture = f"![{image['alt']}](.github/series/{image['src']})"
        notebook = f"[{link.text}](notebooks/{link['href'].replace('.html', '.ipynb')})"
        number, grasp, minutes = (
            card.select_one(f".front-{name}").text for name in ("number", "grasp", "minutes")
        )
        found.append([number, picture, notebook, grasp, minutes.removesuffix(" minutes")])
    assert found == rows()


def test_every_notebook_has_a_card_in_one_part(page):
    parts = page.select(".front-part")
    assert len(parts) == len(PARTS)
    pages = [link["href"] for part in parts for link in part.select(".front-card a")]
    assert pages == [path.with_suffix(".html").name for path in NOTEBOOKS]
    for part in parts:
        minutes = [int(re.match(r"\d+", each.text)[0]) for each in part.select(".front-minutes")]
        assert minutes[0] == sum(minutes[1:])


def test_a_card_is_one_link(page):
    assert all(len(card.find_all("a")) == 1 for card in page.select(".front-card"))


def test_there_is_one_first_heading_and_none_is_skipped(page):
    levels = [int(heading.name[1]) for heading in page.find_all(re.compile(r"^h\d$"))]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_two_ways_in_are_to_run_and_to_read(page):
    ways = {link.text: link["href"] for link in page.select(".front-ways a")}
    first = NOTEBOOKS[0].name
    assert ways == {
        "Run in your browser": f"live/notebooks/index.html?path={first}",
        "Start reading": first.replace(".ipynb", ".html"),
    }


def test_its_exercise_shows_the_hint_for_a_mistake_that_learners_make(page):
    [words] = [words for code, words in WRONG[EXERCISE] if code == f"answer = {ANSWER}"]
    assert words in page.select_one(".front-samples").text


def test_its_prediction_can_be_made_before_the_answer_is_seen(page):
    sample = page.select_one(".front-sample")
    question, fold = sample.p.text, sample.details
    assert question.startswith("Predict:")
    assert not fold.has_attr("open")
    assert fold.pre.text not in sample.select_one(".input").text


def test_it_installs_as_the_readme_does(page):
    start = README.partition("## Start")[2].partition("\n## ")[0]
    commands = re.findall("^```\n(.+?)\n```", start, re.MULTILINE | re.DOTALL)
    assert [block.text for block in page.select(".front-install pre")] == commands


def test_all_that_it_loads_lies_beside_it(page, tmp_path):
    write_beside(tmp_path)
    loaded = [image["src"] for image in page.find_all("img", src=True)]
    loaded += [script["data-from"] for script in page.select("script[data-from]")]
    assert len(loaded) == len(NOTEBOOKS) + 1
    assert {*loaded, "front.css", "preview.png"} == {path.name for path in tmp_path.iterdir()}


def test_the_pad_leaves_its_network_to_its_file(page, tmp_path):
    write_beside(tmp_path)
    script = page.select_one("script[data-from]")
    assert not script.text
    assert (tmp_path / script["data-from"]).stat().st_size > 50_000


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_notebook_is_described_by_its_one_thing_to_grasp(row):
    _, _, notebook, grasp, _ = row
    title, name = re.match(r"\[(.+)\]\(notebooks/(.+)\.ipynb\)", notebook).groups()
    assert descriptions()[f"{name}.html"].startswith(f"{title}: {grasp}. ")


def told(page):
    """Return what a page's tags say, by their names."""
    tags = BeautifulSoup(preview_tags(page, 'A "title"', "A <sentence>."), "html.parser")
    return {tag.get("name") or tag["property"]: tag["content"] for tag in tags.find_all("meta")}


@pytest.mark.parametrize("page", ["index.html", "06_backpropagation.html"])
def test_a_preview_names_the_page_and_the_image_by_whole_addresses(monkeypatch, page):
    monkeypatch.setattr(links, "repository", lambda: "https://github.com/Some-Body/Else")
    monkeypatch.setitem(ADDRESS, "repository", lambda: "Some-Body/Else")
    tags, site = told(page), ADDRESS["site"]()
    assert tags["og:url"] == f"{site}/{page}".removesuffix("index.html")
    assert tags["og:image"] == f"{site}/{PREVIEW.name}"
    assert tags["twitter:card"] == "summary_large_image"
    assert tags["og:title"] == 'A "title"'
    assert tags["description"] == tags["og:description"] == "A <sentence>."


def test_without_a_public_address_a_preview_pretends_none(monkeypatch):
    monkeypatch.setattr(links, "repository", lambda: "https://github.com/example/series")
    tags = told("index.html")
    assert not {"og:url", "og:image"} & set(tags)
    assert tags["twitter:card"] == "summary"
    assert "http" not in "".join(tags.values())


def test_the_preview_has_the_size_that_is_asked_for_and_is_light():
    with Image.open(PREVIEW) as image:
        assert image.size == (1200, 630)
    assert PREVIEW.stat().st_size < 150_000
