"""Exercises answered on the reading pages: the same verdicts and hints as in the notebooks."""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from books import NOTEBOOKS
from playwright.sync_api import expect
from test_exercises_in_notebooks import ASKED
from test_live_edition import ENDLESS
from wrong_answers import WRONG

EVERY = bool(os.environ.get("EVERY_NOTEBOOK"))  # .ci/full; .ci/run has time for a few
PAGES = [path for path in NOTEBOOKS[1:] if EVERY or path.name[:2] in ("02", "06", "08")]
SECOND = "02_one_compute_unit.html"
PATIENCE = 120_000  # milliseconds; Python takes 10 seconds to start, and a busy machine longer


class Exercise:
    """An exercise on a page, and what a reader does with it."""

    def __init__(self, page, name):
        self.input = page.locator(".input", has_text=re.compile(f'check\\("{name}",'))
        self.output = self.input.locator("xpath=following-sibling::*[1]")
        self.area = self.input.locator("textarea")
        self.said = self.input.get_by_role("status")
        self.solved = self.input.get_by_text("✓ Solved")

    def button(self, words):
        return self.input.get_by_role("button", name=words, exact=True)

    def check(self, code):
        """Press Check, without waiting for Python."""
        if not self.area.is_visible():
            self.button("Answer here").click()
        self.area.fill(code)
        self.button("Check").click()

    def answer(self, code):
        self.check(code)
        expect(self.button("Check")).to_be_enabled(timeout=PATIENCE)
        return self.output.text_content()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_exercise_is_answered_on_its_page(open_page, path):
    page = open_page(path.with_suffix(".html").name)
    here = [asked for asked in ASKED if asked.path == path]
    for number, asked in enumerate(here, 1):
        exercise = Exercise(page, asked.name)
        is_value = asked.blank.startswith("answer")
        for code, hint in WRONG[asked.name][:2]:
            said = exercise.answer(code)
            assert said.startswith("↻ Not yet."), code
            # Of functions, some hints depend on the inputs that are drawn anew at each check.
            assert hint.replace("`", "") in said or not is_value, code
        if asked.blank.startswith("def"):
            said = exercise.answer(ENDLESS.format(variable=asked.variable))
            assert "Is there an infinite loop?" in said
        expect(exercise.solved).to_be_hidden()
        assert exercise.answer(asked.solution).startswith("✓ Right."), asked.name
        expect(exercise.solved).to_be_visible()
        expect(page.locator(".counted")).to_contain_text(f"{number} of {len(here)}.")


def test_python_is_asked_for_only_at_the_click(open_page):
    page = open_page("index.html")
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(page.url.replace("index.html", SECOND), wait_until="networkidle")
    assert not [url for url in asked if "pyodide" in url]
    Exercise(page, "02.1").answer("answer = 1")
    assert len([url for url in asked if url.endswith("pyodide.asm.wasm")]) == 1


def test_a_loop_without_end_is_stopped_and_the_text_is_safe(open_page):
    page = open_page(SECOND)
    exercise = Exercise(page, "02.1")
    exercise.answer("mine = 1")
    exercise.check("while True:\n    pass")
    exercise.button("Stop").click()
    expect(exercise.said).to_contain_text("Stopped. Your text is safe.")
    expect(exercise.area).to_have_value("while True:\n    pass")
    assert exercise.answer("print(mine)\nanswer = 0").startswith("NameError")
    assert exercise.answer("answer = 0.5").startswith("✓ Right.")


def test_what_is_replaced_is_selected_and_the_focus_stays(open_page):
    page = open_page(SECOND)
    exercise = Exercise(page, "02.3")
    exercise.button("Answer here").click()
    page.keyboard.type("while True: pass")
    expect(exercise.area).to_have_value(re.compile(r'"""\n    while True: pass$'))
    exercise.button("Check").focus()
    page.keyboard.press("Enter")
    expect(exercise.button("Stop")).to_be_visible()
    expect(exercise.button("Check")).to_be_focused()
    exercise.button("Stop").click()
    expect(exercise.button("Check")).to_be_focused()


def test_a_blank_is_told_what_to_do_on_a_page(open_page):
    exercise = Exercise(open_page(SECOND), "02.1")
    assert exercise.answer("answer = ...").endswith("with your answer, and check it again.")
    assert "cell" not in Exercise(exercise.input.page, "02.4").output.text_content()


def test_a_phone_is_told_of_no_keys(browser, url):
    context = browser.new_context(has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(url + SECOND)
    exercise = Exercise(page, "02.1")
    exercise.button("Answer here").click()
    expect(exercise.area).to_be_focused()
    expect(exercise.said).to_be_empty()
    context.close()


def test_an_error_is_one_line_and_the_rest_is_folded(open_page):
    exercise = Exercise(open_page(SECOND), "02.2")
    exercise.answer("print(z_1)\nanswer = math.exp(nothing)")
    expect(exercise.output.locator("pre").first).to_have_text("1.08")
    expect(exercise.output.locator("summary")).to_have_text(
        "NameError: name 'nothing' is not defined"
    )
    where = exercise.output.locator("details pre")
    expect(where).to_be_hidden()
    exercise.output.locator("summary").click()
    expect(where).to_contain_text('File "<your answer>", line 2')


def test_what_is_printed_is_text(open_page):
    exercise = Exercise(open_page(SECOND), "02.1")
    exercise.answer("print('<img src=nowhere>')\nanswer = '<img src=nowhere>'")
    expect(exercise.output).to_contain_text("<img src=nowhere>")
    assert exercise.output.locator("img").count() == 0


def test_a_module_that_a_cell_needs_is_loaded_for_it(open_page):
    exercise = Exercise(open_page(SECOND), "02.1")
    draw = "plots.lines(range(2), {'a': [1, 2]}, x_label='x', y_label='y')"
    exercise.answer(f"print(type({draw}).__name__)")
    expect(exercise.output.locator("pre").first).to_have_text("Axes")


def test_answers_and_what_is_solved_are_kept_until_they_are_forgotten(open_page):
    page = open_page(SECOND)
    Exercise(page, "02.1").answer("answer = 1 / 2")
    page.reload()
    exercise = Exercise(page, "02.1")
    expect(exercise.area).to_have_value("answer = 1 / 2")
    expect(exercise.solved).to_be_visible()
    expect(page.locator(".counted")).to_contain_text("1 of 5.")
    page.once("dialog", lambda dialog: dialog.dismiss())
    exercise.button("Start again").click()
    expect(exercise.area).to_have_value("answer = 1 / 2")
    page.once("dialog", lambda dialog: dialog.accept())
    exercise.button("Start again").click()
    expect(exercise.area).to_have_value("answer = ...")
    page.reload()
    expect(exercise.area).to_be_hidden()
    expect(exercise.solved).to_be_hidden()
    expect(page.locator(".counted")).to_contain_text("0 of 5.")


def test_a_python_that_cannot_start_says_so_and_can_be_tried_again(open_page):
    page = open_page(SECOND)
    page.context.route("**/numpy-*.whl", lambda route: route.abort())
    exercise = Exercise(page, "02.1")
    exercise.check("answer = 0.5")
    expect(exercise.said).to_contain_text("its files did not arrive", timeout=PATIENCE)
    page.context.unroute("**/numpy-*.whl")
    assert exercise.answer("answer = 0.5").startswith("✓ Right.")


def test_the_editor_is_for_the_keyboard(open_page):
    page = open_page(SECOND)
    exercise = Exercise(page, "02.3")
    exercise.button("Answer here").focus()
    page.keyboard.press("Enter")
    expect(exercise.area).to_be_focused()
    blank = exercise.area.input_value()
    page.keyboard.press("Control+A")
    page.keyboard.type("def unit_value(w, x):\n")
    page.keyboard.type("z = w @ x\nreturn activations.sigmoid(z)")
    lines = "def unit_value(w, x):\n    z = w @ x\n    return activations.sigmoid(z)"
    expect(exercise.area).to_have_value(lines)
    page.keyboard.press("Tab")
    expect(exercise.area).to_have_value(lines + "    ")
    page.keyboard.press("Control+Z")
    expect(exercise.area).to_have_value(blank)
    page.keyboard.press("Control+Shift+Z")
    expect(exercise.area).to_have_value(lines + "    ")
    page.keyboard.press("Control+Enter")
    expect(exercise.output).to_contain_text("Right.", timeout=PATIENCE)
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(exercise.button("Check")).to_be_focused()


def test_an_open_exercise_fits_and_is_accessible(open_page):
    page = open_page(SECOND)
    Exercise(page, "02.3").answer("def unit_value(w, x):\n    return w @ x")
    Exercise(page, "02.1").answer("print(1)\nanswer = nobody_knows_this_name" + "_or_that" * 20)
    Exercise(page, "02.2").check("while True:\n    pass")
    for width in (1280, 800, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, scheme + found.generate_report()
