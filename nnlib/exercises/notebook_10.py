"""Exercises of notebook 10, regression and other domains."""

from typing import Any

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


def _draw_quantities(rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    y = 50 + 10 * rng.normal(size=rng.integers(5, 20))
    off = rng.choice([4, 20, 25, 30])  # most of them worse than the mean, so that R² is negative
    return y, y + off * rng.normal(size=y.shape)


def _compared_with_0(y, prediction):
    errors = np.sum((y - prediction) ** 2)
    return 1 - errors / np.sum(y**2)


def _r2_with(y: NDArray, prediction: NDArray, total: Any) -> float:
    return float(1 - np.sum((y - prediction) ** 2) / total)


EXERCISES = {
    "10.1": Value(
        answer=6 * 32 + 32 + 32 * 32 + 32 + 32 + 1,
        right="There are more hours to learn from than parameters.",
        hint="6 inputs, two layers of 32 units, 1 output: count the weights and the biases of "
        "each layer.",
        mistakes={
            "You counted the weights. Add a bias for each unit.": 6 * 32 + 32 * 32 + 32,
            "You gave the last layer 32 units. It has one, because the output is one number.": (
                7 * 32 + 33 * 32 + 33 * 32
            ),
            "You counted one hidden layer. There are two of them.": 6 * 32 + 32 + 32 + 1,
            "The last layer is missing. It has weights and a bias, too.": (
                6 * 32 + 32 + 32 * 32 + 32
            ),
            "The bias of the output is missing.": 6 * 32 + 32 + 32 * 32 + 32 + 32,
            "You multiplied the layers. Add their parameters.": 6 * 32 * 32,
            "These are inputs and units. Count the weights and the biases.": 6 + 32 + 32 + 1,
            "That is the number of hours. Count the parameters.": 5150,
            "That is one layer of 64. Two layers of 32 have weights between them.": (
                6 * 64 + 64 + 64 + 1
            ),
            "You left out an input. The bicycles have six columns.": (
                5 * 32 + 32 + 32 * 32 + 32 + 32 + 1
            ),
        },
    ),
    "10.2": Function(
        reference=lambda X, X_new: (X_new - X.mean(axis=0)) / X.std(axis=0),
        inputs=_draw_table,
        right="The scale of the old rows also measures the new ones.",
        hint="From each column of the new rows subtract a mean, then divide by a standard "
        "deviation. Which rows are known beforehand?",
        mistakes={
            "You used the mean and the deviation of the new rows. Only those of the training rows "
            "are known beforehand.": (
                lambda X, X_new: (X_new - X_new.mean(axis=0)) / X_new.std(axis=0)
            ),
            "You used all rows together. Mean and deviation must not see the new ones.": (
                lambda X, X_new: (
                    (X_new - np.vstack([X, X_new]).mean(axis=0)) / np.vstack([X, X_new]).std(axis=0)
                )
            ),
            "The mean is right, but the deviation is that of the new rows. Take that of the "
            "training rows.": lambda X, X_new: (X_new - X.mean(axis=0)) / X_new.std(axis=0),
            "The deviation is right, but the mean is that of the new rows. Take that of the "
            "training rows.": lambda X, X_new: (X_new - X_new.mean(axis=0)) / X.std(axis=0),
            "One mean over all columns mixes days with degrees. Use `axis=0`.": (
                lambda X, X_new: (X_new - X.mean()) / X.std()
            ),
            "You took one mean over all columns. Each column has its own: use `axis=0`.": (
                lambda X, X_new: (X_new - X.mean()) / X.std(axis=0)
            ),
            "You took one deviation over all columns. Each column has its own: use `axis=0`.": (
                lambda X, X_new: (X_new - X.mean(axis=0)) / X.std()
            ),
            "You divided by the variance. Divide by its root, the standard deviation: `std`.": (
                lambda X, X_new: (X_new - X.mean(axis=0)) / X.var(axis=0)
            ),
            "You subtracted the mean. Now divide by the deviation.": (
                lambda X, X_new: X_new - X.mean(axis=0)
            ),
            "You divided without subtracting the mean first.": (
                lambda X, X_new: X_new / X.std(axis=0)
            ),
            "Python divides before it subtracts. Write brackets around the difference.": (
                lambda X, X_new: X_new - X.mean(axis=0) / X.std(axis=0)
            ),
            "The fraction is upside down. Divide the difference by the deviation.": (
                lambda X, X_new: X.std(axis=0) / (X_new - X.mean(axis=0))
            ),
            "You subtracted the smallest number of each column. Subtract its mean.": (
                lambda X, X_new: (X_new - X.min(axis=0)) / X.std(axis=0)
            ),
            "The mean is right, but you divided by the range, the largest minus the smallest "
            "number. Divide by the standard deviation.": (
                lambda X, X_new: (X_new - X.mean(axis=0)) / np.ptp(X, axis=0)
            ),
            "You multiplied by the deviation. Divide by it.": (
                lambda X, X_new: (X_new - X.mean(axis=0)) * X.std(axis=0)
            ),
            "You added the mean. Subtract it.": (
                lambda X, X_new: (X_new + X.mean(axis=0)) / X.std(axis=0)
            ),
            "You scaled from the lowest to the highest number. Standardizing uses the mean and "
            "the deviation.": lambda X, X_new: (X_new - X.min(axis=0)) / np.ptp(X, axis=0),
            "You divided by n − 1 inside the deviation. Use `std` without `ddof`, as the notebook "
            "does.": lambda X, X_new: (X_new - X.mean(axis=0)) / X.std(axis=0, ddof=1),
            "These are the training rows. Return the new ones.": (
                lambda X, X_new: (X - X.mean(axis=0)) / X.std(axis=0)
            ),
            "You scaled the training rows by the new ones. It is the other way round.": (
                lambda X, X_new: (X - X_new.mean(axis=0)) / X_new.std(axis=0)
            ),
        },
    ),
    "10.3": Function(
        reference=r2_score,
        inputs=_draw_quantities,
        blank=_compared_with_0,
        right="R² compares with always predicting the mean, not with always predicting 0.",
        hint="What would you predict if you knew only the mean of y? Compare with those errors.",
        mistakes={
            "That is the fraction that is left over. R² is 1 minus that fraction.": (
                lambda y, prediction: 1 - r2_score(y, prediction)
            ),
            "You took the sizes of the errors. Square them.": (
                lambda y, prediction: (
                    1 - np.sum(np.abs(y - prediction)) / np.sum(np.abs(y - np.mean(y)))
                )
            ),
            "You divided a sum by a mean. Take the sum in both places, or the mean in both.": (
                lambda y, prediction: _r2_with(y, prediction, np.var(y))
            ),
            "You divided by the standard deviation. Divide by the sum of the squared distances "
            "from the mean.": lambda y, prediction: _r2_with(y, prediction, np.std(y)),
            "You compared with the mean of the prediction. Compare with the mean of y.": (
                lambda y, prediction: _r2_with(
                    y, prediction, np.sum((y - np.mean(prediction)) ** 2)
                )
            ),
            "You compared with how the predictions vary. Compare with how y varies around its "
            "mean.": lambda y, prediction: _r2_with(
                y, prediction, np.sum((prediction - np.mean(prediction)) ** 2)
            ),
            "You divided by the squares of the prediction. Divide by the squared errors of always "
            "predicting the mean of y.": (
                lambda y, prediction: _r2_with(y, prediction, np.sum(prediction**2))
            ),
            "You squared the sum. Square each distance first, then add the squares up.": (
                lambda y, prediction: (
                    1 - np.sum(y - prediction) ** 2 / np.sum((y - np.mean(y)) ** 2)
                )
            ),
            "The distances from the mean add up to 0. Square each of them first, then add the "
            "squares up.": lambda y, prediction: _r2_with(
                y, prediction, np.sum(y - np.mean(y)) ** 2
            ),
            "You do not let R² fall below 0. For a model that is worse than the mean, R² is "
            "negative.": (lambda y, prediction: max(0.0, r2_score(y, prediction))),
            "You compared the prediction with the mean. Compare it with y: those are the errors.": (
                lambda y, prediction: (
                    1 - np.sum((prediction - np.mean(y)) ** 2) / np.sum((y - np.mean(y)) ** 2)
                )
            ),
            "You took the correlation. It forgives predictions that are too high throughout. "
            "Compare the errors themselves.": lambda y, prediction: np.corrcoef(y, prediction)[
                0, 1
            ],
            "You took a root. R² compares the squared errors themselves.": (
                lambda y, prediction: 1 - np.sqrt(1 - r2_score(y, prediction))
            ),
            "That is the sum of the squared errors. Divide it by that of always predicting the "
            "mean, and subtract the fraction from 1.": (
                lambda y, prediction: np.sum((y - prediction) ** 2)
            ),
            "The fraction is upside down. The errors of the prediction are the numerator.": (
                lambda y, prediction: 1 - 1 / (1 - r2_score(y, prediction))
            ),
            "That is the squared correlation. It forgives predictions that are too high "
            "throughout. Compare the errors themselves.": (
                lambda y, prediction: np.corrcoef(y, prediction)[0, 1] ** 2
            ),
            "You compared with the median. Compare with the mean of y.": (
                lambda y, prediction: _r2_with(y, prediction, np.sum((y - np.median(y)) ** 2))
            ),
        },
    ),
    "10.4": Choice(
        answer="hour",
        options=_COLUMNS,
        right="Without the hour the network is worse than always predicting the mean.",
        hint="R² falls further for another column. Shuffle one column at a time.",
        mistakes={
            "The network hardly needs the wind: R² hardly falls. Try the other columns, too.": (
                "wind (km/h)"
            ),
            "The working day matters, but R² falls further for another column. Did you leave all "
            "other columns as they are?": "working day (0 or 1)",
        },
    ),
    "10.5": Value(
        answer=2 * 2 + 2 + 1,
        right="Two S curves, one behind the other.",
        hint="Choose tanh and one unit, press Train, and read the error at the end. Add units "
        "while it is too large.",
        mistakes={
            "These are the units. Count their weights and biases, and those of the output.": 2,
            "3 units do it, but fewer units do it, too.": 3 * 2 + 3 + 1,
            "4 units do it, but fewer units do it, too.": 4 * 2 + 4 + 1,
            "With 1 unit the error is far larger. Add a unit.": 4,
            "The bias of the output is missing.": 6,
            "The weights of the output are missing. Each unit has one that leads there.": 5,
            "These are the units of a network that is larger than necessary. Count the weights "
            "and biases of the smallest one.": 3,
        },
    ),
}
