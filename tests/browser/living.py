"""Pages with one live explorer each, as the web edition has them, and what is asked of them."""

import json
from pathlib import Path

from nnlib import explorers
from nnlib.explorers import runtime
from nnlib.explorers.card import said
from nnlib.explorers.live import LiveExplorer

LIVE = explorers.__all__
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="explorers.css">
<style>
  :root {{ color-scheme: light dark; }}
  body {{ margin: 0; padding: 8px; background: Canvas; color: CanvasText; }}
  h1 {{ font-size: 20px; }}
</style></head>
<body><main><h1>{name}</h1>{explorer}<p>What follows.</p></main>
<script type="module">
  import runtime from "./runtime.js";
  const host = document.querySelector("[data-nnlib-scene]");
  const data = JSON.parse(document.getElementById("explorer").textContent);
  window.told = [];
  const changed = (state) => window.told.push(state);
  window.wake = () => (window.mounted = runtime.mount(host, {{ ...data, changed }}));
</script></body></html>
"""
# Labels that hide each other, or leave the picture; words of the card that are cut off.
FAULTS = """() => {
    const card = document.querySelector(".nx-card");
    const faults = [];
    const shown = (e) => e.getBoundingClientRect().width > 0
        && getComputedStyle(e).visibility === "visible";
    for (const svg of [...card.querySelectorAll("svg")].filter(shown)) {
        const around = card.getBoundingClientRect();
        const words = [...svg.querySelectorAll("text")]
            .filter((t) => shown(t) && t.textContent.trim())
            .map((t) => [t.textContent.trim(), t.getBoundingClientRect()]);
        for (const [text, box] of words)
            if (box.left < around.left || box.right > around.right || box.top < around.top
                || box.bottom > around.bottom) faults.push(`outside: ${text}`);
        for (const [i, [text, a]] of words.entries())
            for (const [other, b] of words.slice(i + 1)) {
                const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                if (across > 2 && down > 6) faults.push(`over each other: ${text} | ${other}`);
            }
    }
    const side = card.querySelector(".nx-side").getBoundingClientRect();
    for (const e of card.querySelectorAll(".nx-side *, .nx-readout, .nx-bar *"))
        if (shown(e) && e.childElementCount === 0 && e.textContent.trim()
            && !e.closest(".nx-sr") && e.getBoundingClientRect().right > side.right + 1)
            faults.push(`cut off: ${e.textContent}`);
    return [...new Set(faults)];
}"""


def write_pages(folder: Path) -> None:
    """Write the pages and what they load."""
    (folder / "runtime.js").write_text(runtime.source(), encoding="utf-8")
    (folder / "explorers.css").write_text(runtime.look(), encoding="utf-8")
    for name in LIVE:
        explorer = made(name)
        html = PAGE.format(name=name, explorer=explorer.page(explorer._state, "explorer"))
        (folder / f"{name}.html").write_text(html, encoding="utf-8")


def made(name: str) -> LiveExplorer:
    """Make an explorer, in its richest form."""
    kind = getattr(explorers, name)
    return kind("backward") if kind is explorers.NetworkExplorer else kind()


def is_shown(page, explorer, state) -> None:
    """Check that the page has this state, and says of it what Python says."""
    shown = page.evaluate("() => mounted.state")
    assert near(shown, state), {
        k: (shown[k], state[k]) for k in state if not near(shown[k], state[k])
    }
    words = page.locator(".nx-readout").text_content()
    assert words == said(explorer._described, json.loads(json.dumps(state)))


def near(one, other) -> bool:
    """Say whether two states are the same, to 1e-12."""
    if isinstance(other, int | float) and not isinstance(other, bool):
        return abs(one - other) <= 1e-12 * max(1, abs(other))
    if isinstance(other, dict):
        return one.keys() == other.keys() and all(near(one[key], other[key]) for key in other)
    if isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(near, one, other))
    return one == other
