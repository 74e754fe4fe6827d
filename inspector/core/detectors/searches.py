"""What memories of patches have computed, kept for the next fit.

A stroke changes which patches of one image are remembered, and nothing else: neither the space that
the references span, nor how far the patches of any image are from those of another reference. The
same holds for an image that is left out. So distances are kept by pairs of an image and a part of
the memory, and a changed memory costs one search per changed part.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inspector.core import neighbours
from inspector.core.detectors.part import Part
from inspector.core.detectors.space import ENOUGH, Moments, Space, learns_from_vectors, space_of
from inspector.core.features import Features, Metric
from inspector.core.kept import Kept

Vectors = NDArray[np.float32]

SQUARES_BYTES: Final = 128 * 1024**2
"""4 bytes per patch, image and part: 1,000 images of 1,024 patches and 30 references."""
MOVED_BYTES: Final = 256 * 1024**2
"""Vectors in their space; about half a megabyte per image with the built-in backbone."""

_MOST = 0.5  # of the patches: more than so many are left by strokes, fewer by some regions


class Searches:
    """Spaces, vectors moved to them and nearest distances, by the content of all they rest on.

    Whatever is asked is the same as computed anew. Used by one thread at a time.
    """

    def __init__(self, squares_bytes: int = SQUARES_BYTES, moved_bytes: int = MOVED_BYTES) -> None:
        self._squares: Kept[Vectors] = Kept(squares_bytes // 2, lambda array: array.nbytes)
        self._places: Kept[tuple[Vectors, NDArray[np.int32]]] = Kept(
            squares_bytes // 2, lambda both: both[0].nbytes + both[1].nbytes
        )
        self._moved: Kept[Vectors] = Kept(moved_bytes, lambda array: array.nbytes)
        self._moments: Kept[Moments] = Kept(moved_bytes // 2, lambda each: each.spread.nbytes)
        self._spaces: Kept[Space] = Kept(moved_bytes // 4, lambda each: each.components.nbytes + 1)

    @property
    def nbytes(self) -> int:
        """Memory that it holds now, in bytes."""
        kept = (self._squares, self._places, self._moved, self._moments, self._spaces)
        return sum(each.nbytes for each in kept)

    def space(self, metric: Metric, parts: Sequence[Part]) -> Space:
        """The space for the patches of some parts, at least one."""
        if not learns_from_vectors(metric):
            return space_of(metric, [])
        step = -(-sum(map(len, parts)) // ENOUGH)
        key = metric, step, tuple(part.digest for part in parts)
        return self._spaces.of(
            key, lambda: space_of(metric, [self._moments_of(metric, part, step) for part in parts])
        )

    def vectors(self, space: Space, part: Part) -> Vectors:
        """The patches of a part in a space: (n, d)."""
        return part.vectors(lambda features: self.moved(space, features))

    def moved(self, space: Space, features: Features) -> Vectors:
        """All patches of an image in a space: (rows * cols, d). Not to be changed."""
        key = space.digest, features.digest
        return self._moved.of(key, lambda: space.apply(features.vectors))

    def squares(self, space: Space, features: Features, part: Part, count: int) -> Vectors:
        """Squared distances of each patch to the nearest `count` of a part, smallest first.

        (rows * cols, min(count, n)). Not to be changed.
        """
        key = space.digest, features.digest, part.digest, count, features.device
        return self._squares.of(key, lambda: self._nearest(space, features, part, count))

    def _nearest(self, space: Space, features: Features, part: Part, count: int) -> Vectors:
        if count == 1 and _MOST * len(part.whole) < len(part) < len(part.whole):
            return self._nearest_of_most(space, features, part)
        asked, known = self.moved(space, features), self.vectors(space, part)
        return neighbours.nearest(asked, known, count, device=features.device)[0]

    def _nearest_of_most(self, space: Space, features: Features, part: Part) -> Vectors:
        """As of an image with a stroke: most patches are nearest to one that it left untouched."""
        squares, places = self._nearest_of_whole(space, features, part.whole)
        lost = ~part.chosen[places]
        if not lost.any():
            return squares
        found = squares.copy()
        asked = self.moved(space, features)[lost]
        known = self.vectors(space, part)
        found[lost] = neighbours.nearest(asked, known, device=features.device)[0]
        return found

    def _nearest_of_whole(
        self, space: Space, features: Features, whole: Part
    ) -> tuple[Vectors, NDArray[np.int32]]:
        """Squared distances (rows * cols, 1) to the nearest of all patches, and which it is."""

        def search() -> tuple[Vectors, NDArray[np.int32]]:
            asked, known = self.moved(space, features), self.vectors(space, whole)
            squares, rows = neighbours.nearest(asked, known, device=features.device)
            return squares, rows[:, 0].astype(np.int32)

        key = space.digest, features.digest, whole.digest, features.device
        return self._places.of(key, search)

    def _moments_of(self, metric: Metric, part: Part, step: int) -> Moments:
        """Of each so many-th patch: of very many not all are needed."""

        def compute() -> Moments:
            vectors = part.vectors(lambda features: features.vectors)
            return Moments.of(metric, vectors[::step])

        return self._moments.of((metric, step, part.digest), compute)
