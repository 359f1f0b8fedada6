"""Exercises of notebook 03, a layer of units."""

from typing import Any

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


def _unknown_relu(*_: Any) -> Any:
    raise NameError("name 'relu' is not defined")


EXERCISES = {
    "03.1": Value(
        answer=4 * 2 + 2,
        right="Each of the two units has four weights and one bias.",
        hint="Count the numbers of one unit, biases included. Then count the units.",
        mistakes={
            "You counted the weights. Each unit has a bias, too: add the biases.": 4 * 2,
            "You counted one bias per input, but biases belong to units. How many units are "
            "there?": 4 * 2 + 4,
            "You added inputs and units, but every unit has a weight for every input. Multiply, "
            "then add the biases.": 4 + 2,
            "You counted one bias for the whole layer. Every unit has its own bias.": 4 * 2 + 1,
            "You counted a bias for every input as well. Only units have biases.": 4 * 2 + 4 + 2,
            "You counted one unit. How many units does the layer have?": 4 + 1,
            "You counted the biases. Each unit has weights, too: one for every input.": 2,
            "You multiplied by the number of biases. Biases are further numbers: add them.": (
                4 * 2 * 2
            ),
        },
    ),
    "03.2": Choice(
        answer="the same outputs in another order",
        options=("the same outputs", "the same outputs in another order", "other outputs"),
        right="Two units have swapped places. If you swap two columns, the outputs are different.",
        hint="What does one row of W belong to?",
        mistakes={
            "Row 1 is unit 1. After the swap another unit is in row 1, so whose output comes "
            "first?": "the same outputs",
            "Every unit still has its own weights, so it computes what it did before. What has "
            "changed is its place.": "other outputs",
        },
    ),
    "03.3": Value(
        answer=-0.5,
        right="Without a bias the sum is one half, and the bias brings it to 0.",
        hint="For which sum is the sigmoid one half? Choose the bias that brings the sum there.",
        mistakes={
            "A bias of 0 changes nothing. Which number brings the sum of unit 3 to 0?": 0,
            "You corrected the output, but the bias is added before the sigmoid, to the sum. Which "
            "sum does the sigmoid turn into one half?": 0.5 - sigmoid(0.5),
            "You took away the output, but the bias is added to the sum. Take away the sum.": (
                -sigmoid(0.5)
            ),
            "That is right for unit 1. Unit 3 is the last row of W, which is `W[2]` because Python "
            "counts from 0.": -1.08,
            "That is right for unit 2. Unit 3 is the last row of W, which is `W[2]` because Python "
            "counts from 0.": -2.92,
            "You added up the weights alone. Multiply each weight by its input first.": 1.1,
        },
    ),
    "03.4": Function(
        reference=lambda X, W, b: X @ W.T + b,
        inputs=_draw_batch,
        blank=lambda X, W, b: X @ W + b,
        right="Each row of X now meets each row of W, however many rows they have.",
        hint="Every row of X has to meet every row of W. What must happen to W before the product?",
        mistakes={
            "The biases are missing. Add them to the sums.": lambda X, W, b: X @ W.T,
            "You wrote W before X. X comes first, so that the result has one row per input.": (
                lambda X, W, b: W @ X + b
            ),
            "You went one step too far. Return the sums, without an activation.": (
                lambda X, W, b: sigmoid(X @ W.T + b)
            ),
            "You went one step too far. Return the sums, without relu.": (
                lambda X, W, b: relu(X @ W.T + b)
            ),
            "You transposed the wrong matrix. X comes first and stays as it is; transpose W.": (
                lambda X, W, b: W @ X.T + b
            ),
            "You transposed the right matrix, but wrote it first. X comes first, so that the "
            "result has one row per input.": lambda X, W, b: W.T @ X + b,
            "You transposed X, but its rows are the inputs and must stay rows. Transpose W.": (
                lambda X, W, b: X.T @ W + b
            ),
            "`reshape` keeps the numbers in their order, so the weights of different units get "
            "mixed. `.T` turns rows into columns.": (
                lambda X, W, b: X @ W.reshape(W.shape[::-1]) + b
            ),
            "You subtract the biases. A layer adds them.": lambda X, W, b: X @ W.T - b,
            "You added the biases to the weights. Add them after the product, to the sums.": (
                lambda X, W, b: X @ (W.T + b)
            ),
            "You added up all biases. Each unit has its own bias: add `b` as it is.": (
                lambda X, W, b: X @ W.T + b.sum()
            ),
            "`*` multiplies numbers in the same place. The product of matrices is `@`.": (
                lambda X, W, b: X * W.T + b
            ),
            "`np.dot` is the same product as `@`, so the bug is still there. Which matrix must be "
            "transposed first?": lambda X, W, b: np.dot(X, W) + b,
        },
    ),
    "03.5": Function(
        reference=lambda x, W, b: relu(W @ x + b),
        inputs=_draw_layer,
        right="It was tried on five random layers.",
        hint="Compute the sums with their biases first. Then replace all negative sums by 0.",
        mistakes={
            "You return the sums. relu is missing: what does it do with a negative sum?": (
                lambda x, W, b: W @ x + b
            ),
            "The biases are missing. Add them to the sums, before relu.": (
                lambda x, W, b: relu(W @ x)
            ),
            "`max` and `if` decide about a single number, but here are several sums. "
            "`np.maximum` decides about each sum separately.": (lambda x, W, b: max(0, W @ x + b)),
            "`np.max` takes its second argument as an axis, so it does not compare the sums with "
            "0. `np.maximum(0, ...)` does, for each sum separately.": (
                lambda x, W, b: np.max(0, W @ x + b)
            ),
            "`np.max` finds the one largest sum. `np.maximum(0, ...)` compares each sum with 0.": (
                lambda x, W, b: np.max(W @ x + b)
            ),
            "`np.maximum` needs two things to compare. Give it 0 and the sums.": (
                lambda x, W, b: np.maximum(W @ x + b)  # type: ignore[call-overload, unused-ignore]
            ),
            "Here `x` is a single input, not a batch. W comes first, as in `W @ V` above.": (
                lambda x, W, b: relu(x @ W + b)
            ),
            "`*` multiplies numbers in the same place and adds nothing up. The product is "
            "`W @ x`.": lambda x, W, b: relu(W * x + b),
            "You transposed W, but here `x` is a single input. The rows of W already meet it in "
            "`W @ x`.": lambda x, W, b: relu(W.T @ x + b),
            "You added the biases after relu. They belong to the sums, so add them before.": (
                lambda x, W, b: relu(W @ x) + b
            ),
            "You made the negative sums positive. relu replaces them by 0.": (
                lambda x, W, b: abs(W @ x + b)
            ),
            "You used the sigmoid. This layer has relu: use `np.maximum`.": (
                lambda x, W, b: sigmoid(W @ x + b)
            ),
            "You kept the negative sums and dropped the positive ones. Do the opposite.": (
                lambda x, W, b: np.minimum(0, W @ x + b)
            ),
            "You return whether each sum is positive. Return the sum itself where it is.": (
                lambda x, W, b: (W @ x + b > 0) * 1.0
            ),
            "You cut the sums off at 1, but relu has no upper end. Replace only the negative "
            "sums.": lambda x, W, b: np.clip(W @ x + b, 0, 1),
            "Python does not know `relu` by its short name here. Write `activations.relu`, or use "
            "`np.maximum`.": _unknown_relu,
        },
    ),
}
