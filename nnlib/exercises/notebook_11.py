"""Exercises of notebook 11, next steps."""

import numpy as np
from numpy.typing import NDArray

from nnlib.exercises.kinds import Choice, Function, Value


def _draw_gradients(rng: np.random.Generator) -> tuple[NDArray, NDArray, int, int]:
    first, second = rng.normal(size=(2, 5))
    n_first, n_second = rng.choice(range(2, 60), size=2, replace=False)
    return first, second, int(n_first), int(n_second)


def _draw_image(rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    rows, columns = rng.choice(range(5, 10), size=2, replace=False)
    return rng.random((rows, columns)), rng.normal(size=(3, 3))


def _slide(image: NDArray, kernel: NDArray) -> NDArray:
    windows = np.lib.stride_tricks.sliding_window_view(image, (3, 3))
    return np.sum(kernel * windows, axis=(2, 3))


def _slide_by_matrix_product(image, kernel):
    rows, columns = image.shape[0] - 2, image.shape[1] - 2
    sums = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            sums[i, j] = np.sum(kernel @ image[i : i + 3, j : j + 3])
    return sums


EXERCISES = {
    "11.1": Choice(
        answer="twice the gradient",
        options=("the gradient", "twice the gradient", "zeros"),
        right="PyTorch adds each gradient to what is already there.",
        hint="What does PyTorch's `backward` do with the gradients that are already there?",
        mistakes={
            "That would be so if `backward` replaced the old gradients, as in nnlib. PyTorch adds. "
            "What is the sum after two calls?": "the gradient",
            "Only `zero_grad` sets the gradients to zero, and you forgot it. What is the sum after "
            "two calls?": "zeros",
        },
    ),
    "11.2": Function(
        reference=lambda first, second, n_first, n_second: (
            (n_first * first + n_second * second) / (n_first + n_second)
        ),
        inputs=_draw_gradients,
        right="Each gradient counts as much as the images behind it.",
        hint=(
            "Each gradient is a mean over its own images. Turn both means into sums, add them, and "
            "divide by the number of all images."
        ),
        mistakes={
            "You took the plain mean, which is right only for equal parts. Let each gradient count "
            "as much as its images.": lambda first, second, n_first, n_second: (first + second) / 2,
            "You added the gradients. Each is a mean, so weight them by their images and divide by "
            "the number of all images.": lambda first, second, n_first, n_second: first + second,
            "You have the sum over all images. Divide by their number to get the mean.": (
                lambda first, second, n_first, n_second: n_first * first + n_second * second
            ),
            "You gave each gradient the other machine's number of images. Swap the two numbers.": (
                lambda first, second, n_first, n_second: (
                    (n_second * first + n_first * second) / (n_first + n_second)
                )
            ),
            "You divided by 2, but the batch has n_first + n_second images.": (
                lambda first, second, n_first, n_second: (n_first * first + n_second * second) / 2
            ),
            "You divided each mean by its number of images. A mean over more images counts more, "
            "so multiply.": (
                lambda first, second, n_first, n_second: first / n_first + second / n_second
            ),
            "You divided by the number of images without multiplying first. Weight each gradient "
            "by its images.": (
                lambda first, second, n_first, n_second: (first + second) / (n_first + n_second)
            ),
            "You counted the images of the first machine twice. Give each gradient its own "
            "number.": (
                lambda first, second, n_first, n_second: (
                    n_first * (first + second) / (n_first + n_second)
                )
            ),
            "You divided by 2 as well. The number of all images is enough.": (
                lambda first, second, n_first, n_second: (
                    (n_first * first + n_second * second) / (n_first + n_second) / 2
                )
            ),
            "The division applies to the second gradient only. Put brackets around the sum.": (
                lambda first, second, n_first, n_second: (
                    n_first * first + n_second * second / (n_first + n_second)
                )
            ),
        },
    ),
    "11.3": Value(
        answer=16 * (8 * 3 * 3 + 1),
        right="The size of the image makes no difference.",
        hint=(
            "Count one kernel first: 3 by 3 weights for each of the 8 maps, and one bias. Then "
            "multiply by the number of kernels."
        ),
        mistakes={
            "You counted the weights only. Each kernel also has a bias.": 16 * 8 * 9,
            "You gave each kernel 9 weights in all. It has 9 for each of the 8 maps.": 16 * (9 + 1),
            "You counted one bias per map and kernel. A kernel has one bias, whatever the number "
            "of maps.": 16 * 8 * (9 + 1),
            "You counted one kernel. The layer has 16 of them.": 8 * 9 + 1,
            "You counted one bias for the whole layer. Each of the 16 kernels has one.": (
                16 * 8 * 9 + 1
            ),
            "You counted one bias per map. The biases belong to the kernels.": 16 * 8 * 9 + 8,
            "You added kernels and maps. Each kernel looks at each map: multiply.": (
                (16 + 8) * 9 + 16
            ),
        },
    ),
    "11.4": Function(
        reference=_slide,
        inputs=_draw_image,
        blank=_slide_by_matrix_product,
        right="Each weight now multiplies the pixel under it.",
        hint=(
            "The bug is in one line only: the one that computes a sum. Which weight should meet "
            "which pixel?"
        ),
        mistakes={
            "You swapped the two matrices, but `@` is still a matrix product. Which operator "
            "multiplies number by number?": (
                lambda image, kernel: np.sum(
                    np.lib.stride_tricks.sliding_window_view(image, (3, 3)) @ kernel, axis=(2, 3)
                )
            ),
            "You took the mean of the nine products. Take their sum.": (
                lambda image, kernel: _slide(image, kernel) / 9
            ),
            "You transposed the kernel, so it finds edges of the other direction. Leave it as it "
            "is.": lambda image, kernel: _slide(image, kernel.T),
            "You turned the kernel upside down. Mathematicians do that, but PyTorch and this "
            "notebook do not.": lambda image, kernel: _slide(image, kernel[::-1, ::-1]),
            "You added weights and pixels. Multiply them, then add the products.": (
                lambda image, kernel: _slide(image, np.ones((3, 3))) + np.sum(kernel)
            ),
            "You multiplied the sum of the weights by the sum of the pixels. Multiply each pair "
            "first.": lambda image, kernel: _slide(image, np.ones((3, 3))) * np.sum(kernel),
            "You removed the minus signs of the sums. They say where the image becomes darker, so "
            "keep them.": lambda image, kernel: np.abs(_slide(image, kernel)),
            "You reversed the rows of the kernel. Leave it as it is.": (
                lambda image, kernel: _slide(image, kernel[::-1])
            ),
            "You reversed the columns of the kernel. Leave it as it is.": (
                lambda image, kernel: _slide(image, kernel[:, ::-1])
            ),
            "You subtracted pixels from weights. Multiply them, then add the products.": (
                lambda image, kernel: np.sum(kernel) - _slide(image, np.ones((3, 3)))
            ),
            "You removed the negative sums, as relu does. Return the sums themselves.": (
                lambda image, kernel: np.maximum(0, _slide(image, kernel))
            ),
        },
    ),
}
