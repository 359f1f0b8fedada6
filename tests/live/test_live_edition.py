"""The live edition in a browser: no server computes, nobody else is asked, and all is the same."""

import json
import os
import re
import time

import nbformat
import pytest
from books import NOTEBOOKS
from lab import restart_kernel, run_all, run_python, wait_for_kernel
from living import LIVE, near
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from playwright.sync_api import expect
from test_exercises_in_notebooks import ASKED
from wrong_answers import WRONG
from wrong_pieces import SOLUTIONS

from nnlib import explorers
from nnlib.explorers.card import said

EVERY = bool(os.environ.get("EVERY_NOTEBOOK"))  # .ci/full; .ci/run has time for a few
RUN = [path for path in NOTEBOOKS if EVERY or path.name[:2] in ("02", "06", "08")]
OUTPUTS = """() => [...window.jupyterapp.shell.currentWidget.content.widgets]
    .filter((cell) => cell.model.type === "code")
    .map((cell) => cell.model.outputs.toJSON())"""
# What judges answers, each with what the notebook has defined, and says so as JSON.
JUDGE = """
import json
import numpy as np
from nnlib import exercises
feedback = []
for variable, name, code in json.loads({answers!r}):
    names = dict(globals())
    exec(code, names)
    given = exercises.judge(name, names[variable], np.random.default_rng(0))
    feedback.append([given.kind, given.text])
print(json.dumps(feedback))
"""
ENDLESS = """
def {variable}(*given, **settings):
    n = 0
    while True:
        try:
            n += 1
        except BaseException:
            pass
"""


def words(output):
    """Return what an output says: printed text, the words of a picture, or an error."""
    if output["output_type"] == "stream":
        return f"{output['name']}: {output['text']}"
    if output["output_type"] == "error":
        return "\n".join(output["traceback"])
    return output["data"]["text/plain"]


def without_bars(outputs):
    """Leave out progress bars: a bar shows how far it was when it was looked at."""
    return [text for text in map(words, outputs) if not re.match(r" *\d+%\|", text)]


@pytest.mark.parametrize("notebook", RUN, ids=lambda path: path.name)
def test_a_notebook_says_what_it_says_elsewhere(open_notebook, notebook, record_property):
    start = time.monotonic()
    page = open_notebook(notebook.name)
    assert all(outputs == [] for outputs in page.evaluate(OUTPUTS))  # answers come after questions
    run_all(page)
    record_property("seconds", time.monotonic() - start)
    stored = [c for c in nbformat.read(notebook, as_version=4).cells if c.cell_type == "code"]
    for cell, outputs in zip(stored, page.evaluate(OUTPUTS), strict=True):
        said_here = without_bars(outputs)
        if {"needs-torch", "needs-dask"} & {*cell.metadata.get("tags", ())}:
            [text] = said_here
            assert "This cell needs" in text
            assert text.endswith(words(cell.outputs[0]).removeprefix("stdout: "))
        else:
            wanted = [
                re.sub("True", "False", text) if " is installed: " in text else text
                for text in without_bars(cell.outputs)
            ]
            assert said_here == wanted, cell.source
    judge_answers(page, [asked for asked in ASKED if asked.path == notebook])


@pytest.mark.skipif(EVERY, reason="every notebook is run whole, with its exercises")
def test_the_other_notebooks_exercises_are_judged_alike(open_notebook):
    page = open_notebook(NOTEBOOKS[0].name)
    run_python(page, "import sklearn, nnlib")  # what the kernel loads
    for notebook in sorted({*NOTEBOOKS} - {*RUN}):
        asked = [asked for asked in ASKED if asked.path == notebook]
        if asked:
            cells = nbformat.read(notebook, as_version=4).cells[: asked[0].number]
            code = [cell.source for cell in cells if cell.cell_type == "code"]
            # The exercises of 09 need nothing of what it trains.
            for source in code[:1] if notebook.name.startswith("09") else code:
                run_python(page, f"exec({source!r}, globals())")
            judge_answers(page, asked)


def test_what_is_solved_is_kept_in_the_browser(open_notebook):
    page = open_notebook(NOTEBOOKS[2].name)
    solve = "from nnlib import exercises; exercises.check({!r}, {})"
    run_python(page, solve.format("02.1", 0.5))
    restart_kernel(page)
    run_python(page, solve.format("01.1", 784))
    restart_kernel(page)
    said = run_python(page, "from nnlib import exercises; print(exercises.progress())")
    assert said.startswith("Solved exercises: 2 of")


def judge_answers(page, exercises):
    """Check that solutions are accepted, wrong answers hinted at, and endless ones stopped."""
    answers, wanted = [], []
    for asked in exercises:
        wrong = WRONG[asked.name][:2]
        codes = [asked.solution, *(code for code, _ in wrong)]
        answers += [(asked.variable, asked.name, code) for code in codes]
        wanted += [("right", ""), *(("not yet", hint) for _, hint in wrong)]
        if asked.blank.lstrip().startswith("def"):
            answers.append((asked.variable, asked.name, ENDLESS.format(variable=asked.variable)))
            wanted.append(("not yet", "Is there an infinite loop?"))
    feedback = json.loads(run_python(page, JUDGE.format(answers=json.dumps(answers))))
    for answer, (kind, hint), (given, text) in zip(answers, wanted, feedback, strict=True):
        assert (given, hint in text) == (kind, True), (answer, text)


def test_a_piece_in_the_learners_file_is_there_when_the_page_is_loaded_again(open_notebook):
    page = open_notebook("12_build_your_own_nnlib.ipynb")
    run_python(page, f"import numpy as np\n{SOLUTIONS['ReLU']}")
    set_up = "from nnlib.exercises.own_library import keep, library, written"
    said = run_python(page, f"{set_up}\nprint(keep(ReLU).ReLU.__module__)")
    assert said == "ReLU: yours, now in my_nnlib.py.\nmy_nnlib\n"
    page.wait_for_timeout(1000)
    page.reload()
    wait_for_kernel(page)
    assert run_python(page, f"{set_up}\nprint(written(), library().__name__)") == (
        "['ReLU'] my_nnlib\n"
    )


def cell_of(page, name):
    """Return the output of the cell that shows an explorer, in sight: others are hidden."""
    place = 1 + explorers.__all__.index(name)
    page.evaluate("(i) => window.jupyterapp.shell.currentWidget.content.scrollToItem(i)", place + 1)
    cell = page.locator(".jp-CodeCell").nth(place).locator(".jp-Cell-outputArea")
    expect(cell).to_be_visible()
    return cell


@pytest.mark.parametrize("name", LIVE)
def test_an_explorer_moves_and_says_what_python_says(explorers_page, name):
    page, cell = explorers_page, cell_of(explorers_page, name)
    state = f"import json; print(json.dumps({name.lower()}._state))"
    start = json.loads(run_python(page, state))
    readout = cell.locator(".nx-readout")
    before = readout.text_content()
    cell.locator(".nx-side [data-number]:visible").first.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")  # lets go: the kernel gets the state
    for _ in range(200):
        now = json.loads(run_python(page, state))
        if not near(now, start):
            break
        page.wait_for_timeout(50)
    words = readout.text_content()
    assert words != before
    assert words == said(getattr(explorers, name)()._described, now)


def test_no_address_brings_code_that_runs(site):
    """JupyterLite's REPL would run what a link to it says, in the name of this site."""
    apps = {path.parent.name for path in (site / "live").glob("*/jupyter-lite.json")}
    assert apps == {"lab", "notebooks", "tree"}


def test_a_kernel_restarts(open_notebook):
    page = open_notebook("02_one_compute_unit.ipynb")
    run_python(page, "kept = 1")
    restart_kernel(page)
    assert run_python(page, "print('kept' in globals())") == "False\n"
    run_all(page)
    outputs = [output for cell in page.evaluate(OUTPUTS) for output in cell]
    assert "error" not in {output["output_type"] for output in outputs}


def test_a_broken_lock_is_noticed(browser, url):
    """The kernel then never gets idle, and says nothing: whoever waits for it has to give up."""
    context = browser.new_context()
    context.route("**/pyodide-lock.json*", lambda route: route.fulfill(status=404))
    page = context.new_page()
    page.goto(f"{url}live/notebooks/index.html?path=00_start_here.ipynb")
    page.set_default_timeout(30_000)
    with pytest.raises(PlaywrightTimeoutError):
        wait_for_kernel(page)
    context.close()
