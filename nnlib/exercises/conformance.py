"""The conformance tests of notebook 12: what a layer, a loss or a network must do.

They are what tests/unit runs on nnlib itself, and what ``check("12.1", Linear)`` runs on a
learner's piece. A test takes the piece, a source of random numbers, and the library whose other
pieces it may use. It returns nothing, or raises a `MistakeError`, whose message is the hint. Bad
input is not tested: a piece of this library may trust its caller.

Gradients are compared with nudges of the piece's own forward pass. The first problem of each test
is a square one (three inputs, three units, a batch of three), where no shape error hides which
formula was meant; the second one is not.
"""

import warnings
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.exercises.answers import BlankError, UnclearError, is_blank, read
from nnlib.exercises.conformance_hints import (
    ADVICE,
    LINEAR,
    LOSS,
    NETWORK,
    RELU,
    SGD,
    SIGMOID,
    TRAIN,
)
from nnlib.exercises.written import written_apart

Test = Callable[[Any, np.random.Generator, Any], None]
Wrong = list[tuple[str, Any]]  # hints, each with the wrong result that it belongs to
_NUDGE = 1e-5
_SQUARE, _OBLONG = (3, 3, 3), (5, 4, 2)  # examples, inputs, units
_SINGLES = (1, 4, 2), (5, 4, 1)  # a batch of one, and a layer of one unit
_NUDGED = "A nudge says it"
_RELATIVE, _EXACT = 1e-5, 1e-8  # tolerances
_LONGEST = 200  # characters of an error's message


class MistakeError(UnclearError):
    """What a piece does wrong; the message is the hint."""


# What all tests use.


def _run(what: str, function: Callable[..., Any], *args: Any, **settings: Any) -> Any:
    """Call code of the learner's; what it raises becomes a hint that says where."""
    try:
        with np.errstate(all="ignore"):  # NaN and infinity are told in words
            return function(*args, **settings)
    except Exception as error:  # whatever a learner's code raises
        raise _stopped(what, error) from error


def _stopped(what: str, error: Exception) -> MistakeError:
    """Return a hint that says where the code stopped, and what to look at first."""
    said = f"`{what}` stops with {type(error).__name__}: {f'{error}'[:_LONGEST]}."
    advice = next((words for part, words in ADVICE.items() if part in said), "")
    return MistakeError(f"{said} {advice}".strip())


def _numbers(what: str, value: Any) -> NDArray:
    if value is None:
        raise MistakeError(f"`{what}` returned None. Is a `return` missing?")
    if isinstance(value, np.ndarray) and value.dtype.kind == "b":
        value = value.astype(float)  # a mask is a mistake with a hint of its own
    try:
        return np.asarray(read(value))
    except UnclearError as error:
        raise MistakeError(f"`{what}`: {error}") from error


def _same(given: NDArray, right: NDArray) -> bool:
    return given.shape == np.shape(right) and np.allclose(given, right, _RELATIVE, _EXACT)


def _compare(
    what: str, given: NDArray, right: NDArray, wrong: Wrong, of: str = "The right one"
) -> None:
    """Do nothing if both are the same; else raise the hint of the wrong result that it equals."""
    if _same(given, right):
        return
    for hint, result in wrong:
        if _same(given, np.asarray(result)) and not _same(np.asarray(result), right):
            raise MistakeError(hint)
    if given.shape != right.shape:
        raise MistakeError(f"`{what}` has the shape {given.shape}. Expected {right.shape}.")
    if not np.isfinite(given).all():
        raise MistakeError(
            f"`{what}` contains NaN or infinity. What was divided by 0, or too large?"
        )
    if _same(-given, right):
        raise MistakeError(f"`{what}` has the right size but the wrong sign.")
    where = tuple(map(int, np.argwhere(~np.isclose(given, right, _RELATIVE, _EXACT))[0]))
    place = f" at index {where if len(where) > 1 else where[0]}" if where else ""
    own, other = written_apart(given[where], right[where])
    said = f"`{what}` is {own}{place}. {of} is {other}."
    raise MistakeError(f"{said} Compare your formula with the one in the text, term by term.")


def _weighed(layer: Any, x: NDArray, weights: NDArray) -> Callable[[], float]:
    """Return a cost whose gradient with respect to the layer's output is `weights`."""
    return lambda: float(np.sum(weights * layer.forward(x)))


def _by_nudges(cost: Callable[[], float], numbers: NDArray) -> NDArray:
    """Return the slope of a cost along each of these numbers, which are nudged in place."""
    slopes = np.empty(numbers.shape)
    for index in np.ndindex(numbers.shape):
        kept = numbers[index]
        numbers[index] = kept + _NUDGE
        up = cost()
        numbers[index] = kept - _NUDGE
        slopes[index] = (up - cost()) / (2 * _NUDGE)
        numbers[index] = kept
    return slopes


def _back(layer: Any, what: str, grad_output: NDArray, missing: str) -> Any:
    """Call `backward`, which may miss what `forward` should have kept."""
    try:
        with np.errstate(all="ignore"):
            return layer.backward(grad_output)
    except AttributeError as error:
        raise MistakeError(missing) from error
    except Exception as error:  # as in `_run`
        raise _stopped(what, error) from error


def _keeps_its_own(
    layers: Sequence[Any],
    inputs: Sequence[NDArray],
    g: NDArray,
    hints: dict[str, str],
    name: str | None = None,
) -> None:
    """Test that going back twice gives the same twice, and that a second layer changes nothing.

    Parameters
    ----------
    layers, inputs : sequences
        Two layers of the piece, and an input for each.
    g : numpy.ndarray
        What goes back through the first layer.
    hints : dict
        Of the piece, with "shared", "twice" and what is missing.
    name : str, optional
        The attribute to look at; without it, what `backward` returns.
    """
    missing = hints.get("no input", hints.get("no output", ""))

    def back() -> NDArray:
        result = _back(layers[0], "backward", g.copy(), missing)
        return np.array(getattr(layers[0], name) if name else result)

    a = _run("forward", layers[0].forward, inputs[0].copy())
    kept, first = np.array(a), back()
    if not _same(back(), first) or not np.array_equal(a, kept):
        raise MistakeError(hints["twice"])
    for layer, x in zip(layers, inputs, strict=True):
        _run("forward", layer.forward, x.copy())
    if not _same(back(), first):
        raise MistakeError(hints["shared"])


def _attribute(layer: Any, name: str) -> NDArray:
    if not hasattr(layer, name):
        raise MistakeError(f"There is no `{name}`. Store it: `self.{name} = ...`.")
    return _numbers(name, getattr(layer, name))


# Linear.


def _linear(piece: Any, rng: np.random.Generator, n: int, units: int) -> Any:
    """Return a layer whose bias is not 0."""
    layer = _run("__init__", piece, n, units, rng=rng)
    for name, shape in (("weight", (units, n)), ("bias", (units,))):
        if _attribute(layer, name).shape != shape:
            raise MistakeError(
                f"`{name}` expected shape {shape}, got {np.shape(getattr(layer, name))}."
            )
    layer.bias[...] = rng.normal(size=units)
    return layer


def linear_starts_with_random_weights(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test that the same seed gives the same weights, and that biases start at 0."""
    first, again = (_run("__init__", piece, 8, 4, rng=np.random.default_rng(5)) for _ in "ab")
    other = _run("__init__", piece, 8, 4, rng=rng)
    weights = [_attribute(layer, "weight") for layer in (first, again, other)]
    if not _same(weights[0], weights[1]) or _same(weights[0], weights[2]):
        raise MistakeError(
            "Draw the weights with the `rng` that `__init__` gets, and nothing else."
        )
    limit = np.sqrt(6 / (8 + 4))
    right = np.random.default_rng(5).uniform(-limit, limit, (4, 8))
    if weights[0].shape == right.shape and not _same(weights[0], right):
        raise MistakeError(LINEAR["another start"])
    if _attribute(first, "bias").any():
        raise MistakeError("Biases start at 0.")


def linear_is_its_formula(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test the weighted sums of a batch."""
    for batch, n, units in (_SQUARE, _OBLONG, *_SINGLES):
        layer, x = _linear(piece, rng, n, units), rng.normal(size=(batch, n))
        W, b = np.array(layer.weight), np.array(layer.bias)
        wrong = [(LINEAR["no bias"], x @ W.T)]
        if n == units == batch:
            wrong += [(LINEAR["no transpose"], x @ W + b), (LINEAR["wrong side"], W @ x + b)]
        z = _numbers("forward", _run("forward", layer.forward, x))
        _compare("forward(x)", z, x @ W.T + b, wrong)


def linear_takes_a_vector(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test the weighted sums of a single vector."""
    layer, x = _linear(piece, rng, 4, 2), rng.normal(size=4)
    z = _numbers("forward", _run("forward, for a single vector,", layer.forward, x))
    _compare("forward(x) of a single vector", z, layer.weight @ x + layer.bias, [])


def linear_leaves_its_input_alone(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test that `forward` does not change the array that it gets."""
    _leaves_input_alone(_linear(piece, rng, 3, 3), rng)


def linear_leaves_the_gradient_alone(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test that `backward` does not change the array that it gets."""
    _leaves_gradient_alone(_linear(piece, rng, 3, 3), rng, LINEAR["no input"])


def _leaves_input_alone(layer: Any, rng: np.random.Generator, hint: str | None = None) -> None:
    x = rng.normal(size=(3, 3))
    kept = x.copy()
    _run("forward", layer.forward, x)
    if not np.array_equal(x, kept):
        raise MistakeError(hint or "`forward` changed its input. Make a new array instead.")


def _leaves_gradient_alone(layer: Any, rng: np.random.Generator, missing: str) -> None:
    x, grad_output = rng.normal(size=(2, 3, 3))
    kept = grad_output.copy()
    _run("forward", layer.forward, x)
    _back(layer, "backward", grad_output, missing)
    if not np.array_equal(grad_output, kept):
        raise MistakeError("`backward` changed `grad_output`. Make a new array instead.")


def linear_computes_in_its_own_dtype(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test that inputs of another type come out in the type of the weights."""
    layer = _linear(piece, rng, 4, 2)
    for dtype in (np.float32, np.int64):
        z = _run("forward", layer.forward, np.ones((5, 4), dtype))
        if np.asarray(z).dtype != layer.weight.dtype:
            raise MistakeError(
                f"For an input of {np.dtype(dtype)}, `forward` returned {np.asarray(z).dtype}. "
                f"Compute in the type of the weights, {layer.weight.dtype}."
            )


def _linear_problem(
    piece: Any, rng: np.random.Generator, sizes: tuple[int, int, int]
) -> tuple[Any, NDArray, NDArray, Any]:
    """Return a layer after a backward pass, its input, the gradient, and what it returned."""
    batch, n, units = sizes
    layer, x = _linear(piece, rng, n, units), rng.normal(size=(batch, n))
    grad_output = rng.normal(size=(batch, units))
    _run("forward", layer.forward, x.copy())
    before = layer.weight.copy(), layer.bias.copy()
    result = _back(layer, "backward", grad_output.copy(), LINEAR["no input"])
    if not all(map(np.array_equal, before, (layer.weight, layer.bias))):
        raise MistakeError(LINEAR["steps"])
    return layer, x, grad_output, result


def linear_has_the_gradient_of_its_weights(
    piece: Any, rng: np.random.Generator, _: Any, sizes: tuple[int, int, int] = _SQUARE
) -> None:
    """Test `weight_grad` by nudges."""
    layer, x, g, _result = _linear_problem(piece, rng, sizes)
    given = _attribute(layer, "weight_grad").copy()
    right = _by_nudges(_weighed(layer, x, g), layer.weight)
    wrong = [(LINEAR["transposed"], x.T @ g), (LINEAR["mean of the weights"], g.T @ x / len(x))]
    if sizes == _SQUARE:
        wrong.append((LINEAR["no transpose of the errors"], g @ x))
    _compare("weight_grad", given, right, wrong, _NUDGED)


def linear_has_the_gradient_of_its_biases(
    piece: Any, rng: np.random.Generator, _: Any, sizes: tuple[int, int, int] = _SQUARE
) -> None:
    """Test `bias_grad` by nudges."""
    layer, x, g, _result = _linear_problem(piece, rng, sizes)
    given = _attribute(layer, "bias_grad").copy()
    right = _by_nudges(_weighed(layer, x, g), layer.bias)
    wrong = [
        (LINEAR["bias not summed"], g),
        (LINEAR["mean of the bias"], g.mean(axis=0)),
        (LINEAR["bias over units"], g.sum(axis=1)),
        (LINEAR["bias over all"], g.sum()),
    ]
    _compare("bias_grad", given, right, wrong, _NUDGED)


def linear_returns_the_gradient_of_its_input(
    piece: Any, rng: np.random.Generator, _: Any, sizes: tuple[int, int, int] = _SQUARE
) -> None:
    """Test what `backward` returns by nudges."""
    layer, x, g, result = _linear_problem(piece, rng, sizes)
    given = _numbers("backward", result)
    right = _by_nudges(_weighed(layer, x, g), x)
    wrong = [(LINEAR["returns weight_grad"], g.T @ x)]
    if sizes == _SQUARE:
        wrong.append((LINEAR["input transposed"], g @ layer.weight.T))
        wrong += [(LINEAR["input wrong side"], w @ g) for w in (layer.weight, layer.weight.T)]
        wrong += [(LINEAR["input wrong side"], w @ g.T) for w in (layer.weight, layer.weight.T)]
    _compare("backward(grad_output)", given, right, wrong, _NUDGED)


def linear_goes_back_in_any_size(piece: Any, rng: np.random.Generator, library: Any) -> None:
    """Test all three where the batch, the inputs and the units differ in number."""
    for sizes in (_OBLONG, *_SINGLES):
        linear_has_the_gradient_of_its_weights(piece, rng, library, sizes)
        linear_has_the_gradient_of_its_biases(piece, rng, library, sizes)
        linear_returns_the_gradient_of_its_input(piece, rng, library, sizes)


def linear_goes_back_in_its_own_dtype(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test that all three gradients have the type of the weights."""
    layer, *_problem, result = _linear_problem(piece, rng, _OBLONG)
    given = layer.weight_grad, layer.bias_grad, result
    for name, each in zip(("weight_grad", "bias_grad", "backward(...)"), given, strict=True):
        if np.asarray(each).dtype != layer.weight.dtype:
            raise MistakeError(
                f"`{name}` has the type {np.asarray(each).dtype}. Compute in the type of the "
                f"weights, {layer.weight.dtype}."
            )


def linear_keeps_its_own(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test that two layers, or two backward passes, do not disturb each other."""
    layers, x = [_linear(piece, rng, 4, 2) for _each in "ab"], rng.normal(size=(2, 5, 4))
    _keeps_its_own(layers, (x[0], x[1]), rng.normal(size=(5, 2)), LINEAR, "weight_grad")


def linear_takes_a_vector_backward(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test that a single vector has the gradients of a batch of one."""
    layer, x, g = _linear(piece, rng, 4, 2), rng.normal(size=4), rng.normal(size=2)
    _run("forward", layer.forward, x)
    try:
        result = layer.backward(g)
        given = [np.asarray(each) for each in (layer.weight_grad, layer.bias_grad, result)]
    except Exception as error:  # as in `_run`
        raise MistakeError(LINEAR["vector"]) from error
    if not all(map(_same, given, (np.outer(g, x), g, g @ layer.weight))):
        raise MistakeError(LINEAR["vector"])


def linear_belongs_to_its_latest_input(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test that a second pass has nothing left of the first."""
    layer = _linear(piece, rng, 4, 2)
    x, g = rng.normal(size=(2, 5, 4)), rng.normal(size=(2, 5, 2))
    for each in (0, 1):
        _run("forward", layer.forward, x[each].copy())
        _back(layer, "backward", g[each].copy(), LINEAR["no input"])
    sums = [g[k].T @ x[k] for k in (0, 1)]
    wrong = [(LINEAR["stale"], g[1].T @ x[0]), (LINEAR["accumulates"], sum(sums))]
    _compare("weight_grad", _attribute(layer, "weight_grad"), sums[1], wrong)
    biases = [(LINEAR["accumulates"], g.sum(axis=(0, 1)))]
    _compare("bias_grad", _attribute(layer, "bias_grad"), g[1].sum(axis=0), biases)


# Sigmoid and ReLU.

_CLOSE_AND_FAR = np.array([-1000, -0.01, 0.01, 1000])  # sums


def _sums(rng: np.random.Generator, shape: tuple[int, ...]) -> NDArray:
    """Return sums of both signs, away from the kink of ReLU."""
    z = rng.uniform(0.2, 2, size=shape) * rng.choice([-1, 1], size=shape)
    z.flat[:2] = 0.7, -0.4
    return z


def _sigmoid(z: NDArray) -> NDArray:
    return np.asarray(1 / (1 + np.exp(-z)))


def _activation_is(piece: Any, right: Callable, wrong: Callable, rng: np.random.Generator) -> None:
    layer = _run("__init__", piece)
    for shape in ((5, 4), (4,), (1, 4)):
        z = _sums(rng, shape)
        a = _numbers("forward", _run("forward", layer.forward, z.copy()))
        _compare("forward(z)", a, right(z), wrong(z))


def _activation_goes_back(
    piece: Any, wrong: Callable, rng: np.random.Generator, missing: str
) -> None:
    for shape in ((5, 4), (4,), (1, 4)):
        layer, z, g = _run("__init__", piece), _sums(rng, shape), rng.normal(size=shape)
        g.flat[:2] = -0.3, 0.9
        _run("forward", layer.forward, z.copy())
        given = _numbers("backward", _back(layer, "backward", g.copy(), missing))
        right = _by_nudges(_weighed(layer, z, g), z)
        _compare("backward(grad_output)", given, right, wrong(z, g), _NUDGED)


def _activation_keeps_the_dtype(piece: Any) -> None:
    layer, z = _run("__init__", piece), np.array([0.5, -0.5], np.float32)
    for what, result in (("forward", layer.forward(z)), ("backward", layer.backward(z))):
        if np.asarray(result).dtype != np.float32:
            raise MistakeError(
                f"float32 went in, and `{what}` returned {np.asarray(result).dtype}. Do not mix in "
                "arrays of another type."
            )


def sigmoid_is_its_formula(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test the outputs for a batch and for a vector."""
    with np.errstate(all="ignore"):
        _activation_is(
            piece,
            _sigmoid,
            lambda z: [
                (SIGMOID["plus z"], _sigmoid(-z)),
                (SIGMOID["brackets"], 1 + np.exp(-z)),
                (SIGMOID["minus one"], 1 / (1 - np.exp(-z))),
            ],
            rng,
        )


def sigmoid_ends_at_0_and_1(piece: Any, _rng: np.random.Generator, _: Any) -> None:
    """Test sums far away from 0."""
    z = np.array([-1000.0, 0, 1000])
    a = _numbers("forward", _run("forward", _run("__init__", piece).forward, z))
    _compare("forward(z) for z = -1000, 0, 1000", a, np.array([0, 0.5, 1]), [])


def sigmoid_leaves_its_input_alone(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test that `forward` does not change the array that it gets."""
    _leaves_input_alone(_run("__init__", piece), rng)


def sigmoid_leaves_the_gradient_alone(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test that `backward` does not change the array that it gets."""
    _leaves_gradient_alone(_run("__init__", piece), rng, SIGMOID["no output"])


def sigmoid_goes_back(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test `backward` by nudges."""

    def wrong(z: NDArray, g: NDArray) -> Wrong:
        a, of_g = _sigmoid(z), _sigmoid(g)
        return [
            (SIGMOID["no slope"], g),
            (SIGMOID["half a slope"], g * a),
            (SIGMOID["half a slope"], g * (1 - a)),
            (SIGMOID["slope of z"], g * z * (1 - z)),
            (SIGMOID["slope alone"], a * (1 - a)),
            (SIGMOID["slope of the gradient"], g * of_g * (1 - of_g)),
            (SIGMOID["slope of the gradient"], of_g * (1 - of_g)),
            (SIGMOID["gradient in the slope"], g * (1 - g)),
            (SIGMOID["no brackets"], g * a * 1 - a),
        ]

    _activation_goes_back(piece, wrong, rng, SIGMOID["no output"])


def sigmoid_belongs_to_its_latest_input(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test that a second pass has nothing left of the first."""
    layer, (z, later, g) = _run("__init__", piece), _sums(rng, (3, 5, 4))
    a = _sigmoid(later)
    for each in (z, later):
        _run("forward", layer.forward, each.copy())
        given = _numbers("backward", _back(layer, "backward", g.copy(), SIGMOID["no output"]))
    wrong = [(SIGMOID["stale"], g * _sigmoid(z) * (1 - _sigmoid(z)))]
    _compare("backward(grad_output)", given, g * a * (1 - a), wrong)


def sigmoid_keeps_its_own(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test that two layers, or two backward passes, do not disturb each other."""
    layers, (z, later) = [_run("__init__", piece) for _each in "ab"], _sums(rng, (2, 5, 4))
    _keeps_its_own(layers, (z, later), rng.normal(size=(5, 4)), SIGMOID)


def sigmoid_keeps_the_dtype(piece: Any, _rng: np.random.Generator, _: Any) -> None:
    """Test that float32 stays float32."""
    _activation_keeps_the_dtype(piece)


def relu_is_its_formula(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test the outputs for a batch and for a vector."""
    _activation_is(
        piece,
        lambda z: np.where(z > 0, z, 0),
        lambda z: [
            (RELU["one maximum"], z.max()),
            (RELU["not cut"], z),
            (RELU["absolute"], np.abs(z)),
            (RELU["wrong half"], np.minimum(z, 0)),
            (RELU["mask"], z > 0),
        ],
        rng,
    )


def relu_leaves_its_input_alone(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test that `forward` does not change the array that it gets."""
    _leaves_input_alone(_run("__init__", piece), rng, RELU["changes z"])


def relu_leaves_the_gradient_alone(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test that `backward` does not change the array that it gets."""
    _leaves_gradient_alone(_run("__init__", piece), rng, RELU["no input"])


def relu_goes_back(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test `backward` by nudges."""
    _activation_goes_back(
        piece,
        lambda z, g: [
            (RELU["mask of the gradient"], np.maximum(g, 0)),
            (RELU["wrong side"], g * (z < 0)),
            (RELU["no mask"], g),
            (RELU["mask alone"], z > 0),
            (RELU["times z"], g * np.maximum(z, 0)),
        ],
        rng,
        RELU["no input"],
    )


def relu_belongs_to_its_latest_input(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test that a second pass has nothing left of the first."""
    layer, (z, later, g) = _run("__init__", piece), _sums(rng, (3, 5, 4))
    for each in (z, later):
        _run("forward", layer.forward, each.copy())
        given = _numbers("backward", _back(layer, "backward", g.copy(), RELU["no input"]))
    wrong = [(RELU["stale"], g * (z > 0))]
    _compare("backward(grad_output)", given, g * (later > 0), wrong)


def relu_cuts_at_0_and_nowhere_else(piece: Any, _rng: np.random.Generator, _: Any) -> None:
    """Test sums close to 0 and far away."""
    z = _CLOSE_AND_FAR
    a = _numbers("forward", _run("forward", _run("__init__", piece).forward, z.copy()))
    _compare("forward(z) for z = -1000, -0.01, 0.01, 1000", a, np.where(z > 0, z, 0), [])


def relu_goes_back_close_to_0(piece: Any, _rng: np.random.Generator, _: Any) -> None:
    """Test the mask for sums close to 0 and far away."""
    layer = _run("__init__", piece)
    _run("forward", layer.forward, _CLOSE_AND_FAR.copy())
    given = _numbers("backward", _back(layer, "backward", np.ones(4), RELU["no input"]))
    what = "backward(...) for z = -1000, -0.01, 0.01, 1000 and errors of 1"
    _compare(what, given, np.array([0.0, 0, 1, 1]), [])


def relu_keeps_its_own(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test that two layers, or two backward passes, do not disturb each other."""
    layers, (z, later) = [_run("__init__", piece) for _each in "ab"], _sums(rng, (2, 5, 4))
    later = np.where(rng.normal(size=later.shape) > 0, later, -z)  # another mask, surely
    later.flat[0] = -z.flat[0]
    _keeps_its_own(layers, (z, later), rng.normal(size=(5, 4)), RELU)


def relu_keeps_the_dtype(piece: Any, _rng: np.random.Generator, _: Any) -> None:
    """Test that float32 stays float32."""
    _activation_keeps_the_dtype(piece)


# Softmax and cross-entropy.


def _softmax(z: NDArray, axis: int | None = -1) -> NDArray:
    powers = np.exp(z)
    return np.asarray(powers / powers.sum(axis=axis, keepdims=True))


def _measured(piece: Any, z: Any, y: Any) -> Any:
    return _run("forward", _run("__init__", piece).forward, z, y)


def loss_is_its_formula(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test the cost of a batch."""
    for batch in (3, 5):
        z, y = rng.normal(size=(batch, 3)), rng.integers(0, 3, size=batch)
        y[:3] = 2, 0, 0
        rows = np.arange(batch)
        costs = -np.log(_softmax(z)[rows, y])
        wrong = [
            (LOSS["not one number"], costs),
            (LOSS["sum"], costs.sum()),
            (LOSS["no minus"], -costs.mean()),
            (LOSS["no logarithm"], np.exp(-costs).mean()),
            (LOSS["no logarithm"], -np.exp(-costs).mean()),
            (LOSS["all classes"], costs.mean() / 3),
            (LOSS["wrong axis"], -np.log(_softmax(z, axis=0)[rows, y]).mean()),
            (LOSS["wrong axis"], -np.log(_softmax(z, axis=None)[rows, y]).mean()),
            (LOSS["whole rows"], -np.log(_softmax(z)[y]).mean()),
            (LOSS["whole rows"], -np.log(_softmax(z, axis=None)[y]).mean()),
        ]
        given = _numbers("forward", _measured(piece, z.copy(), y.copy()))
        _compare("forward(z, y)", given, costs.mean(), wrong)


def loss_takes_any_number_of_classes(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test other numbers of classes than three."""
    for classes in (2, 4):
        z, y = rng.normal(size=(5, classes)), rng.integers(0, classes, size=5)
        y[:2] = classes - 1, 0
        try:
            given = np.asarray(piece().forward(z.copy(), y.copy()), float)
        except Exception as error:  # as in `_run`
            raise MistakeError(LOSS["three classes"]) from error
        if not _same(given, -np.log(_softmax(z)[np.arange(5), y]).mean()):
            raise MistakeError(LOSS["three classes"])


def loss_leaves_its_input_alone(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test that logits and classes stay as they were."""
    z, y = rng.normal(size=(3, 3)), np.array([2, 0, 1])
    kept = z.copy()
    _measured(piece, z, y)
    if not np.array_equal(z, kept) or y.tolist() != [2, 0, 1]:
        raise MistakeError(LOSS["changes z"])


def loss_takes_huge_logits(piece: Any, _rng: np.random.Generator, _: Any) -> None:
    """Test logits whose exponential overflows, and a probability that is rounded to 0."""
    z = np.array([[1000.0, 0, 0]])
    for y, right, hint in ((0, 0.0, "overflow"), (1, 1000.0, "log of 0")):
        given = _numbers("forward", _measured(piece, z.copy(), np.array([y])))
        if np.isnan(given).any():
            raise MistakeError(LOSS["overflow"])
        if not np.allclose(given, right):
            raise MistakeError(LOSS[hint])
    for z, classes, cost, hint in (
        (np.array([[1000.0, 0, 0], [0, 0, 0]]), [0, 1], np.log(3) / 2, "one maximum"),
        (np.array([[3000.0, 0, 0]]), [0], 0.0, "overflow"),
        (np.full((1, 3), -1000.0), [0], np.log(3), "size of the largest"),
    ):
        if not np.allclose(_numbers("forward", _measured(piece, z, np.array(classes))), cost):
            raise MistakeError(LOSS[hint])


def loss_goes_back_from_huge_logits(piece: Any, _rng: np.random.Generator, _: Any) -> None:
    """Test the gradient where an exponential would overflow."""
    loss = _run("__init__", piece)
    _run("forward", loss.forward, np.array([[1000.0, 0, 0]]), np.array([1]))
    given = _numbers("backward", _run("backward", loss.backward))
    if given.shape == (1, 3) and not _same(given, np.array([[1.0, -1, 0]])):
        raise MistakeError(LOSS["overflow back"])
    _compare("backward() of a batch of one", given, np.array([[1.0, -1, 0]]), [])


def loss_keeps_its_own(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test that two losses, or two backward passes, do not disturb each other."""
    (z, later), y = rng.normal(size=(2, 4, 3)), rng.integers(0, 3, size=4)
    loss, other = (_run("__init__", piece) for _each in "ab")
    _run("forward", loss.forward, z.copy(), y)
    first = np.array(_without_gradient(loss))
    if not _same(np.array(_without_gradient(loss)), first):
        raise MistakeError(LOSS["twice"])
    _run("forward", loss.forward, z.copy(), y)
    _run("forward", other.forward, later, y)
    if not _same(np.array(_without_gradient(loss)), first):
        raise MistakeError(LOSS["shared"])


def loss_takes_a_vector(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test one example that is not in a batch."""
    z = rng.normal(size=3)
    loss, p = _run("__init__", piece), _softmax(z)
    try:
        given = np.asarray(loss.forward(z.copy(), 2), float)
    except Exception as error:  # as in `_run`
        raise MistakeError(LOSS["vector"]) from error
    if not _same(given, np.asarray(-np.log(p[2]))):
        raise MistakeError(LOSS["vector"])


def loss_goes_back(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test `backward` by nudges."""
    for batch in (3, 5):
        z, y = rng.normal(size=(batch, 3)), rng.integers(0, 3, size=batch)
        loss, p, target = _run("__init__", piece), _softmax(z), np.eye(3)[y]
        _run("forward", loss.forward, z.copy(), y.copy())
        given = _numbers("backward", _without_gradient(loss))
        right = _by_nudges(partial(loss.forward, z, y), z)
        gradients = (("wrong order", target - p), ("p alone", p), ("of p", -target / p))
        wrong: Wrong = [
            (LOSS[name], numbers / n) for name, numbers in gradients for n in (1, batch)
        ]
        wrong.append((LOSS["mean missing"], p - target))
        wrong.append((LOSS["classes divided"], (p - target) / z.size))
        _compare("backward()", given, right, wrong, _NUDGED)


def _without_gradient(loss: Any) -> Any:
    try:
        return loss.backward()
    except AttributeError as error:
        raise MistakeError(LOSS["no p"]) from error
    except Exception as error:  # as in `_run`
        raise _stopped("backward", error) from error


def loss_takes_a_vector_backward(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test the gradient of one example that is not in a batch."""
    z, loss = rng.normal(size=3), _run("__init__", piece)
    _run("forward", loss.forward, z.copy(), 1)
    given = _numbers("backward", _without_gradient(loss))
    right = _softmax(z) - np.eye(3)[1]
    wrong = [(LOSS["vector back"], right / 3), (LOSS["vector back"], right[np.newaxis])]
    _compare("backward() of a single vector", given, right, wrong)


def loss_belongs_to_its_latest_forward(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test that a second pass has nothing left of the first."""
    loss, z, y = _run("__init__", piece), rng.normal(size=(2, 4, 3)), rng.integers(0, 3, (2, 4))
    for each in (0, 1):
        _run("forward", loss.forward, z[each].copy(), y[each].copy())
        given = _numbers("backward", _without_gradient(loss))
    right, *old = [(_softmax(z[i]) - np.eye(3)[y[k]]) / 4 for i, k in ((1, 1), (0, 0), (0, 1))]
    _compare("backward()", given, right, [(LOSS["stale"], each) for each in old])
    _run("forward", loss.forward, z[0, :2].copy(), y[0, :2].copy())  # a smaller last batch
    given = _numbers("backward", _without_gradient(loss))
    right = (_softmax(z[0, :2]) - np.eye(3)[y[0, :2]]) / 2
    _compare("backward()", given, right, [(LOSS["stale"], right / 2)])


# Network.


def _network(piece: Any, library: Any, rng: np.random.Generator, sizes: Sequence[int]) -> Any:
    """Return a network of three layers, and these; biases are not 0."""
    first, last = library.Linear(*sizes[:2], rng=rng), library.Linear(*sizes[1:], rng=rng)
    for layer in (first, last):
        layer.bias[...] = rng.normal(size=layer.bias.shape)
    layers = (first, library.Sigmoid(), last)
    return _run("__init__", piece, *layers), layers


def _chain(layers: Sequence[Any], x: NDArray) -> NDArray:
    for layer in layers:
        x = layer.forward(x)
    return np.array(x)


def network_is_its_layers_in_a_row(piece: Any, rng: np.random.Generator, library: Any) -> None:
    """Test the outputs for a batch and for a vector."""
    for sizes, shape in (((3, 3, 3), (3, 3)), ((4, 5, 2), (6, 4)), ((4, 5, 2), (4,))):
        network, layers = _network(piece, library, rng, sizes)
        x = rng.normal(size=shape)
        wrong = [(NETWORK["first layer only"], _chain(layers[:1], x)), (NETWORK["unchanged"], x)]
        if sizes == (3, 3, 3):
            wrong.append((NETWORK["not chained"], _chain(layers[2:], x)))
            wrong.append((NETWORK["forward reversed"], _chain(layers[::-1], x)))
        given = _numbers("forward", _run("forward", network.forward, x.copy()))
        _compare("forward(x)", given, _chain(layers, x), wrong)


def network_goes_back(piece: Any, rng: np.random.Generator, library: Any) -> None:
    """Test the gradients of all layers by nudges."""
    for sizes, batch in (((3, 3, 3), 3), ((4, 5, 2), 6)):
        network, layers = _network(piece, library, rng, sizes)
        x, g = rng.normal(size=(batch, sizes[0])), rng.normal(size=(batch, sizes[-1]))
        first, last = layers[0], layers[2]
        wrong = _wrong_passes(layers, x, g) if sizes == (3, 3, 3) else {}
        _run("forward", network.forward, x.copy())
        before = first.weight.copy(), last.weight.copy()
        for layer in (first, last):  # to see which of them are reached
            layer.weight_grad, layer.bias_grad = np.zeros_like(layer.weight), layer.bias * 0
        _run("backward", network.backward, g.copy())
        if not all(map(np.array_equal, before, (first.weight, last.weight))):
            raise MistakeError(NETWORK["steps"])
        if not np.any(first.weight_grad):
            raise MistakeError(NETWORK["first layer forgotten"])
        given = [np.array(each) for each in (last.weight_grad, first.weight_grad, first.bias_grad)]
        arrays = (last.weight, first.weight, first.bias)

        def cost(layers: Any = layers, x: NDArray = x, g: NDArray = g) -> float:
            return float(np.sum(g * _chain(layers, x)))

        names = ("weight_grad of the last layer", "weight_grad of the first layer")
        for name, gradient, array in zip((*names, "bias_grad"), given, arrays, strict=True):
            hints = [(hint, results[name]) for hint, results in wrong.items() if name in results]
            _compare(name, gradient, _by_nudges(cost, array), hints, _NUDGED)


def _deep(
    piece: Any, library: Any, rng: np.random.Generator
) -> list[tuple[Any, list[Any], list[Any]]]:
    """Return networks of one and of five layers: each, its layers, and those with weights."""
    one, first, second, last = (library.Linear(3, 3, rng=rng) for _each in "abcd")
    rows = [[one], [first, library.ReLU(), second, last, library.Sigmoid()]]
    networks = [_run("__init__", piece, *layers) for layers in rows]
    return list(zip(networks, rows, [[one], [first, second, last]], strict=True))


def network_takes_any_number_of_layers(piece: Any, rng: np.random.Generator, library: Any) -> None:
    """Test the outputs of short and long networks."""
    for network, layers, _linears in _deep(piece, library, rng):
        x = rng.normal(size=(2, 3))
        given = _numbers("forward", _run("forward", network.forward, x.copy()))
        if not _same(given, _chain(layers, x)):
            raise MistakeError(NETWORK["other layers"])


def network_goes_back_through_any_number_of_layers(
    piece: Any, rng: np.random.Generator, library: Any
) -> None:
    """Test the gradients of short and long networks."""
    for network, layers, linears in _deep(piece, library, rng):
        x, gradient = rng.normal(size=(2, 2, 3))
        _run("forward", network.forward, x.copy())
        _run("backward", network.backward, gradient.copy())
        given = [np.array(getattr(each, "weight_grad", 0)) for each in linears]
        for layer in reversed(layers):
            gradient = layer.backward(gradient)
        if not all(map(_same, given, (each.weight_grad for each in linears))):
            raise MistakeError(NETWORK["other layers"])


def network_lists_the_parameters_of_any_number_of_layers(
    piece: Any, rng: np.random.Generator, library: Any
) -> None:
    """Test that no parameter is left out, and that none comes twice."""
    for network, _layers, linears in _deep(piece, library, rng):
        _run("forward", network.forward, rng.normal(size=(2, 3)))
        _run("backward", network.backward, rng.normal(size=(2, 3)))
        pairs = list(_run("parameters", network.parameters))
        arrays = [array for each in linears for array in (each.weight, each.bias)]
        times = [sum(np.shares_memory(pair[0], array) for pair in pairs) for array in arrays]
        if 0 in times:
            raise MistakeError(NETWORK["other layers"])
        if len(pairs) > len(arrays):
            raise MistakeError(NETWORK["twice"])


def _wrong_passes(layers: Sequence[Any], x: NDArray, g: NDArray) -> dict[str, dict[str, NDArray]]:
    """Return the gradients of typical wrong backward passes."""
    results: dict[str, dict[str, NDArray]] = {}
    names = {0: "weight_grad of the first layer", 2: "weight_grad of the last layer"}
    for hint, order, chained, telling in (
        (NETWORK["backward in order"], (0, 1, 2), True, 2),
        (NETWORK["backward not chained"], (2, 1, 0), False, 0),
    ):
        _chain(layers, x)
        gradient, results[hint] = g.copy(), {}
        for index in order:
            result = layers[index].backward(gradient)
            gradient = result if chained else gradient
            if index == telling:
                results[hint][names[index]] = np.array(layers[index].weight_grad)
    return results


def network_lists_its_parameters(piece: Any, rng: np.random.Generator, library: Any) -> None:
    """Test that each parameter and its gradient are there, as the arrays themselves."""
    network, layers = _network(piece, library, rng, (4, 5, 2))
    counts: list[int] = []
    for batch in (3, 6):  # twice, because the gradients of the second pass are other arrays
        _run("forward", network.forward, rng.normal(size=(batch, 4)))
        _run("backward", network.backward, rng.normal(size=(batch, 2)))
        result = _run("parameters", network.parameters)
        if result is None:
            raise MistakeError("`parameters` returned None. Is a `return` missing?")
        pairs = list(_run("parameters", list, result))
        if not pairs:
            raise MistakeError(NETWORK["no parameters"])
        if not all(isinstance(pair, tuple | list) and len(pair) == 2 for pair in pairs):
            raise MistakeError(NETWORK["no pairs"])
        _check_pairs(pairs, layers, "wrong gradient" if batch == 3 else "old gradients")
        counts.append(len(pairs))
    if counts[1] > counts[0]:
        raise MistakeError(NETWORK["old gradients"])


def _check_pairs(pairs: list[Any], layers: Sequence[Any], other_gradient: str) -> None:
    arrays = [(layer.weight, layer.weight_grad) for layer in (layers[0], layers[2])]
    biases = [(layer.bias, layer.bias_grad) for layer in (layers[0], layers[2])]
    if len(pairs) == len(arrays) and all(
        _is_pair(*each) for each in zip(pairs, arrays, strict=True)
    ):
        raise MistakeError(NETWORK["no biases"])
    if len(pairs) == len(biases) and all(
        _is_pair(*each) for each in zip(pairs, biases, strict=True)
    ):
        raise MistakeError(NETWORK["no weights"])
    if any(_is_pair(pair[::-1], each) for pair in pairs for each in arrays + biases):
        raise MistakeError(NETWORK["swapped"])
    for each in arrays + biases:
        if not any(_is_pair(pair, each) for pair in pairs):
            if any(np.shares_memory(pair[0], each[0]) for pair in pairs):
                raise MistakeError(NETWORK[other_gradient])
            if len(pairs) == 4:
                raise MistakeError(NETWORK["copies"])
            raise MistakeError(NETWORK["one layer"])


def _is_pair(pair: Any, arrays: tuple[NDArray, NDArray]) -> bool:
    return all(
        isinstance(own, np.ndarray) and own.shape == other.shape
        for own, other in zip(pair, arrays, strict=True)
    ) and bool(np.shares_memory(pair[0], arrays[0]) and np.array_equal(pair[1], arrays[1]))


# SGD.


def sgd_steps_against_the_gradient(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test steps with two learning rates, of a vector, a matrix and large gradients."""
    rates = 0.1, 0.25
    vectors, matrices = rng.normal(size=(2, 2, 4)), rng.normal(size=(2, 2, 5, 3))
    matrices[:, 1] *= 100  # gradients that nobody may clip
    for what, problems in (
        ("step", vectors),
        ("step, for weights in rows and columns,", matrices),
    ):
        optimizers = [_run("__init__", piece, lr) for lr in rates]
        for optimizer, lr, (theta, grad) in zip(optimizers, rates, problems, strict=True):
            start, kept = theta.copy(), grad.copy()
            _run(what, optimizer.step, theta, grad)
            if not np.array_equal(grad, kept):
                raise MistakeError(SGD["changes the gradient"])
            wrong = [
                (SGD["not in place"], start),
                (SGD["sign"], start + lr * kept),
                (SGD["no learning rate"], start - kept),
                (SGD["divided"], start - kept / lr),
                (SGD["sign of the gradient"], start - lr * np.sign(kept)),
                (SGD["another learning rate"], start - 0.1 * kept),
                (SGD["another learning rate"], start - 0.25 * kept),
                (SGD["another learning rate"], start - 0.01 * kept),
                (SGD["only the gradient"], lr * kept),
                (SGD["only the gradient"], -lr * kept),
            ]
            _compare("theta", theta, start - lr * kept, wrong)


def sgd_keeps_nothing_from_step_to_step(piece: Any, rng: np.random.Generator, _: Any) -> None:
    """Test several steps in a row."""
    optimizer, theta = _run("__init__", piece, 0.5), rng.normal(size=3)
    expected = theta.copy()
    for _step in range(3):
        grad = rng.normal(size=3)
        _run("step", optimizer.step, theta, grad)
        expected -= 0.5 * grad
    _compare("theta after three steps", theta, expected, [])


# Training.

_EXAMPLES, _BATCH, _EPOCHS, _LR = 10, 4, 3, 0.5


class _Run:
    """One training, with pieces of a library that note what is done with them.

    Row i of X begins with i / 10, and its class is i % 3: so it can be told which rows came.
    """

    def __init__(self, train: Any, library: Any, seed: int, examples: int = _EXAMPLES) -> None:
        log: list[tuple[str, Any]] = []

        class Last(library.Linear):
            def backward(self, grad_output: NDArray) -> Any:
                log.append(("backward", None))
                return super().backward(grad_output)

        class Layer(Last):
            def forward(self, x: NDArray) -> NDArray:
                log.append(("forward", np.rint(10 * x[..., 0]).astype(int)))
                return np.asarray(super().forward(x))

        class Loss(library.CrossEntropyLoss):
            def forward(self, z: NDArray, y: NDArray) -> float:
                cost = float(super().forward(z, y))
                log.append(("cost", (np.array(y), cost)))
                return cost

            def backward(self) -> NDArray:
                log.append(("begin", None))
                return super().backward()

        class Optimizer(library.SGD):
            def step(self, theta: NDArray, grad: NDArray) -> None:
                log.append(("step", None))
                super().step(theta, grad)

        rng = np.random.default_rng(seed)
        X = np.column_stack([np.arange(examples) / 10, rng.normal(size=(examples, 2))])
        y = np.arange(examples) % 3
        self.seed = seed
        self.layers = (Layer(3, 4, rng=rng), library.ReLU(), Last(4, 3, rng=rng))
        self.before = self.parameters()
        self.log = log
        self.right = _trained(self.layers, library, X, y, seed)
        log.clear()
        result = train(
            library.Network(*self.layers),
            X.copy(),
            y.copy(),
            loss=Loss(),
            optimizer=Optimizer(_LR),
            epochs=_EPOCHS,
            batch_size=_BATCH,
            rng=np.random.default_rng(seed),
        )
        self.costs = None if result is None else [*result]
        self.after = self.parameters()

    def parameters(self) -> NDArray:
        first, last = self.layers[0], self.layers[2]
        arrays = (first.weight, first.bias, last.weight, last.bias)
        return np.concatenate([array.ravel() for array in arrays])

    def batches(self) -> list[tuple[NDArray, NDArray, float]]:
        """Return rows, classes and cost of each batch that was learned from."""
        found, rows, measured = [], np.array([], int), None
        for what, value in self.log:
            if what == "forward":
                rows = value
            elif what == "cost":
                measured = value
            elif what == "begin" and measured is not None:
                found.append((rows, *measured))
        return found


def _trained(layers: Sequence[Any], library: Any, X: NDArray, y: NDArray, seed: int) -> NDArray:
    """Return the parameters after a right training, and put the layers' back."""
    linears, rng, loss = (
        (layers[0], layers[2]),
        np.random.default_rng(seed),
        library.CrossEntropyLoss(),
    )
    kept = [(each.weight.copy(), each.bias.copy()) for each in linears]
    for _epoch in range(_EPOCHS):
        order = rng.permutation(len(X))
        for start in range(0, len(X), _BATCH):
            rows = order[start : start + _BATCH]
            loss.forward(_chain(layers, X[rows]), y[rows])
            gradient = loss.backward()
            for layer in reversed(layers):
                gradient = layer.backward(gradient)
            for layer in linears:
                layer.weight[...] -= _LR * layer.weight_grad
                layer.bias[...] -= _LR * layer.bias_grad
    arrays = [each for layer in linears for each in (layer.weight, layer.bias)]
    result = np.concatenate([array.ravel() for array in arrays])
    for layer, (weight, bias) in zip(linears, kept, strict=True):
        layer.weight[...], layer.bias[...] = weight, bias
        for name in ("weight_grad", "bias_grad"):
            vars(layer).pop(name, None)  # as before the first pass
    return result


def _followed(
    piece: Any, library: Any, rng: np.random.Generator, examples: int = _EXAMPLES
) -> _Run:
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the mean of an empty batch has a hint of its own
            return _Run(piece, library, int(rng.integers(1000)), examples)
    except AttributeError as error:
        if "_grad" in str(error):
            raise MistakeError(TRAIN["step first"]) from error
        raise _stopped("train", error) from error
    except Exception as error:  # as in `_run`
        if f"({_EXAMPLES},3) ({_BATCH},3)" in str(error):
            raise MistakeError(TRAIN["whole y"]) from error
        raise _stopped("train", error) from error


def train_shows_every_example_once_an_epoch(
    piece: Any, rng: np.random.Generator, library: Any
) -> None:
    """Test which rows of X and y come together, and in which order."""
    batches = _followed(piece, library, rng).batches()
    if any(not np.array_equal(rows % 3, y) for rows, y, _ in batches):
        raise MistakeError(TRAIN["y not shuffled"])
    if not batches:
        raise MistakeError(TRAIN["no backward"])
    sizes = [rows.size for rows, *_ in batches]
    rows = np.concatenate([np.array([], int), *(np.atleast_1d(rows) for rows, *_ in batches)])
    if sizes and set(sizes) == {_EXAMPLES}:
        raise MistakeError(TRAIN["whole"])
    if sizes == [_BATCH] * (_EPOCHS * (_EXAMPLES // _BATCH)):
        raise MistakeError(TRAIN["last batch"])
    if sizes != [4, 4, 2] * _EPOCHS:
        raise MistakeError(
            f"{_EXAMPLES} examples in batches of {_BATCH}, {_EPOCHS} epochs: we expect batches of "
            f"4, 4, 2, three times over. Yours had {', '.join(map(str, sizes)) or 'nothing'}. Look "
            "at both calls of `range`."
        )
    orders = rows.reshape(_EPOCHS, _EXAMPLES)
    if (np.sort(orders) != np.arange(_EXAMPLES)).any():
        raise MistakeError(TRAIN["twice"])
    if (orders == np.arange(_EXAMPLES)).all():
        raise MistakeError(TRAIN["not shuffled"])
    if (orders == orders[0]).all():
        raise MistakeError(TRAIN["one order"])


def train_cuts_any_number_of_examples(piece: Any, rng: np.random.Generator, library: Any) -> None:
    """Test numbers of examples that the batches divide, and where one example is left."""
    for examples, sizes in ((8, [4, 4]), (9, [4, 4, 1])):
        given = [rows.size for rows, *_ in _followed(piece, library, rng, examples).batches()]
        if 0 in given:
            raise MistakeError(TRAIN["empty batch"])
        if given != sizes * _EPOCHS:
            raise MistakeError(TRAIN["last batch"])


def train_takes_the_steps(piece: Any, rng: np.random.Generator, library: Any) -> None:
    """Test the parameters at the end, and when they were changed."""
    run = _followed(piece, library, rng)
    if _same(run.after, run.right):
        if not any(what == "step" for what, _ in run.log):
            raise MistakeError(TRAIN["own step"])
        return
    events = [what for what, _ in run.log if what in ("begin", "backward", "step")]
    batches = [part.split() for part in " ".join(events).split("begin")[1:]]
    if np.array_equal(run.before, run.after):
        raise MistakeError(TRAIN["no step"])
    if (run.after == run.before).any() and any(part.count("step") < 4 for part in batches):
        raise MistakeError(TRAIN["some steps"])
    if any("step" in part and "backward" in part[part.index("step") :] for part in batches):
        raise MistakeError(TRAIN["steps too early"])
    if any(part.count("step") > 4 for part in batches):
        raise MistakeError(TRAIN["two steps"])
    order, ours, again, draw = np.arange(_EXAMPLES), [], [], np.random.default_rng(run.seed)
    for _epoch in range(_EPOCHS):
        ours.append(draw.permutation(_EXAMPLES))
        order = order[ours[-1]]
        again.append(order)
    shown = np.concatenate([np.atleast_1d(rows) for rows, *_ in run.batches()])
    if np.array_equal(shown, np.concatenate(again)):
        raise MistakeError(TRAIN["shuffled again"])
    if np.array_equal(shown, np.concatenate(ours)):
        raise MistakeError(TRAIN["other step"])
    raise MistakeError(TRAIN["another order"])


def train_returns_the_mean_costs(piece: Any, rng: np.random.Generator, library: Any) -> None:
    """Test the costs: a mean over the examples of each epoch, measured before their steps."""
    run = _followed(piece, library, rng)
    if run.costs is None:
        raise MistakeError(TRAIN["no return"])
    given = _numbers("train", run.costs)
    measured = np.array([cost for *_, cost in run.batches()]).reshape(_EPOCHS, -1)
    sizes = np.array([4, 4, 2])
    wrong = [
        (TRAIN["per batch"], measured.ravel()),
        (TRAIN["sum"], measured.sum(axis=1)),
        (TRAIN["sum"], measured @ sizes),
        (TRAIN["mean of means"], measured.mean(axis=1)),
        (TRAIN["last cost"], measured[:, -1]),
        (TRAIN["full"], measured.sum(axis=1) * _BATCH / _EXAMPLES),
        (TRAIN["last epoch"], measured[-1]),
    ]
    parts = " ".join(what for what, _ in run.log).split("begin")[1:]
    costs = [value[1] for what, value in run.log if what == "cost"]
    if all("step forward cost" in part for part in parts) and len(costs) == 2 * len(parts):
        later = np.array(costs[1::2]).reshape(_EPOCHS, -1)
        wrong.append((TRAIN["after the step"], later @ sizes / _EXAMPLES))
    _compare("train(...)", given, measured @ sizes / _EXAMPLES, wrong)


# All of them, by piece and method, in the order in which they are run.

TESTS: dict[str, dict[str, tuple[Test, ...]]] = {
    "Linear": {
        "forward": (
            linear_starts_with_random_weights,
            linear_is_its_formula,
            linear_takes_a_vector,
            linear_leaves_its_input_alone,
            linear_computes_in_its_own_dtype,
        ),
        "backward": (
            linear_has_the_gradient_of_its_weights,
            linear_has_the_gradient_of_its_biases,
            linear_returns_the_gradient_of_its_input,
            linear_goes_back_in_any_size,
            linear_goes_back_in_its_own_dtype,
            linear_leaves_the_gradient_alone,
            linear_belongs_to_its_latest_input,
            linear_takes_a_vector_backward,
            linear_keeps_its_own,
        ),
    },
    "Sigmoid": {
        "forward": (
            sigmoid_is_its_formula,
            sigmoid_ends_at_0_and_1,
            sigmoid_leaves_its_input_alone,
        ),
        "backward": (
            sigmoid_leaves_the_gradient_alone,
            sigmoid_goes_back,
            sigmoid_belongs_to_its_latest_input,
            sigmoid_keeps_the_dtype,
            sigmoid_keeps_its_own,
        ),
    },
    "ReLU": {
        "forward": (
            relu_is_its_formula,
            relu_cuts_at_0_and_nowhere_else,
            relu_leaves_its_input_alone,
        ),
        "backward": (
            relu_leaves_the_gradient_alone,
            relu_goes_back,
            relu_goes_back_close_to_0,
            relu_belongs_to_its_latest_input,
            relu_keeps_the_dtype,
            relu_keeps_its_own,
        ),
    },
    "CrossEntropyLoss": {
        "forward": (
            loss_is_its_formula,
            loss_takes_any_number_of_classes,
            loss_leaves_its_input_alone,
            loss_takes_huge_logits,
            loss_takes_a_vector,
        ),
        "backward": (
            loss_goes_back,
            loss_belongs_to_its_latest_forward,
            loss_takes_a_vector_backward,
            loss_goes_back_from_huge_logits,
            loss_keeps_its_own,
        ),
    },
    "Network": {
        "forward": (network_is_its_layers_in_a_row, network_takes_any_number_of_layers),
        "backward": (network_goes_back, network_goes_back_through_any_number_of_layers),
        "parameters": (
            network_lists_its_parameters,
            network_lists_the_parameters_of_any_number_of_layers,
        ),
    },
    "SGD": {"step": (sgd_steps_against_the_gradient, sgd_keeps_nothing_from_step_to_step)},
    "train": {
        "train": (
            train_shows_every_example_once_an_epoch,
            train_cuts_any_number_of_examples,
            train_takes_the_steps,
            train_returns_the_mean_costs,
        )
    },
}


def examine(name: str, piece: Any, rng: np.random.Generator, library: Any) -> None:
    """Run all the tests of a piece, method by method.

    Parameters
    ----------
    name : str
        A key of `TESTS`.
    piece : class or function
        What is tested.
    rng : numpy.random.Generator
        Draws the inputs.
    library : module or namespace
        Where the other pieces come from.

    Raises
    ------
    BlankError
        If nothing has been written yet.
    MistakeError
        At the first test that fails.
    """
    _check_kind(name, piece)
    done: list[str] = []
    methods = {each: piece if each == name else getattr(piece, each, None) for each in TESTS[name]}
    if all(map(is_blank, methods.values())):
        raise BlankError
    for method, tests in TESTS[name].items():
        if not callable(methods[method]):
            raise MistakeError(f"`{name}` has no method `{method}`.")
        if is_blank(methods[method]):
            passed = "".join(f"`{each}` passes its tests. " for each in done)
            raise MistakeError(f"{passed}Now write `{method}`: it is still `...`.")
        for test in tests:
            test(piece, rng, library)
        done.append(method)


def _check_kind(name: str, piece: Any) -> None:
    if piece is ...:
        raise BlankError
    if name == "train" and (isinstance(piece, type) or not callable(piece)):
        raise MistakeError("`train` is a function. Give its name, without brackets.")
    if name != "train" and not isinstance(piece, type):
        raise MistakeError(f"`{name}` is a class. Give its name, without brackets.")
