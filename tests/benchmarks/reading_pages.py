"""How soon the first explorer of each reading page is alive, and what has been loaded by then.

The front page has a second one, the drawing pad, whose network comes when it is near.

The site is served gzipped, as hosts do, to a browser that gets 1.6 Mbit/s with 150 ms each way
and starts with an empty cache.
"""

import gzip
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "browser"))
sys.path.append(str(Path(__file__).parents[2] / "web"))
import build
from lab import Quiet, running_browser, serving

SLOW = {"offline": False, "latency": 150, "downloadThroughput": 2e5, "uploadThroughput": 2e5}
TO_THE_EXPLORER = """(place) => {
    const explorer = document.querySelectorAll("[data-nnlib-scene]")[place];
    explorer.closest("details")?.setAttribute("open", "");
    explorer.scrollIntoView();
}"""
ALIVE = """(place) => document.querySelectorAll("[data-nnlib-scene]")[place]
    .querySelector(".nx.live .nx-readout")?.textContent"""


@cache
def _gzipped(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


class Gzipping(Quiet):
    """A server that sends texts gzipped."""

    def do_GET(self) -> None:  # noqa: N802, as http.server calls it
        """Send a file."""
        path = Path(self.translate_path(self.path))
        if path.suffix not in (".html", ".js", ".css", ".svg") or not path.is_file():
            super().do_GET()
            return
        content = _gzipped(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def visit(browser, url: str, place: int = 0) -> str:
    """Open a page, scroll to one of its explorers, and return what that took."""
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", SLOW)
    received = []
    network.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    start = time.monotonic()
    page.goto(url, wait_until="domcontentloaded")
    page.evaluate(TO_THE_EXPLORER, place)
    page.wait_for_function(ALIVE, arg=place)
    taken = time.monotonic() - start
    loaded = sum(received) / 1e3
    page.context.close()
    return f"alive after {taken:.1f} s, {loaded:.0f} kB loaded"


def main() -> None:
    """Build, visit, print."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        build.build_pages(folder)
        with serving(folder, Gzipping) as url, running_browser() as browser:
            for page in sorted(folder.glob("*.html")):
                if "data-nnlib-scene" in page.read_text(encoding="utf-8"):
                    print(f"{page.stem}: {visit(browser, url + page.name)}")
            print(f"index, drawing pad: {visit(browser, url + 'index.html', 1)}")


if __name__ == "__main__":
    main()
