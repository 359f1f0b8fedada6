"""Progress: the bar that `fit` and `grid_search` show."""

import sys
from collections.abc import Iterable
from typing import Any

from nnlib.browser import IN_BROWSER


def progress_bar(steps: Iterable[Any], **settings: Any) -> Any:
    """Return a tqdm bar over `steps`, with these settings of tqdm."""
    before = set(sys.modules)
    try:
        from tqdm.auto import tqdm
    except BaseException:  # after Ctrl-C, what was loaded halfway would fail for ever: start afresh
        for name in set(sys.modules) - before:
            del sys.modules[name]
        raise
    if IN_BROWSER:
        tqdm.monitor_interval = 0  # its monitor is a thread
    return tqdm(steps, **settings)
