"""Explorers without a browser: scenes, states, still pictures."""

import json
import re
from html import unescape
from xml.etree import ElementTree as ET

import IPython
import pytest

from nnlib import explorers
from nnlib.explorers import UnitExplorer, live, runtime
from nnlib.explorers.state import State

EACH = pytest.mark.parametrize("make", [getattr(explorers, name) for name in explorers.__all__])


@EACH
def test_the_scene_is_plain_data_and_starts_where_the_explorer_does(make):
    explorer = make()
    scene = explorer.scene()
    assert json.loads(json.dumps(scene)) == scene
    assert explorer._described.change(scene["state"], []) == explorer._state
    assert explorer._state == explorer.state.data()
    assert type(explorer.state).of(explorer._state) == explorer.state


@EACH
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


@EACH
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


@EACH
def test_no_word_of_a_state_is_markup_on_a_page(make):
    word = "</script><!--<script><img src=x onerror=alert(1)>"
    state = make().state.data() | {"preset": word}
    page = make.page(state, "explorer")
    _, _, data = page.partition('<script type="application/json" id="explorer">')
    data, end, rest = data.partition("</script>")
    assert "<" not in data
    assert json.loads(data)["state"]["preset"] == word
    assert (end, rest) == ("</script>", "")
    assert "<img src=x" not in page


class OtherState(State):
    """Of no explorer."""


@EACH
def test_a_state_of_another_explorer_is_refused(make):
    explorer = make()
    before = explorer.state
    for state in (None, explorer._state, OtherState()):
        with pytest.raises(TypeError, match=r"state expected .*State, got"):
            explorer.state = state
    assert explorer.state == before


IMPOSSIBLE = (None, "x", -1e308, float("nan"), 10**400, [], [[1]], {}, {"a": 1})


@EACH
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


@EACH
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
