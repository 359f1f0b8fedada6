"""Learner: a network in training, as part of a state that stays as it was."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from nnlib.layers import Layer, Linear
from nnlib.losses import Loss
from nnlib.network import Network
from nnlib.optimizers import Adam
from nnlib.training import EpochRecord, fit


@dataclass(frozen=True, eq=False)
class Learner:
    """A network, what trains it, and how that went so far.

    Attributes
    ----------
    network : Network
        Never changed: training makes a copy.
    optimizer : Adam
        With its memory of the steps so far.
    rng : numpy.random.Generator
        Source of the orders to come.
    records : tuple of EpochRecord
        One for each epoch.
    """

    network: Network
    optimizer: Adam
    rng: np.random.Generator
    records: tuple[EpochRecord, ...] = ()

    @classmethod
    def fresh(
        cls,
        sizes: Sequence[int],
        activation: type[Layer],
        *,
        lr: float,
        dtype: DTypeLike = np.float64,
    ) -> "Learner":
        """Make one with layers of the given sizes, input and output included, from seed 0."""
        rng = np.random.default_rng(0)
        layers: list[Layer] = []
        for n, units in pairwise(sizes):
            layers += [Linear(n, units, rng=rng, dtype=dtype), activation()]
        return cls(Network(*layers[:-1]), Adam(lr), rng)

    def trained(
        self,
        X: ArrayLike,
        y: ArrayLike,
        *,
        loss: Loss,
        epochs: int,
        lr: float,
        validation_data: tuple[ArrayLike, ArrayLike] | None = None,
        batch_size: int = 32,
    ) -> "Learner":
        """Return a copy that was trained for some epochs more."""
        network, optimizer, rng = copy.deepcopy((self.network, self.optimizer, self.rng))
        optimizer.lr = lr
        history = fit(
            network,
            X,
            y,
            loss=loss,
            optimizer=optimizer,
            epochs=epochs,
            batch_size=batch_size,
            rng=rng,
            validation_data=validation_data,
            progress=False,
        )
        before = len(self.records)
        records = [replace(record, epoch=before + record.epoch) for record in history.records]
        return Learner(network, optimizer, rng, (*self.records, *records))

    def column(self, name: str) -> list[float]:
        """Return one attribute of all records, as `nnlib.History.column`."""
        return [getattr(record, name) for record in self.records]
