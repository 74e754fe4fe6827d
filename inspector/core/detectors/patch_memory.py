"""Distance to the most similar patches of the references (AnomalyDINO)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from inspector.core import inverted_lists
from inspector.core.augment import ROTATIONS
from inspector.core.coreset import coreset
from inspector.core.detectors.bank import (
    Bank,
    PartedBank,
    SortedBank,
    WholeBank,
    load_bank,
    whole,
)
from inspector.core.detectors.base import Arrays, Example, View
from inspector.core.detectors.part import Part, parts_of, thinned
from inspector.core.detectors.searches import Searches
from inspector.core.detectors.space import Space, learns_from_vectors
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

    @property
    def reach(self) -> int | None:
        return 0

    def remember(
        self,
        good: Sequence[Example],
        tick: Tick = silent,
        *,
        beside: Sequence[Example] = (),
        searches: Searches | None = None,
    ) -> FittedPatchMemory:
        """The memory of all patches that count.

        beside: examples whose patches are remembered too, but do not shape the space in which all
            are compared, unless there are no others. So a stroke on a painted image moves nothing
            but the patches of that image.
        searches: what is known of earlier fits; None searches the memory as a whole.

        Raises:
            FitError: there are none.
        """
        shaping, others = parts_of(good, normal), parts_of(beside, normal)
        if not shaping and not others:
            raise FitError(NO_GOOD_PATCH)
        tick(0, 1, "Building the patch memory")
        metric = (shaping or others)[0].metric
        space = (searches or Searches()).space(metric, shaping or others)
        if shaping and learns_from_vectors(metric):
            # Where one of them changes the space does too: one search is quicker than many.
            shaping = [Part.joined(shaping)]
        parts = thinned([*shaping, *others], self.largest_memory)
        if searches is not None and self.memory_share == 1 and self.search == "exact":
            return FittedPatchMemory(self.neighbours, PartedBank(space, tuple(parts), searches))
        return FittedPatchMemory(self.neighbours, self._whole(space, parts, tick))

    def _whole(self, space: Space, parts: Sequence[Part], tick: Tick) -> Bank:
        vectors = whole(space, parts)
        if self.memory_share < 1:
            count = max(1, round(self.memory_share * len(vectors)))
            vectors = vectors[coreset(vectors, count, tick)]
        if self.search == "exact":
            return WholeBank(space, vectors)
        tick(0, 1, "Sorting the patch memory")
        lists, order = inverted_lists.sort(vectors)
        return SortedBank(space, vectors[order], lists)

    def recall(self, arrays: Arrays) -> FittedPatchMemory:
        """The memory whose `arrays()` these are."""
        return FittedPatchMemory(self.neighbours, load_bank(arrays))


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
        return self.fit_with(None, examples, tick)

    def fit_with(
        self, searches: Searches | None, examples: Sequence[Example], tick: Tick = silent
    ) -> FittedPatchMemory:
        """As `fit`, from what is known of earlier fits."""
        good = [each for each in examples if not each.defect.any()]
        return self.remember(good, tick, searches=searches)

    def load(self, arrays: Arrays) -> FittedPatchMemory:
        return self.recall(arrays)


@dataclass(frozen=True, eq=False)
class FittedPatchMemory:
    """patches: of the references, in the space where they are compared."""

    neighbours: int
    patches: Bank

    @property
    def space(self) -> Space:
        """Where features are compared."""
        return self.patches.space

    @property
    def bank(self) -> Vectors:
        """The patches, (N, d) float32."""
        return self.patches.vectors

    def distances(self, features: Features) -> NDArray[np.float32]:
        """Mean distance to the nearest patches: (rows, cols); 0 means seen before.

        Cosine distance in 0..2 for unit vectors, else Euclidean distance per root dimension.
        """
        return distances_to(self.patches, features, self.neighbours)

    def arrays(self) -> Arrays:
        return {**self.patches.arrays(), **self.space.arrays()}


def normal(example: Example) -> NDArray[np.bool_]:
    """Patches (rows, cols) of an example that count and that no defect touches."""
    return example.counts & (example.defect == 0)


def normal_patches(example: Example) -> Vectors:
    """The vectors (n, D) of those patches."""
    return example.features.vectors[normal(example).ravel()]


def gather(parts: Iterable[Vectors]) -> Vectors:
    """All patches of all parts, (N, D); (0, 0) where there are no parts."""
    parts = list(parts)
    return np.concatenate(parts) if parts else np.empty((0, 0), np.float32)


def distances_to(bank: Bank, features: Features, count: int = 1) -> NDArray[np.float32]:
    """Mean distance (rows, cols) of each patch to its nearest `count` of a bank."""
    squares = bank.squares(features, count)
    return bank.space.distance(squares.mean(axis=1)).reshape(features.rows, features.cols)
