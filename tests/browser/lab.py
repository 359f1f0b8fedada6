"""A real JupyterLab in a real browser, for the tests and for the benchmark of the explorers."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import nbformat
from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
HOW_TO_GET = "needs Chromium or Chrome; on Debian and Ubuntu: apt install chromium"
NO_SANDBOX_FOR_ROOT = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
QUIET = [  # Chromium is to talk to no one but the notebook server
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
NO_NEWS = {"fetchNews": "false", "checkForUpdates": False}
START = 60  # seconds that the server may take


def find_browser() -> str | None:
    """Return where Chromium or Chrome is installed, if it is."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Start the browser, and end it."""
    with sync_playwright() as playwright:
        arguments = [*NO_SANDBOX_FOR_ROOT, *QUIET]
        browser = playwright.chromium.launch(executable_path=find_browser(), args=arguments)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def running_lab(folder: Path) -> Iterator["Lab"]:
    """Serve `folder` with a JupyterLab that has its own settings, and end it."""
    lab = Lab(f"http://127.0.0.1:{_free_port()}", secrets.token_hex(16), folder / "notebooks")
    lab.root.mkdir()
    own = _own_folders(folder / "home") | {"JUPYTER_TOKEN": lab.token}
    log = folder / "server.log"
    with log.open("w") as file:
        server = subprocess.Popen(
            _command(lab), env=os.environ | own, stdout=file, stderr=subprocess.STDOUT
        )
        try:
            _wait(lab, server, log)
            yield lab
        finally:
            _end(server)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _command(lab: "Lab") -> list[str]:
    address = urlsplit(lab.url)
    return [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        *(f"--ip={address.hostname}", f"--port={address.port}", "--ServerApp.port_retries=0"),
        f"--ServerApp.root_dir={lab.root}",
        "--LabApp.expose_app_in_browser=True",
        "--JupyterNotebookApp.expose_app_in_browser=True",
    ]


def _own_folders(home: Path) -> dict[str, str]:
    """Make settings without news, and return what leads Jupyter to them and to this nnlib."""
    folders = {
        "JUPYTERLAB_SETTINGS_DIR": home / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": home / "workspaces",
        "IPYTHONDIR": home / "ipython",
    }
    folders |= {f"JUPYTER_{name}_DIR": home / name for name in ("CONFIG", "DATA", "RUNTIME")}
    settings = folders["JUPYTERLAB_SETTINGS_DIR"] / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(NO_NEWS))
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return {name: str(folder) for name, folder in folders.items()} | {"PYTHONPATH": path}


def _wait(lab: "Lab", server: subprocess.Popen, log: Path) -> None:
    """Wait until the server answers."""
    end = time.monotonic() + START
    while server.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{lab.url}/api?token={lab.token}", timeout=5).close()
        except OSError:  # not yet
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"JupyterLab does not answer:\n{log.read_text()}")


def _end(server: subprocess.Popen) -> None:
    """Let the server end its kernels and itself; one that hangs is killed."""
    server.terminate()
    try:
        server.wait(timeout=30)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
        raise


class Lab:
    """A running server, and the folder whose notebooks it shows."""

    def __init__(self, url: str, token: str, root: Path) -> None:
        self.url, self.token, self.root = url, token, root

    def write(self, name: str, *cells: str) -> Path:
        """Write a notebook of code cells."""
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
        notebook.metadata.kernelspec = KERNEL
        path = self.root / name
        nbformat.write(notebook, path)
        return path

    def open(self, page: Page, name: str) -> None:
        """Open a notebook alone, and wait until its kernel is ready."""
        page.goto(f"{self.url}/lab/tree/{name}?token={self.token}&reset")
        page.wait_for_selector("#jupyterlab-splash", state="detached")
        wait_for_kernel(page)
        page.evaluate("() => window.jupyterapp.shell.collapseLeft()")


@contextmanager
def own_page(
    browser: Browser,
    server: Lab,
    name: str,
    *cells: str,
    ready: str = ".nnlib-status",
    **settings: object,
) -> Iterator[Page]:
    """Open a new notebook of these cells, and run it, in a browser context with these settings.

    It is given when something on it is shown that `ready` selects.
    """
    server.write(name, *cells)
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 1100}} | settings))
    try:
        page = context.new_page()
        page.set_default_timeout(20_000)
        server.open(page, name)
        run_all(page)
        page.wait_for_selector(ready)
        yield page
    finally:
        context.close()


class Quiet(SimpleHTTPRequestHandler):
    """A server that writes no log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve a folder to this machine alone, and give the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder)) as server:
        Thread(target=server.serve_forever).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


class Fingers:
    """Touches, as a screen reports them."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)

    def send(self, kind: str, *places: tuple[float, float]) -> None:
        """Report a touch of this kind, with all fingers that are down."""
        points = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(places)]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def restart_kernel(page: Page) -> None:
    """Restart the kernel of the shown notebook, and wait until it is ready."""
    session = "window.jupyterapp.shell.currentWidget.sessionContext.session"
    page.evaluate(f"() => {session}.kernel.restart()")
    wait_for_kernel(page)


def wait_for_kernel(page: Page) -> None:
    """Wait until the kernel of the shown notebook is idle."""
    page.wait_for_function(
        """() => {
            const session = window.jupyterapp?.shell.currentWidget?.sessionContext;
            const kernel = session?.session?.kernel;
            return kernel?.connectionStatus === "connected" && kernel.status === "idle";
        }"""
    )


def run_all(page: Page) -> None:
    """Run all cells, and wait until each of them has run."""
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(
        """() => [...window.jupyterapp.shell.currentWidget.content.widgets]
            .filter((cell) => cell.model.type === "code")
            .every((cell) => cell.model.executionCount !== null)"""
    )
    wait_for_kernel(page)


def run_python(page: Page, code: str) -> str:
    """Run code in the kernel of the shown notebook, and return what it prints.

    Raises
    ------
    playwright.sync_api.Error
        If the code raises.
    """
    return page.evaluate(
        """async (code) => {
            const session = window.jupyterapp.shell.currentWidget.sessionContext.session;
            const future = session.kernel.requestExecute({ code });
            let text = "";
            future.onIOPub = (message) => {
                if (message.header.msg_type === "stream") text += message.content.text;
            };
            const { content } = await future.done;
            if (content.status !== "ok") throw new Error(content.traceback?.join("\\n"));
            return text;
        }""",
        code,
    )


def output(page: Page) -> Locator:
    """Return the output area of the last cell that has one."""
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell-outputArea").last
