"""The drawing pad on a page without a kernel: mouse, finger and keys draw, and are answered."""

import os
import statistics

import pytest

if not os.environ.get("CI"):  # where a package that is missing is an error
    pytest.importorskip("playwright", reason="needs playwright: pip install -e .[test]")
from lab import Fingers, serving
from living import PAGE, is_shown

from nnlib.explorers import DrawingPad, runtime

BOX = [(60, 40), (110, 45), (110, 240), (60, 240), (60, 42)]  # on a pad of 280 units


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder, pad = tmp_path_factory.mktemp("pad"), DrawingPad()
    (folder / "runtime.js").write_text(runtime.source(), encoding="utf-8")
    (folder / "explorers.css").write_text(runtime.look(), encoding="utf-8")
    html = PAGE.format(name="DrawingPad", explorer=pad.page(pad._state, "explorer"))
    (folder / "pad.html").write_text(html, encoding="utf-8")
    with serving(folder) as address:
        yield address


@pytest.fixture
def open_pad(browser, address):
    """Return a function that opens a page with an empty pad."""
    contexts = []

    def opened(width=1280, **settings):
        context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}pad.html")
        page.wait_for_function("() => window.wake")
        page.evaluate("() => void wake()")
        page.get_by_role("button", name="Clear").click()
        return page

    yield opened
    for context in contexts:
        context.close()


def places(page):
    """Return where the points of the box are in the window."""
    box = page.locator("svg [data-place=pad] .nx-black").bounding_box()
    return [(box["x"] + x * box["width"] / 280, box["y"] + y * box["height"] / 280) for x, y in BOX]


def strokes(page):
    return page.evaluate("() => mounted.state.strokes")


def with_mouse(page):
    start, *others = places(page)
    page.mouse.move(*start)
    page.mouse.down()
    for place in others:
        page.mouse.move(*place)
    assert page.locator(".nx-bubble:visible").count() == 0  # it would hide what is drawn
    page.mouse.up()


def test_the_mouse_draws_and_each_stroke_is_undone_on_its_own(open_pad):
    page = open_pad()
    with_mouse(page)
    [drawn] = strokes(page)
    assert drawn == [[round(x), round(y)] for x, y in BOX]
    is_shown(page, DrawingPad(), page.evaluate("() => mounted.state"))
    assert page.locator(".nx-readout").text_content().startswith("The network")
    page.mouse.click(*places(page)[2])
    assert [len(stroke) for stroke in strokes(page)] == [5, 1]
    page.get_by_role("button", name="Undo").click()
    assert strokes(page) == [drawn]
    page.get_by_role("button", name="Undo").click()
    assert strokes(page) == []
    assert page.locator(".nx-readout").text_content().startswith("The pad is empty")


def test_a_finger_draws_and_the_page_does_not_scroll(open_pad):
    page = open_pad(390, has_touch=True, is_mobile=True)
    page.locator("svg [data-place=pad]").scroll_into_view_if_needed()
    fingers, before = Fingers(page), page.evaluate("() => scrollY")
    start, *others = places(page)
    fingers.send("touchStart", start)
    for place in others:
        fingers.send("touchMove", place)
    fingers.send("touchEnd")
    assert strokes(page)[0][0] == list(BOX[0])
    assert len(strokes(page)) == 1
    assert page.evaluate("() => scrollY") == before


def test_keys_draw_without_taking_hold_first(open_pad):
    page = open_pad()
    page.locator("svg [data-place=pad]").focus()
    for key in ("ArrowLeft", "Space", "ArrowUp", "ArrowUp", "Space", "ArrowRight"):
        page.keyboard.press(key)
    assert strokes(page) == [[[133, 140], [133, 133], [133, 126]]]
    pad = page.locator("svg [data-place=pad]")
    assert pad.get_attribute("aria-valuetext") == "pen up, 20 across, 18 down"
    for _ in range(2):  # the way after the pen was lifted, and the stroke
        page.keyboard.press("Control+z")
    assert strokes(page) == []


def test_a_hand_is_answered_in_the_same_frame(open_pad):
    """What a move of the pointer does, until the page is as it is shown, takes less than 16 ms."""
    page = open_pad()
    with_mouse(page)
    times = page.evaluate(
        """([[x, y], side]) => {
            const pad = document.querySelector("svg [data-place=pad]");
            const send = (kind, x, y) => pad.dispatchEvent(new PointerEvent(kind, { bubbles: true,
                clientX: x, clientY: y, pointerId: 1, button: kind === "pointerdown" ? 0 : -1 }));
            const times = [];
            send("pointerdown", x, y);
            for (let n = 1; n < 120; n += 1) {
                const start = performance.now();
                send("pointermove", x + (side * (n % 11)) / 11, y + (side * n) / 120);
                times.push(performance.now() - start);
            }
            send("pointerup", x, y);
            return times;
        }""",
        [places(page)[0], 150],
    )
    assert len(strokes(page)[-1]) > 100
    print(f"median {statistics.median(times):.1f} ms, slowest {max(times):.1f} ms")
    assert statistics.median(times) < 16
