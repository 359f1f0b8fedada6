"""Explorers without a browser: states, wiring, errors."""

import re
from dataclasses import replace

import pytest
from traitlets import TraitError

from nnlib import explorers
from nnlib.datasets import load_photo
from nnlib.explorers import BrightnessExplorer, NetworkExplorer, UnitExplorer
from nnlib.explorers.controls import Choice, Slider, Upload
from nnlib.explorers.diagram import Diagram
from nnlib.explorers.layer import LayerState
from nnlib.explorers.pad import Pad
from nnlib.explorers.pixel import PixelState
from nnlib.explorers.unit import UnitState

EVERY = [getattr(explorers, name) for name in explorers.__all__]
ALL = pytest.mark.parametrize("make", EVERY)
WRITTEN_IN_PYTHON = pytest.mark.parametrize("make", [m for m in EVERY if m is not NetworkExplorer])

# Controls that change what comes next, and not what is shown.
QUIET = {"lr", "seed", "momentum", "steps", "label"}

LINE = ((100.0, 20.0), (180.0, 260.0), (100.0, 260.0))


def shown(explorer):
    stage = explorer.stage
    if isinstance(stage, Diagram):  # which has formula and readout written in the browser
        return stage.hand, stage.view, stage.known, stage.note
    return stage.picture.value, stage.formula.value, stage.readout.text


def wanted(explorer):
    state = explorer.state
    if isinstance(explorer.stage, Diagram):
        hand = state.hand() | {name: explorer.stage.hand[name] for name in ("moves", "gesture")}
        return hand, state.view, state.known, state.note
    words = f'<div class="nnlib-formula">{state.formula()}</div>'
    return state.picture().text, words, state.readout()


def is_consistent(explorer):
    """Say whether all that is shown belongs to the state."""
    return shown(explorer) == wanted(explorer) and all(
        control.value == getattr(explorer.state, name)
        for name, control in explorer.controls.items()
    )


def ends_of(control):
    """Return all options, the ends of a slider, no stroke and one, or a black photo and a white."""
    if isinstance(control, Choice):
        return control.options
    if isinstance(control, Upload):
        return bytes(30_000), b"\xff" * 30_000
    return ((), (LINE,)) if isinstance(control, Pad) else (control.min, control.max)


def beyond(control):
    """Return what the control cannot take."""
    if isinstance(control, Choice):
        return "", "x"
    if isinstance(control, Upload):
        return b"", bytes(30_001)
    if isinstance(control, Pad):
        return "x", [[]], [[(0, 0, 0)]], [[(0, float("nan"))]]
    return control.max + 1, control.min - 1, float("nan")


def elsewhere(control):
    """Return a value that the control does not have."""
    return next(end for end in ends_of(control) if end != control.value)


@ALL
def test_every_control_moves_the_state_and_all_that_is_shown(make):
    for name in make().controls:
        explorer = make()
        before, value = shown(explorer), elsewhere(explorer.controls[name])
        explorer.controls[name].value = value
        assert getattr(explorer.state, name) == value
        assert is_consistent(explorer)
        if name not in QUIET:
            assert shown(explorer) != before


@ALL
def test_reset_brings_everything_back(make):
    explorer = make()
    before = explorer.state, shown(explorer)
    for control in explorer.controls.values():
        control.value = elsewhere(control)
    for button in list(explorer.buttons.values())[:-2]:
        button.click()
    assert explorer.state is not before[0]
    explorer.reset_button.click()
    assert (explorer.state, shown(explorer)) == before
    assert is_consistent(explorer)


@ALL
def test_undo_takes_back_one_thing_after_the_other(make):
    explorer = make()
    states = [explorer.state]
    for control in explorer.controls.values():
        control.value = elsewhere(control)
        states.append(explorer.state)
    for button in list(explorer.buttons.values())[:-2]:
        button.click()
        if explorer.state is not states[-1]:  # where there is nothing to do, nothing is undone
            states.append(explorer.state)
    while states:
        assert explorer.state is states.pop()
        assert is_consistent(explorer)
        explorer.buttons["Undo"].click()
    explorer.buttons["Undo"].click()
    assert shown(explorer) == shown(make())


def test_a_slider_that_was_dragged_is_undone_at_once():
    explorer = UnitExplorer()
    for value in (0.1, 0.2, 0.3):
        explorer.controls["w1"].value = value
    explorer.controls["w2"].value = 3
    explorer.buttons["Undo"].click()
    assert explorer.state == replace(UnitState(), w1=0.3)
    explorer.buttons["Undo"].click()
    assert explorer.state == UnitState()


@ALL
def test_controls_start_inside_their_range_and_have_names(make):
    controls = make().controls.values()
    assert len({control.description for control in controls}) == len(controls)
    for control in controls:
        assert control.label
        assert control.description
        if isinstance(control, Slider):
            assert control.min <= control.value <= control.max
            assert control.step > 0


@ALL
def test_the_ends_of_every_control_can_be_drawn(make):
    explorer = make()
    for control in explorer.controls.values():
        for end in ends_of(control):
            control.value = end
            assert is_consistent(explorer)


def test_a_new_state_moves_the_controls():
    explorer = UnitExplorer()
    explorer.state = replace(explorer.state, w2=-3.0)
    assert explorer.controls["w2"].value == -3.0
    assert explorer.stage.readout.text == "The weighted sum is −0.2 and the unit's value is 0.4502."
    explorer.buttons["Undo"].click()
    assert explorer.state == UnitState()


@pytest.mark.parametrize(
    ("make", "part"),
    [(m, "moved") for m in EVERY]
    + [(m, p) for m in EVERY if m is not NetworkExplorer for p in ("picture", "formula", "readout")]
    + [(NetworkExplorer, "picture"), (NetworkExplorer, "hand")],
)
def test_an_error_is_seen_and_raised(make, part, monkeypatch):
    explorer = make()
    control = next(iter(explorer.controls.values()))

    def fail(self, *_):
        raise RuntimeError("the drawing failed")

    monkeypatch.setattr(type(explorer.state), part, fail)
    with pytest.raises(RuntimeError, match="the drawing failed"):
        control.value = elsewhere(control)
    assert "RuntimeError: the drawing failed" in explorer.error.text
    monkeypatch.undo()
    explorer.reset_button.click()
    assert explorer.error.text == ""
    assert is_consistent(explorer)


@ALL
def test_a_viewer_without_kernel_gets_the_picture(make):
    explorer = make()
    control = next(iter(explorer.controls.values()))
    control.value = elsewhere(control)
    bundle = explorer._repr_mimebundle_()
    assert bundle["text/html"] == explorer.state.picture().html
    assert bundle["text/plain"] == explorer.state.picture().alt
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_the_unit_starts_with_the_article():
    state = UnitExplorer().state
    assert state == UnitState(1.0, 0.4, 2.0, -1.0, 0.2, 1.0)
    assert state.readout() == "The weighted sum is 1.08 and the unit's value is 0.7465."
    assert "z = (−1)·1 + 0.2·0.4 + 1·2<br>z = (−1) + 0.08 + 2 = <b>1.08</b>" in state.formula()
    assert "1 / (1 + e<sup>−1.08</sup>) = <b>0.7465</b>" in state.formula()


@pytest.mark.parametrize(("name", "value"), [("w1", 1.55), ("w2", -3.4), ("w3", -0.85)])
def test_each_weight_of_the_second_unit_reaches_0_81(name, value):
    explorer = UnitExplorer([3, 0.3, -0.1])
    explorer.controls[name].value = value
    _, _, result = explorer.state.readout().rpartition(" is ")
    assert f"{float(result.rstrip('.')):.2f}" == "0.81"


@pytest.mark.parametrize("weight", [[1, 2], [[1, 2, 3]], [1, 2, 5.5], [1, 2, float("nan")]])
def test_the_unit_needs_three_weights_within_reach(weight):
    with pytest.raises(ValueError, match="weight expected"):
        UnitExplorer(weight)
    with pytest.raises(TypeError, match="weight expected numbers, got '123'"):
        UnitExplorer("123")


@ALL
def test_a_value_out_of_reach_changes_nothing(make):
    explorer = make()
    before = explorer.state, shown(explorer)
    for control in explorer.controls.values():
        for value in beyond(control):
            words = r"expected (from .* to|one of|30,000 bytes|a tuple|points|finite)"
            with pytest.raises(TraitError, match=words):
                control.value = value
    with pytest.raises(TypeError, match=r"state expected .*State, got None"):
        explorer.state = None
    assert (explorer.state, shown(explorer)) == before


@ALL
def test_everything_is_on_the_page(make):
    def inside(widget):
        yield widget
        for child in getattr(widget, "children", ()):
            yield from inside(child)

    explorer = make()
    shown_widgets = list(inside(explorer))
    stage, drawn_in_browser = explorer.stage, isinstance(explorer.stage, Diagram)
    views = [stage] if drawn_in_browser else [stage.picture, stage.formula, stage.readout]
    parts = [explorer.error, *views]
    player = [explorer.player] if explorer.player else []
    for widget in [*parts, *player, *explorer.buttons.values(), *explorer.controls.values()]:
        assert any(widget is other for other in shown_widgets)
    assert list(explorer.buttons.values())[-1] is explorer.reset_button
    for status, role in [(explorer.error, "alert"), (views[-1], "status")]:
        assert drawn_in_browser or (status.kind, status.role) == ("status", role)
    for control in explorer.controls.values():
        assert control.kind == type(control).__name__.lower()


@WRITTEN_IN_PYTHON
def test_a_move_draws_once(make, monkeypatch):
    explorer = make()
    drawn = []
    original = type(explorer.state).picture
    monkeypatch.setattr(
        type(explorer.state), "picture", lambda self: drawn.append(self) or original(self)
    )
    for control in explorer.controls.values():
        control.value = elsewhere(control)
    moves = len(drawn)
    explorer.reset_button.click()
    assert moves == len(explorer.controls)
    assert len(drawn) == moves + 1


def test_the_sliders_of_the_unit():
    for name, control in UnitExplorer().controls.items():
        assert control.step == 0.05
        assert -control.min == control.max == {"w": 5, "x": 3}[name[0]]


def test_floating_point_dust_and_minus_zero_are_not_shown():
    state = UnitState(1, 1, 1, 0.1, 0.2, -0.3)
    assert "The weighted sum is 0 and" in state.readout()
    assert "−0 " not in UnitState(x1=0.0, w1=-1.0).formula()
    assert "e<sup>0</sup>" in UnitState(0.0, 0.0, 0.0).formula()


def test_white_is_white():
    state = BrightnessExplorer().state
    white = replace(state, brightness=255)
    assert 'fill="#ffffff"' in white.picture().text
    assert white.formula() == "255 / 255 = <b>1.00</b>"
    assert "255 of 255: 100 % of white" in white.readout()
    assert 'fill="#cccccc"' in state.picture().text


def test_the_neighbours_of_a_pixel_are_its_neighbours():
    photo = load_photo()
    colors = [f"#{r:02x}{g:02x}{b:02x}" for r, g, b in photo[76:83, 62:69].reshape(-1, 3)]
    fills = re.findall('fill="(#[0-9a-f]{6})" stroke="none"', PixelState(79, 65).picture().text)
    assert fills[:49] == colors
    at_corner = re.findall(' width="25" height="25" fill="#', PixelState(0, 0).picture().text)
    assert len(at_corner) == 16


@pytest.mark.parametrize(("row", "column"), [(0, 0), (99, 99), (79, 65), (3, 96)])
def test_the_pixel_is_found_again_in_the_vector(row, column):
    state = PixelState(row, column)
    flat = load_photo().reshape(-1)
    assert tuple(flat[list(state.places())]) == state.rgb() == tuple(load_photo()[row, column])
    assert f"<b>{state.places()[0]}</b>" in state.formula()


def test_a_state_refuses_what_no_control_can_send():
    for name in ("w9", None):
        with pytest.raises(ValueError, match="name expected a control"):
            UnitState().moved(name, 0.5)
    with pytest.raises(ValueError, match="value expected a finite number"):
        UnitState().moved("w1", float("nan"))
    with pytest.raises(TypeError, match="value expected a number"):
        UnitState().moved("w1", "0.5")
    with pytest.raises(ValueError, match="row expected a place from 0 to 99"):
        PixelState().moved("row", 100)
    with pytest.raises(TypeError, match="value expected text"):
        LayerState().moved("activation", 1)
    with pytest.raises(TypeError, match="value expected bytes"):
        PixelState().moved("photo", "cat.jpg")
    with pytest.raises(ValueError, match="photo expected 30,000 bytes, got 3"):
        PixelState().moved("photo", b"cat")
