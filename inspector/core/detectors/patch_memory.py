"""Distance to the most similar patches of the references (AnomalyDINO)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from inspector.core import neighbours
from inspector.core.augment import ROTATIONS
from inspector.core.detectors.base import Arrays, Example, View
from inspector.core.detectors.space import Space, fit_space
from inspector.core.errors import FitError
from inspector.core.features import Features
from inspector.core.option import option
from inspector.core.progress import Tick, silent

Vectors = NDArray[np.float32]

NO_GOOD_PATCH = (
    "There is no good patch to learn from. Mark at least one image as good, and see that the "
    "region of interest is not empty."
)


@dataclass(frozen=True)
class MemoryOptions:
    """How a memory of good patches is built; every method that has one shares these options."""

    neighbours: int = option(
        1, "Neighbours", "How many nearest patches are averaged; 1 is sharpest.", low=1, high=16
    )
    rotations: Literal["none", "180", "90", "45"] = option(
        "none",
        "Turned copies",
        "Also learn each reference turned by this angle, for parts that lie in any direction.",
        choices=tuple(ROTATIONS),
    )
    memory_share: float = option(
        1.0,
        "Kept share of the memory",
        "Keep only the patches that represent the rest best: smaller and faster.",
        low=0.01,
        high=1.0,
    )

    @property
    def views(self) -> tuple[View, ...]:
        return ROTATIONS[self.rotations]

    @property
    def measures_mirrored(self) -> bool:
        return False

    def remember(self, good: Sequence[Example], tick: Tick = silent) -> FittedPatchMemory:
        """The memory of all patches that count.

        Raises:
            FitError: there are none.
        """
        vectors = gather(normal_patches(example) for example in good)
        if len(vectors) == 0:
            raise FitError(NO_GOOD_PATCH)
        tick(0, 1, "Building the patch memory")
        space = fit_space(good[0].features.metric, vectors)
        bank = space.apply(vectors)
        if self.memory_share < 1:
            count = max(1, round(self.memory_share * len(bank)))
            bank = bank[neighbours.coreset(bank, count, tick)]
        return FittedPatchMemory(self.neighbours, space, bank)

    def recall(self, arrays: Arrays) -> FittedPatchMemory:
        """The memory whose `arrays()` these are."""
        return FittedPatchMemory(self.neighbours, Space.load(arrays), arrays["bank"])


@dataclass(frozen=True)
class PatchMemory(MemoryOptions):
    """Keep every patch of the references; compare with the nearest few.

    Damm et al., AnomalyDINO (WACV 2025), section 3; METHODS 1.3 and 1.6. With rotations "45", one
    neighbour and the whole memory it is the paper's method.
    """

    name: ClassVar[str] = "patch-memory"
    label: ClassVar[str] = "Patch memory"
    summary: ClassVar[str] = "Compares each patch with the most similar patch of the good images."
    learns_defects: ClassVar[bool] = False
    remembers: ClassVar[bool] = True
    learns_references: ClassVar[bool] = True
    learns_slowly: ClassVar[bool] = False

    def fit(self, examples: Sequence[Example], tick: Tick = silent) -> FittedPatchMemory:
        """Gather the patches of the good examples. Images with painted defects are left alone."""
        return self.remember([each for each in examples if not each.defect.any()], tick)

    def load(self, arrays: Arrays) -> FittedPatchMemory:
        return self.recall(arrays)


@dataclass(frozen=True, eq=False)
class FittedPatchMemory:
    """bank: (N, d) float32, patches of the references in the space where they are compared."""

    neighbours: int
    space: Space
    bank: Vectors

    def distances(self, features: Features) -> NDArray[np.float32]:
        """Mean distance to the nearest patches: (rows, cols); 0 means seen before.

        Cosine distance in 0..2 for unit vectors, else Euclidean distance per root dimension.
        """
        found = to_bank(self.space, features, self.bank, self.neighbours)
        return found.reshape(features.rows, features.cols)

    def arrays(self) -> Arrays:
        return {"bank": self.bank, **self.space.arrays()}


def normal_patches(example: Example) -> Vectors:
    """The patches (n, D) of an example that count and that no defect touches."""
    return example.features.vectors[(example.counts & (example.defect == 0)).ravel()]


def gather(parts: Iterable[Vectors]) -> Vectors:
    """All patches of all parts, (N, D); (0, 0) where there are no parts."""
    parts = list(parts)
    return np.concatenate(parts) if parts else np.empty((0, 0), np.float32)


def to_bank(space: Space, features: Features, bank: Vectors, count: int = 1) -> Vectors:
    """Distance (rows * cols,) of each patch to its nearest `count` vectors of a bank."""
    squares, _ = neighbours.nearest(space.apply(features.vectors), bank, count)
    return space.distance(squares.mean(axis=1))
