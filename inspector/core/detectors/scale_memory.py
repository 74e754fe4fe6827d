"""What is remembered of windows of one size: good ones and painted ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.core.detectors import windows
from inspector.core.detectors.bank import Bank, WholeBank
from inspector.core.detectors.base import Arrays
from inspector.core.detectors.patch_memory import FittedPatchMemory, MemoryOptions, distances_to
from inspector.core.detectors.space import Space
from inspector.core.features import Features

Map = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class ScaleMemory:
    """Windows of side x side patches. normal: of the good ones.

    defects: painted ones in the normal memory's space; None where there are none.
    """

    side: int
    normal: FittedPatchMemory
    defects: Bank | None

    def raised(self, features: Features, strength: float) -> Map:
        """Distance of each window to the good ones times 1 + strength * likeness."""
        normal, defect = self._distances(features)
        if defect is None or strength == 0:
            return normal
        return np.asarray(normal * (1 + strength * likeness(normal, defect)), np.float32)

    def extremes(self, features: Features, counts: NDArray[np.bool_]) -> tuple[float, float]:
        """How unlike the good windows the oddest is, and how like a painted one the nearest: 0..1.

        posWinCLIP+, sections 3.2.1 and 3.2.2: the largest of M and of M+ over the windows that are
        looked at; the second is NaN where nothing is painted.
        """
        normal, defect = self._distances(features)
        inside = _looked_at(counts, self.side)
        oddest = float(unlikeness(self.normal.space, normal)[inside].max())
        if defect is None:
            return oddest, float("nan")
        return oddest, float((1 - unlikeness(self.normal.space, defect))[inside].max())

    def arrays(self) -> Arrays:
        """All that `load` needs; the arrays of single patches bear no number."""
        normal = self.normal.arrays()
        defects = normal["bank"][:0] if self.defects is None else self.defects.vectors
        own = {"defect_bank": defects, **normal}
        return {_prefix(self.side) + name: array for name, array in own.items()}

    @staticmethod
    def is_in(arrays: Arrays, side: int) -> bool:
        """Whether the memory of windows of this side is among the arrays."""
        return f"{_prefix(side)}bank" in arrays

    @classmethod
    def load(cls, options: MemoryOptions, arrays: Arrays, side: int) -> ScaleMemory:
        """The memory whose `arrays()` are among these."""
        prefix = _prefix(side)
        own = {n.removeprefix(prefix): each for n, each in arrays.items() if n.startswith(prefix)}
        normal = options.recall(own)
        defects = own["defect_bank"]
        return cls(side, normal, WholeBank(normal.space, defects) if len(defects) else None)

    def _distances(self, features: Features) -> tuple[Map, Map | None]:
        """Of each window to the good and to the painted ones."""
        seen = windows.features_of(features, self.side)
        normal = self.normal.distances(seen)
        if self.defects is None:
            return normal, None
        return normal, distances_to(self.defects, seen)


def likeness(normal: Map, defect: Map) -> Map:
    """How near each window is to the painted defects, next to how far from the good ones: 0..1.

    The squared ratio of both distances, 1 where the painted ones are at least as near. It is 0 for
    what was seen in a good image, however carelessly a defect was painted over it, and falls so
    smoothly that an unseen defect, far from both, is raised more than a good window.
    """
    near = np.ones(normal.shape, np.float32)
    np.divide(normal, defect, out=near, where=defect > normal)
    return np.where(normal > 0, near * near, np.float32(0))


def unlikeness(space: Space, distance: Map) -> Map:
    """A distance as a number in 0..1.

    cosine: half of it, the paper's (1 - cos) / 2. Of distances without an upper end, d, the share
    d^2 / (1 + d^2), which is ours: a half where d is how far the references lie from their mean.
    """
    if space.metric == "cosine":
        return distance / np.float32(2)
    square = distance.astype(np.float64) ** 2
    return np.asarray(square / (1 + square), np.float32)


def _prefix(side: int) -> str:
    return "" if side == 1 else f"{side}x{side}_"


def _looked_at(counts: NDArray[np.bool_], side: int) -> NDArray[np.bool_]:
    """Windows of which all patches are looked at; where none is, those that have the most."""
    share = windows.mean(counts.astype(np.float32)[:, :, None], side)[:, :, 0]
    return share >= share.max() - 1e-6
