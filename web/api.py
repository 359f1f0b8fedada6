"""The reference of nnlib: a page for each public module, made of its docstrings.

The modules are read, not imported, so that a type is shown as it was written: ``Array``, not what
NumPy makes of it. What is public, the docstring of nnlib says.
"""

import html
import re
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import griffe
from links import ROOT, repository
from nbconvert.filters.markdown_mistune import MarkdownWithMath
from prose import Renderer, listing
from public import Objects, members, public, signature, target

FOLDER = "api"
PACKAGE = "nnlib"
STYLE = Path(__file__).with_suffix(".css")
MARK = "<!-- content -->"
LISTS = ("Parameters", "Returns", "Raises", "Attributes")


def write(folder: Path, frame: Callable[..., str]) -> list[Path]:
    """Write a page for each public module; `frame` puts a title and a content on a page."""
    (folder / FOLDER).mkdir(exist_ok=True)
    (folder / FOLDER / STYLE.name).write_bytes(STYLE.read_bytes())
    reference, pages = Reference(), []
    for module in reference.modules:
        around = below(frame(title=module.path, content=MARK))
        page = folder / FOLDER / f"{module.path}.html"
        content = reference.page(module)
        page.write_text(around.replace(MARK, content), encoding="utf-8", newline="\n")
        pages.append(page)
    return pages


def below(frame: str) -> str:
    """Return what is around a page, for one in a folder below that has a style of its own."""
    frame = frame.replace(
        "</head>", f'<link rel="stylesheet" href="{FOLDER}/{STYLE.name}">\n</head>'
    )
    return re.sub(r'(href|src)="(?!#|[a-z]+:)', r'\1="../', frame)


class Reference:
    """All public modules, their public names, and where each of them is explained."""

    def __init__(self) -> None:
        self.package = griffe.load(PACKAGE, search_paths=[ROOT])
        about, *items = re.split("^- ", self.package.docstring.value, flags=re.MULTILINE)
        self.notation = with_formulas(about.rpartition("\n\nPublic names")[0])
        listed = [re.fullmatch(r"(\w+): ([\w,\s]+)", item).groups() for item in items]
        self.names = {name: re.split(r",\s+", names.strip()) for name, names in listed}
        self.modules: list[griffe.Module] = [self.package]
        self.addresses: dict[str, str] = {}
        for name in self.names:
            if name != PACKAGE:
                self._add(self.package[name])
        for name in self.names[PACKAGE]:
            self._name(name, self.package, target(self.package[name]))

    def _add(self, module: griffe.Module) -> None:
        """Take a module in, the public modules in it, and where their names are explained."""
        self.modules.append(module)
        self.addresses[module.path] = f"{module.path}.html"
        for name, each in public(module).items():
            if each.is_module:
                self._add(each)
                continue
            self.addresses[each.path] = f"{module.path}.html#{name}"
            for method in members(each):
                self.addresses[method.path] = f"{module.path}.html#{name}.{method.name}"
            self._name(name, module, each)

    def _name(self, name: str, module: griffe.Module, each: griffe.Object) -> None:
        """Let what a module offers be found by that name, too."""
        for one in (each, *members(each)):
            path = one.path.replace(each.path, f"{module.path}.{name}")
            self.addresses[path] = self.addresses[one.path]

    def page(self, module: griffe.Module) -> str:
        """Return what the page of a module contains."""
        if module is self.package:
            return f"<h1>{PACKAGE}</h1>\n{self.text(self.notation, self.package)}{self.contents()}"
        inside = module.path.removeprefix(PACKAGE)
        file = module.filepath.relative_to(ROOT).as_posix()
        parts = [f'<h1><a href="{PACKAGE}.html">{PACKAGE}</a>{inside}</h1>\n']
        parts.append(self.documentation(module))
        parts.append(f'<p>Source: <a href="{repository()}/blob/main/{file}">{file}</a></p>\n')
        everything = public(module)
        parts.append(f'<p class="names">{self.links(module.path, everything)}</p>\n')
        parts += [
            self.member(name, each) for name, each in everything.items() if not each.is_module
        ]
        return "".join(parts)

    def contents(self) -> str:
        """Return what there is: each module with what it is for, and its names."""
        parts = []
        for name, names in self.names.items():
            scope, title, purpose = PACKAGE, PACKAGE, "What ``import nnlib`` gives at once."
            if name != PACKAGE:
                scope = f"{PACKAGE}.{name}"
                title = f'<a href="{self.addresses[scope]}">{scope}</a>'
                purpose = self.package[name].docstring.value.partition("\n\n")[0]
            parts.append(f'<h2 id="{scope}">{title}</h2>\n{self.text(purpose, self.package)}')
            parts.append(f'<p class="names">{self.links(scope, names)}</p>\n')
        return f'<div class="modules">\n{"".join(parts)}</div>\n'

    def links(self, scope: str, names: list[str] | Objects) -> str:
        """Return links to the names of a module."""
        links = [f'<a href="{self.addresses[f"{scope}.{name}"]}">{name}</a>' for name in names]
        return "\n".join(links)

    def member(self, name: str, each: griffe.Object) -> str:
        """Return a function, a class with its methods, or a constant as HTML."""
        kind = "constant" if each.is_attribute else each.kind.value
        parts = [f'<h2 id="{name}">{name} <small>{kind}</small></h2>\n', listing(signature(each))]
        if each.is_class and (bases := [str(base) for base in each.bases]):
            parts.append(self.text(f"Derives from {', '.join(f'`{b}`' for b in bases)}.", each))
        parts.append(self.documentation(each))
        for method in members(each):
            heading = f"{name}.{method.name}"
            parts.append(f'<h3 id="{heading}">{heading}</h3>\n{listing(signature(method))}')
            parts.append(self.documentation(method))
        if not each.is_attribute:
            source = listing(dedent(each.source))
            parts.append(f'<details class="source"><summary>Source</summary>\n{source}</details>\n')
        return "".join(parts)

    def documentation(self, each: griffe.Object) -> str:
        """Return a docstring as HTML; its sections are those of numpydoc."""
        if not each.docstring:
            return ""
        text, *sections = re.split(r"^(\w+)\n-+\n", each.docstring.value, flags=re.MULTILINE)
        parts = [self.text(text, each)]
        for title, body in zip(sections[::2], sections[1::2], strict=True):
            parts.append(f'<p class="section">{title}</p>\n')
            if title in LISTS:
                parts.append(self.descriptions(body, each))
            elif title == "Examples":
                parts.append(listing(body, "pycon"))
            else:
                parts.append(self.text(body, each))
        return "".join(parts)

    def descriptions(self, body: str, each: griffe.Object) -> str:
        """Return what is described, such as parameters, and each description."""
        items = re.findall(r"^(\S.*)\n((?: .*\n?|\n)*)", body, re.MULTILINE)
        described = [
            f"<dt>{html.escape(what)}</dt>\n<dd>{self.text(dedent(words), each)}</dd>\n"
            for what, words in items
        ]
        return f"<dl>\n{''.join(described)}</dl>\n"

    def text(self, words: str, each: griffe.Object) -> str:
        """Return the words of a docstring as HTML; a name in it leads to its explanation."""
        words = re.sub("::$", ":", words, flags=re.MULTILINE)  # what is indented is code
        words = re.sub(r"docs/[\w/]+\.md", r"[\g<0>](\g<0>)", words)
        return MarkdownWithMath(renderer=Docstring(self, each)).render(words)

    def address(self, name: str, each: griffe.Object) -> str | None:
        """Return where a name is explained; a function's parameter is in its own docstring."""
        if each.is_function and name in {one.name for one in each.parameters}:
            return None
        scope = each.path
        while scope:
            found = self.addresses.get(f"{scope}.{name}", "")
            if "#" in found:  # of a module, the whole name is asked for
                return found
            scope = scope.rpartition(".")[0]
        return self.addresses.get(name)


class Docstring(Renderer):
    """From the Markdown of a docstring to HTML."""

    def __init__(self, reference: Reference, each: griffe.Object) -> None:
        super().__init__()
        self.reference, self.each = reference, each

    def codespan(self, text: str) -> str:
        """Write code; a public name leads to where it is explained."""
        code = super().codespan(text)
        address = self.reference.address(text, self.each)
        return f'<a href="{address}">{code}</a>' if address else code


def with_formulas(notation: str) -> str:
    """Return the table of symbols with formulas for ``w_k,i`` or ``sigma`` in its first column."""

    def formula(symbol: re.Match[str]) -> str:
        letters = re.sub("[a-z]{2,}", r"\\\g<0>", symbol[1])
        return "$" + re.sub("_(.+)", r"_{\1}", letters) + "$ |"

    head, rule, rows = re.split(r"(\n---.*\n)", notation)
    return head + rule + re.sub(r"^(\S+) +\|", formula, rows, flags=re.MULTILINE)
