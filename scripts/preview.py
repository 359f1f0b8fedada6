"""Make the image that a link to the site shows: ``python scripts/preview.py``.

It is a page of 1200 × 630 pixels with the network of notebooks 04 to 07, as Chromium shows it.
"""

import io
import sys
from pathlib import Path
from string import Template

from PIL import Image

from nnlib.explorers import NetworkExplorer

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent / "tests" / "browser"))
from lab import running_browser  # noqa: E402

FILE = HERE.parent / ".github" / "preview.png"
SIZE = {"width": 1200, "height": 630}
COLOURS = 128  # enough for flat colours and the edges of letters


def page() -> str:
    """Return the page as HTML."""
    template = Template((HERE / "preview.html").read_text(encoding="utf-8"))
    return template.substitute(network=NetworkExplorer().picture().html)


def main() -> None:
    """Write the image."""
    with running_browser() as browser:
        tab = browser.new_page(viewport=SIZE)
        tab.set_content(page())
        shot = Image.open(io.BytesIO(tab.screenshot()))
    shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(FILE, optimize=True)


if __name__ == "__main__":
    main()
