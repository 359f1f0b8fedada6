"""The package as a whole: what it imports, in which direction, and what it offers."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import nnlib

PACKAGE = Path(nnlib.__file__).parent

# A module imports only from the lines above its own.
ORDER = [
    ["arrays"],
    ["browser"],
    ["files", "notebooks"],
    ["validation"],
    ["progress", "lineage", "initializers", "parameters"],
    ["layers", "losses", "optimizers", "metrics", "sweep"],
    ["activations", "passes"],
    ["trace"],
    ["network"],
    ["training", "gradient_check", "storage", "torch_bridge"],
    ["datasets.stored", "datasets.points", "datasets.silhouette"],
    [
        "datasets.animals",
        "datasets.tables",
        "datasets.photo",
        "datasets.training_epochs",
        "datasets.epoch_times",
        "datasets.stored_outputs",
    ],
    ["datasets"],
    ["animal_network"],
    ["drawing.numerals", "drawing.packed", "drawing.palette", "drawing.picture"],
    ["drawing.svg", "drawing.curves", "drawing.raster", "drawing.filters", "drawing.surface"],
    ["drawing.wide", "drawing.flattening"],
    ["drawing.expressions"],
    ["drawing.elements", "drawing.field"],
    ["drawing.chain"],
    ["drawing.diagrams"],
    ["drawing"],
    ["plots.axes"],
    ["plots.images", "plots.curves", "plots.cells"],
    ["plots.data"],
    ["plots"],
    ["exercises.feedback", "exercises.answers", "exercises.written", "exercises.errors"],
    ["exercises.record"],
    ["exercises.kinds", "exercises.conformance_hints", "exercises.reference"],
    ["exercises.conformance"],
    [f"exercises.notebook_{number:02d}" for number in range(1, 13)],
    ["exercises.own_library"],
    ["exercises"],
    ["", "__main__"],
    ["grading"],
    ["grading.wire", "grading.enter"],
    ["grading.desk", "grading.box", "grading.remote"],
    ["grading.child", "grading.session", "grading.student"],
    ["grading.collect"],
    ["grading.__main__"],
    ["explorers.runtime", "explorers.passes"],
    ["explorers.learning"],
    ["explorers.scene"],
    ["explorers.state", "explorers.card", "explorers.parts"],
    ["explorers.live"],
    ["explorers.network_picture", "explorers.network_formulas"],
    ["explorers.plane_lines"],
    ["explorers.plane_picture", "explorers.layer_picture", "explorers.pixel_picture"],
    ["explorers.descent_picture", "explorers.convolution_picture", "explorers.drawing_picture"],
    ["explorers.training_picture", "explorers.capacity_picture", "explorers.curve_picture"],
    ["explorers.unit", "explorers.layer", "explorers.network", "explorers.softmax"],
    ["explorers.plane", "explorers.pixel", "explorers.descent", "explorers.convolution"],
    ["explorers.drawing", "explorers.training", "explorers.capacity", "explorers.curve"],
    ["explorers"],
]
RANK = {module: rank for rank, modules in enumerate(ORDER) for module in modules}


def module_name(path):
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts).removesuffix("__init__").rstrip(".")


MODULES = {module_name(path): path for path in PACKAGE.rglob("*.py")}
# What others are built on.
SMALL = {"arrays", "browser", "files", "notebooks", "progress", "validation"}
TOP = {module for module in MODULES if module and "." not in module}
PUBLIC = sorted(TOP - SMALL - {"__main__"})


def statements(path):
    """Yield what a module is made of, without what only a type checker reads."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    yield from ast.walk(tree)


def imported(path):
    for node in statements(path):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            known = [name for name in inside if name.removeprefix("nnlib.") in MODULES]
            names = known or [node.module]
        else:
            continue
        for name in names:
            if name.split(".")[0] == "nnlib":
                yield name.removeprefix("nnlib").lstrip(".")


def test_every_module_has_its_place():
    assert set(MODULES) == set(RANK)


@pytest.mark.parametrize("module", sorted(RANK))
def test_imports_run_one_way(module):
    for other in imported(MODULES[module]):
        assert RANK[other] < RANK[module], f"nnlib.{module} imports nnlib.{other}"


def test_importing_nnlib_imports_only_numpy():
    code = "import sys, nnlib; print(*{name.partition('.')[0] for name in sys.modules})"
    numpy_alone = code.replace("nnlib", "numpy.random")
    with_nnlib, with_numpy = (
        set(
            subprocess.run([sys.executable, "-c", c], capture_output=True, text=True).stdout.split()
        )
        for c in (code, numpy_alone)
    )
    outside = with_nnlib - with_numpy - set(sys.stdlib_module_names)
    assert outside == {"nnlib"}


@pytest.mark.parametrize("name", PUBLIC)
def test_submodules_load_when_used(name):
    code = f"import nnlib; print(nnlib.{name}.__name__)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == f"nnlib.{name}"


def defined(path):
    """Return the public names of a module: its ``__all__``, else what it defines itself.

    Of what is assigned, these are the constants, in capitals; the rest is short for types.
    """
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            leaves = [leaf for leaf in ast.walk(node) if isinstance(leaf, ast.Name)]
            assigned = {leaf.id for leaf in leaves if isinstance(leaf.ctx, ast.Store)}
            if "__all__" in assigned:
                return set(ast.literal_eval(node.value))
            names |= {name for name in assigned if name.isupper()}
    return {name for name in names if name[0] != "_"}


def test_the_package_lists_every_public_name_and_no_other():
    items = re.findall(r"^- (\w+): (.*(?:\n  .*)*)", nnlib.__doc__, re.MULTILINE)
    listed = {module: set(re.split(r",\s+", names)) for module, names in items}
    wanted = {module: defined(MODULES[module]) for module in PUBLIC}
    wanted["nnlib"] = {*nnlib.__all__, "check"}
    rows = {*listed, *wanted}
    differing = {row: listed.get(row, set()) ^ wanted.get(row, set()) for row in rows}
    differing = {row: names for row, names in differing.items() if names}
    assert not differing, "the table of names in nnlib/__init__.py, or its __all__, is out of date"
    assert {*nnlib.__all__, "check", *nnlib._MODULES} <= {*dir(nnlib)}


@pytest.mark.parametrize("module", ["layers", "losses", "optimizers"])
def test_what_a_network_is_made_of_needs_no_module_name(module):
    missing = defined(MODULES[module]) - {*nnlib.__all__}
    assert not missing, "nnlib/__init__.py lacks a name in its import and in __all__"


def test_a_star_loads_no_more_than_the_package_itself():
    code = "import sys, nnlib; before = {*sys.modules}; from nnlib import *; Network"
    code += "; print(*{*sys.modules} - before)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="'nnlib' has no attribute 'linear'"):
        _ = nnlib.linear


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "import sys; sys.version_info = (3, 10); import nnlib",
            f"ImportError: nnlib needs Python 3.11 or newer, and {sys.executable} is ",
        ),
        (
            "import numpy; numpy.__version__ = '1.26.4'; import nnlib",
            f"ImportError: nnlib needs NumPy 2.0 or newer, and {sys.executable} has 1.26.4. ",
        ),
        *(
            (
                f"import sys; sys.modules['{missing}'] = None; from nnlib import {part}",
                f"ModuleNotFoundError: nnlib.{part} needs {missing}, which is missing. "
                "In the project's folder, run: "
                f"{sys.executable} -m pip install -r requirements.txt",
            )
            for part, missing in [
                ("explorers", "anywidget"),
                ("explorers", "ipywidgets"),
                ("plots", "matplotlib"),
                ("sweep", "threadpoolctl"),
            ]
        ),
    ],
)
def test_what_a_wrong_kernel_lacks_is_said_in_a_sentence(code, said):
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stderr.splitlines()[-1].startswith(said)


def test_numpy_alone_is_enough_for_data_exercises_and_diagrams():
    others = ("tqdm", "threadpoolctl", "PIL", "contourpy", "matplotlib", "ipywidgets", "anywidget")
    code = f"import sys; sys.modules.update(dict.fromkeys({others}))"
    code += "; from nnlib import check, datasets, exercises, drawing, storage, metrics"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stderr == ""


def test_the_package_is_typed():
    assert (PACKAGE / "py.typed").exists()


def drawn_imports():
    """Return who imports whom, without what follows from the rest, as docs/design.md draws it."""
    graph = {}
    for module, path in MODULES.items():
        name = module.partition(".")[0]
        others = {other.partition(".")[0] for other in imported(path)}
        graph.setdefault(name, set()).update(others - {"", name, *SMALL})

    def reached(name):
        return graph[name].union(*map(reached, graph[name]))

    return {
        (name, other)
        for name, others in graph.items()
        for other in others
        if name not in {"", *SMALL} and not any(other in reached(o) for o in others - {other})
    }


def test_the_design_draws_the_imports_as_they_are():
    design = (PACKAGE.parent / "docs" / "design.md").read_text(encoding="utf-8")
    [chart] = re.findall("```mermaid\n(.*?)```", design, re.DOTALL)
    arrows = {
        (name, other)
        for names, others in re.findall(r"^ +(\w.*?) --> (.*)$", chart, re.MULTILINE)
        for name in names.split(" & ")
        for other in others.split(" & ")
    }
    assert arrows == drawn_imports()
