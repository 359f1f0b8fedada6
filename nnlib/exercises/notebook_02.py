"""Exercises of notebook 02, one compute unit."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.activations import sigmoid
from nnlib.exercises.kinds import Function, Report, Value

_V = np.array([1, 0.4, 2])  # the notebook's input, and its first unit
_W_1 = np.array([-1, 0.2, 1])


def _unit(w: NDArray, x: NDArray) -> NDArray:
    return sigmoid(w @ x)


def _draw_unit(rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    n = rng.integers(2, 7)
    return rng.normal(size=n), rng.normal(size=n)


def _unknown_sigmoid(*_: Any) -> Any:
    raise NameError("name 'sigmoid' is not defined")


def _output_for_third_weight(weight: float) -> float:
    return float(sigmoid(-1 + 0.08 + 2 * weight))


EXERCISES = {
    "02.1": Value(
        answer=0.5,
        right="The sum is 0 whatever the input is, and the sigmoid of 0 is one half.",
        hint="Start with the sum: what is any number times 0? Then put the sum into the sigmoid.",
        mistakes={
            "You gave the sum, but a unit has a second step. Put the sum into the sigmoid.": 0,
            "You gave e to the power 0. That is 1, but it belongs in the denominator: add it to "
            "the 1 there, then divide.": 1,
            "You gave the denominator. One step is missing: divide 1 by it.": 2,
            "You put 1 into the sigmoid, but the sum is different. What is any number times 0?": (
                sigmoid(1)
            ),
            "That is the output of unit 1, with its own weights. Here all weights are 0: what is "
            "the sum?": sigmoid(1.08),
            "You gave e itself. The exponent is minus the sum: what is e to the power 0?": math.e,
        },
    ),
    "02.2": Value(
        answer=sigmoid(2.16),
        right="The sum doubles. The output cannot double, because it stays below 1.",
        hint="Double the sum of unit 1, then put the doubled sum into the sigmoid.",
        mistakes={
            "You doubled the output, but a sigmoid never gives more than 1. Double the sum, then "
            "use the sigmoid.": 2 * sigmoid(1.08),
            "You gave the doubled sum, but a unit has a second step. Put the sum into the "
            "sigmoid.": 2.16,
            "That is the output before doubling. Double the sum first.": sigmoid(1.08),
            "You used plus z in the exponent. The sigmoid has e to the power of minus z.": (
                sigmoid(-2.16)
            ),
            "You halved the sum. Weights that are twice as large make the sum twice as large.": (
                sigmoid(0.54)
            ),
            "You used the sigmoid twice. Use it once, on the doubled sum.": (
                sigmoid(2 * sigmoid(1.08))
            ),
            "You squared the sum. Doubling all weights doubles every product, so it doubles the "
            "sum.": sigmoid(1.08**2),
            "Python divides before it adds, so `1 / 1 + ...` starts with 1. Put brackets around "
            "the whole denominator.": 1 + np.exp(-2.16),
            "You gave only the power of e. Add 1 to it, then divide 1 by the total.": (
                np.exp(-2.16)
            ),
        },
    ),
    "02.3": Function(
        reference=_unit,
        inputs=_draw_unit,
        right="It was tried on five random units, with two to six inputs each.",
        hint="Compute the weighted sum of all inputs first, then the sigmoid of this sum.",
        mistakes={
            "You return the weighted sum, but a unit has a second step. Put the sum into the "
            "sigmoid.": lambda w, x: w @ x,
            "You used plus z in the exponent. The sigmoid has e to the power of minus z.": (
                lambda w, x: sigmoid(-(w @ x))
            ),
            "You return one number per input. Add up the products, then use the sigmoid once, on "
            "the sum.": lambda w, x: sigmoid(w * x),
            "You used the sigmoid first and added up afterwards. A unit works in the opposite "
            "order: add up the products, then use the sigmoid once.": lambda w, x: sigmoid(
                w * x
            ).sum(),
            "You added up the inputs, but the weights have no effect. Multiply each input by its "
            "weight first.": lambda w, x: sigmoid(x.sum()),
            "Your code takes exactly three inputs, but this unit has another number of them. Let "
            "`w @ x` work for any length.": (
                lambda w, x: sigmoid(w[0] * x[0] + w[1] * x[1] + w[2] * x[2])
            ),
            "Your function always uses the input of this notebook, `V`. Use the input that it is "
            "given, `x`.": lambda w, x: sigmoid(w @ _V),
            "Your function always uses the weights of unit 1, `w_1`. Use the weights that it is "
            "given, `w`.": lambda w, x: sigmoid(_W_1 @ x),
            "Python divides before it adds, so `1 / 1 + ...` starts with 1. Put brackets around "
            "the whole denominator.": lambda w, x: 1 + np.exp(-(w @ x)),
            "Python does not know `sigmoid` by its short name here. Write "
            "`activations.sigmoid`.": _unknown_sigmoid,
            "You took the mean of the products. A unit adds them up: use the sum.": (
                lambda w, x: sigmoid(np.mean(w * x))
            ),
            "You added each weight to its input. Multiply each input by its weight.": (
                lambda w, x: sigmoid(np.sum(w + x))
            ),
        },
    ),
    "02.4": Function(
        reference=lambda a: math.log(a / (1 - a)),
        inputs=lambda rng: (rng.uniform(0.05, 0.95),),
        blank=lambda a: math.log((1 - a) / a),
        right="The fraction was upside down, and the logarithm turned that into a wrong sign.",
        hint="Test your function on an output that you know: for 0.7465 it must give about 1.08.",
        mistakes={
            "You took the logarithm of `a` alone. Move the bracket, so that the logarithm gets "
            "the whole fraction.": lambda a: math.log(a) / (1 - a),
            "You return the fraction, which is e to the power z. Take its logarithm.": (
                lambda a: a / (1 - a)
            ),
            "You used the logarithm to base 10, but the sigmoid uses powers of e. Take "
            "`math.log`.": lambda a: math.log10(a / (1 - a)),
            "You used the logarithm to base 2, but the sigmoid uses powers of e. Take "
            "`math.log`.": lambda a: math.log2(a / (1 - a)),
            "The denominator is 1 minus a, not 1 plus a. Change the sign.": (
                lambda a: math.log(a / (1 + a))
            ),
            "Python reads `a / 1 - a` as a minus a, which is 0. Put brackets around `1 - a`.": (
                lambda a: math.log(a / 1 - a)
            ),
            "You went forward again: this is the sigmoid of a. Go backward, from the output to the "
            "sum.": lambda a: float(sigmoid(a)),
            "You used the exponential function, but here we undo it. Take the logarithm.": (
                lambda a: math.exp(a / (1 - a))
            ),
            "You divided two logarithms. The logarithm of a fraction is their difference; or take "
            "one logarithm, of the whole fraction.": lambda a: math.log(a) / math.log(1 - a),
            "You left out the fraction. Divide a by 1 minus a, then take the logarithm.": math.log,
        },
    ),
    "02.5": Report(
        accepts=lambda weight: 0.895 <= _output_for_third_weight(weight) < 0.905,
        right="The sum must be near 2.2, so the third input must contribute about 3.1.",
        hint="Move only the weight of the size, and read the number on its line.",
        mistakes={
            "You reported the output. Report the weight that leads to it: the number on the line "
            "of the size.": lambda w: abs(w - 0.9) < 0.006,
            "You reported the weighted sum. Report the weight that leads to it: the number on the "
            "line of the size.": lambda w: abs(w - 2.2) < 0.06,
            "You reported the product of weight and input. Divide it by the input, which is 2.": (
                lambda w: abs(w - 3.117) < 0.06
            ),
            "You reported how far the weight moved. Report where it is now: add that to the old "
            "weight, which was 1.": lambda w: abs(w - 0.56) < 0.02,
            "With this weight the output is too low, because the third product is too small. Try a "
            "larger weight.": lambda w: _output_for_third_weight(w) < 0.895,
            "With this weight the output is too high, because the third product is too large. Try "
            "a smaller weight.": lambda w: _output_for_third_weight(w) >= 0.905,
        },
    ),
}
