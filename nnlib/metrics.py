"""Metrics: how good predictions are, in terms people use; the truth comes first.

Shapes that do not fit, an empty batch, or a number that is no class raise a TypeError or a
ValueError.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.validation import as_classes, as_float_array, check_count, check_equal, check_one_shape


def accuracy(y: ArrayLike, prediction: ArrayLike) -> float:
    """Return the fraction of correct predictions, from 0 to 1.

    `y` contains the correct classes, integers from 0, shape (batch,); `prediction` logits or
    probabilities, shape (batch, classes), of which the largest in a row is the predicted class.
    """
    prediction = as_float_array("prediction", prediction)
    if prediction.ndim != 2 or prediction.size == 0:
        raise ValueError(
            f"prediction expected shape (batch, classes), got {prediction.shape}; "
            "write accuracy(y, prediction)"
        )
    y = as_classes("y", y, prediction.shape[1])
    check_equal(f"y expected shape {prediction.shape[:1]}", y.shape, prediction.shape[:1])
    return float(np.mean(prediction.argmax(axis=1) == y))


def confusion_matrix(y: ArrayLike, prediction: ArrayLike, classes: int) -> NDArray[np.int64]:
    """Count how often each class was predicted as each other class.

    `y` and `prediction` contain the correct and the predicted classes, integers from 0, shape
    (batch,). In row i and column j of the result, shape (classes, classes), is the number of
    examples of class i that were predicted as j. Correct predictions are on the diagonal.
    """
    classes = check_count("classes", classes)
    y = as_classes("y", y, classes)
    prediction = as_classes("prediction", prediction, classes)
    check_one_shape(y, prediction)
    counts = np.zeros((classes, classes), np.int64)
    np.add.at(counts, (y, prediction), 1)
    return counts


def r2_score(y: ArrayLike, prediction: ArrayLike) -> float:
    """Return R², the fraction of the squared error of the mean of `y` that predictions remove.

    It is 1 if all are correct, 0 if they are no better than always predicting the mean of `y`, and
    below 0 if they are worse. `y` and `prediction` have the same shape, and `y` is not constant.
    This is the coefficient of determination, as in ``sklearn.metrics.r2_score``.
    """
    y, prediction = as_float_array("y", y), as_float_array("prediction", prediction)
    check_one_shape(y, prediction)
    if y.size == 0 or y.min() == y.max():
        raise ValueError(f"y expected at least two different numbers, got {y.size}, all the same")
    with np.errstate(all="ignore"):
        score = float(1 - np.sum((y - prediction) ** 2) / np.sum((y - y.mean()) ** 2))
    if not np.isfinite(score):
        raise ValueError(f"y and prediction expected numbers whose squares fit into {y.dtype}")
    return score
