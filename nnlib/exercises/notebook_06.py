"""Exercises of notebook 06, backpropagation."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from nnlib.activations import sigmoid, softmax
from nnlib.exercises.kinds import Function, Value


def _last_layer() -> tuple[NDArray, NDArray, NDArray]:
    """Return a_1, a_2 and p of the notebook's network."""
    rng = np.random.default_rng(1)
    W_1 = np.array([[-1, 0.2, 1], [3, 0.3, -0.1], [0.5, -2, 0.4]])
    W_2, W_3 = rng.normal(size=(3, 3)), rng.normal(size=(3, 3))
    a_1 = sigmoid(W_1 @ [1, 0.4, 2])
    a_2 = sigmoid(W_2 @ a_1)
    return a_1, a_2, softmax(W_3 @ a_2)


_A_1, _A_2, _P = _last_layer()
_CAT_ERROR = _P[1] - 1


def _draw_trial(rng: np.random.Generator) -> tuple[Callable[[float], float], float, float]:
    first, second, third = rng.uniform(1, 2, size=3)
    x, h = rng.uniform(-2, 2), rng.uniform(0.01, 0.1)
    return lambda x: first * x + second * x**2 + third * x**3, x, h


def _draw_layers(rng: np.random.Generator) -> tuple[NDArray, NDArray, NDArray]:
    n = rng.integers(3, 6)
    units = n + rng.choice([-1, 1])  # no square, and no single unit that fits every shape
    return rng.normal(size=(units, n)), rng.normal(size=units), rng.uniform(0.1, 0.9, size=n)


def _errors_before(W: NDArray, errors: NDArray, a: NDArray) -> NDArray:
    return (W.T @ errors) * a * (1 - a)


EXERCISES = {
    "06.1": Value(
        answer=_CAT_ERROR * _A_2[1],
        right="More of this weight would help, so the gradient is negative.",
        hint="The error of the unit for cat, times what comes in along this line.",
        mistakes={
            "That is the error of the unit. Now multiply by what comes in.": _CAT_ERROR,
            "That is the gradient if it is a dog. For a cat, what is y?": _P[1] * _A_2[1],
            "Which value comes in along this line? Python counts from 0.": _CAT_ERROR * _A_2[0],
            "Into the last layer come the values of layer 2.": _CAT_ERROR * _A_1[1],
            "The first index of a weight tells the unit that it leads to: 1 is cat.": (
                _P[0] * _A_2[1]
            ),
        },
    ),
    "06.2": Value(
        answer=_CAT_ERROR,
        decimals=3,
        right="It is the gradient of a bias: its error, times 1.",
        hint="Begin at the last layer, with the unit whose error is the largest in size.",
        mistakes={
            "That is the largest among the weights. The biases are parameters, too.": (
                _CAT_ERROR * _A_2[0]
            ),
            "That is the largest for a dog. Change the right answer to cat.": _P[0] - 1,
            "A gradient further below 0 is larger in size. Compare without the signs.": _P[0],
        },
    ),
    "06.3": Function(
        reference=lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h),
        inputs=_draw_trial,
        blank=lambda f, x, h: (f(x + h) - f(x - h)) / h,
        right="How far is it from one trial to the other? Two steps.",
        hint="How far is it from x − h to x + h?",
        mistakes={
            "That is a slope, but by a trial in one direction. Keep both.": (
                lambda f, x, h: (f(x + h) - f(x)) / h
            ),
            "That is a slope, but by a trial downward only. Keep both.": (
                lambda f, x, h: (f(x) - f(x - h)) / h
            ),
            "The brackets: 2 and h both belong below the line of the fraction.": (
                lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h
            ),
            "The change per trial is there, but not yet per step: where is h?": (
                lambda f, x, h: (f(x + h) - f(x - h)) / 2
            ),
            "That is a slope, but from half a step up to half a step down. Keep whole steps.": (
                lambda f, x, h: (f(x + h / 2) - f(x - h / 2)) / h
            ),
            "From x to x + h is a single step. Keep both trials.": (
                lambda f, x, h: (f(x + h) - f(x)) / (2 * h)
            ),
        },
    ),
    "06.4": Function(
        reference=_errors_before,
        inputs=_draw_layers,
        right="This one line, layer by layer, is backpropagation.",
        hint="All ways back to each value, added up; then the slope of the sigmoid.",
        mistakes={
            "That is how the cost changes with the values. One link is missing: from a value to "
            "its own sum.": lambda W, errors, a: W.T @ errors,
            "Forward a unit collects along its row, backward along its column.": (
                lambda W, errors, a: (W @ errors) * a * (1 - a)
            ),
            "The slope needs no sigmoid any more: `a` is a value, not a sum.": (
                lambda W, errors, a: (W.T @ errors) * sigmoid(a) * (1 - sigmoid(a))
            ),
            "The slope of the sigmoid has two factors. Which one is missing?": (
                lambda W, errors, a: (W.T @ errors) * a
            ),
            "One factor of the slope is there. The sigmoid's slope has another one.": (
                lambda W, errors, a: (W.T @ errors) * (1 - a)
            ),
            "The slope of the sigmoid is a product of two factors, not a difference.": (
                lambda W, errors, a: (W.T @ errors) * a - a**2
            ),
            "The brackets: the second factor is a difference, and Python multiplies first.": (
                lambda W, errors, a: (W.T @ errors) * a * 1 - a
            ),
            "`errors` belong to the layer after, and `a` to the layer itself. Which way leads from "
            "the one to the other?": lambda W, errors, a: errors * a * (1 - a),
        },
    ),
}
