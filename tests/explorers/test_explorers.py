"""Explorers without a browser: states, wiring, errors."""

import json
import re
from html import unescape
from xml.etree import ElementTree as ET

import IPython
import pytest
from traitlets import TraitError

from nnlib import explorers
from nnlib.datasets import load_photo
from nnlib.explorers import DescentExplorer, LayerExplorer, UnitExplorer, live, runtime
from nnlib.explorers.controls import Choice, Slider, Upload
from nnlib.explorers.descent import DescentState
from nnlib.explorers.layer import LayerState
from nnlib.explorers.live import LiveExplorer
from nnlib.explorers.pad import Pad
from nnlib.explorers.pixel import PixelState

EVERY = [getattr(explorers, name) for name in explorers.__all__]
WITH_CONTROLS = [make for make in EVERY if not issubclass(make, LiveExplorer)]
ALL = pytest.mark.parametrize("make", WITH_CONTROLS)
LIVE = pytest.mark.parametrize("make", [make for make in EVERY if issubclass(make, LiveExplorer)])

# Controls that change what comes next, and not what is shown.
QUIET = {"lr", "seed", "momentum", "steps", "label"}

LINE = ((100.0, 20.0), (180.0, 260.0), (100.0, 260.0))


def shown(explorer):
    stage = explorer.stage
    return stage.picture.value, stage.formula.value, stage.readout.text


def wanted(explorer):
    state = explorer.state
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
    explorer = DescentExplorer()
    for value in (0.1, 0.2, 0.3):
        explorer.controls["lr"].value = value
    explorer.controls["steps"].value = 3
    explorer.buttons["Undo"].click()
    assert explorer.state.moved("lr", DescentState.lr) == DescentState()
    assert explorer.state.lr == 0.3
    explorer.buttons["Undo"].click()
    assert explorer.state.lr == DescentState.lr


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
    explorer = DescentExplorer()
    start = explorer.state
    explorer.state = start.moved("momentum", 0.45)
    assert explorer.controls["momentum"].value == 0.45
    assert explorer.stage.readout.text == explorer.state.readout()
    explorer.buttons["Undo"].click()
    assert explorer.state is start


@pytest.mark.parametrize(
    ("make", "part"),
    [(m, p) for m in WITH_CONTROLS for p in ("moved", "picture", "formula", "readout")],
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
    stage = explorer.stage
    parts = [explorer.error, stage.picture, stage.formula, stage.readout]
    player = [explorer.player] if explorer.player else []
    for widget in [*parts, *player, *explorer.buttons.values(), *explorer.controls.values()]:
        assert any(widget is other for other in shown_widgets)
    assert list(explorer.buttons.values())[-1] is explorer.reset_button
    for status, role in [(explorer.error, "alert"), (stage.readout, "status")]:
        assert (status.kind, status.role) == ("status", role)
    for control in explorer.controls.values():
        assert control.kind == type(control).__name__.lower()


@ALL
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
            LayerState().moved(name, 0.5)
    with pytest.raises(ValueError, match="value expected a finite number"):
        LayerState().moved("w1", float("nan"))
    with pytest.raises(TypeError, match="value expected a number"):
        LayerState().moved("w1", "0.5")
    with pytest.raises(ValueError, match="row expected a place from 0 to 99"):
        PixelState().moved("row", 100)
    with pytest.raises(TypeError, match="value expected text"):
        LayerState().moved("activation", 1)
    with pytest.raises(TypeError, match="value expected bytes"):
        PixelState().moved("photo", "cat.jpg")
    with pytest.raises(ValueError, match="photo expected 30,000 bytes, got 3"):
        PixelState().moved("photo", b"cat")


def test_the_sliders_of_a_layer():
    for name, control in LayerExplorer().controls.items():
        if isinstance(control, Slider):
            assert control.step == 0.05, name
            assert -control.min == control.max


# --- the live ones --------------------------------------------------------------------------------


@LIVE
def test_the_scene_is_plain_data_and_starts_where_the_explorer_does(make):
    explorer = make()
    scene = explorer.scene()
    assert json.loads(json.dumps(scene)) == scene
    assert explorer._described.change(scene["state"], []) == explorer._state
    assert explorer._state == explorer.state.data()
    assert type(explorer.state).of(explorer._state) == explorer.state


@LIVE
def test_a_viewer_without_kernel_gets_the_scene_standing_still(make):
    explorer = make()
    data, _ = explorer._repr_mimebundle_()
    picture = explorer.picture()
    assert data["text/plain"] == picture.alt
    shown = {
        key: unescape(value) for key, value in re.findall(r'([a-z-]+)="(.*?)"', data["text/html"])
    }
    assert (shown["alt"], shown["src"]) == (picture.alt, picture.uri)
    assert shown["data-explorer"] == make.__name__
    assert json.loads(shown["data-state"]) == explorer._state
    assert "application/vnd.jupyter.widget-view+json" in data
    assert picture.alt.startswith(explorer.scene()["title"])
    assert picture.alt.endswith(explorer.readout())
    assert "**" not in picture.alt


@LIVE
def test_the_still_picture_is_a_file_of_its_own(make):
    picture = make().picture()
    root = ET.fromstring(picture.text)
    style = next(root.iter("{http://www.w3.org/2000/svg}style"))
    assert style.text == runtime.picture_look()
    tags = {element.tag.partition("}")[2] for element in root.iter()}
    assert not {"field", "script", "foreignObject"} & tags
    assert not re.search(r"\b(nan|inf|None|not a number)\b", picture.text)


def test_signs_of_a_style_sheet_do_not_break_the_picture(monkeypatch):
    rule = ".nx > b { &:hover { color: red } } /* a < b & c */"
    monkeypatch.setattr(runtime, "picture_look", lambda: rule)
    root = ET.fromstring(UnitExplorer().picture().text)
    assert next(root.iter("{http://www.w3.org/2000/svg}style")).text == rule


@LIVE
def test_a_state_of_another_explorer_is_refused(make):
    explorer = make()
    before = explorer.state
    for state in (None, explorer._state, LayerState()):
        with pytest.raises(TypeError, match=r"state expected .*State, got"):
            explorer.state = state
    assert explorer.state == before


IMPOSSIBLE = (None, "x", -1e308, float("nan"), 10**400, [], [[1]], {}, {"a": 1})


@LIVE
def test_an_impossible_state_from_the_browser_is_refused_and_changes_nothing(make):
    explorer = make()
    before, seen = explorer._state, []
    explorer.observe(lambda change: seen.append(change.new), "_state")
    for name, value in before.items():
        for other in IMPOSSIBLE:
            if isinstance(other, str) == isinstance(value, str):
                continue  # any word may be a preset's
            if value is None or value == []:
                continue  # a memory, a history
            if name == "strokes" and other == []:
                continue  # an empty pad
            with pytest.raises(ValueError, match="expected"):
                explorer._state = before | {name: other}
            assert explorer._state is before, (name, other)
    for broken in ({}, before | {"more": 1}, {k: v for k, v in before.items() if k != "step"}):
        with pytest.raises(ValueError, match="State expected step, preset"):
            explorer._state = broken
    assert explorer._state is before
    assert seen == []


class Shell:
    """An IPython that runs cells of JupyterLab."""

    def __init__(self):
        self.runs = 0

    def run(self, cell, *shown):
        self.runs += 1
        self.parent = {"metadata": {"cellId": cell}, "header": {"msg_id": self.runs}}
        for explorer in shown:
            explorer._repr_mimebundle_()

    def get_parent(self):
        return self.parent


@pytest.fixture
def shell(monkeypatch):
    shell = Shell()
    monkeypatch.setattr(IPython, "get_ipython", lambda: shell)
    monkeypatch.setattr(live, "_shown", {})
    return shell


def closed(explorer):
    return explorer.comm is None


@LIVE
def test_a_cell_that_runs_again_closes_what_it_showed(make, shell):
    one, two, other, third = (make() for _ in range(4))
    shell.run("a", one, two)
    shell.run("b", other)
    assert not any(map(closed, (one, two, other)))
    shell.run("a", third)
    assert [closed(each) for each in (one, two, other, third)] == [True, True, False, False]


def test_what_is_shown_again_or_elsewhere_stays_open(shell):
    one, two = UnitExplorer(), UnitExplorer()
    shell.run("a", one)
    shell.run("a", one)
    shell.run("b", one)
    shell.run("a", two)
    assert not closed(one)
    shell.run("b", two)
    assert [closed(one), closed(two)] == [True, False]


def test_without_a_cell_nothing_is_closed(shell, monkeypatch):
    one, two = UnitExplorer(), UnitExplorer()
    for parent in ({}, {"header": {"msg_id": 1}, "metadata": {}}):
        shell.parent = parent
        for explorer in (one, two):
            explorer._repr_mimebundle_()
    monkeypatch.setattr(IPython, "get_ipython", lambda: None)
    UnitExplorer()._repr_mimebundle_()
    assert not closed(one)
    assert not closed(two)
