"""How long the live edition takes, and what it loads: cold, on a second visit, and each notebook.

It builds the edition, with Pyodide's files from the folder that PYODIDE names, or from its release.
Bytes gzipped are what a host sends that compresses: wheels and pictures go as they are.
"""

import gzip
import os
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

import psutil

sys.path.append(str(Path(__file__).parents[1] / "browser"))
sys.path.append(str(Path(__file__).parents[2] / "web"))
from lab import (
    NO_SANDBOX_FOR_ROOT,
    QUIET,
    Quiet,
    find_browser,
    run_all,
    running_browser,
    serving,
    wait_for_kernel,
)
from live import edition

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
INTO_SIGHT = """() => {
    const cells = window.jupyterapp.shell.currentWidget.content;
    const place = cells.widgets.findIndex((cell) => cell.node.querySelector(".nx.live"));
    return cells.scrollToItem(place);
}"""
MOVED = """() => document.querySelector('.nx.live .nx-readout')?.textContent"""


@cache
def size_of(file: Path) -> tuple[int, int]:
    """Return the size of a file, and what is sent of it."""
    content = file.read_bytes()
    packed = file.suffix in (".whl", ".zip", ".png", ".woff2")
    return len(content), len(content if packed else gzip.compress(content, 6))


class Counting(Quiet):
    """A server that notes which files it sends."""

    sent: ClassVar[list[str]] = []

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Note a file, unless the browser has it already."""
        if code == 200:
            self.sent.append(urlsplit(self.path).path)


def visit(page, folder: Path, url: str, name: str) -> str:
    """Open a notebook and run it; return seconds and bytes."""
    Counting.sent.clear()
    start = time.monotonic()
    page.goto(f"{url}live/notebooks/index.html?path={name}")
    page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.content?.widgets?.length")
    opened = time.monotonic() - start
    wait_for_kernel(page)
    idle = time.monotonic() - start
    page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
    alive = ""
    if name.startswith("02"):
        page.wait_for_selector(".nx.live", state="attached")
        page.evaluate(INTO_SIGHT)
        page.wait_for_selector(".nx.live .nx-side [data-number]")
        before = page.evaluate(MOVED)
        page.locator(".nx.live .nx-side [data-number]").first.focus()
        page.keyboard.press("ArrowUp")
        page.wait_for_function(f"(before) => ({MOVED})() !== before", arg=before)
        alive = f", explorer moved {time.monotonic() - start:.1f}"
    run_all(page) if not alive else page.wait_for_function(
        """() => [...window.jupyterapp.shell.currentWidget.content.widgets]
            .filter((cell) => cell.model.type === "code")
            .every((cell) => cell.model.executionCount !== null)"""
    )
    done = time.monotonic() - start
    files = [folder / path.lstrip("/") for path in Counting.sent]
    sizes = [size_of(file) for file in files if file.is_file()]
    whole, packed = (sum(column) / 1e6 for column in zip((0, 0), *sizes, strict=True))
    return (
        f"page {opened:.1f} s, kernel {idle:.1f}{alive}, all cells {done:.1f}; "
        f"{whole:.1f} MB sent, {packed:.1f} gzipped"
    )


def memory() -> float:
    """Return the memory of the largest process of the browser, in MB: that of the tab."""
    children = psutil.Process().children(recursive=True)
    return max(child.memory_info().rss for child in children) / 1e6


def main() -> None:
    """Build, visit, print."""
    given = os.environ.get("PYODIDE")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        start = time.monotonic()
        edition.build(folder / "live", NOTEBOOKS, Path(given) if given else None)
        size = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6
        print(f"built in {time.monotonic() - start:.0f} s, {size:.0f} MB")
        with serving(folder, Counting) as url, running_browser() as browser:
            for notebook in NOTEBOOKS:
                visits = ("cold", "again") if notebook.name.startswith("02") else ("cold",)
                with own_profile(browser) as context:
                    for visited in visits:
                        page = context.new_page()
                        page.set_default_timeout(120_000)
                        said = visit(page, folder, url, notebook.name)
                        print(f"{notebook.name[:2]}, {visited}: {said}; tab {memory():.0f} MB")
                        page.close()


@contextmanager
def own_profile(browser):
    """Give a context whose cache is on disk, as a reader's is: in memory it lacks large files."""
    with tempfile.TemporaryDirectory() as profile:
        context = browser.browser_type.launch_persistent_context(
            profile,
            executable_path=find_browser(),
            args=[*NO_SANDBOX_FOR_ROOT, *QUIET],
            viewport={"width": 1280, "height": 1000},
        )
        try:
            yield context
        finally:
            context.close()


if __name__ == "__main__":
    main()
