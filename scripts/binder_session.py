"""What a visitor on Binder does: run every notebook, move an explorer. Started by scripts/binder.

The server and its kernels have one core and at most 2 GB, as on mybinder.org; the browser, which
on Binder is the visitor's own, may have more.
"""

import os
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import repo2docker

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests" / "browser"))
from lab import Lab, _end, _free_port, _wait, running_browser, wait_for_kernel  # noqa: E402

HOME = Path(os.environ["REPO_DIR"])
ENTRYPOINT = Path(repo2docker.__file__).parent / "buildpacks" / "repo2docker-entrypoint"
NOTEBOOKS = sorted(path.name for path in (HOME / "my_notebooks").glob("*.ipynb"))
LIMIT = 2 * 1024**3  # bytes
EVERY = 0.2  # seconds between two looks at the memory
LONGEST = 600_000  # milliseconds that a notebook may run

OPEN = """async (path) => {
    const { commands, shell } = window.jupyterapp;
    const panel = await commands.execute("docmanager:open", { path });
    await panel.context.ready;
    shell.activateById(panel.id);
}"""
RUN_ALL = """async () => {
    await window.jupyterapp.commands.execute("notebook:clear-all-cell-outputs");
    await window.jupyterapp.commands.execute("notebook:run-all-cells");
}"""
WRONG = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .filter((cell) => cell.model.type === "code")
    .flatMap((cell) => cell.model.executionCount === null
        ? [`not run: ${cell.model.sharedModel.getSource()}`]
        : cell.model.outputs.toJSON()
            .filter((output) => output.output_type === "error" || output.name === "stderr")
            .map((output) => output.text ?? `${output.ename}: ${output.evalue}`))"""
SHOW_EXPLORER = """async () => {
    const { content } = window.jupyterapp.shell.currentWidget;
    const index = content.widgets.findIndex((cell) =>
        cell.model.type === "code" && cell.model.sharedModel.getSource().includes("Explorer("));
    content.activeCellIndex = index;
    await content.scrollToItem(index, "start");
}"""
SHUT = """async (all) => {
    const { shell } = window.jupyterapp;
    for (const panel of all ? [...shell.widgets("main")] : [shell.currentWidget]) {
        await panel.sessionContext?.shutdown();
        panel.dispose();
    }
}"""


class Memory(threading.Thread):
    """Watch what a process and all below it take together, and end them above the limit.

    Taken is the proportional set size: a page that several processes share counts once.
    """

    def __init__(self, process: psutil.Process) -> None:
        super().__init__(daemon=True)
        self.process, self.peak, self.exceeded = process, 0, False

    def run(self) -> None:
        """Look, until the process has ended."""
        while self.process.is_running() and self.process.status() != psutil.STATUS_ZOMBIE:
            processes = [*self.process.children(recursive=True), self.process]
            self.peak = max(self.peak, sum(map(_taken, processes)))
            if self.peak > LIMIT:
                self.exceeded = True
                for process in processes:
                    process.kill()
            time.sleep(EVERY)

    def take_peak(self) -> str:
        """Return the peak since the last call in MB, and begin anew."""
        peak, self.peak = self.peak, 0
        return f"{peak / 1e6:,.0f} MB"


def _taken(process: psutil.Process) -> int:
    try:
        return process.memory_full_info().pss
    except psutil.NoSuchProcess:  # it has ended in between
        return 0


@contextmanager
def running_server() -> Iterator[tuple[Lab, Memory]]:
    """Start JupyterLab as BinderHub does in the image, on one core, and end it."""
    lab = Lab(f"http://127.0.0.1:{_free_port()}", secrets.token_hex(16), HOME)
    log = HOME / "server.log"
    command = [
        *("taskset", "--cpu-list", str(min(os.sched_getaffinity(0)))),
        *("python3", str(ENTRYPOINT), "jupyter-lab", "--ip=127.0.0.1"),
        *(f"--port={lab.url.rpartition(':')[2]}", "--ServerApp.port_retries=0", "--allow-root"),
        "--LabApp.expose_app_in_browser=True",  # for this script
    ]
    with log.open("w") as file:
        begin = time.monotonic()
        token = {"JUPYTER_TOKEN": lab.token}
        server = subprocess.Popen(
            command, cwd=HOME, env=os.environ | token, stdout=file, stderr=file
        )
        memory = Memory(psutil.Process(server.pid))
        memory.start()
        try:
            _wait(lab, server, log)
            print(f"JupyterLab answers after {time.monotonic() - begin:.1f} s", flush=True)
            yield lab, memory
        finally:
            _end(server)


def run(page, name: str) -> float:
    """Open a notebook beside those that are open, run all of it, and return the seconds it ran.

    Raises
    ------
    RuntimeError
        If a cell has not run, has failed, or has warned.
    """
    page.evaluate(OPEN, f"my_notebooks/{name}")
    wait_for_kernel(page)
    begin = time.monotonic()
    page.evaluate(RUN_ALL)
    wait_for_kernel(page)
    seconds = time.monotonic() - begin
    if wrong := page.evaluate(WRONG):
        raise RuntimeError(f"{name}: " + "\n".join(wrong))
    return seconds


def move_an_explorer(page) -> None:
    """Press an arrow key on the first number of the explorer shown, and wait for its sentence."""
    page.evaluate(SHOW_EXPLORER)  # Lab draws only what is in sight
    card = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .nx.live").first
    readout = card.locator(".nx-readout")
    before = readout.text_content()
    card.locator(".nx-side [data-number]").first.focus()
    begin = time.monotonic()
    page.keyboard.press("ArrowUp")
    page.wait_for_function(
        "([readout, before]) => readout.textContent !== before",
        arg=[readout.element_handle(), before],
        timeout=10_000,
    )
    print(f"    an explorer was moved, and answered in {time.monotonic() - begin:.2f} s")


def main() -> None:
    """Go through all notebooks twice: leaving each open, and shutting each down."""
    with running_server() as (lab, memory), running_browser() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 1100})
        page.set_default_timeout(LONGEST)
        page.goto(f"{lab.url}/lab/tree/my_notebooks/{NOTEBOOKS[0]}?token={lab.token}")
        page.wait_for_selector("#jupyterlab-splash", state="detached")
        wait_for_kernel(page)  # Lab is ready, and has opened the notebook of the link
        for keep in (True, False):
            print("each notebook left open:" if keep else "each shut down afterwards:")
            for name in NOTEBOOKS:
                seconds = run(page, name)
                print(f"{name:45}{seconds:6.1f} s, peak {memory.take_peak()}", flush=True)
                if name.startswith("01_"):
                    move_an_explorer(page)
                if not keep:
                    page.evaluate(SHUT, False)
            page.evaluate(SHUT, True)
    if memory.exceeded:
        raise RuntimeError(f"more than {LIMIT:,} bytes")


if __name__ == "__main__":
    main()
