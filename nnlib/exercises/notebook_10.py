"""Exercises of notebook 10, regression and other domains."""

import numpy as np
from numpy.typing import NDArray

from nnlib.exercises.kinds import Choice, Function, Value
from nnlib.metrics import r2_score

_COLUMNS = (
    "day of the year",
    "hour",
    "working day (0 or 1)",
    "temperature (°C)",
    "humidity (%)",
    "wind (km/h)",
)


def _draw_table(rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    rows, more, columns = rng.choice(range(3, 9), size=3, replace=False)
    scale, middle = rng.uniform(2, 50, size=columns), rng.normal(scale=30, size=columns)
    X, X_new = (middle + scale * rng.normal(size=(n, columns)) for n in (rows, more))
    return X, X_new


def _draw_amounts(rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    y = 50 + 10 * rng.normal(size=rng.integers(5, 20))
    return y, y + rng.uniform(3, 6) * rng.normal(size=y.shape)


def _compared_with_0(y, prediction):
    errors = np.sum((y - prediction) ** 2)
    return 1 - errors / np.sum(y**2)


EXERCISES = {
    "10.1": Value(
        answer=6 * 32 + 32 + 32 * 32 + 32 + 32 + 1,
        right="There are more hours to learn from than parameters.",
        hint="Six columns go in, one amount comes out, and two layers of 32 lie between.",
        mistakes={
            "These are the weights. Every unit has a bias, too.": 6 * 32 + 32 * 32 + 32,
            "One amount comes out, so the last layer has one unit.": 7 * 32 + 33 * 32 + 33 * 32,
            "There are two hidden layers.": 6 * 32 + 32 + 32 + 1,
            "The last layer is missing.": 6 * 32 + 32 + 32 * 32 + 32,
        },
    ),
    "10.2": Function(
        reference=lambda X, X_new: (X_new - X.mean(axis=0)) / X.std(axis=0),
        inputs=_draw_table,
        right="The new rows are measured with the scale of the old ones.",
        hint="From each column of the new rows subtract a mean, then divide by a deviation.",
        mistakes={
            "These are scaled by their own mean and deviation. Whose are known beforehand?": (
                lambda X, X_new: (X_new - X_new.mean(axis=0)) / X_new.std(axis=0)
            ),
            "Mean and deviation must not see the new rows.": (
                lambda X, X_new: (
                    (X_new - np.vstack([X, X_new]).mean(axis=0)) / np.vstack([X, X_new]).std(axis=0)
                )
            ),
            "One mean over all columns mixes days with degrees. Use `axis=0`.": (
                lambda X, X_new: (X_new - X.mean()) / X.std()
            ),
            "Divide by the standard deviation, not by the variance.": (
                lambda X, X_new: (X_new - X.mean(axis=0)) / X.var(axis=0)
            ),
            "The mean has been subtracted. Now divide by the deviation.": (
                lambda X, X_new: X_new - X.mean(axis=0)
            ),
            "That divides without subtracting the mean first.": (
                lambda X, X_new: X_new / X.std(axis=0)
            ),
            "These are the old rows. The new ones are wanted.": (
                lambda X, X_new: (X - X.mean(axis=0)) / X.std(axis=0)
            ),
        },
    ),
    "10.3": Function(
        reference=r2_score,
        inputs=_draw_amounts,
        blank=_compared_with_0,
        right="R² compares with always saying the mean, and not with always saying 0.",
        hint="What would one say who knows nothing but the mean of y? Compare with those errors.",
        mistakes={
            "That is the share that is left over. R² is 1 less that share.": (
                lambda y, prediction: 1 - r2_score(y, prediction)
            ),
            "The errors have to be squared.": (
                lambda y, prediction: (
                    1 - np.sum(np.abs(y - prediction)) / np.sum(np.abs(y - np.mean(y)))
                )
            ),
            "Above the line stands a sum, below it a mean. Take the same for both.": (
                lambda y, prediction: 1 - np.sum((y - prediction) ** 2) / np.var(y)
            ),
            "Compare with the mean of y, not with that of the prediction.": (
                lambda y, prediction: (
                    1 - np.sum((y - prediction) ** 2) / np.sum((y - np.mean(prediction)) ** 2)
                )
            ),
        },
    ),
    "10.4": Choice(
        answer="hour",
        options=_COLUMNS,
        right="Without the hour the network is worse than the mean.",
        hint="R² falls further for another column. Shuffle one column at a time.",
        mistakes={
            "This one matters least: R² hardly falls.": "wind (km/h)",
            "It matters, but R² falls further for another. (Did you leave the others as they "
            "are?)": "working day (0 or 1)",
        },
    ),
    "10.5": Value(
        answer=2 * 2 + 2 + 1,
        right="Two S curves, placed one behind the other.",
        hint="Choose tanh, begin with one unit, and read the error.",
        mistakes={
            "These are the units. How many numbers do they have to learn?": 2,
            "3 units do it, but fewer do as well.": 3 * 2 + 3 + 1,
            "With 1 unit the error is far larger.": 4,
            "The output has a bias, too.": 6,
        },
    ),
}
