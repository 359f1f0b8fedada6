"""What a learner has solved: one small file on the learner's machine, which nothing can break."""

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nnlib import __main__ as start
from nnlib.exercises import EXERCISES, check, progress, record
from nnlib.exercises.feedback import Feedback

NAMES = ("01.1", "01.2", "02.1")
ROOT = Path(__file__).parents[2]
IN_IPYTHON = """
import sys
from IPython.testing.globalipapp import start_ipython
from IPython.utils.capture import capture_output
start_ipython()
from nnlib.exercises import check
with capture_output() as captured:
    {code}
for output in captured.outputs:
    print(output.data["text/plain"])
"""


def in_notebook(code, folder):
    """Run code as the cell of a notebook that is in `folder`; return what it showed."""
    run = subprocess.run(
        [sys.executable, "-c", IN_IPYTHON.format(code=code)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


# Where the file is


@pytest.fixture
def project(tmp_path):
    (tmp_path / "nnlib" / "exercises").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    return tmp_path


@pytest.mark.parametrize("inside", ["my_notebooks", "my_notebooks/more", "notebooks", "."])
def test_in_the_project_it_is_in_the_folder_of_the_copies(project, inside):
    (project / "my_notebooks" / "more").mkdir(parents=True)
    assert record.place(project / inside) == project / "my_notebooks" / "my_progress.txt"


@pytest.mark.parametrize("inside", ["notebooks", "."])
def test_without_copies_nothing_is_recorded(project, inside):
    assert record.place(project / inside) is None
    assert record.add("01.1", NAMES, None) is None
    assert "Nothing is recorded here" in repr(record.progress(NAMES, None))


def test_elsewhere_it_is_beside_the_notebook(tmp_path):
    assert record.place(tmp_path) == tmp_path / "my_progress.txt"


# A right answer


def test_a_right_answer_is_recorded_and_counted(tmp_path):
    said = in_notebook(
        'check("02.1", 0.5); check("02.2", 1); check("02.2"); check("01.1", 784)', tmp_path
    )
    assert f"Solved: 1 of 5 in this notebook, 1 of {len(EXERCISES)} in all." in said
    assert f"Solved: 1 of 5 in this notebook, 2 of {len(EXERCISES)} in all." in said
    assert said.count("Solved") == 2
    assert (tmp_path / "my_progress.txt").read_text(encoding="utf-8") == "01.1\n02.1\n"
    assert [path.name for path in tmp_path.iterdir()] == ["my_progress.txt"]


def test_the_same_answer_again_counts_once(tmp_path):
    path = tmp_path / "my_progress.txt"
    for _ in range(2):
        solved = record.add("01.1", NAMES, path)
    assert solved.in_short("01") == "Solved: 1 of 2 in this notebook, 1 of 3 in all."


def test_wrong_and_missing_answers_leave_no_file(tmp_path):
    in_notebook('check("02.1", 1); check("02.1"); check("no such name", 1)', tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_outside_of_a_notebook_nothing_is_recorded(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    check("02.1", 0.5)
    assert capsys.readouterr().out.startswith("Right.")
    assert list(tmp_path.iterdir()) == []


# What may go wrong


def test_a_place_that_cannot_be_written_to_changes_nothing(tmp_path):
    (tmp_path / "my_progress.txt").mkdir()
    assert in_notebook('check("02.1", 0.5)', tmp_path).startswith("Right.")


@pytest.mark.parametrize("function", ["_read", "_write"])
def test_an_error_of_the_drive_changes_nothing(tmp_path, monkeypatch, function):
    def fails(*_):
        raise PermissionError

    monkeypatch.setattr(record, function, fails)
    assert record.add("01.1", NAMES, tmp_path / "my_progress.txt") is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_changes_nothing(tmp_path):
    code = 'import os; os.rmdir(os.getcwd()); check("02.1", 0.5)'
    (tmp_path / "gone").mkdir()
    assert in_notebook(code, tmp_path / "gone").startswith("Right.")


BROKEN = [
    b"{",
    b"02.1\n02.",
    b"\xff\xfe",
    b"[]",
    b"null",
    b'{"solved": 3}',
    b'{"solved": [1]}',
    b'{"solved": {"01.1": 1}}',
    b"[" * 50_000,
    b" " * 200_000,
    b"\x80\x04\x8c\x02os\x8c\x06system\x93.",  # what pickle would run
]


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_named_and_kept(tmp_path, content):
    path = tmp_path / "my_progress.txt"
    path.write_bytes(content)
    assert "my_progress.txt cannot be read" in repr(record.progress(NAMES, path))
    assert path.read_bytes() == content
    solved = record.add("01.2", NAMES, path)
    assert "my_progress.txt could not be read, so counting starts again" in solved.note
    assert (tmp_path / "my_progress_unreadable.txt").read_bytes() == content
    assert record.progress(NAMES, path).done == {"01.2"}


def test_names_that_are_no_longer_asked_are_kept_but_not_counted(tmp_path):
    path = tmp_path / "my_progress.txt"
    path.write_text("01.1\n77.7\n", encoding="utf-8")
    assert record.add("02.1", NAMES, path).in_all == "Solved exercises: 2 of 3"
    assert "77.7" in path.read_text(encoding="utf-8")


def test_two_notebooks_at_once_lose_nothing(tmp_path):
    code = "import sys; from pathlib import Path; from nnlib.exercises import record\n"
    code += "for i in range(40): record.add(f'{sys.argv[1]}.{i}', (), Path('my_progress.txt'))"
    command = [sys.executable, "-c", code]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    runs = [subprocess.Popen([*command, name], cwd=tmp_path, env=env) for name in "ab"]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert len(record.progress((), tmp_path / "my_progress.txt").done) == 80
    assert [path.name for path in tmp_path.iterdir()] == ["my_progress.txt"]


def test_threads_lose_nothing_either(tmp_path):
    path = tmp_path / "my_progress.txt"
    with ThreadPoolExecutor(4) as executor:
        list(executor.map(lambda i: record.add(f"9.{i}", (), path), range(40)))
    assert len(record.progress((), path).done) == 40


def test_a_lock_that_was_left_behind_is_not_waited_for_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(record, "_PATIENCE", 0.05)
    (tmp_path / "my_progress.txt.lock").touch()
    path = tmp_path / "my_progress.txt"
    assert record.add("01.1", NAMES, path).done == {"01.1"}
    assert [entry.name for entry in tmp_path.iterdir()] == ["my_progress.txt"]


def test_a_file_is_never_seen_half_written(tmp_path, monkeypatch):
    path = tmp_path / "my_progress.txt"
    record.add("01.1", NAMES, path)

    def stops(*_):
        raise OSError

    monkeypatch.setattr(os, "replace", stops)
    assert record.add("01.2", NAMES, path) is None
    assert record.progress(NAMES, path).done == {"01.1"}
    assert [entry.name for entry in tmp_path.iterdir()] == ["my_progress.txt"]


# How it looks


def test_progress_is_a_table_that_says_what_its_dots_show(tmp_path):
    path = tmp_path / "my_progress.txt"
    record.add("01.2", NAMES, path)
    solved = record.progress(NAMES, path)
    assert repr(solved) == (
        "Solved exercises: 1 of 3\n"
        "01  1 of 2, open: 01.1\n"
        "02  0 of 1, open: 02.1\n"
        "To forget everything, delete my_progress.txt beside the notebooks."
    )
    html = solved._repr_html_()
    marks = re.findall(r'role="img" title="[^"]*" aria-label="([^"]*)">([^<]*)<', html)
    assert marks == [("01.1 open, 01.2 solved", "○ ●"), ("02.1 open", "○")]
    assert re.findall('scope="row"[^>]*>(.*?)<', html) == ["01", "02"]
    assert html.count('scope="col"') == 3
    assert "color" not in html
    assert "background" not in html


def test_progress_lists_every_exercise(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = repr(progress())
    assert said.startswith(f"Solved exercises: 0 of {len(EXERCISES)}\n")
    assert all(name in said for name in EXERCISES)


def test_the_command_says_what_is_solved(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(start, "ROOT", tmp_path)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "my_notebooks").mkdir()
    record.add("02.1", EXERCISES, tmp_path / "my_notebooks" / record.FILE)
    start.main(["--progress"])
    said = capsys.readouterr().out
    assert said.startswith(f"Solved exercises: 1 of {len(EXERCISES)}\n")
    assert "02  1 of 5, open: 02.2" in said
    shutil.copy(next((ROOT / "notebooks").glob("00_*.ipynb")), tmp_path / "notebooks")
    start.main(["--no-lab"])
    counted = f"Solved exercises: 1 of {len(EXERCISES)}. Which ones: python -m nnlib --progress"
    assert counted in capsys.readouterr().out.splitlines()


def test_feedback_without_a_note_is_as_it_was():
    assert repr(Feedback("right", "Because.")) == "Right. Because."
