"""Curves: paths through values in a rectangle of a picture, as the text of an SVG path.

The browser draws the same in `explorers/js/curves.js`.
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from nnlib.drawing.numerals import coordinate

Place = tuple[float, float]
NOTHING = "M0 0"
_POINTS = 120  # of a function's curve
_FARTHEST = 1e6  # what lies further out is drawn as if it lay there


def logistic(z: float) -> float:
    """Return the sigmoid of a number."""
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


_FUNCTIONS: dict[str, Callable[[float], float]] = {
    "sigmoid": logistic,
    "tanh": math.tanh,
    "relu": lambda z: max(z, 0.0),
    "-ln": lambda p: -math.log(p),
}


def curve(
    name: str, low: float, high: float, x0: float, x1: float, y0: float, y1: float, v0: float,
    v1: float,
) -> str:  # fmt: skip
    """Return the path of a function from `low` to `high`, where y0 and y1 stand for v0 and v1."""
    path = ""
    for i in range(_POINTS + 1):
        part = i / _POINTS
        value = (_FUNCTIONS[name](low + (high - low) * part) - v0) / (v1 - v0)
        x, y = x0 + (x1 - x0) * part, y0 + (y1 - y0) * value
        path += f"{'L' if i else 'M'}{coordinate(x)} {coordinate(y)}"
    return path


def polyline(
    values: Sequence[float], x0: float, x1: float, y0: float, y1: float, v0: float, v1: float,
    least: int,
) -> str:  # fmt: skip
    """Return the path through values one after the other; as if there were at least so many."""
    if not values:
        return NOTHING
    last, path = max(len(values), least) - 1, ""
    for i, value in enumerate(values):
        x, y = x0 + (x1 - x0) * i / last, y0 + (y1 - y0) * (value - v0) / (v1 - v0)
        path += f"{'L' if i else 'M'}{coordinate(x)} {coordinate(y)}"
    return path


def clipped(
    xs: Sequence[float], ys: Sequence[float], x0: float, x1: float, y0: float, y1: float,
    u0: float, u1: float, v0: float, v1: float,
) -> str:  # fmt: skip
    """Return the path through points, cut at the edges of a rectangle, segment by segment.

    In the picture the rectangle goes from (x0, y0) to (x1, y1), which stand for (u0, v0) and
    (u1, v1). A point with NaN leaves a gap.

    Notes
    -----
    Liang and Barsky, *A New Concept and Method for Line Clipping*, ACM Transactions on Graphics
    3 (1984).
    """
    across = [_placed(x0 + (x1 - x0) * (x - u0) / (u1 - u0)) for x in xs]
    down = [_placed(y0 + (y1 - y0) * (y - v0) / (v1 - v0)) for y in ys]
    edges = (min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1))
    path, whole = "", False  # whether the segment before ended where this one starts
    for start, end in pairwise(zip(across, down, strict=True)):
        first, last = _inside(start, end, edges)
        if first > last:
            whole = False
            continue
        if not (whole and first == 0):
            path += f"M{_between(start, end, first)}"
        path += f"L{_between(start, end, last)}"
        whole = last == 1
    return path or NOTHING


def dots(
    xs: Sequence[float], ys: Sequence[float], x0: float, x1: float, y0: float, y1: float,
    u0: float, u1: float, v0: float, v1: float,
) -> str:  # fmt: skip
    """Return the path of a dot at each point of a rectangle, as round ends of lines draw it."""
    low, high = (min(u0, u1), min(v0, v1)), (max(u0, u1), max(v0, v1))
    path = ""
    for x, y in zip(xs, ys, strict=True):
        if low[0] <= x <= high[0] and low[1] <= y <= high[1]:
            across = coordinate(x0 + (x1 - x0) * (x - u0) / (u1 - u0))
            path += f"M{across} {coordinate(y0 + (y1 - y0) * (y - v0) / (v1 - v0))}h.1"
    return path or NOTHING


def spokes(
    x: float, y: float, right: float, up: float, ends: Sequence[float], scale: float
) -> str:  # fmt: skip
    """Return the path of lines from one place, each as far as `right`, `up` and two of `ends`."""
    path = ""
    for more_right, more_up in zip(ends[::2], ends[1::2], strict=True):
        tip = x + scale * (right + more_right), y - scale * (up + more_up)
        path += f"M{coordinate(x)} {coordinate(y)}L{coordinate(tip[0])} {coordinate(tip[1])}"
    return path or NOTHING


def strokes(lines: Sequence[Sequence[Place]], x: float, y: float, scale: float) -> str:
    """Return the path of strokes drawn by hand; (x, y) is where their (0, 0) is."""
    path = ""
    for line in lines:
        # A line of a single point has no length: as two equal points it is a dot.
        for i, (across, down) in enumerate(line if len(line) > 1 else [*line, *line]):
            place = f"{coordinate(x + across * scale)} {coordinate(y + down * scale)}"
            path += f"{'L' if i else 'M'}{place}"
    return path or NOTHING


def _placed(value: float) -> float:
    return value if math.isnan(value) else min(_FARTHEST, max(-_FARTHEST, value))


def _inside(start: Place, end: Place, edges: tuple[float, float, float, float]) -> Place:
    """Return from which part to which a segment is inside; the wrong way round if it never is."""
    first, last = 0.0, 1.0
    for i in (0, 1):
        way = end[i] - start[i]
        before, after = start[i] - edges[2 * i], edges[2 * i + 1] - start[i]
        if math.isnan(way) or (way == 0 and min(before, after) < 0):
            return 1, 0
        if way == 0:
            continue
        first = max(first, (-before if way > 0 else after) / way)
        last = min(last, (after if way > 0 else -before) / way)
    return first, last


def _between(start: Place, end: Place, part: float) -> str:
    """Write the place at a part of the way."""
    x, y = ((1 - part) * a + part * b for a, b in zip(start, end, strict=True))
    return f"{coordinate(x)} {coordinate(y)}"


def marks(
    shape: str, r: int, xs: Sequence[float], ys: Sequence[float], kinds: Sequence[int], kind: int,
    x0: float, x1: float, y0: float, y1: float, u0: float, u1: float, v0: float, v1: float,
) -> str:  # fmt: skip
    """Return the path of circles or squares at points of one kind; none outside the rectangle."""
    path = ""
    for i, x in enumerate(xs):
        across, up = (x - u0) / (u1 - u0), (ys[i] - v0) / (v1 - v0)
        if kinds[i] != kind or not (0 <= across <= 1 and 0 <= up <= 1):
            continue
        left, middle = coordinate(x0 + (x1 - x0) * across - r), y0 + (y1 - y0) * up
        if shape == "circle":
            half = f"a{r} {r} 0 1 0"
            path += f"M{left} {coordinate(middle)}{half} {2 * r} 0{half} {-2 * r} 0Z"
        else:
            path += f"M{left} {coordinate(middle - r)}h{2 * r}v{2 * r}h{-2 * r}Z"
    return path or NOTHING
