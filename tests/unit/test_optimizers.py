"""Optimizers: their formulas, in place; errors."""

import numpy as np
import pytest

import nnlib

GRADS = np.random.default_rng(0).normal(size=(6, 4))
START = np.array([1.0, -2.0, 3.0, 0.5])


def run(optimizer, dtype=np.float64):
    theta = START.astype(dtype)
    path = []
    for grad in GRADS.astype(dtype):
        optimizer.step(theta, grad)
        path.append(theta.copy())
    return np.array(path)


def test_sgd_is_its_formula():
    assert run(nnlib.SGD(0.1)) == pytest.approx(START - 0.1 * GRADS.cumsum(axis=0))


def test_momentum_is_its_formula():
    theta, velocity, path = START.copy(), 0, []
    for grad in GRADS:
        velocity = 0.9 * velocity + grad
        theta = theta - 0.1 * velocity
        path.append(theta)
    assert run(nnlib.SGD(0.1, momentum=0.9)) == pytest.approx(np.array(path))


def test_adam_is_its_formula():
    theta, mean, square, path = START.copy(), 0, 0, []
    for t, grad in enumerate(GRADS, start=1):
        mean = 0.9 * mean + 0.1 * grad
        square = 0.999 * square + 0.001 * grad**2
        corrected = mean / (1 - 0.9**t), square / (1 - 0.999**t)
        theta = theta - 0.02 * corrected[0] / (np.sqrt(corrected[1]) + 1e-8)
        path.append(theta)
    assert run(nnlib.Adam(0.02)) == pytest.approx(np.array(path), rel=1e-12)


def test_the_first_step_of_adam_is_lr():
    theta = START.copy()
    nnlib.Adam().step(theta, np.array([5, -0.01, 1e-3, 100]))
    assert START - theta == pytest.approx([1e-3, -1e-3, 1e-3, 1e-3], rel=1e-4)
    still = START.copy()
    nnlib.Adam().step(still, np.zeros(4))
    assert (still == START).all()


@pytest.mark.parametrize("kind", [nnlib.SGD, nnlib.Adam])
def test_a_start_that_was_interrupted_is_made_again(kind, monkeypatch):
    optimizer, theta = kind(0.1), START.copy()
    with monkeypatch.context() as patch:
        patch.setattr(kind, "start", interrupt)
        with pytest.raises(KeyboardInterrupt):
            optimizer.step(theta, GRADS[0])
    np.testing.assert_array_equal(theta, START)
    np.testing.assert_array_equal(run(optimizer), run(kind(0.1)))


def interrupt(*_):
    raise KeyboardInterrupt


@pytest.mark.parametrize("make", [nnlib.SGD, nnlib.Adam, lambda lr: nnlib.SGD(lr, momentum=0.5)])
def test_steps_change_theta_alone_and_keep_its_dtype(make):
    for dtype in (np.float32, np.float64):
        assert run(make(0.01), dtype).dtype == dtype
    grad = GRADS[0].copy()
    make(0.1).step(START.copy(), grad)
    assert (grad == GRADS[0]).all()


@pytest.mark.parametrize("make", [lambda: nnlib.SGD(0.1, momentum=0.9), nnlib.Adam])
def test_many_parameters_step_as_few_do(make):
    grads = np.random.default_rng(1).normal(size=(2, 150_001))  # more than one part
    theta, ends = np.ones(grads.shape[1]), np.ones(2)
    whole, few = make(), make()
    for grad in grads:
        whole.step(theta, grad)
        few.step(ends, grad[[0, -1]].copy())
    assert theta[[0, -1]].tolist() == ends.tolist()
    assert not np.any(theta == 1)


def test_lr_may_change_between_steps():
    optimizer, theta = nnlib.SGD(1), np.zeros(1)
    optimizer.step(theta, np.ones(1))
    optimizer.lr = 0.5
    optimizer.step(theta, np.ones(1))
    assert theta == -1.5
    with pytest.raises(ValueError, match="lr expected a finite number above 0, got -1"):
        optimizer.lr = -1
    assert optimizer.lr == 0.5


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda: nnlib.SGD(0), ValueError, "lr expected a finite number above 0, got 0"),
        (lambda: nnlib.Adam(np.nan), ValueError, "lr expected a finite number above 0, got nan"),
        (lambda: nnlib.SGD(np.inf), ValueError, "got inf"),
        (lambda: nnlib.SGD("0.1"), TypeError, "lr expected a number, got '0.1'"),
        (lambda: nnlib.SGD(True), TypeError, "lr expected a number, got True"),
        (
            lambda: nnlib.SGD(1, momentum=1),
            ValueError,
            "momentum expected .* at least 0 and below 1",
        ),
        (lambda: nnlib.SGD(1, momentum=-0.1), ValueError, "momentum expected .* got -0.1"),
    ],
)
def test_bad_settings_are_named(make, error, words):
    with pytest.raises(error, match=words):
        make()


@pytest.mark.parametrize(
    ("theta", "grad", "error", "words"),
    [
        ([1.0], np.ones(1), TypeError, r"theta expected a float array, .* got \[1.0\]"),
        (np.ones(1, int), np.ones(1), TypeError, "theta expected a float array"),
        (np.ones(1), [1.0], TypeError, r"grad expected an array of float64, as theta, got \[1.0\]"),
        (np.ones(1), np.ones(1, np.float32), TypeError, "grad expected an array of float64"),
        (np.ones(2), np.ones(1), ValueError, r"one shape \(n,\), got \(2,\) and \(1,\)"),
        (np.ones((1, 2)), np.ones((1, 2)), ValueError, r"got \(1, 2\) and \(1, 2\)"),
    ],
)
def test_bad_steps_are_named(theta, grad, error, words):
    with pytest.raises(error, match=words):
        nnlib.SGD(0.1).step(theta, grad)


def test_an_optimizer_belongs_to_one_network():
    optimizer = nnlib.Adam()
    optimizer.step(np.ones(2), np.ones(2))
    for other in (np.ones(3), np.ones(2)):
        with pytest.raises(ValueError, match="parameters of the optimizer's first step, got other"):
            optimizer.step(other, np.ones(other.shape))


@pytest.mark.parametrize("optimizer", [nnlib.SGD(0.1), nnlib.SGD(0.02, 0.9), nnlib.Adam(0.1)])
def test_they_roll_down_a_surface_without_a_network(optimizer):
    theta, steepness = np.array([3.0, -2.0]), np.array([1.0, 4.0])
    for _ in range(500):
        optimizer.step(theta, 2 * steepness * theta)
    assert theta == pytest.approx([0, 0], abs=1e-3)


def test_arrays_that_cannot_be_changed_or_are_no_plain_floats_are_named():
    frozen = START.copy()
    frozen.flags.writeable = False
    with pytest.raises(ValueError, match="theta expected an array that can be changed"):
        nnlib.SGD(0.1).step(frozen, START)
    with pytest.raises(TypeError, match="theta expected a float array, of float32 or float64"):
        nnlib.Adam().step(START.astype(np.float16), START.astype(np.float16))
    with pytest.raises(TypeError, match="theta expected a float array"):
        nnlib.SGD(0.1).step(np.ma.array(START, mask=[0, 0, 0, 1]), START)


@pytest.mark.parametrize(
    "lr", [10**30 * 10**300, np.longdouble("1e4000"), np.longdouble("1e-4000")]
)
def test_a_rate_that_no_float_can_hold_is_named(lr):
    with pytest.raises(ValueError, match="lr expected a finite number above 0"):
        nnlib.SGD(lr)
    assert nnlib.SGD(10**30).lr == 1e30
