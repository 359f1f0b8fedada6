"""The network's diagram in JupyterLab: moved by mouse, keys and touch, without the kernel."""

import json
import math
import os
import re
import time
from dataclasses import replace

import pytest

if not os.environ.get("CI"):  # where a package that is missing is an error
    for package in ("playwright", "axe_playwright_python"):
        pytest.importorskip(package, reason=f"needs {package}: pip install -e .[test]")
import lab
from lab import output, run_python
from playwright.sync_api import expect
from test_explorers_in_lab import button, expect_state, reset, serious

pytestmark = pytest.mark.only_for("NetworkExplorer")
NAMES = [f"input {i}" for i in (1, 2, 3)]
for unit in (f"layer {layer}, unit {k}" for layer in (1, 2, 3) for k in (1, 2, 3)):
    NAMES += [*(f"weight {i} of {unit}" for i in (1, 2, 3)), f"bias of {unit}"]
CLASSES = ["dog", "cat", "neither"]
MARKED = """() => {
    const { stroke } = getComputedStyle(document.activeElement);
    return [document.activeElement.getAttribute("aria-label"), stroke !== "rgba(0, 0, 0, 0)"];
}"""
CELLS = "from nnlib.explorers import NetworkExplorer", "explorer = NetworkExplorer()\nexplorer"
FREE_PLACE = 0.3  # of the way along a line: where no other line is as close


@pytest.fixture(autouse=True)
def settled(page):
    """Leave no move on its way to the kernel: it would undo the next test's reset."""
    yield
    same, before = 0, None
    while same < 3:
        page.wait_for_timeout(30)
        moves = run_python(page, "print(explorer.stage.hand['moves'])")
        same, before = (same + 1 if moves == before else 0), moves


def place(name):
    """Return where the hand's numbers have what a handle is named after."""
    i, *of = (int(digit) - 1 for digit in re.findall(r"\d", name))
    if name.startswith("input"):
        return 36 + i
    if name.startswith("bias"):
        return 12 * i + 9 + of[0]
    return 12 * of[0] + 3 * of[1] + i


def pointed(name):
    """Return the unit and the part that pointing at a handle chooses."""
    i, *of = (int(digit) - 1 for digit in re.findall(r"\d", name))
    if name.startswith("bias"):
        return {"unit": 3 * i + of[0], "pointed": 0}
    return {"unit": 3 * of[0] + of[1], "pointed": i + 1} if of else {"pointed": -1 - i}


def handle(page, name):
    role = "radio" if name in CLASSES else "slider"
    return output(page).locator(".nnlib-hands").get_by_role(role, name=name, exact=True)


def at(page, name):
    """Return where in the page one takes hold of a number."""
    line = """(e, share) => {
        const { a, d, e: x, f: y } = e.ownerSVGElement.getScreenCTM();
        const at = (name, ...ends) => ends.reduce((sum, [end, part]) =>
            sum + part * (e.getAttribute(name.replace("#", end)) ?? 0), 0);
        if (e.tagName === "circle") return [x + a * at("cx", ["", 1]), y + d * at("cy", ["", 1])];
        return ["x", "y"].map((n, i) => [x, y][i]
            + a * at(`${n}#`, [1, 1 - share], [2, share]));
    }"""
    element = handle(page, name)
    element.scroll_into_view_if_needed()
    return element.evaluate(line, FREE_PLACE)


def taken(state, name, value):
    numbers = list(state.hand()["numbers"])
    numbers[place(name)] = value
    return state.taken(state.hand() | {"numbers": numbers} | pointed(name))


def drag(page, name, up, release=True):
    x, y = at(page, name)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - up, steps=6)
    if release:
        page.mouse.up()
        page.mouse.move(5, 5)


def expect_kernel(page, code, wanted):
    """Wait until what Python computes is as wanted: moves follow one another to the kernel."""
    end = time.monotonic() + 10
    while (said := run_python(page, f"print({code})").strip()) != str(wanted):
        assert time.monotonic() < end, f"{code} is {said}, and not {wanted}"


def passed(start, by):
    """Return the last step of 0.05 on the way."""
    way = 20 * (start + by)
    return (math.floor(way + 1e-9) if by > 0 else math.ceil(way - 1e-9)) / 20


def test_every_number_and_class_is_reached_by_tab_and_shows_that_it_is(page, explorer):
    reset(page, explorer)
    met = []
    for _ in [*NAMES, "dog"]:
        page.keyboard.press("Tab")
        met.append(page.evaluate(MARKED))
    assert met == [[name, True] for name in [*NAMES, "dog"]]  # the keys choose another class


@pytest.mark.parametrize("name", NAMES)
def test_every_number_follows_the_keys(page, explorer, name):
    state, slider = explorer.state, handle(page, name)
    slider.focus()
    start = state.hand()["numbers"][place(name)]
    for key, value in [
        ("ArrowUp", passed(start, 0.05)),
        ("PageDown", passed(passed(start, 0.05), -1)),
        ("Home", -5),
        ("ArrowLeft", -5),
        ("End", 5),
    ]:
        page.keyboard.press(key)
        state = taken(state, name, value)
        expect_state(page, explorer, state)
        expect(slider).to_have_attribute("aria-valuetext", f"{value:.2f}".replace("-", "−"))
    expect_kernel(page, "explorer.state.hand()['numbers']", state.hand()["numbers"])


@pytest.mark.parametrize("name", NAMES[::3])
def test_every_number_follows_the_mouse_and_the_kernel_when_it_lets_go(page, explorer, name):
    start = explorer.state.hand()["numbers"][place(name)]
    drag(page, name, 60, release=False)
    state = taken(explorer.state, name, passed(start, 1.5))
    expect_state(page, explorer, state)
    before = run_python(page, "print(explorer.state.theta, explorer.state.x)").strip()
    assert before == f"{explorer.state.theta} {explorer.state.x}"
    page.mouse.up()
    expect_state(page, explorer, state)
    after = [list(state.theta), state.x]
    expect_kernel(page, "[explorer.network.theta.tolist(), explorer.state.x]", after)
    button(page, explorer.buttons["Undo"]).click()
    expect_state(page, explorer, taken(explorer.state, name, start))


def test_a_click_that_trembles_moves_nothing(page, explorer):
    drag(page, "weight 2 of layer 2, unit 1", 2)
    state = explorer.state.taken(explorer.state.hand() | {"unit": 3, "pointed": 2})
    expect_state(page, explorer, state)


def test_pointing_and_focus_show_the_same(page, explorer):
    for name in ("bias of layer 2, unit 3", "weight 1 of layer 3, unit 2", "input 2"):
        state = explorer.state.taken(explorer.state.hand() | pointed(name))
        page.mouse.move(*at(page, name))
        expect_state(page, explorer, state)
        page.mouse.move(5, 5)
        reset(page, explorer)
        handle(page, name).focus()
        expect_state(page, explorer, state)
        reset(page, explorer)


def test_the_right_answer_is_clicked_or_chosen_by_key(page, explorer):
    state = explorer.state
    handle(page, "neither").click()
    expect_state(page, explorer, state.moved("target", "neither"))
    expect(handle(page, "neither")).to_have_attribute("aria-checked", "true")
    for key, name in [("ArrowUp", "cat"), ("ArrowLeft", "dog"), ("ArrowUp", "neither")]:
        page.keyboard.press(key)
        expect_state(page, explorer, state.moved("target", name))
        expect(handle(page, name)).to_be_focused()
    handle(page, "cat").focus()
    page.keyboard.press("Space")
    expect_state(page, explorer, state.moved("target", "cat"))
    expect(handle(page, "neither")).to_have_attribute("aria-checked", "false")
    expect_kernel(page, "explorer.state.target", "cat")


def test_each_gesture_is_undone_on_its_own(page, explorer):
    name, states = "weight 1 of layer 2, unit 1", []
    drag(page, name, 40)
    states.append(taken(explorer.state, name, passed(explorer.state.theta[place(name)], 1)))
    drag(page, name, -20)
    states.append(taken(states[-1], name, passed(states[-1].theta[place(name)], -0.5)))
    handle(page, "cat").click()
    states.append(states[-1].moved("target", "cat"))
    handle(page, "neither").click()
    expect_kernel(page, "explorer.state.target", "neither")
    while states:
        button(page, explorer.buttons["Undo"]).click()
        expect_state(page, explorer, states.pop())


def test_the_right_button_is_jupyters(page, explorer):
    page.mouse.move(*at(page, "weight 1 of layer 2, unit 1"))
    page.mouse.down(button="right")
    page.mouse.move(400, 300, steps=5)
    page.mouse.up(button="right")
    page.keyboard.press("Escape")
    expect_kernel(page, "explorer.state.theta", explorer.state.theta)


def test_on_the_way_back_only_what_was_reached_is_shown(page, explorer):
    for _ in range(4):
        button(page, explorer.buttons["Step backward"]).click()
        explorer.buttons["Step backward"].click()
    state = explorer.state
    expect_state(page, explorer, state)
    for name in ("bias of layer 2, unit 2", "weight 1 of layer 1, unit 3", "input 1"):
        assert handle(page, name).count() == 0  # nothing is drawn there yet
    handle(page, "weight 2 of layer 3, unit 2").focus()
    state = state.taken(state.hand() | {"unit": 7, "pointed": 2})
    expect_state(page, explorer, state)
    assert "its gradient" in state.readout()


def test_it_is_live_while_the_kernel_computes(page, explorer):
    page.evaluate(
        """() => { window.busy = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel
            .requestExecute({ code: "import time; end = time.time() + 4\\n"
                + "while time.time() < end: pass" }).done.then(() => { window.busy = null; }); }"""
    )
    state = explorer.state
    for name, up in [("weight 1 of layer 1, unit 2", 40), ("input 3", -40), ("input 1", 20)]:
        start = state.hand()["numbers"][place(name)]
        drag(page, name, up)
        state = taken(state, name, passed(start, up / 40))
        expect_state(page, explorer, state)
    assert page.evaluate("() => window.busy !== null"), "the kernel was done too early"
    page.wait_for_function("() => window.busy === null")
    expect_kernel(page, "explorer.state.hand()['numbers']", state.hand()["numbers"])
    expect_state(page, explorer, state)


def test_keys_that_are_no_moves_are_not_jupyters_either(page, explorer):
    cells = "() => window.jupyterapp.shell.currentWidget.content.widgets.length"
    before = page.evaluate(cells)
    handle(page, "weight 1 of layer 1, unit 1").focus()
    page.keyboard.press("b")  # adds a cell, where nothing keeps it from JupyterLab
    handle(page, "cat").focus()
    page.keyboard.press("a")
    page.wait_for_timeout(100)
    assert page.evaluate(cells) == before


def test_a_change_in_python_shows_and_does_not_jump_into_a_hand(page, explorer):
    change = "explorer.state = replace(explorer.state, x=(2.0, 2.0, 2.0))"
    run_python(page, f"from dataclasses import replace; {change}")
    state = replace(explorer.state, x=(2.0, 2.0, 2.0))
    expect_state(page, explorer, state)
    name = "weight 1 of layer 2, unit 2"
    drag(page, name, 60, release=False)
    held = taken(state, name, passed(state.hand()["numbers"][place(name)], 1.5))
    expect_state(page, explorer, held)
    run_python(page, change.replace("2.0", "1.0"))
    expect_state(page, explorer, held)
    page.mouse.up()
    expect_state(page, explorer, held)
    expect_kernel(page, "explorer.state.hand()['numbers']", held.hand()["numbers"])


def test_axe_is_content_with_a_focused_handle_and_with_gradients(page, explorer):
    handle(page, "weight 2 of layer 1, unit 1").focus()
    assert serious(page) == []
    button(page, explorer.buttons["Step backward"]).click()
    assert serious(page) == []


@pytest.fixture
def touched(browser, server):
    """Return a page on a small touch screen, with the explorer in it."""
    settings = {"viewport": {"width": 800, "height": 700}, "has_touch": True}
    with lab.own_page(browser, server, "touch.ipynb", *CELLS, **settings) as page:
        yield page


def test_a_finger_drags_a_line_and_does_not_scroll(touched, explorer):
    page, name = touched, "weight 1 of layer 2, unit 1"
    x, y = at(page, name)
    send = lab.Fingers(page).send
    scrolled = "() => document.querySelector('.jp-WindowedPanel-outer').scrollTop"
    before = page.evaluate(scrolled)
    send("touchStart", (x, y))
    for step in range(1, 4):
        send("touchMove", (x, y - 10 * step))
    other = at(page, "input 3")
    send("touchStart", (x, y - 30), other)
    for step in range(4, 7):
        send("touchMove", (x, y - 10 * step), (other[0], other[1] - 10 * step))
    send("touchEnd")
    state = taken(explorer.state, name, passed(explorer.state.theta[place(name)], 1.5))
    expect_state(page, explorer, state)
    assert page.evaluate(scrolled) == before
    expect_kernel(page, "explorer.state.theta", state.theta)


def test_reopened_from_saved_state_it_moves_without_a_kernel(browser, server, explorer):
    keep = server.root.parent / "home" / "settings" / "@jupyter-widgets" / "jupyterlab-manager"
    keep.mkdir(parents=True, exist_ok=True)
    (keep / "plugin.jupyterlab-settings").write_text(json.dumps({"saveState": True}))
    with lab.own_page(browser, server, "kept.ipynb", *CELLS) as page:
        move_save_and_reopen(page, server, explorer)
    (keep / "plugin.jupyterlab-settings").unlink()


def move_save_and_reopen(page, server, explorer):
    state, name = explorer.state, "weight 2 of layer 1, unit 3"
    drag(page, name, 40)
    state = taken(state, name, passed(state.theta[place(name)], 1))
    expect_state(page, explorer, state)
    expect_kernel(page, "explorer.state.theta", state.theta)
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    server.open(page, "kept.ipynb")
    page.wait_for_selector(".nnlib-status")
    assert run_python(page, "print('explorer' in globals())") == "False\n"
    expect_state(page, explorer, state)
    drag(page, "input 2", 40)
    expect_state(page, explorer, taken(state, "input 2", 1.4))
