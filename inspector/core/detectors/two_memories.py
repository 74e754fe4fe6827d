"""A memory of good patches and one of painted defects, in the spirit of posWinCLIP+."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.core.detectors.base import Arrays, Example
from inspector.core.detectors.patch_memory import (
    FittedPatchMemory,
    MemoryOptions,
    gather,
    to_bank,
)
from inspector.core.detectors.space import Space
from inspector.core.features import Features
from inspector.core.option import option
from inspector.core.progress import Tick, silent

_LEAST_COVERED = 0.25
_OF_THE_BEST = 0.5
_NEAR = np.ones((5, 5), np.uint8)  # two patches to every side


@dataclass(frozen=True)
class TwoMemories(MemoryOptions):
    """Patches that look like a painted defect count for more.

    The idea of two memories is of "Anomalous Samples for Few-Shot Anomaly Detection" (posWinCLIP+,
    METHODS 3.1); the form that suits any backbone is ours (METHODS 3.3): the distance to the good
    patches is multiplied by 1 to 1 + strength, so what the normal memory finds is never hidden.
    """

    name: ClassVar[str] = "two-memories"
    label: ClassVar[str] = "Normal and defect memory"
    summary: ClassVar[str] = "As patch memory; what resembles a painted defect counts for more."
    learns_defects: ClassVar[bool] = True
    remembers: ClassVar[bool] = True
    leave_out: ClassVar[Literal["one", "half"]] = "one"

    strength: float = option(
        1.0,
        "Weight of painted defects",
        "How much likeness to a painted defect can raise a distance; 0 ignores the paintings.",
        low=0.0,
        high=4.0,
    )
    learn_around_defects: bool = option(
        True,
        "Learn the rest of painted images",
        "Patches of a painted image that no defect touches are good ones: learn them too.",
    )

    def fit(self, examples: Sequence[Example], tick: Tick = silent) -> FittedTwoMemories:
        """Good patches of all examples, and the painted patches as a second memory."""
        painted = [example for example in examples if example.defect.any()]
        good = [example for example in examples if not example.defect.any()]
        if self.learn_around_defects or not good:
            good += [_without_defect(example) for example in painted]
        normal = self.remember(good, tick)
        defects = gather(_defect_patches(example) for example in painted)
        space = normal.space
        bank = space.apply(defects) if len(defects) else np.empty_like(normal.bank[:0])
        return FittedTwoMemories(self.strength, normal, bank)

    def load(self, arrays: Arrays) -> FittedTwoMemories:
        return FittedTwoMemories(self.strength, self.recall(arrays), arrays["defect_bank"])


@dataclass(frozen=True, eq=False)
class FittedTwoMemories:
    """defect_bank: (P, d) float32, painted patches in the normal memory's space; P may be 0."""

    strength: float
    normal: FittedPatchMemory
    defect_bank: NDArray[np.float32]

    @property
    def space(self) -> Space:
        """Where features are compared."""
        return self.normal.space

    def distances(self, features: Features) -> NDArray[np.float32]:
        """Distance to the good patches times 1 + strength * likeness: (rows, cols)."""
        normal = self.normal.distances(features)
        if len(self.defect_bank) == 0 or self.strength == 0:
            return normal
        defect = to_bank(self.normal.space, features, self.defect_bank).reshape(normal.shape)
        raised = normal * (1 + self.strength * likeness(normal, defect))
        return np.asarray(raised, np.float32)

    def arrays(self) -> Arrays:
        return {"defect_bank": self.defect_bank, **self.normal.arrays()}


def likeness(normal: NDArray[np.float32], defect: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much closer each patch is to the painted defects than to the good patches, in 0..1.

    0 where a good patch is at least as near, so a carelessly painted good patch does no harm.
    """
    total = normal + defect
    gain = np.maximum(normal - defect, np.float32(0))
    share = np.zeros(total.shape, np.float32)
    np.divide(gain, total, out=share, where=total > 0)
    return share


def _without_defect(example: Example) -> Example:
    """The same image as a good one, of which the painted patches do not count, nor those near.

    Features see beyond their own patch, so what lies beside a defect looks a little like it.
    """
    touched = cv2.dilate((example.defect > 0).astype(np.uint8), _NEAR)
    untouched = example.counts & (touched == 0)
    return replace(example, counts=untouched, defect=np.zeros_like(example.defect))


def _defect_patches(example: Example) -> NDArray[np.float32]:
    """Patches (n, D) that are painted enough: a quarter, and half of what the best one has.

    METHODS 3.1 ("suggested rule"). A defect smaller than a quarter of every patch keeps its best.
    """
    share = np.where(example.counts, example.defect, 0)
    best = float(share.max())
    if best == 0:
        return example.features.vectors[:0]
    least = min(max(_LEAST_COVERED, _OF_THE_BEST * best), best)
    return example.features.vectors[(share >= least).ravel()]
