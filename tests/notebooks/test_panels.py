"""Plots of several panels on a narrow page: nothing of them is lost, nothing is smaller."""

import io

import numpy as np
import panels
import pytest
from PIL import Image

WORDS = 20  # pixels: how thick a name of an axis is


def drawn(rows, columns, width):
    """Return a plot of coloured panels at two pixels for each of the page, and its colours.

    To the left of each panel and above it are words, which are in its colour. Those to the left
    are farther from it than from the panel before, as a name is from an axis with numbers.
    """
    across, high = 2 * width // columns, 300
    plot = np.full((rows * high, columns * across, 3), 255, dtype=np.uint8)
    colors = [[place, 100, 100] for place in range(rows * columns)]
    for color, place in zip(colors, np.ndindex(rows, columns), strict=True):
        top, left = np.multiply(place, (high, across)) + 5
        plot[top : top + WORDS, left + 60 : left + 100] = color
        start = left if place[1] else 0  # the numbers of the first are wider
        plot[top + 30 : top + high - 20, start : left + WORDS] = color
        plot[top + 30 : top + high - 20, left + 40 : left + across - 10] = color
    file = io.BytesIO()
    Image.fromarray(plot).save(file, "png")
    return file.getvalue(), colors


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)))


def places(png, color):
    """Return the rows and the columns of the pixels of a colour."""
    return np.nonzero((pixels(png) == color).all(axis=2))


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("rows", [1, 2])
def test_panels_are_below_each_other_row_by_row_with_their_words(rows, columns):
    plot, colors = drawn(rows, columns, 700)
    narrow = panels.stacked(plot, 700)
    last = 0
    for color in colors:
        found, was = places(narrow, color), places(plot, color)
        for axis, before in zip(found, was, strict=True):
            assert np.array_equal(axis - axis.min(), before - before.min())
        assert found[0].min() >= last
        assert found[1].max() == pixels(narrow).shape[1] - 1  # their axes are in line
        last = found[0].max()
    assert pixels(narrow).shape[1] < 2 * 700 / columns


def test_a_grid_of_small_images_keeps_its_columns():
    plot, colors = drawn(2, 6, 660)
    narrow = panels.stacked(plot, 660)
    tops = [places(narrow, color)[0].min() for color in colors]
    ends = [places(narrow, color)[1].max() for color in colors]
    assert ends[:3] == ends[3:6] == ends[6:9] == ends[9:]
    assert tops[0] == tops[2] < tops[6] < tops[3] == tops[5] < tops[9]
    assert pixels(narrow).shape[1] <= 2 * panels.ROOM


@pytest.mark.parametrize(("columns", "width"), [(1, 640), (2, 220)])
def test_one_panel_and_a_narrow_plot_stay_as_they_are(columns, width):
    assert panels.stacked(drawn(1, columns, width)[0], width) is None
