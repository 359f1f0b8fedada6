"""The picture of ConvolutionExplorer: the image with its window, nine products, and the map."""

from dataclasses import dataclass
from typing import Any

from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, fixed, if_, join, op, ref
from nnlib.explorers import parts
from nnlib.explorers.scene import Op, put

WHITE = 255
_BRIGHT = 0.46  # from here on black is read better than white
_TOUCH = 44  # pixels that a finger needs
SIZE = 28  # pixels of an image, each way
SIDE = SIZE - 2  # numbers of its map


@dataclass(frozen=True)
class Geometry:
    """Where things stand in one of the two pictures."""

    name: str
    size: tuple[int, int]
    image: tuple[float, float, float]  # left, top, side
    map: tuple[float, float, float]
    grids: tuple[tuple[float, float], ...]  # corners of pixels, weights and products
    cells: tuple[tuple[float, float], ...]  # how wide and high they are in each

    @property
    def wide(self) -> bool:
        """Whether this is the wide one."""
        return self.name == "wide"

    def centre(self, grid: int, i: int) -> tuple[float, float]:
        """Return the middle of a cell."""
        (left, top), (width, height) = self.grids[grid], self.cells[grid]
        return left + width * (i % 3 + 0.5), top + height * (i // 3 + 0.5)


WIDE = Geometry(
    name="wide",
    size=(760, 372),
    image=(10, 30, 290),
    map=(494, 30, 256),
    grids=((322, 30), (322, 150), (322, 270)),
    cells=((50, 30),) * 3,
)
NARROW = Geometry(
    name="narrow",
    size=(360, 330),
    image=(4, 24, 178),
    map=(196, 24, 160),
    grids=((2, 228), (98, 228), (236, 228)),
    cells=((31, 30), (45, 30), (41, 30)),
)


def picture(g: Geometry) -> Element:
    """Draw one of the two pictures."""
    width, height = g.size
    return element(
        "svg",
        *_image(g),
        *_map(g),
        *(part for i in range(9) for part in _cells(g, i)),
        *_heads(g),
        *_sum(g),
        viewBox=f"0 0 {width} {height}",
    )


def _image(g: Geometry) -> list[Element]:
    pixels = op("at", ref("images"), ref("image"))
    square = _box(*g.image, g.image[2])
    return [
        element("raster", **square, columns=SIZE, rows=SIZE, kind="grey", values=pixels),
        element("rect", class_="nx-edge", **square),
        _window(g.image, SIZE, 3, 0),
    ]


def _map(g: Geometry) -> list[Element]:
    values = op("scaled", ref("sums"), 1 / ref("largest"))
    square = _box(*g.map, g.map[2])
    return [
        element("raster", **square, columns=SIDE, rows=SIDE, kind="signed", values=values),
        element("rect", class_="nx-edge", **square),
        _window(g.map, SIDE, 1, 1, keys=False),  # keys reach the one on the image
    ]


def _box(x: Any, y: Any, width: Any, height: Any) -> dict[str, Any]:
    return {"x": x, "y": y, "width": width, "height": height}


def _window(
    square: tuple[float, float, float], count: int, pixels: int, around: float, **more: Any
) -> Element:
    """Draw what a hand moves over a square of so many pixels: the window, or the cell it writes."""
    left, top, side = square
    unit, width = side / count, side / count * pixels
    x, y = left + unit * ref("column"), top + unit * ref("row")

    def framed(by: float) -> dict[str, Any]:
        return _box(x - by, y - by, width + 2 * by, width + 2 * by)

    return element(
        "g",
        element("rect", class_="nx-hit", **framed((_TOUCH - width) / 2)),
        element("rect", class_="nx-frame-edge", **framed(around)),
        element("rect", class_="nx-frame", **framed(around)),
        element("rect", class_="nx-focus", **framed(6)),
        place=_moving(square, count),
        lit=["window"],
        **more,
    )


def _moving(square: tuple[float, float, float], count: int) -> dict[str, Any]:
    """Say how the window moves: its middle is where the hand is, its keys count in pixels."""
    left, top, side = square
    back = 1 if count == SIZE else 0  # from the middle of the window to its first pixel
    right = op("floor", (ref("pointer").x - left) * (count / side)) - back
    down = op("floor", (ref("pointer").y - top) * (count / side)) - back
    return {
        "name": join("window. Enter takes hold of it, arrow keys move it"),
        "value": join("row ", ref("row"), ", column ", ref("column")),
        "key": join("window"),
        "move": _put_at(down, right),
        "nudge": _put_at(ref("row") - _whole("dy"), ref("column") + _whole("dx")),
        "home": _put_at(ref("start").row, ref("start").column),
    }


def _whole(name: str) -> Expr:
    """Return by how many pixels an arrow key moves: one, with Shift too."""
    return if_(ref(name) > 0, 1, if_(ref(name) < 0, -1, 0))


def _put_at(row: Any, column: Any) -> list[Op]:
    def kept(value: Any) -> Expr:
        return op("max", 0, op("min", SIDE - 1, value))

    return [put("row", kept(row)), put("column", kept(column))]


def _cells(g: Geometry, i: int) -> list[Element]:
    """Draw a pixel under the window, its weight, and their product."""
    return [_pixel(g, i), _weight(g, i), _product(g, i)]


def _cell(g: Geometry, grid: int, i: int, gap: float) -> dict[str, Any]:
    (x, y), (width, height) = g.centre(grid, i), g.cells[grid]
    left, top = x - width / 2 + gap, y - height / 2 + gap
    return _box(left, top, width - 2 * gap, height - 2 * gap)


def _pixel(g: Geometry, i: int) -> Element:
    value, (x, y) = ref("pixels")[i], g.centre(0, i)
    shade = op("whole", value * WHITE)
    fill = join("rgb(", shade, ",", shade, ",", shade, ")")
    on = if_(value < _BRIGHT, "nx-smallest nx-on-dark", "nx-smallest nx-on-light")
    return element(
        "g",
        element("rect", class_="nx-edge", style=join("fill:", fill), **_cell(g, 0, i, 0)),
        element("text", fixed(value), x=x, y=y, class_=on),
        from_=[f"kernel.{i}"],
    )


def _weight(g: Geometry, i: int) -> Element:
    value, (x, y) = ref("kernel")[i], g.centre(1, i)
    digits = if_(value.eq(op("floor", value)), 0, 2)
    return element(
        "g",
        element("rect", class_="nx-hit", **_cell(g, 1, i, 0)),
        element("rect", class_="nx-chip", **_cell(g, 1, i, 1.5), rx=6),
        element("text", fixed(value, digits), x=x, y=y, class_="nx-small"),
        element("rect", class_="nx-focus", **_cell(g, 1, i, -2), rx=8),
        class_="nx-tag",
        data_sign=parts.sign(value),
        number=f"kernel.{i}",
    )


def _product(g: Geometry, i: int) -> Element:
    value, (x, y) = ref("products")[i], g.centre(2, i)
    return element(
        "g",
        element("rect", class_="nx-cell", **_cell(g, 2, i, 1), data_sign=parts.sign(value)),
        element("text", fixed(value), x=x, y=y, class_="nx-smallest"),
        from_=[f"kernel.{i}"],
        lit=[f"kernel.{i}"],
    )


def _heads(g: Geometry) -> list[Element]:
    """Name the parts of the picture."""
    size, side = f"image, {SIZE} × {SIZE}", f"map, {SIDE} × {SIDE}"
    names = ["pixels", "× weights", "= products"]
    middles = [(g.centre(k, 1)[0], g.grids[k][1] - 13) for k in range(3)]
    return [
        *(parts.label(x, y, name) for (x, y), name in zip(middles, names, strict=True)),
        parts.label(g.image[0] + g.image[2] / 2, g.image[1] - 13, size),
        parts.label(g.map[0] + g.map[2] / 2, g.map[1] - 13, side),
    ]


def _sum(g: Geometry) -> list[Element]:
    """Write the sum, which the window writes into the map, and what the map's colours mean."""
    total = join("their sum: ", fixed(ref("sum")))
    if g.wide:
        x, y = g.map[0], g.map[1] + g.map[2]
        return [
            element("text", total, x=x, y=y + 28, class_="nx-big nx-sum nx-start",
                    data_sign=parts.sign(ref("sum"))),
            parts.label(x, y + 58, "blue: above 0, orange: below", class_="nx-label nx-start"),
            parts.label(g.image[0], 338, "brightness: 0 is black, 1 is white",
                        class_="nx-label nx-start"),
        ]  # fmt: skip
    x, y = g.map[0] + g.map[2] / 2, g.map[1] + g.map[2] + 10
    return [parts.label(x, y, "blue: +, orange: −", class_="nx-label nx-smallest")]
