"""Animal network: a small network that tells dogs, cats and neither."""

import numpy as np

from nnlib.datasets.stored import read
from nnlib.layers import Linear, ReLU
from nnlib.network import Network


def animal_network() -> Network:
    """Return a network of 32 hidden units that was trained on the animals and their mirror images.

    784 pixels in, three sums out: dog, cat, neither. ``scripts/make_data/networks.py`` trained it;
    its weights are kept as float16, which changes none of its answers to the test pictures. Each
    call returns a network of its own.

    Raises
    ------
    FileNotFoundError
        If the package was copied without its data files.
    ValueError
        If the file is damaged.
    """
    with np.load(read("animal_network.npz"), allow_pickle=False) as file:
        parameters = {name: file[name].astype(np.float32) for name in file.files}
    layers = []
    for name in ("0", "2"):
        weight = parameters[f"{name}.weight"]
        layer = Linear(*weight.shape[::-1], weight=weight, dtype=weight.dtype)
        layer.bias = parameters[f"{name}.bias"]
        layers.append(layer)
    return Network(layers[0], ReLU(), layers[1])
