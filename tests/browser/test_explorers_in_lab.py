"""Explorers in JupyterLab: every control by keyboard, and what is shown is what nnlib computes."""

import os
from contextlib import contextmanager

import pytest

if not os.environ.get("CI"):  # where a package that is missing is an error
    for package in ("playwright", "axe_playwright_python"):
        pytest.importorskip(package, reason=f"needs {package}: pip install -e .[test]")
from axe_playwright_python.sync_playwright import Axe
from execute import NOTEBOOKS, execute
from ipywidgets import Box, Button
from lab import output, own_page, restart_kernel, run_python
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from playwright.sync_api import expect

from nnlib import explorers
from nnlib.explorers.controls import Choice, Player, Slider, Upload
from nnlib.explorers.live import LiveExplorer
from nnlib.explorers.pad import Pad

THEMES = ("JupyterLab Dark", "JupyterLab Light")

# All that an explorer shows. Where a slider cannot stand between two steps, what is wanted of it
# is what the browser itself makes of the value.
SHOWN = """([area, wanted]) => ({
    readout: area.querySelector(".nnlib-status").textContent,
    alert: area.querySelector(".nnlib-alert").textContent,
    problem: area.querySelector(".nnlib-problem")?.textContent ?? "",
    formula: area.querySelector(".nnlib-formula").innerHTML,
    picture: area.querySelector("svg[role=img]").outerHTML,
    controls: wanted.controls.map(([name, value, text]) => {
        const input = area.querySelector(`[aria-label="${name}"]`);
        const lines = [...input.querySelectorAll("polyline")];
        if (input.matches(".nnlib-pad")) return [name, lines.map((l) => l.getAttribute("points"))];
        const copy = input.cloneNode(true);
        copy.value = value;
        const same = input.value === copy.value;
        return [name, same ? value : input.value, input.nextSibling?.textContent ?? ""];
    }),
})"""
WRITTEN_BY_THE_BROWSER = """(source) => {
    const element = document.createElement("div");
    element.innerHTML = source;
    return element.innerHTML;
}"""
TAB_STOP = """() => {
    const active = document.activeElement;
    const outline = getComputedStyle(active).outlineStyle;
    return [active.getAttribute("aria-label") ?? active.textContent, outline !== "none"];
}"""
CLIPPED = """(area) => {
    const inside = [area, ...area.querySelectorAll("*")];
    const boxes = inside.filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth)
        .filter((e) => getComputedStyle(e).overflowX !== "visible")
        .map((e) => `${e.tagName} ${e.className}`);
    const drawing = area.querySelector("svg[role=img]").getBoundingClientRect();
    const words = [...area.querySelectorAll("svg[role=img] text")].filter((text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return left < drawing.left || right > drawing.right
            || top < drawing.top || bottom > drawing.bottom;
    });
    return [...boxes, ...words.map((text) => text.textContent)];
}"""


def expect_state(page, explorer, state):
    """Wait until all that is shown is that of the state, to the letter."""
    area = output(page).element_handle()
    wanted = {
        "readout": state.readout(),
        "alert": "",
        "problem": "",
        "formula": page.evaluate(WRITTEN_BY_THE_BROWSER, state.formula()),
        "picture": page.evaluate(WRITTEN_BY_THE_BROWSER, state.picture().text),
        "controls": [shown(control, getattr(state, name)) for name, control in movable(explorer)],
    }
    same = f"(all) => JSON.stringify(({SHOWN})(all)) === JSON.stringify(all[1])"
    try:
        page.wait_for_function(same, arg=[area, wanted], timeout=10_000)
    except PlaywrightTimeoutError:  # which does not say what differs
        assert page.evaluate(SHOWN, [area, wanted]) == wanted


def shown(control, value):
    """Return name and value of a control, and the number that stands beside a slider."""
    if control.kind == "pad":
        return [control.description, [points(stroke) for stroke in value]]
    number = f"{value:.{control.decimals}f}".replace("-", "−") if control.kind == "slider" else ""
    return [control.description, value, number]


def points(stroke):
    """Return a stroke as SVG has it; a dot is a line that goes nowhere."""
    line = stroke if len(stroke) > 1 else 2 * stroke
    return " ".join(f"{x:g},{y:g}" for x, y in line)


def reset(page, explorer):
    button(page, explorer.reset_button).click()
    expect_state(page, explorer, explorer.state)


def button(page, widget):
    return output(page).get_by_role("button", name=widget.description, exact=True)


def field(page, control):
    tags = {"choice": "select", "slider": "input[type=range]", "pad": ".nnlib-pad"}
    return output(page).locator(f'{tags[control.kind]}[aria-label="{control.description}"]')


def movable(explorer):
    """Return the controls that stand at a value: all but an upload."""
    return [(name, c) for name, c in explorer.controls.items() if c.kind != "upload"]


def controls_of(explorer, kind):
    return [(name, control) for name, control in explorer.controls.items() if control.kind == kind]


def tab_stops(widget):
    """Yield all that one can act on in a widget, in its order."""
    if isinstance(widget, Box):
        for child in widget.children:
            yield from tab_stops(child)
    elif isinstance(widget, Slider | Choice | Upload | Player | Pad | Button):
        yield widget


def press(page, control, key):
    """Press a key on a control, and return where it stands then."""
    element = field(page, control)
    element.focus()
    page.keyboard.press(key)
    value = element.input_value()
    return float(value) if control.kind == "slider" else value


def move_first(page, explorer):
    """Move the first slider or choice by a key, and return the state that this must lead to."""
    moved = [item for item in explorer.controls.items() if item[1].kind != "pad"]
    name, control = moved[0]
    value = press(page, control, "End")
    assert value != control.value
    return explorer.state.moved(name, value)


def serious(page, selector=".jp-Cell-outputArea"):
    """Return what axe finds of the two gravest kinds."""
    # Lab's body has no height and hides what overflows it: axe would take all for hidden, and
    # look at no color.
    page.add_style_tag(content="body { min-height: 100vh }")
    results = Axe().run(page, context={"include": [[selector]]})
    return [
        f"{violation['id']}: {node['html']}"
        for violation in results.response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def show_in(page, theme, width):
    page.set_viewport_size({"width": width, "height": 1100})
    page.evaluate(
        "(theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme
    )
    page.wait_for_function(
        """([theme, width]) => document.body.dataset.jpThemeName === theme
            && document.querySelector(".jp-NotebookPanel").getBoundingClientRect().right <= width
        """,
        arg=[theme, width],
    )
    # A theme brings Lab's splash back; changed again too soon, Lab removes it twice.
    page.wait_for_selector("#jupyterlab-splash", state="detached")


@contextmanager
def error_in_the_kernel(page):
    """Let the state raise, as a mistake in nnlib would."""
    run_python(page, "State = type(explorer.state); kept = State.picture")
    run_python(page, "def fail(self): raise RuntimeError('planted')\nState.picture = fail")
    try:
        yield
    finally:
        run_python(page, "State.picture = kept")


def test_it_runs_without_an_error(page, explorer):
    outputs = page.evaluate(
        """() => window.jupyterapp.shell.currentWidget.content.widgets
            .map((cell) => cell.model.outputs.toJSON().map((output) => output.output_type))"""
    )
    assert outputs == [[], ["execute_result"]]
    expect_state(page, explorer, explorer.state)


def test_every_control_is_reached_by_tab_and_shows_that_it_is(page, explorer):
    stops = list(tab_stops(explorer))
    assert {*explorer.controls.values(), *explorer.buttons.values()} == {*stops} - {explorer.player}
    wanted = [stop.play_label if stop is explorer.player else stop.description for stop in stops]
    field(page, next(iter(explorer.controls.values()))).focus()
    page.keyboard.press("Shift+Tab")
    met = []
    for _ in wanted:
        page.keyboard.press("Tab")
        met.append(page.evaluate(TAB_STOP))
    assert met == [[name, True] for name in wanted]


def test_every_slider_follows_the_keys(page, explorer):
    for name, control in controls_of(explorer, "slider"):
        state = explorer.state
        arrow, way = ("ArrowLeft", -1) if control.value == control.max else ("ArrowRight", 1)
        one_step = pytest.approx(control.value + way * control.step)
        for key, wanted in [(arrow, one_step), ("Home", control.min), ("End", control.max)]:
            value = press(page, control, key)
            assert value == wanted
            state = state.moved(name, value)
            expect_state(page, explorer, state)
        reset(page, explorer)


def test_every_choice_follows_the_keys(page, explorer):
    for name, control in controls_of(explorer, "choice"):
        state = explorer.state
        keys = ["End", "Home", *["ArrowDown"] * (len(control.options) - 1)]
        for key, wanted in zip(keys, [control.options[-1], *control.options], strict=True):
            assert press(page, control, key) == wanted
            state = state.moved(name, wanted)
            expect_state(page, explorer, state)
        reset(page, explorer)


def test_the_buttons_act_by_keyboard_and_reset_brings_the_start_back(page, explorer):
    start = explorer.state
    for widget in list(explorer.buttons.values())[:-2]:
        button(page, widget).focus()
        page.keyboard.press("Enter")
        widget.click()
        expect_state(page, explorer, explorer.state)
    button(page, explorer.reset_button).focus()
    page.keyboard.press("Space")
    expect_state(page, explorer, start)


def test_undo_brings_back_what_was(page, explorer):
    expect_state(page, explorer, move_first(page, explorer))
    button(page, explorer.buttons["Undo"]).click()
    expect_state(page, explorer, explorer.state)


def test_the_kernel_has_what_is_shown(page, explorer):
    state = move_first(page, explorer)
    expect_state(page, explorer, state)
    said = run_python(page, "print(explorer.state.readout())")
    assert said == state.readout() + "\n"


def test_the_page_follows_a_value_set_in_python(page, explorer):
    name, control = movable(explorer)[-1]
    ends = control.options if control.kind == "choice" else [control.min, control.max]
    value = ends[-1] if ends[-1] != control.value else ends[0]
    run_python(page, f"explorer.controls[{name!r}].value = {value!r}")
    expect_state(page, explorer, explorer.state.moved(name, value))


@pytest.mark.only_for("DescentExplorer", "CapacityExplorer", "CurveExplorer")
def test_play_goes_on_by_itself_and_pauses(page, explorer):
    player, status = output(page).locator(".nnlib-player"), output(page).locator(".nnlib-status")
    player.focus()
    page.keyboard.press("Enter")
    expect(player).to_have_text("Pause")
    for _ in range(2):
        expect(status).not_to_have_text(status.text_content())
    assert run_python(page, "print(6 * 7)") == "42\n"  # the kernel is free meanwhile
    page.keyboard.press("Enter")
    expect(player).to_have_text(explorer.player.play_label)
    tick, done = None, 0
    while tick != done:  # a tick that was on its way when Pause was pressed is done first
        tick, done = run_python(page, "print(explorer.player.tick, explorer.player.done)").split()
    assert int(tick) >= 2
    said = None
    while said != (said := run_python(page, "print(explorer.state.readout())")):
        pass  # a tick that was on its way when Pause was pressed may still arrive
    expect(status).to_have_text(said)


def test_nothing_is_clipped_and_axe_is_content_in_any_theme_and_width(page, explorer):
    for theme in THEMES:
        for width in (800, 1280):
            show_in(page, theme, width)
            assert output(page).evaluate(CLIPPED) == [], (theme, width)
            assert serious(page) == [], (theme, width)


def test_an_error_in_a_callback_is_seen(page, explorer):
    alert = output(page).locator(".nnlib-alert")
    with error_in_the_kernel(page):
        move_first(page, explorer)
        expect(alert).to_contain_text("RuntimeError: planted")
        assert serious(page) == []
    reset(page, explorer)


def test_the_page_has_no_error_and_asks_no_one_but_its_server(page, uncalled_for):
    assert uncalled_for == []


def test_a_control_whose_kernel_is_gone_stays_with_the_picture_and_says_so(browser, server):
    cells = "from nnlib.explorers import LayerExplorer", "LayerExplorer()"
    with own_page(browser, server, "gone.ipynb", *cells) as page:
        slider, choice = output(page).locator("input").first, output(page).locator("select").first
        before = slider.input_value(), choice.input_value()
        restart_kernel(page)
        slider.focus()
        page.keyboard.press("ArrowRight")
        choice.select_option(index=1)
        assert (slider.input_value(), choice.input_value()) == before
        said = [text for text in output(page).locator(".nnlib-gone").all_text_contents() if text]
        assert said == 2 * ["The kernel that made this control is gone. Run the cell again."]


def test_a_notebook_that_is_only_opened_shows_every_picture(browser, server):
    cells = [f"from nnlib import explorers\nexplorers.{name}()" for name in explorers.__all__]
    path = server.write("stored.ipynb", *cells)
    path.write_text(execute(path), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 1100})
    opened = context.new_page()
    server.open(opened, path.name)
    trusted = "() => window.jupyterapp.shell.currentWidget.content.widgets[0].model.trusted"
    assert opened.evaluate(trusted) is False  # as in every clone
    images = opened.locator(".jp-Cell-outputArea img")
    expect(images).to_have_count(len(cells))
    for name, image in zip(explorers.__all__, images.all(), strict=True):
        image.scroll_into_view_if_needed()
        made = getattr(explorers, name)()
        picture = made.picture() if isinstance(made, LiveExplorer) else made.state.picture()
        expect(image).to_have_attribute("alt", picture.alt)
        assert image.evaluate("(image) => image.complete && image.naturalWidth > 0")
    assert serious(opened) == []
    context.close()


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_the_outputs_of_a_notebook_as_a_page_are_accessible(browser, tmp_path, path):
    from nbconvert import HTMLExporter

    html, _ = HTMLExporter().from_filename(str(path))
    assert "No description has been provided for this image" not in html
    (tmp_path / "notebook.html").write_text(html, encoding="utf-8")
    context = browser.new_context(offline=True)  # the page would ask for MathJax and the like
    opened = context.new_page()
    opened.goto((tmp_path / "notebook.html").as_uri())
    assert opened.locator(".jp-OutputArea").count() >= 1
    # Not .jp-OutputArea: that has nbconvert's own prompts, whose grey is too light.
    assert serious(opened, ".jp-OutputArea-output") == []
    context.close()
