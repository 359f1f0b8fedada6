"""Every public entry with strange arguments: a right result, or an error in our own words.

Each entry has good arguments; the fuzzer replaces one or two of them by something strange, or
bends a good one. Then the entry has to return finite numbers of the shape and type that the good
arguments led it to promise, or to raise ValueError or TypeError from a ``raise`` of nnlib, without
a warning and with every argument as it was. ``NNLIB_FUZZ=100`` tries a hundred times as much.
"""

import datetime
import decimal
import fractions
import linecache
import os
import tempfile
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import nnlib
from nnlib import (
    activations,
    datasets,
    diagrams,
    gradient_check,
    initializers,
    interop,
    metrics,
    numbers,
    palette,
    plots,
    sweep,
)
from nnlib.explorers import capacity, cost, curve, descent, layer, network, pixel, training, unit
from nnlib.picture import Picture
from nnlib.svg import Svg

MORE = float(os.environ.get("NNLIB_FUZZ", "1"))
FOLDER = Path(tempfile.mkdtemp(prefix="nnlib-fuzz-"))
HERE = Path(nnlib.__file__).parent


# --- strange things -----------------------------------------------------------------------------


class Hostile:
    """Raises whatever is asked of it."""

    def refuse(self, *_, **__):
        raise RuntimeError("hostile")

    __array__ = __float__ = __int__ = __index__ = __len__ = __iter__ = __getitem__ = refuse
    __bool__ = __call__ = __fspath__ = __lt__ = __gt__ = __format__ = __str__ = refuse


class LyingLength(list):
    def __len__(self):
        return 10


with warnings.catch_warnings(action="ignore"):  # NumPy would rather have no matrices
    MATRIX = np.matrix([[1.0, 2.0]])


class LyingArray:
    def __array__(self, dtype=None, copy=None):
        return "no array"


DTYPES = [
    *("?", "i1", "u8", "i8", "f2", "f4", "f8", "g", "c16", "O", "U3", "S3", "M8[s]", "m8[s]"),
    np.dtype([("a", "f8"), ("b", "i4")]),
]
PLAIN = st.sampled_from(
    [
        *(None, True, False, 0, -1, 1, 3, 10**30, -(10**30), 10**400, 0.5, -0.0, 1e308, 5e-324),
        *(float("nan"), float("inf"), -float("inf"), 1j, "", "3", "a\x00b", "\ud800", b"x", ...),
        *(np.float16(2), np.float32(2), np.int8(3), np.uint64(2**64 - 1), np.longdouble("1e4000")),
        *(
            np.str_("x"),
            np.datetime64("NaT"),
            np.bool_(True),
            np.array(3),
            np.array(None),
            np.ma.masked,
        ),
        *(decimal.Decimal("1.5"), fractions.Fraction(1, 3), datetime.date(2020, 1, 1), range(3)),
        *(int, len, np.sin, lambda *_: None, object(), Hostile(), LyingArray(), nnlib.ReLU()),
        *([], (), {}, [[]], [[1, 2], [3]], [None], ["a", "b"], [1, "a"], {"a": 1}, {1, 2}, (1, 2)),
        *(
            [float("nan")],
            [1e308, -1e308],
            [10**400],
            [Hostile()],
            [LyingArray()],
            LyingLength([1]),
        ),
        *(MATRIX, np.ma.array([1.0, 2.0], mask=[0, 1]), np.zeros((2,) * 6)),
        *(MappingProxyType({"a": [1, 2]}), np.random.RandomState(0), Exception("x"), np.float64),
    ]
)
NUMBERS = st.sampled_from(
    [
        *(
            0,
            -1,
            2,
            2**31,
            2**63,
            10**30,
            10**400,
            0.0,
            1.0,
            1.5,
            -0.5,
            5e-324,
            1e-300,
            1e30,
            1e308,
        ),
        *(float("nan"), float("inf"), np.float32(3e38), np.longdouble("1e4000"), np.int8(-1)),
    ]
)
ARRAYS = st.sampled_from(DTYPES).flatmap(
    lambda dtype: hnp.arrays(
        dtype, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)
    )
)
STRANGE = st.one_of(PLAIN, PLAIN, ARRAYS, st.builds(lambda: (i for i in range(3))), st.text())


def _mapped(array):
    with tempfile.NamedTemporaryFile(dir=FOLDER, suffix=".npy") as file:
        np.save(file.name, array)
        return np.load(file.name, mmap_mode="r")


def _read_only(array):
    array = array.copy()
    array.flags.writeable = False
    return array


def _spoiled(number):
    def spoil(array):
        array = array.astype(np.result_type(array, np.float32))
        array.flat[-1:] = number
        return array

    return spoil


SAME = [  # another form of the same numbers
    np.asfortranarray,
    lambda a: np.repeat(a, 2, axis=0)[::2] if a.ndim else a,
    lambda a: a[::-1].copy()[::-1] if a.ndim else a,
    lambda a: a.tolist(),
    lambda a: a.astype(a.dtype.newbyteorder()),
    *(_read_only, _mapped),
]
BENT = [
    *(
        lambda a, n=n: _spoiled(n)(a)
        for n in (np.nan, np.inf, 1e300, -1e300, 3e38, 5e-324, -1, 0.5)
    ),
    *(lambda a, t=t: a.astype(t) for t in DTYPES[:-1]),
    *(lambda a: a[1:] if a.ndim else a, lambda a: a[:0] if a.ndim else a, lambda a: a.T),
    *(lambda a: a[np.newaxis], lambda a: a.ravel(), lambda a: np.ma.array(a, mask=a == a.max())),
    *(lambda a: np.matrix(a) if a.ndim < 3 else a, lambda a: a * 1e200, lambda a: a * 0),
    *(lambda a: a * np.float64(1e-310), lambda a: [*a.tolist(), []] if a.ndim else a),
    lambda a: a.view(np.recarray),
]


# --- entries ------------------------------------------------------------------------------------


@dataclass
class Entry:
    call: Callable
    good: dict  # name -> function of a generator that makes a good argument
    examples: int = 40
    also: tuple = ()  # further errors that it may raise
    right: Callable | None = None  # (result, arguments) -> bool
    changes: tuple = ()  # arguments that are there to be changed
    itself: tuple = ()  # arguments whose methods are tried: they stay good
    called: tuple = ()  # arguments that are called: what they raise is their own


def value(thing):
    return lambda rng: thing


def floats(*shape, dtype=np.float64):
    return lambda rng: rng.normal(size=shape).astype(dtype)


def classes(n, k=2):
    return lambda rng: np.arange(n) % k


def net(*sizes, dtype=np.float64):
    def make(rng):
        first, second, third = sizes or (3, 4, 2)
        hidden = nnlib.Linear(first, second, rng=rng, dtype=dtype)
        return nnlib.Network(
            hidden, nnlib.Tanh(), nnlib.Linear(second, third, rng=rng, dtype=dtype)
        )

    return make


def trace(backward=False):
    goal = ([1, 0], nnlib.MSELoss()) if backward else ()
    return lambda rng: net()(rng).trace([1, 0.4, 2], *goal)


def like(name, function=None):
    """Say that the result has shape and dtype of an argument, and what it is in float64."""

    def right(result, arguments):
        given = np.asarray(arguments[name])
        kept = np.float32 if given.dtype.newbyteorder("=") == np.float32 else np.float64
        wanted = None if function is None else function(given.astype(np.float64))
        near = wanted is None or np.allclose(result, wanted, rtol=1e-5, atol=1e-7)
        return result.shape == given.shape and result.dtype == kept and near

    return right


def _exact_softmax(z):
    with np.errstate(all="ignore"):
        e = np.exp(z - z.max(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True)


def _exact_sigmoid(z):
    with np.errstate(all="ignore"):
        return 1 / (1 + np.exp(-z))


def _fit(function):
    def call(network, lr, momentum, kind, **arguments):
        optimizer = nnlib.SGD(lr, momentum) if kind == "SGD" else nnlib.Adam(lr)
        arguments = {"optimizer": optimizer} | arguments
        result = function(network, **arguments)
        result = result if isinstance(result, nnlib.History) else list(result)
        assert np.isfinite(network.theta).all()
        return result

    good = {
        "network": net(),
        "X": floats(7, 3),
        "y": classes(7),
        "loss": lambda rng: nnlib.CrossEntropyLoss(),
    }
    good |= {"lr": value(0.1), "momentum": value(0.5), "kind": value("SGD"), "epochs": value(2)}
    good |= {"batch_size": value(3), "rng": lambda rng: np.random.default_rng(0)}
    good |= {"validation_data": lambda rng: (rng.normal(size=(2, 3)), np.array([0, 1]))}
    return Entry(
        call, good, 60, (FloatingPointError,), changes=("network", "rng", "loss"), itself=("kind",)
    )


def _backward(network, x, grad_output, input_gradient):
    network.forward(x)
    result = network.backward(grad_output, input_gradient=input_gradient)
    return network.grad if result is None else result


def _layer(kind):
    def call(layer, x, grad_output):
        output = layer(x)
        return output, layer.backward(grad_output), getattr(layer, "weight_grad", None)

    make = (
        (lambda rng: nnlib.Linear(3, 3, rng=rng))
        if kind == "Linear"
        else lambda rng: getattr(nnlib, kind)()
    )
    return Entry(
        call,
        {"layer": make, "x": floats(2, 3), "grad_output": floats(2, 3)},
        changes=("layer",),
        itself=("layer",),
    )


def _step(kind):
    def call(lr, theta, grad):
        optimizer = getattr(nnlib, kind)(lr)
        with np.errstate(all="ignore"):
            floats = isinstance(grad, np.ndarray) and grad.dtype.kind == "f"
            tame = optimizer.lr < 100 and floats and np.all(abs(grad) < 1e4)
        with np.errstate(all="warn" if tame else "ignore"):  # it says that it looks at no numbers
            for _ in range(3):
                optimizer.step(theta, grad)
        return theta if tame else None

    return Entry(
        call, {"lr": value(0.1), "theta": floats(4), "grad": floats(4)}, changes=("theta",)
    )


def _loss(kind):
    def call(prediction, target):
        loss = getattr(nnlib, kind)()
        return loss.forward(prediction, target), loss.backward()

    def right(result, arguments):
        return like("prediction")(result[1], arguments)

    target = classes(4) if kind == "CrossEntropyLoss" else floats(4, 2)
    return Entry(call, {"prediction": floats(4, 2), "target": target}, 60, right=right)


def _assign(in_features, out_features, bias, rng, dtype, weight, values):
    linear = nnlib.Linear(in_features, out_features, bias=bias, weight=weight, rng=rng, dtype=dtype)
    linear.bias = values
    return linear.weight, linear.bias


def _damaged(rng):
    interop.save(net()(rng), FOLDER / "net.npz")
    content = bytearray((FOLDER / "net.npz").read_bytes())
    for place in rng.integers(0, len(content), size=rng.integers(0, 4)):
        content[place] = rng.integers(256)
    return bytes(content[: rng.integers(len(content)) if rng.random() < 0.3 else None])


def _load(content):
    (FOLDER / "damaged.npz").write_bytes(content)
    return interop.load(FOLDER / "damaged.npz").theta


def _svg(width, height, title, description, x, y, words, fill):
    svg = Svg(width, height, title=title, description=description)
    svg.text(x, y, words, fill=fill)
    svg.rect(x, y, width, height)
    svg.circle(x, y, 3.0)
    svg.line(x, y, width, height)
    return svg.picture()


def _moved(kind, **inside):
    def call(name, to):
        if isinstance(to, str) and isinstance(good, str):
            to = good  # a choice offers its options alone
        state = kind().moved(name, to)
        return state.picture(), state.formula(), state.readout()

    ((name, good),) = inside.items()
    return Entry(call, {"name": value(name), "to": value(good)}, 20)


SPLIT = {"examples": value(6), "noise": value(0.1), "rng": lambda rng: np.random.default_rng(0)}
GOOD = "good"
NAMES = value(["dog", "cat"])
ENTRIES = {
    **{
        name: Entry(
            getattr(activations, name), {"z": floats(2, 3, dtype=dtype)}, right=like("z", exact)
        )
        for name, exact in {
            "sigmoid": _exact_sigmoid,
            "sigmoid_derivative": lambda z: _exact_sigmoid(z) * _exact_sigmoid(-z),
            "tanh": np.tanh,
            "tanh_derivative": lambda z: 1 - np.tanh(z) ** 2,
            "relu": lambda z: z * (z > 0),
            "relu_derivative": lambda z: z > 0,
            "softmax": _exact_softmax,
        }.items()
        for dtype in [np.float32]
    },
    **{
        name: Entry(
            getattr(initializers, name),
            {"in_features": value(3), "out_features": value(2), "rng": lambda rng: rng},
            changes=("rng",),
        )
        for name in ("glorot_uniform", "he_normal")
    },
    **{kind: _layer(kind) for kind in ("Linear", "Sigmoid", "Tanh", "ReLU", "Softmax")},
    "Linear made": Entry(
        _assign,
        {"in_features": value(3), "out_features": value(2), "bias": value(True), "rng": lambda r: r}
        | {"dtype": value(np.float32), "weight": floats(2, 3), "values": floats(2)},
        60,
        changes=("rng",),
    ),
    **{kind: _loss(kind) for kind in ("CrossEntropyLoss", "MSELoss")},
    **{kind: _step(kind) for kind in ("SGD", "Adam")},
    "SGD made": Entry(
        lambda lr, momentum: nnlib.SGD(lr, momentum).lr, {"lr": value(1), "momentum": value(0.5)}
    ),
    "Network made": Entry(
        lambda one, two: nnlib.Network(one, two).theta,
        {"one": lambda rng: nnlib.Linear(3, 2, rng=rng), "two": lambda rng: nnlib.ReLU()},
        changes=("one", "two"),
    ),
    "Network": Entry(
        lambda network, x: network(x),
        {"network": net(dtype=np.float32), "x": floats(2, 3)},
        right=lambda result, _: result.dtype == np.float32,
        changes=("network",),
        itself=("network",),
    ),
    "Network.backward": Entry(
        _backward,
        {
            "network": net(),
            "x": floats(2, 3),
            "grad_output": floats(2, 2),
            "input_gradient": value(True),
        },
        changes=("network",),
        itself=("network",),
    ),
    "Network.trace": Entry(
        lambda x, target, loss: net()(np.random.default_rng(0)).trace(x, target, loss),
        {"x": floats(2, 3), "target": classes(2), "loss": lambda rng: nnlib.CrossEntropyLoss()},
        changes=("loss",),
    ),
    "fit": _fit(lambda *a, **k: nnlib.fit(*a, **k, progress=False)),
    "train": _fit(nnlib.train),
    "History.column": Entry(
        lambda name: nnlib.History([nnlib.EpochRecord(1, 0.5)]).column(name),
        {"name": value("loss")},
    ),
    "gradient_check": Entry(
        gradient_check.gradient_check,
        {
            "network": net(),
            "loss": lambda rng: nnlib.MSELoss(),
            "x": floats(2, 3),
            "y": floats(2, 2),
        },
        changes=("loss",),
    ),
    "accuracy": Entry(metrics.accuracy, {"prediction": floats(4, 2), "y": classes(4)}),
    "confusion_matrix": Entry(
        metrics.confusion_matrix, {"y": classes(4), "answers": classes(4), "classes": value(2)}
    ),
    "r2_score": Entry(metrics.r2_score, {"y": floats(4), "prediction": floats(4)}),
    "save": Entry(
        lambda network, path: interop.save(network, FOLDER / "n.npz" if path is GOOD else path),
        {"network": net(), "path": value(GOOD)},
        also=(OSError,),
    ),
    "load": Entry(interop.load, {"path": value(str(FOLDER / "none.npz"))}, also=(OSError,)),
    "load of bytes": Entry(_load, {"content": _damaged}, 150, itself=("content",)),
    **{
        name: Entry(getattr(datasets, name), SPLIT, changes=("rng",))
        for name in ("make_moons", "make_spirals", "make_curve")
    },
    "load_animals": Entry(
        lambda ten: datasets.load_animals(ten_classes=ten).class_names, {"ten": value(False)}, 3
    ),
    "grid_search": Entry(
        lambda configurations, run, executor: sweep.grid_search(
            configurations, run, executor=executor, progress=False
        ),
        {"configurations": value([1, 2]), "run": value(lambda c, rng: c), "executor": value(None)},
        20,
        also=(RuntimeError,),  # a hostile list's own
        called=("run",),
    ),
    "number": Entry(numbers.number, {"value": value(0.5), "digits": value(3)}),
    "fixed": Entry(numbers.fixed, {"value": value(0.5), "digits": value(3)}),
    "listed": Entry(numbers.listed, {"values": floats(3), "digits": value(3)}),
    "in_product": Entry(numbers.in_product, {"value": value(0.5)}),
    "subscript": Entry(numbers.subscript, {"index": value(3)}),
    "rgb": Entry(palette.rgb, {"color": value("#ff0000")}),
    "blend": Entry(palette.blend, {"color": value("#ff0000"), "share": value(0.5)}),
    "Svg": Entry(
        _svg,
        {"width": value(100), "height": value(50.0), "title": value("a"), "description": value("b")}
        | {"x": value(3.5), "y": value(4), "words": value("c"), "fill": value("#ff0000")},
        60,
    ),
    "Picture": Entry(
        lambda data, media_type, alt, width: Picture(data, media_type, alt=alt, width=width).html,
        {
            "data": value(b"<svg/>"),
            "media_type": value("image/svg+xml"),
            "alt": value("a"),
            "width": value(9),
        },
    ),
    "Picture.of_axes": Entry(
        lambda ax, alt: Picture.of_axes(ax, alt=alt),
        {"ax": lambda rng: plots.panels(1)[0], "alt": value("a")},
        6,
    ),
    "Picture.of_pixels": Entry(
        lambda pixels, alt: Picture.of_pixels(pixels, alt=alt),
        {"pixels": lambda rng: rng.integers(0, 256, (2, 3, 3), dtype=np.uint8), "alt": value("a")},
    ),
    "diagrams.unit": Entry(diagrams.unit, {"trace": trace(), "layer": value(1), "unit": value(0)}),
    "diagrams.layer": Entry(
        diagrams.layer, {"trace": trace(), "layer": value(1), "chosen": value(0)}
    ),
    **{
        f"diagrams.{function.__name__}": Entry(
            function,
            {"trace": trace(backward=True), "class_names": NAMES, "chosen": value((1, 1))}
            | {"target": value(1), "cost": value(0.5)}
            | more,
        )
        for function, more in [(diagrams.network, {}), (diagrams.gradients, {"known": value(2)})]
    },
    "backward_order": Entry(diagrams.backward_order, {"trace": trace()}),
    "panels": Entry(
        plots.panels,
        {"columns": value(2), "rows": value(1), "width": value(4), "height": value(3)},
        6,
    ),
    "image": Entry(
        plots.image,
        {
            "pixels": lambda rng: rng.integers(0, 256, (2, 3)),
            "title": value("a"),
            "ax": value(None),
        },
        8,
    ),
    "image_channels": Entry(
        plots.image_channels, {"pixels": lambda rng: rng.integers(0, 256, (2, 3, 3))}, 4
    ),
    "activation_curves": Entry(
        plots.activation_curves,
        {
            "function": value(np.tanh),
            "derivative": value(np.cos),
            "marks": value((1.0,)),
            "ax": value(None),
        },
        8,
        called=("function", "derivative"),
    ),
    "distribution_bars": Entry(
        plots.distribution_bars,
        {
            "values": value(np.array([0.5, 0.5])),
            "names": NAMES,
            "title": value("a"),
            "ax": value(None),
        },
        8,
    ),
    "lines": Entry(
        plots.lines,
        {"x": floats(4), "series": lambda rng: {"a": rng.normal(size=4)}, "x_label": value("x")}
        | {"y_label": value("y"), "ax": value(None)},
        8,
    ),
    "descent": Entry(
        plots.descent,
        {
            "cost": value(lambda a, b: a**2 + b**2),
            "paths": lambda rng: {"a": rng.normal(size=(3, 2))},
        }
        | {"reach": value((4.0, 2.0)), "ax": value(None)},
        6,
        called=("cost",),
    ),
    "image_grid": Entry(
        plots.image_grid,
        {"images": floats(2, 3, 3), "titles": NAMES, "columns": value(2), "signed": value(True)},
        6,
    ),
    "confusion": Entry(
        plots.confusion,
        {"matrix": value(np.eye(2, dtype=int)), "names": NAMES, "ax": value(None)},
        8,
    ),
    "heat_map": Entry(
        plots.heat_map,
        {"values": floats(2, 2), "rows": NAMES, "columns": NAMES, "number_format": value("{:.2f}")}
        | {"value_range": value((0.0, 1.0)), "title": value("a"), "ax": value(None)},
        8,
    ),
    "regions": Entry(
        plots.regions,
        {
            "network": net(2, 3, 2),
            "X": floats(4, 2),
            "y": classes(4),
            "title": value("a"),
            "ax": value(None),
        },
        6,
        changes=("network",),
        called=("network",),
    ),
    "UnitState": _moved(unit.UnitState, w1=0.5),
    "LayerState": _moved(layer.LayerState, w1=0.5),
    "NetworkState": _moved(network.NetworkState, w1=0.5),
    "NetworkState target": _moved(network.NetworkState, target="cat"),
    "CostState": _moved(cost.CostState, dog=0.5),
    "PixelState": _moved(pixel.PixelState, row=5),
    "DescentState": _moved(descent.DescentState, lr=0.2),
    "CapacityState": _moved(capacity.CapacityState, units=2),
    "CurveState": _moved(curve.CurveState, units=2),
    "TrainingState": _moved(training.TrainingState, lr="0.01"),
}


# --- the property -------------------------------------------------------------------------------


def print_of(thing):
    """Return what of an argument must not change."""
    if isinstance(thing, np.ndarray) and thing is not np.ma.masked:
        content = thing.tolist() if thing.dtype.hasobject else thing.tobytes()
        return str(thing.dtype), thing.shape, content, thing.flags.writeable
    if isinstance(thing, nnlib.Network):
        return thing.theta.tobytes()
    if isinstance(thing, dict | list | tuple):
        values = (
            thing.values()
            if isinstance(thing, dict)
            else list.__iter__(thing)
            if isinstance(thing, list)
            else thing
        )
        return [print_of(item) for item in values]
    return id(thing)


def finite(thing):
    if isinstance(thing, float | np.floating | np.ndarray) and np.asarray(thing).dtype.kind == "f":
        return bool(np.isfinite(thing).all())
    if isinstance(thing, dict | list | tuple):
        return all(map(finite, thing.values() if isinstance(thing, dict) else thing))
    if is_dataclass(thing) and not isinstance(thing, type | sweep.Result):
        return all(finite(getattr(thing, field.name)) for field in fields(thing))
    return True


def is_ours(error):
    """Say whether a ``raise`` of nnlib made the error, and it tells what was expected."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    raised = linecache.getline(last.filename, last.lineno).strip().startswith("raise")
    says = any(words in str(error) for words in (" expected ", "became", "made without a bias"))
    return Path(last.filename).is_relative_to(HERE) and raised and says


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", ENTRIES)
def test_strange_arguments_lead_to_a_right_result_or_to_our_words(name):
    entry = ENTRIES[name]

    @settings(
        max_examples=max(1, int(entry.examples * MORE)),
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def holds(data):
        rng = np.random.default_rng(data.draw(st.integers(0, 99), label="seed"))
        arguments = {argument: make(rng) for argument, make in entry.good.items()}
        free = [argument for argument in arguments if argument not in entry.itself]
        wrong = st.sets(st.sampled_from(free), max_size=2) if free else st.just(set())
        for argument in sorted(data.draw(wrong, label="strange arguments")):
            good = arguments[argument]
            strange = (
                STRANGE.filter(lambda it: not callable(it)) if argument in entry.called else STRANGE
            )
            choices = [strange]
            if isinstance(good, np.ndarray):
                choices += [
                    st.sampled_from([*SAME, *BENT]).map(lambda bend, good=good: bend(good))
                ] * 3
            if isinstance(good, int | float):
                choices.append(NUMBERS)
            with np.errstate(all="ignore"), warnings.catch_warnings(action="ignore"):
                arguments[argument] = data.draw(st.one_of(choices), label=argument)
        kept = {a: v for a, v in arguments.items() if a not in entry.changes}
        before = print_of(kept)
        try:
            result = entry.call(**arguments)
        except (ValueError, TypeError, *entry.also) as error:
            if not isinstance(error, OSError) and not is_ours(error):
                raise
        else:
            assert finite(result)
            assert entry.right is None or entry.right(result, arguments)
        assert print_of(kept) == before

    holds()
