"""The lesson plans speak of exercises, sections and answers that exist."""

import re

import nbformat
import numpy as np
import pytest
from books import NOTEBOOKS, Notebook

from nnlib.exercises import EXERCISES, judge
from nnlib.explorers import NetworkExplorer

FOLDER = NOTEBOOKS[0].parents[1] / "docs" / "teaching"
PLANS = sorted(FOLDER.glob("*.md"))


def headings(notebook: Notebook) -> set[str]:
    return set(re.findall(r"^#+ (.+)$", "\n".join(notebook.markdown), re.MULTILINE))


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_exercises_of_a_plan_exist(plan):
    named = re.findall(r"(?<![\d.])\d\d\.\d(?!\d|:)", plan.read_text(encoding="utf-8"))
    assert set(named) <= set(EXERCISES)


def test_sections_of_the_plans_exist():
    books = {p.name[:2]: Notebook(p, nbformat.read(p, as_version=4).cells) for p in NOTEBOOKS}
    for plan in PLANS:
        text = plan.read_text(encoding="utf-8")
        for number, title in re.findall(r"\b(\d\d)(?:, | to )\*([A-Z][^*]+)\*", text):
            assert title in {h[: len(title)] for h in headings(books[number])}, (number, title)


@pytest.mark.parametrize(
    ("name", "right", "expected"),
    [
        ("01.1", 784, [2352]),
        ("01.2", 3062, [3060, 1022]),
        ("02.1", 0.5, [0, 1]),
        ("02.2", 0.8966, [1.493]),
        ("03.1", 10, [8, 12, 6, 9]),
        ("04.1", [1 / 3] * 3, [[2, 2, 2], [0.5] * 3]),
        ("05.1", 0.6931, [0.5, 1]),
        ("07.1", 1 / 40, [1 / 20]),
    ],
)
def test_answers_to_expect_are_known_to_their_exercise(name, right, expected):
    assert judge(name, right).kind == "right"
    for wrong in expected:
        feedback = judge(name, wrong)
        assert feedback.kind == "not yet"
        assert feedback.text != EXERCISES[name].hint, wrong  # it has a hint of its own


def test_what_a_class_sees_in_the_network_explorer_is_what_the_plan_says():
    plan = (FOLDER / "class_90_minutes.md").read_text(encoding="utf-8")
    explorer = NetworkExplorer("backward")
    costs = []
    for _ in range(4):
        explorer.act("Gradient step")
        costs.append(re.search(r"to (\d\.\d{4})\.", explorer.readout())[1])
    assert f"The cost goes 1.0467, {', '.join(costs)}." in plan
    for path, value in [("x.0", 0.5), ("x.1", 0.3), ("x.2", 2.3)]:
        explorer = NetworkExplorer()
        explorer.move(path, value)
        assert explorer.network(explorer.state.x).argmax() == 0
    explorer.move("x.2", 2.0)
    explorer.move("x.1", 0.1)
    assert explorer.network(explorer.state.x).argmax() == 2
    learned = NetworkExplorer("backward")
    learned.move("lr.0", 5)
    learned.act("Gradient step")
    animals = np.random.default_rng(0).uniform(-3, 3, size=(1000, 3))
    assert set(learned.network(animals).argmax(axis=1)) == {0}
