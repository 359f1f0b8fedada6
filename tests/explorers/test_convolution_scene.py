"""ConvolutionExplorer: the map, the window in the hand, the weights, and what is said of them."""

import itertools
import re
from typing import Any

import numpy as np
import pytest
from scipy.signal import correlate2d
from walks import elements

from nnlib.datasets import load_animals
from nnlib.drawing.elements import markup
from nnlib.drawing.expressions import evaluate
from nnlib.drawing.filters import convolved
from nnlib.explorers import ConvolutionExplorer
from nnlib.explorers.convolution import KERNELS, images
from nnlib.explorers.convolution_picture import NARROW, WIDE

GEOMETRIES = {"wide": WIDE, "narrow": NARROW}
EACH = pytest.mark.parametrize("g", GEOMETRIES)


@pytest.fixture
def explorer() -> ConvolutionExplorer:
    return ConvolutionExplorer()


def now(explorer: ConvolutionExplorer) -> dict[str, Any]:
    return explorer._described.scope(explorer._state)


def all_of(explorer: ConvolutionExplorer, g: str) -> list[tuple[str, dict[str, Any]]]:
    return list(elements(explorer._described.pictures[g], now(explorer)))


def hand(explorer: ConvolutionExplorer, which: int, what: str, g: str = "wide", **extra: Any):
    """Do with the window what a hand does: 0 on the image, 1 in the map."""
    places = [each["@place"] for _, each in all_of(explorer, g) if "@place" in each]
    explorer._state = explorer._described.change(explorer._state, places[which][what], **extra)


def at(explorer: ConvolutionExplorer) -> tuple[int, int]:
    return explorer.state.row, explorer.state.column


def expected(explorer: ConvolutionExplorer) -> Any:
    image = images()[explorer.state.image] / 255
    return correlate2d(image, np.reshape(explorer.state.kernel, (3, 3)), mode="valid")


@pytest.mark.parametrize("shape", [(3, 3), (5, 7), (28, 28)])
def test_the_map_is_that_of_scipy(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(0)
    image, kernel = rng.normal(size=shape), rng.normal(size=(3, 3))
    found = convolved(image.ravel().tolist(), shape[1], kernel.ravel().tolist())
    assert found == pytest.approx(correlate2d(image, kernel, mode="valid").ravel(), abs=1e-12)


def test_it_starts_at_the_back_of_the_cat_from_notebook_11(explorer: ConvolutionExplorer) -> None:
    train = load_animals().train
    cat = train.X[train.y == 1][14].astype(float)
    patch, kernel = cat[14:17, 12:15], [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    assert now(explorer)["pixels"] == pytest.approx(patch.ravel(), abs=1e-6)
    assert now(explorer)["sum"] == pytest.approx(np.sum(kernel * patch), abs=1e-5)


@pytest.mark.parametrize("image", ["cat", "dog", "zebra", "photo"])
@pytest.mark.parametrize("kernel", KERNELS)
def test_window_sum_and_map_belong_together(
    explorer: ConvolutionExplorer, image: str, kernel: str
) -> None:
    explorer.act(image)
    explorer.act(kernel)
    for row, column in itertools.product((0, 9, 25), repeat=2):
        explorer._state = explorer._state | {"row": row, "column": column}
        scope = now(explorer)
        sums = expected(explorer)
        assert scope["sums"] == pytest.approx(sums.ravel(), abs=1e-12)
        assert scope["sum"] == pytest.approx(sums[row, column], abs=1e-12)
        assert sum(scope["products"]) == pytest.approx(scope["sum"], abs=1e-12)
        assert scope["largest"] == pytest.approx(np.abs(sums).max())


@EACH
def test_the_map_is_drawn_from_the_largest_size(explorer: ConvolutionExplorer, g: str) -> None:
    explorer.act("zebra")
    image, drawn = [each for tag, each in all_of(explorer, g) if tag == "raster"]
    assert (image["columns"], image["rows"], image["kind"]) == (28, 28, "grey")
    assert (drawn["columns"], drawn["rows"], drawn["kind"]) == (26, 26, "signed")
    values = np.array(evaluate(drawn["values"][1], now(explorer)))
    assert np.abs(values).max() == pytest.approx(1)
    sums = expected(explorer).ravel()
    assert values == pytest.approx(sums / np.abs(sums).max())


def test_weights_of_zero_leave_an_empty_map(explorer: ConvolutionExplorer) -> None:
    explorer._state = explorer._state | {"kernel": [0] * 9}
    _, drawn = [each for tag, each in all_of(explorer, "wide") if tag == "raster"]
    assert set(evaluate(drawn["values"][1], now(explorer))) == {0}


# Hands.


@EACH
def test_the_middle_of_the_window_is_where_the_hand_is(
    explorer: ConvolutionExplorer, g: str
) -> None:
    left, top, side = GEOMETRIES[g].image
    unit = side / 28
    for row, column in itertools.product((0, 7, 25), repeat=2):
        place = {"x": left + unit * (column + 1.5), "y": top + unit * (row + 1.5)}
        hand(explorer, 0, "move", g, pointer=place)
        assert at(explorer) == (row, column)
    hand(explorer, 0, "move", g, pointer={"x": 9999, "y": -9999})
    assert at(explorer) == (0, 25)


@EACH
def test_the_cell_in_the_map_is_where_the_hand_is(explorer: ConvolutionExplorer, g: str) -> None:
    left, top, side = GEOMETRIES[g].map
    unit = side / 26
    for row, column in itertools.product((0, 7, 25), repeat=2):
        place = {"x": left + unit * (column + 0.5), "y": top + unit * (row + 0.5)}
        hand(explorer, 1, "move", g, pointer=place)
        assert at(explorer) == (row, column)


def test_keys_move_the_window_by_a_pixel(explorer: ConvolutionExplorer) -> None:
    hand(explorer, 0, "nudge", dx=1, dy=0)
    hand(explorer, 0, "nudge", dx=0, dy=1)  # up
    assert at(explorer) == (13, 13)
    hand(explorer, 0, "nudge", dx=-0.2, dy=-0.2)  # with Shift
    assert at(explorer) == (14, 12)
    hand(explorer, 0, "nudge", dx=0.2, dy=0.2)
    assert at(explorer) == (13, 13)
    explorer._state = explorer._state | {"row": 0, "column": 25}
    hand(explorer, 0, "nudge", dx=1, dy=1)
    assert at(explorer) == (0, 25)
    hand(explorer, 0, "home")
    assert at(explorer) == (14, 12)


def test_a_preset_leaves_image_and_window(explorer: ConvolutionExplorer) -> None:
    explorer.act("zebra")
    hand(explorer, 0, "nudge", dx=1, dy=0)
    explorer.act("Blur")
    assert explorer.state.image == "zebra"
    assert at(explorer) == (14, 13)
    assert explorer.state.kernel == pytest.approx([1 / 9] * 9)


@EACH
def test_each_weight_is_in_the_hand_and_counts_in_its_cell(
    explorer: ConvolutionExplorer, g: str
) -> None:
    scope = now(explorer)
    numbers = [evaluate(a["@number"], scope) for _, a in all_of(explorer, g) if "@number" in a]
    assert sorted(numbers) == [f"kernel.{i}" for i in range(9)]
    for i in range(9):
        explorer.move(f"kernel.{i}", 1.25)
        assert explorer.state.kernel[i] == 1.25
        after = now(explorer)
        assert after["products"][i] == 1.25 * after["pixels"][i]
        assert after["sum"] == pytest.approx(expected(explorer)[14, 12])


def test_the_names_of_the_weights_say_where_they_are() -> None:
    (entry,) = ConvolutionExplorer()._described.numbers
    names = [evaluate(entry["name"], {"index": [i]}) for i in range(9)]
    assert names[0] == "weight in row 1, column 1"
    assert names[5] == "weight in row 2, column 3"
    assert len(set(names)) == 9


# Words.


def test_the_formula_has_all_nine_products(explorer: ConvolutionExplorer) -> None:
    explorer.act("Sharpen")
    text = markup(explorer._described.formula, now(explorer))
    plain = re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", text)).replace("−", "-")
    terms = re.findall(r"(-?\d+\.\d\d)×(-?\d+\.\d\d)", plain)
    scope = now(explorer)
    pairs = zip(explorer.state.kernel, scope["pixels"], strict=True)
    wanted = [(f"{w:.2f}", f"{x:.2f}") for w, x in pairs]
    assert terms == wanted
    assert f"sum={scope['sum']:.2f}" in plain
    assert f"{28**2 * 26**2:,}" in text


@pytest.mark.parametrize(
    ("kernel", "place", "meaning"),
    [
        ("Vertical edges", (14, 12), "It is brighter on the right than on the left: a vertical"),
        ("Vertical edges", (14, 24), "It is brighter on the left than on the right: a vertical"),
        ("Vertical edges", (0, 0), "All nine pixels are equal and the weights add up to 0"),
        ("Vertical edges", (21, 8), "There is hardly a vertical edge here"),
        ("Vertical edges", (3, 22), "There is hardly a vertical edge here"),
        ("Horizontal edges", (21, 8), "It is brighter below than above: a horizontal edge"),
        ("Horizontal edges", (23, 8), "It is brighter above than below: a horizontal edge"),
        ("Blur", (14, 12), "It is the mean of the nine pixels"),
        ("Blur", (0, 0), "It is the mean of the nine pixels"),
        ("Sharpen", (14, 12), "The middle pixel counts 5 times"),
    ],
)
def test_the_sentence_says_what_it_means(
    explorer: ConvolutionExplorer, kernel: str, place: tuple[int, int], meaning: str
) -> None:
    explorer.act(kernel)
    explorer._state = explorer._state | {"row": place[0], "column": place[1]}
    row, column = place
    found = f"At row {row}, column {column} the sum is {now(explorer)['sum']:.2f}. "
    assert explorer.readout().startswith(found.replace("-", "−"))
    assert meaning in explorer.readout()


def test_the_sentence_says_what_other_weights_do(explorer: ConvolutionExplorer) -> None:
    explorer.move("kernel.4", 2)
    assert "Your weights add up to 2.00, so even ground gives 2.00 times" in explorer.readout()
    explorer.move("kernel.5", 0)
    assert "Your weights add up to 0, so even ground gives 0" in explorer.readout()


@pytest.mark.parametrize(
    ("kernel", "weights"),
    [
        ("Vertical edges", np.outer([1, 2, 1], [-1, 0, 1])),
        ("Horizontal edges", np.outer([-1, 0, 1], [1, 2, 1])),
    ],
)
def test_it_is_brighter_where_the_sentence_says(
    explorer: ConvolutionExplorer, kernel: str, weights: Any
) -> None:
    explorer.act(kernel)
    found = set()
    for row, column in itertools.product(range(0, 26, 3), repeat=2):
        explorer._state = explorer._state | {"row": row, "column": column}
        rise = np.sum(weights * images()["cat"][row : row + 3, column : column + 3] / 255)
        side = re.search(r"brighter (on the right|on the left|below|above)", explorer.readout())
        if side:
            assert (rise > 0) == (side[1] in ("on the right", "below"))
            found.add(side[1])
    assert len(found) == 2


@pytest.mark.parametrize("change", [{"row": 40}, {"row": -1}, {"column": 26}])
def test_the_kernel_refuses_a_window_outside_the_image(
    explorer: ConvolutionExplorer, change: dict[str, int]
) -> None:
    (name,) = change
    with pytest.raises(ValueError, match=f"{name} expected"):
        explorer._state = explorer._state | change
