"""The live edition in a browser: no server computes, nobody else is asked, and all is the same."""

import json
import os
import time

import nbformat
import pytest
from books import NOTEBOOKS
from conftest import TOOK
from lab import restart_kernel, run_all, run_python, wait_for_kernel
from living import LIVE, near
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from test_exercises_in_notebooks import ASKED
from wrong_answers import WRONG

from nnlib import explorers

FEW = ("02", "06", "08")  # what .ci/run has time for
OUTPUTS = """() => [...window.jupyterapp.shell.currentWidget.content.widgets]
    .filter((cell) => cell.model.type === "code")
    .map((cell) => cell.model.outputs.toJSON())"""
CARD = ".jp-NotebookPanel .nx.live"
ENDLESS = "def featurize(picture):\n    while True:\n        pass"


def words(output):
    """Return what an output says: printed text, the words of a picture, or an error."""
    if output["output_type"] == "stream":
        return f"{output['name']}: {output['text']}"
    if output["output_type"] == "error":
        return "\n".join(output["traceback"])
    return output["data"]["text/plain"]


def without_bars(outputs):
    """Leave out progress bars: a bar shows how far it was when it was looked at."""
    return [text for text in map(words, outputs) if "|" not in text or "it]" not in text]


@pytest.mark.parametrize(
    "notebook",
    [path for path in NOTEBOOKS if os.environ.get("EVERY_NOTEBOOK") or path.name[:2] in FEW],
    ids=lambda path: path.name,
)
def test_a_notebook_says_what_it_says_elsewhere(open_notebook, notebook):
    start = time.monotonic()
    page = open_notebook(notebook.name)
    assert all(outputs == [] for outputs in page.evaluate(OUTPUTS))  # answers come after questions
    run_all(page)
    TOOK[notebook.name] = time.monotonic() - start
    stored = [c for c in nbformat.read(notebook, as_version=4).cells if c.cell_type == "code"]
    for cell, outputs in zip(stored, page.evaluate(OUTPUTS), strict=True):
        assert without_bars(outputs) == without_bars(cell.outputs), cell.source
