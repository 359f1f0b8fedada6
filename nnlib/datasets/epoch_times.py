"""Epoch times: how long an epoch of training takes here, and in other libraries."""

import json
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("files") / "epoch_times.json"


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
    times: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return times
