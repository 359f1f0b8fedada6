"""A class opens two notebooks at once, on the cores of this computer.

Starts as many kernels as it is told, half of them with notebook 02 and half with 06, and runs
every cell, as *Run All* does. Prints how long the first explorer and the last cell take, and the
memory of the kernels: their own, and what they share. Sixty students on ten cores are twelve
kernels on two::

    python tests/benchmarks/class_rehearsal.py 12
"""

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from threading import Barrier

import nbformat
import psutil
from jupyter_client.manager import start_new_kernel

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("0[26]_*.ipynb"))
MB = 1024**2


def code_of(path: Path) -> list[str]:
    """Return the code cells of a notebook."""
    cells = nbformat.read(path, as_version=4).cells
    return [cell.source for cell in cells if cell.cell_type == "code"]


def student(path: Path, together: Barrier) -> tuple[float, float, float, float]:
    """Return the seconds to the first explorer and the last cell, and the kernel's memory."""
    together.wait()
    start = time.perf_counter()
    manager, client = start_new_kernel(kernel_name="python3", cwd=path.parent)
    try:
        explorer = 0.0
        for cell in code_of(path):
            reply = client.execute_interactive(cell, output_hook=lambda _: None, timeout=600)
            assert reply["content"]["status"] == "ok", cell
            if not explorer and "explorers." in cell:
                explorer = time.perf_counter() - start
        last = time.perf_counter() - start
        together.wait()  # the memory of all, while all are there
        memory = psutil.Process(manager.provisioner.pid).memory_full_info()
        together.wait()
        return explorer, last, memory.uss / MB, memory.pss / MB
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def main() -> None:
    """Print a line per notebook, and one for the class."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    paths = [NOTEBOOKS[i % 2] for i in range(number)]
    load, together = os.getloadavg()[0], Barrier(number, timeout=600)
    with ThreadPoolExecutor(number) as pool:
        results = list(pool.map(student, paths, [together] * number))
    print(f"{number} kernels, {os.cpu_count()} cores, load before {load:.1f}")
    for path in NOTEBOOKS:
        own = [result for other, result in zip(paths, results, strict=True) if other == path]
        if own:
            explorer, last, uss, pss = map(list, zip(*own, strict=True))
            print(
                f"{path.name[:2]}: first explorer {median(explorer):.1f} s (slowest "
                f"{max(explorer):.1f}), last cell {median(last):.1f} s (slowest {max(last):.1f}), "
                f"a kernel's own memory {median(uss):.0f} MB, with its part of the shared "
                f"{median(pss):.0f} MB"
            )
    print(f"all kernels together: {sum(pss for *_, pss in results):.0f} MB")


if __name__ == "__main__":
    main()
