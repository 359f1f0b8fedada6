"""Losses: values, extremes, targets, errors."""

import math

import numpy as np
import pytest

import nnlib
from nnlib.activations import softmax

GUESSES = np.array([[0.35, 0.45, 0.2], [0.1, 0.8, 0.1]])


@pytest.fixture
def cross_entropy():
    return nnlib.CrossEntropyLoss()


def test_the_two_guesses_of_the_article(cross_entropy):
    logits = np.log(GUESSES)
    assert cross_entropy.forward(logits[0], 0) == pytest.approx(1.0498, abs=5e-5)
    assert cross_entropy.forward(logits[1], 0) == pytest.approx(2.3026, abs=5e-5)
    assert cross_entropy.forward(logits, [0, 0]) == pytest.approx((1.0498 + 2.3026) / 2, abs=5e-5)


def test_a_cost_of_5_is_a_share_of_0_0067(cross_entropy):
    share = math.exp(-5)
    assert share == pytest.approx(0.0067, abs=5e-5)
    logits = np.log([share, 1 - share])
    assert cross_entropy.forward(logits, 0) == pytest.approx(5)


def test_classes_are_distributions_on_one_class(cross_entropy):
    logits = np.random.default_rng(0).normal(size=(4, 3))
    y = np.array([0, 2, 1, 2])
    by_class = cross_entropy.forward(logits, y), cross_entropy.backward()
    by_share = cross_entropy.forward(logits, np.eye(3)[y]), cross_entropy.backward()
    assert by_class[0] == pytest.approx(by_share[0])
    assert by_class[1] == pytest.approx(by_share[1])
    assert by_class[1] == pytest.approx((softmax(logits) - np.eye(3)[y]) / 4)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_cross_entropy_is_exact_and_silent_at_the_extremes(cross_entropy, dtype):
    logits = np.array([[1e4, -1e4, 0], [-1e4, 1e4, 0]], dtype)
    with np.errstate(all="raise"):
        assert cross_entropy.forward(logits, [0, 1]) == 0
        assert cross_entropy.forward(logits, [1, 1]) == 1e4
        assert cross_entropy.backward() == pytest.approx(np.array([[0.5, -0.5, 0], [0, 0, 0]]))
        assert cross_entropy.forward(logits[0], [0.5, 0.25, 0.25]) == 7500
    assert cross_entropy.backward().dtype == dtype


def test_mean_squared_error():
    loss = nnlib.MSELoss()
    prediction, target = np.array([[1.0, 2.0], [3.0, 5.0]]), [[1, 0], [0, 1]]
    assert loss.forward(prediction, target) == (0 + 4 + 9 + 16) / 4
    assert loss.backward().tolist() == [[0, 1], [1.5, 2]]
    assert prediction.tolist() == [[1, 2], [3, 5]]
    assert loss.forward([2], [0.5]) == 2.25


def test_predictions_and_targets_are_not_changed(cross_entropy):
    logits, target = np.log(GUESSES), np.array([[1.0, 0, 0], [0, 1, 0]])
    cross_entropy.forward(logits, target)
    nnlib.MSELoss().forward(logits, target)
    assert (logits == np.log(GUESSES)).all()
    assert target.tolist() == [[1, 0, 0], [0, 1, 0]]


@pytest.mark.parametrize(
    ("prediction", "target", "error", "words"),
    [
        (GUESSES, [0, 3], ValueError, "target expected classes from 0 to 2, got 0 to 3"),
        (GUESSES, [-1, 0], ValueError, "target expected classes from 0 to 2, got -1 to 0"),
        (
            GUESSES,
            [0, 1, 2],
            ValueError,
            r"classes of shape \(2,\), .* got float64 of shape \(3,\)",
        ),
        (
            GUESSES,
            [0.0, 1.0],
            ValueError,
            r"as integers, or probability distributions of shape \(2, 3\)",
        ),
        (GUESSES, GUESSES * 2, ValueError, "rows that sum to 1"),
        (GUESSES[0], [1.5, -0.5, 0], ValueError, "no number below 0"),
        (GUESSES, ["dog", "cat"], TypeError, "target expected numbers"),
        (GUESSES, None, TypeError, "target expected numbers, got None"),
        (GUESSES * np.nan, [0, 0], ValueError, r"prediction expected finite .* at index \(0, 0\)"),
        (1.0, 0, ValueError, r"expected prediction of shape \(n,\) or \(batch, n\), got \(\)"),
        (np.ones((0, 3)), [], ValueError, r"got \(0, 3\)"),
    ],
)
def test_cross_entropy_names_bad_input(cross_entropy, prediction, target, error, words):
    with pytest.raises(error, match=words):
        cross_entropy.forward(prediction, target)


@pytest.mark.parametrize(
    ("prediction", "target", "error", "words"),
    [
        (
            [[1], [2]],
            [1, 2],
            ValueError,
            r"target expected shape \(2, 1\), as prediction, got \(2,\)",
        ),
        ([1, 2], [1, np.inf], ValueError, "target expected finite"),
        ([1, 2], "12", TypeError, "target expected numbers, got '12'"),
    ],
)
def test_mean_squared_error_names_bad_input(prediction, target, error, words):
    with pytest.raises(error, match=words):
        nnlib.MSELoss().forward(prediction, target)


@pytest.mark.parametrize("kind", [nnlib.CrossEntropyLoss, nnlib.MSELoss])
def test_backward_needs_a_forward(kind):
    with pytest.raises(ValueError, match=kind.__name__ + r"\(\) expected a forward pass before"):
        kind().backward()


@pytest.mark.parametrize(
    ("loss", "prediction", "target"),
    [
        (nnlib.MSELoss(), [1e200, 0], [0, 0]),
        (nnlib.MSELoss(), np.zeros(2, np.float32), [1e30, 0]),
        (nnlib.CrossEntropyLoss(), [1e308, -1e308], [1.0, 0.0]),
    ],
)
def test_a_loss_beyond_all_bounds_is_refused_and_leaves_no_gradient(loss, prediction, target):
    with pytest.raises(ValueError, match="the loss fits into"):
        loss.forward(prediction, target)
    with pytest.raises(ValueError, match="expected a forward pass"):
        loss.backward()


def test_strange_targets_are_named():
    loss = nnlib.CrossEntropyLoss()
    with pytest.raises(TypeError, match="target expected plain numbers, got a masked array"):
        loss.forward(GUESSES, np.ma.array([0, 1], mask=[0, 1]))
    with pytest.raises(ValueError, match="target expected probability distributions"):
        loss.forward(GUESSES, np.full((2, 3), 1e308))


def test_each_row_of_logits_is_shifted_on_its_own(cross_entropy):
    cost = cross_entropy.forward([[2000, 1999], [-2000, -2001]], [0, 0])
    assert cost == pytest.approx(math.log(1 + math.exp(-1)))


@pytest.mark.parametrize("dtype", [">i8", "<i4", "u1", np.int8])
def test_classes_may_be_integers_of_any_kind(cross_entropy, dtype):
    logits = np.log(GUESSES)
    expected = cross_entropy.forward(logits, [0, 1])
    assert cross_entropy.forward(logits, np.array([0, 1], dtype)) == expected
    with pytest.raises(ValueError, match="classes from 0 to 2, got 0 to 3"):
        cross_entropy.forward(logits, np.array([0, 3], dtype))
