"""Optimizers: how a gradient changes the parameters.

They work in place on flat vectors and know no network, so they roll down any surface.
"""

import numpy as np

from nnlib.arrays import Array
from nnlib.validation import check_number, check_step

_PART = 2**16  # numbers: together with what is computed of them they fit in a cache


class Optimizer:
    """What every optimizer has, and what one of your own derives from: see docs/extending.md.

    An optimizer belongs to the parameters of its first step, because what it remembers, such as
    a velocity, is about these.
    """

    _theta: Array | None = None  # the parameters of the first step

    def __init__(self, lr: float) -> None:
        self.lr = lr

    @property
    def lr(self) -> float:
        """Learning rate, above 0: how far a step goes. It may be changed between steps."""
        return self._lr

    @lr.setter
    def lr(self, lr: float) -> None:
        self._lr = check_number("lr", lr, above=0)

    def step(self, theta: Array, grad: Array) -> None:
        """Change `theta` in place, against `grad`: two arrays of one shape (n,) and one dtype.

        Raises
        ------
        TypeError, ValueError
            If one of them is not an array of float32 or float64, or their shapes or dtypes differ;
            if `theta` is read-only, or is not that of the first step.

        Notes
        -----
        The numbers are not checked, which would take as long as the step: NaN in `grad` is NaN in
        `theta`.
        """
        check_step(theta, grad, self._theta)
        if self._theta is None:
            self.start(theta)
            self._theta = theta  # now, so that an interrupted start is made again
        self.update(theta, grad)

    def start(self, theta: Array) -> None:
        """Make the arrays that go along from step to step."""

    def update(self, theta: Array, grad: Array) -> None:
        """Change `theta` in place: the formula."""
        raise NotImplementedError(f"{type(self).__name__} expected a method update(theta, grad)")


def _parts(theta: Array) -> list[slice]:
    """Cut a vector into parts, so that what is computed of each stays in the processor's cache."""
    return [slice(start, start + _PART) for start in range(0, theta.size, _PART)]


class SGD(Optimizer):
    """Gradient descent: ``theta -= lr * grad``, perhaps with momentum.

    With a `momentum`, at least 0 and below 1, a step follows the running sum
    ``velocity = momentum * velocity + grad``. A number out of range, or something else, is a
    ValueError or a TypeError.

    Notes
    -----
    Robbins and Monro, "A stochastic approximation method" (1951); momentum after Polyak, "Some
    methods of speeding up the convergence of iteration methods" (1964).

    Examples
    --------
    >>> theta = np.array([3.0])
    >>> SGD(lr=0.1).step(theta, grad=2 * theta)
    >>> theta
    array([2.4])
    """

    def __init__(self, lr: float, momentum: float = 0.0) -> None:
        super().__init__(lr)
        self.momentum = check_number("momentum", momentum, least=0, below=1)

    def start(self, theta: Array) -> None:
        """Start at rest."""
        self._velocity = np.zeros_like(theta) if self.momentum else None

    def update(self, theta: Array, grad: Array) -> None:
        """Compute ``velocity = momentum * velocity + grad`` and ``theta -= lr * velocity``."""
        if self._velocity is not None:
            self._velocity *= self.momentum
            self._velocity += grad
            grad = self._velocity
        for part in _parts(theta):
            theta[part] -= self.lr * grad[part]


class Adam(Optimizer):
    """Gradient descent with a step size of its own for every parameter, about `lr`.

    A step is the running mean of the gradients divided by the root of the running mean of
    their squares, both corrected for their start at zero:
    ``theta -= lr * mean / (sqrt(square) + 1e-8)``.

    Notes
    -----
    Kingma and Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1, with the
    decay rates 0.9 and 0.999 that it recommends.
    """

    _MEAN_DECAY, _SQUARE_DECAY, _EPSILON = 0.9, 0.999, 1e-8

    def __init__(self, lr: float = 1e-3) -> None:
        super().__init__(lr)

    def start(self, theta: Array) -> None:
        """Start with both means at zero."""
        self._mean, self._square, self._steps = np.zeros_like(theta), np.zeros_like(theta), 0

    def update(self, theta: Array, grad: Array) -> None:
        """Compute the formula above."""
        self._steps += 1
        rate = self.lr / (1 - self._MEAN_DECAY**self._steps)
        for part in _parts(theta):
            g, mean, square = grad[part], self._mean[part], self._square[part]
            mean *= self._MEAN_DECAY
            mean += (1 - self._MEAN_DECAY) * g
            square *= self._SQUARE_DECAY
            square += (1 - self._SQUARE_DECAY) * (g * g)
            root = np.sqrt(square)
            root /= np.sqrt(1 - self._SQUARE_DECAY**self._steps)
            theta[part] -= rate * (mean / (root + self._EPSILON))
