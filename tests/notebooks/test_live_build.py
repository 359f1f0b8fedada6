"""What the live edition is built from: the files of the release, and copies without outputs."""

import hashlib
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from live import edition, pyodide

ROOT = Path(__file__).parents[2]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(pyodide.PyodideError, match=r"pyodide\.js is missing: --pyodide expected"):
        pyodide.collect(tmp_path, tmp_path)


def test_a_file_that_is_not_the_releases_is_refused(tmp_path):
    (tmp_path / "pyodide.js").write_text("another")
    got = hashlib.sha256(b"another").hexdigest()
    with pytest.raises(pyodide.PyodideError, match=rf"pyodide\.js expected .* got {got}"):
        pyodide.collect(tmp_path, tmp_path)


def test_what_is_fetched_is_checked_before_it_is_kept(tmp_path, monkeypatch):
    release = tmp_path / "release"
    release.mkdir()
    (release / "pyodide.js").write_text("another")
    monkeypatch.setattr(pyodide, "RELEASE", f"{release.as_uri()}/")
    kept = tmp_path / "kept"
    with pytest.raises(pyodide.PyodideError, match="expected to have the SHA-256"):
        pyodide.collect(None, kept)
    assert not (kept / "pyodide.js").exists()


def test_without_a_network_the_build_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(pyodide, "RELEASE", "http://127.0.0.1:9/")  # nobody listens there
    with pytest.raises(pyodide.PyodideError, match=r"build\.py --pyodide FOLDER"):
        pyodide.collect(None, tmp_path)


def test_the_command_ends_with_that_sentence(tmp_path):
    command = [sys.executable, ROOT / "web" / "build.py", tmp_path / "site", "--pyodide", tmp_path]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert run.returncode == 1
    assert run.stderr.startswith("The live edition is not built. ")
    assert "Traceback" not in run.stderr


def test_copies_ask_before_they_answer(notebook):
    copy = nbformat.reads(edition._copy(notebook.path), as_version=4)
    code = [cell for cell in copy.cells if cell.cell_type == "code"]
    assert [cell.source for cell in code] == [cell.source for cell in notebook.code]
    assert all((cell.outputs, cell.execution_count) == ([], None) for cell in code)
    assert "Python runs in your browser" in copy.cells[0].source
    assert "run in your browser](" not in copy.cells[0].source


def test_all_that_nnlib_needs_is_in_the_lock():
    own = set(edition.DEPENDS) | {"nnlib"}
    for name in edition._needs_of_nnlib():
        assert name in own or name in pyodide.WANTED, name
    for needs in edition.DEPENDS.values():
        assert set(needs) <= own | {"ipython", "micropip", "traitlets", "matplotlib"}
