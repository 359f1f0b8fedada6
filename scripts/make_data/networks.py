"""Make animal_network.npz and animal_epochs.npz: networks that learned the animals; run by hand.

``python scripts/make_data/networks.py``

The first is the network of the drawing pad. The second tells for nine settings what a network was
like after each epoch, for the explorer of notebook 08: so it moves where no kernel runs.
"""

import io
import itertools
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import nnlib
from nnlib.activations import softmax
from nnlib.datasets import load_animals
from nnlib.datasets.animals import Animals
from nnlib.datasets.training_epochs import EPOCHS, PICTURES, RATES, SHOWN, UNITS, WEIGHTS_AT
from nnlib.metrics import accuracy, confusion_matrix

FILES = Path(__file__).parents[2] / "nnlib" / "datasets" / "files"
COST = nnlib.CrossEntropyLoss()


def make(units: int, rng: np.random.Generator) -> nnlib.Network:
    """Make a network with one hidden layer."""
    one, two = (
        nnlib.Linear(n, m, rng=rng, dtype=np.float32) for n, m in ((784, units), (units, 3))
    )
    return nnlib.Network(one, nnlib.ReLU(), two)


def flat(part: nnlib.datasets.animals.Split) -> NDArray[np.float32]:
    """Return pictures as vectors."""
    return part.X.reshape(len(part.X), -1)


def pad_network(animals: Animals) -> dict[str, NDArray]:
    """Train the network of the drawing pad, on the animals and their mirror images."""
    train = animals.train
    X = np.concatenate([flat(train), train.X[:, :, ::-1].reshape(len(train.X), -1)])
    rng = np.random.default_rng(0)
    network = make(32, rng)
    settings = {"epochs": 8, "batch_size": 32, "rng": rng, "progress": False}
    nnlib.fit(network, X, np.tile(train.y, 2), loss=COST, optimizer=nnlib.Adam(0.002), **settings)
    thinned = {
        name: parameter.value.astype(np.float16) for name, parameter in network.named_parameters()
    }
    before = accuracy(animals.test.y, network(flat(animals.test)))
    for name, parameter in network.named_parameters():
        parameter.value = thinned[name].astype(np.float32)
    after = accuracy(animals.test.y, network(flat(animals.test)))
    print(f"right of the test pictures: {before:.2%}, with float16 {after:.2%}")
    return thinned


def epochs_of(animals: Animals, units: int, lr: float) -> dict[str, NDArray]:
    """Train, and say after each epoch what the network is like."""
    rng = np.random.default_rng(0)
    network, optimizer = make(units, rng), nnlib.Adam(lr)
    train = animals.train
    told, weights = [], []
    settings = {"epochs": 1, "batch_size": 32, "rng": rng, "progress": False}
    for epoch in range(EPOCHS + 1):
        if epoch:
            nnlib.fit(network, flat(train), train.y, loss=COST, optimizer=optimizer, **settings)
        told.append(measured(network, animals))
        if epoch in WEIGHTS_AT:
            weights.append(network.layers[0].weight.copy())
    largest = np.sort(np.linalg.norm(weights[-1], axis=1).argsort()[::-1][:SHOWN])
    shown = np.array(weights)[:, largest]
    scale = abs(shown).max(axis=-1, keepdims=True)
    sevenths = np.round(7 * shown / scale).astype(np.int8)
    columns = {name: np.array([each[name] for each in told]) for name in told[0]}
    print(units, lr, "lowest validation cost after epoch", columns["cost"][:, 1].argmin())
    return columns | {"weights": sevenths}


def measured(network: nnlib.Network, animals: Animals) -> dict[str, NDArray]:
    """Say how well a network does, and what it says of the pictures that are shown."""
    sets = animals.train, animals.validation
    sums = [network(flat(part)) for part in sets]
    pairs = list(zip(sums, sets, strict=True))
    answers = sums[1].argmax(axis=1)
    probabilities = softmax(sums[1][:PICTURES])
    return {
        "cost": np.array([COST(z, part.y) for z, part in pairs], np.float16),
        "accuracy": np.array([accuracy(part.y, z) for z, part in pairs], np.float16),
        "confusion": confusion_matrix(animals.validation.y, answers, 3).astype(np.uint8),
        "says": answers[:PICTURES].astype(np.uint8),
        "percent": np.clip(np.round(100 * probabilities.max(axis=1)), 34, 99).astype(np.uint8),
    }


def write(name: str, arrays: dict[str, NDArray]) -> None:
    """Write arrays into nnlib/datasets/files."""
    content = io.BytesIO()
    np.savez_compressed(content, **arrays)
    (FILES / name).write_bytes(content.getvalue())
    print(name, len(content.getvalue()), "bytes")


def main() -> None:
    """Train all networks and write both files."""
    animals = load_animals()
    write("animal_network.npz", pad_network(animals))
    runs = [epochs_of(animals, units, lr) for units, lr in itertools.product(UNITS, RATES)]
    write("animal_epochs.npz", {name: np.array([run[name] for run in runs]) for name in runs[0]})


if __name__ == "__main__":
    main()
