"""The learner's file: what is kept in it, what is never lost from it, and what takes its place."""

import itertools
import linecache
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest
from execute import execute
from wrong_pieces import PATH, SOLUTIONS, TASKS, changed

import nnlib
from nnlib.exercises import own_library, reference
from nnlib.exercises.notebook_12 import PIECES
from nnlib.exercises.own_library import FILE, keep, library, lines, to_nnlib, written

NUMBERS = itertools.count()
BLANK = "class ReLU:\n    def forward(self, z): ...\n\n    def backward(self, grad_output): ...\n"
CELL = f'{SOLUTIONS["ReLU"]}\n\ncheck("12.3", ReLU)\nmine = keep(ReLU)\n'


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(sys.modules, "my_nnlib", raising=False)
    return tmp_path


def run(cell, name="ReLU"):
    """Run a cell as a notebook does, which remembers its text, and return the piece."""
    filename = f"<cell {next(NUMBERS)}>"
    linecache.cache[filename] = len(cell), None, cell.splitlines(keepends=True), filename
    names = {"np": np, "check": lambda *_: None, "keep": lambda *_: None, "__name__": "__main__"}
    exec(compile(cell, filename, "exec"), names)
    return names[name]


def text():
    return Path(FILE).read_text(encoding="utf-8")


def write(content):
    Path(FILE).write_text(content, encoding="utf-8")


def test_without_a_written_piece_there_is_no_file_and_the_reference_is_used(folder, capsys):
    assert keep(run(BLANK)) is reference
    said = "ReLU: not written yet. Until then, the reference takes its place.\n"
    assert capsys.readouterr().out == said
    assert list(folder.iterdir()) == []
    assert (written(), library()) == ([], reference)


def test_a_right_piece_is_kept_and_the_others_are_the_reference(capsys):
    mine = keep(run(CELL))
    assert capsys.readouterr().out == "ReLU: yours, now in my_nnlib.py.\n"
    assert mine.ReLU.__module__ == "my_nnlib"
    assert mine.Linear is reference.Linear
    assert written() == ["ReLU"]
    assert SOLUTIONS["ReLU"].strip() in text()
    assert "check(" not in text()
    assert "keep(" not in text()
    keep(run(CELL))
    assert capsys.readouterr().out == "ReLU: yours, from my_nnlib.py.\n"


def test_a_new_copy_of_the_notebook_finds_the_pieces_again(capsys):
    keep(run(CELL))
    before = text()
    assert keep(run(BLANK)).ReLU.__module__ == "my_nnlib"
    assert "yours, from" in capsys.readouterr().out
    assert text() == before


def test_a_wrong_piece_is_not_kept_and_a_kept_one_stays(capsys):
    wrong = run(changed("ReLU", ("> 0", "< 0")))
    assert keep(wrong) is reference
    assert "does not pass its tests yet. Until then, the reference" in capsys.readouterr().out
    keep(run(CELL))
    before = text()
    keep(wrong, replace=True)
    assert "The one in my_nnlib.py stays." in capsys.readouterr().out
    assert text() == before


def test_another_version_replaces_one_only_when_told_to(capsys):
    keep(run(CELL))
    before = text()
    other = run(changed("ReLU", ("np.maximum(z, 0)", "z * (z > 0)")))
    keep(other)
    assert "keep(ReLU, replace=True)" in capsys.readouterr().out
    assert text() == before
    mine = keep(other, replace=True)
    assert text() == before.replace("np.maximum(z, 0)", "z * (z > 0)")
    assert mine.ReLU().forward(np.array([-1.0, 2])).tolist() == [0, 2]


def test_what_was_written_by_hand_stays():
    keep(run(CELL))
    tanh = "\n\nclass Tanh:\n    pass  # mine\n"
    write(text().replace("# %% ReLU", "# a note\n# %% ReLU") + tanh)
    keep(run(SOLUTIONS["SGD"], "SGD"))
    assert "# a note" in text()
    assert "pass  # mine" in text()
    assert written() == ["ReLU", "SGD"]
    assert library().Tanh


def test_what_is_written_below_an_unwritten_piece_stays():
    keep(run(CELL))
    unwritten = "import train  # not written yet"
    write(text().replace(unwritten, f"{unwritten}\nbest = 0.9  # mine"))
    keep(run(SOLUTIONS["train"], "train"))
    assert "def train(" in text()
    assert "best = 0.9  # mine" in text()


@pytest.mark.parametrize("name", PIECES)
def test_what_is_written_at_the_end_outlives_every_piece(name):
    keep(run(CELL))
    write(f"{text()}\n\nclass Tanh:\n    pass  # mine\n")
    keep(run(SOLUTIONS[name], name))
    keep(run(f"# another\n{SOLUTIONS[name]}", name), replace=True)
    assert "# another" in text()
    assert "pass  # mine" in text()
    assert text().count(f"# %% {name}") == 1


def test_helpers_of_the_same_cell_are_kept_and_missing_ones_are_said(capsys):
    with_helper = changed("ReLU", ("np.maximum(z, 0)", "cut(z)"))
    helper = "def cut(z):\n    return np.maximum(z, 0)\n\n\n"
    alone = run(helper + with_helper)
    filename = alone.forward.__code__.co_filename
    lines_ = with_helper.splitlines(keepends=True)
    linecache.cache[filename] = len(with_helper), None, lines_, filename  # as if from two cells
    assert keep(alone) is reference
    assert "NameError: name 'cut' is not defined" in capsys.readouterr().out
    assert not Path(FILE).exists()
    assert keep(run(helper + with_helper)).ReLU.__module__ == "my_nnlib"


def test_a_broken_file_is_said_and_left_alone(capsys):
    keep(run(CELL))
    broken = text() + "\n1 / 0\n"
    write(broken)
    assert library() is reference
    assert "my_nnlib.py cannot be run: ZeroDivisionError" in capsys.readouterr().out
    assert keep(run(SOLUTIONS["SGD"], "SGD")) is reference
    assert "not kept, because my_nnlib.py is broken" in capsys.readouterr().out
    assert text() == broken
    write("print = print\n")
    assert library() is reference
    assert "has no Linear" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_to_is_said(capsys, monkeypatch):
    def refuse(*_, **__):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(own_library.Path, "write_text", refuse)
    assert keep(run(CELL)) is reference
    assert "cannot be written (Read-only file system)" in capsys.readouterr().out


@pytest.mark.parametrize("strange", [None, 3, np.ndarray, "ReLU"])
def test_something_else_is_told_what_the_pieces_are(strange, capsys):
    keep(strange)
    assert "The library has the pieces Linear, Sigmoid" in capsys.readouterr().out


def test_a_piece_without_a_text_is_told_so(capsys):
    names = {"np": np, "__name__": "__main__"}
    exec(SOLUTIONS["ReLU"], names)
    keep(names["ReLU"])
    assert "its text was not found" in capsys.readouterr().out


def test_the_whole_library_needs_numpy_alone(folder):
    for name in PIECES:
        keep(run(SOLUTIONS[name], name))
    assert written() == list(PIECES)
    assert "nnlib.exercises" not in text()
    assert 55 < lines() < 75
    code = "import sys, my_nnlib; assert 'nnlib' not in sys.modules; print(*vars(my_nnlib))"
    ran = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)
    assert set(PIECES) <= set(ran.stdout.split()), ran.stderr


def test_the_solutions_in_the_notebook_are_the_reference():
    source = Path(reference.__file__).read_text(encoding="utf-8")
    bare = "".join(line for line in source.splitlines(keepends=True) if '"""' not in line)
    for name, solution in SOLUTIONS.items():
        assert "".join(solution.split()) in "".join(bare.split()), name


def test_nnlib_computes_the_same_with_the_same_parameters():
    rng = np.random.default_rng(0)
    first, last = reference.Linear(4, 5, rng=rng), reference.Linear(5, 3, rng=rng)
    first.bias[...] = rng.normal(size=5)
    network = reference.Network(first, reference.ReLU(), last)
    x = rng.normal(size=(6, 4))
    twin = to_nnlib(network)
    assert isinstance(twin, nnlib.Network)
    assert twin(x) == pytest.approx(network.forward(x), rel=1e-12)
    first.weight[...] = 0
    assert twin.layers[0].weight.any()
    with pytest.raises(ValueError, match=r"network expected layers Linear, Sigmoid.*got Dropout"):
        to_nnlib(reference.Network(first, type("Dropout", (), {})()))


def test_the_solutions_of_the_ways_on_work():
    """Momentum, and a layer of your own."""
    ways = TASKS.partition("## Three ways on")[2]
    momentum, tanh = re.findall(r"```python\n(.*?)```", ways, re.DOTALL)
    for name in PIECES:
        keep(run(SOLUTIONS[name], name))
    mine = keep(run(momentum, "SGD"), replace=True)
    theta, other = np.array([1.0, -2.0]), np.array([1.0, -2.0])
    ours, nnlibs = mine.SGD(0.1, momentum=0.9), nnlib.SGD(0.1, momentum=0.9)
    for _ in range(4):
        ours.step(theta, 2 * theta)
        nnlibs.step(other, 2 * other)
    assert theta == pytest.approx(other)
    write(f"{text()}\n\n{tanh}")
    layer, twin, z = library().Tanh(), nnlib.Tanh(), np.array([-1.0, 0.3])
    assert layer.forward(z) == pytest.approx(twin.forward(z))
    assert layer.backward(z) == pytest.approx(twin.backward(z))


def test_with_every_piece_written_the_notebook_runs_on_the_learners_library(folder):
    notebook = nbformat.read(PATH, as_version=4)
    for cell in notebook.cells:
        if asked := re.search(r'\ncheck\("12.\d", (\w+)\)$', cell.source):
            cell.source = SOLUTIONS[asked[1]] + asked[0]
    nbformat.write(notebook, folder / PATH.name)
    cells = nbformat.reads(execute(folder / PATH.name), as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    said = "\n".join(out.get("text") or out.data["text/plain"] for out in outputs)
    assert said.count("Right.") == said.count("yours, now in my_nnlib.py") == len(PIECES)
    assert f"written by you: {', '.join(PIECES)}\n" in said
    assert "the library in use: my_nnlib," in said
    stored = [cell for cell in nbformat.read(PATH, as_version=4).cells if cell.id == "12-85"]
    assert stored[0].outputs[0].text in said  # the same numbers as with the reference
