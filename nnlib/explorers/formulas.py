"""Formulas with their numbers filled in, as HTML: what a unit computes."""

import numpy as np

from nnlib.arrays import Array
from nnlib.drawing.numerals import in_product, number


def weighted_sum(weight: Array, x: Array, bias: float | None = None, *, name: str = "z") -> str:
    """Write a weighted sum in three lines: its factors, its products, what they give."""
    pairs = list(zip(weight, x, strict=True))
    extra = [] if bias is None else [in_product(bias)]
    factors = " + ".join([f"{in_product(w)}·{in_product(v)}" for w, v in pairs] + extra)
    products = " + ".join([in_product(w * v) for w, v in pairs] + extra)
    z = np.dot(weight, x) + (bias or 0)
    return f"{name} = {factors}<br>{name} = {products} = <b>{number(z)}</b>"


def activation(kind: str, z: float, a: float, *, name: str = "a") -> str:
    """Write what an activation makes of a sum."""
    with_numbers = {
        "Sigmoid": f"sigmoid({number(z)}) = 1 / (1 + e<sup>{number(-z)}</sup>)",
        "Tanh": f"tanh({number(z)})",
        "ReLU": f"max({number(z)}, 0)",
    }
    return f"{name} = {with_numbers[kind]} = <b>{number(a)}</b>"


def softmax(z: Array, p: Array, k: int) -> str:
    """Write the share of class k: its exponential, divided by the total."""
    powers = [f"e<sup>{number(value, 2)}</sup>" for value in z]
    return f"p = {powers[k]} / ({' + '.join(powers)}) = <b>{number(p[k])}</b>"
