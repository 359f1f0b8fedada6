"""Explorers: pictures that follow a learner's hand, made of ipywidgets.

Each explorer is three things apart: a frozen *state* that knows its numbers, its picture and
its words and is tested without a browser; *controls* with accessible names; and the little
wiring between them, the same for all, in `nnlib.explorers.base`.
"""

from nnlib.explorers.capacity import CapacityExplorer
from nnlib.explorers.curve import CurveExplorer
from nnlib.explorers.descent import DescentExplorer
from nnlib.explorers.drawing import DrawingPad
from nnlib.explorers.layer import LayerExplorer
from nnlib.explorers.network import NetworkExplorer
from nnlib.explorers.pixel import PixelExplorer
from nnlib.explorers.plane import PlaneExplorer
from nnlib.explorers.softmax import SoftmaxExplorer
from nnlib.explorers.training import TrainingExplorer
from nnlib.explorers.unit import UnitExplorer

__all__ = [
    "CapacityExplorer",
    "CurveExplorer",
    "DescentExplorer",
    "DrawingPad",
    "LayerExplorer",
    "NetworkExplorer",
    "PixelExplorer",
    "PlaneExplorer",
    "SoftmaxExplorer",
    "TrainingExplorer",
    "UnitExplorer",
]
