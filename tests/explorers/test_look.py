"""The look of live explorers: every colour of a text can be read, in both themes."""

import re

import pytest
from test_accessibility import GRAPHICS, TEXT, contrast, distance, lab, linear

from nnlib.explorers import runtime

THEMES = ("light", "dark")
WORDS = ("ink", "muted", "pos", "neg", "val")
GROUNDS = ("ground", "panel", "mark-text")
SHAPES = ("pos", "neg", "val", "mark-edge", "muted")
FAR = 15  # CIEDE2000, as in test_accessibility


def colours(theme):
    """Return the named colours of a theme, as the style sheet has them."""
    pairs = re.findall(r"--nx-([a-z-]+): light-dark\((#\w+), (#\w+)\)", runtime.look())
    return {name: whole(pair[THEMES.index(theme)]) for name, *pair in pairs}


def whole(colour):
    digits = colour.removeprefix("#")
    return "#" + ("".join(2 * digit for digit in digits) if len(digits) == 3 else digits[:6])


def test_browsers_without_light_dark_get_the_light_colours():
    plain = re.findall(r"--nx-([a-z-]+): (#\w+);", runtime.look())
    assert {name: whole(colour) for name, colour in plain} == colours("light")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("word", WORDS)
def test_words_can_be_read(theme, ground, word):
    found = colours(theme)
    assert contrast(found[word], found[ground]) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_can_be_seen(theme, shape):
    found = colours(theme)
    assert contrast(found[shape], found["ground"]) >= GRAPHICS


@pytest.mark.parametrize("theme", THEMES)
def test_signs_differ_in_colour_too(theme):
    found = colours(theme)
    one, other = (lab(linear(found[name])) for name in ("pos", "neg"))
    assert distance(one, other) >= FAR
