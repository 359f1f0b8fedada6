"""Sweep: try many hyperparameters, on one core, on all of them, or on a cluster.

The engines exist already: whatever has the interface of `concurrent.futures.Executor` does the
work. What is done here is small: a random generator of its own and one BLAS thread per run,
results in order, and nothing lost when a run fails or you press Ctrl-C.
"""

import signal
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ThreadPoolExecutor,
    as_completed,
    wait,
)
from dataclasses import dataclass
from functools import partial
from multiprocessing import parent_process
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from nnlib.browser import IN_BROWSER
from nnlib.progress import progress_bar
from nnlib.validation import check_flag, check_function

Run = Callable[[Any, np.random.Generator], Any]


@dataclass(frozen=True, eq=False)
class Result:
    """What became of one configuration, which is kept as it was given.

    ``value`` is what the run returned, None if it failed; then ``error`` is what it raised, or
    `concurrent.futures.CancelledError` if the sweep was interrupted before its turn came.
    """

    configuration: Any
    value: Any = None
    error: BaseException | None = None


def grid_search(
    configurations: Iterable[Any],
    run: Run,
    *,
    executor: Executor | None = None,
    progress: bool = True,
) -> list[Result]:
    """Call ``run(configuration, rng)`` for each configuration, and collect what it returns.

    The results do not depend on the executor: the random generator of a run follows from its
    place alone, and the matrix products use one thread. To repeat a configuration with other
    random numbers, list it again.

    Parameters
    ----------
    configurations : iterable
        What to try: dicts of hyperparameters, or anything else that `run` understands.
    run : callable
        Takes a configuration and a `numpy.random.Generator`. For another process it has to be
        picklable; one from a notebook cell is, for loky and for Dask.
    executor : concurrent.futures.Executor, optional
        Who does the work: ``ProcessPoolExecutor()`` or ``loky.get_reusable_executor()`` for
        cores, ``dask.distributed.Client(...).get_executor()`` for a cluster. Default: this
        process, one run after another. Its processes keep to one BLAS thread afterwards.
    progress : bool, default True
        Whether to show a bar, with the number of failed runs.

    Returns
    -------
    list of Result
        One for each configuration, in their order. A run that raises does not end the others.
        After Ctrl-C, or *Interrupt Kernel*, no further run begins; those under way are waited
        for and kept.

    Raises
    ------
    TypeError, ValueError
        If an argument does not fit, before anything runs.

    Notes
    -----
    Independent streams of random numbers: `numpy.random.SeedSequence.spawn`, after O'Neill,
    *Developing a seed_seq Alternative* (2015).
    """
    check_flag("progress", progress)
    try:
        configurations = list(configurations)
    except TypeError as error:
        raise TypeError(f"configurations expected a list, got {configurations!r:.60}") from error
    if not configurations:
        raise ValueError("configurations expected at least one, got none")
    check_function("run", run, "run(configuration, rng)")
    if executor is None and not IN_BROWSER:
        with ThreadPoolExecutor(max_workers=1) as here:
            return grid_search(configurations, run, executor=here, progress=progress)
    if executor is not None and not isinstance(executor, Executor):
        raise TypeError(
            "executor expected a concurrent.futures.Executor, such as ProcessPoolExecutor() or "
            f"a Dask client's get_executor(), got {executor!r:.60}"
        )
    seeds = np.random.SeedSequence(0).spawn(len(configurations))
    tasks = [(run, *pair) for pair in zip(configurations, seeds, strict=True)]
    bar = partial(progress_bar, total=len(configurations), unit="run", disable=not progress)
    # Runs in threads share this process: whatever they set is put back at the end.
    with threadpool_limits(limits=1, user_api="blas"):
        if executor is None:
            futures = _watch(map(_run_now, tasks), bar)
        else:
            futures = [_submit(executor, *task) for task in tasks]
            try:
                _watch(as_completed(futures), bar)
            except KeyboardInterrupt:
                wait([future for future in futures if not future.cancel()])
    return [_result(*pair) for pair in zip(configurations, futures, strict=True)]


def _run_now(task: Any) -> Future[Any]:
    """Run where there are no threads, and so no executor."""
    future: Future[Any] = Future()
    try:
        future.set_result(_run_alone(*task))
    except Exception as error:
        future.set_exception(error)
    return future


def _submit(executor: Executor, *task: Any) -> Future[Any]:
    try:
        return executor.submit(_run_alone, *task)
    except BrokenExecutor as error:  # a process died while others were still being handed work
        future: Future[Any] = Future()
        future.set_exception(error)
        return future


def _run_alone(run: Run, configuration: Any, seed: np.random.SeedSequence) -> Any:
    threadpool_limits(limits=1, user_api="blas")
    if parent_process() is not None and threading.current_thread() is threading.main_thread():
        # Ctrl-C reaches every process. A `fit` that it cut short must not pass for a whole one.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    return run(configuration, np.random.default_rng(seed))


def _watch(finished: Iterable[Future[Any]], bar: Callable[..., Any]) -> list[Future[Any]]:
    """Show in a bar how runs end, and return them in the order in which they do."""
    futures, failed = [], 0
    with bar(finished) as shown:
        for future in shown:
            futures.append(future)
            if future.exception() is not None:
                failed += 1
                shown.set_postfix(failed=failed)
    return futures


def _result(configuration: Any, future: Future[Any]) -> Result:
    if future.cancelled():
        return Result(configuration, error=CancelledError("interrupted before its turn came"))
    error = future.exception()
    return Result(configuration, None if error else future.result(), error)
