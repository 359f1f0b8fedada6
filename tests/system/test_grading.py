"""Assignments: right, wrong, endless, crashing and cheating notebooks are graded as they deserve.

Should the box ever break, these cheats do no harm: they try what would be harm, on what is ours.
"""

import csv
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import nbformat
import numpy as np
import pytest

from nnlib.exercises import judge
from nnlib.exercises.kinds import TOO_SLOW
from nnlib.grading import Limits, box
from nnlib.grading.__main__ import main
from nnlib.grading.box import can_isolate
from nnlib.grading.collect import Settings, collect, grade_file, notebooks
from nnlib.grading.session import grade
from nnlib.grading.student import gradable, student_version
from nnlib.notebooks import asked, sources

ROOT = Path(__file__).parents[2]
LIMITS = Limits(seconds=11, cell_seconds=2.5, memory=1024**3, processes=40)
SET_UP = "import math, os\nimport numpy as np\nfrom nnlib import activations, check"
VALUE = 'answer = 0.5\ncheck("02.1", answer)'
FUNCTION = """
def unit_value(w, x):
    return activations.sigmoid(w @ x)
check("02.3", unit_value)
"""
WRONG_VALUE = VALUE.replace("0.5", "0.7")
WRONG_FUNCTION = FUNCTION.replace("activations.sigmoid(w @ x)", "w @ x")
BLANK_VALUE = 'answer = ...\ncheck("02.1", answer)'
BLANK_FUNCTION = (
    'def unit_value(w, x):\n    """Return the output of a unit."""\n    ...\n\n\n'
    'check("02.3", unit_value)'
)

# By the name of the file: the cells, and what becomes of 02.1 and 02.3.
HONEST = {
    "right": ([SET_UP, VALUE, FUNCTION], "right", "right"),
    "wrong": ([SET_UP, WRONG_VALUE, WRONG_FUNCTION], "hint", "hint"),
    "as it was": ([SET_UP, BLANK_VALUE, BLANK_FUNCTION], "not answered", "not answered"),
    "empty": ([], "not answered", "not answered"),
    "=formula": ([SET_UP, VALUE], "right", "not answered"),
    "the last answer counts": (
        [SET_UP, VALUE, WRONG_VALUE, WRONG_FUNCTION, FUNCTION],
        "hint",
        "right",
    ),
    "a cell that fails": (
        [SET_UP, "1 / 0", "def", "raise SystemExit", VALUE],
        "right",
        "not answered",
    ),
    "magic": (["%timeit -n1 -r1 1", SET_UP, "!ls", VALUE], "right", "not answered"),
    "a text": ([SET_UP, 'check("02.1", "0.5")', 'check("02.3", unit)'], "hint", "not answered"),
    "it changes its inputs": (
        [
            SET_UP,
            "def f(w, x):\n    w *= x\n    return activations.sigmoid(w.sum())",
            'check("02.3", f)',
        ],
        "not answered",
        "hint",
    ),
    "endless cell": ([SET_UP, VALUE, "while True: pass", FUNCTION], "right", "right"),
    "endless function": (
        [SET_UP, FUNCTION.replace("return", "while True: pass\n    return"), VALUE],
        "right",
        "hint",
    ),
    "it waits for input": ([SET_UP, "input()", VALUE, FUNCTION], "right", "right"),
    "it crashes": ([SET_UP, VALUE, "os._exit(1)", FUNCTION], "right", "not answered"),
    "a function that crashes": (
        [SET_UP, VALUE, 'check("02.3", lambda w, x: os._exit(0))'],
        "right",
        "hint",
    ),
    "a segmentation fault": (
        [SET_UP, VALUE, "import ctypes\nctypes.string_at(0)", FUNCTION],
        "right",
        "not answered",
    ),
}

STUBBORN = """
import ctypes, time
try: os.setsid()
except OSError: pass
ctypes.CDLL(None).prctl(1, 0)  # do not end when the parent does
while True:
    try:
        while True: time.sleep(0.01)
    except BaseException: pass
"""
OWN_CHECK = 'def check(name, answer):\n    print("Right.")\n'
PATCHED = """
import nnlib.exercises, nnlib.grading.desk, nnlib.grading.wire
nnlib.exercises.judge = lambda *_: "right"
nnlib.grading.desk.check = nnlib.exercises.check
nnlib.exercises.EXERCISES = {"02.1": 0.7}
"""
TO_THE_PIPE = """
import stat
for number in range(3, 30):
    try:
        if stat.S_ISFIFO(os.fstat(number).st_mode):
            os.write(number, b'{"check": "02.1", "answer": ["float", 0.7], "result": "right"}\\n')
            os.write(number, b'{"right": ["02.1", "02.3"]}\\n')
    except OSError: pass
"""
FLOOD = TO_THE_PIPE.replace('b\'{"right": ["02.1", "02.3"]}\\n\'', "b'[' * 30_000_000")
FORGED_END = TO_THE_PIPE.replace('{"right": ["02.1", "02.3"]}', '{"end": "02.1 is right"}')
SEARCH = """
found = []
import sys
for start in ["/box", "/tmp", "/root", "/home", ".", "{root}/nnlib", "{root}/notebooks", *sys.path]:
    for folder, folders, files in os.walk(start):
        if folder.count("/") > start.count("/") + 3: folders.clear()
        found += [file for file in files if file in ("notebook_02.py", "02_one_compute_unit.ipynb")]
try:
    import nnlib.exercises.notebook_02 as answers
    found.append("imported")
except ImportError: pass
check("02.1", 0.5 if found else 0.7)
""".replace("{root}", str(ROOT))
ALWAYS_EQUAL = """
class Yes(float):
    __eq__ = __le__ = __ge__ = __lt__ = __gt__ = lambda *_: True
    __hash__ = float.__hash__
    __sub__ = __rsub__ = __abs__ = lambda *_: 0.0
check("02.1", Yes(0.7))
check("02.3", lambda w, x: Yes(0.7))
"""
FORKS = """
import time
forked = 0
try:
    while forked < 1000:
        if os.fork() == 0:
            time.sleep(600)
            os._exit(0)
        forked += 1
except OSError: pass
check("02.1", 0.5 if forked < 100 else 0.7)
"""
MEMORY = """
try:
    rows = [np.empty(10**8) for _ in range(100)]
except MemoryError:
    rows = None
check("02.1", 0.5 if rows is None else 0.7)
"""
KILLS = """
import signal
if os.getpid() == 1:  # in a box of our own
    try: os.kill(-1, signal.SIGKILL)
    except OSError: pass
check("02.1", 0.5 if os.getpid() == 1 and os.getppid() == 0 else 0.7)
"""
DELETES = """
import shutil
shutil.rmtree("{folder}", ignore_errors=True)
for folder in ["{folder}", "{root}", os.path.dirname(np.__file__), os.path.dirname(os.__file__)]:
    try:
        os.makedirs(folder, exist_ok=True)
        open(os.path.join(folder, "was here"), "w").close()
    except OSError: pass
"""
BREAKS_OUT = """
import subprocess, sys
commands = [
    "mount -o remount,bind,rw /usr",
    "unshare --user --map-root-user --mount mount -o remount,bind,rw /usr",
    "unshare --user --map-root-user --mount umount -l /box/library",
    "unshare --user --map-root-user --mount mount -t proc proc /tmp",
    f"touch {sys.prefix}/was-here",
    "touch /usr/was-here",
]
broken = [c for c in commands if subprocess.run(c, shell=True).returncode == 0]
check("02.1", 0.7 if not broken else 0.5)
"""
CALLS_HOME = """
import socket
try:
    socket.create_connection(("127.0.0.1", {port}), timeout=1)
    check("02.1", 0.5)
except OSError:
    check("02.1", 0.7)
"""
UNWRITABLE = """
def unit_value(w, x): raise ValueError("=\\ud800\\x1b[2J")
check("02.3", unit_value)
"""
FULL_DISK = """
for number in range(20):
    try:
        with open(f"large{number}", "wb") as file:
            for _ in range(50): file.write(bytes(10**6))
    except OSError: pass
"""

CHEATS = {
    "a check of their own": (
        [SET_UP, OWN_CHECK, WRONG_VALUE, WRONG_FUNCTION],
        "not answered",
        "not answered",
    ),
    "it prints right": (
        [SET_UP, WRONG_VALUE + '\nprint("Right.")', WRONG_FUNCTION],
        "hint",
        "hint",
    ),
    "it patches nnlib": ([SET_UP, PATCHED, WRONG_VALUE, WRONG_FUNCTION], "hint", "hint"),
    "it writes to the pipe": ([SET_UP, TO_THE_PIPE, WRONG_FUNCTION], "hint", "not answered"),
    "it floods the pipe": ([SET_UP, VALUE, FLOOD, FUNCTION], "hint", "not answered"),
    "it forges the end": ([SET_UP, FORGED_END, WRONG_FUNCTION], "hint", "not answered"),
    "it looks for the answers": ([SET_UP, SEARCH], "hint", "not answered"),
    "it equals everything": ([SET_UP, ALWAYS_EQUAL], "hint", "hint"),
    "it forks": ([SET_UP, FORKS, FUNCTION], "right", "right"),
    "it fills memory": ([SET_UP, MEMORY, FUNCTION], "right", "right"),
    "it fills the disk": ([SET_UP, FULL_DISK, VALUE], "right", "not answered"),
    "it kills": ([SET_UP, KILLS, FUNCTION], "right", "right"),
    "it breaks out": ([SET_UP, BREAKS_OUT], "hint", "not answered"),
    "it cannot be \x1bwritten\n\udcff": ([SET_UP, UNWRITABLE, VALUE], "right", "hint"),
    "it catches everything": ([SET_UP, VALUE, STUBBORN, FUNCTION], "right", "not answered"),
}


def can_make_namespaces():
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*box._namespaces(), "true"], stderr=subprocess.DEVNULL).returncode == 0


needs_a_box = pytest.mark.skipif(not can_make_namespaces(), reason="no namespaces can be made here")


def write(folder, name, cells):
    path = folder / f"{name}.ipynb"
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(made), encoding="utf-8")
    return path


@pytest.fixture
def boxes(tmp_path, monkeypatch):
    """Let boxes be made in a folder of this test's; at its end, no process of theirs is left."""
    folder = tmp_path / "boxes"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    deadline = time.monotonic() + 5
    while (left := processes_with(folder)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []
    assert list(folder.iterdir()) == []


def processes_with(folder):
    listed = subprocess.run(
        ["ps", "-eww", "-o", "args"], capture_output=True, text=True, check=True
    )
    return [line for line in listed.stdout.splitlines() if str(folder) in line]


@needs_a_box
def test_every_notebook_is_graded_as_it_deserves_and_harms_nothing(tmp_path, boxes):
    folder, canary = tmp_path / "handed in", tmp_path / "canary"
    canary.mkdir()
    (canary / "file").write_text("alive", encoding="utf-8")
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0)
    deletes = DELETES.format(folder=canary, root=ROOT)
    planted = {
        **HONEST,
        **CHEATS,
        "it deletes": ([SET_UP, deletes, VALUE], "right", "not answered"),
        "it calls home": (
            [SET_UP, CALLS_HOME.format(port=server.getsockname()[1])],
            "hint",
            "not answered",
        ),
    }
    for name, (cells, *_) in planted.items():
        write(folder, name, cells)
    for name, text in {"no notebook": "{", "deep": "[" * 10**5, "odd": '{"cells": 3}'}.items():
        (folder / f"{name}.ipynb").write_text(text, encoding="utf-8")
        planted[name] = ([], "not answered", "not answered")

    with (tmp_path / "results.csv").open("w", encoding="utf-8", newline="") as file:
        list(collect(folder, file, Settings(("02.1", "02.3"), LIMITS), jobs=3))

    with (tmp_path / "results.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["file"], row["exercise"]): row["result"] for row in csv.DictReader(file)}
    assert rows.pop(("it cannot be ?written??.ipynb", "02.3")) == "hint"
    assert rows.pop(("it cannot be ?written??.ipynb", "02.1")) == "right"
    del planted["it cannot be \x1bwritten\n\udcff"]
    expected = {}
    for name, (_, value, function) in planted.items():
        shown = f"'{name}.ipynb" if name.startswith("=") else f"{name}.ipynb"
        expected |= {(shown, "02.1"): value, (shown, "02.3"): function}
    assert {key: rows.get(key) for key in expected} == expected
    assert rows.keys() == expected.keys()
    assert (canary / "file").read_text(encoding="utf-8") == "alive"
    assert [path.name for path in canary.iterdir()] == ["file"]
    written = [Path(np.__file__).parent, Path(os.__file__).parent, ROOT, Path("/usr")]
    assert not [
        *Path(sys.prefix).glob("was*here"),
        *(f for p in written for f in p.glob("was*here")),
    ]
    with server, pytest.raises(BlockingIOError):  # nobody has called
        server.accept()


@needs_a_box
def test_answers_are_hidden_where_nnlib_is_installed_among_pythons_packages(monkeypatch):
    real = box._of_python()
    monkeypatch.setattr(box, "_of_python", lambda: [*real, str(ROOT)])
    assert {str(ROOT / "nnlib"), str(ROOT / "notebooks")} <= {*box._answers_inside([str(ROOT)])}
    listing = (
        f'check("02.1", 0.5 if os.path.exists("{ROOT}/pyproject.toml") else 0.7)'  # it is shown
    )
    graded = grade([SET_UP, listing, SEARCH.replace("02.1", "02.5")], ["02.1", "02.5"], LIMITS)
    assert [one.result for one in graded.values()] == ["right", "hint"]


@needs_a_box
def test_functions_get_functions_and_lists_and_may_ask_too_often():
    cells = [
        SET_UP,
        'check("06.3", lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h))',
        'check("08.2", lambda X, y, network: '
        "np.mean(network(X[:, ::-1].reshape(len(X), -1)).argmax(axis=1) == y))",
        'check("02.4", lambda a: math.log(a / (1 - a)))',
        'check("01.4", lambda image: image.ravel() / 255)',
        'check("03.2", "another order")',
    ]
    names = ["06.3", "08.2", "02.4", "01.4"]
    assert {grade.result for grade in grade(cells, names, LIMITS).values()} == {"right"}
    greedy = [SET_UP, 'check("06.3", lambda f, x, h: [f(i) for i in range(5000)])']
    assert grade(greedy, ["06.3"], LIMITS)["06.3"].result == "hint"
    huge = [SET_UP, 'check("06.3", lambda f, x, h: f([np.broadcast_to(0.0, (5000, 5000))]))']
    assert "too large" in grade(huge, ["06.3"], LIMITS)["06.3"].hint  # not computed by the grader
    broken = [SET_UP, 'check("06.3", lambda f, x, h: f("x"))']
    assert grade(broken, ["06.3"], LIMITS)["06.3"].result == "hint"


def test_hints_are_those_that_the_student_would_have_read():
    endless = HONEST["endless function"][0][1]
    said = grade([SET_UP, WRONG_FUNCTION], ["02.1", "02.3"], LIMITS, isolated=can_isolate())
    wrong = judge("02.3", lambda w, x: w @ x)
    assert (said["02.3"].hint, said["02.1"].hint) == (wrong.text, "No answer was handed over.")
    said = grade([SET_UP, endless], ["02.3"], LIMITS, isolated=can_isolate())
    assert said["02.3"].hint == TOO_SLOW.text


@pytest.mark.skipif(sys.platform == "win32", reason="the limits are for Unix alone")
def test_without_isolation_there_are_still_limits_and_no_answers_to_import(boxes):
    cells = [SET_UP, "while True: pass", SEARCH.partition("try:")[2], VALUE, FUNCTION]
    cells[2] = "try:" + cells[2].replace("0.5 if found", "0.5 if 'imported' in found")
    cells[2] = "found = []\n" + cells[2].replace('"02.1"', '"02.5"')
    graded = grade(cells, ["02.1", "02.3", "02.5"], LIMITS, isolated=False)
    assert [one.result for one in graded.values()] == ["right", "right", "hint"]
    stopped = grade([SET_UP, VALUE, STUBBORN], ["02.1", "02.3"], Limits(seconds=3), isolated=False)
    assert [one.result for one in stopped.values()] == ["right", "not answered"]
    assert "the time was up" in stopped["02.3"].hint


def test_links_and_checkpoints_are_no_notebooks_of_students(tmp_path):
    write(tmp_path / "anna", "02", [VALUE])
    write(tmp_path / "anna" / ".ipynb_checkpoints", "02", [VALUE])
    (tmp_path / "link.ipynb").symlink_to(tmp_path / "anna" / "02.ipynb")
    assert [path.relative_to(tmp_path).as_posix() for path in notebooks(tmp_path)] == [
        "anna/02.ipynb"
    ]


def test_a_notebook_without_exercises_says_so(tmp_path):
    graded = grade_file(Settings(), write(tmp_path, "notes", ["1 + 1"]))
    assert [(name, one.hint) for name, one in graded.items()] == [
        ("", "The file has no exercise in it.")
    ]


def test_a_file_is_graded_on_the_chosen_exercises_of_its_own_notebook(tmp_path):
    settings = Settings(("02.1", "02.3", "06.4"), LIMITS, isolated=can_isolate())
    assert list(grade_file(settings, write(tmp_path, "a", [VALUE]))) == ["02.1", "02.3"]
    assert list(grade_file(settings, write(tmp_path, "b", []))) == ["02.1", "02.3", "06.4"]


# --- the commands ---------------------------------------------------------------------------------


def test_a_students_version_has_chosen_exercises_and_no_solutions_or_outputs():
    notebook = nbformat.read(ROOT / "notebooks" / "06_backpropagation.ipynb", as_version=4)
    before = [cell.source for cell in notebook.cells]
    made = student_version(notebook, {"06.3", "06.5"})
    text = "\n".join(cell.source for cell in made.cells)
    assert re.findall(r"^\*\*(06\.\d)\*\*", text, re.MULTILINE) == ["06.3", "06.5"]
    assert re.findall(r'check\("(.*?)"', text) == ["06.3", "06.5"]
    assert not any(cell.get("outputs") for cell in made.cells)
    assert "Solution" not in text
    assert "<summary>Answers</summary>" in text  # predictions are no exercises
    assert len(made.cells) == len(before) - 6
    assert made.metadata["nnlib"]["exercises"] == ["06.3", "06.5"]
    nbformat.validate(made)


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda p: p.stem)
def test_no_students_version_speaks_of_solutions_or_has_an_empty_section(path):
    everything = student_version(nbformat.read(path, as_version=4), gradable())
    assert not re.search("solutions? (is|are)|Solutions?<", str(everything))
    nothing = student_version(nbformat.read(path, as_version=4), ())
    assert asked(sources(nothing)) == []
    titles = [cell.source.splitlines()[0] for cell in nothing.cells if cell.source]
    assert "## Write the whole backward pass" not in titles
    after = dict(pairwise(titles))
    assert not after.get("## Exercises", "").startswith("## ")


def test_the_commands_make_a_version_and_grade_it(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    making = ["student", "02", "--only", "02.1", "02.3", "--to", "made"]
    main(making)
    assert "collect FOLDER --only 02.1 02.3" in capsys.readouterr().out
    path = tmp_path / "made" / "02_one_compute_unit.ipynb"
    answered = path.read_text(encoding="utf-8").replace("answer = ...", "answer = 0.5", 1)
    path.write_text(answered, encoding="utf-8")
    grading = ["collect", "made", *([] if can_isolate() else ["--no-isolation"])]
    run = subprocess.run(
        [sys.executable, "-m", "nnlib.grading", *grading], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    assert "02_one_compute_unit.ipynb: 1 of 2 right" in run.stdout
    rows = (tmp_path / "results.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "file,exercise,result,hint"
    assert [row.split(",")[1:3] for row in rows[1:]] == [
        ["02.1", "right"],
        ["02.3", "not answered"],
    ]
    for again in (making, grading):  # nothing is overwritten
        with pytest.raises(SystemExit):
            main(again)
        assert "already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["student", "99"], "expected the number of a notebook"),
        (["student", "02", "--only", "03.1"], "03.1 is in none of these notebooks"),
        (["student", "08", "--only", "08.6"], "08.6 cannot be graded from a file"),
        (["student", "02", "--only", "02.9"], "02.9 is no exercise"),
        (["collect", "nowhere"], "there is no folder nowhere"),
    ],
)
def test_mistakes_of_the_lecturer_are_told(arguments, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        main(arguments)
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_isolated_nothing_is_run(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("nnlib.grading.__main__.can_isolate", lambda: False)
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "02", [SET_UP, VALUE])
    with pytest.raises(SystemExit):
        main(["collect", "."])
    assert "--no-isolation" in capsys.readouterr().err
    assert not (tmp_path / "results.csv").exists()


def test_the_child_gets_no_answer(tmp_path):
    box._copy_without_answers(tmp_path)
    files = {path for path in tmp_path.rglob("*.py") if "exercises" in path.parts}
    assert files == {tmp_path / "nnlib" / "exercises" / "__init__.py"}
    assert "judge" not in files.pop().read_text(encoding="utf-8")
