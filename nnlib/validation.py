"""Validation: the checks that public entry points make before anything changes.

Each returns what it was given, ready to be used, or raises a TypeError or a ValueError that names
the argument, what was expected, and what came. Layers, networks and losses come as `Any`, because
their modules import this one.
"""

# NumPy loads its random numbers, half of the import time, when an annotation names them.
from __future__ import annotations

import inspect
import math
import operator
import os
import re
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from nnlib.arrays import AnyArray, Array

T = TypeVar("T")
MaybeArray = TypeVar("MaybeArray", Array, Array | None)

_MOST = 10**9  # of anything counted: what no memory holds is a slip
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class NotFiniteError(ValueError):
    """NaN or infinity where a number was expected."""


def as_array(name: str, values: ArrayLike) -> AnyArray:
    """Return `values` as an array of whatever they hold, unless that is masked or ragged."""
    if type(values) is np.ndarray:
        return values
    if isinstance(values, np.ma.MaskedArray):  # not before, because np.ma loads when first used
        raise TypeError(f"{name} expected plain numbers, got a masked array; fill it first")
    try:
        return np.asarray(values)
    except ValueError:
        raise ValueError(f"{name} expected rows of equal length, got {values!r:.60}") from None
    except Exception as error:  # whatever somebody's own class raises when asked for numbers
        raise TypeError(f"{name} expected numbers, got {values!r:.60}") from error


def as_float_array(name: str, values: ArrayLike, dtype: DTypeLike | None = None) -> Array:
    """Return `values` as an array of finite floats; `values` itself where it is one already.

    Without a `dtype`, float32 and float64 are kept, and everything else becomes float64.
    """
    array = as_array(name, values)
    if array.dtype.kind not in "fiub":
        got = f"{type(values).__name__} of {array.dtype}"
        got = repr(values) if values is None or isinstance(values, str) else got
        raise TypeError(f"{name} expected numbers, got {got}")
    if dtype is None:
        dtype = np.float32 if array.dtype.type is np.float32 else np.float64
    with np.errstate(over="ignore", invalid="ignore"):
        array = array.astype(dtype, copy=False)
        # NaN and infinity show in the sum of squares, the quickest to compute; then look closer.
        flat = array.ravel(order="K")
        suspicious = not np.isfinite(np.vdot(flat, flat))
    if suspicious and not np.isfinite(array).all():
        where = tuple(np.argwhere(~np.isfinite(array))[0].tolist())
        place = f" at index {where[0] if len(where) == 1 else where}" if where else ""
        wanted = f"{name} expected finite {array.dtype} numbers"
        raise NotFiniteError(f"{wanted}, got {array[where]}{place}")
    return array


def as_float_dtype(dtype: DTypeLike) -> np.dtype:
    """Return `dtype` as a NumPy dtype, if it is float32 or float64."""
    if isinstance(dtype, str | type | np.dtype):  # others may not answer == with yes or no
        for known in (np.dtype(np.float32), np.dtype(np.float64)):
            if known == dtype:
                return known
    name = getattr(dtype, "__name__", repr(dtype))
    raise TypeError(f"dtype expected float32 or float64, got {name}")


def check_number(
    name: str,
    number: float,
    *,
    above: float = -np.inf,
    least: float = -np.inf,
    below: float = np.inf,
) -> float:
    """Return `number` if it is a finite one inside the bounds."""
    if isinstance(number, bool) or not isinstance(number, int | float | np.integer | np.floating):
        raise TypeError(f"{name} expected a number, got {number!r:.60}")
    try:
        value = float(number)
    except OverflowError:  # a whole number of more than 308 digits
        value = np.inf
    if not (above < value < below and least <= value):  # never so for infinity and NaN
        bounds = {"above": above, "of at least": least, "below": below}
        said = " and ".join(f"{words} {end}" for words, end in bounds.items() if np.isfinite(end))
        raise ValueError(f"{name} expected {f'a finite number {said}'.strip()}, got {number}")
    return value


def check_whole(name: str, number: int, least: int, most: int) -> int:
    """Return `number` if it is a whole one from `least` to `most`."""
    if isinstance(number, bool) or not isinstance(number, int | np.integer):
        raise TypeError(f"{name} expected a whole number, got {number!r:.60}")
    if not least <= number <= most:
        wanted = f"a number from {least} to {most}"
        if most == _MOST:
            wanted = f"at least {least}" if number < least else f"at most {most:,}"
        raise ValueError(f"{name} expected {wanted}, got {number}")
    return int(number)


def check_count(name: str, count: int) -> int:
    """Return `count` if it is a whole number of at least 1, and no more than memory may hold."""
    return check_whole(name, count, 1, _MOST)


def check_rng(rng: np.random.Generator | None) -> np.random.Generator:
    """Return `rng`, or a fresh, unseeded generator for None."""
    return np.random.default_rng() if rng is None else check_generator(rng)


def check_generator(rng: np.random.Generator) -> np.random.Generator:
    """Return `rng` if it is a generator."""
    wanted = "a generator from np.random.default_rng(seed)"
    check_type("rng", rng, np.random.Generator, wanted)
    return rng


def check_type(name: str, thing: Any, kind: type | tuple[type, ...], wanted: str) -> Any:
    """Return `thing` if it is of that kind; `wanted` says in words which one that is."""
    if not isinstance(thing, kind):
        raise TypeError(f"{name} expected {wanted}, got {thing!r:.60}")
    return thing


def check_equal(
    words: str, got: object, wanted: object, error: type[Exception] = ValueError
) -> None:
    """Refuse `got` if it is not `wanted`; `words` say what was expected."""
    if got != wanted:
        raise error(f"{words}, got {got}")


def check_names(name: str, names: Sequence[str], count: int) -> tuple[str, ...]:
    """Return `names` if they are `count` strings that a picture can hold."""
    if isinstance(names, str) or not isinstance(names, Sequence):
        raise TypeError(f"{name} expected a list of {count} names, got {names!r:.60}")
    for word in names:
        if not isinstance(word, str):
            raise TypeError(f"{name} expected names, got {word!r:.60} among them")
        check_words(name, word)
    check_equal(f"{name} expected {count} names", len(names), count)
    return tuple(names)


def check_words(name: str, words: str) -> str:
    """Return `words` if they are text that a picture can hold."""
    check_type(name, words, str, "text")
    if _NOT_IN_XML.search(words):
        raise ValueError(f"{name} expected text without control characters, got {words!r:.60}")
    return words


def check_bytes(name: str, content: bytes) -> bytes:
    """Return `content` if it is bytes."""
    check_type(name, content, bytes, "bytes")
    return content


def check_flag(name: str, flag: bool) -> bool:
    """Return `flag` if it is True or False."""
    return bool(check_type(name, flag, (bool, np.bool_), "True or False"))


def check_function(name: str, function: Callable[..., T], form: str = "") -> Callable[..., T]:
    """Return `function` if it can be called."""
    if not callable(function):
        raise TypeError(f"{name} expected {f'a function {form}'.strip()}, got {function!r:.60}")
    return function


def as_path(path: str | Path) -> Path:
    """Return `path` as a Path that can name a file."""
    try:
        name = os.fsdecode(os.fsencode(path))
    except Exception as error:
        raise TypeError(f"path expected the name of a file, got {path!r:.60}") from error
    if not Path(name).name or "\0" in name:
        raise ValueError(f"path expected the name of a file, got {path!r:.60}")
    return Path(name)


def copy_into(name: str, array: Array | None, values: Any, *, finite: bool = True) -> None:
    """Copy `values` into `array`; after ``array -= step`` they are there already."""
    if array is None:
        raise ValueError(f"{name} expected a layer with a bias, got one made with bias=False")
    if values is array:
        return
    new = as_float_array(name, values, array.dtype) if finite else as_array(name, values)
    check_equal(f"{name} expected shape {array.shape}", new.shape, array.shape)
    array[...] = new


# --- Layers and networks --------------------------------------------------------------------------


def check_input(what: Any, x: ArrayLike) -> Array:
    """Return `x` as a vector or a batch that the layer, or the network, can take."""
    first = what if not hasattr(what, "layers") else what.layers[0]
    array = as_float_array("x", x, getattr(what, "dtype", None))
    n = getattr(what, "in_features", None)
    if array.ndim not in (1, 2) or array.shape[-1] != (n or array.shape[-1] or -1):
        wanted = f"({n},)" if array.ndim == 1 else f"(batch, {n})"
        wanted = "(n,) or (batch, n)" if n is None else wanted
        raise ValueError(f"{first} expected x of shape {wanted}, got {array.shape}")
    return array


def check_returned(layer: object, method: str, returned: Array | None) -> Array:
    """Return what a layer's method has returned, if its author has not forgotten the return."""
    if returned is None:
        raise TypeError(f"{layer} expected {method} to return an array, got None")
    return returned


def check_output(what: object, output: MaybeArray) -> MaybeArray:
    """Return `output` if all of it is finite."""
    if output is not None and not np.isfinite(output).all():
        raise ValueError(
            f"{what} expected sums that fit into {output.dtype}, got NaN or infinity; its weights "
            "or its input are too large"
        )
    return output


def check_gradient(network: Any, grad_output: ArrayLike, shape: tuple[int, ...] | None) -> Array:
    """Return `grad_output` if it can follow the network's latest forward pass."""
    if shape is None:
        raise ValueError(
            f"{network} expected network.forward(x) before each backward, got none since the last; "
            "network(x) predicts and keeps nothing"
        )
    array = as_float_array("grad_output", grad_output, network.dtype)
    if array.shape != shape:
        wanted = f"grad_output of shape {shape}, as its latest output"
        raise ValueError(f"{network} expected {wanted}, got {array.shape}")
    return array.copy()


def check_origin(network: Any, origin: object, latest: object) -> None:
    """Refuse a gradient that came from another pass than the network's latest."""
    if origin is not None and origin is not latest:
        raise ValueError(
            f"{network} expected the gradient of its latest network.forward(x), got that of other "
            "predictions; to measure in between, write loss(network(x), target)"
        )


def check_layer_classes(layers: Any, kind: type) -> list[Any]:
    """Return classes of layers."""
    for each in check_type("layers", layers, (list, tuple), "a list of classes"):
        if not isinstance(each, type) or not issubclass(each, kind):
            raise TypeError(f"layers expected classes of layers, got {each!r:.60} among them")
    return list(layers)


def check_settings(layer: Any) -> dict[str, Any]:
    """Return no settings, if the layer's class takes none."""
    taken = list(inspect.signature(type(layer)).parameters)
    if taken:
        raise TypeError(
            f"{layer} expected a method settings() that returns what builds it again: "
            f"a dict of {', '.join(taken)}"
        )
    return {}


def check_layers(layers: tuple[Any, ...], kind: type) -> None:
    """Refuse what is not a layer, and a layer that stands twice."""
    if not layers:
        raise ValueError("Network expected at least one layer, got none")
    for index, layer in enumerate(layers):
        if not isinstance(layer, kind):
            hint = "; write Network(*layers)" if isinstance(layer, list | tuple) else ""
            raise TypeError(f"Network expected layers, got {layer!r:.60} at place {index}{hint}")
        if any(layer is earlier for earlier in layers[:index]):
            raise ValueError(
                f"Network expected each layer once, got the same {layer} again at place {index}"
            )


def widths(layers: tuple[Any, ...]) -> list[int]:
    """Return how many numbers go into each layer, and come out of the last."""
    known = [layer.in_features for layer in layers if hasattr(layer, "in_features")]
    if not known:
        raise ValueError(
            "Network expected a layer that says how many inputs it takes, as Linear does with "
            f"in_features, got {', '.join(map(str, layers))}"
        )
    sizes = [known[0]]
    for index, layer in enumerate(layers):
        try:
            sizes.append(layer.output_size(sizes[-1]))
        except ValueError as error:
            before = f" of {layers[index - 1]} before it" if index else ""
            raise ValueError(f"layer {index}, {error}{before}") from None
    return sizes


def common_dtype(parameters: dict[str, Any]) -> np.dtype:
    """Return the dtype that all parameters have which have one of their own."""
    own = {name: p.dtype for name, p in parameters.items() if p.dtype is not None}
    dtype = next(iter(own.values()), np.dtype(np.float64))
    for name, other in own.items():
        if other != dtype:
            raise TypeError(f"{name} expected dtype {dtype}, as the layers before, got {other}")
    return dtype


def check_ownership(network: Any) -> None:
    """Refuse a network whose layers or parameters are no longer its own."""
    for index, layer in enumerate(network.layers):
        if layer._network is not network:
            raise ValueError(
                f"layer {index}, {layer}, has since been given to another network, and a "
                "layer belongs to one; make a new layer for each network"
            )
    now = [p for layer in network.layers for p in layer.parameters().values()]
    if len(now) != len(network.owned) or any(map(operator.is_not, now, network.owned)):
        raise ValueError(
            f"{network} expected its own parameters, got another in the place of one; "
            "change numbers with parameter.value = ..."
        )


def check_width(network: Any, output: Array, width: int) -> None:
    """Refuse an output of another width than the layers had announced."""
    if output.ndim != 2 or output.shape[1] != width:
        raise ValueError(
            f"{network} expected {width} values to come out, got shape {output.shape}; a layer "
            "that changes how many there are says so in output_size(n)"
        )


def check_together(target: object, loss: object) -> None:
    """Refuse a target without a loss, and a loss without a target."""
    if (target is None) != (loss is None):
        raise ValueError("trace expected target and loss together, got one without the other")


def check_loss(loss: Any, kind: type, last: Any) -> None:
    """Refuse what is not a loss, and a softmax before a loss that makes its own."""
    check_type("loss", loss, kind, "CrossEntropyLoss() or MSELoss()")
    if last.gives_probabilities and loss.takes_logits:
        raise ValueError(
            f"{type(loss).__name__} expected logits, got a network that ends in {last}; leave that "
            "layer out, and apply nnlib.activations.softmax to read the predictions"
        )


def check_logits(z: ArrayLike) -> Array:
    """Return logits, if every row has a class."""
    array = as_float_array("z", z)
    if array.ndim == 0 or array.shape[-1] == 0:
        raise ValueError(f"softmax expected z of shape (..., classes), got {array.shape}")
    return array


# --- Losses ---------------------------------------------------------------------------------------


def check_prediction(loss: Any, prediction: ArrayLike) -> Array:
    """Return predictions as a vector or a batch; `check_cost` tells whether they are finite."""
    array = as_array("prediction", prediction)
    if array.dtype not in (np.float32, np.float64):
        array = as_float_array("prediction", array)
    if array.ndim not in (1, 2) or array.size == 0:
        wanted = f"{loss} expected prediction of shape (n,) or (batch, n)"
        raise ValueError(f"{wanted}, got {array.shape}")
    return array


def check_two_classes(shape: tuple[int, ...]) -> None:
    """Refuse a single output, of which softmax always makes 1."""
    if shape[-1] < 2:
        raise ValueError(
            f"CrossEntropyLoss expected an output for each class, two at least, got {shape[-1]}; "
            "for two classes, end the network in Linear(n, 2) and number them 0 and 1"
        )


def as_targets(shape: tuple[int, ...], target: ArrayLike) -> AnyArray:
    """Return classes or probability distributions for predictions of that shape."""
    classes = as_array("target", target)
    if classes.dtype.kind in "iu" and classes.shape == shape[:-1]:
        return check_range("target", classes, shape[-1])
    y = as_float_array("target", target)
    if y.shape != shape:
        raise ValueError(
            f"target expected classes of shape {shape[:-1]}, as integers, or probability "
            f"distributions of shape {shape}, got {y.dtype} of shape {y.shape}"
        )
    with np.errstate(over="ignore"):
        far = np.abs(y.sum(axis=-1) - 1).max()
    if y.min() < 0 or far > 1e-6:
        raise ValueError(
            "target expected probability distributions: no number below 0, rows that sum to 1"
        )
    return y


def as_distributions(target: ArrayLike, z: Array) -> Array:
    """Return classes or distributions as distributions, in the shape and dtype of `z`."""
    y = as_array("target", target)
    if y.dtype.kind in "iu" and y.shape == z.shape[:-1]:
        is_class = y[..., np.newaxis] == np.arange(z.shape[-1])
        if np.count_nonzero(is_class) == y.size:  # each target is one of the classes
            return np.asarray(is_class, z.dtype)
    return as_targets(z.shape, target).astype(z.dtype)


def check_same_shape(shape: tuple[int, ...], target: ArrayLike) -> Array:
    """Return a target in the shape of the predictions."""
    array = as_float_array("target", target)
    check_equal(f"target expected shape {shape}, as prediction", array.shape, shape)
    return array


def warn_of_probabilities(z: Array) -> None:
    """Warn of logits that look as if a softmax had been applied already."""
    if not 0 <= z.item(0) <= 1:  # of most logits the first one tells
        return
    if z.min() >= 0 and np.abs(z.sum(axis=-1) - 1).max() < 1e-6:
        warnings.warn(
            "CrossEntropyLoss expected logits, and its predictions are probabilities already; "
            "leave out Softmax(), because the loss applies its own",
            stacklevel=4,
        )


def check_cost(loss: Any, cost: Any, prediction: Array) -> float:
    """Return a loss as a float, if it is finite."""
    if not math.isfinite(cost):
        dtype = as_float_array("prediction", prediction).dtype
        raise NotFiniteError(
            f"{loss} expected prediction and target so close that the loss fits into {dtype}, "
            "got NaN or infinity"
        )
    return float(cost)


def check_measured(loss: Any, kept: T | None) -> T:
    """Return what `forward` kept for `backward`."""
    if kept is None:
        raise ValueError(f"{loss} expected a forward pass before backward, got none")
    return kept


# --- Optimizers -----------------------------------------------------------------------------------


def check_step(theta: Array, grad: Array, first: Array | None) -> None:
    """Refuse what no step can change in place, and other parameters than those of the first."""
    if theta is not first:
        if not _is_plain(theta) or theta.dtype not in (np.float32, np.float64):
            wanted = "a float array, of float32 or float64, to be changed in place"
            raise TypeError(f"theta expected {wanted}, got {theta!r:.60}")
        if not theta.flags.writeable:
            raise ValueError("theta expected an array that can be changed, got a read-only one")
        if first is not None and _place(theta) != _place(first):
            raise ValueError(
                "theta expected the parameters of the optimizer's first step, got others; "
                "make a new optimizer for each network"
            )
    if not _is_plain(grad) or grad.dtype != theta.dtype:
        raise TypeError(f"grad expected an array of {theta.dtype}, as theta, got {grad!r:.60}")
    if theta.ndim != 1 or grad.shape != theta.shape:
        got = f"{theta.shape} and {grad.shape}"
        raise ValueError(f"theta and grad expected one shape (n,), got {got}")


def _is_plain(values: object) -> bool:
    plain = isinstance(values, np.ndarray)
    return plain and (type(values) is np.ndarray or not isinstance(values, np.ma.MaskedArray))


def _place(array: Array) -> tuple[object, ...]:
    return array.__array_interface__["data"], array.shape, array.strides


# --- Training -------------------------------------------------------------------------------------


def check_examples(name: str, X: ArrayLike, network: Any) -> Array:
    """Return examples as a batch that the network can take."""
    array = as_float_array(name, X, network.dtype)
    n = network.in_features
    if array.ndim != 2 or array.shape[1] != n or len(array) == 0:
        wanted = f"{name} expected shape (examples, {n}), at least one example"
        raise ValueError(f"{wanted}, got {array.shape}")
    return array


def check_as_many(name: str, y: ArrayLike, count: int) -> AnyArray:
    """Return targets, if there is one for each example."""
    array = as_array(name, y)
    if array.shape[:1] != (count,):
        raise ValueError(f"{name} expected {count} targets, one per example, got {array.shape}")
    return array


# --- Metrics --------------------------------------------------------------------------------------


def as_classes(name: str, values: ArrayLike, classes: int) -> NDArray[np.int64]:
    """Return `values` as classes from 0, one per example."""
    array = as_array(name, values)
    if array.dtype.kind not in "iu" or array.ndim != 1:
        got = f"{array.dtype} of shape {array.shape}"
        raise TypeError(f"{name} expected classes, integers of shape (batch,), got {got}")
    return check_range(name, array, classes).astype(np.int64)


def check_one_shape(y: AnyArray, prediction: AnyArray) -> None:
    """Refuse a truth and a prediction of different shapes."""
    if y.shape != prediction.shape:
        got = f"{y.shape} and {prediction.shape}"
        raise ValueError(f"y and prediction expected one shape, got {got}")


def check_range(name: str, classes: AnyArray, count: int) -> AnyArray:
    """Return integers, if each is one of so many classes."""
    if classes.size and (classes.min() < 0 or classes.max() >= count):
        got = f"{classes.min()} to {classes.max()}"
        raise ValueError(f"{name} expected classes from 0 to {count - 1}, got {got}")
    return classes
