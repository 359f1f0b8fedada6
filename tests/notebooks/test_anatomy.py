"""What every notebook has in common, from its header to its last output."""

import ast
import json
import os
import re
import statistics
from itertools import pairwise

import nbformat
import pytest
from books import NOTEBOOKS
from execute import METADATA, execute, metadata_of

from nnlib.exercises.kinds import BLANK, STILL_WRONG

NAMES = [path.name for path in NOTEBOOKS]
MAP = "00_start_here.ipynb#Map-of-the-series"
GLOSSARY = "00_start_here.ipynb#Glossary"
COMPARISON = r"<details><summary>Compare</summary>\n\n.+\n\n</details>"

# Predictions that no output answers, by the cells that ask for them, and why.
ANSWERED_ELSEWHERE = {}


# Later notebooks still tell the answer in the open text below it.
FOLDED_UP_TO = "13"


def is_progress_bar(data):
    return set(data) == {"text/plain"} and data["text/plain"].startswith("  0%|")


def is_feedback(cell, data):
    """Return whether this is what an unanswered exercise says, below the cell that asks it."""
    said = [{"text/html": f._repr_html_(), "text/plain": repr(f)} for f in (BLANK, STILL_WRONG)]
    return re.match(r'check\("', cell.source.splitlines()[-1]) and data in said


def code_lines(cell):
    return [line for line in cell.source.splitlines() if line.strip()]


def test_the_series_is_there():
    assert [name[:3] for name in NAMES] == [f"{number:02d}_" for number in range(13)]


def test_executed_in_order_from_a_fresh_kernel(notebook):
    counts = [cell.execution_count for cell in notebook.code]
    assert counts == list(range(1, len(counts) + 1))


def test_nothing_of_the_machine_is_stored(notebook):
    content = json.loads(notebook.path.read_text(encoding="utf-8"))
    assert content["metadata"] == METADATA
    for cell, stored in zip(notebook.cells, content["cells"], strict=True):
        assert stored["metadata"] == metadata_of(cell)
    said = "\n".join(notebook.texts + notebook.markdown)
    assert not re.search(r"/(home|root|tmp|Users|work)/|\b[A-Z]:\\| at 0x|Traceback|Warning", said)


def test_nothing_is_printed_before_a_progress_bar(notebook):
    """A bar in between makes two outputs of what is printed, in the browser edition alone."""
    for cell in notebook.code:
        bars = [is_progress_bar(output.get("data", {"": ""})) for output in cell.outputs]
        assert bars == sorted(bars, reverse=True), cell.id


def test_no_output_is_an_error_or_a_warning(notebook):
    for output in notebook.outputs:
        assert output.output_type in {"stream", "display_data", "execute_result"}
        assert output.get("name") != "stderr"


def test_every_picture_is_an_img_with_its_words(notebook):
    shown = [(c, output.data) for c in notebook.code for output in c.outputs if "data" in output]
    pictures = [d for c, d in shown if not is_progress_bar(d) and not is_feedback(c, d)]
    assert pictures
    for data in pictures:
        assert set(data) == {"text/html", "text/plain"}
        live = r'(?:data-explorer="\w+" data-state="[^"]+" )?'
        shown = rf'<img {live}alt="([^"]+)" width="\d+" src="data:image/'
        alt = re.match(shown, data["text/html"])[1]
        assert len(alt) > 20
        assert "No description" not in alt


def test_cells_are_short(notebook):
    lengths = [len(code_lines(cell)) for cell in notebook.code]
    assert max(len(cell.source.splitlines()) for cell in notebook.code) <= 20
    assert statistics.median(lengths) <= 5


def test_the_set_up_comes_first_and_is_short(notebook):
    first, *others = notebook.code
    assert len(code_lines(first)) <= 5
    assert all(re.match("import |from ", line) for line in code_lines(first))
    for cell in others:
        assert not re.search("^(import|from) ", cell.source, re.MULTILINE)


def tagged(notebook, tag):
    return [cell for cell in notebook.code if tag in cell.metadata.get("tags", [])]


def asked_and_answered(notebook):
    """Yield the cell of every prediction, and whether a fold or a tagged cell answers it.

    It must do so before the next prediction and before the next heading.
    """
    asking, answered = None, False
    for cell in notebook.cells:
        if cell.cell_type == "code":
            answered = answered or "answer" in cell.metadata.get("tags", [])
            continue
        text = re.sub("^```.*?^```", "", cell.source, flags=re.MULTILINE | re.DOTALL)
        for piece in re.split(r"^(?=#)|(?=\*\*Predict)", text, flags=re.MULTILINE):
            if asking and piece.startswith(("#", "**Predict")):
                yield asking, answered
                asking = None
            if piece.startswith("**Predict"):
                asking, answered = cell, False
            answered = answered or "<details>" in piece


def test_every_prediction_has_its_answer_in_a_fold(notebook):
    predictions = list(asked_and_answered(notebook))
    assert len(predictions) == "\n".join(notebook.markdown).count("**Predict")
    open_ones = {asking.id for asking, answered in predictions if not answered}
    ids = {cell.id for cell in notebook.cells}
    assert open_ones == ids & set(ANSWERED_ELSEWHERE)


def test_only_what_shows_something_is_tagged(notebook):
    cells = [cell for cell in notebook.cells if cell.metadata.get("tags")]
    assert cells
    assert all(cell.outputs for cell in cells if cell.cell_type == "code")
    # An explorer is moved, and its still picture is rarely the answer.
    assert not any(re.search(r"\bexplorers\.\w+\(", cell.source) for cell in cells)


def test_what_a_prediction_is_compared_with_is_folded(notebook):
    """In a copy without outputs, too, nobody reads the answer before they have run the cell."""
    for cell, after in pairwise(notebook.cells):
        answered = "answer" in cell.metadata.get("tags", [])
        if after.cell_type == "markdown" and "answer" in after.metadata.get("tags", []):
            assert cell.cell_type == "code", after.id
            assert re.fullmatch(COMPARISON, after.source, re.DOTALL), after.id
        elif answered and cell.cell_type == "code" and notebook.path.name < FOLDED_UP_TO:
            assert after.cell_type == "code", after.id


def bound_and_read(cell):
    """Return which names a cell gives something to, and which ones it uses."""
    nodes = list(ast.walk(ast.parse(cell.source)))
    variables = [node for node in nodes if isinstance(node, ast.Name)]
    bound = {name.id for name in variables if isinstance(name.ctx, ast.Store)}
    bound |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    return bound, {name.id for name in variables if isinstance(name.ctx, ast.Load)}


def test_code_tagged_as_a_plot_does_nothing_but_draw(notebook):
    for cell in tagged(notebook, "plot"):
        assert [list(output.data) for output in cell.outputs] == [["text/html", "text/plain"]]
        left_behind, _ = bound_and_read(cell)
        for later in notebook.code[notebook.code.index(cell) + 1 :]:
            bound, read = bound_and_read(later)
            left_behind -= bound
            assert not left_behind & read, later.id


def test_an_unknown_tag_is_named():
    cell = nbformat.v4.new_code_cell(id="01-07", metadata={"tags": ["anwser"]})
    with pytest.raises(ValueError, match=r"cell 01-07 expected a tag of answer, .*, got 'anwser'"):
        metadata_of(cell)


def test_of_a_cells_metadata_only_the_tags_and_what_they_mean_are_kept():
    everything = {"tags": ["plot"], "collapsed": True, "jupyter": {"outputs_hidden": True}}
    cell = nbformat.v4.new_code_cell(metadata=everything)
    assert metadata_of(cell) == {"tags": ["plot"], "jupyter": {"source_hidden": True}}
    assert metadata_of(nbformat.v4.new_code_cell(metadata={"collapsed": True})) == {}


def test_headings_do_not_jump(notebook):
    text = re.sub("^```.*?^```", "", "\n".join(notebook.markdown), flags=re.MULTILINE | re.DOTALL)
    levels = [len(marks) for marks in re.findall("^(#+) ", text, re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_header_links_previous_map_glossary_and_next(notebook):
    header = notebook.markdown[0].split("\n\n")[1]
    index = NAMES.index(notebook.path.name)
    around = NAMES[max(0, index - 1) : index + 2]
    wanted = [name for name in around if name != notebook.path.name] + (
        [MAP, GLOSSARY] if index else []
    )
    assert sorted(re.findall(r"\]\((?!https:)([^)]+)\)", header)) == sorted(wanted)
    assert re.search(r"about \d+ minutes", header)


def test_links_inside_the_series_lead_somewhere(notebook):
    headings = {
        (path.name, heading.replace(" ", "-"))
        for path in NOTEBOOKS
        for heading in re.findall(r'"#+ (.*?)(?:\\n)?"', path.read_text(encoding="utf-8"))
    }
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", "\n".join(notebook.markdown)):
        name, _, anchor = link.partition("#")
        assert name in NAMES
        assert not anchor or (name, anchor) in headings


def test_objectives_are_short(notebook):
    objectives = notebook.markdown[1]
    for words in ("You will do", "You will learn", "You need"):
        assert words in objectives
    assert len(objectives.split()) <= 90


def test_it_ends_with_a_recap_and_reading(notebook):
    last = notebook.markdown[-1]
    assert last.startswith("## Recap")
    assert "**Further reading:**" in last


# Of all notebooks nbval compares what is printed; these two, one full of explorers and one that
# trains, stand for the rest. .ci/full executes all of them.
AGAIN = ("02_one_compute_unit.ipynb", "07_gradient_descent.ipynb")
EXECUTED = [p for p in NOTEBOOKS if p.name in AGAIN or os.environ.get("EXECUTE_ALL")]


@pytest.mark.parametrize("path", EXECUTED, ids=lambda path: path.name)
def test_executing_again_changes_no_byte(path):
    def text(content):  # the pixels of plots differ between versions of Matplotlib
        return re.sub("data:image/png;base64,[A-Za-z0-9+/=]+", "PNG", content)

    assert text(execute(path)) == text(path.read_text(encoding="utf-8"))


def test_plots_are_the_same_pixels_again():
    path = NOTEBOOKS[NAMES.index("03_a_layer_of_units.ipynb")]
    assert execute(path) == execute(path)
