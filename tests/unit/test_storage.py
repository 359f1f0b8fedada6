"""Networks to files and back."""

import json
import tracemalloc

import numpy as np
import pytest
from our_layers import ACTIVATIONS

import nnlib
from nnlib.storage import load, save


def make(dtype=np.float64):
    rng = np.random.default_rng(0)
    first, last = nnlib.Linear(3, 4, rng=rng, dtype=dtype), nnlib.Linear(5, 2, rng=rng, dtype=dtype)
    middle = nnlib.Linear(4, 5, bias=False, rng=rng, dtype=dtype)
    steps = nnlib.Sigmoid(), nnlib.ReLU(), nnlib.Tanh(), nnlib.Softmax()
    network = nnlib.Network(first, steps[0], middle, *steps[1:3], last, steps[3])
    network.layers[0].bias = [1, 2, 3, 4]
    return network


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_round_trip_is_exact(tmp_path, dtype):
    network = make(dtype)
    save(network, tmp_path / "network.npz")
    again = load(str(tmp_path / "network.npz"))
    assert repr(again) == repr(network)
    assert again.theta.dtype == dtype
    assert again.theta.tobytes() == network.theta.tobytes()
    assert (again([1, 0.4, 2]) == network([1, 0.4, 2])).all()
    assert list(tmp_path.iterdir()) == [tmp_path / "network.npz"]


@pytest.mark.parametrize("kind", ACTIVATIONS)
def test_a_layer_of_nnlib_need_not_be_named(tmp_path, kind):
    save(nnlib.Network(nnlib.Linear(2, 3), kind()), tmp_path / "network.npz")
    assert type(load(tmp_path / "network.npz").layers[-1]) is kind


def test_the_file_has_the_name_that_was_asked_for(tmp_path):
    save(make(), tmp_path / "network")
    assert load(tmp_path / "network").theta.size == make().theta.size


def test_every_cut_is_found(tmp_path):
    save(make(), tmp_path / "whole.npz")
    whole = (tmp_path / "whole.npz").read_bytes()
    for end in range(0, len(whole), 50):
        (tmp_path / "cut.npz").write_bytes(whole[:end])
        with pytest.raises(ValueError, match="expected a network saved by nnlib"):
            load(tmp_path / "cut.npz")


def test_every_damaged_byte_is_found_or_harmless(tmp_path):
    network = make()
    save(network, tmp_path / "whole.npz")
    whole = (tmp_path / "whole.npz").read_bytes()
    found = 0
    for place in range(0, len(whole), 7):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        (tmp_path / "damaged.npz").write_bytes(damaged)
        try:
            again = load(tmp_path / "damaged.npz")
        except ValueError as error:
            found += 1
            assert "expected a network saved by nnlib" in str(error)  # noqa: PT017
        else:
            assert (again.theta == network.theta).all()
    assert found > 100


def linear(**settings):
    settings = {"in_features": 2, "out_features": 1, "bias": False} | settings
    return {"kind": "Linear", "settings": settings}


def stored(tmp_path, save=np.savez, **changed):
    architecture = [linear()]
    arrays = {"format": "nnlib network 2", "theta": np.zeros(2)} | changed
    arrays["architecture"] = json.dumps(changed.get("architecture", architecture))
    save(tmp_path / "foreign.npz", **arrays)
    return tmp_path / "foreign.npz"


def test_what_is_made_right_loads(tmp_path):
    assert load(stored(tmp_path)).theta.size == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"format": "something else 1"},
        {"theta": np.zeros(3)},
        {"theta": np.array([1, np.nan])},
        {"theta": np.zeros(2, complex)},
        {"architecture": []},
        {"architecture": ["Linear"]},
        {"architecture": [{"kind": "Network", "settings": {}}]},
        {"architecture": [{"kind": "Linear", "settings": {"in_features": 2}}]},
        {"architecture": [linear(in_features=-2)]},
        {"format": "nnlib network 1"},
        {"architecture": 7},
    ],
)
def test_foreign_content_is_named(tmp_path, changed):
    with pytest.raises(ValueError, match=r"foreign.npz expected a network saved by nnlib"):
        load(stored(tmp_path, **changed))


def test_foreign_files_are_named(tmp_path):
    np.save(tmp_path / "array.npy", np.zeros(3))
    (tmp_path / "text.npz").write_text("hello")
    np.savez(tmp_path / "pickled.npz", format=np.array([{}], dtype=object))
    for name in ("array.npy", "text.npz", "pickled.npz"):
        with pytest.raises(ValueError, match="expected a network saved by nnlib"):
            load(tmp_path / name)
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "nothing.npz")


def test_a_failed_save_keeps_the_old_file(tmp_path, monkeypatch):
    save(make(), tmp_path / "network.npz")
    before = (tmp_path / "network.npz").read_bytes()
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        save(nnlib.Network(nnlib.Linear(1, 1)), tmp_path / "network.npz")
    assert (tmp_path / "network.npz").read_bytes() == before
    assert list(tmp_path.iterdir()) == [tmp_path / "network.npz"]


def test_strange_arguments_are_named(tmp_path):
    with pytest.raises(TypeError, match="network expected a Network"):
        save(make().layers[0], tmp_path / "layer.npz")
    for call in (load, lambda path: save(make(), path)):
        with pytest.raises(TypeError, match="path expected the name of a file, got 5"):
            call(5)
        for path in ("", "a\0b"):
            with pytest.raises(ValueError, match="path expected the name of a file"):
                call(path)


@pytest.mark.parametrize(
    "changed",
    [
        {"architecture": [linear(in_features=10**6, out_features=10**6)]},
        {"architecture": [linear(in_features=10**5)] * 300, "theta": np.zeros(10**5)},
        {"architecture": [linear(in_features=5 * 10**7, out_features="a")]},  # one long text
        {"architecture": [linear(in_features=5 * 10**6, out_features=[0])]},
        {"theta": np.zeros(5 * 10**6), "save": np.savez_compressed},
        {"format": np.zeros(5 * 10**7, np.uint8), "save": np.savez_compressed},
    ],
)
def test_a_forged_size_does_not_fill_the_memory(tmp_path, changed):
    path = stored(tmp_path, **changed)
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match="expected a network saved by nnlib"):
            load(path)
        assert tracemalloc.get_traced_memory()[1] < 4 * path.stat().st_size + 10**6
    finally:
        tracemalloc.stop()
