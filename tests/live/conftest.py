"""One build of the live edition and one browser for all tests; whom a page asks is counted."""

import os
from contextlib import contextmanager
from pathlib import Path

import build
import lab
import nbformat
import pytest
from books import NOTEBOOKS
from execute import METADATA
from live import edition

from nnlib import explorers

PATIENCE = 120_000  # milliseconds; a kernel takes 10 to 20 seconds, and a busy machine longer
NOTEBOOK = "live/notebooks/index.html?path="
PYODIDE = os.environ.get("PYODIDE")  # a folder; otherwise its files are fetched


def pytest_terminal_summary(terminalreporter):
    for report in terminalreporter.stats.get("passed", []):
        for name, seconds in report.user_properties:
            terminalreporter.write_line(f"{report.nodeid}: {seconds:.1f} {name}")


@pytest.fixture(scope="session")
def browser():
    with lab.running_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Return a folder with the whole site, and in it a notebook of explorers alone."""
    folder = tmp_path_factory.mktemp("site")
    code = ["from nnlib import explorers"]
    code += [f"{name.lower()} = explorers.{name}()\n{name.lower()}" for name in explorers.__all__]
    cells = [nbformat.v4.new_markdown_cell("# Explorers")]
    cells += [nbformat.v4.new_code_cell(source) for source in code]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=METADATA)
    nbformat.write(notebook, folder / "explorers.ipynb")
    notebooks = [*NOTEBOOKS, folder / "explorers.ipynb"]
    edition.build(folder / "live", notebooks, Path(PYODIDE) if PYODIDE else None)
    build.build_pages(folder, live=True)
    return folder


@pytest.fixture(scope="session")
def url(site):
    with lab.serving(site) as url:
        yield url


@contextmanager
def alone(browser, url):
    """Give a function that opens an address of the site in a browser of its own.

    At the end no page may have asked anybody else, nor have met an error.
    """
    asked, wrong, contexts = [], [], []

    def note(route):
        asked.append(route.request.url)
        route.abort()

    def opened(address):
        context = browser.new_context(viewport={"width": 1280, "height": 1000})
        contexts.append(context)
        context.route(lambda address: not address.startswith((url, "data:", "blob:")), note)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: wrong.append(error.stack or error.message))
        page.goto(url + address)
        return page

    try:
        yield opened
    finally:
        for context in contexts:
            context.close()
    assert (asked, wrong) == ([], [])


@pytest.fixture
def open_page(browser, url):
    with alone(browser, url) as opened:
        yield opened


@pytest.fixture
def open_notebook(open_page):
    return lambda name: ready(open_page(NOTEBOOK + name))


def ready(page):
    """Return a page whose kernel is idle."""
    lab.wait_for_kernel(page)
    return page


@pytest.fixture(scope="module")
def explorers_page(browser, url):
    """Return a page that shows all explorers, each in a cell of its own."""
    with alone(browser, url) as opened:
        page = ready(opened(NOTEBOOK + "explorers.ipynb"))
        lab.run_all(page)
        yield page
