"""What the training explorer shows: two charts over the epochs, weights, and images."""

from dataclasses import dataclass
from typing import Any

from nnlib.datasets import THREE_CLASSES
from nnlib.datasets.training_epochs import EPOCHS, PICTURES, SHOWN
from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, join, op, ref
from nnlib.explorers import parts
from nnlib.explorers.scene import Op, put

SIDE = 28
_EPOCH = ref("epoch")
_LEFT = "nx-label nx-start"
_END = "nx-label nx-end"
Box = tuple[float, float, float, float]  # left, right, top, bottom


@dataclass(frozen=True)
class Geometry:
    """Where things stand in one of the two pictures."""

    wide: bool
    size: tuple[int, int]
    cost: Box
    accuracy: Box
    units: tuple[float, float, float]  # x, y and side of the first
    pictures: tuple[float, float, float]
    columns: int
    apart: tuple[float, float]  # from one image to the next

    def x(self, epoch: Any) -> Expr:
        """Return the x of an epoch."""
        left, right, *_ = self.cost
        return left + (right - left) * epoch / EPOCHS

    def pointed(self) -> Expr:
        """Return the epoch under a hand."""
        left, right, *_ = self.cost
        epoch = op("floor", (ref("pointer").x - left) / (right - left) * EPOCHS + 0.5)
        return op("max", 0, op("min", EPOCHS, epoch))


WIDE = Geometry(
    wide=True,
    size=(760, 392),
    cost=(46, 350, 44, 190),
    accuracy=(46, 350, 244, 340),
    units=(404, 40, 54),
    pictures=(410, 138, 42),
    columns=6,
    apart=(59, 64),
)
NARROW = Geometry(
    wide=False,
    size=(360, 436),
    cost=(40, 348, 38, 116),
    accuracy=(40, 348, 158, 192),
    units=(18, 238, 46),
    pictures=(10, 316, 34),
    columns=8,
    apart=(44, 40),
)


def picture(g: Geometry) -> Element:
    """Draw it all."""
    width, height = g.size
    return element(
        "svg",
        *_legend(g),
        *_chart(
            g.cost,
            ("train_costs", "new_costs"),
            ref("highest"),
            "cost",
            ("0", op("fixed", ref("highest"), 1)),
        ),
        *_chart(g.accuracy, ("train_rights", "new_rights"), 1, "accuracy", ("0", "1")),
        *_epochs(g),
        *_scrubber(g),
        *_units(g),
        *_pictures(g),
        viewBox=f"0 0 {width} {height}",
    )


# The charts.


def _legend(g: Geometry) -> list[Element]:
    left, right, top, _ = g.cost
    y, middle = top - 22, (left + right) / 2
    return [
        element("line", class_="nx-curve", x1=left + 4, y1=y, x2=left + 34, y2=y),
        parts.label(left + 40, y, "training", class_=_LEFT),
        element("line", class_="nx-curve nx-second", x1=middle + 4, y1=y, x2=middle + 34, y2=y),
        parts.label(middle + 40, y, "validation", class_=_LEFT),
    ]


def _chart(
    box: Box, names: tuple[str, str], highest: Any, title: str, ends: tuple[Any, Any]
) -> list[Element]:
    left, right, top, bottom = box
    place = (left, right, bottom, top, 0, EPOCHS, 0, highest)
    lines = [op("clipped", ref("epochs"), ref(name), *place) for name in names]
    y = [bottom + (top - bottom) * op("at", ref(name), ref("after")) / highest for name in names]
    x = left + (right - left) * _EPOCH / EPOCHS
    return [
        element("path", class_="nx-axis", d=f"M{left} {top}V{bottom}H{right}"),
        parts.label(left - 6, bottom, ends[0], class_=_END),
        parts.label(left - 6, top, ends[1], class_=_END),
        parts.label(right, top - 8 if title == "accuracy" else top + 8, title, class_=_END),
        element("path", class_="nx-curve", d=lines[0]),
        element("path", class_="nx-curve nx-second", d=lines[1]),
        *(element("circle", class_="nx-dot", cx=x, cy=each, r=4.5) for each in y),
    ]


def _epochs(g: Geometry) -> list[Element]:
    *_, bottom = g.accuracy
    ticks = [parts.label(g.x(each), bottom + 16, f"{each}") for each in (0, 20, 40)]
    return [*ticks, parts.label(g.x(EPOCHS), bottom + 16, "epoch 60", class_=_END)]


def _scrubber(g: Geometry) -> list[Element]:
    """Draw what a hand drags: anywhere in the charts, or the knob between them."""
    left, right, top, low = g.cost
    *_, bottom = g.accuracy
    x, y = g.x(_EPOCH), low + 22
    area = element(
        "g",
        element("rect", class_="nx-hit", x=left, y=top, width=right - left, height=bottom - top),
        place={
            "name": "epoch",
            "value": _EPOCH,
            "key": "scrub",
            "begin": _put(g),
            "move": _put(g),
            "nudge": [],
            "home": [],
        },
        keys=False,
    )
    knob = parts.knob(x, y, "epoch", r=10, drag=EPOCHS / (right - left))
    return [
        element("line", class_="nx-guide", x1=x, y1=top, x2=x, y2=bottom),
        element("line", class_="nx-axis", x1=left, y1=y, x2=right, y2=y),
        area,
        knob,
    ]


def _put(g: Geometry) -> list[Op]:
    return [put("epoch", g.pointed())]


# What units look for, and what is wrong.


def _units(g: Geometry) -> list[Element]:
    x, y, side = g.units
    apart = side + (5 if g.wide else 8)
    after = join("weights of hidden units after epoch ", op("whole", ref("looks_at")))
    middle = x + (SHOWN * apart - (apart - side)) / 2
    return [
        parts.label(middle, y - 15, after),
        *(
            _raster(
                x + i * apart, y, side, "signed", op("slice", ref("looks"), i * SIDE**2, SIDE**2)
            )
            for i in range(SHOWN)
        ),
    ]


def _raster(x: float, y: float, side: float, kind: str, values: Expr) -> Element:
    return element("raster", x=x, y=y, width=side, height=side, columns=SIDE, rows=SIDE, kind=kind,
                   values=values)  # fmt: skip


def _pictures(g: Geometry) -> list[Element]:
    x, y, side = g.pictures
    across, down = g.apart
    head = join("validation images: ", ref("mistaken"), f" of {PICTURES} wrong")
    middle = x + ((g.columns - 1) * across + side) / 2
    return [
        parts.label(middle, y - 15, head),
        *(
            part
            for i in range(PICTURES)
            for part in _one(g, i, x + i % g.columns * across, y + i // g.columns * down)
        ),
    ]


def _one(g: Geometry, i: int, x: float, y: float) -> list[Element]:
    """Draw an image, and what it is taken for where that is wrong."""
    side, wrong = g.pictures[2], ref("wrong")[i]
    around = {"x": x - 2, "y": y - 2, "width": side + 4, "height": side + 4}
    says = op("at", list(THREE_CLASSES), ref("says")[i])
    shown = element(
        "g",
        _raster(x, y, side, "grey", ref("pictures")[i]),
        element("rect", class_="nx-mistaken", **around, show=wrong),
        element("rect", class_="nx-chosen", **around, show=ref("chosen").eq(i)),
        element("rect", class_="nx-hit", x=x, y=y, width=side, height=side),
        element("rect", class_="nx-focus", **around),
        pick={
            "name": join(f"image {i + 1}, ", says),
            "key": join(f"picture.{i}"),
            "do": [put("chosen", i)],
            "pressed": ref("chosen").eq(i),
        },
    )
    if not g.wide:
        return [shown]
    return [
        shown,
        parts.label(x + side / 2, y + side + 13, says, class_="nx-smallest nx-missed", show=wrong),
    ]
