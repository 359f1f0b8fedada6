"""The lines of a first layer with two inputs: where they are, and how a hand moves them.

A unit is at ½ where its sum is 0: on a line. It runs through its `foot`, along its `normal` turned
left. Places on it are measured from the foot; `room` is from where to where it crosses the square.
"""

from collections.abc import Callable
from typing import Any

from nnlib.drawing.expressions import Expr, if_, op, ref
from nnlib.explorers.scene import Op, put

REACH = 3.0  # the square goes so far from its middle
MOST = 8.0  # and weights and biases so far from 0
UNITS = 3  # at the most
_FAR = 99.0
_EDGE = 0.3  # so near to the edge of the square nothing is drawn on a line
_SAME = 1e-6
_AXES = (0, 1)


def line_values() -> dict[str, Any]:
    """Return what a scene's values need: each a list of three, one for a unit.

    Of the state, they need `layers`, and `pivots`: where on its line each unit was last held.
    """
    return {
        "count": op("len", ref("layers")[0].weight),
        "units": _each(_unit),
        "steep": _each(lambda j: op("hypot", ref("units")[j][0], ref("units")[j][1])),
        "normal": _each(lambda j: pair(*(ref("units")[j][i] / ref("steep")[j] for i in _AXES))),
        "foot": _each(_foot),
        "room": _each(_room),
        "drawn": _each(lambda j: (ref("steep")[j] > 0) & (_start(j) < _end(j))),
        "inset": _each(lambda j: op("min", _EDGE, (_end(j) - _start(j)) / 2)),
        "held": _each(lambda j: op("min", op("max", 0, _start(j) + 1), _last(j))),
        "ends": _each(lambda j: op("list", *_on(j, _start(j)), *_on(j, _end(j)))),
        "pivot": _each(_pivot),
        "knob": _each(lambda j: pair(*_on(j, op("max", ref("held")[j] - 1.7, _first(j))))),
        "arrow": _each(lambda j: pair(*_on(j, _arrow(j)))),
    }


def pair(one: Any, other: Any) -> Expr:
    """Return a list of two."""
    return op("list", one, other)


def kept(value: Any, end: float, of_one: int = 1000) -> Expr:
    """Keep a number within its ends, and to so many decimals that it can be written."""
    inside = op("min", end, op("max", -end, value))
    return op("floor", inside * of_one + 0.5) / of_one


def _each(one: Callable[[int], Any]) -> list[Any]:
    return [one(j) for j in range(UNITS)]


def _unit(j: int) -> Expr:
    """Return two weights and a bias; zeros if the layer has no such unit."""
    layer = ref("layers")[0]
    numbers = op("list", layer.weight[j][0], layer.weight[j][1], layer.bias[j])
    return if_(ref("count") > j, numbers, [0, 0, 0])


def _foot(j: int) -> Expr:
    """Return the place on a line that is nearest to where it was last held."""
    normal, pivot = ref("normal")[j], ref("pivots")[j]
    bias = ref("units")[j][2] / ref("steep")[j]
    far = pivot[0] * normal[0] + pivot[1] * normal[1] + bias
    return pair(*(pivot[i] - far * normal[i] for i in _AXES))


def _pivot(j: int) -> Expr:
    """Return where a line is held now: where it was if it still can be there, to the bit."""
    before, (x, y) = ref("pivots")[j], _on(j, ref("held")[j])
    far = op("hypot", x - before[0], y - before[1])
    return if_(ref("drawn")[j] & (far > _SAME), pair(x, y), before)


def _room(j: int) -> Expr:
    """Return from where to where a line is in the square; the wrong way round if it is not."""
    foot, normal = ref("foot")[j], ref("normal")[j]
    across, up = _crossing(foot[0], -normal[1]), _crossing(foot[1], normal[0])
    return pair(op("max", across[0], up[0]), op("min", across[1], up[1]))


def _crossing(start: Expr, speed: Expr) -> tuple[Expr, Expr]:
    """Return when a coordinate enters the square and when it leaves."""
    one, other = (-REACH - start) / speed, (REACH - start) / speed
    still, inside = abs(speed) < 1e-9, abs(start) <= REACH
    enters = if_(still, if_(inside, -_FAR, _FAR), op("min", one, other))
    return enters, if_(still, _FAR, op("max", one, other))


def _start(j: int) -> Expr:
    return ref("room")[j][0]


def _end(j: int) -> Expr:
    return ref("room")[j][1]


def _first(j: int) -> Expr:
    """Return the first place on a line where something may be drawn."""
    return _start(j) + ref("inset")[j]


def _last(j: int) -> Expr:
    return _end(j) - ref("inset")[j]


def _arrow(j: int) -> Expr:
    """Return where an arrow stands on a line: away from the knob, and not cut off by the edge."""
    return op("max", _first(j), op("min", ref("held")[j] + 1.1, _end(j) - 0.7))


def _on(j: int, place: Any) -> tuple[Expr, Expr]:
    foot, normal = ref("foot")[j], ref("normal")[j]
    return foot[0] - normal[1] * place, foot[1] + normal[0] * place


# What a hand does.


def led_through(j: int, weight: Any, x: Any, y: Any) -> list[Op]:
    """Lead a unit's line through a place, and remember that it is held there."""
    bias = -(weight[0] * x + weight[1] * y)
    return [put(f"layers.0.bias.{j}", kept(bias, MOST)), put(f"pivots.{j}", pair(x, y))]


def pushed(j: int) -> list[Op]:
    """Move a line by an arrow key."""
    unit = ref("units")[j]
    bias = unit[2] - 0.1 * (unit[0] * ref("dx") + unit[1] * ref("dy"))
    return [put(f"layers.0.bias.{j}", kept(bias, MOST))]


def turned_to(j: int, x: Expr, y: Expr) -> list[Op]:
    """Turn a line about where it is held, so that its knob lies towards a place."""
    pivot, unit = ref("pivot")[j], ref("units")[j]
    right, up = x - pivot[0], y - pivot[1]
    far = op("hypot", right, up)
    size = op("min", MOST, ref("steep")[j]) / far
    near = far < 0.15  # where a hand cannot aim
    return _aimed(j, if_(near, unit[0], -size * up), if_(near, unit[1], size * right))


def turned_by_key(j: int) -> list[Op]:
    """Turn a line by an arrow key: right and up clockwise."""
    unit, turn = ref("units")[j], -0.08 * (ref("dx") + ref("dy"))
    size = op("min", 1, MOST / ref("steep")[j]) / op("hypot", 1, turn)
    return _aimed(j, size * (unit[0] - turn * unit[1]), size * (turn * unit[0] + unit[1]))


def _aimed(j: int, one: Expr, other: Expr) -> list[Op]:
    """Give a unit two weights, and the bias with which its line stays where it is held."""
    weight, pivot = (kept(one, MOST), kept(other, MOST)), ref("pivot")[j]
    moved = put(f"layers.0.weight.{j}", pair(*weight))
    return [moved, *led_through(j, weight, pivot[0], pivot[1])]


def home(j: int) -> list[Op]:
    """Bring a line back to where it began; `home` is the layers that the network began with."""
    layer = ref("home")[0]
    return [put(f"layers.0.{name}.{j}", layer[name][j]) for name in ("weight", "bias")]
