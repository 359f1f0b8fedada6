"""How soon does an explorer follow a key? ``python tests/benchmarks/explorer_latency.py``.

In JupyterLab in headless Chromium, for explorers with controls that are moved most: milliseconds
from a key press on a slider, or from a move of the pen on the pad, to the changed picture in the
page, 40 presses at a hand's pace, 120 ms apart; the same with each press at the very moment when
the one before is answered; from the last of 20 presses, 33 ms apart, to the last change; and the
time of drawing in Python. (Pressed without a breath, TCP holds small messages back until the ones
before are acknowledged, about 40 ms.) Needs ``pip install -e .[test]`` and Chromium or Chrome.
"""

import itertools
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from nnlib import explorers

sys.path.append(str(Path(__file__).parents[1] / "browser"))
import lab

NAMES = ("DrawingPad",)
PRESSES, PACE, BURST, PAUSE, QUIET = 40, 120, 20, 33, 400  # times in milliseconds

WATCH = """() => {
    const panel = document.querySelector(".jp-NotebookPanel:not(.lm-mod-hidden)");
    window.pressed = []; window.changed = [];
    const note = () => window.pressed.push(performance.now());
    panel.addEventListener("keydown", note, true);
    panel.addEventListener("pointermove", note, true);
    new MutationObserver((records) => {
        const drawn = records.some((r) => [...r.addedNodes].some((n) => n.tagName === "svg"));
        if (drawn) window.changed.push(performance.now());
    }).observe(panel, { childList: true, subtree: true });
}"""


def begin(page: Page, name: str) -> Callable[[Page, int], None]:
    """Take hold of the first slider, or put the pen on the pad; return what a move is."""
    if name != "DrawingPad":
        lab.output(page).locator("input[type=range]").first.focus()
        return lambda page, press: page.keyboard.press("ArrowRight" if press % 2 else "ArrowLeft")
    # Inside of the dog that it starts with, a line would change nothing.
    lab.output(page).get_by_role("button", name="Clear").click()
    box = lab.output(page).locator(".nnlib-pad").bounding_box()
    middle = box["x"] + 140, box["y"] + 140
    page.mouse.move(*middle)
    page.mouse.down()

    steps = itertools.count()

    def along_a_spiral(page: Page, press: int) -> None:
        step = next(steps)  # always outwards: inside of what is enclosed, nothing changes
        radius, turn = 20 + step, 0.3 * step
        x, y = radius * math.cos(turn), radius * math.sin(turn)
        page.mouse.move(middle[0] + x, middle[1] + y)

    return along_a_spiral


def latencies(page: Page, move: Callable[[Page, int], None], pace: float) -> list[float]:
    """Press one key after the other, `pace` after the picture has followed the one before."""
    times = []
    for press in range(PRESSES + 1):  # the first is to warm up
        page.wait_for_timeout(pace)
        page.evaluate("() => { window.pressed = []; window.changed = []; }")
        move(page, press)
        page.wait_for_function("() => window.changed.length > 0", polling=5)
        times.append(page.evaluate("() => window.changed[0] - window.pressed[0]"))
    return sorted(times[1:])


def settling(page: Page, move: Callable[[Page, int], None]) -> float:
    """Press many keys in a row, and return when the picture has followed the last."""
    page.evaluate("() => { window.pressed = []; window.changed = []; }")
    for press in range(BURST):
        move(page, press)
        page.wait_for_timeout(PAUSE)
    page.wait_for_function(
        "(quiet) => performance.now() - Math.max(...pressed, ...changed) > quiet", arg=QUIET
    )
    return page.evaluate("() => window.changed.at(-1) - window.pressed.at(-1)")


def drawing(name: str) -> float:
    """Return the median milliseconds that a fresh state takes to draw its picture."""
    state = getattr(explorers, name)().state
    times = []
    for i in range(PRESSES):
        moved = state.moved(*_small_move(name, i))
        start = time.perf_counter()
        moved.picture()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def _small_move(name: str, i: int) -> tuple[str, object]:
    if name == "DrawingPad":
        return "strokes", [[(100, 100 + i), (200, 200), (80, 220)]]
    controls = getattr(explorers, name)().controls
    return next(key for key, it in controls.items() if it.kind == "slider"), 0.1 + 0.01 * i


def row(name: str, times: list[float]) -> str:
    """Write the median, the 95th percentile and the largest of sorted times."""
    high = times[round(0.95 * len(times)) - 1]
    return f"{name:16} {statistics.median(times):6.1f}  {high:6.1f}  {times[-1]:6.1f}"


def main() -> None:
    """Print a table, one line an explorer."""
    print("explorer         median    95 %     max   at once   burst settles   drawing   (ms)")
    with (
        tempfile.TemporaryDirectory() as folder,
        lab.running_browser() as browser,
        lab.running_lab(Path(folder)) as server,
    ):
        for name in NAMES:
            cells = f"from nnlib.explorers import {name}", f"{name}()"
            server.write(f"{name}.ipynb", *cells)
            page = browser.new_page(viewport={"width": 1280, "height": 1100})
            server.open(page, f"{name}.ipynb")
            lab.run_all(page)
            page.evaluate(WATCH)
            move = begin(page, name)
            times = latencies(page, move, PACE)
            at_once = statistics.median(latencies(page, move, 0))
            print(
                f"{row(name, times)}  {at_once:8.1f}  {settling(page, move):12.1f}  "
                f"{drawing(name):9.2f}",
                flush=True,
            )
            page.close()


if __name__ == "__main__":
    main()
