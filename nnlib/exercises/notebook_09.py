"""Exercises of notebook 09, layers, units and generalization."""

from itertools import cycle

import numpy as np
from numpy.typing import NDArray

from nnlib.exercises.kinds import Choice, Function, Value

_ends = cycle(["stop", "rise", "best"])  # five draws have each of them
_scales = cycle([1.0, 0.4])  # of the validation scores: the winner's is above or below its test


def _draw_costs(rng: np.random.Generator) -> tuple[list[float], int]:
    """Draw costs that rise just short of the patience, fall again, and are lowest after the stop.

    So a count that is one off, or that adds up separate rises, ends elsewhere. The lowest one
    before the stop wins by very little, and the last one of the wait is nearly as low. Some costs
    end before there is a stop, after a rise or with the best one: a function must return then, too.
    """
    patience = int(rng.integers(3, 6))
    first = rng.uniform(0.5, 0.8)
    second = first - 0.055
    start = np.sort(rng.uniform(1.1, 2, size=rng.integers(1, 4)))[::-1]
    short, long = (rng.uniform(0.9, 1.5, size=size) for size in (patience - 1, patience))
    long = np.sort(long)[::-1]  # worse than the best one, though each is better than the last
    long[-1] = second + 0.002
    fall = [first + 0.2, first + 0.3, first, *short, first - 0.05, second]
    after = [rng.uniform(0, 0.1), 1.0, 0.9, 1.1]
    ends = {"stop": [*long, *after], "rise": [*long[1:-1], 1.6], "best": []}
    return [*start, *fall, *ends[next(_ends)]], patience


def _best_epoch(costs: list[float], patience: int) -> int:
    best = 0
    for i in range(1, len(costs)):
        if costs[i] < costs[best]:
            best = i
        elif i - best >= patience:
            break
    return best + 1


def _best_against_the_last(costs: list[float], patience: int) -> int:
    best = 0
    for i in range(1, len(costs)):
        if costs[i] < costs[i - 1]:
            best = i
        elif i - best >= patience:
            break
    return best + 1


def _last_epoch(costs: list[float], patience: int) -> int:
    return min(_best_epoch(costs, patience) + patience, len(costs))


def _draw_scores(rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    """Draw scores: validation, test, their sum and their difference have a winner each."""
    validation, test = rng.uniform(0.5, 0.9, size=(2, rng.integers(5, 8)))
    high, other, both, low, gap = rng.permutation(len(test))[:5]
    validation[[high, both, low, gap]] = 0.95, 0.94, 0.1, 0.945
    test[[high, other, both, low, gap]] = rng.uniform(0.4, 0.49), 0.99, 0.97, 0.2, 0.1
    return next(_scales) * validation, test


def _chosen_by_test(validation, test):
    place = np.argmax(test)
    return place, test[place]


EXERCISES = {
    "09.1": Value(
        answer=(2 + 1) * 4 + (4 + 1) * 4 + (4 + 1) * 2,
        right="Each unit has a weight for each of its inputs, and one bias.",
        hint="For each layer after the input: inputs times units, and a bias for each unit.",
        mistakes={
            "You left out the biases, or else the last layer. Count the weights and biases of all "
            "three layers.": 2 * 4 + 4 * 4 + 4 * 2,
            "You gave the inputs biases. Inputs compute nothing, so they have none.": 32 + 12,
            "One of the layers of 4 is missing. The network has two of them.": (
                (2 + 1) * 4 + (4 + 1) * 2
            ),
            "These are the units. Count the numbers that each of them learns.": 10,
            "These are the circles of the diagram, inputs included. Count what is learned.": 12,
            "You multiplied the sizes. Add the parameters of the layers.": 2 * 4 * 4 * 2,
            "The biases of the output are missing. Its two units have one each.": 40,
            "There is a bias for each unit, not one for the whole network.": 33,
            "There is a bias for each unit, not one for each layer.": 35,
        },
    ),
    "09.2": Value(
        answer=4 * 5 * 3 * 5,
        right="A grid grows by multiplication. That is why we search few values of each.",
        hint="Combine each number of layers with each number of units, and so on.",
        mistakes={
            "That is the sum. Each value is combined with each value of the others, so "
            "multiply.": 17,
            "These are the combinations. Each of them is trained from several starts.": 60,
            "You added the starts. Each combination is trained from all of them, so multiply.": 65,
            "You added the values. Each number of layers is combined with each number of units, "
            "and so on.": 12,
            "The learning rates are missing. Each of them is combined with the others, too.": 100,
            "The numbers of units are missing. Each of them is combined with the others, too.": 75,
            "These are layers and units only. What about the learning rates and the starts?": 20,
            "That is the time in seconds. How many training runs are there?": 600,
            "That is the time in minutes. How many training runs are there?": 10,
        },
    ),
    "09.3": Choice(
        answer="more units",
        options=("more examples", "more units", "weight decay", "stopping early"),
        right="Curves that have met at a high cost mean underfitting: the network lacks capacity.",
        hint="The two costs are equal, so the network has not memorized anything. What is missing?",
        mistakes={
            "More examples close a gap between the curves, but here is none. What does a network "
            "need that cannot even fit its training set?": "more examples",
            "Weight decay takes capacity away, but this network has too little of it.": (
                "weight decay"
            ),
            "Stopping early helps if the cost of new examples rises again, but here it does not. "
            "What is missing?": "stopping early",
        },
    ),
    "09.4": Function(
        reference=_best_epoch,
        inputs=_draw_costs,
        right="It forgives a short rise, and it never sees what comes after a long one.",
        hint="Keep the epoch of the lowest cost so far. Stop when it is `patience` epochs old.",
        mistakes={
            "That is the epoch of the lowest cost of all. Training would have stopped before it: "
            "break out of the loop.": lambda costs, patience: int(np.argmin(costs)) + 1,
            "That is one too few. Epochs are counted from 1.": (
                lambda costs, patience: _best_epoch(costs, patience) - 1
            ),
            "That is the epoch at which training stops. Return the epoch of the best cost, which "
            "is older.": _last_epoch,
            "That is the last epoch before training stops. Return the epoch of the best cost, "
            "which is older.": lambda costs, patience: _last_epoch(costs, patience) - 1,
            "You stop at the first rise. Wait for `patience` epochs.": (
                lambda costs, patience: _best_epoch(costs, 1)
            ),
            "You stop too early. Count the epochs since the best one, and none before it.": (
                lambda costs, patience: _best_epoch(costs, patience - 1)
            ),
            "You compare each cost with the one before it. Compare it with the best cost so far.": (
                _best_against_the_last
            ),
            "That is the lowest cost. Return its epoch.": (
                lambda costs, patience: costs[_best_epoch(costs, patience) - 1]
            ),
            "That is a cost, the lowest of all. Return an epoch, and look only at the costs before "
            "training stops.": lambda costs, patience: min(costs),
            "You look for the highest cost. Early stopping keeps the lowest one.": (
                lambda costs, patience: int(np.argmax(costs)) + 1
            ),
            "That is the index of the lowest cost of all. Epochs count from 1, and training would "
            "have stopped before that one.": (lambda costs, patience: int(np.argmin(costs))),
        },
    ),
    "09.5": Function(
        reference=lambda validation, test: (np.argmax(validation), test[np.argmax(validation)]),
        inputs=_draw_scores,
        blank=_chosen_by_test,
        right="Validation chooses, and the test score of the winner is looked at once.",
        hint="One list chooses, the other one evaluates the choice. Which one may choose?",
        mistakes={
            "The setting is right. But its validation score got it chosen, so that score flatters "
            "it. Report its test score.": (
                lambda validation, test: (np.argmax(validation), np.max(validation))
            ),
            "You report the best test score of all. Report that of the chosen setting.": (
                lambda validation, test: (np.argmax(validation), np.max(test))
            ),
            "The test still chooses, so even the validation score is that of the wrong setting.": (
                lambda validation, test: (np.argmax(test), validation[np.argmax(test)])
            ),
            "You return the validation score first. Return the index of the setting first.": (
                lambda validation, test: (np.max(validation), test[np.argmax(validation)])
            ),
            "You return the score first. Return the index first, then the score.": (
                lambda validation, test: (test[np.argmax(validation)], np.argmax(validation))
            ),
            "The index is one too large. Python counts from 0.": (
                lambda validation, test: (np.argmax(validation) + 1, test[np.argmax(validation)])
            ),
            "You choose the worst setting. A score is better when it is higher.": (
                lambda validation, test: (np.argmin(validation), test[np.argmin(validation)])
            ),
            "You choose by both lists, so the test has a say in it. Only validation may choose.": (
                lambda validation, test: (
                    np.argmax(validation + test),
                    test[np.argmax(validation + test)],
                )
            ),
            "You return two indices. The second value is a score.": (
                lambda validation, test: (np.argmax(validation), np.argmax(test))
            ),
            "You return two scores. The first value is the index of the setting.": (
                lambda validation, test: (np.max(validation), np.max(test))
            ),
            "The setting is right. Report its test score, not a mean.": (
                lambda validation, test: (np.argmax(validation), np.mean(test))
            ),
        },
    ),
    "09.6": Value(
        answer=13,
        right="3 units in one layer, from a lucky start: a single start says little.",
        hint="Try few units, press Train, and repeat it from other starts (New start).",
        mistakes={
            "4 units do it. From another start (New start), fewer units do it, too.": 17,
            "2 layers of 2 units come close, but a smaller network gets there.": 15,
            "2 units stay below 90 % of the validation points, from every start. Add a unit. If "
            "you have 3 units, count the output, too.": 9,
            "With 1 unit per layer, it stays below 90 % of the validation points. Add units.": 7,
            "1 unit stays below 90 % of the validation points. Add units.": 5,
            "3 layers of 2 units do it, but a smaller network does it, too.": 21,
            "If these are the units, count the parameters: you find them in the formula. If these "
            "are the parameters without hidden units, add hidden units.": 3,
        },
    ),
}
