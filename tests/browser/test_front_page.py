"""The front page in a browser: two networks that answer a hand, and cards that are links."""

import os
import re
import runpy
from pathlib import Path

import pytest

if not os.environ.get("CI"):  # where a package that is missing is an error
    for package in ("playwright", "latex2mathml"):
        pytest.importorskip(package, reason=f"needs {package}: pip install -e .[test]")
from lab import serving

BUILD = runpy.run_path(str(Path(__file__).parents[2] / "web" / "build.py"))
NETWORK, PAD = "[data-nnlib-scene=explorer-network]", "[data-nnlib-scene=explorer-pad]"
PAD_FILE = "**/explorer-pad.js"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    BUILD["build_pages"](folder)
    return folder


@pytest.fixture(scope="module")
def address(folder):
    with serving(folder) as address:
        yield address


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def prediction(page):
    """Return which class the network finds most probable."""
    said = page.locator(f"{NETWORK} .nx-readout").text_content()
    probabilities = dict(re.findall(r"(dog|cat|neither) ([\d.]+\d)", said))
    return max(probabilities, key=lambda name: float(probabilities[name]))


def test_one_line_makes_the_network_predict_the_dog(page, address):
    page.goto(address)
    line = page.locator(f"{NETWORK} .live [data-number='layers.2.weight.0.1']").first
    assert prediction(page) == "cat"
    box = line.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 100, y, steps=10)
    page.mouse.up()
    assert prediction(page) == "dog"


def test_the_network_answers_before_that_of_the_pad_is_asked_for(page, address):
    held = []
    page.route(PAD_FILE, held.append)
    page.goto(address, wait_until="commit")
    page.locator(f"{PAD} .nx").scroll_into_view_if_needed()
    with page.expect_request(PAD_FILE) if not held else page.expect_event("close"):
        pass
    assert page.locator(f"{NETWORK} .live").count() == 1
    assert page.locator(f"{PAD} .live").count() == 0
    held[0].continue_()
    page.locator(f"{PAD} .live").wait_for()


def test_the_pad_answers(page, address):
    page.goto(address)
    pad = page.locator(PAD)
    pad.scroll_into_view_if_needed()
    pad.get_by_role("button", name="Clear").click()
    assert pad.locator(".nx-readout").text_content().startswith("The pad is empty")
    box = pad.locator("[data-place=pad] .nx-black").bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    for right, down in [(180, 60), (180, 160), (60, 160), (60, 62)]:
        page.mouse.move(box["x"] + right, box["y"] + down)
    page.mouse.up()
    assert pad.locator(".nx-readout").text_content().startswith("The network")
