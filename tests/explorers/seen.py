"""What a reader sees of a legend: the lines and marks that have its looks."""

import re

from walks import elements

from nnlib.drawing.elements import is_bound
from nnlib.drawing.expressions import evaluate

_LEGEND = ("line", "circle", "rect")  # with fixed places, a key beside its words


def drawn(tree, scope, look):
    """Return the shown paths of a picture that have a look."""
    return [
        evaluate(attributes["d"][1], scope)
        for tag, attributes in elements(tree, scope)
        if tag == "path" and attributes.get("class") == look and is_bound(attributes.get("d"))
    ]


def places(path):
    """Return the places that a path goes through."""
    return [tuple(map(float, each)) for each in re.findall(r"[ML](\S+) ([-\d.]+)", path)]


def width(paths):
    """Return how far paths reach across the picture."""
    xs = [x for path in paths if path != "M0 0" for x, _ in places(path)]
    return max(xs) - min(xs) if xs else 0


def looks(tree, scope, wanted):
    """Return those of some looks that a legend shows now."""
    shown = {
        attributes.get("class")
        for tag, attributes in elements(tree, scope)
        if tag in _LEGEND and attributes.get("class") in wanted
    }
    return sorted(shown)
