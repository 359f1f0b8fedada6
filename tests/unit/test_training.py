"""Training: what train and fit do to a network, and what they say."""

import _thread
import copy
import subprocess
import sys
import threading

import numpy as np
import pytest

import nnlib

RNG = np.random.default_rng(5)
X = RNG.normal(size=(90, 2))
Y = (X[:, 0] * X[:, 1] > 0).astype(int)


def make(seed=0, dtype=np.float64, out=2):
    rng = np.random.default_rng(seed)
    first, last = (nnlib.Linear(n, m, rng=rng, dtype=dtype) for n, m in [(2, 16), (16, out)])
    return nnlib.Network(first, nnlib.Tanh(), last)


def settings(**changed):
    defaults = {
        "loss": nnlib.CrossEntropyLoss(),
        "optimizer": nnlib.Adam(0.02),
        "epochs": 3,
        "batch_size": 20,
        "rng": np.random.default_rng(0),
    }
    return defaults | changed


def test_it_learns_what_no_line_separates():
    network = make()
    history = nnlib.fit(network, X, Y, **settings(epochs=150), progress=False)
    assert history.column("accuracy")[-1] > 0.97
    assert history.column("loss")[-1] < 0.2 * history.column("loss")[0]
    assert nnlib.metrics.accuracy(Y, network(X)) > 0.97
    assert [record.epoch for record in history.records] == list(range(1, 151))


def test_an_epoch_is_its_steps():
    ours, by_hand = make(), make()
    nnlib.fit(ours, X, Y, **settings(epochs=2), progress=False)
    rng, optimizer, loss = np.random.default_rng(0), nnlib.Adam(0.02), nnlib.CrossEntropyLoss()
    for _ in range(2):
        order = rng.permutation(90)
        for start in range(0, 90, 20):
            rows = order[start : start + 20]
            loss.forward(by_hand.forward(X[rows]), Y[rows])
            by_hand.backward(loss.backward())
            optimizer.step(by_hand.theta, by_hand.grad)
    assert (ours.theta == by_hand.theta).all()


def test_same_seed_same_bytes_and_another_seed_others():
    thetas = []
    for seed in (0, 0, 1):
        network = make()
        nnlib.fit(network, X, Y, **settings(rng=np.random.default_rng(seed)), progress=False)
        thetas.append(network.theta.tobytes())
    assert thetas[0] == thetas[1] != thetas[2]


def test_records_are_measured_on_every_example():
    network = make()
    optimizer = nnlib.SGD(1e-300)  # so small that nothing moves
    data = settings(optimizer=optimizer, epochs=1, validation_data=(X[:7], Y[:7]))
    record = nnlib.fit(network, X, Y, **data, progress=False).records[0]
    loss = nnlib.CrossEntropyLoss()
    assert record.loss == pytest.approx(loss(network(X), Y), rel=1e-12)
    assert record.accuracy == nnlib.metrics.accuracy(Y, network(X))
    assert record.validation_loss == pytest.approx(loss(network(X[:7]), Y[:7]))
    assert record.validation_accuracy == nnlib.metrics.accuracy(Y[:7], network(X[:7]))


def test_regression_has_no_accuracy():
    data = settings(loss=nnlib.MSELoss(), validation_data=(X, X))
    record = nnlib.fit(make(), X, X, **data, progress=False).records[-1]
    assert record.accuracy is None
    assert record.validation_accuracy is None
    assert record.validation_loss > 0


def test_a_validation_beyond_all_bounds_is_recorded_in_silence():
    network = nnlib.Network(nnlib.Linear(2, 1, weight=[[10, -10]]))
    for size in (1e200, 1e308):
        data = settings(loss=nnlib.MSELoss(), optimizer=nnlib.SGD(1e-300), epochs=1)
        far = np.full((3, 2), size), np.zeros((3, 1))
        record = nnlib.fit(network, X, X[:, :1], **data, validation_data=far, progress=False)
        assert not record.column("validation_loss")[0] < 1e300


def test_distributions_are_targets_too():
    network = make()
    nnlib.fit(network, X, np.eye(2)[Y], **settings(epochs=100), progress=False)
    assert nnlib.metrics.accuracy(Y, network(X)) > 0.9


def test_float32_stays_float32():
    network = make(dtype=np.float32)
    nnlib.fit(network, X, Y, **settings(), progress=False)
    assert network.theta.dtype == np.float32


def test_a_batch_may_be_larger_than_the_data():
    network, other = make(), make()
    nnlib.fit(network, X, Y, **settings(batch_size=1000), progress=False)
    nnlib.fit(other, X, Y, **settings(batch_size=90), progress=False)
    assert (network.theta == other.theta).all()


def test_the_data_are_not_changed():
    before = X.copy(), Y.copy()
    nnlib.fit(make(), X, Y, **settings(), progress=False)
    assert (before[0] == X).all()
    assert (before[1] == Y).all()


def test_train_is_lazy_and_break_stops_it():
    network = make()
    start = network.theta.copy()
    records = nnlib.train(network, X, Y, **settings(epochs=50))
    assert (network.theta == start).all()
    for record in records:
        if record.epoch == 3:
            break
    stopped = network.theta.copy()
    other = make()
    nnlib.fit(other, X, Y, **settings(epochs=3), progress=False)
    assert (stopped == other.theta).all()


def test_lr_may_change_while_it_runs():
    optimizer = nnlib.SGD(0.1)
    network = make()
    for record in nnlib.train(network, X, Y, **settings(optimizer=optimizer)):
        after = network.theta.copy()
        optimizer.lr = 1e-300
        if record.epoch > 1:
            assert (network.theta == after).all()
    moved = nnlib.Network(*make().layers).theta
    assert (network.theta != moved).any()


def test_the_bar_shows_loss_and_accuracy(capsys):
    nnlib.fit(make(), X, Y, **settings(validation_data=(X, Y)))
    shown = capsys.readouterr().err
    for words in ("3/3", " loss=0.", " acc=0.", " val_loss=0.", " val_acc=0."):
        assert words in shown
    nnlib.fit(make(), X, X, **settings(loss=nnlib.MSELoss()))
    assert "acc=" not in capsys.readouterr().err
    nnlib.fit(make(), X, Y, **settings(), progress=False)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("progress", [True, False])
def test_an_interrupt_keeps_what_there_is(progress):
    network = make()
    start = network.theta.copy()
    timer = threading.Timer(0.3, _thread.interrupt_main)
    timer.start()
    history = nnlib.fit(network, X, Y, **settings(epochs=10**6), progress=progress)
    timer.join()
    assert history.interrupted
    assert 0 < len(history.records) < 10**6
    assert (network.theta != start).any()
    assert np.isfinite(network(X)).all()
    assert not nnlib.fit(network, X, Y, **settings(), progress=False).interrupted


INTERRUPTED_IMPORT = """
import sys, numpy as np, nnlib, threadpoolctl

class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            sys.meta_path.remove(self)
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupt())
network, loss = nnlib.Network(nnlib.Linear(2, 2)), nnlib.CrossEntropyLoss()
settings = dict(loss=loss, optimizer=nnlib.SGD(0.1), epochs=2, batch_size=2)
data = np.ones((4, 2)), np.zeros(4, int)
for _ in range(2):
    print(nnlib.fit(network, *data, **settings, rng=np.random.default_rng(0)).interrupted)
"""


@pytest.mark.parametrize("module", ["tqdm.std", "asyncio.events"])  # of what the bar loads
def test_an_interrupt_while_the_bar_loads_leaves_it_usable(module):
    code = INTERRUPTED_IMPORT.format(module=module)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stdout.split() == ["True", "False"], run.stderr


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_diverging_loss_stops_at_once(dtype):
    network = make(dtype=dtype, out=1)
    data = settings(loss=nnlib.MSELoss(), optimizer=nnlib.SGD(1e30), epochs=50)
    words = r"the loss became NaN or infinite in epoch \d, batch \d; try a smaller lr than 1e\+30"
    with pytest.raises(FloatingPointError, match=words):
        nnlib.fit(network, X, X[:, :1], **data, progress=False)


@pytest.mark.parametrize(
    ("changed", "error", "words"),
    [
        ({"X": X[:, :1]}, ValueError, r"X expected shape \(examples, 2\), .* got \(90, 1\)"),
        ({"X": X[0]}, ValueError, r"X expected shape \(examples, 2\), .* got \(2,\)"),
        ({"X": X[:0], "y": Y[:0]}, ValueError, r"at least one example, got \(0, 2\)"),
        ({"X": X * np.nan}, ValueError, r"X expected finite float64 numbers, got nan"),
        ({"y": Y[:-1]}, ValueError, r"y expected 90 targets, one per example, got \(89,\)"),
        ({"y": Y + 1}, ValueError, "target expected classes from 0 to 1, got 1 to 2"),
        ({"network": 3}, TypeError, "network expected a Network, got 3"),
        ({"loss": "mse"}, TypeError, "loss expected CrossEntropyLoss"),
        ({"optimizer": 0.1}, TypeError, r"optimizer expected SGD\(lr\) or Adam\(lr\), got 0.1"),
        ({"epochs": 0}, ValueError, "epochs expected at least 1, got 0"),
        ({"batch_size": 2.5}, TypeError, "batch_size expected a whole number, got 2.5"),
        ({"rng": 0}, TypeError, "rng expected a generator .* got 0"),
        ({"validation_data": X}, TypeError, r"validation_data expected a pair \(X, y\)"),
        ({"validation_data": (X[:, :1], Y)}, ValueError, "validation X expected shape"),
        ({"validation_data": (X, Y[:3])}, ValueError, "validation y expected 90 targets"),
    ],
)
def test_bad_arguments_are_named_before_anything_changes(changed, error, words):
    network = make()
    start = network.theta.copy()
    arguments = {"network": network, "X": X, "y": Y} | settings() | changed
    for call in (nnlib.train, nnlib.fit):
        with pytest.raises(error, match=words):
            call(**arguments)
    assert (network.theta == start).all()


def test_a_softmax_before_cross_entropy_is_refused():
    network = nnlib.Network(nnlib.Linear(2, 2), nnlib.Softmax())
    with pytest.raises(ValueError, match="expected logits, got a network that ends in Softmax"):
        nnlib.fit(network, X, Y, **settings(), progress=False)


def test_a_network_whose_layers_went_elsewhere_is_refused():
    network = make()
    nnlib.Network(*network.layers)
    with pytest.raises(ValueError, match="has since been given to another network"):
        nnlib.fit(network, X, Y, **settings(), progress=False)


@pytest.mark.parametrize(
    ("activations", "loss", "end"),
    [
        ([nnlib.ReLU()], nnlib.CrossEntropyLoss, []),
        ([nnlib.Tanh(), nnlib.ReLU()], nnlib.CrossEntropyLoss, []),
        ([nnlib.ReLU(), nnlib.Tanh(), nnlib.ReLU()], nnlib.CrossEntropyLoss, []),
        ([nnlib.ReLU()], nnlib.MSELoss, [nnlib.ReLU()]),
    ],
)
def test_training_overwrites_nothing_that_is_needed(activations, loss, end):
    """`fit` lets ReLU work in place; a pass that keeps everything must give the same."""
    rng = np.random.default_rng(1)
    first, last = nnlib.Linear(2, 8, rng=rng), nnlib.Linear(8, 2, rng=rng)
    ours = nnlib.Network(first, *activations, last, *end)
    by_hand, our_loss, loss = copy.deepcopy(ours), loss(), loss()
    x, y = X.copy(), np.eye(2)[Y] if end else Y
    everything = settings(loss=our_loss, optimizer=nnlib.SGD(0.5), batch_size=90)
    nnlib.fit(ours, x, y, **everything, progress=False)
    rng, optimizer = np.random.default_rng(0), nnlib.SGD(0.5)
    for _ in range(3):
        order = rng.permutation(90)
        loss.forward(by_hand.forward(X[order]), y[order])
        by_hand.backward(loss.backward())
        optimizer.step(by_hand.theta, by_hand.grad)
    assert (ours.theta == by_hand.theta).all()
    assert (our_loss.backward() == loss.backward()).all()
    assert (x == X).all()


def test_a_last_step_beyond_all_bounds_is_said():
    network = nnlib.Network(nnlib.Linear(2, 1, weight=[[1e150, 1e150]]))
    settings = {"loss": nnlib.MSELoss(), "optimizer": nnlib.SGD(1e200), "batch_size": 90}
    with pytest.raises(FloatingPointError, match=r"a parameter became NaN or infinite .* epoch 1"):
        nnlib.fit(network, X, X[:, :1], **settings, epochs=1, rng=RNG, progress=False)


def test_strange_flags_targets_and_columns_are_named():
    settings = {"loss": nnlib.CrossEntropyLoss(), "optimizer": nnlib.SGD(0.1), "epochs": 1}
    settings |= {"batch_size": 9, "rng": RNG}
    with pytest.raises(TypeError, match="progress expected True or False"):
        nnlib.fit(make(), X, Y, **settings, progress="no")
    with pytest.raises(TypeError, match="y expected plain numbers, got a masked array"):
        nnlib.train(make(), X, np.ma.array(Y, mask=Y), **settings)
    with pytest.raises(ValueError, match="y expected rows of equal length"):
        nnlib.train(make(), X, [[1], [1, 2]], **settings)
    with pytest.raises(ValueError, match=r"name expected one of epoch, loss, .* got 'cost'"):
        nnlib.History().column("cost")
