"""Plots of data: points in groups, and the curves of networks through points."""

import numpy as np
import pytest

from nnlib import plots

X = np.linspace(-2, 2, 9)[:, np.newaxis]
Y = np.sin(2 * X)


def test_every_group_has_its_points_its_marker_and_its_name():
    points = np.array([[1.0, 2], [3, 4], [5, 6]])
    ax = plots.groups(points, [0, 1, 0], ["a", "b"], x_label="across", y_label="up")
    assert [line.get_xydata().tolist() for line in ax.lines] == [[[1, 2], [5, 6]], [[3, 4]]]
    assert len({line.get_marker() for line in ax.lines}) == 2
    assert len({line.get_color() for line in ax.lines}) == 2
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["a", "b"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("across", "up")


@pytest.mark.parametrize(
    ("points", "y", "names", "message"),
    [
        ([1.0, 2], [0], ["a"], r"X expected shape \(examples, 2\)"),
        ([[1.0, 2]], [1], ["a"], "y expected 1 classes from 0 to 0"),
        ([[1.0, 2]], [0, 0], ["a"], "y expected 1 classes"),
        ([[1.0, 2]], [0.0], ["a"], "y expected 1 classes"),
        ([[1.0, 2]], [0], list("abcde"), "names expected at most 4 classes, got 5"),
    ],
)
def test_groups_that_do_not_fit_are_refused(points, y, names, message):
    with pytest.raises(ValueError, match=message):
        plots.groups(points, y, names)


def test_fits_draws_every_curve_the_truth_and_the_points():
    ax = plots.fits({"twice": lambda x: 2 * x}, X, Y, reach=2, truth=lambda x: np.sin(2 * x))
    curve, truth, points = ax.lines
    assert np.array_equal(curve.get_ydata(), 2 * curve.get_xdata())
    assert np.array_equal(truth.get_ydata(), np.sin(2 * truth.get_xdata()))
    assert np.array_equal(np.ravel(points.get_ydata()), Y[:, 0])
    assert curve.get_label() == "twice"
    assert not ax.patches


def test_where_no_points_are_fits_leaves_the_ground_bare_and_cuts_far_curves():
    ax = plots.fits({"steep": lambda x: 100 * x}, X, Y, reach=4)
    [shaded] = ax.patches
    assert np.allclose([shaded.get_x(), shaded.get_x() + shaded.get_width()], [-2, 2])
    low, high = ax.get_ylim()
    assert -3 < low < Y.min()
    assert Y.max() < high < 3


def test_points_on_a_level_line_are_drawn_too():
    low, high = plots.fits({"level": lambda x: 0 * x}, X, 0 * X, reach=2).get_ylim()
    assert low < 0 < high


def test_what_does_not_fit_the_points_is_refused():
    with pytest.raises(ValueError, match="X and y expected shape"):
        plots.fits({}, X[:, 0], Y[:, 0], reach=2)
    with pytest.raises(ValueError, match="flat expected to return shape"):
        plots.fits({"flat": lambda x: x[:, 0]}, X, Y, reach=2)
    with pytest.raises(ValueError, match="reach expected"):
        plots.fits({}, X, Y, reach=0)
    with pytest.raises(TypeError, match="networks expected a dict"):
        plots.fits([abs], X, Y, reach=2)
    with pytest.raises(ValueError, match="at most 4 curves"):
        plots.fits(dict.fromkeys("abcd", np.sin), X, Y, reach=2, truth=np.cos)


def test_a_grid_of_images_can_be_made_larger():
    def width(**more):
        axes = plots.image_grid(np.zeros((2, 4, 4)), columns=2, **more)
        return axes[0].figure.get_figwidth()

    assert width(size=3.0) == 6.0
    assert width() < width(size=3.0)
    with pytest.raises(ValueError, match="size expected"):
        plots.image_grid(np.zeros((2, 4, 4)), size=0)


def test_only_maps_that_can_be_as_white_as_the_page_have_a_frame():
    for signed in (False, True):
        ax = plots.image_grid(np.zeros((1, 4, 4)), columns=1, signed=signed)[0]
        assert ax.spines["left"].get_visible() == signed
