"""Pyodide: Python for the browser. Its files are taken as they were released, or not at all."""

import hashlib
import json
import urllib.request
from pathlib import Path

RELEASE = "https://cdn.jsdelivr.net/pyodide/v0.27.7/full/"
LOCK = "pyodide-lock.json"  # of all packages, with their hashes
CORE = {  # sha256
    "pyodide.js": "b4cb23a53aba19c221659b9fb40a2f18281d685691dc06647fb0afd0681baf98",
    "pyodide.mjs": "04c052c815abb0bf2981fa38c2dfa58e3120ee5288c956df2b2a15e301782c5f",
    "pyodide.asm.js": "6b4c90de5b7172873f04f21884d0e9d2274e305fe32116558fe3e4fbe3618d51",
    "pyodide.asm.wasm": "a50dd1843f805a0b7c45b61037ee0d7b26dfe85efe0e18ef95a34ad24e401f5f",
    "python_stdlib.zip": "16611534726e5d8ac2bd8f926410b2dcb8d6f49aa24913463533b457a2115c16",
    LOCK: "9c45b916001a750f4102fc287494f3eab215909c7535c626a20db80fd6333e2c",
}
# What the notebooks import, and what the kernel does; the rest follows.
WANTED = ("contourpy", "ipython", "jedi", "matplotlib", "micropip", "numpy", "pillow")
WANTED += ("scikit-learn", "sqlite3", "threadpoolctl")
# Needed by nothing that the series does: 3.7 MB. Matplotlib reads other fonts with fonttools.
UNUSED = {"fonttools", "matplotlib-pyodide", "openssl", "pytz"}


class PyodideError(Exception):
    """Files of Pyodide that are missing, or are not those of the release."""


def collect(given: Path | None, kept: Path) -> tuple[list[Path], dict]:
    """Return all files that are wanted, checked, and what the lock says of them.

    They are looked for in the folder `given`; without one, in `kept`, and what is missing there
    is fetched from Pyodide's release.
    """
    folder = given or kept

    def take(name: str, sha256: str) -> Path:
        if given is None and not (kept / name).exists():
            _fetch(kept / name, sha256)
        return _checked(folder / name, sha256)

    lock = "pyodide-lock-official.json" if given else LOCK  # another may stand beside it
    lock = LOCK if not (folder / lock).exists() else lock
    files = [take(name, sha256) for name, sha256 in CORE.items() if name != LOCK]
    whole = json.loads(take(lock, CORE[LOCK]).read_text(encoding="utf-8"))
    packages = whole["packages"]
    for package in packages.values():
        package["depends"] = [name for name in package["depends"] if name not in UNUSED]
    used = {name: packages[name] for name in _closure(packages)}
    files += [take(package["file_name"], package["sha256"]) for package in used.values()]
    return files, whole | {"packages": used}


def _checked(path: Path, sha256: str) -> Path:
    if not path.exists():
        raise PyodideError(f"{path} is missing: --pyodide expected a folder with Pyodide's release")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != sha256:
        raise PyodideError(f"{path} expected to have the SHA-256 {sha256}, got {found}")
    return path


def _fetch(path: Path, sha256: str) -> None:
    try:
        with urllib.request.urlopen(RELEASE + path.name, timeout=60) as answer:
            content = answer.read()
    except OSError as error:
        raise PyodideError(
            f"{RELEASE}{path.name} cannot be reached ({error}). Name a folder that holds the "
            f"files of this release: python web/build.py --pyodide FOLDER"
        ) from error
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    _checked(part, sha256)
    part.replace(path)


def _closure(packages: dict[str, dict]) -> list[str]:
    """Return the names of all packages that are wanted, and of what they need."""
    found, todo = set(), list(WANTED)
    while todo:
        name = todo.pop().replace("_", "-")
        if name not in found:
            found.add(name)
            todo += packages[name]["depends"]
    return sorted(found)
