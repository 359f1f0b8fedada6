"""Every exercise of every notebook: the blank, the solution in the fold, and wrong answers."""

import functools
import re
from dataclasses import dataclass

import matplotlib as mpl
import nbformat
import numpy as np
import pytest
from books import NOTEBOOKS
from matplotlib import pyplot as plt
from wrong_answers import WRONG

from nnlib.exercises import EXERCISES, judge
from nnlib.exercises.kinds import Choice, _same_code

SEEDS = range(3)  # inputs of functions are drawn anew at each check


@dataclass(frozen=True)
class Asked:
    """An exercise as it stands in a notebook."""

    name: str
    number: int  # of its code cell
    path: object
    variable: str
    blank: str
    task: str
    output: dict

    @property
    def solution(self):
        fold = re.search(
            r"<details><summary>Solution</summary>\n\n```python\n(.*?)```\n\n(\S.*?)\n\n</details>$",
            self.task,
            re.DOTALL,
        )
        assert fold, f"{self.name} has no solution in a fold, with a sentence why"
        return fold[1]


def exercises_of(path):
    cells = nbformat.read(path, as_version=4).cells
    for number, cell in enumerate(cells):
        last = cell.source.splitlines()[-1]
        if cell.cell_type == "code" and (call := re.match(r'check\("([\d.]+)", (\w+)\)$', last)):
            blank = cell.source.removesuffix(last)
            data = cell.outputs[0].data
            yield Asked(call[1], number, path, call[2], blank, cells[number - 1].source, data)


ASKED = [asked for path in NOTEBOOKS for asked in exercises_of(path)]


@functools.cache
def namespace(path, number):
    """Return what the code cells before an exercise have defined."""
    mpl.use("agg")
    names = {"check": lambda name, answer: None}
    for cell in nbformat.read(path, as_version=4).cells[:number]:
        if cell.cell_type == "code" and "\ncheck(" not in cell.source:
            exec(compile(cell.source, path.name, "exec"), names)
    plt.close("all")
    return names


def feedback(asked, code, seed=0):
    first = min(other.number for other in ASKED if other.path == asked.path)
    names = dict(namespace(asked.path, first))
    exec(compile(code, asked.name, "exec"), names)
    return judge(asked.name, names[asked.variable], np.random.default_rng(seed))


each = pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)


def test_notebooks_package_and_wrong_answers_have_the_same_exercises():
    assert [asked.name for asked in ASKED] == sorted(EXERCISES)
    assert sorted(WRONG) == sorted(EXERCISES)


@each
def test_it_stands_in_its_notebook_under_its_name(asked):
    assert asked.name[:3] == f"{asked.path.name[:2]}."
    assert asked.task.startswith(f"**{asked.name}** ")


@each
def test_the_blank_is_not_answered(asked):
    said = feedback(asked, asked.blank)
    assert said.kind == "not answered"
    assert asked.output == {"text/html": said._repr_html_(), "text/plain": repr(said)}


@each
def test_the_blank_of_a_choice_has_the_quotes(asked):
    quoted = asked.blank.strip() == 'answer = "..."'
    assert quoted == isinstance(EXERCISES[asked.name], Choice)


@each
def test_the_blank_with_a_bug_is_the_same_code_in_the_package(asked):
    blank = getattr(EXERCISES[asked.name], "blank", None)
    if blank:
        names = {}
        exec(asked.blank, names)
        assert _same_code(names[asked.variable], blank)


@each
@pytest.mark.parametrize("seed", SEEDS)
def test_the_solution_in_the_fold_is_right(asked, seed):
    assert feedback(asked, asked.solution, seed).kind == "right"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [(asked, *wrong) for asked in ASKED for wrong in WRONG.get(asked.name, [])],
    ids=lambda value: getattr(value, "name", ""),
)
def test_a_wrong_answer_gets_its_hint(asked, code, words, seed):
    said = feedback(asked, code, seed)
    assert said.kind == "not yet"
    assert words in said.text


@each
def test_there_are_three_wrong_answers_with_hints_of_their_own(asked):
    words = {words for _, words in WRONG.get(asked.name, [])}
    assert len(words) >= 3


@each
def test_every_mistake_in_the_package_is_made_here(asked):
    said = {feedback(asked, code).text for code, _ in WRONG.get(asked.name, [])}
    for hint in EXERCISES[asked.name].mistakes:
        assert any(text.startswith(hint) for text in said), hint


@pytest.mark.parametrize("path", NOTEBOOKS[1:12], ids=lambda path: path.name)
def test_a_notebook_has_two_to_six_exercises(path):
    count = sum(asked.path == path for asked in ASKED)
    said = "a new one takes the place of an old one, or goes into another notebook"
    assert 2 <= count <= 6, f"{path.name} has {count} exercises: {said}"


@pytest.mark.parametrize("path", NOTEBOOKS[1:11], ids=lambda path: path.name)
def test_at_least_two_predictions_have_their_answer_in_a_fold(path):
    cells = nbformat.read(path, as_version=4).cells
    folded = [
        cell
        for cell in cells
        if cell.cell_type == "markdown"
        and re.search(r"(\*\*Predict:\*\*.*Answer|^<details><summary>Compare)<", cell.source, re.S)
    ]
    assert len(folded) >= 2
