"""Build the live edition: stock JupyterLite, with nnlib and the notebooks without outputs."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import tomllib
import venv
import zipfile
from pathlib import Path

import nbformat

from live import pyodide
from nnlib.notebooks import read, without_outputs

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KEPT = HERE / "kept"  # what a second build need not make again; not in git
WITH_THE_KERNEL = "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi"
DEPENDS = {  # of what does not come with Pyodide
    "anywidget": ["ipywidgets", "psygnal", "typing-extensions"],
    "comm": ["traitlets"],
    "ipykernel": [],
    "ipywidgets": ["comm", "ipython", "traitlets"],
    "matplotlib-fonts": ["matplotlib"],  # its own list is written first
    "piplite": ["micropip"],
    "psygnal": ["typing-extensions"],
    "pyodide-kernel": ["ipykernel", "piplite"],
    "tqdm": [],
    "typing-extensions": [],
}
AT_START = ("micropip", "piplite", "ssl", "sqlite3", "ipykernel", "comm", "pyodide-kernel")
AT_START += ("jedi", "ipython", "nnlib")
PIP = ("-m", "pip", "--quiet", "--disable-pip-version-check")
APPS = ("lab", "notebooks", "tree")
SETTINGS = {
    # Seconds: a page that is loaded again, or closed on a phone, loses what came later.
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 5},
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},  # dark, if the reader's is
}
EPOCH = "1577836800"  # 2020: the times in an archive, so that the same files make the same bytes
NOTE = """

**Python runs in your browser.** Nothing is installed, and nothing leaves your computer. Python \
needs up to half a minute to start; until then, a cell that you run shows `[*]`.

- **Run** a cell with Shift + Enter, or with ▶ in the bar above.
- **Your changes** are kept in this browser alone, a few seconds after you make them; Ctrl + S \
keeps them at once. When you come back, Python has forgotten its variables: *Run*, *Run All Cells*.
- **All notebooks** are listed by *File*, *Open…*: select one there to download it. To start one \
afresh, close its tab, delete your copy in that list, and open it again (its name stays there).
- **A cell that never ends** is stopped by *Kernel*, *Restart Kernel*; the ■ button cannot do it \
here.
- Each notebook that you open comes in a tab of its own, with its own Python: close those that \
you have finished."""


def build(folder: Path, notebooks: list[Path], given: Path | None) -> None:
    """Write the live edition into `folder`.

    Pyodide's files come from the folder `given`, or from its release. What JupyterLite needs is
    installed into an environment that is kept for the next build.
    """
    files, lock = pyodide.collect(given, KEPT / "pyodide")
    python = _environment()
    work = KEPT / "work"
    shutil.rmtree(work, ignore_errors=True)
    static, contents = work / "site" / "static" / "pyodide", work / "contents"
    static.mkdir(parents=True)
    contents.mkdir()
    for file in files:
        shutil.copy(file, static)
    wheels = [*_downloaded(python), *_of_the_kernel(), _nnlib(python, static)]
    wheels += [_archive(static, "ssl", {}), _fonts(static)]
    lock["packages"] |= {entry["name"]: entry for entry in map(_entry, wheels)}
    for wheel in wheels:
        if wheel.parent != static:
            shutil.copy(wheel, static)
    text = json.dumps(lock, sort_keys=True)
    (static / pyodide.LOCK).write_text(text, encoding="utf-8")
    _configure(work / "site", _short_hash(text.encode()))
    for notebook in notebooks:
        (contents / notebook.name).write_text(_copy(notebook), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    apps = [word for app in APPS for word in ("--apps", app)]
    command = [python, "-m", "jupyterlite_core", "build", "--contents", contents, *apps]
    command += ["--output-dir", folder.absolute(), "--no-sourcemaps"]
    _run(command, cwd=work / "site")


def _environment() -> Path:
    """Return the Python with JupyterLite alone, installed anew if its versions have changed."""
    wanted = (HERE / "environment.txt").read_text(encoding="utf-8")
    place = KEPT / "environment"
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    made = place / "made-of.txt"
    if not made.exists() or made.read_text(encoding="utf-8") != wanted:
        venv.create(place, clear=True, with_pip=True)
        _run([python, *PIP, "install", "-r", HERE / "environment.txt"])
        made.write_text(wanted, encoding="utf-8")
    return python


def _downloaded(python: Path) -> list[Path]:
    """Return the wheels of packages.txt, whose hashes pip checks."""
    folder = KEPT / "wheels"
    command = [python, *PIP, "download", "--require-hashes", "-r", HERE / "packages.txt"]
    command += ["--no-deps", "--only-binary=:all:", "--python-version=3.12", "--platform=any"]
    shutil.rmtree(folder, ignore_errors=True)
    _run([*command, "--dest", folder])
    return sorted(folder.glob("*.whl"))


def _of_the_kernel() -> list[Path]:
    wheels = sorted((KEPT / "environment" / WITH_THE_KERNEL).glob("*.whl"))
    return [wheel for wheel in wheels if not wheel.name.startswith("widgetsnbextension")]


def _nnlib(python: Path, static: Path) -> Path:
    """Build nnlib's own wheel. Its name tells its content, so that no cache holds an old one."""
    command = [python, *PIP, "wheel", "--no-deps", "--wheel-dir", static, ROOT]
    _run(command, env=os.environ | {"SOURCE_DATE_EPOCH": EPOCH})
    wheel = next(static.glob("nnlib-*.whl"))
    name, version, rest = wheel.name.split("-", 2)
    return wheel.rename(static / f"{name}-{version}+{_short_hash(wheel.read_bytes())}-{rest}")


def _fonts(static: Path) -> Path:
    """Make a package of the list of Matplotlib's own fonts, for the version that is here.

    Matplotlib's wheel brings the list of another, so that every session would make it anew.
    """
    with zipfile.ZipFile(next(static.glob("matplotlib-3*.whl"))) as wheel:
        fonts = json.loads(wheel.read("matplotlib/fontlist.json"))
        manager = wheel.read("matplotlib/font_manager.py").decode()
    version = re.search(r"^    __version__ = (\d+)$", manager, re.MULTILINE)[1]
    fonts["_version"] = int(version)
    return _archive(static, "matplotlib_fonts", {"matplotlib/fontlist.json": json.dumps(fonts)})


def _archive(static: Path, name: str, files: dict[str, str]) -> Path:
    """Write a wheel of these files; of none, it takes the place of a package nobody needs."""
    about = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
    tags = "Wheel-Version: 1.0\nGenerator: web\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    texts = files | {
        f"{name}-1.0.dist-info/{f}": t for f, t in (("METADATA", about), ("WHEEL", tags))
    }
    path = static / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for file, text in texts.items():
            wheel.writestr(zipfile.ZipInfo(file), text)
    return path


def _entry(wheel: Path) -> dict:
    """Return what the lock has to say of a wheel."""
    stem, version, _ = wheel.name.split("-", 2)
    name = stem.replace("_", "-")
    return {
        "name": name,
        "version": version,
        "file_name": wheel.name,
        "install_dir": "site",
        "package_type": "package",
        "unvendored_tests": False,
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "imports": [] if name in ("ssl", "matplotlib-fonts") else [stem],
        "depends": _needs_of_nnlib() if name == "nnlib" else DEPENDS.get(name, []),
    }


def _needs_of_nnlib() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.match(r"[\w-]+", line)[0] for line in project["dependencies"]]
    return [*dict.fromkeys(names), "matplotlib-fonts"]


def _configure(site: Path, version: str) -> None:
    """Say where the kernel finds its files, and that it asks nobody else."""
    kernel = {
        "pyodideUrl": "./static/pyodide/pyodide.js",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "packages": AT_START,
            "lockFileURL": f"./static/pyodide/{pyodide.LOCK}?v={version}",
        },
    }
    data = {
        "appName": "Hands-on neural networks",
        "exposeAppInBrowser": True,
        "settingsOverrides": SETTINGS,
        "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel},
    }
    text = json.dumps({"jupyter-lite-schema-version": 0, "jupyter-config-data": data}, indent=2)
    (site / "jupyter-lite.json").write_text(text, encoding="utf-8")


def _copy(path: Path) -> str:
    """Return a notebook without outputs, which says where it runs."""
    notebook = without_outputs(read(path))
    # The link to this copy goes, and a note comes.
    opening = re.sub(r"\[run in your browser\]\(\S+\) · ", "", notebook.cells[0].source)
    notebook.cells[0].source = opening + NOTE
    return nbformat.writes(notebook) + "\n"


def _short_hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]


def _run(command: list, **settings: object) -> None:
    """Run a program, and show what it said only if it fails."""
    run = subprocess.run(
        [*map(str, command)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **settings,
    )
    if run.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{run.stdout}")
