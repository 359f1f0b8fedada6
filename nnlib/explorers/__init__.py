"""Explorers: pictures that follow a learner's hand.

Each is taken hold of in its picture. It is a frozen *state*, and a *scene*: plain data that say how
picture, formula and words follow from the state. Python draws the scene standing still and tests it
without a browser; the JavaScript in `js` moves it, without a kernel too.
"""

from nnlib.explorers.capacity import CapacityExplorer
from nnlib.explorers.convolution import ConvolutionExplorer
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
    "ConvolutionExplorer",
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
