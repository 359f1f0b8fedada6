"""Print how far our gradients are from PyTorch's stored ones, and from central differences.

``python tests/benchmarks/gradient_error.py``: the worst relative error over all stored networks.
"""

import sys
from pathlib import Path

import numpy as np

from nnlib.gradient_check import gradient_check

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))
from test_gradients import CASES, rebuild


def relative(ours: np.ndarray, theirs: np.ndarray) -> float:
    """Return the largest difference, as a share of the largest number."""
    return float(np.abs(ours - theirs).max() / max(np.abs(theirs).max(), 1e-300))


def main() -> None:
    """Measure all of them."""
    from_torch, from_differences = [], []
    for case in CASES:
        network, loss, arrays = rebuild(case)
        loss.forward(network.forward(arrays["x"]), arrays["target"])
        network.backward(loss.backward())
        for name, parameter in network.named_parameters():
            from_torch.append(relative(parameter.grad, arrays[f"grad.{name}"]))
        errors = gradient_check(network, loss, arrays["x"], arrays["target"])
        from_differences.append(max(errors.values()))
    print(f"{len(CASES)} networks, worst relative error of a gradient")
    print(
        f"to PyTorch's: {max(from_torch):.0e}, to central differences: {max(from_differences):.0e}"
    )


if __name__ == "__main__":
    main()
