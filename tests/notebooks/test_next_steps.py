"""Notebook 11: it runs without PyTorch too, its two machines agree, its figures fit."""

import json
import os
import re
import runpy
import socket
from contextlib import redirect_stdout
from io import StringIO

import nbformat
import pytest
from books import NOTEBOOKS
from execute import execute

from nnlib.datasets import load_epoch_times

[PATH] = [path for path in NOTEBOOKS if path.name == "11_next_steps.ipynb"]
ROOT = PATH.parents[1]
BENCHMARK = ROOT / "tests" / "benchmarks" / "train_epoch.py"
MISSING = r"This cell needs [A-Z]\w+( and loky)?, not installed here\. Stored output, with .+:"


def cells(text=None):
    return nbformat.reads(text or PATH.read_text(encoding="utf-8"), as_version=4).cells


def outputs(cell):
    """Return what a cell says: printed text and pictures' words."""
    return [out.get("text") or out["data"]["text/plain"] for out in cell.outputs]


def needing(library=""):
    """Return the code cells that need a library that may be missing."""
    flag = f"has_{library or '[a-z]+'}"
    return [
        c for c in cells() if c.cell_type == "code" and re.search(f"^if .*{flag}", c.source, re.M)
    ]


def name_of_stored(cell):
    """Return under which name a cell's output is stored; one line of the cell prints it."""
    [name] = re.findall(r'^    print\(stored\["(.+)"\]\)$', cell.source, re.M)
    return name


def test_without_the_libraries_every_cell_runs_and_shows_what_is_stored(tmp_path, monkeypatch):
    # Python runs this file when the kernel starts; None stands for what cannot be imported.
    lines = [f"sys.modules[{name!r}] = None\n" for name in ("torch", "loky", "dask")]
    (tmp_path / "sitecustomize.py").write_text("import sys\n" + "".join(lines))
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    monkeypatch.setenv("PYTHONPATH", path.rstrip(os.pathsep))
    pairs = zip(cells(), cells(execute(PATH)), strict=True)
    first, *code = [(stored, run) for stored, run in pairs if stored.cell_type == "code"][1:]
    assert outputs(first[1]) == ["PyTorch is installed: False, loky: False, Dask: False\n"]
    missing = {cell.id for cell in needing()} - {first[0].id}
    assert len(missing) >= 9
    for stored, run in code:
        assert run.metadata == stored.metadata
        [*said] = outputs(run)
        if stored.id in missing:
            label, blank, *text = said[0].split("\n")
            assert re.fullmatch(MISSING, label), run.source
            assert (blank, "\n".join(text)) == ("", *outputs(stored)), run.source
        else:
            assert said == outputs(stored), run.source


def test_stored_outputs_are_those_of_the_notebook():
    made = runpy.run_path(str(ROOT / "scripts" / "stored_outputs.py"))
    stored = json.loads(made["FILE"].read_text(encoding="utf-8"))
    texts = {name: each["text"] for name, each in stored.items()}
    code = [cell for cell in needing() if cell.id != "11-04"]
    assert texts == {name_of_stored(cell): outputs(cell)[0].removesuffix("\n") for cell in code}
    assert not any("/" in text for text in texts.values())  # no warning with a path in it


def test_the_notebook_was_executed_with_all_libraries():
    [said] = outputs(next(cell for cell in cells() if cell.id == "11-04"))
    assert said == "PyTorch is installed: True, loky: True, Dask: True\n"


def test_the_cells_that_a_browser_cannot_run_are_tagged():
    for library, tag in (("torch", "needs-torch"), ("dask", "needs-dask")):
        tagged = [c.id for c in cells() if tag in c.metadata.get("tags", [])]
        assert tagged == [cell.id for cell in needing(library) if cell.id != "11-04"]
        assert tagged


def test_all_comparisons_hold():
    said = "".join(line for cell in cells() if cell.cell_type == "code" for line in outputs(cell))
    found = re.findall(r"^ *(\S+): largest difference below 1e-10: (\w+)$", said, re.M)
    assert len(found) >= 15
    # One stands for what must not agree: a whole training with 7 digits a number.
    assert [name for name, holds in found if holds != "True"] == ["0.weight"]


def machines_say(without=""):
    """Return what the cell with two machines prints, if a line of their function is left out."""
    wanted = ["11-03", "11-04", "11-26", "11-63", "11-65c", "11-65e"]
    names = {"__name__": "__main__"}
    for cell in cells():
        if cell.id in wanted:
            source = cell.source.replace(without, "") if cell.id == "11-65c" else cell.source
            assert not without or cell.id != "11-65c" or source != cell.source
            with redirect_stdout(StringIO()) as said:
                exec(source, names)
    return re.findall(r"below 1e-10: (\w+)", said.getvalue())


@pytest.mark.needs_torch
def test_two_machines_find_the_gradient_of_the_whole_batch():
    assert machines_say() == ["True", "True"]


@pytest.mark.needs_torch
def test_the_comparison_notices_when_nothing_is_added_up():
    line = "        distributed.all_reduce(parameter.grad)\n"
    assert machines_say(without=line) == ["False", "False"]


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
