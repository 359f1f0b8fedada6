"""The picture of PixelExplorer: the photo, one pixel enlarged, and the way into the vector."""

from dataclasses import dataclass
from typing import Any

from nnlib.datasets.photo import SIDE
from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, if_, join, op, ref
from nnlib.explorers import parts
from nnlib.explorers.scene import put

CHANNELS = ("red", "green", "blue")
ROW, COLUMN, BEFORE, PLACE = ref("row"), ref("column"), ref("before"), ref("place")
PHOTO = if_(ref("photo").eq(""), ref("cat"), ref("photo"))
BYTES = op("bytes", PHOTO)
STEP = ref("step")
_AROUND = 3  # neighbours shown on each side of the pixel
_LENS = 2 * _AROUND + 1
_FARTHER = 50  # times the fifth of a pixel that an arrow key goes with Shift
_FULL = 255


@dataclass(frozen=True)
class Geometry:
    """Where things stand in one of the two pictures."""

    name: str
    size: tuple[int, int]
    photo: tuple[int, int, int]  # x, y and side
    lens: tuple[int, int, int]
    bars: tuple[int, int, int]  # x of the names, of the bars' ends
    bar_rows: tuple[int, int, int]
    strip: tuple[int, int]  # x of the vector's ends
    y: int  # of the vector
    around: int  # numbers of the vector shown on each side of the pixel's three

    @property
    def scale(self) -> float:
        """Units of the picture for one pixel of the photo."""
        return self.photo[2] / SIDE

    @property
    def cell(self) -> float:
        """Units for one pixel in the lens."""
        return self.lens[2] / _LENS

    @property
    def pace(self) -> float:
        """Units of the vector for one row; below it for one pixel of that row."""
        return (self.strip[1] - self.strip[0]) / SIDE


WIDE = Geometry(
    name="wide",
    size=(760, 430),
    photo=(16, 30, 240),
    lens=(336, 30, 210),
    bars=(568, 622, 704),
    bar_rows=(90, 134, 178),
    strip=(16, 744),
    y=296,
    around=3,
)
NARROW = Geometry(
    name="narrow",
    size=(360, 354),
    photo=(6, 14, 188),
    lens=(240, 6, 98),
    bars=(212, 260, 320),
    bar_rows=(146, 168, 190),
    strip=(6, 354),
    y=228,
    around=1,
)


def picture(g: Geometry) -> Element:
    """Describe the picture."""
    width, height = g.size
    return element(
        "svg",
        *_photo(g),
        *_lens(g),
        *_bars(g),
        *_vector(g),
        *_cells(g),
        viewBox=f"0 0 {width} {height}",
    )


# The photo.


def _photo(g: Geometry) -> list[Element]:
    x, y, side = g.photo
    image = element("raster", id=f"photo-{g.name}", x=x, y=y, width=side, height=side,
                    columns=SIDE, rows=SIDE, kind="rgb", values=PHOTO)  # fmt: skip
    across, down = x + g.scale * (COLUMN + 0.5), y + g.scale * (ROW + 0.5)
    half = g.scale * _LENS / 2
    frame = {"x": across - half, "y": down - half, "width": 2 * half, "height": 2 * half}
    pointed = [put("row", _kept((ref("pointer").y - y) / g.scale)),
               put("column", _kept((ref("pointer").x - x) / g.scale))]  # fmt: skip
    handle = element(
        "g",
        element("rect", class_="nx-hit", x=x, y=y, width=side, height=side),
        element("circle", class_="nx-halo", cx=across, cy=down, r=half + 8),
        element("rect", class_="nx-frame-ground", **frame),
        element("rect", class_="nx-frame", **frame),
        element("circle", class_="nx-focus", cx=across, cy=down, r=half + 8),
        place={
            "name": "pixel. Enter takes hold of it, arrow keys move it, with Shift by ten",
            "value": join("row ", ROW, ", column ", COLUMN),
            "key": "pixel",
            "move": pointed,
            "nudge": [put("row", _kept(ROW + 0.5 - _far("dy"))),
                      put("column", _kept(COLUMN + 0.5 + _far("dx")))],
            "home": [put("row", ref("start").row), put("column", ref("start").column)],
            "jump": True,
        },
        lit=["row", "column"],
    )  # fmt: skip
    return [
        image,
        element("path", class_="nx-tip",
                d=join("M", op("coordinate", across), f" {y - 1}l-5 -8h10z")),
        element("path", class_="nx-tip",
                d=join(f"M{x + side + 1} ", op("coordinate", down), "l8 -5v10z")),
        handle,
        *(_beside_photo(g, across, down) if g.name == "wide" else ()),
    ]  # fmt: skip


def _beside_photo(g: Geometry, across: Expr, down: Expr) -> list[Element]:
    x, y, side = g.photo
    inside = op("max", x + 34, op("min", x + side - 34, across))
    return [
        parts.label(inside, y - 18, join("column ", COLUMN)),
        parts.label(x + side + 12, down, join("row ", ROW), class_="nx-label nx-start"),
    ]


def _kept(value: Expr) -> Expr:
    """Return the row or column that a place is in; at the edge, the last one."""
    return op("max", 0, op("min", SIDE - 1, op("floor", value)))


def _far(way: str) -> Expr:
    """Return how many pixels an arrow key goes: one, with Shift ten."""
    step = ref(way)
    return if_(abs(step) < 1, step * _FARTHER, step)


def _lens(g: Geometry) -> list[Element]:
    """Enlarge the pixel and its neighbours: the same image, seen through a window."""
    (x, y, side), cell = g.lens, g.cell
    left, top, _ = g.photo
    larger = cell / g.scale
    shift = join(
        "translate(",
        op("coordinate", x - cell * (COLUMN - _AROUND) - larger * left),
        " ",
        op("coordinate", y - cell * (ROW - _AROUND) - larger * top),
        f") scale({larger:g})",
    )
    window, middle = f"lens-{g.name}", _AROUND * cell
    words = (
        "the pixel and its neighbours"
        if g.name == "wide"
        else join("row ", ROW, ", column ", COLUMN)
    )
    pixel = {"x": x + middle - 2, "y": y + middle - 2, "width": cell + 4, "height": cell + 4}
    return [
        element("clipPath", element("rect", x=x, y=y, width=side, height=side), id=window),
        element("g", element("use", href=f"#photo-{g.name}", transform=shift),
                clip_path=f"url(#{window})"),
        element("rect", class_="nx-edge", x=x, y=y, width=side, height=side),
        element("rect", class_="nx-frame-ground", **pixel),
        element("rect", class_="nx-frame", **pixel),
        parts.label(x + side / 2, y + side + 14, words),
        element("rect", class_="nx-hit", x=x, y=y, width=side, height=side, keys=False, pick={
            "name": "neighbour",
            "key": "neighbour",
            "do": [put("row", _kept(ROW - _AROUND + (ref("pointer").y - y) / cell)),
                   put("column", _kept(COLUMN - _AROUND + (ref("pointer").x - x) / cell))],
        }),
    ]  # fmt: skip


def _bars(g: Geometry) -> list[Element]:
    """Draw the pixel's three numbers."""
    left, start, end = g.bars
    found = []
    for name, y, k in zip(CHANNELS, g.bar_rows, range(len(CHANNELS)), strict=True):
        value = ref("rgb")[k]
        found += [
            parts.label(left, y, name, class_="nx-start nx-small"),
            element("rect", class_="nx-edge", x=start, y=y - 9, width=end - start, height=18),
            element("rect", class_=f"nx-{name}", x=start, y=y - 9, height=18,
                    width=(end - start) * value / _FULL),
            parts.label(end + 6, y, op("whole", value), class_="nx-start nx-bold"),
        ]  # fmt: skip
    top, bottom = g.bar_rows[0], g.bar_rows[2]
    words = [
        parts.label(left, top - 40, "the pixel's three numbers", class_="nx-label nx-start"),
        parts.label(left, bottom + 34, "0: none, 255: full", class_="nx-label nx-start"),
    ]
    return [*found, *(words if g.name == "wide" else ())]


# The way into the vector.


def _vector(g: Geometry) -> list[Element]:
    """Draw the whole vector, and the stretch of the pixel's row below it."""
    (low, high), y, below = g.strip, g.y, g.y + 40
    row, column = low + g.pace * ROW, low + g.pace * COLUMN
    title = "the vector: 30,000 numbers, row after row"
    ticks = "".join(f"M{low + g.pace * n:g} {y}v14" for n in range(10, SIDE, 10))
    return [
        parts.label(low, y - 10, title, class_="nx-label nx-start"),
        element("rect", class_="nx-panel", x=low, y=y, width=high - low, height=14),
        element("rect", class_="nx-before", x=low, y=y, width=g.pace * ROW, height=14,
                seen=STEP >= 1),
        element("path", class_="nx-grid", d=ticks),
        element("rect", class_="nx-axis", x=low, y=y, width=high - low, height=14),
        element("path", class_="nx-panel", seen=STEP >= 1,
                d=_opened(row, row + g.pace, y + 14, low, high, below)),
        parts.label(_inside(g, row), y + 27, join("row ", ROW, ": 300 numbers"),
                    seen=STEP >= 1),
        _stretch(g, below),
        element("path", class_="nx-panel", seen=STEP >= 2, d=_opened(
            column, column + g.pace, below + 14, *_own(g), below + 40)),
        parts.label(_inside(g, column), below + 27, join("column ", COLUMN, ": 3 numbers"),
                    seen=STEP >= 2),
        _marker(g, "row", row, y, STEP >= 1),
        _marker(g, "column", column, below, STEP >= 2),
    ]  # fmt: skip


def _inside(g: Geometry, at: Expr) -> Expr:
    """Return where a label under a marker is, which must not leave the picture."""
    return op("max", g.strip[0] + 82, op("min", g.strip[1] - 82, at))


def _opened(x0: Any, x1: Any, y: int, x2: Any, x3: Any, bottom: int) -> Expr:
    """Return the path of a stretch that opens downwards."""
    path = parts.through((x0, y), (x1, y), (x3, bottom), (x2, bottom))
    return join(path, "Z")


def _stretch(g: Geometry, y: int) -> Element:
    """Draw the pixels of the row: the same image, of which one row is seen."""
    (low, high), (left, top, side) = g.strip, g.photo
    window = f"stretch-{g.name}"
    tall = 14 / g.scale
    shift = join(
        f"translate({low - (high - low) / side * left:g} ",
        op("coordinate", y - 14 * ROW - tall * top),
        f") scale({(high - low) / side:g} {tall:g})",
    )
    return element(
        "g",
        element("clipPath", element("rect", x=low, y=y, width=high - low, height=14), id=window),
        element("g", element("use", href=f"#photo-{g.name}", transform=shift),
                clip_path=f"url(#{window})"),
        element("rect", class_="nx-axis", x=low, y=y, width=high - low, height=14),
        seen=STEP >= 1,
    )  # fmt: skip


def _marker(g: Geometry, name: str, x: Expr, y: int, seen: Expr) -> Element:
    """Draw the place in a strip, to be dragged along it."""
    box = {"x": x, "y": y - 2, "width": g.pace, "height": 18}
    return element(
        "g",
        element("rect", class_="nx-hit", x=x - 22 + g.pace / 2, y=y - 9, width=44, height=32),
        element("rect", class_="nx-frame-ground", **box),
        element("rect", class_="nx-frame nx-chip", **box),
        element("rect", class_="nx-focus", x=x - 5, y=y - 7, width=g.pace + 10, height=28, rx=6),
        number=name,
        axis="x",
        drag=1 / g.pace,
        seen=seen,
    )


def _own(g: Geometry) -> tuple[float, float]:
    """Return the ends of the pixel's own cells."""
    low, high = g.strip
    wide = (high - low) / (2 * g.around + len(CHANNELS))
    return low + g.around * wide, low + (g.around + len(CHANNELS)) * wide


def _cells(g: Geometry) -> list[Element]:
    """Write the numbers of the vector around the pixel's three, and their places."""
    (low, high), y = g.strip, g.y + 80
    wide = (high - low) / (2 * g.around + len(CHANNELS))
    found = []
    for n in range(2 * g.around + len(CHANNELS)):
        offset = n - g.around
        at = PLACE + offset
        there = (at >= 0) & (at < SIDE * SIDE * len(CHANNELS))
        value = op("at", BYTES, op("max", 0, op("min", SIDE * SIDE * len(CHANNELS) - 1, at)))
        size = "nx-small" if g.name == "wide" else "nx-smallest"
        own = 0 <= offset < len(CHANNELS)
        left, middle = low + n * wide, low + (n + 0.5) * wide
        name = f"{CHANNELS[offset]} " if own else ""
        number = element("tspan", op("whole", value), class_="nx-bold") if own else None
        words = [name, number] if own else [op("whole", value)]
        found.append(
            element(
                "g",
                element("rect", class_="nx-correct" if own else "nx-axis", x=left, y=y,
                        width=wide, height=28),
                parts.label(middle, y + 14, *words, class_=size if own else "nx-label"),
                parts.label(middle, y + 39, op("grouped", at),
                            class_="nx-small nx-v" if own else "nx-label"),
                show=there,
                seen=STEP >= 3,
                from_=["row", "column"],
            )
        )  # fmt: skip
    return found
