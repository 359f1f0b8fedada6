"""Stored outputs: what a reader sees and hears who runs nothing."""

import os

import pytest

if not os.environ.get("CI"):  # where a package that is missing is an error
    for package in ("playwright", "axe_playwright_python"):
        pytest.importorskip(package, reason=f"needs {package}: pip install -e .[test]")
from axe_playwright_python.sync_playwright import Axe
from execute import NOTEBOOKS, execute
from playwright.sync_api import expect

from nnlib import explorers


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
        expect(image).to_have_attribute("alt", getattr(explorers, name)().picture().alt)
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
