"""What all tests share: Ctrl-C works, and PyTorch may be missing.

What is compared with PyTorch is skipped where it is missing; with CI set, that is a failure.
"""

import os
import signal
from importlib.util import find_spec

import hypothesis
import pytest

# A script of the box for grading, which Windows cannot import; no doctest is in it.
collect_ignore = ["nnlib/grading/enter.py"]
STORED_WITH_TORCH = "11_next_steps.ipynb"
HOW_TO_GET = "compares with PyTorch, which is not installed: python -m pip install torch"


def pytest_configure(config):
    """Make the marker known, and Ctrl-C heard.

    A shell's job in the background is started deaf to it, and so is all that it starts.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    hypothesis.settings.register_profile("untimed", deadline=None)  # benchmarks measure time
    hypothesis.settings.load_profile("untimed")
    config.addinivalue_line("markers", f"needs_torch: {HOW_TO_GET}")


def pytest_itemcollected(item):
    """Mark the cells of the notebook whose outputs were stored with PyTorch, and its rerun."""
    rerun = f"test_executing_again_changes_no_byte[{STORED_WITH_TORCH}]"
    if item.path.name == STORED_WITH_TORCH or item.name == rerun:
        item.add_marker("needs_torch")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Let several processes share the tests file by file: a notebook is one kernel's, cell by cell.

    They keep to the order, in which short files come last: no process waits long for another.
    """
    from xdist.scheduler import LoadFileScheduling

    config.option.loadscopereorder = False
    return LoadFileScheduling(config, log)


@pytest.hookimpl(tryfirst=True)  # before a kernel is started
def pytest_runtest_setup(item):
    """Skip or fail."""
    if item.get_closest_marker("needs_torch") and find_spec("torch") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(HOW_TO_GET)


def pytest_terminal_summary(terminalreporter):
    """Say it also when pytest is not asked why it skips."""
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum(HOW_TO_GET in report.longreprtext for report in skipped)
    if count:
        terminalreporter.write_line(f"{count} tests skipped: {HOW_TO_GET}", yellow=True)
