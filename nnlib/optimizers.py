"""Optimizers: how a gradient changes the parameters.

They work in place on flat vectors and know no network, so they roll down any surface.
"""

import numpy as np
from numpy.typing import NDArray

from nnlib.validation import check_number

Array = NDArray[np.floating]


class Optimizer:
    """What every optimizer has."""

    def __init__(self, lr: float) -> None:
        self.lr = lr
        self._scratch: Array | None = None

    @property
    def lr(self) -> float:
        """Learning rate: how far a step goes; may be changed between steps."""
        return self._lr

    @lr.setter
    def lr(self, lr: float) -> None:
        self._lr = check_number("lr", lr, above=0)

    def step(self, theta: Array, grad: Array) -> None:
        """Change `theta` in place, against `grad`.

        Parameters
        ----------
        theta : ndarray
            Parameters, a writable float array of shape (n,).
        grad : ndarray
            Gradient of the cost with respect to `theta`, same shape and dtype.

        Raises
        ------
        TypeError
            If `theta` is no array of float32 or float64, or `grad` has another dtype.
        ValueError
            If the shapes differ, from each other or from those of the step before, or `theta` is
            read-only.

        Notes
        -----
        Their numbers are not looked at, which would take as long as the step: NaN in `grad` is
        NaN in `theta`.
        """
        self._check(theta, grad)
        if self._scratch is None:
            self._start(theta)
        self._step(theta, grad)

    def _check(self, theta: Array, grad: Array) -> None:
        if not _is_plain(theta) or theta.dtype not in (np.float32, np.float64):
            raise TypeError(
                "theta expected a float array, of float32 or float64, to be changed in place, got "
                f"{theta!r:.60}"
            )
        if not _is_plain(grad) or grad.dtype != theta.dtype:
            raise TypeError(f"grad expected an array of {theta.dtype}, as theta, got {grad!r:.60}")
        if theta.ndim != 1 or grad.shape != theta.shape:
            raise ValueError(
                f"theta and grad expected one shape (n,), got {theta.shape} and {grad.shape}"
            )
        if not theta.flags.writeable:
            raise ValueError("theta expected an array that can be changed, got a read-only one")
        if self._scratch is not None and self._scratch.shape != theta.shape:
            raise ValueError(
                f"theta expected shape {self._scratch.shape}, as in the step before, got "
                f"{theta.shape}; make a new optimizer for each network"
            )

    def _start(self, theta: Array) -> None:
        """Make the arrays that go along from step to step."""
        self._scratch = np.empty_like(theta)  # for what a step computes on its way

    def _step(self, theta: Array, grad: Array) -> None:
        """Change a checked `theta` in place."""
        raise NotImplementedError


def _is_plain(values: object) -> bool:
    return isinstance(values, np.ndarray) and not isinstance(values, np.ma.MaskedArray)


class SGD(Optimizer):
    """Gradient descent: ``theta -= lr * grad``, perhaps with momentum.

    With momentum a step follows the running sum ``velocity = momentum * velocity + grad``.

    Parameters
    ----------
    lr : float
        Learning rate, above 0.
    momentum : float, default 0.0
        Share of the velocity that is kept from step to step, at least 0 and below 1.

    Raises
    ------
    TypeError, ValueError
        If one of them is no number, or out of range.

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

    def _start(self, theta: Array) -> None:
        super()._start(theta)
        self._velocity = np.zeros_like(theta) if self.momentum else None

    def _step(self, theta: Array, grad: Array) -> None:
        if self._velocity is not None:
            self._velocity *= self.momentum
            self._velocity += grad
            grad = self._velocity
        np.multiply(grad, self.lr, out=self._scratch)
        theta -= self._scratch


class Adam(Optimizer):
    """Gradient descent with a step size of its own for every parameter.

    A step is the running mean of the gradients divided by the root of the running mean of
    their squares, both corrected for their start at zero:
    ``theta -= lr * mean / (sqrt(square) + 1e-8)``. It is computed in place, without new arrays.

    Parameters
    ----------
    lr : float, default 0.001
        Learning rate, above 0: about how far each parameter moves in a step.

    Raises
    ------
    TypeError, ValueError
        If `lr` is no number, or not above 0.

    Notes
    -----
    Kingma and Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1, with the
    decay rates 0.9 and 0.999 that it recommends.
    """

    _MEAN_DECAY, _SQUARE_DECAY, _EPSILON = 0.9, 0.999, 1e-8

    def __init__(self, lr: float = 1e-3) -> None:
        super().__init__(lr)

    def _start(self, theta: Array) -> None:
        super()._start(theta)
        self._mean, self._square, self._steps = np.zeros_like(theta), np.zeros_like(theta), 0

    def _step(self, theta: Array, grad: Array) -> None:
        self._steps += 1
        scratch = self._scratch
        self._mean *= self._MEAN_DECAY
        self._mean += np.multiply(grad, 1 - self._MEAN_DECAY, out=scratch)
        self._square *= self._SQUARE_DECAY
        np.multiply(grad, grad, out=scratch)
        scratch *= 1 - self._SQUARE_DECAY
        self._square += scratch
        np.sqrt(self._square, out=scratch)
        scratch /= np.sqrt(1 - self._SQUARE_DECAY**self._steps)
        scratch += self._EPSILON
        np.divide(self._mean, scratch, out=scratch)
        scratch *= self.lr / (1 - self._MEAN_DECAY**self._steps)
        theta -= scratch
