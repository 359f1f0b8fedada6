"""Every number of the article's worked example, and what we say of its slips."""

import math

import numpy as np
import pytest

import nnlib
from nnlib.activations import sigmoid

V = [1, 0.4, 2]
FIRST, SECOND = [-1, 0.2, 1], [3, 0.3, -0.1]


@pytest.fixture
def layer():
    return nnlib.Linear(3, 2, bias=False, weight=[FIRST, SECOND])


def test_weighted_sums(layer):
    assert layer(V) == pytest.approx([1.08, 2.92], abs=1e-12)


def test_values_of_the_units(layer):
    values = nnlib.Network(layer, nnlib.Sigmoid())(V)
    assert values == pytest.approx([0.746494, 0.948826], abs=5e-7)


def test_a_fresh_bias_leaves_the_numbers_alone(layer):
    assert (nnlib.Linear(3, 2, weight=layer.weight)(V) == layer(V)).all()


def test_the_printed_weights_do_not_give_0_81():
    assert sigmoid(np.dot(SECOND, V)) == pytest.approx(0.95, abs=0.005)


@pytest.mark.parametrize(("i", "solution"), [(0, 1.53001), (1, -3.37497), (2, -0.83499)])
def test_one_changed_weight_gives_0_81(i, solution):
    weight = list(SECOND)
    weight[i] = solution
    z = nnlib.Linear(3, 1, bias=False, weight=[weight])(V)
    assert z == pytest.approx(math.log(0.81 / 0.19), abs=1e-5)
    assert sigmoid(z) == pytest.approx(0.81, abs=2e-6)


def test_the_flattened_photo_has_30000_values_and_comes_back():
    photo = nnlib.datasets.load_photo()
    x = photo.reshape(-1)
    assert x.shape == (30_000,)
    assert (x.reshape(100, 100, 3) == photo).all()
