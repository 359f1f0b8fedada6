"""How soon an exercise on a reading page is judged after the click, and what is loaded for it.

It builds the site, with Pyodide's files from the folder that PYODIDE names, or from its release.
The last exercise is answered as in the fold of its notebook: cold, again, and on a second visit.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "browser"))
sys.path.append(str(Path(__file__).parents[1] / "notebooks"))
sys.path.append(str(Path(__file__).parents[2] / "web"))
import build
from lab import running_browser, serving
from live import edition
from live_edition import Counting, own_profile, size_of
from test_exercises_in_notebooks import ASKED

MEASURED = ("02", "06", "08")


def answer(page, folder: Path, solution: str) -> str:
    """Answer the last exercise of an open page; return seconds and bytes."""
    Counting.sent.clear()
    exercise = page.locator(".input", has=page.locator("textarea")).last
    start = time.monotonic()
    opening = exercise.get_by_role("button", name="Answer here")
    if opening.is_visible():
        opening.click()
    exercise.locator("textarea").fill(solution)
    exercise.get_by_role("button", name="Check").click()
    exercise.locator("button:not([aria-disabled='true'])", has_text="Check").wait_for()
    taken = time.monotonic() - start
    exercise.get_by_text("✓ Solved").wait_for()
    sizes = [size_of(folder / path.lstrip("/")) for path in Counting.sent]
    whole, packed = (sum(column) / 1e6 for column in zip((0, 0), *sizes, strict=True))
    return f"{taken:.1f} s, {whole:.1f} MB sent, {packed:.1f} gzipped"


def main() -> None:
    """Build, answer, print."""
    given = os.environ.get("PYODIDE")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        edition.build(folder / "live", build.NOTEBOOKS, Path(given) if given else None)
        build.build_pages(folder, live=True)
        with serving(folder, Counting) as url, running_browser() as browser:
            for number in MEASURED:
                asked = [asked for asked in ASKED if asked.name.startswith(number)][-1]
                address = url + asked.path.with_suffix(".html").name
                with own_profile(browser) as context:
                    for visit in ("cold", "second visit"):
                        page = context.new_page()
                        page.set_default_timeout(120_000)
                        page.goto(address, wait_until="networkidle")
                        for click in ("first", "next"):
                            said = answer(page, folder, asked.solution)
                            print(f"{asked.name}, {visit}, {click} answer: {said}")
                        page.close()


if __name__ == "__main__":
    main()
