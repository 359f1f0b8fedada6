"""How fast does ``nnlib.fit`` train? ``python tests/benchmarks/train_epoch.py``.

One epoch of three works, timed in one run: the bare matrix products, nnlib, scikit-learn's
MLPClassifier and PyTorch on the CPU, each with ReLU hidden layers, softmax cross-entropy and
plain SGD on shuffled rows, in float32. Prints the median seconds of five epochs and their ratio
to the bare products. Each timed epoch comes after a pause and an epoch that is not timed: the
threads of the library before go on spinning for a while, and would slow down whoever is next
(without it, the bare products take twice as long beside PyTorch as alone). Needs
``pip install scikit-learn torch``; what is missing is left out.

``--write notebooks/train_epoch.json`` also stores the figures, for the chart in notebook 11.
"""

import argparse
import datetime
import json
import os
import platform
import statistics
import time
import warnings
from collections.abc import Callable
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

import numpy as np

import nnlib

WORKS = [  # examples, sizes, batch_size
    (2_400, [784, 64, 3], 32),
    (60_000, [784, 128, 64, 10], 128),
    (60_000, [784, 512, 512, 10], 256),
]
LR, REPEATS, PAUSE = 0.01, 5, 0.3


def make_data(examples: int, sizes: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Draw examples and classes from a seed."""
    rng = np.random.default_rng(0)
    return rng.random((examples, sizes[0]), np.float32), rng.integers(0, sizes[-1], examples)


def bare_products(X: np.ndarray, sizes: list[int], batch_size: int) -> Callable[[], None]:
    """Prepare the matrix products of one epoch, into ready buffers, and nothing else."""
    rng = np.random.default_rng(0)
    layers = []
    for n, units in pairwise(sizes):
        weight = rng.random((units, n), np.float32)
        buffers = [np.empty(shape, np.float32) for shape in [(batch_size, units), weight.shape]]
        layers.append((weight, *buffers, np.empty((batch_size, n), np.float32)))

    def epoch() -> None:
        for start in range(0, len(X) - batch_size + 1, batch_size):
            a = X[start : start + batch_size]
            inputs = []
            for weight, z, _, _ in layers:
                inputs.append(a)
                a = np.matmul(a, weight.T, out=z)
            for i, (weight, z, grad_weight, grad_input) in reversed(list(enumerate(layers))):
                np.matmul(z.T, inputs[i], out=grad_weight)
                if i:
                    np.matmul(z, weight, out=grad_input)

    return epoch


def with_nnlib(X: np.ndarray, y: np.ndarray, sizes: list[int], batch_size: int):
    """Prepare an epoch of ``nnlib.fit``."""
    rng = np.random.default_rng(0)
    layers = []
    for n, units in pairwise(sizes):
        layers += [nnlib.Linear(n, units, rng=rng, dtype=np.float32), nnlib.ReLU()]
    network, optimizer = nnlib.Network(*layers[:-1]), nnlib.SGD(LR)
    settings = {"loss": nnlib.CrossEntropyLoss(), "optimizer": optimizer, "rng": rng}
    return lambda: nnlib.fit(
        network, X, y, **settings, epochs=1, batch_size=batch_size, progress=False
    )


def with_sklearn(X: np.ndarray, y: np.ndarray, sizes: list[int], batch_size: int):
    """Prepare an epoch of scikit-learn's MLPClassifier."""
    from sklearn.neural_network import MLPClassifier

    settings = {"solver": "sgd", "momentum": 0, "alpha": 0, "learning_rate_init": LR}
    model = MLPClassifier(sizes[1:-1], batch_size=batch_size, max_iter=1, **settings)
    warnings.filterwarnings("ignore", module="sklearn")
    return lambda: model.fit(X, y)


def with_torch(X: np.ndarray, y: np.ndarray, sizes: list[int], batch_size: int):
    """Prepare an epoch of a plain PyTorch loop."""
    import torch

    torch.manual_seed(0)
    layers = []
    for n, units in pairwise(sizes):
        layers += [torch.nn.Linear(n, units), torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers[:-1])
    optimizer = torch.optim.SGD(model.parameters(), lr=LR)
    loss = torch.nn.CrossEntropyLoss()
    X, y = torch.from_numpy(X), torch.from_numpy(y)

    def epoch() -> None:
        order = torch.randperm(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            optimizer.zero_grad()
            loss(model(X[rows]), y[rows]).backward()
            optimizer.step()

    return epoch


PEERS = {"nnlib": with_nnlib, "scikit-learn": with_sklearn, "PyTorch": with_torch}


def seconds(epochs: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Time each epoch `REPEATS` times, in turns; return the medians."""
    times = {name: [] for name in epochs}
    for _ in range(REPEATS):
        for name, epoch in epochs.items():
            time.sleep(PAUSE)
            epoch()
            start = time.perf_counter()
            epoch()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in times.items()}


def measure(examples: int, sizes: list[int], batch_size: int) -> dict[str, float]:
    """Return the seconds an epoch of one work takes everyone who is installed."""
    X, y = make_data(examples, sizes)
    epochs = {"bare products": bare_products(X, sizes, batch_size)}
    for name, prepare in PEERS.items():
        try:
            epochs[name] = prepare(X, y, sizes, batch_size)
        except ImportError as error:
            print(f"without {name}: {error}")
    return seconds(epochs)


def circumstances() -> dict[str, object]:
    """Return the day, the class of the machine and the versions; nothing that names the machine."""
    return {
        "date": datetime.date.today().isoformat(),
        "processor": platform.machine().replace("_", "-"),
        "cores": os.cpu_count(),
        "versions": {name: version(name) for name in ("numpy", "scikit-learn", "torch")},
    }


def main(arguments: list[str] | None = None) -> None:
    """Print a table, one line a work, and store it if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", type=Path, metavar="FILE", help="store the figures as JSON")
    file = parser.parse_args(arguments).write
    stored = None if file is None else circumstances()  # what is missing shows at once
    works = []
    for examples, sizes, batch_size in WORKS:
        medians = measure(examples, sizes, batch_size)
        bare = medians["bare products"]
        shown = [f"{name} {value:.4f} s ({value / bare:.2f}x)" for name, value in medians.items()]
        print(f"{examples:,} x {sizes}, batch {batch_size}: " + ", ".join(shown), flush=True)
        rounded = {name: float(f"{value:.3g}") for name, value in medians.items()}
        work = {"examples": examples, "sizes": sizes, "batch_size": batch_size}
        works.append(work | {"seconds": rounded})
    if file is not None:
        text = json.dumps(stored | {"works": works}, indent=1)
        file.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
