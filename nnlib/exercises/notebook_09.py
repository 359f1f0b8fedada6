"""Exercises of notebook 09, layers, units and generalization."""

import numpy as np
from numpy.typing import NDArray

from nnlib.exercises.kinds import Choice, Function, Value


def _draw_costs(rng: np.random.Generator) -> tuple[list[float], int]:
    """Draw costs that rise just short of the patience, fall again, and are lowest after the stop.

    So a count that is one off, or that adds up separate rises, ends elsewhere.
    """
    patience = int(rng.integers(3, 6))
    first, second = rng.uniform(0.5, 0.8), rng.uniform(0.2, 0.4)
    start = np.sort(rng.uniform(1.1, 2, size=rng.integers(1, 4)))[::-1]
    short, long = (rng.uniform(0.9, 1.5, size=size) for size in (patience - 1, patience))
    fall = [first + 0.2, first + 0.3, first, *short, first - 0.05, second]
    return [*start, *fall, *long, rng.uniform(0, 0.1)], patience


def _best_epoch(costs: list[float], patience: int) -> int:
    best = 0
    for i in range(1, len(costs)):
        if costs[i] < costs[best]:
            best = i
        elif i - best >= patience:
            break
    return best + 1


def _draw_scores(rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    """Draw scores of some settings; the winner of one kind is not the winner of the other."""
    validation, test = rng.uniform(0.5, 0.9, size=(2, rng.integers(4, 8)))
    high, other, low = rng.permutation(len(test))[:3]
    validation[[high, low]] = 0.95, 0.1
    test[[other, low]] = 0.99, 0.2
    return validation, test


def _chosen_by_test(validation, test):
    place = np.argmax(test)
    return place, test[place]


EXERCISES = {
    "09.1": Value(
        answer=(2 + 1) * 4 + (4 + 1) * 4 + (4 + 1) * 2,
        right="Each unit has a weight for each of its inputs, and one bias.",
        hint="For each layer but the input: inputs times units, and a bias for each unit.",
        mistakes={
            "These are the weights. Every unit has a bias, too.": 2 * 4 + 4 * 4 + 4 * 2,
            "The inputs do not compute, so they have no biases.": 32 + 12,
            "One of the layers of 4 is missing.": (2 + 1) * 4 + (4 + 1) * 2,
            "These are the units. How many numbers does each of them have to learn?": 10,
            "These are the circles of its picture, inputs and all. Count what is learned.": 12,
        },
    ),
    "09.2": Value(
        answer=4 * 5 * 3 * 5,
        right="A grid grows by multiplication. That is why one searches few values of each.",
        hint="Each number of layers goes with each number of units, and so on.",
        mistakes={
            "That is the sum. Each value of one goes together with each value of the others.": 17,
            "These are the combinations. Each of them is trained from several starts.": 60,
            "That is the time in seconds. How many trainings are there?": 600,
            "That is the time in minutes. How many trainings are there?": 10,
        },
    ),
    "09.3": Choice(
        answer="more units",
        options=("more examples", "more units", "weight decay", "stopping early"),
        right="Curves that have met high up mean underfitting: the network lacks room.",
        hint="The two costs are equal, so nothing was learned by heart. What is missing?",
        mistakes={
            "More examples close a gap between the curves, and there is none.": "more examples",
            "Weight decay takes room away from a network that has too little of it.": (
                "weight decay"
            ),
            "Stopping early helps where the cost of new examples rises again. It has not.": (
                "stopping early"
            ),
        },
    ),
    "09.4": Function(
        reference=_best_epoch,
        inputs=_draw_costs,
        right="So a short rise is forgiven, and what comes after a long one is never seen.",
        hint="Keep the epoch of the lowest cost so far, and stop when it is `patience` epochs old.",
        mistakes={
            "That is the lowest cost of all. The training would have stopped before it.": (
                lambda costs, patience: int(np.argmin(costs)) + 1
            ),
            "Epochs are counted from 1.": lambda costs, patience: _best_epoch(costs, patience) - 1,
            "That is when it stops. The parameters that are kept are older.": (
                lambda costs, patience: _best_epoch(costs, patience) + patience
            ),
            "The first rise is not the end: wait for `patience` epochs.": (
                lambda costs, patience: _best_epoch(costs, 1)
            ),
            "That stops too early: count the epochs since the best one, and none before it.": (
                lambda costs, patience: _best_epoch(costs, patience - 1)
            ),
            "That is the lowest cost. Which epoch was it?": (
                lambda costs, patience: costs[_best_epoch(costs, patience) - 1]
            ),
        },
    ),
    "09.5": Function(
        reference=lambda validation, test: (np.argmax(validation), test[np.argmax(validation)]),
        inputs=_draw_scores,
        blank=_chosen_by_test,
        right="Validation chooses, and the test score of the winner is looked at once.",
        hint="Which of the two lists may choose, and which one judges?",
        mistakes={
            "The right setting. But its validation score got it chosen, and flatters it.": (
                lambda validation, test: (np.argmax(validation), np.max(validation))
            ),
            "Report the test score of the setting that was chosen, not the best of all.": (
                lambda validation, test: (np.argmax(validation), np.max(test))
            ),
            "The score is that of a setting that the test has chosen.": (
                lambda validation, test: (np.argmax(test), validation[np.argmax(test)])
            ),
            "First the place of the setting, not its validation score.": (
                lambda validation, test: (np.max(validation), test[np.argmax(validation)])
            ),
            "First the place, then the score.": (
                lambda validation, test: (test[np.argmax(validation)], np.argmax(validation))
            ),
            "Places count from 0, as always in Python.": (
                lambda validation, test: (np.argmax(validation) + 1, test[np.argmax(validation)])
            ),
            "This chooses the worst.": (
                lambda validation, test: (np.argmin(validation), test[np.argmin(validation)])
            ),
        },
    ),
    "09.6": Value(
        answer=13,
        right="3 units in one layer, from a lucky start: a single start says little.",
        hint="Try few units, press Train, and do it again from some other starts (New start).",
        mistakes={
            "4 units do it. From another start (New start), fewer do it, too.": 17,
            "2 layers of 2 units come close, but a smaller network gets there.": 15,
            "2 units stay below 90 % of the validation points, from every start.": 9,
            "With 1 unit per layer, it stays below 90 % of the validation points.": 7,
            "3 layers of 2 units do it, but so does something smaller.": 21,
            "We ask for parameters. You find them in the formula.": 3,
        },
    ),
}
