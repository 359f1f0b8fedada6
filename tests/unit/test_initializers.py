"""Initialisers: shape, spread, seeds, errors."""

import numpy as np
import pytest

from nnlib.initializers import glorot_uniform, he_normal

BOTH = pytest.mark.parametrize("initializer", [glorot_uniform, he_normal])


@BOTH
def test_shape_and_seed(initializer):
    first = initializer(4, 3, rng=np.random.default_rng(7))
    assert first.shape == (3, 4)
    assert (first == initializer(4, 3, rng=np.random.default_rng(7))).all()
    assert (first != initializer(4, 3)).all()


def test_glorot_fills_its_range():
    weight = glorot_uniform(200, 400, rng=np.random.default_rng(0))
    limit = np.sqrt(6 / 600)
    assert np.abs(weight).max() == pytest.approx(limit, rel=1e-3)
    assert np.abs(weight).max() <= limit
    assert weight.std() == pytest.approx(limit / np.sqrt(3), rel=0.01)
    assert weight.mean() == pytest.approx(0, abs=0.001)


def test_he_has_its_spread():
    weight = he_normal(200, 400, rng=np.random.default_rng(0))
    assert weight.std() == pytest.approx(np.sqrt(2 / 200), rel=0.01)
    assert weight.mean() == pytest.approx(0, abs=0.001)


def test_they_keep_the_spread_of_values_from_layer_to_layer():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(500, 300))
    for _ in range(5):
        x = np.maximum(x @ he_normal(300, 300, rng=rng).T, 0)
    assert (x**2).mean() == pytest.approx(1, rel=0.2)


@BOTH
@pytest.mark.parametrize(
    ("sizes", "error", "words"),
    [
        ((0, 3), ValueError, "in_features expected at least 1, got 0"),
        ((3, -1), ValueError, "out_features expected at least 1, got -1"),
        ((3, 2.0), TypeError, "out_features expected a whole number, got 2.0"),
        ((True, 2), TypeError, "in_features expected a whole number, got True"),
    ],
)
def test_bad_sizes(initializer, sizes, error, words):
    with pytest.raises(error, match=words):
        initializer(*sizes)


@BOTH
def test_a_seed_is_no_generator(initializer):
    with pytest.raises(TypeError, match=r"rng expected a generator .* got 0"):
        initializer(2, 2, rng=0)
