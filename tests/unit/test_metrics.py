"""Accuracy, confusion matrix and R squared."""

import numpy as np
import pytest
from sklearn import metrics as peer

from nnlib.metrics import accuracy, confusion_matrix, r2_score

SHARES = np.array([[0.5, 0.2, 0.3], [0.1, 0.8, 0.1], [0.3, 0.3, 0.4], [0.6, 0.1, 0.3]])


def test_accuracy_is_the_share_of_right_answers():
    assert accuracy([0, 1, 2, 0], SHARES) == 1
    assert accuracy([0, 1, 0, 1], SHARES) == 0.5
    assert accuracy([1, 0, 0, 2], SHARES) == 0


def test_confusion_has_a_row_for_each_right_class():
    matrix = confusion_matrix([0, 0, 1, 2, 2, 2], [0, 1, 1, 2, 2, 0], 4)
    assert matrix.tolist() == [[1, 1, 0, 0], [0, 1, 0, 0], [1, 0, 2, 0], [0, 0, 0, 0]]


@pytest.mark.parametrize("noise", [0.0, 0.3, 1.0, 5.0])
def test_r2_is_that_of_scikit_learn(noise):
    rng = np.random.default_rng(0)
    y = rng.normal(3, 2, size=(50, 1))
    prediction = y + noise * rng.normal(size=y.shape)
    assert r2_score(y, prediction) == pytest.approx(peer.r2_score(y, prediction), abs=1e-12)
    assert r2_score(y, np.full_like(y, y.mean())) == pytest.approx(0)
    assert r2_score([1, 2, 3], [3, 2, 1]) == -3


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: accuracy([0, 1, 2], SHARES), ValueError, r"y expected shape \(4,\), got \(3,\)"),
        (lambda: accuracy([0], SHARES[0]), ValueError, r"shape \(batch, classes\), got \(3,\)"),
        (lambda: accuracy([], SHARES[:0]), ValueError, r"shape \(batch, classes\), got \(0, 3\)"),
        (lambda: accuracy([0.0] * 4, SHARES), TypeError, "y expected classes, .* got float64"),
        (lambda: accuracy([0, 1, 2, 3], SHARES), ValueError, "classes from 0 to 2, got 0 to 3"),
        (lambda: confusion_matrix([0], [-1], 2), ValueError, "prediction expected .* got -1 to -1"),
        (lambda: confusion_matrix([0], [0, 1], 2), ValueError, r"got \(1,\) and \(2,\)"),
        (lambda: confusion_matrix([[0]], [[0]], 2), TypeError, r"of shape \(1, 1\)"),
        (lambda: r2_score([1, 2], [[1], [2]]), ValueError, r"got \(2,\) and \(2, 1\)"),
        (
            lambda: r2_score([1, 1], [1, 2]),
            ValueError,
            "different numbers, got 2, all the same",
        ),
        (lambda: r2_score([], []), ValueError, "y expected at least two different numbers, got 0"),
        (lambda: r2_score([1, np.nan], [1, 2]), ValueError, "y expected .* got nan at index 1"),
        (lambda: confusion_matrix([0], [0], 0), ValueError, "classes expected at least 1, got 0"),
    ],
)
def test_bad_input_is_named(call, error, words):
    with pytest.raises(error, match=words):
        call()


def test_masked_classes_and_amounts_beyond_all_bounds_are_named():
    with pytest.raises(TypeError, match="y expected plain numbers, got a masked array"):
        accuracy(np.ma.array([0, 1, 2, 0], mask=[0, 0, 0, 1]), SHARES)
    for amounts in ([1e200, 0], [5e-324, 0]):
        with pytest.raises(ValueError, match="numbers whose squares fit into float64"):
            r2_score(amounts, [0, 0])
