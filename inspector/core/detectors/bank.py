"""Patches that are remembered in the space where they are compared, and how they are searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from inspector.core import neighbours
from inspector.core.detectors.base import Arrays
from inspector.core.detectors.part import Part
from inspector.core.detectors.searches import Searches
from inspector.core.detectors.space import Space
from inspector.core.features import Features
from inspector.core.inverted_lists import InvertedLists

Vectors = NDArray[np.float32]


class Bank(Protocol):
    """Remembered patches (N, d)."""

    @property
    def space(self) -> Space: ...

    @property
    def vectors(self) -> Vectors:
        """(N, d) float32, in the space."""
        ...

    def __len__(self) -> int:
        """N."""
        ...

    def arrays(self) -> Arrays:
        """All that `load_bank` needs besides the space, for the detector file."""
        ...

    def squares(self, features: Features, count: int) -> Vectors:
        """Squared distances of each patch to its nearest few: (rows * cols, min(count, N))."""
        ...


@dataclass(frozen=True, eq=False)
class WholeBank:
    """All in one array, searched at once: what a detector file holds."""

    space: Space
    vectors: Vectors

    def __len__(self) -> int:
        return len(self.vectors)

    def arrays(self) -> Arrays:
        return {"bank": self.vectors}

    def squares(self, features: Features, count: int) -> Vectors:
        asked = self.space.apply(features.vectors)
        return neighbours.nearest(asked, self._prepared, count, device=features.device)[0]

    @cached_property
    def _prepared(self) -> neighbours.Prepared:
        return neighbours.Prepared(self.vectors)


@dataclass(frozen=True, eq=False)
class SortedBank:
    """All in one array, sorted into lists of which only the likeliest are searched."""

    space: Space
    vectors: Vectors
    lists: InvertedLists

    def __len__(self) -> int:
        return len(self.vectors)

    def arrays(self) -> Arrays:
        lists = {"list_centres": self.lists.centres, "list_starts": self.lists.starts}
        return {"bank": self.vectors, **lists}

    def squares(self, features: Features, count: int) -> Vectors:
        return self.lists.nearest(self.space.apply(features.vectors), self.vectors, count)[0]


@dataclass(frozen=True, eq=False)
class PartedBank:
    """By the images that it is made of, so that what is known of one need not be searched again.

    parts: at least one. The distances are those of a WholeBank up to float32's rounding: each
    part's nearest patch is found by a product of its own.
    """

    space: Space
    parts: tuple[Part, ...]
    searches: Searches

    @property
    def vectors(self) -> Vectors:
        return np.concatenate([self.searches.vectors(self.space, part) for part in self.parts])

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def arrays(self) -> Arrays:
        return {"bank": self.vectors}

    def squares(self, features: Features, count: int) -> Vectors:
        found = [self.searches.squares(self.space, features, each, count) for each in self.parts]
        if count == 1:
            return np.minimum.reduce(found)
        return np.sort(np.concatenate(found, axis=1), axis=1)[:, :count]


def bank_of(parts: Sequence[Part], space: Space, searches: Searches | None) -> Bank:
    """The patches of some parts, at least one, in a space; None searches them all at once."""
    if searches is None:
        return WholeBank(space, whole(space, parts))
    return PartedBank(space, tuple(parts), searches)


def whole(space: Space, parts: Sequence[Part]) -> Vectors:
    """The patches of some parts, at least one, in a space: (N, d)."""
    seen = [part.vectors(lambda features: features.vectors) for part in parts]
    return space.apply(np.concatenate(seen))


def load_bank(arrays: Arrays) -> WholeBank | SortedBank:
    """The bank whose `arrays()` these are, with those of its space."""
    space, vectors = Space.load(arrays), arrays["bank"]
    if "list_centres" not in arrays:
        return WholeBank(space, vectors)
    lists = InvertedLists(arrays["list_centres"], arrays["list_starts"])
    return SortedBank(space, vectors, lists)
