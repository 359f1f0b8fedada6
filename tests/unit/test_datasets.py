"""The animals: classes, splits, no twins; damaged files."""

import numpy as np
import pytest

from nnlib import datasets
from nnlib.datasets import load_animals, load_photo


@pytest.fixture(scope="module")
def animals():
    return load_animals()


def test_three_classes_of_nearly_equal_size(animals):
    assert animals.class_names == ("dog", "cat", "neither")
    for split, share in [(animals.train, 0.7), (animals.validation, 0.1), (animals.test, 0.2)]:
        counts = np.bincount(split.y, minlength=3)
        assert counts == pytest.approx([share * 993] * 3, rel=0.06)
        assert split.X.shape == (len(split.y), 28, 28)
        assert split.X.dtype == np.float32
        assert 0 <= split.X.min() < split.X.max() <= 1


def test_ten_classes_on_request():
    ten = load_animals(ten_classes=True)
    assert len(ten.class_names) == 10
    sizes = [len(split.y) for split in (ten.train, ten.validation, ten.test)]
    assert sum(sizes) == 9695
    assert np.unique(ten.test.y).tolist() == list(range(10))


def test_neither_is_made_evenly_of_the_eight_others(animals):
    ten = load_animals(ten_classes=True)
    known = {
        x.tobytes(): y
        for s in (ten.train, ten.validation, ten.test)
        for x, y in zip(s.X, s.y, strict=True)
    }
    origin = [
        (animals.class_names[y], ten.class_names[known[x.tobytes()]])
        for split in (animals.train, animals.validation, animals.test)
        for x, y in zip(split.X, split.y, strict=True)
    ]
    counts = {pair: origin.count(pair) for pair in set(origin)}
    assert counts.pop(("dog", "dog")) == 995
    assert counts.pop(("cat", "cat")) == 991
    assert {name for _, name in counts} == set(ten.class_names) - {"dog", "cat"}
    assert set(counts.values()) == {124}


def test_no_test_picture_has_a_twin_in_training(animals):
    seen = np.concatenate([animals.train.X, animals.validation.X]).reshape(-1, 784)
    for test in (animals.test.X, animals.test.X[:, :, ::-1]):
        flat = test.reshape(-1, 784)
        squares = (flat**2).sum(axis=1)[:, None] + (seen**2).sum(axis=1) - 2 * flat @ seen.T
        assert squares.min() > 3.9


def test_the_split_is_the_same_every_time(animals):
    again = load_animals()
    assert (again.train.X == animals.train.X).all()
    assert (again.test.y == animals.test.y).all()


@pytest.mark.parametrize(
    ("load", "name"), [(load_animals, "animals.npz"), (load_photo, "photo.npy")]
)
def test_a_damaged_file_says_how_to_restore_it(load, name, monkeypatch, tmp_path):
    content = bytearray((datasets._DATA / name).read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(datasets, "_DATA", tmp_path)
    with pytest.raises(ValueError, match=f"{name} is damaged: .* 'git checkout nnlib/data/{name}'"):
        load()
    (tmp_path / name).unlink()
    with pytest.raises(FileNotFoundError):
        load()


@pytest.mark.parametrize("make", [datasets.make_moons, datasets.make_spirals])
def test_points_in_the_plane_have_two_classes_that_no_line_separates(make):
    X, y = make(400, noise=0.0, rng=np.random.default_rng(0))
    assert X.shape == (400, 2)
    assert np.bincount(y).tolist() == [200, 200]
    assert np.abs(X).max() < 2.5
    features = np.column_stack([X, np.ones(400)])
    line = np.linalg.lstsq(features, 2 * y - 1, rcond=None)[0]
    assert np.mean((features @ line > 0) == y) < 0.95
    nearest = np.linalg.norm(X[:, np.newaxis] - X, axis=-1) + 9 * np.eye(400)
    assert np.mean(y[nearest.argmin(axis=1)] == y) > 0.99
    again, _ = make(400, noise=0.0, rng=np.random.default_rng(0))
    noisy, _ = make(400, noise=0.5, rng=np.random.default_rng(0))
    assert (again == X).all()
    assert 0.4 < np.std(noisy - X) < 0.6


def test_the_curve_is_a_sine_with_noise():
    X, y = datasets.make_curve(500, noise=0.1, rng=np.random.default_rng(0))
    assert X.shape == y.shape == (500, 1)
    assert np.abs(X).max() <= 2
    assert 0.08 < np.std(y - np.sin(2 * X)) < 0.12
