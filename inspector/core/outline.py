"""The outline of a mask, exactly along the edges of its pixels."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from inspector.core.mask import Mask, box_around

_Corner = tuple[int, int]
_Edges = dict[tuple[_Corner, int], _Corner]
"""Straight pieces of the border with the mask on their right: (start, direction) to end."""

# A turn to the right on the screen is one step further.
_RIGHT, _DOWN, _LEFT, _UP = range(4)


def outline(mask: Mask) -> list[NDArray[np.int64]]:
    """Closed polygons (N, 2) of the corners (x, y) around a mask (H, W) and around its holes.

    Borders run clockwise as seen on the screen, holes the other way; pixels that only touch at
    a corner are apart. The mask is what an odd number of the polygons holds.
    """
    box = box_around(mask)
    if box is None:
        return []
    edges, origin = _edges(mask[box.slices]), np.array([box.x, box.y])
    polygons: list[NDArray[np.int64]] = []
    while edges:
        polygons.append(origin + np.array(_follow(edges), np.int64))
    return polygons[::-1]


def is_hole(polygon: NDArray[Any]) -> bool:
    """Whether an outline surrounds a hole: its signed area is negative."""
    x, y = polygon.T
    return bool(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) < 0)


def _edges(mask: Mask) -> _Edges:
    padded = np.pad(mask, 1).astype(np.int8)
    down_into = np.diff(padded, axis=0)[:, 1:-1]  # (H + 1, W): +1 where the mask begins
    right_into = np.diff(padded, axis=1)[1:-1].T  # (W + 1, H)
    return {
        **{((first, y), _RIGHT): (last, y) for y, first, last in _runs(down_into == 1)},
        **{((last, y), _LEFT): (first, y) for y, first, last in _runs(down_into == -1)},
        **{((x, first), _DOWN): (x, last) for x, first, last in _runs(right_into == -1)},
        **{((x, last), _UP): (x, first) for x, first, last in _runs(right_into == 1)},
    }


def _runs(held: NDArray[np.bool_]) -> list[list[int]]:
    """Runs of True along the rows: (row, first, one past the last)."""
    turns = np.diff(np.pad(held, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, firsts = np.nonzero(turns == 1)
    lasts = np.nonzero(turns == -1)[1]
    return np.stack([rows, firsts, lasts], axis=1).tolist()


def _follow(edges: _Edges) -> list[_Corner]:
    """Take one closed walk out of the edges."""
    first, corner = edges.popitem()
    corners, direction = [first[0]], first[1]
    while True:
        # Where two pixels touch at a corner, the turn to the right stays with the same pixel.
        right, left = (corner, (direction + 1) % 4), (corner, (direction - 1) % 4)
        if first in (right, left) and right not in edges:
            return corners
        edge = right if right in edges else left
        corners.append(corner)
        corner, direction = edges.pop(edge), edge[1]
