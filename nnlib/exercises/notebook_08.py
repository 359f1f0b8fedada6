"""Exercises of notebook 08, training on real images."""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from nnlib.activations import softmax
from nnlib.animal_network import animal_network
from nnlib.datasets import load_animals
from nnlib.exercises.kinds import Function, Report, Value

_ANGLES = np.linspace(0, 2 * np.pi, 180, endpoint=False)
_WAYS = np.array([np.cos(_ANGLES), np.sin(_ANGLES)])  # from the middle of an image, all around


def _draw_counts(rng: np.random.Generator) -> tuple[NDArray]:
    classes = rng.integers(3, 6)
    return (rng.integers(1, 50, size=(classes, classes)),)


def _draw_images(rng: np.random.Generator) -> tuple[NDArray, int]:
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


def _draw_labelled(
    rng: np.random.Generator,
) -> tuple[NDArray, NDArray, Callable[[NDArray], NDArray]]:
    """Draw images with their classes, and a network of one layer."""
    n, (rows, columns) = rng.integers(30, 50), rng.permutation([3, 4, 5])[:2]
    W = rng.normal(size=(rows * columns, 3))
    return rng.normal(size=(n, rows, columns)), rng.integers(3, size=n), lambda X: X @ W


def _predicted(X: NDArray, network: Callable[[NDArray], NDArray]) -> NDArray:
    return network(X.reshape(len(X), -1)).argmax(axis=1)


def _accuracy(X: NDArray, y: NDArray, network: Callable[[NDArray], NDArray]) -> float:
    return float(np.mean(_predicted(X, network) == y))


def _one_by_one(X: NDArray, n_test: int) -> tuple[NDArray, NDArray]:
    training = X[:-n_test]
    pairs = np.stack([training, _mirrored(training)], axis=1)
    return pairs.reshape(-1, *X.shape[1:]), X[-n_test:]


@cache
def _known() -> NDArray[np.float32]:
    """Return all animals and their mirror images, shape (images, 28, 28)."""
    animals = load_animals()
    X = np.concatenate([part.X for part in (animals.train, animals.validation, animals.test)])
    return np.concatenate([X, _mirrored(X)])


def _is_known(drawing: NDArray) -> bool:
    """Return whether a drawing is one of the animals, by the distance that tells twins there."""
    return bool(np.linalg.norm(_known() - drawing, axis=(1, 2)).min() < 2)


def _has_dents(drawing: NDArray) -> bool:
    """Return whether a dark pixel is a pixel deep or deeper inside a band around the lit ones.

    The band is stretched, so it goes straight over every hollow. 99 of 100 animals have such a
    hollow, because they have legs, ears or a tail. A wobbly line makes no dent as deep as that.
    """
    lit, dark = np.argwhere(drawing > 0.5), np.argwhere(drawing <= 0.5)
    band = (lit @ _WAYS).max(axis=0, initial=-np.inf)  # how far it goes each way
    depth = (band - dark @ _WAYS).min(axis=1)
    return bool(depth.max(initial=0) > 1 - 1e-9)  # a depth of just 1 is rounded


def _probabilities(drawing: NDArray) -> NDArray:
    """Return the probabilities of dog, cat and neither."""
    return softmax(animal_network()(drawing.ravel()))


EXERCISES = {
    "08.1": Value(
        answer=784 * 50 + 50 + 50 * 20 + 20 + 20 * 3 + 3,
        right="Nearly all of them are weights of the first layer.",
        hint="Count layer by layer: inputs times units for the weights, and a bias for each unit.",
        mistakes={
            "You counted the weights. Add a bias for each unit.": 784 * 50 + 50 * 20 + 20 * 3,
            "You left out the last layer: its three sums have weights and biases, too.": (
                784 * 50 + 50 + 50 * 20 + 20
            ),
            "You multiplied the layers. They come one after the other, so add their parameters.": (
                784 * 50 * 20 * 3
            ),
            "You connected the second hidden layer to the pixels. Its inputs are the outputs of "
            "the first one. How many are there?": 784 * 50 + 50 + 784 * 20 + 20 + 20 * 3 + 3,
            "You gave each pixel a bias. Pixels are inputs, and only units have biases.": (
                784 + 784 * 50 + 50 + 50 * 20 + 20 + 20 * 3 + 3
            ),
            "You gave each input of a layer a bias. Biases belong to units, so count the units.": (
                784 * 50 + 784 + 50 * 20 + 50 + 20 * 3 + 20
            ),
            "These are the biases alone. Add a weight for each input of each unit.": 50 + 20 + 3,
            "You counted the first layer only. Two more layers follow.": 784 * 50 + 50,
            "You added three biases in all. Every unit has one, in the hidden layers, too.": (
                784 * 50 + 50 * 20 + 20 * 3 + 3
            ),
            "These are the pixels and the units. How many weights lead to each unit?": (
                784 + 50 + 20 + 3
            ),
        },
    ),
    "08.2": Function(
        reference=lambda X, y, network: _accuracy(X[:, ::-1], y, network),
        inputs=_draw_labelled,
        right="Now try it on the test images: the network does about as well as guessing.",
        hint="Reverse the rows of each image, flatten the images, then compare with `y`.",
        mistakes={
            "You reversed the order of the images, so each one is compared with the class of "
            "another. The first axis counts the images. The rows are the second axis.": (
                lambda X, y, network: _accuracy(X[::-1], y, network)
            ),
            "You reversed the images and their rows, so each image is compared with the class of "
            "another. Leave the first axis as it is.": (
                lambda X, y, network: _accuracy(X[::-1, ::-1], y, network)
            ),
            "You reversed all three axes, so each image is compared with the class of another. "
            "Reverse only the second axis, the rows.": (
                lambda X, y, network: _accuracy(X[::-1, ::-1, ::-1], y, network)
            ),
            "These images are still upright. Reverse the second axis, the rows.": (
                lambda X, y, network: _accuracy(X, y, network)
            ),
            "You reversed the columns, and that makes mirror images. The rows are the second "
            "axis.": lambda X, y, network: _accuracy(_mirrored(X), y, network),
            "You reversed rows and columns, so the images are mirrored, too. Reverse only the "
            "rows, and flatten afterwards.": (
                lambda X, y, network: _accuracy(X[:, ::-1, ::-1], y, network)
            ),
            "You swapped rows and columns, so the animals lie on their sides. Reverse the rows.": (
                lambda X, y, network: _accuracy(X.transpose(0, 2, 1), y, network)
            ),
            "That is the fraction of mistakes. Which fraction is right?": (
                lambda X, y, network: 1 - _accuracy(X[:, ::-1], y, network)
            ),
            "That is a count. Divide it by the number of images.": (
                lambda X, y, network: len(X) * _accuracy(X[:, ::-1], y, network)
            ),
            "These are the predicted classes. Which fraction of them equals `y`?": (
                lambda X, y, network: _predicted(X[:, ::-1], network)
            ),
        },
    ),
    # Its lowest point is at 25 here, and from 10 to 32 the curve is less than 0.06 above it.
    "08.3": Report(
        accepts=lambda epoch: 10 <= epoch <= 32 and epoch == int(epoch),
        right="From about there on, only the training cost falls: the rest is memorized.",
        hint="Find the epoch where the cost on unseen images, the validation cost, is lowest.",
        mistakes={
            "That looks like a cost. Report the epoch at which you read it, a whole number.": (
                lambda epoch: 0 < epoch < 1
            ),
            "Epochs are whole numbers from 0 to the end of the curve. Report one of these.": (
                lambda epoch: epoch < 0 or epoch > 60 or epoch != int(epoch)
            ),
            "You stopped while both costs were still falling. Go on to the lowest validation "
            "cost.": lambda epoch: epoch < 10,
            "The validation cost has risen again there. Where is it lowest? The training cost "
            "cannot tell, because it falls to the end.": lambda epoch: epoch > 32,
        },
    ),
    "08.4": Function(
        reference=lambda matrix: np.diag(matrix) / matrix.sum(axis=1),
        inputs=_draw_counts,
        right="Each class has a fraction of its own; the accuracy is one number for all classes.",
        hint="Divide the numbers on the diagonal by how many images each class has.",
        mistakes={
            "You divided by how often each class was predicted. Divide by how many images each "
            "class has: add up its row.": lambda matrix: np.diag(matrix) / matrix.sum(axis=0),
            "You divided by the number of all images. How many are there of each class?": (
                lambda matrix: np.diag(matrix) / matrix.sum()
            ),
            "That is the accuracy, one number for all. Compute a fraction for each class.": (
                lambda matrix: np.trace(matrix) / matrix.sum()
            ),
            "That is the mean over the classes. Return the fraction of each class.": (
                lambda matrix: np.mean(np.diag(matrix) / matrix.sum(axis=1))
            ),
            "These are counts. Divide each by the number of images of its class.": np.diag,
            "That is the fraction of mistakes. Which fraction was right?": (
                lambda matrix: 1 - np.diag(matrix) / matrix.sum(axis=1)
            ),
            "You divided by the mistakes alone. The images of a class are its whole row.": (
                lambda matrix: np.diag(matrix) / (matrix.sum(axis=1) - np.diag(matrix))
            ),
            "You divided by the number of classes. Divide by how many images each class has.": (
                lambda matrix: np.diag(matrix) / len(matrix)
            ),
            "You divided by the mean of each row. Use the sum: how many images has the class?": (
                lambda matrix: np.diag(matrix) / matrix.mean(axis=1)
            ),
            "You took the largest number of each row. The right predictions are on the diagonal.": (
                lambda matrix: matrix.max(axis=1) / matrix.sum(axis=1)
            ),
            "`//` drops everything after the decimal point. Divide with `/`.": (
                lambda matrix: np.diag(matrix) // matrix.sum(axis=1)
            ),
        },
    ),
    "08.5": Function(
        reference=_training_and_test,
        inputs=_draw_images,
        blank=_mirrored_first,
        right="First split, then mirror, and mirror only the training images.",
        hint="Where is the twin of each test image? The network must not learn from it.",
        mistakes={
            "The leak is closed, but the mirror images of the training images are gone, too. Add "
            "them after the split.": lambda X, n_test: (X[:-n_test], X[-n_test:]),
            "The test images are whole again, but the network still learns from their mirror "
            "images. Mirror only the training images.": _all_mirrored,
            "The test images are whole again, but the network still learns from some of them and "
            "from mirror images of others. Split first, then mirror only the training images.": (
                lambda X, n_test: (_mirrored_first(X, n_test)[0], X[-n_test:])
            ),
            "You added the test images to the training images. The network must not learn from "
            "them.": lambda X, n_test: (
                np.concatenate([_training_and_test(X, n_test)[0], X[-n_test:]]),
                X[-n_test:],
            ),
            "No image is mirrored: you added the training images twice. Reverse the columns, the "
            "third axis.": lambda X, n_test: (
                np.concatenate([X[:-n_test], X[:-n_test]]),
                X[-n_test:],
            ),
            "The leak is closed, but the test images are in the opposite order. Return them as "
            "they were.": lambda X, n_test: (
                _training_and_test(X, n_test)[0],
                X[-n_test:][::-1],
            ),
            "You mirrored the test images, too. Test on images as they are: mirror only the "
            "training images.": _test_mirrored_too,
            "The leak is closed, but the order is different: first the images, then their mirror "
            "images.": _mirrors_in_front,
            "The leak is closed, but each image has its mirror image next to it. Put all images "
            "first, then all mirror images.": _one_by_one,
            "You reversed the rows, so the images are upside down. Reverse the columns, the third "
            "axis.": _upside_down,
            "You reversed the order of the images, so none is mirrored. Reverse the columns, the "
            "third axis.": lambda X, n_test: (
                np.concatenate([X[:-n_test], X[:-n_test][::-1]]),
                X[-n_test:],
            ),
            "You reversed rows and columns, so the images are turned. Reverse only the columns, "
            "the third axis.": lambda X, n_test: (
                np.concatenate([X[:-n_test], X[:-n_test, ::-1, ::-1]]),
                X[-n_test:],
            ),
            "You split off the first images. The test images are the last `n_test` ones.": (
                lambda X, n_test: (np.concatenate([X[n_test:], _mirrored(X[n_test:])]), X[:n_test])
            ),
            "The test images are mirrored. Return them as they were.": lambda X, n_test: (
                _training_and_test(X, n_test)[0],
                _mirrored(X[-n_test:]),
            ),
            "First the training images, then the test images.": (
                lambda X, n_test: _training_and_test(X, n_test)[::-1]
            ),
        },
    ),
    "08.6": Report(
        accepts=lambda drawing: (
            0 <= drawing.min() <= drawing.max() <= 1
            and not _is_known(drawing)
            and not _has_dents(drawing)
            and max(_probabilities(drawing)[:2]) >= 0.9
        ),
        shape=(28, 28),
        right="It is surely wrong. The network can only say dog, cat or neither, never that it "
        "does not know.",
        hint="Take `explorer.drawing` as it is.",
        mistakes={
            "A brightness goes from 0 to 1. Take `explorer.drawing` as it is.": (
                lambda drawing: drawing.min() < 0 or drawing.max() > 1
            ),
            "The pad is empty. Draw a shape first.": lambda drawing: drawing.max() <= 0.5,
            "That is one of the animals in the data, so the network may well be right. Draw a "
            "shape of your own.": _is_known,
            "It has a gap or a dent, like the space between legs or next to an ear, so it may pass "
            "for an animal. Draw a box or a triangle. If it was a box, a wobbly line or an open "
            "end made the dent: draw it larger and straighter, and press Fill.": _has_dents,
            "The network is not fooled: it says neither. Make the shape taller, wider, or "
            "slanted, and watch the bars.": lambda drawing: _probabilities(drawing).argmax() == 2,
            "Nearly: it says dog or cat, but with less than 90 %. Change the shape a little, and "
            "watch the bars.": lambda drawing: max(_probabilities(drawing)[:2]) < 0.9,
        },
    ),
}
