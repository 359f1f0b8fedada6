"""Epoch times: how long an epoch of training takes here, and in other libraries."""

from typing import Any

from nnlib.datasets.stored import read_json


def load_epoch_times() -> dict[str, Any]:
    """Load the seconds that an epoch took, for the chart in notebook 11.

    ``tests/benchmarks/train_epoch.py`` measures them and writes the file, so no checksum knows it.

    Returns
    -------
    dict
        ``date``, ``processor``, ``cores`` and ``versions`` say what was measured, and where.
        ``works`` is a list of dicts: ``examples``, ``sizes`` and ``batch_size``, and in
        ``seconds`` the time of one epoch for each library, by name.

    Raises
    ------
    FileNotFoundError
        If the package was copied without its data files.
    """
    times: dict[str, Any] = read_json("epoch_times.json")
    return times
