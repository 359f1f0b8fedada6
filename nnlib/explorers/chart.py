"""Chart: a small pair of axes inside a drawing, fast enough to follow a slider."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.arrays import Array
from nnlib.drawing import palette
from nnlib.drawing.numerals import number
from nnlib.drawing.svg import Svg

STYLES = (
    {"stroke": palette.POSITIVE},
    {"stroke": palette.NEGATIVE, "stroke_dasharray": "7 4"},
    {"stroke": palette.INK, "stroke_dasharray": "2 4"},
)


class Chart:
    """Axes with their ends written on them.

    Parameters
    ----------
    svg : Svg
        What to draw on.
    box : tuple of (float, float, float, float)
        Left, top, width and height of the axes on it.
    x_range, y_range : tuple of (float, float)
        The numbers at the ends of the axes.
    x_label, y_label : str
        Words below the one, and above the other.
    """

    def __init__(
        self,
        svg: Svg,
        box: tuple[float, float, float, float],
        *,
        x_range: tuple[float, float],
        y_range: tuple[float, float],
        x_label: str = "",
        y_label: str = "",
    ) -> None:
        self._svg, self._box = svg, box
        self._ends = np.array([x_range, y_range], float).T  # the lowest x and y, the highest
        left, top, width, height = box
        svg.rect(*box, stroke=palette.MUTED)
        muted = {"fill": palette.MUTED}
        for end, anchor, x in [(0, "start", left), (1, "end", left + width)]:
            words = number(x_range[end], 2)
            svg.text(x, top + height + 13, words, size=14, text_anchor=anchor, **muted)
        for end, y in [(0, top + height - 7), (1, top + 8)]:
            words = number(y_range[end], 2)
            svg.text(left - 6, y, words, size=14, text_anchor="end", **muted)
        svg.text(left + width / 2, top + height + 13, x_label, size=14, **muted)
        svg.text(left + width / 2, top - 14, y_label, size=15)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where on the drawing the point (x, y) lies."""
        left, top, width, height = self._box
        across, up = ((x, y) - self._ends[0]) / (self._ends[1] - self._ends[0])
        return float(left + width * across), float(top + height * (1 - up))

    def line(self, xs: ArrayLike, ys: ArrayLike, **style: float | str) -> None:
        """Draw a line through points, up to where it leaves the axes."""
        points = self._inside(np.column_stack([np.asarray(xs, float), np.asarray(ys, float)]))
        if len(points) > 1:
            low, span = self._ends[0], self._ends[1] - self._ends[0]
            left, top, width, height = self._box
            shares = (points - low) / span
            places = zip(
                left + width * shares[:, 0], top + height * (1 - shares[:, 1]), strict=True
            )
            d = "M " + " L ".join(f"{x:.1f} {y:.1f}" for x, y in places)
            style = {"stroke": palette.INK, "stroke_width": 2, **style}
            self._svg.path(d, fill="none", **style)

    def dot(self, x: float, y: float, r: float = 4, **style: float | str) -> None:
        """Draw a dot, unless it lies outside."""
        if self._holds(np.array([[x, y]], float)).all():
            across, up = self.place(x, y)
            self._svg.circle(across, up, r, **{"fill": palette.INK} | style)

    def _holds(self, points: Array) -> NDArray[np.bool_]:
        return ((points >= self._ends[0]) & (points <= self._ends[1])).all(axis=1)

    def _inside(self, points: Array) -> Array:
        """Return the points before the first one outside, and where the line leaves."""
        outside = np.flatnonzero(~self._holds(points))
        if not outside.size:
            return points
        first = outside[0]
        return np.vstack([points[:first], *self._leaving(points[first - 1 : first + 1])])

    def _leaving(self, pair: Array) -> list[Array]:
        """Return where the line from a point inside to one outside crosses the axes' frame."""
        if len(pair) < 2 or not np.isfinite(pair).all():
            return []
        start, way = pair[0], pair[1] - pair[0]
        ends = np.where(way > 0, self._ends[1], self._ends[0])
        share = min((e - s) / w for e, s, w in zip(ends, start, way, strict=True) if w)
        return [start + share * way]


def legend(svg: Svg, x: float, y: float, names: Iterable[str]) -> None:
    """Name the lines that are drawn in the order of `STYLES`, one below the other."""
    for i, (name, style) in enumerate(zip(names, STYLES, strict=False)):
        svg.line(x, y + 18 * i, x + 28, y + 18 * i, stroke_width=2, **style)
        svg.text(x + 34, y + 18 * i, name, size=14, text_anchor="start")


def cost_chart(
    svg: Svg,
    box: tuple[float, float, float, float],
    training: Sequence[float],
    validation: Sequence[float],
    *,
    epochs: int,
    highest: float,
) -> None:
    """Draw the costs of a training so far, on axes that leave room for all its epochs."""
    ranges = {"x_range": (0, epochs), "y_range": (0, highest)}
    chart = Chart(svg, box, **ranges, x_label="epoch", y_label="cost")
    for costs, style in zip((training, validation), STYLES, strict=False):
        chart.line(np.arange(1, len(costs) + 1), costs, **style)
        if costs:
            chart.dot(len(costs), costs[-1], fill=style["stroke"])
    left, top, width, _ = box
    legend(svg, left + width - 120, top + 18, ("training", "validation"))
