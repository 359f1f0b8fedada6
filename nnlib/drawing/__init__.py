"""Drawing: how numbers are written, colours, and pictures with alternative text."""

from nnlib.drawing import diagrams, numerals, palette, picture, svg
from nnlib.drawing.numerals import listed
from nnlib.drawing.picture import Picture

__all__ = ["Picture", "diagrams", "listed", "numerals", "palette", "picture", "svg"]
