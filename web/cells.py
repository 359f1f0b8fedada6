"""A notebook's cells as HTML: what answers a prediction is folded, and an explorer lives."""

import html
import json
import re
from collections.abc import Iterator
from itertools import pairwise

import nbformat
from prose import listing, markdown

from nnlib import explorers

COMPARISON = re.compile(r"<details><summary>Compare</summary>\n\n(.+)\n\n</details>", re.DOTALL)


def cells_html(cells: list[nbformat.NotebookNode]) -> str:
    """Return cells as HTML; all that answers one prediction shares a fold, below its code."""
    parts: list[str] = []
    answers = ""
    for cell, after in pairwise([*answers_first(cells), nbformat.v4.new_markdown_cell()]):
        if answers and is_comparison(cell):
            answers += markdown(COMPARISON.fullmatch(cell.source)[1])
        elif cell.cell_type == "markdown":
            parts.append(markdown(cell.source))
        elif "answer" in tags_of(cell):
            parts.append(code_html(cell))
            answers += output_html(cell)
        else:
            parts += [code_html(cell), output_html(cell)]
        if answers and "answer" not in tags_of(after):
            parts.append(folded("answer", "I have guessed: show me", answers))
            answers = ""
    return "".join(parts)


def answers_first(cells: list[nbformat.NotebookNode]) -> Iterator[nbformat.NotebookNode]:
    """Yield cells, with an exercise's solution below its answer: who sees it first is tempted."""
    solution = ""
    for cell, after in pairwise([*cells, nbformat.v4.new_markdown_cell()]):
        if is_exercise(after):
            task, fold, rest = cell.source.partition("\n\n<details>")
            solution = fold + rest
            yield nbformat.v4.new_markdown_cell(task)
        else:
            yield cell
        if is_exercise(cell):
            yield nbformat.v4.new_markdown_cell(solution.strip())


def is_exercise(cell: nbformat.NotebookNode) -> bool:
    """Say whether a cell is one in which an exercise is answered."""
    return cell.cell_type == "code" and cell.id.startswith("ex-")


def is_comparison(cell: nbformat.NotebookNode) -> bool:
    """Say whether a cell contains only what a prediction is compared with."""
    return cell.cell_type == "markdown" and "answer" in tags_of(cell)


def tags_of(cell: nbformat.NotebookNode) -> list[str]:
    """Return the tags of a cell."""
    return cell.metadata.get("tags", [])


def code_html(cell: nbformat.NotebookNode) -> str:
    """Return a cell's code as HTML, under the cell's name; code that only draws is folded."""
    code = f'<div class="input" data-cell="{cell.id}">{listing(cell.source)}</div>\n'
    return folded("plot", "The code that draws this", code) if "plot" in tags_of(cell) else code


def output_html(cell: nbformat.NotebookNode) -> str:
    """Return what came out of a cell as HTML; an explorer lives."""
    outputs = "".join(shown(output) for output in cell.outputs)
    live = re.search(r'<img data-explorer="(\w+)" data-state="([^"]*)"[^>]*>', outputs)
    if live:
        outputs = outputs.replace(live[0], living(live[1], live[2], cell.id))
    return f'<div class="output">{outputs}</div>\n' if outputs else ""


def folded(kind: str, summary: str, content: str) -> str:
    """Return content in a fold, closed until the reader opens it."""
    return f'<details class="{kind}"><summary>{summary}</summary>\n{content}</details>\n'


def living(explorer: str, state: str, name: str) -> str:
    """Return an explorer that lives on the page, as still as it was stored until it is near."""
    kind = getattr(explorers, explorer)
    return kind.page(json.loads(html.unescape(state)), f"explorer-{name}")


def shown(output: nbformat.NotebookNode) -> str:
    """Return an output of a code cell as HTML."""
    if output.output_type == "stream":
        return listing(output.text, "text")
    if output.data.get("text/plain", "").startswith("  0%|"):  # a bar that has stopped moving
        return ""
    return output.data["text/html"]
