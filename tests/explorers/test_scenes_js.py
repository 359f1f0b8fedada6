"""The runtime, in the Node.js that Playwright brings, beside nnlib: numbers, words, pictures."""

import itertools
import json
import math
import os
import shutil
import subprocess
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from walks import walk

from nnlib import explorers
from nnlib.datasets import load_animals, silhouette
from nnlib.drawing.expressions import evaluate
from nnlib.drawing.packed import pack_bytes, pack_halves, pack_nibbles
from nnlib.explorers.learning import starting
from nnlib.explorers.passes import learn

if not os.environ.get("CI"):  # where a package that is missing is an error
    pytest.importorskip("playwright", reason="needs playwright: pip install -e .[test]")
from playwright._impl._driver import compute_driver_executable

FOLDER = Path(__file__).parent
SCRIPT = Path(explorers.__file__).parent / "js"
STATES = 500
MADE = {
    "unit": explorers.UnitExplorer,
    "network": lambda: explorers.NetworkExplorer("backward"),
    "network, forward": explorers.NetworkExplorer,
    "plane": explorers.PlaneExplorer,
    "softmax": explorers.SoftmaxExplorer,
    "softmax, probabilities": lambda: explorers.SoftmaxExplorer("probabilities"),
    "layer": explorers.LayerExplorer,
    "pixel": explorers.PixelExplorer,
    "descent": explorers.DescentExplorer,
    "convolution": explorers.ConvolutionExplorer,
    "capacity": explorers.CapacityExplorer,
    "curve": explorers.CurveExplorer,
    "pad": explorers.DrawingPad,
    "training": explorers.TrainingExplorer,
}


def cases(explorer, rng, length=STATES):
    scene = explorer._described
    for state, what, after in walk(scene, rng, length):
        scope = scene.scope(after)
        kept = {k: v for k, v in scope.items() if k not in scene.constants and k != "start"}
        yield {"state": state, "what": what, "after": after, "scope": kept,
               "written": scene.written(after)}  # fmt: skip


def texts():
    """Yield numbers of all sizes, ties and edges among them, as Python writes them."""
    rng = np.random.default_rng(2)
    values = [0, -0.0, 0.125, -0.375, 2.5, -0.5, 1.005, 2.675, 99.995, 0.999994, 1e-13, 1 - 1e-13]
    values += [12345.6, 1e6, 2.5e7, -0.004999, 0.0049999999995, 1.0]
    values += (rng.normal(size=500) * 10.0 ** rng.integers(-8, 6, 500)).tolist()
    values += (rng.integers(-4000, 4000, 500) / 64).tolist()
    values += (rng.integers(-4000, 4000, 500) * 0.05).tolist()
    for value in values:
        for name in ("fixed", "near", "inside", "plus", "factor"):
            expression = [name, float(value), int(rng.integers(0 if name == "fixed" else 1, 6))]
            yield {"expression": expression, "text": evaluate(expression, {})}
        for expression in (
            ["coordinate", value],
            ["grouped", value],
            ["ring", value, 10, 20, 8, 3],
            ["dash", value],
        ):
            yield {"expression": expression, "text": evaluate(expression, {})}
    for expression in (*paths(rng), *packed(rng), *lists(rng), *walks()):
        yield {"expression": expression, "text": str(evaluate(expression, {}))}


INFINITE = ["*", 1e300, 1e300]
NAN = ["-", INFINITE, INFINITE]  # which JSON cannot write


def paths(rng):
    """Yield paths through points of which many are outside their rectangle, or nowhere."""
    for far in (0.5, 3, 1e9):
        for count in (0, 1, 2, 40):
            xs, ys = (rng.normal(size=(2, count)) * far).tolist()
            if count > 9:
                ys[7] = xs[9] = float("nan")
                ys[20:24] = [1, 1, 1, -1]  # along an edge
            box = [10, 110, 90, 20, -1, 1, -1, 1]
            made = [["list", *(NAN if math.isnan(c) else c for c in cs)] for cs in (xs, ys)]
            yield ["clipped", *made, *box]
            yield ["dots", *made, *box]
            yield ["spokes", 50, 40, 3, -4, ["list", *made[0][1:], *made[1][1:]], 2.5]


def lists(rng):
    """Yield numbers of what operations make of lists."""
    values = ["const", rng.normal(size=9).tolist()]
    yield from ([name, values] for name in ("largest", "smallest"))
    yield ["at", ["count", 4], 3]
    image, kernel = rng.normal(size=5 * 7).tolist(), rng.normal(size=9).tolist()
    sums = ["convolved", ["const", image], 7, ["const", kernel]]
    yield from (["fixed", ["at", ["scaled", sums, -0.3], i], 9] for i in range(15))


def walks():
    """Yield numbers of walks down a cost, by each optimizer, with batches and without."""
    surface, start = ["const", [[3.1, 0.5, -1, 0, 0.125], 4]], ["const", [3.5, 1.5]]
    for optimizer in ("sgd", "momentum", "adam"):
        for tilts in ([], [0.5, -1, -0.5, 1]):
            walk = ["walk", surface, ["text", optimizer], start, 0.05, 0.7, 9, ["const", tilts]]
            for name in ("full", "batch", "kept", "velocity", "root", "next"):
                yield ["fixed", ["at", walk, ["text", name], 0], 9]
            for name in ("w1", "w2", "costs", "powers"):
                yield ["fixed", ["at", walk, ["text", name], 9], 9]


def packed(rng):
    """Yield the sum of packed numbers, and some of them."""
    halves = [0, -0.0, 1, -2.5, 6e-8, 65504, 1 / 3, *rng.normal(size=30)]
    for name, text in (
        ("bytes", pack_bytes(rng.integers(0, 256, 50))),
        ("halves", pack_halves(halves)),
    ):
        for i in range(12):
            yield ["fixed", ["at", [name, ["text", text]], i], 9]


def drawn(rng, pictures):
    """Yield what follows from drawings: the outlines of test pictures, and scribbles."""
    outlines = [silhouette.to_strokes(picture) for picture in load_animals().test.X[:pictures]]
    for count in range(8):
        outlines.append([(rng.normal(size=(length, 2)) * 80 + 140).tolist()
                         for length in rng.integers(1, 9, count)])  # fmt: skip
    for strokes in map(["const"].__add__, [[each] for each in outlines]):
        for name in ("silhouette", "enclosed", "joined"):
            yield [name, strokes]
        yield ["shifted", ["silhouette", strokes], *rng.integers(-14, 15, 2).tolist()]
        yield ["extended", strokes, *rng.integers(0, 281, 2).tolist()]
        for x, y in [stroke[-1] for stroke in strokes[1][-1:]]:  # where the pen is already
            yield ["extended", strokes, x, y]
        yield ["strokes", strokes, 10, 20, 0.7]


def wide(rng):
    """Yield what networks with many inputs answer."""
    for activation in ("", "relu", "sigmoid", "tanh"):
        sizes, x = (40, 9, 5, 3), rng.uniform(size=40).tolist()
        layers = [
            {"weight": pack_halves(rng.normal(size=n * m)), "bias": pack_halves(rng.normal(size=n)),
             "activation": activation if n > 3 else ""}
            for m, n in itertools.pairwise(sizes)
        ]  # fmt: skip
        outputs = ["answers", ["const", layers], ["const", x]]
        yield outputs
        yield ["softmax", outputs]
        yield ["relative", ["spoke", ["const", layers], ["const", x], 2, 0]]
    yield ["relative", ["const", [0, 0]]]
    yield ["nibbles", ["text", pack_nibbles(np.arange(-7, 7) / 7)]]
    yield ["slice", ["const", [1, 2, 3, 4, 5]], 1, 3]


def values(pictures):
    """Yield expressions with what Python computes."""
    rng = np.random.default_rng(3)
    for expression in (*drawn(rng, pictures), *wide(rng)):
        yield {"expression": expression, "value": evaluate(expression, {})}


def learned(rng):
    """Yield twenty steps of each optimizer, with each kind of output, with and without decay."""
    for last, units in (("sigmoid", 1), ("softmax", 3), ("", 1)):
        sizes = (1, 4, units) if last == "" else (2, 4, 3, units)
        layers = starting(int(rng.integers(99)), "tanh", last, *sizes)
        points = [{"x": float(x), "y": float(y), "target": n % (2 if units == 1 else 3)}
                  for n, (x, y) in enumerate(rng.normal(size=(12, 2)))]  # fmt: skip
        for optimizer, decay in product(("sgd", "adam"), (0, 0.1)):
            how = {"optimizer": optimizer, "lr": 0.1, "decay": decay, "steps": 20}
            state = {"layers": layers, "memory": None}
            yield {"state": state, "points": points, "how": how,
                   "after": learn(state, points, how)}  # fmt: skip


def stored(folder, data):
    """Write cases into a file, and return its path."""
    path = folder / "cases.json"
    nothing = {"explorers": [], "texts": [], "values": [], "learned": []}
    path.write_text(json.dumps(nothing | data))
    return path


def run(cases, script=SCRIPT):
    return subprocess.run(
        [compute_driver_executable()[0], "--test", "--test-reporter=spec",
         FOLDER / "scene.test.mjs"],
        env=os.environ | {"NNLIB_CASES": str(cases), "NNLIB_SCRIPT": str(script)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )  # fmt: skip


@pytest.mark.parametrize("name", MADE)
def test_the_browser_computes_and_writes_what_python_does(name, tmp_path):
    explorer = MADE[name]()
    length = STATES // 4 if name == "curve" else STATES  # Python trains it with every move
    found = list(cases(explorer, np.random.default_rng(0), length))
    assert len(found) > length / 3
    one = {"name": name, "data": explorer.scene(), "cases": found}
    result = run(stored(tmp_path, {"explorers": [one]}))
    assert result.returncode == 0, (result.stdout + result.stderr)[-6000:]


def test_the_browser_draws_silhouettes_and_answers_as_python_does(tmp_path):
    found = list(values(pictures=598))
    result = run(stored(tmp_path, {"texts": list(texts()), "values": found}))
    assert result.returncode == 0, (result.stdout + result.stderr)[-6000:]


def test_the_browser_learns_as_nnlib_does(tmp_path):
    cases = list(learned(np.random.default_rng(0)))
    assert len(cases) == 12
    result = run(stored(tmp_path, {"learned": cases}))
    assert result.returncode == 0, (result.stdout + result.stderr)[-6000:]


FAULTS = {  # what is wrong, in which module: each must be seen
    "arithmetic: a slope": ("activations.js", "a * (1 - a)", "a * (1 + a)"),
    "arithmetic: a transpose": ("network.js", "step.weight[j][i]", "step.weight[i][j]"),
    "arithmetic: Adam's second mean": ("optimizers.js", "* (g * g)", "* g"),
    "arithmetic: the slope of a square": ("learner.js", "[2 * (z[0] - target)]", "[z[0] - target]"),
    "arithmetic: biases that decay": (
        "learner.js",
        "i < weight + inputs * units",
        "i < weight + 9",
    ),
    "arithmetic: a gradient of softmax": ("learner.js", "p - Number(k === target)", "p"),
    "runs: no rounding": ("learner.js", "= Math.fround(value)", "= value"),
    "runs: another generator": ("learning.js", "mixed >>> 13", "mixed >>> 12"),
    "runs: a unit without its weight": ("learning.js", "weight: [[weight]]", "weight: [[1]]"),
    "runs: the other side of one half": ("learning.js", "output > 0.5", "output < 0.5"),
    "binding: marks of the other class": ("curves.js", "kinds[i] !== kind", "kinds[i] === kind"),
    "hand: what a number sets": ("scene.js", "value: rounded, path }", "value: 0, path }"),
    "binding: a width": ("expressions.js", "1.7 * Math.min", "1.8 * Math.min"),
    "binding: a ring that turns the other way": ("expressions.js", "part > 0 ? 1 : 0", "1"),
    "binding: and instead of or": ("expressions.js", "parts.some(", "parts.every("),
    "hand: a step": ("scene.js", "Math.floor(value / step + 0.5)", "Math.floor(value / step)"),
    "hand: an end": ("scene.js", "Math.max(number.min, ", "Math.max(-99, "),
    "hand: sets that see each other": (
        "scene.js",
        "this.value(rest[1], scope));",
        "this.value(rest[1], this.scope(next, extra)));",
    ),
    "format: ties go down": ("numerals.js", "(9 - digits) + 0.5)", "(9 - digits) + 0.49999)"),
    "format: a minus": ("numerals.js", '"\\u2212"', '"-"'),
    "format: a comma": ("numerals.js", "\\d{3}", "\\d{4}"),
    "hand: a whole number": ("scene.js", "fine && !whole", "fine"),
    "path: tanh": ("activations.js", "value: Math.tanh", "value: Math.sinh"),
    "path: relu": ("activations.js", "Math.max(z, 0)", "Math.abs(z)"),
    "path: the last of a cut segment": ("curves.js", "last = Math.min(", "last = Math.max("),
    "path: a segment along an edge": ("curves.js", "Math.min(before, after) < 0", "true"),
    "path: a gap": ("curves.js", "Number.isNaN(way)", "false"),
    "packed: the sign of a half": ("packed.js", "sign = high & 0x80 ? -1 : 1", "sign = 1"),
    "packed: halves below the normal ones": ("packed.js", "sign * fraction * SMALLEST", "0"),
    "path: dots outside": ("curves.js", "!isIn(ys[i], v0, v1)", "false"),
    "path: spokes upside down": ("curves.js", "y - scale * (up", "y + scale * (up"),
    "list: the smallest": ("expressions.js", "Math.min(...list)", "Math.max(...list)"),
    "list: counting from 1": ("expressions.js", "(_, i) => i)", "(_, i) => i + 1)"),
    "filter: one row of the window": ("filters.js", "Math.floor(i / SIDE)", "0"),
    "list: a factor": ("filters.js", "value * factor", "value + factor"),
    "walk: Adam's root": ("optimizers.js", "Math.sqrt(square) / size", "Math.sqrt(square)"),
    "walk: Adam's mean": ("optimizers.js", "mean / (1 - MEAN_DECAY ** this.steps)", "mean"),
    "walk: plain SGD with momentum": ("surface.js", '"sgd" ? 0 : momentum', '"" ? 0 : momentum'),
    "walk: the next batch": ("surface.js", "(2 * step) % tilts.length", "0"),
    "walk: one step too many": ("surface.js", "places.length <= steps", "places.length < steps"),
    "walk: a slope": ("surface.js", "power * coefficients[power]", "coefficients[power]"),
    "packed: nibbles below 0": ("packed.js", "four > 7 ? four - 16 : four", "four"),
    "drawing: a pen that is too thin": ("silhouette.js", "(PEN / 2)", "(PEN / 3)"),
    "drawing: what is enclosed stays empty": ("silhouette.js", "if (outside[at]) continue", ""),
    "drawing: a shift the other way": ("silhouette.js", "- right", "+ right"),
    "drawing: ends that are far": ("silhouette.js", "one.far - other.far", "other.far - one.far"),
    "drawing: a point twice": ("silhouette.js", "end[1] === y", "false"),
    "wide: a slope of relu": ("activations.js", "a > 0 ? 1 : 0", "1"),
    "wide: a slope of tanh": ("activations.js", "1 - a * a", "1 - a"),
    "wide: a bias": ("wide.js", "let z = b", "let z = 0"),
    "wide: the other output": ("wide.js", "k === other", "false"),
    "format: 1 for nearly 1": ("numerals.js", "&& rounded ?", "&& false ?"),
}


@pytest.fixture(scope="module")
def few_cases(tmp_path_factory):
    """Return a file with some cases of everything, for runtimes that are wrong."""
    made = {
        explorers.NetworkExplorer("backward"): 120,
        explorers.PlaneExplorer(): 120,
        explorers.DescentExplorer(): 120,
        explorers.LayerExplorer(): 40,
        explorers.PixelExplorer(): 40,
        explorers.CapacityExplorer(): 30,
        explorers.CurveExplorer(): 20,
    }
    rng = np.random.default_rng(1)
    some = [
        {"name": type(each).__name__, "data": each.scene(), "cases": list(cases(each, rng, length))}
        for each, length in made.items()
    ]
    data = {"explorers": some, "texts": list(texts()), "values": list(values(pictures=3))}
    data["learned"] = list(learned(np.random.default_rng(0)))
    return stored(tmp_path_factory.mktemp("few"), data)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_runtime_is_seen(fault, few_cases, tmp_path):
    name, right, wrong = FAULTS[fault]
    broken = tmp_path / "js"
    shutil.copytree(SCRIPT, broken)
    text = (broken / name).read_text(encoding="utf-8")
    assert text.count(right) >= 1, f"{right} is not in {name}"
    (broken / name).write_text(text.replace(right, wrong), encoding="utf-8")
    result = run(few_cases, broken)
    assert result.returncode != 0, f"nobody saw {fault}"
