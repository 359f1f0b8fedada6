"""Diagrams: a unit, a layer or a network, drawn from a `Trace`; matrices; and flattening.

Pure functions: the same numbers give the same bytes. Blue solid lines are positive weights,
orange dashed lines negative ones, and a thicker line is a larger weight; the circles contain the
numbers.
"""

import re
from collections.abc import Sequence, Sized
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike

from nnlib.arrays import Array
from nnlib.drawing import palette
from nnlib.drawing.chain import chain as chain
from nnlib.drawing.flattening import flattening as flattening
from nnlib.drawing.numerals import fixed, in_product, inside, number, subscript
from nnlib.drawing.picture import Picture
from nnlib.drawing.svg import Svg
from nnlib.trace import LayerTrace, Trace
from nnlib.validation import (
    as_float_array,
    check_equal,
    check_names,
    check_type,
    check_whole,
    check_words,
)

_MAX_UNITS = 8  # longer columns are drawn with a gap
_MAX_COLUMNS = 6
_WIDTH = 600
_MAX_CELLS, _CELL, _ROW = 6, 66, 52  # a matrix: cells at most, and the size of each
_GAP = None  # stands for the units, or layers, left out
_KEY = "weights: solid blue positive, dashed orange negative, thicker larger"
_CELL_KEY = "cells: blue positive, orange negative, stronger larger"
_GRADIENT_KEY = (
    "raises the cost: solid blue; lowers it: dashed orange; thicker, within a layer: faster"
)

_T = TypeVar("_T")
Rows = dict[int, list[int | None]]  # of each column that is drawn, what is drawn of it
Places = dict[tuple[int, int | None], tuple[float, float]]  # of a column's row, or of its gap


def unit(
    trace: Trace, *, layer: int = 0, unit: int = 0, input_names: Sequence[str] = ()
) -> Picture:
    """Draw one compute unit: its inputs, weights, weighted sum and output.

    Parameters
    ----------
    trace : Trace
        The trace of one input vector, from ``network.trace(x)``.
    layer, unit : int, default 0
        Which unit, both counted from 0.
    input_names : sequence of str, optional
        What each input measures, written next to it.

    Returns
    -------
    Picture
        SVG; of more than eight inputs the first and the last four are drawn.

    Raises
    ------
    TypeError
        If an argument has the wrong type.
    ValueError
        If the trace is of a batch, has no such unit, or has not as many inputs as names.
    """
    _check_vector(trace)
    step = trace.layers[_index("layer", trace.layers, layer)]
    _index("unit", step.z, unit)
    input_names = _names("input_names", input_names, step.input)
    rows = _shown(len(step.input), _MAX_UNITS)
    height = max(250, 64 * len(rows) + 60)
    middle = (height - 30) / 2
    title = f"Compute unit {unit + 1}" if len(step.z) > 1 else "One compute unit"
    svg = Svg(_WIDTH, height, title=title, description=_unit_text(step, unit, input_names))

    ys = [middle + 64 * (i - (len(rows) - 1) / 2) for i in range(len(rows))]
    places = [(i, y) for i, y in zip(rows, ys, strict=True) if i is not _GAP]
    largest = np.abs(step.weight[unit]).max()
    for i, y in places:
        _edge(svg, (92, y), (354, middle), step.weight[unit, i], largest)
    for i, y in places:
        _node(svg, 92, y, step.input[i])
        if input_names:
            svg.text(33, y - 11, input_names[i], size=15)
        svg.text(33, y + (11 if input_names else 0), "x" + subscript(i + 1), size=17)
        _weight_label(svg, 197, y + (middle - y) * 0.4, step.weight[unit, i])
    for row, y in zip(rows, ys, strict=True):
        if row is _GAP:
            _gap(svg, 92, y)

    box = {"stroke": palette.MUTED, "stroke_dasharray": "2 4", "fill": "none"}
    svg.rect(296, middle - 82, 290, 150, rx=18, **box)
    svg.text(441, middle + 84, "one compute unit", size=15, fill=palette.MUTED)
    if step.bias is not None:
        svg.text(354, middle - 62, f"bias {number(step.bias[unit])}", size=16)
    _arrow(svg, 396, middle, 486)
    svg.text(440, middle - 16, step.activation or "as it is", size=16)
    for x, name, value in [(354, "sum z", step.z[unit]), (530, "output a", step.a[unit])]:
        words = _output(step, unit) if name == "output a" else ""
        _node(svg, x, middle, value, r=42, digits=4, words=words)
        svg.text(x, middle + 56, name, size=15, fill=palette.MUTED)
    svg.text(_WIDTH / 2, height - 16, _KEY, size=14, fill=palette.MUTED)
    return svg.picture()


def layer(
    trace: Trace, *, layer: int = 0, chosen: int | None = None, input_names: Sequence[str] = ()
) -> Picture:
    """Draw a layer as what it is in the code: a matrix, an input, sums and outputs.

    Parameters
    ----------
    trace : Trace
        The trace of one input vector, from ``network.trace(x)``.
    layer : int, default 0
        Which layer, counted from 0; at most six inputs and six units.
    chosen : int, optional
        Unit, counted from 0, whose row gets a frame.
    input_names : sequence of str, optional
        What each input measures, written above its column of weights.

    Returns
    -------
    Picture
        SVG: ``W x + b = z``, and the outputs a, in cells.

    Raises
    ------
    TypeError
        If an argument has the wrong type.
    ValueError
        If the trace is of a batch, or there is no such layer or unit, or too much to draw, or not
        as many names as inputs.
    """
    _check_vector(trace)
    step = trace.layers[_index("layer", trace.layers, layer)]
    if chosen is not None:
        _index("chosen", step.z, chosen)
    units, inputs = step.weight.shape
    rows = max(units, inputs)
    if rows > _MAX_CELLS:
        raise ValueError(f"layer expected at most 6 inputs and 6 units, got {inputs} and {units}")
    input_names = _names("input_names", input_names, step.input)
    columns = [("·", "x", step.input), ("=", "z", step.z), ("→", "a", step.a)]
    if step.bias is not None:
        columns.insert(1, ("+", "b", step.bias))
    left, top, gap = 84, 72 if input_names else 48, 32
    width = max(_WIDTH, left + _CELL * inputs + (gap + _CELL) * len(columns) + 16)
    height = top + _ROW * rows + 56
    svg = Svg(width, height, title="A layer", description=_layer_text(step, input_names))
    for i, name in enumerate(input_names):
        svg.text(left + _CELL * (i + 0.5), 54, name, size=15)
    svg.text(left + _CELL * inputs / 2, 26, "W", size=18)
    _cells(svg, left, top, step.weight)
    for k in range(units):
        svg.text(42, top + _ROW * (k + 0.5), f"unit {k + 1}", size=16)
    x = left + _CELL * inputs
    for sign, name, values in columns:
        svg.text(x + gap / 2, top + _ROW * rows / 2, sign, size=22)
        svg.text(x + gap + _CELL / 2, 26, name, size=18)
        _cells(svg, x + gap, top, values[:, np.newaxis])
        x += gap + _CELL
    svg.text(x - _CELL / 2, top + _ROW * rows + 14, step.activation or "as it is", size=14)
    if chosen is not None:
        y, after_x = top + _ROW * chosen, left + _CELL * inputs + 2 * gap + _CELL
        _frame(svg, left, y, _CELL * inputs)
        _frame(svg, after_x, y, x - after_x)
    svg.text(width / 2, height - 20, _CELL_KEY, size=14, fill=palette.MUTED)
    return svg.picture()


def transpose(matrix: ArrayLike, *, name: str = "W", chosen: int = 0) -> Picture:
    """Draw a matrix and its transpose: each row becomes a column.

    Parameters
    ----------
    matrix : array_like
        Shape (rows, columns), at most six of each.
    name : str, default "W"
        What the matrix is called.
    chosen : int, default 0
        Row, counted from 0, that is framed, and so is the column that it becomes.

    Returns
    -------
    Picture
        SVG: two tables of cells.

    Raises
    ------
    TypeError
        If an argument has the wrong type.
    ValueError
        If `matrix` is not a matrix or too large, or has no such row.
    """
    values = _matrix("matrix", matrix)
    rows, columns = values.shape
    _index("chosen", values, chosen)
    check_words("name", name)
    left, top, gap = 76, 76, 76
    right = left + _CELL * columns + gap
    width = max(_WIDTH, right + _CELL * rows + 16)
    height = top + _ROW * max(rows, columns) + 56
    before, after = _rows_text(values, "row"), _rows_text(values, "column")
    description = f"{name}: {before}. Transposed: {after}."
    svg = Svg(width, height, title="A matrix and its transpose", description=description)
    svg.text(left + _CELL * columns / 2, 26, name, size=18)
    _transposed(svg, right + _CELL * rows / 2, 26, name)
    svg.text(right - gap / 2, top + _ROW * min(rows, columns) / 2, "→", size=22)
    svg.text(right - 6, 56, "column", size=16, text_anchor="end")
    for k in range(rows):
        svg.text(38, top + _ROW * (k + 0.5), f"row {k + 1}", size=16)
        svg.text(right + _CELL * (k + 0.5), 56, f"{k + 1}", size=16)
    _cells(svg, left, top, values)
    _cells(svg, right, top, values.T)
    _frame(svg, left, top + _ROW * chosen, _CELL * columns)
    _frame(svg, right + _CELL * chosen, top, _CELL, _ROW * columns)
    svg.text(width / 2, height - 20, _CELL_KEY, size=14, fill=palette.MUTED)
    return svg.picture()


def batch(X: ArrayLike, W: ArrayLike, *, chosen: tuple[int, int] = (0, 0)) -> Picture:
    """Draw a batch of inputs times the transposed weights of a layer.

    Parameters
    ----------
    X : array_like
        Shape (inputs, n), one input per row.
    W : array_like
        Shape (units, n), one unit per row. At most six inputs, units and numbers n.
    chosen : tuple of int, default (0, 0)
        An input and a unit, both counted from 0: their row, column and sum are framed.

    Returns
    -------
    Picture
        SVG: the sums are where the rows of `X` and the columns of `W`, transposed, cross.

    Raises
    ------
    TypeError
        If an argument has the wrong type.
    ValueError
        If `X` or `W` is not a matrix, or too large, or they do not fit together.
    """
    X, W = _matrix("X", X), _matrix("W", W)
    n = X.shape[1]
    check_equal(f"W expected {n} columns, as X has", W.shape[1], n)
    check_type("chosen", chosen, tuple, "an input and a unit, such as (0, 1)")
    check_equal("chosen expected an input and a unit", len(chosen), 2)
    k, j = _index("input", X, chosen[0]), _index("unit", W, chosen[1])
    left, top, gap = 84, 76, 52
    across, down = left + _CELL * n + 28, top + _ROW * n + gap
    width = max(_WIDTH, across + _CELL * len(W) + 16)
    height = down + _ROW * len(X) + 44
    with np.errstate(over="ignore", invalid="ignore"):
        Z = as_float_array("X @ W.T", X @ W.T)
    svg = Svg(width, height, title="A batch", description=_batch_text(X, W, Z, k, j))
    _transposed(svg, across + _CELL * len(W) / 2, 26, "W")
    for i in range(len(W)):
        svg.text(across + _CELL * (i + 0.5), 56, f"unit {i + 1}", size=16)
    for i in range(len(X)):
        svg.text(42, down + _ROW * (i + 0.5), f"input {i + 1}", size=16)
    svg.text(left + _CELL * n / 2, down - 24, "X", size=18)
    svg.text(across + _CELL * len(W) / 2, down - 24, "sums Z", size=18)
    for i, line in enumerate(_products(X[k], W[j], Z[k, j])):
        svg.text(across - 44, top + 26 * i + 14, line, size=17, text_anchor="end")
    _cells(svg, across, top, W.T)
    _cells(svg, left, down, X)
    _cells(svg, across, down, Z)
    _frame(svg, left, down + _ROW * k, _CELL * n)
    _frame(svg, across + _CELL * j, top, _CELL, _ROW * n)
    _frame(svg, across + _CELL * j, down + _ROW * k, _CELL)
    svg.text(width / 2, height - 18, _CELL_KEY, size=14, fill=palette.MUTED)
    return svg.picture()


def network(
    trace: Trace, *, class_names: Sequence[str] = (), input_names: Sequence[str] = ()
) -> Picture:
    """Draw a network with all its outputs, its input on the left.

    Parameters
    ----------
    trace : Trace
        The trace of one input vector, from ``network.trace(x)``.
    class_names : sequence of str, optional
        The class of each unit of the last layer. A bar beside each one shows its output.
    input_names : sequence of str, optional
        What each input measures, written next to it.

    Returns
    -------
    Picture
        SVG. Layers of more than eight units, and networks of more than five layers, are drawn
        with the ones in the middle left out.

    Raises
    ------
    TypeError
        If an argument has the wrong type.
    ValueError
        If the trace is of a batch, or there are not as many names as inputs, or as units in the
        last layer.
    """
    class_names, input_names = _check(trace, class_names, input_names)
    values = [trace.x] + [step.a for step in trace.layers]
    weights = [step.weight for step in trace.layers]
    words = _network_text(trace, class_names, input_names)
    look = _Look("Network", words, values, weights, class_names, input_names, _KEY)
    svg, places = _draw_network(trace, look)
    for i in range(len(class_names)):
        if (len(trace.layers), i) in places:
            x, y = places[len(trace.layers), i]
            share = min(1.0, max(0.0, float(trace.output[i])))
            svg.rect(x + 36, y + 13, 62 * share, 7, fill=palette.POSITIVE, stroke="none")
    return svg.picture()


def gradients(
    trace: Trace, *, class_names: Sequence[str] = (), input_names: Sequence[str] = ()
) -> Picture:
    """Draw a network with its gradients, which flow from right to left.

    The circles contain the gradient of the cost with respect to each unit's weighted sum z, or to
    an input; a line shows the one with respect to its weight.

    Parameters
    ----------
    trace : Trace
        The trace of one input vector, with gradients: ``network.trace(x, target, loss)``.
    class_names : sequence of str, optional
        The class of each unit of the last layer.
    input_names : sequence of str, optional
        What each input measures, written next to it.

    Returns
    -------
    Picture
        SVG, arranged as by `network`.

    Raises
    ------
    TypeError
        If an argument has the wrong type.
    ValueError
        If the trace is of a batch, or did not go backward, or there are not as many names as
        inputs, or as units in the last layer.
    """
    class_names, input_names = _check(trace, class_names, input_names)
    values = [_backward(trace.grad_x)] + [_backward(step.grad_z) for step in trace.layers]
    weights = [_backward(step.grad_weight) for step in trace.layers]
    words = _gradients_text(_backward(trace.loss), values, input_names)
    look = _Look(
        "Gradients", words, values, weights, class_names, input_names, _GRADIENT_KEY, digits=3
    )
    return _draw_network(trace, look)[0].picture()


@dataclass(frozen=True)
class _Look:
    """What a network's picture shows: numbers for circles and lines, and words around them."""

    title: str
    description: str
    values: list[Array]
    weights: list[Array]
    class_names: Sequence[str]
    input_names: Sequence[str]
    key: str
    digits: int = 2


def _draw_network(trace: Trace, look: _Look) -> tuple[Svg, Places]:
    """Draw columns of circles joined by lines; return the drawing and the circles' places."""
    columns = _shown(1 + len(trace.layers), _MAX_COLUMNS)
    rows = {c: _shown(len(look.values[c]), _MAX_UNITS) for c in columns if c is not _GAP}
    tallest = max(map(len, rows.values()))
    height = 66 * tallest + 112
    width = max(_WIDTH, 120 * len(columns))
    svg = Svg(width, height, title=look.title, description=look.description)

    left = 112 if look.input_names else 70
    right = width - (140 if look.class_names else 70)
    xs = np.linspace(left, right, len(columns)).tolist()
    middle = 58 + 66 * tallest / 2
    places: Places = {
        (c, i): (x, middle + 66 * (row - (len(rows[c]) - 1) / 2))
        for x, c in zip(xs, columns, strict=True)
        if c is not _GAP
        for row, i in enumerate(rows[c])
    }
    for column in rows:
        if column and column - 1 in rows:
            _edges(svg, look, column, rows, places)
    for x, c in zip(xs, columns, strict=True):
        if c is _GAP:
            svg.text(x, middle, "· · ·", size=22)
        else:
            _heading(svg, x, c, trace)
    _nodes(svg, look, places)
    for i, name in enumerate(look.class_names):
        if (len(trace.layers), i) in places:
            x, y = places[len(trace.layers), i]
            svg.text(x + 36, y, name, size=17, text_anchor="start")
    for i, name in enumerate(look.input_names):
        if (0, i) in places:
            x, y = places[0, i]
            svg.text(x - 36, y, name, size=17, text_anchor="end")
    svg.text(width / 2, height - 18, look.key, size=14, fill=palette.MUTED)
    return svg, places


def _check(
    trace: Trace, class_names: Sequence[str], input_names: Sequence[str]
) -> tuple[Sequence[str], Sequence[str]]:
    _check_vector(trace)
    classes = _names("class_names", class_names, trace.output)
    return classes, _names("input_names", input_names, trace.x)


def _names(argument: str, names: Sequence[str], values: Array) -> Sequence[str]:
    """Return a name for each value, or no names."""
    if isinstance(names, Sequence) and len(names) == 0:
        return ()
    return check_names(argument, names, len(values))


def _check_vector(trace: Trace) -> None:
    check_type("trace", trace, Trace, "a Trace, as from network.trace(x)")
    if trace.x.ndim != 1:
        raise ValueError(
            f"trace expected one vector x, as from network.trace(X[0]), got a batch {trace.x.shape}"
        )


def _backward(thing: _T | None) -> _T:
    """Return what the backward pass has computed, if there was one."""
    if thing is None:
        raise ValueError("trace expected gradients, as from network.trace(x, target, loss)")
    return thing


def _index(name: str, things: Sized, index: int) -> int:
    return check_whole(name, index, 0, len(things) - 1)


def _shown(count: int, limit: int) -> list[int | None]:
    """Return the numbers of what is drawn; a gap stands for those in the middle."""
    if count <= limit:
        return list(range(count))
    half = limit // 2
    return [*range(half), _GAP, *range(count - half, count)]


def _edges(svg: Svg, look: _Look, c: int, rows: Rows, places: Places) -> None:
    ends = [k for k in rows[c] if k is not _GAP]
    starts = [i for i in rows[c - 1] if i is not _GAP]
    weight = look.weights[c - 1]
    largest = np.abs(weight[np.ix_(ends, starts)]).max()
    for k in ends:
        for i in starts:
            _edge(svg, places[c - 1, i], places[c, k], weight[k, i], largest)


def _nodes(svg: Svg, look: _Look, places: Places) -> None:
    for (c, i), (x, y) in places.items():
        if i is _GAP:
            _gap(svg, x, y)
        else:
            _node(svg, x, y, look.values[c][i], digits=look.digits)


def _sign_color(value: float) -> str:
    return palette.NEGATIVE if value < 0 else palette.POSITIVE


def _edge(
    svg: Svg,
    start: tuple[float, float],
    end: tuple[float, float],
    weight: float,
    largest: float,
) -> None:
    share = abs(weight) / largest if largest else 0.0
    style = {"stroke": _sign_color(weight)}
    if weight < 0:
        style["stroke_dasharray"] = "7 4"
    if weight == 0:
        style = {"stroke": palette.MUTED, "stroke_dasharray": "1 5"}
    (x1, y1), (x2, y2) = start, end
    svg.line(x1, y1, x2, y2, stroke_width=float(0.8 + 3.2 * share), **style)


def _output(step: LayerTrace, k: int) -> str:
    """Write the output of a unit; a sigmoid never reaches 0 or 1, so it never reads 0 or 1."""
    a = float(step.a[k])
    return inside(a, 4) if step.activation == "Sigmoid" else number(a)


def _node(
    svg: Svg, x: float, y: float, value: float, *, r: float = 27, digits: int = 2, words: str = ""
) -> None:
    svg.circle(x, y, r, fill=_tint(float(value)), stroke_width=1.5)
    words = words or (number(value, digits) if r > 40 else fixed(value, digits))
    length = len(words) if r > 40 else max(len(words), digits + 3)  # the same with a minus sign
    size = min(17 if r < 40 else 20, round(2.7 * r / length))
    svg.text(x, y, words, size=size)


def _tint(value: float) -> str:
    tint = palette.POSITIVE_TINT if value >= 0 else palette.NEGATIVE_TINT
    return palette.blend(tint, min(1.0, abs(value)))


def _cells(svg: Svg, x: float, y: float, values: Array) -> None:
    for (k, i), value in np.ndenumerate(values):
        left, top = x + _CELL * i, y + _ROW * k
        svg.rect(left, top, _CELL, _ROW, fill=_tint(float(value) / 3))
        svg.text(left + _CELL / 2, top + _ROW / 2, fixed(float(value)), size=17)


def _frame(svg: Svg, x: float, y: float, width: float, height: float = _ROW) -> None:
    """Frame cells, by default of one row, from the upper left corner of the first."""
    svg.rect(x - 3, y - 3, width + 6, height + 6, fill="none", stroke_width=4, rx=6)


def _transposed(svg: Svg, x: float, y: float, name: str) -> None:
    """Write a matrix's name with a small, raised T."""
    svg.text(x - 5, y, name, size=18)
    svg.text(x + 5 * len(name) + 6, y - 6, "T", size=14)


def _products(x: Array, w: Array, z: float) -> list[str]:
    """Write a weighted sum, one product per line."""
    factors = [(fixed(value), fixed(weight)) for value, weight in zip(x, w, strict=True)]
    lines = [f"{value} × {weight}" for value, weight in factors]
    lines = [re.sub("× (−.*)", r"× (\1)", line) for line in lines]
    return [lines[0], *(f"+ {line}" for line in lines[1:]), f"= {fixed(z)}"]


def _matrix(name: str, values: ArrayLike) -> Array:
    matrix = as_float_array(name, values)
    if matrix.ndim != 2 or not 1 <= min(matrix.shape) <= max(matrix.shape) <= _MAX_CELLS:
        wanted = "1 to 6 rows and 1 to 6 columns"
        raise ValueError(f"{name} expected a matrix of {wanted}, got shape {matrix.shape}")
    return matrix


def _rows_text(values: Array, word: str) -> str:
    return "; ".join(f"{word} {k + 1}: {_list(row)}" for k, row in enumerate(values))


def _batch_text(X: Array, W: Array, Z: Array, k: int, j: int) -> str:
    return (
        f"X, one row per input: {_rows_text(X, 'input')}. W transposed, one column per unit: "
        f"{_rows_text(W, 'unit')}. Sums, one row per input: {_rows_text(Z, 'input')}. "
        f"Framed: input {k + 1} meets unit {j + 1}, {' '.join(_products(X[k], W[j], Z[k, j]))}."
    )


def _weight_label(svg: Svg, x: float, y: float, weight: float) -> None:
    words = f"× {in_product(weight)}"
    half = 5.2 * len(words)
    svg.rect(x - half, y - 12, 2 * half, 24, rx=4, stroke="none")
    svg.text(x, y, words, size=17, fill=_sign_color(weight))


def _arrow(svg: Svg, x1: float, y: float, x2: float) -> None:
    svg.line(x1, y, x2 - 8, y, stroke_width=2)
    svg.path(f"M {x2 - 12} {y - 6:g} L {x2} {y:g} L {x2 - 12} {y + 6:g} Z", fill=palette.INK)


def _gap(svg: Svg, x: float, y: float) -> None:
    for step in (-9, 0, 9):
        svg.circle(x, y + step, 2.2, fill=palette.INK)


def _heading(svg: Svg, x: float, c: int, trace: Trace) -> None:
    if c == 0:
        svg.text(x, 22, "input", size=16)
        words = _count(len(trace.x), "number")
    else:
        step = trace.layers[c - 1]
        svg.text(x, 22, f"layer {c}", size=16)
        words = (
            f"{len(step.a):,} × {step.activation}" if step.activation else f"{len(step.a):,} units"
        )
    svg.text(x, 43, words, size=14, fill=palette.MUTED)


def _list(values: Array, digits: int = 2, names: Sequence[str] = ()) -> str:
    shown = _shown(len(values), _MAX_UNITS)
    words = [f"{name} " for name in names] or [""] * len(values)
    return ", ".join("..." if i is _GAP else words[i] + fixed(values[i], digits) for i in shown)


def _count(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def _unit_text(step: LayerTrace, k: int, names: Sequence[str]) -> str:
    bias = "" if step.bias is None else f" Bias {number(step.bias[k])}."
    value = f", {step.activation} makes it {_output(step, k)}" if step.activation else ""
    return (
        f"{_count(len(step.input), 'input')}: {_list(step.input, names=names)}. "
        f"Weights: {_list(step.weight[k])}.{bias} "
        f"The weighted sum is {number(step.z[k])}{value}."
    )


def _layer_text(step: LayerTrace, names: Sequence[str]) -> str:
    bias = "" if step.bias is None else f" Biases: {_list(step.bias)}."
    rows = "; ".join(f"unit {k + 1}: {_list(row)}" for k, row in enumerate(step.weight))
    return (
        f"{_count(len(step.input), 'input')}: {_list(step.input, names=names)}. Weights, one row "
        f"per unit: {rows}.{bias} Weighted sums: {_list(step.z)}. Outputs: {_list(step.a, 4)}."
    )


def _network_text(trace: Trace, class_names: Sequence[str], input_names: Sequence[str]) -> str:
    lines = [f"{_count(len(trace.x), 'input')}: {_list(trace.x, names=input_names)}."]
    for c, step in enumerate(trace.layers, start=1):
        units = _count(len(step.a), f"{step.activation} unit".strip())
        lines.append(f"Layer {c}, {units}: {_list(step.a)}.")
    if class_names:
        pairs = zip(class_names, trace.output, strict=True)
        lines.append("; ".join(f"{name} {fixed(value)}" for name, value in pairs) + ".")
    return " ".join(lines)


def _gradients_text(loss: float, values: list[Array], names: Sequence[str]) -> str:
    lines = [f"The cost is {number(loss)}."]
    for c in range(len(values) - 1, 0, -1):
        lines.append(f"Its gradients at the sums of layer {c}: {_list(values[c], 3)}.")
    return " ".join([*lines, f"At the inputs: {_list(values[0], 3, names)}."])
