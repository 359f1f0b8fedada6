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
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, Locator, Page, sync_playwright

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
        yield browser
        browser.close()


@contextmanager
def running_lab(folder: Path) -> Iterator["Lab"]:
    """Serve `folder` with a JupyterLab that has its own settings, and end it."""
    root, home = folder / "notebooks", folder / "home"
    settings = home / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    root.mkdir()
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(NO_NEWS))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [f"--ServerApp.root_dir={root}", "--ip=127.0.0.1", f"--port={port}"]
    command += [f"--IdentityProvider.token={token}", "--ServerApp.port_retries=0"]
    command += ["--LabApp.expose_app_in_browser=True"]
    own = {
        f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")
    }
    own["JUPYTERLAB_SETTINGS_DIR"] = str(home / "lab" / "user-settings")
    own["JUPYTERLAB_WORKSPACES_DIR"] = str(home / "lab" / "workspaces")
    own["PYTHONPATH"] = str(Path(__file__).parents[2])
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            command, env=os.environ | own, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            lab = Lab(f"http://127.0.0.1:{port}", token, root)
            lab.wait(server)
            yield lab
        finally:
            server.terminate()
            server.wait(timeout=30)


class Lab:
    """A running server, and the folder whose notebooks it shows."""

    def __init__(self, url: str, token: str, root: Path) -> None:
        self.url, self.token, self.root = url, token, root

    def wait(self, server: subprocess.Popen) -> None:
        """Wait until the server answers."""
        end = time.monotonic() + START
        while True:
            try:
                urllib.request.urlopen(f"{self.url}/api?token={self.token}", timeout=5).close()
            except OSError:
                if server.poll() is not None or time.monotonic() > end:
                    raise
                time.sleep(0.1)
            else:
                return

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
    """Run code in the kernel of the shown notebook, and return what it prints."""
    return page.evaluate(
        """async (code) => {
            const session = window.jupyterapp.shell.currentWidget.sessionContext.session;
            const future = session.kernel.requestExecute({ code });
            let text = "";
            future.onIOPub = (message) => {
                if (message.header.msg_type === "stream") text += message.content.text;
                if (message.header.msg_type === "error") text += message.content.evalue;
            };
            await future.done;
            return text;
        }""",
        code,
    )


def output(page: Page) -> Locator:
    """Return the output area of the last cell that has one."""
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell-outputArea").last
