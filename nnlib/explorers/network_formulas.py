"""The formulas of NetworkExplorer: a unit's addition, and the gradient as a product of factors."""

from collections.abc import Callable
from typing import Any

from nnlib.datasets import THREE_CLASSES as CLASSES
from nnlib.drawing.elements import Element, element
from nnlib.drawing.expressions import Expr, fixed, if_, join, op, ref
from nnlib.explorers import parts
from nnlib.explorers.scene import ALL, Op, put

L, J, I = ref("layer"), ref("unit"), ref("weight")  # the chosen weight's indices
K, M, STEP = ref("k"), ref("m"), ref("step")
layers = ref("layers")
Namer = Callable[..., Expr]


def _of_layer(*rest: Any) -> Expr:
    """Return a number of the chosen layer."""
    return op("at", layers, L, *rest)


def forward_formula(who: Namer, *, both: bool) -> list[Any]:
    """Write what the chosen unit computes; with the cost, if `both`."""
    exact = op("places", 2, 4, _of_layer("z", J), _of_layer("bias", J),
               *(_of_layer("products", J, i) for i in range(3)))  # fmt: skip
    reached = STEP > L
    z = _of_layer("z", J)
    sigmoid = parts.sigmoid(z, _of_layer("a", J), exact, show=L < 2, seen=reached)
    powers: list[Any] = []
    for k in range(3):
        powers += [" + "] if k else []
        powers += [element("i", "e"), element("sup", fixed(layers[2].z[k]), class_="nx-v")]
    softmax = element(
        "div",
        parts.italic("p"),
        " = ",
        parts.fraction((element("i", "e"), element("sup", fixed(z), class_="nx-v")),
                       tuple(powers)),
        " = ",
        parts.written(_of_layer("a", J), digits=4, way="inside"),
        show=L.eq(2),
        seen=reached,
    )  # fmt: skip
    foot = "Click another circle to see its sum."
    return [
        element("h3", join("What ", who(L, J), " computes")),
        element(
            "div",
            *(_addend(i, exact) for i in range(3)),
            _bias(),
            element("hr"),
            _total(z, exact),
            class_="nx-add",
            seen=reached,
        ),
        sigmoid,
        softmax,
        *(_cost() if both else ()),
        element("p", foot, class_="nx-foot nx-live-only"),
    ]


def _addend(i: int, exact: Expr) -> Element:
    """Write a weight times an input."""
    entering = if_(L.eq(0), "x", "a")
    handle = op("path", "layers", L, "weight", J, i)
    of_input = op("path", "x", i)
    return element(
        "div",
        element(
            "span",
            parts.italic("w", i + 1),
            element("span", element("i", entering), "₁₂₃"[i], class_="nx-var"),
            class_="nx-muted",
        ),
        element("span", parts.handle(handle, _of_layer("weight", J, i))),
        element("span", "×", class_="nx-muted"),
        element(
            "span",
            _shown(parts.handle(of_input, ref("x")[i], kind="v"), L.eq(0)),
            _shown(parts.written(_of_layer("input", i)), L > 0),
        ),
        element("span", "=", class_="nx-muted nx-right"),
        element(
            "span",
            parts.written(_of_layer("products", J, i), kind="push", digits=exact),
            class_="nx-right",
        ),
        lit=[handle, if_(L.eq(0), of_input, "")],
    )


def _shown(part: Element, condition: Expr) -> Element:
    part[1]["@show"] = condition.data
    return part


def _bias() -> Element:
    handle = op("path", "layers", L, "bias", J)
    empty = [element("span") for _ in range(4)]
    name = element("span", "bias ", parts.italic("b"), class_="nx-muted")
    number = parts.handle(handle, _of_layer("bias", J))
    return element("div", name, *empty, element("span", number, class_="nx-right"))


def _total(z: Expr, exact: Expr) -> Element:
    empty = [element("span") for _ in range(4)]
    total = element("span", parts.written(z, digits=exact), class_="nx-right")
    return element("div", element("span", parts.italic("z")), *empty, total, class_="nx-total")


def _cost() -> list[Any]:
    correct = op("at", list(CLASSES), ref("target"))
    probability = op("at", ref("output"), ref("target"))
    return [
        element("h3", join("The cost, because the correct class is ", correct)),
        element(
            "div",
            parts.italic("C"),
            " = −ln ",
            parts.written(probability, digits=4, way="inside"),
            " = ",
            element("span", fixed(ref("cost"), 4), class_="nx-num nx-bold"),
            seen=STEP >= 4,
        ),
    ]


def backward_formula(who: Namer, source: Namer) -> list[Any]:
    """Write the gradient of the chosen weight as a product of the factors along its path."""
    one = ref("overview").eq(0)
    partial = parts.fraction(("∂", element("i", "C")), ("∂", element("i", "w")))
    named = element("span", join("weight from ", source(L, I), " to ", who(L, J)))
    return [
        element("h3", partial, " ", named, class_="nx-head"),
        element("div", _paths(), _chain(), _product(), show=one),
        element("div", *_all_gradients(), show=~one),
        _learning_rate(),
    ]


def _paths() -> Element:
    """Let the reader go from path to path."""
    after = if_(ref("chosen_path") + 1 < ref("paths"), ref("chosen_path") + 1, 0)
    before = if_(ref("chosen_path") > 0, ref("chosen_path") - 1, ref("paths") - 1)

    def arrow(sign: str, name: str, path: Expr) -> Element:
        pick = {"key": name, "name": name, "do": [put("path", path), put("step", ALL)]}
        return element("span", sign, pick=pick)

    counted = join("path ", ref("chosen_path") + 1, " of ", ref("paths"))
    return element(
        "div",
        arrow("‹", "previous path", before),
        element("span", counted),
        arrow("›", "next path", after),
        class_="nx-nav",
        show=L < 2,
    )


def _chain() -> Element:
    """Write the factors one below the other, then what they make, and what the others add."""
    correct = K.eq(ref("target"))
    y = if_(correct, "1", "0")
    name = op("at", list(CLASSES), K)
    w3 = op("path", "layers", 2, "weight", K, M)
    w2 = op("path", "layers", 1, "weight", M, J)
    weight_3 = parts.handle(w3, op("at", layers[2].weight, K, M))
    weight_2 = parts.handle(w2, op("at", layers[1].weight, M, J))
    slope_2 = parts.written(op("at", layers[1].slope, M), digits=4, way="inside")
    slope_1 = parts.written(op("at", layers[0].slope, J), digits=4, way="inside")
    slope = (parts.italic("a"), "(1−", parts.italic("a"), ")")
    error = parts.written(op("at", layers[2].error, K), kind="w", digits=4)
    exact = ref("adds_up")
    last = 6 - 2 * L
    others = join("the ", ref("paths") - 1, " other paths")
    gradient = parts.written(ref("gradient"), kind="w", digits=exact)
    return element(
        "div",
        _factor("", ("error ", parts.italic("p"), " − ", y, " for ", name), error, 1),
        _factor("×", ("weight, layer 3",), weight_3, 2, L < 2, [w3]),
        _factor("×", ("slope ", *slope, ", layer 2"), slope_2, 3, L < 2),
        _factor("×", ("weight, layer 2",), weight_2, 4, L.eq(0), [w2]),
        _factor("×", ("slope ", *slope, ", layer 1"), slope_1, 5, L.eq(0)),
        _factor("×", ("input to the weight, ", _entering()), _entering_number(), last),
        element("hr"),
        _factor("=", ("along this path",), _signed(ref("this_path"), exact), last, L < 2),
        _factor("+", (others,), _signed(ref("other_paths"), exact), last, L < 2),
        element("hr", show=L < 2),
        _factor("=", (element("b", "gradient of the weight"),), gradient, last),
        class_="nx-chain",
    )


def _signed(value: Expr, digits: Expr) -> Element:
    return parts.written(value, kind="w", digits=digits)


def _entering() -> Expr:
    return parts.subscripted(if_(L.eq(0), "x", "a"), I)


def _entering_number() -> Element:
    handle = _shown(parts.handle(op("path", "x", I), op("at", ref("x"), I), kind="v"), L.eq(0))
    output = _shown(parts.written(ref("entering"), digits=4, way="inside"), L > 0)
    return element("span", handle, output)


def _factor(
    sign: str,
    words: tuple[Any, ...],
    number: Element,
    step: Any,
    show: Expr | None = None,
    lit: list[Any] | None = None,
) -> Element:
    return element(
        "div",
        element("span", sign, class_="nx-muted"),
        element("span", *words, class_="nx-muted"),
        element("span", number, class_="nx-right"),
        show=show,
        seen=op("ge", STEP, step),
        lit=lit,
    )


def _product() -> Element:
    """Write the factors once more, in a row."""
    factors: list[tuple[Expr, Expr | None]] = [
        (op("at", layers[2].error, K), None),
        (op("at", layers[2].weight, K, M), L < 2),
        (op("at", layers[1].slope, M), L < 2),
        (op("at", layers[1].weight, M, J), L.eq(0)),
        (op("at", layers[0].slope, J), L.eq(0)),
        (ref("entering"), None),
    ]
    row: list[Any] = []
    for n, (value, shown) in enumerate(factors):
        dot = " · " if n else ""
        text = join(dot, op("factor", value, 3))
        row.append(element("span", text, show=shown))
    result = join(" = ", fixed(ref("this_path"), 4))
    return element("p", *row, result, class_="nx-product", seen=op("ge", STEP, 6 - 2 * L))


def _all_gradients() -> list[Element]:
    """Write all 36 gradients, a table per layer; a click chooses the weight."""
    tables = []
    for l in (2, 1, 0):
        entering = [f"{'x' if l == 0 else 'a'}{'₁₂₃'[i]}" for i in range(3)]
        head = [element("span"), *(element("span", word) for word in (*entering, "bias"))]
        rows = [element("div", *head, class_="nx-muted")]
        for j in range(3):
            name = CLASSES[j] if l == 2 else f"unit {j + 1}"
            cells = [_cell(l, j, i) for i in range(3)]
            bias = element("span", fixed(layers[l].grad_bias[j], 3), class_="nx-num w",
                           data_sign=parts.sign(layers[l].grad_bias[j]))  # fmt: skip
            rows.append(element("div", element("span", name), *cells, bias))
        title = element("h3", f"layer {l + 1}: gradients")
        tables.append(element("div", title, element("div", *rows, class_="nx-gradients")))
    return tables


def _cell(l: int, j: int, i: int) -> Element:
    value = layers[l].grad_weight[j][i]
    do: list[Op] = [put("layer", l), put("unit", j), put("weight", i)]
    do += [put("path", -1), put("step", ALL)]
    chosen = L.eq(l) & J.eq(j) & I.eq(i)
    what = f"gradient of weight {i + 1} of {CLASSES[j] if l == 2 else f'unit {j + 1}'}"
    pick = {
        "key": f"gradient.{l}.{j}.{i}",
        "name": join(f"{what}, layer {l + 1}, ", fixed(value, 3)),
        "do": do,
        "pressed": chosen,
    }
    return element(
        "span",
        fixed(value, 3),
        class_=if_(chosen, "nx-num w nx-here", "nx-num w"),
        data_sign=parts.sign(value),
        pick=pick,
        lit=[f"layers.{l}.weight.{j}.{i}"],
    )


def _learning_rate() -> Element:
    return element(
        "p",
        "Gradient step: each parameter goes down by ",
        parts.handle("lr.0", ref("lr")[0], kind="v"),
        " times its gradient. That factor is the ",
        element("b", "learning rate"),
        ".",
        class_="nx-foot nx-live-only",
    )
