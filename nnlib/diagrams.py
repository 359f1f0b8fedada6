"""Diagrams: one compute unit, or a whole network, drawn from a `Trace`.

Pure functions: the same trace gives the same bytes. Blue solid lines are positive weights,
orange dashed lines negative ones, and a thicker line is a larger weight; the circles hold the
values.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nnlib import palette
from nnlib._checks import check_names
from nnlib.numbers import fixed, in_product, number, subscript
from nnlib.picture import Picture
from nnlib.svg import Svg
from nnlib.trace import LayerTrace, Trace

MAX_UNITS = 8  # a column of more is drawn with a gap
MAX_COLUMNS = 6
_WIDTH = 600
_GAP = None  # stands for the units, or layers, left out
_KEY = "weights: solid blue positive, dashed orange negative, thicker larger"
_GRADIENT_KEY = "← more of it raises the cost: solid blue; lowers it: dashed orange"

Array = NDArray[np.floating]


def unit(trace: Trace, *, layer: int = 0, unit: int = 0) -> Picture:
    """Draw one compute unit: its inputs, weights, weighted sum and value.

    Parameters
    ----------
    trace : Trace
        One vector's way through a network, from ``network.trace(x)``.
    layer, unit : int, default 0
        Which unit, both counted from 0.

    Returns
    -------
    Picture
        SVG; of more than eight inputs the first and the last four are drawn.

    Raises
    ------
    ValueError
        If the trace is of a batch, or has no such unit.
    """
    _check_vector(trace)
    step = _pick("layer", trace.layers, layer)
    _pick("unit", step.z, unit)
    rows = _shown(len(step.input), MAX_UNITS)
    height = max(250, 64 * len(rows) + 60)
    middle = (height - 30) / 2
    title = f"Compute unit {unit + 1}" if len(step.z) > 1 else "One compute unit"
    svg = Svg(_WIDTH, height, title=title, description=_unit_text(step, unit))

    ys = [middle + 64 * (i - (len(rows) - 1) / 2) for i in range(len(rows))]
    places = [(i, y) for i, y in zip(rows, ys, strict=True) if i is not _GAP]
    largest = np.abs(step.weight[unit]).max()
    for i, y in places:
        _edge(svg, 92, y, 354, middle, step.weight[unit, i], largest)
    for i, y in places:
        _node(svg, 92, y, step.input[i])
        svg.text(33, y, "x" + subscript(i + 1), size=17)
        _weight_label(svg, 197, y + (middle - y) * 0.4, step.weight[unit, i])
    for i, y in zip(rows, ys, strict=True):
        if i is _GAP:
            _gap(svg, 92, y)

    box = {"stroke": palette.MUTED, "stroke_dasharray": "2 4", "fill": "none"}
    svg.rect(296, middle - 82, 290, 150, rx=18, **box)
    svg.text(441, middle + 84, "one compute unit", size=15, fill=palette.MUTED)
    if step.bias is not None:
        svg.text(354, middle - 62, f"bias {number(step.bias[unit])}", size=16)
    _arrow(svg, 396, middle, 486)
    svg.text(440, middle - 16, step.activation or "as it is", size=16)
    for x, name, value in [(354, "sum z", step.z[unit]), (530, "value a", step.a[unit])]:
        _node(svg, x, middle, value, r=42, digits=4)
        svg.text(x, middle + 56, name, size=15, fill=palette.MUTED)
    svg.text(_WIDTH / 2, height - 16, _KEY, size=14, fill=palette.MUTED)
    return svg.picture()


def network(trace: Trace, *, class_names: Sequence[str] = ()) -> Picture:
    """Draw a network with all its values, its input on the left.

    Parameters
    ----------
    trace : Trace
        One vector's way through a network, from ``network.trace(x)``.
    class_names : sequence of str, optional
        What each unit of the last layer stands for.

    Returns
    -------
    Picture
        SVG. Layers of more than eight units, and networks of more than five layers, are drawn
        with the ones in the middle left out.

    Raises
    ------
    ValueError
        If the trace is of a batch, or there are not as many names as units in the last layer.
    """
    _check_vector(trace)
    class_names = class_names and check_names("class_names", class_names, len(trace.output))
    values = [trace.x] + [step.a for step in trace.layers]
    weights = [step.weight for step in trace.layers]
    words = _network_text(trace, class_names)
    return _draw_network("Network", words, trace, values, weights, class_names, _KEY, 2)


def gradients(trace: Trace, *, class_names: Sequence[str] = ()) -> Picture:
    """Draw a network with its gradients, which flow from right to left.

    The circles hold the gradient of the cost with respect to each unit's weighted sum z, or to
    an input; a line shows the one with respect to its weight.

    Parameters
    ----------
    trace : Trace
        One vector's way forward and back, from ``network.trace(x, target, loss)``.
    class_names : sequence of str, optional
        What each unit of the last layer stands for.

    Returns
    -------
    Picture
        SVG, arranged as by `network`.

    Raises
    ------
    ValueError
        If the trace is of a batch, or did not go backward, or there are not as many names as
        units in the last layer.
    """
    _check_vector(trace)
    class_names = class_names and check_names("class_names", class_names, len(trace.output))
    if trace.grad_x is None:
        raise ValueError("trace expected gradients, as from network.trace(x, target, loss)")
    values = [trace.grad_x] + [step.grad_z for step in trace.layers]
    weights = [step.grad_weight for step in trace.layers]
    words = _gradients_text(trace)
    return _draw_network("Gradients", words, trace, values, weights, class_names, _GRADIENT_KEY, 3)


def _draw_network(
    title: str,
    description: str,
    trace: Trace,
    values: list[Array],
    weights: list[Array],
    class_names: Sequence[str],
    key: str,
    digits: int,
) -> Picture:
    columns = _shown(1 + len(trace.layers), MAX_COLUMNS)
    rows = {c: _shown(len(values[c]), MAX_UNITS) for c in columns if c is not _GAP}
    tallest = max(map(len, rows.values()))
    height = 66 * tallest + 112
    width = max(_WIDTH, 120 * len(columns))
    svg = Svg(width, height, title=title, description=description)

    left, right = 70, width - (122 if class_names else 70)
    xs = np.linspace(left, right, len(columns)).tolist()
    middle = 58 + 66 * tallest / 2
    places = {
        (c, i): (x, middle + 66 * (row - (len(rows[c]) - 1) / 2))
        for x, c in zip(xs, columns, strict=True)
        if c is not _GAP
        for row, i in enumerate(rows[c])
    }
    for c in rows:
        if c and c - 1 in rows:
            _edges(svg, weights[c - 1], c, rows, places)
    for x, c in zip(xs, columns, strict=True):
        if c is _GAP:
            svg.text(x, middle, "· · ·", size=22)
        else:
            _heading(svg, x, c, trace)
    for (c, i), (x, y) in places.items():
        if i is _GAP:
            _gap(svg, x, y)
        else:
            _node(svg, x, y, values[c][i], digits=digits)
    for i, name in enumerate(class_names):
        if (len(trace.layers), i) in places:
            x, y = places[len(trace.layers), i]
            svg.text(x + 36, y, name, size=17, text_anchor="start")
    svg.text(width / 2, height - 18, key, size=14, fill=palette.MUTED)
    return svg.picture()


def _check_vector(trace: Trace) -> None:
    if not isinstance(trace, Trace):
        raise TypeError(f"trace expected a Trace, as from network.trace(x), got {trace!r:.60}")
    if trace.x.ndim != 1:
        raise ValueError(
            f"trace expected one vector x, as from network.trace(X[0]), got a batch {trace.x.shape}"
        )


def _pick(name: str, sequence: Sequence, index: int):
    if isinstance(index, bool) or not isinstance(index, int | np.integer):
        raise TypeError(f"{name} expected a whole number, got {index!r}")
    if not 0 <= index < len(sequence):
        raise ValueError(f"{name} expected a number from 0 to {len(sequence) - 1}, got {index}")
    return sequence[index]


def _shown(count: int, limit: int) -> list[int | None]:
    """Return the numbers of what is drawn; a gap stands for those in the middle."""
    if count <= limit:
        return list(range(count))
    half = limit // 2
    return [*range(half), _GAP, *range(count - half, count)]


def _edges(svg: Svg, weight: Array, c: int, rows: dict, places: dict) -> None:
    ends = [k for k in rows[c] if k is not _GAP]
    starts = [i for i in rows[c - 1] if i is not _GAP]
    largest = np.abs(weight[np.ix_(ends, starts)]).max()
    for k in ends:
        for i in starts:
            (x1, y1), (x2, y2) = places[c - 1, i], places[c, k]
            _edge(svg, x1, y1, x2, y2, weight[k, i], largest)


def _edge(
    svg: Svg, x1: float, y1: float, x2: float, y2: float, weight: float, largest: float
) -> None:
    share = abs(weight) / largest if largest else 0.0
    style = {"stroke": palette.POSITIVE if weight > 0 else palette.NEGATIVE}
    if weight < 0:
        style["stroke_dasharray"] = "7 4"
    if weight == 0:
        style = {"stroke": palette.MUTED, "stroke_dasharray": "1 5"}
    svg.line(x1, y1, x2, y2, stroke_width=float(0.8 + 3.2 * share), **style)


def _node(svg: Svg, x: float, y: float, value: float, *, r: float = 27, digits: int = 2) -> None:
    tint = palette.POSITIVE_TINT if value >= 0 else palette.NEGATIVE_TINT
    svg.circle(x, y, r, fill=palette.blend(tint, min(1.0, abs(float(value)))), stroke_width=1.5)
    words = number(value, digits) if r > 40 else fixed(value, digits)
    svg.text(x, y, words, size=min(17 if r < 40 else 20, round(2.7 * r / len(words))))


def _weight_label(svg: Svg, x: float, y: float, weight: float) -> None:
    words = f"× {in_product(weight)}"
    half = 5.2 * len(words)
    svg.rect(x - half, y - 12, 2 * half, 24, rx=4, stroke="none")
    svg.text(x, y, words, size=17, fill=palette.NEGATIVE if weight < 0 else palette.POSITIVE)


def _arrow(svg: Svg, x1: float, y: float, x2: float) -> None:
    svg.line(x1, y, x2 - 8, y, stroke_width=2)
    svg.path(f"M {x2 - 12} {y - 6:g} L {x2} {y:g} L {x2 - 12} {y + 6:g} Z", fill=palette.INK)


def _gap(svg: Svg, x: float, y: float) -> None:
    for step in (-9, 0, 9):
        svg.circle(x, y + step, 2.2, fill=palette.INK)


def _heading(svg: Svg, x: float, c: int, trace: Trace) -> None:
    if c == 0:
        svg.text(x, 22, "input", size=16)
        words = f"{len(trace.x):,} values"
    else:
        step = trace.layers[c - 1]
        svg.text(x, 22, f"layer {c}", size=16)
        words = (
            f"{len(step.a):,} × {step.activation}" if step.activation else f"{len(step.a):,} units"
        )
    svg.text(x, 43, words, size=14, fill=palette.MUTED)


def _list(values: Array, digits: int = 2) -> str:
    shown = _shown(len(values), MAX_UNITS)
    return ", ".join("..." if i is _GAP else fixed(values[i], digits) for i in shown)


def _count(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def _unit_text(step: LayerTrace, k: int) -> str:
    bias = "" if step.bias is None else f" Bias {number(step.bias[k])}."
    value = f", {step.activation} makes it {number(step.a[k])}" if step.activation else ""
    return (
        f"{_count(len(step.input), 'input')}: {_list(step.input)}. "
        f"Weights: {_list(step.weight[k])}.{bias} "
        f"The weighted sum is {number(step.z[k])}{value}."
    )


def _network_text(trace: Trace, class_names: Sequence[str]) -> str:
    lines = [f"{_count(len(trace.x), 'input')}: {_list(trace.x)}."]
    for c, step in enumerate(trace.layers, start=1):
        units = _count(len(step.a), f"{step.activation} unit".strip())
        lines.append(f"Layer {c}, {units}: {_list(step.a)}.")
    if class_names:
        pairs = zip(class_names, trace.output, strict=True)
        lines.append("; ".join(f"{name} {fixed(value)}" for name, value in pairs) + ".")
    return " ".join(lines)


def _gradients_text(trace: Trace) -> str:
    lines = [f"The cost is {number(trace.loss)}."]
    for c in range(len(trace.layers), 0, -1):
        lines.append(
            f"Its gradients at the sums of layer {c}: {_list(trace.layers[c - 1].grad_z, 3)}."
        )
    return " ".join([*lines, f"At the inputs: {_list(trace.grad_x, 3)}."])
