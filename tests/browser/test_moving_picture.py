"""The README's moving picture: what is seen follows from where the hand is, not from the time."""

import os

import pytest

if not os.environ.get("CI"):  # where a package that is missing is an error
    pytest.importorskip("playwright", reason="needs playwright: pip install -e .[test]")
import moving_picture


def test_the_way_down_shows_what_the_way_up_has_shown(browser, monkeypatch):
    monkeypatch.setattr(moving_picture, "FRAMES", 4)
    low, up, high, down = moving_picture.frames(browser, "light")
    assert up.tobytes() == down.tobytes()
    assert len({image.tobytes() for image in (low, up, high)}) == 3
