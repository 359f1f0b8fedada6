"""What goes wrong around a program: Ctrl-C, a full disk, another locale, no display."""

import _thread
import os
import random
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

import nnlib

TRIES = 100
HAS_LIMITS = sys.platform != "win32"  # the standard library's resource is for Unix alone


def run(code, **environment):
    """Run code in a Python of its own, where a warning is an error, and return what it prints."""
    # scripts/matrix excuses what old packages say of each other.
    excused = os.environ.get("PYTHONWARNINGS")
    environment["PYTHONWARNINGS"] = ",".join(filter(None, ["error", excused]))
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={k: v for k, v in (os.environ | environment).items() if v is not None},
    )
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    return result.stdout


# --- Ctrl-C ---------------------------------------------------------------------------------------


def training(optimizer):
    rng = np.random.default_rng(0)
    layers = nnlib.Linear(3, 4, rng=rng), nnlib.ReLU(), nnlib.Linear(4, 2, rng=rng)
    data = {"X": rng.normal(size=(60, 3)), "y": np.arange(60) % 2, "rng": rng}
    settings = {"loss": nnlib.CrossEntropyLoss(), "optimizer": optimizer, "batch_size": 7}
    return nnlib.Network(*layers), data | settings | {"progress": False}


def fit_until_interrupted(network, settings, seconds):
    """Interrupt a long training; None where it was not even begun, or just left."""
    timer = threading.Timer(seconds, _thread.interrupt_main)
    try:
        timer.start()
        return nnlib.fit(network, epochs=20_000, **settings)
    except KeyboardInterrupt:
        return None
    finally:
        timer.join()


@pytest.mark.parametrize("bar", [False, True])
@pytest.mark.parametrize("make", [lambda: nnlib.SGD(0.1, momentum=0.9), nnlib.Adam])
def test_a_training_interrupted_at_any_time_can_be_used_and_goes_on(make, bar, capsys):
    network, settings = training(make())
    reference = nnlib.fit(network, epochs=200, **settings).records
    whole = 0
    for seed in range(TRIES // 4):
        network, settings = training(make())
        history = fit_until_interrupted(
            network, settings | {"progress": bar}, random.Random(seed).uniform(0.001, 0.04)
        )
        assert np.isfinite(network.theta).all()
        assert all(
            np.shares_memory(p.value, network.theta) and np.shares_memory(p.grad, network.grad)
            for _, p in network.named_parameters()
        )
        if history is not None:
            whole += 1
            assert history.interrupted
            count = min(len(history.records), len(reference))
            assert history.records[:count] == reference[:count]
        after = nnlib.fit(network, epochs=3, **settings)
        assert np.isfinite(after.column("loss")).all()
        assert not after.interrupted
    assert whole > TRIES / 8  # most were met inside the training


# --- a full disk ----------------------------------------------------------------------------------

FULL_DISK = """
import resource, signal, nnlib
from pathlib import Path
from nnlib.storage import load, save
path = Path({path!r})
small, large = (nnlib.Network(nnlib.Linear(n, 5)) for n in (3, 3000))
save(small, path)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    save(large, path)
except OSError as error:
    print(type(error).__name__, error.strerror)
assert (load(path).theta == small.theta).all()
print(*(file.name for file in path.parent.iterdir()))
"""


@pytest.mark.skipif(not HAS_LIMITS, reason="files cannot be limited on Windows")
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path):
    printed = run(FULL_DISK.format(path=str(tmp_path / "network.npz")))
    assert printed.splitlines() == ["OSError File too large", "network.npz"]


# --- other surroundings ---------------------------------------------------------------------------

PRINTED = """
import locale, hashlib, nnlib
from nnlib import plots
from nnlib.drawing import diagrams, numerals
locale.setlocale(locale.LC_ALL, "")
print(locale.localeconv()["decimal_point"])
from nnlib.explorers import UnitExplorer
network = nnlib.Network(nnlib.Linear(3, 1, bias=False, weight=[[-1, 0.2, 1]]), nnlib.Sigmoid())
trace = network.trace([1, 0.4, 2])
print(numerals.number(1234.5), numerals.fixed(0.7), numerals.listed([0.5, 1.5]))
print(hashlib.sha256(diagrams.unit(trace).data).hexdigest())
print(UnitExplorer().readout(), hashlib.sha256(UnitExplorer().picture().data).hexdigest())
ax = plots.lines([0, 1], {"a": [0.25, 0.75]})
ax.figure.canvas.draw()
print([label.get_text() for label in ax.get_yticklabels()])
"""


@pytest.fixture(scope="module")
def german(tmp_path_factory):
    """Make a locale with decimal commas."""
    if shutil.which("localedef") is None or not Path("/usr/share/i18n/locales/de_DE").exists():
        pytest.skip("needs localedef, and the source of de_DE")
    folder = tmp_path_factory.mktemp("locales")
    command = ["localedef", "-i", "de_DE", "-f", "UTF-8", str(folder / "de_DE.UTF-8")]
    subprocess.run(command, check=True, capture_output=True)
    return {"LOCPATH": str(folder), "LC_ALL": "de_DE.UTF-8"}


def test_decimal_commas_change_no_number_and_no_picture(german):
    comma, *with_commas = run(PRINTED, **german).splitlines()
    point, *with_points = run(PRINTED, LC_ALL="C.UTF-8").splitlines()
    assert (comma, point) == (",", ".")
    assert with_commas == with_points
    assert with_points[0] == "1234.5 0.70 0.50, 1.50"


def test_plots_and_pictures_need_no_display():
    code = """
from nnlib import plots
from nnlib.drawing.picture import Picture
print(len(Picture.of_axes(plots.lines([0, 1], {"a": [0, 1]}), alt="a line").data) > 1000)
"""
    assert run(code, DISPLAY=None, WAYLAND_DISPLAY=None, MPLBACKEND=None) == "True\n"
