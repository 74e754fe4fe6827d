"""What images give to a memory of patches, as far as it changes together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from inspector.core.detectors.base import Example
from inspector.core.features import Features, Metric

Chosen = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Part:
    """Patches of one image and its copies, or of several that only change together.

    views: features of each, with the patches (rows, cols) that are taken of it.
    """

    views: tuple[tuple[Features, Chosen], ...]

    def __len__(self) -> int:
        """How many patches it has."""
        return sum(int(np.count_nonzero(chosen)) for _, chosen in self.views)

    @staticmethod
    def joined(parts: Iterable[Part]) -> Part:
        """All patches of some parts as one."""
        return Part(tuple(view for part in parts for view in part.views))

    @cached_property
    def whole(self) -> Part:
        """All patches of the same views."""
        return Part(tuple((each, np.ones_like(chosen)) for each, chosen in self.views))

    @property
    def chosen(self) -> NDArray[np.bool_]:
        """Which patches of the whole it has."""
        return np.concatenate([chosen.ravel() for _, chosen in self.views])

    @property
    def metric(self) -> Metric:
        """How its patches are best compared."""
        return self.views[0][0].metric

    @cached_property
    def digest(self) -> bytes:
        """16 bytes, equal for parts of the same patches in the same order."""
        found = hashlib.blake2b(digest_size=16)
        for features, chosen in self.views:
            found.update(features.digest)
            found.update(np.packbits(chosen).data)
        return found.digest()

    def vectors(self, of: Callable[[Features], NDArray[np.float32]]) -> NDArray[np.float32]:
        """Its patches (n, d). of: the vectors (rows * cols, d) of all patches of one view."""
        taken = [of(features)[chosen.ravel()] for features, chosen in self.views if chosen.any()]
        return taken[0] if len(taken) == 1 else np.concatenate(taken)


def parts_of(examples: Iterable[Example], choose: Callable[[Example], Chosen]) -> list[Part]:
    """One part for each source that has a chosen patch, in the order of the examples."""
    views: dict[str, list[tuple[Features, Chosen]]] = {}
    for example in examples:
        views.setdefault(example.source, []).append((example.features, choose(example)))
    parts = [Part(tuple(each)) for each in views.values()]
    return [part for part in parts if len(part) > 0]


def thinned(parts: Sequence[Part], most: int) -> Sequence[Part]:
    """The same parts where they have no more patches than that; else so many by chance of each.

    The same views with as many patches always give the same. Of each image other places are taken:
    in parts that always lie alike, a place that is left out of all would look defective.
    """
    sizes = [int(np.count_nonzero(chosen)) for part in parts for _, chosen in part.views]
    if sum(sizes) <= most:
        return parts
    ends = np.cumsum(sizes) * most // sum(sizes)
    shares = iter(np.diff(ends, prepend=0))
    few = [
        Part(tuple((each, _some(each, chosen, int(next(shares)))) for each, chosen in part.views))
        for part in parts
    ]
    return [part for part in few if len(part) > 0]


def _some(features: Features, chosen: Chosen, count: int) -> Chosen:
    places = np.flatnonzero(chosen)
    order = np.random.default_rng([*features.digest]).permutation(len(places))
    kept = np.zeros_like(chosen)
    kept.ravel()[places[order[:count]]] = True
    return kept
