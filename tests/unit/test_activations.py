"""Activation functions: values, slopes, extremes, dtypes."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnlib import activations
from nnlib.activations import relu, sigmoid, softmax, tanh

FUNCTIONS = [sigmoid, tanh, relu, softmax]
SLOPES = [(f, getattr(activations, f.__name__ + "_derivative")) for f in (sigmoid, tanh, relu)]
DTYPES = [np.float32, np.float64]

logits = arrays(
    np.float64, st.tuples(st.integers(1, 4), st.integers(1, 6)), elements=st.floats(-50, 50)
)


@pytest.fixture(autouse=True)
def every_floating_point_trouble_is_an_error():
    with np.errstate(all="raise"):
        yield


def test_known_values():
    assert sigmoid(0.0) == 0.5
    assert sigmoid([1.08])[0] == pytest.approx(1 / (1 + math.exp(-1.08)), rel=1e-15)
    assert tanh(0.5) == pytest.approx(math.tanh(0.5), rel=1e-15)
    assert relu([-2, 0, 3]).tolist() == [0, 0, 3]
    assert softmax([0, math.log(2), math.log(3)]) == pytest.approx([1 / 6, 2 / 6, 3 / 6])


@pytest.mark.parametrize("dtype", DTYPES)
def test_sigmoid_is_exact_and_silent_at_the_extremes(dtype):
    z = np.array([-1e4, -50, 50, 1e4], dtype)
    assert sigmoid(z) == pytest.approx([0, math.exp(-50), 1, 1], rel=1e-6, abs=0)


@pytest.mark.parametrize("dtype", DTYPES)
def test_softmax_is_exact_and_silent_at_the_extremes(dtype):
    z = np.array([[1e4, -1e4, 1e4], [-1e4, -1e4, -1e4 - 1]], dtype)
    e = math.exp(-1)
    assert softmax(np.array([3e38, -3e38], dtype)).tolist() == [1, 0]
    expected = [[0.5, 0, 0.5], [1 / (2 + e), 1 / (2 + e), e / (2 + e)]]
    assert softmax(z) == pytest.approx(np.array(expected), rel=1e-6, abs=0)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("z", [0, 1e4, np.finfo(np.float32).max])
@pytest.mark.parametrize(("function", "slope"), SLOPES)
def test_functions_and_slopes_are_silent_and_odd_or_even(function, slope, z, dtype):
    z = np.array([-z, z], dtype)
    assert np.isfinite(function(z)).all()
    if function is not relu:
        assert slope(z)[0] == slope(z)[1]


@pytest.mark.parametrize("function", [*FUNCTIONS, *(slope for _, slope in SLOPES)])
def test_dtype_is_kept_and_integers_become_float64(function):
    for dtype in DTYPES:
        assert function(np.ones(3, dtype)).dtype == dtype
    for other in ([1, 2], [True, False], np.ones(2, np.float16), np.ones(2, np.longdouble)):
        assert function(other).dtype == np.float64


@pytest.mark.parametrize(("function", "slope"), SLOPES)
def test_slopes_are_central_differences(function, slope):
    z, h = np.array([-4, -2.5, -0.3, 0.2, 1.7, 4]), 1e-5
    measured = (function(z + h) - function(z - h)) / (2 * h)
    assert slope(z) == pytest.approx(measured, rel=1e-6, abs=1e-12)


def test_slopes_keep_their_digits_where_the_curve_is_flat():
    assert activations.sigmoid_derivative(40.0) == pytest.approx(math.exp(-40), rel=1e-12, abs=0)
    assert activations.tanh_derivative(40.0) == pytest.approx(4 * math.exp(-80), rel=1e-12, abs=0)
    assert activations.relu_derivative([-1, 0, 1]).tolist() == [0, 0, 1]


@given(logits)
def test_softmax_is_a_distribution_that_keeps_the_order(z):
    p = softmax(z)
    assert (p >= 0).all()
    assert p.sum(axis=-1) == pytest.approx(1)
    assert (np.take_along_axis(p, z.argmax(-1)[:, None], -1)[:, 0] == p.max(-1)).all()


@given(logits, st.floats(-100, 100))
def test_softmax_does_not_see_a_shift(z, shift):
    assert softmax(z + shift) == pytest.approx(softmax(z), rel=1e-9, abs=1e-15)


@given(logits)
def test_sigmoid_is_symmetric_and_softmax_of_two(z):
    assert sigmoid(z) + sigmoid(-z) == pytest.approx(1)
    pairs = np.stack([z, np.zeros_like(z)], axis=-1)
    assert softmax(pairs)[..., 0] == pytest.approx(sigmoid(z), rel=1e-12, abs=1e-300)


@pytest.mark.parametrize("function", [*FUNCTIONS, *(slope for _, slope in SLOPES)])
@pytest.mark.parametrize(
    ("z", "error", "words"),
    [
        ("text", TypeError, "z expected numbers, got 'text'"),
        (None, TypeError, "z expected numbers, got None"),
        ([1, 1j], TypeError, "z expected numbers, got list of complex128"),
        (np.ma.array([1.0, 2.0]), TypeError, "masked"),
        ([[1], [2, 3]], ValueError, "rows of equal length"),
        ([1, math.nan], ValueError, r"z expected finite float64 numbers, got nan at index 1"),
        ([[1, -math.inf]], ValueError, r"got -inf at index \(0, 1\)"),
    ],
)
def test_bad_input_is_named(function, z, error, words):
    with pytest.raises(error, match="^" + words if words[0] == "z" else words):
        function(z)


@pytest.mark.parametrize("z", [1.0, [], np.ones((2, 0))])
def test_softmax_needs_a_class(z):
    with pytest.raises(ValueError, match=r"softmax expected z of shape \(\.\.\., classes\)"):
        softmax(z)


def test_float32_of_another_byte_order_stays_float32():
    assert sigmoid(np.zeros(2, ">f4")).dtype == np.float32


def test_what_refuses_to_be_an_array_is_named():
    class Hostile:
        def __array__(self, dtype=None, copy=None):
            raise RuntimeError("no")

    with pytest.raises(TypeError, match="z expected numbers, got <"):
        sigmoid(Hostile())
