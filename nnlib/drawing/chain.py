"""Chain: the steps from a parameter to the cost, with a rate on each link."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from nnlib.arrays import Array
from nnlib.drawing import palette
from nnlib.drawing.numerals import number
from nnlib.drawing.picture import Picture
from nnlib.drawing.svg import Svg, arrow_head
from nnlib.validation import as_float_array, check_names, check_type

_WIDTH, _TOP = 420, 20  # narrow, so that the words stay large on a phone
_APART = 130  # from the middle of a step to that of the one next to it
_MOST = 3  # steps next to each other
_BOX, _LINK, _FAN, _CROSSING = 34, 54, 92, 160  # heights: of a step, and of links by their kind
# How far along crossing links their rates are, by where they lead and where they begin: of three by
# three links, none has its rate on another.
_PLACES = ((0.5, 0.2, 0.76), (0.36, 0.7, 0.36), (0.76, 0.2, 0.5))
_KEY = "Solid: rate known. Dotted grey: not known yet."


def chain(steps: Sequence[str | Sequence[str]], rates: Sequence[ArrayLike | None]) -> Picture:
    """Draw how a change travels from a parameter to the cost, link by link.

    Parameters
    ----------
    steps : sequence of str, or of sequences of str
        What the change passes through, drawn from top to bottom. Up to three names in one step
        are next to each other; the first and the last step have a single name.
    rates : sequence of array_like or None
        For each link, how fast the later step changes with the earlier one; None if it is not
        known yet. Between several names it is a matrix, one row per later name. A rate of 0 has
        no line.

    Returns
    -------
    Picture
        SVG. Once all rates are known, the sum over all paths is written below.

    Raises
    ------
    TypeError
        If an argument has the wrong type.
    ValueError
        If there are not as many rates as links, or too many names in a step.

    Examples
    --------
    >>> chain(["weight", "sum", "cost"], [3, -2]).alt
    'Chain of rates. From weight to sum: 3. From sum to cost: −2. The product is −6.'
    """
    rows = _rows(steps)
    links = _links(rows, rates)
    heights = [_height(*pair, link) for pair, link in zip(_pairs(rows), links, strict=True)]
    bottom = _TOP + _BOX * len(rows) + sum(heights)
    total = _total(links)
    svg = Svg(_WIDTH, bottom + 44, title="Chain of rates", description=_words(rows, links, total))
    y = _TOP
    for k, names in enumerate(rows):
        if k:
            _draw_links(svg, links[k - 1], _xs(rows[k - 1]), _xs(names), y, y + heights[k - 1])
            y += heights[k - 1]
        for x, name in zip(_xs(names), names, strict=True):
            width = max(44, 9 * len(name) + 18)
            svg.rect(x - width / 2, y, width, _BOX, rx=10, stroke_width=1.5)
            svg.text(x, y + _BOX / 2, name, size=16)
        y += _BOX
    svg.text(_WIDTH / 2, bottom + 24, _KEY if total is None else total, size=15)
    return svg.picture()


def _rows(steps: Sequence[str | Sequence[str]]) -> list[Sequence[str]]:
    check_type("steps", steps, (list, tuple), "a list of names")
    rows: list[Sequence[str]] = []
    for step in steps:
        names = (
            [step] if isinstance(step, str) else check_type("steps", step, (list, tuple), "names")
        )
        rows.append(check_names("steps", names, len(names)))
    if any(not 1 <= len(names) <= _MOST for names in rows):
        raise ValueError(f"steps expected 1 to {_MOST} names in each, got {steps}")
    if len(rows) < 2 or len(rows[0]) + len(rows[-1]) > 2:
        raise ValueError(f"steps expected a single name first and last, got {steps}")
    return rows


def _pairs(rows: list[Sequence[str]]) -> list[tuple[Sequence[str], Sequence[str]]]:
    return list(pairwise(rows))


def _links(rows: list[Sequence[str]], rates: Sequence[ArrayLike | None]) -> list[Array | None]:
    """Return a matrix for each link, one row per later name, or None."""
    check_type("rates", rates, (list, tuple), "a list with a rate for each link")
    if len(rates) != len(rows) - 1:
        raise ValueError(f"rates expected {len(rows) - 1}, one for each link, got {len(rates)}")
    links: list[Array | None] = []
    for (before, after), rate in zip(_pairs(rows), rates, strict=True):
        if rate is None:
            links.append(None)
            continue
        matrix = as_float_array("rates", rate)
        if matrix.size != len(before) * len(after):
            wanted = f"{len(after)} times {len(before)} numbers"
            raise ValueError(f"rates expected {wanted} from {before} to {after}, got {rate}")
        links.append(matrix.reshape(len(after), len(before)))
    return links


def _total(links: list[Array | None]) -> str | None:
    """Return the sum over all paths, and how many there are, if all rates are known."""
    sums, paths = np.ones((1, 1)), np.ones((1, 1))
    for matrix in links:
        if matrix is None:
            return None
        sums, paths = matrix @ sums, (matrix != 0) @ paths
    count, value = int(paths.item()), number(sums.item())
    return f"The product is {value}." if count == 1 else f"The sum over {count} paths is {value}."


def _height(above: Sequence[str], below: Sequence[str], link: Array | None) -> int:
    if len(above) + len(below) == 2 or _is_straight(link):
        return _LINK
    return _FAN if 1 in (len(above), len(below)) else _CROSSING


def _is_straight(matrix: Array | None) -> bool:
    """Return whether each step leads to the one below it alone, as far as is known."""
    if matrix is None:
        return False
    return matrix.shape[0] == matrix.shape[1] and not np.any(matrix - np.diag(np.diag(matrix)))


def _xs(names: Sequence[str]) -> list[float]:
    return [_WIDTH / 2 + _APART * (i - (len(names) - 1) / 2) for i in range(len(names))]


def _draw_links(
    svg: Svg, matrix: Array | None, above: list[float], below: list[float], top: float, end: float
) -> None:
    """Draw all lines of a step first, then the rates on them."""
    drawn = [
        (k, i)
        for k in range(len(below))
        for i in range(len(above))
        if matrix is None or matrix[k, i] != 0
    ]
    for k, i in drawn:
        _arrow(svg, (above[i], top), (below[k], end - 2), known=matrix is not None)
    for k, i in drawn:
        t = 0.45
        if not (len(above) + len(below) == 2 or _is_straight(matrix)):
            t = 0.66 if len(above) == 1 else 0.3 if len(below) == 1 else _PLACES[k][i]
        x, y = above[i] + t * (below[k] - above[i]), top + t * (end - top)
        words = "?" if matrix is None else number(float(matrix[k, i]))
        size = 16 if len(above) == 1 or len(below) == 1 else 15
        half = 0.29 * size * len(words) + 2
        svg.rect(x - half, y - 10, 2 * half, 20, stroke="none")
        svg.text(x, y, words, size=size, fill=_color(matrix, k, i))


def _color(matrix: Array | None, k: int, i: int) -> str:
    if matrix is None:
        return palette.MUTED
    return palette.NEGATIVE if matrix[k, i] < 0 else palette.POSITIVE


def _arrow(svg: Svg, start: tuple[float, float], end: tuple[float, float], *, known: bool) -> None:
    style: dict[str, float | str] = {"stroke": palette.INK, "stroke_width": 2}
    if not known:
        style = {"stroke": palette.MUTED, "stroke_width": 1.5, "stroke_dasharray": "2 5"}
    (x1, y1), (x2, y2) = start, end
    svg.line(x1, y1, x2, y2, **style)
    _, head = arrow_head(start, end)
    svg.path(head, fill=style["stroke"], stroke="none")


def _words(rows: list[Sequence[str]], links: list[Array | None], total: str | None) -> str:
    lines = []
    for (before, after), matrix in zip(_pairs(rows), links, strict=True):
        lines += [
            f"From {name} to {other}: "
            + ("not known yet." if matrix is None else f"{number(float(matrix[k, i]))}.")
            for i, name in enumerate(before)
            for k, other in enumerate(after)
            if matrix is None or matrix[k, i] != 0
        ]
    return " ".join(lines + ([total] if total else []))
