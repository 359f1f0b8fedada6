"""Torch bridge: a network of ours as the same network in PyTorch."""

from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any

from nnlib.layers import Layer, Linear, ReLU, Sigmoid, Softmax, Tanh
from nnlib.network import Network
from nnlib.validation import check_type

if TYPE_CHECKING:
    import torch

_TWINS: dict[type[Layer], Callable[[ModuleType, dict[str, Any]], Any]] = {
    Linear: lambda nn, own: nn.Linear(own["in_features"], own["out_features"], bias=own["bias"]),
    Sigmoid: lambda nn, _: nn.Sigmoid(),
    Tanh: lambda nn, _: nn.Tanh(),
    ReLU: lambda nn, _: nn.ReLU(),
    Softmax: lambda nn, _: nn.Softmax(dim=-1),
}


def to_torch(network: Network) -> "torch.nn.Sequential":
    """Make the same network in PyTorch, with a copy of every parameter.

    It is ``torch.nn.Sequential`` of the same layers in the same order, ready to train on the CPU:
    its parameters have the same names, "0.weight" and so on, shapes, values and dtype. A
    `CrossEntropyLoss` takes logits there as here.

    Raises
    ------
    ImportError
        If PyTorch is not installed.
    TypeError
        If `network` is not a `Network`, or contains a layer that PyTorch has no twin of.

    Notes
    -----
    `torch.nn <https://docs.pytorch.org/docs/stable/nn.html>`_, PyTorch's list of layers.
    """
    check_type("to_torch", network, Network, "a Network")
    library = _import_torch()
    twin: torch.nn.Sequential
    with library.device("meta"):  # no memory and no random numbers for values that are replaced
        twin = library.nn.Sequential(*(_twin(layer, library.nn) for layer in network.layers))
    # torch.tensor copies, where torch.from_numpy would share the network's memory.
    values = {name: library.tensor(each.value) for name, each in network.named_parameters()}
    twin.load_state_dict(values, assign=True)
    return twin


def _import_torch() -> Any:
    try:
        import torch
    except ModuleNotFoundError as error:
        if error.name != "torch":  # PyTorch is there, and something that it needs is not
            raise
        raise ImportError(
            "to_torch expected PyTorch, which is not installed; "
            "run: python -m pip install torch (or install nnlib[torch])"
        ) from error
    return torch


def _twin(layer: Layer, nn: ModuleType) -> "torch.nn.Module":
    """Return PyTorch's layer that computes the same."""
    kind = type(layer)  # exactly: a layer derived from one of ours may compute something else
    if kind not in _TWINS:
        raise TypeError(f"to_torch expected layers of nnlib, got {layer!r:.60}")
    twin: torch.nn.Module = _TWINS[kind](nn, layer.settings())
    return twin
