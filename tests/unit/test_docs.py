"""Documents whose code is run."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["docs/extending.md", "README.md"])
def test_the_code_of_a_document_runs_from_top_to_bottom(name):
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
    assert blocks
    exec(compile("\n".join(blocks).replace("epochs=10", "epochs=1"), name, "exec"), {})
