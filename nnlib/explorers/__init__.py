"""Explorers: pictures that follow a learner's hand, made of ipywidgets.

Each explorer is three things apart: a frozen *state* that knows its numbers, its picture and
its words and is tested without a browser; *controls* with accessible names; and the little
wiring between them, the same for all, in `nnlib.explorers.base`.
"""

from nnlib.explorers.brightness import BrightnessExplorer
from nnlib.explorers.pixel import PixelExplorer
from nnlib.explorers.unit import UnitExplorer

__all__ = ["BrightnessExplorer", "PixelExplorer", "UnitExplorer"]
