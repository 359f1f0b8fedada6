"""Peak memory of ``nnlib.fit`` beyond its data.

Prints, for the three works of train_epoch.py, the peak of what is allocated while one epoch
runs, beside three copies of theta plus twenty batches' worth of activations.
"""

import tracemalloc
from itertools import pairwise

import numpy as np
from train_epoch import WORKS, make_data, with_nnlib


def main() -> None:
    """Print a line a work."""
    for examples, sizes, batch_size in WORKS:
        X, y = make_data(examples, sizes)
        epoch = with_nnlib(X, y, sizes, batch_size)
        parameters = sum(n * units + units for n, units in pairwise(sizes))
        item = np.dtype(np.float32).itemsize
        allowed = item * (3 * parameters + 20 * batch_size * sum(sizes))
        tracemalloc.start()
        epoch()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        print(
            f"{examples:,} x {sizes}, batch {batch_size}: peak {peak / 1e6:.2f} MB, "
            f"allowed {allowed / 1e6:.2f} MB"
        )


if __name__ == "__main__":
    main()
