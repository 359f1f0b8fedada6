"""Every public entry with strange arguments: a right result, or an error in our own words.

Each entry has good arguments; the fuzzer replaces up to two of them by something strange, or bends
a good array. Then the entry has to return finite numbers, of the right value, shape and type where
that is cheap to say, or to raise ValueError or TypeError from a ``raise`` of nnlib; without a
warning, and with every argument as it was. ``NNLIB_FUZZ=40`` tries 40 times as much.
"""

import atexit
import base64
import contextlib
import datetime
import decimal
import fractions
import linecache
import os
import shutil
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
from our_layers import ACTIVATIONS

import nnlib
from nnlib import activations, datasets, explorers, initializers, metrics, plots, storage, sweep
from nnlib.datasets import silhouette
from nnlib.drawing import diagrams, numerals, palette
from nnlib.drawing.picture import Picture
from nnlib.drawing.svg import Svg
from nnlib.gradient_check import gradient_check

MORE = float(os.environ.get("NNLIB_FUZZ", "1"))
FOLDER = Path(tempfile.mkdtemp(prefix="nnlib-fuzz-"))
atexit.register(shutil.rmtree, FOLDER)
HERE = Path(nnlib.__file__).parent

# --- strange things -------------------------------------------------------------------------------


class Hostile:
    """Raises whatever is asked of it."""

    def refuse(self, *_, **__):
        raise RuntimeError("hostile")

    __array__ = __float__ = __int__ = __index__ = __len__ = __iter__ = __getitem__ = refuse
    __bool__ = __call__ = __fspath__ = __lt__ = __gt__ = __format__ = __str__ = refuse


class LyingLength(list):
    def __len__(self):
        return 10


class LyingArray:
    def __array__(self, dtype=None, copy=None):
        return "no array"


with warnings.catch_warnings(action="ignore"):  # NumPy would rather have no matrices
    MATRIX = np.matrix([[1.0, 2.0]])
RECORD = np.dtype([("a", "f8"), ("b", "i4")])
DTYPES = ["?", "i1", "u8", "i8", "f2", "f4", "f8", "g", "c16", "O", "U3", "S3", "M8[s]", "m8[s]"]
NAN, INF = float("nan"), float("inf")
NUMBERS = [
    *(0, -1, 2, 2**31, 2**63, 10**30, 10**400, 0.0, -0.0, 1.0, 1.5, -0.5, 5e-324, 1e-300, 1e30),
    *(1e308, NAN, INF, -INF, np.float32(3e38), np.longdouble("1e4000"), np.int8(-1), np.float16(2)),
]
THINGS = [
    *(None, True, 1j, "", "3", "a\x00b", "\ud800", b"x", ..., np.str_("x"), np.datetime64("NaT")),
    *(np.uint64(2**64 - 1), np.bool_(True), np.array(3), np.array(None), np.ma.masked, MATRIX),
    *(decimal.Decimal("1.5"), fractions.Fraction(1, 3), datetime.date(2020, 1, 1), range(3), int),
    *(len, np.sin, np.float64, lambda *_: None, object(), Hostile(), LyingArray(), nnlib.ReLU()),
    *([], (), {}, [[]], [[1, 2], [3]], [None], ["a", "b"], [1, "a"], {"a": 1}, {1, 2}, (1, 2)),
    *([NAN], [1e308, -1e308], [10**400], [Hostile()], [LyingArray()], LyingLength([1])),
    *(np.ma.array([1.0, 2.0], mask=[0, 1]), np.zeros((2,) * 6), MappingProxyType({"a": [1, 2]})),
    *(np.random.RandomState(0), Exception("x")),
]
SHAPES = hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)
ARRAYS = st.sampled_from([*DTYPES, RECORD]).flatmap(lambda dtype: hnp.arrays(dtype, SHAPES))
GENERATORS = st.builds(lambda: (i for i in range(3)))
STRANGE = st.one_of(st.sampled_from([*NUMBERS, *THINGS]), ARRAYS, GENERATORS, st.text())


def mapped(array):
    with tempfile.NamedTemporaryFile(dir=FOLDER, suffix=".npy") as file:
        np.save(file.name, array)
        return np.load(file.name, mmap_mode="r")


def read_only(array):
    array = array.copy()
    array.flags.writeable = False
    return array


def spoiled(array, number):
    array = array.astype(np.result_type(array, np.float32))
    array.flat[-1:] = number
    return array


BENDS = [
    *(np.asfortranarray, np.ndarray.tolist, mapped, read_only, np.transpose, np.ravel),
    *(lambda a: np.repeat(a, 2, axis=-1)[..., ::2], lambda a: a[::-1].copy()[::-1]),
    *(lambda a: a.astype(a.dtype.newbyteorder()), lambda a: a.view(np.recarray)),
    *(lambda a, n=n: spoiled(a, n) for n in (NAN, INF, 1e300, -1e300, 3e38, 5e-324, -1, 0.5)),
    *(lambda a, t=t: a.astype(t) for t in DTYPES),
    *(lambda a: a[1:], lambda a: a[:0], lambda a: a[np.newaxis], lambda a: [*a.tolist(), []]),
    *(lambda a: np.ma.array(a, mask=a == a.max()), lambda a: np.matrix(a) if a.ndim < 3 else a),
    *(lambda a: a * 1e200, lambda a: a * 0, lambda a: a * np.float64(1e-310)),
]

# --- entries --------------------------------------------------------------------------------------


class Make:
    """An argument that is made anew, by a function of a random generator."""

    def __init__(self, make):
        self.make = make


@dataclass
class Entry:
    call: Callable
    good: dict
    examples: int
    also: tuple = ()  # further errors that it may raise
    right: Callable = lambda result, arguments: True
    changed: str = ""  # the argument that is there to be changed
    itself: str = ""  # the argument whose methods are tried: it stays good
    called: str = ""  # the one that is called: what it raises is its own


def entry(call, examples=25, /, *, options=None, **good):
    return Entry(call, good, examples, **(options or {}))


def floats(*shape, dtype=np.float64):
    return Make(lambda rng: rng.normal(size=shape).astype(dtype))


def bytes_of(*shape):
    return Make(lambda rng: rng.integers(0, 256, shape, dtype=np.uint8))


def make_net(rng, sizes=(3, 4, 2), dtype=np.float64):
    first, last = (nnlib.Linear(n, m, rng=rng, dtype=dtype) for n, m in (sizes[:2], sizes[1:]))
    return nnlib.Network(first, nnlib.Tanh(), last)


def like(name, exact=None):
    """Say that the result has shape and dtype of an argument, and what it is in float64."""

    def right(result, arguments):
        given = np.asarray(arguments[name])
        kept = np.float32 if given.dtype.type is np.float32 else np.float64
        with np.errstate(all="ignore"):
            wanted = result if exact is None else exact(given.astype(np.float64))
        near = np.allclose(result, wanted, rtol=1e-5, atol=1e-7)
        return result.shape == given.shape and result.dtype == kept and near

    return {"right": right}


def fit(function):
    def call(network, lr, momentum, **arguments):
        result = function(network, optimizer=nnlib.SGD(lr, momentum), **arguments)
        result = result if isinstance(result, nnlib.History) else list(result)
        assert np.isfinite(network.theta).all()
        return result

    data = {"X": floats(7, 3), "y": Make(lambda rng: np.arange(7) % 2), "network": Make(make_net)}
    data |= {"validation_data": (np.ones((2, 3)), np.array([0, 1])), "rng": Make(lambda rng: rng)}
    data |= {"loss": Make(lambda rng: nnlib.CrossEntropyLoss()), "lr": 0.1, "momentum": 0.5}
    options = {"also": (FloatingPointError,), "changed": "network"}
    return entry(call, 40, options=options, **data, epochs=2, batch_size=3)


def backward(network, x, grad_output, input_gradient):
    network.forward(x)
    return network.backward(grad_output, input_gradient=input_gradient), network.grad


def measure(kind):
    def call(prediction, target):
        loss = kind()
        loss.forward(prediction, target)
        return loss.backward()

    return call


def steps(make):
    def call(lr, theta, grad):
        optimizer = make(lr)
        given = [a for a in (theta, grad) if isinstance(a, np.ndarray) and a.dtype.kind == "f"]
        with np.errstate(over="ignore", invalid="ignore"):  # it says that it looks at no numbers
            tame = optimizer.lr < 100 and all(np.all(abs(a) < 1e4) for a in given)
            for _ in range(3):
                optimizer.step(theta, grad)
        return theta if tame else None

    options = {"changed": "theta"}
    return entry(call, options=options, lr=0.1, theta=floats(4), grad=floats(4))


def assign(in_features, out_features, values, **settings):
    linear = nnlib.Linear(in_features, out_features, **settings)
    linear.bias = values
    return linear.weight, linear.bias


def damaged(rng):
    storage.save(make_net(rng), FOLDER / "net.npz")
    content = bytearray((FOLDER / "net.npz").read_bytes())
    for place in rng.integers(0, len(content), size=rng.integers(0, 4)):
        content[place] = rng.integers(256)
    return bytes(content[: rng.integers(len(content)) if rng.random() < 0.3 else None])


def load(content):
    (FOLDER / "damaged.npz").write_bytes(content)
    return storage.load(FOLDER / "damaged.npz").theta


def save(network, path):
    """Save inside the folder, whatever the strange name is."""
    with contextlib.chdir(FOLDER):
        storage.save(network, path.replace("/", "") if isinstance(path, str) else path)


def drawn(width, height, x, words, fill, **texts):
    svg = Svg(width, height, **texts)
    svg.text(x, 4, words, fill=fill)
    svg.rect(x, 4, width, height)
    return svg.picture()


def moved_live(name, path, value):
    explorer = getattr(explorers, name)()
    explorer.move(path, value)
    return explorer._state, explorer.readout()


def from_browser(name, **changed):
    explorer = getattr(explorers, name)()
    explorer._state = explorer._state | changed
    return explorer._state, explorer.picture()


EXACT = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "sigmoid_derivative": lambda z: 1 / (1 + np.exp(-z)) / (1 + np.exp(z)),
    "tanh": np.tanh,
    "tanh_derivative": lambda z: 1 - np.tanh(z) ** 2,
    "relu": lambda z: z * (z > 0),
    "relu_derivative": lambda z: z > 0,
    "softmax": lambda z: (e := np.exp(z - z.max(-1, keepdims=True))) / e.sum(-1, keepdims=True),
}
RNG = Make(lambda rng: rng)
NET, CROSS_ENTROPY = Make(make_net), Make(lambda rng: nnlib.CrossEntropyLoss())
NAMES, CLASSES = ["dog", "cat"], Make(lambda rng: np.arange(4) % 2)
TRACE = Make(lambda rng: make_net(rng).trace([1, 0.4, 2], [1, 0], nnlib.MSELoss()))
DRAWN = {"trace": TRACE, "class_names": NAMES}
SELF = {"itself": "network"}
LINES = [[(100, 20), (180, 260), (100, 260)], [(20.5, 20)]]
SEEING = Make(lambda rng: make_net(rng, (784, 4, 3)))
ENTRIES = {
    **{
        name: entry(
            getattr(activations, name), options=like("z", exact), z=floats(2, 3, dtype=np.float32)
        )
        for name, exact in EXACT.items()
    },
    "glorot_uniform": entry(initializers.glorot_uniform, in_features=3, out_features=2, rng=RNG),
    "he_normal": entry(initializers.he_normal, in_features=3, out_features=2, rng=RNG),
    **{
        kind.__name__: entry(
            lambda layer, x: layer(x),
            options={"itself": "layer"},
            layer=Make(lambda rng, kind=kind: kind(*(3, 3) if kind is nnlib.Linear else ())),
            x=floats(2, 3),
        )
        for kind in (nnlib.Linear, *ACTIVATIONS)
    },
    "Linear made": entry(
        *(assign, 60),
        **{"in_features": 3, "out_features": 2, "bias": True, "rng": RNG, "dtype": np.float32},
        **{"weight": floats(2, 3), "values": floats(2)},
    ),
    "CrossEntropyLoss": entry(
        *(measure(nnlib.CrossEntropyLoss), 60),
        **{"options": like("prediction"), "prediction": floats(4, 2), "target": CLASSES},
    ),
    "MSELoss": entry(
        *(measure(nnlib.MSELoss), 60),
        **{"options": like("prediction"), "prediction": floats(4, 2), "target": floats(4, 2)},
    ),
    "SGD": steps(nnlib.SGD),
    "SGD with momentum": steps(lambda lr: nnlib.SGD(lr, momentum=0.9)),
    "Adam": steps(nnlib.Adam),
    "SGD made": entry(lambda **settings: nnlib.SGD(**settings).lr, lr=1, momentum=0.5),
    "Network made": entry(
        lambda one, two: nnlib.Network(one, two).theta,
        one=Make(lambda rng: nnlib.Linear(3, 2, rng=rng)),
        two=Make(lambda rng: nnlib.ReLU()),
    ),
    "Network": entry(
        lambda network, x: network(x),
        options=SELF | {"right": lambda result, _: result.dtype == np.float32},
        network=Make(lambda rng: make_net(rng, dtype=np.float32)),
        x=floats(2, 3),
    ),
    "Network.backward": entry(
        backward,
        options=SELF,
        network=NET,
        x=floats(2, 3),
        grad_output=floats(2, 2),
        input_gradient=True,
    ),
    "Network.trace": entry(
        lambda network, x, target, loss: network.trace(x, target, loss),
        **{
            "options": SELF,
            "network": NET,
            "x": floats(4, 3),
            "target": CLASSES,
            "loss": CROSS_ENTROPY,
        },
    ),
    "fit": fit(lambda *a, **k: nnlib.fit(*a, **k, progress=False)),
    "train": fit(nnlib.train),
    "History.column": entry(nnlib.History([nnlib.EpochRecord(1, 0.5)]).column, name="loss"),
    "gradient_check": entry(
        gradient_check, network=NET, loss=CROSS_ENTROPY, x=floats(4, 3), y=CLASSES
    ),
    "accuracy": entry(metrics.accuracy, prediction=floats(4, 2), y=CLASSES),
    "confusion_matrix": entry(metrics.confusion_matrix, y=CLASSES, prediction=CLASSES, classes=2),
    "r2_score": entry(metrics.r2_score, y=floats(4), prediction=floats(4)),
    "save": entry(save, options={"also": (OSError,)}, network=NET, path=FOLDER / "n.npz"),
    "load": entry(storage.load, options={"also": (OSError,)}, path=FOLDER / "none.npz"),
    "load of bytes": entry(load, 80, options={"itself": "content"}, content=Make(damaged)),
    **{
        name: entry(getattr(datasets, name), examples=6, noise=0.1, rng=RNG)
        for name in ("make_moons", "make_spirals", "make_curve")
    },
    "load_animals": entry(lambda ten: datasets.load_animals(ten_classes=ten).test.X, 2, ten=False),
    "grid_search": entry(
        *(sweep.grid_search, 20),
        options={"also": (RuntimeError,), "called": "run"},  # a hostile list's own error
        **{"configurations": [1, 2], "run": lambda c, rng: c, "executor": None, "progress": False},
    ),
    "number": entry(numerals.number, value=0.5, digits=3),
    "fixed": entry(numerals.fixed, value=0.5, digits=3),
    "listed": entry(numerals.listed, values=floats(3), digits=3),
    "in_product": entry(numerals.in_product, value=0.5),
    "subscript": entry(numerals.subscript, index=3),
    "rgb": entry(palette.rgb, color="#ff0000"),
    "blend": entry(palette.blend, color="#ff0000", share=0.5),
    "Svg": entry(
        drawn, 60, width=100, height=50.0, title="a", description="b", x=3.5, words="c", fill="red"
    ),
    "Picture": entry(Picture, data=b"<svg/>", media_type="image/svg+xml", alt="a", width=9),
    "of_axes": entry(Picture.of_axes, 4, ax=Make(lambda rng: plots.panels(1)[0]), alt="a"),
    "of_pixels": entry(Picture.of_pixels, pixels=bytes_of(2, 3, 3), alt="a"),
    "diagrams.unit": entry(diagrams.unit, trace=TRACE, layer=1, unit=0),
    "diagrams.layer": entry(diagrams.layer, trace=TRACE, layer=1, chosen=0),
    "diagrams.transpose": entry(diagrams.transpose, matrix=floats(2, 3), name="W", chosen=0),
    "diagrams.batch": entry(diagrams.batch, X=floats(4, 3), W=floats(2, 3), chosen=(0, 1)),
    "diagrams.network": entry(diagrams.network, 30, **DRAWN),
    "diagrams.gradients": entry(diagrams.gradients, 30, **DRAWN),
    "diagrams.flattening": entry(diagrams.flattening, pixels=bytes_of(3, 4, 3), row=2, column=1),
    "panels": entry(plots.panels, 5, columns=2, rows=1, width=4, height=3),
    "image": entry(plots.image, 5, pixels=bytes_of(2, 3), title="a", ax=None),
    "image_channels": entry(plots.image_channels, 3, pixels=bytes_of(2, 3, 3)),
    "activation_curves": entry(
        *(plots.activation_curves, 5),
        **{"options": {"called": "function"}, "function": np.tanh, "marks": (1.0,), "ax": None},
    ),
    "distribution_bars": entry(
        plots.distribution_bars, 5, values=np.array([0.5, 0.5]), names=NAMES, title="a", ax=None
    ),
    "lines": entry(
        plots.lines, 5, x=floats(2), series={"a": [1.5, 2.5]}, x_label="x", y_label="y", ax=None
    ),
    "descent": entry(
        *(plots.descent, 4),
        options={"called": "cost"},
        **{
            "cost": lambda a, b: a**2 + b**2,
            "paths": {"a": np.eye(2)},
            "reach": (4, 2),
            "ax": None,
        },
    ),
    "image_grid": entry(
        *(plots.image_grid, 4),
        **{"images": floats(2, 3, 3), "titles": NAMES, "columns": 2, "signed": True, "size": 2.0},
    ),
    "groups": entry(
        *(plots.groups, 4),
        **{"X": floats(4, 2), "y": CLASSES, "names": NAMES, "x_label": "x", "y_label": "y"},
        ax=None,
    ),
    "fits": entry(
        *(plots.fits, 4),
        options={"called": "truth"},
        networks=Make(lambda rng: {"a": make_net(rng, (1, 3, 1))}),
        **{"X": floats(4, 1), "y": floats(4, 1), "reach": 2.0, "truth": np.sin, "ax": None},
    ),
    "confusion": entry(plots.confusion, 5, matrix=np.eye(2, dtype=int), names=NAMES, ax=None),
    "heat_map": entry(
        *(plots.heat_map, 5),
        **{"values": floats(2, 2), "rows": NAMES, "columns": NAMES, "number_format": "{:.2f}"},
        **{"value_range": (0.0, 1.0), "title": "a", "ax": None},
    ),
    "regions": entry(
        *(plots.regions, 4),
        options={"called": "network"},
        network=Make(lambda rng: make_net(rng, (2, 3, 2))),
        **{"X": floats(4, 2), "y": CLASSES, "confidence": True, "title": "a", "ax": None},
    ),
    "LayerExplorer moved": entry(
        moved_live, options={"itself": "name"}, name="LayerExplorer", path="x.0", value=0.5
    ),
    "UnitExplorer": entry(lambda weight: explorers.UnitExplorer(weight)._state, weight=floats(3)),
    "UnitExplorer moved": entry(
        moved_live, options={"itself": "name"}, name="UnitExplorer", path="x.0", value=0.5
    ),
    "NetworkExplorer": entry(
        lambda view, preset: explorers.NetworkExplorer(view, preset)._state,
        *(6,),
        view="backward",
        preset="Trained",
    ),
    "NetworkExplorer from the browser": entry(
        *(from_browser, 12),
        **{"options": {"itself": "name"}, "name": "NetworkExplorer", "x": [0.5, 1.0, 2.0]},
        **{"target": 1, "layer": 2, "unit": 1, "path": 0, "lr": [0.5]},
    ),
    "SoftmaxExplorer": entry(
        lambda view: explorers.SoftmaxExplorer(view)._state, *(6,), view="probabilities"
    ),
    "PixelExplorer from the browser": entry(
        *(from_browser, 12),
        **{"options": {"itself": "name"}, "name": "PixelExplorer", "row": 5, "column": 7},
        photo=base64.b64encode(bytes(30_000)).decode(),
    ),
    "DescentExplorer moved": entry(
        moved_live, options={"itself": "name"}, name="DescentExplorer", path="lr", value=0.2
    ),
    "DescentExplorer from the browser": entry(
        *(from_browser, 12),
        **{"options": {"itself": "name"}, "name": "DescentExplorer", "optimizer": "adam"},
        **{"w1": 0.5, "lr": 0.2, "steps": 7, "batch": 8},
    ),
    "ConvolutionExplorer moved": entry(
        moved_live,
        options={"itself": "name"},
        name="ConvolutionExplorer",
        path="kernel.4",
        value=0.5,
    ),
    "ConvolutionExplorer from the browser": entry(
        *(from_browser, 12),
        **{"options": {"itself": "name"}, "name": "ConvolutionExplorer", "image": "dog"},
        **{"row": 3, "column": 25},
    ),
    "CapacityExplorer moved": entry(
        moved_live, options={"itself": "name"}, name="CapacityExplorer", path="units", value=2
    ),
    "CurveExplorer moved": entry(
        moved_live, options={"itself": "name"}, name="CurveExplorer", path="x.0", value=0.5
    ),
    "TrainingExplorer moved": entry(
        moved_live, options={"itself": "name"}, name="TrainingExplorer", path="epoch", value=3
    ),
    "TrainingExplorer from the browser": entry(
        *(from_browser, 8),
        **{"options": {"itself": "name"}, "name": "TrainingExplorer", "epoch": 3, "units": 8},
        **{"lr": 0.01, "chosen": 2},
    ),
    "DrawingPad from the browser": entry(
        *(from_browser, 12),
        **{"options": {"itself": "name"}, "name": "DrawingPad", "strokes": LINES, "right": 3},
    ),
    "DrawingPad": entry(lambda network: explorers.DrawingPad(network).drawing, 12, network=SEEING),
    "from_strokes": entry(
        *(silhouette.from_strokes, 40),
        options={"right": lambda result, _: 0 <= result.min() <= result.max() <= 1},
        strokes=LINES,
    ),
    "from a stroke": entry(lambda stroke: silhouette.from_strokes([stroke]), stroke=floats(4, 2)),
    "joined": entry(silhouette.joined, strokes=LINES),
    "enclosed": entry(silhouette.enclosed, 12, strokes=LINES),
    "to_strokes": entry(silhouette.to_strokes, picture=floats(28, 28)),
}

# --- the property ---------------------------------------------------------------------------------


def print_of(thing):
    """Return what of an argument must not change."""
    if isinstance(thing, np.ndarray) and thing is not np.ma.masked:
        content = thing.tolist() if thing.dtype.hasobject else thing.tobytes()
        return str(thing.dtype), thing.shape, content, thing.flags.writeable
    if isinstance(thing, nnlib.Network):
        return thing.theta.tobytes()
    if isinstance(thing, dict | list | tuple):
        return [print_of(item) for item in (thing.values() if isinstance(thing, dict) else thing)]
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


def strange(good, called):
    """Draw something that may stand in the place of a good argument."""
    choices = [STRANGE.filter(lambda thing: not callable(thing)) if called else STRANGE]
    if isinstance(good, np.ndarray):
        choices += [st.sampled_from(BENDS).map(lambda bend: bend(good))] * 3
    if isinstance(good, int | float):
        choices += [st.sampled_from(NUMBERS)]
    return st.one_of(choices)


@pytest.mark.parametrize("name", ENTRIES)
def test_strange_arguments_lead_to_a_right_result_or_to_our_words(name):
    entry = ENTRIES[name]
    free = [argument for argument in entry.good if argument != entry.itself]

    @settings(
        max_examples=max(1, int(entry.examples * MORE)),
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        st.integers(0, 99),
        st.sets(st.sampled_from(free), max_size=2) if free else st.just([]),
        st.data(),
    )
    def holds(seed, replaced, data):
        rng, arguments = np.random.default_rng(seed), {}
        for argument, good in entry.good.items():
            arguments[argument] = good.make(rng) if isinstance(good, Make) else good
        for argument in sorted(replaced):
            with np.errstate(all="ignore"), warnings.catch_warnings(action="ignore"):
                draw = strange(arguments[argument], argument == entry.called)
                arguments[argument] = data.draw(draw, label=argument)
        kept = [value for argument, value in arguments.items() if argument != entry.changed]
        before = print_of(kept)
        try:
            result = entry.call(**arguments)
        except (ValueError, TypeError, *entry.also) as error:
            if not isinstance(error, (OSError, RuntimeError)) and not is_ours(error):
                raise
        else:
            assert finite(result)
            assert entry.right(result, arguments)
        assert print_of(kept) == before

    holds()
