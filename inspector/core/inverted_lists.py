"""Nearest vectors among those that are alike: quicker than all of a large bank, not exact."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from inspector.core import neighbours

Vectors = NDArray[np.float32]

PROBES = 16
"""Lists that each vector is looked for in; what that loses is in benchmarks/cost.md."""

_LISTS_PER_ROOT = 1.5  # lists of a bank of N rows, as a share of the root of N
_TAUGHT_BY = 64  # rows per list that the centres are learned from
_ROUNDS = 8


@dataclass(frozen=True, eq=False)
class InvertedLists:
    """How a bank is sorted: the rows of list i are nearest to centre i.

    centres: (L, d). starts: (L + 1,), rows starts[i] to starts[i + 1] of the bank are list i.
    Source: Jégou, Douze and Schmid, Product Quantization for Nearest Neighbor Search (TPAMI 2011),
    section IV, without the quantisation: distances to the rows looked at are exact.
    """

    centres: Vectors
    starts: NDArray[np.int64]

    def nearest(
        self, queries: Vectors, bank: Vectors, count: int = 1, probes: int = PROBES
    ) -> tuple[Vectors, NDArray[np.int64]]:
        """As `neighbours.nearest`, looking for each query in the `probes` lists nearest to it."""
        probes = min(probes, len(self.centres))
        _, asked = neighbours.nearest(queries, self.centres, probes)  # (M, P)
        gaps = np.full((*asked.shape, count), np.inf, np.float32)
        rows = np.zeros(gaps.shape, np.int64)
        order = np.argsort(asked, axis=None, kind="stable")
        turns = np.searchsorted(asked.ravel()[order], np.arange(len(self.centres) + 1))
        for number, (first, last) in enumerate(pairwise(turns)):
            begin, end = int(self.starts[number]), int(self.starts[number + 1])
            if first == last or begin == end:
                continue
            who, slot = np.divmod(order[first:last], probes)
            known = bank[begin:end]
            block = np.einsum("nd,nd->n", known, known) - 2 * (queries[who] @ known.T)
            places = _smallest(block, min(count, end - begin))
            found = np.take_along_axis(block, places, axis=1)
            gaps[who, slot, : places.shape[1]] = found
            rows[who, slot, : places.shape[1]] = places + begin
        return _best(queries, bank, gaps.reshape(len(gaps), -1), rows.reshape(len(rows), -1), count)


def sort(bank: Vectors) -> tuple[InvertedLists, NDArray[np.int64]]:
    """Lists for a bank (N, d), N >= 1, and the order (N,) that its rows are to be brought in.

    The same bank gives the same lists on the same machine.
    """
    count = max(1, min(len(bank), round(_LISTS_PER_ROOT * len(bank) ** 0.5)))
    centres = _centres(bank, count)
    nearest = neighbours.nearest(bank, centres)[1][:, 0]
    starts = np.searchsorted(np.sort(nearest), np.arange(count + 1))
    return InvertedLists(centres, starts), np.argsort(nearest, kind="stable")


def _centres(bank: Vectors, count: int) -> Vectors:
    """Means of like rows, by k-means (Lloyd) on some of them, drawn always alike."""
    chance = np.random.default_rng(0)
    some = bank[np.sort(chance.permutation(len(bank))[: _TAUGHT_BY * count])]
    centres = some[chance.permutation(len(some))[:count]]
    for _ in range(_ROUNDS):
        whose = neighbours.nearest(some, centres)[1][:, 0]
        sizes = np.bincount(whose, minlength=count)
        order = np.argsort(whose, kind="stable")
        taken = sizes > 0  # a centre that nothing is near to stays where it is
        begins = (np.cumsum(sizes) - sizes)[taken]
        sums = np.add.reduceat(some[order], begins, axis=0, dtype=np.float64)
        centres[taken] = sums / sizes[taken, None]
    return centres


def _best(
    queries: Vectors, bank: Vectors, gaps: Vectors, rows: NDArray[np.int64], count: int
) -> tuple[Vectors, NDArray[np.int64]]:
    """Of what the lists gave, the nearest; where they hold too few rows, all are searched."""
    count = min(count, len(bank))
    places = _smallest(gaps, count)
    found = np.take_along_axis(rows, places, axis=1)
    squares = neighbours.squares_to(queries, bank, found)
    few = ~np.isfinite(np.take_along_axis(gaps, places, axis=1)).all(axis=1)
    if few.any():
        squares[few], found[few] = neighbours.nearest(queries[few], bank, count)
    return squares, found


def _smallest(values: Vectors, count: int) -> NDArray[np.int64]:
    """Places (m, count) of the smallest values of each line, smallest first."""
    if count == 1:
        return values.argmin(axis=1)[:, None]
    some = np.argpartition(values, count - 1, axis=1)[:, :count]
    order = np.take_along_axis(values, some, axis=1).argsort(axis=1, kind="stable")
    return np.take_along_axis(some, order, axis=1)
