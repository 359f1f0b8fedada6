"""Paths through values: what of them is seen."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.drawing.curves import NOTHING, clipped

UNIT = (0, 100, 100, 0, 0, 1, 0, 1)  # 100 by 100, upward, for numbers from 0 to 1
NUMBERS = st.floats(-1e12, 1e12) | st.floats(-1, 2)


def places(path):
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](\S+?) ([^ML]+)", path)]


@pytest.mark.parametrize(
    ("points", "path"),
    [
        ([(0, 0), (1, 1)], "M0 100L100 0"),
        ([(0, 0.5), (1, 2)], "M0 50L33.33 0"),  # leaves through the top
        ([(-1, 0.5), (2, 0.5)], "M0 50L100 50"),  # both ends are outside
        ([(0, 0.5), (0.5, 3), (1, 0.5)], "M0 50L10 0M90 0L100 50"),  # out, and back again
        ([(0, 2), (1, 3)], NOTHING),
        ([(0, 0.5), (0.5, float("nan")), (0.6, 0.5), (1, 0.5)], "M60 50L100 50"),
        ([(0, 0.5)], NOTHING),
        ([], NOTHING),
    ],
)
def test_a_path_is_cut_where_it_leaves_and_goes_on_where_it_comes_back(points, path):
    assert clipped([x for x, _ in points], [y for _, y in points], *UNIT) == path


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=8))
def test_nothing_is_drawn_outside(points):
    for x, y in places(clipped([x for x, _ in points], [y for _, y in points], *UNIT)):
        assert -0.01 <= x <= 100.01
        assert -0.01 <= y <= 100.01


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=8))
def test_what_is_inside_is_drawn_whole(points):
    path = clipped([x for x, _ in points], [y for _, y in points], *UNIT)
    assert path.count("M") == 1
    expected = [(100 * x, 100 - 100 * y) for x, y in points]
    assert places(path) == [pytest.approx(each, abs=0.0051) for each in expected]
