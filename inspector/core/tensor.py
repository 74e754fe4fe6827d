"""Arrays as torch sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from torch import Tensor


def as_tensor(array: NDArray[Any]) -> Tensor:
    """An array on the processor; copied only where torch could not read or write it."""
    import torch

    return torch.from_numpy(np.require(array, requirements=["C", "W"]))
