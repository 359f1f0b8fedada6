"""How numbers are written in pictures, formulas and readouts."""

from collections.abc import Iterator

from numpy.typing import ArrayLike

from nnlib.validation import as_float_array, check_count, check_number, check_whole

MINUS = "\N{MINUS SIGN}"
_DUST = 1e-12  # what is left of 0.1 + 0.2 - 0.3 is smaller
_MOST_DIGITS = 17  # a float has no more


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
    >>> listed([0.746494, -0.948826], 4)
    '0.7465, -0.9488'
    """
    digits = check_whole("digits", digits, 0, _MOST_DIGITS)
    array = as_float_array("values", list(values) if isinstance(values, Iterator) else values)
    if array.ndim != 1:
        raise TypeError(f"values expected a list of numbers, got shape {array.shape}")
    return ", ".join(f"{value:.{digits}f}" for value in array)


def in_product(value: float) -> str:
    """Write a factor as `number` does, a negative one in brackets: (−1) × 1."""
    text = number(value)
    return f"({text})" if value < 0 else text


def subscript(index: int) -> str:
    """Write a whole number, at least 1, as a subscript: 12 becomes ₁₂."""
    check_count("index", index)
    return str(index).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
