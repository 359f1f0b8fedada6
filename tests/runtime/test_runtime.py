"""The pure parts of the runtime, in the Node.js that Playwright brings."""

import os
import subprocess
from pathlib import Path

import pytest

from nnlib.explorers import runtime

if not os.environ.get("CI"):  # where a package that is missing is an error
    pytest.importorskip("playwright", reason="needs playwright: pip install -e .[test]")
from playwright._impl._driver import compute_driver_executable


@pytest.mark.parametrize(
    "path", sorted(Path(__file__).parent.glob("*.test.mjs")), ids=lambda p: p.stem
)
def test_it_does_what_its_tests_say(path):
    run = subprocess.run(
        [compute_driver_executable()[0], "--test", path],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_joined_modules_are_one_script_without_imports():
    source = runtime.source()
    assert "import " not in source.replace("import(", "")
    assert source.count("export default") == 1
    for name in ("expressions", "hands", "scene", "view"):
        assert f"const ${name} = " in source


def test_only_comments_are_left_out(tmp_path, monkeypatch):
    """A type before a word is no comment of its own: what follows on its line is code."""
    kept = "const a = 1;\n/** @type {any} */ (globalThis).seen = a;\n/** Gone. */\nconst b = 2;\n"
    (tmp_path / "one.js").write_text(kept)
    monkeypatch.setattr(runtime, "FOLDER", tmp_path)
    assert "seen = a" in runtime._module("one")
    assert "Gone" not in runtime._module("one")
