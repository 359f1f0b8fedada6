"""to_torch: the same network in PyTorch, compared in outputs, gradients and training steps."""

import sys
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from our_layers import ACTIVATIONS

import nnlib
from nnlib import torch_bridge
from nnlib.torch_bridge import to_torch

needs_torch = pytest.mark.needs_torch


def make(sizes=(4, 5, 3), activations=(nnlib.Tanh,), bias=True, dtype=np.float64, seed=0):
    """Return a network with random weights and biases; no activation after the last sums."""
    rng = np.random.default_rng(seed)
    layers = []
    for i, (n, units) in enumerate(pairwise(sizes)):
        layers.append(nnlib.Linear(n, units, bias=bias, dtype=dtype))
        if i < len(activations):
            layers.append(activations[i]())
    network = nnlib.Network(*layers)
    network.theta[...] = rng.normal(size=network.theta.size)
    return network


def examples(network, target, batch, seed):
    """Return input and right answers for both, and the loss of each."""
    import torch

    rng = np.random.default_rng(seed)
    first, last = network.layers[0], network.layers[-1]
    X = rng.normal(size=(batch, first.in_features)).astype(first.dtype)
    outputs = last.out_features
    if target == "numbers":
        y = rng.normal(size=(batch, outputs)).astype(first.dtype)
        return X, y, nnlib.MSELoss(), torch.nn.MSELoss()
    y = rng.integers(0, outputs, batch)
    if target == "distributions":
        y = rng.dirichlet(np.ones(outputs), batch).astype(first.dtype)
    return X, y, nnlib.CrossEntropyLoss(), torch.nn.CrossEntropyLoss()


def pass_through_both(network, twin, X, y, loss, loss_of_twin):
    """Go forward and back in both; return their outputs, costs and input gradients."""
    import torch

    x = torch.tensor(X).requires_grad_()
    output, output_of_twin = network.forward(X), twin(x)
    costs = loss.forward(output, y), loss_of_twin(output_of_twin, torch.tensor(y))
    grad_input = network.backward(loss.backward(), input_gradient=True)
    costs[1].backward()
    return [
        (output, output_of_twin.detach().numpy()),
        (np.array(costs[0]), costs[1].detach().numpy()),
        (grad_input, x.grad.numpy()),
    ]


def assert_close(ours, theirs, what=""):
    assert ours.shape == theirs.shape
    assert np.abs(ours - theirs).max() <= 1e-10, what


@needs_torch
@settings(max_examples=150)
@given(
    sizes=st.lists(st.integers(1, 9), min_size=2, max_size=5),
    activations=st.lists(st.sampled_from(ACTIVATIONS), min_size=4, max_size=4),
    bias=st.booleans(),
    target=st.sampled_from(["classes", "distributions", "numbers"]),
    batch=st.integers(1, 7),
    seed=st.integers(0, 2**32 - 1),
)
def test_outputs_and_all_gradients_are_the_same(sizes, activations, bias, target, batch, seed):
    assume(sizes[-1] > 1 or target == "numbers")  # one class is refused
    network = make(sizes, activations[: len(sizes) - 2], bias, seed=seed)
    twin = to_torch(network)
    both = examples(network, target, batch, seed)
    for ours, theirs in pass_through_both(network, twin, *both):
        assert_close(ours, theirs)
    gradients = {name: each.grad for name, each in network.named_parameters()}
    assert list(gradients) == [name for name, _ in twin.named_parameters()]
    for name, parameter in twin.named_parameters():
        assert_close(gradients[name], parameter.grad.numpy(), name)


@needs_torch
@pytest.mark.parametrize("last", ACTIVATIONS)
def test_an_activation_at_the_end_is_the_same(last):
    network = make(activations=(nnlib.ReLU, last))
    twin = to_torch(network)
    X, y, *losses = examples(make(), "numbers", 6, seed=1)
    for ours, theirs in pass_through_both(network, twin, X, y, *losses):
        assert_close(ours, theirs)
    for name, parameter in network.named_parameters():
        assert_close(parameter.grad, twin.get_parameter(name).grad.numpy(), name)


@needs_torch
def test_a_single_vector_works_too():
    import torch

    network = make(activations=(nnlib.Softmax,))
    x = np.array([1, 0.4, 2, -1])
    assert_close(network(x), to_torch(network)(torch.tensor(x)).detach().numpy())


@needs_torch
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("bias", [True, False])
def test_names_values_and_dtype_are_the_same(dtype, bias):
    network = make(activations=(nnlib.Sigmoid,), bias=bias, dtype=dtype)
    state = to_torch(network).state_dict()
    assert list(state) == [name for name, _ in network.named_parameters()]
    for name, parameter in network.named_parameters():
        assert state[name].numpy().dtype == dtype
        assert (state[name].numpy() == parameter.value).all()


def test_every_layer_of_nnlib_has_a_twin():
    without = {nnlib.Linear, *ACTIVATIONS} - torch_bridge._TWINS.keys()
    assert not without, "nnlib/torch_bridge.py lacks a line in _TWINS"


@needs_torch
def test_the_layers_are_those_of_pytorch():
    sizes = (4, *[5] * len(ACTIVATIONS))
    network = make(sizes, ACTIVATIONS)
    names = [type(layer).__name__ for layer in to_torch(network)]
    assert names == [type(layer).__name__ for layer in network.layers]
    assert to_torch(network)[-1].dim == -1


@needs_torch
def test_changing_one_does_not_change_the_other():
    import torch

    network = make()
    theta = network.theta.copy()
    twin = to_torch(network)
    with torch.no_grad():
        for parameter in twin.parameters():
            parameter += 1
    assert (network.theta == theta).all()
    before = [parameter.detach().clone() for parameter in twin.parameters()]
    network.theta[...] = 0
    assert all((a == b).all() for a, b in zip(before, twin.parameters(), strict=True))


@needs_torch
def test_all_of_it_is_trained():
    assert all(parameter.requires_grad for parameter in to_torch(make()).parameters())


@needs_torch
def test_no_random_number_of_pytorch_is_used_up():
    import torch

    state = torch.get_rng_state()
    to_torch(make())
    assert (torch.get_rng_state() == state).all()


OPTIMIZERS = {
    "SGD": (lambda: nnlib.SGD(0.1), "SGD", {"lr": 0.1}),
    "momentum": (lambda: nnlib.SGD(0.1, momentum=0.9), "SGD", {"lr": 0.1, "momentum": 0.9}),
    "Adam": (lambda: nnlib.Adam(0.01), "Adam", {"lr": 0.01}),
}


@needs_torch
@pytest.mark.parametrize("target", ["classes", "numbers"])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_training_steps_are_the_same(name, target):
    import torch

    make_optimizer, theirs, keywords = OPTIMIZERS[name]
    network, optimizer = make(), make_optimizer()
    twin = to_torch(network)
    optimizer_of_twin = getattr(torch.optim, theirs)(twin.parameters(), **keywords)
    for seed in range(3):  # momentum and Adam's means show from the second step on
        before = network.theta.copy()
        optimizer_of_twin.zero_grad()
        pass_through_both(network, twin, *examples(network, target, 6, seed))
        optimizer.step(network.theta, network.grad)
        optimizer_of_twin.step()
        assert np.abs(network.theta - before).max() > 1e-3
        for which, parameter in network.named_parameters():
            assert_close(parameter.value, twin.get_parameter(which).detach().numpy(), which)


@pytest.mark.parametrize("wrong", [None, "network", nnlib.Linear(2, 1), [nnlib.Linear(2, 1)]])
def test_what_is_no_network_is_named(wrong):
    with pytest.raises(TypeError, match="to_torch expected a Network, got"):
        to_torch(wrong)


@needs_torch
def test_a_layer_of_ones_own_is_named():
    class Twice(nnlib.ReLU):
        def forward(self, z):
            return 2 * super().forward(z)

    with pytest.raises(TypeError, match=r"expected layers of nnlib, got Twice\(\)"):
        to_torch(make(activations=(Twice,)))


def test_without_pytorch_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)  # as if it were not installed
    with pytest.raises(ImportError, match=r"pip install torch .*nnlib\[torch\]"):
        to_torch(make())


def test_a_pytorch_that_lacks_something_says_what(monkeypatch, tmp_path):
    (tmp_path / "torch.py").write_text("import a_part_of_torch")
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="a_part_of_torch"):
        to_torch(make())
