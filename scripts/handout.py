"""Make the handout of docs/teaching: ``python scripts/handout.py``, one sheet A4, two sides.

The front has the network of notebooks 04 to 07 with blanks to fill in by hand, the back has the
numbers. Both sides are one template; nnlib computes every number. The PDF is printed by Chromium.
"""

import sys
from html import escape
from pathlib import Path
from string import Template

import numpy as np

import nnlib
from nnlib.datasets import THREE_CLASSES as CLASSES
from nnlib.drawing.numerals import fixed, in_product, number
from nnlib.explorers.network import ARTICLE
from nnlib.explorers.parts import FEATURES

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent / "tests" / "browser"))
from lab import running_browser  # noqa: E402

FOLDER = HERE.parent / "docs" / "teaching"
V = (1.0, 0.4, 2.0)
LR = 0.1
UNITS = tuple(f"unit {k + 1}" for k in range(3))
NOTATION = (
    ("x", "input; here V = (1, 0.4, 2): ears, snout, size"),
    ("W, w<sub>k,i</sub>", "weights of a layer; the one from input i to unit k (row k, column i)"),
    ("z", "weighted sum of a unit; in the last layer: logit"),
    ("a = σ(z)", "output of a unit: 1 / (1 + e<sup>−z</sup>)"),
    ("p", "probabilities: softmax of the logits"),
    ("y", "target: 1 for the correct class, otherwise 0"),
    ("C", "cost: −ln p of the correct class"),
    ("δ", "error: how fast C rises with a sum z"),
    ("η", "learning rate: how far a step goes"),
)


def steps() -> list[tuple[str, str, tuple[str, ...], list[float]]]:
    """Return what is computed: task, formula, what the blanks are called, and their numbers."""
    linears = [nnlib.Linear(3, 3, weight=weight) for weight in ARTICLE]
    layers = [linears[0], nnlib.Sigmoid(), linears[1], nnlib.Sigmoid(), linears[2]]
    trace = nnlib.Network(*layers).trace(V, 0, nnlib.CrossEntropyLoss())
    first, second, last = trace.layers
    powers = np.exp(last.z)
    p = powers / powers.sum()
    found = [first.z, first.a, second.z, second.a, last.z, powers, p, trace.loss]
    found += [last.grad_z, last.grad_weight[0], second.grad_z, second.grad_weight[0]]
    found += [ARTICLE[2][0][0] - LR * last.grad_weight[0][0]]
    values = [np.atleast_1d(each).tolist() for each in found]
    first_row = " + ".join(
        f"{in_product(w)} · {number(x)}" for w, x in zip(ARTICLE[0][0], V, strict=True)
    )
    weights = tuple(f"from unit {i + 1}" for i in range(3))
    tasks = [
        ("Layer 1: weigh the inputs", f"z<sub>1</sub> = {first_row}; then units 2 and 3", UNITS),
        ("Layer 1: squeeze the sums", "a = σ(z)", UNITS),
        ("Layer 2: weigh the outputs of layer 1", "z = W<sub>2</sub> a", UNITS),
        ("Layer 2: squeeze the sums", "a = σ(z)", UNITS),
        ("Layer 3: the logits", "z = W<sub>3</sub> a", CLASSES),
        ("Their exponentials", "e<sup>z</sup>; add them up", CLASSES),
        ("Probabilities. Which class is predicted?", "p = e<sup>z</sup> / total", CLASSES),
        ("The cost. A dog was shown", "C = −ln p<sub>dog</sub>", ("C",)),
        ("Backward: errors of layer 3", "δ = p − y", CLASSES),
        ("Gradients of the weights of <i>dog</i>", "δ<sub>dog</sub> · a<sub>i</sub>", weights),
        ("One layer back: errors of layer 2",
         "δ = (sum over the three paths of w · δ) · a (1 − a)", UNITS),
        ("Gradients of the weights of unit 1, layer 2", "δ<sub>1</sub> · a<sub>i</sub>", weights),
        ("A step: the weight from unit 1 to <i>dog</i>",
         f"w − η · gradient, with η = {number(LR)}", ("new weight",)),
    ]  # fmt: skip
    return [(*task, value) for task, value in zip(tasks, values, strict=True)]


def table(*, solved: bool) -> str:
    """Return the tasks with their blanks, or with the numbers in them."""
    rows = []
    for n, (task, formula, names, values) in enumerate(steps(), start=1):
        blanks = "".join(
            f'<span class="blank"><small>{escape(name)}</small>'
            f"<b>{fixed(value, 4) if solved else ''}</b></span>"
            for name, value in zip(names, values, strict=True)
        )
        cells = f'<th scope="row">{n}</th><td>{task}<br><span>{formula}</span></td>'
        rows.append(f'<tr>{cells}<td class="blanks">{blanks}</td></tr>')
    return "\n".join(rows)


def matrix(k: int) -> str:
    """Return a layer's weights as a table with the names of its columns and rows."""
    columns = FEATURES if k == 0 else UNITS
    rows = CLASSES if k == 2 else UNITS
    head = "".join(f'<th scope="col">{name}</th>' for name in columns)
    body = "".join(
        f'<tr><th scope="row">{name}</th>{"".join(f"<td>{number(w)}</td>" for w in row)}</tr>'
        for name, row in zip(rows, ARTICLE[k], strict=True)
    )
    caption = f"<caption>W<sub>{k + 1}</sub>, layer {k + 1}</caption>"
    return f'<table class="matrix">{caption}<tr><td></td>{head}</tr>{body}</table>'


def handout() -> str:
    """Return the sheet as HTML."""
    template = Template((HERE / "handout.html").read_text(encoding="utf-8"))
    return template.substitute(
        notation="\n".join(f"<dt>{sign}</dt><dd>{words}</dd>" for sign, words in NOTATION),
        matrices="\n".join(matrix(k) for k in range(3)),
        blanks=table(solved=False),
        solution=table(solved=True),
    )


def main() -> None:
    """Write the sheet, as HTML and as PDF."""
    page_file = FOLDER / "handout.html"
    page_file.write_text(handout(), encoding="utf-8", newline="\n")
    with running_browser() as browser:
        page = browser.new_page()
        page.goto(page_file.as_uri())
        page.pdf(path=FOLDER / "handout.pdf", prefer_css_page_size=True, tagged=True)


if __name__ == "__main__":
    main()
