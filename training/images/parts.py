"""Parts as products are: shapes by signed distance, shaded, in rows with a little play, or one."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np

from training.images import fields
from training.images.draw import Colours, Draw, Field
from training.images.paint import colour, near, over

Shape = Callable[[Draw, Field, Field], Field]


def parts(draw: Draw) -> Colours:
    """One part, or a grid of equal ones, each a little shifted and turned, on a surface."""
    ground = draw.ground() if draw.maybe(0.5) else draw.grounds[0](draw.child())
    alone = draw.maybe(0.45)
    pitch = draw.side * draw.style.uniform(0.6, 0.95) if alone else draw.between(18, draw.side / 2)
    tile_side = max(12, int(pitch))
    tile, mask = _part(draw.child(tile_side))
    play, turn = draw.style.uniform(0, 0.05), draw.style.uniform(0, 8)
    lies, straight = draw.style.uniform(0, 360), draw.maybe(0.6)
    missing = draw.style.uniform(0, 0.1) * draw.maybe(0.3)
    dark = np.float32(draw.style.uniform(0, 0.5))
    for x, y in _places(draw, pitch, alone=alone):
        if not alone and draw.chance.random() < missing:
            continue
        x, y = np.array([x, y]) + draw.chance.normal(0, play * pitch, 2)
        angle = lies + (draw.chance.normal(0, turn) if straight else draw.chance.uniform(0, 360))
        matrix = cv2.getRotationMatrix2D(((tile_side - 1) / 2,) * 2, angle, 1.0)
        matrix[:, 2] += x - (tile_side - 1) / 2, y - (tile_side - 1) / 2
        _lay(ground, tile, mask, matrix, dark)
    return ground


def _places(draw: Draw, pitch: float, *, alone: bool) -> list[tuple[float, float]]:
    middle = (draw.side - 1) / 2
    if alone:
        return [(middle, middle)]
    shifted = draw.maybe(0.3)
    start = draw.style.uniform(-0.5, 0.5, 2) * pitch
    rows = np.arange(start[1], draw.side + pitch / 2, pitch)
    cols = np.arange(start[0] - pitch / 2, draw.side + pitch / 2, pitch)
    return [
        (float(x + shifted * (row % 2) * pitch / 2), float(y))
        for row, y in enumerate(rows)
        for x in cols
    ]


def _lay(ground: Colours, tile: Colours, mask: Field, matrix: Colours, dark: np.float32) -> None:
    """Lay a part on the ground in place, with a soft shadow, only where it comes to lie."""
    side, reach = ground.shape[0], len(tile) * 0.75
    centre = matrix @ [(len(tile) - 1) / 2, (len(tile) - 1) / 2, 1]
    left, top = (int(max(0, math.floor(c - reach))) for c in centre)
    right, bottom = (int(min(side, math.ceil(c + reach))) for c in centre)
    if right <= left or bottom <= top:
        return
    moved = matrix.copy()
    moved[:, 2] -= left, top
    size = right - left, bottom - top
    there = cv2.warpAffine(mask, moved, size)
    colours = cv2.warpAffine(tile, moved, size, borderMode=cv2.BORDER_REPLICATE)
    box = ground[top:bottom, left:right]
    shadow = cv2.GaussianBlur(np.roll(there, (2, 2), (0, 1)), (0, 0), 2.0)
    below = box * (1 - dark * shadow)[:, :, None]
    ground[top:bottom, left:right] = over(below, np.asarray(colours, np.float32), there)


def _part(draw: Draw) -> tuple[Colours, Field]:
    """One part on a tile (n, n, 3) and where it is (n, n): round or edged rim, inner details."""
    x, y = fields.grid(draw.side)
    unit = np.float32(draw.side * 0.44)
    distance = SHAPES[int(draw.style.integers(len(SHAPES)))](draw, x / unit, y / unit) * unit
    for _ in range(draw.count(0, 2)):  # holes
        at, reach = draw.style.uniform(-0.4, 0.4, 2) * draw.maybe(0.6), draw.between(0.06, 0.35)
        distance = np.maximum(distance, reach * unit - np.hypot(x - at[0] * unit, y - at[1] * unit))
    mask = fields.step(-distance, 0, 1.5)
    body = draw.ground() * np.float32(0.5) + colour(draw) * np.float32(0.5)
    if draw.maybe(0.5):
        body = _detailed(draw, body, x / unit, y / unit)
    rim = draw.between(2, 0.5 * draw.side)
    height = np.sqrt(np.clip(1 - np.clip(1 + distance / rim, 0, 1) ** 2, 0, 1)) * rim
    height = height * np.float32(draw.style.uniform(0.2, 0.9))
    return fields.relief(draw, cv2.GaussianBlur(height, (0, 0), 0.8), body), mask


def _detailed(draw: Draw, body: Colours, x: Field, y: Field) -> Colours:
    """With an inner figure: a slot, a logo, an inlay, spots."""
    figure = SHAPES[int(draw.style.integers(len(SHAPES)))]
    scale = draw.between(0.2, 0.7)
    inner = figure(draw, x / scale, y / scale) * scale
    if draw.maybe(0.4):
        inner = np.abs(inner) - draw.between(0.01, 0.06)
    mask = fields.step(-inner, 0, 3 / draw.side)
    return over(body, near(draw, body.mean((0, 1)), 0.7), mask)


def _box(draw: Draw, x: Field, y: Field) -> Field:
    wide, tall = draw.style.uniform(0.4, 0.9), draw.style.uniform(0.15, 0.9)
    corner = draw.style.uniform(0.02, 0.9) * min(wide, tall)
    dx, dy = np.abs(x) - wide + corner, np.abs(y) - tall + corner
    outside = np.hypot(np.maximum(dx, 0), np.maximum(dy, 0))
    return (outside + np.minimum(np.maximum(dx, dy), 0) - corner).astype(np.float32)


def _disc(draw: Draw, x: Field, y: Field) -> Field:
    return (np.hypot(x, y * np.float32(draw.style.uniform(1, 2.2))) - 0.9).astype(np.float32)


def _ring(draw: Draw, x: Field, y: Field) -> Field:
    wide = draw.style.uniform(0.08, 0.35)
    return (np.abs(np.hypot(x, y) - (0.9 - wide)) - wide).astype(np.float32)


def _many_sided(draw: Draw, x: Field, y: Field) -> Field:
    sides = draw.count(3, 8)
    sector = 2 * math.pi / sides
    angle = np.arctan2(y, x) % sector - sector / 2
    return (np.hypot(x, y) * np.cos(angle) - 0.85 * math.cos(sector / 2)).astype(np.float32)


def _toothed(draw: Draw, x: Field, y: Field) -> Field:
    """A gear, a flower, a biscuit."""
    teeth, depth = draw.count(5, 24), draw.style.uniform(0.03, 0.2)
    ripple = np.sin(np.arctan2(y, x) * teeth)
    if draw.maybe(0.5):
        ripple = np.clip(ripple * 3, -1, 1)
    return (np.hypot(x, y) - (0.9 - depth) - depth * ripple).astype(np.float32)


def _leaf(draw: Draw, x: Field, y: Field) -> Field:
    shift = draw.style.uniform(0.2, 0.8)  # two discs that meet: leaves, seeds, grains
    radius = math.hypot(0.9, shift)
    return (np.hypot(x, np.abs(y) + np.float32(shift)) - radius).astype(np.float32)


def _screw(draw: Draw, x: Field, y: Field) -> Field:
    """A shaft with a thread and a head."""
    shaft, pitch = draw.style.uniform(0.1, 0.22), draw.style.uniform(0.06, 0.14)
    wavy = shaft + 0.03 * np.sin(x * np.float32(2 * math.pi / pitch))
    rod = np.maximum(np.abs(y) - wavy, np.abs(x) - 0.85)
    head = np.maximum(np.abs(x + 0.75) - 0.13, np.abs(y) - draw.style.uniform(0.28, 0.5))
    return np.minimum(rod, head).astype(np.float32)


SHAPES: tuple[Shape, ...] = (_box, _disc, _ring, _many_sided, _toothed, _leaf, _screw)
