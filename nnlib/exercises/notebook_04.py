"""Exercises of notebook 04, the forward pass."""

import functools

import numpy as np
from numpy.typing import NDArray

from nnlib import activations
from nnlib.activations import sigmoid, softmax
from nnlib.exercises.kinds import Function, Report, Value


def _draw_large(rng: np.random.Generator) -> tuple[NDArray]:
    return (rng.normal(scale=2, size=rng.integers(2, 6)) + rng.choice([-1000, 1000]),)


def _draw_network(rng: np.random.Generator) -> tuple[NDArray, NDArray, NDArray]:
    n, classes = rng.integers(2, 6, size=2)
    x, W_1, W_2 = (rng.normal(scale=2, size=shape) for shape in (n, (n, n), (classes, n)))
    return x, W_1, W_2


def _two_layers(x, W_first, W_last):
    hidden = activations.sigmoid(W_first @ x)
    last = activations.sigmoid(W_last @ hidden)
    return activations.softmax(last)


@functools.cache
def _last_sums() -> NDArray:
    """Return the last layer's sums in the notebook's small network."""
    rng = np.random.default_rng(1)
    a = sigmoid(np.array([[-1, 0.2, 1], [3, 0.3, -0.1], [0.5, -2, 0.4]]) @ [1, 0.4, 2])
    W_2, W_3 = rng.normal(size=(2, 3, 3))
    return W_3 @ sigmoid(W_2 @ a)


def _share_of_cat(bias: float) -> float:
    return softmax(_last_sums() + np.array([0, bias, 0]))[1]


EXERCISES = {
    "04.1": Value(
        answer=np.full(3, 1 / 3),
        right="There is no reason to prefer one of the three.",
        hint="The three shares have to be equal, and sum to 1.",
        mistakes={
            "Shares have to sum to 1.": np.ones(3),
            "That is the exponential function. Divide each by the total of all three.": (
                np.exp(np.full(3, 2))
            ),
            "That is the sigmoid of each. Softmax looks at all three together.": (
                sigmoid(np.full(3, 2))
            ),
            "These are the sums themselves.": np.full(3, 2),
        },
    ),
    "04.2": Value(
        answer=784 * 128 + 128 + 128 * 10 + 10,
        right="Nearly all of them are weights of the first layer.",
        hint="For each layer: inputs times units, and a bias for each unit.",
        mistakes={
            "These are the weights. Every unit has a bias, too.": 784 * 128 + 128 * 10,
            "The inputs do not compute, so they have no biases. Whose biases are they?": (
                784 * 128 + 784 + 128 * 10 + 128
            ),
            "These are the parameters of the hidden layer alone.": 784 * 128 + 128,
            "The last layer takes its input from the hidden units, not from the picture.": (
                784 * 128 + 128 + 784 * 10 + 10
            ),
            "The biases of the last layer are missing.": 784 * 128 + 128 + 128 * 10,
        },
    ),
    "04.3": Function(
        reference=softmax,
        inputs=_draw_large,
        right="Subtracting a number from all sums changes no share, and keeps the powers small.",
        hint="Subtract the largest sum from all; then powers of e; then divide by their total.",
        mistakes={
            "The sums are too large for `np.exp`, or too small. Subtract the largest first.": (
                lambda z: np.exp(z) / np.exp(z).sum()
            ),
            "Now divide by the total, so that the shares sum to 1.": lambda z: np.exp(z - z.max()),
            "The exponential function is missing.": lambda z: z / z.sum(),
            "That is the sigmoid of each. Softmax looks at all of them together.": sigmoid,
            "Dividing the sums changes the shares. Subtracting does not.": (
                lambda z: softmax(z / z.max())
            ),
            "The sign has changed: the largest sum gets the smallest share.": lambda z: softmax(-z),
        },
    ),
    "04.4": Function(
        reference=lambda x, W_1, W_2: softmax(W_2 @ sigmoid(W_1 @ x)),
        inputs=_draw_network,
        blank=_two_layers,
        right="Softmax now gets the sums, which may lie as far apart as they like.",
        hint="Compare it, step by step, with the way the notebook stacks its layers.",
        mistakes={
            "The last layer takes its input from the hidden units, not from x.": (
                lambda x, W_1, W_2: softmax(W_2 @ x)
            ),
            "The hidden layer has lost its sigmoid.": lambda x, W_1, W_2: softmax(W_2 @ (W_1 @ x)),
            "The answer has to be a distribution, so softmax comes last.": (
                lambda x, W_1, W_2: sigmoid(W_2 @ sigmoid(W_1 @ x))
            ),
            "These are the last sums. Softmax makes shares of them.": (
                lambda x, W_1, W_2: W_2 @ sigmoid(W_1 @ x)
            ),
        },
    ),
    "04.5": Report(
        accepts=lambda bias: 0.495 <= _share_of_cat(bias) < 0.505,
        right="The bias moves only the sum for cat, and the shares of the other two make room.",
        hint="Move only the bias of layer 3, unit 2, and read the shares off the picture.",
        mistakes={
            "That is the share. Report the bias that leads to it.": lambda b: abs(b - 0.5) < 0.006,
            "That is the sum. The bias is what was added to it.": (
                lambda b: 0.495 <= softmax([*_last_sums()[[0, 2]], b])[2] < 0.505
            ),
            "With this bias the share of cat is too small.": lambda b: _share_of_cat(b) < 0.495,
            "With this bias the share of cat is too large.": lambda b: _share_of_cat(b) >= 0.505,
        },
    ),
}
