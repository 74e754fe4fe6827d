"""Nearest vectors: the one place that knows how they are searched."""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from inspector.core import half_search
from inspector.core.half_search import HalfBank
from inspector.core.tensor import as_tensor

if TYPE_CHECKING:
    from torch import Tensor

Vectors = NDArray[np.float32]

_QUERIES_AT_ONCE = 4096
# Distances of so many queries to so many rows at a time: 16 MB, which the cache holds.
_BLOCK = (1024, 4096)

# Fewer rows are searched in float32 as quickly.
_LARGE = 4096

_on_cards: dict[tuple[int, str], Tensor] = {}  # banks, by the identity of their array


@dataclass(frozen=True, eq=False)
class Prepared:
    """What a search needs of a bank (N, D), kept by who searches it many times.

    The bank's values must not change.
    """

    bank: Vectors

    @cached_property
    def lengths(self) -> Vectors:
        """The squared length of each row: (N,)."""
        return as_tensor(self.bank).square().sum(dim=1).numpy()

    @cached_property
    def half(self) -> HalfBank | None:
        """For products in bfloat16, where they are quicker."""
        return HalfBank.of(self.bank) if len(self.bank) >= _LARGE and half_search.pays() else None


def nearest(
    queries: Vectors,
    bank: Vectors | Prepared,
    count: int = 1,
    *,
    device: str = "cpu",
) -> tuple[Vectors, NDArray[np.int64]]:
    """Squared Euclidean distances to the nearest rows of a bank, smallest first, and their rows.

    queries: (M, D), bank: (N, D); of a bank that is not prepared, what the search needs is computed
        each time, in float32. Returns (M, K) and (M, K) with K = min(count, N).
    The search is exact up to the rounding of a float32 product, some 1e-6 of the squared lengths. A
    matrix product finds the rows, in blocks, so that memory stays bounded; of a prepared bank in
    bfloat16 where that is quicker, and what it leaves open is decided by differences
    (`half_search`; times in benchmarks/speed.md). Distances are computed once more from the
    differences: the product form loses the digits that matter for a patch seen before. Of equal
    rows the first is found where count is 1.
    device: where the product is computed ("cpu", "cuda:0", "mps"); a bank that was searched on a
    graphics card stays on it for as long as its array lives: there its values must not change.
    """
    is_prepared = isinstance(bank, Prepared)
    known = bank if is_prepared else Prepared(bank)
    half = known.half if is_prepared and count == 1 and device == "cpu" else None
    if half is None:
        rows = _rows_of_nearest(queries, known, min(count, len(known.bank)), device)
    else:
        rows = _rows_by_half(queries, known, half)
    return squares_to(queries, known.bank, rows), rows


def squares_to(queries: Vectors, bank: Vectors, rows: NDArray[np.int64]) -> Vectors:
    """Squared distances (M, K) of queries (M, D) to rows (M, K) of a bank, from the differences."""
    squares = np.empty(rows.shape, np.float32)
    for start in range(0, len(queries), _QUERIES_AT_ONCE):
        part = slice(start, start + _QUERIES_AT_ONCE)
        for k in range(rows.shape[1]):
            gap = queries[part] - bank[rows[part, k]]
            squares[part, k] = np.einsum("md,md->m", gap, gap)
    return squares


def _rows_by_half(queries: Vectors, known: Prepared, half: HalfBank) -> NDArray[np.int64]:
    rows, is_sure = half.rows_of_nearest(queries)
    if not is_sure.all():
        rows[~is_sure] = _rows_of_nearest(queries[~is_sure], known, 1, "cpu")[:, 0]
    return rows[:, None]


def _rows_of_nearest(
    queries: Vectors, known: Prepared, count: int, device: str
) -> NDArray[np.int64]:
    import torch

    with torch.inference_mode():
        bank = _placed(known.bank, device)
        on_card = device != "cpu"
        lengths = bank.square().sum(dim=1) if on_card else as_tensor(known.lengths)
        asked = as_tensor(queries).to(device)
        found = [_first(part, bank, lengths[None], count) for part in asked.split(_BLOCK[0])]
        return torch.cat(found).cpu().numpy()


def _placed(bank: Vectors, device: str) -> Tensor:
    """A bank where it is searched: taken to a graphics card once."""
    if device == "cpu":
        return as_tensor(bank)
    key = id(bank), device
    if key not in _on_cards:
        _on_cards[key] = as_tensor(bank).to(device)
        weakref.finalize(bank, _on_cards.pop, key, None)
    return _on_cards[key]


def _first(asked: Tensor, known: Tensor, lengths: Tensor, count: int) -> Tensor:
    """Rows (m, count) of the bank that are nearest to a few queries (m, D)."""
    import torch

    gaps = asked.new_empty(len(asked), 0)  # of the best rows so far, less |query|^2
    rows = torch.empty(len(asked), 0, dtype=torch.int64, device=asked.device)
    for start in range(0, len(known), _BLOCK[1]):
        part = slice(start, start + _BLOCK[1])
        block = torch.addmm(lengths[:, part], asked, known[part].T, alpha=-2)
        here, places = _smallest(block, min(count, block.shape[1]))
        gaps, rows = torch.cat([gaps, here], dim=1), torch.cat([rows, places + start], dim=1)
        if count > 1 and gaps.shape[1] > count:
            gaps, kept = _smallest(gaps, count)
            rows = rows.gather(1, kept)
    return rows.gather(1, _smallest(gaps, count)[1])


def _smallest(values: Tensor, count: int) -> tuple[Tensor, Tensor]:
    """The smallest values of each line, and where they are; of one, the first of equals."""
    import torch

    if count == 1 and values.device.type == "cpu":  # numpy's takes a sixth of the time of torch's
        places = torch.from_numpy(values.numpy().argmin(axis=1)[:, None])
        return values.gather(1, places), places
    if count == 1:
        places = values.argmin(dim=1, keepdim=True)
        return values.gather(1, places), places
    found = values.topk(count, dim=1, largest=False)
    return found.values, found.indices
