"""Is a drawing as good as a picture? ``python tests/benchmarks/pad_accuracy.py``.

The outline of every test picture is traced, scaled and moved as if somebody had drawn it larger,
smaller, elsewhere, and goes through the pad: strokes, filling, scaling, centring. Printed is the
accuracy of the same network on the pictures and on these drawings, for the pad's own network and
for one of 128 units, as trained in notebook 08. In between stand the steps that explain the
difference: the outline alone (what was dark or grey inside is white), its box scaled to 26 pixels
(smaller ones were smaller), and the width of the pen (which closes narrow gaps).
"""

from unittest import mock

import numpy as np

import nnlib
from nnlib import metrics
from nnlib.animal_network import animal_network
from nnlib.datasets import load_animals, silhouette

SIZES = (1.0, 0.7, 0.4)  # of the traced outline: 250 units, 180, 100


def drawn(picture: np.ndarray, size: float, rng: np.random.Generator) -> np.ndarray:
    """Return what the pad makes of the outline of a picture, drawn somewhere on it."""
    strokes = [np.array(stroke) for stroke in silhouette.to_strokes(picture)]
    middle = silhouette.PAD / 2
    spare = (1 - size) * middle
    place = middle + rng.uniform(-spare, spare, 2)
    return silhouette.from_strokes([(stroke - middle) * size + place for stroke in strokes])


def outlined(picture: np.ndarray, *, own_size: bool) -> np.ndarray:
    """Return the filled outline of the thinnest pen, perhaps as large as it was."""
    lit = picture > 0.5
    box = max(lit.any(axis=0).sum(), lit.any(axis=1).sum())
    longest = box if own_size else silhouette.LONGEST
    with mock.patch.multiple(silhouette, PEN=3, LONGEST=longest):
        return silhouette.from_strokes(silhouette.to_strokes(picture))


def large_network() -> nnlib.Network:
    """Train notebook 08's network."""
    train = load_animals().train
    X = np.concatenate([train.X, train.X[:, :, ::-1]]).reshape(-1, 784)
    rng = np.random.default_rng(0)
    hidden, last = nnlib.Linear(784, 128, rng=rng), nnlib.Linear(128, 3, rng=rng)
    network = nnlib.Network(hidden, nnlib.ReLU(), last)
    settings = {"epochs": 15, "batch_size": 32, "rng": np.random.default_rng(0), "progress": False}
    settings |= {"loss": nnlib.CrossEntropyLoss(), "optimizer": nnlib.Adam()}
    nnlib.fit(network, X, np.tile(train.y, 2), **settings)
    return network


def main() -> None:
    """Print a table, a column for each network."""
    test = load_animals().test
    works = {"the test pictures": test.X}
    for words, own_size in (("outlines, filled", True), ("and scaled to 26 pixels", False)):
        works[words] = np.array([outlined(picture, own_size=own_size) for picture in test.X])
    for size in SIZES:
        rng = np.random.default_rng(0)
        works[f"and drawn with the pen, size {size}"] = np.array(
            [drawn(picture, size, rng) for picture in test.X]
        )
    networks = animal_network(), large_network()
    print(f"{len(test.X)} pictures                         32 units   128 units")
    for words, pictures in works.items():
        flat = pictures.reshape(len(pictures), -1)
        scores = [metrics.accuracy(test.y, network(flat)) for network in networks]
        print(f"{words:36} {scores[0]:7.1%}   {scores[1]:7.1%}")


if __name__ == "__main__":
    main()
