"""How soon does an explorer follow a key? ``python tests/benchmarks/explorer_latency.py``.

In JupyterLab in headless Chromium, for the explorers that are moved most: milliseconds from a
key press on a slider to the changed picture in the page, 40 presses at a hand's pace, 120 ms
apart; the same with each press at the very moment when the one before is answered; from the last
of 20 presses, 33 ms apart, to the last change; and the time of drawing in Python. (Pressed
without a breath, TCP holds small messages back until the ones before are acknowledged, about
40 ms.) The network's diagram is moved by the arrow keys on one of its lines and, in a row of its
own, by the mouse that drags it, each movement a frame after the one before, first with an idle
kernel and then with a busy one. Needs ``pip install -e .[test]`` and Chromium or Chrome.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Locator, Page

from nnlib import explorers

sys.path.append(str(Path(__file__).parents[1] / "browser"))
import lab

NAMES = ("UnitExplorer", "LayerExplorer", "CostExplorer", "NetworkExplorer")
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


def latencies(page: Page, pace: float) -> list[float]:
    """Press one key after the other, `pace` after the picture has followed the one before."""
    times = []
    for press in range(PRESSES + 1):  # the first is to warm up
        page.wait_for_timeout(pace)
        page.evaluate("() => { window.pressed = []; window.changed = []; }")
        page.keyboard.press("ArrowRight" if press % 2 else "ArrowLeft")
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


def settling(page: Page) -> float:
    """Press many keys in a row, and return when the picture has followed the last."""
    page.evaluate("() => { window.pressed = []; window.changed = []; }")
    for _ in range(BURST):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(PAUSE)
    page.wait_for_function(
        "(quiet) => performance.now() - Math.max(...pressed, ...changed) > quiet", arg=QUIET
    )
    return page.evaluate("() => window.changed.at(-1) - window.pressed.at(-1)")


def drawing(name: str) -> float:
    """Return the median milliseconds that a fresh state takes to draw its picture."""
    state = getattr(explorers, name)().state
    control = _sliders(name)[-1]
    times = []
    for i in range(PRESSES):
        moved = state.moved(control, 1 + i if control == "seed" else 0.1 + 0.01 * i)
        start = time.perf_counter()
        moved.picture()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def _sliders(name: str) -> list[str]:
    controls = getattr(explorers, name)().controls
    return [key for key, control in controls.items() if control.kind == "slider"]


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
            line = lab.output(page).get_by_role("slider", name="weight 1 of layer 2, unit 1")
            slider = lab.output(page).locator("input[type=range]").first
            (line if line.count() else slider).focus()
            page.evaluate(WATCH)
            times, at_once = latencies(page, PACE), statistics.median(latencies(page, 0))
            print(
                f"{row(name, times)}  {at_once:8.1f}  {settling(page):12.1f}  {drawing(name):9.2f}",
                flush=True,
            )
            if line.count():
                print(row("  by mouse", dragging(page, line, -1)))
                page.evaluate(BUSY)
                print(row("  kernel busy", dragging(page, line, 1)), flush=True)
            page.close()


if __name__ == "__main__":
    main()
