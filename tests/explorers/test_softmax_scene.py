"""SoftmaxExplorer: what its hands, names, buttons and words do."""

import math
import re
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nnlib
from nnlib.activations import softmax
from nnlib.drawing.elements import markup
from nnlib.drawing.expressions import evaluate
from nnlib.exercises import judge
from nnlib.explorers.softmax import PRESETS, SoftmaxExplorer, SoftmaxState

NAMES = ("dog", "cat", "neither")
sums = st.lists(st.floats(-8, 8), min_size=3, max_size=3)


@pytest.fixture
def explorer():
    return SoftmaxExplorer()


def shown(explorer):
    """Return what expressions see."""
    return explorer._described.scope(explorer.state.data())


def texts(explorer, place):
    """Return what the picture or the formula says and draws."""
    return explorer._described.written(explorer.state.data())[place]


def pick(explorer, k):
    """Click the name of a class, as the browser does."""
    found = []

    def walk(tree):
        if isinstance(tree, list) and len(tree) > 1 and isinstance(tree[1], dict):
            found.extend([tree[1]["@pick"]] if "@pick" in tree[1] else [])
            for child in tree[2:]:
                walk(child)

    walk(explorer._described.pictures["wide"])
    state = explorer._described.change(explorer.state.data(), found[k]["do"])
    explorer.state = SoftmaxState.of(state)


def test_the_start_is_the_article_s_prediction(explorer):
    first = [[-1, 0.2, 1], [3, 0.3, -0.1], [0.5, -2, 0.4]]
    second = [[-2, 1, 1], [4, -1, -4], [1, -3, 4]]
    third = [[-4, 1, 2.3], [1, 4, -3.6], [-1, -4, 2]]
    one, two, three = (nnlib.Linear(3, 3, weight=weight) for weight in (first, second, third))
    z = nnlib.Network(one, nnlib.Sigmoid(), two, nnlib.Sigmoid(), three)([1, 0.4, 2])
    assert explorer.state.x == pytest.approx(z, abs=5e-7)
    assert shown(explorer)["output"] == pytest.approx([0.3511, 0.4491, 0.1998], abs=5e-5)
    assert explorer.readout() == (
        "The probabilities are dog 0.3511, cat 0.4491, neither 0.1998. "
        "The correct class is dog, so the cost is 1.0467."
    )


@pytest.mark.parametrize(
    ("preset", "probabilities", "cost"),
    [
        ("Article", (0.3511, 0.4491, 0.1998), 1.0467),
        ("Confident and right", (0.9537, 0.0288, 0.0175), 0.0474),
        ("Confident and wrong", (0.0065, 0.9644, 0.0291), 5.0363),
    ],
)
def test_presets(explorer, preset, probabilities, cost):
    explorer.act("+ errors p − y")
    pick(explorer, 2)
    explorer.act(preset)
    assert shown(explorer)["output"] == pytest.approx(probabilities, abs=5e-5)
    assert shown(explorer)["cost"] == pytest.approx(cost, abs=5e-5)
    assert explorer.state == SoftmaxState(x=PRESETS[preset], show="errors", preset=preset)


@pytest.mark.parametrize("k", range(3))
def test_a_sum_moves_alone_and_to_its_ends(explorer, k):
    before = explorer.state
    for value, reached in ((1.23, 1.25), (90, 8), (-90, -8)):
        explorer.move(f"x.{k}", value)
        assert explorer.state.x[k] == reached
        others = [i for i in range(3) if i != k]
        assert all(explorer.state.x[i] == before.x[i] for i in others)
    assert explorer.state.data() | {"x": None} == before.data() | {"x": None}


@settings(max_examples=40, deadline=None)
@given(x=sums, value=st.floats(-9, 9))
def test_all_sums_move_together_and_the_probabilities_stay(x, value):
    explorer = SoftmaxExplorer()
    explorer.state = SoftmaxState(x=tuple(x))
    explorer.move("all", value)
    assert softmax(explorer.state.x) == pytest.approx(softmax(x), abs=1e-6)
    assert max(np.abs(explorer.state.x)) <= 8
    reached = np.mean(explorer.state.x)
    ends = (np.mean(x) - 8 - min(x), np.mean(x) + 8 - max(x))
    wanted = np.clip(math.floor(np.clip(value, -8, 8) / 0.05 + 0.5) * 0.05, *ends)
    assert reached == pytest.approx(wanted, abs=1e-5)


def test_what_does_not_move_is_refused(explorer):
    with pytest.raises(ValueError, match="number that moves"):
        explorer.move("target", 1)
    with pytest.raises(ValueError, match="one of Article, "):
        explorer.act("Sure")


@pytest.mark.parametrize("k", range(3))
def test_a_click_on_a_name_makes_it_the_correct_class(explorer, k):
    pick(explorer, k)
    assert explorer.state == SoftmaxState(target=k)
    assert shown(explorer)["cost"] == pytest.approx(-math.log(shown(explorer)["output"][k]))
    assert f"The correct class is {NAMES[k]}, so the cost" in explorer.readout()
    marked = [text for text in texts(explorer, "wide") if text.startswith("✓")]
    assert marked == [f"✓\u00a0{NAMES[k]}"]


def test_another_correct_class_changes_the_cost_alone(explorer):
    before = shown(explorer)
    pick(explorer, 1)
    after = shown(explorer)
    assert after["output"] == before["output"]
    assert after["cost"] < before["cost"]
    assert after["squared"] < before["squared"]


@pytest.mark.parametrize("k", range(3))
def test_the_squared_error_is_that_of_nnlib_and_lies_on_its_curve(k):
    explorer = SoftmaxExplorer()
    explorer.state = SoftmaxState(x=(1.0, -0.5, 0.3), target=k, show="squares")
    p, y = np.array(shown(explorer)["output"]), np.eye(3)[k]
    assert shown(explorer)["squared"] == pytest.approx(nnlib.MSELoss().forward(p, y))
    (path,) = [text for text in texts(explorer, "wide") if "Q" in text]
    top, floor = float(path[2:].split("Q")[0].split()[1]), float(path.split()[-1])
    on_curve = floor - (floor - top) * (1 - p[k]) ** 2
    (dot,) = [text for text in texts(explorer, "wide") if text == f"cy={on_curve:.2f}"]
    assert dot


def test_choices_change_nothing_but_what_is_shown(explorer):
    explorer.move("x.0", 1)
    before = explorer.state.data()
    for label, show in (("+ squared error", "squares"), ("+ errors p − y", "errors")):
        explorer.act(label)
        assert explorer.state.data() == before | {"show": show}
    explorer.act("Cost")
    assert explorer.state.data() == before


@pytest.mark.parametrize("picture", ["wide", "narrow"])
def test_each_picture_shows_errors_and_squares_only_when_asked_for(explorer, picture):
    def seen(explorer):
        source = explorer._described.pictures[picture]
        text = markup(source, shown(explorer))
        return "errors p − y" in text, "squared error" in text, "sum above 0" in text

    assert seen(explorer) == (False, False, True)
    explorer.act("+ squared error")
    assert seen(explorer) == (False, True, True)
    explorer.act("+ errors p − y")
    assert seen(explorer) == (True, False, False)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (SoftmaxState(step=1), "Step 1: each sum becomes an exponential"),
        (SoftmaxState(step=2), "reach the total 2.07195."),
        (SoftmaxState(step=3), "Together they are 1."),
        (SoftmaxState(x=(-2, 3, -0.5)), "Confident and wrong costs a lot."),
        (SoftmaxState(x=(-1, 0, 0)), "A third for each class would cost less: ln 3, or 1.0986."),
        (SoftmaxState(x=(2, 2, 2)), "is 1.0986. That is ln 3, the cost of having no idea."),
        (SoftmaxState(x=(1, 0, 0)), "so the cost is 0.5514."),
        (SoftmaxState(x=(8, 0, 0)), "Confident and right costs almost nothing."),
        (SoftmaxState(show="squares"), "The mean squared error is 0.2209."),
        (
            SoftmaxState(show="errors"),
            "The errors p − y are −0.6489, 0.4491, 0.1998: together 0.",
        ),
        (SoftmaxState(x=(-8, 8, -8), show="errors"), "p − y are ≈−1, ≈1, ≈0: together 0."),
    ],
)
def test_readout(explorer, state, sentence):
    explorer.state = state
    assert sentence in explorer.readout()
    assert explorer.readout() == explorer.readout().strip()


def test_the_tasks_of_notebook_05_can_be_done(explorer):
    costs, squares = [], []
    explorer.act("+ squared error")
    for value in np.arange(-0.3, -8.01, -0.1):
        explorer.move("x.0", value)
        costs.append(shown(explorer)["cost"])
        squares.append(shown(explorer)["squared"])
    assert costs[-1] > 8
    assert costs[-1] - costs[40] > 3
    assert squares[-1] - squares[40] < 0.02

    def nearest(cost):
        values = np.arange(-8, 8.001, 0.05)
        best = []
        for value in values:
            explorer.move("x.0", value)
            best.append((abs(shown(explorer)["cost"] - cost), shown(explorer)["p_correct"]))
        return min(best)

    off, probability = nearest(5)
    assert off < 0.025
    assert f"{probability:.4f}" in ("0.0066", "0.0067", "0.0068")
    off, probability = nearest(math.log(3))
    assert off < 0.025
    assert probability == pytest.approx(1 / 3, abs=0.01)


def test_exercise_05_3_can_be_solved(explorer):
    explorer.act("+ squared error")
    cost, square = shown(explorer)["cost"], shown(explorer)["squared"]
    explorer.move("x.2", -8)
    solved = []
    for value in np.arange(-1, 0.5, 0.05):
        explorer.move("x.0", value)
        wanted = shown(explorer)["cost"] < cost and shown(explorer)["squared"] > square
        said = judge("05.3", round(shown(explorer)["output"][0], 4), np.random.default_rng(0))
        assert (said.kind == "right") == wanted
        solved.append(wanted)
    assert sum(solved) >= 4


@pytest.mark.parametrize("picture", ["wide", "narrow"])
def test_a_cost_beyond_the_axis_is_said(explorer, picture):
    def label():
        return [text for text in texts(explorer, picture) if text.startswith("cost ")]

    explorer.state = SoftmaxState(x=(-2, 3, -0.5))
    assert "cost 5.04" in label()
    hidden = texts(explorer, picture).count("@show=false")
    explorer.move("x.0", -8)
    assert "cost 11.03, off the axis" in label()
    assert texts(explorer, picture).count("@show=false") == hidden
    drawn = markup(explorer._described.pictures[picture], shown(explorer))
    (end,) = re.findall(r'class="nx-guide".*?y2="(.*?)"', drawn)
    assert end == ("306" if picture == "wide" else "322")  # the top of the axis


def numbers(explorer, column):
    """Return a column of the table as it is written: three classes, and the total."""
    table = explorer._described.formula[3]
    cells = [row[2 + column][2][2][1] for row in table[3:] if len(row) > 2]
    return [str(evaluate(cell, shown(explorer))) for cell in cells]


def test_what_is_written_adds_up_or_is_written_with_all_its_decimals(explorer):
    rng = np.random.default_rng(3)
    for x in rng.uniform(-2, 2, (60, 3)):
        explorer.state = SoftmaxState(x=tuple(x))
        for column, most in ((2, 6 if shown(explorer)["total"] < 10 else 5), (3, 6)):
            *terms, total = (Decimal(text) for text in numbers(explorer, column))
            decimals = -total.as_tuple().exponent
            assert sum(terms) == total or decimals == most
            assert abs(sum(terms) - total) <= Decimal(2) / 10**decimals


@settings(max_examples=30, deadline=None)
@given(
    moves=st.lists(
        st.one_of(
            st.tuples(st.sampled_from(["x.0", "x.1", "x.2", "all"]), st.floats(-1e6, 1e6)),
            st.tuples(
                st.just("act"),
                st.sampled_from([*PRESETS, "Cost", "+ squared error", "+ errors p − y"]),
            ),
            st.tuples(st.just("pick"), st.integers(0, 2)),
        ),
        max_size=8,
    )
)
def test_any_walk_stays_finite_and_can_be_written(moves):
    explorer = SoftmaxExplorer()
    for what, value in moves:
        if what == "act":
            explorer.act(value)
        elif what == "pick":
            pick(explorer, value)
        else:
            explorer.move(what, value)
    written = explorer._described.written(explorer.state.data())
    assert "not a number" not in str(written)
    assert "nan" not in str(written).replace("not a number", "")
    assert SoftmaxState.of(explorer.state.data()) == explorer.state


def test_every_handle_is_in_the_picture_and_every_sum_in_the_formula(explorer):
    for place in ("wide", "narrow"):
        found = {text[8:] for text in texts(explorer, place) if text.startswith("@number=")}
        assert found == {"x.0", "x.1", "x.2", "all"}
    found = {text[8:] for text in texts(explorer, "formula") if text.startswith("@number=")}
    assert found == {"x.0", "x.1", "x.2"}


def test_numbers_have_names_for_ears(explorer):
    named = {
        entry["path"].replace("*", str(k)): evaluate(entry["name"], {"index": [k]})
        for entry in explorer.scene()["numbers"]
        for k in range(3)
    }
    assert named == {
        "x.0": "sum of dog",
        "x.1": "sum of cat",
        "x.2": "sum of neither",
        "all": "all three sums together: their mean",
    }


def test_the_still_picture_says_what_it_shows(explorer):
    picture = explorer.picture()
    assert picture.alt.startswith(
        "Softmax and cost. Three sums as bars: dog −0.32, cat −0.07, neither −0.88."
    )
    assert picture.alt.endswith("so the cost is 1.0467.")


# --- without a cost -------------------------------------------------------------------------------


@pytest.fixture
def plain():
    return SoftmaxExplorer("probabilities")


def test_the_view_of_probabilities_says_nothing_of_costs_or_correct_classes(plain):
    data = plain.scene()
    said = str({key: value for key, value in data.items() if key not in ("state", "values")})
    for word in ("cost", "correct", "squared", "error", "−ln"):
        assert word not in said, word
    assert "cost" in str(SoftmaxExplorer().scene()["hint"])  # which shows that they are found
    assert data["title"] == "Softmax"
    assert (data["choices"], data["steps"]) == ([], 3)
    for place in ("wide", "narrow"):
        assert not [text for text in texts(plain, place) if text.startswith("@pick")]


def test_the_view_of_probabilities_starts_from_the_same_network(plain, explorer):
    assert plain.state.x == explorer.state.x
    assert plain.readout() == (
        "The probabilities are dog 0.3511, cat 0.4491, neither 0.1998. "
        "The largest sum gets the largest probability: cat."
    )
    plain.act("All equal")
    assert shown(plain)["output"] == pytest.approx([1 / 3] * 3)
    assert plain.readout().endswith("Equal sums get equal probabilities.")
    plain.act("Far apart")
    assert shown(plain)["output"][0] > 0.95
    assert plain.state.show == "probabilities"


def test_the_formula_divides_the_largest_exponential_by_the_total(plain):
    def division():
        return [text for text in texts(plain, "formula") if text.startswith("(")]

    assert division() == ["(cat) = "]
    plain.act("Far apart")
    assert division() == ["(dog) = "]


def test_the_largest_of_three_wins_though_the_others_are_equal(plain):
    plain.state = SoftmaxState(x=(1, 2, 1), show="probabilities")
    assert plain.readout().endswith("The largest sum gets the largest probability: cat.")
    plain.state = SoftmaxState(x=(2, 1, 2), show="probabilities")
    assert plain.readout().endswith("Equal sums get equal probabilities.")


def test_the_tasks_of_notebook_04_can_be_done(plain):
    before = shown(plain)
    plain.move("x.0", 1)
    after = shown(plain)
    assert after["power"][1:] == before["power"][1:]  # dog's exponential alone has changed
    assert all(np.array(after["output"]) != before["output"])
    plain.move("all", 3)
    assert shown(plain)["output"] == pytest.approx(after["output"], abs=1e-6)
    for path, end in (("x.0", -8), ("x.1", 8), ("x.2", -8)):
        plain.move(path, end)
    assert "cat ≈1" in plain.readout()
    assert "dog ≈0" in plain.readout()


@pytest.mark.parametrize("view", ["forward", "", None, 1])
def test_an_unknown_view_is_refused(view):
    with pytest.raises(ValueError, match="view expected cost or probabilities, got"):
        SoftmaxExplorer(view)
