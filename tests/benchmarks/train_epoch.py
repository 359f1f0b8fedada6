"""How fast does ``nnlib.fit`` train? ``python tests/benchmarks/train_epoch.py``.

One epoch of three works, timed in one run: the bare matrix products, a tuned NumPy loop, nnlib,
scikit-learn's MLPClassifier and PyTorch on the CPU, each with ReLU hidden layers, softmax
cross-entropy and plain SGD on shuffled rows, in float32. The tuned loop is what an expert would
write for this one network, without any check; before it is timed, it has to learn the same as
nnlib. Prints the least seconds of 15 epochs (``--repeats``), and their ratios to the tuned loop
and to the bare products. Each timed epoch comes after a pause and an epoch that is not timed: the
threads of the library before go on spinning for a while, and would slow down whoever is next
(without it, the bare products take twice as long beside PyTorch as alone). Needs
``pip install scikit-learn torch``; what is missing is left out.

At last, the first work again, several epochs in one call: with the machine to itself, and beside
a process that keeps one core busy.

``--threads 1`` or ``--threads 2`` sets how many threads each library may use for its products;
without it, each takes as many as it does by itself. nnlib may go below.

``--write nnlib/datasets/files/epoch_times.json`` also stores the figures, for the chart in
notebook 11, all but the tuned loop's.

Python looks for nnlib where it is installed; from another working tree, put ``PYTHONPATH=.`` in
front.
"""

import argparse
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

import nnlib

Array = NDArray[np.float32]
Epoch = Callable[[], object]

WORKS = [  # examples, sizes, batch_size
    (2_400, [784, 64, 3], 32),
    (60_000, [784, 128, 64, 10], 128),
    (60_000, [784, 512, 512, 10], 256),
]
LR, REPEATS, PAUSE = 0.01, 15, 0.3
BARE, TUNED = "bare products", "tuned loop"
EPOCHS_BESIDE = 6  # in one call, beside a busy process
# Roundings of float32 stay below 1e-7 in a short epoch; a sum so near to 0 that they decide whether
# its unit is silent moves a weight by 2e-6. In a long one, such cases add up.
BATCHES_CHECKED, TOLERANCE = 10, 1e-5

# Keeps a core busy as long as its parent lives.
BUSY = """
import os
parent = os.getppid()
print(flush=True)
while os.getppid() == parent:
    for _ in range(1_000_000):
        pass
"""


def make_data(examples: int, sizes: list[int]) -> tuple[Array, NDArray[np.int64]]:
    """Draw examples and classes from a seed."""
    rng = np.random.default_rng(0)
    return rng.random((examples, sizes[0]), np.float32), rng.integers(0, sizes[-1], examples)


def bare_products(X: Array, sizes: list[int], batch_size: int) -> Epoch:
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


def new_network(sizes: list[int]) -> tuple[nnlib.Network, np.random.Generator]:
    """Make a network from a seed; return it and the generator, for the orders of rows."""
    rng = np.random.default_rng(0)
    layers = []
    for n, units in pairwise(sizes):
        layers += [nnlib.Linear(n, units, rng=rng, dtype=np.float32), nnlib.ReLU()]
    return nnlib.Network(*layers[:-1]), rng


def fitting(
    network: nnlib.Network, X: Array, y: NDArray, *, batch_size: int, rng: np.random.Generator
) -> Callable[[int], nnlib.History]:
    """Prepare ``nnlib.fit``: call it with a number of epochs."""
    settings = {"loss": nnlib.CrossEntropyLoss(), "optimizer": nnlib.SGD(LR), "rng": rng}
    return lambda epochs: nnlib.fit(
        network, X, y, **settings, epochs=epochs, batch_size=batch_size, progress=False
    )


def with_nnlib(X: Array, y: NDArray, sizes: list[int], batch_size: int, epochs: int = 1) -> Epoch:
    """Prepare an epoch of ``nnlib.fit``, or several in one call."""
    network, rng = new_network(sizes)
    fit = fitting(network, X, y, batch_size=batch_size, rng=rng)
    return lambda: fit(epochs)


@dataclass
class Buffers:
    """Memory for all that one step of the tuned loop computes.

    Attributes
    ----------
    values : list of ndarray
        The rows of the batch and each layer's output; on the way back, all but the rows are
        overwritten with their gradients.
    masks, zeros : list of ndarray
        One a hidden layer, in the shape of its output: where it is positive; and zeros.
    classes, index : ndarray
        Right classes of the batch; its rows, counted.
    column : ndarray
        One number an example, shape (batch, 1).
    ones_row, ones_column : ndarray
        What sums up a batch, or the classes, as a product: quicker than ``sum``.
    """

    values: list[Array]
    masks: list[NDArray[np.bool_]]
    zeros: list[Array]
    classes: NDArray[np.int64]
    index: NDArray[np.intp]
    column: Array
    ones_row: Array
    ones_column: Array

    @classmethod
    def of(cls, sizes: list[int], batch: int) -> "Buffers":
        """Allocate them for so many examples a step."""
        hidden = [(batch, units) for units in sizes[1:-1]]
        return cls(
            values=[np.empty((batch, units), np.float32) for units in sizes],
            masks=[np.empty(shape, bool) for shape in hidden],
            zeros=[np.zeros(shape, np.float32) for shape in hidden],
            classes=np.empty(batch, np.int64),
            index=np.arange(batch),
            column=np.empty((batch, 1), np.float32),
            ones_row=np.ones(batch, np.float32),
            ones_column=np.ones((sizes[-1], 1), np.float32),
        )


class TunedLoop:
    """Training of one kind of network, written out by hand for speed.

    Nothing is checked, and there is no accuracy. What a step computes goes into ready buffers.

    Parameters
    ----------
    network : nnlib.Network
        Whose parameters to start from; they are copied.
    X, y : ndarray
        Examples and their classes.
    sizes : list of int
        Inputs, units of each hidden layer, classes.
    batch_size : int
        Examples a step; the last step of an epoch takes what is left.
    rng : numpy.random.Generator
        Source of the orders of rows.
    """

    def __init__(
        self,
        network: nnlib.Network,
        X: Array,
        y: NDArray[np.int64],
        *,
        sizes: list[int],
        batch_size: int,
        rng: np.random.Generator,
    ) -> None:
        self.X, self.y, self.batch_size, self.rng = X, y, batch_size, rng
        self.theta = network.theta.copy()
        self.grad = np.empty_like(self.theta)
        self.layers = views(self.theta, sizes)
        self.grads = views(self.grad, sizes)
        lengths = {min(batch_size, len(X)), len(X) % batch_size} - {0}
        self.buffers = {length: Buffers.of(sizes, length) for length in lengths}

    def epoch(self) -> float:
        """Go through all examples once; return their mean loss."""
        order = self.rng.permutation(len(self.X))
        total = 0.0
        for start in range(0, len(self.X), self.batch_size):
            total += self.step(order[start : start + self.batch_size])
        return total / len(self.X)

    def step(self, rows: NDArray[np.intp]) -> float:
        """Learn from some rows; return the sum of their losses, measured before the step."""
        buffers = self.buffers[len(rows)]
        np.take(self.X, rows, axis=0, out=buffers.values[0], mode="clip")
        np.take(self.y, rows, out=buffers.classes, mode="clip")
        self.forward(buffers)
        loss = cross_entropy(buffers)
        self.backward(buffers)
        # The loss is a mean over the batch: its gradient is divided here, with the rate.
        np.multiply(self.grad, LR / len(rows), out=self.grad)
        np.subtract(self.theta, self.grad, out=self.theta)
        return loss

    def forward(self, buffers: Buffers) -> None:
        """Compute each layer's output from the one before; the last has no ReLU."""
        values = buffers.values
        for i, (weight, bias) in enumerate(self.layers):
            z = np.matmul(values[i], weight.T, out=values[i + 1])
            np.add(z, bias, out=z)
            if i < len(buffers.zeros):
                np.maximum(z, buffers.zeros[i], out=z)

    def backward(self, buffers: Buffers) -> None:
        """Fill `grad`; the last of the values already holds its gradient."""
        values = buffers.values
        for i in range(len(self.layers) - 1, -1, -1):
            (grad_weight, grad_bias), delta = self.grads[i], values[i + 1]
            np.matmul(delta.T, values[i], out=grad_weight)
            np.matmul(buffers.ones_row, delta, out=grad_bias)
            if i:  # no one asks for the gradient of the rows
                mask = np.greater(values[i], 0, out=buffers.masks[i - 1])
                before = np.matmul(delta, self.layers[i][0], out=values[i])
                np.multiply(before, mask, out=before)


def views(flat: Array, sizes: list[int]) -> list[tuple[Array, Array]]:
    """Return each layer's part of a vector, as weight and bias."""
    found, start = [], 0
    for n, units in pairwise(sizes):
        middle, end = start + units * n, start + units * n + units
        found.append((flat[start:middle].reshape(units, n), flat[middle:end]))
        start = end
    return found


def cross_entropy(buffers: Buffers) -> float:
    """Return the sum of the losses, and overwrite the logits with its gradient."""
    p, column, place = buffers.values[-1], buffers.column, (buffers.index, buffers.classes)
    np.subtract(p, np.maximum.reduce(p, axis=1, keepdims=True, out=column), out=p)
    chosen = p[place].sum()
    np.exp(p, out=p)
    np.matmul(p, buffers.ones_column, out=column)
    np.divide(p, column, out=p)
    p[place] -= 1
    return float(np.log(column, out=column).sum() - chosen)


def tuned_loop(X: Array, y: NDArray, sizes: list[int], batch_size: int) -> TunedLoop:
    """Prepare the tuned loop from the weights, and with the orders, that nnlib has."""
    network, rng = new_network(sizes)
    return TunedLoop(network, X, y, sizes=sizes, batch_size=batch_size, rng=rng)


def check_same_learning(X: Array, y: NDArray, sizes: list[int], batch_size: int) -> None:
    """Refuse a tuned loop that after a short epoch has other parameters, or a loss, than nnlib."""
    some = slice(BATCHES_CHECKED * batch_size + batch_size // 2)  # the last step takes a half
    X, y = X[some], y[some]
    network, rng = new_network(sizes)
    start = network.theta.copy()
    [record] = fitting(network, X, y, batch_size=batch_size, rng=rng)(1).records
    loop = tuned_loop(X, y, sizes, batch_size)
    np.testing.assert_allclose(loop.epoch(), record.loss, rtol=TOLERANCE)
    np.testing.assert_allclose(loop.theta, network.theta, rtol=0, atol=TOLERANCE)
    moved = np.abs(network.theta - start).max()
    assert moved > 100 * TOLERANCE, f"no parameter moves further than {moved}: too little to judge"


def with_sklearn(X: Array, y: NDArray, sizes: list[int], batch_size: int) -> Epoch:
    """Prepare an epoch of scikit-learn's MLPClassifier."""
    from sklearn.neural_network import MLPClassifier

    settings = {"solver": "sgd", "momentum": 0, "alpha": 0, "learning_rate_init": LR}
    model = MLPClassifier(sizes[1:-1], batch_size=batch_size, max_iter=1, **settings)
    warnings.filterwarnings("ignore", module="sklearn")
    return lambda: model.fit(X, y)


def with_torch(X: Array, y: NDArray, sizes: list[int], batch_size: int) -> Epoch:
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


def limit_threads(threads: int) -> None:
    """Let each library that is installed use so many threads from now on."""
    for name in ("sklearn.neural_network", "torch"):  # what is not loaded yet cannot be set
        with suppress(ImportError):
            import_module(name)
    threadpool_limits(limits=threads)
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(threads)


def timed(epoch: Epoch) -> float:
    """Return the seconds of an epoch, after a pause and one that is not timed."""
    time.sleep(PAUSE)
    epoch()
    start = time.perf_counter()
    epoch()
    return time.perf_counter() - start


def seconds(epochs: dict[str, Epoch], repeats: int) -> dict[str, float]:
    """Time each epoch so many times, in turns; return the least of each."""
    turns = [{name: timed(epoch) for name, epoch in epochs.items()} for _ in range(repeats)]
    return {name: min(turn[name] for turn in turns) for name in epochs}


def measure(examples: int, sizes: list[int], batch_size: int, repeats: int) -> dict[str, float]:
    """Return the seconds an epoch of one work takes everyone who is installed."""
    X, y = make_data(examples, sizes)
    check_same_learning(X, y, sizes, batch_size)
    tuned = tuned_loop(X, y, sizes, batch_size)
    epochs = {BARE: bare_products(X, sizes, batch_size), TUNED: tuned.epoch}
    for name, prepare in PEERS.items():
        try:
            epochs[name] = prepare(X, y, sizes, batch_size)
        except ImportError as error:
            print(f"without {name}: {error}")
    return seconds(epochs, repeats)


@contextmanager
def busy_process() -> Iterator[None]:
    """Keep one core busy meanwhile, with a loop in plain Python."""
    process = subprocess.Popen([sys.executable, "-c", BUSY], stdout=subprocess.PIPE)
    try:
        process.stdout.readline()  # it has begun
        yield
    finally:
        process.kill()
        process.communicate()


def beside_busy(examples: int, sizes: list[int], batch_size: int, repeats: int) -> None:
    """Print how much slower a busy process makes nnlib and the tuned loop."""
    X, y = make_data(examples, sizes)
    tuned = tuned_loop(X, y, sizes, batch_size)
    calls = {
        "nnlib": with_nnlib(X, y, sizes, batch_size, EPOCHS_BESIDE),
        TUNED: lambda: [tuned.epoch() for _ in range(EPOCHS_BESIDE)],
    }
    quiet, busy = [], []
    for _ in range(repeats):
        quiet.append({name: timed(call) for name, call in calls.items()})
        with busy_process():
            busy.append({name: timed(call) for name, call in calls.items()})
    work = title(examples, sizes, batch_size)
    print(f"beside one busy process, {EPOCHS_BESIDE} epochs of {work}:")
    for name in calls:
        print(f"    {name:<13} " + slowdown([t[name] for t in quiet], [t[name] for t in busy]))


def slowdown(quiet: list[float], busy: list[float]) -> str:
    """Say the least and the median of both, and how many times as long the busy one takes."""
    said = []
    for name, of in (("min", min), ("median", statistics.median)):
        before, after = of(quiet), of(busy)
        said.append(f"{name} {before:.4f} s alone, {after:.4f} s beside ({after / before:.2f}x)")
    return "; ".join(said)


def title(examples: int, sizes: list[int], batch_size: int) -> str:
    """Name a work."""
    return f"{examples:,} x {sizes}, batch {batch_size}"


def table(found: dict[str, float]) -> str:
    """Show seconds, and their ratios to the tuned loop and to the bare products."""
    bare, tuned = found[BARE], found[TUNED]
    return "\n    ".join(
        f"{name:<13} {value:.4f} s, {value / tuned:5.2f}x tuned, {value / bare:5.2f}x bare"
        for name, value in found.items()
    )


def circumstances() -> dict[str, object]:
    """Return the day, the class of the machine and the versions; nothing that names the machine."""
    return {
        "date": datetime.date.today().isoformat(),
        "processor": platform.machine().replace("_", "-"),
        "cores": os.cpu_count(),
        "versions": {name: version(name) for name in ("numpy", "scikit-learn", "torch")},
    }


def count(text: str) -> int:
    """Read a whole number from 1 on the command line."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def read_arguments(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", type=Path, metavar="FILE", help="store the figures as JSON")
    parser.add_argument("--threads", type=count, help="for each library; default: as it comes")
    parser.add_argument("--repeats", type=count, default=REPEATS, help="default: %(default)s")
    found = parser.parse_args(arguments)
    if found.write and found.threads:
        parser.error("--write stores figures as they come, and has no place for --threads")
    return found


def main(arguments: list[str] | None = None) -> None:
    """Print a table for each work, and store the figures if asked to."""
    options = read_arguments(arguments)
    stored = None if options.write is None else circumstances()  # what is missing shows at once
    if options.threads:
        limit_threads(options.threads)
    print(f"threads: {options.threads or 'as they come'}; least of {options.repeats} epochs each")
    works = []
    for examples, sizes, batch_size in WORKS:
        found = measure(examples, sizes, batch_size, options.repeats)
        print(f"{title(examples, sizes, batch_size)}: {table(found)}", flush=True)
        rounded = {name: float(f"{s:.3g}") for name, s in found.items() if name != TUNED}
        work = {"examples": examples, "sizes": sizes, "batch_size": batch_size}
        works.append(work | {"seconds": rounded})
    beside_busy(*WORKS[0], options.repeats)
    if options.write is not None:
        text = json.dumps(stored | {"works": works}, indent=1)
        options.write.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
