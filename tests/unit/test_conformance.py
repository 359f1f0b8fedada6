"""The tests of notebook 12, on nnlib itself and on the small reference library."""

from types import SimpleNamespace

import numpy as np
import pytest

import nnlib
from nnlib.exercises import conformance, reference
from nnlib.exercises.conformance import TESTS, MistakeError, examine
from nnlib.exercises.conformance_hints import HINTS


class Network(nnlib.Network):
    """nnlib's network, with its parameters in pairs as the small library has them."""

    def parameters(self):
        return [(each.value, each.grad) for _, each in self.named_parameters()]


class SGD(nnlib.SGD):
    """nnlib's optimizer, which steps with all parameters in one vector."""

    def step(self, theta, grad):
        super().step(theta.reshape(-1), grad.reshape(-1))


def train(*args, **settings):
    """Return the costs of nnlib's records."""
    return [record.loss for record in nnlib.train(*args, **settings)]


OWN = SimpleNamespace(
    Linear=nnlib.Linear,
    Sigmoid=nnlib.Sigmoid,
    ReLU=nnlib.ReLU,
    CrossEntropyLoss=nnlib.CrossEntropyLoss,
    Network=Network,
    SGD=SGD,
    train=train,
)
ALL = [(name, test) for name in TESTS for tests in TESTS[name].values() for test in tests]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("library", [OWN, reference], ids=["nnlib", "reference"])
@pytest.mark.parametrize(("name", "test"), ALL, ids=lambda value: getattr(value, "__name__", ""))
def test_nnlib_and_the_reference_conform(name, test, library, seed):
    test(getattr(library, name), np.random.default_rng(seed), library)


def test_every_test_is_in_the_list_and_every_piece_has_hints():
    listed = {test for _, test in ALL}
    first_words = {"linear", "sigmoid", "relu", "loss", "network", "sgd", "train"}
    for name, each in vars(conformance).items():
        if name.partition("_")[0] in first_words and callable(each):
            assert each in listed, name
    assert list(HINTS) == list(TESTS)


@pytest.mark.parametrize("library", [OWN, reference], ids=["nnlib", "reference"])
def test_a_gradient_that_is_off_by_a_little_is_found(library):
    class Linear(library.Linear):
        def backward(self, grad_output):
            result = super().backward(grad_output)
            self.weight_grad = self.weight_grad * 1.001
            return result

    with pytest.raises(MistakeError, match=r"`weight_grad` is .* A nudge says it is"):
        examine("Linear", Linear, np.random.default_rng(0), library)


OTHER_WAYS = {
    "Linear": """
class Linear:
    def __init__(self, in_features, out_features, *, rng):
        limit = np.sqrt(6 / (in_features + out_features))
        self.weight = rng.uniform(-limit, limit, (out_features, in_features))
        self.bias = np.zeros(out_features)
        self.weight_grad, self.bias_grad = np.zeros_like(self.weight), np.zeros(out_features)

    def forward(self, x):
        self.x = x
        return np.einsum("...i,ki->...k", x, self.weight) + self.bias

    def backward(self, grad_output):
        if grad_output.ndim == 1:
            self.weight_grad[...] = np.outer(grad_output, self.x)
            self.bias_grad[...] = grad_output
        else:
            self.weight_grad[...] = sum(np.outer(g, x) for g, x in zip(grad_output, self.x))
            self.bias_grad[...] = grad_output.sum(0)
        return np.dot(grad_output, self.weight)
""",
    "Sigmoid": """
class Sigmoid:
    def forward(self, z):
        self.z = z
        return np.where(z > 0, 1 / (1 + np.exp(-np.abs(z))), 1 - 1 / (1 + np.exp(-np.abs(z))))

    def backward(self, grad_output):
        return grad_output / (2 + np.exp(self.z) + np.exp(-self.z))
""",
    "ReLU": """
class ReLU:
    def forward(self, z):
        self.mask = z > 0
        return z * self.mask

    def backward(self, grad_output):
        return np.where(self.mask, grad_output, 0)
""",
    "CrossEntropyLoss": """
class CrossEntropyLoss:
    def forward(self, z, y):
        self.shape, z = z.shape, np.atleast_2d(z)
        self.rows, self.y = np.arange(len(z)), np.atleast_1d(y)
        top = z.max(axis=1)
        total = top + np.log(np.exp(z - top[:, None]).sum(axis=1))
        self.p = np.exp(z - total[:, None])
        return np.mean(total - z[self.rows, self.y])

    def backward(self):
        gradient = self.p.copy()
        gradient[self.rows, self.y] -= 1
        return (gradient / len(gradient)).reshape(self.shape)
""",
    "Network": """
class Network:
    def __init__(self, *layers):
        self.layers = list(layers)

    def forward(self, x):
        out = x
        for i in range(len(self.layers)):
            out = self.layers[i].forward(out)
        return out

    def backward(self, grad_output):
        for layer in self.layers[::-1]:
            grad_output = layer.backward(grad_output)
        return grad_output

    def parameters(self):
        for layer in self.layers:
            if hasattr(layer, "weight"):
                yield layer.weight, layer.weight_grad
        for layer in self.layers:
            if hasattr(layer, "bias"):
                yield [layer.bias, layer.bias_grad]
""",
    "SGD": """
class SGD:
    def __init__(self, lr, momentum=0.0):
        self.lr, self.momentum, self.velocities = lr, momentum, {}

    def step(self, theta, grad):
        velocity = self.momentum * self.velocities.get(id(theta), 0.0) + grad
        self.velocities[id(theta)] = velocity
        theta[...] = theta - self.lr * velocity
""",
    "train": """
def train(network, X, y, *, loss, optimizer, epochs, batch_size, rng):
    order = np.arange(len(X))
    for _ in range(epochs):
        order = rng.permutation(len(X))
        shuffled, classes, costs = X[order], y[order], []
        start = 0
        while start < len(X):
            rows = slice(start, start + batch_size)
            x = shuffled[rows]
            costs += [loss.forward(network.forward(x), classes[rows])] * len(x)
            gradient = loss.backward()
            network.backward(gradient)
            [optimizer.step(*pair) for pair in network.parameters()]
            start += batch_size
        yield np.mean(costs)
""",
}


@pytest.mark.parametrize("name", OTHER_WAYS)
def test_another_right_way_conforms_as_well(name):
    names = {"np": np}
    exec(OTHER_WAYS[name], names)
    for seed in range(5):
        examine(name, names[name], np.random.default_rng(seed), reference)


@pytest.mark.parametrize("name", TESTS)
@pytest.mark.parametrize("strange", [None, 3, "Linear", [], lambda *_, **__: 1, type("A", (), {})])
def test_something_else_is_refused_in_words(name, strange):
    with pytest.raises(MistakeError):
        examine(name, strange, np.random.default_rng(0), reference)


def test_a_library_with_another_seed_or_size_trains_as_nnlib_does():
    rng = np.random.default_rng(3)
    X, y = rng.normal(size=(23, 5)), rng.integers(0, 3, 23)
    costs = []
    for library in (OWN, reference):
        draw = np.random.default_rng(1)
        first, last = library.Linear(5, 7, rng=draw), library.Linear(7, 3, rng=draw)
        costs.append(
            library.train(
                library.Network(first, library.ReLU(), last),
                X,
                y,
                loss=library.CrossEntropyLoss(),
                optimizer=library.SGD(lr=0.3),
                epochs=20,
                batch_size=4,
                rng=np.random.default_rng(2),
            )
        )
    assert costs[0] == pytest.approx(costs[1], rel=1e-10)
    assert costs[0][-1] < 0.5 * costs[0][0]
