"""Elements: pictures and formulas as a tree of plain data, and their still text.

An element is a list ``[tag, attributes, child, ...]``. What follows from the numbers stands as
``["=", expression]``, in place of an attribute or of a text. Attributes that begin with @ say what
a hand can do there; JavaScript reads them, and a still picture leaves them out.
"""

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from nnlib.drawing.expressions import Expr, Scope, as_data, evaluate
from nnlib.drawing.numerals import coordinate

Element = list[Any]
Tags = Mapping[str, Callable[[dict[str, Any], Scope], str]]
_NO_TAGS: Tags = {}
_EXPRESSIONS = ("show", "seen", "number", "keys")
_HOLD_SOME = ("place", "pick", "flow", "lit", "from")
_FOR_HANDS = (*_EXPRESSIONS, *_HOLD_SOME, "axis", "drag")
_VOID = ("hr", "br")
_UNSEEN = {"nx-hit", "nx-focus", "nx-halo", "nx-flow", "nx-live-only"}  # without a hand


def element(tag: str, *children: Any, **attributes: Any) -> Element:
    """Return an element.

    Parameters
    ----------
    tag : str
        Of SVG or HTML.
    *children : Element, str or Expr
        What it holds; an Expr is a text that follows.
    **attributes : float, str or Expr
        With underscores for hyphens; ``class_`` and ``from_`` with one behind. What a hand can do
        there: `show`, `seen`, `number`, `place`, `pick`, `keys`, `lit`, `from_`, `flow`, `axis`,
        `drag`. One that is None is left out.
    """
    named = {}
    for key, value in attributes.items():
        name = key.rstrip("_").replace("_", "-")
        if value is None:
            continue
        named["@" + name if name in _FOR_HANDS else name] = _held(name, value)
    return [tag, named, *(_follows(child) for child in children if child is not None)]


def _held(name: str, value: Any) -> Any:
    """Return an attribute's data: those for hands are expressions, or hold some."""
    if name in _EXPRESSIONS:
        return as_data(value)
    if name in _HOLD_SOME:
        return _deep(value)
    return _follows(value)


def _deep(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _deep(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_deep(each) for each in value]
    return value.data if isinstance(value, Expr) else value


def _follows(value: Any) -> Any:
    return ["=", value.data] if isinstance(value, Expr) else value


def is_bound(value: Any) -> bool:
    """Say whether a child or an attribute follows from the numbers."""
    return isinstance(value, list) and bool(value) and value[0] == "="


def attribute_text(value: Any) -> str:
    """Write an attribute's value: numbers are places, and many of them stand one by one."""
    if isinstance(value, list):
        return " ".join(map(coordinate, value))
    return value if isinstance(value, str) else coordinate(value)


def bound(tree: Element, scope: Scope) -> Iterator[str]:
    """Yield every attribute and text that follows from the numbers, in the order of the tree."""
    _, attributes, *children = tree
    for name, value in attributes.items():
        if is_bound(value):
            yield f"{name}={attribute_text(evaluate(value[1], scope))}"
        elif name in ("@show", "@seen"):
            yield f"{name}={str(bool(evaluate(value, scope))).lower()}"
        elif name == "@number":
            yield f"{name}={evaluate(value, scope)}"
    for child in children:
        if is_bound(child):
            yield str(evaluate(child[1], scope))
        elif isinstance(child, list):
            yield from bound(child, scope)


def markup(tree: Element, scope: Scope, *, svg: bool = False, tags: Tags = _NO_TAGS) -> str:
    """Write an element and all in it as SVG or HTML that stands still; what is hidden is left out.

    Parameters
    ----------
    tree : Element
        What to write.
    scope : mapping
        What its expressions see.
    svg : bool, default False
        Whether it stands inside an SVG.
    tags : mapping, optional
        How tags of our own are written: functions of the attributes and the scope.
    """
    tag, attributes, *children = tree
    if "@show" in attributes and not evaluate(attributes["@show"], scope):
        return ""
    if svg and _is_for_hands(attributes.get("class")):
        return ""
    if tag in tags:
        return tags[tag](attributes, scope)
    svg = svg or tag == "svg"
    written = "".join(f' {key}="{value}"' for key, value in _written(attributes, scope))
    if tag in _VOID:
        return f"<{tag}{written}>"
    inner = "".join(_child(child, scope, svg=svg, tags=tags) for child in children)
    return f"<{tag}{written}/>" if svg and not inner else f"<{tag}{written}>{inner}</{tag}>"


def _is_for_hands(class_: Any) -> bool:
    """Say whether a shape is only there to be taken hold of, or to show that it is."""
    return isinstance(class_, str) and not _UNSEEN.isdisjoint(class_.split())


def _written(attributes: dict[str, Any], scope: Scope) -> Iterator[tuple[str, str]]:
    for key, value in attributes.items():
        if key == "@seen" and not evaluate(value, scope):
            yield "data-unseen", ""
        elif not key.startswith("@"):
            given = evaluate(value[1], scope) if is_bound(value) else value
            yield key, escape(attribute_text(given))


def _child(child: Any, scope: Scope, *, svg: bool, tags: Tags) -> str:
    if is_bound(child):
        return bold(str(evaluate(child[1], scope)), svg=svg)
    if isinstance(child, str):
        return bold(child, svg=svg)
    return markup(child, scope, svg=svg, tags=tags)


def bold(text: str, *, svg: bool = False) -> str:
    """Write a text with its ``**words**`` in bold."""
    start, end = ('<tspan font-weight="650">', "</tspan>") if svg else ("<b>", "</b>")
    pieces = escape(text, quote=False).split("**")
    return "".join(f"{start}{p}{end}" if i % 2 else p for i, p in enumerate(pieces))


def plain(text: str) -> str:
    """Return a text without the signs for bold."""
    return text.replace("**", "")
