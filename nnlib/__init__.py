"""nnlib: a feedforward neural network in small, clear NumPy.

Importing it imports NumPy alone; ``nnlib.drawing.diagrams``, ``nnlib.plots``, ``nnlib.datasets``,
``nnlib.explorers`` and ``nnlib.check`` (of ``nnlib.exercises``) load when first used.

The notebooks, the formulas and the code share one notation. Vectors are columns in formulas
and arrays of shape (n,) in the code; a batch has one vector per row.

Symbol  | Name                                     | Shape                       | In the code
------- | ---------------------------------------- | --------------------------- | ---------------
V       | the article's example input, (1, 0.4, 2) | (3,)                        | V
x       | input vector of a unit, layer or network | (n,)                        | x
x_i     | input i, counted from 1                  | a number                    | x[i - 1]
X       | batch: several input vectors             | (batch, n), a row per input | X
w_k     | weight vector of unit k                  | (n,), row k of W            | W[k - 1]
w_k,i   | weight of unit k for input i             | a number                    | W[k - 1, i - 1]
W       | weight matrix of a layer                 | (units, n), a row per unit  | W, layer.weight
W^top   | W transposed: its rows become columns    | (n, units)                  | W.T
b       | biases of a layer, b_k that of unit k    | (units,)                    | b, layer.bias
z       | weighted sums, before the activation     | (units,)                    | z
e^z     | power of e, as in the sigmoid            | number to number            | np.exp(z)
ln      | logarithm: which power of e is this?     | number to number            | np.log
sigma   | sigmoid, the article's activation        | number to number            | sigmoid
a       | outputs of the units, after activation   | (units,)                    | a
p       | probabilities of the classes             | (classes,)                  | p
y       | target: 1 for the correct class, else 0  | (classes,)                  | y
C       | cost: how wrong a prediction is          | a number                    | loss
delta   | error of a unit, partial C / partial z   | (units,)                    | delta
theta   | all weights and biases of a network      | one long vector             | network.theta
partial | as in a gradient, partial C / partial w  | as w                        | network.grad
eta     | learning rate: how long a step is        | a number                    | lr

Public names, module by module. Those of nnlib are used as ``nnlib.Linear``, the others as
``nnlib.metrics.accuracy``.

- nnlib: Layer, Linear, Sigmoid, Tanh, ReLU, Softmax, Network, Parameter, Trace, LayerTrace, Loss,
  CrossEntropyLoss, MSELoss, Optimizer, SGD, Adam, fit, train, History, EpochRecord, check
- activations: sigmoid, sigmoid_derivative, tanh, tanh_derivative, relu, relu_derivative, softmax
- initializers: glorot_uniform, he_normal
- parameters: Parameter
- layers: Layer, Linear, Sigmoid, Tanh, ReLU, Softmax
- losses: Loss, CrossEntropyLoss, MSELoss
- passes: forward_pass, backward_pass, training
- trace: Trace, LayerTrace, record
- lineage: mark, origin
- network: Network
- optimizers: Optimizer, SGD, Adam
- training: fit, train, History, EpochRecord
- gradient_check: gradient_check
- metrics: accuracy, confusion_matrix, r2_score
- datasets: load_photo, load_animals, load_penguins, load_bikes, load_epoch_times,
  load_stored_outputs, load_training_epochs, make_moons, make_spirals, make_curve, silhouette,
  Animals, Table, TrainingEpochs, Split, THREE_CLASSES
- animal_network: animal_network
- storage: save, load
- torch_bridge: to_torch
- sweep: grid_search, Result
- drawing: Picture, listed, diagrams, numerals, palette, picture, svg
- plots: panels, image, image_channels, image_grid, activation_curves, distribution_bars, lines,
  slide, descent, confusion, heat_map, regions, groups, fits
- exercises: check, progress, judge, verdict, Feedback, EXERCISES
- grading: Limits
- explorers: PixelExplorer, UnitExplorer, LayerExplorer, NetworkExplorer, SoftmaxExplorer,
  PlaneExplorer, DescentExplorer, TrainingExplorer, CapacityExplorer, CurveExplorer,
  ConvolutionExplorer, DrawingPad
"""

import importlib
import sys
from typing import TYPE_CHECKING

# A notebook can run in a Python that pip has not seen.
if sys.version_info < (3, 11):  # noqa: UP036
    raise ImportError(
        f"nnlib needs Python 3.11 or newer, and {sys.executable} is {sys.version.split()[0]}. "
        "Choose another kernel."
    )

import numpy

if int(numpy.__version__.split(".")[0]) < 2:
    raise ImportError(
        f"nnlib needs NumPy 2.0 or newer, and {sys.executable} has {numpy.__version__}. "
        "Choose another kernel."
    )

from nnlib.layers import Layer, Linear, ReLU, Sigmoid, Softmax, Tanh
from nnlib.losses import CrossEntropyLoss, Loss, MSELoss
from nnlib.network import Network
from nnlib.optimizers import SGD, Adam, Optimizer
from nnlib.parameters import Parameter
from nnlib.trace import LayerTrace, Trace
from nnlib.training import EpochRecord, History, fit, train

__all__ = [  # what ``from nnlib import *`` gives, without loading the rest
    "SGD",
    "Adam",
    "CrossEntropyLoss",
    "EpochRecord",
    "History",
    "Layer",
    "LayerTrace",
    "Linear",
    "Loss",
    "MSELoss",
    "Network",
    "Optimizer",
    "Parameter",
    "ReLU",
    "Sigmoid",
    "Softmax",
    "Tanh",
    "Trace",
    "fit",
    "train",
]

if TYPE_CHECKING:  # what a type checker and an editor see; at run time they load when used
    from nnlib import activations as activations
    from nnlib import animal_network as animal_network
    from nnlib import datasets as datasets
    from nnlib import drawing as drawing
    from nnlib import exercises as exercises
    from nnlib import explorers as explorers
    from nnlib import gradient_check as gradient_check
    from nnlib import grading as grading
    from nnlib import initializers as initializers
    from nnlib import losses as losses
    from nnlib import metrics as metrics
    from nnlib import plots as plots
    from nnlib import storage as storage
    from nnlib import sweep as sweep
    from nnlib import torch_bridge as torch_bridge
    from nnlib.exercises import check as check
else:
    _MODULES = (
        "activations",
        "animal_network",
        "datasets",
        "drawing",
        "exercises",
        "explorers",
        "gradient_check",
        "grading",
        "initializers",
        "losses",
        "metrics",
        "plots",
        "storage",
        "sweep",
        "torch_bridge",
    )

    def __dir__():
        return [*globals(), *_MODULES, "check"]

    def __getattr__(name):
        if name == "check":  # for the notebooks, whose set-up has no line to spare
            return _loaded("exercises").check
        if name in _MODULES:
            return _loaded(name)
        raise AttributeError(f"module 'nnlib' has no attribute {name!r}")

    def _loaded(name):
        try:
            return importlib.import_module(f"nnlib.{name}")
        except ModuleNotFoundError as error:
            missing = (error.name or "").partition(".")[0]
            if missing == "nnlib":
                raise
            raise ModuleNotFoundError(
                f"nnlib.{name} needs {missing}, which is missing. In the project's folder, "
                f"run: {sys.executable} -m pip install -r requirements.txt",
                name=missing,
            ) from error
