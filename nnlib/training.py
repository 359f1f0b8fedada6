"""Training: many small steps of gradient descent over the same examples.

`train` is a generator of one record per epoch: you decide what happens in between, and ``break``
is early stopping. `fit` iterates for you, with a progress bar.
"""

# NumPy loads its random numbers, half of the import time, when an annotation names them.
from __future__ import annotations

import copy
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from nnlib.arrays import AnyArray, Array
from nnlib.losses import Loss
from nnlib.network import Network
from nnlib.optimizers import Optimizer
from nnlib.passes import backward_pass, forward_pass, training
from nnlib.progress import progress_bar
from nnlib.validation import (
    NotFiniteError,
    check_as_many,
    check_count,
    check_examples,
    check_flag,
    check_generator,
    check_loss,
    check_ownership,
    check_type,
)

Data = tuple[Array, AnyArray]

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

_SMALL = 2**24  # multiplications in a product of matrices: fewer gain nothing from two threads
_SHORT = {  # names that leave room for the bar
    "loss": "loss",
    "acc": "accuracy",
    "val_loss": "validation_loss",
    "val_acc": "validation_accuracy",
}


@dataclass(frozen=True)
class EpochRecord:
    """How one epoch, one pass over all examples, went.

    Attributes
    ----------
    epoch : int
        Counted from 1.
    loss : float
        Mean over the epoch's examples, each measured before the step it took part in.
    accuracy : float or None
        Fraction of correct predictions, measured likewise; None where the targets are not classes.
    validation_loss, validation_accuracy : float or None
        The same over the validation data after the epoch; None without such data.
    """

    epoch: int
    loss: float
    accuracy: float | None = None
    validation_loss: float | None = None
    validation_accuracy: float | None = None


@dataclass
class History:
    """The records of a training run, one per finished epoch.

    ``interrupted`` says whether Ctrl-C, or *Interrupt Kernel*, ended the run.
    """

    records: list[EpochRecord] = field(default_factory=list)
    interrupted: bool = False

    def column(self, name: str) -> list[float]:
        """Return one attribute of all records: ``history.column("loss")``.

        None where it was not measured. A name that `EpochRecord` does not have is a ValueError.
        """
        wanted = [each.name for each in fields(EpochRecord)]
        if not isinstance(name, str) or name not in wanted:
            raise ValueError(f"name expected one of {', '.join(wanted)}, got {name!r:.60}")
        return [getattr(record, name) for record in self.records]


def train(
    network: Network,
    X: ArrayLike,
    y: ArrayLike,
    *,
    loss: Loss,
    optimizer: Optimizer,
    epochs: int,
    batch_size: int,
    rng: np.random.Generator,
    validation_data: tuple[ArrayLike, ArrayLike] | None = None,
) -> Iterator[EpochRecord]:
    """Train a network epoch by epoch, as an iterator: each record that you take is one more epoch.

    Each epoch goes through all examples once, in a new random order, a batch at a time:
    forward, loss, backward, step.

    Parameters
    ----------
    network : Network
        Changed in place, and consistent at any time.
    X, y : array_like
        Examples, shape (examples, in_features), and targets, as `loss` takes them.
    loss : Loss
        The loss to minimize.
    optimizer : Optimizer
        How to step; its `lr` may be changed between epochs.
    epochs : int
        Maximum number of records to yield.
    batch_size : int
        Examples per step; the last step of an epoch takes what is left.
    rng : numpy.random.Generator
        Source of the orders: the same seed gives the same parameters, to the last bit.
    validation_data : tuple of (array_like, array_like), optional
        Examples and targets to be measured after each epoch, never trained on.

    Raises
    ------
    TypeError, ValueError
        If an argument does not fit the others, at once, before anything changes.
    FloatingPointError
        If the loss turns NaN or infinite: it says when, and the step is not made. Or if an epoch
        ends with such a parameter.

    Notes
    -----
    Goodfellow, Bengio and Courville, *Deep Learning* (2016), section 8.1.3.
    """
    check_type("network", network, Network, "a Network")
    check_ownership(network)
    check_loss(loss, Loss, network.layers[-1])
    data = _check_data("X", "y", X, y, network, loss)
    validation = None
    if validation_data is not None:
        if not isinstance(validation_data, tuple | list) or len(validation_data) != 2:
            raise TypeError("validation_data expected a pair (X, y)")
        validation = _check_data("validation X", "validation y", *validation_data, network, loss)
    check_type("optimizer", optimizer, Optimizer, "SGD(lr) or Adam(lr)")
    check_generator(rng)
    epochs, batch_size = check_count("epochs", epochs), check_count("batch_size", batch_size)
    batch_size = min(batch_size, len(data[0]))

    # A generator of its own, so that the checks above are made now and not at the first record.
    def records() -> Iterator[EpochRecord]:
        for epoch in range(1, epochs + 1):
            # What overflows shows in the loss, which is checked.
            with _one_thread_if_small(network, batch_size), np.errstate(all="ignore"):
                with training(network.layers):
                    measured = _train_epoch(network, data, loss, optimizer, batch_size, rng, epoch)
                if not np.isfinite(network.theta).all():
                    raise FloatingPointError(
                        f"a parameter became NaN or infinite at the end of epoch {epoch}; try a "
                        f"smaller lr than {optimizer.lr:g}"
                    )
                measured_after = _measure(network, validation, loss) if validation else ()
            yield EpochRecord(epoch, *measured, *measured_after)

    return records()


def fit(
    network: Network,
    X: ArrayLike,
    y: ArrayLike,
    *,
    loss: Loss,
    optimizer: Optimizer,
    epochs: int,
    batch_size: int,
    rng: np.random.Generator,
    validation_data: tuple[ArrayLike, ArrayLike] | None = None,
    progress: bool = True,
) -> History:
    """Train a network, with a progress bar unless ``progress=False``, and return how it went.

    Arguments and errors are those of `train`. Ctrl-C, or *Interrupt Kernel*, ends the run
    early; the network keeps what it has learned, and the history contains the epochs so far.
    """
    records = train(
        network,
        X,
        y,
        loss=loss,
        optimizer=optimizer,
        epochs=epochs,
        batch_size=batch_size,
        rng=rng,
        validation_data=validation_data,
    )
    history = History()
    check_flag("progress", progress)
    try:
        for record in _with_bar(records, epochs) if progress else records:
            history.records.append(record)
    except KeyboardInterrupt:
        history.interrupted = True
    return history


def _with_bar(records: Iterator[EpochRecord], epochs: int) -> Iterator[EpochRecord]:
    """Hand the records on, and show each in a progress bar."""
    with progress_bar(records, total=epochs, unit="epoch") as bar:
        for record in bar:
            yield record
            shown = {short: getattr(record, name) for short, name in _SHORT.items()}
            bar.set_postfix({k: f"{v:.3f}" for k, v in shown.items() if v is not None})


def _check_data(
    x_name: str, y_name: str, X: ArrayLike, y: ArrayLike, network: Network, loss: Loss
) -> Data:
    X = check_examples(x_name, X, network)
    y = check_as_many(y_name, y, len(X))
    return X, loss.check_target((len(X), network.out_features), y)


def _train_epoch(
    network: Network,
    data: Data,
    loss: Loss,
    optimizer: Optimizer,
    batch_size: int,
    rng: np.random.Generator,
    epoch: int,
) -> tuple[float, float | None]:
    """Go through all examples once; return their mean loss and the accuracy."""
    X, y = data
    network.forget_pass()
    theta, grad = network.theta, network.grad
    order = rng.permutation(len(X))
    buffer = np.empty((batch_size, X.shape[1]), X.dtype)
    total, correct, are_classes = 0.0, 0, _are_classes(y)
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        # Gathering into one buffer, without bounds checks, is the fastest way to shuffle.
        x = X.take(rows, axis=0, out=buffer[: len(rows)], mode="clip")
        target = y[rows]
        output = forward_pass(network.layers, x)[-1]
        cost = _cost(loss, output, target)
        if not math.isfinite(cost):
            raise FloatingPointError(
                f"the loss became NaN or infinite in epoch {epoch}, batch "
                f"{start // batch_size + 1}; try a smaller lr than {optimizer.lr:g}"
            )
        total += cost * len(rows)
        if are_classes:
            correct += int(np.count_nonzero(output.argmax(axis=1) == target))
        backward_pass(network.layers, loss.backward(), input_gradient=False)
        optimizer.step(theta, grad)
    return total / len(X), correct / len(X) if are_classes else None


def _measure(network: Network, data: Data, loss: Loss) -> tuple[float, float | None]:
    X, y = data
    output = forward_pass(network.shadows(), X)[-1]
    correct = float(np.mean(output.argmax(axis=1) == y)) if _are_classes(y) else None
    return _cost(copy.copy(loss), output, y), correct


def _cost(loss: Loss, output: Array, target: AnyArray) -> float:
    """Return the loss; NaN if it overflows."""
    try:
        return loss.forward(output, target)
    except NotFiniteError:
        return float("nan")


def _are_classes(y: AnyArray) -> bool:
    return y.ndim == 1 and y.dtype.kind in "iu"


@contextmanager
def _one_thread_if_small(network: Network, batch_size: int) -> Iterator[None]:
    """Keep BLAS to one thread where the products of matrices are small.

    Two threads wait for each other, so beside another busy process they take several times as
    long; a small product gains nothing from the second.
    """
    largest = batch_size * max((each.value.size for each in network.owned), default=0)
    if largest > _SMALL:
        yield
    else:
        with _threads().limit(limits=1, user_api="blas"):
            yield


@cache  # NumPy's BLAS is there by now, and Ctrl-C in the middle of a search leaves files open
def _threads() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
