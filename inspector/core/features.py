"""What a backbone finds in an image and a detector compares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Metric = Literal["cosine", "euclidean", "whitened", "standardised"]
"""How features are best compared, as their backbone says.

cosine: unit vectors, cosine distance (networks with a final norm).
euclidean: the vectors as they are, Euclidean distance (PatchCore).
whitened: principal components of the references scaled to unit variance, then Euclidean.
standardised: each dimension scaled to unit variance on the references, then Euclidean.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Patch features of one image.

    vectors: (rows * cols, D) float32, row by row from the top left.
    metric: how they are best compared.
    """

    vectors: NDArray[np.float32]
    rows: int
    cols: int
    metric: Metric = "cosine"

    def __post_init__(self) -> None:
        if len(self.vectors) != self.rows * self.cols:
            raise ValueError(f"{len(self.vectors)} vectors on a {self.rows} x {self.cols} grid")

    @property
    def dimension(self) -> int:
        return self.vectors.shape[1]

    @property
    def grid(self) -> NDArray[np.float32]:
        """(rows, cols, D), a view."""
        return self.vectors.reshape(self.rows, self.cols, -1)
