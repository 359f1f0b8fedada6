"""Every test of ``notebook`` is about each of the notebooks."""

import nbformat
from books import NOTEBOOKS, Notebook


def pytest_generate_tests(metafunc):
    if "notebook" in metafunc.fixturenames:
        books = [Notebook(path, nbformat.read(path, as_version=4).cells) for path in NOTEBOOKS]
        metafunc.parametrize("notebook", books, ids=[path.name for path in NOTEBOOKS])
