"""Pictures, diagrams, plots and the photo: what they say, and that they can be read."""

import base64
import re
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pytest

import nnlib
from nnlib import plots
from nnlib.activations import sigmoid, sigmoid_derivative
from nnlib.datasets import load_photo
from nnlib.drawing import diagrams, palette
from nnlib.drawing.numerals import number
from nnlib.drawing.picture import Picture
from nnlib.drawing.svg import Svg

SVG = "{http://www.w3.org/2000/svg}"
CLASSES = ["dog", "cat", "neither"]


def network(*sizes, last=nnlib.Softmax, seed=0):
    rng = np.random.default_rng(seed)
    layers = []
    for n, units in pairwise(sizes):
        layers += [nnlib.Linear(n, units, rng=rng), nnlib.Sigmoid()]
    return nnlib.Network(*layers[:-1], last())


@pytest.fixture
def trace():
    return network(3, 3, 3, 3).trace([1, 0.4, 2])


@pytest.fixture
def article_trace():
    weight = [[-1, 0.2, 1], [3, 0.3, -0.1]]
    layer = nnlib.Linear(3, 2, bias=False, weight=weight)
    return nnlib.Network(layer, nnlib.Sigmoid()).trace([1, 0.4, 2])


def parts(picture, tag):
    return list(ET.fromstring(picture.text).iter(SVG + tag))


def words(picture):
    return [element.text for element in parts(picture, "text")]


def luminance(color):
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return np.dot(linear, [0.2126, 0.7152, 0.0722])


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_the_unit_shows_the_numbers_of_the_article(article_trace):
    first, second = (diagrams.unit(article_trace, unit=k) for k in (0, 1))
    assert {"1.00", "0.40", "2.00", "1.08", "0.7465", "× (−1)", "× 0.2", "× 1"} <= set(words(first))
    assert {"2.92", "0.9488", "× 3", "× 0.3", "× (−0.1)"} <= set(words(second))
    assert "The weighted sum is 1.08, Sigmoid makes it 0.7465." in first.alt


def test_an_end_that_a_sigmoid_never_reaches_is_never_written():
    far = nnlib.Linear(1, 2, weight=[[12], [-12]])
    for k, output in enumerate(["0.99999", "0.00001"]):
        picture = diagrams.unit(nnlib.Network(far, nnlib.Sigmoid()).trace([1]), unit=k)
        assert output in words(picture)
        assert picture.alt.endswith(f"Sigmoid makes it {output}.")
    relu = diagrams.unit(nnlib.Network(nnlib.Linear(1, 1, weight=[[1]]), nnlib.ReLU()).trace([1]))
    assert relu.alt.endswith("ReLU makes it 1.")
    ax = plots.activation_curves(sigmoid, marks=[6, 12, -12])
    outputs = [text.get_text().partition("a = ")[2] for text in ax.texts]
    assert outputs == ["0.9975", "0.99999", "0.00001"]


def test_the_network_shows_every_value(trace):
    picture = diagrams.network(trace, class_names=CLASSES)
    values = [trace.x, *(step.a for step in trace.layers)]
    for value in np.concatenate(values):
        assert f"{value:.2f}" in words(picture)
        assert f"{value:.2f}" in picture.alt
    assert set(CLASSES) <= set(words(picture))
    assert len(parts(picture, "line")) == 27
    assert len(parts(picture, "circle")) == 12


FEATURES = ["ears", "snout", "size"]


def test_inputs_have_their_names_in_the_picture_and_in_its_words(trace):
    measured = "3 inputs: ears 1.00, snout 0.40, size 2.00."
    for draw in (diagrams.unit, diagrams.layer, diagrams.network):
        picture = draw(trace, input_names=FEATURES)
        assert set(FEATURES) <= set(words(picture))
        assert measured in picture.alt
        assert not set(FEATURES) & set(words(draw(trace)))
    loss = nnlib.CrossEntropyLoss()
    linear = network(3, 3).layers[0]
    picture = diagrams.gradients(
        nnlib.Network(linear).trace([1, 0.4, 2], 0, loss), input_names=FEATURES
    )
    assert set(FEATURES) <= set(words(picture))
    assert re.search(r"At the inputs: ears \S+, snout \S+, size \S+\.", picture.alt)


def test_names_that_do_not_fit_the_inputs_are_refused(trace):
    with pytest.raises(ValueError, match="input_names expected 3 names, got 2"):
        diagrams.unit(trace, input_names=FEATURES[:2])
    with pytest.raises(ValueError, match="input_names expected 3 names, got 2"):
        diagrams.layer(trace, input_names=FEATURES[:2])
    with pytest.raises(TypeError, match="input_names expected"):
        diagrams.network(trace, input_names="ears")


W, X = [[-1, 0.2, 1], [3, 0.3, -0.1]], [[1, 0.4, 2], [2, 1, 0.5], [0, 0, 0]]


def frames(picture):
    """Return where each thick frame is: left, top, right and bottom."""
    found = [rect for rect in parts(picture, "rect") if rect.get("fill") == "none"]
    sides = [[float(f.get(name)) for name in ("x", "y", "width", "height")] for f in found]
    return [(x, y, x + width, y + height) for x, y, width, height in sides]


def framed(picture):
    """Return the words inside each frame."""
    texts = [(t.text, float(t.get("x")), float(t.get("y"))) for t in parts(picture, "text")]
    return [
        [word for word, x, y in texts if left < x < right and top < y < bottom]
        for left, top, right, bottom in frames(picture)
    ]


def test_a_row_becomes_a_column():
    picture = diagrams.transpose(W, chosen=1)
    row = ["3.00", "0.30", "−0.10"]
    assert framed(picture) == [row, row]
    (x_1, _, x_2, _), (x_3, y_3, x_4, y_4) = frames(picture)
    assert x_2 - x_1 > x_4 - x_3
    assert y_4 - y_3 > x_4 - x_3
    assert {"row 1", "row 2", "column", "1", "2", "W", "T"} <= set(words(picture))
    assert "row 3" not in words(picture)
    assert picture.alt == (
        "A matrix and its transpose. W: row 1: −1.00, 0.20, 1.00; row 2: 3.00, 0.30, −0.10. "
        "Transposed: column 1: −1.00, 0.20, 1.00; column 2: 3.00, 0.30, −0.10."
    )
    assert "X: row 1: 1.00" in diagrams.transpose(X, name="X").alt


def test_a_row_of_the_batch_meets_a_column_and_makes_a_sum():
    picture = diagrams.batch(X, W, chosen=(1, 0))
    assert framed(picture) == [["2.00", "1.00", "0.50"], ["−1.00", "0.20", "1.00"], ["−1.30"]]
    row, column, entry = frames(picture)
    assert (entry[1], entry[3]) == (row[1], row[3])
    assert (entry[0], entry[2]) == (column[0], column[2])
    assert {"2.00 × (−1.00)", "+ 1.00 × 0.20", "+ 0.50 × 1.00", "= −1.30"} <= set(words(picture))
    for value in (np.array(X) @ np.array(W).T).ravel():
        assert f"{value:.2f}".replace("-", "−") in words(picture)
    assert picture.alt.endswith(
        "input 2: −1.30, 6.25; input 3: 0.00, 0.00. Framed: input 2 meets unit 1, "
        "2.00 × (−1.00) + 1.00 × 0.20 + 0.50 × 1.00 = −1.30."
    )


def test_matrices_are_named_where_they_cannot_be_drawn():
    with pytest.raises(ValueError, match=r"matrix expected a matrix of 1 to 6 rows .* \(7, 2\)"):
        diagrams.transpose(np.ones((7, 2)))
    with pytest.raises(ValueError, match=r"X expected a matrix .* got shape \(3,\)"):
        diagrams.batch([1, 2, 3], W)
    with pytest.raises(ValueError, match="W expected 3 columns, as X has, got 2"):
        diagrams.batch(X, np.ones((2, 2)))
    with pytest.raises(ValueError, match="unit expected a number from 0 to 1, got 2"):
        diagrams.batch(X, W, chosen=(0, 2))
    with pytest.raises(TypeError, match="chosen expected an input and a unit, such as"):
        diagrams.batch(X, W, chosen=1)
    with pytest.raises(ValueError, match="chosen expected a number from 0 to 1, got 2"):
        diagrams.transpose(W, chosen=2)


def test_sign_is_shown_by_dash_and_size_by_width(article_trace):
    minus_one, small, one = parts(diagrams.unit(article_trace), "line")[:3]
    assert minus_one.get("stroke") == palette.NEGATIVE
    assert minus_one.get("stroke-dasharray")
    for line in (small, one):
        assert line.get("stroke") == palette.POSITIVE
        assert line.get("stroke-dasharray") is None
    assert float(small.get("stroke-width")) < float(one.get("stroke-width"))
    assert minus_one.get("stroke-width") == one.get("stroke-width")


def test_edges_join_the_units_that_their_weights_join():
    layer = nnlib.Linear(2, 3, weight=[[1, 0], [0, -5], [0, 0]])
    lines = parts(diagrams.network(nnlib.Network(layer).trace([1, 2])), "line")
    rows = {line.get("y1") for line in lines}, {line.get("y2") for line in lines}
    tops = [sorted(map(float, ys)) for ys in rows]
    drawn = {
        (tops[0].index(float(line.get("y1"))), tops[1].index(float(line.get("y2")))): line
        for line in lines
    }
    assert drawn[0, 0].get("stroke") == palette.POSITIVE
    assert drawn[1, 1].get("stroke") == palette.NEGATIVE
    assert drawn[1, 0].get("stroke") == drawn[0, 2].get("stroke") == palette.MUTED


def test_diagrams_are_pure(trace):
    again = network(3, 3, 3, 3).trace([1, 0.4, 2])
    assert diagrams.network(trace).data == diagrams.network(again).data
    assert diagrams.unit(trace, layer=1).data == diagrams.unit(again, layer=1).data


def test_a_diagram_has_title_description_and_ground(trace):
    for picture in (diagrams.network(trace), diagrams.unit(trace)):
        root = ET.fromstring(picture.text)
        assert root.get("role") == "img"
        title, description, ground = list(root)[:3]
        assert f"{title.text}. {description.text}" == picture.alt == root.get("aria-label")
        assert ground.get("fill") == palette.GROUND


def test_a_wide_network_is_drawn_with_a_gap():
    trace = network(784, 128, 10).trace(np.full(784, 0.5))
    picture = diagrams.network(trace)
    assert {"784 numbers", "128 × Sigmoid", "10 × Softmax"} <= set(words(picture))
    assert len(parts(picture, "line")) == 2 * 8 * 8
    assert len(parts(picture, "circle")) == 3 * (8 + 3)
    unit = diagrams.unit(trace, unit=127)
    assert "Compute unit 128" in unit.alt
    assert {"x₁", "x₇₈₄"} <= set(words(unit))


def test_a_deep_network_is_drawn_with_a_gap():
    picture = diagrams.network(network(2, *[2] * 20).trace([1, 2]))
    headings = [text for text in words(picture) if text.startswith("layer")]
    assert headings == ["layer 1", "layer 2", "layer 18", "layer 19", "layer 20"]
    assert "· · ·" in words(picture)


@pytest.mark.parametrize(
    "sizes", [(3, 3, 3, 3), (784, 128, 10), (1, 1), (30_000, 3), (2, *[2] * 20)]
)
def test_nothing_leaves_the_picture(sizes):
    trace = network(*sizes).trace(np.full(sizes[0], 1234.5))
    largest = np.full((6, 6), -1234.5)
    matrices = diagrams.transpose(largest), diagrams.batch(largest, largest)
    for picture in (diagrams.network(trace), diagrams.unit(trace), *matrices):
        _, _, width, height = map(float, ET.fromstring(picture.text).get("viewBox").split())
        for text in parts(picture, "text"):
            reach = 0.62 * float(text.get("font-size")) * len(text.text)
            x = float(text.get("x"))
            left = x - {"start": 0, "middle": reach / 2, "end": reach}[text.get("text-anchor")]
            assert left >= 0, text.text
            assert left + reach <= width, text.text
            assert 8 <= float(text.get("y")) <= height - 8
        for circle in parts(picture, "circle"):
            x, y, r = (float(circle.get(name)) for name in ("cx", "cy", "r"))
            assert r <= x <= width - r
            assert r <= y <= height - r


def test_diagrams_name_bad_arguments(trace):
    batch = network(3, 2).trace(np.ones((5, 3)))
    for draw in (diagrams.network, diagrams.unit):
        with pytest.raises(ValueError, match=r"expected one vector x, .* got a batch \(5, 3\)"):
            draw(batch)
    with pytest.raises(ValueError, match="unit expected a number from 0 to 2, got 3"):
        diagrams.unit(trace, unit=3)
    with pytest.raises(ValueError, match="layer expected a number from 0 to 2, got -1"):
        diagrams.unit(trace, layer=-1)
    wide = nnlib.Network(nnlib.Linear(7, 2)).trace(np.ones(7))
    with pytest.raises(ValueError, match="at most 6 inputs and 6 units, got 7 and 2"):
        diagrams.layer(wide)
    with pytest.raises(ValueError, match="class_names expected 3 names, got 2"):
        diagrams.network(trace, class_names=["dog", "cat"])
    for names, words in [("dog", "a list of 3 names"), ([1, 2, 3], "got 1 among them")]:
        with pytest.raises(TypeError, match=words):
            diagrams.network(trace, class_names=names)
    with pytest.raises(TypeError, match=r"unit expected a whole number, got 0\.5"):
        diagrams.unit(trace, unit=0.5)
    with pytest.raises(TypeError, match=r"trace expected a Trace, .* got Network"):
        diagrams.network(network(2, 1))


def test_the_second_unit_has_weights_and_bias_of_its_own():
    layer = nnlib.Linear(2, 2, weight=[[1, 2], [-3, 0]])
    layer.bias = [0.25, -0.75]
    picture = diagrams.unit(nnlib.Network(layer).trace([1, 1]), unit=1)
    assert {"bias −0.75", "× (−3)", "× 0", "as it is", "−3.75"} <= set(words(picture))
    assert "Weights: −3.00, 0.00. Bias −0.75. The weighted sum is −3.75." in picture.alt


def test_values_are_tinted_by_sign_and_names_stand_at_their_units(trace):
    layer = nnlib.Linear(1, 3, weight=[[1], [-1], [0]])
    picture = diagrams.network(nnlib.Network(layer).trace([1]), class_names=CLASSES)
    fills = [circle.get("fill") for circle in parts(picture, "circle")[1:]]
    assert fills == [palette.POSITIVE_TINT, palette.NEGATIVE_TINT, palette.GROUND]
    heights = {text.text: text.get("y") for text in parts(picture, "text")}
    circles = [circle.get("cy") for circle in parts(picture, "circle")[1:]]
    assert [heights[name] for name in CLASSES] == circles
    assert palette.POSITIVE != palette.NEGATIVE
    assert picture.alt.endswith("dog 1.00; cat −1.00; neither 0.00.")
    assert picture.alt.startswith("Network. 1 input: 1.00. Layer 1, 3 units:")


def test_extreme_layers_can_be_drawn():
    zero = nnlib.Network(nnlib.Linear(8, 2, weight=np.zeros((2, 8)))).trace(np.zeros(8))
    assert len(parts(diagrams.network(zero), "circle")) == 8 + 2
    assert {line.get("stroke") for line in parts(diagrams.unit(zero), "line")[:8]} == {
        palette.MUTED
    }


def test_gradients_show_every_gradient():
    rng = np.random.default_rng(0)
    first, last = nnlib.Linear(2, 3, rng=rng), nnlib.Linear(3, 3, rng=rng)
    net = nnlib.Network(first, nnlib.Sigmoid(), last)
    trace = net.trace([1, 2], 1, nnlib.CrossEntropyLoss())
    picture = diagrams.gradients(trace, class_names=CLASSES)
    shown = [trace.grad_x, *(step.grad_z for step in trace.layers)]
    for value in np.concatenate(shown):
        assert f"{value:.3f}".replace("-", "−") in words(picture)
    lines = parts(picture, "line")
    negative = sum((step.grad_weight < 0).sum() for step in trace.layers)
    assert sum(line.get("stroke") == palette.NEGATIVE for line in lines) == negative
    assert f"The cost is {trace.loss:.4f}." in picture.alt
    with pytest.raises(ValueError, match="trace expected gradients"):
        diagrams.gradients(net.trace([1, 2]))


def test_colours_can_be_read():
    inks = [
        palette.INK,
        palette.MUTED,
        palette.POSITIVE,
        palette.NEGATIVE,
        *palette.CHANNELS.values(),
    ]
    assert min(contrast(ink, palette.GROUND) for ink in inks) >= 4.5
    tints = palette.POSITIVE_TINT, palette.NEGATIVE_TINT
    assert min(contrast(palette.INK, tint) for tint in tints) >= 4.5
    assert palette.blend(palette.INK, 0) == palette.GROUND
    assert palette.blend(palette.INK, 1) == palette.INK


def test_a_picture_is_an_img_with_its_words(tmp_path):
    picture = Picture(b"<svg/>", "image/svg+xml", alt='A "plain" <picture>', width=90)
    bundle = picture._repr_mimebundle_()
    assert bundle["text/plain"] == 'A "plain" <picture>'
    assert 'alt="A &quot;plain&quot; &lt;picture&gt;" width="90"' in bundle["text/html"]
    data = re.search(r'src="data:image/svg\+xml;base64,(.*)"', bundle["text/html"])[1]
    assert base64.b64decode(data) == b"<svg/>"
    picture.save(tmp_path / "picture.svg")
    assert (tmp_path / "picture.svg").read_bytes() == b"<svg/>"


def test_a_picture_needs_words():
    with pytest.raises(ValueError, match="alt"):
        Picture(b"", "image/png", alt=" ", width=1)


def test_curves_descents_and_grids():
    ax = plots.lines([1, 2, 3], {"one": [1, 2, 3], "two": [3, 2, 1]}, x_label="x", y_label="y")
    assert [line.get_ydata().tolist() for line in ax.get_lines()] == [[1, 2, 3], [3, 2, 1]]
    assert len({line.get_linestyle() for line in ax.get_lines()}) == 2
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("x", "y")
    ax = plots.descent(lambda a, b: a**2 + b**2, {"path": [[1, 2], [0, 0]]})
    assert ax.get_lines()[0].get_xydata().tolist() == [[1, 2], [0, 0]]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["path"]
    pictures = np.arange(24.0).reshape(2, 3, 4)
    axes = plots.image_grid(pictures, ["a", "b"], columns=3, signed=True)
    assert len(axes) == 3
    assert (axes[1].images[0].get_array() == pictures[1]).all()
    assert axes[1].images[0].get_clim() == (-23, 23)
    assert axes[1].get_title() == "b"
    assert plots.image_grid(pictures / 24)[0].images[0].get_clim() == (0, 1)
    ax = plots.confusion([[5, 1], [0, 7]], ["dog", "cat"])
    assert [text.get_text() for text in ax.texts] == ["5", "1", "0", "7"]
    assert (ax.get_ylabel(), ax.get_xlabel()) == ("it is", "the network says")


def test_a_slide_shows_the_steps_on_the_curve():
    ax = plots.slide(np.square, [3, -1, 0.5], reach=4, title="lr")
    curve, steps, start = (line.get_xydata() for line in ax.get_lines())
    assert curve[0].tolist() == [-4, 16]
    assert curve[-1].tolist() == [4, 16]
    assert steps.tolist() == [[3, 9], [-1, 1], [0.5, 0.25]]
    assert start.tolist() == [[3, 9]]
    assert (ax.get_title(), ax.get_ylabel()) == ("lr", "cost")


def test_directions_begin_at_the_start_and_are_equally_long():
    groups = {"all": [[3, 4]], "few": [[0, 0.1], [-20, 0]]}
    path = {"here": [[1, -1]]}
    ax = plots.descent(lambda a, b: a**2 + b**2, path, reach=(4, 2), directions=groups)
    full, few = (each for each in ax.collections if each.get_label() in groups)
    assert [(each.X.tolist(), each.Y.tolist()) for each in (full, few)] == [
        ([1], [-1]),
        ([1, 1], [-1, -1]),
    ]
    assert np.transpose([full.U, full.V]) == pytest.approx(np.array([[0.72, 0.96]]))
    assert np.transpose([few.U, few.V]) == pytest.approx(np.array([[0, 1.2], [-1.2, 0]]))
    assert full.width > few.width
    assert full.zorder > few.zorder
    named = [text.get_text() for text in ax.get_legend().get_texts()]
    assert named == ["all", "few"]  # a path of a single place is only its square


def test_a_heat_map_shows_each_number_in_its_field():
    ax = plots.heat_map([[0.5, 0.75, 1], [0, 0.1, 0.2]], [1, 2], ["a", "b", "c"], title="t")
    assert [text.get_text() for text in ax.texts] == ["50%", "75%", "100%", "0%", "10%", "20%"]
    assert [text.get_position() for text in ax.texts][:3] == [(0, 0), (1, 0), (2, 0)]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["a", "b", "c"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["1", "2"]
    assert (ax.get_title(), ax.images[0].get_clim()) == ("t", (0, 1))
    ax = plots.heat_map([[1.25]], ["r"], ["c"], number_format="{:.1f}", value_range=(0, 9))
    assert (ax.texts[0].get_text(), ax.images[0].get_clim()) == ("1.2", (0, 9))


def test_numbers_on_the_darkest_field_can_be_read():
    shade = plots.heat_map([[0, 1]], ["r"], ["a", "b"]).images[0].cmap(1.0)
    darkest = "#" + "".join(f"{round(255 * channel):02x}" for channel in shade[:3])
    assert contrast(palette.INK, darkest) >= 4.5


@pytest.mark.parametrize("count", [1, 2, 7])
@pytest.mark.parametrize(
    "title", ["dog 80%, cat 12%, neither 9%", "nearest: my small mammoth", "is cat,\nsays dog"]
)
def test_titles_above_a_grid_of_images_are_not_cut_off(title, count):
    axes = plots.image_grid(np.zeros((count, 28, 28)), [title] * count, columns=min(count, 6))
    figure = axes[0].figure
    figure.draw_without_rendering()
    width, height = figure.canvas.get_width_height()
    boxes = [ax.title.get_window_extent() for ax in axes if ax.get_title()]
    assert all(box.x0 >= 0 and box.x1 <= width and box.y1 <= height for box in boxes)
    assert not any(left.overlaps(right) for left, right in pairwise(boxes))


def test_regions_colour_each_place_by_what_the_network_says():
    X, y = np.array([[-1.0, 0], [1, 0], [1, 1]]), np.array([0, 1, 1])
    ax = plots.regions(lambda x: x * [0, 1], X, y, title="above and below")  # 1 where x₂ > 0
    (below, above) = ax.collections[0].get_paths()
    assert below.vertices[:, 1].max() == pytest.approx(0, abs=1e-9)
    assert above.vertices[:, 1].min() == pytest.approx(0, abs=1e-9)
    points = [marks.get_offsets().tolist() for marks in ax.collections[1:]]
    assert points == [[[-1, 0]], [[1, 0], [1, 1]]]
    shapes = [len(marks.get_paths()[0].vertices) for marks in ax.collections[1:]]
    assert shapes[0] != shapes[1]  # a square and a circle
    assert ax.get_title() == "above and below"


def test_regions_are_the_paler_the_less_sure_the_network_is():
    X, y = np.array([[0, -9.0], [1, 0], [1, 9]]), np.array([0, 1, 1])
    ax = plots.regions(lambda x: x * [0, 1], X, y, confidence=True)  # the logit of class 1 is x₂
    tints, boundary = ax.collections[:2]
    white = np.linalg.norm(tints.get_facecolors()[:, :3] - 1, axis=1)
    assert len(white) == 8
    assert (np.diff(white[:4]) < 0).all()
    assert (np.diff(white[4:]) > 0).all()
    ends = [path.vertices[:, 1].max() for path in tints.get_paths()]
    assert 1 / (1 + np.exp(-np.array(ends[:-1]))) == pytest.approx(
        [0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99]
    )
    assert np.abs(boundary.get_paths()[0].vertices[:, 1]).max() < 1e-9


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda: plots.heat_map([[1, 2]], ["r"], ["c"]),
            r"values expected shape \(1, 1\), got \(1, 2\)",
        ),
        (
            lambda: plots.regions(np.array, np.ones((4, 3)), [0] * 4),
            r"X expected shape \(examples, 2\), at least one example, got \(4, 3\)",
        ),
        (lambda: plots.regions(np.array, np.ones((2, 2)), [0, 2]), "y expected 2 classes, each 0"),
        (lambda: plots.lines([1, 2], {"c": [1]}), r"c expected shape \(2,\), as x, got \(1,\)"),
        (lambda: plots.lines([1], {str(i): [1] for i in range(5)}), "at most 4 curves, got 5"),
        (lambda: plots.descent(np.add, {"p": [1, 2]}), r"path p expected .* \(n, 2\)"),
        (
            lambda: plots.descent(np.add, {str(i): [] for i in range(5)}),
            "paths .* at most 4 names, got 5",
        ),
        (lambda: plots.image_grid(np.ones((2, 2))), r"images expected shape .* got \(2, 2\)"),
        (lambda: plots.image_grid(np.ones((2, 2, 2)), ["a"]), "titles expected 2 names, got 1"),
        (
            lambda: plots.confusion(np.ones((2, 3)), ["a", "b"]),
            r"\(classes, classes\), got \(2, 3\)",
        ),
        (
            lambda: plots.distribution_bars([], []),
            r"values expected shape \(classes,\), got \(0,\)",
        ),
    ],
)
def test_plots_name_bad_data(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_a_plot_becomes_the_same_png_twice():
    first, second = (
        Picture.of_axes(plots.activation_curves(sigmoid, sigmoid_derivative), alt="curve")
        for _ in range(2)
    )
    assert first.data == second.data
    assert first.data.startswith(b"\x89PNG")
    assert first.width == 640
    assert int.from_bytes(first.data[16:20], "big") == 1280  # twice as sharp as the page


def test_activation_curves_are_the_functions():
    ax = plots.activation_curves(sigmoid, sigmoid_derivative, marks=[1.08])
    curve, slope = (line for line in ax.get_lines() if line.get_label()[0] != "_")
    assert (curve.get_ydata() == sigmoid(curve.get_xdata())).all()
    assert (slope.get_ydata() == sigmoid_derivative(curve.get_xdata())).all()
    assert curve.get_linestyle() != slope.get_linestyle()
    assert [text.get_text() for text in ax.texts] == ["z = 1.08\na = 0.7465"]


def test_distribution_bars_have_their_heights():
    ax = plots.distribution_bars([0.5, 0.2, 0.3], CLASSES, title="p")
    assert [bar.get_height() for bar in ax.patches] == [0.5, 0.2, 0.3]
    assert [text.get_text() for text in ax.texts] == ["0.50", "0.20", "0.30"]
    assert ax.get_xlabel() == "sum: 1.00"
    with pytest.raises(ValueError, match="names expected 2 names, got 3"):
        plots.distribution_bars([0.5, 0.5], CLASSES)
    with pytest.raises(ValueError, match="no number below 0, got -1"):
        plots.distribution_bars([2, 0, -1], CLASSES)


NOSE = (79, 65)


def test_flattening_shows_a_pixel_its_numbers_and_their_indices():
    photo = load_photo()
    picture = diagrams.flattening(photo, *NOSE)
    first = (79 * 100 + 65) * 3
    vector = photo.reshape(-1)
    shown = words(picture)
    for index in (0, *range(first - 1, first + 4), 29_999):
        assert f"{index:,}" in shown
        assert str(vector[index]) in shown
    assert {"red", "green", "blue", "row", "column", "79", "65"} <= set(shown)
    assert shown.count("…") == 2
    assert "row 79, column 65 has three numbers: red 132, green 46, blue 14." in picture.alt
    assert "30,000 numbers they are at the indices 23,895, 23,896 and 23,897." in picture.alt
    fills = [rect.get("fill") for rect in parts(picture, "rect")]
    assert "#{:02x}{:02x}{:02x}".format(*photo[NOSE]) in fills


@pytest.mark.parametrize(
    ("shape", "row", "column", "gaps"),
    [((100, 100), 0, 0, 1), ((100, 100), 99, 99, 1), ((1, 1), 0, 0, 0), ((2, 9), 1, 0, 2)],
)
def test_flattening_fits_at_every_edge(shape, row, column, gaps):
    pixels = np.arange(shape[0] * shape[1] * 3).reshape(*shape, 3) % 256
    picture = diagrams.flattening(pixels, row, column)
    assert words(picture).count("…") == gaps
    assert picture.data == diagrams.flattening(pixels, row, column).data
    _, _, width, height = map(float, ET.fromstring(picture.text).get("viewBox").split())
    for text in parts(picture, "text"):
        reach = 0.31 * float(text.get("font-size")) * len(text.text)
        assert reach <= float(text.get("x")) <= width - reach, text.text
        assert 8 <= float(text.get("y")) <= height - 8
    for rect in parts(picture, "rect"):
        assert float(rect.get("x")) >= 0
        assert float(rect.get("x")) + float(rect.get("width")) <= width


def test_what_cannot_be_flattened_is_named():
    photo = load_photo()
    with pytest.raises(ValueError, match="row expected a number from 0 to 99, got 100"):
        diagrams.flattening(photo, 100, 0)
    with pytest.raises(ValueError, match="column expected a number from 0 to 99, got -1"):
        diagrams.flattening(photo, 0, -1)
    with pytest.raises(ValueError, match=r"expected shape \(rows, columns, 3\), got \(100, 100\)"):
        diagrams.flattening(photo[..., 0], 0, 0)
    with pytest.raises(ValueError, match="whole numbers from 0 to 255"):
        diagrams.flattening(photo / 255, 0, 0)


def test_channels_are_shown_in_their_order():
    photo = load_photo()
    axes = plots.image_channels(photo)
    for channel, (name, ax) in enumerate(zip(["red", "green", "blue"], axes, strict=True)):
        assert ax.get_title() == name
        assert (ax.images[0].get_array() == photo[..., channel]).all()
    assert len({ax.get_position().y0 for ax in axes}) == 1  # side by side, on one screen
    assert Picture.of_axes(axes[0], alt="channels").width <= 800
    with pytest.raises(ValueError, match=r"expected shape \(rows, columns, 3\), got \(100, 100\)"):
        plots.image_channels(photo[..., 0])


@pytest.mark.parametrize(
    "pixels", [[[0.5]], np.ones((2, 2, 4)), np.ones(3), [[256.0]], [[-1]], np.ones((0, 2))]
)
def test_what_is_no_picture_is_named(pixels):
    with pytest.raises(ValueError, match="pixels expected"):
        plots.image(pixels)


def test_the_photo_is_real_and_ones_own():
    photo = load_photo()
    assert photo.shape == (100, 100, 3)
    assert photo.dtype == np.uint8
    assert photo[79, 65].tolist() == [132, 46, 14]
    photo[...] = 0
    assert load_photo().any()


def test_pictures_hold_no_signs_that_break_the_file(trace):
    for word in ("a\0", "\ud800", "\x1b"):
        with pytest.raises(ValueError, match="class_names expected text without control"):
            diagrams.network(trace, class_names=["dog", "cat", word])
        with pytest.raises(ValueError, match="alt expected text without control"):
            Picture(b"", "image/png", alt=word, width=1)
    svg = Svg(10, 10, title="a", description="b")
    with pytest.raises(ValueError, match="x expected a finite number"):
        svg.text(float("nan"), 0, "a")


def test_diagrams_name_what_they_cannot_show(trace):
    with pytest.raises(TypeError, match="class_names expected a list of 3 names"):
        diagrams.network(trace, class_names=None)


def test_pictures_name_bad_arguments():
    for data, media_type, width in [("a", "image/png", 1), (b"", "text", 1), (b"", "image/png", 0)]:
        with pytest.raises((TypeError, ValueError), match=r"(data|media_type|width) expected"):
            Picture(data, media_type, alt="a", width=width)
    with pytest.raises(TypeError, match="pixels expected uint8 of shape"):
        Picture.of_pixels(np.zeros((2, 2)), alt="a")
    with pytest.raises(TypeError, match="ax expected axes of Matplotlib"):
        Picture.of_axes(5, alt="a")
    for color in ("red", "#12", None):
        with pytest.raises(ValueError, match="color expected six hexadecimal digits"):
            palette.rgb(color)
    with pytest.raises(ValueError, match="share expected a number from 0 to 1"):
        palette.blend("#000000", 1.5)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: plots.image([[1]], ax=5), "ax expected axes of Matplotlib, got 5"),
        (lambda: plots.panels(0), "columns expected at least 1"),
        (lambda: plots.panels(1, width=0), "width expected a finite number above 0"),
        (lambda: plots.lines([1], [1]), "series expected a dict"),
        (lambda: plots.lines([1], {"a": [None]}), "a expected numbers"),
        (lambda: plots.lines([1], {"a": [1]}, x_label=5), "x_label expected text"),
        (lambda: plots.descent(np.add, {}), "paths expected at least 1"),
        (lambda: plots.descent(np.add, {"p": np.eye(2)}, reach=(0, 1)), "reach expected two"),
        (
            lambda: plots.descent(np.add, {"p": np.eye(2)}, directions={"d": [[1, 1], [0, 0]]}),
            r"direction d expected no \(0, 0\)",
        ),
        (
            lambda: plots.descent(np.add, {"p": np.eye(2)}, directions={}),
            "directions expected at least 1",
        ),
        (lambda: plots.slide(np.square, [[1]], reach=1), r"weights .* \(steps \+ 1,\)"),
        (lambda: plots.slide(np.square, [1], reach=0), "reach expected a finite number above 0"),
        (lambda: plots.slide(lambda w: 1.0, [1], reach=1), "cost expected to return one number"),
        (lambda: plots.activation_curves(lambda z: 1.0), "function expected to return one number"),
        (lambda: plots.activation_curves(5), "function expected a function, got 5"),
        (lambda: plots.activation_curves(np.tanh, marks=[[1]]), "marks expected a list of sums"),
        (lambda: plots.lines([[1]], {}), r"x expected shape \(points,\), got \(1, 1\)"),
        (lambda: plots.image_grid(np.ones((2, 2, 2)), columns=0), "columns expected at least 1"),
        (lambda: plots.confusion(np.eye(2) / 2, ["a", "b"]), "matrix expected counts"),
        (lambda: plots.heat_map([[1]], "a", "b"), "rows expected a list"),
        (lambda: plots.heat_map([[1]], ["a"], ["b"], number_format="{:x}"), "number_format"),
        (lambda: plots.heat_map([[1]], ["a"], ["b"], value_range=(2, 1)), "value_range expected"),
        (lambda: plots.regions(lambda x: x[0], np.eye(2), [0, 1]), "network expected to return"),
        (lambda: plots.regions(lambda x: x, [[1e200, 0], [0, 0]], [0, 1]), "X expected numbers up"),
    ],
)
def test_plots_name_what_they_cannot_draw(call, words):
    with pytest.raises((TypeError, ValueError), match=words):
        call()


def test_a_plain_and_points_that_are_all_the_same_can_be_drawn():
    plots.descent(lambda a, b: 0 * a, {"p": np.eye(2)}).figure.canvas.draw()
    far = np.full((2, 2), 1e20)
    plots.regions(lambda x: x - x[0], far, [0, 1]).figure.canvas.draw()


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax: plots.image([[1]], title=5, ax=ax),
        lambda ax: plots.distribution_bars([1], ["a"], title=5, ax=ax),
        lambda ax: plots.lines([1], {"a": [1]}, y_label=5, ax=ax),
        lambda ax: plots.slide(np.square, [1], reach=1, title=5, ax=ax),
        lambda ax: plots.heat_map([[1]], ["a"], ["b"], title=5, ax=ax),
        lambda ax: plots.regions(lambda x: x, np.eye(2), [0, 1], title=5, ax=ax),
    ],
)
def test_axes_are_as_they_were_after_words_that_cannot_be_written(draw):
    [ax] = plots.panels(1)
    before = len(ax.get_children())
    with pytest.raises(TypeError, match="expected text, got 5"):
        draw(ax)
    assert len(ax.get_children()) == before


SUMS = ["z_3[0]", "z_3[1]", "z_3[2]"]


def test_a_chain_shows_the_rates_known_so_far():
    steps = ["W_3[0, 0]", "z_3[0]", "C"]
    half, whole = diagrams.chain(steps, [0.5, None]), diagrams.chain(steps, [0.5, -0.25])
    assert {"W_3[0, 0]", "z_3[0]", "C", "0.5", "?"} <= set(words(half))
    assert "From z_3[0] to C: not known yet." in half.alt
    known, unknown = parts(half, "line")
    assert known.get("stroke-dasharray") is None
    assert unknown.get("stroke") == palette.MUTED
    assert unknown.get("stroke-dasharray")
    assert {"−0.25", "The product is −0.125."} <= set(words(whole))
    assert whole.alt.endswith("The product is −0.125.")
    assert "?" not in words(whole)


def test_the_rates_of_a_chains_paths_multiply_and_add_up():
    rng = np.random.default_rng(0)
    first, slopes, last, errors = rng.normal(size=(4, 3))
    weight = np.outer(first, last)
    steps = ["w", SUMS, ["a", "b", "c"], ["d", "e", "f"], "C"]
    picture = diagrams.chain(steps, [first, np.diag(slopes), weight, errors])
    paths = [errors[k] * weight[k, i] * slopes[i] * first[i] for k in range(3) for i in range(3)]
    assert f"The sum over 9 paths is {number(sum(paths))}." in words(picture)
    assert len(parts(picture, "line")) == 3 + 3 + 9 + 3
    for k, i in np.ndindex(3, 3):
        assert f"From {'abc'[i]} to {'def'[k]}: {number(weight[k, i])}." in picture.alt


def test_no_two_rates_of_a_chain_cover_each_other():
    weight = np.full((3, 3), -0.6489)
    steps = ["w", SUMS, ["a", "b", "c"], "C"]
    for crossing in (weight, np.full((3, 3), 2.5)):
        picture = diagrams.chain(steps, [weight[0], crossing.round(1), weight[0]])
        boxes = [
            [float(box.get(name)) for name in ("x", "y", "width", "height")]
            for box in parts(picture, "rect")
            if box.get("stroke") == "none"
        ]
        assert len(boxes) == 15
        for (x, y, width, height), (x2, y2, width2, height2) in combinations(boxes, 2):
            beside = x + width <= x2 or x2 + width2 <= x
            assert beside or y + height <= y2 or y2 + height2 <= y


def test_every_rate_of_a_chain_is_on_its_own_line_alone():
    weight = np.full((3, 3), -3.6)
    picture = diagrams.chain(["w", SUMS, ["a", "b", "c"], "C"], [weight[0], weight, weight[0]])
    ends = [[float(line.get(name)) for name in ("x1", "y1", "x2", "y2")]
            for line in parts(picture, "line")]  # fmt: skip
    along = np.linspace(0, 1, 200)[:, np.newaxis]
    lines = [(1 - along) * np.array(end[:2]) + along * np.array(end[2:]) for end in ends]
    for box in (box for box in parts(picture, "rect") if box.get("stroke") == "none"):
        corner, size = (
            np.array([float(box.get(name)) for name in names])
            for names in (("x", "y"), ("width", "height"))
        )
        crossed = [
            np.any(np.all((line > corner) & (line < corner + size), axis=1)) for line in lines
        ]
        assert sum(crossed) == 1


def test_a_chain_can_be_read_on_a_phone_and_is_pure():
    pictures = [diagrams.chain(["w", SUMS, "C"], [[1, 2, 3], None]) for _ in range(2)]
    assert pictures[0].data == pictures[1].data
    sizes = [float(text.get("font-size")) for text in parts(pictures[0], "text")]
    assert min(sizes) * 350 / pictures[0].width >= 12  # a page of 390 pixels has room for 350


def test_a_chain_names_bad_arguments():
    wrong = [
        (["w", "C"], [], ValueError, "rates expected 1, one for each link, got 0"),
        (["w", "C"], [[1, 2]], ValueError, "rates expected 1 times 1 numbers"),
        (["w", "C"], "3", TypeError, "rates expected a list"),
        ("wC", [1], TypeError, "steps expected a list"),
        (["w", 3], [1], TypeError, "steps expected"),
        (["C"], [], ValueError, "a single name first and last"),
        ([SUMS, "C"], [None], ValueError, "a single name first and last"),
        (["w", [*SUMS, "d"], "C"], [None, None], ValueError, "1 to 3 names"),
    ]
    for steps, rates, error, said in wrong:
        with pytest.raises(error, match=said):
            diagrams.chain(steps, rates)
