"""The site in a browser: nothing asked of anyone else, nothing clipped, nothing for axe to say."""

import os
import re
import runpy
from pathlib import Path

import pytest

if not os.environ.get("CI"):  # where a package that is missing is an error
    for package in ("playwright", "axe_playwright_python", "latex2mathml"):
        pytest.importorskip(package, reason=f"needs {package}: pip install -e .[test]")
from axe_playwright_python.sync_playwright import Axe

BUILD = runpy.run_path(str(Path(__file__).parents[2] / "web" / "build.py"))
PAGES = ["index.html", *map(BUILD["page_of"], BUILD["NOTEBOOKS"])]
REFERENCE = ["nnlib", "nnlib.layers", "nnlib.plots", "nnlib.drawing.diagrams", "nnlib.exercises"]
PAGES += [f"api/{module}.html" for module in REFERENCE]  # tests/notebooks/test_api.py has them all
WIDTHS = (1280, 800, 390, 320)  # the last is the narrowest that WCAG asks for (1.4.10)
BEYOND = """() => [...document.querySelectorAll("main *, nav *")].filter((element) =>
    !element.parentElement.closest("pre, .table") && !element.closest("[clip-path]")
    && element.getBoundingClientRect().right > innerWidth).map((element) => element.outerHTML)"""
FORMULAS_WITHOUT_SIZE = """() => [...document.querySelectorAll("math")].filter((formula) =>
    formula.getBoundingClientRect().width < 3).length"""

HEIGHTS = "() => [...document.images].map((image) => Math.round(image.clientHeight))"
COME = """() => Promise.all([...document.images].map((image) => {
    image.loading = "eager";
    return image.decode();
}))"""


@pytest.fixture(scope="module")
def context(browser, address):
    """Return a browser to which there is no other server."""
    context = browser.new_context()
    others = re.compile(f"^(?!{re.escape(address)}|data:)")
    context.route(others, lambda route: route.abort())
    yield context
    context.close()


@pytest.fixture
def page(context):
    page = context.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_quiet_and_accessible(page, address, name):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(error.message))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.goto(address + name)
    page.evaluate("() => document.querySelectorAll('details').forEach((fold) => fold.open = true)")
    heights = page.evaluate(HEIGHTS)
    page.evaluate(COME)
    assert page.evaluate("() => [...document.images].every((image) => image.naturalWidth > 0)")
    assert page.evaluate(HEIGHTS) == heights  # their room was kept
    assert page.evaluate(FORMULAS_WITHOUT_SIZE) == 0
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        assert page.evaluate(BEYOND) == [], width
    # Only colours differ between the schemes.
    for scheme, options in [("light", {}), ("dark", {"runOnly": ["color-contrast"]})]:
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options=options)
        assert found.violations_count == 0, scheme + found.generate_report()
    assert said == []


def test_the_scheme_of_the_reader_is_followed(page, address):
    page.goto(address)
    grounds = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        grounds.append(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(255, 255, 255)", "rgb(21, 24, 28)"]


def test_a_fold_opens_by_keyboard(page, address):
    page.goto(address + "02_one_compute_unit.html")
    fold = page.locator("details").first
    assert not fold.evaluate("(fold) => fold.open")
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert fold.evaluate("(fold) => fold.open && fold.lastElementChild.checkVisibility()")


def test_an_answer_opens_at_a_tap(browser, address):
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(address + "02_one_compute_unit.html")
    for answer in page.locator("details.answer").all():
        outputs = answer.locator(".output").all()
        assert not any(output.is_visible() for output in outputs)
        answer.locator("summary").tap()
        assert all(output.is_visible() for output in outputs)
    context.close()


def test_paper_shows_what_is_folded(page, address):
    page.goto(address + "07_gradient_descent.html")
    folded = page.locator("details > :not(summary)")
    assert not any(block.is_visible() for block in folded.all())
    page.emulate_media(media="print")
    assert not page.locator("header, nav, .heading a").first.is_visible()
    assert page.locator("main").bounding_box()["width"] > 600  # all of the paper
    assert all(block.is_visible() for block in folded.all())
