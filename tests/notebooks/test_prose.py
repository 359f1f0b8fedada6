"""Numbers and symbols in the prose follow the code."""

import pkgutil
import re
from pathlib import Path

import nbformat
import pytest
from books import NOTEBOOKS

import nnlib

# With a decimal point, with commas between thousands, or before what it counts or measures.
UNITS = (
    "%|percentage points?|pixels|parameters|pictures|epochs|examples|points|hours|bicycles|"
    "penguins|g|mm|seconds|trainings|runs|steps|units|weights|biases|gradients|classes"
)
NUMBER = re.compile(
    r"(?<![\w.,])[-−]?(?:(?:\d{1,3}(?:,\d{3})+|\d+\.\d+)(?!\w|[.,]\d)"
    rf"|\d+(?=[ \u00a0]?%|[ \u00a0](?:{UNITS})\b))"
)

# Numbers that the prose quotes and no cell computes, and why.
EXCEPTIONS = {
    "00_start_here.ipynb": {
        "25,000": "round: parameters of the network of the drawing pad",
    },
    "01_from_picture_to_vector.ipynb": {
        "100,000": "the article's slip, quoted",
        "28": "the size of other pictures, in an exercise",
    },
    "02_one_compute_unit.ipynb": {
        "2.718": "e, given for orientation",
        "0.90": "a goal to reach with the explorer",
        "0.99": "a goal to reach with the explorer",
    },
    "03_a_layer_of_units.ipynb": {},
    "04_the_forward_pass.ipynb": {
        "27": "a step on the way to 36, which is computed",
        "9": "a step on the way to 36, which is computed",
    },
    "05_measuring_wrongness.ipynb": {
        "6.2": "a section of the further reading",
        "36": "counted in notebook 04",
    },
    "06_backpropagation.ipynb": {
        "90,027": "counted in notebook 04",
        "27": "counted in notebook 04",
        "36": "counted in notebook 04",
    },
    "07_gradient_descent.ipynb": {
        "256": "advice",
        "98": "a goal that the code writes as 0.98",
    },
    "08_training_on_real_pictures.ipynb": {
        "36": "counted in notebook 04",
        "3,000": "round, where the exact counts follow",
        "70": "a number to think about",
        "0.0001": "a setting of the explorer",
    },
    "09_layers_units_and_generalization.ipynb": {
        "90": "a goal in the explorer",
        "17": "what the explorer says",
        "88": "what the explorer says",
        "91": "what the explorer says",
        "0.25": "what the explorer says",
        "1.01": "what the explorer says",
    },
    "10_regression_and_other_domains.ipynb": {},
    "11_next_steps.ipynb": {"200": "round: six times the batches of an epoch"},
    "12_build_your_own_nnlib.ipynb": {},
}

# Symbols that a notebook explains where it uses them, and that no other one needs.
OWN_SYMBOLS = {
    "07_gradient_descent.ipynb": {"g", "v", "mu", "m", "s"},  # of momentum and Adam
}


def value(token):
    return float(token.replace("−", "-").replace(",", "").replace("_", ""))


def quoted(markdown):
    """Return the numbers in the prose that have to be computed."""
    text = re.sub(r"\]\([^)]*\)", "]", markdown)  # addresses of links
    return NUMBER.findall(text)


def computed(notebook):
    """Return all numbers in the notebook's code, solutions among it, and in its outputs."""
    solutions = re.findall(r"```python\n(.*?)```", "\n".join(notebook.markdown), re.DOTALL)
    sources = [cell.source for cell in notebook.code] + notebook.texts + solutions
    found = re.findall(r"[-−]?\d[\d,_]*(?:\.\d+)?", "\n".join(sources))
    return [value(token.rstrip(",_")) for token in found]


def stale(markdown, numbers, exceptions=()):
    """Return the quoted numbers that are not the rounding of a computed one."""
    missing = []
    for token in quoted(markdown):
        half = 0.5 * 10.0 ** -len(token.partition(".")[2])
        if token in exceptions or any(abs(value(token) - n) <= half + 1e-9 for n in numbers):
            continue
        missing.append(token)
    return missing


def test_every_number_in_the_prose_is_computed(notebook):
    numbers = computed(notebook)
    exceptions = EXCEPTIONS[notebook.path.name]
    missing = stale("\n".join(notebook.markdown), numbers, exceptions)
    assert not missing, "compute it in a cell, leave it out, or say in EXCEPTIONS why it stays"


def test_a_changed_digit_is_found(notebook):
    numbers = computed(notebook)
    for token in set(quoted("\n".join(notebook.markdown))):
        changed = token[:-1] + str((int(token[-1]) + 3) % 10)
        if len(token.partition(".")[2]) >= 4 or "," in token:
            assert stale(f"It is {changed} here.", numbers) == [changed]


def test_no_exception_is_idle(notebook):
    said = set(quoted("\n".join(notebook.markdown)))
    assert set(EXCEPTIONS[notebook.path.name]) <= said


def unknown(text):
    """Return the names like `nnlib.x.y` in a text that do not exist."""
    missing = []
    for name in re.findall(r"\bnnlib(?:\.[A-Za-z_]\w*)+", text):
        try:
            pkgutil.resolve_name(name)
        except (AttributeError, ImportError):
            missing.append(name)
    return missing


def test_names_of_nnlib_in_the_prose_exist(notebook):
    assert unknown("\n".join(notebook.markdown)) == []


def test_names_of_nnlib_in_the_documents_exist():
    root = NOTEBOOKS[0].parents[1]
    for path in [*root.glob("*.md"), *root.glob("docs/**/*.md")]:
        assert unknown(path.read_text(encoding="utf-8")) == [], path.name
    assert unknown("Take `nnlib.plots.line` or nnlib.Linear.") == ["nnlib.plots.line"]


def table(text):
    """Return the rows of the notation table in the start notebook."""
    rows = re.findall(r"^\| (\$.*?) \| (.*?) \| (.*?) \| (.*?) \|$", text, re.MULTILINE)
    return [tuple(plain(cell) for cell in row) for row in rows]


def plain(cell):
    return re.sub(r"[$`\\{}]", "", cell).strip()


@pytest.fixture(scope="module")
def notation():
    cells = nbformat.read(Path(NOTEBOOKS[0]), as_version=4).cells
    return table("\n".join(cell.source for cell in cells if cell.cell_type == "markdown"))


def test_the_package_has_the_same_notation(notation):
    lines = [line.split(" | ") for line in nnlib.__doc__.splitlines() if " | " in line]
    rows = [tuple(plain(cell) for cell in line) for line in lines[2:]]
    assert len(notation) >= 12
    assert rows == notation


def test_formulas_use_the_symbols_of_the_table(notebook, notation):
    known = {re.sub("[_, ].*", "", row[0]) for row in notation} | {"b", "k", "i", "e"}
    known |= OWN_SYMBOLS.get(notebook.path.name, set())
    for formula in re.findall(r"\$+([^$]+)\$+", "\n".join(notebook.markdown)):
        bare = re.sub(
            r"\\(frac|cdot|leftarrow|ln|qquad|sqrt|sum|top|dots)(?![a-z])|\^\\top", " ", formula
        )
        used = set(re.findall(r"\\?[a-zA-Z]+", bare.replace("_", " ")))
        assert {name.lstrip("\\") for name in used} <= known, formula
