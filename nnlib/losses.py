"""Losses: one number for how wrong the answers are, and its gradient.

A loss is what the article calls the cost. ``forward`` measures, ``backward`` returns the
gradient with respect to the predictions of the latest ``forward``.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.validation import as_array, as_float_array

Array = NDArray[np.floating]


class Loss:
    """What every loss has."""

    _grad: Array | None = None  # of the latest forward pass

    def forward(self, prediction: ArrayLike, target: ArrayLike) -> float:
        """Measure how wrong the predictions are.

        Parameters
        ----------
        prediction : array_like
            One vector, shape (n,), or a batch, shape (batch, n).
        target : array_like
            The right answers.

        Returns
        -------
        float
            The mean over the batch; 0 is perfect.

        Raises
        ------
        TypeError
            If `prediction` or `target` does not hold numbers of the right kind.
        ValueError
            If shapes do not fit, or a number is NaN, infinite or out of range, or the loss is.
        """
        prediction = as_float_array("prediction", prediction)
        if prediction.ndim not in (1, 2) or prediction.size == 0:
            raise ValueError(
                f"{self} expected prediction of shape (n,) or (batch, n), got {prediction.shape}"
            )
        target = self._check_target(prediction.shape, target)
        with np.errstate(over="ignore", invalid="ignore"):
            loss = self._forward(prediction, target)
            # Numbers far apart: their difference, or its square, is what cannot be held.
            fits = np.isfinite(loss) and np.isfinite(self._grad).all()
        if not fits:
            self._grad = None
            raise ValueError(
                f"{self} expected prediction and target so close that {prediction.dtype} can hold "
                "the loss, got NaN or infinity"
            )
        return loss

    def backward(self) -> Array:
        """Return the gradient of the latest `forward` with respect to its predictions.

        Returns
        -------
        ndarray
            In the shape and dtype of `prediction`.

        Raises
        ------
        ValueError
            If there was no forward pass.
        """
        if self._grad is None:
            raise ValueError(f"{self} expected a forward pass before backward, got none")
        return self._grad

    def _check_target(self, shape: tuple[int, ...], target: ArrayLike) -> NDArray:
        """Return `target` if it goes with predictions of that shape."""
        raise NotImplementedError

    def _forward(self, prediction: Array, target: NDArray) -> float:
        """Return the loss of checked predictions, and keep its gradient in `_grad`."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class CrossEntropyLoss(Loss):
    """How surprised a distribution is by the right class: ``-log(p[right class])``.

    `prediction` holds logits, the sums before a softmax, which is applied here. `target` holds
    the right classes as whole numbers from 0, shape (batch,) or a single one, or distributions
    over the classes in the shape of `prediction`.

    Notes
    -----
    The logarithm is taken of the softmax analytically, so that the loss is exact for huge
    logits, and its gradient is ``(softmax(logits) - target) / batch``. Bishop, *Pattern
    Recognition and Machine Learning* (2006), equations 4.108 and 4.109.

    Examples
    --------
    >>> loss = CrossEntropyLoss()
    >>> round(loss.forward(np.log([0.35, 0.45, 0.2]), 0), 4)
    1.0498
    """

    def _check_target(self, shape: tuple[int, ...], target: ArrayLike) -> NDArray:
        classes = as_array("target", target)
        if classes.dtype.kind in "iu" and classes.shape == shape[:-1]:
            if classes.min() < 0 or classes.max() >= shape[-1]:
                raise ValueError(
                    f"target expected classes from 0 to {shape[-1] - 1}, "
                    f"got {classes.min()} to {classes.max()}"
                )
            return classes
        target = as_float_array("target", target)
        if target.shape != shape:
            raise ValueError(
                f"target expected classes of shape {shape[:-1]}, as whole numbers, or "
                f"distributions of shape {shape}, got {target.dtype} of shape {target.shape}"
            )
        with np.errstate(over="ignore"):
            far = np.abs(target.sum(axis=-1) - 1).max()
        if target.min() < 0 or far > 1e-6:
            raise ValueError("target expected distributions: no number below 0, rows that sum to 1")
        return target

    def _forward(self, prediction: Array, target: NDArray) -> float:
        batch = len(prediction) if prediction.ndim == 2 else 1
        with np.errstate(under="ignore", over="ignore"):
            shifted = prediction - prediction.max(axis=-1, keepdims=True)
            grad = np.exp(shifted)
            total = grad.sum(axis=-1, keepdims=True)
            grad /= total
        if target.ndim == prediction.ndim:
            chosen = (target * shifted).sum()
            grad -= target
        else:
            place = (np.arange(batch), target) if prediction.ndim == 2 else target
            chosen = shifted[place].sum()
            grad[place] -= 1
        grad /= batch
        self._grad = grad
        return float(np.log(total).sum() - chosen) / batch


class MSELoss(Loss):
    """Mean squared error: the mean of ``(prediction - target) ** 2`` over all numbers.

    `target` has the shape of `prediction`. As in PyTorch, the mean is over the batch and over
    the n outputs alike.

    Notes
    -----
    Bishop, *Pattern Recognition and Machine Learning* (2006), section 3.1.

    Examples
    --------
    >>> MSELoss().forward([0.5, 1.5], [0, 1])
    0.25
    """

    def _check_target(self, shape: tuple[int, ...], target: ArrayLike) -> NDArray:
        target = as_float_array("target", target)
        if target.shape != shape:
            raise ValueError(f"target expected shape {shape}, as prediction, got {target.shape}")
        return target

    def _forward(self, prediction: Array, target: NDArray) -> float:
        difference = prediction - target.astype(prediction.dtype, copy=False)
        loss = float(np.vdot(difference, difference)) / difference.size
        difference *= 2 / difference.size
        self._grad = difference
        return loss
