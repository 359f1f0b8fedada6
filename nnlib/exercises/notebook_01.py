"""Exercises of notebook 01, from picture to vector."""

from typing import SupportsInt

import numpy as np
from numpy.typing import NDArray

from nnlib.datasets import load_photo
from nnlib.exercises.kinds import Choice, Function, Value


def _brightness() -> NDArray:
    return load_photo().sum(axis=2)


def _overflowing() -> NDArray:
    red, green, blue = np.moveaxis(load_photo(), 2, 0)
    return red + green + blue


def _draw_image(rng: np.random.Generator) -> tuple[NDArray]:
    shape = (*rng.permutation([2, 3, 4, 5])[:2], 3)
    return (rng.integers(256, size=shape, dtype=np.uint8),)


def _row_and_column(index: SupportsInt) -> list[int]:
    """Return a list, which `check` compares with one number, or three, as well as with two."""
    return list(divmod(int(index), 100))


def _darkest_number() -> list[int]:
    photo = load_photo()
    return [int(i) for i in np.unravel_index(photo.argmin(), photo.shape)]


def _divided_in_place(image: NDArray) -> NDArray:
    image /= 255
    return image.reshape(-1)


EXERCISES = {
    "01.1": Value(
        answer=28 * 28,
        right="A grey pixel is one number, so there are as many numbers as pixels.",
        hint="Count the pixels first. Then ask how many numbers one grey pixel needs.",
        mistakes={
            "You counted three numbers per pixel. A grey image has only one channel.": (
                28 * 28 * 3
            ),
            "You added rows and columns. Multiply them: each of 28 rows has 28 pixels.": 28 + 28,
            "That is one row. How many rows are there?": 28,
            "That is the last index. Indices start at 0, so the length is one more.": 28 * 28 - 1,
            "That is one too many. Only indices start at 0; the length counts every pixel.": (
                28 * 28 + 1
            ),
            "You multiplied by 255. That is how bright a pixel can be; it adds no numbers.": (
                28 * 28 * 255
            ),
            "That is the length of the photo's vector. This image has 28 rows, and it is grey.": (
                30_000
            ),
        },
    ),
    "01.2": Value(
        answer=(10 * 100 + 20) * 3 + 2,
        right="Full rows first, then pixels, then channels.",
        hint="Count the pixels that come before: full rows of 100, then those of the same row. "
        "Each has three numbers. Add the channel last.",
        mistakes={
            "That is the index of red. Blue comes two numbers later.": (10 * 100 + 20) * 3,
            "That is the index of green. Blue comes one number later.": (10 * 100 + 20) * 3 + 1,
            "That is one too far. Channels count from 0, so blue is 2, not 3.": (
                (10 * 100 + 20) * 3 + 3
            ),
            "You counted one number per pixel. Each pixel before has three: multiply by 3.": (
                10 * 100 + 20 + 2
            ),
            "Row and column are swapped. How many full rows are above row 10?": (
                (20 * 100 + 10) * 3 + 2
            ),
            "You multiplied only the full rows by 3. The 20 pixels of the same row have three "
            "numbers each as well: use brackets.": 10 * 100 * 3 + 20 + 2,
            "You multiplied only the 20 pixels by 3. The pixels of the full rows have three "
            "numbers each as well: use brackets.": 10 * 100 + 20 * 3 + 2,
            "You multiplied the channel by 3 as well. Add 2 last, outside the brackets.": (
                (10 * 100 + 20 + 2) * 3
            ),
            "You counted rows and columns from 1. From 0, ten full rows come before row 10.": (
                (9 * 100 + 19) * 3 + 2
            ),
            "You counted the pixel and its row as well. Count only what comes before them.": (
                (11 * 100 + 21) * 3 + 2
            ),
            "That is how many pixels come before. Each has three numbers: multiply by 3, then add "
            "the channel.": 10 * 100 + 20,
            "You went through one channel after the other. In `x` the three numbers of a pixel "
            "are neighbours.": 2 * 10_000 + 10 * 100 + 20,
            "That is the number at this index. The exercise asks for the index itself.": (
                lambda: load_photo()[10, 20, 2]
            ),
        },
    ),
    "01.3": Choice(
        answer="another order",
        options=("the same vector", "another order", "other numbers"),
        right="So it is another vector, and a network must learn that both show a cat.",
        hint="Compare the vectors, and then the sorted vectors, with `np.array_equal`.",
        mistakes={
            "The mirror changes what comes first. Which pixel of a row is the first one now?": (
                "the same vector"
            ),
            "A mirror only moves the pixels. Does any of them change its colour?": "other numbers",
        },
    ),
    "01.4": Function(
        reference=lambda image: image.reshape(-1) / 255,
        inputs=_draw_image,
        right="We tried it on five small images that were just drawn.",
        hint="Flatten the image, then divide by 255.",
        mistakes={
            "You flattened, but the brightness still goes up to 255. It should end at 1.": (
                lambda p: p.reshape(-1)
            ),
            "You divided, but the image is not flattened yet. What does `reshape(-1)` do?": (
                lambda p: p / 255
            ),
            "You divided by 256. The brightest number is 255, and it must become 1.": (
                lambda p: p.reshape(-1) / 256
            ),
            "You divided by the brightest number of this image. Then a dark photo and a bright one "
            "would look alike. Divide by 255, the same for all.": (
                lambda p: p.reshape(-1) / p.max()
            ),
            "You lost everything after the decimal point. Divide with `/`, and keep the result.": (
                lambda p: p.reshape(-1) // 255
            ),
            "You went column by column. This series goes row by row.": (
                lambda p: p.transpose(1, 0, 2).reshape(-1) / 255
            ),
            "You took one channel after the other. Keep the three numbers of a pixel together.": (
                lambda p: p.transpose(2, 0, 1).reshape(-1) / 255
            ),
            "You have one row per pixel, so there are still two axes. A vector has one axis.": (
                lambda p: p.reshape(-1, 3) / 255
            ),
            "You have a table with a single row. A vector has one axis: `reshape(-1)`.": (
                lambda p: p.reshape(1, -1) / 255
            ),
            "You used the cat's photo. Work with `image`, the one that the function gets.": (
                lambda p: load_photo().reshape(-1) / 255
            ),
            "`/=` writes the result into the image itself, where only integers fit. Make a new "
            "array: `image / 255`.": _divided_in_place,
            "You flattened to 30,000 numbers, but the image can have any size. `-1` lets NumPy "
            "work out the length.": lambda p: p.reshape(30_000) / 255,
        },
    ),
    "01.5": Value(
        answer=lambda: _row_and_column(_brightness().argmin()),
        right="It is in the pupil on the left.",
        hint="Add up the channels. Then find the row and the column of the smallest sum.",
        mistakes={
            "You gave column and row. The row comes first.": (
                lambda: _row_and_column(_brightness().argmin())[::-1]
            ),
            "That is the brightest pixel. Look for the smallest sum with `argmin()`.": (
                lambda: _row_and_column(_brightness().argmax())
            ),
            "That is where one single number is smallest. Add up the three channels first.": (
                lambda: _darkest_number()[:2]
            ),
            "That is row, column and channel of one single number. Add up the three channels "
            "first, so that two axes are left.": _darkest_number,
            "That is the index in the flattened sums. `np.unravel_index` turns it into row and "
            "column.": lambda: _brightness().argmin(),
            "That is an index in the flattened photo. Add up the three channels first, then use "
            "`np.unravel_index`.": lambda: load_photo().argmin(),
            "That is the smallest sum. Ask where it is, with `argmin()`.": (
                lambda: _brightness().min()
            ),
            "You used the photo's shape. The sums have only two axes, (100, 100).": lambda: [
                int(i) for i in np.unravel_index(_brightness().argmin(), (100, 100, 3))
            ],
            "That pixel is dark, but one pixel has an even smaller sum. Let `argmin()` find it.": [
                38,
                30,
            ],
            "You counted from 1. Rows and columns count from 0.": (
                lambda: [i + 1 for i in _row_and_column(_brightness().argmin())]
            ),
            "You added the channels with `+`. The photo's integers end at 255, so larger sums "
            "start again at 0. `photo.sum(axis=2)` has room for them.": (
                lambda: _row_and_column(_overflowing().argmin())
            ),
        },
    ),
}
