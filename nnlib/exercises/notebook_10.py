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


def _draw_quantities(rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    y = 50 + 10 * rng.normal(size=rng.integers(5, 20))
    return y, y + rng.uniform(3, 6) * rng.normal(size=y.shape)


def _left(y: NDArray, prediction: NDArray) -> float:
    """Return the sum of the squared errors."""
    return np.sum((y - prediction) ** 2)


def _around_mean(y: NDArray) -> float:
    """Return the sum of the squared errors of always predicting the mean."""
    return np.sum((y - np.mean(y)) ** 2)


EXERCISES = {
    "10.1": Value(
        answer=6 * 32 + 32 + 32 * 32 + 32 + 32 + 1,
        right="There are more hours to learn from than parameters.",
        hint=(
            "Count layer by layer: six columns go into 32 units, then 32 into 32, then 32 into 1. "
            "Each unit has one weight per input and one bias."
        ),
        mistakes={
            "You counted the weights only. Every unit also has a bias: add 32, 32 and 1.": (
                6 * 32 + 32 * 32 + 32
            ),
            "Your last layer has 32 units, but the network predicts one quantity. Give it one "
            "unit.": 7 * 32 + 33 * 32 + 33 * 32,
            "You counted one hidden layer. There are two of 32 units, so add the weights between "
            "them.": 6 * 32 + 32 + 32 + 1,
            "You stopped after the second hidden layer. Add the output, with 32 weights and a "
            "bias.": 6 * 32 + 32 + 32 * 32 + 32,
            "You are 1 short, because the output has a bias too.": 7 * 32 + 33 * 32 + 32,
            "That is the number of hours. Count the numbers that the network learns instead.": 5150,
            "You counted the units. Each unit has several parameters: its weights and its bias.": (
                32 + 32 + 1
            ),
        },
    ),
    "10.2": Function(
        reference=lambda X, X_new: (X_new - X.mean(axis=0)) / X.std(axis=0),
        inputs=_draw_table,
        right="The new rows are measured with the scale of the training rows.",
        hint=(
            "From each column of X_new, subtract that column's mean in X. Then divide by its "
            "standard deviation in X."
        ),
        mistakes={
            "You scaled the new rows by their own mean and deviation, which you do not know "
            "beforehand. Take both from X.": (
                lambda X, X_new: (X_new - X_new.mean(axis=0)) / X_new.std(axis=0)
            ),
            "You computed mean and deviation over all rows, so the new rows have leaked in. Take "
            "both from X alone.": (
                lambda X, X_new: (
                    (X_new - np.vstack([X, X_new]).mean(axis=0)) / np.vstack([X, X_new]).std(axis=0)
                )
            ),
            "You took one mean over all columns, which mixes days with degrees. Use `axis=0`.": (
                lambda X, X_new: (X_new - X.mean()) / X.std()
            ),
            "You divided by the variance, which is the squared deviation. Use `X.std(axis=0)`.": (
                lambda X, X_new: (X_new - X.mean(axis=0)) / X.var(axis=0)
            ),
            "You subtracted the mean, and that is half of it. Now divide by the deviation.": (
                lambda X, X_new: X_new - X.mean(axis=0)
            ),
            "You divided without subtracting the mean. Subtract it first.": (
                lambda X, X_new: X_new / X.std(axis=0)
            ),
            "You returned the training rows. Standardize X_new instead.": (
                lambda X, X_new: (X - X.mean(axis=0)) / X.std(axis=0)
            ),
            "The division came before the subtraction. Put brackets around the subtraction.": (
                lambda X, X_new: X_new - X.mean(axis=0) / X.std(axis=0)
            ),
            "You scaled each column from 0 to 1. That is another method. Use mean and deviation.": (
                lambda X, X_new: (X_new - X.min(axis=0)) / np.ptp(X, axis=0)
            ),
            "`ddof=1` gives a slightly larger deviation than in this notebook. Leave it out.": (
                lambda X, X_new: (X_new - X.mean(axis=0)) / X.std(axis=0, ddof=1)
            ),
        },
    ),
    "10.3": Function(
        reference=r2_score,
        inputs=_draw_quantities,
        blank=lambda y, prediction: 1 - _left(y, prediction) / np.sum(y**2),
        right="R² compares with always predicting the mean, not with always predicting 0.",
        hint=(
            "The numerator is fine. For the denominator, suppose that you know only the mean of y "
            "and always predict it. What is the sum of your squared errors?"
        ),
        mistakes={
            "You returned the fraction that is left over. R² is 1 minus that fraction.": (
                lambda y, prediction: _left(y, prediction) / _around_mean(y)
            ),
            "You added up absolute errors. R² uses squared errors, above and below.": (
                lambda y, prediction: (
                    1 - np.sum(np.abs(y - prediction)) / np.sum(np.abs(y - np.mean(y)))
                )
            ),
            "You divided a sum by a mean. Take a sum for both, or a mean for both.": (
                lambda y, prediction: 1 - _left(y, prediction) / np.var(y)
            ),
            "You compared with the mean of the prediction. Use the mean of y.": (
                lambda y, prediction: (
                    1 - _left(y, prediction) / np.sum((y - np.mean(prediction)) ** 2)
                )
            ),
            "You measured how far the predictions are from the mean. In the denominator, measure "
            "how far y is.": (
                lambda y, prediction: (
                    1 - _left(y, prediction) / np.sum((prediction - np.mean(y)) ** 2)
                )
            ),
            "The fraction is upside down. Always predicting the mean belongs in the "
            "denominator.": lambda y, prediction: 1 - _around_mean(y) / _left(y, prediction),
            "You subtracted the mean after squaring. Subtract it first, then square.": (
                lambda y, prediction: 1 - _left(y, prediction) / np.sum(y**2 - np.mean(y))
            ),
            "You squared a correlation. It does not notice predictions that are all too high. "
            "Compare squared errors.": (
                lambda y, prediction: np.corrcoef(y, prediction)[0, 1] ** 2
            ),
        },
    ),
    "10.4": Choice(
        answer="hour",
        options=_COLUMNS,
        right="Without the hour, the network is worse than the mean.",
        hint=(
            "For another column R² falls further. Copy the table before each try, so that only one "
            "column is shuffled at a time."
        ),
        mistakes={
            "This column matters least: R² hardly falls. You want the column with the lowest R² "
            "after shuffling.": "wind (km/h)",
            "This column matters, but for another one R² falls further. Try all six.": (
                "working day (0 or 1)"
            ),
        },
    ),
    "10.5": Value(
        answer=2 * 2 + 2 + 1,
        right="Two S curves, one behind the other.",
        hint=(
            "Choose tanh and 1 unit, train, and read the error. Add a unit until it is small "
            "enough. Then count weights and biases."
        ),
        mistakes={
            "You counted the hidden units. Count the numbers that the network learns.": 2,
            "With 3 units the error is small enough, but fewer units will do.": 3 * 2 + 3 + 1,
            "1 unit has 4 parameters, and its error is far too large. If you mean 2 units, count "
            "their biases too.": 4,
            "You are 1 short, because the output has a bias too.": 6,
            "You are 2 short, because each hidden unit has a bias.": 5,
            "30 units are far more than you need. Begin with 1.": 30 * 2 + 30 + 1,
        },
    ),
}
