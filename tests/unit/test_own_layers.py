"""Layers of one's own: they train, are checked, traced, saved and loaded as nnlib's are."""

import copy
import inspect
import pickle

import numpy as np
import pytest
from own_layers import CReLU, Dropout, LayerNorm, LeakyReLU, PReLU

import nnlib
from nnlib.gradient_check import gradient_check
from nnlib.passes import forward_pass
from nnlib.storage import load, save
from nnlib.torch_bridge import to_torch

OWN = [LeakyReLU, PReLU, LayerNorm, Dropout, CReLU]
LOSSES = [nnlib.CrossEntropyLoss, nnlib.MSELoss]


def random_stack(seed):
    """Return a network of random layers, ours and others', with random parameters."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 5))
    layers, width = [], n
    for _ in range(rng.integers(1, 4)):
        units = int(rng.integers(2, 6))
        layers.append(nnlib.Linear(width, units, bias=bool(rng.integers(2)), rng=rng))
        width = units
        for _ in range(rng.integers(0, 3)):
            makes = [
                *(nnlib.Sigmoid, nnlib.Tanh, nnlib.ReLU, CReLU),
                lambda: LeakyReLU(0.3),
                lambda: PReLU(0.4),
                lambda w=width: LayerNorm(
                    w, eps=0.1
                ),  # else its slopes bend too fast to be measured
                lambda: Dropout(0.0),
            ]
            layers.append(makes[rng.integers(len(makes))]())
            width = layers[-1].output_size(width)
    layers.append(nnlib.Linear(width, 3, rng=rng))
    network = nnlib.Network(*layers)
    network.theta = rng.normal(size=network.theta.size)
    return network, rng


def numerical_gradient(network, loss, X, y, h=1e-6):
    """Return central differences of the loss, by network(X) alone."""
    theta, slopes = network.theta.copy(), np.empty(network.theta.size)
    for i in range(theta.size):
        costs = []
        for sign in (1, -1):
            network.theta = theta
            network.theta[i] += sign * h
            costs.append(loss(network(X), y))
        slopes[i] = (costs[0] - costs[1]) / (2 * h)
    network.theta = theta
    return slopes


@pytest.mark.parametrize("kind", OWN)
def test_fifteen_lines_are_enough(kind):
    lines = [line for line in inspect.getsource(kind).splitlines() if line.strip()]
    assert len(lines) <= 15


@pytest.mark.parametrize("seed", range(200))
def test_the_step_of_fit_follows_the_numerical_gradient(seed):
    network, rng = random_stack(seed)
    X, lr = rng.normal(size=(5, network.in_features)), 0.01
    loss = LOSSES[seed % 2]()
    y = rng.integers(0, 3, 5) if seed % 2 == 0 else rng.normal(size=(5, 3))
    theta, slopes = network.theta.copy(), numerical_gradient(network, loss, X, y)
    settings = {"loss": loss, "optimizer": nnlib.SGD(lr), "epochs": 1, "batch_size": 5}
    nnlib.fit(network, X, y, **settings, rng=rng, progress=False)
    made = (theta - network.theta) / lr
    assert np.abs(made - slopes).max() <= 1e-6 * max(1, np.abs(slopes).max())
    network.theta = theta
    assert max(gradient_check(network, loss, X, y).values()) < 1e-5


def small(*middle, width=4, seed=0):
    rng = np.random.default_rng(seed)
    return nnlib.Network(nnlib.Linear(2, 4, rng=rng), *middle, nnlib.Linear(width, 2, rng=rng))


def train(network, **changed):
    rng = np.random.default_rng(3)
    X = rng.normal(size=(120, 2))
    settings = {"loss": nnlib.CrossEntropyLoss(), "optimizer": nnlib.Adam(0.03), "epochs": 40}
    settings |= {"batch_size": 20, "rng": rng, "progress": False} | changed
    return nnlib.fit(network, X, (X[:, 0] * X[:, 1] > 0).astype(int), **settings)


def test_a_layers_own_parameters_train():
    network = small(PReLU())
    names = [name for name, _ in network.named_parameters()]
    assert names == ["0.weight", "0.bias", "1.alpha", "2.weight", "2.bias"]
    history = train(network)
    assert abs(network.layers[1].alpha.value - 0.25) > 0.01
    assert history.records[-1].loss < 0.6 * history.records[0].loss
    assert np.shares_memory(network.layers[1].alpha.value, network.theta)


def test_a_forgotten_gradient_is_found():
    class Forgetful(PReLU):
        def backward(self, grad_output):
            return grad_output * np.where(self.x > 0, 1, self.alpha.value)

    errors = gradient_check(
        small(Forgetful()), nnlib.CrossEntropyLoss(), [[0.3, -2]] * 3, [0, 1, 0]
    )
    assert errors["1.alpha"] > 0.01


def test_dropout_works_while_training_alone():
    network, X = small(Dropout(0.5)), np.ones((50, 2))
    assert (network(X) == network(X)[0]).all()
    assert not (network.forward(X) == network.forward(X)[0]).all()
    seen = []

    class Watching(Dropout):
        def forward(self, x):
            seen.append(self.training)
            return super().forward(x)

    watched = small(Watching(0.5))
    train(watched, epochs=1, validation_data=(X, np.zeros(50, int)))
    assert seen == [True] * 6 + [False]
    assert not watched.layers[1].training


def test_whoever_changes_the_width_says_so():
    assert small(CReLU(), width=8)([1, 2]).shape == (2,)
    with pytest.raises(ValueError, match=r"layer 2, Linear\(4, 2\) expected 4 values, got 8 of"):
        small(CReLU(), width=4)

    class Silent(CReLU):
        def output_size(self, n):
            return n

    network = nnlib.Network(nnlib.Linear(2, 3), Silent())
    with pytest.raises(ValueError, match=r"expected 3 values to come out, got shape \(1, 6\)"):
        network([1, 2])


def test_any_layer_may_come_first():
    network = nnlib.Network(Dropout(0.0), nnlib.Linear(2, 3), nnlib.ReLU())
    assert network([1, 2]).shape == (3,)
    assert max(gradient_check(network, nnlib.MSELoss(), [1, 2], [1, 2, 3]).values()) < 1e-6


@pytest.mark.parametrize("other", [np.float32, np.float64])
def test_parameters_take_the_dtype_of_the_network(other):
    linear = nnlib.Linear(2, 3, dtype=other)
    network = nnlib.Network(linear, PReLU(0.1), LayerNorm(3))
    assert network.theta.dtype == other
    assert {p.value.dtype for _, p in network.named_parameters()} == {np.dtype(other)}
    assert network([1, 2]).dtype == other


def test_traces_show_them():
    network = small(LayerNorm(4), PReLU())
    trace = network.trace([[0.5, -1], [2, 1]], [0, 1], nnlib.CrossEntropyLoss())
    first, last = trace.layers
    assert first.activation == "LayerNorm PReLU"
    values = forward_pass(network.layers, np.array([[0.5, -1], [2, 1]]))
    assert (first.a == values[3]).all()
    assert (trace.output == network([[0.5, -1], [2, 1]])).all()
    assert first.grad_weight.shape == (4, 2)
    assert trace.grad.shape == network.theta.shape
    assert last.name == "3"


class NoOutput(nnlib.Layer):
    def forward(self, x):
        self.x = x


class NoGradient(nnlib.Layer):
    def forward(self, x):
        return x

    def backward(self, grad_output):
        self.grad_output = grad_output


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_forgotten_return_is_named(place):
    def around(layer):
        layers = [nnlib.Linear(2, 2), nnlib.Linear(2, 2)]
        return nnlib.Network(*layers[:place], layer, *layers[place:])

    X, y, loss = np.ones((4, 2)), [0, 1, 0, 1], nnlib.CrossEntropyLoss()
    rng = np.random.default_rng(0)
    silent = r"NoOutput\(\) expected forward to return an array, got None"
    for use in (NoOutput(), around(NoOutput())):
        with pytest.raises(TypeError, match=silent):
            use(X)
    with pytest.raises(TypeError, match=r"NoGradient\(\) expected backward to return an array"):
        gradient_check(around(NoGradient()), loss, X, y)
    settings = {"optimizer": nnlib.SGD(0.1), "epochs": 1, "batch_size": 2, "rng": rng}
    with pytest.raises(TypeError, match=silent):
        nnlib.fit(around(NoOutput()), X, y, loss=loss, **settings, progress=False)


# --- Files ----------------------------------------------------------------------------------------


def test_they_are_saved_and_loaded_to_the_last_bit(tmp_path):
    network = small(LeakyReLU(0.3), PReLU(0.1), LayerNorm(4), Dropout(0.2), CReLU(), width=8)
    train(network, epochs=2)
    save(network, tmp_path / "net.npz")
    again = load(tmp_path / "net.npz", layers=OWN)
    X = np.random.default_rng(1).normal(size=(30, 2))
    assert again(X).tobytes() == network(X).tobytes()
    assert again.layers[1].slope == 0.3
    assert [type(a) for a in again.layers] == [type(b) for b in network.layers]
    needed = r"write layers=\[LeakyReLU, PReLU, LayerNorm, Dropout, CReLU\]"
    with pytest.raises(ValueError, match=f"layers expected the class LeakyReLU, {needed}"):
        load(tmp_path / "net.npz")
    with pytest.raises(ValueError, match=f"layers expected the class PReLU, {needed}"):
        load(tmp_path / "net.npz", layers=[LeakyReLU])


def test_save_refuses_what_load_could_not_rebuild(tmp_path):
    class Twice(nnlib.Linear):
        def forward(self, x):
            return 2 * super().forward(x)

    class ReLU(nnlib.Layer):
        def forward(self, x):
            return x**2

    class Unsaid(LeakyReLU):
        settings = nnlib.Layer.settings

    class Wrong(LeakyReLU):
        def settings(self):
            return {"slope": 0.01}

    class Cube(nnlib.Layer):
        power = 3

        def forward(self, x):
            return x**self.power

    save(nnlib.Network(Twice(2, 2)), tmp_path / "net.npz")
    for layers in ([], [ReLU], [nnlib.Linear]):
        with pytest.raises(ValueError, match=r"layers expected the class Twice"):
            load(tmp_path / "net.npz", layers=layers)
    network = nnlib.Network(nnlib.Linear(2, 2), ReLU())
    save(network, tmp_path / "net.npz")
    with pytest.raises(ValueError, match="layers expected the class ReLU"):
        load(tmp_path / "net.npz")
    assert (load(tmp_path / "net.npz", layers=[ReLU])([1, 2]) == network([1, 2])).all()
    before = (tmp_path / "net.npz").read_bytes()
    with pytest.raises(TypeError, match=r"expected a method settings\(\) .*: a dict of slope"):
        save(small(Unsaid(0.3)), tmp_path / "net.npz")
    with pytest.raises(ValueError, match=r"settings\(\) that build every layer again"):
        save(small(Wrong(0.3)), tmp_path / "net.npz")
    changed = Cube()
    changed.power = 2
    with pytest.raises(ValueError, match=r"settings\(\) that build every layer again"):
        save(small(changed), tmp_path / "net.npz")
    assert (tmp_path / "net.npz").read_bytes() == before


def test_load_names_strange_classes(tmp_path):
    save(small(PReLU()), tmp_path / "net.npz")
    for strange in (PReLU, [PReLU()], ["PReLU"], [int]):
        with pytest.raises(TypeError, match="layers expected"):
            load(tmp_path / "net.npz", layers=strange)


def test_pytorch_has_no_twin_of_them():
    pytest.importorskip("torch")
    with pytest.raises(TypeError, match=r"expected layers of nnlib, got PReLU\(\)"):
        to_torch(small(PReLU()))


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda n: pickle.loads(pickle.dumps(n))])
def test_copies_have_parameters_of_their_own(duplicate):
    network = small(PReLU())
    optimizer = nnlib.Adam()
    train(network, optimizer=optimizer, epochs=1)
    again, its_optimizer = duplicate((network, optimizer))
    train(again, optimizer=its_optimizer, epochs=1)  # which belongs to the copy
    assert not np.shares_memory(again.theta, network.theta)
    assert again.layers[1].alpha.value != network.layers[1].alpha.value
    with pytest.raises(ValueError, match="make a new optimizer for each network"):
        train(network, optimizer=its_optimizer)


# --- Parameters -----------------------------------------------------------------------------------


def test_assigning_changes_the_parameter_and_never_takes_its_place():
    network = small(PReLU(), LayerNorm(4))
    prelu, norm = network.layers[1:3]
    prelu.alpha = 0.5
    norm.gain = [1, 2, 3, 4]
    norm.gain.grad = np.arange(4)
    parameters = dict(network.named_parameters())
    assert parameters["1.alpha"].value == 0.5
    assert parameters["2.gain"].value.tolist() == [1, 2, 3, 4]
    assert parameters["2.gain"].grad.tolist() == [0, 1, 2, 3]
    for wrong in ([1, 2], np.ones((4, 1)), 7):
        with pytest.raises(ValueError, match=r"gain expected shape \(4,\)"):
            norm.gain = wrong
    with pytest.raises(ValueError, match="value expected finite"):
        norm.gain.value = [1, 2, 3, np.nan]
    with pytest.raises(ValueError, match=r"grad expected shape \(4,\), got \(\)"):
        norm.gain.grad = 3.0
    prelu.alpha = nnlib.Parameter(0.1)
    with pytest.raises(ValueError, match="expected its own parameters, got another"):
        network([1, 2])


def test_a_parameter_is_an_array_where_one_is_needed():
    alpha = nnlib.Parameter([1, 2])
    assert (np.ones(2) * alpha).tolist() == [1, 2]
    assert repr(alpha) == "Parameter(array([1., 2.]))"
    with pytest.raises(ValueError, match="value expected finite"):
        nnlib.Parameter([np.nan])


def test_what_is_not_written_yet_is_said():
    with pytest.raises(NotImplementedError, match=r"Layer expected a method forward\(self, x\)"):
        nnlib.Layer().forward(np.ones(2))
    with pytest.raises(NotImplementedError, match="expected a method backward"):
        nnlib.Layer().backward(np.ones(2))
    with pytest.raises(NotImplementedError, match="expected a method forward"):
        nnlib.Loss().forward([1], [1])
    with pytest.raises(NotImplementedError, match="expected a method backward"):
        nnlib.Loss().backward()
    with pytest.raises(NotImplementedError, match="expected a method update"):
        nnlib.Optimizer(0.1).step(np.ones(2), np.ones(2))


# --- Losses and optimizers ------------------------------------------------------------------------


class HuberLoss(nnlib.Loss):
    def forward(self, prediction, target):
        self.difference = prediction - target
        size = np.abs(self.difference)
        return float(np.mean(np.where(size < 1, size**2 / 2, size - 0.5)))

    def backward(self):
        return np.clip(self.difference, -1, 1) / self.difference.size


class SignSGD(nnlib.Optimizer):
    def update(self, theta, grad):
        theta -= self.lr * np.sign(grad)


def test_a_loss_and_an_optimizer_of_ones_own():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(40, 2)), rng.normal(size=(40, 1))
    network = nnlib.Network(nnlib.Linear(2, 3, rng=rng), nnlib.Tanh(), nnlib.Linear(3, 1, rng=rng))
    assert max(gradient_check(network, HuberLoss(), X, y).values()) < 1e-6
    settings = {"loss": HuberLoss(), "optimizer": SignSGD(0.01), "epochs": 30, "batch_size": 8}
    history = nnlib.fit(network, X, y, **settings, rng=rng, validation_data=(X, y), progress=False)
    assert history.records[-1].loss < history.records[0].loss
    assert history.records[-1].accuracy is None
    loss = HuberLoss()
    loss.forward(network.forward(X), y)
    measured = loss(network(X), y)
    network.backward(loss.backward())
    assert measured == loss(network(X), y)


def test_what_a_class_adds_to_linear_is_learned_too():
    class Scaled(nnlib.Linear):
        def __init__(self, in_features, out_features, **settings):
            super().__init__(in_features, out_features, **settings)
            self.gain = nnlib.Parameter([1.5])

        def forward(self, x):
            self.z = super().forward(x)
            return self.gain.value * self.z

        def backward(self, grad_output):
            self.gain.grad = [np.sum(grad_output * self.z)]
            return super().backward(self.gain.value * grad_output)

    network = nnlib.Network(Scaled(2, 3), nnlib.Tanh(), nnlib.Linear(3, 2))
    names = [name for name, _ in network.named_parameters()]
    assert names == ["0.weight", "0.bias", "0.gain", "2.weight", "2.bias"]
    assert str(network.layers[0]) == "Scaled(2, 3)"
    x = np.random.default_rng(0).normal(size=(4, 2))
    deviations = gradient_check(network, nnlib.CrossEntropyLoss(), x, [0, 1, 1, 0])
    assert max(deviations.values()) < 1e-6
    train(network, epochs=2)
    assert network.layers[0].gain.value != 1.5


def test_a_first_layer_with_a_backward_of_its_own_trains_by_it():
    class Frozen(nnlib.Linear):
        def backward(self, grad_output):
            grad_input = super().backward(grad_output)
            self.weight_grad = np.zeros_like(self.weight)
            return grad_input

    network = nnlib.Network(Frozen(2, 3), nnlib.Tanh(), nnlib.Linear(3, 2))
    before = network.layers[0].weight.copy()
    train(network, epochs=2)
    assert (network.layers[0].weight == before).all()
    assert network.layers[0].bias.any()
