"""Layers on their own: arithmetic, shapes, dtypes, errors."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnlib
from nnlib.activations import relu, sigmoid, softmax, tanh

ACTIVATIONS = [
    (nnlib.Sigmoid, sigmoid),
    (nnlib.Tanh, tanh),
    (nnlib.ReLU, relu),
    (nnlib.Softmax, softmax),
]
W = np.array([[-1, 0.2, 1], [3, 0.3, -0.1]])


@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 4), st.booleans(), st.integers(0, 99))
def test_linear_is_its_formula_for_a_vector_and_a_batch(n, units, batch, bias, seed):
    rng = np.random.default_rng(seed)
    layer = nnlib.Linear(n, units, bias=bias, rng=rng)
    if bias:
        layer.bias[...] = rng.normal(size=units)
    x = rng.normal(size=(batch, n))
    by_hand = [
        [
            sum(layer.weight[k, i] * row[i] for i in range(n)) + (layer.bias[k] if bias else 0)
            for k in range(units)
        ]
        for row in x
    ]
    assert layer(x) == pytest.approx(np.array(by_hand), rel=1e-12, abs=1e-14)
    assert layer(x[0]) == pytest.approx(np.array(by_hand[0]), rel=1e-12, abs=1e-14)
    assert layer(x).shape == (batch, units)
    assert layer(x[0]).shape == (units,)


@pytest.mark.parametrize(("kind", "function"), ACTIVATIONS)
def test_activation_layers_are_their_functions(kind, function):
    x = np.array([[-2, 0.5, 1e4], [3, -1e4, 0]])
    with np.errstate(all="raise"):
        assert (kind()(x) == function(x)).all()
        assert (kind()(x[0]) == function(x[0])).all()


def test_random_weights_come_from_the_seed():
    first, second = (nnlib.Linear(3, 2, rng=np.random.default_rng(5)) for _ in range(2))
    assert (first.weight == second.weight).all()
    assert (nnlib.Linear(3, 2).weight != nnlib.Linear(3, 2).weight).all()
    assert (
        nnlib.Linear(np.int64(3), 2, bias=np.bool_(True), dtype="float32").bias.dtype == np.float32
    )
    assert (first.bias == 0).all()


def test_given_weights_are_copied():
    weight = W.copy()
    layer = nnlib.Linear(3, 2, weight=weight)
    weight[0, 0] = 99
    assert layer.weight[0, 0] == -1


def test_the_input_is_not_changed():
    x = np.ones(3)
    for layer in [nnlib.Linear(3, 2), *(kind() for kind, _ in ACTIVATIONS)]:
        assert not np.shares_memory(layer(x), x)
    assert (x == 1).all()


@pytest.mark.parametrize("x_type", [np.float32, np.float64, np.int64])
def test_linear_computes_in_its_own_dtype(x_type):
    for dtype in (np.float32, np.float64):
        assert nnlib.Linear(3, 2, dtype=dtype)(np.ones((4, 3), x_type)).dtype == dtype
    assert nnlib.Sigmoid()(np.ones(3, np.float32)).dtype == np.float32


def test_assignment_copies_into_place():
    layer = nnlib.Linear(3, 2, weight=W)
    weight, bias = layer.weight, layer.bias
    layer.weight = 2 * W
    layer.bias = [1, 2]
    assert layer.weight is weight
    assert layer.bias is bias
    assert (weight == 2 * W).all()
    assert bias.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("x", "error", "words"),
    [
        (
            np.ones((16, 5)),
            ValueError,
            r"Linear\(4, 8\) expected x of shape \(batch, 4\), got \(16, 5\)",
        ),
        (np.ones(3), ValueError, r"Linear\(4, 8\) expected x of shape \(4,\), got \(3,\)"),
        (np.ones((2, 2, 4)), ValueError, r"expected x of shape \(batch, 4\), got \(2, 2, 4\)"),
        (1.5, ValueError, r"expected x of shape \(batch, 4\), got \(\)"),
        ("abcd", TypeError, "x expected numbers, got 'abcd'"),
        (None, TypeError, "x expected numbers, got None"),
        ([1, 2, np.nan, 4], ValueError, "x expected finite float64 numbers, got nan at index 2"),
    ],
)
def test_bad_input_is_named(x, error, words):
    with pytest.raises(error, match=words):
        nnlib.Linear(4, 8)(x)


def test_a_number_too_large_for_float32_is_named():
    with pytest.raises(ValueError, match="x expected finite float32 numbers"):
        nnlib.Linear(1, 1, dtype=np.float32)([1e300])
    with pytest.raises(ValueError, match="weight expected finite float32 numbers"):
        nnlib.Linear(1, 1, dtype=np.float32, weight=[[1e300]])


@pytest.mark.parametrize("x", [2.0, [], np.ones((1, 1, 1))])
@pytest.mark.parametrize("kind", [kind for kind, _ in ACTIVATIONS])
def test_activation_layers_name_a_bad_shape(kind, x):
    with pytest.raises(ValueError, match=kind.__name__ + r"\(\) expected x of shape \(n,\) or"):
        kind()(x)


def test_activation_layers_call_their_input_x():
    for kind, _ in ACTIVATIONS:
        with pytest.raises(TypeError, match=r"^x expected numbers, got 'cat'"):
            kind()("cat")


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        (
            {"weight": W.T},
            ValueError,
            r"weight expected shape \(2, 3\), got \(3, 2\)",
        ),
        ({"weight": "W"}, TypeError, "weight expected numbers, got 'W'"),
        ({"weight": W * np.inf}, ValueError, "weight expected finite float64 numbers"),
        ({"dtype": np.int32}, TypeError, "dtype expected float32 or float64, got int32"),
        ({"bias": [1, 2]}, TypeError, r"bias expected True or False, got \[1, 2\]"),
        ({"rng": 3}, TypeError, "rng expected a generator"),
        ({"rng": 3, "weight": W}, TypeError, "rng expected a generator"),
        ({"dtype": "foo"}, TypeError, "dtype expected float32 or float64, got 'foo'"),
        ({"dtype": None}, TypeError, "dtype expected float32 or float64, got None"),
        ({"in_features": 0}, ValueError, "in_features expected at least 1, got 0"),
        ({"out_features": "2"}, TypeError, "out_features expected a whole number, got '2'"),
    ],
)
def test_linear_names_a_bad_argument(arguments, error, words):
    with pytest.raises(error, match=words):
        nnlib.Linear(**{"in_features": 3, "out_features": 2} | arguments)


def test_a_refused_assignment_changes_nothing():
    layer = nnlib.Linear(3, 2, weight=W)
    with pytest.raises(ValueError, match=r"weight expected shape \(2, 3\), got \(\)"):
        layer.weight = 7
    with pytest.raises(ValueError, match=r"bias expected shape \(2,\), got \(1, 2\)"):
        layer.bias = [[1, 2]]
    assert (layer.weight == W).all()
    assert (layer.bias == 0).all()
    with pytest.raises(ValueError, match="got one made with bias=False"):
        nnlib.Linear(3, 2, bias=False).bias = [0, 0]


def test_layers_say_what_they_are():
    assert repr(nnlib.Linear(3, 2, bias=False)) == "Linear(3, 2, bias=False)"
    assert repr(nnlib.Linear(3, 2)) == "Linear(3, 2)"
    assert repr(nnlib.ReLU()) == "ReLU()"


def test_sizes_and_types_out_of_this_world_are_named():
    with pytest.raises(ValueError, match="in_features expected at most 1,000,000,000, got 10"):
        nnlib.Linear(10**30, 2)
    for dtype in (np.array([1, 2]), {}, None):
        with pytest.raises(TypeError, match="dtype expected float32 or float64"):
            nnlib.Linear(3, 2, dtype=dtype)


def test_softmax_leads_back_a_vector_as_it_does_a_batch_of_one():
    softmax, z, grad_output = nnlib.Softmax(), np.array([1.0, 0.4, 2.0]), np.array([0.3, -1.0, 0.5])
    softmax.forward(z)
    alone = softmax.backward(grad_output)
    softmax.forward(z[np.newaxis])
    np.testing.assert_array_equal(softmax.backward(grad_output[np.newaxis])[0], alone)
