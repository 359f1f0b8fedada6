"""Exercises of notebook 05, measuring wrongness."""

import math

import numpy as np
from numpy.typing import NDArray

from nnlib.activations import softmax
from nnlib.exercises.kinds import Function, Report, Value
from nnlib.losses import CrossEntropyLoss, MSELoss

_FIRST = softmax([-0.318167, -0.072038, -0.881958])  # the notebook's prediction 1
_DOG = np.array([1.0, 0, 0])
_LEAST = 0.0002  # what the explorer leaves a class whose sum is at its end


def _draw_prediction(rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    n = int(rng.integers(4, 7))  # never 3, so that a 3 written into the code is seen
    # Not of sum 1: then the mean of the differences is not 0, and mistakes can be told apart.
    return rng.uniform(size=n), np.eye(n)[rng.integers(n)]


def _draw_huge_logits(rng: np.random.Generator) -> tuple[NDArray]:
    """Draw logits that are close together and far from 0, and one that is still further down."""
    z = rng.normal(size=rng.integers(3, 6)) + rng.choice([-1e4, 1e4])
    z[rng.integers(len(z))] -= 1e4
    return (z,)


def _costs_of_logits(z: NDArray) -> NDArray:
    return np.array([CrossEntropyLoss().forward(z, k) for k in range(len(z))])


def _gains(dog: float) -> tuple[bool, bool]:
    """Return whether this probability of dog beats prediction 1, in either cost."""
    prediction = np.array([dog, 1 - _LEAST - dog, _LEAST])
    cost = MSELoss().forward
    return dog > _FIRST[0], cost(prediction, _DOG) < cost(_FIRST, _DOG)


def _is_wanted(dog: float) -> bool:
    return 0 < dog < 1 - _LEAST and _gains(dog) == (True, False)


EXERCISES = {
    "05.1": Value(
        answer=-math.log(0.5),
        right="It is less, because one half is a better prediction than one third.",
        hint=(
            "Cross-entropy is minus the natural logarithm of the correct class's probability. "
            "Here the probability is 0.5."
        ),
        mistakes={
            "That is the probability. We need minus its logarithm: use `np.log`.": 0.5,
            "This is the logarithm to base 2. The natural one is `np.log`.": 1,
            "This is the logarithm to base 10. The natural one is `np.log`.": -math.log10(0.5),
            "You took a power of e, which turns a cost into a probability. Here you have the "
            "probability, so take the logarithm.": math.exp(-0.5),
            "You took a power of e, but the logarithm undoes this. Use `np.log`, with a "
            "minus.": math.exp(0.5),
            "That is the cost of one third. Here the correct class has one half, so put 0.5 into "
            "the logarithm.": math.log(3),
            "You multiplied the logarithm by the probability. Cross-entropy is minus the logarithm "
            "alone.": -0.5 * math.log(0.5),
            "You divided 1 by the probability, which is the first of two steps. Now take the "
            "logarithm of the result, without a minus.": 2,
            "You halved the cost of one third, but costs do not follow probabilities in this way. "
            "Take minus the logarithm of 0.5.": math.log(3) / 2,
            "That is the cost of one quarter. Here the correct class has one half, so take minus "
            "the logarithm of 0.5.": math.log(4),
            "That is a squared difference. Cross-entropy takes a logarithm instead of a square.": (
                0.25
            ),
            "That is the squared error with two equal wrong classes. Cross-entropy takes minus the "
            "logarithm of 0.5.": 0.125,
        },
    ),
    "05.2": Function(
        reference=lambda p, y: np.mean((p - y) ** 2),
        inputs=_draw_prediction,
        blank=lambda p, y: np.mean(p - y) ** 2,
        right="Square first, so that the differences cannot cancel. Then take the mean.",
        hint=(
            "Follow prediction 2 through your function by hand. Subtract, square, take the mean: "
            "is this the order?"
        ),
        mistakes={
            "You added up the squares, so the cost grows with the number of classes. Take the mean "
            "instead of the sum.": lambda p, y: np.sum((p - y) ** 2),
            "You took the sizes of the differences, but did not square them. Square them instead "
            "of taking `abs`.": lambda p, y: np.mean(np.abs(p - y)),
            "You squared first and subtracted afterwards, in the opposite order. Subtract, then "
            "square.": lambda p, y: np.mean(p**2 - y**2),
            "You took the mean of the differences, but did not square them. They cancel, so the "
            "cost is almost 0. Square each one first.": lambda p, y: np.mean(p - y),
            "The squares and their mean are right, but you took a root as well. Leave out the "
            "root.": (lambda p, y: np.sqrt(np.mean((p - y) ** 2))),
            "You divided by 3, but there are not always three classes. `np.mean` counts them for "
            "you.": lambda p, y: np.sum((p - y) ** 2) / 3,
            "You used three classes only, but there may be more. `np.mean` takes all of them.": (
                lambda p, y: np.sum((p - y)[:3] ** 2) / 3
            ),
            "You doubled the differences instead of squaring them. Write `** 2`.": (
                lambda p, y: np.mean((p - y) * 2)
            ),
            "You divided by 2, but the mean divides by the number of classes. Use `np.mean`.": (
                lambda p, y: np.sum((p - y) ** 2) / 2
            ),
            "You squared only the mean of the sizes. Square each difference before you take the "
            "mean.": lambda p, y: np.mean(np.abs(p - y)) ** 2,
            "That is the cross-entropy. This exercise asks for the squared error, which has no "
            "logarithm.": lambda p, y: -np.sum(y * np.log(p)),
            "You used the largest squared difference only. Take the mean of all of them.": (
                lambda p, y: np.max((p - y) ** 2)
            ),
            "You looked at the correct class only, as cross-entropy does. The squared error takes "
            "the mean over all classes.": lambda p, y: np.sum(y * (p - y) ** 2),
        },
    ),
    "05.3": Report(
        accepts=_is_wanted,
        right="The two costs disagree about which prediction is less wrong. Both have a reason.",
        hint=(
            "A probability is between 0 and 1, and softmax never reaches either. Read the "
            "probability of dog in the explorer, in the column on the right."
        ),
        mistakes={
            "This looks like per cent. A probability is between 0 and 1, so divide by 100.": (
                lambda dog: 2 < dog <= 100
            ),
            "This looks like one of the costs. Report the probability of dog that leads to it.": (
                lambda dog: 1 < dog <= 2
            ),
            "A probability is never negative, so this may be the sum z of dog. Report its "
            "probability, in the column on the right.": lambda dog: dog < 0,
            "If this is the probability of cat, report the one of dog instead. If it is the one "
            "of dog, both costs are lower than before: move the sum of dog down.": (
                lambda dog: dog > 0.5 and _is_wanted(1 - _LEAST - dog)
            ),
            "If this is the cross-entropy, report the probability of dog instead. If it is the "
            "probability of dog, both costs are lower than before: move the sum of dog down.": (
                lambda dog: 0.85 < dog < 1 - _LEAST
            ),
            "With this probability the cross-entropy is not lower than before. Move the sum of "
            "dog up, until the cross-entropy is below 1.0467.": (
                lambda dog: 0 < dog < 1 - _LEAST and not _gains(dog)[0]
            ),
            "With this probability both costs are lower than before. Move the sum of dog down, "
            "until the squared error is above 0.2209 again.": (
                lambda dog: 0 < dog < 1 - _LEAST and all(_gains(dog))
            ),
        },
    ),
    "05.4": Function(
        reference=_costs_of_logits,
        inputs=_draw_huge_logits,
        right="It was tried on logits around 10000 and around −10000.",
        hint=(
            "Each cost is the logarithm of the total of the exponentials, minus the class's own "
            "logit. Lower all logits by the largest one first."
        ),
        mistakes={
            "A very small probability becomes exactly 0, and its logarithm is infinite. Do not "
            "compute the probability: write the logarithm of the fraction as a difference.": (
                lambda z: -np.log(softmax(z))
            ),
            "The difference is right, but the exponential of 10000 is too large for the computer, "
            "and that of −10000 is 0. Lower all logits first.": (
                lambda z: np.log(np.exp(z).sum()) - z
            ),
            "You lowered the logits inside the total, but not the one that you subtract. Lower "
            "`z` once, in the first line.": lambda z: np.log(np.exp(z - z.max()).sum()) - z,
            "You kept the largest class only, but the total consists of all of them. Add the "
            "logarithm of the total.": lambda z: z.max() - z,
            "These are the probabilities. A cost is minus the logarithm of a probability, written "
            "as a difference.": softmax,
            "You lowered the logits by their mean, but one of them may still be far above it. "
            "Lower all logits by the largest one.": (
                lambda z: np.log(np.exp(z - z.mean()).sum()) - (z - z.mean())
            ),
            "You took the logarithm of each exponential, and then the sum. Add the exponentials "
            "first: `np.exp(...).sum()` belongs inside `np.log(...)`.": (
                lambda z: np.log(np.exp(z - z.max())).sum() - (z - z.max())
            ),
            "You forgot the logarithm of the total. Write `np.log(...)` around the sum.": (
                lambda z: np.exp(z - z.max()).sum() - (z - z.max())
            ),
            "Your bracket closes too late: the logit is subtracted inside the logarithm. Subtract "
            "it afterwards.": lambda z: np.log(np.exp(z - z.max()).sum() - (z - z.max())),
            "You used the logarithm to base 10. The natural one is `np.log`.": (
                lambda z: np.log10(np.exp(z - z.max()).sum()) - (z - z.max())
            ),
            "You took the mean of the exponentials, but softmax divides by their total. Use "
            "`sum`.": lambda z: np.log(np.exp(z - z.max()).mean()) - (z - z.max()),
        },
    ),
}
