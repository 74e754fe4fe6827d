"""Pairs of views of pictures: where each place of one lies on the other, and what was damaged."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from training.images.camera import taken
from training.images.defects import damaged
from training.settings import Settings

Matrix = NDArray[np.float64]

CELL = 8

_DAMAGED = 0.75  # share of second views with a defect
_ZOOM = (0.8, 1.35)
_TURN = math.radians(10)
_SCALE = 0.06
_SHIFT = 6.0  # pixels


@dataclass(frozen=True, eq=False)
class Pairs:
    """A batch of B pairs of views, a grid of n x n cells on each.

    first, second: (B, S, S, 3) uint8. at: (B, n, n, 2), where the centre of each cell of the second
    view lies on the first: x, y in -1..1 from edge to edge, outside where it is not on it.
    changed: (B, n, n), the share of each cell of the second view that a defect changed.
    same: (B,), whether both views show the same piece, not only the same kind.
    """

    first: NDArray[np.uint8]
    second: NDArray[np.uint8]
    at: NDArray[np.float32]
    changed: NDArray[np.float32]
    same: NDArray[np.bool_]


def pairs(pool: NDArray[np.uint8], settings: Settings, step: int) -> Pairs:
    """The batch of a step; the same pool, settings and step give the same one."""
    rng = np.random.default_rng([settings.seed, 2, step])
    kinds = rng.integers(0, len(pool), settings.batch)
    made = [_pair(pool, int(kind), settings, rng) for kind in kinds]
    first, second, at, changed, same = zip(*made, strict=True)
    return Pairs(np.stack(first), np.stack(second), np.stack(at), np.stack(changed), np.array(same))


def _pair(
    pool: NDArray[np.uint8], kind: int, settings: Settings, rng: np.random.Generator
) -> tuple[NDArray, NDArray, NDArray, NDArray, bool]:
    piece, is_same = int(rng.integers(2)), bool(rng.random() >= settings.sibling)
    image, other = pool[kind, piece], pool[kind, piece if is_same else 1 - piece]
    mask = np.zeros(other.shape[:2], bool)
    if rng.random() < _DAMAGED:
        foreign = pool[int(rng.integers(len(pool))), 0]
        other, mask = damaged(other, rng, foreign, settings.without)
    side = settings.side
    to_first = pose(image.shape[0], side, rng)
    to_second = small_change(side, rng) @ to_first
    first = taken(seen(image, to_first, side), rng, settings.without)
    second = taken(seen(other, to_second, side), rng, settings.without)
    changed = shares(seen(mask.astype(np.float32), to_second, side))
    return first, second, places(to_first, to_second, side), changed, is_same


def pose(pool_side: int, side: int, rng: np.random.Generator) -> Matrix:
    """From pixels of a picture to those of a view (3 x 3): a part of it, mirrored or turned."""
    zoom = math.exp(rng.uniform(*np.log(_ZOOM)))
    quarter, mirrored = int(rng.integers(4)), bool(rng.integers(2))
    room = max(0.0, (pool_side - side / zoom) / 2)
    x, y = rng.uniform(-room, room, 2)
    to_middle = _moved(-(pool_side - 1) / 2 - x, -(pool_side - 1) / 2 - y)
    flip = np.diag([-1.0 if mirrored else 1.0, 1.0, 1.0])
    middle = (side - 1) / 2
    return _moved(middle, middle) @ flip @ _turned(quarter * math.pi / 2, zoom) @ to_middle


def small_change(side: int, rng: np.random.Generator) -> Matrix:
    """As a part is never laid down quite the same: turned, nearer, shifted a little (3 x 3)."""
    middle = (side - 1) / 2
    scale, angle = math.exp(rng.normal(0, _SCALE / 2)), rng.normal(0, _TURN / 2)
    x, y = rng.normal(0, _SHIFT / 2, 2)
    return _moved(middle + x, middle + y) @ _turned(angle, scale) @ _moved(-middle, -middle)


def seen(image: NDArray, matrix: Matrix, side: int) -> NDArray:
    """A picture (H, W) or (H, W, 3) under a matrix of pixel centres: (side, side) or with 3."""
    return cv2.warpAffine(
        np.ascontiguousarray(image),
        matrix[:2],
        (side, side),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT_101,
    )


def places(to_first: Matrix, to_second: Matrix, side: int) -> NDArray[np.float32]:
    """Where the cells of a second view lie on a first, as `Pairs.at`."""
    centres = np.arange(side // CELL) * CELL + (CELL - 1) / 2
    x, y = np.meshgrid(centres, centres)
    there = np.stack([x, y, np.ones_like(x)], axis=-1)  # (n, n, 3)
    back = there @ (to_first @ np.linalg.inv(to_second)).T
    return ((back[..., :2] + 0.5) * (2 / side) - 1).astype(np.float32)


def shares(mask: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean of a mask (S, S) in each cell: (n, n)."""
    n = mask.shape[0] // CELL
    return mask.reshape(n, CELL, n, CELL).mean(axis=(1, 3))


def _moved(x: float, y: float) -> Matrix:
    return np.array([[1, 0, x], [0, 1, y], [0, 0, 1]], np.float64)


def _turned(angle: float, scale: float) -> Matrix:
    c, s = math.cos(angle) * scale, math.sin(angle) * scale
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]], np.float64)
