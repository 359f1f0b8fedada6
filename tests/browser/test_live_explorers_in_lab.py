"""Live explorers in JupyterLab and Notebook 7: the hand moves them, and the kernel follows."""

import json
import os
import sys
from io import BytesIO
from pathlib import Path

import pytest

if not os.environ.get("CI"):  # where a package that is missing is an error
    for package in ("playwright", "axe_playwright_python"):
        pytest.importorskip(package, reason=f"needs {package}: pip install -e .[test]")
from axe_playwright_python.sync_playwright import Axe
from lab import output, own_page, restart_kernel, run_all, run_python, wait_for_kernel
from living import FAULTS, LIVE, near
from PIL import Image

from nnlib import explorers

sys.path.append(str(Path(__file__).parents[1] / "explorers"))
from walks import entry_of, leaves

READY = ".nx.live .nx-readout"
CARD = ".jp-NotebookPanel:not(.lm-mod-hidden) .nx.live"


@pytest.fixture(scope="module")
def lab_page(browser, server):
    """Return a notebook that shows all live explorers, each in a cell of its own."""
    cells = [f"{name.lower()} = explorers.{name}()\n{name.lower()}" for name in LIVE]
    server.write("live.ipynb", "from nnlib import explorers", *cells)
    context = browser.new_context(viewport={"width": 1280, "height": 1100})
    page = context.new_page()
    page.set_default_timeout(20_000)
    asked, wrong = [], []
    page.on("pageerror", lambda error: wrong.append(error.stack or error.message))
    page.on("request", lambda request: asked.append(request.url))
    server.open(page, "live.ipynb")
    run_all(page)
    page.wait_for_function(f"() => document.querySelectorAll('{READY}').length === {len(LIVE)}")
    yield page
    others = [url for url in asked if not url.startswith((server.url, "data:", "blob:"))]
    context.close()
    assert (wrong, others) == ([], [])


def card(page, name):
    """Return the card of an explorer, in sight."""
    found = page.locator(CARD).nth(LIVE.index(name))
    found.scroll_into_view_if_needed()
    return found


def state_in_kernel(page, name):
    return json.loads(run_python(page, f"import json; print(json.dumps({name.lower()}._state))"))


def said_in_kernel(page, name):
    return run_python(page, f"print({name.lower()}.readout())").strip()


EACH = pytest.mark.parametrize("name", LIVE)


@EACH
def test_the_kernel_follows_the_hand_and_the_page_follows_python(lab_page, name):
    page, shown = lab_page, card(lab_page, name)
    start = state_in_kernel(page, name)
    handle = shown.locator(".nx-side [data-number]:visible").first
    handle.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")  # lets go
    path = handle.get_attribute("data-number")
    for _ in range(50):
        now = state_in_kernel(page, name)
        if not near(now, start):
            break
        page.wait_for_timeout(50)
    scene = getattr(explorers, name)()._described
    value = dict(leaves(start))[path]
    assert near(now, scene.moved(start, path, value + entry_of(scene, path)["step"]))
    assert shown.locator(".nx-readout").text_content() == said_in_kernel(page, name)
    labels = [each["label"] for each in scene.presets]
    labels += [label for choice in scene.choices for _, label in choice["options"]]
    run_python(page, f"{name.lower()}.act({labels[len(scene.presets) - 1]!r})")
    words = said_in_kernel(page, name)
    page.wait_for_function(
        "([card, words]) => card.querySelector('.nx-readout').textContent === words",
        arg=[shown.element_handle(), words],
    )
    shown.get_by_role("button", name="Undo").click()  # what Python set is undone, too
    assert shown.locator(".nx-readout").text_content() != words


@EACH
@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_jupyterlabs_own_themes_are_followed(lab_page, name, theme):
    page, shown = lab_page, card(lab_page, name)
    page.evaluate(
        "(theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme
    )
    light = "true" if theme.endswith("Light") else "false"
    page.wait_for_function(f"() => document.body.dataset.jpThemeLight === '{light}'")
    ground = shown.locator(".nx-card").evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert ground == ("rgb(255, 255, 255)" if light == "true" else "rgb(26, 30, 37)")
    index = LIVE.index(name)
    page.evaluate("(i) => { document.querySelectorAll('.nx.live')[i].id = 'looked-at'; }", index)
    found = Axe().run(page, context="#looked-at")
    page.evaluate("() => document.getElementById('looked-at').removeAttribute('id')")
    assert found.violations_count == 0, found.generate_report()
    faults = FAULTS.replace('document.querySelector(".nx-card")',
                            f'document.querySelectorAll(".nx-card")[{index}]')  # fmt: skip
    assert page.evaluate(faults) == []


def test_a_photo_of_ones_own_reaches_the_next_cells(lab_page):
    page, shown = lab_page, card(lab_page, "PixelExplorer")
    file = BytesIO()
    Image.new("RGB", (300, 200), (1, 2, 3)).save(file, "png")
    with page.expect_file_chooser() as opened:
        shown.get_by_role("button", name="Your photo").press("Enter")
    mine = {"name": "mine.png", "mimeType": "image/png", "buffer": file.getvalue()}
    opened.value.set_files(mine)
    page.wait_for_function(
        "(card) => card.querySelector('.nx-readout').textContent.includes('of your photo: red 1')",
        arg=shown.element_handle(),
    )
    total = run_python(page, "print(pixelexplorer.photo.sum(), pixelexplorer.photo.shape)")
    assert total.strip() == "60000 (100, 100, 3)"
    shown.get_by_role("button", name="Undo").click()


def test_lab_keeps_its_hands_off_the_keys(lab_page):
    page, shown = lab_page, card(lab_page, "UnitExplorer")
    cells = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell").count()
    shown.locator("svg [data-number]").first.focus()
    for key in ("d", "d", "a", "b", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    assert page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell").count() == cells


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_it_fills_the_screen_out_of_a_cell_and_goes_back(lab_page, theme):
    page, shown = lab_page, card(lab_page, "UnitExplorer")
    page.evaluate(
        "(theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme
    )
    light = "true" if theme.endswith("Light") else "false"
    page.wait_for_function(f"() => document.body.dataset.jpThemeLight === '{light}'")
    ground = "rgb(255, 255, 255)" if light == "true" else "rgb(26, 30, 37)"
    before = shown.locator(".nx-card").bounding_box()
    shown.locator("[data-button=screen]").click()
    page.wait_for_selector(".nx.live[style*=transform]")
    screen = page.evaluate("() => getComputedStyle(document.fullscreenElement).backgroundColor")
    assert screen == ground
    box = shown.locator(".nx-card").bounding_box()
    assert max(box["width"] / 1280, box["height"] / 1100) > 0.85
    assert box["y"] > -0.5  # pixels
    assert box["y"] + box["height"] < 1100.5
    shown.locator("[data-button=screen]").click()
    page.wait_for_function("() => !document.querySelector('.nx.live[style*=width]')")
    assert shown.locator(".nx-card").bounding_box()["width"] == before["width"]


def test_a_cell_that_runs_five_times_leaves_one_explorer(lab_page):
    page = lab_page
    before = int(run_python(page, _WIDGETS))
    for _ in range(5):
        run_all(page)
    page.wait_for_function(f"() => document.querySelectorAll('{READY}').length === {len(LIVE)}")
    assert int(run_python(page, _WIDGETS)) == before


_WIDGETS = "from ipywidgets.widgets import widget; print(len(widget._instances))"


def test_without_the_kernel_it_goes_on_and_says_so(lab_page):
    page, shown = lab_page, card(lab_page, "NetworkExplorer")
    run_python(page, "networkexplorer.act('Article')")
    words = said_in_kernel(page, "NetworkExplorer")
    assert trouble(shown) == ("Live", "")
    restart_kernel(page)
    handle = shown.locator(".nx-side [data-number]:visible").first
    handle.focus()
    for _ in range(10):
        page.keyboard.press("ArrowUp")
    assert shown.locator(".nx-readout").text_content() != words
    for name in LIVE:  # each of them, touched or not
        word, sentence = trouble(card(page, name))
        assert word == "Live, no kernel"
        assert "run its cell" in sentence
    page.evaluate("() => { document.querySelectorAll('.nx.live')[0].id = 'looked-at'; }")
    assert Axe().run(page, context="#looked-at").violations_count == 0
    wait_for_kernel(page)
    run_all(page)
    page.wait_for_function("() => !document.querySelector('.nx-badge[data-trouble]')")


def trouble(shown):
    """Return an explorer's badge, and what is said to be wrong."""
    return tuple(shown.locator(part).text_content() for part in (".nx-badge", ".nx-trouble"))


def test_while_the_kernel_is_busy_it_says_that_nothing_is_heard(lab_page):
    page, shown = lab_page, card(lab_page, "UnitExplorer")
    kernel = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
    page.evaluate(f"() => void {kernel}.requestExecute({{ code: 'while True: pass' }})")
    shown.locator(".nx-side [data-number]:visible").first.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")  # lets go
    told = shown.locator(".nx-trouble:not(:empty)")
    told.wait_for()
    assert "busy" in told.text_content()
    assert trouble(shown)[0] == "Live"
    page.evaluate(f"() => {kernel}.interrupt()")
    told.wait_for(state="detached")
    assert said_in_kernel(page, "UnitExplorer") == shown.locator(".nx-readout").text_content()


def test_when_the_kernel_is_shut_down_it_says_so_at_once(browser, server):
    cells = "from nnlib.explorers import UnitExplorer", "UnitExplorer()"
    with own_page(browser, server, "ended.ipynb", *cells, ready=READY) as page:
        page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        page.locator(".nx-trouble:not(:empty)").wait_for()
        assert trouble(page.locator(CARD))[0] == "Live, no kernel"


def test_it_lives_in_notebook_7_too(browser, server):
    server.write("seven.ipynb", "from nnlib.explorers import UnitExplorer", "UnitExplorer()")
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{server.url}/notebooks/seven.ipynb?token={server.token}")
    wait_for_kernel(page)
    run_all(page)
    page.wait_for_selector(READY)
    handle = output(page).locator("svg [data-number]:visible").first
    before = page.locator(READY).text_content()
    handle.focus()
    page.keyboard.press("ArrowUp")
    assert page.locator(READY).text_content() != before
    context.close()


@pytest.fixture
def states_are_saved(server):
    keep = server.root.parent / "home" / "settings" / "@jupyter-widgets" / "jupyterlab-manager"
    keep.mkdir(parents=True, exist_ok=True)
    settings = keep / "plugin.jupyterlab-settings"
    settings.write_text(json.dumps({"saveState": True}))
    yield
    settings.unlink()


def save(page):
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")


def saved_states(path):
    return json.loads(path.read_text(encoding="utf-8"))["metadata"]["widgets"]


def test_a_saved_notebook_lives_without_a_kernel_and_stays_small(browser, server, states_are_saved):
    cells = "from nnlib.explorers import UnitExplorer", "unit = UnitExplorer()\nunit"
    path = server.root / "kept.ipynb"
    with own_page(browser, server, "kept.ipynb", *cells, ready=READY) as page:
        save(page)
        once = len(json.dumps(saved_states(path)))
        for _ in range(4):
            run_all(page)
        page.wait_for_selector(READY)
        handle = page.locator(CARD).locator(".nx-side [data-number]:visible").first
        handle.focus()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Tab")
        words = page.locator(READY).text_content()
        page.wait_for_timeout(300)
        save(page)
        five_times = len(json.dumps(saved_states(path)))
        print(f"saved widget state: {once} after one run, {five_times} after five")
        assert once < 65_000
        assert five_times < 1.2 * once
        page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        server.open(page, "kept.ipynb")
        page.wait_for_selector(READY)
        assert run_python(page, "print('unit' in globals())") == "False\n"
        assert page.locator(READY).text_content() == words
        assert trouble(page.locator(CARD))[0] == "Live, no kernel"
        page.locator(CARD).locator(".nx-side [data-number]:visible").first.focus()
        page.keyboard.press("ArrowUp")
        assert page.locator(READY).text_content() != words
