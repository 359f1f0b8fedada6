"""Run every notebook from a fresh kernel, and store its outputs in it.

``python scripts/execute.py`` takes all of them, ``python scripts/execute.py 03 07`` only these.

Running it twice changes no byte. Left out of what is stored are the things that belong to the
kernel that is gone: the handle of each live widget (its picture stays, as HTML), the
Python version, and the times. Of a cell's own metadata its tags are kept, those of ``TAGS``.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
WIDGET_HANDLE = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
# What a cell can be tagged as, and how Jupyter is told. The reading pages fold the first two.
TAGS = {
    "answer": {},  # answers a prediction that was asked for above: an output, or words below it
    "plot": {"jupyter": {"source_hidden": True}},  # its code only makes the picture below it
    "needs-torch": {},  # without PyTorch, as in the live edition, it prints its stored output
    "needs-dask": {},  # the same, without Dask
}


def metadata_of(cell: nbformat.NotebookNode) -> dict[str, object]:
    """Return the metadata that a cell is stored with: its tags, and what they tell Jupyter."""
    tags = cell.metadata.get("tags", [])
    for tag in tags:
        if tag not in TAGS:
            raise ValueError(f"cell {cell.id} expected a tag of {', '.join(TAGS)}, got {tag!r}")
    told = {key: value for tag in tags for key, value in TAGS[tag].items()}
    return {"tags": tags, **told} if tags else {}


def execute(path: Path) -> str:
    """Return the notebook's text after a run from a fresh kernel."""
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict(metadata_of(cell))
    NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=60,
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET_HANDLE, None)
    return nbformat.writes(notebook) + "\n"


def main() -> None:
    """Execute the notebooks of the numbers on the command line, or all of them."""
    paths = {path.name[:2]: path for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
    numbers = sys.argv[1:] or list(paths)
    if unknown := set(numbers) - set(paths):
        said = ", ".join(sorted(unknown))
        sys.exit(f"execute.py expected some of {', '.join(paths)}, got {said}")
    for path in [paths[number] for number in numbers]:
        text = execute(path)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"executed {path.name}")


if __name__ == "__main__":
    main()
