"""DrawingPad: what a hand draws is what the network sees, and what is said of it is true."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import nnlib
from nnlib import activations, metrics
from nnlib.animal_network import animal_network
from nnlib.datasets import THREE_CLASSES, load_animals, silhouette
from nnlib.drawing.wide import spoke
from nnlib.explorers import DrawingPad
from nnlib.explorers.drawing import _EXAMPLES, _packed
from nnlib.explorers.drawing_picture import NARROW, WIDE

GEOMETRIES = {"wide": WIDE, "narrow": NARROW}
BOX = ((100.0, 20.0), (180.0, 20.0), (180.0, 260.0), (100.0, 260.0), (100.0, 20.0))
CORNER = BOX[:3]


@pytest.fixture
def explorer() -> DrawingPad:
    return DrawingPad()


def place(explorer: DrawingPad, g: str = "wide") -> dict[str, Any]:
    """Return what can be done with the pen."""
    [found] = places(explorer._described.pictures[g])
    return found


def places(tree: Any) -> list[Any]:
    inner = [each for child in tree[2:] if isinstance(child, list) for each in places(child)]
    return (
        [tree[1]["@place"]] if isinstance(tree[1], dict) and "@place" in tree[1] else []
    ) + inner


def do(explorer: DrawingPad, what: str, g: str = "wide", **extra: Any) -> None:
    explorer._state = explorer._described.change(explorer._state, place(explorer, g)[what], **extra)


def draw(explorer: DrawingPad, *strokes: Any, g: str = "wide") -> None:
    """Draw strokes with a hand, in the units of the pad."""
    x, y, side = GEOMETRIES[g].pad
    for stroke in strokes:
        for n, (across, down) in enumerate(stroke):
            at = {"x": x + across * side / 280, "y": y + down * side / 280}
            do(explorer, "move" if n else "begin", g, pointer=at)


def scope(explorer: DrawingPad) -> dict[str, Any]:
    return explorer._described.scope(explorer._state)


def seeing(*layers: Any, units: int = 5) -> nnlib.Network:
    rng = np.random.default_rng(3)
    first, last = nnlib.Linear(784, units, rng=rng), nnlib.Linear(units, 3, rng=rng)
    return nnlib.Network(first, *layers, last)


@pytest.mark.parametrize("g", GEOMETRIES)
def test_the_network_sees_the_silhouette_of_what_a_hand_draws(explorer, g):
    explorer.act("Clear")
    draw(explorer, BOX, CORNER, g=g)
    assert explorer.state.strokes == (BOX, CORNER)
    assert explorer.state.pen == CORNER[-1]
    wanted = silhouette.from_strokes([BOX, CORNER])
    assert np.array_equal(explorer.drawing, wanted)
    assert scope(explorer)["pixels"] == wanted.ravel().tolist()


def test_a_pen_that_leaves_the_pad_goes_along_its_edge(explorer):
    explorer.act("Clear")
    draw(explorer, [(-50, 20), (300.4, 19.7)])
    assert explorer.state.strokes == (((0, 20), (280, 20)),)


def test_keys_put_the_pen_down_move_it_and_lift_it(explorer):
    explorer.act("Clear")
    do(explorer, "nudge", dx=1, dy=0)
    assert explorer.state.strokes == ()
    do(explorer, "tap")
    for _ in range(2):
        do(explorer, "nudge", dx=0, dy=1)  # up
    do(explorer, "tap")
    do(explorer, "nudge", dx=-1, dy=0)
    assert explorer.state.strokes == (((147, 140), (147, 133), (147, 126)),)
    assert (explorer.state.pen, explorer.state.touching) == ((140, 126), 0)


def test_shifting_moves_what_the_network_sees_by_whole_pixels(explorer):
    still, strokes = explorer.drawing, explorer.state.strokes
    explorer.move("right", 2.6)
    explorer.move("down", -2)
    assert explorer.state.strokes == strokes
    assert np.array_equal(explorer.drawing[:26, 3:], still[2:, :25])
    assert explorer.drawing[26:].max() == explorer.drawing[:, :3].max() == 0
    assert "To the network it is another vector." in explorer.readout()
    explorer.move("right", -99)
    explorer.move("down", 99)
    assert np.array_equal(explorer.drawing[14:, :14], still[:14, 14:])


@pytest.mark.parametrize("name", _EXAMPLES)
def test_an_example_is_the_outline_of_a_held_out_animal_that_the_network_knows(explorer, name):
    animals, ten = load_animals(), load_animals(ten_classes=True)
    picture = animals.test.X[_EXAMPLES[name]]
    parts = [(part.X, part.y) for part in (ten.train, ten.validation, ten.test)]
    X, y = (np.concatenate(each) for each in zip(*parts, strict=True))
    [row] = np.flatnonzero((picture == X).all(axis=(1, 2)))
    assert ten.class_names[y[row]] == name.rpartition(" ")[2]
    explorer.move("right", 5)
    explorer.act(name)
    assert explorer.state.strokes == silhouette.to_strokes(picture)
    assert abs(explorer.drawing - picture).mean() < 0.1
    assert THREE_CLASSES[scope(explorer)["best"]] == THREE_CLASSES[animals.test.y[_EXAMPLES[name]]]


def test_what_it_says_is_what_nnlib_computes(explorer):
    for name in _EXAMPLES:
        explorer.act(name)
        p = activations.softmax(animal_network()(explorer.drawing.ravel()))
        assert scope(explorer)["p"] == pytest.approx(p, abs=1e-6)
        best = p.argmax()
        start = f"The network says {THREE_CLASSES[best]}, "
        assert explorer.readout().startswith(start)


def test_thinned_weights_change_no_answer_to_a_test_picture():
    test = load_animals().test
    X = test.X.reshape(len(test.X), -1)
    assert metrics.accuracy(test.y, animal_network()(X)) == pytest.approx(527 / 598)


def test_pixels_that_speak_add_up_to_the_difference_of_two_outputs(explorer):
    """With relu: the slopes are those of the straight piece where the drawing is."""
    network, x = explorer.network, explorer.drawing.ravel().astype(float)
    for one, other in ((0, 1), (2, 0)):
        spoken = spoke(_packed(network), x.tolist(), one, other)
        first, _, last = network.layers
        firing = (x @ first.weight.T + first.bias > 0).astype(float)
        biases = last.weight @ (firing * first.bias) + last.bias
        z = network(x)
        wanted = z[one] - z[other] - (biases[one] - biases[other])
        assert sum(spoken) == pytest.approx(wanted, abs=1e-4)
        assert all(s == 0 for s, pixel in zip(spoken, x, strict=True) if pixel == 0)


def test_an_empty_pad_says_so_and_claims_nothing(explorer):
    explorer.move("down", 3)
    explorer.act("Clear")
    assert explorer.readout().startswith("The pad is empty.")
    assert (explorer.state.strokes, explorer.state.down) == ((), 0)
    assert not explorer.drawing.any()
    assert "%" not in explorer.picture().text.split("</style>")[1]


def test_an_open_line_is_told_of_and_fill_closes_it(explorer):
    explorer.act("Clear")
    draw(explorer, BOX[:-1])
    assert "press Fill" in explorer.readout()
    explorer.act("Fill")
    assert explorer.state.strokes == silhouette.joined([BOX[:-1]])
    assert np.array_equal(explorer.drawing, silhouette.from_strokes([BOX]))
    assert "press Fill" not in explorer.readout()


def test_a_network_that_cannot_tell_says_so():
    network = seeing(nnlib.ReLU())
    network.theta[...] = 0
    assert DrawingPad(network).readout().startswith("The network is not sure: dog, 33\u00a0%")


@pytest.mark.parametrize("activation", [nnlib.ReLU, nnlib.Sigmoid, nnlib.Tanh])
def test_ones_own_network_answers(activation):
    network = seeing(activation(), nnlib.Linear(5, 4), activation(), nnlib.Linear(4, 5))
    explorer = DrawingPad(network)
    p = activations.softmax(network(explorer.drawing.ravel().astype(float)))
    assert scope(explorer)["p"] == pytest.approx(p, abs=5e-3)
    assert "4 units" in str(explorer.scene()["formula"])


def test_the_callers_network_never_changes():
    network = seeing(nnlib.ReLU())
    theta = network.theta.copy()
    explorer = DrawingPad(network)
    explorer.network.theta[...] = 7
    assert np.array_equal(explorer.network.theta, theta)
    network.theta[...] = 0
    assert np.array_equal(explorer.network.theta, theta)
    explorer.drawing[...] = 0.5
    assert explorer.drawing.max() == 1


class Swish(nnlib.ReLU):
    """A layer of one's own."""


def large() -> nnlib.Network:
    network = seeing(nnlib.ReLU())
    network.layers[0].weight = np.full((5, 784), 1e5)
    return network


@pytest.mark.parametrize(
    ("network", "error", "words"),
    [
        ("net", TypeError, "network expected a Network, got 'net'"),
        (nnlib.Network(nnlib.Linear(783, 3)), ValueError, "784 pixels to come in, got 783 values"),
        (nnlib.Network(nnlib.Linear(784, 10)), ValueError, r"got Linear\(784, 10\)"),
        (nnlib.Network(nnlib.Linear(784, 3), nnlib.Softmax()), ValueError, r"got Softmax\(\)"),
        (seeing(Swish()), ValueError, "network expected layers Linear, ReLU, Sigmoid or Tanh, got"),
        (seeing(nnlib.Softmax()), ValueError, r"Sigmoid or Tanh, got Softmax\(\)"),
        (seeing(nnlib.ReLU(), nnlib.Tanh()), ValueError, "or Tanh, got Tanh"),
        (large(), ValueError, "network expected weights and biases from -65000 to 65000"),
    ],
)
def test_a_network_that_cannot_see_a_drawing_is_refused(network, error, words):
    with pytest.raises(error, match=words):
        DrawingPad(network)


@pytest.mark.parametrize(
    ("name", "value", "error", "words"),
    [
        ("strokes", 3, ValueError, "strokes expected a list of strokes"),
        ("strokes", (((1, 2, 3),),), ValueError, r"strokes\[0\] expected points"),
        ("right", 15, ValueError, r"right expected range\(-14, 15\), got 15"),
        ("down", 0.5, ValueError, "down expected range"),
    ],
)
def test_a_state_refuses_what_no_hand_has_drawn(explorer, name, value, error, words):
    with pytest.raises(error, match=words):
        replace(explorer.state, **{name: value})


def test_a_page_has_the_network_that_nnlib_brings_along():
    explorer = DrawingPad(seeing(nnlib.ReLU()))
    page = explorer.page(explorer._state, "pad")
    assert "32 units" in page
    assert "The network says <b>dog, 99\u00a0%</b>" in page
