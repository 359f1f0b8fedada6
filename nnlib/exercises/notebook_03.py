"""Exercises of notebook 03, a layer of units."""

import numpy as np
from numpy.typing import NDArray

from nnlib.activations import relu, sigmoid
from nnlib.exercises.kinds import Choice, Function, Value


def _draw_batch(rng: np.random.Generator) -> tuple[NDArray, NDArray, NDArray]:
    batch, units, n = rng.permutation([2, 3, 4, 5])[:3]
    return rng.normal(size=(batch, n)), rng.normal(size=(units, n)), rng.normal(size=units)


def _draw_layer(rng: np.random.Generator) -> tuple[NDArray, NDArray, NDArray]:
    X, W, b = _draw_batch(rng)
    return X[0], W, b


EXERCISES = {
    "03.1": Value(
        answer=4 * 2 + 2,
        right="Each of the two units has four weights and one bias.",
        hint="How many numbers does one unit have? And how many units are there?",
        mistakes={
            "These are the weights. Each unit has a bias, too.": 4 * 2,
            "Biases belong to units, not to inputs.": 4 * 2 + 4,
            "Every input has a weight for every unit: multiply.": 4 + 2,
            "There is one bias for each unit, not one for the whole layer.": 4 * 2 + 1,
        },
    ),
    "03.2": Choice(
        answer="the same values in another order",
        options=("the same values", "the same values in another order", "other values"),
        right="Two units have changed places. If two columns are swapped, the values are others.",
        hint="What belongs to one row of W?",
        mistakes={
            "Row 1 is unit 1. Whose value comes first after the swap?": "the same values",
            "Every unit still has its own weights. What has changed is where it stands.": (
                "other values"
            ),
        },
    ),
    "03.3": Value(
        answer=-0.5,
        right="The sum without a bias is one half, and it has to become 0.",
        hint="For which sum is the sigmoid one half? The bias has to bring the sum there.",
        mistakes={
            "A bias of 0 leaves the value as it is.": 0,
            "The bias is added to the sum, before the sigmoid, not to the value.": (
                0.5 - sigmoid(0.5)
            ),
            "That takes away the value. The bias is added to the sum.": -sigmoid(0.5),
        },
    ),
    "03.4": Function(
        reference=lambda X, W, b: X @ W.T + b,
        inputs=_draw_batch,
        blank=lambda X, W, b: X @ W + b,
        right="Each row of X now meets each row of W, whatever their numbers are.",
        hint="Which rows of X are to meet which rows of W?",
        mistakes={
            "The biases are missing.": lambda X, W, b: X @ W.T,
            "X comes first, so that the result has one row for each input.": (
                lambda X, W, b: W @ X + b
            ),
            "One step too far: the sums are asked for, without an activation.": (
                lambda X, W, b: sigmoid(X @ W.T + b)
            ),
            "Turned over the wrong way round: X comes first, and stays as it is.": (
                lambda X, W, b: W @ X.T + b
            ),
            "`reshape` keeps the numbers in their order. `.T` makes columns of rows.": (
                lambda X, W, b: X @ W.reshape(W.shape[::-1]) + b
            ),
            "Why minus? The biases are added.": lambda X, W, b: X @ W.T - b,
        },
    ),
    "03.5": Function(
        reference=lambda x, W, b: relu(W @ x + b),
        inputs=_draw_layer,
        right="It was tried on five layers that were just drawn.",
        hint="First the sums with their biases; then 0 in place of all negative ones.",
        mistakes={
            "These are the sums. What does relu do with a negative one?": (
                lambda x, W, b: W @ x + b
            ),
            "The biases are missing.": lambda x, W, b: relu(W @ x),
            "`max` and `if` decide about a single number. Here are several sums, and each is to be "
            "decided on its own.": lambda x, W, b: max(0, W @ x + b),
            "Here `x` is a single input: as in `W @ V` above, W comes first.": (
                lambda x, W, b: relu(x @ W + b)
            ),
            "The biases belong to the sum, so they come before relu.": (
                lambda x, W, b: relu(W @ x) + b
            ),
            "A negative sum becomes 0, it does not become positive.": (
                lambda x, W, b: abs(W @ x + b)
            ),
            "That is a layer with sigmoid.": lambda x, W, b: sigmoid(W @ x + b),
            "You keep the negative sums and drop the positive ones.": (
                lambda x, W, b: np.minimum(0, W @ x + b)
            ),
        },
    ),
}
