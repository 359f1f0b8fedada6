"""The search: it finds sections, costs nothing until it is used, and gives no answer away."""

import gzip
import json
import os
import re
import shutil

import pytest

if not os.environ.get("CI"):  # where a package that is missing is an error
    for package in ("playwright", "axe_playwright_python", "latex2mathml", "pagefind"):
        pytest.importorskip(package, reason=f"needs {package}: pip install -e .[test]")
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from lab import serving
from playwright.sync_api import expect

BELOW = "some/path"  # a static host may have the site anywhere
UNIT = "02_one_compute_unit.html"
CHAIN = "06_backpropagation.html#the-chain-link-by-link"


@pytest.fixture(scope="module")
def root(site, tmp_path_factory):
    root = tmp_path_factory.mktemp("host")
    shutil.copytree(site, root / BELOW)
    return root


@pytest.fixture(scope="module")
def address(root):
    with serving(root) as address:
        yield f"{address}{BELOW}/"


@pytest.fixture
def page(browser, address):
    """Return a page of a browser to which there is no other server."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.route(re.compile(f"^(?!{re.escape(address)}|data:|file:)"), lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def said(page):
    return page.get_by_role("dialog").get_by_role("status")


def ask(page, words):
    page.keyboard.press("/")
    page.keyboard.type(words)
    expect(said(page)).not_to_be_empty(timeout=20_000)


def results(page):
    return page.get_by_role("dialog").get_by_role("link")


@pytest.mark.parametrize("start", [UNIT, "index.html", "api/nnlib.layers.html"])
def test_enter_goes_to_the_section_that_fits_best(page, address, start):
    page.goto(address + start)
    ask(page, "chain rule")
    first = page.get_by_role("dialog").get_by_role("listitem").first
    assert first.get_by_role("link").text_content().startswith("The chain, link by link 06 Find")
    assert {"chain,"} <= set(first.locator("mark").all_text_contents())
    page.keyboard.press("Enter")
    page.wait_for_url(address + CHAIN)
    heading = page.locator(f"[id='{CHAIN.partition('#')[2]}']")
    expect(heading).to_be_in_viewport()


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("backpropagation", "Find every weight"),
        ("momentum", "Momentum:"),
        ("softmax", "How do three sums become probabilities?"),
    ],
)
def test_what_explains_a_word_is_first_and_the_reference_last(page, address, words, title):
    page.goto(address)
    ask(page, words)
    expect(results(page).first).to_contain_text(title)
    reference = ["/api/" in link.get_attribute("href") for link in results(page).all()]
    assert any(reference)
    assert reference == sorted(reference)


def test_a_reader_far_down_a_page_on_a_phone_searches_from_its_contents(page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}{UNIT}#exercises")
    bar = page.locator(".contents > button")
    bar.click()
    page.locator(".contents").get_by_role("button", name="Search").click()
    page.keyboard.type("chain rule")
    expect(results(page).first).to_be_visible(timeout=20_000)
    page.keyboard.press("Escape")
    expect(bar).to_be_focused()
    expect(page.locator("#exercises")).to_be_in_viewport()


def test_enter_waits_for_the_answer(page, address):
    page.goto(address + UNIT)
    page.keyboard.press("/")
    page.keyboard.type("chain rule")
    page.keyboard.press("Enter")
    page.wait_for_url(address + CHAIN)


def test_nothing_is_fetched_before_the_first_key_and_nothing_from_elsewhere(page, address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + UNIT, wait_until="networkidle")
    page.get_by_role("button", name="Search").click()
    page.wait_for_timeout(500)
    assert not [url for url in asked if "pagefind" in url]
    page.keyboard.type("softmax")
    expect(results(page).first).to_be_visible(timeout=20_000)
    assert [url for url in asked if "pagefind" in url]
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


@pytest.mark.parametrize("word", ["zzzqqq", "xylophone", "matrx"])
def test_a_word_that_is_nowhere_is_said_to_be(page, address, word):
    page.goto(address + UNIT)
    ask(page, word)
    assert said(page).text_content() == f"Nothing found for “{word}”."
    assert results(page).count() == 0
    page.keyboard.press("Enter")  # leads nowhere
    assert page.url == address + UNIT


def test_the_keys_move_through_the_results_and_back_and_away(page, address):
    page.goto(address + UNIT)
    page.get_by_role("button", name="Search").focus()
    ask(page, "momentum")
    count = results(page).count()
    assert said(page).text_content() == f"{count} results"
    for key, place in [("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)]:
        page.keyboard.press(key)
        expect(results(page).nth(place)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    expect(page.get_by_role("button", name="Search")).to_be_focused()


def test_a_result_on_the_same_page_closes_the_search(page, address):
    page.goto(address + CHAIN.partition("#")[0])
    ask(page, "chain rule")
    results(page).first.click()
    page.wait_for_url(address + CHAIN)
    expect(page.get_by_role("dialog")).not_to_be_visible()


def test_a_slash_that_is_written_is_a_slash(page, address):
    page.goto(address + UNIT)
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    expect(page.get_by_role("searchbox")).to_have_value("a/b")


def test_it_is_accessible_and_fits_a_phone(page, address):
    page.goto(address + UNIT)
    ask(page, "softmax")
    for width in (1280, 800, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        targets = page.locator("header .search, dialog :is(a, button, input)").all()
        assert len(targets) > 10
        for target in targets:
            box = target.bounding_box()
            assert min(box["width"], box["height"]) >= 44
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, scheme + found.generate_report()


def test_a_search_that_cannot_be_loaded_says_so(page, address):
    page.route(re.compile("/pagefind/"), lambda route: route.abort())
    page.goto(address + UNIT)
    ask(page, "softmax")
    assert said(page).text_content().startswith("The search could not be loaded.")


def test_a_page_from_a_disk_offers_no_search(page, root):
    page.goto((root / BELOW / UNIT).as_uri())
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.get_by_role("button", name="Search").count() == 0


@pytest.fixture(scope="module")
def indexed(root):
    """Return what the index holds, by page."""
    texts = {}
    for file in (root / BELOW / "pagefind").rglob("*.pf_fragment"):
        text = gzip.decompress(file.read_bytes()).partition(b"pagefind_dcd")[2]
        fragment = json.loads(text)
        texts[fragment["url"].removeprefix("/")] = fragment["content"]
    return texts


def words(text):
    return set(re.findall(r"[a-z]{3,}", text.lower()))


def test_every_page_and_every_heading_is_in_the_index(root, indexed):
    site = root / BELOW
    pages = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    assert sorted(indexed) == sorted(pages)
    for name, text in indexed.items():
        page = BeautifulSoup((site / name).read_bytes(), "html.parser")
        for left_out in page.select("[data-nnlib-scene], .modules"):
            left_out.clear()
        headings = page.main.find_all(["h1", "h2", "h3"])
        assert all(heading.get("id") for heading in headings if heading.name != "h1")
        assert words(" ".join(one.get_text() for one in headings)) <= words(text), name


def test_the_index_gives_no_answer_away(root, indexed):
    for name, text in indexed.items():
        page = BeautifulSoup((root / BELOW / name).read_bytes(), "html.parser").main
        left_out = page.select(".output, pre, .names, .modules, [data-nnlib-scene]")
        for fold in page.find_all("details"):
            if fold.summary.get_text().startswith("Refresher"):
                assert fold.summary.get_text() in text
            else:
                left_out.append(fold)
        hidden = words(" ".join(one.get_text(" ") for one in left_out))
        for one in left_out:
            one.clear()
        assert not (hidden - words(page.get_text(" "))) & words(text), name
