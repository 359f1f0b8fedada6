"""NetworkExplorer: the article's network, moved by hand, forward, backward and downhill."""

from dataclasses import dataclass, field, replace
from functools import cache, cached_property

import numpy as np

from nnlib.activations import softmax
from nnlib.datasets import THREE_CLASSES as CLASSES
from nnlib.drawing import diagrams
from nnlib.drawing.numerals import fixed, in_product, number
from nnlib.drawing.picture import Picture
from nnlib.explorers import formulas
from nnlib.explorers.base import Explorer, State, Value, given
from nnlib.explorers.controls import Choice, Slider
from nnlib.explorers.diagram import Diagram, Hand
from nnlib.explorers.layer import WEIGHT, V
from nnlib.layers import Linear, Sigmoid
from nnlib.losses import CrossEntropyLoss
from nnlib.network import Network
from nnlib.optimizers import SGD
from nnlib.trace import Trace
from nnlib.validation import as_float_array, check_whole

_LAYERS = 3
SEEDS = 99
_UNITS = tuple(f"layer {i + 1}, unit {k + 1}" for i in range(_LAYERS) for k in range(3))
_ALL = len(_UNITS)
_PARAMETERS = 12 * _LAYERS


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
    x: tuple[float, ...] = V
    unit: str = _UNITS[0]
    pointed: int = 0  # at one of the unit's weights, 1 to 3, an input, -1 to -3, or neither
    target: str = CLASSES[0]
    view: str = "forward"
    lr: float = 0.5
    seed: float = 0  # of random weights; 0 stands for the article's
    known: int = _ALL  # units that the way back has reached
    note: str = ""  # how the weights came to be what they are

    def chosen(self) -> tuple[int, int]:
        """Return layer and unit that are looked at, both counted from 0."""
        return divmod(_UNITS.index(self.unit), 3)

    def hand(self) -> Hand:
        """Return what a hand can move: all numbers, the class, and where it points."""
        return {
            "numbers": [*self.theta, *self.x],
            "target": CLASSES.index(self.target),
            "unit": _UNITS.index(self.unit),
            "pointed": self.pointed,
        }

    def taken(self, hand: Hand) -> "NetworkState":
        """Return the state after a hand has moved to what `hand` says.

        Raises
        ------
        TypeError, ValueError
            If `hand` is not as `NetworkState.hand` gives it.
        """
        if not isinstance(hand, dict) or not self.hand().keys() <= hand.keys():
            raise ValueError(f"hand expected {', '.join(self.hand())}, got {hand!r:.60}")
        numbers = as_float_array("numbers", hand["numbers"])
        if numbers.shape != (_PARAMETERS + len(V),):
            raise ValueError(f"numbers expected 36 parameters and 3 inputs, got {numbers.shape}")
        check_whole("target", hand["target"], 0, 2)
        check_whole("unit", hand["unit"], 0, _ALL - 1)
        check_whole("pointed", hand["pointed"], -3, 3)
        theta, x = tuple(numbers[:_PARAMETERS].tolist()), tuple(numbers[_PARAMETERS:].tolist())
        target, unit = CLASSES[hand["target"]], _UNITS[hand["unit"]]
        moved = (theta, x, target) != (self.theta, self.x, self.target)
        state = replace(self, theta=theta, x=x, target=target, note="" if moved else self.note)
        return replace(state, unit=unit, pointed=hand["pointed"])

    def _moved(self, name: str, value: Value) -> "NetworkState":
        """Return the state after a control was moved, or a class or unit chosen by its name."""
        state = super()._moved(name, value)
        if name == "seed":
            theta = _random(int(value)) if value else _article()
            note = f"The weights are random, from seed {int(value)}." if value else ""
            return replace(state, theta=theta, note=note)
        if name == "target":
            return replace(state, note="")
        return state._at_a_known_unit()

    def _at_a_known_unit(self) -> "NetworkState":
        """Return the state with a unit that is drawn: on the way back, one that it has reached."""
        order = diagrams.backward_order(self.trace())
        if self.view == "forward" or order.index(self.chosen()) < self.known:
            return self
        layer, unit = order[max(self.known, 1) - 1]
        return replace(self, unit=_UNITS[3 * layer + unit], pointed=0)

    def network(self) -> Network:
        """Build the network; it ends in sums, and the loss makes the softmax."""
        linears = [Linear(3, 3) for _ in range(_LAYERS)]
        network = Network(linears[0], Sigmoid(), linears[1], Sigmoid(), linears[2])
        network.theta[...] = self.theta
        return network

    @cached_property
    def _trace(self) -> Trace:
        return self.network().trace(self.x, CLASSES.index(self.target), CrossEntropyLoss())

    def trace(self) -> Trace:
        """Return the forward and the backward pass."""
        return self._trace

    def shares(self) -> np.ndarray:
        """Return the answer: the shares of dog, cat and neither."""
        return softmax(self.trace().output)

    def cost(self) -> float:
        """Return the cross-entropy of the answer."""
        return given(self.trace().loss)

    def step_backward(self) -> "NetworkState":
        """Go one unit further on the way back, or begin it."""
        known = 1 if self.known == _ALL else self.known + 1
        layer, k = diagrams.backward_order(self.trace())[known - 1]
        unit = _UNITS[3 * layer + k]
        return replace(self, view="backward", known=known, unit=unit, pointed=0)

    def gradient_step(self) -> "NetworkState":
        """Move all parameters one step against their gradients, at once."""
        trace, theta = self.trace(), np.array(self.theta)
        SGD(self.lr).step(theta, given(trace.grad))
        note = f"Before the step it was {fixed(self.cost(), 4)}."
        # A step needs every gradient, so the way back is complete.
        return replace(self, theta=tuple(theta.tolist()), note=note, known=_ALL)

    def random_weights(self) -> "NetworkState":
        """Draw all weights from the next seed."""
        return self.moved("seed", int(self.seed) % SEEDS + 1)

    def picture(self) -> Picture:
        """Draw the values, or the gradients, with the chosen unit ringed."""
        chosen, target, cost = self.chosen(), CLASSES.index(self.target), self.cost()
        *hidden, last = self.trace().layers
        shown = replace(last, a=self.shares(), activation="Softmax")
        trace = replace(self.trace(), layers=(*hidden, shown), output=shown.a)
        if self.view == "backward":
            return diagrams.gradients(
                trace,
                class_names=CLASSES,
                chosen=chosen,
                target=target,
                cost=cost,
                known=self.known,
            )
        return diagrams.network(trace, class_names=CLASSES, chosen=chosen, target=target, cost=cost)

    def formula(self) -> str:
        """Write what the chosen unit computes, forward or back, with its numbers, as HTML."""
        lines = self._forward()
        if self.view == "backward":
            lines += self._backward()
        return "<br>".join(lines)

    def _forward(self) -> list[str]:
        layer, unit = self.chosen()
        step = self.trace().layers[layer]
        lines = [formulas.weighted_sum(step.weight[unit], step.input, given(step.bias)[unit])]
        if layer < _LAYERS - 1:
            return [*lines, formulas.activation("Sigmoid", step.z[unit], step.a[unit])]
        share = number(self.shares()[CLASSES.index(self.target)])
        cost = f"C = −ln p({self.target}) = −ln {share} = <b>{number(self.cost())}</b>"
        return [*lines, formulas.softmax(step.z, self.shares(), unit), cost]

    def _backward(self) -> list[str]:
        layer, unit = self.chosen()
        step = self.trace().layers[layer]
        error = given(step.grad_z)[unit]
        if layer == _LAYERS - 1:
            y = int(CLASSES[unit] == self.target)
            chain = f"p − y = {number(self.shares()[unit])} − {y}"
        else:
            after = self.trace().layers[layer + 1]
            ways = zip(after.weight[:, unit], given(after.grad_z), strict=True)
            back = " + ".join(f"{in_product(w)}·{in_product(e)}" for w, e in ways)
            a = number(step.a[unit])
            slope = in_product(given(step.grad_a)[unit])
            chain = f"({back}) · a (1 − a) = {slope} · {a} · (1 − {a})"
        lines = [f"error = ∂C/∂z = {chain} = <b>{number(error)}</b>"]
        lines.append(formulas.products("w", error, step.input))
        return [*lines, f"∂C/∂b = error · 1 = <b>{number(error)}</b>"]

    def readout(self) -> str:
        """Say the answer, its cost, and what is pointed at."""
        shares = zip(CLASSES, self.shares(), strict=True)
        answer = ", ".join(f"{name} {fixed(share)}" for name, share in shares)
        cost = f"The right answer is {self.target}, and the cost is {fixed(self.cost(), 4)}."
        sentences = [f"The network says {answer}.", cost, self.note]
        if self.view == "backward":
            layer, unit = self.chosen()
            error = fixed(given(self.trace().layers[layer].grad_z)[unit], 4)
            sentences.append(f"The error of {self.unit} is {error}.")
        if self.pointed:
            sentences.append(self._pointed())
        if self.view == "backward" and self.known < _ALL:
            sentences.append(f"The way back has reached {self.known} of {_ALL} units.")
        return " ".join(filter(None, sentences))

    def _pointed(self) -> str:
        """Say the number that is pointed at, and its gradient where gradients are shown."""
        layer, unit = self.chosen()
        step, i = self.trace().layers[layer], abs(self.pointed) - 1
        if self.pointed < 0:
            name, value, grad = f"Input {i + 1}", self.x[i], given(self.trace().grad_x)[i]
        else:
            name = f"Weight {i + 1} of {self.unit}"
            value, grad = step.weight[unit, i], given(step.grad_weight)[unit, i]
        hidden = self.pointed < 0 and self.known < _ALL
        gradient = f", its gradient {fixed(grad, 4)}" if self.view == "backward" else ""
        return f"{name} is {fixed(value)}{'' if hidden else gradient}."


class NetworkExplorer(Explorer[NetworkState]):
    """Take the article's network in hand: any number, forward, backward, and downhill.

    Lines, circles and class names of its picture can be dragged, clicked, or reached by Tab and
    moved by the arrow keys; the picture follows without the kernel, and `state` and `network`
    when the hand lets go.

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
        seed = {"label": "random seed", "description": "random seed", "max": SEEDS, "step": 1}
        columns = [
            {"view": Choice(label="show", description="direction", options=views)},
            {
                "lr": Slider(**lr, value=0.5, step=0.1, decimals=1),
                "seed": Slider(**seed, decimals=0),
            },
        ]
        actions = {
            "Step backward": NetworkState.step_backward,
            "Gradient step": NetworkState.gradient_step,
            "Random weights": NetworkState.random_weights,
        }
        diagram = Diagram()
        super().__init__(
            NetworkState(view=view, unit=_UNITS[0] if view == "forward" else _UNITS[6]),
            columns,
            actions=actions,
            reset_label="Reset to the article's values",
            stage=diagram,
        )
        diagram.observe(lambda change: self._follow(change.new), "hand")

    def _follow(self, hand: Hand) -> None:
        """Go where the hand has gone. A gesture is undone as one, and pointing alone not at all."""
        with self._errors_shown():
            state = self._state.taken(hand)
        if state == self._state:
            return
        if replace(state, unit=self._state.unit, pointed=self._state.pointed) == self._state:
            self._state = state
        else:
            self._act(lambda _: state, reason=f"gesture {hand.get('gesture')}")

    @property
    def network(self) -> Network:
        """The network that is shown, as a copy of its own."""
        return self.state.network()
