"""A patch memory of turned and mirrored references, asked twice per image (VisionAD)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, cast

import numpy as np
from numpy.typing import NDArray

from inspector.core.augment import MIRRORED, ROTATIONS, View
from inspector.core.detectors.base import Arrays, Example
from inspector.core.detectors.patch_memory import FittedPatchMemory, MemoryOptions
from inspector.core.detectors.searches import Searches
from inspector.core.detectors.space import Space
from inspector.core.features import Features, Metric
from inspector.core.option import option
from inspector.core.progress import Tick, silent

UPSIDE_DOWN = View(180.0, mirrored=True)


@dataclass(frozen=True)
class MultiViewMemory(MemoryOptions):
    """Remember each reference turned and mirrored; measure each image as it is and mirrored.

    VisionAD (arXiv 2504.11895; METHODS 4.3), without its colour jitter: with "90" and "measure",
    its three rotations and two flips of the references and its flipped second view. That it
    averages the middle layers is an option of the backbone. Local pooling, Euclidean distance and
    a share of the memory are PatchCore's (Roth et al., CVPR 2022; METHODS 4.15).
    """

    name: ClassVar[str] = "multi-view-memory"
    label: ClassVar[str] = "Multi-view memory"
    summary: ClassVar[str] = (
        "As patch memory, of turned and mirrored references; measures each image mirrored too."
    )
    learns_defects: ClassVar[bool] = False
    remembers: ClassVar[bool] = True
    learns_references: ClassVar[bool] = True
    learns_slowly: ClassVar[bool] = False

    rotations: Literal["none", "180", "90", "45"] = option(
        "90",
        "Turned copies",
        "Also learn each reference turned by this angle, for parts that lie in any direction.",
        choices=tuple(ROTATIONS),
    )
    mirror: Literal["no", "learn", "measure"] = option(
        "measure",
        "Mirrored copies",
        "learn: references mirrored both ways, too. measure: also each image mirrored; steadier, "
        "takes twice as long. no: for parts whose mirror image is wrong.",
        choices=("no", "learn", "measure"),
    )
    pooling: int = option(
        0,
        "Averaged neighbourhood",
        "Average each patch with so many around it on every side: 1 is 3 x 3 patches, 0 none.",
        low=0,
        high=3,
    )
    metric: Literal["own", "cosine", "euclidean"] = option(
        "own",
        "Comparison",
        "How patches are compared; own is what suits the backbone.",
        choices=("own", "cosine", "euclidean"),
    )

    @property
    def views(self) -> tuple[View, ...]:
        mirrored = () if self.mirror == "no" else (MIRRORED, UPSIDE_DOWN)
        return (*ROTATIONS[self.rotations], *mirrored)

    @property
    def measures_mirrored(self) -> bool:
        return self.mirror == "measure"

    @property
    def reach(self) -> int | None:
        return self.pooling

    def fit(self, examples: Sequence[Example], tick: Tick = silent) -> FittedMultiViewMemory:
        """Gather the patches of the good examples. Images with painted defects are left alone."""
        return self.fit_with(None, examples, tick)

    def fit_with(
        self, searches: Searches | None, examples: Sequence[Example], tick: Tick = silent
    ) -> FittedMultiViewMemory:
        """As `fit`, from what is known of earlier fits."""
        good = [
            replace(each, features=self._prepared(each.features))
            for each in examples
            if not each.defect.any()
        ]
        return FittedMultiViewMemory(self.pooling, self.remember(good, tick, searches=searches))

    def load(self, arrays: Arrays) -> FittedMultiViewMemory:
        return FittedMultiViewMemory(self.pooling, self.recall(arrays))

    def _prepared(self, features: Features) -> Features:
        pooled = pool(features, self.pooling)
        if self.metric == "own":
            return pooled
        return replace(pooled, metric=cast(Metric, self.metric))


@dataclass(frozen=True, eq=False)
class FittedMultiViewMemory:
    """pooling: as in the options. memory: of pooled patches."""

    pooling: int
    memory: FittedPatchMemory

    @property
    def space(self) -> Space:
        """Where features are compared."""
        return self.memory.space

    def distances(self, features: Features) -> NDArray[np.float32]:
        """Mean distance of pooled patches to the nearest remembered ones: (rows, cols)."""
        return self.memory.distances(pool(features, self.pooling))

    def arrays(self) -> Arrays:
        return self.memory.arrays()


def pool(features: Features, radius: int) -> Features:
    """Each patch averaged with those up to `radius` away, diagonals too, that lie on the grid.

    PatchCore's local neighbourhood (Roth et al. 2022, section 3.1); its radius is 1.
    """
    if radius == 0:
        return features
    from scipy.ndimage import uniform_filter

    side = 2 * radius + 1
    sums = uniform_filter(features.grid, side, mode="constant", axes=(0, 1))
    on_grid = np.ones((features.rows, features.cols, 1), np.float32)
    shares = uniform_filter(on_grid, side, mode="constant", axes=(0, 1))
    return replace(features, vectors=(sums / shares).reshape(features.vectors.shape))
