"""Exercises of notebook 04, the forward pass."""

import functools

import numpy as np
from numpy.typing import NDArray

from nnlib import activations
from nnlib.activations import sigmoid, softmax
from nnlib.exercises.kinds import Function, Report, Value

_CLOSE = 0.01  # how far apart the two probabilities may be


def _draw_large(rng: np.random.Generator) -> tuple[NDArray]:
    """Draw logits that are close together and far from 0, and one that is still further down."""
    z = rng.normal(scale=2, size=rng.integers(3, 6)) + rng.choice([-1000, 1000])
    z[rng.integers(len(z))] -= 1e4
    return (z,)


def _draw_network(rng: np.random.Generator) -> tuple[NDArray, NDArray, NDArray]:
    n, classes = rng.integers(2, 6, size=2)
    x, W_first, W_last = (rng.normal(scale=2, size=shape) for shape in (n, (n, n), (classes, n)))
    return x, W_first, W_last


def _two_layers(x: NDArray, W_first: NDArray, W_last: NDArray) -> NDArray:
    """Do what the notebook's function does, word for word."""
    hidden = activations.sigmoid(W_first @ x)
    last = activations.sigmoid(W_last @ hidden)
    return activations.softmax(last)


@functools.cache
def _last_layer() -> tuple[NDArray, NDArray]:
    """Return the inputs and the logits of the last layer in the notebook's network."""
    W_1 = np.array([[-1, 0.2, 1], [3, 0.3, -0.1], [0.5, -2, 0.4]])
    W_2 = np.array([[-2, 1, 1], [4, -1, -4], [1, -3, 4]])
    W_3 = np.array([[-4, 1, 2.3], [1, 4, -3.6], [-1, -4, 2]])
    a_2 = sigmoid(W_2 @ sigmoid(W_1 @ [1, 0.4, 2]))
    return a_2, W_3 @ a_2


def _ahead(weight: float, unit: int = 0) -> float:
    """Return how far dog is ahead of cat, with another weight from a unit of layer 2 to dog."""
    a_2, z_3 = _last_layer()
    before = (-4, 1, 2.3)[unit]
    p = softmax(z_3 + np.array([(weight - before) * a_2[unit], 0, 0]))
    return p[0] - p[1]


EXERCISES = {
    "04.1": Value(
        answer=np.full(3, 1 / 3),
        right="There is no reason to prefer one of the three.",
        hint=(
            "The three logits are equal, so the three probabilities are equal. Which three equal "
            "numbers sum to 1?"
        ),
        mistakes={
            "You gave 1 to every class, but all three probabilities together must be 1. Divide "
            "the 1 equally.": np.ones(3),
            "You took the exponentials, which is the first step. They do not sum to 1 yet. Divide "
            "each one by the total of all three.": np.exp(np.full(3, 2)),
            "You took the sigmoid of each logit on its own, so the three do not sum to 1. Softmax "
            "takes the exponentials, and divides each by their total.": sigmoid(np.full(3, 2)),
            "These are the logits themselves, and they do not sum to 1. Take the exponential of "
            "each, then divide by the total.": np.full(3, 2),
            "You gave 0 to every class, but a probability from softmax is never 0. All three "
            "together must be 1. Divide the 1 equally.": np.zeros(3),
            "You gave one half to every class, and three halves are more than 1. Divide 1 into "
            "three equal parts.": np.full(3, 0.5),
            "You gave everything to one class, but the three logits are equal. Equal logits get "
            "equal probabilities.": np.array([1, 0, 0]),
            "These look like per cent. A probability is a number between 0 and 1. Divide each by "
            "100.": np.full(3, 100 / 3),
        },
    ),
    "04.2": Value(
        answer=784 * 128 + 128 + 128 * 10 + 10,
        right="Nearly all of them are weights of the first layer.",
        hint=(
            "Count each layer on its own: inputs times units, plus one bias per unit. Then add "
            "the two layers."
        ),
        mistakes={
            "Python reads a comma as the end of a number, so you gave two numbers. Write all "
            "digits without a comma.": np.array([101, 770]),
            "Python reads a point as a decimal point, so this is about a hundred. Write all "
            "digits without a point.": 101.77,
            "You counted the weights, and they are right. Every unit has a bias, too. How many "
            "units are there in both layers?": 784 * 128 + 128 * 10,
            "You counted a bias for each input of a layer, but biases belong to units. Count one "
            "bias per unit.": 784 * 128 + 784 + 128 * 10 + 128,
            "These are the parameters of the hidden layer alone. Add those of the last layer.": (
                784 * 128 + 128
            ),
            "These are the weights of the hidden layer. Add its biases, one per unit, and then the "
            "last layer.": 784 * 128,
            "These are the weights of the last layer. Add its biases, one per unit, and then the "
            "hidden layer.": 128 * 10,
            "These are the parameters of the last layer alone. Add those of the hidden layer.": (
                128 * 10 + 10
            ),
            "You connected the last layer to the 784 inputs, but it gets the outputs of the 128 "
            "hidden units. Count 128 weights for each of its units.": (
                784 * 128 + 128 + 784 * 10 + 10
            ),
            "The biases of the last layer are missing. It has 10 units, so how many biases?": (
                784 * 128 + 128 + 128 * 10
            ),
            "The biases of the hidden layer are missing. It has 128 units, so how many biases?": (
                784 * 128 + 128 * 10 + 10
            ),
            "You multiplied the sizes of both layers, but the weights of two layers are added. "
            "Count each layer on its own first.": 784 * 128 * 10,
            "You counted the units and the inputs, not the numbers that they store. Each unit "
            "stores one weight per input, and one bias.": 784 + 128 + 10,
            "You counted one bias per layer. Every unit has a bias of its own, so count units.": (
                784 * 128 + 1 + 128 * 10 + 1
            ),
            "You added biases for the 784 inputs. An input computes nothing, so it has no bias.": (
                784 * 128 + 128 + 128 * 10 + 10 + 784
            ),
        },
    ),
    "04.3": Function(
        reference=softmax,
        inputs=_draw_large,
        right="Subtracting a number from all logits changes no probability.",
        hint=(
            "Go step by step: subtract the largest logit from all, take the exponentials, divide "
            "each by their total."
        ),
        mistakes={
            "For logits around 1000 `np.exp` gives infinity, and around −1000 it gives 0. So the "
            "division fails. Subtract the largest logit first.": (
                lambda z: np.exp(z) / np.exp(z).sum()
            ),
            "The exponentials are right, but they do not sum to 1. Divide them by their total.": (
                lambda z: np.exp(z - z.max())
            ),
            "You divided the logits themselves by their total, so a result can be negative or "
            "above 1. Take the exponentials before you divide.": lambda z: z / z.sum(),
            "You divided the sizes of the logits, so −1000 counts as much as 1000. Take the "
            "exponentials before you divide.": lambda z: np.abs(z) / np.abs(z).sum(),
            "You subtracted the mean, or another number that is too small. A logit far above this "
            "number still has an exponential that is too large. Subtract the largest logit.": (
                lambda z: np.exp(z - z.mean()) / np.exp(z - z.mean()).sum()
            ),
            "You subtracted 1000, which is too little for some logits and too much for others. "
            "Subtract the largest logit, whatever it is.": (
                lambda z: np.exp(z - 1000) / np.exp(z - 1000).sum()
            ),
            "You took the sigmoid of each logit on its own. Softmax divides each exponential by "
            "the total of all.": sigmoid,
            "You divided by the largest logit. Dividing changes the distances between the logits, "
            "so the probabilities change. Subtract instead.": lambda z: softmax(z / z.max()),
            "Your largest logit gets the smallest probability, so a sign is wrong. "
            "Compute `z - z.max()`, not the reverse.": lambda z: softmax(-z),
            "You divided by the number of classes. Divide by the total of the exponentials.": (
                lambda z: np.exp(z - z.max()) / len(z)
            ),
            "You raised 2 to the logits. Softmax raises e to them: use `np.exp`.": (
                lambda z: 2.0 ** (z - z.max()) / (2.0 ** (z - z.max())).sum()
            ),
            "You subtracted the largest logit on top only, not in the total. Subtract it before "
            "both, with `z = z - z.max()` in the first line.": (
                lambda z: np.exp(z - z.max()) / np.exp(z).sum()
            ),
            "You took the logarithm as a last step. Softmax ends with the division.": (
                lambda z: z - z.max() - np.log(np.exp(z - z.max()).sum())
            ),
        },
    ),
    "04.4": Function(
        reference=lambda x, W_first, W_last: softmax(W_last @ sigmoid(W_first @ x)),
        inputs=_draw_network,
        blank=_two_layers,
        right="Softmax now gets the logits, which may be as far apart as they like.",
        hint=(
            "Compare the function with the cells that compute `a_2`, `z_3` and `p` in the "
            "notebook. What does softmax get there?"
        ),
        mistakes={
            "Your last layer gets `x`. It must get the outputs of the hidden layer.": (
                lambda x, W_first, W_last: softmax(W_last @ x)
            ),
            "You removed the sigmoid of the hidden layer, but it belongs there. Remove the one "
            "after the last layer's sums.": (
                lambda x, W_first, W_last: softmax(W_last @ (W_first @ x))
            ),
            "Your function ends with a sigmoid, so the results do not sum to 1. A prediction needs "
            "softmax as its last step.": (
                lambda x, W_first, W_last: sigmoid(W_last @ sigmoid(W_first @ x))
            ),
            "These are the logits of the last layer. Softmax must turn them into probabilities.": (
                lambda x, W_first, W_last: W_last @ sigmoid(W_first @ x)
            ),
            "Your hidden layer uses softmax. It needs the sigmoid; softmax is for the last layer "
            "only.": (lambda x, W_first, W_last: softmax(W_last @ softmax(W_first @ x))),
            "You kept the sigmoid on the last layer and removed the one on the hidden layer. It "
            "must be the other way round.": (
                lambda x, W_first, W_last: softmax(sigmoid(W_last @ (W_first @ x)))
            ),
            "This is the output of the hidden layer. The last layer is missing: multiply it by "
            "`W_last`, then take softmax.": lambda x, W_first, W_last: sigmoid(W_first @ x),
            "You applied softmax to the hidden layer's outputs. The product with `W_last` is "
            "missing.": lambda x, W_first, W_last: softmax(sigmoid(W_first @ x)),
            "Your function applies softmax twice. The second one makes the probabilities nearly "
            "equal, so keep only one.": (
                lambda x, W_first, W_last: softmax(softmax(W_last @ sigmoid(W_first @ x)))
            ),
        },
    ),
    "04.5": Report(
        accepts=lambda weight: abs(_ahead(weight)) < _CLOSE,
        right="The unit passes on only part of a change, so the weight had to move farther.",
        hint=(
            "Move the line from unit 1 of layer 2 to dog, and nothing else. Stop where the two "
            "probabilities are nearly equal, and report the weight."
        ),
        mistakes={
            "That looks like the probability of the two classes. Report the weight that leads to "
            "it: the number on the line, a little above −4.": lambda w: abs(w - 0.409) < 0.01,
            "That looks like the sum z of dog, its logit. Report the weight that leads to it: the "
            "number on the line, a little above −4.": lambda w: abs(w + 0.072) < 0.03,
            "That looks like the product of the weight and its input. Report the weight itself, a "
            "little above −4.": lambda w: abs(w + 1.8325) < 0.02,
            "That is the lead of cat's logit. The weight is multiplied by the output of unit 1, "
            "so divide the lead by this output. Then add the result to −4.": lambda w: (
                abs(w - 0.246) < 0.01
            ),
            "This is how far the weight has to move. Report the weight itself, which starts at "
            "−4.": lambda w: abs(w - 0.4737) < 0.03,
            "You added the whole lead to the weight. But the unit passes on only about half of a "
            "change, because its output is about one half. Move the weight farther.": (
                lambda w: abs(w + 4 - 0.2461) < 0.004
            ),
            "That is the weight before you moved it. With −4, cat is ahead. Raise it.": (
                lambda w: w == -4
            ),
            "The size is right, the sign is not. The weight starts at −4 and rises a little.": (
                lambda w: abs(_ahead(-w)) < _CLOSE
            ),
            "This fits the line from unit 2 to dog. The exercise asks for the line from unit 1, "
            "which starts at −4. Press Article, and start again.": (
                lambda w: abs(_ahead(w, unit=1)) < _CLOSE
            ),
            "This fits the line from unit 3 to dog. The exercise asks for the line from unit 1, "
            "which starts at −4. Press Article, and start again.": (
                lambda w: abs(_ahead(w, unit=2)) < _CLOSE
            ),
            "With this weight cat is still ahead. A weight on a line to dog must rise, so move it "
            "up.": lambda w: _ahead(w) <= -_CLOSE,
            "With this weight dog is already ahead by more than 0.01. You went too far, so move "
            "it down a little.": lambda w: _ahead(w) >= _CLOSE,
        },
    ),
}
