"""Stored outputs: what notebook 11 prints where PyTorch, loky and Dask are installed."""

from nnlib.datasets.stored import read_json


def load_stored_outputs() -> dict[str, str]:
    """Load what notebook 11 shows where a library is missing that one of its cells needs.

    ``scripts/stored_outputs.py`` takes the texts from the executed notebook.

    Returns
    -------
    dict of str to str
        By the name of the cell's output: a line that says where it comes from, and the output.

    Raises
    ------
    FileNotFoundError
        If the package was copied without its data files.
    """
    stored = read_json("stored_outputs.json")
    return {name: _labelled(**each) for name, each in stored.items()}


def _labelled(needs: str, versions: str, text: str) -> str:
    label = f"This cell needs {needs}, not installed here. Stored output, with {versions}:"
    return f"{label}\n\n{text}"
