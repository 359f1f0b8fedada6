"""Storage: networks to and from files, never pickled."""

import json
import os
from io import BytesIO
from pathlib import Path

import numpy as np

from nnlib.layers import Layer, Linear, ReLU, Sigmoid, Softmax, Tanh
from nnlib.network import Network
from nnlib.validation import as_float_array, as_path, check_type

_FORMAT = "nnlib network 1"
_ACTIVATIONS = {kind.__name__: kind for kind in (Sigmoid, Tanh, ReLU, Softmax)}


def save(network: Network, path: str | Path) -> None:
    """Write a network, its layers and its parameters, to an .npz file.

    The file appears whole or not at all: it is written beside `path` first, then moved there.

    Parameters
    ----------
    network : Network
        What to keep.
    path : str or Path
        Where; an existing file is replaced.

    Raises
    ------
    TypeError, ValueError
        If `network` is no network, or `path` no name of a file.
    OSError
        If the file cannot be written. What stood at `path` is still there.
    """
    check_type("network", network, Network, "a Network")
    path = as_path(path)
    architecture = json.dumps([_describe(layer) for layer in network.layers])
    content = BytesIO()
    np.savez(content, format=_FORMAT, architecture=architecture, theta=network.theta)
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_bytes(content.getvalue())
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def load(path: str | Path) -> Network:
    """Read a network that `save` wrote; it computes the same, to the last bit.

    Parameters
    ----------
    path : str or Path
        The file.

    Returns
    -------
    Network
        A new one, with layers of its own.

    Raises
    ------
    OSError
        If there is no such file, or it cannot be read.
    TypeError
        If `path` is no name of a file.
    ValueError
        If the file is damaged, cut off, or something else than a saved network.
    """
    content = BytesIO(as_path(path).read_bytes())
    try:
        with np.load(content, allow_pickle=False) as file:
            kind, architecture, theta = (file[k] for k in ("format", "architecture", "theta"))
        if str(kind) != _FORMAT:
            raise ValueError(f"its format is {str(kind)!r:.60}")
        described = json.loads(str(architecture))
        network = Network(*(_build(layer, theta) for layer in described))
        network.theta[...] = as_float_array("theta", theta)
    except Exception as error:  # what zipfile, zlib, json and NumPy raise has no end
        raise ValueError(
            f"{path} expected a network saved by nnlib ({_FORMAT}), and it is damaged or "
            f"something else: {error}"
        ) from error
    return network


def _describe(layer: Layer) -> dict[str, object]:
    if isinstance(layer, Linear):
        sizes = {"in_features": layer.in_features, "out_features": layer.out_features}
        return {"kind": "Linear", **sizes, "bias": layer.bias is not None}
    return {"kind": type(layer).__name__}


def _build(described: dict, theta: np.ndarray) -> Layer:
    described = dict(described)
    kind = described.pop("kind")
    if kind == "Linear":
        shape = described["out_features"], described["in_features"]
        if shape[0] * shape[1] > theta.size:  # else a forged size could fill the memory
            raise ValueError(f"it has {theta.size} parameters, too few for a layer of {shape}")
        return Linear(**described, weight=np.zeros(shape), dtype=theta.dtype)
    if kind not in _ACTIVATIONS:
        raise ValueError(f"it has an unknown layer {kind!r:.60}")
    return _ACTIVATIONS[kind](**described)
