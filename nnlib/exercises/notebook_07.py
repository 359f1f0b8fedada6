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


def _draw_one_step(rng: np.random.Generator) -> tuple[float, float, float, float, float]:
    w_1, w_2, x = rng.uniform([0.5, 1.2, 1.1], [0.8, 1.5, 1.4])  # far apart: no mistake is near
    return w_1, w_2, x, rng.uniform(3, 4), rng.uniform(0.05, 0.1)


def _gradients(w_1: float, w_2: float, x: float, y: float) -> tuple[float, float]:
    error = 2 * (w_2 * w_1 * x - y)
    return error * w_2 * x, error * w_1 * x


def _one_step(w_1, w_2, x, y, lr):
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


def _first_too_early(w_1, w_2, x, y, lr):
    error = 2 * (w_2 * w_1 * x - y)
    w_1 = w_1 - lr * error * w_2 * x
    return w_1, w_2 - lr * error * w_1 * x


def _first_then_again(w_1, w_2, x, y, lr):
    w_1 = w_1 - lr * _gradients(w_1, w_2, x, y)[0]
    return w_1, w_2 - lr * _gradients(w_1, w_2, x, y)[1]


def _uphill(w_1, w_2, x, y, lr):
    return _one_step(w_1, w_2, x, y, -lr)


def _without_w_2(w_1, w_2, x, y, lr):
    error = 2 * (w_2 * w_1 * x - y)
    return w_1 - lr * error * x, w_2 - lr * error * w_1 * x


def _swapped_factors(w_1, w_2, x, y, lr):
    grad_1, grad_2 = _gradients(w_1, w_2, x, y)
    return w_1 - lr * grad_2, w_2 - lr * grad_1


def _input_instead_of_a(w_1, w_2, x, y, lr):
    error = 2 * (w_2 * w_1 * x - y)
    return w_1 - lr * error * w_2 * x, w_2 - lr * error * x


def _error_is_cost(w_1, w_2, x, y, lr):
    error = (w_2 * w_1 * x - y) ** 2
    return w_1 - lr * error * w_2 * x, w_2 - lr * error * w_1 * x


def _without_lr(w_1, w_2, x, y, lr):
    return _one_step(w_1, w_2, x, y, 1)


def _half_gradients(w_1, w_2, x, y, lr):
    return _one_step(w_1, w_2, x, y, lr / 2)


def _only_gradients(w_1, w_2, x, y, lr):
    return _gradients(w_1, w_2, x, y)


def _draw_walk(rng: np.random.Generator) -> tuple[float, float, float, int]:
    lowest = rng.uniform(0.5, 2)
    return lowest + rng.uniform(1, 3), lowest, rng.uniform(0.05, 0.2), int(rng.integers(3, 7))


def _walk(w, lowest, lr, steps):
    for _ in range(steps):
        w = w - lr * 2 * (w - lowest)
    return w


def _by_the_cost(w, lowest, lr, steps):
    for _ in range(steps):
        w = w - lr * (w - lowest) ** 2
    return w


EXERCISES = {
    "07.1": Value(
        answer=1 / 40,
        right="The steeper the direction, the smaller the rate that lands on the floor at once.",
        hint=(
            "A step is the learning rate times the gradient. It must equal the whole distance to "
            "0, which is the weight. Solve that for the learning rate."
        ),
        mistakes={
            "This rate takes the flat direction to 0 at once. What does it do to the steep one?": (
                0.5
            ),
            "With this rate w_2 lands on the other side, as far from 0 as before. Try half.": (
                0.05
            ),
            "The gradient is 40 times w_2. Which rate, times 40, makes 1?": 40,
            "20 is in the cost. Which number is in the gradient? Then find the rate.": 20,
            "You divided by the gradient of w_1 and w_2 together. Look at w_2 alone.": 1 / 42,
        },
    ),
    "07.2": Report(
        accepts=_enough,
        right="It is enough to carry the ball along the floor, and little enough to let it rest.",
        hint="The momentum is a number from 0 to 0.95. Report the one that the explorer shows.",
        mistakes={
            "0.04 is the learning rate. Report the number on the knob for momentum.": (
                lambda momentum: momentum == 0.04
            ),
            "That looks like the cost. Report the momentum that leads to it.": lambda momentum: (
                0 < momentum < 0.03
            ),
            "With this momentum the path is still on its way along the floor. Try more of it.": (
                lambda momentum: 0 <= momentum < 0.5 and not _enough(momentum)
            ),
            "With this momentum the path swings too far past the bottom. Try less of it.": (
                lambda momentum: 0.5 <= momentum < 1 and not _enough(momentum)
            ),
        },
    ),
    "07.3": Function(
        reference=_momentum_step,
        inputs=_draw_step,
        right="We tried it with random velocities, learning rates and momenta.",
        hint="Compute the new velocity first. Then step against it, scaled by the learning rate.",
        mistakes={
            "The velocity is right, but `theta` goes uphill. Subtract the step, do not add it.": (
                lambda theta, velocity, grad, lr, momentum: (
                    theta + lr * (momentum * velocity + grad),
                    momentum * velocity + grad,
                )
            ),
            "`theta` followed the old velocity. Compute the new one first, and use that.": (
                lambda theta, velocity, grad, lr, momentum: (
                    theta - lr * velocity,
                    momentum * velocity + grad,
                )
            ),
            "The velocity is right, but `theta` followed the gradient alone. Use the velocity.": (
                lambda theta, velocity, grad, lr, momentum: (
                    theta - lr * grad,
                    momentum * velocity + grad,
                )
            ),
            "You put the learning rate into the velocity, as some libraries do. "
            "Here it belongs to the step of `theta`.": (
                lambda theta, velocity, grad, lr, momentum: (
                    theta - momentum * velocity - lr * grad,
                    momentum * velocity + lr * grad,
                )
            ),
            "Your velocity points downhill and contains the learning rate, as in some libraries. "
            "Here the velocity adds the gradient, and the step of `theta` has the minus and lr.": (
                lambda theta, velocity, grad, lr, momentum: (
                    theta + momentum * velocity - lr * grad,
                    momentum * velocity - lr * grad,
                )
            ),
            "You kept all of the old velocity. Multiply it by the momentum.": (
                lambda theta, velocity, grad, lr, momentum: (
                    theta - lr * (velocity + grad),
                    velocity + grad,
                )
            ),
            "You scaled the gradient by 1 minus the momentum, as a running mean does. "
            "Here the gradient counts in full.": (
                lambda theta, velocity, grad, lr, momentum: (
                    theta - lr * (momentum * velocity + (1 - momentum) * grad),
                    momentum * velocity + (1 - momentum) * grad,
                )
            ),
            "The momentum multiplies the old velocity alone. Add the gradient after that.": (
                lambda theta, velocity, grad, lr, momentum: (
                    theta - lr * momentum * (velocity + grad),
                    momentum * (velocity + grad),
                )
            ),
            "The velocity is right, but `theta` moves by the whole velocity. "
            "What should scale the step?": (
                lambda theta, velocity, grad, lr, momentum: (
                    theta - (momentum * velocity + grad),
                    momentum * velocity + grad,
                )
            ),
            "Both results are right, but in the opposite order. Return `theta` first.": (
                lambda *given: _momentum_step(*given)[::-1]
            ),
        },
    ),
    "07.4": Function(
        reference=_one_step,
        inputs=_draw_one_step,
        blank=_moved_too_early,
        right="All gradients at the same weights, then all steps together.",
        hint=(
            "Both gradients belong to the old weights. Compute both before you change a weight, "
            "and then take both steps."
        ),
        mistakes={
            "w_1 still moves after w_2 has moved, now with a new prediction as well. "
            "Compute both gradients before any step.": _last_then_again,
            "Now w_1 moves first, and its new value is in the gradient of w_2. "
            "Compute both gradients before any step.": _first_too_early,
            "Now w_1 moves first, and the prediction is computed again. "
            "Compute both gradients before any step.": _first_then_again,
            "Both weights go uphill. Subtract the steps, do not add them.": _uphill,
            "The backward pass to w_1 goes through w_2, so w_2 must be a factor.": _without_w_2,
            "The factors are swapped. The input of w_2 is `a`, so `a` belongs to its gradient.": (
                _swapped_factors
            ),
            "w_2 belongs to the second layer. Its input is `a`, not `x`.": _input_instead_of_a,
            "Your error is the cost itself. It should be the slope of the cost, so keep "
            "the line of `error` as it was.": _error_is_cost,
            "You went down by the whole gradients. Multiply them by lr.": _without_lr,
            "Both gradients are half of what they should be. What is the slope of a square?": (
                _half_gradients
            ),
            "These are the gradients. Return the new weights: the old ones minus lr times the "
            "gradients.": _only_gradients,
            "Both weights are right, but in the opposite order. Return w_1 first.": (
                lambda *given: _one_step(*given)[::-1]
            ),
        },
    ),
    "07.5": Function(
        reference=_walk,
        inputs=_draw_walk,
        right="That loop is gradient descent. Networks use it with millions of weights.",
        hint=(
            "In each step compute the slope, 2 * (w - lowest), at the present weight. Then "
            "subtract lr times the slope from the weight."
        ),
        mistakes={
            "The weight goes uphill. Subtract the step, do not add it.": (
                lambda w, lowest, lr, steps: _walk(w, lowest, -lr, steps)
            ),
            "You took a single step. Put the step into a loop, or return only after the loop.": (
                lambda w, lowest, lr, steps: _walk(w, lowest, lr, 1)
            ),
            "The slope of a square is twice its root. Where is the 2?": (
                lambda w, lowest, lr, steps: _walk(w, lowest, lr / 2, steps)
            ),
            "Your steps lead towards 0. The lowest point is at `lowest`, so use `w - lowest`.": (
                lambda w, lowest, lr, steps: _walk(w, 0, lr, steps)
            ),
            "All your steps use the slope at the start. Compute it again in every step.": (
                lambda w, lowest, lr, steps: w - steps * lr * 2 * (w - lowest)
            ),
            "That is one step too many. Count the turns of your loop.": (
                lambda w, lowest, lr, steps: _walk(w, lowest, lr, steps + 1)
            ),
            "That is one step too few. Count the turns of your loop.": (
                lambda w, lowest, lr, steps: _walk(w, lowest, lr, steps - 1)
            ),
            "Your steps follow the cost itself. Use its slope, 2 * (w - lowest).": _by_the_cost,
            "That is the cost at the end. Return the weight.": (
                lambda w, lowest, lr, steps: (_walk(w, lowest, lr, steps) - lowest) ** 2
            ),
            "That is the lowest point itself, where the walk would end after very many steps. "
            "Return the weight after `steps` steps.": lambda w, lowest, lr, steps: lowest,
        },
    ),
}
