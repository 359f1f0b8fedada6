"""DrawingPad without a browser: the network sees what is drawn, and what it says is true."""

import base64
import re
from io import BytesIO
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image

import nnlib
from nnlib import activations
from nnlib.animal_network import animal_network
from nnlib.datasets import THREE_CLASSES, load_animals, silhouette
from nnlib.drawing import palette
from nnlib.explorers import DrawingPad
from nnlib.explorers.animals import weight_images
from nnlib.explorers.drawing import _EXAMPLES, DrawingState

SVG = "{http://www.w3.org/2000/svg}"
CORNER = ((100.0, 20.0), (180.0, 260.0), (100.0, 260.0))  # open: its filling is asked for
BOX = ((100.0, 20.0), (180.0, 20.0), (180.0, 260.0), (100.0, 260.0), (100.0, 20.0))


@pytest.fixture(scope="module")
def train():
    return load_animals().train


@pytest.fixture
def explorer():
    return DrawingPad()


def draw(explorer, *strokes):
    """Draw strokes one after the other, each growing point by point, as the browser sends them."""
    pad = explorer.controls["strokes"]
    for stroke in strokes:
        number = pad.arrived[0] + 1
        for length in range(1, len(stroke) + 1):
            pad.lines = [[number, stroke[:length]]]
            assert pad.arrived == (number, length)


def clear(explorer):
    explorer.buttons["Clear"].click()


def seeing_network(*layers, units=5, dtype=np.float64):
    rng = np.random.default_rng(3)
    first = nnlib.Linear(784, units, rng=rng, dtype=dtype)
    return nnlib.Network(first, *layers, nnlib.Linear(units, 3, rng=rng, dtype=dtype))


def elements(explorer, tag):
    return ET.fromstring(explorer.state.picture().text).iter(SVG + tag)


def words(explorer):
    return [element.text for element in elements(explorer, "text")]


def pixels(element):
    data = base64.b64decode(element.get("href").partition(",")[2])
    return np.asarray(Image.open(BytesIO(data)).convert("L"))


def filled_widths(explorer):
    bars = [e for e in elements(explorer, "rect") if e.get("fill") == palette.POSITIVE]
    return [float(bar.get("width")) for bar in bars]


# What is drawn is what the network sees


def test_the_network_sees_the_silhouette_of_the_strokes(explorer):
    clear(explorer)
    draw(explorer, BOX)
    assert np.array_equal(explorer.drawing, silhouette.from_strokes([BOX]))
    shown = next(elements(explorer, "image"))
    assert np.array_equal(pixels(shown), (255 * explorer.drawing).round())


def test_the_drawing_is_an_array_of_ones_own(explorer):
    explorer.drawing[...] = 0.5
    assert explorer.drawing.max() == 1


def test_shifting_moves_what_the_network_sees(explorer):
    still, strokes = explorer.drawing, explorer.state.strokes
    assert "filled, enlarged, centred" in words(explorer)
    explorer.controls["right"].value = 3
    explorer.controls["down"].value = -2
    moved = explorer.drawing
    assert explorer.state.strokes == strokes
    assert "filled, enlarged, centred, then shifted" in words(explorer)
    assert np.array_equal(moved[:26, 3:], still[2:, :25])
    assert moved[26:].max() == moved[:, :3].max() == 0
    explorer.controls["right"].value = -14
    explorer.controls["down"].value = 14
    assert np.array_equal(explorer.drawing[14:, :14], still[:14, 14:])
    shown = pixels(next(elements(explorer, "image")))
    assert np.array_equal(shown, (255 * explorer.drawing).round())


@pytest.mark.parametrize("name", _EXAMPLES)
def test_an_example_is_the_outline_of_a_held_out_animal_of_its_name(explorer, name):
    animals, ten = load_animals(), load_animals(ten_classes=True)
    picture = animals.test.X[_EXAMPLES[name]]
    parts = [(part.X, part.y) for part in (ten.train, ten.validation, ten.test)]
    X, y = (np.concatenate(each) for each in zip(*parts, strict=True))
    [row] = np.flatnonzero((picture == X).all(axis=(1, 2)))
    assert ten.class_names[y[row]] == name.rpartition(" ")[2]
    explorer.controls["example"].value = name
    assert explorer.state.strokes == silhouette.to_strokes(picture)
    assert abs(explorer.drawing - picture).mean() < 0.1
    said = THREE_CLASSES[explorer.state.shares.argmax()]
    assert said == THREE_CLASSES[animals.test.y[_EXAMPLES[name]]]


# What it says is true


def test_the_bars_are_the_networks_shares(explorer):
    clear(explorer)
    draw(explorer, BOX)
    shares = activations.softmax(animal_network()(explorer.drawing.ravel()))
    assert filled_widths(explorer)[:3] == pytest.approx(184 * shares, abs=0.01)
    names, said = words(explorer), [f"{100 * share:.0f} %" for share in shares]
    assert [names[names.index(name) + 1] for name in THREE_CLASSES] == said
    text = ", ".join(f"{name} {share}" for name, share in zip(THREE_CLASSES, said, strict=True))
    assert f"The network says {text}." in explorer.state.readout()
    assert f"<b>{shares.max():.4f}</b>".rstrip("0") in explorer.state.formula()


@pytest.mark.parametrize("layer", [nnlib.ReLU(), nnlib.Sigmoid(), nnlib.Tanh(), None])
def test_the_units_that_fire_most_are_lit_with_their_weights(layer):
    network = seeing_network(*([layer] if layer else []))
    explorer = DrawingPad(network)
    first = network.layers[0]
    values = first.weight @ explorer.drawing.ravel() + first.bias
    values = layer(values) if layer else values
    order = [k for k in np.argsort(-values) if values[k] > 0]
    assert len(order) >= 2
    lit = [text for text in words(explorer) if re.fullmatch(r"\d+: [\d.]+", text)]
    assert lit == [f"{k + 1}: {values[k]:.1f}" for k in order]
    image = list(elements(explorer, "image"))[1]
    assert image.get("href") == weight_images(first.weight[order], columns=len(order)).uri
    assert filled_widths(explorer)[3:] == pytest.approx(
        55 * values[order] / values[order[0]], abs=0.01
    )
    assert (
        f"Unit {order[0] + 1} fires most, with {values[order[0]]:.1f}." in explorer.state.readout()
    )


def test_six_units_are_enough(explorer):
    assert len(explorer.state.firing) == 6
    values = explorer.state._trace.layers[0].a
    assert values[explorer.state.firing].min() >= np.delete(values, explorer.state.firing).max()


def test_a_network_without_hidden_units_or_with_units_that_are_silent():
    explorer = DrawingPad(nnlib.Network(nnlib.Linear(784, 3, rng=np.random.default_rng(0))))
    assert len(explorer.state.firing) <= 3
    silent = seeing_network(nnlib.ReLU())
    silent.layers[0].weight[...] = 0
    silent.layers[0].bias[...] = -1
    explorer = DrawingPad(silent)
    assert "no unit fires" in words(explorer)
    assert "No unit fires." in explorer.state.readout()
    silent.layers[0].bias[...] = 1  # weights that are all zero have no largest
    DrawingPad(silent).state.picture()


def test_an_empty_pad_claims_nothing(explorer):
    clear(explorer)
    explorer.buttons["Show the nearest training picture"].click()
    assert not explorer.drawing.any()
    assert "Draw something." in words(explorer)
    for said in (*words(explorer), explorer.state.readout(), explorer.state.formula()):
        assert "%" not in said
    assert len(list(elements(explorer, "image"))) == 1
    before = explorer.state
    explorer.buttons["Fill"].click()
    assert explorer.state is before


@pytest.mark.parametrize("far", [-14, 14])
def test_no_shift_leaves_an_empty_picture(far):
    line = DrawingState().moved("strokes", [[(140, 0), (140, 280)]])
    assert not line.moved("right", far).is_empty
    assert not line.moved("down", far).is_empty


def test_a_dot_and_a_scribble_can_be_drawn(explorer):
    clear(explorer)
    draw(explorer, [(5.0, 5.0)])
    assert "%" in explorer.state.readout()
    points = np.random.default_rng(0).uniform(-50, 330, size=(10_000, 2)).tolist()
    explorer.controls["strokes"].value = [points]
    assert len(explorer.state.strokes[0]) == 10_000
    assert "%" in explorer.state.readout()


# Buttons


def test_strokes_are_undone_one_by_one(explorer):
    clear(explorer)
    draw(explorer, BOX, CORNER, BOX)
    for left in ((BOX, CORNER), (BOX,), ()):
        explorer.buttons["Undo"].click()
        assert explorer.state.strokes == explorer.controls["strokes"].value == left
    draw(explorer, BOX)
    explorer.buttons["Undo"].click()
    assert explorer.state.strokes == ()
    explorer.buttons["Undo"].click()  # Clear
    assert explorer.state.strokes == DrawingState().strokes


def test_a_drawing_that_was_cleared_meanwhile_stays_cleared(explorer):
    pad = explorer.controls["strokes"]
    clear(explorer)
    pad.lines = [[1, BOX]]
    pad.lines = [[1, BOX], [2, CORNER[:1]]]  # of the first, no answer has arrived yet
    assert pad.value == (BOX, CORNER[:1])
    clear(explorer)
    pad.lines = [[1, BOX], [2, CORNER[:2]]]
    assert pad.value == explorer.state.strokes == (CORNER[:2],)
    pad.lines = [[1, BOX], [2, CORNER], [3, BOX[:2]]]
    assert pad.value == (CORNER, BOX[:2])
    explorer.buttons["Undo"].click()
    pad.lines = [[2, CORNER], [3, BOX[:2]], [4, BOX[2:]]]
    assert pad.value == (CORNER, BOX[2:])


def test_a_line_goes_on_on_top_of_what_came_meanwhile(explorer):
    pad = explorer.controls["strokes"]
    clear(explorer)
    pad.lines = [[1, CORNER[:2]]]
    explorer.controls["example"].value = "bear"
    bear = pad.value
    pad.lines = [[1, CORNER]]
    assert pad.value == explorer.state.strokes == (*bear, CORNER)


def test_a_line_goes_on_after_an_error(explorer, monkeypatch):
    clear(explorer)
    pad = explorer.controls["strokes"]

    def fail(self):
        raise RuntimeError("planted")

    monkeypatch.setattr(DrawingState, "readout", fail)
    with pytest.raises(RuntimeError, match="planted"):
        pad.lines = [[1, CORNER[:1]]]
    assert pad.arrived == (1, 1)
    monkeypatch.undo()
    pad.lines = [[1, CORNER]]
    assert pad.value == explorer.state.strokes == (CORNER,)


def test_clear_empties_the_pad_and_puts_the_shift_back(explorer):
    explorer.controls["right"].value = 5
    explorer.buttons["Show the nearest training picture"].click()
    clear(explorer)
    shown = {name: control.value for name, control in explorer.controls.items()}
    start = {"example": "an empty pad", "right": 0, "down": 0, "label": "choose"}
    assert shown == {"strokes": (), **start}
    assert not explorer.state.searched


def test_fill_closes_an_open_outline(explorer):
    clear(explorer)
    draw(explorer, CORNER)
    thin = explorer.drawing.sum()
    explorer.buttons["Fill"].click()
    assert explorer.state.strokes == silhouette.joined([CORNER])
    assert explorer.drawing.sum() > 1.5 * thin
    before = explorer.state
    explorer.buttons["Fill"].click()
    assert explorer.state is before
    explorer.buttons["Undo"].click()
    assert explorer.drawing.sum() == thin


def test_the_nearest_training_picture_is_the_nearest(explorer, train):
    explorer.buttons["Show the nearest training picture"].click()
    distances = [np.sqrt(np.sum((picture - explorer.drawing) ** 2)) for picture in train.X]
    row = int(np.argmin(distances))
    shown = list(elements(explorer, "image"))[-1]
    assert np.array_equal(pixels(shown), (255 * train.X[row]).round())
    said = f"{THREE_CLASSES[train.y[row]]}, at distance {distances[row]:.1f}"
    assert said in words(explorer)
    assert f"The nearest training picture is {said}." in explorer.state.readout()
    explorer.controls["example"].value = "elephant"
    assert said not in explorer.state.readout()


def test_keep_it_teaches_a_copy(explorer):
    clear(explorer)
    draw(explorer, BOX)
    assert THREE_CLASSES[explorer.state.shares.argmax()] == "dog"
    explorer.controls["label"].value = "neither"
    before = explorer.state.shares[2]
    theta = explorer.network.theta
    explorer.buttons["Keep it"].click()
    assert explorer.state.shares[2] > before + 0.5
    assert not np.array_equal(explorer.network.theta, theta)
    [(kept, label)] = explorer.state.kept
    assert np.array_equal(kept, explorer.drawing)
    assert THREE_CLASSES[label] == "neither"
    explorer.buttons["Undo"].click()
    assert np.array_equal(explorer.network.theta, theta)
    assert explorer.state.shares[2] == before


@pytest.mark.parametrize("strokes", [(), (BOX,)])
def test_keep_it_teaches_nothing_before_one_has_said_what_it_is(explorer, strokes):
    clear(explorer)
    explorer.controls["strokes"].value = strokes
    theta, before = explorer.network.theta, explorer.state.readout()
    explorer.controls["label"].value = "choose" if strokes else "cat"
    explorer.buttons["Keep it"].click()
    assert np.array_equal(explorer.network.theta, theta)
    assert explorer.state.kept == ()
    what_to_do = "First choose what it is: dog, cat, neither. " if strokes else ""
    refused = explorer.state
    assert refused.readout() == f"Nothing was kept. {what_to_do}{before}"
    explorer.buttons["Keep it"].click()
    assert explorer.state is refused


@pytest.mark.parametrize(
    ("name", "value"),
    [("strokes", (CORNER,)), ("right", 2), ("label", "dog"), ("example", "bear")],
)
def test_what_one_does_next_takes_the_refusal_back(explorer, name, value):
    explorer.buttons["Keep it"].click()
    assert "Nothing was kept" in explorer.state.readout()
    explorer.controls[name].value = value
    assert "Nothing was kept" not in explorer.state.readout()


@pytest.mark.parametrize("button", ["Clear", "Fill", "Show the nearest training picture"])
def test_a_button_takes_the_refusal_back(explorer, button):
    explorer.controls["strokes"].value = (CORNER,)
    explorer.buttons["Keep it"].click()
    explorer.buttons[button].click()
    assert "Nothing was kept" not in explorer.state.readout()


def test_a_drawing_keeps_its_label_and_another_animal_has_none_yet(explorer):
    example, label = explorer.controls["example"], explorer.controls["label"]
    assert label.value == "choose"
    label.value = "dog"
    explorer.controls["strokes"].value = (*explorer.state.strokes, CORNER)
    for button in ("Fill", "Keep it", "Keep it"):
        explorer.buttons[button].click()
        assert label.value == "dog"
    example.value = "bear"
    assert label.value == "choose"
    label.value = "neither"
    clear(explorer)
    assert label.value == "choose"


def test_keep_it_says_what_it_costs_elsewhere(explorer):
    validation = load_animals().validation
    X = validation.X.reshape(len(validation.X), -1)
    before = nnlib.metrics.accuracy(validation.y, animal_network()(X))
    for example, said in (("bear", "1 drawing of yours"), ("giraffe", "2 drawings of yours")):
        explorer.controls["example"].value = example
        explorer.controls["label"].value = "neither"
        explorer.buttons["Keep it"].click()
        after = nnlib.metrics.accuracy(validation.y, explorer.network(X))
        assert (
            f"Trained on {said}, it is right on {100 * after:.0f} % of the validation pictures; "
            f"before, it was on {100 * before:.0f} %." in explorer.state.readout()
        )


def test_a_drawing_is_kept_once_under_its_last_label(explorer):
    for label in ("cat", "cat", "neither"):
        explorer.controls["label"].value = label
        theta = explorer.network.theta
        explorer.buttons["Keep it"].click()
        assert not np.array_equal(explorer.network.theta, theta)
        assert [THREE_CLASSES[k] for _, k in explorer.state.kept] == [label]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_callers_network_never_changes(dtype):
    network = seeing_network(nnlib.ReLU(), dtype=dtype)
    theta, trace = network.theta.copy(), network.trace(np.ones(784))
    explorer = DrawingPad(network)
    assert np.array_equal(explorer.network.theta, theta)
    explorer.controls["label"].value = "cat"
    for _ in range(3):
        explorer.buttons["Keep it"].click()
    explorer.network.theta[...] = 7
    assert explorer.network.theta.max() < 7
    assert np.array_equal(network.theta, theta)
    assert np.array_equal(network.trace(np.ones(784)).layers[-1].z, trace.layers[-1].z)
    assert not np.array_equal(explorer.network.theta, theta)
    network.theta[...] = 0
    explorer.reset_button.click()
    assert np.array_equal(explorer.network.theta, theta)


def test_each_explorer_has_a_network_of_its_own():
    one, other = DrawingPad(), DrawingPad()
    one.controls["label"].value = "cat"
    one.buttons["Keep it"].click()
    assert np.array_equal(other.network.theta, animal_network().theta)
    animal_network().theta[...] = 0
    assert animal_network().theta.any()


# Networks and values that cannot be


@pytest.mark.parametrize(
    ("network", "error", "words"),
    [
        ("net", TypeError, "network expected a Network, got 'net'"),
        (nnlib.Linear(784, 3), TypeError, "network expected a Network, got Linear"),
        (
            nnlib.Network(nnlib.Linear(783, 3)),
            ValueError,
            "network expected 784 pixels to come in, got 783 values",
        ),
        (
            nnlib.Network(nnlib.Linear(784, 10)),
            ValueError,
            r"three sums at its end, of dog, cat and neither, got Linear\(784, 10\)",
        ),
        (
            nnlib.Network(nnlib.Linear(784, 3), nnlib.Softmax()),
            ValueError,
            r"network expected three sums at its end, .*, got Softmax\(\)",
        ),
    ],
)
def test_a_network_that_cannot_see_a_drawing_is_refused(network, error, words):
    with pytest.raises(error, match=words):
        DrawingPad(network)


@pytest.mark.parametrize(
    ("name", "value", "error", "words"),
    [
        ("strokes", 3, TypeError, "strokes expected a list of strokes"),
        ("strokes", [[(1, 2, 3)]], ValueError, r"strokes\[0\] expected points"),
        ("right", 15.5, ValueError, "right expected a finite number"),
        ("down", "3", TypeError, "value expected a number"),
        ("example", "unicorn", ValueError, "example expected one of .*'standing dog'"),
        ("label", "horse", ValueError, "label expected one of .*'neither'"),
        ("searched", 1, ValueError, "name expected a control, got 'searched'"),
        ("network", 1, ValueError, "name expected a control, got 'network'"),
    ],
)
def test_a_state_refuses_what_no_control_sends(name, value, error, words):
    with pytest.raises(error, match=words):
        DrawingState().moved(name, value)


def test_a_pad_refuses_what_is_no_stroke_and_stays_as_it_was(explorer):
    before = explorer.state
    with pytest.raises(Exception, match=r"drawing: strokes\[0\] expected points"):
        explorer.controls["strokes"].value = [[(1, 2, 3)]]
    assert explorer.state is before
