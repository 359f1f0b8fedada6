"""Explorers in JupyterLab: every control by keyboard, and what is shown is what nnlib computes."""

import json
import re
import sys
import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

pytest.importorskip("playwright", reason="pip install -e .[test]")
from axe_playwright_python.sync_playwright import Axe
from lab import output, run_python
from playwright.sync_api import expect

import nnlib
from nnlib.explorers.controls import Choice

sys.path.append(str(Path(__file__).parents[1] / "notebooks"))
from execute import NOTEBOOKS, execute

SVG = "{http://www.w3.org/2000/svg}"
TAB_STOPS = """() => {
    const active = document.activeElement;
    return active.getAttribute("aria-label") ?? active.textContent;
}"""

CHANGE_THEME = "(theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme })"


def drawn(picture):
    """Return what a picture says, in a form that does not depend on who wrote the SVG."""
    root = ET.fromstring(picture)
    texts = [element.text for element in root.iter(SVG + "text")]
    shapes = [
        [element.get(name) for name in ("d", "fill", "x1", "y1", "height", "cy", "stroke-width")]
        for element in root.iter()
    ]
    return json.dumps([root.get("aria-label"), texts, shapes])


def shown(page):
    source = (
        output(page)
        .locator("svg[role=img]")
        .evaluate("(svg) => new XMLSerializer().serializeToString(svg)")
    )
    return drawn(source)


def expect_state(page, state):
    """Wait until all that is shown is that of the state."""
    expect(output(page).locator(".nnlib-status")).to_have_text(state.readout())
    expect(output(page).locator(".nnlib-alert")).to_have_text("")
    wanted, end = drawn(state.picture().text), time.monotonic() + 5
    while shown(page) != wanted and time.monotonic() < end:
        page.wait_for_timeout(20)
    assert shown(page) == wanted


def reset(page, explorer):
    """Press Reset, and wait until every control is back."""
    button(page, explorer.reset_button).click()
    for name, control in explorer.controls.items():
        value = getattr(explorer.state, name)
        text = value if isinstance(control, Choice) else f"{value:g}"
        expect(field(page, control)).to_have_value(text)
    expect_state(page, explorer.state)


def button(page, widget):
    return output(page).get_by_role("button", name=widget.description, exact=True)


def field(page, control):
    tag = "select" if isinstance(control, Choice) else "input[type=range]"
    return output(page).locator(f'{tag}[aria-label="{control.description}"]')


def press(page, explorer, name, key):
    """Press a key on a control, and return the state that it must lead to."""
    control = explorer.controls[name]
    element = field(page, control)
    element.focus()
    page.keyboard.press(key)
    value = element.input_value()
    value = value if isinstance(control, Choice) else float(value)
    return explorer.state.moved(name, value), value


def test_it_runs_without_an_error(page, explorer):
    assert output(page).locator(".jp-RenderedText[data-mime-type*=stderr]").count() == 0
    expect_state(page, explorer.state)


def test_every_control_is_reached_by_tab(page, explorer):
    field(page, next(iter(explorer.controls.values()))).focus()
    wanted = [control.description for control in explorer.controls.values()]
    wanted += [explorer.player.play_label] if explorer.player else []
    wanted += [button.description for button in explorer.buttons.values()]
    met = []
    for _ in wanted:
        met.append(page.evaluate(TAB_STOPS))
        page.keyboard.press("Tab")
    assert met == wanted


def test_every_slider_follows_the_keys(page, explorer):
    for name, control in explorer.controls.items():
        if isinstance(control, Choice):
            continue
        step = "ArrowLeft" if control.value == control.max else "ArrowRight"
        for key, end in [(step, None), ("Home", control.min), ("End", control.max)]:
            state, value = press(page, explorer, name, key)
            assert value == end or (end is None and value != control.value)
            expect_state(page, state)
            reset(page, explorer)


def test_every_choice_follows_the_keys(page, explorer):
    for name, control in explorer.controls.items():
        if isinstance(control, Choice):
            state, value = press(page, explorer, name, a_key_for(control))
            assert value != control.value
            expect_state(page, state)
            reset(page, explorer)


def a_key_for(control):
    """Return a key that moves a control from where it starts."""
    if isinstance(control, Choice):
        return "ArrowUp" if control.value == control.options[-1] else "ArrowDown"
    return "Home"


def test_the_buttons_act_by_keyboard_and_reset_brings_the_start_back(page, explorer):
    start = explorer.state
    for widget in list(explorer.buttons.values())[:-2]:
        button(page, widget).focus()
        page.keyboard.press("Enter")
        widget.click()
        expect_state(page, explorer.state)
    button(page, explorer.reset_button).focus()
    page.keyboard.press("Space")
    expect_state(page, start)


def test_undo_brings_back_what_was(page, explorer):
    name, control = next(iter(explorer.controls.items()))
    state, _ = press(page, explorer, name, a_key_for(control))
    expect_state(page, state)
    button(page, explorer.buttons["Undo"]).click()
    expect_state(page, explorer.state)


def test_the_kernel_has_what_is_shown(page, explorer):
    name, control = next(iter(explorer.controls.items()))
    state, _ = press(page, explorer, name, a_key_for(control))
    expect_state(page, state)
    readout = run_python(page, "print(explorer.state.readout())")
    assert readout.strip() == state.readout()


@pytest.mark.only_for("DescentExplorer", "TrainingExplorer", "CapacityExplorer", "CurveExplorer")
def test_play_goes_on_by_itself_and_pauses(page, explorer):
    player, status = output(page).locator(".nnlib-player"), output(page).locator(".nnlib-status")
    player.focus()
    page.keyboard.press("Enter")
    expect(player).to_have_text("Pause")
    for _ in range(2):
        expect(status).not_to_have_text(status.text_content())
    assert run_python(page, "print(6 * 7)").strip() == "42"  # the kernel is free meanwhile
    page.keyboard.press("Enter")
    expect(player).to_have_text(explorer.player.play_label)
    ticks = run_python(page, "print(explorer.player.tick, explorer.player.done)").split()
    assert ticks[0] == ticks[1]
    assert int(ticks[0]) >= 1


@pytest.mark.parametrize("width", [1280, 800])
@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_nothing_is_clipped_and_axe_is_content(page, explorer, theme, width):
    page.evaluate(
        "(t) => window.jupyterapp.commands.execute('apputils:change-theme', {theme: t})", theme
    )
    page.set_viewport_size({"width": width, "height": 1100})
    page.wait_for_function("(theme) => document.body.dataset.jpThemeName === theme", arg=theme)
    clipped = output(page).evaluate(
        """(area) => [area, ...area.querySelectorAll("*")]
            .filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth)
            .filter((e) => getComputedStyle(e).overflowX !== "visible")
            .map((e) => `${e.tagName} ${e.className}`)"""
    )
    assert clipped == []
    assert serious(page) == []


def serious(page, selector=".jp-Cell-outputArea"):
    results = Axe().run(page, context={"include": [[selector]]})
    return [
        f"{violation['id']}: {node['html']}"
        for violation in results.response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def test_an_error_in_a_callback_is_seen(page, explorer):
    run_python(page, "def fail(self): raise RuntimeError('planted')")
    run_python(page, "kept = type(explorer.state).readout; type(explorer.state).readout = fail")
    name, control = next(iter(explorer.controls.items()))
    press(page, explorer, name, a_key_for(control))
    expect(output(page).locator(".nnlib-alert")).to_contain_text("RuntimeError: planted")
    run_python(page, "type(explorer.state).readout = kept")
    reset(page, explorer)


@pytest.mark.only_for("NetworkExplorer")
def test_a_slider_moves_the_weight_that_it_names(page, explorer):
    for name, (unit, i) in {"w2": ("layer 2, unit 3", 1), "w3": ("layer 3, unit 1", 2)}.items():
        field(page, explorer.controls["unit"]).select_option(unit)
        expect(output(page).locator("svg circle[r='31']")).to_be_visible()
        field(page, explorer.controls[name]).focus()
        page.keyboard.press("End")
        layer, k = (int(digit) - 1 for digit in re.findall(r"\d", unit))
        network = explorer.network
        network.layers[2 * layer].weight[k, i] = 5
        cost = nnlib.CrossEntropyLoss().forward(network([1, 0.4, 2]), 0)
        words = f"the cost is {cost:.4f}"
        expect(output(page).locator(".nnlib-status")).to_contain_text(words)
        reset(page, explorer)


def test_a_notebook_that_is_only_opened_shows_the_picture(browser, server, page, explorer_name):
    path = server.root / f"{explorer_name}.ipynb"
    stored = server.root / f"stored_{explorer_name}.ipynb"
    stored.write_text(execute(path), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 1100})
    opened = context.new_page()
    server.open(opened, stored.name)
    image = output(opened).locator("img")
    expect(image).to_be_visible()
    assert len(image.get_attribute("alt")) > 20
    assert image.evaluate("(img) => img.complete && img.naturalWidth > 0")
    context.close()


def test_a_notebook_as_a_page_is_accessible(browser, tmp_path):
    from nbconvert import HTMLExporter

    html, _ = HTMLExporter().from_filename(str(NOTEBOOKS / "02_one_compute_unit.ipynb"))
    assert "No description has been provided for this image" not in html
    file = tmp_path / "notebook.html"
    file.write_text(re.sub(r"<script[^>]*src=.*?</script>", "", html, flags=re.DOTALL), "utf-8")
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(file.as_uri())
    assert opened.locator(".jp-OutputArea img").count() >= 4
    assert serious(opened, ".jp-OutputArea-output") == []
    context.close()
