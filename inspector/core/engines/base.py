"""What an engine is: something that turns images into one vector per cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import torch

EngineName = Literal["torch", "openvino"]
Precision = Literal["float32", "bfloat16", "float16"]
Wanted = Literal["auto", "float32", "bfloat16", "float16"]
PRECISIONS: tuple[Precision, ...] = ("float32", "bfloat16", "float16")


@dataclass(frozen=True, eq=False)
class Program:
    """A network and what is read of it, ready to be run by any engine.

    module: images (N, 3, h, w) to cells (N, rows * cols, D).
    key: names the weights and what is read of them.
    patch: side of a cell in model pixels; h and w are multiples of it.
    size: the smaller edge that its images usually have, in model pixels.
    convolves: the work is in convolutions, as in a pyramid, and not in products of matrices.
    """

    module: torch.nn.Module
    key: str
    patch: int
    size: int
    convolves: bool = False


def is_translated() -> bool:
    """Whether a program's module runs only to be written down for another engine."""
    import torch

    return torch.jit.is_tracing()  # pyright: ignore[reportPrivateImportUsage]


class Engine(Protocol):
    """A program that is loaded somewhere. Not shared between threads."""

    @property
    def name(self) -> EngineName: ...

    @property
    def precision(self) -> Precision:
        """What it computes in; what goes in and comes out is float32."""
        ...

    def cells(self, batch: NDArray[np.float32]) -> NDArray[np.float32]:
        """Images (N, 3, h, w) to one vector per cell, (N, rows * cols, D)."""
        ...
