"""Storage: networks to and from files, never pickled."""

import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np

from nnlib.files import write_whole
from nnlib.layers import Layer, Linear
from nnlib.network import Network
from nnlib.validation import as_float_array, as_path, check_count, check_layer_classes, check_type

_FORMAT = "nnlib network 2"
# The layers in nnlib/layers.py. A class of the same name elsewhere is somebody's own.
_KINDS = [kind for kind in Layer.__subclasses__() if kind.__module__ == Layer.__module__]
_OURS = {kind.__name__: kind for kind in _KINDS}


def save(network: Network, path: str | Path) -> None:
    """Write a network, its layers and its parameters, to an .npz file.

    Before it writes, `save` rebuilds the network from what the file is going to hold, and
    compares: what `load` could not rebuild to the last bit is refused. The file appears whole or
    not at all, and replaces an existing one. A layer of your own needs a method `settings`; see
    docs/extending.md.

    Raises
    ------
    TypeError, ValueError
        If `network` is not a network, a layer that is built again from its settings computes
        something else, or `path` cannot name a file.
    OSError
        If the file cannot be written. What was at `path` is still there.
    """
    check_type("network", network, Network, "a Network")
    path = as_path(path)
    architecture = json.dumps([_describe(layer) for layer in network.layers])
    own = [type(layer) for layer in network.layers if not _is_ours(layer)]
    _check_again(network, _built(architecture, network.theta, own))
    content = BytesIO()
    np.savez(content, format=_FORMAT, architecture=architecture, theta=network.theta)
    write_whole(path, content.getvalue())


def load(path: str | Path, layers: Sequence[type[Layer]] = ()) -> Network:
    """Read a network that `save` wrote; it computes the same, to the last bit.

    `layers` are the classes of its layers that are not nnlib's: ``load(path, layers=[LeakyReLU])``.

    Raises
    ------
    OSError
        If there is no such file, or it cannot be read.
    TypeError, ValueError
        If a class is missing from `layers`, or something else is in it; if the file is damaged, cut
        off, or something other than a saved network.
    """
    layers = check_layer_classes(layers, Layer)
    content = BytesIO(as_path(path).read_bytes())
    try:
        _check_packing(content)
        with np.load(content, allow_pickle=False) as file:
            kind, architecture, theta = (file[k] for k in ("format", "architecture", "theta"))
        if str(kind) != _FORMAT:
            raise ValueError(f"its format is {str(kind)!r:.60}")
        return _built(str(architecture), theta, layers)
    except _MissingClassError:
        raise
    except Exception as error:  # what zipfile, zlib, json and NumPy raise has no end
        raise ValueError(
            f"{path} expected a network saved by nnlib ({_FORMAT}), and it is damaged or "
            f"something else: {error}"
        ) from error


def _check_packing(content: BytesIO) -> None:
    """Refuse a file that unpacks to more than it has: a small one could fill the memory."""
    with ZipFile(content) as packed:
        unpacked = sum(each.file_size for each in packed.infolist())
    if unpacked > content.getbuffer().nbytes:
        raise ValueError(f"it is compressed, and unpacks to {unpacked} bytes")


class _MissingClassError(ValueError):
    """The file is right, the call is not."""


def _is_ours(layer: Layer) -> bool:
    return _OURS.get(type(layer).__name__) is type(layer)


def _describe(layer: Layer) -> dict[str, Any]:
    described = {"kind": type(layer).__name__, "settings": layer.settings()}
    return described if _is_ours(layer) else described | {"own": True}


def _built(architecture: str, theta: np.ndarray, own: Sequence[type[Layer]]) -> Network:
    described = json.loads(architecture)
    _check_sizes(described, theta)
    _check_classes(described, own)
    network = Network(*(_build(each, own) for each in described))
    network.theta = as_float_array("theta", theta)
    return network


def _check_sizes(described: list[dict[str, Any]], theta: np.ndarray) -> None:
    """Refuse layers of nnlib's that need more parameters than there are, before one is built."""
    wanted = 0
    for each in described:
        if each["kind"] == "Linear" and not each.get("own"):
            sizes = each["settings"]
            units = check_count("out_features", sizes["out_features"])
            wanted += units * check_count("in_features", sizes["in_features"])
    if wanted > theta.size:
        raise ValueError(f"it has {theta.size} parameters, too few for its layers")


def _check_classes(described: list[dict[str, Any]], own: Sequence[type[Layer]]) -> None:
    """Refuse a call that lacks a class, and say all that the file needs."""
    needed = list(dict.fromkeys(each["kind"] for each in described if each.get("own")))
    given = [each.__name__ for each in own]
    for kind in needed:
        if kind not in given:
            write = f"layers=[{', '.join(needed)}]"
            raise _MissingClassError(f"layers expected the class {kind}, write {write}")


def _build(described: dict[str, Any], own: Sequence[type[Layer]]) -> Layer:
    kind, settings = described["kind"], described["settings"]
    if described.get("own"):
        return next(each for each in own if each.__name__ == kind)(**settings)
    if kind == "Linear":
        weight = np.zeros((settings["out_features"], settings["in_features"]))
        return Linear(**settings, weight=weight)
    return _OURS[kind](**settings)


def _check_again(network: Network, again: Network) -> None:
    """Refuse a network that computes something else after it was built again."""
    x = np.random.default_rng(0).normal(size=(16, network.in_features))
    if not np.array_equal(network(x), again(x)):
        raise ValueError(
            f"save expected settings() that build every layer again, got other predictions from "
            f"{again}; return all that forward depends on"
        )
