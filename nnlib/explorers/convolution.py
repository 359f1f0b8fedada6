"""ConvolutionExplorer: a window of nine weights over an image, and the map that it writes."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.datasets import load_animals, load_photo
from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, first, fixed, if_, join, op, ref
from nnlib.drawing.packed import pack_bytes
from nnlib.explorers import parts
from nnlib.explorers.convolution_picture import NARROW, SIDE, SIZE, WHITE, WIDE, picture
from nnlib.explorers.live import LiveExplorer
from nnlib.explorers.scene import Scene
from nnlib.explorers.state import State, moves
from nnlib.validation import check_whole

Numbers = tuple[float, ...]

KERNELS: dict[str, Numbers] = {
    "Vertical edges": (-1, 0, 1, -2, 0, 2, -1, 0, 1),
    "Horizontal edges": (-1, -2, -1, 0, 0, 0, 1, 2, 1),
    "Blur": (1 / 9,) * 9,
    "Sharpen": (0, -1, 0, -1, 5, -1, 0, -1, 0),
}
_ANIMALS = {"cat": (1, 14), "dog": (0, 4), "zebra": (2, 4)}  # class, and which of its images
_GREY = (0.2126, 0.7152, 0.0722)  # how bright red, green and blue are
_PHOTO = slice(8, 92)  # of its rows and columns: three for one of the image
_MOST = 5.0  # how far weights go, both ways
_CELLS = range(9)
_PLACE = ref("index")[0]


@dataclass(frozen=True)
class ConvolutionState(State):
    """An image, nine weights, and where the window is; by default the place from notebook 11.

    Attributes
    ----------
    image : str
        "cat", "dog", "zebra" or "photo".
    kernel : tuple of float
        The nine weights, row by row.
    row, column : int
        The image's pixel in the window's first cell, counted from 0.
    """

    image: str = "cat"
    kernel: Numbers = moves(
        KERNELS["Vertical edges"], least=-_MOST, most=_MOST, drag=0.02,
        name=join(
            "weight in row ", op("floor", _PLACE / 3) + 1,
            ", column ", _PLACE - 3 * op("floor", _PLACE / 3) + 1,
        ),
        short=join("weight"),
    )  # fmt: skip
    row: int = 14
    column: int = 12
    preset: str = "Vertical edges"

    def __post_init__(self) -> None:
        check_whole("row", self.row, 0, SIDE - 1)
        check_whole("column", self.column, 0, SIDE - 1)


class ConvolutionExplorer(LiveExplorer[ConvolutionState]):
    """Drag a window of nine weights over an image and watch the sum that it writes into a map.

    Examples
    --------
    >>> explorer = ConvolutionExplorer()
    >>> explorer.act("Blur")
    >>> explorer.readout().split(". ")[1]
    'It is the mean of the nine pixels, so the map is the image with soft edges.'
    """

    kind = ConvolutionState

    def __init__(self) -> None:
        super().__init__(ConvolutionState())

    @classmethod
    def describe(cls, start: ConvolutionState) -> Scene:
        """Describe the explorer."""
        packed = {name: pack_bytes(image) for name, image in images().items()}
        options = [[name, name] for name in packed]
        return Scene(
            name="convolution",
            title="One window, moved over an image",
            hint="Drag the **window** over the image, or one of its nine **weights**.",
            state=start.data(),
            numbers=ConvolutionState.numbers(),
            constants={"images": packed},
            values=_values(),
            pictures={"wide": picture(WIDE), "narrow": picture(NARROW)},
            formula=_formula(),
            readout=_readout(),
            alt=_alt(),
            choices=[{"label": "Image", "path": "image", "options": options}],
            presets=[
                {"label": name, "state": {"kernel": list(kernel)}}
                for name, kernel in KERNELS.items()
            ],
            keep=["image", "row", "column"],
        )


@cache
def images() -> dict[str, NDArray[np.uint8]]:
    """Return the images: brightnesses from 0 to 255, in 28 rows and columns."""
    train = load_animals().train
    found = {
        name: np.rint(train.X[train.y == kind][index] * WHITE).astype(np.uint8)
        for name, (kind, index) in _ANIMALS.items()
    }
    grey = load_photo()[_PHOTO, _PHOTO] @ np.array(_GREY)
    face = grey.reshape(SIZE, 3, SIZE, 3).mean(axis=(1, 3))
    return found | {"photo": np.rint(face * (WHITE / face.max())).astype(np.uint8)}


def _values() -> dict[str, Any]:
    row, column = ref("row"), ref("column")
    pixels = op("bytes", op("at", ref("images"), ref("image")))
    brightness = op("scaled", pixels, 1 / WHITE)
    corner = row * SIZE + column
    under = [op("at", pixels, corner + i // 3 * SIZE + i % 3) / WHITE for i in _CELLS]
    sums = ref("sums")
    return {
        "pixels": under,
        "products": [ref("kernel")[i] * ref("pixels")[i] for i in _CELLS],
        "sums": op("convolved", brightness, SIZE, ref("kernel")),
        "sum": op("at", sums, row * SIDE + column),
        "largest": abs(op("at", sums, op("largest_size", sums))),
        "weights": op("sum", ref("kernel")),
        "as_begun": op("and", *(ref("kernel")[i].eq(ref("start").kernel[i]) for i in _CELLS)),
    }


# Words.


def _formula() -> Element:
    law: list[Any] = [element("i", "sum"), " = "]
    for i in (1, 2):
        law += [parts.italic("w", i), parts.italic("x", i), " + "]
    law += ["… + ", parts.italic("w", 9), parts.italic("x", 9)]
    lines = [element("div", *(cell for i in range(3) for cell in _term(3 * j + i)))
             for j in range(3)]  # fmt: skip
    total = element(
        "div",
        element("span", element("i", "sum"), " = "),
        parts.written(ref("sum"), kind="push", digits=2),
        class_="nx-total",
        from_=["kernel.*"],
    )
    return element(
        "div",
        element("p", *law, class_="nx-law"),
        element("div", *lines, element("hr"), class_="nx-terms"),
        total,
        element(
            "p",
            f"The window has {SIDE} × {SIDE} places and writes one number at each: the map. Its "
            "nine weights ", element("i", "w"), " are the same everywhere. An ordinary layer "
            f"would need {SIZE**2 * SIDE**2:,} weights for as many sums.",
            class_="nx-foot",
        ),
    )  # fmt: skip


def _term(i: int) -> list[Element]:
    """Write a weight times its pixel."""
    plus = element("span", "+" if i else "", class_="nx-muted")
    weight = parts.handle(f"kernel.{i}", ref("kernel")[i])
    pixel = element("span", fixed(ref("pixels")[i]), class_="nx-num v")
    return [plus, weight, element("span", "×", class_="nx-muted"), pixel]


def _alt() -> Expr:
    return join(
        "An image of a ", _shown(), " with a window of 3 by 3 pixels, its nine weights, the "
        "products of weights and pixels, and the map of all sums.",
    )  # fmt: skip


def _shown() -> Expr:
    """Name what the image shows."""
    return if_(ref("image").eq("photo"), "cat's face", ref("image"))


def _readout() -> Expr:
    where = join("At row ", ref("row"), ", column ", ref("column"), " the sum is **")
    return join(where, fixed(ref("sum")), "**. ", _meaning())


def _meaning() -> Expr:
    total, preset = ref("sum"), ref("preset")
    begun, strong = ref("as_begun"), abs(ref("sum")) > 0.2 * ref("largest")
    pixels = ref("pixels")
    even = op("and", *(pixels[i].eq(pixels[0]) for i in range(1, 9)))
    balanced = abs(ref("weights")) < 1e-9
    return first(
        (
            even & balanced,
            "All nine pixels are equal and the weights add up to 0, so nothing is left.",
        ),
        (begun & preset.eq("Blur"),
         "It is the mean of the nine pixels, so the map is the image with soft edges."),
        (begun & preset.eq("Sharpen"),
         "The middle pixel counts 5 times and its neighbours are taken away, so edges stand out."),
        (begun & preset.eq("Vertical edges"),
         _edge(strong, total, "on the right", "on the left", "vertical")),
        (begun & preset.eq("Horizontal edges"),
         _edge(strong, total, "below", "above", "horizontal")),
        (balanced, "Your weights add up to 0, so even ground gives 0 and only changes are seen."),
        otherwise=join(
            "Your weights add up to ", fixed(ref("weights")), ", so even ground gives ",
            fixed(ref("weights")), " times its brightness.",
        ),
    )  # fmt: skip


def _edge(strong: Expr, total: Expr, more: str, less: str, kind: str) -> Expr:
    return first(
        (strong & (total > 0), f"It is brighter {more} than {less}: a {kind} edge."),
        (strong, f"It is brighter {less} than {more}: a {kind} edge."),
        otherwise=f"There is hardly a {kind} edge here.",
    )
