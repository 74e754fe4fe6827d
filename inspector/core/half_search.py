"""The nearest vectors by products in bfloat16, and the proof that none nearer was passed over.

A vector v and its rounded twin v' are |v - v'| apart. So the distance of two vectors differs from
the distance of their twins by no more than what both were moved, by the triangle inequality. A
product in bfloat16 gives all distances of twins, which leaves a few rows that can be the nearest;
among these the differences in float32 decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from inspector.core.tensor import as_tensor

if TYPE_CHECKING:
    from torch import Tensor

Vectors = NDArray[np.float32]

_BLOCK = (1024, 4096)  # queries and rows whose distances are looked at together: 8 MB
_CROWD = 48  # so many rows that can be the nearest of a query: then float32 is quicker
_TASTE = 256  # rows that are looked at first, so that the bound is near its end from the start
_PAIRS_AT_ONCE = 16_384

_ROUNDED = 2.0**-8  # a product is rounded to bfloat16 by no more than this part of it
_LOST = 2.0**-14  # of squared lengths, in sums of 1,000 products in float32 and in two halves
_FLUSHED = 2.0**-126  # of each product: bfloat16 has nothing between this and 0
_CENTRED = 2.0**-22  # of lengths, where the mean is taken away in float32


@cache
def pays() -> bool:
    """Whether this processor multiplies in bfloat16; the others would only imitate it."""
    import torch

    found = torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}
    return bool(found.get("avx512_bf16") or found.get("amx_bf16"))


@dataclass(frozen=True, eq=False)
class HalfBank:
    """A bank whose twins lie ready.

    centre: (D,). twins: (N, D + 4) bfloat16, centred, with half their squared lengths. moved: how
    far a row and its twin are apart at most. longest: the largest length of a centred row.
    """

    vectors: Vectors
    centre: Tensor
    twins: Tensor
    moved: float
    longest: float

    @classmethod
    def of(cls, vectors: Vectors) -> HalfBank:
        """From (N, D) float32."""
        import torch

        with torch.inference_mode():
            known = as_tensor(vectors)
            centre = known.mean(dim=0)
            twins = known.new_empty((len(known), known.shape[1] + 4), dtype=torch.bfloat16)
            most: list[tuple[float, float]] = []
            for part, place in zip(known.split(_BLOCK[1]), twins.split(_BLOCK[1]), strict=True):
                found, moved, lengths = _twins(part, centre, is_query=False)
                place.copy_(found)
                most.append((float(moved.max()), float(lengths.max())))
            farthest, longest = np.max(most, axis=0)
            return cls(vectors, centre, twins, float(farthest), float(longest))

    def rows_of_nearest(self, queries: Vectors) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """The nearest row of each query (M, D): (M,), the first of equals; and which are known.

        A query is left to another search where too many rows can be the nearest, or where numbers
        are too large to compare.
        """
        import torch

        if not len(queries):
            return np.empty(0, np.int64), np.empty(0, bool)

        with torch.inference_mode():
            parts = [slice(at, at + _BLOCK[0]) for at in range(0, len(queries), _BLOCK[0])]
            found = [self._rows(queries[part]) for part in parts]
        rows, known = zip(*found, strict=True)
        return np.concatenate(rows), np.concatenate(known)

    def _rows(self, queries: Vectors) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        asked, moved, lengths = _twins(as_tensor(queries), self.centre, is_query=True)
        apart = (moved + self.moved).numpy()
        lost = (_LOST * (lengths.square() + self.longest**2)).numpy()
        lost += np.float32(_FLUSHED * asked.shape[1])
        taste = self.twins[:: -(-len(self.twins) // _TASTE)]
        least = _codes(asked @ taste.T).min(axis=1)
        count = np.zeros(len(queries), np.int64)
        pairs = []
        for start in range(0, len(self.twins), _BLOCK[1]):
            codes = _codes(asked @ self.twins[start : start + _BLOCK[1]].T)
            np.minimum(least, codes.min(axis=1), out=least)
            near = np.flatnonzero(codes <= _largest_code(least, apart, lost)[:, None])
            query = near // codes.shape[1]
            count += np.bincount(query, minlength=len(queries))
            near, query = near[count[query] <= _CROWD], query[count[query] <= _CROWD]
            row = near % codes.shape[1]
            pairs.append((query, row + start, codes[query, row]))
        query, row, code = (np.concatenate(each) for each in zip(*pairs, strict=True))
        is_known = (count <= _CROWD) & np.isfinite(apart) & np.isfinite(lost)
        kept = is_known[query] & (code <= _largest_code(least, apart, lost)[query])
        return _nearest_of(queries, self.vectors, query[kept], row[kept]), is_known


def _twins(vectors: Tensor, centre: Tensor, *, is_query: bool) -> tuple[Tensor, Tensor, Tensor]:
    """Twins (N, D + 4), how far each was moved (N,) and the lengths of the centred vectors (N,).

    The product of a query's twin with a row's is minus half their squared distance.
    """
    import torch

    centred = vectors - centre
    lengths = centred.norm(dim=1)
    rounded = centred.bfloat16()
    plain = rounded.float()
    moved = (centred - plain).norm(dim=1) + _CENTRED * (lengths + 2 * centre.norm())
    halves = plain.square().sum(dim=1) / -2
    high = halves.bfloat16()
    low = (halves - high.float()).bfloat16()
    one = torch.ones_like(high)
    more = torch.stack([high, low, one, one] if is_query else [one, one, high, low], dim=1)
    return torch.cat([rounded, more], dim=1), moved, lengths


def _codes(products: Tensor) -> NDArray[np.uint16]:
    """The bits of bfloat16 numbers: of those below zero, the nearest to zero have the smallest."""
    import torch

    return products.contiguous().view(torch.int16).numpy().view(np.uint16)


def _largest_code(least: NDArray[np.uint16], apart: Vectors, lost: Vectors) -> NDArray[np.uint16]:
    """The largest code that a row can have that is as near as the row of the least code (M,)."""
    nearest = (least.astype(np.uint32) << 16).view(np.float32)
    square = np.maximum(-2 * nearest, 0)  # of the twins' distance, as computed
    farthest = np.sqrt(square * (1 + 2 * _ROUNDED) + 2 * lost) + 2 * apart
    limit = -(farthest**2 + 2 * lost) / (2 * (1 - _ROUNDED))
    return (limit.astype(np.float32).view(np.uint32) >> 16).astype(np.uint16) + np.uint16(1)


def _nearest_of(
    queries: Vectors, bank: Vectors, query: NDArray[np.int64], row: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The nearest row of each query (M,) among pairs of both; 0 for a query without a pair."""
    squares = np.empty(len(query), np.float32)
    for start in range(0, len(query), _PAIRS_AT_ONCE):
        part = slice(start, start + _PAIRS_AT_ONCE)
        gap = queries[query[part]] - bank[row[part]]
        squares[part] = np.einsum("pd,pd->p", gap, gap)
    order = np.lexsort((row, squares, query))
    found = np.zeros(len(queries), np.int64)
    asked, first = np.unique(query[order], return_index=True)
    found[asked] = row[order][first]
    return found
