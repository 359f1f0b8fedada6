"""Random walks through an explorer's states: every handle, pick, button and choice it has."""

import json

from nnlib.drawing.elements import is_bound
from nnlib.drawing.expressions import evaluate
from nnlib.explorers.scene import Scene


def elements(tree, scope=None):
    """Yield every element of a tree, with its attributes; with a scope, those that are shown."""
    if scope is not None and not evaluate(tree[1].get("@show", True), scope):
        return
    yield tree[0], tree[1]
    for child in tree[2:]:
        if isinstance(child, list) and not is_bound(child):
            yield from elements(child, scope)


def all_elements(scene: Scene, scope=None):
    for tree in (*scene.pictures.values(), scene.formula):
        yield from elements(tree, scope)


def hands(scene: Scene, state):
    """Return what a hand can do: operations of picks, and places."""
    shown = [attributes for _, attributes in all_elements(scene, scene.scope(state))]
    picks = [each["@pick"]["do"] for each in shown if "@pick" in each]
    places = [each["@place"] for each in shown if "@place" in each]
    unique = {json.dumps(each): each for each in picks}
    return list(unique.values()), places


def leaves(value, path=""):
    """Yield every number of a state, with its path."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(each, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for i, each in enumerate(value):
            yield from leaves(each, f"{path}.{i}")
    elif isinstance(value, int | float):
        yield path, value


def movable(scene: Scene, state):
    """Return the paths of all numbers that a hand can move."""
    stars = [entry["path"].split(".") for entry in scene.numbers]
    found = []
    for path, _ in leaves(state):
        pieces = path.split(".")
        if any(
            len(s) == len(pieces) and all(a in ("*", b) for a, b in zip(s, pieces, strict=True))
            for s in stars
        ):
            found.append(path)
    return found + [entry["path"] for entry in scene.numbers if "get" in entry]


def entry_of(scene: Scene, path):
    """Return what a scene says of the number at a path."""
    given = path.split(".")
    for entry in scene.numbers:
        wanted = entry["path"].split(".")
        pairs = zip(wanted, given, strict=False)
        if len(wanted) == len(given) and all(w in ("*", g) for w, g in pairs):
            return entry
    raise LookupError(path)


def walk(scene: Scene, rng, length):
    """Yield (state, what was done, next state) of a walk."""
    state = scene.state
    labels = [each["label"] for each in scene.presets]
    buttons = [each["do"] for each in scene.actions if "image" not in each]
    for _ in range(length):
        kind = rng.choice(
            ["number", "number", "pick", "place", "button", "choice", "label", "step"]
        )
        done = None
        picks, places = hands(scene, state) if kind in ("pick", "place") else ([], [])
        if kind == "number":
            path = str(rng.choice(movable(scene, state)))
            value = float(rng.choice([0.0, 1.0, -1.0, 0.25]) if rng.random() < 0.2
                          else rng.normal() * 3)  # fmt: skip
            fine = bool(rng.random() < 0.3)
            done = {"moved": [path, value, fine]}
            after = scene.moved(state, path, value, fine=fine)
        elif kind == "pick" and picks:
            pointer = {"x": 400.0, "y": 100.0}
            done = {"change": picks[rng.integers(len(picks))], "extra": {"pointer": pointer}}
        elif kind == "place" and places:
            place = places[rng.integers(len(places))]
            ways = ["move", "nudge", "home", *(k for k in ("begin", "tap") if k in place)]
            which = str(rng.choice(ways))
            pointer = {"x": float(rng.uniform(0, 500)), "y": float(rng.uniform(0, 500))}
            extra = {"pointer": pointer, "dx": float(rng.integers(-1, 2)),
                     "dy": float(rng.integers(-1, 2))}  # fmt: skip
            done = {"change": place[which], "extra": extra}
        elif kind == "button" and buttons:
            done = {"change": buttons[rng.integers(len(buttons))], "extra": {}}
        elif kind == "choice" and scene.choices:
            choice = scene.choices[rng.integers(len(scene.choices))]
            value, _ = choice["options"][rng.integers(len(choice["options"]))]
            sets = [["set", ["text", choice["path"]], ["const", value]]]
            done = {"choice": [choice["path"], value], "change": sets}
            after = scene.act(state, _label(choice, value))
        elif kind == "label" and labels:
            label = str(rng.choice(labels))
            done = {"preset": label}
            after = scene.act(state, label)
        elif kind == "step" and scene.steps is not None:
            done = {"change": [["set", ["text", "step"], int(rng.integers(0, 7))]], "extra": {}}
        if done is None:
            continue
        if "extra" in done:
            after = scene.change(state, done["change"], **done["extra"])
        yield state, done, after
        state = after


def _label(choice, value):
    return next(label for each, label in choice["options"] if each == value)


def every(tree):
    """Yield the attributes of every element of a tree, shown or not."""
    yield tree[1]
    for child in tree[2:]:
        if isinstance(child, list) and not is_bound(child):
            yield from every(child)
