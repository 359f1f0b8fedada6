"""Metrics: how good answers are, in terms people use."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.validation import as_array, as_float_array, check_count


def accuracy(prediction: ArrayLike, y: ArrayLike) -> float:
    """Return the share of right answers.

    Parameters
    ----------
    prediction : array_like
        Logits or shares, shape (batch, classes); the largest of a row is its answer.
    y : array_like
        Right classes, whole numbers from 0, shape (batch,).

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    TypeError, ValueError
        If the shapes do not fit, the batch is empty, or `y` holds no classes.
    """
    prediction = as_float_array("prediction", prediction)
    if prediction.ndim != 2 or prediction.size == 0:
        raise ValueError(f"prediction expected shape (batch, classes), got {prediction.shape}")
    y = _as_classes("y", y, prediction.shape[1])
    if y.shape != prediction.shape[:1]:
        raise ValueError(f"y expected shape {prediction.shape[:1]}, got {y.shape}")
    return float(np.mean(prediction.argmax(axis=1) == y))


def confusion_matrix(y: ArrayLike, answers: ArrayLike, classes: int) -> NDArray[np.int64]:
    """Count how often each class was taken for each other one.

    Parameters
    ----------
    y, answers : array_like
        Right classes and the classifier's, whole numbers from 0, shape (batch,).
    classes : int
        How many there are.

    Returns
    -------
    ndarray
        int64, shape (classes, classes): in row i and column j the number of examples of class i
        that were called j. The right answers stand on the diagonal.

    Raises
    ------
    TypeError, ValueError
        If the shapes differ, or a number is no class.
    """
    classes = check_count("classes", classes)
    y, answers = _as_classes("y", y, classes), _as_classes("answers", answers, classes)
    if y.shape != answers.shape:
        raise ValueError(f"y and answers expected one shape, got {y.shape} and {answers.shape}")
    return np.bincount(classes * y + answers, minlength=classes**2).reshape(classes, classes)


def r2_score(y: ArrayLike, prediction: ArrayLike) -> float:
    """Return the share of the squared error that predictions save over the mean of `y`.

    Parameters
    ----------
    y, prediction : array_like
        Right amounts and those of a model, of one shape.

    Returns
    -------
    float
        1 where all is right, 0 where the answers are no better than always the mean of `y`,
        below 0 where they are worse.

    Raises
    ------
    TypeError, ValueError
        If the shapes differ, or the right amounts are all the same.

    Notes
    -----
    The coefficient of determination, as ``sklearn.metrics.r2_score`` has it for one output.
    """
    y, prediction = as_float_array("y", y), as_float_array("prediction", prediction)
    if y.shape != prediction.shape:
        raise ValueError(f"y and prediction expected one shape, got {y.shape}, {prediction.shape}")
    if y.size == 0 or y.min() == y.max():
        raise ValueError(f"y expected at least two different amounts, got {y.size}, all the same")
    with np.errstate(all="ignore"):
        score = float(1 - np.sum((y - prediction) ** 2) / np.sum((y - y.mean()) ** 2))
    if not np.isfinite(score):
        raise ValueError(f"y and prediction expected amounts whose squares {y.dtype} can hold")
    return score


def _as_classes(name: str, values: ArrayLike, classes: int) -> NDArray[np.int64]:
    array = as_array(name, values)
    if array.dtype.kind not in "iu" or array.ndim != 1:
        raise TypeError(
            f"{name} expected classes, whole numbers of shape (batch,), got {array.dtype} of "
            f"shape {array.shape}"
        )
    if array.size and (array.min() < 0 or array.max() >= classes):
        raise ValueError(
            f"{name} expected classes from 0 to {classes - 1}, got {array.min()} to {array.max()}"
        )
    return array.astype(np.int64)
