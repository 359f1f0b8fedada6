"""Notebook 11: it runs without PyTorch too, its script runs in two processes, its figures fit."""

import json
import os
import re
import runpy
import socket
import subprocess
import sys

import nbformat
import pytest
from books import NOTEBOOKS
from execute import execute

from nnlib.datasets import load_epoch_times

[PATH] = [path for path in NOTEBOOKS if path.name == "11_next_steps.ipynb"]
ROOT = PATH.parents[1]
BENCHMARK = ROOT / "tests" / "benchmarks" / "train_epoch.py"
MISSING = "This cell needs PyTorch, which is not installed"


def cells(text=None):
    return nbformat.reads(text or PATH.read_text(encoding="utf-8"), as_version=4).cells


def outputs(cell):
    """Return what a cell says: printed text and pictures' words."""
    return [out.get("text") or out["data"]["text/plain"] for out in cell.outputs]


def test_without_pytorch_every_cell_runs_and_says_what_is_missing(tmp_path, monkeypatch):
    # Python runs this file when the kernel starts; None stands for what cannot be imported.
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['torch'] = None\n")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    monkeypatch.setenv("PYTHONPATH", path.rstrip(os.pathsep))
    pairs = zip(cells(), cells(execute(PATH)), strict=True)
    code = [(stored, run) for stored, run in pairs if stored.cell_type == "code"]
    with_torch = [pair for pair in code if re.search(r"^ *if has_torch:", pair[0].source, re.M)]
    assert len(with_torch) >= 8
    first, *others = with_torch
    assert outputs(first[1]) == ["PyTorch is installed: False\n"]
    for _, run in others:
        assert MISSING in "".join(outputs(run)), run.source
    for stored, run in code:
        assert run.metadata == stored.metadata
        if (stored, run) not in with_torch:
            assert outputs(run) == outputs(stored), run.source


def test_stored_outputs_are_those_with_pytorch():
    said = "".join(line for cell in cells() if cell.cell_type == "code" for line in outputs(cell))
    assert "PyTorch is installed: True" in said
    assert MISSING not in said


def test_the_cells_that_a_browser_cannot_run_are_tagged():
    tagged = [c.id for c in cells() if "needs-torch" in c.metadata.get("tags", [])]
    lacking = [
        c.id for c in cells() if c.cell_type == "code" and "print(without_torch)" in c.source
    ]
    assert tagged == lacking


def test_all_comparisons_hold():
    said = "".join(line for cell in cells() if cell.cell_type == "code" for line in outputs(cell))
    found = re.findall(r"^ *(\S+): largest difference below 1e-10: (\w+)$", said, re.M)
    assert len(found) >= 15
    # One stands for what must not agree: a whole training with 7 digits a number.
    assert [name for name, holds in found if holds != "True"] == ["0.weight"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run_in_two_processes(script, tmp_path):
    (tmp_path / "two_processes.py").write_text(script, encoding="utf-8")
    command = [sys.executable, "-m", "torch.distributed.run", "--nproc_per_node=2"]
    command += ["--master_addr=127.0.0.1", f"--master_port={free_port()}", "two_processes.py"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    return sorted(run.stdout.splitlines())


@pytest.fixture
def script():
    [found] = re.findall(
        "^```python\n(.*?)^```", "\n".join(cell.source for cell in cells()), re.M | re.S
    )
    return found


@pytest.mark.needs_torch
def test_the_script_in_the_text_runs_in_two_processes(script, tmp_path):
    assert run_in_two_processes(script, tmp_path) == [
        f"process {rank} of 2: difference below 1e-10: True" for rank in range(2)
    ]


@pytest.mark.needs_torch
def test_the_script_notices_when_nothing_is_averaged(script, tmp_path):
    line = "    dist.all_reduce(parameter.grad)  # becomes the sum over all processes\n"
    assert script.count(line) == 1
    assert run_in_two_processes(script.replace(line, ""), tmp_path) == [
        f"process {rank} of 2: difference below 1e-10: False" for rank in range(2)
    ]


@pytest.fixture(scope="module")
def figures():
    return load_epoch_times()


def test_the_figures_are_of_the_benchmarks_own_works(figures):
    benchmark = runpy.run_path(str(BENCHMARK))
    works = [(work["examples"], work["sizes"], work["batch_size"]) for work in figures["works"]]
    assert works == benchmark["WORKS"]
    for work in figures["works"]:
        assert list(work["seconds"]) == ["bare products", *benchmark["PEERS"]]


def test_the_figures_name_day_and_class_of_machine_and_nothing_else(figures):
    assert set(figures) == {"date", "processor", "cores", "versions", "works"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", figures["date"])
    assert set(figures["versions"]) == {"numpy", "scikit-learn", "torch"}
    assert figures["processor"] != socket.gethostname()


def test_what_the_text_says_of_the_chart_is_so(figures):
    ratios = {
        name: [
            work["seconds"][name] / work["seconds"]["bare products"] for work in figures["works"]
        ]
        for name in figures["works"][0]["seconds"]
    }
    assert ratios["PyTorch"] == sorted(ratios["PyTorch"], reverse=True)  # falls with the size
    assert ratios["PyTorch"][0] > 3  # "most of its time is not arithmetic"
    assert ratios["PyTorch"][-1] < 2  # "the products take nearly all the time"
    assert ratios["nnlib"] == sorted(ratios["nnlib"], reverse=True)  # "falls too"
    assert 1.5 < ratios["nnlib"][0] < 2.5  # "but from about two"


@pytest.mark.needs_torch
def test_the_benchmark_stores_what_it_measures(tmp_path, capsys):
    main = runpy.run_path(str(BENCHMARK))["main"]
    tiny = {"WORKS": [(40, [5, 4, 3], 10)], "REPEATS": 1, "PAUSE": 0}
    main.__globals__.update(tiny)
    main(["--write", str(tmp_path / "figures.json")])
    [work] = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))["works"]
    assert (work["examples"], work["sizes"], work["batch_size"]) == tiny["WORKS"][0]
    assert set(work["seconds"]) == {"bare products", "nnlib", "scikit-learn", "PyTorch"}
    assert all(0 < seconds < 5 for seconds in work["seconds"].values())
    assert "40 x [5, 4, 3], batch 10: bare products" in capsys.readouterr().out
