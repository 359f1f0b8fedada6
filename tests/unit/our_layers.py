"""The activations of nnlib, found in nnlib/layers.py: a new one is tested with the others.

They are made without arguments. A layer that needs some is left out here, as Linear is.
"""

from nnlib import layers

_KINDS = [kind for kind in vars(layers).values() if isinstance(kind, type)]
_LAYERS = [kind for kind in _KINDS if issubclass(kind, layers.Layer) and kind is not layers.Layer]
ACTIVATIONS = [kind for kind in _LAYERS if kind is not layers.Linear]
