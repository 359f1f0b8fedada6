"""Exercises of notebook 12: the pieces of a library, each judged by its conformance tests."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlib.exercises import reference
from nnlib.exercises.answers import within_time
from nnlib.exercises.conformance import TESTS, examine
from nnlib.exercises.conformance_hints import HINTS
from nnlib.exercises.kinds import Exercise


@dataclass(frozen=True, kw_only=True)
class Piece(Exercise):
    """A class or a function of the learner's library.

    Parameters
    ----------
    name : str
        Which one; see `nnlib.exercises.conformance.TESTS`.
    """

    name: str

    def _verdict(self, answer: Any, rng: np.random.Generator) -> None:
        within_time(lambda: examine(self.name, answer, rng, reference))


def _piece(name: str, right: str) -> Piece:
    tests = sum(map(len, TESTS[name].values()))
    return Piece(
        name=name,
        right=f"It passes {tests} tests, the ones that nnlib itself must pass. {right}",
        hint="Compare your code with the formulas in the text.",
        mistakes=dict.fromkeys(HINTS[name].values()),
    )


EXERCISES = {
    "12.1": _piece("Linear", "All three gradients agree with nudges."),
    "12.2": _piece("Sigmoid", "It does not forget its slope."),
    "12.3": _piece("ReLU", "The errors get through where they should, and nowhere else."),
    "12.4": _piece("CrossEntropyLoss", "Even logits of 1000 do not upset it."),
    "12.5": _piece("Network", "One backward pass, and all gradients are there."),
    "12.6": _piece("SGD", "One line, and it is how all of this learns."),
    "12.7": _piece("train", "The loop behind every training run is yours."),
}
PIECES = {exercise.name: name for name, exercise in EXERCISES.items()}
