"""NetworkExplorer: the article's network, moved by hand, forward, backward and downhill."""

from dataclasses import dataclass, field, replace
from functools import cache, cached_property

import numpy as np

from nnlib import diagrams
from nnlib.activations import softmax
from nnlib.datasets import THREE_CLASSES as CLASSES
from nnlib.explorers import formulas
from nnlib.explorers.base import Explorer, State
from nnlib.explorers.controls import Choice, Slider
from nnlib.explorers.layer import ROW, WEIGHT, V, row_sliders
from nnlib.layers import Linear, Sigmoid
from nnlib.losses import CrossEntropyLoss
from nnlib.network import Network
from nnlib.numbers import fixed, in_product, number
from nnlib.optimizers import SGD
from nnlib.picture import Picture
from nnlib.trace import Trace

_LAYERS = 3
SEEDS = 99
_UNITS = tuple(f"layer {i + 1}, unit {k + 1}" for i in range(_LAYERS) for k in range(3))
_ALL = len(_UNITS)


@cache
def _article() -> tuple[float, ...]:
    """Return the parameters of notebooks 04 to 07: layer 1 the article's, the others drawn."""
    rng = np.random.default_rng(1)
    return _theta([np.array(WEIGHT), rng.normal(size=(3, 3)), rng.normal(size=(3, 3))])


@cache
def _random(seed: int) -> tuple[float, ...]:
    """Draw all weights from a seed; biases of zero."""
    rng = np.random.default_rng(seed)
    return _theta([rng.normal(size=(3, 3)) for _ in range(_LAYERS)])


def _theta(weights: list[np.ndarray]) -> tuple[float, ...]:
    """Join weight matrices, each followed by three biases of zero."""
    return tuple(np.concatenate([[*weight.ravel(), 0, 0, 0] for weight in weights]).tolist())


@dataclass(frozen=True)
class NetworkState(State):
    """Three layers of three units, a unit that is looked at, and how far the way back has come."""

    theta: tuple[float, ...] = field(default_factory=_article)
    unit: str = _UNITS[0]
    target: str = CLASSES[0]
    view: str = "forward"
    lr: float = 0.5
    seed: float = 0  # of random weights; 0 stands for the article's
    known: int = _ALL  # units that the way back has reached
    cost_before: float | None = None  # of the latest gradient step

    w1 = property(lambda self: self.theta[self._places()[0]], doc="First weight of the unit.")
    w2 = property(lambda self: self.theta[self._places()[1]], doc="Second weight of the unit.")
    w3 = property(lambda self: self.theta[self._places()[2]], doc="Third weight of the unit.")
    bias = property(lambda self: self.theta[self._places()[3]], doc="Bias of the unit.")

    def chosen(self) -> tuple[int, int]:
        """Return layer and unit that are looked at, both counted from 0."""
        return divmod(_UNITS.index(self.unit), 3)

    def _places(self) -> tuple[int, ...]:
        """Where in theta the weights and the bias of the chosen unit stand."""
        layer, unit = self.chosen()
        start = 12 * layer + 3 * unit
        return start, start + 1, start + 2, 12 * layer + 9 + unit

    def _moved(self, name: str, value: float | str) -> "NetworkState":
        """Return the state after a control was moved: a weight's moves the chosen unit's."""
        if name in ROW:
            theta = list(self.theta)
            theta[self._places()[ROW.index(name)]] = value
            return replace(self, theta=tuple(theta), cost_before=None)
        state = replace(self, **{name: value})
        if name == "target":
            return replace(state, cost_before=None)
        if name == "seed":
            theta = _random(int(value)) if value else _article()
            return replace(state, theta=theta, cost_before=None)
        if name == "unit":
            return replace(state, known=max(self.known, state._turn() + 1))
        return state

    def _turn(self) -> int:
        """Return when the way back reaches the chosen unit, counted from 0."""
        return diagrams.backward_order(self.trace()).index(self.chosen())

    def network(self) -> Network:
        """Build the network; it ends in sums, and the loss makes the softmax."""
        linears = [Linear(3, 3) for _ in range(_LAYERS)]
        network = Network(linears[0], Sigmoid(), linears[1], Sigmoid(), linears[2])
        network.theta[...] = self.theta
        return network

    @cached_property
    def _passes(self) -> tuple[Network, Trace]:
        network = self.network()
        return network, network.trace(V, CLASSES.index(self.target), CrossEntropyLoss())

    def trace(self) -> Trace:
        """Return the way forward and back."""
        return self._passes[1]

    def shares(self) -> np.ndarray:
        """Return the answer: the shares of dog, cat and neither."""
        return softmax(self.trace().output)

    def cost(self) -> float:
        """Return the cross-entropy of the answer."""
        return self.trace().loss

    def step_backward(self) -> "NetworkState":
        """Go one unit further on the way back, or begin it."""
        known = 1 if self.known == _ALL else self.known + 1
        layer, unit = diagrams.backward_order(self.trace())[known - 1]
        return replace(self, view="backward", known=known, unit=_UNITS[3 * layer + unit])

    def gradient_step(self) -> "NetworkState":
        """Move all parameters one step against their gradients, at once."""
        network, trace = self._passes
        theta = np.array(self.theta)
        SGD(self.lr).step(theta, network.grad)
        # A step needs every gradient, so the way back is complete.
        theta = tuple(theta.tolist())
        return replace(self, theta=theta, cost_before=trace.loss, known=_ALL)

    def random_weights(self) -> "NetworkState":
        """Draw all weights from the next seed."""
        return self.moved("seed", int(self.seed) % SEEDS + 1)

    def picture(self) -> Picture:
        """Draw the values, or the gradients, with the chosen unit ringed."""
        target = CLASSES.index(self.target)
        names = {"class_names": CLASSES, "chosen": self.chosen(), "target": target}
        names["cost"] = self.cost()
        if self.view == "backward":
            return diagrams.gradients(self.trace(), known=self.known, **names)
        *hidden, last = self.trace().layers
        shown = replace(last, a=self.shares(), activation="Softmax")
        trace = replace(self.trace(), layers=(*hidden, shown))
        return diagrams.network(trace, **names)

    def formula(self) -> str:
        """Write what the chosen unit computes, forward or back, with its numbers, as HTML."""
        return "<br>".join(self._backward_lines() if self.view == "backward" else self._forward())

    def _forward(self) -> list[str]:
        layer, unit = self.chosen()
        step = self.trace().layers[layer]
        lines = [formulas.weighted_sum(step.weight[unit], step.input, step.bias[unit])]
        if layer < _LAYERS - 1:
            return [*lines, formulas.activation("Sigmoid", step.z[unit], step.a[unit])]
        share = number(self.shares()[CLASSES.index(self.target)])
        cost = f"C = −ln p({self.target}) = −ln {share} = <b>{number(self.cost())}</b>"
        return [*lines, formulas.softmax(step.z, self.shares(), unit), cost]

    def _backward_lines(self) -> list[str]:
        layer, unit = self.chosen()
        step = self.trace().layers[layer]
        error = step.grad_z[unit]
        if layer == _LAYERS - 1:
            y = int(CLASSES[unit] == self.target)
            chain = f"p − y = {number(self.shares()[unit])} − {y}"
        else:
            after = self.trace().layers[layer + 1]
            ways = zip(after.weight[:, unit], after.grad_z, strict=True)
            back = " + ".join(f"{in_product(w)}·{in_product(e)}" for w, e in ways)
            a = number(step.a[unit])
            chain = f"({back}) · a (1 − a) = {in_product(step.grad_a[unit])} · {a} · (1 − {a})"
        lines = [f"error = ∂C/∂z = {chain} = <b>{number(error)}</b>"]
        lines.append(formulas.products("w", error, step.input))
        return [*lines, f"∂C/∂b = error · 1 = <b>{number(error)}</b>"]

    def readout(self) -> str:
        """Say the answer and its cost, or the gradients of the chosen unit."""
        shares = zip(CLASSES, self.shares(), strict=True)
        answer = ", ".join(f"{name} {fixed(share)}" for name, share in shares)
        cost = f"The right answer is {self.target}, and the cost is {fixed(self.cost(), 4)}."
        words = f"The network says {answer}. {cost}"
        if self.cost_before is not None:
            words += f" Before the step it was {fixed(self.cost_before, 4)}."
        if self.seed and self.theta == _random(int(self.seed)):
            words += f" The weights are random, from seed {int(self.seed)}."
        if self.view == "backward":
            layer, unit = self.chosen()
            error = fixed(self.trace().layers[layer].grad_z[unit], 4)
            words += f" The error of {self.unit} is {error}."
        if self.view == "backward" and self.known < _ALL:
            words += f" The way back has reached {self.known} of {_ALL} units."
        return words


class NetworkExplorer(Explorer):
    """Take the article's network in hand: any unit, forward, backward, and downhill.

    Parameters
    ----------
    view : {"forward", "backward"}
        What to show first: the values, or the gradients.

    Raises
    ------
    ValueError
        If `view` is neither.

    Examples
    --------
    >>> explorer = NetworkExplorer()
    >>> explorer.buttons["Gradient step"].click()
    >>> explorer.state.readout().split(". ")[1:]
    ['The right answer is dog, and the cost is 0.3222', 'Before the step it was 0.6906.']
    """

    def __init__(self, view: str = "forward") -> None:
        views = ("forward", "backward")
        if view not in views:
            raise ValueError(f"view expected forward or backward, got {view!r}")
        lr = {"label": "learning rate", "description": "learning rate", "min": 0.1, "max": 5.0}
        columns = [
            {"unit": Choice(label="unit", description="unit", options=_UNITS), **row_sliders()},
            {
                "view": Choice(label="show", description="direction", options=views),
                "target": Choice(label="right answer", description="right answer", options=CLASSES),
                "lr": Slider(**lr, value=0.5, step=0.1, decimals=1),
                "seed": Slider(
                    label="random seed", description="random seed", max=SEEDS, step=1, decimals=0
                ),
            },
        ]
        actions = {
            "Step backward": NetworkState.step_backward,
            "Gradient step": NetworkState.gradient_step,
            "Random weights": NetworkState.random_weights,
        }
        super().__init__(
            NetworkState(view=view, unit=_UNITS[0] if view == "forward" else _UNITS[6]),
            columns,
            actions=actions,
            reset_label="Reset to the article's values",
        )

    @property
    def network(self) -> Network:
        """The network that is shown, as a copy of its own."""
        return self.state.network()
