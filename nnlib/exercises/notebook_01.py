"""Exercises of notebook 01, from picture to vector."""

from typing import SupportsInt

import numpy as np
from numpy.typing import NDArray

from nnlib.datasets import load_photo
from nnlib.exercises.kinds import Choice, Function, Value


def _brightness() -> NDArray:
    return load_photo().sum(axis=2)


def _draw_picture(rng: np.random.Generator) -> tuple[NDArray]:
    shape = (*rng.permutation([2, 3, 4, 5])[:2], 3)
    return (rng.integers(256, size=shape, dtype=np.uint8),)


def _row_and_column(place: SupportsInt) -> tuple[int, int]:
    return divmod(int(place), 100)


EXERCISES = {
    "01.1": Value(
        answer=28 * 28,
        right="A grey pixel is one number, so there are as many numbers as pixels.",
        hint="How many pixels are there, and how many numbers does a grey one need?",
        mistakes={
            "That would be a colour picture. A grey one has a single channel.": 28 * 28 * 3,
            "Rows and columns are to be multiplied, not added.": 28 + 28,
            "That is one row. How many rows are there?": 28,
        },
    ),
    "01.2": Value(
        answer=(10 * 100 + 20) * 3 + 2,
        right="Full rows first, then pixels, then channels.",
        hint="Count full rows of 100 pixels, then pixels of the same row, three places for each.",
        mistakes={
            "That is the place of red. Blue is two places further on.": (10 * 100 + 20) * 3,
            "That is one too far: the channels count from 0, so blue is 2.": (
                (10 * 100 + 20) * 3 + 3
            ),
            "Each pixel takes three places, not one.": 10 * 100 + 20 + 2,
            "Row and column have changed places.": (20 * 100 + 10) * 3 + 2,
            "Pixels of the same row take three places, too: mind the brackets.": (
                10 * 100 * 3 + 20 + 2
            ),
        },
    ),
    "01.3": Choice(
        answer="another order",
        options=("the same vector", "another order", "other numbers"),
        right="So it is another vector, and a network has to learn that both are cats.",
        hint="Compare the vectors, and then the sorted vectors, with `np.array_equal`.",
        mistakes={
            "Look at the first pixel of each row: which one is it in the mirror?": (
                "the same vector"
            ),
            "A mirror only moves the pixels. Does any of them change its colour?": "other numbers",
        },
    ),
    "01.4": Function(
        reference=lambda picture: picture.reshape(-1) / 255,
        inputs=_draw_picture,
        right="It was tried on five small pictures that were just drawn.",
        hint="Flatten the picture, then divide by 255.",
        mistakes={
            "The brightness still runs to 255. It should end at 1.": lambda p: p.reshape(-1),
            "Divided, but not flattened yet.": lambda p: p / 255,
            "The brightest number is 255, not 256, and has to become 1.": (
                lambda p: p.reshape(-1) / 256
            ),
            "`//` drops everything after the decimal point. Divide with `/`.": (
                lambda p: p.reshape(-1) // 255
            ),
            "You go column by column. The series goes row by row.": (
                lambda p: p.transpose(1, 0, 2).reshape(-1) / 255
            ),
            "You take one channel after the other. The three of a pixel stay together.": (
                lambda p: p.transpose(2, 0, 1).reshape(-1) / 255
            ),
        },
    ),
    "01.5": Value(
        answer=lambda: _row_and_column(_brightness().argmin()),
        right="It lies in the pupil on the left.",
        hint="Add up the channels, and look for the place of the smallest of these sums.",
        mistakes={
            "These are column and row. The row comes first.": (
                lambda: _row_and_column(_brightness().argmin())[::-1]
            ),
            "That is the brightest pixel.": lambda: _row_and_column(_brightness().argmax()),
            "That is where one single number is smallest. Add up the three channels first.": (
                lambda: _row_and_column(load_photo().min(axis=2).argmin())
            ),
        },
    ),
}
