"""Store what notebook 11 prints with PyTorch, loky and Dask: ``python scripts/stored_outputs.py``.

After the notebook was executed where all three are installed. Where one of them is missing, the
notebook's cells print the stored texts instead (``nnlib.datasets.load_stored_outputs``).
"""

import json
import re
from importlib.metadata import version
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "notebooks" / "11_next_steps.ipynb"
FILE = ROOT / "nnlib" / "datasets" / "files" / "stored_outputs.json"
LIBRARIES = {
    "has_torch": ("PyTorch", "torch"),
    "has_loky": ("loky", "loky"),
    "has_dask": ("Dask", "dask"),
}


def stored_outputs(cells: list[nbformat.NotebookNode]) -> dict[str, dict[str, str]]:
    """Return name, libraries, versions and text of every output that needs a library."""
    found = {}
    for cell in cells:
        name = re.search(r'^ +print\(stored\["(.+)"\]\)$', cell.source, re.MULTILINE)
        if cell.cell_type == "code" and name:
            libraries = [LIBRARIES[flag] for flag in re.findall(r"has_[a-z]+", cell.source)]
            found[name[1]] = {
                "needs": " and ".join(title for title, _ in libraries),
                "versions": ", ".join(f"{title} {version(p)}" for title, p in libraries),
                "text": "".join(output.text for output in cell.outputs).removesuffix("\n"),
            }
    return found


def main() -> None:
    """Write the file."""
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    text = json.dumps(stored_outputs(cells), indent=2, ensure_ascii=False)
    FILE.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
