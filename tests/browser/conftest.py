"""One JupyterLab and one browser for all tests, one page for each explorer."""

import os

import pytest

from nnlib import explorers
from nnlib.explorers.base import Explorer

try:
    import lab
except ModuleNotFoundError as error:  # playwright comes with the extra "test"
    if error.name != "playwright":
        raise
    lab = None

WITH_CONTROLS = [
    name for name in explorers.__all__ if issubclass(getattr(explorers, name), Explorer)
]
collect_ignore = [
    "lab.py",
    "living.py",
]  # no doctest in it, and no import where playwright is missing


def pytest_generate_tests(metafunc):
    if "explorer_name" in metafunc.fixturenames:
        marker = metafunc.definition.get_closest_marker("only_for")
        names = marker.args if marker else WITH_CONTROLS
        metafunc.parametrize("explorer_name", names, scope="session")


def pytest_terminal_summary(terminalreporter):
    # pytest says why it skips only when it is asked to.
    skipped = terminalreporter.stats.get("skipped", [])
    here = [report for report in skipped if report.nodeid.startswith("tests/browser")]
    for reason in sorted({report.longrepr[2] for report in here}):
        terminalreporter.write_line(f"tests/browser: {reason}", yellow=True)


@pytest.fixture(scope="session")
def browser():
    if lab.find_browser() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(lab.HOW_TO_GET)
    with lab.running_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def server(browser, tmp_path_factory):
    with lab.running_lab(tmp_path_factory.mktemp("lab")) as server:
        yield server


@pytest.fixture(scope="session")
def uncalled_for(explorer_name):
    """Return the errors in the page, and whom it asked but its server, up to now."""
    return []


@pytest.fixture(scope="session")
def page(browser, server, explorer_name, uncalled_for):
    """Return a page on which the explorer's own notebook was opened and run."""
    server.write(
        f"{explorer_name}.ipynb",
        f"from nnlib.explorers import {explorer_name}",
        f"explorer = {explorer_name}()\nexplorer",
    )

    def note_request(request):
        if not request.url.startswith((server.url, "data:", "blob:")):
            uncalled_for.append(request.url)

    context = browser.new_context(viewport={"width": 1280, "height": 1100})
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.on("pageerror", lambda error: uncalled_for.append(error.stack or error.message))
    page.on("request", note_request)
    server.open(page, f"{explorer_name}.ipynb")
    lab.run_all(page)
    page.wait_for_selector(".nnlib-status")
    yield page
    context.close()


@pytest.fixture
def explorer(page, explorer_name):
    """Return an explorer of the test's own; the one on the page is put back to the same start."""
    lab.run_python(page, "explorer.reset_button.click()")
    return getattr(explorers, explorer_name)()
