"""Features of an image that are computed tile by tile, joined where they fit into memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inspector.core.coreset import coreset
from inspector.core.errors import ImageError
from inspector.core.features import Features
from inspector.core.geometry import Geometry
from inspector.core.preprocess import Pixels, Preprocess
from inspector.core.progress import Tick, silent
from inspector.core.tiles import Tile

MOST_JOINED = 2**16
"""Patches of an image whose features are held at once; those of a larger one never are."""

_KEPT = 10_000  # patches of such an image that are learned
_FEWEST_OF_TILE = 16
_PAINTED_OF_TILE = 512

Map = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class TiledFeatures:
    """Features of one image, too many to be held: computed anew each time they are gone through.

    read: gives its pixels, when they are needed and not before. network: the features of a model
    input (3, h, w). path: its file, for errors.
    """

    read: Callable[[], Pixels]
    network: Callable[[NDArray[np.float32]], Features]
    preprocess: Preprocess
    geometry: Geometry
    path: Path | None = None

    @property
    def rows(self) -> int:
        return self.geometry.rows

    @property
    def cols(self) -> int:
        return self.geometry.cols

    def parts(
        self,
        reach: int = 0,
        tick: Tick = silent,
        *,
        wanted: NDArray[np.bool_] | None = None,
    ) -> Iterator[tuple[Tile, Features]]:
        """Each tile with its features, cut down to its own part and `reach` patches around that.

        wanted: (rows, cols); tiles without such a patch are passed over. None wants all.

        Raises:
            ImageError: the image cannot be read.
            Cancelled: tick asked to stop.
        """
        whole = self.preprocess.cut(self.geometry)
        if wanted is not None:
            whole = [tile for tile in whole if wanted[tile.own].any()]
        pixels = self.read()
        for done, tile in enumerate(whole):
            text = f"tile {done + 1} of {len(whole)}"
            tick(done, len(whole), text)
            seen = self.network(self.preprocess.apply_tile(pixels, tile))
            tick(done, len(whole), text)  # a tile takes long: who stops waits for half of it
            near = Tile(tile.down.around(reach), tile.across.around(reach))
            yield near, _cut(seen, near.down.within(tile.down), near.across.within(tile.across))

    def joined(self) -> Features:
        """The features of the whole image, each patch from the tile in which it lies deepest.

        Raises:
            ImageError: the image cannot be read.
        """
        parts = list(self.parts())
        first = parts[0][1]
        grid = np.empty((self.rows, self.cols, first.dimension), np.float32)
        for tile, seen in parts:
            grid[tile.own] = seen.grid
        vectors = grid.reshape(self.rows * self.cols, -1)
        return replace(first, vectors=vectors, rows=self.rows, cols=self.cols)

    def map(
        self,
        measure: Callable[[Features], Map],
        reach: int,
        tick: Tick = silent,
        *,
        wanted: NDArray[np.bool_] | None = None,
    ) -> Map:
        """What a function finds in each patch, (rows, cols), where it looks no further than reach.

        It is 0 in tiles that are passed over (see `parts`).

        Raises:
            ImageError, Cancelled: as `parts`.
        """
        found = np.zeros((self.rows, self.cols), np.float32)
        for tile, seen in self.parts(reach, tick, wanted=wanted):
            found[tile.own] = measure(seen)[tile.down.inside, tile.across.inside]
        return found

    def thinned(
        self, cells: NDArray[np.bool_], defect: Map, tick: Tick = silent
    ) -> tuple[Features, Map]:
        """Patches that stand for all others, as features of one row, and their share of defect.

        Of each tile those that cover the rest of it best (`coreset`), and of the painted
        ones more.
        cells: (rows, cols), the patches that count. defect: (rows, cols), as in Example.

        Raises:
            ImageError, Cancelled: as `parts`.
        """
        count = len(self.preprocess.cut(self.geometry))
        quota = max(_FEWEST_OF_TILE, _KEPT // count)
        vectors: list[NDArray[np.float32]] = []
        shares: list[Map] = []
        first: Features | None = None
        for tile, seen in self.parts(tick=tick, wanted=cells if cells.any() else None):
            first = first or seen
            wanted, share = cells[tile.own].ravel(), defect[tile.own].ravel()
            good = _few(seen.vectors, np.flatnonzero(wanted & (share == 0)), quota)
            painted = _few(seen.vectors, np.flatnonzero(wanted & (share > 0)), _PAINTED_OF_TILE)
            places = np.sort(np.concatenate([good, painted]))
            vectors.append(seen.vectors[places])
            shares.append(share[places])
        assert first is not None
        kept = np.concatenate(vectors)
        found = replace(first, vectors=kept, rows=1, cols=len(kept))
        return found, np.concatenate(shares)[None]

    def refusal(self, what: str) -> ImageError:
        """Why something that needs all features at once cannot be done with this image.

        what: that something, as the beginning of a sentence.
        """
        text = (
            f"{what} needs all patches of an image at once: {MOST_JOINED} fit in memory, "
            f"these are {self.rows * self.cols}. Choose a smaller input size without full "
            "resolution, or the detector patch-memory without the object mask."
        )
        return ImageError(f"{self.path}: {text}" if self.path else text)


def _cut(features: Features, rows: slice, cols: slice) -> Features:
    """The part of features that lies in some rows and columns of their grid."""
    part = features.grid[rows, cols]
    if part.shape[:2] == (features.rows, features.cols):
        return features
    vectors = np.ascontiguousarray(part).reshape(-1, features.dimension)
    return replace(features, vectors=vectors, rows=part.shape[0], cols=part.shape[1])


def _few(vectors: NDArray[np.float32], places: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    if len(places) <= count:
        return places
    return places[coreset(vectors[places], count)]
