"""Datasets that come with the package: real, small and licensed.

Nothing is downloaded. The files lie in ``nnlib/datasets/files``, each with its licence beside it,
and are checked against their checksums before they are read. (What we measured or trained ourselves
has no licence of its own, and the epoch times no checksum.)
"""

from nnlib.datasets import silhouette
from nnlib.datasets.animals import THREE_CLASSES, Animals, load_animals
from nnlib.datasets.epoch_times import load_epoch_times
from nnlib.datasets.photo import load_photo
from nnlib.datasets.points import make_curve, make_moons, make_spirals
from nnlib.datasets.stored import Split
from nnlib.datasets.stored_outputs import load_stored_outputs
from nnlib.datasets.tables import Table, load_bikes, load_penguins
from nnlib.datasets.training_epochs import TrainingEpochs, load_training_epochs

__all__ = [
    "THREE_CLASSES",
    "Animals",
    "Split",
    "Table",
    "TrainingEpochs",
    "load_animals",
    "load_bikes",
    "load_epoch_times",
    "load_penguins",
    "load_photo",
    "load_stored_outputs",
    "load_training_epochs",
    "make_curve",
    "make_moons",
    "make_spirals",
    "silhouette",
]
