"""The front page: what the series is, two networks to play with, and the map as cards."""

import html
import json
import re
import shutil
from functools import cache
from pathlib import Path
from string import Template

import nbformat
from cards import cards_html
from cells import cells_html
from links import API, NOTEBOOKS, ROOT, live_copy_of, repository
from prose import listing, markdown
from series import entries

from nnlib.animal_network import animal_network
from nnlib.exercises import judge
from nnlib.explorers import DrawingPad, NetworkExplorer

HERE = Path(__file__).parent
PAD = "explorer-pad"
PAD_FILE = f"{PAD}.js"  # half of the page's weight: it comes when the pad is near
UNIT = 1  # of layer 1: each of its lines can change what the network predicts
PREDICTION = ("00-06", "00-06b")  # cells of notebook 00: code that answers a question
EXERCISE, ANSWER = "02.1", 0  # and an answer that is typically wrong


def front_html(readme: str) -> str:
    """Return the page's content; what README.md says too is taken from there."""
    series = entries()
    start, licence = (section(readme, heading) for heading in ("Start", "Licence"))
    network = NetworkExplorer().state.data() | {"unit": UNIT}
    return Template((HERE / "front.html").read_text(encoding="utf-8")).substitute(
        run=live_copy_of(NOTEBOOKS[0]),
        read=series[0].page,
        binder=html.escape(re.search(r"\[Binder\]\((\S+)\)", readme)[1]),
        api=API,
        repository=repository(),
        docs=f"{repository()}/blob/main/docs",
        count=len(series),
        hours=round(sum(entry.minutes for entry in series) / 60),
        parameters=f"{round(animal_network().theta.size, -3):,}",
        network=NetworkExplorer.page(network, "explorer-network"),
        pad=_pad()[0],
        prediction=prediction_html(),
        exercise=exercise_html(),
        series=cards_html(series),
        after_series=markdown(section(readme, "The series").rpartition("|\n\n")[2]),
        install=markdown(start.partition("\n\n")[2]),  # without the ways to run and to read
        licence=markdown(licence),
    )


def write_beside(folder: Path) -> None:
    """Write what the page loads."""
    pictures = [entry.picture for entry in entries()]
    for file in (HERE / "front.css", ROOT / ".github" / "preview.png", *pictures):
        shutil.copy(file, folder)
    (folder / PAD_FILE).write_text(_pad()[1], encoding="utf-8", newline="\n")


def section(readme: str, heading: str) -> str:
    """Return what README.md says below a heading."""
    return re.search(rf"^## {heading}\n\n(.+?)(?=^## |\Z)", readme, re.MULTILINE | re.DOTALL)[1]


@cache
def _pad() -> tuple[str, str]:
    """Return the drawing pad without its network, and a script that brings the network."""
    page = DrawingPad.page(DrawingPad().state.data(), PAD)
    card, tag, data = re.fullmatch("(.+)(<script [^>]+)>(.+)</script>", page, re.DOTALL).groups()
    script = f'document.getElementById("{PAD}").textContent = {json.dumps(data)};\n'
    return f'{card}{tag} data-from="{PAD_FILE}"></script>', script


def _cells(notebook: Path) -> dict[str, nbformat.NotebookNode]:
    return {cell.id: cell for cell in nbformat.read(notebook, as_version=4).cells}


def prediction_html() -> str:
    """Return a question of notebook 00, its code, and its answer in a fold."""
    cells = _cells(NOTEBOOKS[0])
    before = list(cells)[list(cells).index(PREDICTION[0]) - 1]
    question = cells[before].source.rpartition("\n\n")[2]
    return markdown(question) + cells_html([cells[name] for name in PREDICTION])


def exercise_html() -> str:
    """Return an exercise, an answer to it, and what the learner is told."""
    notebook = NOTEBOOKS[int(EXERCISE.partition(".")[0])]
    tasks = (cell.source for cell in _cells(notebook).values())
    task = next(each for each in tasks if each.startswith(f"**{EXERCISE}**"))
    code = f'answer = {ANSWER}\ncheck("{EXERCISE}", answer)'
    told = judge(EXERCISE, ANSWER)._repr_html_()
    return (
        markdown(task.partition("\n\n<details>")[0])
        + f'<div class="input">{listing(code)}</div>\n<div class="output">{told}</div>\n'
    )
