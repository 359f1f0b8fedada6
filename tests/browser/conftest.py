"""One JupyterLab and one browser for all tests, one page for each explorer."""

import os

import pytest

from nnlib import explorers

try:
    import lab
except ModuleNotFoundError as error:  # playwright comes with the extra "test"
    if error.name != "playwright":
        raise
    lab = None


def pytest_generate_tests(metafunc):
    if "explorer_name" in metafunc.fixturenames:
        marker = metafunc.definition.get_closest_marker("only_for")
        names = marker.args if marker else explorers.__all__
        metafunc.parametrize("explorer_name", names, scope="session")


@pytest.fixture(scope="session")
def browser():
    missing = "playwright is not installed: pip install -e .[test]" if lab is None else None
    if lab and lab.find_browser() is None:
        missing = lab.HOW_TO_GET
    if missing and os.environ.get("CI"):
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    with lab.running_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def server(browser, tmp_path_factory):
    with lab.running_lab(tmp_path_factory.mktemp("lab")) as server:
        yield server


@pytest.fixture(scope="session")
def page(browser, server, explorer_name):
    """Return a page on which the explorer's own notebook was opened and run."""
    server.write(
        f"{explorer_name}.ipynb",
        f"from nnlib.explorers import {explorer_name}",
        f"explorer = {explorer_name}()\nexplorer",
    )
    context = browser.new_context(viewport={"width": 1280, "height": 1100})
    page = context.new_page()
    page.set_default_timeout(20_000)
    server.open(page, f"{explorer_name}.ipynb")
    lab.run_all(page)
    page.wait_for_selector(".nnlib-status")
    yield page
    context.close()


@pytest.fixture
def explorer(page, explorer_name):
    """Return an explorer of the test's own; the one on the page is put back to the same start."""
    own = getattr(explorers, explorer_name)()
    lab.run_python(page, "explorer.reset_button.click(); explorer._past.clear()")
    return own
