"""Which statements of a notebook an answer needs: those that its names come from.

We go back from the answer through the cells before it. A statement is needed if it binds a name
that is wanted, or may change its value; then the names that it uses are wanted, too. Imports are
always needed, where the package is there, because hints about a wrong name look at them. What
only draws never is.
"""

import ast
import builtins
import symtable
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec

Names = frozenset[str]
NOTHING: Names = frozenset()
BUILTINS = {*dir(builtins)}
DRAW = {"Picture", "diagrams", "explorers", "plots"}
RANDOM = "rng"  # each use of the notebooks' random numbers changes the next


@dataclass(frozen=True)
class Statement:
    """A statement of a cell.

    Parameters
    ----------
    code : str
        The statement.
    used : frozenset of str
        The names that it takes from outside.
    bound : frozenset of str
        Those that have a new value after it, whatever they had before.
    changed : frozenset of str
        Those that may have another value after it.
    called : bool
        Whether what it binds uses the names again, when it is called.
    always : bool
        Whether every answer needs it.
    """

    code: str
    used: Names
    bound: Names
    changed: Names
    called: bool = field(default=False, kw_only=True)
    always: bool = field(default=False, kw_only=True)


def statements(code: str) -> Iterator[Statement]:
    """Yield the statements of a cell; each imported name has one of its own."""
    for node in ast.parse(code).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from _imports(node)
            continue
        used, bound = _used(node), _names(node)[1]
        draws = isinstance(node, ast.Expr) and _root(node.value) in DRAW
        changed = NOTHING if draws else bound | used & {*_touched(node)}
        simple = isinstance(node, ast.Assign | ast.FunctionDef | ast.ClassDef)
        called = any(isinstance(part, ast.FunctionDef | ast.Lambda) for part in ast.walk(node))
        sure = bound if simple else NOTHING
        yield Statement(ast.unparse(node), used, sure, changed, called=called)


def needed(answer: str, before: list[Statement]) -> list[int]:
    """Return which of the statements before it an answer needs, in their order."""
    own = [*statements(answer)]
    imported = DRAW.union(*(each.bound for each in before if each.always))
    later: dict[str, Names] = {}  # what functions use
    for each in [*before, *own]:
        if each.called:
            later |= {name: later.get(name, NOTHING) | each.used for name in each.bound}
    wanted, found = NOTHING, []
    for each in reversed(own):
        wanted = wanted - each.bound | _with_calls(each.used, later)
    for place, each in reversed([*enumerate(before)]):
        if each.always or (each.bound | each.changed - imported) & wanted:
            wanted = wanted - each.bound | _with_calls(each.used, later)
            found.append(place)
    return found[::-1]


def _with_calls(names: Names, later: dict[str, Names]) -> Names:
    """Return names, with those that are used when they are called."""
    while more := _union(later.get(name, NOTHING) for name in names) - names:
        names |= more
    return names


def _union(sets: Iterable[Names]) -> Names:
    return NOTHING.union(*sets)


def _names(node: ast.AST) -> tuple[Names, Names]:
    """Return the names that some code takes from outside of its functions, and those it binds."""
    top = symtable.symtable(ast.unparse(node), "", "exec")
    used = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_referenced()}
    bound = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_assigned()}
    inner = top.get_children()
    while inner:
        scope = inner.pop()
        used |= {symbol.get_name() for symbol in scope.get_symbols() if symbol.is_global()}
        inner += scope.get_children()
    return frozenset(used - BUILTINS), frozenset(bound)


def _used(node: ast.stmt) -> Names:
    """Return the names that a statement takes from outside: not those that it binds first."""
    match node:
        case ast.For(target, iterable, body, orelse):
            first = {part.id for part in ast.walk(target) if isinstance(part, ast.Name)}
            return _names(iterable)[0] | _used_in(body) - first | _used_in(orelse)
        case ast.If(test, body, orelse):
            return _names(test)[0] | _used_in(body) | _used_in(orelse)
        case ast.AugAssign(target):
            return _names(node)[0] | {_root(target)}
    return _names(node)[0]


def _used_in(block: list[ast.stmt]) -> Names:
    wanted = NOTHING
    for node in reversed(block):
        bound = _names(node)[1] if isinstance(node, ast.Assign) else NOTHING
        wanted = wanted - bound | _used(node)
    return wanted


def _imports(node: ast.Import | ast.ImportFrom) -> Iterator[Statement]:
    for alias in node.names:
        name = alias.asname or alias.name.partition(".")[0]
        package = (getattr(node, "module", None) or alias.name).partition(".")[0]
        node.names = [alias]
        always = name not in DRAW and find_spec(package) is not None
        bound = frozenset({name})
        yield Statement(ast.unparse(node), NOTHING, bound, bound, always=always)


def _touched(node: ast.stmt) -> Iterator[str]:
    """Yield names whose values a statement may change without binding them.

    A method may change its object, and a function its first argument, as `fit` does.
    """
    yield RANDOM
    for part in ast.walk(node):
        match part:
            case ast.Attribute(ctx=ast.Store()) | ast.Subscript(ctx=ast.Store()):
                yield _root(part)
            case ast.Call(ast.Attribute()):
                yield _root(part)
        match part:
            case (
                ast.Expr(ast.Call(args=[ast.Name(first), *_]))
                | ast.Assign(value=ast.Call(ast.Name(), [ast.Name(first), *_]))
                | ast.Call(ast.Attribute(attr="fit" | "train"), [ast.Name(first), *_])
            ):
                yield first


def _root(node: ast.expr) -> str:
    """Return the name that an expression such as ``name.layers[0].forward(x)`` starts with."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""
