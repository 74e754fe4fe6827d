"""What of a patch lies outside the space in which the references vary (SubspaceAD)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from inspector.core.augment import ROTATIONS
from inspector.core.detectors.base import Arrays, Example, View
from inspector.core.detectors.patch_memory import NO_GOOD_PATCH, normal_patches
from inspector.core.eigen import eigh
from inspector.core.errors import FitError
from inspector.core.features import Features
from inspector.core.option import option
from inspector.core.progress import Tick, silent

Wide = NDArray[np.float64]

# A dimension that varies less than this share of the mean is not blown up to the others' scale.
_SILENT = 1e-4


@dataclass(frozen=True)
class Subspace:
    """Learn the directions in which good patches vary; measure what is left of a patch.

    SubspaceAD (CVPR 2026, arXiv 2602.23013; METHODS 4.1): ||(I - C C^T)(x - mean)||, C being the
    fewest principal components that explain the wanted share of the variance. The paper squares
    it; we take the length, a distance as those of the other methods, which orders patches alike.
    Features are taken as they are, as in the paper, except those that are best compared
    standardised: their dimensions have no common scale.
    """

    name: ClassVar[str] = "subspace"
    label: ClassVar[str] = "Subspace"
    summary: ClassVar[str] = (
        "Measures what of a patch does not fit how the good images vary; the file stays small."
    )
    learns_defects: ClassVar[bool] = False
    remembers: ClassVar[bool] = False
    learns_references: ClassVar[bool] = True
    learns_slowly: ClassVar[bool] = False

    explained: float = option(
        0.99,
        "Explained variance",
        "How much of the good images' variance counts as normal; higher tolerates more.",
        low=0.5,
        high=1.0,
    )
    rotations: Literal["none", "180", "90", "45"] = option(
        "none",
        "Turned copies",
        "Also learn each reference turned by this angle, for parts that lie in any direction.",
        choices=tuple(ROTATIONS),
    )
    whitening: Literal["none", "residual"] = option(
        "none",
        "Whitening",
        "residual: directions in which the good images are restless, too, count for less.",
        choices=("none", "residual"),
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

    def fit(self, examples: Sequence[Example], tick: Tick = silent) -> FittedSubspace:
        """Mean and covariance of all good patches, in two passes, then their components."""
        good = [each for each in examples if not each.defect.any()]
        mean, covariance = _moments(good, tick)
        scales = np.ones_like(mean)
        if good[0].features.metric == "standardised":
            scales = _scales(np.diag(covariance))
        variances, directions = eigh(covariance * np.outer(scales, scales))
        variances = np.maximum(variances, 0)
        left_out = len(variances) - components(variances, self.explained)
        residual = directions[:, :left_out]  # eigh: smallest variance first
        if self.whitening == "residual":
            residual = residual * _weights(variances[:left_out])
        total = variances.sum()
        unit = np.sqrt(total) if total > 0 else 1.0
        residual = scales[:, None] * residual / unit
        return FittedSubspace(mean.astype(np.float32), residual.astype(np.float32))

    def load(self, arrays: Arrays) -> FittedSubspace:
        return FittedSubspace(arrays["mean"], arrays["residual"])


@dataclass(frozen=True, eq=False)
class FittedSubspace:
    """mean: (D,) float32. residual: (D, D - r) float32, the directions outside the subspace.

    With C the r components inside, ||residual^T v|| is ||(I - C C^T) v||, and no digits cancel.
    """

    mean: NDArray[np.float32]
    residual: NDArray[np.float32]

    def distances(self, features: Features) -> NDArray[np.float32]:
        """Length of what lies outside the subspace: (rows, cols).

        1 is how far the references lie from their mean.
        """
        outside = (features.vectors - self.mean) @ self.residual
        lengths = np.linalg.norm(outside, axis=1)
        return np.asarray(lengths.reshape(features.rows, features.cols), np.float32)

    def arrays(self) -> Arrays:
        return {"mean": self.mean, "residual": self.residual}


def components(variances: Wide, explained: float) -> int:
    """How many of the strongest directions explain a share of all variance.

    variances: (D,) ascending. At least one direction is left outside, or nothing could ever be
    anomalous (METHODS 4.1: "EV ratio 1.0 collapses").
    """
    summed = np.cumsum(variances[::-1])
    if summed[-1] == 0:
        return 0
    enough = explained * summed[-1] * (1 - 1e-9)  # all of it is reached despite rounding
    return min(int(np.searchsorted(summed, enough)) + 1, len(variances) - 1)


def _moments(good: Sequence[Example], tick: Tick) -> tuple[Wide, Wide]:
    """Mean (D,) and covariance (D, D) of the patches that count, an example at a time.

    Raises:
        FitError: there are none.
    """
    steps = 2 * len(good)
    count = sum(int(each.counts.sum()) for each in good)
    if count == 0:
        raise FitError(NO_GOOD_PATCH)
    total: Wide = np.zeros(good[0].features.dimension)
    for done, each in enumerate(good):
        tick(done, steps, "Mean of the good patches")
        total += normal_patches(each).sum(axis=0, dtype=np.float64)
    mean = total / count
    products: Wide = np.zeros((len(mean), len(mean)))
    for done, each in enumerate(good, start=len(good)):
        tick(done, steps, "How the good patches vary")
        centred = normal_patches(each) - mean
        products += centred.T @ centred
    return mean, products / count


def _scales(variances: Wide) -> Wide:
    """What brings each dimension's variance to 1, and that of silent ones to less."""
    floor = _SILENT * variances.mean()
    if floor < np.finfo(np.float32).tiny:
        return np.ones_like(variances)
    return 1 / np.sqrt(np.maximum(variances, floor))


def _weights(variances: Wide) -> Wide:
    """Weights of directions outside the subspace, the inverse of their spread; 1 at most.

    A few references cannot tell a quiet direction from a silent one, so those that vary less than
    their mean all weigh the same.
    """
    mean = variances.mean()
    return np.sqrt(mean / np.maximum(variances, mean)) if mean > 0 else np.ones_like(variances)
