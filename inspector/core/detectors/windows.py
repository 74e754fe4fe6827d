"""Square windows of patches: how features, masks and maps move to them and back."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.core.detectors.base import Example
from inspector.core.features import Features

Map = NDArray[np.float32]

# METHODS 3.1, suggested rule: a window shows a defect that covers a quarter of it, and half of what
# the best window has.
LEAST_COVERED = 0.25
OF_THE_BEST = 0.5
# A window this large shows mostly what lies around the defect: only the best few teach.
LARGE_SIDE = 7
BEST_LARGE = 4


def fits(side: int, features: Features) -> bool:
    """Whether a grid has room for a window of so many patches."""
    return side <= min(features.rows, features.cols)


def features_of(features: Features, side: int) -> Features:
    """One vector per window of side x side patches, at every place, in place of each patch.

    What the network saw of each window alone, where the backbone was asked for that (WinCLIP);
    else the mean of the window's patches, which needs no further pass (METHODS 3.3).
    """
    if side == 1:
        return features
    seen = features.joint
    if seen is not None and side in seen.sides:
        grid = seen.windows(side, features.rows, features.cols)
    else:
        grid = mean(features.grid, side)
    rows, cols = grid.shape[:2]
    return replace(
        features, vectors=grid.reshape(rows * cols, -1), rows=rows, cols=cols, joint=None
    )


def example_of(example: Example, side: int) -> Example:
    """The example whose patches are windows; one counts where all its patches do."""
    if side == 1:
        return example
    return replace(
        example,
        features=features_of(example.features, side),
        counts=counting(example.counts, side),
        defect=mean(example.defect[:, :, None], side)[:, :, 0],
    )


def counting(counts: NDArray[np.bool_], side: int) -> NDArray[np.bool_]:
    """Windows (rows - side + 1, cols - side + 1) of which every patch (rows, cols) counts."""
    left_out = _sum((~counts).astype(np.float32)[:, :, None], side)[:, :, 0]
    return left_out == 0


def showing_defect(example: Example, side: int) -> NDArray[np.bool_]:
    """Patches or windows (rows, cols) of which a painted defect covers enough to be learned.

    A defect smaller than a quarter of every window keeps its best. Windows in between, touched but
    not covered, are in neither memory.
    """
    share = np.where(example.counts, example.defect, 0)
    best = float(share.max(initial=0))
    if best == 0:
        return np.zeros(share.shape, bool)
    least = min(max(LEAST_COVERED, OF_THE_BEST * best), best)
    if side >= LARGE_SIDE and share.size > BEST_LARGE:
        least = max(least, float(np.partition(share.ravel(), -BEST_LARGE)[-BEST_LARGE]))
        return _first(share >= least, order=share, count=BEST_LARGE)
    return share >= least


def on_patches(values: Map, side: int) -> Map:
    """Values of windows as values of patches: the harmonic mean over all windows that hold one.

    WinCLIP (METHODS 3.2). Where one of the windows has 0, the patch has.
    """
    if side == 1:
        return values
    border = side - 1
    with np.errstate(divide="ignore"):
        parts = np.stack([1 / values.astype(np.float64), np.ones(values.shape)], axis=-1)
    sums = _sum(np.pad(parts, ((border, border), (border, border), (0, 0))), side)
    return np.asarray(sums[:, :, 1] / sums[:, :, 0], np.float32)


def mean(grid: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    """Means (rows - side + 1, cols - side + 1, D) of all windows of a grid (rows, cols, D)."""
    return np.asarray(_sum(grid, side) / side**2, np.float32)


def near(mask: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """A mask of patches, grown by so many to every side."""
    around = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    return cv2.dilate(mask.astype(np.uint8), around).astype(bool)


def _sum(grid: NDArray, side: int) -> NDArray:
    rows, cols = grid.shape[0] - side + 1, grid.shape[1] - side + 1
    tall = sum(grid[i : i + rows] for i in range(1, side)) + grid[:rows]
    return sum(tall[:, j : j + cols] for j in range(1, side)) + tall[:, :cols]


def _first(chosen: NDArray[np.bool_], *, order: Map, count: int) -> NDArray[np.bool_]:
    """At most so many of the chosen places, those with the largest values first."""
    places = np.flatnonzero(chosen.ravel())
    best = places[np.argsort(-order.ravel()[places], kind="stable")[:count]]
    kept = np.zeros(chosen.size, bool)
    kept[best] = True
    return kept.reshape(chosen.shape)
