"""grid_search: the same results on every engine, and nothing lost."""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import CancelledError, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

import nbformat
import numpy as np
import pytest
from dask.distributed import Client, LocalCluster
from loky import get_reusable_executor
from nbclient import NotebookClient
from threadpoolctl import threadpool_info, threadpool_limits

import nnlib
from nnlib.sweep import grid_search

CONFIGURATIONS = [{"units": units, "lr": lr} for units in (3, 200) for lr in (0.01, 0.1)]


def train(configuration, rng):
    """Train on random digits; large enough for BLAS to want more than one thread."""
    X, y = rng.normal(size=(600, 100)), rng.integers(3, size=600)
    hidden = nnlib.Linear(100, configuration["units"], rng=rng)
    network = nnlib.Network(hidden, nnlib.ReLU(), nnlib.Linear(hidden.out_features, 3, rng=rng))
    settings = {"loss": nnlib.CrossEntropyLoss(), "optimizer": nnlib.SGD(configuration["lr"])}
    nnlib.fit(network, X, y, **settings, epochs=2, batch_size=300, rng=rng, progress=False)
    return network.theta.copy()


def blas_threads(configuration, rng):
    return [library["num_threads"] for library in threadpool_info() if "blas" in str(library)]


def fail_at_two(number, rng):
    if number == 2:
        raise RuntimeError(f"no run for {number}")
    return 10 * number


def die_at_two(number, rng):
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return 10 * number


def die_once(task, rng):
    """Kill the worker the first time that the third task comes to one; take a moment."""
    number, marker = task
    value = rng.normal()
    time.sleep(0.1)
    if number == 2 and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number, value


def spawned(workers=2):
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


@pytest.fixture(scope="module")
def client():
    settings = {"dashboard_address": "127.0.0.1:0", "host": "127.0.0.1", "silence_logs": 50}
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, **settings) as cluster,
        Client(cluster) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def expected():
    return [result.value for result in grid_search(CONFIGURATIONS, train, progress=False)]


def same(results, expected):
    assert [result.configuration for result in results] == CONFIGURATIONS
    for result, theta in zip(results, expected, strict=True):
        assert result.error is None
        np.testing.assert_array_equal(result.value, theta)


def test_threads_give_the_same(expected):
    with ThreadPoolExecutor(3) as executor:
        same(grid_search(CONFIGURATIONS, train, executor=executor, progress=False), expected)


def test_processes_give_the_same(expected):
    with spawned() as executor:
        same(grid_search(CONFIGURATIONS, train, executor=executor, progress=False), expected)


def test_loky_gives_the_same(expected):
    executor = get_reusable_executor(2)
    same(grid_search(CONFIGURATIONS, train, executor=executor, progress=False), expected)
    executor.shutdown()


def test_dask_gives_the_same(expected, client):
    executor = client.get_executor()
    same(grid_search(CONFIGURATIONS, train, executor=executor, progress=False), expected)


def test_a_killed_dask_worker_loses_nothing(client, tmp_path):
    marker = tmp_path / "killed"
    tasks = [(number, str(marker)) for number in range(12)]
    results = grid_search(tasks, die_once, executor=client.get_executor(), progress=False)
    assert marker.exists()
    here = grid_search(tasks, die_once, progress=False)  # nobody dies: the marker is there
    assert [result.value for result in results] == [result.value for result in here]
    assert [result.value[0] for result in results] == list(range(12))


def test_a_run_from_a_notebook_cell_works_on_cores(tmp_path):
    cells = [
        "from loky import get_reusable_executor\nfrom nnlib.sweep import grid_search",
        "factor = 2\ndef run(number, rng):\n    return factor * number + rng.random()",
        "executor = get_reusable_executor(2)\n"
        "there = grid_search([1, 2, 3], run, executor=executor, progress=False)\n"
        "here = grid_search([1, 2, 3], run, progress=False)\n"
        "executor.shutdown()\n"
        "print([result.value for result in there] == [result.value for result in here])",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, kernel_name="python3", timeout=60).execute(cwd=tmp_path)
    assert notebook.cells[-1].outputs[0].text == "True\n"


def test_each_run_has_random_numbers_of_its_own():
    draw = [r.value for r in grid_search([0] * 5, lambda _, rng: rng.random(), progress=False)]
    more = [r.value for r in grid_search([0] * 9, lambda _, rng: rng.random(), progress=False)]
    assert len(set(more)) == 9
    assert more[:5] == draw


@pytest.mark.parametrize("executor", [None, "processes"])
def test_a_failed_run_is_told_and_the_others_are_kept(executor, capsys):
    pool = spawned() if executor else None
    results = grid_search(range(5), fail_at_two, executor=pool)
    if pool:
        pool.shutdown()
    assert [result.value for result in results] == [0, 10, None, 30, 40]
    assert [type(result.error) for result in results].count(RuntimeError) == 1
    assert str(results[2].error) == "no run for 2"
    assert "failed=1" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
def test_a_process_that_dies_takes_no_finished_run_with_it():
    with spawned(workers=1) as executor:  # so that the others are done by then
        results = grid_search([0, 1, 2], die_at_two, executor=executor, progress=False)
    assert [result.value for result in results] == [0, 10, None]
    assert isinstance(results[2].error, BrokenProcessPool)


def test_a_pool_that_is_broken_before_all_is_submitted_fails_run_by_run():
    class Breaking(ThreadPoolExecutor):
        def submit(self, function, run, number, seed):
            if number >= 2:
                raise BrokenProcessPool("gone")
            return super().submit(function, run, number, seed)

    with Breaking(1) as executor:
        results = grid_search([0, 1, 2, 3], fail_at_two, executor=executor, progress=False)
    assert [result.value for result in results] == [0, 10, None, None]
    assert [str(result.error) for result in results[2:]] == ["gone", "gone"]


def test_a_run_has_one_blas_thread_and_it_is_put_back(monkeypatch):
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        monkeypatch.setenv(name, "2")  # Dask leaves a 1 behind
    with threadpool_limits(2, user_api="blas"), spawned(1) as executor:
        assert set(blas_threads(None, None)) == {2}
        for engine in (None, executor):
            (result,) = grid_search([0], blas_threads, executor=engine, progress=False)
            assert set(result.value) == {1}
        assert set(blas_threads(None, None)) == {2}


INTERRUPTED = """
import json, sys, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
import numpy as np
import nnlib
from nnlib.sweep import grid_search

def run(number, rng):
    if number == 2:
        Path("begun").touch()
    network = nnlib.Network(nnlib.Linear(2, 1, rng=rng))
    records = nnlib.train(network, rng.normal(size=(4, 2)), rng.normal(size=(4, 1)),
        loss=nnlib.MSELoss(), optimizer=nnlib.SGD(0.1), epochs=10, batch_size=4, rng=rng)
    try:  # as fit does
        return [len([record for record in records if time.sleep(0.1) is None]), False]
    except KeyboardInterrupt:
        return [0, True]

if __name__ == "__main__":
    pool = ProcessPoolExecutor(2, mp_context=get_context("spawn")) if sys.argv[1:] else None
    results = grid_search(range(20), run, executor=pool)
    print(json.dumps([[r.value, type(r.error).__name__] for r in results]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no process groups of this kind on Windows")
@pytest.mark.parametrize("where", [[], ["processes"]], ids=["here", "processes"])
def test_ctrl_c_keeps_what_is_done_and_passes_off_nothing_half_done(where, tmp_path):
    script = tmp_path / "sweep.py"
    script.write_text(INTERRUPTED, encoding="utf-8")
    command = [sys.executable, "sweep.py", *where]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=tmp_path, start_new_session=True, **pipes) as process:
        deadline = time.monotonic() + 50
        while not (tmp_path / "begun").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all processes
        said, complained = process.communicate(timeout=50)
    assert process.returncode == 0, complained
    results = json.loads(said)
    done = [value for value, error in results if error == "NoneType"]
    assert 3 <= len(done) < 20
    assert all(value == [10, False] for value in done)
    assert all(error == CancelledError.__name__ for value, error in results if value is None)


def test_arguments_that_do_not_fit_are_said_before_anything_runs(client):
    def never(configuration, rng):
        raise AssertionError("ran")

    with pytest.raises(ValueError, match="configurations expected at least one, got none"):
        grid_search([], never)
    with pytest.raises(TypeError, match=r"run expected a function run\(configuration, rng\)"):
        grid_search([1], 5)
    with pytest.raises(TypeError, match=r"executor expected a concurrent\.futures\.Executor"):
        grid_search([1], never, executor=client)


def test_a_list_that_is_none_and_a_flag_that_is_none_are_named():
    with pytest.raises(TypeError, match="configurations expected a list, got 5"):
        grid_search(5, len)
    with pytest.raises(TypeError, match="progress expected True or False"):
        grid_search([1], len, progress="no")
