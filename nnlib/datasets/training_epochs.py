"""Training epochs: what networks were like after each epoch in which they learned the animals."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlib.datasets.stored import read

UNITS = (8, 32, 128)  # hidden ones
RATES = (0.0001, 0.001, 0.01)
EPOCHS = 60
WEIGHTS_AT = (0, 3, 15, 60)  # epochs of which weights are kept
SHOWN = 6  # hidden units, those with the largest weights at the end
PICTURES = 24  # the first validation pictures


@dataclass(frozen=True, eq=False)
class TrainingEpochs:
    """What nine networks were like after each of 60 epochs, and before the first.

    The first axis of every array is the network: 8, 32 and 128 hidden units, each with the
    learning rates 0.0001, 0.001 and 0.01. The second is the epoch, from 0 to 60.

    Attributes
    ----------
    cost, accuracy : ndarray
        float16, shape (9, 61, 2): of the training pictures, and of the validation pictures.
    confusion : ndarray
        uint8, shape (9, 61, 3, 3): how often a validation picture of a class is called what.
    says, percent : ndarray
        uint8, shape (9, 61, 24): what the network says of the first validation pictures, and the
        probability that it gives to that.
    weights : ndarray
        int8, shape (9, 4, 6, 784): of six hidden units, after the epochs in `WEIGHTS_AT`, in
        sevenths of the unit's largest.
    """

    cost: NDArray[np.float16]
    accuracy: NDArray[np.float16]
    confusion: NDArray[np.uint8]
    says: NDArray[np.uint8]
    percent: NDArray[np.uint8]
    weights: NDArray[np.int8]


def load_training_epochs() -> TrainingEpochs:
    """Load what the networks of the explorer in notebook 08 were like.

    ``scripts/make_data/networks.py`` trains them and writes the file.

    Raises
    ------
    FileNotFoundError
        If the package was copied without its data files.
    ValueError
        If the file is damaged.
    """
    with np.load(read("animal_epochs.npz"), allow_pickle=False) as file:
        return TrainingEpochs(**file)
