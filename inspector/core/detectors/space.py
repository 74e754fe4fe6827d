"""The space in which patch vectors are compared, fitted on the references."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from inspector.core.detectors.base import Arrays
from inspector.core.eigen import eigh
from inspector.core.errors import DetectorFileError
from inspector.core.features import Metric
from inspector.core.tensor import as_tensor

# A direction along which the references vary less than this share of the largest variance counts as
# if it varied that much: a few references cannot tell a quiet direction from a silent one, and
# plain whitening lets the quiet ones drown the rest (docs/decisions/0002-built-in-backbone.md).
FLOOR = 0.2

# The same for dimensions that are only standardised, as a share of their mean variance.
SILENT = 1e-4

# Principal components that are kept; what lies outside them is kept as one length, so that
# something wholly new still counts in full. Saves three quarters of the search.
COMPONENTS = 127

# Coordinates stay below it, so that the squared distance of two vectors fits float32.
LIMIT = 1e15

# Of more vectors the mean and the variances are taken from so many, evenly: they are known by then.
ENOUGH = 100_000

Vectors = NDArray[np.float32]
Wide = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """What a space needs to know of some vectors (n, D); those of several sets can be joined.

    mean: (D,). spread: (D, D), the sum of the products of what is left without the mean; where
        dimensions are only standardised its diagonal (D,).
    """

    count: int
    mean: Wide
    spread: Wide

    @classmethod
    def of(cls, metric: Metric, vectors: NDArray[Any]) -> Moments:
        """Of vectors (n, D), n >= 1."""
        wide = np.asarray(vectors, np.float64)
        mean = wide.mean(axis=0)
        centred = wide - mean
        whole = metric == "whitened"
        return cls(len(wide), mean, centred.T @ centred if whole else (centred**2).sum(axis=0))

    @staticmethod
    def joined(parts: Sequence[Moments]) -> Moments:
        """Of all vectors of some parts together (Chan, Golub and LeVeque 1979)."""
        if len(parts) == 1:
            return parts[0]
        counts = np.array([part.count for part in parts], np.float64)
        means = np.array([part.mean for part in parts])
        mean = counts @ means / counts.sum()
        apart = (means - mean) * np.sqrt(counts)[:, None]
        spread = np.sum([part.spread for part in parts], axis=0)
        between = apart.T @ apart if spread.ndim == 2 else (apart**2).sum(axis=0)
        return Moments(int(counts.sum()), mean, spread + between)


@dataclass(frozen=True, eq=False)
class Space:
    """A map of vectors (N, D) to where Euclidean distance says how unlike they are.

    mean: (D,), of the references. components: (D, k), orthonormal columns. scales: (d,), what the
    coordinates are multiplied with.
    cosine, euclidean: all three are empty. standardised: components is (D, 0) and d = D.
    whitened: d = k + 1, and the last coordinate is the length of what the components leave out.
    """

    metric: Metric
    mean: NDArray[np.float32]
    components: NDArray[np.float32]
    scales: NDArray[np.float32]

    @cached_property
    def digest(self) -> bytes:
        """16 bytes, equal for spaces that move every vector alike."""
        found = hashlib.blake2b(self.metric.encode(), digest_size=16)
        for array in (self.mean, self.components, self.scales):
            found.update(np.ascontiguousarray(array).data)
        return found.digest()

    def apply(self, vectors: NDArray[Any]) -> Vectors:
        """Vectors (N, D) in this space: (N, d) float32, finite."""
        if self.metric == "cosine":
            return _unit(vectors)
        if self.metric == "euclidean":
            return np.clip(np.nan_to_num(np.asarray(vectors, np.float32)), -LIMIT, LIMIT)
        with np.errstate(over="ignore", invalid="ignore"):
            moved = np.asarray(vectors, np.float32) - self.mean
            if self.metric == "whitened":
                moved = _components_and_rest(moved, self.components)
            moved = moved * self.scales
        return np.clip(np.nan_to_num(moved, copy=False), -LIMIT, LIMIT)

    def distance(self, squared: NDArray[Any]) -> NDArray[np.float32]:
        """Squared Euclidean distances in this space, of any shape, as what detectors report.

        cosine: half of it, which is 1 - cos, in 0..2 (AnomalyDINO, arXiv 2405.14529, equation 2).
        euclidean: its root.
        whitened, standardised: its root; 1 is how far the references lie from their mean.
        """
        positive = np.maximum(squared, 0)
        found = positive / 2 if self.metric == "cosine" else np.sqrt(positive)
        return np.asarray(found, np.float32)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All that `load` needs, under names of its own."""
        metric = np.frombuffer(self.metric.encode("ascii"), np.uint8)
        return {
            "space_metric": metric,
            "space_mean": self.mean,
            "space_components": self.components,
            "space_scales": self.scales,
        }

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
        names = ("space_mean", "space_components", "space_scales")
        return cls(metric, *(np.asarray(arrays[name], np.float32) for name in names))


def fit_space(metric: Metric, vectors: NDArray[Any]) -> Space:
    """The space for vectors (N, D) of the references, N >= 1; the same vectors give the same one.

    Vectors that do not vary at all are compared as they are.
    """
    some = vectors[:: -(-len(vectors) // ENOUGH)]
    return space_of(metric, [Moments.of(metric, some)] if learns_from_vectors(metric) else [])


def learns_from_vectors(metric: Metric) -> bool:
    """Whether the space depends on the references."""
    return metric in ("whitened", "standardised")


def space_of(metric: Metric, parts: Sequence[Moments]) -> Space:
    """The space for the vectors whose moments these are, in parts; at least one where it learns."""
    if not learns_from_vectors(metric):
        empty = np.empty(0, np.float32)
        return Space(metric, empty, empty, empty)
    known = Moments.joined(parts)
    fit = _whitening if metric == "whitened" else _standardising
    components, scales = fit(known.spread / known.count)
    return Space(
        metric, *(np.asarray(part, np.float32) for part in (known.mean, components, scales))
    )


def _whitening(covariance: Wide) -> tuple[Wide, Wide]:
    """The strongest principal components (D, k), and scales (k + 1,)."""
    variances, directions = eigh(covariance)  # smallest first
    left_out = max(0, len(variances) - COMPONENTS)
    outside, kept = variances[:left_out], variances[left_out:]
    quiet = np.append(kept, outside.max(initial=0))  # each direction outside varies no more
    scales = _scales(quiet, FLOOR * variances[-1])
    return directions[:, left_out:], _to_one(scales, np.append(kept, outside.sum()))


def _standardising(variances: Wide) -> tuple[Wide, Wide]:
    """No components (D, 0), and scales (D,)."""
    scales = _scales(variances, SILENT * variances.mean())
    return np.empty((len(variances), 0)), _to_one(scales, variances)


def _scales(variances: Wide, floor: float) -> Wide:
    """What brings variances to 1, and those below the floor to less."""
    if floor < np.finfo(np.float32).tiny:
        return np.ones_like(variances)
    return 1 / np.sqrt(np.maximum(variances, floor))


def _to_one(scales: Wide, variances: Wide) -> Wide:
    """The scales, all changed alike so that the variances sum to 1 under them."""
    total = np.sum(scales**2 * np.maximum(variances, 0))
    return scales / np.sqrt(total) if total > 0 else scales


def _components_and_rest(centred: Vectors, components: Vectors) -> Vectors:
    """Coordinates along the components, and the length of the rest: (N, k + 1).

    In torch, as the search is: threads of numpy's products go on spinning for 25 ms beside the
    next image's network (`inspector.__init__` says less to them, but comes after numpy for some).
    """
    import torch

    with torch.inference_mode():
        vectors, basis = (as_tensor(each) for each in (centred, components))
        along = vectors @ basis
        rest = torch.linalg.vector_norm(vectors - along @ basis.T, dim=1, keepdim=True)
        return torch.cat([along, rest], dim=1).numpy()


def _unit(vectors: NDArray[Any]) -> Vectors:
    """Vectors of length 1; zero stays zero."""
    wide = np.asarray(vectors, np.float64)
    lengths = np.linalg.norm(wide, axis=1, keepdims=True)
    return (wide / np.where(lengths > 0, lengths, 1)).astype(np.float32)
