"""diagram.js, in the Node.js that Playwright brings, beside nnlib: numbers, words and pictures."""

import json
import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from nnlib import explorers
from nnlib.drawing.numerals import fixed, number
from nnlib.explorers.diagram import Diagram
from nnlib.explorers.network import NetworkState

if not os.environ.get("CI"):  # where a package that is missing is an error
    pytest.importorskip("playwright", reason="needs playwright: pip install -e .[test]")
from playwright._impl._driver import compute_driver_executable

FOLDER = Path(__file__).parent
SCRIPT = Path(explorers.__file__).parent / "diagram.js"
NETWORKS = 1000
MOST_LINES = 300


def random_state(rng):
    """Return a state with numbers of all sizes, zeros and halves among them."""
    scale = rng.choice([0.01, 1, 3, 8])
    numbers = rng.normal(size=39) * scale
    numbers = np.where(rng.random(39) < 0.2, np.round(numbers * 8) / 8, numbers)
    state = NetworkState(known=int(rng.integers(1, 10)) if rng.random() < 0.3 else 9)
    hand = {"numbers": numbers.tolist(), "target": int(rng.integers(3)), "unit": 0, "pointed": 0}
    state = state.taken(hand).moved("view", str(rng.choice(["forward", "backward"])))
    reached = state.known if state.view == "backward" else 9
    turn = int(rng.integers(reached))  # units are reached from the last layer to the first
    unit = 3 * (2 - turn // 3) + turn % 3
    return state.taken(hand | {"unit": unit, "pointed": int(rng.integers(-3, 4))})


def drawn(svg):
    """Return the attributes of every named shape, and the circles' middles."""
    parts, places = {}, {}
    for element in ET.fromstring(svg).iter():
        kind, _, place = element.get("data-part", "").partition(" ")
        if kind in ("unit", "hidden"):
            places[place] = [float(element.get("cx")), float(element.get("cy"))]
        if kind and kind != "hidden":
            parts[element.get("data-part")] = element.attrib | {"text": element.text}
    return parts, places


def case(state, diagram):
    trace = state.trace()
    computed = [state.shares(), trace.loss, trace.grad_x]
    for layer, step in enumerate(trace.layers):
        a = step.a if layer < 2 else state.shares()
        computed += [step.z, a, step.grad_z, step.grad_weight]
        computed += [step.grad_a] if layer < 2 else []
    parts, places = drawn(state.picture().text)
    shown = {"view": state.view, "known": state.known, "note": state.note, "places": places}
    shown |= {"class_names": diagram.class_names, "colors": diagram.colors}
    return {
        "hand": state.hand(),
        "shown": shown,
        "computed": [np.asarray(values).tolist() for values in computed],
        "words": {"formula": state.formula(), "readout": state.readout()},
        "drawn": parts,
    }


def texts():
    rng = np.random.default_rng(1)
    values = [
        0,
        -0.0,
        0.125,
        -0.375,
        2.5,
        -0.5,
        1.005,
        2.675,
        99.995,
        100.5,
        1e-13,
        1e5,
        1e6,
        12345.6,
    ]
    values += (rng.normal(size=500) * 10.0 ** rng.integers(-8, 9, 500)).tolist()
    values += (rng.integers(-4000, 4000, 500) / 64).tolist()
    digits = [rng.integers(1, 5) for _ in values]
    return [
        {"value": v, "digits": int(d), "asNumber": number(v, int(d)), "asFixed": fixed(v, int(d))}
        for v, d in zip(values, digits, strict=True)
    ]


def test_the_browser_computes_writes_and_draws_what_python_does(tmp_path):
    rng, diagram = np.random.default_rng(0), Diagram()
    cases = [case(random_state(rng), diagram) for _ in range(NETWORKS)]
    assert {(c["shown"]["view"], c["shown"]["known"] < 9) for c in cases} == {
        (view, partly) for view in ("forward", "backward") for partly in (True, False)
    }
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"script": str(SCRIPT), "cases": cases, "texts": texts()}))
    node = compute_driver_executable()[0]
    run = subprocess.run(
        [node, "--test", "--test-reporter=spec", FOLDER / "diagram.test.mjs"],
        env=os.environ | {"NNLIB_CASES": str(path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    print(run.stdout)
