"""What the part lies on: a dark, bead-blasted plate with a nest and four screws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .grid import Grid, Plane, ramp
from .surface import FLOOR, Surface
from .texture import clouds

NEST = 218.0  # radius of the recess that holds the part
SCREWS = 207.0  # distance of the screws from the middle lines
BLACK = np.array([0.0085, 0.0092, 0.0115], np.float32)


def fixture(surface: Surface, grid: Grid) -> Surface:
    """The surface with the fixture filled in wherever the part does not hide it.

    The plate stands still while parts come and go, so its grain has a seed of its own.
    """
    floor = surface.floor
    rng = np.random.default_rng(80)
    grain = 0.7 * clouds(rng, 0.9) + 0.35 * clouds(rng, 1.8)
    shape, bright = _plate(grid)
    tint = (0.020 + 0.20 * bright)[..., None] * np.ones(3, np.float32)
    matte = BLACK * (1 + 0.10 * grain + 0.10 * clouds(rng, 60))[..., None]
    return replace(
        surface,
        plate=np.float32(FLOOR) + shape,
        angle=np.where(floor, 0, surface.angle).astype(np.float32),
        along=np.where(floor, 0.42 - 0.14 * bright, surface.along).astype(np.float32),
        across=np.where(floor, 0.42 - 0.14 * bright, surface.across).astype(np.float32),
        marks=np.where(floor, 0.12 * grain * (1 - bright), surface.marks).astype(np.float32),
        tint=np.where(floor[..., None], tint, surface.tint).astype(np.float32),
        matte=np.where(floor[..., None], matte, surface.matte).astype(np.float32),
    )


def _plate(grid: Grid) -> tuple[Plane, Plane]:
    """Height above the fixture's floor, and how bare (0 to 1) its metal is."""
    x, y = np.abs(grid.camera_x), np.abs(grid.camera_y)
    radius = np.hypot(x, y)
    height = 9.0 * ramp(radius, NEST, NEST + 5)
    u, v = x - SCREWS, y - SCREWS
    head = np.hypot(u, v)
    hexagon = np.maximum(np.abs(u) * 0.866 + np.abs(v) * 0.5, np.abs(v))
    height -= 8.0 * ramp(-head, -17.5, -16.0)
    height += 7.0 * ramp(-head, -13.5, -11.0)
    height -= 7.0 * ramp(-hexagon, -6.6, -5.4)
    bright = 0.7 * ramp(-head, -13.6, -13.2) * ramp(hexagon, 5.2, 6.4)
    return height.astype(np.float32), bright.astype(np.float32)
