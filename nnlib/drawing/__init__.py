"""Drawing: how numbers are written, colours, and pictures with alternative text."""

from nnlib.drawing import diagrams, numerals, palette, picture, svg

__all__ = ["diagrams", "numerals", "palette", "picture", "svg"]
