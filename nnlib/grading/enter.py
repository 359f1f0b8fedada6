"""Go into the box, then become the child: ``python enter.py PLAN``, inside of new namespaces.

The new root has only what it is given: a few folders of the system and Python's, read-only; a copy
of nnlib without answers; and an empty folder to work in, in memory. The old root is gone, and the
process has no right to bring it back. Standard library only: this file is run as a script.
"""

import ctypes
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache")
_DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
_MNT_DETACH = 2
_SIZE = "256m"  # of what is written inside


def _run(*command: str | Path) -> None:
    subprocess.run(list(map(str, command)), check=True, stdin=subprocess.DEVNULL)


def _show(path: Path, root: Path, inside: str | None = None, *, device: bool = False) -> None:
    """Make a file or folder visible in the new root, read-only."""
    target = root / (inside or str(path)).lstrip("/")
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.is_symlink() and not inside:
        if not target.is_symlink():
            target.symlink_to(os.readlink(path))
        return
    if path.is_dir():
        target.mkdir(exist_ok=True)
    else:
        target.touch()
    _run("mount", "--bind", path, target)
    if not device:
        _run("mount", "-o", "remount,bind,ro,nosuid,nodev", target)


def _build(plan: dict[str, Any]) -> None:
    """Build the new root, and move into it."""
    root = Path(plan["root"])
    _run("mount", "-t", "tmpfs", "-o", f"size={_SIZE},mode=755,nosuid", "tmpfs", root)
    for name in [*_SYSTEM, *plan["visible"]]:
        if Path(name).exists() or Path(name).is_symlink():
            _show(Path(name), root)
    for name in _DEVICES:
        _show(Path(name), root, device=True)
    for name in plan["hidden"]:
        hidden = root / name.lstrip("/")
        if hidden.is_dir():
            _run("mount", "-t", "tmpfs", "-o", "size=4k,mode=755,ro", "tmpfs", hidden)
    _show(Path(plan["library"]), root, "/box/library")
    for name in ("box/work", "tmp", "dev/shm"):
        (root / name).mkdir(parents=True, exist_ok=True)
        (root / name).chmod(0o777)
    old = root / "old"
    old.mkdir()
    _run("pivot_root", root, old)
    os.chdir("/")
    libc = ctypes.CDLL(None, use_errno=True)  # the command umount would look into /proc
    if libc.umount2(b"/old", _MNT_DETACH) != 0:
        raise OSError(ctypes.get_errno(), "the old root is still there")
    os.rmdir("/old")


def _limit(limits: dict[str, int]) -> None:
    """Limit this process and all that it starts."""
    wanted = {
        resource.RLIMIT_AS: limits["memory"],
        resource.RLIMIT_NPROC: limits["processes"],
        resource.RLIMIT_FSIZE: limits["file_size"],
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 256,
    }
    for what, most in wanted.items():
        _, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def _be_the_first_to_go() -> None:
    """Let the kernel end this process, and no other, when memory runs out."""
    try:
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="utf-8")
    except OSError:
        return


def main() -> None:
    """Follow the plan, which is JSON on the command line."""
    plan = json.loads(sys.argv[1])
    _be_the_first_to_go()
    rights = []
    if plan["root"]:
        _build(plan)
        rights = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"]
        if plan["user"]:
            user = plan["user"]
            rights += [f"--reuid={user}", f"--regid={user}", "--clear-groups"]
    os.chdir(plan["work"])
    command = [*rights, *plan["command"]]
    _limit(plan["limits"])
    os.execvpe(command[0], command, plan["environment"])


if __name__ == "__main__":
    main()
