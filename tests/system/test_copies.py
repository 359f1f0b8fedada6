"""``python -m nnlib``: learners' copies of the notebooks, and what becomes of them."""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
from itertools import chain
from pathlib import Path
from urllib.request import urlopen

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from nnlib import __main__ as start
from nnlib import notebooks

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
LAYER = "03_layer.ipynb"


def exercise(name, blank="answer = ..."):
    task = new_markdown_cell(f"**{name}** What is it?", id=f"task-{name[-1]}")
    ending = f'\ncheck("{name}", answer)'
    return [task, new_code_cell(f"{blank}{ending}", id=f"ex-{name[-1]}")]


def original(text, *exercises):
    """Return a notebook as it is stored, with an output in every code cell."""
    first, last = new_markdown_cell(text, id="text"), new_markdown_cell("Recap")
    cells = [first, *chain(*exercises), last]
    for number, cell in enumerate(c for c in cells if c.cell_type == "code"):
        cell.execution_count = number + 1
        cell.outputs = [new_output("stream", text="not answered\n")]
    return new_notebook(cells=cells)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return the folder of a project with two small notebooks."""
    monkeypatch.setattr(start, "ROOT", tmp_path)
    (tmp_path / "notebooks").mkdir()
    store(tmp_path, "00_start_here.ipynb", original("Start"))
    store(tmp_path, LAYER, original("A layer", exercise("03.1"), exercise("03.2")))
    return tmp_path


def store(project, name, notebook):
    nbformat.write(notebook, project / "notebooks" / name)


def copy(project, name=LAYER):
    return nbformat.read(project / "my_notebooks" / name, as_version=4)


def edit(project, number, *codes, name=LAYER):
    """Put code into the cells of an exercise of a copy, as a learner does, and save it."""
    notebook = copy(project, name)
    place = next(i for i, cell in enumerate(notebook.cells) if cell.id == f"ex-{number}")
    notebook.cells[place].source = codes[-1]
    notebook.cells[place].outputs = [new_output("stream", text="right\n")]
    notebook.cells[place:place] = map(new_code_cell, codes[:-1])
    nbformat.write(notebook, project / "my_notebooks" / name)


def source(notebook, cell_id):
    return next(cell.source for cell in notebook.cells if cell.id == cell_id)


def contents(project):
    return {path.name: path.read_bytes() for path in (project / "my_notebooks").iterdir()}


# --- Copies -------------------------------------------------------------------------------------


def test_the_copies_of_the_series_hold_all_but_its_outputs(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(start, "ROOT", tmp_path)
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    start.main(["--no-lab"])
    assert sorted(contents(tmp_path)) == NAMES
    for name in NAMES:
        notebook = copy(tmp_path, name)
        stored = nbformat.read(ROOT / "notebooks" / name, as_version=4)
        for cell in stored.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        assert notebook.cells == stored.cells
        assert notebook.metadata | stored.metadata == notebook.metadata
        text = "\n".join(cell.source for cell in stored.cells)
        asked = re.findall(r"^\*\*(\d\d\.\d+)\*\* ", text, re.MULTILINE)
        assert sorted(notebook.metadata.nnlib.blanks) == sorted(asked)
    assert capsys.readouterr().out == f"Working copies made in my_notebooks: {len(NAMES)}\n"


def test_a_second_run_says_nothing_and_changes_nothing(project, capsys):
    start.main(["--no-lab"])
    edit(project, 1, 'answer = 3\ncheck("03.1", answer)')
    before = contents(project)
    capsys.readouterr()
    start.main(["--no-lab"])
    assert contents(project) == before
    assert capsys.readouterr().out == ""


def test_a_missing_copy_is_made_and_the_others_stay(project):
    start.main(["--no-lab"])
    edit(project, 1, 'answer = 3\ncheck("03.1", answer)')
    before = contents(project)
    (project / "my_notebooks" / "00_start_here.ipynb").unlink()
    start.main(["--no-lab"])
    assert contents(project) == before


def test_a_file_that_appears_in_between_is_not_overwritten(tmp_path):
    (tmp_path / LAYER).write_text("a learner's")
    with pytest.raises(FileExistsError):
        notebooks.write_new(original("A layer"), tmp_path / LAYER)
    assert (tmp_path / LAYER).read_text() == "a learner's"


def test_a_changed_original_is_said_until_there_is_a_copy_of_it(project, capsys):
    start.main(["--no-lab"])
    before = contents(project)
    capsys.readouterr()
    store(project, LAYER, original("Another layer", exercise("03.1"), exercise("03.2")))
    start.main(["--no-lab"])
    said = capsys.readouterr().out
    assert said.startswith("Changed since your copies were made: notebooks 03.")
    assert said.endswith("python -m nnlib --new 03\n")
    assert contents(project) == before
    start.main(["--new", "03"])
    capsys.readouterr()
    start.main(["--no-lab"])
    assert capsys.readouterr().out == ""


def test_an_original_that_was_only_executed_again_has_not_changed(project, capsys):
    start.main(["--no-lab"])
    capsys.readouterr()
    notebook = nbformat.read(project / "notebooks" / LAYER, as_version=4)
    notebook.cells[2].outputs, notebook.cells[2].execution_count = [], 7
    store(project, LAYER, notebook)
    start.main(["--no-lab"])
    assert capsys.readouterr().out == ""


# JSON, and nearly a notebook.
NO_SOURCE = """{
    "nbformat": 4, "nbformat_minor": 5, "metadata": {},
    "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}}]
}"""


# Notebooks, but with something else where we write down what a copy was made from.
FOREIGN = [
    json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {"nnlib": made}, "cells": []})
    for made in (5, "x", [1], {"blanks": 7})
]


@pytest.mark.parametrize("text", ['{"cells": [', "", "[]", "{}", NO_SOURCE, *FOREIGN])
@pytest.mark.parametrize("arguments", [["--no-lab"], ["--new", "03"]])
def test_a_broken_copy_is_named_and_left_alone(project, capsys, text, arguments):
    start.main(["--no-lab"])
    broken = project / "my_notebooks" / LAYER
    broken.write_text(text, encoding="utf-8")
    store(project, LAYER, original("Another layer"))
    capsys.readouterr()
    start.main(arguments)
    said = capsys.readouterr().out
    assert said.startswith(f"Cannot be read, and was left alone: my_notebooks/{LAYER} (")
    assert broken.read_text(encoding="utf-8") == text
    assert (project / "my_notebooks" / "03_layer_2.ipynb").exists() == ("--new" in arguments)


# --- The new version beside the old copy ----------------------------------------------------------


def test_answers_are_carried_over_and_blanks_are_the_new_ones(project, capsys):
    start.main(["--no-lab"])
    answer = 'answer = 3 * 3\ncheck("03.1", answer)'
    edit(project, 1, answer)
    before = contents(project)
    new = exercise("03.1", "# Another blank\nanswer = ...")
    new_2 = exercise("03.2", "# Another blank\nanswer = ...")
    store(project, LAYER, original("Another layer", new_2, new))
    capsys.readouterr()
    start.main(["--new", "03"])
    made = copy(project, "03_layer_2.ipynb")
    assert source(made, "text") == "Another layer"
    assert source(made, "ex-1") == answer
    assert source(made, "ex-2") == new_2[1].source
    assert all(not c.outputs for c in made.cells if c.cell_type == "code")
    assert contents(project).items() >= before.items()
    said = capsys.readouterr().out
    assert "Made: my_notebooks/03_layer_2.ipynb." in said
    assert "It has your answers to 03.1.\n" in said


def test_an_answer_in_several_cells_is_carried_as_one(project):
    start.main(["--no-lab"])
    edit(project, 1, "half = 4.5", "", 'answer = 2 * half\ncheck("03.1", answer)')
    start.main(["--new", "03"])
    made = copy(project, "03_layer_2.ipynb")
    assert source(made, "ex-1") == 'half = 4.5\n\nanswer = 2 * half\ncheck("03.1", answer)'
    assert len(made.cells) == 6


def test_a_check_elsewhere_does_not_hide_the_answer(project):
    start.main(["--no-lab"])
    answer = 'answer = 3\ncheck("03.1", answer)'
    edit(project, 1, answer)
    notebook = copy(project)
    notebook.cells.append(new_code_cell('check("03.1", answer)'))
    nbformat.write(notebook, project / "my_notebooks" / LAYER)
    start.main(["--new", "03"])
    assert source(copy(project, "03_layer_2.ipynb"), "ex-1") == answer


def test_an_answer_to_an_exercise_that_is_gone_is_said(project, capsys):
    start.main(["--no-lab"])
    edit(project, 2, 'answer = 3\ncheck("03.2", answer)')
    store(project, LAYER, original("A layer", exercise("03.1")))
    start.main(["--new", "03"])
    said = capsys.readouterr().out
    assert f"No longer asked: 03.2. Your answers are still in my_notebooks/{LAYER}." in said
    assert "answer = 3" not in "".join(c.source for c in copy(project, "03_layer_2.ipynb").cells)


def test_a_third_copy_takes_its_answers_from_the_second(project):
    start.main(["--no-lab"])
    edit(project, 1, 'answer = 1\ncheck("03.1", answer)')
    start.main(["--new", "03"])
    edit(project, 1, 'answer = 2\ncheck("03.1", answer)', name="03_layer_2.ipynb")
    start.main(["--new", "03"])
    assert source(copy(project, "03_layer_3.ipynb"), "ex-1").startswith("answer = 2")
    assert source(copy(project, "03_layer_2.ipynb"), "ex-1").startswith("answer = 2")


def test_new_without_a_copy_makes_the_first(project):
    start.main(["--new", "03"])
    assert sorted(contents(project)) == ["00_start_here.ipynb", LAYER]


def test_several_notebooks_at_once(project):
    start.main(["--no-lab"])
    start.main(["--new", "00", "03"])
    assert {"00_start_here_2.ipynb", "03_layer_2.ipynb"} <= set(contents(project))


def test_every_solution_of_the_series_survives(tmp_path, monkeypatch):
    monkeypatch.setattr(start, "ROOT", tmp_path)
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    start.main(["--no-lab"])
    answered = {}
    for path in (tmp_path / "my_notebooks").iterdir():
        notebook = nbformat.read(path, as_version=4)
        for before, cell in zip(notebook.cells, notebook.cells[1:], strict=False):
            if fold := re.match(r"\*\*\d\d\..*?```python\n(.*?)```", before.source, re.S):
                cell.source = fold[1] + cell.source.splitlines()[-1]
                answered[cell.id] = cell.source
        nbformat.write(notebook, path)
    assert len(answered) >= 28
    start.main(["--new", *(name[:2] for name in NAMES)])
    made = [nbformat.read(path, as_version=4) for path in tmp_path.glob("my_notebooks/*_2.ipynb")]
    sources = {cell.id: cell.source for notebook in made for cell in notebook.cells}
    assert len(made) == len(NAMES)
    assert answered.items() <= sources.items()


def test_an_unknown_number_is_an_error_that_lists_the_known(project, capsys):
    with pytest.raises(SystemExit) as raised:
        start.main(["--new", "3"])
    assert raised.value.code == 2
    assert "argument --new: expected some of 00, 03, got 3" in capsys.readouterr().err
    assert not (project / "my_notebooks").exists()


# --- JupyterLab -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "starts"), [([], 1), (["--no-lab"], 0), (["--new", "03"], 0)]
)
def test_jupyterlab_starts_in_the_folder_of_the_copies(project, monkeypatch, arguments, starts):
    started = []
    monkeypatch.setattr("jupyterlab.labapp.main", started.append)
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "theirs")
    start.main(arguments)
    assert [folder for folder, _ in started] == [str(project / "my_notebooks")] * starts
    assert os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)[-1] == "theirs"


def wait_until_it_answers(address):
    for _ in range(300):
        with contextlib.suppress(OSError), urlopen(address):
            return
        time.sleep(0.1)
    raise TimeoutError(f"no answer from {address}")


def explorers_are_saved(port, token):
    """Say whether JupyterLab saves explorers, for a learner who has set nothing."""
    settings = "lab/api/settings/@jupyter-widgets/jupyterlab-manager:plugin"
    with urlopen(f"http://127.0.0.1:{port}/{settings}?token={token}") as answer:
        return json.load(answer)["schema"]["properties"]["saveState"]["default"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot send Ctrl + C to one process")
def test_jupyterlab_really_starts_and_ctrl_c_ends_it(tmp_path):
    (tmp_path / "nnlib").symlink_to(Path(start.__file__).parent)
    (tmp_path / "notebooks").mkdir()
    store(tmp_path, "00_start_here.ipynb", original("Start"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {"open_browser": False, "allow_root": True, "port": port}
    config = tmp_path / "jupyter_server_config.json"
    config.write_text(json.dumps({"ServerApp": settings}), encoding="utf-8")
    command = [sys.executable, "-m", "nnlib"]
    environment = os.environ | dict.fromkeys(
        ["JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"], str(tmp_path)
    )
    environment.pop("PYTHONPATH", None)
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        # A shell's job in the background is started deaf to Ctrl + C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as lab:
        try:
            said = ""
            while lab.poll() is None and "Use Control-C" not in said:
                said += lab.stderr.readline()
            assert f"Serving notebooks from local directory: {tmp_path}/my_notebooks\n" in said
            assert f"http://localhost:{port}/lab/tree/00_start_here.ipynb?token=" in said
            wait_until_it_answers(f"http://127.0.0.1:{port}/api")
            assert explorers_are_saved(port, re.search(r"token=(\w+)", said)[1])
            lab.send_signal(signal.SIGINT)  # nobody is there to be asked, so one is enough
            lab.communicate(timeout=30)
        finally:
            lab.kill()
    assert lab.returncode == 0


def test_a_missing_jupyterlab_is_said_in_a_sentence(project, monkeypatch, capsys):
    monkeypatch.setattr(start, "find_spec", {"nbformat": "found"}.get)
    with pytest.raises(SystemExit) as raised:
        start.main([])
    assert raised.value.code == 1
    said = "JupyterLab is not installed: python -m pip install -r requirements.txt\n"
    assert capsys.readouterr().err == said
    start.main(["--no-lab"])


def test_without_notebooks_it_says_where_they_are(tmp_path):
    package = Path(start.__file__).parent
    shutil.copytree(package, tmp_path / "nnlib", ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "nnlib"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    address = settings["project"]["urls"]["Repository"]
    said = "There are no notebooks next to this nnlib. Get the project, and run this command in its"
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == f"{said} folder: {address}\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["nnlib"]
