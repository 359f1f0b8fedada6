"""What is public in a module, and how it is called, as griffe reads it from the source."""

import re
from collections.abc import Iterator

import griffe

WIDE = 72  # characters: a longer signature has a line for each parameter
Objects = dict[str, griffe.Object]


def target(each: griffe.Object | griffe.Alias) -> griffe.Object:
    """Return what a name stands for, where it is defined."""
    return each.final_target if each.is_alias else each


def public(module: griffe.Module) -> Objects:
    """Return the public names of a module: its ``__all__``, else what it defines itself."""
    if module.exports:
        return {str(name): target(module[str(name)]) for name in module.exports}
    return {
        name: each
        for name, each in module.members.items()
        if not each.is_alias
        and not name.startswith("_")
        and not each.is_module
        and (not each.is_attribute or name.isupper())
    }


def members(each: griffe.Object) -> Iterator[griffe.Object]:
    """Yield what a class has of its own: its properties, and what has a docstring."""
    if each.is_class:
        for name, member in each.members.items():
            private = name.startswith("_") and not name.startswith("__")
            if not private and (member.docstring or "property" in member.labels):
                yield member


def signature(each: griffe.Object) -> str:
    """Return how something is called, or the type of an attribute, as it was written."""
    if each.is_attribute:
        typed = f"{each.name}: {each.annotation}" if each.annotation else each.name
        value = f" = {each.value}" if each.value is not None else ""
        return typed + (value if len(typed + value) <= WIDE else "")
    written = each.signature() if each.parameters else f"{each.name}()"
    written = written.replace("(self, ", "(").replace("(self)", "()")
    if len(written) <= WIDE:
        return written
    name, parameters, result = re.fullmatch(r"(\w+)\((.*)\)( -> .+)?", written).groups("")
    lines = re.sub(r", (?=\w+: |[*/])", ",\n    ", parameters)
    return f"{name}(\n    {lines},\n){result}"
