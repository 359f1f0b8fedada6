"""Numbers as pixels."""

import re

import numpy as np
import pytest

from nnlib.drawing import palette
from nnlib.drawing.elements import element, markup
from nnlib.drawing.expressions import ref
from nnlib.drawing.packed import pack_bytes
from nnlib.drawing.raster import raster
from nnlib.explorers.card import TAGS

WHITE = [255, 255, 255]


def test_brightnesses_are_greys_and_row_by_row():
    pixels = raster("grey", 2, 1, [0, 0.5])
    np.testing.assert_array_equal(pixels, [[[0, 0, 0], [128, 128, 128]]])
    np.testing.assert_array_equal(raster("grey", 1, 2, pack_bytes([7, 9]))[1, 0], [9, 9, 9])


def test_three_bytes_are_a_colour():
    np.testing.assert_array_equal(raster("rgb", 1, 1, pack_bytes([1, 2, 3])), [[[1, 2, 3]]])
    np.testing.assert_array_equal(raster("rgb", 1, 1, [1, 2, 3]), [[[1, 2, 3]]])


def test_a_sign_is_a_colour_and_zero_the_ground():
    pixels = raster("signed", 4, 1, [0, 1, -1, -7])[0].tolist()
    below = list(palette.rgb(palette.NEGATIVE))
    assert pixels == [WHITE, list(palette.rgb(palette.POSITIVE)), below, below]


def test_a_wrong_number_of_pixels_is_refused():
    with pytest.raises(ValueError, match="reshape"):
        raster("grey", 2, 2, [0, 1, 0])


def test_a_still_picture_holds_the_image_where_it_stands():
    tree = element("svg", element("raster", x=ref("x"), y=2, width=30, height=30, columns=1,
                                  rows=1, kind="grey", values=ref("values")))  # fmt: skip
    written = markup(tree, {"x": 5, "values": [1]}, tags=TAGS)
    found = re.search(
        r'<image [^>]*x="5" y="2" width="30" height="30" href="data:image/bmp', written
    )
    assert found
    assert "columns" not in written
