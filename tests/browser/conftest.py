"""One JupyterLab and one browser for all tests."""

import os
import runpy
from pathlib import Path

import pytest

try:
    import lab
except ModuleNotFoundError as error:  # playwright comes with the extra "test"
    if error.name != "playwright":
        raise
    lab = None

collect_ignore = [
    "lab.py",
    "living.py",
]  # no doctest in it, and no import where playwright is missing


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
def site(tmp_path_factory):
    """Return the folder of the reading pages."""
    folder = tmp_path_factory.mktemp("site")
    runpy.run_path(str(Path(__file__).parents[2] / "web" / "build.py"))["build_pages"](folder)
    return folder


@pytest.fixture(scope="session")
def address(site):
    """Return where the reading pages are served."""
    with lab.serving(site) as address:
        yield address
