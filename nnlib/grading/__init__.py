"""Assignments: make notebooks for a class, and grade what comes back.

Two commands, in the project's folder; docs/teaching/assignments.md explains them::

    python -m nnlib.grading student 02 06 --only 02.1 02.3 06.4
    python -m nnlib.grading collect FOLDER --only 02.1 02.3 06.4

Two processes grade a notebook. The **child** runs the student's cells, in a box: a copy of nnlib
without the answers, no network, no files but Python's own, limits of time and memory. The
**parent** has the answers. It gets values from the child, sends inputs to the functions there,
and judges the results. It runs no code of the student's, and never tells the child what is right.
So a student's code can say whatever it likes: only what is right counts.

The modules: `wire` is what both processes speak; `child`, `desk` and `enter` run inside of the
box; `box`, `remote`, `session`, `student` and `collect` belong to the parent.
"""

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True)
class Limits:
    """What one notebook may use.

    Parameters
    ----------
    seconds : float
        For the whole notebook.
    cell_seconds : float
        For one cell; the cells after it still run.
    memory : int
        Bytes of address space for each process.
    processes : int
        Processes and threads, all together.
    file_size : int
        Bytes for one file.
    """

    seconds: float = 120.0
    cell_seconds: float = 40.0
    memory: int = 2 * 1024**3
    processes: int = 64
    file_size: int = 50 * 1024**2
