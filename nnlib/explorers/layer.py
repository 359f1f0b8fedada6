"""LayerExplorer: a layer as a matrix, and one of its rows at work."""

from dataclasses import dataclass
from typing import Any

from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, first, fixed, if_, join, op, ref
from nnlib.explorers import parts
from nnlib.explorers.layer_picture import (
    NARROW,
    ROW,
    STEP,
    SUM,
    UNITS,
    WIDE,
    layer,
    mine,
    picture,
    row_sources,
)
from nnlib.explorers.live import LiveExplorer
from nnlib.explorers.scene import Scene, put
from nnlib.explorers.state import Part, State, moves
from nnlib.explorers.state import parts as parts_of

Matrix = tuple[tuple[float, ...], ...]
V = (1.0, 0.4, 2.0)
WEIGHT: Matrix = ((-1.0, 0.2, 1.0), (3.0, 0.3, -0.1), (0.5, -2.0, 0.4))
_ZEROS = (0.0, 0.0, 0.0)
_END = 5.0  # how far weights and biases go, both ways
_FLAT = 4  # sums beyond hardly move a sigmoid any more
_NEARLY = 5e-10  # nine decimals do not tell an output so near an end from the end
_INDEX = ref("index")
_UNIT = _INDEX[1]


@dataclass(frozen=True)
class LayerLayer(Part):
    """Three units with three inputs; by default the article's, with biases of zero."""

    weight: Matrix = moves(
        WEIGHT,
        stars=2,
        least=-_END,
        most=_END,
        drag=0.02,
        name=join("unit ", _UNIT + 1, ", weight of x", _INDEX[2] + 1),
        short=join(parts.subscripted("w", _UNIT), op("at", list("₁₂₃"), _INDEX[2])),
    )
    bias: tuple[float, ...] = moves(
        _ZEROS,
        least=-_END,
        most=_END,
        drag=0.02,
        name=join("unit ", _UNIT + 1, ", bias"),
        short=parts.subscripted("b", _UNIT),
    )
    activation: str = "sigmoid"


@dataclass(frozen=True)
class LayerState(State):
    """An input, a layer, and which of its rows is at work.

    Attributes
    ----------
    row : int
        The row, and so the unit, counted from 0.
    """

    x: tuple[float, ...] = moves(
        V,
        least=-3,
        most=3,
        drag=0.015,
        name=parts.named_input(_INDEX[0]),
        short=parts.subscripted("x", _INDEX[0]),
    )
    layers: tuple[LayerLayer, ...] = parts_of((LayerLayer(),), LayerLayer)
    row: int = 0
    preset: str = "Article"


PRESETS = {
    "Article": LayerLayer(),
    "One opinion": LayerLayer(weight=((0.7, 0.7, 0.7),) * UNITS),
    "Row of zeros": LayerLayer(weight=(WEIGHT[0], _ZEROS, WEIGHT[2]), bias=(0.0, -2.0, 0.0)),
    "Identity": LayerLayer(weight=((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))),
}


class LayerExplorer(LiveExplorer[LayerState]):
    """Move the matrix, the input or the biases of a layer, and watch one row at work.

    Examples
    --------
    >>> explorer = LayerExplorer()
    >>> explorer.move("layers.0.bias.0", -1.1)
    >>> explorer.readout().split(". ")[0]
    'Row 1 gives the sum −0.02 and the output 0.4950'
    """

    kind = LayerState

    def __init__(self) -> None:
        super().__init__(LayerState())

    @classmethod
    def describe(cls, start: LayerState) -> Scene:
        """Describe the explorer."""
        return Scene(
            name="layer",
            title="A layer of three units",
            hint=(
                "Drag a **weight**, an **input** or a **bias**. Click a **row**: each of its "
                "weights meets the input in the same place of x, and the products add up."
            ),
            state=start.data(),
            numbers=LayerState.numbers(),
            values=_values(),
            pictures={"wide": picture(WIDE), "narrow": picture(NARROW)},
            formula=_formula(),
            readout=_readout(),
            alt=_alt(),
            steps=SUM + 1,
            choices=[
                {
                    "label": "Activation",
                    "path": "layers.0.activation",
                    "options": [[name, name] for name in ("sigmoid", "tanh", "relu")],
                }
            ],
            presets=[_preset(name) for name in PRESETS],
            keep=("row",),
        )


def _preset(name: str) -> dict[str, Any]:
    """Return a preset; the one with a row of zeros sets that row to work."""
    weight = PRESETS[name].weight
    zeros = [put("row", k) for k in range(UNITS) if weight[k] == _ZEROS]
    return {"label": name, "state": {"layers": [PRESETS[name].data()]}, "do": zeros}


def _values() -> dict[str, Any]:
    """Return the numbers of the row at work, and how they are written."""
    products, bias = ref("row_products"), ref("row_bias")
    reached = [ref("reached")[i] for i in range(UNITS)]
    far = op("max", *(abs(each) for each in [*reached, ref("row_z")])) * 1.03
    return {
        "row_weight": mine("weight"),
        "row_products": mine("products"),
        "row_bias": mine("bias"),
        "row_z": mine("z"),
        "row_a": mine("a"),
        # The sum on its way: after each product, and after the bias.
        "reached": [
            products[0],
            products[0] + products[1],
            products[0] + products[1] + products[2],
            ref("row_z"),
        ],
        "end": first((far <= 6, 6), (far <= 12, 12), (far <= 24, 24), otherwise=60),
        "places": op("places", 2, 4, ref("row_z"), bias, *(products[i] for i in range(UNITS))),
    }


# The formula.


def _name(letter: str, *pieces: Any) -> Element:
    """Write a variable whose index follows the row at work."""
    return element("span", element("i", letter), _below(), *pieces, class_="nx-var")


def _below() -> Expr:
    return op("at", list("₁₂₃"), ROW)


def _formula() -> Element:
    law: list[Any] = [_name("z"), " = "]
    for i in range(UNITS):
        law += [_name("w", "₁₂₃"[i]), parts.italic("x", i + 1), " + "]
    return element(
        "div",
        element("p", *law, _name("b"), class_="nx-law"),
        element("div", *map(_addend, range(UNITS)), _bias(), element("hr"), _total(),
                class_="nx-add"),
        element("h3", join("Through the activation f: ", layer.activation)),
        *_activations(),
        element("h3", "All rows in one line"),
        *_whole(),
        element(
            "p",
            "Underlined: drag or type. Double-click: back.",
            class_="nx-foot nx-live-only",
        ),
    )  # fmt: skip


def _addend(i: int) -> Element:
    path = op("path", "layers", 0, "weight", ROW, i)
    return element(
        "div",
        element("span", _name("w", "₁₂₃"[i]), parts.italic("x", i + 1), class_="nx-muted"),
        element("span", parts.handle(path, ref("row_weight")[i])),
        element("span", "×", class_="nx-muted"),
        element("span", parts.handle(f"x.{i}", ref("x")[i], kind="v")),
        element("span", "=", class_="nx-muted nx-right"),
        element("span", _exact(ref("row_products")[i], "push"), class_="nx-right"),
        seen=ref("step") > i,
        from_=[path, f"x.{i}"],
        lit=[path, f"x.{i}"],
    )


def _exact(value: Expr, kind: str) -> Element:
    return parts.written(value, kind=kind, digits=ref("places"))


def _bias() -> Element:
    path = op("path", "layers", 0, "bias", ROW)
    empty = [element("span") for _ in range(4)]
    name = element("span", "bias\u00a0", _name("b"), class_="nx-muted")
    number = parts.handle(path, ref("row_bias"))
    return element("div", name, *empty, element("span", number, class_="nx-right"),
                   seen=STEP >= SUM, lit=[path])  # fmt: skip


def _total() -> Element:
    empty = [element("span") for _ in range(4)]
    return element(
        "div",
        element("span", _name("z")),
        *empty,
        element("span", _exact(ref("row_z"), "v"), class_="nx-right"),
        class_="nx-total",
        seen=STEP >= SUM,
        from_=row_sources(),
    )


def _activations() -> list[Element]:
    z, a, exact = ref("row_z"), ref("row_a"), ref("places")
    seen = {"seen": STEP > SUM, "from_": row_sources()}
    given = element("span", op("fixed", z, exact), class_="nx-v")
    value = element("span", output(a, z, 4), class_="nx-num v")
    return [
        parts.sigmoid(z, a, exact, name=_name("a"), show=_is("sigmoid"), **seen),
        element("div", _name("a"), " = tanh ", given, " = ", value, show=_is("tanh"), **seen),
        element("div", _name("a"), " = max(0, ", given, ") = ", value, show=_is("relu"), **seen),
    ]


def _is(name: str) -> Expr:
    return layer.activation.eq(name)


def output(a: Expr, z: Expr, digits: int) -> Expr:
    """Write an output: one of relu as its sum, others never as an end that they do not reach."""
    return first(
        (_is("relu"), fixed(a, ref("places"))),
        (z.eq(0), fixed(a, digits)),
        (a < _NEARLY - 1, "≈−1"),
        (a < 0, join("−", op("inside", -a, digits))),
        otherwise=op("inside", a, digits),
    )


def _whole() -> list[Element]:
    sums = parts.row(*(fixed(layer.z[k]) for k in range(UNITS)))
    return [
        element(
            "div", parts.italic("a"), " = ", parts.italic("f"), "(", parts.italic("W"), " ",
            parts.italic("x"), " + ", parts.italic("b"), ") = ",
            parts.italic("f"), "(", element("span", sums, class_="nx-v"), ")", class_="nx-product",
        ),
        element("div", parts.italic("a"), " = (", element("span", _outputs(), class_="nx-v"), ")",
                from_=["layers.0.*.*", "layers.0.*.*.*", "x.*"]),
    ]  # fmt: skip


def _outputs() -> Expr:
    return parts.row(*(output(layer.a[k], layer.z[k], 4) for k in range(UNITS)))


# Words.


def _alt() -> Expr:
    rows = [
        join("row ", k + 1, ": ", parts.row(*(fixed(layer.weight[k][i]) for i in range(UNITS))))
        for k in range(UNITS)
    ]
    return join(
        "A matrix, ",
        *[piece for each in rows for piece in (each, "; ")][:-1],
        ". The input is ",
        parts.row(*(join(parts.FEATURES[i], " ", fixed(ref("x")[i])) for i in range(UNITS))),
        ", the biases are ",
        parts.row(*(fixed(layer.bias[k]) for k in range(UNITS))),
        ".",
    )


def _readout() -> Expr:
    z, a, exact = ref("row_z"), ref("row_a"), ref("places")
    unit, here = ROW + 1, STEP - 1
    product = join(
        "Step ", STEP, ": in row ", unit, ", weight ", STEP, " is ",
        fixed(op("at", ref("row_weight"), here)), " and meets ", parts.feature(here),
        ", which is ", fixed(op("at", ref("x"), here)), ". With their product, the sum reaches **",
        op("fixed", op("at", ref("reached"), here), exact), "**.",
    )  # fmt: skip
    total = join(
        "Step 4: the bias of unit ", unit, " is ", fixed(ref("row_bias")),
        " and completes the sum: **", op("fixed", z, exact), "**.",
    )  # fmt: skip
    return first(
        ((STEP > 0) & (STEP < SUM), product),
        (STEP.eq(SUM), total),
        otherwise=join(
            "Row ", unit, " gives the sum **", op("fixed", z, exact), "** and the output **",
            output(a, z, 4), "**. The layer's outputs are ", _outputs(), ". ", _meaning(),
        ),
    )  # fmt: skip


def _meaning() -> Expr:
    """Say what is special of this layer, or of the row at work."""
    z, weight = ref("row_z"), ref("row_weight")
    others = [(0, 1), (1, 2), (0, 2)]
    zeros = op("and", *(weight[i].eq(0) for i in range(UNITS)))
    return first(
        (_same(0, 1) & _same(1, 2), "Three equal rows: three units, one opinion."),
        (zeros, "This row is all zeros, so the unit ignores the input: its bias alone decides."),
        *(
            (_same(j, k), f"Rows {j + 1} and {k + 1} are equal, so these two units always agree.")
            for j, k in others
        ),
        (_is("relu") & (z < 0), "relu leaves nothing of a negative sum: this unit is silent."),
        (_is("relu"), "relu lets a positive sum pass as it is."),
        (z.eq(0), if_(_is("sigmoid"), "At a sum of 0, the sigmoid says one half.",
                      "At a sum of 0, tanh says 0.")),
        (abs(z) > if_(_is("sigmoid"), _FLAT, _FLAT / 2),
         "So far out the curve is flat: the unit hardly reacts any more."),
        otherwise="Move its weights: the other rows stay.",
    )  # fmt: skip


def _same(j: int, k: int) -> Expr:
    """Say whether two rows are equal, biases too."""
    pairs = [(layer.weight[j][i], layer.weight[k][i]) for i in range(UNITS)]
    pairs.append((layer.bias[j], layer.bias[k]))
    return op("and", *(one.eq(other) for one, other in pairs))
