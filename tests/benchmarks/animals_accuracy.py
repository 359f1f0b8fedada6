"""Test accuracy on the animals, beside scikit-learn, over five seeds.

``python tests/benchmarks/animals_accuracy.py``.

Five seeds each of one hidden layer of 128 ReLU units with Adam, 15 epochs in batches of 32, on
the training pictures and their mirror images: the network of notebook 08, which trains fewer and
for less long. scikit-learn's
MLPClassifier gets the same data and the same settings. Needs ``pip install scikit-learn``.
"""

import time
import warnings

import numpy as np

import nnlib
from nnlib.datasets import load_animals
from nnlib.metrics import accuracy

SEEDS, UNITS, EPOCHS, BATCH_SIZE = range(5), 128, 15, 32


def with_nnlib(X: np.ndarray, y: np.ndarray, X_test: np.ndarray, seed: int) -> np.ndarray:
    """Train, and return the logits of the test pictures."""
    rng = np.random.default_rng(seed)
    hidden, last = nnlib.Linear(784, UNITS, rng=rng), nnlib.Linear(UNITS, 3, rng=rng)
    network = nnlib.Network(hidden, nnlib.ReLU(), last)
    settings = {"loss": nnlib.CrossEntropyLoss(), "optimizer": nnlib.Adam(), "rng": rng}
    nnlib.fit(network, X, y, epochs=EPOCHS, batch_size=BATCH_SIZE, progress=False, **settings)
    return network(X_test)


def with_sklearn(X: np.ndarray, y: np.ndarray, X_test: np.ndarray, seed: int) -> np.ndarray:
    """Train, and return the shares of the test pictures."""
    from sklearn.neural_network import MLPClassifier

    warnings.filterwarnings("ignore", module="sklearn")  # it would like more epochs
    settings = {"batch_size": BATCH_SIZE, "max_iter": EPOCHS, "alpha": 0, "random_state": seed}
    return MLPClassifier([UNITS], **settings).fit(X, y).predict_proba(X_test)


def main() -> None:
    """Print a line for each of the two."""
    animals = load_animals()
    pictures = animals.train.X
    X = np.concatenate([pictures, pictures[:, :, ::-1]]).reshape(-1, 784).astype(np.float64)
    y = np.concatenate([animals.train.y, animals.train.y])
    X_test = animals.test.X.reshape(-1, 784)
    for name, train in [("nnlib", with_nnlib), ("scikit-learn", with_sklearn)]:
        start = time.perf_counter()
        scores = [accuracy(animals.test.y, train(X, y, X_test, seed)) for seed in SEEDS]
        seconds = (time.perf_counter() - start) / len(SEEDS)
        print(
            f"{name:>12}: mean {np.mean(scores):.1%}, standard deviation {np.std(scores):.1%}, "
            f"from {min(scores):.1%} to {max(scores):.1%}; {seconds:.1f} s a training"
        )


if __name__ == "__main__":
    main()
