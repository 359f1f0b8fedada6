"""The front page in a browser: two networks that answer a hand, and cards that are links."""

import os
import re

import pytest

if not os.environ.get("CI"):  # where a package that is missing is an error
    for package in ("playwright", "latex2mathml"):
        pytest.importorskip(package, reason=f"needs {package}: pip install -e .[test]")
from playwright.sync_api import expect

NETWORK, PAD = "[data-nnlib-scene=explorer-network]", "[data-nnlib-scene=explorer-pad]"
PAD_FILE = "**/explorer-pad.js"


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


@pytest.mark.parametrize(("line", "way"), [(0, -1), (1, -1), (2, -1)])
def test_each_line_in_view_can_make_the_network_predict_the_dog(page, address, line, way):
    page.goto(address)
    assert prediction(page) == "cat"
    handle = page.locator(f"{NETWORK} .live svg [data-number='layers.0.weight.1.{line}']").last
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + way * 120, y, steps=10)
    page.mouse.up()
    assert prediction(page) == "dog"


def test_the_network_answers_while_that_of_the_pad_is_on_its_way(page, address):
    held = []
    page.route(PAD_FILE, lambda route: held.append(route))
    with page.expect_request(PAD_FILE):
        page.goto(address)
        page.locator(f"{PAD} .nx").scroll_into_view_if_needed()
    button = page.locator(f"{NETWORK} .live").get_by_role("radio", name="Trained")
    button.click()
    assert button.get_attribute("aria-checked") == "true"
    assert page.locator(f"{PAD} .live").count() == 0
    [file] = held
    file.continue_()
    page.locator(f"{PAD} .live").wait_for()


def test_a_pad_whose_network_does_not_come_stays_a_picture(page, address):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.route(PAD_FILE, lambda route: route.abort())
    page.goto(address)
    with page.expect_console_message(lambda message: "did not come" in message.text):
        page.locator(f"{PAD} .nx").scroll_into_view_if_needed()
    assert page.locator(f"{PAD} .nx-still-only").is_visible()
    assert page.locator(f"{NETWORK} .live").count() == 1


@pytest.mark.parametrize("where", ["served", "on a disk"])
def test_the_pad_answers(page, address, site, where):
    page.goto(address if where == "served" else (site / "index.html").as_uri())
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


def test_on_a_phone_the_pad_and_its_buttons_are_on_one_screen(page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    pad = page.locator(PAD)
    pad.scroll_into_view_if_needed()
    clear = pad.get_by_role("button", name="Clear")
    expect(clear).to_be_visible()
    below = clear.bounding_box()["y"] - pad.locator(".nx-stage").bounding_box()["y"]
    assert 0 < below < 600


@pytest.mark.parametrize("name", [".front-run", ".front-task", f"{NETWORK} .nx-bar"])
def test_the_first_screen_has_the_way_in_and_the_whole_network(page, address, name):
    page.goto(address)
    expect(page.locator(name)).to_be_visible()
    box = page.locator(name).bounding_box()
    assert box["y"] + box["height"] <= 800


@pytest.mark.parametrize("width", [1280, 390])
def test_a_card_is_followed_wherever_it_is_clicked(page, address, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    card = page.locator(".front-card").nth(6)
    for x, y in ((6, 6), (-6, -6)):  # at its first and at its last corner
        box = card.bounding_box()
        where = {"x": x % box["width"], "y": y % box["height"]}
        card.click(position=where)
        page.wait_for_url("**/06_backpropagation.html")
        page.go_back()


def test_a_picture_of_a_card_does_not_open_in_full(page, address):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address)
    image = page.locator(".front-card img").first
    assert image.bounding_box()["width"] < int(image.get_attribute("width"))
    assert page.locator(".front-card button").count() == 0


def test_paper_is_white_and_has_nothing_to_press(page, address):
    page.emulate_media(color_scheme="dark")
    page.goto(address)
    card = page.locator(f"{NETWORK} .live .nx-card")
    ground = "(card) => getComputedStyle(card).backgroundColor"
    assert card.evaluate(ground) != "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="dark", media="print")
    assert card.evaluate(ground) == "rgb(255, 255, 255)"
    for name in (".front-ways", ".front-task", f"{NETWORK} .nx-bar"):
        assert not page.locator(name).is_visible()
