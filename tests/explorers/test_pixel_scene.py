"""PixelExplorer: a pixel's numbers, its place in the vector, and a photo of one's own."""

import base64
from dataclasses import replace

import numpy as np
import pytest
from walks import every, walk

from nnlib.datasets import load_photo
from nnlib.drawing.packed import pack_bytes
from nnlib.explorers import PixelExplorer
from nnlib.explorers.pixel import PLACES, PixelState
from nnlib.explorers.pixel_picture import NARROW, WIDE

CAT = load_photo()
CORNERS = [(0, 0), (0, 99), (99, 0), (99, 99), (79, 65), (3, 96)]
NOISE = np.random.default_rng(0).integers(0, 256, (100, 100, 3), dtype=np.uint8)


def at(row, column, **more):
    explorer = PixelExplorer()
    explorer.state = replace(explorer.state, row=row, column=column, **more)
    return explorer


def written(explorer, part):
    return explorer._described.written(explorer._state)[part]


def place(explorer, name="wide"):
    """Return what a hand on the photo does."""
    return next(a["@place"] for a in every(explorer._described.pictures[name]) if "@place" in a)


def moved(explorer, ops, **extra):
    state = explorer._described.change(explorer._state, ops, **extra)
    return state["row"], state["column"]


def test_it_starts_on_the_nose():
    explorer = PixelExplorer()
    assert explorer.state == PixelState(row=79, column=65)
    assert explorer.readout() == (
        "Row 79, column 65: red 132, green 46, blue 14, mostly red. 7,965 pixels come before it, "
        "so its red number is at index 3 × 7,965 = 23,895."
    )
    assert (explorer.photo == CAT).all()


@pytest.mark.parametrize(("row", "column"), CORNERS)
def test_the_pixel_is_found_again_in_the_vector(row, column):
    explorer = at(row, column)
    scope = explorer._described.scope(explorer._state)
    flat = CAT.reshape(-1)
    assert scope["rgb"] == CAT[row, column].tolist()
    assert flat[scope["place"] : scope["place"] + 3].tolist() == scope["rgb"]
    formula = written(explorer, "formula")
    for k in range(3):
        assert {f"{scope['place'] + k:,}", str(CAT[row, column, k])} <= set(formula)


@pytest.mark.parametrize(("row", "column"), CORNERS)
@pytest.mark.parametrize(("name", "around"), [("wide", 3), ("narrow", 1)])
def test_the_numbers_around_it_are_those_of_the_vector(row, column, name, around):
    explorer, flat = at(row, column), CAT.reshape(-1)
    place = explorer._described.scope(explorer._state)["place"]
    there = [n for n in range(place - around, place + 3 + around) if 0 <= n < flat.size]
    shown = set(written(explorer, name))
    assert {f"{n:,}" for n in there} | {str(flat[n]) for n in there} <= shown
    assert written(explorer, name).count("@show=true") == len(there)


@pytest.mark.parametrize("g", [WIDE, NARROW], ids=["wide", "narrow"])
def test_any_pixel_can_be_pointed_at(g):
    explorer = PixelExplorer()
    move = place(explorer, g.name)["move"]
    x, y, side = g.photo
    for row, column in CORNERS:
        pointer = {"x": x + g.scale * (column + 0.5), "y": y + g.scale * (row + 0.5)}
        assert moved(explorer, move, pointer=pointer) == (row, column)
    assert moved(explorer, move, pointer={"x": x - 50, "y": y + side + 50}) == (99, 0)


@pytest.mark.parametrize("g", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize(("down", "right"), [(0, 0), (-3, 3), (1, -2)])
def test_a_neighbour_can_be_clicked(g, down, right):
    explorer = PixelExplorer()
    x, y, side = g.lens
    pointer = {"x": x + side * (right + 3.5) / 7, "y": y + side * (down + 3.5) / 7}
    picks = [a["@pick"] for a in every(explorer._described.pictures[g.name]) if "@pick" in a]
    assert moved(explorer, picks[0]["do"], pointer=pointer) == (79 + down, 65 + right)
    assert moved(at(0, 0), picks[0]["do"], pointer={"x": x, "y": y}) == (0, 0)


def test_arrows_go_one_pixel_and_with_shift_ten():
    explorer = PixelExplorer()
    nudge = place(explorer)["nudge"]
    for (dx, dy), wanted in {
        (1, 0): (79, 66),
        (-1, 0): (79, 64),
        (0, 1): (78, 65),
        (0, -1): (80, 65),
        (0.2, 0): (79, 75),
        (0, 0.2): (69, 65),
        (0, -0.2): (89, 65),
    }.items():
        assert moved(explorer, nudge, dx=dx, dy=dy) == wanted
    assert moved(at(0, 99), nudge, dx=0.2, dy=0.2) == (0, 99)


def test_rows_and_columns_stay_whole():
    explorer = PixelExplorer()
    for value, kept in [(12.4, 12), (12.5, 13), (-3, 0), (1e9, 99)]:
        for fine in (False, True):
            state = explorer._described.moved(explorer._state, "row", value, fine=fine)
            assert (state["row"], type(state["row"])) == (kept, int)


@pytest.mark.parametrize("g", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_marker_follows_the_hand_along_the_vector(g):
    markers = [a for a in every(PixelExplorer()._described.pictures[g.name]) if "@number" in a]
    assert [each["@number"] for each in markers] == [["text", "row"], ["text", "column"]]
    for each in markers:
        assert each["@axis"] == "x"
        assert each["@drag"] * g.pace == pytest.approx(1)


@pytest.mark.parametrize(
    ("colour", "words"),
    [
        ((9, 9, 40), "nearly black"),
        ((250, 210, 230), "nearly white"),
        ((100, 112, 105), "nearly equal, so a grey"),
        ((10, 90, 30), "mostly green"),
        ((10, 90, 200), "mostly blue"),
    ],
)
def test_three_numbers_have_a_name(colour, words):
    photo = pack_bytes(np.broadcast_to(np.array(colour), (100, 100, 3)))
    red, green, blue = colour
    said = at(0, 1, photo=photo).readout()
    assert said == (
        f"Row 0, column 1 of your photo: red {red}, green {green}, blue {blue}, {words}. "
        "1 pixel comes before it, so its red number is at index 3 × 1 = 3."
    )


def test_the_steps_go_down_to_the_pixel():
    explorer, said, unseen = PixelExplorer(), [], []
    for step in range(5):
        explorer._state = explorer._state | {"step": step}
        said.append(explorer.readout())
        unseen.append(sum(written(explorer, p).count("@seen=false") for p in ("wide", "formula")))
    assert said[1] == "Step 1: 79 full rows of 100 pixels come first: 7,900 pixels."
    assert said[2] == "Step 2: then come 65 pixels of the same row: 7,965 pixels before this one."
    assert said[3] == said[4] == PixelExplorer().readout()
    assert unseen[:4] == sorted(set(unseen), reverse=True)
    assert unseen[3] == unseen[4] == 0


@pytest.mark.parametrize("name", PLACES)
def test_presets_are_places_of_the_cat(name):
    explorer = at(5, 6, photo=pack_bytes(NOISE))
    explorer.act(name)
    assert explorer.state == PixelState(
        row=PLACES[name][0], column=PLACES[name][1], preset=name, photo=""
    )


def test_a_photo_of_ones_own_takes_the_place_of_the_cat():
    explorer = at(3, 4, photo=pack_bytes(NOISE))
    assert (explorer.photo == NOISE).all()
    explorer.photo[...] = 0  # a copy
    assert (explorer.photo == NOISE).all()
    scope = explorer._described.scope(explorer._state)
    assert scope["rgb"] == NOISE[3, 4].tolist()
    assert explorer.picture().alt.startswith(
        "One pixel, and its place in the vector. Your photo, 100 by 100 pixels."
    )


def test_the_file_is_chosen_in_the_browser_alone():
    explorer = PixelExplorer()
    (action,) = explorer.scene()["actions"]
    assert action["image"] == 100
    photo = pack_bytes(NOISE)
    state = explorer._described.change(explorer._state, action["do"], value=photo)
    assert state == explorer._state | {"photo": photo}
    with pytest.raises(ValueError, match=r"label expected one of Nose, Iris, Pupil, Fur, got"):
        explorer.act(action["label"])


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"row": 100}, "row expected a whole number from 0 to 99, got 100"),
        ({"column": -1}, "column expected a whole number from 0 to 99, got -1"),
        ({"row": 1.5}, "row expected a whole number"),
        ({"photo": "?"}, "photo expected 30,000 bytes as base64, got '\\?'"),
        ({"photo": base64.b64encode(bytes(29_999)).decode()}, "photo expected 30,000 bytes"),
    ],
)
def test_what_cannot_be_is_refused(changed, words):
    with pytest.raises(ValueError, match=words):
        PixelState(**changed)
    explorer = PixelExplorer()
    with pytest.raises(ValueError, match=words):
        explorer._state = explorer._state | changed
    assert explorer.state == PixelState()


def test_whole_walks_can_be_written():
    explorer = PixelExplorer()
    for _, _, state in walk(explorer._described, np.random.default_rng(0), 60):
        assert "not a number" not in str(explorer._described.written(state)["formula"])
        assert PixelState.of(state).data() == state
