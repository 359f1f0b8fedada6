"""Exercises of notebook 08, training on real pictures."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from nnlib.activations import softmax
from nnlib.animal_network import animal_network
from nnlib.datasets import load_animals
from nnlib.exercises.kinds import Function, Report, Value

_ANGLES = np.linspace(0, 2 * np.pi, 180, endpoint=False)
_WAYS = np.array([np.cos(_ANGLES), np.sin(_ANGLES)])  # from the middle of a picture, all around


def _draw_counts(rng: np.random.Generator) -> tuple[NDArray]:
    classes = rng.integers(3, 6)
    return (rng.integers(1, 50, size=(classes, classes)),)


def _draw_pictures(rng: np.random.Generator) -> tuple[NDArray, int]:
    n_test = int(rng.integers(2, 5))
    return rng.uniform(size=(n_test + rng.integers(5, 9), 3, 4)), n_test


def _mirrored(X: NDArray) -> NDArray:
    return X[:, :, ::-1]


def _training_and_test(X: NDArray, n_test: int) -> tuple[NDArray, NDArray]:
    training = X[:-n_test]
    return np.concatenate([training, _mirrored(training)]), X[-n_test:]


def _mirrored_first(X: NDArray, n_test: int) -> tuple[NDArray, NDArray]:
    both = np.concatenate([X, X[:, :, ::-1]])
    return both[:-n_test], both[-n_test:]


def _all_mirrored(X: NDArray, n_test: int) -> tuple[NDArray, NDArray]:
    return np.concatenate([X[:-n_test], _mirrored(X)]), X[-n_test:]


def _test_mirrored_too(X: NDArray, n_test: int) -> tuple[NDArray, NDArray]:
    training, test = _training_and_test(X, n_test)
    return training, np.concatenate([test, _mirrored(test)])


def _upside_down(X: NDArray, n_test: int) -> tuple[NDArray, NDArray]:
    training = X[:-n_test]
    return np.concatenate([training, training[:, ::-1]]), X[-n_test:]


def _mirrors_in_front(X: NDArray, n_test: int) -> tuple[NDArray, NDArray]:
    training = X[:-n_test]
    return np.concatenate([_mirrored(training), training]), X[-n_test:]


@cache
def _known() -> NDArray[np.float32]:
    """Return all animals and their mirror images, shape (pictures, 28, 28)."""
    animals = load_animals()
    X = np.concatenate([part.X for part in (animals.train, animals.validation, animals.test)])
    return np.concatenate([X, _mirrored(X)])


def _is_known(drawing: NDArray) -> bool:
    """Say whether a drawing is one of the animals, with the distance that parts twins there."""
    return bool(np.linalg.norm(_known() - drawing, axis=(1, 2)).min() < 2)


def _has_dents(drawing: NDArray) -> bool:
    """Say whether a dark pixel lies a pixel deep or deeper inside a band around the lit ones.

    The band is a stretched one, which goes straight over what is hollow. So it is with 99 in 100
    animals, which have legs, ears or a tail; a hand that wobbles makes no dent as deep as that.
    """
    lit, dark = np.argwhere(drawing > 0.5), np.argwhere(drawing <= 0.5)
    band = (lit @ _WAYS).max(axis=0, initial=-np.inf)  # how far it goes each way
    depth = (band - dark @ _WAYS).min(axis=1)
    return bool(depth.max(initial=0) > 1 - 1e-9)  # a depth of just 1 is rounded


def _shares(drawing: NDArray) -> NDArray:
    """Return the shares of dog, cat and neither."""
    return softmax(animal_network()(drawing.ravel()))


EXERCISES = {
    "08.1": Value(
        answer=784 * 50 + 50 + 50 * 20 + 20 + 20 * 3 + 3,
        right="Nearly all of them are weights of the first layer.",
        hint="Count layer by layer: a weight for each line that leads to it, a bias for each unit.",
        mistakes={
            "These are the weights. Each unit has a bias as well.": 784 * 50 + 50 * 20 + 20 * 3,
            "The last three sums are a layer, too.": 784 * 50 + 50 + 50 * 20 + 20,
            "The layers come one after the other: their weights add up.": 784 * 50 * 20 * 3,
            "The second hidden layer does not meet the pixels. What comes into it?": (
                784 * 50 + 50 + 784 * 20 + 20 + 20 * 3 + 3
            ),
            "The pixels are the input. They have no biases.": (
                784 + 784 * 50 + 50 + 50 * 20 + 20 + 20 * 3 + 3
            ),
        },
    ),
    # The networks of other processors differ a little: all that is near guessing is right.
    "08.2": Report(
        accepts=lambda share: 0.25 < share < 0.45,
        right="That is about as good as guessing.",
        hint="Turn only the pictures, then flatten them, and compare with the classes in `test.y`.",
        mistakes={
            "As good as upright. Is the second axis reversed, the one of the rows? (The third is "
            "that of the columns: it makes a mirror image.)": lambda share: 0.8 < share <= 1,
            "This looks like per cent. Report the share, a number between 0 and 1.": (
                lambda share: 1 < share <= 100
            ),
            "This looks like a count. Divide it by the number of pictures.": (
                lambda share: share > 100
            ),
        },
    ),
    # Its lowest point is at 25 here, and from 10 to 32 the curve is less than 0.06 above it.
    "08.3": Report(
        accepts=lambda epoch: 10 <= epoch <= 32,
        right="From about there on, only the training cost falls: the rest is learned by heart.",
        hint="Which of the two costs tells how well it does on pictures that it has not seen?",
        mistakes={
            "That looks like a cost. Report the epoch, a whole number.": lambda epoch: (
                0 < epoch < 1
            ),
            "So early both costs are still falling. There is more to be learned.": (
                lambda epoch: 1 <= epoch < 10
            ),
            "There the training cost is lower, but the validation cost has begun to rise.": (
                lambda epoch: 32 < epoch <= 60
            ),
        },
    ),
    "08.4": Function(
        reference=lambda matrix: np.diag(matrix) / matrix.sum(axis=1),
        inputs=_draw_counts,
        right="Each class has its own share, where the accuracy is one number for all.",
        hint="What stands on the diagonal, divided by how many there are of the class.",
        mistakes={
            "You divided by how often something was called so. How many are there of each class?": (
                lambda matrix: np.diag(matrix) / matrix.sum(axis=0)
            ),
            "You divided by the number of all pictures. How many are there of each class?": (
                lambda matrix: np.diag(matrix) / matrix.sum()
            ),
            "That is the accuracy, one number for all classes. Give a share for each.": (
                lambda matrix: np.trace(matrix) / matrix.sum()
            ),
            "Those are the counts. A share is a part of all pictures of the class.": np.diag,
            "That is the share of the mistakes. Which part was right?": (
                lambda matrix: 1 - np.diag(matrix) / matrix.sum(axis=1)
            ),
        },
    ),
    "08.5": Function(
        reference=_training_and_test,
        inputs=_draw_pictures,
        blank=_mirrored_first,
        right="First split, then mirror, and only the training pictures.",
        hint="Where is the mirror image of the first test picture?",
        mistakes={
            "There is no leak any more. But the mirror images of the training pictures are gone, "
            "too.": lambda X, n_test: (X[:-n_test], X[-n_test:]),
            "The test pictures are whole again, but their mirror images are still learned from.": (
                _all_mirrored
            ),
            "Mirror the training pictures only. A test is of pictures as they come.": (
                _test_mirrored_too
            ),
            "No leak any more. Only the order: first the pictures, then their mirror images.": (
                _mirrors_in_front
            ),
            "This turns the pictures upside down. Which axis is that of the columns?": _upside_down,
        },
    ),
    "08.6": Report(
        accepts=lambda drawing: (
            0 <= drawing.min() <= drawing.max() <= 1
            and not _is_known(drawing)
            and not _has_dents(drawing)
            and max(_shares(drawing)[:2]) >= 0.9
        ),
        shape=(28, 28),
        right="It is surely wrong. The network has three answers, and none of them is that it "
        "does not know.",
        hint="Take `explorer.drawing`, as it is.",
        mistakes={
            "A brightness goes from 0 to 1. Take `explorer.drawing`, as it is.": (
                lambda drawing: drawing.min() < 0 or drawing.max() > 1
            ),
            "The pad is empty. Draw a shape first.": lambda drawing: drawing.max() <= 0.5,
            "That is one of the animals in the data, so the network may well be right. Draw a "
            "shape of your own.": _is_known,
            "It has a gap or a dent, as between legs or beside an ear: somebody may say that it is "
            "an animal. Draw a box or a triangle. Was that one? Then a hand that wobbles was "
            "enough, or an open end: draw it larger and straighter, and press Fill.": _has_dents,
            "The network is not fooled: it says neither. Make the shape taller, wider, or "
            "slanted, and watch the bars.": lambda drawing: _shares(drawing).argmax() == 2,
            "Nearly: it says dog or cat, and is not sure enough. Change the shape a little, and "
            "watch the bars.": lambda drawing: max(_shares(drawing)[:2]) < 0.9,
        },
    ),
}
