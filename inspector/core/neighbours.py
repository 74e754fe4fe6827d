"""Nearest vectors: the one place that knows how they are searched."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from inspector.core.progress import Tick, silent

Vectors = NDArray[np.float32]

_PROJECTED = 64  # dimensions in which a coreset is chosen; distances hold to about 10 %
_QUERIES_AT_ONCE = 4096


def nearest(queries: Vectors, bank: Vectors, count: int = 1) -> tuple[Vectors, NDArray[np.int64]]:
    """Squared Euclidean distances to the nearest rows of a bank, smallest first, and their rows.

    queries: (M, D), bank: (N, D). Returns (M, K) and (M, K) with K = min(count, N).
    The search is exact. Distances are computed once more from the differences: the product form
    that finds them loses the digits that matter for a patch seen before.
    """
    import faiss

    count = min(count, len(bank))
    queries, bank = np.ascontiguousarray(queries), np.ascontiguousarray(bank)
    rows = faiss.knn(queries, bank, count)[1]
    squares = np.empty(rows.shape, np.float32)
    for start in range(0, len(queries), _QUERIES_AT_ONCE):
        part = slice(start, start + _QUERIES_AT_ONCE)
        for k in range(count):
            gap = queries[part] - bank[rows[part, k]]
            squares[part, k] = np.einsum("md,md->m", gap, gap)
    return squares, rows


def coreset(vectors: Vectors, count: int, tick: Tick = silent) -> NDArray[np.int64]:
    """Rows of vectors (N, D) that cover the rest best: greedy farthest points.

    Chosen after a random projection, as PatchCore does (Roth et al. 2022, algorithm 1). The
    projection and the first row are always the same, so the result is too.
    """
    if count >= len(vectors):
        return np.arange(len(vectors))
    points = _project(vectors)
    chosen = np.empty(count, np.int64)
    chosen[0] = int(np.argmin(_squares(points, points.mean(axis=0))))
    gaps = _squares(points, points[chosen[0]])
    for done in range(1, count):
        if done % 64 == 0:
            tick(done, count, "Choosing the patches that represent the rest")
        chosen[done] = int(np.argmax(gaps))
        np.minimum(gaps, _squares(points, points[chosen[done]]), out=gaps)
    return np.sort(chosen)


def _project(vectors: Vectors) -> Vectors:
    dimension = vectors.shape[1]
    if dimension <= _PROJECTED:
        return vectors
    matrix = np.random.default_rng(0).standard_normal((dimension, _PROJECTED), np.float32)
    return np.asarray(vectors @ matrix, np.float32) / np.float32(np.sqrt(_PROJECTED))


def _squares(points: Vectors, point: Vectors) -> Vectors:
    gap = points - point
    return np.einsum("nd,nd->n", gap, gap)
