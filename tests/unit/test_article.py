"""Every number of the article's worked example, and what we say of its slips."""

import math
import re
from pathlib import Path

import numpy as np
import pytest

import nnlib
from nnlib import explorers
from nnlib.activations import sigmoid, softmax

V = [1, 0.4, 2]
GUESSES = [[0.35, 0.45, 0.2], [0.1, 0.8, 0.1]]
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


def test_three_sigmoids_are_no_distribution_and_a_softmax_is():
    z = nnlib.Linear(3, 3, rng=np.random.default_rng(0))(V)
    assert abs(sigmoid(z).sum() - 1) > 0.1
    p = softmax(z)
    assert (p > 0).all()
    assert p.sum() == pytest.approx(1, abs=1e-15)


def test_the_classes_have_one_order():
    assert nnlib.datasets.load_animals().class_names == ("dog", "cat", "neither")
    costs = [nnlib.CrossEntropyLoss().forward(np.log(p), 0) for p in GUESSES]  # 0 is the dog
    assert costs == pytest.approx([1.0498, 2.3026], abs=5e-5)
    assert "dog 0.35, cat 0.45, neither 0.20" in explorers.NetworkExplorer().readout()
    said = explorers.SoftmaxExplorer().readout()
    assert "dog 0.3511, cat 0.4491, neither 0.1998. The correct class is dog" in said


def test_all_gradients_are_taken_at_the_same_weights():
    rng = np.random.default_rng(0)
    first, last = nnlib.Linear(3, 3, rng=rng), nnlib.Linear(3, 3, rng=rng)
    network, loss = nnlib.Network(first, nnlib.Sigmoid(), last), nnlib.CrossEntropyLoss()

    def gradient():
        loss.forward(network.forward(V), 0)
        network.backward(loss.backward())
        return network.grad.copy()

    before, grad = network.theta.copy(), gradient()
    nnlib.fit(
        network,
        [V],
        [0],
        loss=loss,
        optimizer=nnlib.SGD(lr=5.0),
        epochs=1,
        batch_size=1,
        rng=rng,
        progress=False,
    )
    np.testing.assert_allclose(network.theta, before - 5 * grad, rtol=1e-12)
    # Were the last layer changed first, the gradients of the first would come out otherwise.
    network.theta[:] = before
    last.weight -= 5 * dict(network.named_parameters())["2.weight"].grad
    assert np.abs(gradient() - grad)[: first.weight.size].max() > 0.01


@pytest.mark.parametrize("document", ["docs/errata.md", "SECURITY.md"])
def test_a_document_names_tests_that_exist(document):
    root = Path(__file__).parents[2]
    named = re.findall(r"`(test_\w+)`", (root / document).read_text(encoding="utf-8"))
    assert len(named) >= 6
    there = "".join(path.read_text(encoding="utf-8") for path in root.glob("tests/*/test_*.py"))
    assert [name for name in named if f"def {name}(" not in there] == []
