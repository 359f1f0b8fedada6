"""The learner's own library of notebook 12, in one file: ``my_nnlib.py``.

A piece is written in a cell of the notebook. `keep` puts it into the file, in the folder of the
notebook, once it passes its tests. The file is made when the first piece is kept. Until a piece
is written, the file imports it from `nnlib.exercises.reference`, and says so, so it can always be
imported. A piece in the file is never replaced unless the learner asks for it, so edits by hand
stay.

Nothing is remembered from cell to cell: each call reads the file again. Without a file, or where
none can be written, the reference is used.
"""

import ast
import linecache
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from nnlib.exercises import reference
from nnlib.exercises.answers import attempt
from nnlib.exercises.notebook_12 import EXERCISES, PIECES
from nnlib.layers import Layer, Linear, ReLU, Sigmoid, Tanh
from nnlib.network import Network

FILE = "my_nnlib.py"
_NAME = "my_nnlib"
_HEAD = '''"""My own nnlib, written in notebook 12 and tested by nnlib's own tests."""

import numpy as np
'''
_MARK = "# %% "  # then the name of a piece
_END = "more", "# Below this line you write what you like. No cell of the notebook changes it."
_UNWRITTEN = "from nnlib.exercises.reference import {}  # not written yet"
_MEND = "Correct it, or delete it. Until then, the notebook uses the reference solution."
_ACTIVATIONS: dict[str, type[Layer]] = {"Sigmoid": Sigmoid, "ReLU": ReLU, "Tanh": Tanh}


def library() -> ModuleType:
    """Return the learner's library, read from the file again; without a file, the reference.

    It is also what ``import my_nnlib`` gives afterwards. If the file cannot be used, a line says
    why, and the reference is returned.
    """
    module, complaint = _loaded()
    if complaint:
        print(complaint)
    return module


def keep(piece: Any, *, replace: bool = False) -> ModuleType:
    """Put a piece into the file if it passes its tests, say what was done, and return the library.

    Parameters
    ----------
    piece : class or function
        Its name says which one it is. The whole cell that it comes from is kept, without the calls
        of `check` and `keep`.
    replace : bool, default False
        Whether it may replace another version of the piece that the file has.
    """
    print(_kept(piece, replace=replace))
    return library()


def written() -> list[str]:
    """Return the names of the pieces in the file that are the learner's own."""
    sections = _sections(_text(Path(FILE)) or "")
    return [name for name in PIECES if _is_own(name, sections.get(name, ""))]


def lines() -> int:
    """Return how many lines of code the library has, without blank lines and comments."""
    text = None if _loaded()[1] else _text(Path(FILE))
    text = text or Path(str(reference.__file__)).read_text(encoding="utf-8")
    bare = re.sub(r'^\s*""".*?"""\n', "", text, flags=re.MULTILINE | re.DOTALL)
    return sum(bool(line.strip()) and line.strip()[0] != "#" for line in bare.splitlines())


def to_nnlib(network: Any) -> Network:
    """Return a network of nnlib's with the same layers and the same parameters.

    Parameters
    ----------
    network : object
        With `layers`: those that have a `weight` become `nnlib.Linear`, the others the layer of
        nnlib with the same name.

    Raises
    ------
    ValueError
        If nnlib has no such layer.
    """
    layers: list[Layer] = []
    for layer in network.layers:
        name = type(layer).__name__
        if hasattr(layer, "weight"):
            units, n = np.shape(layer.weight)
            linear = Linear(n, units, weight=layer.weight)
            linear.bias = layer.bias
            layers.append(linear)
        elif name in _ACTIVATIONS:
            layers.append(_ACTIVATIONS[name]())
        else:
            known = ", ".join(_ACTIVATIONS)
            raise ValueError(f"network expected layers Linear, {known}, got {name}")
    return Network(*layers)


def _loaded() -> tuple[ModuleType, str]:
    """Return the library, and what is wrong with the file."""
    path = Path(FILE).absolute()
    text = _text(path)
    if text is None:
        return reference, ""
    module = sys.modules.setdefault(_NAME, ModuleType(_NAME))
    names = vars(module)
    for name in [name for name in names if not name.startswith("__")]:
        del names[name]  # what was in the file before
    ran = attempt(lambda: exec(compile(text, str(path), "exec"), names))
    linecache.checkcache(str(path))  # so that an error shows the lines of now
    if isinstance(ran, BaseException):
        said = f"{FILE} cannot be run: {type(ran).__name__}: {ran}. {_MEND}"
        return reference, said
    if missing := [name for name in PIECES if name not in names]:
        return reference, f"{FILE} has no {', '.join(missing)}. {_MEND}"
    return module, ""


def _kept(piece: Any, *, replace: bool) -> str:
    """Do what `keep` does, and return what it says."""
    name = getattr(piece, "__name__", None)
    if name not in PIECES:
        return f"The library has the pieces {', '.join(PIECES)}. Keep one of them."
    text = _text(Path(FILE))
    section = _sections(text or "").get(name, "")
    own = _is_own(name, section)
    used = f"The one in {FILE} stays." if own else "Until then, the reference takes its place."
    verdict = EXERCISES[PIECES[name]].judge(piece, np.random.default_rng()).kind
    if piece.__module__ in (_NAME, reference.__name__) or verdict == "not answered":
        return f"{name}: yours, from {FILE}." if own else f"{name}: not written yet. {used}"
    if verdict != "right":
        return f"{name}: not kept, because it does not pass its tests yet. {used}"
    source = _source_of(piece)
    if source is None:
        return f"{name}: not kept, because its text was not found. Write it in a notebook's cell."
    if own and section.strip() == source.strip():
        return f"{name}: yours, from {FILE}."
    if own and not replace:
        return (
            f"{name}: {FILE} already has another one, which stays. To replace it, run "
            f"keep({name}, replace=True)."
        )
    return _stored(text, name, source)


def _stored(before: str | None, name: str, source: str) -> str:
    """Write the file, and take it back if the piece does not work there."""
    path = Path(FILE)
    if _loaded()[1]:
        return f"{name}: not kept, because {FILE} is broken."
    try:
        path.write_text(_with(before, name, source), encoding="utf-8")
    except OSError as error:
        return f"{name}: not kept, because {FILE} cannot be written ({error.strerror})."
    module, complaint = _loaded()
    verdict = EXERCISES[PIECES[name]].judge(getattr(module, name), np.random.default_rng())
    if verdict.kind == "right" and not complaint:
        return f"{name}: yours, now in {FILE}."
    if before is None:
        path.unlink()
    else:
        path.write_text(before, encoding="utf-8")
    return (
        f"{name}: not kept, because it does not work alone in a file. Put everything that it needs "
        f"into its own cell. ({complaint or verdict.text})"
    )


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _sections(text: str) -> dict[str, str]:
    """Return the file's sections by the names of their pieces; "" is what comes first."""
    head, *parts = re.split(rf"^{_MARK}(\w+)[ \t]*\n", text, flags=re.MULTILINE)
    return {"": head} | dict(zip(parts[::2], parts[1::2], strict=True))


def _is_own(name: str, section: str) -> bool:
    return bool(section.strip()) and _UNWRITTEN.format(name) not in section


def _with(text: str | None, name: str, source: str) -> str:
    """Return the file's text with this piece in it; everything else stays as it is."""
    if text is None:
        sections = {"": _HEAD} | {each: _UNWRITTEN.format(each) for each in PIECES}
        sections[_END[0]] = _END[1]
    else:
        sections = _sections(text)
    before, unwritten = sections.get(name, ""), _UNWRITTEN.format(name)
    sections[name] = before.replace(unwritten, source) if unwritten in before else source
    parts = [sections.pop("").strip()]
    parts += [f"{_MARK}{each}\n{own.strip()}" for each, own in sections.items()]
    return "\n\n\n".join(parts) + "\n"


def _source_of(piece: Any) -> str | None:
    """Return the text of the cell that a piece comes from, without calls of `check` and `keep`."""
    members = [piece, *vars(piece).values()] if isinstance(piece, type) else [piece]
    codes = [each.__code__ for each in members if hasattr(each, "__code__")]
    found = ["".join(linecache.getlines(code.co_filename)) for code in codes]
    text = next(filter(None, found), None)
    tree = attempt(ast.parse, text) if text else None
    if not isinstance(tree, ast.Module):
        return None
    kept = text.splitlines() if text else []
    for node in tree.body:
        call = node.value if isinstance(node, ast.Expr | ast.Assign) else None
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("check", "keep"):
            kept[node.lineno - 1 : node.end_lineno] = [""] * (
                (node.end_lineno or node.lineno) - node.lineno + 1
            )
    return "\n".join(kept).strip() + "\n"
