"""What a small network computes, as plain numbers under plain names: for a scene's expressions.

The browser computes the same in `js/network.js`; here `nnlib` itself does.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nnlib.arrays import Array
from nnlib.layers import Layer, Linear, ReLU, Sigmoid, Softmax, Tanh
from nnlib.losses import CrossEntropyLoss, Loss
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
    return CrossEntropyLoss() if layers[-1]["activation"] == "softmax" else OneOutputLoss()


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
        a = _activated(layer["activation"], step.z)
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
    a = _activated(layer["activation"], z)
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


def _activated(name: str, z: Array) -> Array:
    return np.asarray(_ACTIVATIONS[name]().forward(z)) if name else z


def _slope(name: str, a: Array) -> Array:
    """Return the derivative of an activation, from its outputs."""
    slopes = {"sigmoid": a * (1 - a), "softmax": a * (1 - a), "tanh": 1 - a * a, "relu": a > 0}
    return np.asarray(slopes.get(name, np.ones_like(a)), dtype=float)


def over_points(
    layers: Sequence[Mapping[str, Any]], points: Sequence[Mapping[str, Any]]
) -> Numbers:
    """Return what the network says of every point, and the mean cost."""
    z = network_of(layers)([[point["x"], point["y"]] for point in points])
    cost = loss_of(layers).forward(z, [point["target"] for point in points])
    return {"outputs": _activated(layers[-1]["activation"], z)[:, 0].tolist(), "mean_cost": cost}


def over_plane(layers: Sequence[Mapping[str, Any]], low: float, high: float, count: int) -> Array:
    """Return the first output at `count` x `count` places of the plane, row by row from the top."""
    side = np.linspace(low, high, count)
    first, second = np.meshgrid(side, side[::-1])
    z = network_of(layers)(np.column_stack([first.ravel(), second.ravel()]))
    return _activated(layers[-1]["activation"], z)[:, 0].reshape(count, count)


def learn(state: Numbers, points: Sequence[Mapping[str, Any]] | None, how: Numbers) -> Numbers:
    """Return the state after steps of gradient descent over its points, or its one example."""
    layers = state["layers"]
    network, loss = network_of(layers), loss_of(layers)
    memory = state.get("memory") if how["optimizer"] == "adam" else None
    optimizer = _optimizer(how, memory, network)
    x = [[point["x"], point["y"]] for point in points] if points else [state["x"]]
    y = [point["target"] for point in points] if points else [state["target"]]
    most = how.get("most", np.inf)
    for _ in range(how["steps"]):
        loss.forward(network.forward(x), y)
        network.backward(loss.backward())
        optimizer.step(network.theta, network.grad)
        np.clip(network.theta, -most, most, out=network.theta)
    moved = [
        {**layer, "weight": linear.weight.tolist(), "bias": [*linear.bias.tolist()]}
        for layer, linear in zip(layers, _linears(network), strict=True)
    ]
    kept = {"memory": _memory(optimizer)} if isinstance(optimizer, Adam) else {}
    return state | {"layers": moved} | kept


def _linears(network: Network) -> list[Any]:
    return [layer for layer in network.layers if isinstance(layer, Linear)]


def _optimizer(how: Numbers, memory: Numbers | None, network: Network) -> Optimizer:
    if how["optimizer"] == "sgd":
        return SGD(how["lr"])
    return Remembering(how["lr"], memory)


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


def _memory(adam: Adam) -> Numbers:
    return {"m": adam._mean.tolist(), "v": adam._square.tolist(), "t": adam._steps}
