"""Distance to the most similar patches of the references (AnomalyDINO)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from inspector.core import inverted_lists, neighbours
from inspector.core.augment import ROTATIONS
from inspector.core.detectors.base import Arrays, Example, View
from inspector.core.detectors.space import Space, fit_space
from inspector.core.errors import FitError
from inspector.core.features import Features
from inspector.core.inverted_lists import InvertedLists
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
    largest_memory: int = option(
        200_000,
        "Largest memory",
        "Of more patches than this, so many are taken evenly; bounds time and memory.",
        low=1000,
        high=2_000_000,
    )
    search: Literal["exact", "lists"] = option(
        "exact",
        "Search",
        "exact: every patch kept. lists: only groups of similar ones; quicker with many "
        "references, and may miss the most similar patch.",
        choices=("exact", "lists"),
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
        vectors = self._gathered(good)
        tick(0, 1, "Building the patch memory")
        space = fit_space(good[0].features.metric, vectors)
        bank = space.apply(vectors)
        if self.memory_share < 1:
            count = max(1, round(self.memory_share * len(bank)))
            bank = bank[neighbours.coreset(bank, count, tick)]
        if self.search == "exact":
            return FittedPatchMemory(self.neighbours, space, bank)
        tick(0, 1, "Sorting the patch memory")
        lists, order = inverted_lists.sort(bank)
        return FittedPatchMemory(self.neighbours, space, bank[order], lists)

    def recall(self, arrays: Arrays) -> FittedPatchMemory:
        """The memory whose `arrays()` these are."""
        centres = arrays.get("list_centres")
        lists = None if centres is None else InvertedLists(centres, arrays["list_starts"])
        return FittedPatchMemory(self.neighbours, Space.load(arrays), arrays["bank"], lists)

    def _gathered(self, good: Sequence[Example]) -> Vectors:
        """The patches that count; where they are too many, evenly taken ones, always the same.

        Raises:
            FitError: there are none.
        """
        sizes = [count_normal(example) for example in good]
        if sum(sizes) == 0:
            raise FitError(NO_GOOD_PATCH)
        if sum(sizes) <= self.largest_memory:
            return gather(normal_patches(example) for example in good)
        ends = np.cumsum(sizes) * self.largest_memory // sum(sizes)
        shares = np.diff(ends, prepend=0)
        return gather(_some(each, int(n)) for each, n in zip(good, shares, strict=True))


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
    """bank: (N, d) float32, patches of the references in the space where they are compared.

    lists: how the bank is sorted; None searches all of it.
    """

    neighbours: int
    space: Space
    bank: Vectors
    lists: InvertedLists | None = None

    def distances(self, features: Features) -> NDArray[np.float32]:
        """Mean distance to the nearest patches: (rows, cols); 0 means seen before.

        Cosine distance in 0..2 for unit vectors, else Euclidean distance per root dimension.
        """
        if self.lists is None:
            found = to_bank(self.space, features, self.bank, self.neighbours)
        else:
            asked = self.space.apply(features.vectors)
            squares, _ = self.lists.nearest(asked, self.bank, self.neighbours)
            found = self.space.distance(squares.mean(axis=1))
        return found.reshape(features.rows, features.cols)

    def arrays(self) -> Arrays:
        own: Arrays = {"bank": self.bank, **self.space.arrays()}
        if self.lists is None:
            return own
        return {**own, "list_centres": self.lists.centres, "list_starts": self.lists.starts}


def normal_patches(example: Example) -> Vectors:
    """The patches (n, D) of an example that count and that no defect touches."""
    return example.features.vectors[(example.counts & (example.defect == 0)).ravel()]


def count_normal(example: Example) -> int:
    """How many patches `normal_patches` would give."""
    return int(np.count_nonzero(example.counts & (example.defect == 0)))


def _some(example: Example, count: int) -> Vectors:
    patches = normal_patches(example)
    chance = np.random.default_rng(len(patches))
    return patches[np.sort(chance.permutation(len(patches))[:count])]


def gather(parts: Iterable[Vectors]) -> Vectors:
    """All patches of all parts, (N, D); (0, 0) where there are no parts."""
    parts = list(parts)
    return np.concatenate(parts) if parts else np.empty((0, 0), np.float32)


def to_bank(space: Space, features: Features, bank: Vectors, count: int = 1) -> Vectors:
    """Distance (rows * cols,) of each patch to its nearest `count` vectors of a bank."""
    asked = space.apply(features.vectors)
    squares, _ = neighbours.nearest(asked, bank, count, device=features.device)
    return space.distance(squares.mean(axis=1))
