"""Can everybody read it? Words, contrast and colours of every drawing.

The pictures stored in the notebooks are looked at in tests/notebooks, pages in tests/browser.
"""

import base64
import re
from io import BytesIO
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image

import nnlib
from nnlib import plots
from nnlib.drawing import diagrams, palette

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
TEXT, GRAPHICS = 4.5, 3.0  # WCAG 2.2, success criteria 1.4.3 and 1.4.11
FAR = 15  # CIEDE2000: about 2 can just be seen beside each other, 15 at a glance

# What colours become for a dichromat: Machado, Oliveira and Fernandes, "A Physiologically-based
# Model for Simulation of Color Vision Deficiency" (2009), severity 1, on linear RGB.
VISION = {
    "usual": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


# Colours


def linear(color):
    channels = np.array(palette.rgb(color)) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    low, high = sorted(TO_XYZ[1] @ linear(color) for color in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(rgb):
    t = TO_XYZ @ np.clip(rgb, 0, 1) / TO_XYZ.sum(axis=1)
    f = np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one, other):
    """Return CIEDE2000, after Sharma, Wu and Dalal (2005).

    The plain distance in Lab would rate saturated colours too far apart: an orange and a green
    that a protanope hardly tells apart are 20 in it, and 8 here.
    """
    (L1, a1, b1), (L2, a2, b2) = one, other
    mean = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    a1, a2 = (a * (1.5 - 0.5 * np.sqrt(mean**7 / (mean**7 + 25**7))) for a in (a1, a2))
    C1, C2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = (np.degrees(np.arctan2(b, a)) for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180
    L, C, h = (L1 + L2) / 2, (C1 + C2) / 2, (h1 + turn / 2) % 360
    angles = np.radians([h - 30, 2 * h, 3 * h + 6, 4 * h - 63])
    T = 1 + np.array([-0.17, 0.24, 0.32, -0.2]) @ np.cos(angles)
    rotation = -2 * np.sqrt(C**7 / (C**7 + 25**7))
    rotation *= np.sin(np.radians(60 * np.exp(-(((h - 275) / 25) ** 2))))
    dL = (L2 - L1) / (1 + 0.015 * (L - 50) ** 2 / np.sqrt(20 + (L - 50) ** 2))
    dC = (C2 - C1) / (1 + 0.045 * C)
    dH = 2 * np.sqrt(C1 * C2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * C * T)
    return np.sqrt(dL**2 + dC**2 + dH**2 + rotation * dC * dH)


# Drawings


def small_network():
    rng = np.random.default_rng(0)
    sizes = pairwise([3, 3, 3, 3])
    linear_, *rest = [nnlib.Linear(n, units, rng=rng) for n, units in sizes]
    layers = [layer for one in rest for layer in (nnlib.Sigmoid(), one)]
    return nnlib.Network(linear_, *layers).trace([1, 0.4, 2], 0, nnlib.CrossEntropyLoss())


def drawn_diagrams():
    trace, wide = small_network(), nnlib.Linear(784, 128, rng=np.random.default_rng(0))
    look = {"class_names": ["dog", "cat", "neither"]}
    yield diagrams.unit(trace)
    yield diagrams.layer(trace, chosen=1)
    yield diagrams.transpose([[-1, 0.2, 1], [3, 0.3, -0.1]], chosen=1)
    yield diagrams.batch([[1, 0.4, 2], [2, 1, 0.5]], [[-1, 0.2, 1], [3, 0.3, -0.1]])
    yield diagrams.network(trace, **look)
    yield diagrams.network(nnlib.Network(wide).trace(np.full(784, 0.5)))
    yield diagrams.gradients(trace, **look)


# The explorers' colours are classes of a style sheet: tests/browser looks at them.


@pytest.fixture(scope="module")
def drawings():
    return [ET.fromstring(picture.text) for picture in drawn_diagrams()]


def numbers(element, *names):
    return [float(element.get(name, 0)) for name in names]


def tag(element):
    return element.tag.removeprefix(SVG)


class Ground:
    """What has been painted so far, and what colour it has at a place."""

    def __init__(self):
        self.painted = []

    def paint(self, element):
        if tag(element) == "image":
            data = base64.b64decode(element.get("href").partition(",")[2])
            self.painted.append((element, np.asarray(Image.open(BytesIO(data)).convert("RGB"))))
        elif tag(element) in ("rect", "circle") and element.get("fill") != "none":
            self.painted.append((element, element.get("fill")))

    def at(self, x, y):
        for element, paint in reversed(self.painted):
            if tag(element) == "circle":
                cx, cy, r = numbers(element, "cx", "cy", "r")
                if np.hypot(x - cx, y - cy) <= r:
                    return paint
            else:
                left, top, width, height = numbers(element, "x", "y", "width", "height")
                across, down = (x - left) / (width or 1), (y - top) / (height or 1)
                if not (0 <= across < 1 and 0 <= down < 1):
                    continue
                if isinstance(paint, str):
                    return paint
                rows, columns, _ = paint.shape
                return hexadecimal(paint[int(down * rows), int(across * columns)])
        raise AssertionError(f"nothing is painted at {x}, {y}")


def words_with_ground(root):
    """Yield each text, its colour, and the colours behind its beginning, middle and end."""
    ground = Ground()
    for element in root:
        ground.paint(element)
        if tag(element) == "text" and element.text:
            x, y, size = numbers(element, "x", "y", "font-size")
            reach = 0.55 * size * len(element.text)
            left = x - {"start": 0, "middle": reach / 2, "end": reach}[element.get("text-anchor")]
            places = [left + share * reach for share in (0.1, 0.5, 0.9)]
            yield element.text, element.get("fill"), [ground.at(place, y) for place in places]


def seen(color, behind, opacity):
    color, behind = np.array(palette.rgb(color)), np.array(palette.rgb(behind))
    return hexadecimal((behind + opacity * (color - behind)).round().astype(int))


def hexadecimal(channels):
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def shapes_with_ground(root):
    """Yield each shape, and the best contrast that its line or its filling has."""
    ground = Ground()
    for element in root:
        assert not {"opacity", "fill-opacity"} & set(
            element.keys()
        )  # of which `seen` knows nothing
        inks = {element.get("stroke"), element.get("fill")} - {None, "none"}
        place = edge(element)
        clears = inks == {palette.GROUND} and tag(element) == "rect"  # for words on top of lines
        if place and inks and ground.painted and not clears:
            behind, opacity = ground.at(*place), float(element.get("stroke-opacity", 1))
            yield element, max(contrast(seen(ink, behind, opacity), behind) for ink in inks)
        if tag(element) != "circle":  # marks that lie on each other are not told apart by colour
            ground.paint(element)


def edge(element):
    """Return a place where a shape meets its ground; None for what is no shape, or empty."""
    if tag(element) == "circle":
        x, y, r = numbers(element, "cx", "cy", "r")
        return x - r, y
    if tag(element) == "line":
        x1, y1, x2, y2 = numbers(element, "x1", "y1", "x2", "y2")
        return (x1 + x2) / 2, (y1 + y2) / 2
    if tag(element) == "rect":
        x, y, width, height = numbers(element, "x", "y", "width", "height")
        return (x, y + height / 2) if min(width, height) > 0.5 else None
    if tag(element) == "path":
        places = re.findall(r"[\d.]+", element.get("d"))
        half = len(places) // 4 * 2
        return float(places[half]), float(places[half + 1])
    return None


def test_the_tools_of_this_file_are_right():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    one, other = (50, 2.6772, -79.7751), (50, 0, -82.7485)  # the paper's first pair
    assert distance(one, other) == pytest.approx(2.0425, abs=1e-4)
    assert lab(linear("#ff0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.05)
    for matrix in VISION.values():
        assert np.sum(matrix, axis=1) == pytest.approx(np.ones(3), abs=1e-5)  # white stays white


def test_every_drawing_says_what_it_shows(drawings):
    for root in drawings:
        title, description = list(root)[:2]
        assert (tag(title), tag(description), root.get("role")) == ("title", "desc", "img")
        assert min(len(title.text), len(description.text)) > 3
        assert root.get("aria-label") == f"{title.text}. {description.text}"


def test_words_can_be_read(drawings):
    for root in drawings:
        for text, color, grounds in words_with_ground(root):
            assert min(contrast(color, ground) for ground in grounds) >= TEXT, text


def test_shapes_can_be_seen(drawings):
    for root in drawings:
        for element, best in shapes_with_ground(root):
            assert best >= GRAPHICS, ET.tostring(element)


# Colour is never the only cue


def test_a_sign_has_its_dash_and_its_minus(drawings):
    for root in drawings:
        for line in root.iter(SVG + "line"):
            dashed = line.get("stroke-dasharray") is not None
            assert dashed == (line.get("stroke") == palette.NEGATIVE) or line.get("stroke") in (
                palette.INK,
                palette.MUTED,
            )
        for text, color, grounds in words_with_ground(root):
            if re.fullmatch(r"[−\d., ×()]+", text):
                red, _, blue = palette.rgb(grounds[1])
                warm = color == palette.NEGATIVE or red > blue
                cold = color == palette.POSITIVE or blue > red
                assert not warm or "−" in text, text
                assert not cold or "−" not in text, text


def test_curves_have_dashes():
    curves = {name: [1, 2] for name in "abcd"}
    paths = {name: [[0, 0], [1, 1]] for name in "abcd"}
    for ax in (plots.lines([0, 1], curves), plots.descent(np.add, paths)):
        lines = [line for line in ax.get_lines() if line.get_label() in curves]
        assert len({line.get_linestyle() for line in lines}) == 4
        assert {text.get_text() for text in ax.get_legend().get_texts()} == set(curves)


# For whom blue, orange and green are other colours


CATEGORIES = {
    "curves in plots": [style["color"] for style in plots.axes.STYLES],
    "sign and class": [palette.POSITIVE_TINT, palette.NEGATIVE_TINT, palette.GROUND],
}


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("colors", CATEGORIES.values(), ids=CATEGORIES)
def test_colours_stay_apart(colors, vision):
    seen_as = {color: lab(np.array(VISION[vision]) @ linear(color)) for color in colors}
    for one, other in combinations(colors, 2):
        assert distance(seen_as[one], seen_as[other]) >= FAR, (one, other)


DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_the_headings_of_a_document_do_not_jump(document):
    text = document.read_text(encoding="utf-8")
    text = re.sub("^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    levels = [len(marks) for marks in re.findall("^(#+) ", text, re.MULTILINE)]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_pictures_in_the_readme_have_words():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    words = re.findall(r"!\[([^\]]*)\]\(", readme)
    assert len(words) >= 2
    assert all(len(alt) > 20 for alt in words)
