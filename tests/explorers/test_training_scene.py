"""TrainingExplorer: what was stored is what training gives, and is shown at every epoch."""

import itertools
import re
from typing import Any

import numpy as np
import pytest

import nnlib
from nnlib import activations, metrics
from nnlib.datasets import load_animals, load_training_epochs
from nnlib.datasets.training_epochs import EPOCHS, PICTURES, RATES, UNITS, WEIGHTS_AT
from nnlib.drawing.expressions import evaluate
from nnlib.explorers import TrainingExplorer
from nnlib.explorers.training_picture import NARROW, WIDE

GEOMETRIES = {"wide": WIDE, "narrow": NARROW}
RUNS = list(itertools.product(UNITS, RATES))


@pytest.fixture
def explorer() -> TrainingExplorer:
    return TrainingExplorer()


def scope(explorer: TrainingExplorer) -> dict[str, Any]:
    return explorer._described.scope(explorer._state)


def attributes(tree: Any) -> list[dict[str, Any]]:
    inner = [each for child in tree[2:] if isinstance(child, list) for each in attributes(child)]
    return [tree[1], *inner] if isinstance(tree[1], dict) else inner


def test_what_is_stored_is_what_training_gives():
    stored, animals = load_training_epochs(), load_animals()
    X, validation = (
        part.X.reshape(len(part.X), -1) for part in (animals.train, animals.validation)
    )
    rng = np.random.default_rng(0)
    one, two = (nnlib.Linear(n, m, rng=rng, dtype=np.float32) for n, m in ((784, 32), (32, 3)))
    network, run = nnlib.Network(one, nnlib.ReLU(), two), RUNS.index((32, 0.001))
    settings = {"loss": nnlib.CrossEntropyLoss(), "optimizer": nnlib.Adam(0.001), "rng": rng}
    nnlib.fit(network, X, animals.train.y, **settings, epochs=2, batch_size=32, progress=False)
    z = network(validation)
    right = metrics.accuracy(animals.validation.y, z)
    assert stored.accuracy[run, 2, 1] == pytest.approx(right, abs=4 / len(z))
    assert stored.cost[run, 2, 1] == pytest.approx(
        nnlib.CrossEntropyLoss()(z, animals.validation.y), abs=2e-3
    )
    p = activations.softmax(z)[:PICTURES]
    sure = p.max(axis=1) > 0.6
    assert (stored.says[run, 2] == p.argmax(axis=1))[sure].all()
    assert stored.percent[run, 2] == pytest.approx(100 * p.max(axis=1), abs=2)


def test_every_number_of_the_stored_epochs_is_there_and_agrees():
    stored, y = load_training_epochs(), load_animals().validation.y
    assert stored.cost.shape == stored.accuracy.shape == (len(RUNS), EPOCHS + 1, 2)
    assert np.isfinite(stored.cost).all()
    assert (stored.confusion.sum(axis=3) == np.bincount(y)).all()
    right = np.trace(stored.confusion, axis1=2, axis2=3) / len(y)
    assert stored.accuracy[..., 1] == pytest.approx(right, abs=1e-3)
    assert stored.weights.shape == (len(RUNS), len(WEIGHTS_AT), 6, 784)
    assert (abs(stored.weights).max(axis=-1) == 7).all()


@pytest.mark.parametrize(("units", "lr"), RUNS)
def test_every_line_of_the_legend_is_seen_in_every_setting(explorer, units, lr):
    for label in (f"{units}", f"{lr:g}"):
        explorer.act(label)
    for g in GEOMETRIES:
        boxes = [GEOMETRIES[g].cost] * 2 + [GEOMETRIES[g].accuracy] * 2
        curves = [
            each for each in attributes(explorer._described.pictures[g])
            if str(each.get("class")).startswith("nx-curve") and "d" in each
        ]  # fmt: skip
        assert len(curves) == len(boxes)
        for curve, (left, right, top, bottom) in zip(curves, boxes, strict=True):
            path = evaluate(curve["d"][1], scope(explorer))
            places = np.array(re.findall(r"[ML]([\d.]+) ([\d.]+)", path), float)
            assert path.count("M") == 1  # nowhere cut
            assert len(places) == EPOCHS + 1
            assert (places[0, 0], places[-1, 0]) == (left, right)
            assert top <= places[:, 1].min() <= places[:, 1].max() <= bottom


def test_the_epoch_is_dragged_and_goes_by_whole_ones(explorer):
    explorer.move("epoch", 12.4)
    assert explorer.state.epoch == 12
    explorer.move("epoch", 1e6)
    assert explorer.state.epoch == EPOCHS
    explorer.act("Next epoch")
    assert explorer.state.epoch == 0


@pytest.mark.parametrize("g", GEOMETRIES)
def test_a_hand_in_the_charts_leads_to_the_epoch_under_it(explorer, g):
    [place] = [
        each["@place"] for each in attributes(explorer._described.pictures[g]) if "@place" in each
    ]
    left, right, *_ = GEOMETRIES[g].cost
    for epoch, x in ((0, left - 9), (30, (left + right) / 2), (60, right + 50)):
        state = explorer._described.change(
            explorer._state, place["begin"], pointer={"x": x, "y": 0}
        )
        assert state["epoch"] == epoch


def test_what_is_mistaken_is_what_the_network_says_and_is_not(explorer):
    stored, y = load_training_epochs(), load_animals().validation.y[:PICTURES]
    for epoch, label in ((0, "8"), (7, "128"), (60, "0.01")):
        explorer.act(label)
        explorer.move("epoch", epoch)
        run = RUNS.index((explorer.state.units, explorer.state.lr))
        wrong = stored.says[run, epoch] != y
        assert scope(explorer)["wrong"] == wrong.tolist()
        assert scope(explorer)["mistaken"] == wrong.sum()
        assert scope(explorer)["confusion"] == stored.confusion[run, epoch].ravel().tolist()


def test_the_weights_are_those_of_the_last_epoch_that_was_kept(explorer):
    stored, run = load_training_epochs().weights, RUNS.index((32, 0.001))
    for epoch, kept in ((0, 0), (2, 0), (3, 3), (14, 3), (15, 15), (60, 60)):
        explorer.move("epoch", epoch)
        assert scope(explorer)["looks_at"] == kept
        wanted = stored[run, WEIGHTS_AT.index(kept)].ravel() / 7
        assert scope(explorer)["looks"] == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("labels", "epoch", "means"),
    [
        ((), 0, "It has not been trained"),
        ((), 3, "The validation cost is still falling"),
        ((), 25, "about as low as it gets"),
        ((), 60, "The validation cost was lower before: the rest is memorized."),
        (("0.0001",), 20, "The validation cost is still falling"),
        (("128", "0.01"), 30, "the rest is memorized"),
    ],
)
def test_what_it_means_is_said(explorer, labels, epoch, means):
    for label in labels:
        explorer.act(label)
    explorer.move("epoch", epoch)
    assert means in explorer.readout()
    assert f"After epoch {epoch} the cost is" in explorer.readout()


@pytest.mark.parametrize(
    ("name", "value"), [("epoch", 3.5), ("units", 7), ("lr", 0.5), ("chosen", 24)]
)
def test_a_state_refuses_what_was_not_stored(explorer, name, value):
    with pytest.raises(ValueError, match=f"{name} expected"):
        explorer._state = explorer._state | {name: value}
