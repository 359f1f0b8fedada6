"""How numbers are written in pictures, formulas and readouts."""

import math
import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Context

from numpy.typing import ArrayLike

from nnlib.validation import as_float_array, check_count, check_number, check_whole

MINUS = "\N{MINUS SIGN}"
_DUST = 1e-12  # what is left of 0.1 + 0.2 - 0.3 is smaller
_MOST_DIGITS = 17  # a float has no more
_LARGE = Context(prec=3, rounding=ROUND_HALF_UP)  # how JavaScript rounds with an exponent


def number(value: float, digits: int = 4) -> str:
    """Write a number with up to `digits` decimals and no idle zeros.

    Parameters
    ----------
    value : float
        Any finite number; the tiny and the huge come out with an exponent, and what only
        rounding has kept from being zero as 0.
    digits : int, default 4
        Decimals at the most, at least 1.

    Returns
    -------
    str
        With a true minus sign.

    Raises
    ------
    TypeError, ValueError
        If `value` is no finite number, or `digits` no whole number from 1 to 17.

    Examples
    --------
    >>> number(0.746494), number(1.0), number(0.0000123)
    ('0.7465', '1', '1.23e−05')
    """
    value, digits = check_number("value", value), check_whole("digits", digits, 1, _MOST_DIGITS)
    if abs(value) < _DUST:
        return "0"
    if 10**-digits <= abs(value) < 1e6:
        text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    else:
        text = f"{value:.2e}"
    return text.replace("-", MINUS)


def fixed(value: float, digits: int = 2) -> str:
    """Write a number with exactly `digits` decimals, or fewer where it is large.

    Parameters
    ----------
    value : float
        Any finite number.
    digits : int, default 2
        Decimals, at least 0.

    Returns
    -------
    str
        With a true minus sign, but none before a zero.

    Raises
    ------
    TypeError, ValueError
        As from `number`, where `digits` may be 0 too.

    Examples
    --------
    >>> fixed(0.7), fixed(-1.234), fixed(-0.001), fixed(123.45), fixed(1234567.8)
    ('0.70', '−1.23', '0.00', '123', '1.2e+06')
    """
    value, digits = check_number("value", value), check_whole("digits", digits, 0, _MOST_DIGITS)
    if abs(round(value, digits)) >= 100:
        digits = 0
    text = f"{value:.{digits}f}" if abs(value) < 1e5 else f"{value:.1e}"
    if float(text) == 0:
        text = text.removeprefix("-")
    return text.replace("-", MINUS)


def listed(values: ArrayLike | Iterator[float], digits: int = 2) -> str:
    """Write numbers one after the other, in signs that Python reads back.

    Parameters
    ----------
    values : iterable of float
        Finite numbers.
    digits : int, default 2
        Decimals of each, at least 0.

    Returns
    -------
    str
        With commas between them.

    Raises
    ------
    TypeError, ValueError
        If `values` are no finite numbers in a row, or `digits` is not from 0 to 17.

    Examples
    --------
    >>> listed([0.0, -0.0], 0)  # without a minus
    '0, 0'
    >>> listed([0.746494, -0.948826], 4)
    '0.7465, -0.9488'
    """
    digits = check_whole("digits", digits, 0, _MOST_DIGITS)
    array = as_float_array("values", list(values) if isinstance(values, Iterator) else values)
    if array.ndim != 1:
        raise TypeError(f"values expected a list of numbers, got shape {array.shape}")
    return ", ".join(f"{value:z.{digits}f}" for value in array)


def in_product(value: float) -> str:
    """Write a factor as `number` does, a negative one in brackets: (−1) × 1."""
    text = number(value)
    return f"({text})" if value < 0 else text


def subscript(index: int) -> str:
    """Write a whole number, at least 1, as a subscript: 12 becomes ₁₂."""
    check_count("index", index)
    return str(index).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))


def _units(value: float, digits: int) -> int:
    """Return a number in units of its last decimal: to nine decimals first, then half away."""
    size = math.floor(math.floor(abs(value) * 1e9 + 0.5) / 10 ** (9 - digits) + 0.5)
    return -size if value < 0 else size


def rounded(value: float, digits: int) -> str:
    """Write a number with exactly `digits` decimals, as the browser does, to the letter.

    Python and JavaScript round ties in different ways, and steps of 0.05 make ties every day. So
    both first round to nine decimals, then half away from zero.

    Examples
    --------
    >>> rounded(0.125, 2), rounded(-0.375, 2), rounded(-0.001, 2), rounded(12345678, 2)
    ('0.13', '−0.38', '0.00', '1.23e7')
    """
    if not math.isfinite(value):
        return "not a number"
    if abs(value) >= 1e6:
        mantissa, exponent = f"{_LARGE.create_decimal(abs(value)):.2e}".split("e")
        return (MINUS if value < 0 else "") + f"{mantissa}e{int(exponent)}"
    units = _units(value, digits)
    text = str(abs(units)).rjust(digits + 1, "0")
    if digits:
        text = f"{text[:-digits]}.{text[-digits:]}"
    return MINUS + text if units < 0 else text


def coordinate(value: float) -> str:
    """Write a place in a picture: at most two decimals, without needless zeros.

    Examples
    --------
    >>> coordinate(12.5), coordinate(-3.0), coordinate(0.004)
    ('12.5', '-3', '0')
    """
    text = rounded(value, 2).replace(MINUS, "-")
    return text if "e" in text else text.rstrip("0").rstrip(".")


def inside(value: float, digits: int) -> str:
    """Write a value between 0 and 1 in a formula: it never reads 0 or 1.

    Examples
    --------
    >>> inside(0.7465, 4), inside(0.999994, 4), inside(1.0, 4), inside(1e-12, 4)
    ('0.7465', '0.99999', '≈1', '≈0')
    """
    if not 0 <= value <= 1:
        return rounded(value, digits)
    for more in range(digits, 10):
        text = rounded(value, more)
        if 0 < float(text) < 1:
            return text
    return "≈0" if value < 0.5 else "≈1"


def near(value: float, digits: int) -> str:
    """Write a value between 0 and 1 in a picture, where there is no room for more decimals.

    Examples
    --------
    >>> near(0.7465, 2), near(0.9999, 2), near(0.0001, 2), near(0.0, 2)
    ('0.75', '≈1', '≈0', '≈0')
    """
    text = rounded(value, digits)
    if 0 <= value <= 1 and float(text) in (0, 1):
        return f"≈{float(text):.0f}"
    return text


def grouped(value: float) -> str:
    """Write a whole number with a comma between its thousands."""
    return re.sub(r"\B(?=(\d{3})+$)", ",", rounded(value, 0))


def plus(value: float, digits: int) -> str:
    """Write a summand behind another one.

    Examples
    --------
    >>> plus(0.2, 2), plus(-0.2, 2)
    ('+ 0.20', '− 0.20')
    """
    text = rounded(value, digits)
    return f"{MINUS} {text[1:]}" if text.startswith(MINUS) else f"+ {text}"


def factor(value: float, digits: int) -> str:
    """Write a factor; a negative one in brackets."""
    text = rounded(value, digits)
    return f"({text})" if text.startswith(MINUS) else text


def places(least: int, most: int, total: float, terms: Sequence[float]) -> int:
    """Return how many decimals a sum needs so that what is written adds up.

    Examples
    --------
    >>> places(2, 4, 0.1925, [0.035, 0.1575])  # 0.04 + 0.16 is not 0.19
    3
    """
    for digits in range(least, most):
        if sum(_units(term, digits) for term in terms) == _units(total, digits):
            return digits
    return most
