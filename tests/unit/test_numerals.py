"""How numbers are written."""

import pytest

from nnlib.drawing.numerals import fixed, in_product, listed, number, subscript


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (5.55e-17, "0"),
        (-1e-12 / 2, "0"),
        (1e-12, "1.00e−12"),
        (0.0001, "0.0001"),
        (0.00009, "9.00e−05"),
        (-0.00009, "−9.00e−05"),
        (1.08, "1.08"),
        (-0.746494, "−0.7465"),
        (100.0, "100"),
        (999999, "999999"),
        (1e6, "1.00e+06"),
        (-1e6, "−1.00e+06"),
    ],
)
def test_number(value, words):
    assert number(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0.00"),
        (-0.004, "0.00"),
        (-0.006, "−0.01"),
        (99.99, "99.99"),
        (-99.99, "−99.99"),
        (99.999, "100"),
        (100, "100"),
        (-100.4, "−100"),
        (99999, "99999"),
        (1e5, "1.0e+05"),
        (-1e5, "−1.0e+05"),
    ],
)
def test_fixed(value, words):
    assert fixed(value) == words


def test_a_factor_below_zero_stands_in_brackets():
    assert [in_product(value) for value in (-1, 0, 0.5)] == ["(−1)", "0", "0.5"]


def test_lists_and_subscripts():
    assert listed([1, -0.25], 1) == "1.0, -0.2"
    assert listed([-0.0, -0.04, -2], 1) == "0.0, 0.0, -2.0"
    assert subscript(120) == "₁₂₀"


def test_what_is_no_number_is_named():
    for write in (number, fixed, in_product):
        with pytest.raises(TypeError, match="value expected a number, got 'a'"):
            write("a")
        with pytest.raises(ValueError, match="value expected a finite number"):
            write(float("nan"))
    for digits in (0, 10**9):  # without decimals, 10 would lose its zero too
        with pytest.raises(ValueError, match="digits expected a number from 1 to 17"):
            number(0.5, digits)
    with pytest.raises(TypeError, match="digits expected a whole number"):
        fixed(0.5, 1.5)
    with pytest.raises(TypeError, match="values expected a list of numbers"):
        listed(3)
    with pytest.raises(TypeError, match="index expected a whole number"):
        subscript("a")
