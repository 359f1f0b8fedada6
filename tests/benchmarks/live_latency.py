"""How long from a hand to the picture: ``python tests/benchmarks/live_latency.py``.

Each live explorer has a number dragged for 60 moves, each a frame after the one before, on a plain
page and in JupyterLab, there with an idle and with a busy kernel. Told are milliseconds, median and
95 %: until the picture has changed, and until the frame that shows it has been drawn. Then what the
runtime, a scene and a saved widget weigh.
"""

import gzip
import json
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).parents[1] / "browser"))
from lab import run_all, running_browser, running_lab
from living import LIVE, made, write_pages

from nnlib.explorers import runtime

DRAG = """async (card) => {
    const frame = () => new Promise(requestAnimationFrame);
    const after = () => new Promise((done) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = done;
        requestAnimationFrame(() => channel.port2.postMessage(0));
    });
    const handle = card.querySelector("svg [data-number]:not([data-hidden] *)");
    handle.scrollIntoView({ block: "center" });
    const box = (handle.querySelector(".nx-hit") ?? handle).getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const send = (type, clientX, clientY) => document.elementFromPoint(x, y).dispatchEvent(
        new PointerEvent(type, { bubbles: true, cancelable: true, clientX, clientY, buttons: 1,
            pointerId: 1, pointerType: "mouse", isPrimary: true,
            button: type === "pointermove" ? -1 : 0 }));
    const [changed, drawn] = [[], []];
    send("pointerdown", x, y);
    for (let n = 0; n < 60; n += 1) {
        await frame();
        const start = performance.now();
        send("pointermove", x + 4 + (n % 20), y);
        changed.push(performance.now() - start);
        await after();
        drawn.push(performance.now() - start);
    }
    send("pointerup", x, y);
    return [changed, drawn];
}"""
BUSY = "import time\nend = time.time() + 25\nwhile time.time() < end: sum(range(10_000))"


def told(name, where, times):
    cells = [f"{np.median(t):6.1f} {np.percentile(t, 95):6.1f}" for t in times]
    print(f"{name:18} {where:22} changed {cells[0]}   frame {cells[1]}")


def on_a_page(browser):
    with tempfile.TemporaryDirectory() as folder:
        write_pages(Path(folder))
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        for name in LIVE:
            explorer = made(name)
            page.goto("about:blank")
            page.set_content(
                f"<style>{runtime.look()}</style>" + explorer.page(explorer._state, "explorer")
            )
            page.add_script_tag(content=runtime.page_source())
            page.wait_for_selector(".nx.live")
            told(name, "plain page", page.evaluate(DRAG, page.query_selector(".nx-card")))
        page.close()


def in_lab(browser):
    with tempfile.TemporaryDirectory() as folder, running_lab(Path(folder)) as server:
        cells = [f"explorers.{name}()" for name in LIVE]
        server.write("live.ipynb", "from nnlib import explorers", *cells)
        page = browser.new_page(viewport={"width": 1280, "height": 1100})
        server.open(page, "live.ipynb")
        run_all(page)
        ready = f"() => document.querySelectorAll('.nx.live').length === {len(LIVE)}"
        page.wait_for_function(ready)
        for where in ("Lab, idle kernel", "Lab, busy kernel"):
            if "busy" in where:
                page.evaluate(
                    """(code) => { window.jupyterapp.shell.currentWidget.sessionContext
                        .session.kernel.requestExecute({ code }); }""",
                    BUSY,
                )
            for name, card in zip(LIVE, page.query_selector_all(".nx-card"), strict=True):
                told(name, where, page.evaluate(DRAG, card))
        page.close()


def weights():
    source = runtime.source().encode()
    print(f"runtime: {len(source) / 1e3:.1f} kB, gzipped {len(gzip.compress(source)) / 1e3:.1f} kB")
    for name in LIVE:
        explorer = made(name)
        scene = json.dumps(explorer.scene(), separators=(",", ":"), ensure_ascii=False).encode()
        state = len(json.dumps(explorer.get_state(), default=str))
        print(
            f"{name:18} scene {len(scene) / 1e3:6.1f} kB, gzipped "
            f"{len(gzip.compress(scene)) / 1e3:5.1f} kB; a widget's own state {state / 1e3:.1f} kB"
        )


if __name__ == "__main__":
    with running_browser() as browser:
        on_a_page(browser)
        in_lab(browser)
    weights()
