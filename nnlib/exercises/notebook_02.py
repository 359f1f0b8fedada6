"""Exercises of notebook 02, one compute unit."""

import math

import numpy as np
from numpy.typing import NDArray

from nnlib.activations import sigmoid
from nnlib.exercises.kinds import Function, Report, Value


def _unit(w: NDArray, x: NDArray) -> NDArray:
    return sigmoid(w @ x)


def _draw_unit(rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    n = rng.integers(2, 7)
    return rng.normal(size=n), rng.normal(size=n)


def _value_of_third_weight(weight: float) -> float:
    return float(sigmoid(-1 + 0.08 + 2 * weight))


EXERCISES = {
    "02.1": Value(
        answer=0.5,
        right="The sum is 0 whatever the input, and the sigmoid of 0 is one half.",
        hint="First the sum: what is any number times 0? Then put it into the sigmoid.",
        mistakes={
            "That is the sum. The sigmoid comes after it.": 0,
            "e to the power 0 is 1, but it stands below the line of the fraction.": 1,
        },
    ),
    "02.2": Value(
        answer=sigmoid(2.16),
        right="The sum doubles. The value cannot, as it stays below 1.",
        hint="Double the sum of the first unit, then put it into the sigmoid.",
        mistakes={
            "That is the value doubled. A sigmoid never gives more than 1: double the sum.": (
                2 * sigmoid(1.08)
            ),
            "That is the sum. The sigmoid comes after it.": 2.16,
            "That is the value before doubling.": sigmoid(1.08),
            "Look at the sign in the exponent: it is minus z.": sigmoid(-2.16),
        },
    ),
    "02.3": Function(
        reference=_unit,
        inputs=_draw_unit,
        right="It was tried on five units that were just drawn, with two to six inputs each.",
        hint="First the weighted sum of all inputs, then the sigmoid of this sum.",
        mistakes={
            "That is the weighted sum. The sigmoid comes after it.": lambda w, x: w @ x,
            "Look at the sign in the exponent: it is minus z.": lambda w, x: sigmoid(-(w @ x)),
            "Add up first, then use the sigmoid once, on the sum.": lambda w, x: sigmoid(w * x),
            "Add up first, then use the sigmoid: you did it the other way round.": (
                lambda w, x: sigmoid(w * x).sum()
            ),
            "The inputs are to be multiplied by their weights before they are added up.": (
                lambda w, x: sigmoid(x.sum())
            ),
        },
    ),
    "02.4": Function(
        reference=lambda a: math.log(a / (1 - a)),
        inputs=lambda rng: (rng.uniform(0.05, 0.95),),
        blank=lambda a: math.log((1 - a) / a),
        right="The fraction stood upside down, and a logarithm turns this into a wrong sign.",
        hint="Try it on a value that you know: for 0.7465 it must give 1.08.",
        mistakes={
            "The brackets: the logarithm is taken of the whole fraction.": (
                lambda a: math.log(a) / (1 - a)
            ),
            "The logarithm is missing.": lambda a: a / (1 - a),
            "This is the logarithm to base 10. The natural one is `math.log`.": (
                lambda a: math.log10(a / (1 - a))
            ),
            "Below the line stands 1 minus a, not 1 plus a.": lambda a: math.log(a / (1 + a)),
        },
    ),
    "02.5": Report(
        accepts=lambda weight: 0.895 <= _value_of_third_weight(weight) < 0.905,
        right="The sum has to be near 2.2, so the third input has to bring about 3.1.",
        hint="Move only the weight of the third input, and read the value off the picture.",
        mistakes={
            "That is the value. Report the weight that leads to it.": lambda w: (
                abs(w - 0.9) < 0.006
            ),
            "That is the weighted sum. Report the weight that leads to it.": (
                lambda w: abs(w - 2.2) < 0.06
            ),
            "With this weight the value is too low.": lambda w: _value_of_third_weight(w) < 0.895,
            "With this weight the value is too high.": lambda w: _value_of_third_weight(w) >= 0.905,
        },
    ),
}
