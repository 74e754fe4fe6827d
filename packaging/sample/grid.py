"""Where each fine pixel of an image lies on the part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.floating]  # (H, W) on the fine grid, 32 bit wherever it is kept
Colours = NDArray[np.floating]  # (H, W, 3), linear RGB

SIZE = 480  # side of a finished image, pixels
FINE = 3  # fine pixels per finished pixel, each way
CAMERA_HEIGHT = 1500.0  # above the flange face, in pixels: gives a little perspective


@dataclass(frozen=True)
class Pose:
    """How a part lies under the camera: shift in pixels, turn in degrees."""

    dx: float = 0.0
    dy: float = 0.0
    degrees: float = 0.0


@dataclass(frozen=True)
class Grid:
    """Coordinates of all fine pixels, in finished pixels, the origin in the middle.

    `x, y` are on the part (turned with it), `camera_x, camera_y` in the image.
    """

    x: Plane
    y: Plane
    camera_x: Plane
    camera_y: Plane
    turn: float  # of the part in the image, radians

    @property
    def radius(self) -> Plane:
        return np.hypot(self.x, self.y)

    def around(self, x: float, y: float, reach: float) -> tuple[slice, slice]:
        """Rows and columns of a window with all points at most `reach` from (x, y) on the part."""
        near = (np.abs(self.x - x) <= reach) & (np.abs(self.y - y) <= reach)
        rows, columns = np.flatnonzero(near.any(axis=1)), np.flatnonzero(near.any(axis=0))
        return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def grid_of(pose: Pose) -> Grid:
    """All fine pixels of an image of a part in this pose."""
    steps = (np.arange(SIZE * FINE, dtype=np.float32) + 0.5) / FINE - SIZE / 2
    camera_x, camera_y = np.meshgrid(steps, steps)
    turn = float(np.deg2rad(pose.degrees))
    cos, sin = np.float32(np.cos(turn)), np.float32(np.sin(turn))
    dx, dy = camera_x - np.float32(pose.dx), camera_y - np.float32(pose.dy)
    return Grid(cos * dx + sin * dy, cos * dy - sin * dx, camera_x, camera_y, turn)


def ramp(values: Plane, low: float, high: float) -> Plane:
    """0 below `low`, 1 above `high`, a smooth step between (Hermite)."""
    t = np.clip((values - low) / (high - low), 0, 1)
    return (t * t * (3 - 2 * t)).astype(np.float32)
