"""Answers on the reading pages, without the browser: what they need, and what is said of them."""

import re
from html import unescape

import nbformat
import numpy as np
import pytest
from answers import session
from answers.session import Session
from answers.slices import DRAW, needed, statements
from books import NOTEBOOKS
from test_exercises_in_notebooks import ASKED, namespace
from wrong_answers import WRONG

import nnlib
from nnlib.exercises import judge

WITH_ALL_VALUES = ("02", "03", "04", "05", "06", "07")  # the others take long
TIMES = {"start", "seconds_per_nudge", "seconds_backward", "times"}


@pytest.fixture
def same_inputs(monkeypatch):
    """Draw the same inputs for a function at each check: some hints depend on them."""

    def verdict(name, answer=...):
        return judge(name, answer, np.random.default_rng(0))

    monkeypatch.setattr(session, "verdict", verdict)


def cells_before(path, number):
    cells = nbformat.read(path, as_version=4).cells[:number]
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    return [source for source in code if "\ncheck(" not in source]


def first_exercise(path):
    return min(asked.number for asked in ASKED if asked.path == path)


def call(asked):
    return f'check("{asked.name}", {asked.variable})'


def words(result):
    return unescape(re.sub("<[^>]+>", "", result["feedback"]))


@pytest.mark.usefixtures("same_inputs")
@pytest.mark.parametrize("path", [*dict.fromkeys(a.path for a in ASKED)], ids=lambda p: p.name)
def test_a_page_says_what_the_notebook_says(path):
    page = Session()
    for asked in [asked for asked in ASKED if asked.path == path]:
        cells = cells_before(path, asked.number)
        for code, hint in WRONG[asked.name][:2]:
            result = page.answer(f"{code}\n{call(asked)}", cells)
            assert hint.replace("`", "") in words(result)
            assert result["solved"] == ""
        result = page.answer(f"{asked.solution}\n{call(asked)}", cells)
        assert result["solved"] == asked.name


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)
def test_nothing_is_drawn_for_a_solution(asked):
    before = [s for cell in cells_before(asked.path, asked.number) for s in statements(cell)]
    ran = [before[place] for place in needed(asked.solution, before)]
    assert not {name for each in ran for name in each.used | each.bound} & DRAW


@pytest.mark.parametrize("number", WITH_ALL_VALUES)
def test_a_name_has_the_value_that_the_whole_notebook_gives_it(number):
    [path] = [path for path in NOTEBOOKS if path.name.startswith(number)]
    first = first_exercise(path)
    whole = namespace(path, first)
    cells = cells_before(path, first)
    names = {name for cell in cells for each in statements(cell) for name in each.changed}
    compared = 0
    for name in sorted(names - TIMES - DRAW):
        page = Session()
        before = [each for cell in cells for each in statements(cell)]
        page._prepare(before, needed(name, before))
        compared += compare(page.names[name], whole[name], name)
    assert compared > 10


def compare(ours, whole, name):
    """Compare two values; return whether they can be compared."""
    if isinstance(whole, nnlib.Network):
        np.testing.assert_allclose(ours.theta, whole.theta, rtol=0, atol=1e-12, err_msg=name)
        return True
    try:
        whole = np.asarray(whole)
    except ValueError:  # of several lengths
        return False
    if whole.dtype.kind not in "bifU":
        return False
    np.testing.assert_array_equal(ours, whole, err_msg=name)
    return True


BEFORE = ["import numpy as np", "def f():\n    return z", "z = 1", "y = f() + 1", "z = 3"]


@pytest.mark.parametrize(
    ("answer", "cells", "places"),
    [
        ("y", BEFORE, [0, 1, 2, 3]),  # f uses z when it is called
        ("z", BEFORE, [0, 4]),
        ("z = 2\nz", BEFORE, [0]),
        ("for z in [2]:\n    print(z)", BEFORE, [0]),
        ("z += 1", BEFORE, [0, 4]),
        ("def g(y):\n    return y", BEFORE, [0]),
        ("np.ones(3)", ["import numpy as np", "slow = np.zeros(3)", "np.sort(slow)"], [0]),
        ("plots.lines", ["from nnlib import plots", "ax = plots.image(1)"], [0]),
        ("b", ["rng = 1", "a = f(rng=rng)", "b = g(rng=rng)"], [0, 1, 2]),
        ("x", ["x = [1]", "x[0] = 2", "print(x)", "y = x"], [0, 1, 2]),
        ("network", ["network = 1", "history = train_it(network)", "rate = 1"], [0, 1]),
    ],
)
def test_what_an_answer_needs(answer, cells, places):
    assert needed(answer, [each for cell in cells for each in statements(cell)]) == places


def test_what_comes_before_something_that_ran_runs_in_its_order():
    page = Session()
    assert page.answer("print(z)", BEFORE)["printed"] == "3\n"
    assert page.answer("print(y)", BEFORE)["printed"] == "2\n"
    assert page.answer("print(z)", BEFORE)["printed"] == "3\n"


def test_nothing_runs_twice():
    cells = ["made = object()"]
    page = Session()
    page.answer("mine = made", cells)
    assert page.answer("print(mine is made)", cells)["printed"] == "True\n"


def test_an_answer_keeps_its_own_names_for_the_others_but_not_the_notebooks():
    page = Session()
    page.answer("z = 5\nmine = z", BEFORE)
    assert page.answer("print(z, mine)", BEFORE)["printed"] == "3 5\n"


def test_an_error_is_told_without_our_own_lines():
    result = Session().answer("print(1)\n\ndef f():\n    return w\n\n\nf()", [])
    assert result["printed"] == "1\n"
    assert result["error"] == "NameError: name 'w' is not defined"
    assert re.findall(r'File "(.+)", line (\d)', result["trace"]) == [
        ("<your answer>", "7"),
        ("<your answer>", "4"),
    ]
    assert "return w" in result["trace"]


@pytest.mark.parametrize("code", ["answer = (", "raise SystemExit", "  answer = 1"])
def test_whatever_an_answer_raises_is_told(code):
    assert Session().answer(code, [])["error"]


def test_a_module_that_is_not_there_is_named():
    assert Session().answer("import no_such_module.part", [])["missing"] == "no_such_module"
    told = "raise ModuleNotFoundError('nnlib.plots needs matplotlib', name='matplotlib')"
    assert Session().answer(told, [])["missing"] == "matplotlib"
