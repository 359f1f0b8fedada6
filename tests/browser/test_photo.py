"""PixelExplorer in a page: its photo under the hand, and one of your own, read by the browser."""

import base64
import os
from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageDraw

if not os.environ.get("CI"):  # where a package that is missing is an error
    pytest.importorskip("playwright", reason="needs playwright: pip install -e .[test]")
from lab import serving
from living import is_shown, made, write_pages

from nnlib.explorers.pixel_picture import WIDE

NAME = "PixelExplorer"
RED, GREEN, BLUE, WHITE = (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 1)
UPRIGHT = [RED, GREEN, BLUE, WHITE]


def file_of(image, kind="png", **settings):
    """Return the file that Pillow writes."""
    file = BytesIO()
    image.save(file, format=kind, **settings)
    return file.getvalue()


def quarters(size=(240, 160)):
    """Return a picture of four colours: red and green above blue and white."""
    image, (w, h) = Image.new("RGB", size, "white"), size
    draw = ImageDraw.Draw(image)
    for color, x, y in [("red", 0, 0), ("lime", w // 2, 0), ("blue", 0, h // 2)]:
        draw.rectangle((x, y, x + w // 2 - 1, y + h // 2 - 1), fill=color)
    return image


def corners(pixels):
    """Return the colours of the four quarters, rounded: upper left, upper right, then below."""
    return [tuple((pixels[y, x] > 127).astype(int)) for y in (20, 80) for x in (20, 80)]


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("photo")
    write_pages(folder)
    with serving(folder) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.set_default_timeout(10_000)
        asked, wrong = [], []
        page.on("pageerror", lambda error: wrong.append(error.stack or error.message))
        page.goto(f"{address}{NAME}.html")
        page.wait_for_function("() => window.wake")
        page.evaluate("() => void wake()")
        page.on("request", lambda request: asked.append(request.url))
        yield page
        context.close()
        local = ("data:", "blob:")
        assert (wrong, [url for url in asked if not url.startswith(local)]) == ([], [])


def choose(page, content, name="mine.png"):
    """Press the button, and choose a file in the window that opens."""
    page.evaluate("() => { told.length = 0; }")
    with page.expect_file_chooser() as opened:
        page.get_by_role("button", name="Your photo").click()
    assert opened.value.element.get_attribute("accept") == "image/*"
    opened.value.set_files({"name": name, "mimeType": "image/png", "buffer": content})


def photo_of(page, content):
    """Return the pixels that the browser makes of a file."""
    page.get_by_role("radio", name="Nose").click()
    choose(page, content)
    page.wait_for_function("() => told.length === 1")
    content = base64.b64decode(page.evaluate("() => mounted.state.photo"))
    return np.frombuffer(content, np.uint8).reshape(100, 100, 3)


@pytest.mark.parametrize("kind", ["jpeg", "png", "gif", "webp", "bmp"])
def test_every_kind_of_file_that_browsers_show_is_read(page, kind):
    assert corners(photo_of(page, file_of(quarters(), kind))) == UPRIGHT


@pytest.mark.parametrize(
    ("orientation", "wanted"),
    [
        (1, [RED, GREEN, BLUE, WHITE]),
        (2, [GREEN, RED, WHITE, BLUE]),
        (3, [WHITE, BLUE, GREEN, RED]),
        (4, [BLUE, WHITE, RED, GREEN]),
        (5, [RED, BLUE, GREEN, WHITE]),
        (6, [BLUE, RED, WHITE, GREEN]),
        (7, [WHITE, GREEN, BLUE, RED]),
        (8, [GREEN, WHITE, RED, BLUE]),
    ],
)
def test_a_turned_camera_is_turned_back(page, orientation, wanted):
    exif = Image.Exif()
    exif[0x0112] = orientation  # TIFF 6.0, "Orientation"
    assert corners(photo_of(page, file_of(quarters(), "jpeg", exif=exif))) == wanted


def test_the_middle_is_cut_out(page):
    for size, place in [((400, 100), (150, 0)), ((100, 400), (0, 150))]:
        image = Image.new("RGB", size, "blue")
        image.paste(Image.new("RGB", (100, 100), "red"), place)
        assert (photo_of(page, file_of(image)) == (255, 0, 0)).all()


@pytest.mark.parametrize("times", [1, 3, 8])
def test_a_pixel_is_the_mean_of_those_that_it_covers(page, times):
    side = 100 * times
    pixels = np.random.default_rng(0).integers(0, 256, (side, side, 3), dtype=np.uint8)
    means = pixels.reshape(100, times, 100, times, 3).mean(axis=(1, 3))
    found = photo_of(page, file_of(Image.fromarray(pixels)))
    assert np.abs(found - means).max() <= 0.51


def test_a_small_picture_keeps_its_pixels(page):
    two = np.array([[[255, 0, 0], [0, 255, 0]], [[0, 0, 255], [9, 9, 9]]], np.uint8)
    found = photo_of(page, file_of(Image.fromarray(two)))
    assert (found == two.repeat(50, axis=0).repeat(50, axis=1)).all()


def test_what_is_transparent_is_white(page):
    assert (photo_of(page, file_of(Image.new("RGBA", (50, 50), (255, 0, 0, 0)))) == 255).all()


def test_grey_of_16_bits_keeps_its_brightness(page):
    ramp = np.linspace(0, 65535, 100).astype(">u2")
    content = file_of(Image.frombytes("I;16B", (100, 100), np.tile(ramp, (100, 1)).tobytes()))
    found = photo_of(page, content).astype(int)
    assert np.abs(found[0] - (ramp[:, np.newaxis] / 257)).max() <= 1
    assert (found == found[0]).all()


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (6000, 4000)])
def test_any_shape_becomes_a_square(page, size):
    assert (photo_of(page, file_of(Image.new("RGB", size, (9, 8, 7)))) == (9, 8, 7)).all()


def test_undo_brings_the_earlier_photo_back_and_reset_the_cat(page):
    explorer = made(NAME)
    photo_of(page, file_of(Image.new("RGB", (9, 9), "red")))
    first = page.evaluate("() => mounted.state")
    choose(page, file_of(Image.new("RGB", (9, 9), "blue")))
    page.wait_for_function("() => told.length === 1")
    page.get_by_role("button", name="Undo").click()
    is_shown(page, explorer, first)
    assert "of your photo: red 255, green 0, blue 0" in page.locator(".nx-readout").text_content()
    page.get_by_role("button", name="Reset").click()
    is_shown(page, explorer, explorer._state)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Dear diary, today I saw a cat.\n" * 99,
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        file_of(quarters())[:40],
    ],
    ids=["empty", "text", "drawing", "HEIC", "cut off"],
)
def test_a_file_that_is_no_picture_says_what_to_do_and_changes_nothing(page, content):
    before, readout = page.evaluate("() => mounted.state"), page.locator(".nx-readout")
    choose(page, content, "diary.heic")
    page.wait_for_selector(".nx-readout[data-error]")
    assert readout.text_content() == (
        "Your browser cannot read diary.heic as a picture: choose a JPEG or PNG file, or open it "
        "in an app that shows it and export it there as JPEG."
    )
    page.wait_for_function(
        "() => document.querySelector('.nx-sr[role=status]').textContent.includes('diary.heic')"
    )
    assert page.evaluate("() => [mounted.state, told.length]") == [before, 0]
    page.get_by_role("radio", name="Iris").click()
    assert readout.get_attribute("data-error") is None
    assert readout.text_content().startswith("Row 38, column 25: ")


def test_a_click_takes_the_pixel_under_it(page):
    page.get_by_role("radio", name="Nose").click()
    image = page.locator("svg image").first.bounding_box()
    page.mouse.click(image["x"] + image["width"] * 0.305, image["y"] + image["height"] * 0.385)
    state = page.evaluate("() => mounted.state")
    assert (state["row"], state["column"]) == (38, 30)
    assert page.evaluate("() => told.at(-1).row") == 38
    is_shown(page, made(NAME), state)


def test_a_click_takes_a_neighbour_in_the_lens(page):
    page.get_by_role("radio", name="Nose").click()
    lens = page.locator("svg [data-pick=neighbour]").bounding_box()
    page.mouse.click(lens["x"] + lens["width"] * 6.5 / 7, lens["y"] + lens["height"] * 1.5 / 7)
    state = page.evaluate("() => mounted.state")
    assert (state["row"], state["column"]) == (77, 68)


def test_a_marker_follows_the_mouse(page):
    page.get_by_role("radio", name="Nose").click()
    for name in ("row", "column"):
        box = page.locator(f"svg [data-number={name}] .nx-hit").bounding_box()
        before = page.evaluate(f"() => mounted.state.{name}")
        pace = page.locator("svg[data-picture]").bounding_box()["width"] * WIDE.pace / WIDE.size[0]
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x - 20 * pace, y, steps=4)
        page.mouse.up()
        far = box["x"] - page.locator(f"svg [data-number={name}] .nx-hit").bounding_box()["x"]
        assert far == pytest.approx(20 * pace, abs=8)
        assert before - page.evaluate(f"() => mounted.state.{name}") in (19, 20)


def test_keys_carry_the_pixel(page):
    page.get_by_role("radio", name="Nose").click()
    page.locator("svg [data-place=pixel]").focus()
    for key in ("Enter", "ArrowRight", "Shift+ArrowUp", "Shift+ArrowLeft", "Escape", "ArrowLeft"):
        page.keyboard.press(key)
    state = page.evaluate("() => mounted.state")
    assert (state["row"], state["column"]) == (69, 56)
    is_shown(page, made(NAME), state)
