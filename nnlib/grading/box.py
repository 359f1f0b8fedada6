"""The box that a student's code runs in: a process apart, with limits and without the answers."""

import json
import os
import shutil
import signal
import site
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

import nnlib
from nnlib.grading import Limits
from nnlib.grading.wire import Channel

_PACKAGE = Path(nnlib.__file__).parent
_ENTER = Path(__file__).with_name("enter.py")  # a script; it cannot be imported on Windows
_CHECK = '"""Exercises, without their answers."""\nfrom nnlib.grading.desk import check, progress\n'
_NOBODY = 65534
_UNSHARE = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--net", "--ipc", "--uts"]


class Box:
    """A running child; leaving the `with` block ends it, and all that it has started.

    Parameters
    ----------
    limits : Limits
        What it may use.
    isolated : bool
        Whether it runs without network and files, which takes Linux. Otherwise it has its limits,
        a folder of its own, and all rights of the user who grades.
    """

    def __init__(self, limits: Limits, *, isolated: bool = True) -> None:
        self._limits, self._isolated = limits, isolated

    def __enter__(self) -> Channel:
        self._folder = Path(tempfile.mkdtemp(prefix="nnlib-grading-"))
        self._folder.chmod(0o755)  # what is in it is no secret, and the child may be another user
        try:
            return self._start()
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise

    def _start(self) -> Channel:
        for name in ("root", "work"):
            (self._folder / name).mkdir()
        _copy_without_answers(self._folder / "library")
        entering = [sys.executable, "-I", str(_ENTER), json.dumps(self._plan())]
        self._process = subprocess.Popen(
            [*(_namespaces() if self._isolated else []), *entering],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert self._process.stdin
        assert self._process.stdout
        deadline = time.monotonic() + self._limits.seconds
        return Channel(self._process.stdout.fileno(), self._process.stdin.fileno(), deadline)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for first in self._first_inside():
            with suppress(ProcessLookupError):
                os.kill(first, signal.SIGKILL)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _first_inside(self) -> list[int]:
        """Return the first process of the box's own, with which all others there end.

        It may have left its group, and may ignore the end of its parent.
        """
        number = self._process.pid
        try:
            children = Path(f"/proc/{number}/task/{number}/children").read_text("ascii")
        except OSError:
            return []
        return [int(child) for child in children.split()]

    def _plan(self) -> dict[str, Any]:
        """Return what `enter` has to do."""
        inside = Path("/box") if self._isolated else self._folder
        work = inside / "work"
        environment = {
            "HOME": str(work),
            "LANG": "C.UTF-8",
            "MPLBACKEND": "agg",
            "MPLCONFIGDIR": str(work / "matplotlib"),
            "OPENBLAS_NUM_THREADS": "1",
            "PATH": os.defpath,
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(inside / "library"),
        }
        visible = _of_python()
        return {
            "root": str(self._folder / "root") if self._isolated else "",
            "visible": visible,
            "hidden": _answers_inside([*visible, "/usr"]),
            "library": str(self._folder / "library"),
            "work": str(work),
            "user": _NOBODY if os.geteuid() == 0 else 0,
            "limits": asdict(self._limits),
            "command": [sys.executable, "-m", "nnlib.grading.child", str(self._folder)],
            "environment": environment,
        }


def can_isolate() -> bool:
    """Return whether a box without network and files can be made here."""
    if sys.platform != "linux":
        return False
    with suppress(Exception), Box(Limits(seconds=30)) as channel:
        channel.send({"cells": [], "cell_seconds": 1})
        return channel.receive() == {"end": True}
    return False


def _namespaces() -> list[str]:
    """Return the command that makes the namespaces; without root, a user's own as well."""
    return _UNSHARE if os.geteuid() == 0 else [*_UNSHARE, "--user", "--map-root-user"]


def _copy_without_answers(library: Path) -> None:
    """Copy nnlib, except for the exercises; `check` there hands answers over."""
    ignored = shutil.ignore_patterns("exercises", "__pycache__")
    shutil.copytree(_PACKAGE, library / "nnlib", ignore=ignored)
    stub = library / "nnlib" / "exercises" / "__init__.py"
    stub.parent.mkdir()
    stub.write_text(_CHECK, encoding="utf-8")


def _of_python() -> list[str]:
    """Return the folders that Python and the installed packages are in."""
    folders = {sys.base_prefix, sys.prefix}
    if site.ENABLE_USER_SITE:
        folders.add(site.getusersitepackages())
    shown = {str(Path(folder).resolve()) for folder in folders} | folders
    return sorted(folder for folder in shown if Path(folder).is_dir() and folder != "/usr")


def _answers_inside(visible: list[str]) -> list[str]:
    """Return the folders inside of visible ones that have answers."""
    installed = [Path(entry) / "nnlib" for entry in sys.path if entry]
    answers = [_PACKAGE, _PACKAGE.parent / "notebooks", *filter(Path.is_dir, installed)]
    return sorted(
        {
            str(folder)
            for path in answers
            for folder in (path, path.resolve())
            if any(folder.is_relative_to(parent) for parent in visible)
        }
    )
