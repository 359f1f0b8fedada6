"""The search: an index of the pages' prose, which Pagefind makes and asks in the reader's browser.

Indexed are headings and prose. Not indexed are code and what it printed, formulas on a line of
their own, explorers, lists of links, and all that is folded, because a search must not give an
answer away; a refresher is none.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
INDEX = "pagefind"
NEEDED = ["pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.en.pagefind", "*.pf_*"]
LISTS_OF_LINKS = ["nav", ".names", ".modules", ".heading a"]
LEFT_OUT = [*LISTS_OF_LINKS, "pre", ".output", "[data-nnlib-scene]", 'math[display="block"]']


def write(folder: Path, pages: list[Path]) -> None:
    """Write an index of pages in a folder, and what asks it."""
    with TemporaryDirectory() as readable:
        for page in pages:
            copy = Path(readable, page.relative_to(folder))
            copy.parent.mkdir(exist_ok=True)
            copy.write_text(to_be_indexed(page.read_text(encoding="utf-8")), encoding="utf-8")
        _index(Path(readable))
        bundle = Path(readable, INDEX)
        shutil.rmtree(folder / INDEX, ignore_errors=True)  # of an earlier build
        for file in [file for pattern in NEEDED for file in bundle.rglob(pattern)]:
            kept = folder / file.relative_to(readable)
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, kept)
    for name in ("search.css", "js/search.js"):
        shutil.copy(HERE / name, folder)


def to_be_indexed(page: str) -> str:
    """Return a page with its title for a result, and with what is folded marked to be left out."""
    title = re.search("<title>(.*)</title>", page)[1]
    page = page.replace("<h1", f'<h1 data-pagefind-meta="title:{title}"', 1)
    folded = r"<details(?=[^>]*>\s*<summary>(?!Refresher))"
    return re.sub(folded, "<details data-pagefind-ignore", page)


def _index(folder: Path) -> None:
    """Let Pagefind write its index of a folder, and its interfaces, into the folder."""
    settings = ["--root-selector=main", "--keep-index-url", "--silent"]
    settings += [f"--exclude-selectors={selector}" for selector in LEFT_OUT]
    subprocess.run([sys.executable, "-m", "pagefind", f"--site={folder}", *settings], check=True)
