"""The reference on the site: every public name is explained, and every link leads somewhere."""

import importlib
import inspect
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
from bs4 import BeautifulSoup

import nnlib

ROOT = Path(__file__).parents[2]
# Module by module, as help(nnlib) lists them: tests/unit/test_package.py compares with the code.
ITEMS = dict(re.findall(r"^- (\w+): (.*(?:\n  .*)*)", nnlib.__doc__, re.MULTILINE))
NAMES = [
    (f"nnlib.{module}", name)
    for module, names in ITEMS.items()
    if module != "nnlib"
    for name in re.split(r",\s+", names)
]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Return every page of the site by its address."""
    folder = tmp_path_factory.mktemp("site")
    code = "import pathlib, sys, build; build.build_pages(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, folder], cwd=ROOT / "web", check=True, timeout=60)
    return {
        path.relative_to(folder).as_posix(): BeautifulSoup(path.read_bytes(), "html.parser")
        for path in folder.rglob("*.html")
    }


@pytest.fixture(scope="module")
def pages(site):
    """Return the pages of the reference."""
    return {name: page for name, page in site.items() if name.startswith("api/")}


def words(text):
    """Return the words of a docstring, or of what the site makes of it."""
    return re.findall(r"\w+", text)


def members(module, name):
    """Yield a public name, and the methods and properties that the class has of its own."""
    each = getattr(importlib.import_module(module), name)
    yield name, each
    if inspect.isclass(each):
        for inner, one in vars(each).items():
            function = getattr(one, "__func__", one)
            own = inspect.isfunction(function) and function.__qualname__ == f"{name}.{inner}"
            if (own or isinstance(one, property)) and (inner[0] != "_" or inner == "__call__"):
                yield f"{name}.{inner}", function


@pytest.mark.parametrize(("module", "name"), NAMES)
def test_every_public_name_is_explained_in_the_words_of_its_docstring(pages, module, name):
    if isinstance(getattr(importlib.import_module(module), name), ModuleType):
        assert f"api/{module}.{name}.html" in pages
        return
    page = pages[f"api/{module}.html"]
    for title, each in members(module, name):
        heading = page.find(id=title)
        assert heading, title
        if not inspect.isclass(each) and not inspect.isfunction(each):
            continue  # a property or a constant, whose type says it all
        doc = inspect.getdoc(each)
        shown = []
        for element in heading.find_next_siblings():
            if element.name in ("h2", "h3", "details"):
                break
            shown.append(element)
        said = [element.get_text() for element in shown[1:]]  # without the signature
        said = said[1:] if said[0].startswith("Derives from") else said
        assert words(doc) == words(" ".join(said)), title
        sections = re.findall(r"^(\w+)\n---", doc, re.MULTILINE)
        assert [one.get_text() for one in shown if "section" in one.get("class", [])] == sections


def test_the_first_page_leads_to_every_name(pages):
    start = pages["api/nnlib.html"]
    listed = [(module, name) for module, names in ITEMS.items() for name in words(names)]
    assert [link.get_text() for link in start.select(".names a")] == [name for _, name in listed]


def test_links_lead_somewhere(site, pages):
    for name, page in pages.items():
        inside = [link["href"] for link in page.find_all("a") if ":" not in link["href"]]
        assert len(inside) > 13, name
        for href in inside:
            path, _, anchor = href.partition("#")
            goal = name if not path else path[3:] if path.startswith("../") else f"api/{path}"
            if not goal.startswith("live/"):
                assert goal in site, (name, href)
                assert not anchor or site[goal].find(id=anchor), (name, href)


def test_a_name_in_a_docstring_leads_to_its_explanation_and_a_parameter_does_not(pages):
    layers = pages["api/nnlib.layers.html"]
    linked = {link.get_text(): link["href"] for link in layers.select("p a:has(code)")}
    assert linked["Parameter.grad"] == "nnlib.parameters.html#Parameter.grad"
    assert linked["nnlib.storage.save"] == "nnlib.storage.html#save"
    assert linked["weight"] == "nnlib.layers.html#Linear.weight"  # an attribute, too
    mark = pages["api/nnlib.lineage.html"].find(id="mark")  # its parameter `origin`, and a function
    text = mark.find_next_sibling("p")
    assert "origin" in [code.get_text() for code in text.find_all("code")]
    assert not text.find_all("a")


def test_types_are_shown_as_they_were_written(pages):
    linear = pages["api/nnlib.layers.html"].find(id="Linear").find_next_sibling("pre").get_text()
    written = inspect.getsource(nnlib.Linear.__init__).partition("self,\n")[2].partition(")")[0]
    assert linear.split() == ["Linear(", *written.split(), ")"]
    forward = pages["api/nnlib.losses.html"].find(id="Loss.backward").find_next_sibling("pre")
    assert forward.get_text() == "backward() -> Array"


def test_the_source_is_there_to_be_read(pages):
    page = pages["api/nnlib.layers.html"]
    folds = page.select("details.source pre")
    assert folds[1].get_text().strip() == inspect.getsource(nnlib.Linear).strip()


def test_a_page_needs_nothing_from_elsewhere_and_every_id_is_one(pages):
    for name, page in pages.items():
        loaded = [tag["src"] for tag in page.find_all(src=True)]
        loaded += [tag["href"] for tag in page.find_all("link")]
        assert all(source.startswith("../") or source == "data:," for source in loaded), name
        assert Counter(tag["id"] for tag in page.find_all(id=True)).most_common(1)[0][1] == 1
