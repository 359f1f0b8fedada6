"""What a small network computes, as plain numbers under plain names: for a scene's expressions.

The browser computes the same in `js/network.js`; here `nnlib` itself does.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np

from nnlib.arrays import Array
from nnlib.layers import Layer, Linear, ReLU, Sigmoid, Softmax, Tanh
from nnlib.losses import CrossEntropyLoss, Loss, MSELoss
from nnlib.network import Network
from nnlib.optimizers import SGD, Adam, Optimizer

Numbers = dict[str, Any]
_ACTIVATIONS: dict[str, type[Layer]] = {
    "sigmoid": Sigmoid,
    "tanh": Tanh,
    "relu": ReLU,
    "softmax": Softmax,
}


class OneOutputLoss(Loss):
    """Cross-entropy of one sigmoid output, measured at its sum z; targets are 0 or 1.

    Notes
    -----
    Bishop, *Pattern Recognition and Machine Learning* (2006), equation 4.90.
    """

    def forward(self, prediction: Any, target: Any) -> float:
        """Return the mean of ``log(1 + exp(z)) - y * z``."""
        z = np.asarray(prediction, dtype=float)
        self.z, self.y = z, np.asarray(target, dtype=float).reshape(z.shape)
        return float(np.mean(np.logaddexp(0, z) - self.y * z))

    def backward(self) -> Array:
        """Return ``(sigmoid(z) - y) / batch``."""
        return np.asarray((Sigmoid().forward(self.z) - self.y) / self.z.size)


class SquaredLoss(MSELoss):
    """Mean squared error of one output; one target per point will do."""

    def forward(self, prediction: Any, target: Any) -> float:
        """Return the mean of ``(prediction - target) ** 2``."""
        return super().forward(prediction, np.reshape(target, np.shape(prediction)))


def network_of(layers: Sequence[Mapping[str, Any]]) -> Network:
    """Build the network of a state's layers, up to the sums of the last one."""
    stack: list[Layer] = []
    for layer in layers:
        weight = np.array(layer["weight"], dtype=float)
        linear = Linear(weight.shape[1], weight.shape[0], weight=weight)
        linear.bias = layer["bias"]
        stack.append(linear)
        if layer["activation"]:
            stack.append(_ACTIVATIONS[layer["activation"]]())
    return Network(*stack[: -1 if layers[-1]["activation"] else None])


def loss_of(layers: Sequence[Mapping[str, Any]]) -> Loss:
    """Return the cost that goes with the last activation."""
    kinds: dict[str, type[Loss]] = {"softmax": CrossEntropyLoss, "": SquaredLoss}
    return kinds.get(layers[-1]["activation"], OneOutputLoss)()


def passes(layers: Sequence[Mapping[str, Any]], x: Sequence[float], target: Any = None) -> Numbers:
    """Send `x` through the layers, and back if there is a target.

    Returns
    -------
    dict
        `layers`, `output`, and with a target `cost` and `grad_x`, as lists.
    """
    if "weight" not in layers[0]:
        return _activation_alone(layers, x, target)
    network, loss = network_of(layers), loss_of(layers)
    trace = network.trace(x) if target is None else network.trace(x, target, loss)
    steps: list[Numbers] = []
    for layer, step in zip(layers, trace.layers, strict=True):
        products = step.weight * step.input
        bias = np.zeros(len(step.z)) if step.bias is None else step.bias
        a = activated(layer["activation"], step.z)
        forward = {
            **layer,
            "input": step.input.tolist(),
            "products": products.tolist(),
            "running": np.cumsum(np.column_stack([bias, products]), axis=1).tolist(),
            "z": step.z.tolist(),
            "a": a.tolist(),
            "slope": _slope(layer["activation"], a).tolist(),
        }
        backward: Numbers = {}
        if step.grad_z is not None and step.grad_weight is not None:
            backward = {
                "error": step.grad_z.tolist(),
                "grad_weight": step.grad_weight.tolist(),
                "grad_bias": step.grad_z.tolist(),
            }
            if len(steps) < len(layers) - 1 and step.grad_a is not None:
                backward["grad_a"] = step.grad_a.tolist()
        steps.append(forward | backward)
    result: Numbers = {"layers": steps, "output": steps[-1]["a"]}
    if trace.loss is not None and trace.grad_x is not None:
        result |= {"cost": float(trace.loss), "grad_x": trace.grad_x.tolist()}
    return result


def _activation_alone(layers: Sequence[Any], x: Sequence[float], target: Any) -> Numbers:
    """Do as `passes` does for a single layer that has no weights: its sums are the input."""
    (layer,) = layers
    z = np.asarray(x, dtype=float)
    a = activated(layer["activation"], z)
    step = {**layer, "input": list(x), "products": [], "running": [], "z": list(x)}
    step |= {"a": a.tolist(), "slope": _slope(layer["activation"], a).tolist()}
    result: Numbers = {"layers": [step], "output": step["a"]}
    if target is not None:
        loss = loss_of(layers)
        # Shifted, so that sums such as 1, 0, 0 are not taken for probabilities.
        sums = z - z.max() if layer["activation"] == "softmax" else z
        result["cost"] = float(loss.forward(sums, target))
        step["error"] = step["grad_bias"] = result["grad_x"] = loss.backward().tolist()
        step["grad_weight"] = np.outer(step["error"], z).tolist()
    return result


def activated(name: str, z: Array) -> Array:
    """Return what an activation, or none, makes of sums."""
    return np.asarray(_ACTIVATIONS[name]().forward(z)) if name else z


def _slope(name: str, a: Array) -> Array:
    """Return the derivative of an activation, from its outputs."""
    slopes = {"sigmoid": a * (1 - a), "softmax": a * (1 - a), "tanh": 1 - a * a, "relu": a > 0}
    return np.asarray(slopes.get(name, np.ones_like(a)), dtype=float)


def over_points(
    layers: Sequence[Mapping[str, Any]], points: Sequence[Mapping[str, Any]]
) -> Numbers:
    """Return what the network says of every point, and the mean cost."""
    x, y = _examples(layers, points)
    z = network_of(layers)(x)
    cost = loss_of(layers).forward(z, y)
    return {"outputs": activated(layers[-1]["activation"], z)[:, 0].tolist(), "mean_cost": cost}


def _examples(
    layers: Sequence[Mapping[str, Any]], points: Sequence[Mapping[str, Any]]
) -> tuple[list[list[float]], list[float]]:
    """Return inputs and targets: x and y with a target; for a single input, x with the target y."""
    if len(layers[0]["weight"][0]) == 1:
        return [[point["x"]] for point in points], [point["y"] for point in points]
    return [[point["x"], point["y"]] for point in points], [point["target"] for point in points]


def over_plane(layers: Sequence[Mapping[str, Any]], low: float, high: float, count: int) -> Array:
    """Return the first output at `count` x `count` places of the plane, row by row from the top."""
    side = np.linspace(low, high, count)
    first, second = np.meshgrid(side, side[::-1])
    z = network_of(layers)(np.column_stack([first.ravel(), second.ravel()]))
    return activated(layers[-1]["activation"], z)[:, 0].reshape(count, count)


def learn(state: Numbers, points: Sequence[Mapping[str, Any]] | None, how: Numbers) -> Numbers:
    """Return the state after steps of gradient descent over its points, or its one example."""
    layers = state["layers"]
    learner = Learner(layers, how, state.get("memory"))
    x, y = _examples(layers, points) if points else ([state["x"]], [state["target"]])
    for _ in range(how["steps"]):
        learner.step(x, y)
    kept = {"memory": learner.memory} if how["optimizer"] == "adam" else {}
    return state | {"layers": learner.layers} | kept


class Learner:
    """A network of a scene that takes steps of gradient descent.

    `how` says the `optimizer` ("sgd" or "adam") and its `lr`; with a `decay`, the cost has another
    term, ``decay / 2 * sum(w ** 2)`` over all weights; with `most`, no parameter goes farther.
    """

    def __init__(
        self, layers: Sequence[Mapping[str, Any]], how: Numbers, memory: Numbers | None = None
    ) -> None:
        self._start, self._how = layers, how
        self.network, self._loss = network_of(layers), loss_of(layers)
        adam = how["optimizer"] == "adam"
        self._optimizer: Optimizer = Remembering(how["lr"], memory) if adam else SGD(how["lr"])

    def step(self, x: Any, y: Any) -> None:
        """Take one step over all examples at once."""
        self._loss.forward(self.network.forward(x), y)
        self.network.backward(self._loss.backward())
        for linear in self._linears:
            linear.weight_grad += self._how.get("decay", 0) * linear.weight
        self._optimizer.step(self.network.theta, self.network.grad)
        if "most" in self._how:
            most = self._how["most"]
            np.clip(self.network.theta, -most, most, out=self.network.theta)

    def round(self) -> None:
        """Round all that goes on to float32."""
        adam = cast(Adam, self._optimizer)
        for numbers in (self.network.theta, adam._mean, adam._square):
            numbers[...] = numbers.astype(np.float32)

    @property
    def layers(self) -> list[Numbers]:
        """The network as a scene has it."""
        return [
            {**layer, "weight": linear.weight.tolist(), "bias": linear.bias.tolist()}
            for layer, linear in zip(self._start, self._linears, strict=True)
        ]

    @property
    def memory(self) -> Numbers:
        """What Adam remembers."""
        adam = cast(Adam, self._optimizer)
        return {"m": adam._mean.tolist(), "v": adam._square.tolist(), "t": adam._steps}

    @property
    def _linears(self) -> list[Any]:
        return [layer for layer in self.network.layers if isinstance(layer, Linear)]


class Remembering(Adam):
    """Adam that goes on where an earlier one was."""

    def __init__(self, lr: float, memory: Numbers | None) -> None:
        super().__init__(lr)
        self._memory = memory

    def start(self, theta: Array) -> None:
        """Start with what is remembered."""
        super().start(theta)
        if self._memory:
            self._mean, self._square = np.array(self._memory["m"]), np.array(self._memory["v"])
            self._steps = self._memory["t"]
