"""Live explorers on a plain page, without a kernel: every hand, every width, both themes."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest

if not os.environ.get("CI"):  # where a package that is missing is an error
    for package in ("playwright", "axe_playwright_python"):
        pytest.importorskip(package, reason=f"needs {package}: pip install -e .[test]")
from axe_playwright_python.sync_playwright import Axe
from lab import Fingers, serving
from living import FAULTS, LIVE, is_shown, made, near, write_pages

sys.path.append(str(Path(__file__).parents[1] / "explorers"))
from walks import entry_of, movable, walk

WIDTHS = (1280, 800, 390, 320)  # the last is the narrowest that WCAG asks for
EACH = pytest.mark.parametrize("name", LIVE)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("living")
    write_pages(folder)
    with serving(folder) as address:
        yield address


@pytest.fixture
def open_page(browser, address):
    """Return a function that opens an explorer's page; what goes wrong there is an error here."""
    contexts, wrong = [], []

    def opened(name, width=1280, *, height=900, alive=True, **settings):
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: wrong.append(error.stack or error.message))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.goto(f"{address}{name}.html")
        page.wait_for_function("() => window.wake")
        if alive:
            page.evaluate("() => void wake()")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def first_number(page, where="svg"):
    """Return a handle that can be seen, and the path of its number."""
    handles = page.locator(f"{where} [data-number]:visible")
    return handles.first, handles.first.get_attribute("data-number")


def middle(handle):
    """Return where a finger would take hold of a handle."""
    box = handle.locator(".nx-hit").first.bounding_box() or handle.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def numbers_of(state):
    """Return the numbers of a network, or all of a state that has none."""
    return {key: state[key] for key in ("x", "layers") if key in state} or state


@EACH
@pytest.mark.parametrize("width", WIDTHS)
def test_it_comes_alive_without_a_jump(open_page, name, width):
    page = open_page(name, width, alive=False)
    places = """() => [...document.querySelectorAll(".nx-card, .nx-card > *, main > p")]
        .map((e) => [e.className, e.getBoundingClientRect()])
        .filter(([name]) => name !== "nx-sr" && name !== "nx-bubble")
        .map(([name, box]) => [name, Math.round(box.top), Math.round(box.height)])"""
    still = page.evaluate(places)
    assert page.locator(".nx-badge").text_content() == "Picture"
    page.evaluate("() => void wake()")
    alive = page.evaluate(places)
    assert page.locator(".nx-badge").text_content() == "Live"
    far = [(a, b) for a, b in zip(still, alive, strict=True) if abs(a[1] - b[1]) > 1
           or abs(a[2] - b[2]) > 1]  # fmt: skip
    assert far == []


@EACH
def test_the_mouse_moves_a_number_and_undo_brings_it_back(open_page, name):
    page, explorer = open_page(name), made(name)
    start = page.evaluate("() => mounted.state")
    handle, path = first_number(page)
    x, y = middle(handle)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y - 4, steps=5)
    assert page.locator(".nx-bubble").is_visible()
    assert page.evaluate("() => told.length") == 0  # nobody is told while the hand is at it
    page.mouse.up()
    moved = page.evaluate("() => mounted.state")
    assert not near(moved, start), path
    is_shown(page, explorer, moved)
    assert page.evaluate("() => told.length") == 1
    page.mouse.move(5, 5)
    assert page.locator("[data-hot], .nx-drag, [data-run]").count() == 0  # no mark of a hand stays
    page.get_by_role("button", name="Undo").click()
    is_shown(page, explorer, start)


@EACH
def test_escape_takes_back_what_a_hand_has_begun(open_page, name):
    page, explorer = open_page(name), made(name)
    start = page.evaluate("() => mounted.state")
    handle, path = first_number(page)
    page.mouse.move(*middle(handle))
    page.mouse.down()
    x, y = middle(handle)
    page.mouse.move(x + 30, y - 4, steps=5)
    assert not near(page.evaluate("() => mounted.state"), start), path
    page.keyboard.press("Escape")
    page.mouse.move(x + 50, y, steps=3)
    page.mouse.up()
    state = page.evaluate("() => mounted.state")
    assert near(numbers_of(state), numbers_of(start))
    is_shown(page, explorer, state)


def test_reset_brings_back_the_random_weights_that_were_there(open_page):
    page = open_page("NetworkExplorer")
    page.get_by_role("radio", name="Random", exact=True).click()
    drawn = page.evaluate("() => mounted.state.layers")
    handle, _ = first_number(page, ".nx-side")
    handle.focus()
    page.keyboard.press("PageDown")
    assert page.evaluate("() => mounted.state.layers") != drawn
    page.get_by_role("button", name="Reset").click()
    assert page.evaluate("() => mounted.state.layers") == drawn


@EACH
def test_keys_move_type_and_bring_a_number_back(open_page, name):
    page, explorer = open_page(name), made(name)
    handle, path = first_number(page, ".nx-side")
    scene, state = explorer._described, explorer._state
    value = float(handle.get_attribute("aria-valuenow"))
    handle.focus()
    page.keyboard.press("ArrowUp")
    state = scene.moved(state, path, value + entry_of(scene, path)["step"])
    is_shown(page, explorer, state)
    page.keyboard.type("1.5")
    page.keyboard.press("Enter")
    state = scene.moved(state, path, 1.5)
    is_shown(page, explorer, state)
    page.keyboard.press("Backspace")
    assert float(handle.get_attribute("aria-valuenow")) == pytest.approx(value, abs=1e-3)
    for _ in range(3):
        page.keyboard.press("Control+z")
    is_shown(page, explorer, explorer._state)


@EACH
def test_tab_stops_three_times_and_arrows_reach_every_handle(open_page, name):
    page = open_page(name)
    page.locator("h1").evaluate("(h) => { h.tabIndex = -1; h.focus(); }")
    stops = []
    for _ in range(4):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate(
                """() => document.activeElement.closest(
            ".nx-stage, .nx-side, .nx-bar")?.className.split(" ")[0] ?? "" """.strip()
            )
        )
    assert stops == ["nx-stage", "nx-side", "nx-bar", ""]
    page.locator("h1").focus()
    page.keyboard.press("Tab")
    reached = set()
    for _ in range(60):
        active = page.evaluate("""() => { const e = document.activeElement, { dataset } = e;
            const key = dataset.number ?? dataset.place ?? dataset.pick;
            return [e.getAttribute("aria-label"), key]; }""")
        assert active[0], active
        reached.add(active[1])
        page.keyboard.press("ArrowRight")
    wanted = page.evaluate("""() => [...document.querySelectorAll(
        "svg :is([data-number], [data-place], [data-pick]):not([aria-hidden])")]
        .filter((e) => e.checkVisibility())
        .map(({ dataset }) => dataset.number ?? dataset.place ?? dataset.pick)""")
    assert set(wanted) <= reached


@EACH
def test_a_finger_moves_a_number_and_the_page_does_not_scroll(open_page, name):
    page, explorer = open_page(name, 390, has_touch=True, is_mobile=True), made(name)
    start = page.evaluate("() => mounted.state")
    handle, _ = first_number(page)
    handle.scroll_into_view_if_needed()
    x, y = middle(handle)
    fingers, before = Fingers(page), page.evaluate("() => scrollY")
    fingers.send("touchStart", (x, y))
    for n in range(1, 8):
        fingers.send("touchMove", (x + 5 * n, y - 5 * n))
    fingers.send("touchEnd")
    state = page.evaluate("() => mounted.state")
    assert not near(state, start)
    assert page.evaluate("() => scrollY") == before
    is_shown(page, explorer, state)


@pytest.mark.parametrize("name", ["UnitExplorer", "NetworkExplorer"])
def test_a_finger_that_swipes_up_from_a_number_of_the_formula_scrolls_the_page(open_page, name):
    page = open_page(name, 390, has_touch=True, is_mobile=True)
    page.evaluate("() => { document.body.style.paddingBottom = '2000px'; }")
    start, fingers = page.evaluate("() => mounted.state"), Fingers(page)
    number = page.locator(".nx-num[data-number]").first
    number.scroll_into_view_if_needed()

    def swipe(right, up):
        box, before = number.bounding_box(), page.evaluate("() => scrollY")
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        fingers.send("touchStart", (x, y))
        for n in range(1, 12):
            fingers.send("touchMove", (x + right * n, y - up * n))
        fingers.send("touchEnd")
        page.wait_for_timeout(800)  # a page that was thrown rolls on
        return page.evaluate("() => scrollY") - before

    assert swipe(0, 10) > 50
    assert page.evaluate("() => mounted.state") == start
    assert swipe(5, 0) == 0
    assert not near(page.evaluate("() => mounted.state"), start)


@EACH
def test_buttons_do_what_python_does(open_page, name):
    page, explorer = open_page(name), made(name)
    scene, state = explorer._described, explorer._state
    for preset in scene.presets[::-1]:
        page.get_by_role("radio", name=preset["label"], exact=True).click()
        state = scene.act(state, preset["label"])
        is_shown(page, explorer, state)
        assert page.get_by_role("radio", name=preset["label"], exact=True).is_checked()
    for action in scene.actions:
        if "image" in action:
            continue  # it opens a window of the system
        page.get_by_role("button", name=action["label"], exact=True).click()
        state = scene.act(state, action["label"])
        is_shown(page, explorer, state)
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Reset").click()
    state = page.evaluate("() => mounted.state")
    assert near(numbers_of(state), numbers_of(scene.start(state)))


def test_play_takes_one_step_after_the_other_and_is_undone_at_once(open_page):
    page = open_page("DescentExplorer")
    steps = "() => mounted.state.steps"
    page.get_by_role("button", name="Play").click()
    assert page.evaluate(steps) == 11  # the first one at once, and no more
    for taken in (12, 13):
        page.wait_for_function(f"() => mounted.state.steps === {taken}", polling=20)
    page.get_by_role("button", name="Pause").click()
    assert page.evaluate(steps) in (13, 14)
    assert page.evaluate("() => told.length") == 1
    page.get_by_role("button", name="Undo").click()
    assert page.evaluate(steps) == 10


def some_states(explorer, rng):
    """Yield states to look at: each preset, each choice, and some of a walk."""
    scene, state = explorer._described, explorer._state
    yield state
    for preset in scene.presets:
        yield scene.act(state, preset["label"])
    for choice in scene.choices:
        for _, label in choice["options"]:
            yield scene.act(state, label)
    for n, (_, _, after) in enumerate(walk(scene, rng, 80)):
        if n % 8 == 0:
            yield after
    for end in ("min", "max"):
        extreme = state
        for path in movable(scene, state):
            extreme = scene.moved(extreme, path, entry_of(scene, path)[end])
        yield extreme


@EACH
@pytest.mark.parametrize("width", WIDTHS)
def test_in_every_state_all_can_be_read(open_page, name, width):
    page, explorer = open_page(name, width), made(name)
    faults = {}
    for n, state in enumerate(some_states(explorer, np.random.default_rng(0))):
        page.evaluate("(state) => mounted.set(state)", state)
        found = page.evaluate(FAULTS)
        if found:
            faults[n] = found
    assert faults == {}
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@EACH
def test_a_lecturer_sees_all_of_it_on_a_screen_of_1280_by_720_at_150_percent(open_page, name):
    page = open_page(name, 853, height=480, device_scale_factor=1.5)
    before = page.locator(".nx-card").bounding_box()
    page.locator("[data-button=screen]").click()
    page.wait_for_function("() => document.querySelector('.nx').style.transform")
    for part in (".nx-card", ".nx-stage", ".nx-side", ".nx-readout", ".nx-bar"):
        box = page.locator(part).bounding_box()
        assert min(box["x"], box["y"]) > -1
        assert box["x"] + box["width"] < 854
        assert box["y"] + box["height"] < 481
    heights = """() => [...document.querySelectorAll(".nx-stage text")]
        .map((text) => text.getBoundingClientRect().height).filter((height) => height)"""
    assert min(page.evaluate(heights)) * 1.5 > 13  # pixels of the projector
    assert page.evaluate(FAULTS) == []
    page.locator("[data-button=screen]").press("Enter")
    page.wait_for_function("() => !document.querySelector('.nx').style.width")
    assert page.locator(".nx-card").bounding_box() == before


@EACH
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_is_content(open_page, name, theme):
    page, explorer = open_page(name, color_scheme=theme), made(name)
    labels = [label for choice in explorer._described.choices for _, label in choice["options"]]
    for label in [None, *labels]:
        if label:
            page.get_by_role("radio", name=label, exact=True).click()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def theme_beside(page, style, kind):
    """Return the theme of an explorer that comes alive in a page of this style and class."""
    page.evaluate(
        """([style, kind]) => {
            document.documentElement.style.colorScheme = style;
            document.body.className = kind;
            wake();
        }""",
        [style, kind],
    )
    return page.locator(".nx.live").get_attribute("data-theme")


def test_a_dark_system_leaves_it_light_in_a_page_that_stays_light(open_page):
    page = open_page("UnitExplorer", alive=False, color_scheme="dark")
    assert theme_beside(page, "normal", "") == "light"  # as in nbclassic
    assert theme_beside(page, "light dark", "") == "dark"


def test_it_is_as_dark_as_vs_code_says(open_page):
    page = open_page("UnitExplorer", alive=False, color_scheme="light")
    assert theme_beside(page, "normal", "vscode-dark") == "dark"
    page.emulate_media(color_scheme="dark")
    assert theme_beside(page, "light dark", "vscode-light") == "light"


@EACH
def test_reduced_motion_and_forced_colours_leave_it_usable(open_page, name):
    page = open_page(name, reduced_motion="reduce", forced_colors="active")
    handle, _ = first_number(page)
    x, y = middle(handle)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y - 4, steps=3)
    assert page.locator("[data-run]").count() == 0
    page.mouse.up()
    assert page.evaluate(FAULTS) == []
