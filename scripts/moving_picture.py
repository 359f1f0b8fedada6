"""Make the pictures of README's first screen: ``python scripts/moving_picture.py``.

A hand drags a weight of the network explorer up and down again, without an end, and the path, its
factors, their product and the sentence follow. Each frame is one place of the hand, whenever it is
taken, so the same browser makes the same bytes again. For those who want no motion there is one of
the frames. Both are made for light and for dark pages.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from math import cos, tau
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from nnlib.explorers import NetworkExplorer, runtime

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests" / "browser"))
from lab import running_browser  # noqa: E402

PICTURES = {  # by color scheme
    "light": ROOT / ".github" / "network_explorer",
    "dark": ROOT / ".github" / "network_explorer_dark",
}
WINDOW = {  # no motion but the hand's: no dots run along the lines
    "viewport": {"width": 1100, "height": 900},
    "device_scale_factor": 1.25,
    "reduced_motion": "reduce",
}
FRAMES, PAUSE = 60, 80  # and the milliseconds between two of them
STILL = 15  # the frame that stands for all: halfway up
REACH = 65  # pixels that the hand goes up
COLORS = 128  # half the bytes, and no difference to see
GROUNDS = 8  # the most common of them are kept as they are: an eye sees a ground change
HAND = "M1.5 1.5v21l5-4.6 3.4 8.2 3.8-1.6-3.4-8h6.9z"
PAGE = """<!DOCTYPE html><html lang="en"><style>{look}
:root {{ color-scheme: light dark; background: light-dark(#fff, #0d1117); }} /* as on GitHub */
body {{ margin: 0; }}
#hand {{ position: fixed; left: -2px; top: -2px; pointer-events: none; }}
</style>{explorer}<svg id="hand" width="22" height="28">
<path d="{hand}" fill="#1b1b1b" stroke="#fff" stroke-width="1.6"/></svg>
<script>{runtime}</script>"""
WEIGHT = 'svg [data-number="layers.0.weight.0.0"]:visible .nx-hit'


def page_html() -> str:
    """Return a page with the explorer and the hand."""
    start = NetworkExplorer("backward").state.data()
    explorer = NetworkExplorer.page(start, "network")
    return PAGE.format(
        look=runtime.look(), explorer=explorer, hand=HAND, runtime=runtime.page_source()
    )


def frames(browser: Browser, scheme: str) -> Iterator[Image.Image]:
    """Drag the weight up and down again, and yield what is seen."""
    page = browser.new_page(**WINDOW, color_scheme=scheme)
    page.set_content(page_html())
    page.wait_for_selector(".nx.live")
    box = page.locator(WEIGHT).first.bounding_box()
    x, start = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, start)
    page.mouse.down()
    for frame in range(FRAMES):
        y = start - REACH * (1 - cos(tau * frame / FRAMES)) / 2
        page.mouse.move(x, y)
        page.evaluate("([x, y]) => (hand.style.translate = `${x}px ${y}px`)", [x, y])
        yield Image.open(BytesIO(page.locator(".nx-card").screenshot())).convert("RGB")
    page.close()


def in_few_colors(images: list[Image.Image]) -> list[Image.Image]:
    """Return images that share their colours."""
    width, height = images[0].size
    ends = Image.new("RGB", (width, 2 * height))
    ends.paste(images[0])
    ends.paste(images[len(images) // 2], (0, height))
    common = sorted(ends.getcolors(width * height), reverse=True)[:GROUNDS]
    others = ends.quantize(COLORS - GROUNDS, Image.Quantize.MAXCOVERAGE)
    palette = Image.new("P", (1, 1))
    palette.putpalette([*(part for _, color in common for part in color), *others.getpalette()])
    return [image.quantize(palette=palette, dither=Image.Dither.NONE) for image in images]


def main() -> None:
    """Write a moving picture and a still one for each scheme."""
    with running_browser() as browser:
        for scheme, path in PICTURES.items():
            first, *others = images = in_few_colors(list(frames(browser, scheme)))
            images[STILL].save(path.with_suffix(".png"), optimize=True)
            first.save(
                path.with_suffix(".webp"),
                save_all=True,
                append_images=others,
                duration=PAUSE,
                loop=0,
                lossless=True,
                method=4,  # of packing: Pillow takes the quickest where there are many frames
                minimize_size=True,
            )


if __name__ == "__main__":
    main()
