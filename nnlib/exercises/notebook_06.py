"""Exercises of notebook 06, backpropagation."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.activations import sigmoid, softmax
from nnlib.exercises.kinds import Function, Value

_V = np.array([1, 0.4, 2])
_W_1 = np.array([[-1, 0.2, 1], [3, 0.3, -0.1], [0.5, -2, 0.4]])
_W_2 = np.array([[-2, 1, 1], [4, -1, -4], [1, -3, 4]])
_W_3 = np.array([[-4, 1, 2.3], [1, 4, -3.6], [-1, -4, 2]])
_A_1 = sigmoid(_W_1 @ _V)
_A_2 = sigmoid(_W_2 @ _A_1)
_P = softmax(_W_3 @ _A_2)


def _step_back(W: NDArray, delta: NDArray, a: NDArray) -> NDArray:
    return (W.T @ delta) * a * (1 - a)


def _errors(target: NDArray) -> tuple[NDArray, NDArray, NDArray]:
    """Return the errors of layers 1, 2 and 3 of the notebook's network."""
    third = _P - target
    second = _step_back(_W_3, third, _A_2)
    return _step_back(_W_2, second, _A_1), second, third


_DOG = _errors(np.array([1, 0, 0]))
_CAT = _errors(np.array([0, 1, 0]))
_CAT_ERROR = _CAT[2][1]


def _draw_nudge(rng: np.random.Generator) -> tuple[Callable[[float], float], float, float]:
    first, second, third = rng.uniform(1, 2, size=3)
    x, h = rng.uniform(-2, 2), rng.uniform(0.01, 0.1)
    return lambda x: first * x + second * x**2 + third * x**3, x, h


def _draw_layers(rng: np.random.Generator) -> tuple[NDArray, NDArray, NDArray]:
    n = rng.integers(3, 6)
    units = n + rng.choice([-1, 1])  # no square, and no single unit that fits every shape
    return rng.normal(size=(units, n)), rng.normal(size=units), rng.uniform(0.1, 0.9, size=n)


class _PerLayer(tuple):
    """One array per layer. Their shapes differ, so all together they have none."""

    shape = ()

    @property
    def size(self) -> int:
        return sum(array.size for array in self)


def _draw_network(rng: np.random.Generator) -> tuple[_PerLayer, _PerLayer, NDArray, NDArray]:
    sizes = [int(rng.integers(2, 6))]
    for _ in range(rng.integers(2, 6)):  # layers; no two sizes in a row are the same
        sizes.append((sizes[-1] - 2 + int(rng.integers(1, 4))) % 4 + 2)
    shapes = list(zip(sizes[1:], sizes, strict=False))
    weights = _PerLayer(rng.normal(size=shape) for shape in shapes)
    biases = _PerLayer(rng.normal(size=units) for units, _ in shapes)
    target = np.eye(sizes[-1])[rng.integers(sizes[-1])]
    return weights, biases, rng.normal(size=sizes[0]), target


def _gradients_with(
    weights: list[NDArray],
    biases: list[NDArray],
    x: NDArray,
    y: NDArray,
    *,
    predict: Callable = softmax,
    error: Callable = lambda p, y: p - y,
    back: Callable = lambda W, delta, a, after: _step_back(W, delta, a),
    of_weight: Callable = lambda delta, a, after: np.outer(delta, a),
    of_bias: Callable = lambda delta: delta,
    add_biases: bool = True,
) -> tuple[Any, ...]:
    """Return the gradients, or what a mistake in one of the parts makes of them."""
    outputs = [x]
    z = x
    for W, b in zip(weights, biases, strict=True):
        z = W @ outputs[-1] + (b if add_biases else 0)
        outputs.append(sigmoid(z))
    delta = error(predict(z), y)
    gradients: list[tuple[NDArray, NDArray]] = []
    for k in reversed(range(len(weights))):
        a, after = outputs[k], outputs[k + 1]
        gradients.insert(0, (of_weight(delta, a, after), of_bias(delta)))
        delta = back(weights[k], delta, a, after)
    of_weights, of_biases = zip(*gradients, strict=True)
    return *of_weights, *of_biases


def _all_gradients(
    weights: list[NDArray], biases: list[NDArray], x: NDArray, y: NDArray
) -> tuple[Any, ...]:
    return _gradients_with(weights, biases, x, y)


def _arranged(inputs: tuple, arrange: Callable) -> Any:
    """Return the right gradients in another order."""
    gradients = list(_all_gradients(*inputs))
    layers = len(inputs[0])
    return arrange(gradients[:layers], gradients[layers:])


def _with(**mistake: Any) -> Callable:
    return lambda weights, biases, x, y: _gradients_with(weights, biases, x, y, **mistake)


EXERCISES = {
    "06.1": Value(
        answer=_CAT_ERROR * _A_2[1],
        right="More of this weight would help, so the gradient is negative.",
        hint="Multiply two numbers: the error of the unit for cat, and the input of this weight.",
        mistakes={
            "That is the error of the unit. Multiply it by the input of the weight.": _CAT_ERROR,
            "That is the input of the weight. Multiply it by the error of the unit for cat.": (
                _A_2[1]
            ),
            "That is the gradient if the animal is a dog. For a cat, what is y?": _P[1] * _A_2[1],
            "You used the input of another weight. Python counts from 0, so which output of "
            "layer 2 belongs to index 1?": _CAT_ERROR * _A_2[0],
            "You used the third output of layer 2. Python counts from 0, so index 1 is the "
            "second one.": _CAT_ERROR * _A_2[2],
            "You used an output of layer 1. The inputs of the last layer are the outputs of "
            "layer 2.": _CAT_ERROR * _A_1[1],
            "You used the error of dog. The first index of a weight is the unit that it leads "
            "to, and 1 is cat.": _P[0] * _A_2[1],
            "You multiplied by the weight itself. The first link is the input of the weight.": (
                _CAT_ERROR * _W_3[1, 1]
            ),
            "You multiplied by the slope of the sigmoid, too. The last layer has no sigmoid, so "
            "p − y is the whole error.": _CAT_ERROR * _A_2[1] * (1 - _A_2[1]),
        },
    ),
    "06.2": Value(
        answer=_CAT[0][2] * 2,
        decimals=3,
        right="A large error meets a large input, far from the cost. Errors need not fade.",
        hint="Compare all numbers in the table, of all three layers and without their signs. Where "
        "do a large error and a large input meet?",
        mistakes={
            "That is the largest error, and so the largest gradient of a bias. Now look at the "
            "inputs of that unit: is one of them larger than 1?": _CAT[0][2],
            "That is the largest gradient if dog is correct. Click the name *cat* first.": (
                _DOG[0][2] * 2
            ),
            "That is the largest gradient of layer 3. Look at the other layers, too.": _CAT_ERROR,
            "That is the largest weight gradient of layer 3. Look at the other layers, too.": (
                _CAT_ERROR * _A_2[2]
            ),
            "That is the largest gradient of layer 2. Look at layer 1, too.": _CAT[1][2],
            "That is the largest weight gradient of layer 2. Look at layer 1, too.": (
                _CAT[1][2] * _A_1[1]
            ),
            "That is the gradient for snout. Another input of the same unit is larger.": (
                _CAT[0][2] * 0.4
            ),
            "That is the weight itself. Report its gradient.": 0.4,
        },
    ),
    "06.3": Function(
        reference=lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h),
        inputs=_draw_nudge,
        blank=lambda f, x, h: (f(x + h) - f(x - h)) / h,
        right="The two nudges are two steps apart.",
        hint="A slope is the change of `f`, divided by the distance. How far is it from x − h to "
        "x + h?",
        mistakes={
            "You nudge in one direction only. That gives a slope, but keep both nudges, because "
            "they are more exact.": lambda f, x, h: (f(x + h) - f(x)) / h,
            "You nudge downward only. That gives a slope, but keep both nudges, because they are "
            "more exact.": lambda f, x, h: (f(x) - f(x - h)) / h,
            "You divided by 2 and then multiplied by h, because Python works from left to right. "
            "Put brackets around 2 * h.": lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h,
            "You divided by 2, but not by h. What is the whole distance?": (
                lambda f, x, h: (f(x + h) - f(x - h)) / 2
            ),
            "You multiplied by 2 instead of dividing. A longer distance makes the slope smaller.": (
                lambda f, x, h: 2 * (f(x + h) - f(x - h)) / h
            ),
            "You nudge by half a step. That gives a slope, but keep the whole steps and change "
            "the distance.": lambda f, x, h: (f(x + h / 2) - f(x - h / 2)) / h,
            "You divide by two steps, but from x to x + h there is only one. Keep both nudges.": (
                lambda f, x, h: (f(x + h) - f(x)) / (2 * h)
            ),
            "You return the change of `f`. Divide it by the distance between the two nudges.": (
                lambda f, x, h: f(x + h) - f(x - h)
            ),
            "You divided by h twice. The distance is two steps, so h is added, not multiplied.": (
                lambda f, x, h: (f(x + h) - f(x - h)) / h**2
            ),
        },
    ),
    "06.4": Function(
        reference=_step_back,
        inputs=_draw_layers,
        right="This line, layer by layer, is backpropagation.",
        hint="First add up all paths back to each output. Then multiply by the slope of the "
        "sigmoid.",
        mistakes={
            "You stopped at the outputs. One link is missing: from an output to its own sum.": (
                lambda W, delta, a: W.T @ delta
            ),
            "You used the rows of W, as in the forward pass. Backward, each output needs its "
            "column: use the transpose.": lambda W, delta, a: (W @ delta) * a * (1 - a),
            "You took the sigmoid of `a`, but `a` is already an output. Use `a` itself.": (
                lambda W, delta, a: (W.T @ delta) * sigmoid(a) * (1 - sigmoid(a))
            ),
            "You multiplied by `a` alone. The slope of the sigmoid has a second factor.": (
                lambda W, delta, a: (W.T @ delta) * a
            ),
            "You multiplied by `1 - a` alone. The slope of the sigmoid has a second factor.": (
                lambda W, delta, a: (W.T @ delta) * (1 - a)
            ),
            "You subtracted `a**2` at the end, because Python multiplies first. Put brackets "
            "around `a - a**2`.": lambda W, delta, a: (W.T @ delta) * a - a**2,
            "Python multiplies before it subtracts. Put brackets around `1 - a`.": (
                lambda W, delta, a: (W.T @ delta) * a * 1 - a
            ),
            "You used `1 + a` in the slope. The sigmoid gets flat near 1, so the factor is 1 "
            "minus `a`.": lambda W, delta, a: (W.T @ delta) * a * (1 + a),
            "You used the slope twice. The path has one sigmoid, so use the slope once.": (
                lambda W, delta, a: (W.T @ delta) * (a * (1 - a)) ** 2
            ),
            "You made a table of gradients. The step back returns one error for each output of "
            "the layer.": lambda W, delta, a: np.outer(delta, a),
            "You multiplied `delta` by `a`, but they belong to different layers. First bring the "
            "errors back through W.": lambda W, delta, a: delta * a * (1 - a),
        },
    ),
    "06.5": Function(
        reference=_all_gradients,
        inputs=_draw_network,
        right="You have written backpropagation, for a network of any size.",
        hint="Go through one layer at a time. The gradients are the error times the input of the "
        "layer, and the error itself. The step back needs the transpose and the slope.",
        mistakes={
            "In your step back, the sizes do not fit. Backward, each output needs its column: use "
            "the transpose, `W.T`. The result is the new `delta`, for the layer before.": _with(
                back=lambda W, delta, a, after: (W @ delta) * a * (1 - a)
            ),
            "You stepped back without the slope of the sigmoid. Multiply by `a * (1 - a)`, where "
            "`a` is the output of the earlier layer.": _with(
                back=lambda W, delta, a, after: W.T @ delta
            ),
            "Your slope belongs to the wrong layer. After the product with `W.T` you are at the "
            "input of this layer, so use that output for the slope.": _with(
                back=lambda W, delta, a, after: (W.T @ delta) * after * (1 - after)
            ),
            "You multiplied by the slope before the product with `W.T`. First go through the "
            "weights, then through the sigmoid of the earlier layer.": _with(
                back=lambda W, delta, a, after: W.T @ (delta * after * (1 - after))
            ),
            "Your slope is `a`, but the slope of the sigmoid has a second factor, `1 - a`.": _with(
                back=lambda W, delta, a, after: (W.T @ delta) * a
            ),
            "You took the sigmoid of an output for the slope. An output is already squeezed: its "
            "slope is `a * (1 - a)`.": _with(
                back=lambda W, delta, a, after: (W.T @ delta) * sigmoid(a) * (1 - sigmoid(a))
            ),
            "Your forward pass leaves out the biases. Add `b` to each sum.": _with(
                add_biases=False
            ),
            "The gradients of the weights are right. Those of the biases are all 1, but the rate "
            "of the sum still has to reach the cost: multiply by the error.": _with(
                of_bias=np.ones_like
            ),
            "The gradients of the weights are right. Those of the biases are all 0, but a bias "
            "changes the cost too. What is its input?": _with(of_bias=np.zeros_like),
            "All signs are reversed, because you started with y − p. The error of the last layer "
            "is p − y.": _with(error=lambda p, y: y - p),
            "You started with p alone. The error of the last layer is p − y.": _with(
                error=lambda p, y: p
            ),
            "You started with −y / p, the rate at the probability. The error is the rate at the "
            "logit: p − y.": _with(error=lambda p, y: -y / p),
            "You multiplied p − y by a slope. The last layer has no sigmoid, so p − y is the "
            "whole error.": _with(error=lambda p, y: (p - y) * p * (1 - p)),
            "Your last layer uses the sigmoid. Only the hidden layers do, and the last layer "
            "needs the softmax.": _with(predict=sigmoid),
            "Your last layer takes the softmax of outputs that a sigmoid has squeezed. The "
            "softmax needs the sums of the last layer.": _with(
                predict=lambda z: softmax(sigmoid(z))
            ),
            "The tables of the weights are transposed. One row belongs to one error, so write "
            "`np.outer(delta, a)`.": _with(of_weight=lambda delta, a, after: np.outer(a, delta)),
            "You multiplied the errors by the outputs of the same layer. A weight needs the input "
            "of its layer: the output of the layer before.": _with(
                of_weight=lambda delta, a, after: np.outer(delta, after)
            ),
            "The gradients are right, but from the last layer to the first. Return them from the "
            "first to the last.": lambda *inputs: _arranged(inputs, lambda w, b: w[::-1] + b[::-1]),
            "The gradients are right, but those of the biases come first. Return those of the "
            "weights first.": lambda *inputs: _arranged(inputs, lambda w, b: b + w),
            "The gradients are right, but you return them layer by layer. First return those of "
            "all weights, then those of all biases.": lambda *inputs: _arranged(
                inputs,
                lambda w, b: [gradient for pair in zip(w, b, strict=True) for gradient in pair],
            ),
            "You return two lists, and the exercise asks for one. Join them with `+`.": (
                lambda *inputs: _arranged(inputs, lambda w, b: (w, b))
            ),
            "You return the gradients of the weights alone. Add those of the biases.": (
                lambda *inputs: _arranged(inputs, lambda w, b: w)
            ),
            "Your function goes through two layers only. The lists may contain more, so use a loop "
            "over all layers.": lambda weights, biases, x, y: _all_gradients(
                weights[:2], biases[:2], x, y
            ),
        },
    ),
}
