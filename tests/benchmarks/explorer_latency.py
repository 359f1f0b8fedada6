"""How soon does an explorer follow a key? ``python tests/benchmarks/explorer_latency.py``.

In JupyterLab in headless Chromium, for the explorers that are moved most: milliseconds from a
key press on a slider or a line of the network's diagram, or from a move of the pen on the pad, to
the changed picture in the page, 40 presses at a hand's pace, 120 ms apart; the same with each
press at the very moment when the one before is answered; from the last of 20 presses, 33 ms apart,
to the last change; and the time of drawing in Python. (Pressed without a breath, TCP holds small
messages back until the ones before are acknowledged, about 40 ms.) In rows of their own the
diagram is dragged by the mouse, each movement a frame after the one before, first with an idle
kernel and then with a busy one. Needs ``pip install -e .[test]`` and Chromium or Chrome.
"""

import itertools
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

from nnlib import explorers

sys.path.append(str(Path(__file__).parents[1] / "browser"))
import lab

NAMES = ("UnitExplorer", "LayerExplorer", "CostExplorer", "NetworkExplorer", "DrawingPad")
PRESSES, PACE, BURST, PAUSE, QUIET = 40, 120, 20, 33, 400  # times in milliseconds

WATCH = """() => {
    const panel = document.querySelector(".jp-NotebookPanel:not(.lm-mod-hidden)");
    window.pressed = []; window.changed = [];
    const note = () => window.pressed.push(performance.now());
    panel.addEventListener("keydown", note, true);
    panel.addEventListener("pointermove", note, true);
    new MutationObserver((records) => {
        const drawn = records.some((r) => [...r.addedNodes].some((n) => n.tagName === "svg"));
        const moved = records.some((r) => r.target.dataset?.part?.startsWith("line"));
        if (drawn || moved) window.changed.push(performance.now());
    }).observe(panel, { childList: true, subtree: true, attributes: true });
}"""
BUSY = """() => {
    const code = "import time; end = time.time() + 20\\nwhile time.time() < end: pass";
    window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({ code });
}"""


def line_of(page: Page) -> Locator:
    """Return a line of the network's diagram."""
    return lab.output(page).get_by_role("slider", name="weight 1 of layer 2, unit 1")


def begin(page: Page, name: str) -> Callable[[Page, int], None]:
    """Take hold of the first slider, or put the pen on the pad; return what a move is."""
    if name != "DrawingPad":
        slider = lab.output(page).locator("input[type=range]").first
        (line_of(page) if name == "NetworkExplorer" else slider).focus()
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


def dragging(page: Page, line: Locator, way: int) -> list[float]:
    """Drag a line of the diagram up (-1) or down (1), a few pixels each frame."""
    box = line.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    times = []
    for i in range(PRESSES + 5):  # the first are within a hand's trembling
        page.evaluate("() => { window.pressed = []; window.changed = []; }")
        page.mouse.move(x, y + way * (4 + 4 * i))
        page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
        times += page.evaluate("() => changed.length ? [changed[0] - pressed[0]] : []")
    page.mouse.up()
    return sorted(times[-PRESSES:])


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
    if name == "NetworkExplorer":
        return "seed", 1 + i
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
            if name == "NetworkExplorer":
                print(row("  by mouse", dragging(page, line_of(page), -1)))
                page.evaluate(BUSY)
                print(row("  kernel busy", dragging(page, line_of(page), 1)), flush=True)
            page.close()


if __name__ == "__main__":
    main()
