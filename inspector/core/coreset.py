"""Few vectors that stand for many."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from inspector.core.progress import Tick, silent

Vectors = NDArray[np.float32]

_PROJECTED = 64  # dimensions in which a coreset is chosen; distances hold to about 10 %
_CHOSEN_FROM = 65_536  # vectors: more are dealt out in parts


def coreset(vectors: Vectors, count: int, tick: Tick = silent) -> NDArray[np.int64]:
    """Rows of vectors (N, D) that cover the rest best: greedy farthest points.

    Chosen after a random projection, as PatchCore does (Roth et al. 2022, algorithm 1). The
    projection and the first row are always the same, so the result is too. Very many vectors are
    dealt out in parts that are chosen from one by one: else the time would grow with their square.
    """
    if count >= len(vectors):
        return np.arange(len(vectors))
    parts = -(-len(vectors) // _CHOSEN_FROM)
    if parts > 1:
        ends = np.cumsum([len(vectors[part::parts]) for part in range(parts)])
        shares = np.diff(ends * count // len(vectors), prepend=0)
        chosen = [
            part + parts * coreset(vectors[part::parts], int(share), tick)
            for part, share in enumerate(shares)
            if share
        ]
        return np.sort(np.concatenate(chosen))
    points = _project(vectors)
    # Thousands of small products: threads that wait for each other take twenty times as long as one
    # where another program keeps a core busy, and save little where none does.
    with threadpool_limits(limits=1, user_api="blas"):
        return np.sort(_farthest(points, count, tick))


def _farthest(points: Vectors, count: int, tick: Tick) -> NDArray[np.int64]:
    """Rows of points (N, d), count < N: the one nearest to the mean, then each time the farthest.

    The product form of the distances takes a quarter of the time of their differences. What it
    loses does not matter: a row that was chosen is marked, not recognised by a distance of 0.
    """
    points = points - points.mean(axis=0)
    lengths = np.einsum("nd,nd->n", points, points)
    gaps = np.full(len(points), np.inf, np.float32)
    chosen = np.empty(count, np.int64)
    chosen[0] = last = int(np.argmin(lengths))
    for done in range(1, count):
        if done % 64 == 0:
            tick(done, count, "Choosing the patches that represent the rest")
        squares = points @ (np.float32(-2) * points[last])
        squares += lengths
        squares += lengths[last]
        np.minimum(gaps, squares, out=gaps)
        gaps[last] = -np.inf
        chosen[done] = last = int(np.argmax(gaps))
    return chosen


def _project(vectors: Vectors) -> Vectors:
    dimension = vectors.shape[1]
    if dimension <= _PROJECTED:
        return vectors
    matrix = np.random.default_rng(0).standard_normal((dimension, _PROJECTED), np.float32)
    return np.asarray(vectors @ matrix, np.float32) / np.float32(np.sqrt(_PROJECTED))
