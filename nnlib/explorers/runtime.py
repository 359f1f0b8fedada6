"""The JavaScript that moves the explorers, joined from its modules into one text.

A widget loads a single module from memory, where no relative import leads anywhere. So each file
of `js` becomes a function of its own, and the imports become its constants; a static page gets the
same text. Nothing has to be built.
"""

import json
import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "js"
_COMMENT = re.compile(r"^ *//[^\n]*\n|^ */\*\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL)


@cache
def source() -> str:
    """Return the whole runtime as one module."""
    return f"{_modules()}\nexport default {{ ...$index.$default, look: {json.dumps(look())} }};\n"


@cache
def page_source() -> str:
    """Return the whole runtime as a script that brings a page's explorers to life."""
    return f"(() => {{\n{_modules()}\n$index.start(document);\n}})();\n"


def _modules() -> str:
    return "\n".join(_module(name) for name in _in_order())


@cache
def look() -> str:
    """Return the whole style sheet."""
    return _sheet("picture") + _sheet("look")


@cache
def picture_look() -> str:
    """Return what pictures need of it, without comments and white space."""
    sheet = re.sub(r"/\*.*?\*/", "", _sheet("picture"), flags=re.DOTALL)
    return re.sub(r" *([{},;]) *", r"\1", re.sub(r"\s+", " ", sheet)).strip()


def _sheet(name: str) -> str:
    return (FOLDER / f"{name}.css").read_text(encoding="utf-8")


def _in_order() -> list[str]:
    """Return the modules, each behind those that it imports."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js")}
    needs = {name: set(re.findall(r'from "\./(\w+)\.js"', text)) for name, text in texts.items()}
    ordered: list[str] = []
    while len(ordered) < len(needs):
        ready = [n for n in sorted(needs) if n not in ordered and needs[n] <= set(ordered)]
        if not ready:
            raise ImportError(f"modules of {FOLDER.name} import each other in a circle")
        ordered += ready
    return ordered


def _module(name: str) -> str:
    """Return a module as a function that gives what the module exports."""
    text = (FOLDER / f"{name}.js").read_text(encoding="utf-8")
    text = _COMMENT.sub("", text)
    text = re.sub(r'^import (\{[^}]*\}) from "\./(\w+)\.js";', _constant, text, flags=re.MULTILINE)
    exported = re.findall(r"^export (?:async )?(?:function|class|const) (\w+)", text, re.MULTILINE)
    if "\nexport default " in text:
        exported.append("$default")
        text = text.replace("\nexport default ", "\nconst $default = ")
    text = re.sub(r"^export ", "", text, flags=re.MULTILINE)
    return f"const ${name} = (() => {{\n{text.strip()}\nreturn {{ {', '.join(exported)} }};\n}})();"


def _constant(found: re.Match[str]) -> str:
    return f"const {found[1].replace(' as ', ': ')} = ${found[2]};"
