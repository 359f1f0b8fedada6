"""Learners run cells again: every section of a notebook says the same when it is run again."""

import ast
import io
import random
from contextlib import redirect_stderr, redirect_stdout

import matplotlib.pyplot as plt


def run(source, names):
    """Run a cell, and return what it shows: what is printed, and the words of a picture."""
    tree, value = ast.parse(source), None
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(io.StringIO()):
        exec(compile(tree, "cell", "exec"), names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    plt.close("all")
    alt = value.picture().alt if hasattr(value, "picture") else getattr(value, "alt", repr(value))
    return printed.getvalue() + alt


def sections(notebook):
    """Return the cells of code below each heading of the second level."""
    found = [[]]
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            found.append([])
        elif cell.cell_type == "code":
            found[-1].append(cell)
    return [cells for cells in found if cells]


def test_every_section_says_the_same_when_it_is_run_again(notebook, monkeypatch):
    monkeypatch.chdir(notebook.path.parent)
    names = {"__name__": "__main__"}
    first = {cell.id: run(cell.source, names) for cell in notebook.code}
    in_another_order = sections(notebook)
    random.Random(0).shuffle(in_another_order)
    for cells in in_another_order:
        again = {cell.id: run(cell.source, names) for cell in cells}
        assert again == {cell.id: first[cell.id] for cell in cells}
