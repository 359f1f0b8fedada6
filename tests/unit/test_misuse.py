"""What a learner would naturally write: it works, or it is refused in words that help."""

import sys
import warnings

import numpy as np
import pytest

import nnlib

RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(8, 3)), RNG.integers(0, 2, 8)
X_VAL, Y_VAL = RNG.normal(size=(8, 3)), RNG.integers(0, 2, 8)


def make(*last):
    rng = np.random.default_rng(1)
    layers = nnlib.Linear(3, 5, rng=rng), nnlib.Sigmoid(), nnlib.Linear(5, 2, rng=rng)
    return nnlib.Network(*layers, *last)


def wanted():
    """Return the gradient of one undisturbed pass."""
    network, loss = make(), nnlib.CrossEntropyLoss()
    loss.forward(network.forward(X), Y)
    network.backward(loss.backward())
    return network.grad.copy()


# --- Something between the passes -----------------------------------------------------------------

IN_BETWEEN = {
    "a prediction": lambda network, loss: network(X_VAL),
    "a trace": lambda network, loss: network.trace(X_VAL, Y_VAL, loss),
    "a forward trace": lambda network, loss: network.trace(X_VAL),
    "a measurement": lambda network, loss: loss(network(X_VAL), Y_VAL),
    "a layer": lambda network, loss: network.layers[0](X_VAL),
    "a check": lambda network, loss: nnlib.gradient_check.gradient_check(
        network, loss, X_VAL, Y_VAL
    ),
    "an accuracy": lambda network, loss: nnlib.metrics.accuracy(Y_VAL, network(X_VAL)),
}


@pytest.mark.parametrize("between", IN_BETWEEN.values(), ids=IN_BETWEEN)
def test_what_happens_in_between_disturbs_nothing(between):
    network, loss = make(), nnlib.CrossEntropyLoss()
    prediction = network.forward(X)
    between(network, loss)
    loss.forward(prediction, Y)
    between(network, loss)
    gradient = loss.backward()
    between(network, loss)
    network.backward(gradient)
    assert (network.grad == wanted()).all()
    between(network, loss)
    assert (network.grad == wanted()).all()


def test_a_training_loop_may_evaluate_where_it_likes():
    costs = []
    for evaluate in (False, True):
        network, loss, optimizer = make(), nnlib.CrossEntropyLoss(), nnlib.SGD(1.0)
        for _ in range(300):
            loss.forward(network.forward(X), Y)
            if evaluate:
                loss(network(X_VAL), Y_VAL)
            network.backward(loss.backward())
            optimizer.step(network.theta, network.grad)
        costs.append(loss(network(X), Y))
    assert costs[0] == costs[1] < 0.05


def test_backward_follows_a_forward_and_no_prediction():
    network, loss = make(), nnlib.CrossEntropyLoss()
    loss.forward(network(X), Y)
    with pytest.raises(ValueError, match=r"expected network.forward\(x\) before each backward"):
        network.backward(loss.backward())


def test_backward_follows_once():
    network, loss = make(), nnlib.CrossEntropyLoss()
    loss.forward(network.forward(X), Y)
    network.backward(loss.backward())
    with pytest.raises(ValueError, match="before each backward, got none since the last"):
        network.backward(loss.backward())


def test_a_refused_backward_may_be_corrected():
    network, loss = make(), nnlib.CrossEntropyLoss()
    loss.forward(network.forward(X), Y)
    with pytest.raises(ValueError, match="grad_output of shape"):
        network.backward(np.ones(3))
    network.backward(loss.backward())
    assert (network.grad == wanted()).all()


def test_a_gradient_of_another_pass_is_refused():
    network, loss, other = make(), nnlib.CrossEntropyLoss(), make()
    words = "expected the gradient of its latest network.forward"
    loss.forward(network.forward(X), Y)
    network.forward(X_VAL)  # an evaluation, with the wrong call
    with pytest.raises(ValueError, match=words):
        network.backward(loss.backward())
    network.forward(X)
    loss.forward(network(X_VAL), Y_VAL)  # one loss for two batches
    with pytest.raises(ValueError, match=words):
        network.backward(loss.backward())
    loss.forward(other.forward(X), Y)  # of another network
    with pytest.raises(ValueError, match=words):
        network.backward(loss.backward())
    loss.forward(network.forward(X), Y)
    network.backward(loss.backward())
    assert (network.grad == wanted()).all()


def test_a_pass_that_the_layers_have_forgotten_is_refused():
    network, loss = make(), nnlib.CrossEntropyLoss()
    loss.forward(network.forward(X), Y)
    weight = network.layers[2].weight.copy()
    network.layers[2].weight = np.full((2, 5), 1e308)
    with pytest.raises(ValueError, match="sums that fit into float64"):
        network.forward(X_VAL)  # half a pass
    network.layers[2].weight = weight
    with pytest.raises(ValueError, match="before each backward, got none"):
        network.backward(loss.backward())
    loss.forward(network.forward(X), Y)
    settings = {"loss": nnlib.CrossEntropyLoss(), "optimizer": nnlib.SGD(0.1), "epochs": 1}
    nnlib.fit(network, X, Y, **settings, batch_size=8, rng=RNG, progress=False)
    with pytest.raises(ValueError, match="before each backward, got none"):
        network.backward(loss.backward())


def test_one_loss_may_serve_two_batches_one_after_the_other():
    network, loss = make(), nnlib.CrossEntropyLoss()
    for batch, classes in ((X_VAL, Y_VAL), (X, Y)):
        loss.forward(network.forward(batch), classes)
        network.backward(loss.backward())
    assert (network.grad == wanted()).all()


# --- Arrays shared with the outside ---------------------------------------------------------------


def test_arrays_may_be_overwritten_at_any_time():
    network, loss = make(), nnlib.CrossEntropyLoss()
    batch, classes = X.copy(), Y.copy()
    prediction = network.forward(batch)
    batch[...] = 7
    loss.forward(prediction, classes)
    prediction *= 100
    classes[...] = 0
    gradient = loss.backward()
    gradient *= 2
    network.backward(loss.backward())
    assert (network.grad == wanted()).all()


def test_distributions_and_quantities_may_be_overwritten_too():
    for loss, target in ((nnlib.CrossEntropyLoss(), np.eye(2)[Y]), (nnlib.MSELoss(), X[:, :2])):
        given = target.copy()
        loss.forward(X[:, 1:], given)
        before = loss.backward()
        given[...] = 0
        assert (loss.backward() == before).all()


def test_what_comes_out_is_nobody_elses():
    for layer in (nnlib.Sigmoid(), nnlib.Softmax(), nnlib.ReLU(), nnlib.Linear(3, 3)):
        given = np.ones((2, 3))
        output = layer(given)
        first = layer.backward(np.ones((2, 3))).copy()
        output *= 100
        given *= 100
        assert (layer.backward(np.ones((2, 3))) == first).all()
    network = make()
    network.forward(X)
    grad_x = network.backward(np.ones((8, 2)), input_gradient=True)
    grad_x *= 100
    assert not np.shares_memory(grad_x, network.grad)


# --- Steps that people type -----------------------------------------------------------------------


def stepped():
    network = make()
    network.grad = wanted()
    return network.theta - 0.1 * network.grad


STEPS = {
    "theta -= ": "network.theta -= 0.1 * network.grad",
    "theta = ": "network.theta = network.theta - 0.1 * network.grad",
    "theta[...] = ": "network.theta[...] = network.theta - 0.1 * network.grad",
    "grad *= ": "network.grad *= 0.1\nnetwork.theta -= network.grad",
    "parameters": "for _, p in network.named_parameters():\n    p.value -= 0.1 * p.grad",
    "parameters, anew": "for _, p in network.named_parameters():\n"
    "    p.value = p.value - 0.1 * p.grad",
    "layers": "for layer in network.layers[::2]:\n"
    "    layer.weight -= 0.1 * layer.weight_grad\n    layer.bias -= 0.1 * layer.bias_grad",
    "an optimizer": "nnlib.SGD(0.1).step(network.theta, network.grad)",
}


@pytest.mark.parametrize("code", STEPS.values(), ids=STEPS)
def test_a_step_may_be_written_in_any_of_these_ways(code):
    network = make()
    network.grad = wanted()
    exec(code, {"network": network, "nnlib": nnlib})
    assert np.allclose(network.theta, stepped(), rtol=1e-15, atol=1e-16)
    assert np.shares_memory(network.layers[0].weight, network.theta)


def test_clipping_a_gradient_keeps_the_layer_attached():
    network, loss = make(), nnlib.CrossEntropyLoss()
    loss.forward(network.forward(X), Y)
    network.backward(loss.backward())
    for layer in network.layers[::2]:
        layer.weight_grad = np.clip(layer.weight_grad, -0.01, 0.01)
        layer.bias_grad = np.clip(layer.bias_grad, -0.01, 0.01)
    assert np.abs(network.grad).max() == 0.01
    loss.forward(network.forward(X), Y)
    network.backward(loss.backward())
    assert (network.grad == wanted()).all()
    with pytest.raises(ValueError, match=r"weight_grad expected shape \(5, 3\), got \(3,\)"):
        network.layers[0].weight_grad = [1, 2, 3]


def test_an_optimizer_kept_for_a_new_network_is_refused():
    settings = {"loss": nnlib.CrossEntropyLoss(), "epochs": 1, "batch_size": 4, "rng": RNG}
    for optimizer in (nnlib.Adam(), nnlib.SGD(0.1, momentum=0.9), nnlib.SGD(0.1)):
        network = make()
        for _ in range(2):  # going on is no new network
            nnlib.fit(network, X, Y, optimizer=optimizer, **settings, progress=False)
        other, start = make(), make().theta
        with pytest.raises(ValueError, match="first step, got others; make a new optimizer"):
            nnlib.fit(other, X, Y, optimizer=optimizer, **settings, progress=False)
        assert (other.theta == start).all()
    views = nnlib.Adam()
    for _ in range(2):
        views.step(network.theta[:], network.grad)


# --- Softmax twice, one output --------------------------------------------------------------------


def test_a_softmax_before_cross_entropy_is_a_warning_that_names_the_cure():
    network, loss = make(nnlib.Softmax()), nnlib.CrossEntropyLoss()
    with pytest.warns(UserWarning, match=r"leave out Softmax\(\), because") as caught:
        loss.forward(network.forward(X), Y)
    assert caught[0].filename == __file__
    with pytest.warns(UserWarning, match=r"leave out Softmax\(\)") as caught:
        loss(network(X[0]), 0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        loss.forward(make()(X), Y)
        loss.forward(np.zeros((4, 3)), [0, 1, 2, 0])
        loss.forward([[0.5, 0.5], [2, -1]], [0, 1])
        loss.forward(np.log([[0.5, 0.5]]), [0])


def test_one_output_cannot_tell_two_classes():
    rng = np.random.default_rng(0)
    one = nnlib.Network(nnlib.Linear(3, 4, rng=rng), nnlib.ReLU(), nnlib.Linear(4, 1, rng=rng))
    words = r"two at least, got 1; for two classes, end the network in Linear\(n, 2\)"
    settings = {"loss": nnlib.CrossEntropyLoss(), "optimizer": nnlib.SGD(0.1), "epochs": 1}
    for y in (Y, Y[:, np.newaxis], np.ones(8, int), np.ones((8, 1))):
        with pytest.raises(ValueError, match=words):
            nnlib.fit(one, X, y, **settings, batch_size=4, rng=rng, progress=False)
        with pytest.raises(ValueError, match=words):
            nnlib.CrossEntropyLoss().forward(one(X), y)


def test_records_hold_plain_numbers():
    settings = {"loss": nnlib.CrossEntropyLoss(), "optimizer": nnlib.SGD(0.1), "epochs": 1}
    settings |= {"batch_size": 4, "rng": RNG, "validation_data": (X_VAL, Y_VAL)}
    record = nnlib.fit(make(), X, Y, **settings, progress=False).records[0]
    values = record.loss, record.accuracy, record.validation_loss, record.validation_accuracy
    assert [type(value) for value in values] == [float] * 4
    assert "np." not in repr(record)


# --- Threads --------------------------------------------------------------------------------------


def test_small_products_take_one_thread_and_give_the_others_back():
    threadpoolctl = pytest.importorskip("threadpoolctl")

    def threads():
        """Return the threads of NumPy's own BLAS; SciPy brings another one."""
        libraries = threadpoolctl.threadpool_info()
        return {i["num_threads"] for i in libraries if "numpy" in i["filepath"]}

    seen = []

    class Watching(nnlib.ReLU):
        def forward(self, z):
            seen.append(threads())
            return super().forward(z)

    settings = {"loss": nnlib.CrossEntropyLoss(), "epochs": 2, "batch_size": 4, "rng": RNG}
    with threadpoolctl.threadpool_limits(limits=2, user_api="blas"):
        for n in (5, 2**21):
            seen.clear()
            network = nnlib.Network(nnlib.Linear(3, n), Watching(), nnlib.Linear(n, 2))
            for _ in nnlib.train(network, X, Y, optimizer=nnlib.SGD(0.1), **settings):
                assert threads() == {2}
            assert set(map(frozenset, seen)) == {frozenset({1 if n == 5 else 2})}
    assert "threadpoolctl" in sys.modules
