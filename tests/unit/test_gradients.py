"""Gradients that cannot be wrong: against PyTorch's, central differences, and their own laws."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from our_layers import ACTIVATIONS

import nnlib
from nnlib.gradient_check import gradient_check

STORED = np.load(Path(__file__).parents[1] / "fixtures" / "torch_gradients.npz")
CASES = sorted({name.split("/")[0] for name in STORED})


def rebuild(case):
    """Return the network, the loss and the stored arrays of one case."""
    activation, kind, _, bias, last = case.split("-")
    arrays = {
        name.partition("/")[2]: STORED[name] for name in STORED if name.startswith(case + "/")
    }
    layers = [
        nnlib.Linear(4, 5, bias=bias == "bias", weight=arrays["0.weight"]),
        getattr(nnlib, activation)(),
        nnlib.Linear(5, 3, bias=bias == "bias", weight=arrays["2.weight"]),
    ]
    if last != "Linear":
        layers.append(getattr(nnlib, last)())
    if bias == "bias":
        layers[0].bias, layers[2].bias = arrays["0.bias"], arrays["2.bias"]
    loss = nnlib.MSELoss() if kind == "numbers" else nnlib.CrossEntropyLoss()
    return nnlib.Network(*layers), loss, arrays


def close(ours, theirs):
    return np.abs(ours - theirs).max() <= 1e-10 * max(np.abs(theirs).max(), 1e-300)


def test_there_are_enough_cases():
    stored = {case.split("-")[0] for case in CASES}
    expected = {kind.__name__ for kind in ACTIVATIONS}
    script = "tests/fixtures/make_torch_gradients.py"
    names = ", ".join(sorted(expected))
    assert stored == expected, f"write into ACTIVATIONS of {script}, and run it: {names}"
    assert len(CASES) == len(stored) * 2 * 2 * (2 + 1 + len(stored))


@pytest.mark.parametrize("case", CASES)
def test_output_loss_and_every_gradient_are_those_of_pytorch(case):
    network, loss, arrays = rebuild(case)
    output = network.forward(arrays["x"])
    assert close(output, arrays["output"])
    assert loss.forward(output, arrays["target"]) == pytest.approx(float(arrays["loss"]), rel=1e-12)
    grad_input = network.backward(loss.backward(), input_gradient=True)
    assert close(grad_input, arrays["grad.input"])
    for name, parameter in network.named_parameters():
        assert close(parameter.grad, arrays[f"grad.{name}"]), name


@pytest.mark.parametrize("case", CASES)
def test_a_single_vector_has_the_gradients_of_a_batch_of_one(case):
    network, loss, arrays = rebuild(case)
    x, target = arrays["x"][:1], arrays["target"][:1]
    loss.forward(network.forward(x), target)
    of_batch = network.backward(loss.backward(), input_gradient=True)
    grad = network.grad.copy()
    loss.forward(network.forward(x[0]), target[0])
    of_vector = network.backward(loss.backward(), input_gradient=True)
    assert of_vector.shape == (4,)
    assert of_vector == pytest.approx(of_batch[0], rel=1e-13)
    assert network.grad == pytest.approx(grad, rel=1e-13)


@pytest.mark.parametrize("batch", [None, 1, 6])
@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("kind", ["classes", "distributions", "numbers"])
def test_gradients_are_central_differences(activation, kind, bias, batch):
    rng = np.random.default_rng(3)
    first, last = nnlib.Linear(4, 5, bias=bias, rng=rng), nnlib.Linear(5, 3, bias=bias, rng=rng)
    network = nnlib.Network(first, activation(), last)
    network.theta[...] = rng.normal(size=network.theta.size)
    shape = () if batch is None else (batch,)
    x = rng.normal(size=(*shape, 4))
    target = {
        "classes": rng.integers(0, 3, shape),
        "distributions": rng.dirichlet(np.ones(3), shape),
        "numbers": rng.normal(size=(*shape, 3)),
    }[kind]
    loss = nnlib.MSELoss() if kind == "numbers" else nnlib.CrossEntropyLoss()
    before = network.theta.copy()
    errors = gradient_check(network, loss, x, target)
    names = [name for name, _ in network.named_parameters()]
    assert list(errors) == [*names, "input"]
    assert max(errors.values()) < 1e-6
    assert (network.theta == before).all()


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_check_finds_a_wrong_derivative(activation, monkeypatch):
    def wrong(self, grad_output):
        return grad_output * 0.9

    rng = np.random.default_rng(0)
    network = nnlib.Network(nnlib.Linear(3, 4, rng=rng), activation(), nnlib.Linear(4, 2, rng=rng))
    x, y = rng.normal(size=(5, 3)), rng.integers(0, 2, 5)
    monkeypatch.setattr(activation, "backward", wrong)
    errors = gradient_check(network, nnlib.CrossEntropyLoss(), x, y)
    assert errors["0.weight"] > 0.01
    assert errors["input"] > 0.01
    assert errors["2.weight"] < 1e-6


def test_the_check_of_a_constant_is_zero():
    network = nnlib.Network(nnlib.Linear(2, 1, weight=[[0, 0]]), nnlib.ReLU())
    network.layers[0].bias = [-1]
    assert set(gradient_check(network, nnlib.MSELoss(), [1, 2], [0]).values()) == {0.0}


def test_the_check_needs_float64():
    network = nnlib.Network(nnlib.Linear(2, 1, dtype=np.float32))
    with pytest.raises(TypeError, match="network expected dtype float64, got float32"):
        gradient_check(network, nnlib.MSELoss(), [1, 2], [0])


@given(st.integers(0, 99), st.floats(-3, 3))
def test_gradients_are_linear_in_grad_output(seed, factor):
    rng = np.random.default_rng(seed)
    network = nnlib.Network(nnlib.Linear(3, 4, rng=rng), nnlib.Tanh(), nnlib.Linear(4, 2, rng=rng))
    X = rng.normal(size=(5, 3))
    one, other = rng.normal(size=(2, 5, 2))

    def gradients(grad_output):
        network.forward(X)
        grad_input = network.backward(grad_output, input_gradient=True)
        return np.concatenate([network.grad, grad_input.ravel()])

    combined = gradients(one + factor * other)
    assert combined == pytest.approx(
        gradients(one) + factor * gradients(other), rel=1e-9, abs=1e-12
    )


@given(st.integers(0, 99), st.sampled_from(ACTIVATIONS))
def test_a_small_enough_step_makes_the_loss_fall(seed, activation):
    rng = np.random.default_rng(seed)
    network = nnlib.Network(nnlib.Linear(3, 4, rng=rng), activation(), nnlib.Linear(4, 3, rng=rng))
    X, y, loss = rng.normal(size=(6, 3)), rng.integers(0, 3, 6), nnlib.CrossEntropyLoss()
    before = loss.forward(network.forward(X), y)
    network.backward(loss.backward())
    nnlib.SGD(lr=1e-3).step(network.theta, network.grad)
    assert loss.forward(network.forward(X), y) < before


def test_permuting_a_batch_permutes_its_gradients():
    rng = np.random.default_rng(0)
    network = nnlib.Network(nnlib.Linear(3, 4, rng=rng), nnlib.ReLU(), nnlib.Linear(4, 2, rng=rng))
    X, grad_output, order = rng.normal(size=(5, 3)), rng.normal(size=(5, 2)), rng.permutation(5)
    network.forward(X)
    grad_input = network.backward(grad_output, input_gradient=True)
    grad = network.grad.copy()
    network.forward(X[order])
    permuted = network.backward(grad_output[order], input_gradient=True)
    assert permuted == pytest.approx(grad_input[order], rel=1e-12)
    assert network.grad == pytest.approx(grad, rel=1e-12)


def test_grad_is_the_gradients_of_the_parameters_as_views():
    network = nnlib.Network(nnlib.Linear(2, 3), nnlib.Sigmoid(), nnlib.Linear(3, 1, bias=False))
    network.forward([[1, 2], [3, 4]])
    assert network.backward([[1], [2]]) is None
    parts = [parameter.grad.ravel() for _, parameter in network.named_parameters()]
    assert (network.grad == np.concatenate(parts)).all()
    assert network.grad.any()
    network.grad[...] = 0
    assert not network.layers[0].weight_grad.any()
    assert not network.layers[0].bias_grad.any()


def test_float32_gradients_stay_float32():
    network = nnlib.Network(nnlib.Linear(2, 3, dtype=np.float32), nnlib.ReLU())
    loss = nnlib.MSELoss()
    loss.forward(network.forward(np.ones((4, 2))), np.ones((4, 3)))
    assert loss.backward().dtype == np.float32
    assert network.backward(loss.backward(), input_gradient=True).dtype == np.float32
    assert network.grad.dtype == np.float32
    network.forward(np.ones((4, 2)))
    from_float64 = network.backward(np.ones((4, 3)), input_gradient=True)
    assert from_float64.dtype == np.float32


@pytest.mark.parametrize("kind", ACTIVATIONS)
def test_layers_on_their_own_go_backward_too(kind):
    layer, x = kind(), np.array([[0.3, -1, 2], [0.1, 0.2, -0.3]])
    layer(x)
    weight = np.array([[1, 2, 3], [-1, 0.5, 2]])
    h = 1e-6
    measured = np.empty_like(x)
    for place in np.ndindex(x.shape):
        nudge = np.zeros_like(x)
        nudge[place] = h
        measured[place] = (weight * (kind()(x + nudge) - kind()(x - nudge))).sum() / (2 * h)
    assert layer.backward(weight) == pytest.approx(measured, rel=1e-8, abs=1e-9)


def test_linear_on_its_own_goes_backward_too():
    layer = nnlib.Linear(2, 1, weight=[[3, 4]])
    layer([1, 2])
    assert layer.backward(np.array([10.0])).tolist() == [30, 40]
    assert layer.weight_grad.tolist() == [[10, 20]]
    assert layer.bias_grad.tolist() == [10]
    assert nnlib.Linear(2, 1, bias=False).bias_grad is None


def test_backward_names_what_is_wrong():
    layer = nnlib.Linear(2, 3)
    network = nnlib.Network(layer)
    network([[1, 2]])  # keeps nothing
    with pytest.raises(ValueError, match=r"expected network.forward\(x\) before each backward"):
        network.backward([[1, 2, 3]])
    network.forward([[1, 2]])
    with pytest.raises(ValueError, match=r"grad_output of shape \(1, 3\), .* got \(3,\)"):
        network.backward([1, 2, 3])
    with pytest.raises(ValueError, match="grad_output expected finite"):
        network.backward([[1, 2, np.nan]])
    with pytest.raises(TypeError, match="grad_output expected numbers, got None"):
        network.backward(None)
    network.backward([[1, 2, 3]])
    with pytest.raises(ValueError, match=r"expected network.forward\(x\) before each backward"):
        network.backward([[1, 2, 3]])
    network.forward([[1, 2]])
    nnlib.Network(layer)
    with pytest.raises(ValueError, match="has since been given to another network"):
        network.backward([[1, 2, 3]])


def test_trace_goes_backward():
    rng = np.random.default_rng(1)
    network = nnlib.Network(
        nnlib.Linear(3, 4, rng=rng), nnlib.Sigmoid(), nnlib.Linear(4, 3, bias=False, rng=rng)
    )
    loss, x = nnlib.CrossEntropyLoss(), [1, 0.4, 2]
    trace = network.trace(x, 0, loss)
    assert trace.loss == loss.forward(network.forward(x), 0)
    assert trace.target == 0
    grad_x = network.backward(loss.backward(), input_gradient=True)
    first, last = trace.layers
    parameters = dict(network.named_parameters())
    assert (trace.grad_x == grad_x).all()
    assert (first.grad_weight == parameters["0.weight"].grad).all()
    assert (first.grad_bias == parameters["0.bias"].grad).all()
    assert (last.grad_weight == parameters["2.weight"].grad).all()
    assert last.grad_bias is None
    assert (last.grad_a == loss.backward()).all()
    assert (last.grad_z == last.grad_a).all()
    assert first.grad_a == pytest.approx(last.weight.T @ last.grad_z)
    assert first.grad_z == pytest.approx(first.grad_a * first.a * (1 - first.a))
    assert (first.grad_bias == first.grad_z).all()
    assert first.grad_weight == pytest.approx(np.outer(first.grad_z, first.input))
    network.grad[...] = 0
    assert first.grad_weight.any()


def test_a_forward_trace_has_no_gradients():
    trace = nnlib.Network(nnlib.Linear(2, 1)).trace([1, 2])
    step = trace.layers[0]
    assert (trace.target, trace.loss, trace.grad_x) == (None, None, None)
    assert (step.grad_weight, step.grad_bias, step.grad_z, step.grad_a) == (None,) * 4


def test_trace_names_what_is_wrong():
    network = nnlib.Network(nnlib.Linear(2, 3), nnlib.Tanh(), nnlib.Linear(3, 2), nnlib.Softmax())
    for arguments in [(1,), (None, nnlib.MSELoss())]:
        with pytest.raises(ValueError, match="target and loss together"):
            network.trace([1, 2], *arguments)
    with pytest.raises(
        ValueError, match=r"expected logits, got a network that ends in Softmax\(\)"
    ):
        network.trace([1, 2], 0, nnlib.CrossEntropyLoss())
    assert network.trace([1, 2], [1, 0], nnlib.MSELoss()).loss > 0


def test_strange_arguments_are_named_before_anything_moves():
    network, loss = nnlib.Network(nnlib.Linear(2, 1)), nnlib.MSELoss()
    with pytest.raises(TypeError, match="network expected a Network"):
        gradient_check(network.layers[0], loss, [1, 2], [0])
    with pytest.raises(TypeError, match="loss expected CrossEntropyLoss"):
        gradient_check(network, nnlib.MSELoss, [1, 2], [0])
    with pytest.raises(TypeError, match="x expected numbers, got None"):
        gradient_check(network, loss, None, [0])


def test_a_check_that_fails_half_way_puts_everything_back(monkeypatch):
    network, loss, calls = nnlib.Network(nnlib.Linear(2, 1)), nnlib.MSELoss(), []
    forward = nnlib.MSELoss.forward

    def fails_half_way(*arguments):
        calls.append(arguments)
        if len(calls) == 4:
            raise ValueError("half way")
        return forward(*arguments)

    monkeypatch.setattr(nnlib.MSELoss, "forward", fails_half_way)
    before = network.theta.copy()
    network.grad = [1, 2, 3]
    with pytest.raises(ValueError, match="half way"):
        gradient_check(network, loss, [1, 2], [0])
    assert (network.theta == before).all()
    assert network.grad.tolist() == [1, 2, 3]
