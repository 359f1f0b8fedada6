"""Losses: one number for how wrong the predictions are, and its gradient.

The article calls it the cost. Each loss is two formulas: ``forward`` measures, and ``backward``
returns the gradient with respect to the predictions of the latest ``forward``.
"""

import copy

import numpy as np
from numpy.typing import ArrayLike

from nnlib import lineage
from nnlib.arrays import AnyArray, Array
from nnlib.validation import (
    as_array,
    as_distributions,
    as_targets,
    check_cost,
    check_measured,
    check_prediction,
    check_same_shape,
    check_two_classes,
    warn_of_probabilities,
)


class Loss:
    """What every loss has, and what a loss of your own derives from: see docs/extending.md.

    ``takes_logits`` says that the loss makes its own softmax, so no `Softmax` may come before it.
    """

    takes_logits = False
    _origin: object = None  # the pass that the latest predictions came from; see `lineage`

    def __call__(self, prediction: ArrayLike, target: ArrayLike) -> float:
        """Measure as `forward` does; a `backward` that is still to come is not disturbed."""
        return copy.copy(self).forward(prediction, target)

    def forward(self, prediction: ArrayLike, target: ArrayLike) -> float:
        """Measure how wrong the predictions are: the mean over the batch; 0 is perfect.

        `prediction` is one vector, shape (n,), or a batch, shape (batch, n).

        Raises
        ------
        TypeError, ValueError
            If `prediction` and `target` do not contain numbers of the right kind, or their shapes
            do not match; if a number, or the loss, is NaN, infinite or out of range.
        """
        raise NotImplementedError(f"{self} expected a method forward(self, prediction, target)")

    def backward(self) -> Array:
        """Return the gradient with respect to the predictions of the latest `forward`.

        It is a new array in their shape and dtype. Without a `forward` before: a ValueError.
        """
        raise NotImplementedError(f"{self} expected a method backward(self)")

    def check_target(self, shape: tuple[int, ...], target: ArrayLike) -> AnyArray:
        """Return `target` as an array, if it matches predictions of this shape."""
        return as_array("target", target)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class CrossEntropyLoss(Loss):
    """How surprised the network is by the correct class: ``-log(p[correct class])``.

    `prediction` contains logits, the sums before a softmax; the softmax is applied here.
    `target` contains the correct classes as integers from 0, shape (batch,) or a single one, or
    probability distributions over the classes in the shape of `prediction`.

    The logarithm of the softmax is taken analytically, so the loss is exact for huge logits.
    Bishop, *Pattern Recognition and Machine Learning* (2006), equations 4.108 and 4.109.

    Examples
    --------
    >>> loss = CrossEntropyLoss()
    >>> round(loss.forward(np.log([0.7, 0.9, 0.4]), 0), 4)
    1.0498
    """

    takes_logits = True
    p: Array | None = None

    @np.errstate(all="ignore")
    def forward(self, prediction: ArrayLike, target: ArrayLike) -> float:
        """Return the mean of ``-sum(y * log(softmax(z)))``; see `Loss.forward`."""
        self.p = None
        z = check_prediction(self, prediction)
        check_two_classes(z.shape)
        self.y, self.batch = as_distributions(target, z), z.size // z.shape[-1]
        warn_of_probabilities(z)
        columns = np.asfortranarray(z)  # rows are short: column by column is quicker
        log_p = z - columns.max(axis=-1, keepdims=True)
        log_p -= np.log(np.exp(log_p).sum(axis=-1, keepdims=True))
        cost = check_cost(self, -np.vdot(self.y, log_p) / self.batch, z)
        self.p, self._origin = np.exp(log_p), lineage.origin(prediction)
        return cost

    def backward(self) -> Array:
        """Return ``(softmax(z) - y) / batch``; see `Loss.backward`."""
        p = check_measured(self, self.p)
        gradient = (p - self.y) / self.batch
        return lineage.mark(gradient, self._origin)

    def check_target(self, shape: tuple[int, ...], target: ArrayLike) -> AnyArray:
        """Return classes or probability distributions, if they go with logits of that shape."""
        check_two_classes(shape)
        return as_targets(shape, target)


class MSELoss(Loss):
    """Mean squared error: the mean of ``(prediction - target) ** 2`` over all numbers.

    `target` has the shape of `prediction`. As in PyTorch, the mean is over the batch and the n
    outputs alike. Bishop, *Pattern Recognition and Machine Learning* (2006), section 3.1.

    Examples
    --------
    >>> MSELoss().forward([0.5, 1.5], [0, 1])
    0.25
    """

    difference: Array | None = None

    @np.errstate(all="ignore")
    def forward(self, prediction: ArrayLike, target: ArrayLike) -> float:
        """Return ``mean((prediction - target) ** 2)``; see `Loss.forward`."""
        self.difference = None
        checked = check_prediction(self, prediction)
        target = self.check_target(checked.shape, target).astype(checked.dtype, copy=False)
        difference = checked - target
        cost = check_cost(self, np.mean(difference**2), checked)
        self.difference, self._origin = difference, lineage.origin(prediction)
        return cost

    def backward(self) -> Array:
        """Return ``2 * (prediction - target) / size``; see `Loss.backward`."""
        difference = check_measured(self, self.difference)
        gradient = 2 * difference / difference.size
        return lineage.mark(gradient, self._origin)

    def check_target(self, shape: tuple[int, ...], target: ArrayLike) -> AnyArray:
        """Return numbers in that shape."""
        return check_same_shape(shape, target)
