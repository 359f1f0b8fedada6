"""Exercises of notebook 07, gradient descent."""

import numpy as np
from numpy.typing import NDArray

from nnlib.exercises.kinds import Function, Report, Value
from nnlib.optimizers import SGD

_ENOUGH = 0.01  # the cost that 20 steps have to reach


def _cost_after_20_steps(momentum: float) -> float:
    """Return the cost in the narrow valley, from the explorer's start and with its rate."""
    optimizer, theta = SGD(0.04, momentum), np.array([-3.5, 1.5])
    for _ in range(20):
        optimizer.step(theta, np.array([2.0, 40.0]) * theta)
    return theta[0] ** 2 + 20 * theta[1] ** 2


def _enough(momentum: float) -> bool:
    return 0 <= momentum < 1 and _cost_after_20_steps(momentum) < _ENOUGH


def _draw_step(rng: np.random.Generator) -> tuple[NDArray, NDArray, NDArray, float, float]:
    n = rng.integers(2, 6)
    theta, velocity, grad = rng.normal(size=(3, n))
    return theta, velocity, grad, rng.uniform(0.01, 0.3), rng.uniform(0.3, 0.9)


def _momentum_step(theta, velocity, grad, lr, momentum):
    velocity = momentum * velocity + grad
    return theta - lr * velocity, velocity


def _draw_round(rng: np.random.Generator) -> tuple[float, float, float, float, float]:
    w_1, w_2, x = rng.uniform(0.5, 1.5, size=3)
    return w_1, w_2, x, rng.uniform(3, 4), rng.uniform(0.05, 0.1)


def _gradients(w_1: float, w_2: float, x: float, y: float) -> tuple[float, float]:
    error = 2 * (w_2 * w_1 * x - y)
    return error * w_2 * x, error * w_1 * x


def _one_round(w_1, w_2, x, y, lr):
    grad_1, grad_2 = _gradients(w_1, w_2, x, y)
    return w_1 - lr * grad_1, w_2 - lr * grad_2


def _moved_too_early(w_1, w_2, x, y, lr):
    a = w_1 * x
    error = 2 * (w_2 * a - y)
    w_2 = w_2 - lr * error * a
    w_1 = w_1 - lr * error * w_2 * x
    return w_1, w_2


def _last_then_again(w_1, w_2, x, y, lr):
    w_2 = w_2 - lr * _gradients(w_1, w_2, x, y)[1]
    return w_1 - lr * _gradients(w_1, w_2, x, y)[0], w_2


def _first_then_again(w_1, w_2, x, y, lr):
    w_1 = w_1 - lr * _gradients(w_1, w_2, x, y)[0]
    return w_1, w_2 - lr * _gradients(w_1, w_2, x, y)[1]


def _uphill(w_1, w_2, x, y, lr):
    return _one_round(w_1, w_2, x, y, -lr)


def _without_the_way(w_1, w_2, x, y, lr):
    error = 2 * (w_2 * w_1 * x - y)
    return w_1 - lr * error * x, w_2 - lr * error * w_1 * x


def _half_gradients(w_1, w_2, x, y, lr):
    return _one_round(w_1, w_2, x, y, lr / 2)


EXERCISES = {
    "07.1": Value(
        answer=1 / 40,
        right="The steeper it is, the smaller the rate that lands at once.",
        hint="The learning rate times the gradient has to be all of the way, which is the weight.",
        mistakes={
            "With this rate the flat direction lands at once. What does the steep one do?": 0.5,
            "With this rate it lands on the other side, as far from the bottom as before.": 0.05,
            "That is the slope per weight. Which rate, times this, makes 1?": 40,
            "20 stands in the cost. What stands in the gradient?": 20,
        },
    ),
    "07.2": Report(
        accepts=_enough,
        right="Enough to carry it along the floor, and little enough to come to rest.",
        hint="The momentum goes from 0 to 0.95. Report where you left it.",
        mistakes={
            "That looks like the cost. Report the momentum that leads to it.": lambda momentum: (
                0 < momentum < 0.03
            ),
            "With this momentum it is still on its way along the floor. Would more of it help?": (
                lambda momentum: 0 <= momentum < 0.5 and not _enough(momentum)
            ),
            "With this momentum it swings too far past the bottom. Would less of it help?": (
                lambda momentum: 0.5 <= momentum < 1 and not _enough(momentum)
            ),
        },
    ),
    "07.3": Function(
        reference=_momentum_step,
        inputs=_draw_step,
        right="It was tried with velocities, rates and momenta that were just drawn.",
        hint="First the new velocity, then a step against it.",
        mistakes={
            "The velocity is right, but `theta` goes uphill. Against it means minus.": (
                lambda theta, velocity, grad, lr, momentum: (
                    theta + lr * (momentum * velocity + grad),
                    momentum * velocity + grad,
                )
            ),
            "`theta` has to follow the new velocity. You took the old one.": (
                lambda theta, velocity, grad, lr, momentum: (
                    theta - lr * velocity,
                    momentum * velocity + grad,
                )
            ),
            "The velocity is right, but the step follows the gradient alone.": (
                lambda theta, velocity, grad, lr, momentum: (
                    theta - lr * grad,
                    momentum * velocity + grad,
                )
            ),
            "Some libraries have the learning rate inside the velocity. Here it comes after it.": (
                lambda theta, velocity, grad, lr, momentum: (
                    theta - momentum * velocity - lr * grad,
                    momentum * velocity + lr * grad,
                )
            ),
            "All of the old velocity was kept. Where is the momentum?": (
                lambda theta, velocity, grad, lr, momentum: (
                    theta - lr * (velocity + grad),
                    velocity + grad,
                )
            ),
            "The velocity is right, but `theta` goes all of it. How far is a step to go?": (
                lambda theta, velocity, grad, lr, momentum: (
                    theta - (momentum * velocity + grad),
                    momentum * velocity + grad,
                )
            ),
            "Return `theta` first and the velocity second.": (
                lambda *given: _momentum_step(*given)[::-1]
            ),
        },
    ),
    "07.4": Function(
        reference=_one_round,
        inputs=_draw_round,
        blank=_moved_too_early,
        right="All gradients at the same weights, then all steps together.",
        hint="Both gradients belong to the old weights. Compute them first, then move.",
        mistakes={
            "The gradient of w_1 is still taken after w_2 has moved, now even with a new answer.": (
                _last_then_again
            ),
            "Now w_1 moves first, and the gradient of w_2 is taken after it.": _first_then_again,
            "Both weights go uphill. A step goes against the gradient.": _uphill,
            "The way back to w_1 leads through w_2, which has to be a factor.": _without_the_way,
            "Both gradients are half as large as they should be. What is the slope of a square?": (
                _half_gradients
            ),
            "Return w_1 first and w_2 second.": lambda *given: _one_round(*given)[::-1],
        },
    ),
}
