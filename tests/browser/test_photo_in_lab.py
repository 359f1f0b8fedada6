"""A photo of one's own in JupyterLab: through the window that the browser opens, by keyboard."""

import os
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

if not os.environ.get("CI"):  # where a package that is missing is an error
    for package in ("playwright", "axe_playwright_python"):
        pytest.importorskip(package, reason=f"needs {package}: pip install -e .[test]")
import lab
from lab import output, run_python
from playwright.sync_api import expect
from test_explorers_in_lab import CLIPPED, THEMES, button, expect_state, serious, show_in

from nnlib.datasets.photo import read_photo

pytestmark = pytest.mark.only_for("PixelExplorer")

LIMIT = 10_000_000


def write(path, seed=0, kind="JPEG", size=(400, 300)):
    """Write a photo of coloured squares, and return its path."""
    squares = np.random.default_rng(seed).integers(0, 256, (3, 4, 3), dtype=np.uint8)
    image = Image.fromarray(squares).resize(size, Image.Resampling.NEAREST)
    image.save(path, format=kind)
    return path


@pytest.fixture(autouse=True)
def window(page):
    """Hear of each window that opens, also between two tests.

    Where nobody listens, the browser opens one of its own, which no key of a test can close.
    """
    page.on("filechooser", ignore)
    yield
    page.remove_listener("filechooser", ignore)


def ignore(_):
    pass


def choose(page, path):
    """Press Enter on the upload's button, and choose the file in the window that opens."""
    with page.expect_file_chooser() as opened:
        upload(page).press("Enter")  # which focuses the button first
    opened.value.set_files(path)


def upload(page):
    return output(page).locator(".nnlib-upload")


def problem(page):
    return output(page).locator(".nnlib-problem")


def with_photo(state, path):
    return replace(state, photo=read_photo(path.read_bytes()).tobytes())


def test_a_photo_is_shown_and_the_next_cells_have_it(page, explorer, tmp_path):
    path = write(tmp_path / "mine.jpg")
    choose(page, path)
    expect_state(page, explorer, with_photo(explorer.state, path))
    expect(output(page).locator(".nnlib-status")).to_contain_text("of your photo is red")
    expect(upload(page)).to_have_text("Choose your own photo")
    expect(upload(page)).to_be_focused()
    total = run_python(page, "print(explorer.photo.sum(), explorer.photo.shape)")
    assert total == f"{read_photo(path.read_bytes()).sum()} (100, 100, 3)\n"


def test_space_opens_the_window_too_and_no_key_is_for_lab(page, explorer):
    upload(page).focus()
    page.keyboard.press("b")  # in Lab: a new cell below
    expect(page.locator(".jp-CodeCell")).to_have_count(2)
    with page.expect_file_chooser() as opened:
        page.keyboard.press("Space")
    opened.value.set_files([])  # Cancel
    expect_state(page, explorer, explorer.state)
    expect(upload(page)).to_have_text("Choose your own photo")


def test_undo_goes_back_one_photo_and_reset_to_the_cat(page, explorer, tmp_path):
    paths = [write(tmp_path / f"{seed}.png", seed, "PNG") for seed in (0, 1)]
    for path in [*paths, paths[1]]:
        choose(page, path)
        # A browser says nothing of a file that its input holds already: it is to hold none.
        assert output(page).locator("input[type=file]").input_value() == ""
        expect_state(page, explorer, with_photo(explorer.state, path))
    button(page, explorer.buttons["Undo"]).click()
    expect_state(page, explorer, with_photo(explorer.state, paths[0]))
    button(page, explorer.reset_button).click()
    expect_state(page, explorer, explorer.state)


def test_a_file_that_is_no_photo_says_so_and_changes_nothing(page, explorer, tmp_path):
    good = write(tmp_path / "good.jpg")
    choose(page, good)
    expect_state(page, explorer, with_photo(explorer.state, good))
    noise = np.random.default_rng(0).integers(0, 256, (90, 90, 3), dtype=np.uint8)
    file = BytesIO()
    Image.fromarray(noise).save(file, "jpeg")
    for name, content, words in [
        ("broken.jpg", file.getvalue()[:2000], "got one that is damaged or cut off"),
        ("diary.jpg", b"Dear diary", "got another kind of file"),
        ("empty.jpg", b"", "got an empty file"),
        ("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "got a HEIC file"),
    ]:
        (tmp_path / name).write_bytes(content)
        choose(page, tmp_path / name)
        expect(problem(page)).to_contain_text(words)
        expect(problem(page)).to_have_attribute("role", "alert")
        said = with_photo(explorer.state, good).readout()
        expect(output(page).locator(".nnlib-status")).to_have_text(said)
        expect(output(page).locator(".nnlib-alert")).to_be_empty()
        expect(upload(page)).to_have_text("Choose your own photo")
    choose(page, good)
    expect_state(page, explorer, with_photo(explorer.state, good))


def test_a_problem_can_be_read_in_any_theme_and_width(page, explorer, tmp_path):
    (tmp_path / "diary.jpg").write_bytes(b"Dear diary")
    choose(page, tmp_path / "diary.jpg")
    expect(problem(page)).to_contain_text("got another kind of file")
    for theme in THEMES:
        for width in (800, 1280):
            show_in(page, theme, width)
            assert output(page).evaluate(CLIPPED) == [], (theme, width)
            assert serious(page) == [], (theme, width)


@pytest.fixture
def sent(page):
    """Return how long the messages are that the page sends to the kernel."""
    page.evaluate(
        """() => {
            window.sent = [];
            window.kept = WebSocket.prototype.send;
            WebSocket.prototype.send = function (message) {
                window.sent.push(message.byteLength ?? message.length);
                return window.kept.call(this, message);
            };
        }"""
    )
    yield lambda: page.evaluate("() => Math.max(0, ...window.sent)")
    page.evaluate("() => { WebSocket.prototype.send = window.kept; }")


def test_the_largest_file_arrives_and_a_larger_one_is_not_sent(page, explorer, tmp_path, sent):
    path, content = write(tmp_path / "large.jpg"), (tmp_path / "large.jpg").read_bytes()
    path.write_bytes(content.ljust(LIMIT + 1, b"\0"))
    choose(page, path)
    expect(problem(page)).to_contain_text("at most 10 MB, got 10.0 MB: make it smaller")
    assert sent() < 10_000
    path.write_bytes(content.ljust(LIMIT, b"\0"))
    choose(page, path)
    expect_state(page, explorer, with_photo(explorer.state, path))
    assert LIMIT < sent() < LIMIT + 10_000


def test_a_file_that_is_gone_says_so(page, explorer, tmp_path):
    # As after a card was pulled out; a browser that is told to, reads no file.
    page.evaluate(
        """() => {
            window.kept = File.prototype.arrayBuffer;
            File.prototype.arrayBuffer = () => Promise.reject(new Error("It is gone."));
        }"""
    )
    choose(page, write(tmp_path / "gone.jpg"))
    expect(problem(page)).to_contain_text("that the browser can open, got: It is gone.")
    page.evaluate("() => { File.prototype.arrayBuffer = window.kept; }")


def test_the_page_has_no_error_and_asks_no_one_but_its_server(page, uncalled_for):
    assert uncalled_for == []


def test_a_button_whose_kernel_is_gone_says_so(browser, server, explorer, tmp_path):
    cells = "from nnlib.explorers import PixelExplorer", "PixelExplorer()"
    with lab.own_page(browser, server, "gone.ipynb", *cells) as page:
        lab.restart_kernel(page)
        choose(page, write(tmp_path / "mine.jpg"))
        expect(problem(page)).to_have_text(
            "The kernel that made this button is gone. Run the cell again."
        )
        expect(upload(page)).to_have_text("Choose your own photo")
