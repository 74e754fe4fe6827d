"""The space in which patch vectors are compared, fitted on the references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from inspector.core.detectors.base import Arrays
from inspector.core.errors import DetectorFileError
from inspector.core.features import Metric

# A direction along which the references vary less than this share of the largest variance counts as
# if it varied that much: a few references cannot tell a quiet direction from a silent one
# (docs/decisions/0002-built-in-backbone.md).
FLOOR = 3e-2

# Coordinates stay below it, so that the squared distance of two vectors fits float32.
LIMIT = 1e15

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Space:
    """An affine map of vectors (N, D) to where Euclidean distance says how unlike they are.

    mean: (D,) float32, of the references.
    basis: (D, d) float32, scaled principal components as columns; (D,) where each dimension is only
        scaled. Both are empty for the cosine metric.
    """

    metric: Metric
    mean: NDArray[np.float32]
    basis: NDArray[np.float32]

    def apply(self, vectors: NDArray[Any]) -> Vectors:
        """Vectors (N, D) in this space: (N, d) float32, finite."""
        if self.metric == "cosine":
            return _unit(vectors)
        with np.errstate(over="ignore", invalid="ignore"):
            centred = np.asarray(vectors, np.float32) - self.mean
            moved = centred * self.basis if self.basis.ndim == 1 else centred @ self.basis
        return np.clip(np.nan_to_num(moved, copy=False), -LIMIT, LIMIT)

    def distance(self, squared: NDArray[Any]) -> NDArray[np.float32]:
        """Squared Euclidean distances in this space, of any shape, as what detectors report.

        cosine: half of it, which is 1 - cos, in 0..2 (AnomalyDINO, arXiv 2405.14529, equation 2).
        whitened, standardised: the root of the mean over the d dimensions, so that the numbers stay
        around 1 for every backbone.
        """
        positive = np.maximum(squared, 0)
        if self.metric == "cosine":
            return np.asarray(positive / 2, np.float32)
        return np.sqrt(positive / self.basis.shape[-1]).astype(np.float32)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All that `load` needs, under names of its own."""
        metric = np.frombuffer(self.metric.encode("ascii"), np.uint8)
        return {"space_metric": metric, "space_mean": self.mean, "space_basis": self.basis}

    @classmethod
    def load(cls, arrays: Arrays) -> Space:
        """The space whose `arrays()` are among these.

        Raises:
            DetectorFileError: the metric is one that this version does not know.
        """
        name = bytes(np.asarray(arrays["space_metric"], np.uint8)).decode("ascii", "replace")
        metric = next((known for known in get_args(Metric) if known == name), None)
        if metric is None:
            raise DetectorFileError(
                f"The detector compares features by {name!r}, which this version does not know. "
                "Install a newer version, or export the detector again."
            )
        return cls(metric, arrays["space_mean"], arrays["space_basis"])


def fit_space(metric: Metric, vectors: NDArray[Any]) -> Space:
    """The space for vectors (N, D) of the references, N >= 1; the same vectors give the same one.

    Vectors that do not vary at all are compared as they are.
    """
    if metric == "cosine":
        return Space(metric, np.empty(0, np.float32), np.empty(0, np.float32))
    wide = np.asarray(vectors, np.float64)
    mean = wide.mean(axis=0)
    basis = _whitening(wide - mean) if metric == "whitened" else _scales(wide.var(axis=0))
    return Space(metric, mean.astype(np.float32), np.ascontiguousarray(basis, np.float32))


def _whitening(centred: NDArray[np.float64]) -> NDArray[np.float64]:
    """(D, D): principal components over the root of their variance, floored."""
    variances, components = np.linalg.eigh(centred.T @ centred / len(centred))
    return components * _scales(variances)


def _scales(variances: NDArray[np.float64]) -> NDArray[np.float64]:
    """What brings variances (D,) to 1, those under the floor to less."""
    floor = FLOOR * variances.max()
    if floor <= np.finfo(np.float32).tiny:
        return np.ones_like(variances)
    return 1 / np.sqrt(np.maximum(variances, floor))


def _unit(vectors: NDArray[Any]) -> Vectors:
    """Vectors of length 1; zero stays zero."""
    wide = np.asarray(vectors, np.float64)
    lengths = np.linalg.norm(wide, axis=1, keepdims=True)
    return (wide / np.where(lengths > 0, lengths, 1)).astype(np.float32)
