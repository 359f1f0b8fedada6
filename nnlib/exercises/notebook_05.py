"""Exercises of notebook 05, measuring wrongness."""

import math

import numpy as np
from numpy.typing import NDArray

from nnlib.activations import softmax
from nnlib.exercises.kinds import Function, Report, Value
from nnlib.losses import CrossEntropyLoss, MSELoss

_FIRST_GUESS = np.array([0.35, 0.45, 0.2])
_DOG = np.array([1.0, 0, 0])
_LEAST = 0.0002  # what the explorer leaves a class whose sum is at its end


def _draw_guess(rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    n = int(rng.integers(3, 6))
    return rng.dirichlet(np.ones(n)), np.eye(n)[rng.integers(n)]


def _draw_huge_sums(rng: np.random.Generator) -> tuple[NDArray]:
    """Draw sums that lie close together far away from 0, and one still further down."""
    z = rng.normal(size=rng.integers(3, 6)) + rng.choice([-1e4, 1e4])
    z[rng.integers(len(z))] -= 1e4
    return (z,)


def _costs_of_sums(z: NDArray) -> NDArray:
    return np.array([CrossEntropyLoss().forward(z, k) for k in range(len(z))])


def _gains(dog: float) -> tuple[bool, bool]:
    """Return whether this share of dog beats the first guess, in either cost."""
    guess = np.array([dog, 1 - _LEAST - dog, _LEAST])
    cost = MSELoss().forward
    return dog > _FIRST_GUESS[0], cost(guess, _DOG) < cost(_FIRST_GUESS, _DOG)


EXERCISES = {
    "05.1": Value(
        answer=-math.log(0.5),
        right="It is less: a half is a better answer than a third.",
        hint="The cross-entropy is minus the natural logarithm of the right class's share.",
        mistakes={
            "That is the share. Its logarithm is asked for, with a minus.": 0.5,
            "This is the logarithm to base 2. The natural one is `np.log`.": 1,
            "This is the logarithm to base 10. The natural one is `np.log`.": -math.log10(0.5),
            "That goes from a cost to a share. Here it goes the other way.": math.exp(-0.5),
        },
    ),
    "05.2": Function(
        reference=lambda p, y: np.mean((p - y) ** 2),
        inputs=_draw_guess,
        blank=lambda p, y: np.mean(p - y) ** 2,
        right="Square first, so that the signs cannot cancel, then take the mean.",
        hint="Follow guess 1 through it by hand. What comes first, the mean or the squares?",
        mistakes={
            "That is the sum of the squares, and it grows with the number of classes.": (
                lambda p, y: np.sum((p - y) ** 2)
            ),
            "These are the distances themselves. Nothing was squared.": (
                lambda p, y: np.mean(np.abs(p - y))
            ),
            "Subtract first, then square: you did it the other way round.": (
                lambda p, y: np.mean(p**2 - y**2)
            ),
            "The squares and their mean are right. The root is one step too many.": (
                lambda p, y: np.sqrt(np.mean((p - y) ** 2))
            ),
        },
    ),
    "05.3": Report(
        accepts=lambda dog: 0 < dog < 1 - _LEAST and _gains(dog) == (True, False),
        right="The two costs disagree about which answer is less wrong, and both have a reason.",
        hint="A probability is between 0 and 1. Read that of dog off the picture.",
        mistakes={
            "With this share the cross-entropy is not lower than that of the first guess.": (
                lambda dog: 0 < dog < 1 - _LEAST and not _gains(dog)[0]
            ),
            "With this share both costs are lower. Where does the squared error begin to rise?": (
                lambda dog: 0 < dog < 1 - _LEAST and all(_gains(dog))
            ),
            "This looks like per cent. Report the share, a number between 0 and 1.": (
                lambda dog: dog > 2
            ),
        },
    ),
    "05.4": Function(
        reference=_costs_of_sums,
        inputs=_draw_huge_sums,
        right="It was tried on sums around 10000 and around −10000.",
        hint="A cost is the logarithm of the total of the exponentials, minus the class's own sum.",
        mistakes={
            "A very small share comes out as exactly 0, and its logarithm is infinite. Do not form "
            "the share at all: write the logarithm of the fraction as a difference.": (
                lambda z: -np.log(softmax(z))
            ),
            "The difference is right, but the exponential of 10000 is too large for the computer, "
            "and that of −10000 is 0. Lower all sums first.": (
                lambda z: np.log(np.exp(z).sum()) - z
            ),
            "You lowered the sums inside the total. What of the one that is subtracted from it?": (
                lambda z: np.log(np.exp(z - z.max()).sum()) - z
            ),
            "The total consists of all classes, and you kept the largest one only.": (
                lambda z: z.max() - z
            ),
        },
    ),
}
