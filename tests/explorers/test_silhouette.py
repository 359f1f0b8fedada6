"""Strokes become a picture like those of the animals."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from nnlib import metrics
from nnlib.animal_network import animal_network
from nnlib.datasets import load_animals, silhouette

BOX = [(100, 20), (180, 20), (180, 260), (100, 260), (100, 20)]
# A foot at the lower right: neither mirrored nor transposed the same.
BOOT = [(60, 40), (120, 40), (120, 200), (240, 200), (240, 240), (60, 240), (60, 40)]


@pytest.fixture(scope="module")
def animals():
    return load_animals()


@pytest.fixture(scope="module")
def pictures(animals):
    return np.concatenate([animals.train.X, animals.validation.X, animals.test.X])


def sides(pictures):
    """Return first and last lit row, and first and last lit column, of each picture."""
    rows, columns = ((pictures > 0.5).any(axis=axis) for axis in (2, 1))
    return [end for lit in (rows, columns) for end in (lit.argmax(1), 27 - lit[:, ::-1].argmax(1))]


def longest(pictures):
    top, bottom, left, right = sides(pictures)
    return 1 + np.maximum(bottom - top, right - left)


def off_centre(pictures):
    top, bottom, left, right = sides(pictures)
    return np.maximum(abs((top + bottom) / 2 - 13.5), abs((left + right) / 2 - 13.5))


def grey(pictures):
    return ((pictures > 0.05) & (pictures < 0.95)).mean(axis=(1, 2))


def enclosed(picture):
    """Return how many dark pixels cannot be reached from outside, by a flood of Pillow's."""
    image = Image.fromarray(np.pad(picture > 0.5, 1).astype(np.uint8)).copy()
    ImageDraw.floodfill(image, (0, 0), 1)
    return (np.asarray(image) == 0).sum()


# What the data are like, as the module says


def test_the_longer_side_of_an_animal_has_26_pixels(pictures):
    longer = longest(pictures)
    assert np.median(longer) == silhouette.LONGEST == 26
    assert np.mean((longer >= 24) & (longer <= 27)) == pytest.approx(0.88, abs=0.005)


def test_an_animal_stands_in_the_middle(pictures):
    assert np.mean(off_centre(pictures) <= 0.5) == pytest.approx(0.97, abs=0.01)


def test_an_animal_is_grey_only_at_its_edge(pictures):
    assert np.median(grey(pictures)) == pytest.approx(0.15, abs=0.005)


def test_an_animal_is_filled(pictures):
    some = pictures[::5]
    shares = [enclosed(picture) / (picture > 0.5).sum() for picture in some]
    assert np.quantile(shares, 0.9) == pytest.approx(0.03, abs=0.005)


# And so are drawings


def test_a_drawn_box_is_filled_scaled_and_centred():
    picture = silhouette.from_strokes([BOX])
    assert (picture.dtype, picture.shape) == (np.float32, (28, 28))
    assert [int(end[0]) for end in sides(picture[np.newaxis])] == [1, 26, 9, 18]
    assert (picture[2:26, 10:18] == 1).all()
    assert picture[:, :8].max() == picture[:, 20:].max() == 0


def test_right_is_right_and_down_is_down():
    lit = silhouette.from_strokes([BOOT]) > 0.5
    assert lit[22, 24]  # the toe
    assert lit[3, 5]
    assert lit[22, 5]
    assert not lit[3, 24]


@given(st.floats(0.3, 1.0), st.floats(-1, 1), st.floats(-1, 1))
def test_size_and_place_make_no_difference(size, right, down):
    place = 140 + (1 - size) * 140 * np.array([right, down])
    drawn = silhouette.from_strokes([(np.array(BOOT) - 140) * size + place])
    # The pen's places are rounded to a tenth of a pixel; the edge is about 100 pixels long.
    assert abs(drawn - silhouette.from_strokes([BOOT])).sum() < 0.1 * 100
    assert longest(drawn[np.newaxis]) == 26
    assert off_centre(drawn[np.newaxis]) <= 0.5


def test_the_animals_outlines_become_pictures_as_the_data_are(animals):
    test = animals.test.X
    drawn = np.array([silhouette.from_strokes(silhouette.to_strokes(picture)) for picture in test])
    assert np.mean(longest(drawn) == 26) > 0.99
    assert off_centre(drawn).max() <= 0.5
    assert np.median(grey(drawn)) == pytest.approx(np.median(grey(test)), abs=0.05)
    assert np.quantile([enclosed(picture) for picture in drawn], 0.9) <= 2
    assert np.median(abs(drawn - test).mean(axis=(1, 2))) < 0.07


def test_the_network_knows_drawings_nearly_as_well_as_pictures(animals):
    X, y = animals.test.X, animals.test.y
    rows = np.concatenate([np.flatnonzero(y == k)[:60] for k in range(3)])
    rng, drawn = np.random.default_rng(0), []
    for picture in X[rows]:
        size, place = rng.uniform(0.4, 0.9), rng.uniform(126, 154, 2)
        strokes = [np.array(stroke) for stroke in silhouette.to_strokes(picture)]
        drawn.append(silhouette.from_strokes([(s - 140) * size + place for s in strokes]))
    network = animal_network()
    as_pictures, as_drawings = (
        metrics.accuracy(y[rows], network(np.reshape(each, (len(rows), -1))))
        for each in (X[rows], drawn)
    )
    assert as_pictures > 0.8
    assert as_drawings > as_pictures - 0.05


# What one may do with a pen


def test_an_open_outline_is_no_more_than_a_line_until_it_is_joined():
    line = BOOT[:-1]
    assert silhouette.from_strokes([line]).sum() < 0.5 * silhouette.from_strokes([BOOT]).sum()
    closed = silhouette.from_strokes(silhouette.joined([line]))
    assert np.array_equal(closed, silhouette.from_strokes([BOOT]))


def test_pieces_of_an_outline_are_joined_where_they_are_near():
    pieces = [BOOT[:3], [(125, 200), *BOOT[3:5]], [(230, 245), BOOT[5], (60, 50)]]
    lines = silhouette.joined(pieces)[3:]
    wanted = [{BOOT[0], (60, 50)}, {BOOT[2], (125, 200)}, {BOOT[4], (230, 245)}]
    assert sorted(map(sorted, lines)) == sorted(map(sorted, wanted))
    open_, filled = (silhouette.from_strokes(s) for s in (pieces, silhouette.joined(pieces)))
    whole = silhouette.from_strokes([BOOT])  # two of its corners are elsewhere by a pixel
    assert abs(filled - whole).mean() < 0.04 < 0.15 < abs(open_ - whole).mean()


def test_what_is_closed_stays_as_it_is():
    tail = [(180, 100), (250, 60)]
    once = silhouette.joined([BOX, tail])
    assert once[:2] == silhouette.as_strokes([BOX, tail])
    assert silhouette.joined(once) == once
    assert silhouette.joined([BOX]) == silhouette.as_strokes([BOX])
    assert silhouette.joined([]) == ()


def test_no_stroke_is_an_empty_picture():
    assert not silhouette.from_strokes([]).any()


def test_a_dot_is_a_disk():
    dot = silhouette.from_strokes([[(3, 270)]])
    assert np.array_equal(dot, silhouette.from_strokes([[(140, 140), (140, 140)]]))
    assert dot[14, 14] == 1
    assert dot.mean() == pytest.approx(np.pi * 13**2 / 28**2, abs=0.05)


def test_a_pen_that_leaves_the_pad_goes_along_its_edge():
    outside = [(100, -50), (1e300, -50), (330, 700), (100, 280)]
    inside = [(100, 0), (280, 0), (280, 280), (100, 280)]
    drawn = silhouette.from_strokes([outside])
    assert np.array_equal(drawn, silhouette.from_strokes([inside]))
    assert drawn.any()


def test_ten_thousand_points_are_no_trouble():
    steps = np.random.default_rng(0).normal(size=(10_000, 2)) * 9  # as fast hands move
    points = 140 + steps.cumsum(axis=0)
    start = time.process_time()  # whatever else the machine does meanwhile
    assert silhouette.from_strokes([points]).max() == 1
    assert time.process_time() - start < 2


def test_the_strokes_may_be_arrays_and_stay_as_they_are():
    points = np.array(BOX, float)
    kept = points.copy()
    assert np.array_equal(silhouette.from_strokes([points]), silhouette.from_strokes([BOX]))
    assert np.array_equal(points, kept)


def test_an_outline_lies_on_the_pad_where_it_was():
    picture = np.zeros((28, 28))
    picture[2:10, 4:24] = 1
    [stroke] = silhouette.to_strokes(picture)
    low, high = np.min(stroke, axis=0), np.max(stroke, axis=0)
    # 9 units for a pixel, around the middle of the pad at (140, 140).
    assert low.tolist() == pytest.approx([140 - 9 * 10, 140 - 9 * 12], abs=1)
    assert high.tolist() == pytest.approx([140 + 9 * 10, 140 - 9 * 4], abs=1)
    assert stroke[0] == stroke[-1]


def test_only_outer_outlines_are_traced():
    ring = np.zeros((28, 28))
    ring[4:24, 4:24] = 1
    ring[10:18, 10:18] = 0
    assert len(silhouette.to_strokes(ring)) == 1
    two = np.zeros((28, 28))
    two[2:8, 2:8] = two[15:25, 15:25] = 1
    assert len(silhouette.to_strokes(two)) == 2
    assert silhouette.to_strokes(np.zeros((28, 28))) == ()


@pytest.mark.parametrize(
    ("strokes", "error", "words"),
    [
        ("abc", TypeError, "strokes expected a list of strokes, got 'abc'"),
        (None, TypeError, "strokes expected a list of strokes, got None"),
        ([[1, 2]], ValueError, r"strokes\[0\] expected points, shape \(points, 2\), got \(2,\)"),
        ([BOX, [[1, 2, 3]]], ValueError, r"strokes\[1\] expected points, .* got \(1, 3\)"),
        ([[]], ValueError, r"strokes\[0\] expected points"),
        ([[(0, float("nan"))]], ValueError, r"strokes\[0\] expected finite"),
        ([["ab"]], TypeError, r"strokes\[0\] expected numbers"),
    ],
)
def test_what_is_no_stroke_is_refused(strokes, error, words):
    for function in (silhouette.from_strokes, silhouette.joined, silhouette.as_strokes):
        with pytest.raises(error, match=words):
            function(strokes)


def test_what_is_no_picture_is_refused():
    with pytest.raises(ValueError, match=r"picture expected shape \(28, 28\), got \(784,\)"):
        silhouette.to_strokes(np.zeros(784))
    with pytest.raises(TypeError, match="picture expected numbers"):
        silhouette.to_strokes("picture")
