"""The part's mark: letters as strokes of an engraving tool, and a matrix code."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .grid import Plane

Stroke = list[tuple[float, float]]

# Letters in a box 0.62 wide and 1 high, y downwards; the strokes a single-line engraver makes.
_O: Stroke = [(0.2, 0), (0.42, 0), (0.62, 0.2), (0.62, 0.8), (0.42, 1), (0.2, 1), (0, 0.8)]
GLYPHS: dict[str, list[Stroke]] = {
    "F": [[(0.6, 0), (0, 0), (0, 1)], [(0, 0.5), (0.48, 0.5)]],
    "L": [[(0, 0), (0, 1), (0.58, 1)]],
    "H": [[(0, 0), (0, 1)], [(0.62, 0), (0.62, 1)], [(0, 0.5), (0.62, 0.5)]],
    "-": [[(0.1, 0.5), (0.52, 0.5)]],
    " ": [],
    "0": [[*_O, (0, 0.2), (0.2, 0)]],
    "6": [
        [(0.55, 0.08), (0.42, 0), (0.2, 0), (0, 0.2), (0, 0.8), (0.2, 1), (0.42, 1), (0.62, 0.8)],
        [(0.62, 0.8), (0.62, 0.65), (0.45, 0.46), (0.2, 0.46), (0, 0.62)],
    ],
    "7": [[(0, 0), (0.62, 0), (0.22, 1)]],
    "8": [
        [(0.2, 0), (0.42, 0), (0.58, 0.14), (0.58, 0.34), (0.42, 0.47), (0.2, 0.47)],
        [(0.2, 0.47), (0.04, 0.34), (0.04, 0.14), (0.2, 0)],
        [(0.42, 0.47), (0.62, 0.63), (0.62, 0.85), (0.42, 1), (0.2, 1), (0, 0.85)],
        [(0, 0.85), (0, 0.63), (0.2, 0.47)],
    ],
}


def distance_to_text(text: str, x: Plane, y: Plane, *, height: float) -> Plane:
    """Distance in pixels from each point to the strokes of a text centred on the origin."""
    advance = 0.92 * height
    left = -(len(text) * advance - 0.3 * height) / 2
    nearest = np.full(x.shape, np.inf, np.float32)
    close = (np.abs(x) < -left + height) & (np.abs(y) < height)
    for place, letter in enumerate(text):
        for stroke in GLYPHS[letter]:
            corners = np.array(stroke) * height + (left + place * advance, -height / 2)
            distance = distance_to_path(x[close], y[close], corners)
            nearest[close] = np.minimum(nearest[close], distance)
    return nearest


def distance_to_path(x: NDArray, y: NDArray, corners: NDArray) -> NDArray[np.float32]:
    """Distance from points to a path of straight pieces; corners (K, 2)."""
    nearest = np.full(x.shape, np.inf, np.float32)
    for (ax, ay), (bx, by) in pairwise(corners):
        ux, uy = bx - ax, by - ay
        t = np.clip(((x - ax) * ux + (y - ay) * uy) / (ux * ux + uy * uy + 1e-9), 0, 1)
        nearest = np.minimum(nearest, np.hypot(x - ax - t * ux, y - ay - t * uy))
    return nearest.astype(np.float32)


def matrix_code(x: Plane, y: Plane, *, module: float, modules: int = 12) -> Plane:
    """1 on the dark modules of a square code centred on the origin, else 0.

    The border is that of a Data Matrix (ISO/IEC 16022); the inside is an arbitrary pattern
    and carries no text.
    """
    cells = np.random.default_rng(16022).integers(0, 2, (modules, modules))
    cells[:, 0] = cells[-1] = 1
    cells[0] = np.arange(modules) % 2 == 0
    cells[1:, -1] = np.arange(1, modules) % 2 == 1
    column = np.floor(x / module + modules / 2).astype(int)
    row = np.floor(y / module + modules / 2).astype(int)
    inside = (column >= 0) & (column < modules) & (row >= 0) & (row < modules)
    dark = cells[np.clip(row, 0, modules - 1), np.clip(column, 0, modules - 1)]
    return (inside * dark).astype(np.float32)
