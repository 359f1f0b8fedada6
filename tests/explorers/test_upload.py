"""The upload of PixelExplorer without a browser: what is sent, shown, refused and undone."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from nnlib.datasets import load_photo
from nnlib.datasets.photo import read_photo
from nnlib.drawing.picture import Picture
from nnlib.explorers import PixelExplorer
from nnlib.explorers.pixel import PixelState


def picture_of(color):
    file = BytesIO()
    Image.new("RGB", (30, 20), color).save(file, "png")
    return file.getvalue()


RED, BLUE = picture_of("red"), picture_of("blue")


def send(explorer, content, **message):
    """Send what a browser would."""
    upload = explorer.controls["photo"]
    buffers = [] if content is None else [memoryview(content)]
    size = 0 if content is None else len(content)
    upload._handle_custom_msg({"size": size, "error": "", **message}, buffers)


def test_a_photo_takes_the_place_of_the_cat():
    explorer = PixelExplorer()
    assert (explorer.photo == load_photo()).all()
    send(explorer, RED)
    assert (explorer.photo == read_photo(RED)).all()
    assert explorer.state.rgb() == (255, 0, 0)
    words = "The pixel in row 79, column 65 of your photo is red 255, green 0, blue 0: the numbers"
    assert explorer.stage.readout.text.startswith(words)
    assert "of your photo" not in PixelState().readout()


def test_every_pixel_of_it_is_found_again_in_its_vector():
    pixels = np.random.default_rng(0).integers(0, 256, (100, 100, 3), dtype=np.uint8)
    state = PixelState().moved("photo", pixels.tobytes())
    assert (state.pixels() == pixels).all()
    assert Picture.of_pixels(pixels, alt="it").uri in state.picture().text
    for row, column in [(0, 0), (3, 96), (99, 99)]:
        state = state.moved("row", row).moved("column", column)
        assert state.rgb() == tuple(pixels[row, column])
        assert state.rgb() == tuple(pixels.reshape(-1)[list(state.places())])
        assert "#{:02x}{:02x}{:02x}".format(*pixels[row, column]) in state.picture().text


def test_undo_goes_back_one_photo_and_reset_to_the_cat():
    explorer = PixelExplorer()
    start = explorer.state
    for content in (RED, BLUE):
        send(explorer, content)
    explorer.buttons["Undo"].click()
    assert explorer.state.rgb() == (255, 0, 0)
    send(explorer, BLUE)
    explorer.controls["row"].value = 3
    explorer.reset_button.click()
    assert explorer.state == start
    for wanted in [(3, (0, 0, 255)), (79, (0, 0, 255)), (79, (255, 0, 0)), (79, (132, 46, 14))]:
        explorer.buttons["Undo"].click()
        assert (explorer.state.row, explorer.state.rgb()) == wanted


@pytest.mark.parametrize(
    ("content", "message", "words"),
    [
        (b"no picture", {}, "got another kind of file"),
        (RED[:50], {}, "damaged or cut off"),
        (None, {"size": 12_345_678}, "at most 10 MB, got 12.3 MB: make it smaller"),
        (None, {"size": 10_000_001}, "at most 10 MB, got 10.0 MB: make it smaller"),
        (None, {"error": "It is gone."}, "that the browser can open, got: It is gone."),
    ],
    ids=["text", "cut off", "large", "just too large", "gone"],
)
def test_a_file_that_is_no_photo_changes_nothing_and_says_why(content, message, words):
    explorer = PixelExplorer()
    send(explorer, RED)
    before, upload = explorer.state, explorer.controls["photo"]
    send(explorer, content, **message)
    assert words in upload.problem
    assert explorer.state is before
    assert explorer.error.text == ""
    send(explorer, RED)  # the photo that is shown already
    assert upload.problem == ""
    for mend in (lambda: send(explorer, BLUE), explorer.buttons["Undo"].click):
        send(explorer, content, **message)
        mend()
        assert upload.problem == ""


def test_the_browser_is_told_when_a_file_was_read(monkeypatch):
    explorer, told = PixelExplorer(), []
    monkeypatch.setattr(explorer.controls["photo"], "send", told.append)
    for content in (RED, b"no picture"):
        send(explorer, content)
    assert told == ["read", "read"]


def test_a_mistake_of_ours_is_no_problem_of_the_file(monkeypatch):
    def fail(self):
        raise ValueError("planted")

    explorer = PixelExplorer()
    monkeypatch.setattr(PixelState, "readout", fail)
    send(explorer, RED)
    assert "ValueError: planted" in explorer.error.text
    assert explorer.controls["photo"].problem == ""


def test_the_next_cells_get_an_array_of_their_own():
    explorer = PixelExplorer()
    explorer.photo[...] = 0
    assert (explorer.photo == load_photo()).all()


def test_the_browser_is_not_sent_the_pixels():
    assert "value" not in PixelExplorer().controls["photo"].get_state()
