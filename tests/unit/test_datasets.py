"""Classes, splits, no twins; tables without gaps; damaged files."""

import re

import numpy as np
import pytest

from nnlib import datasets
from nnlib.datasets import (
    load_animals,
    load_bikes,
    load_epoch_times,
    load_penguins,
    load_photo,
    load_stored_outputs,
    stored,
)


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


def parts(table):
    return table.train, table.validation, table.test


def test_the_penguins_are_those_that_were_measured():
    table = load_penguins()
    assert table.class_names == ("Adelie", "Chinstrap", "Gentoo")
    assert len(table.feature_names) == 4
    assert [part.X.shape for part in parts(table)] == [(205, 4), (68, 4), (69, 4)]
    y = np.concatenate([part.y for part in parts(table)])
    assert np.bincount(y).tolist() == [151, 68, 123]
    X = np.concatenate([part.X for part in parts(table)])
    # Gorman, Williams and Fraser (2014): in mm, and in g.
    assert X.min(axis=0).tolist() == [32.1, 13.1, 172, 2700]
    assert X.max(axis=0).tolist() == [59.6, 21.5, 231, 6300]
    # Gentoos are the largest, and a Chinstrap's bill is longer than an Adelie's.
    means = [X[y == k].mean(axis=0) for k in range(3)]
    assert means[2][3] > 5000 > 4000 > max(means[0][3], means[1][3])
    assert means[1][0] > means[0][0] + 9


def test_the_hours_are_those_of_a_year():
    table = load_bikes()
    assert table.class_names == ()
    X, y = (np.concatenate([getattr(part, name) for part in parts(table)]) for name in "Xy")
    assert X.shape == (8623, len(table.feature_names))
    assert y.shape == (8623, 1)
    assert np.unique(X[:, 0]).tolist() == [day for day in range(1, 366) if day != 69]
    assert np.unique(X[:, 1]).tolist() == list(range(24))
    assert np.unique(X[:, 2]).tolist() == [0, 1]
    low, high = X[:, 3:].min(axis=0), X[:, 3:].max(axis=0)
    assert (low >= [-8, 1, 0]).all()
    assert (high <= [39, 100, 67]).all()
    temperature = [X[np.abs(X[:, 0] - middle) < 15, 3].mean() for middle in (15, 196)]
    assert temperature[0] < 5 < 25 < temperature[1]  # January and July
    assert (y == np.round(y)).all()
    assert (y.min(), y.max()) == (1, 651)
    by_hour = [y[X[:, 1] == hour].mean() for hour in range(24)]
    assert by_hour[17] > 10 * by_hour[4]


@pytest.mark.parametrize(("load", "group"), [(load_penguins, slice(None)), (load_bikes, [0])])
def test_no_row_and_no_day_is_in_two_parts_of_a_table(load, group):
    groups = [{tuple(row) for row in part.X[:, group].tolist()} for part in parts(load())]
    assert not groups[0] & groups[1]
    assert not groups[2] & (groups[0] | groups[1])
    shares = np.array([len(each) for each in groups]) / sum(len(each) for each in groups)
    assert shares == pytest.approx([0.6, 0.2, 0.2], abs=0.005)


@pytest.mark.parametrize("load", [load_penguins, load_bikes])
def test_a_table_has_no_gaps_and_is_the_same_every_time(load):
    table, again = load(), load()
    for part, same in zip(parts(table), parts(again), strict=True):
        assert part.X.dtype == np.float64
        assert len(part.X) == len(part.y)
        assert np.isfinite(part.X).all()
        assert (part.X == same.X).all()
        assert (part.y == same.y).all()


@pytest.mark.parametrize(
    ("load", "name"),
    [
        (load_animals, "animals.npz"),
        (load_photo, "photo.npy"),
        (load_penguins, "penguins.csv"),
        (load_bikes, "bikes.csv"),
    ],
)
def test_a_damaged_file_says_how_to_restore_it(load, name, monkeypatch, tmp_path):
    content = bytearray((stored._FILES / name).read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(stored, "_FILES", tmp_path)
    with pytest.raises(
        ValueError, match=f"{name} is damaged: .* 'git checkout nnlib/datasets/files/{name}'"
    ):
        load()
    (tmp_path / name).unlink()
    with pytest.raises(FileNotFoundError):
        load()


def test_epoch_times_lie_in_the_package(monkeypatch, tmp_path):
    works = load_epoch_times()["works"]
    assert [set(work) for work in works] == 3 * [{"examples", "sizes", "batch_size", "seconds"}]
    monkeypatch.setattr(stored, "_FILES", tmp_path)
    with pytest.raises(FileNotFoundError):
        load_epoch_times()


def test_stored_outputs_say_where_they_come_from(monkeypatch, tmp_path):
    outputs = load_stored_outputs()
    label, blank, text = outputs["one unit"].split("\n")
    assert re.fullmatch(
        r"This cell needs PyTorch, not installed here\. Stored output, with PyTorch [\d.]+\S*:",
        label,
    )
    assert blank == ""
    assert text.startswith("output 0.7465")
    assert "Dask" in outputs["a sweep"]
    monkeypatch.setattr(stored, "_FILES", tmp_path)
    with pytest.raises(FileNotFoundError):
        load_stored_outputs()


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


@pytest.mark.parametrize("make", [datasets.make_moons, datasets.make_spirals, datasets.make_curve])
def test_strange_draws_are_named(make):
    rng = np.random.default_rng(0)
    for examples, noise, words in [
        (10**30, 0.1, "examples expected at most"),
        (5, -1, "noise expected a finite number of at least 0"),
        (5, 1e308, "noise expected a finite number of at least 0"),
    ]:
        with pytest.raises(ValueError, match=words):
            make(examples, noise=noise, rng=rng)
    with pytest.raises(TypeError, match="rng expected a generator"):
        make(5, noise=0.1, rng=np.random.RandomState(0))
    assert np.isfinite(make(5, noise=-0.0, rng=rng)[0]).all()


def test_ten_classes_is_a_yes_or_a_no():
    with pytest.raises(TypeError, match="ten_classes expected True or False, got 10"):
        load_animals(ten_classes=10)
