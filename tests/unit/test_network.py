"""Network: forward pass, trace, parameters in one vector, errors."""

import copy
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnlib
from nnlib.activations import sigmoid, softmax


def make(dtype=np.float64, seed=0):
    rng = np.random.default_rng(seed)
    network = nnlib.Network(
        nnlib.Linear(3, 4, rng=rng, dtype=dtype),
        nnlib.Sigmoid(),
        nnlib.Linear(4, 2, bias=False, rng=rng, dtype=dtype),
        nnlib.Tanh(),
        nnlib.Linear(2, 5, rng=rng, dtype=dtype),
        nnlib.Softmax(),
    )
    network.layers[0].bias[...] = rng.normal(size=4)
    return network


def test_forward_is_its_formula():
    network = make()
    first, _, second, _, third, _ = network.layers
    x = np.array([1, 0.4, 2])
    hidden = np.tanh(second.weight @ sigmoid(first.weight @ x + first.bias))
    expected = softmax(third.weight @ hidden + third.bias)
    assert network(x) == pytest.approx(expected, rel=1e-13)
    assert (network.forward(x) == network(x)).all()


@given(st.integers(1, 6), st.integers(0, 99))
def test_a_batch_is_its_rows_and_may_be_permuted(batch, seed):
    rng = np.random.default_rng(seed)
    network, X = make(), rng.normal(size=(batch, 3))
    together = network(X)
    assert together.shape == (batch, 5)
    assert together == pytest.approx(np.array([network(x) for x in X]), rel=1e-12)
    order = rng.permutation(batch)
    assert network(X[order]) == pytest.approx(together[order], rel=1e-12)


def test_float32_stays_float32():
    network = make(np.float32)
    assert network.theta.dtype == np.float32
    assert network(np.ones((2, 3))).dtype == np.float32
    assert {step.a.dtype for step in network.trace(np.ones(3)).layers} == {np.dtype(np.float32)}


def test_theta_is_the_parameters_row_by_row():
    network = make()
    parameters = dict(network.named_parameters())
    assert list(parameters) == ["0.weight", "0.bias", "2.weight", "4.weight", "4.bias"]
    parts = [parameter.value.ravel() for parameter in parameters.values()]
    assert (network.theta == np.concatenate(parts)).all()
    assert network.theta.size == 12 + 4 + 8 + 10 + 5


def test_parameters_are_views_in_both_directions():
    network = make()
    network.layers[4].bias[...] = [1, 2, 3, 4, 5]
    assert network.theta[-5:].tolist() == [1, 2, 3, 4, 5]
    dict(network.named_parameters())["0.weight"].value[0, 0] = 42
    assert network.theta[0] == network.layers[0].weight[0, 0] == 42
    network.theta[...] = 0
    assert network([1, 2, 3]) == pytest.approx([0.2] * 5)


def test_weights_survive_the_move_into_theta():
    layer = nnlib.Linear(2, 3, rng=np.random.default_rng(0))
    layer.bias = [7, 8, 9]
    weight = layer.weight.copy()
    network = nnlib.Network(layer)
    assert network.layers == (layer,)
    assert (layer.weight == weight).all()
    assert layer.bias.tolist() == [7, 8, 9]


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda n: pickle.loads(pickle.dumps(n))])
def test_a_copy_is_whole_and_independent(duplicate):
    network = make()
    before = network.theta.copy()
    twin = duplicate(network)
    assert (twin.theta == before).all()
    twin.layers[0].weight[0, 0] = 42
    assert twin.theta[0] == 42
    assert (network.theta == before).all()
    assert twin([1, 2, 3]).shape == network([1, 2, 3]).shape


def test_trace_has_every_step():
    network, x = make(), np.array([1, 0.4, 2])
    trace = network.trace(x)
    first, second, third = trace.layers
    assert [step.name for step in trace.layers] == ["0", "2", "4"]
    assert [step.activation for step in trace.layers] == ["Sigmoid", "Tanh", "Softmax"]
    assert (trace.x == x).all()
    assert (first.input == x).all()
    assert (second.input == first.a).all()
    assert (third.input == second.a).all()
    assert second.bias is None
    for step, function in zip(trace.layers, [sigmoid, np.tanh, softmax], strict=True):
        bias = 0 if step.bias is None else step.bias
        assert step.z == pytest.approx(step.weight @ step.input + bias, rel=1e-12)
        assert step.a == pytest.approx(function(step.z), rel=1e-12)
    assert (trace.output == network(x)).all()
    assert network.trace(np.ones((7, 3))).output.shape == (7, 5)


def test_trace_of_layers_without_activation():
    first, second = nnlib.Network(nnlib.Linear(2, 2), nnlib.Linear(2, 1)).trace([1, 2]).layers
    assert first.activation == ""
    assert (first.a == first.z).all()
    assert (second.input == first.z).all()


def test_a_trace_is_frozen():
    network = make()
    x = np.ones(3)
    trace = network.trace(x)
    output, weight = trace.output.copy(), trace.layers[0].weight.copy()
    network.theta[...] = 0
    x[...] = 0
    assert (trace.output == output).all()
    assert (trace.layers[0].weight == weight).all()
    assert (trace.x == 1).all()
    with pytest.raises(ValueError, match="read-only"):
        trace.x[0] = 5
    with pytest.raises(AttributeError):
        trace.x = x


@pytest.mark.parametrize(
    ("layers", "error", "words"),
    [
        ([], ValueError, "Network expected at least one layer, got none"),
        (
            [nnlib.Linear(3, 4), nnlib.ReLU(), nnlib.Linear(5, 2)],
            ValueError,
            r"layer 2, Linear\(5, 2\) expected 5 values, got 4 of ReLU\(\) before it",
        ),
        ([nnlib.Sigmoid()], ValueError, r"says how many inputs it takes, .* got Sigmoid\(\)"),
        ([nnlib.Linear(1, 1), "relu"], TypeError, "expected layers, got 'relu' at place 1"),
        ([[nnlib.Linear(1, 1)]], TypeError, r"at place 0; write Network\(\*layers\)"),
        ([nnlib.Linear(1, 1), nnlib.ReLU], TypeError, "expected layers, got <class .* at place 1"),
        ([None], TypeError, "expected layers, got None at place 0"),
        (
            [nnlib.Linear(2, 2), nnlib.Linear(2, 2, dtype=np.float32)],
            TypeError,
            "1.weight expected dtype float64, as the layers before, got float32",
        ),
        (
            [nnlib.Linear(2, 2), *[nnlib.ReLU()] * 2],
            ValueError,
            r"the same ReLU\(\) again at place 2",
        ),
    ],
)
def test_bad_layers_are_named(layers, error, words):
    with pytest.raises(error, match=words):
        nnlib.Network(*layers)


def test_a_refused_network_leaves_its_layers_alone():
    layer = nnlib.Linear(3, 4)
    network = nnlib.Network(layer)
    with pytest.raises(ValueError, match="expected 5 values"):
        nnlib.Network(layer, nnlib.Linear(5, 2))
    assert np.shares_memory(layer.weight, network.theta)
    assert network([1, 2, 3]).shape == (4,)


def test_a_layer_follows_its_newest_network_and_the_older_one_says_so():
    layer, activation = nnlib.Linear(3, 4), nnlib.Sigmoid()
    older = nnlib.Network(layer, activation)
    newer = nnlib.Network(layer)
    assert np.shares_memory(layer.weight, newer.theta)
    assert newer([1, 2, 3]).shape == (4,)
    with pytest.raises(
        ValueError, match=r"layer 0, Linear\(3, 4\), has since been given to another"
    ):
        older([1, 2, 3])
    with pytest.raises(ValueError, match="has since been given to another"):
        older.trace([1, 2, 3])


@pytest.mark.parametrize(
    ("x", "error", "words"),
    [
        ([1, 2], ValueError, r"Linear\(3, 4\) expected x of shape \(3,\), got \(2,\)"),
        (np.ones((3, 2)), ValueError, r"expected x of shape \(batch, 3\), got \(3, 2\)"),
        ([1, np.inf, 2], ValueError, "x expected finite float64 numbers, got inf at index 1"),
        ("cat", TypeError, "x expected numbers, got 'cat'"),
        (None, TypeError, "x expected numbers, got None"),
    ],
)
def test_bad_input_is_named(x, error, words):
    for call in (make(), make().forward, make().trace):
        with pytest.raises(error, match=words):
            call(x)


def test_layers_can_be_copied_with_their_network_and_without():
    network = make()
    layer = network.layers[0]
    for duplicate in (copy.deepcopy, lambda n: pickle.loads(pickle.dumps(n))):
        alone = duplicate(layer)
        assert (alone.weight == layer.weight).all()
        alone.weight[...] = 0
        twin_layer, twin = duplicate([layer, network])
        assert twin_layer is twin.layers[0]
        assert twin([1, 2, 3]).shape == (5,)
    assert layer.weight.all()
    shallow = copy.copy(network)
    assert (shallow([1, 2, 3]) == network([1, 2, 3])).all()
    assert not np.shares_memory(shallow.theta, network.theta)


def test_a_network_without_its_layers_refuses_everything():
    layer = nnlib.Linear(3, 4)
    older = nnlib.Network(layer)
    nnlib.Network(layer)
    for use in (
        lambda: older.theta,
        lambda: older.grad,
        lambda: list(older.named_parameters()),
    ):
        with pytest.raises(ValueError, match="has since been given to another"):
            use()


def test_a_sum_too_large_is_named():
    def huge():
        return nnlib.Linear(2, 1, weight=[[1e308, 1e308]])

    for call in (huge(), nnlib.Network(huge(), nnlib.Softmax()), nnlib.Network(huge()).trace):
        with pytest.raises(
            ValueError, match=r"^(Linear|Network)\(.* fit into float64, got NaN or infinity"
        ):
            call([1e10, -1e10])
    layer = huge()
    layer.weight[...] = np.nan
    with pytest.raises(ValueError, match="got NaN or infinity"):
        layer([1, 1])


def test_an_empty_batch_gives_an_empty_answer():
    assert make()(np.ones((0, 3))).shape == (0, 5)
    assert nnlib.Softmax()(np.ones((0, 3))).shape == (0, 3)


def test_several_activations_in_a_row_belong_to_one_step():
    relu = nnlib.ReLU()
    step = nnlib.Network(nnlib.Linear(2, 2), relu, nnlib.Tanh()).trace([1, 2]).layers[0]
    assert step.activation == "ReLU Tanh"
    with pytest.raises(AttributeError):
        step.activation = ""
    with pytest.raises(ValueError, match="read-only"):
        nnlib.Network(nnlib.Linear(2, 2)).trace([1, 2]).layers[0].bias[0] = 5
    with pytest.raises(ValueError, match=r"the same ReLU\(\) again at place 3"):
        nnlib.Network(nnlib.Linear(2, 2), relu, nnlib.Linear(2, 2), relu)


def test_assigning_to_theta_copies_in():
    network = make()
    theta, weight = network.theta, network.layers[0].weight
    network.theta = np.arange(39)
    assert network.theta is theta
    assert network.layers[0].weight is weight
    assert weight.ravel().tolist() == list(range(12))
    with pytest.raises(ValueError, match=r"theta expected shape \(39,\), got \(3,\)"):
        network.theta = [1, 2, 3]
    with pytest.raises(ValueError, match="theta expected finite"):
        network.theta = np.full(39, np.nan)
    assert (theta == np.arange(39)).all()


def test_networks_say_what_they_are():
    assert repr(nnlib.Network(nnlib.Linear(2, 1), nnlib.ReLU())) == "Network(Linear(2, 1), ReLU())"


def test_backward_beyond_all_bounds_is_refused():
    network = nnlib.Network(nnlib.Linear(2, 2, weight=np.full((2, 2), 1e200)))
    network.forward([1, 1])
    with pytest.raises(ValueError, match="expected sums that fit into float64"):
        network.backward([1e200, 1e200], input_gradient=True)


def test_flags_and_losses_of_another_kind_are_named():
    network = make()
    network.forward(np.zeros(network.layers[0].in_features))
    with pytest.raises(TypeError, match="input_gradient expected True or False"):
        network.backward(np.zeros(network.layers[-2].out_features), input_gradient=np.ones(2))
    with pytest.raises(TypeError, match="loss expected CrossEntropyLoss"):
        network.trace(np.zeros(network.layers[0].in_features), 0, loss=nnlib.MSELoss)
