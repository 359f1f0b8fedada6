"""What a notebook from elsewhere does in JupyterLab when it is opened, before any cell is run.

SECURITY.md says it to learners. Should JupyterLab become more careful, one of the last two tests
fails, and SECURITY.md can say something better.
"""

import os

import pytest

if not os.environ.get("CI"):  # where a package that is missing is an error
    pytest.importorskip("playwright", reason="needs playwright: pip install -e .[test]")
import nbformat
from lab import KERNEL
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

MARK = "globalThis.strangerWasHere = true;"
HTML = f"<script>{MARK}</script><img src='data:,' onerror='{MARK}'>"
OUTPUTS = {
    "text/html": HTML,
    "text/markdown": HTML,
    "image/svg+xml": f"<svg>{HTML}</svg>",
    "application/javascript": MARK,
}
REVIVED = {  # a stored widget, which leaves the mark as soon as it is there
    "model_module": "anywidget",
    "model_name": "AnyModel",
    "model_module_version": "*",
    "state": {
        "_model_module": "anywidget",
        "_model_name": "AnyModel",
        "_model_module_version": "*",
        "_anywidget_id": "a.b",
        "_esm": f"export default {{ initialize() {{ {MARK} }} }};",
    },
}
STORED = {"version_major": 2, "version_minor": 0, "state": {"a": REVIVED}}


@pytest.fixture
def page(browser):
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def open_in(page, server, cells, name="foreign.ipynb", **metadata):
    """Open a notebook, and leave what it brings the time to act."""
    notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL} | metadata)
    nbformat.write(notebook, server.root / name)
    server.open(page, name)
    page.wait_for_timeout(3000)


def was_here(page):
    return page.evaluate("globalThis.strangerWasHere === true")


def test_opening_it_runs_no_script_in_a_text_or_an_output(page, server):
    outputs = [new_output("display_data", data={kind: text}) for kind, text in OUTPUTS.items()]
    open_in(page, server, [new_markdown_cell(HTML), new_code_cell("1", outputs=outputs)])
    assert page.locator(".jp-RenderedHTML, .jp-RenderedMarkdown").count() > 0  # it was shown
    assert not was_here(page)


def test_opening_it_runs_the_code_of_its_stored_widgets(page, server):
    open_in(page, server, [], widgets={"application/vnd.jupyter.widget-state+json": STORED})
    assert was_here(page)


# Python finds it before its own, because a kernel starts in the notebook's folder.
BESIDE = """
open("stranger_was_here", "w").close()
import sys
sys.path.pop(0)
del sys.modules["importlib"]
import importlib
"""


def test_opening_it_runs_a_file_beside_it_that_has_the_name_of_one_of_pythons_own(page, server):
    folder = server.root / "folder"
    folder.mkdir()
    (folder / "importlib.py").write_text(BESIDE, encoding="utf-8")
    open_in(page, server, [new_code_cell("1")], "folder/foreign.ipynb")
    assert (folder / "stranger_was_here").exists()
