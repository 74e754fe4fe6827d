"""Lamps, and what a surface sends to the camera under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .grid import CAMERA_HEIGHT, FINE, SIZE, Colours, Grid, Plane
from .surface import Surface

Vector = tuple[Plane, Plane, Plane]


@dataclass(frozen=True)
class Lamp:
    """A soft box beside the camera; angles in degrees, `azimuth` clockwise from the right."""

    azimuth: float
    elevation: float
    power: float
    colour: tuple[float, float, float] = (1.0, 1.0, 1.0)
    spread: float = 0.10  # how wide it looks from the part, in slope; widens highlights
    distance: float = 1300.0

    def direction(self) -> tuple[float, float, float]:
        """Unit vector from the part to the lamp; x right, y down, z to the camera."""
        a, e = np.deg2rad(self.azimuth), np.deg2rad(self.elevation)
        return float(np.cos(e) * np.cos(a)), float(np.cos(e) * np.sin(a)), float(np.sin(e))


def radiance(surface: Surface, grid: Grid, lamps: Sequence[Lamp]) -> Colours:
    """Linear light per fine pixel (H, W, 3): lamps with soft shadows, and a dim room."""
    slope_x, slope_y = surface.slopes()
    length = 1 / np.sqrt(1 + slope_x**2 + slope_y**2)
    normal = (-slope_x * length, -slope_y * length, length)
    eye = _towards((0.0, 0.0, CAMERA_HEIGHT), surface, grid)
    light = _room(surface, normal, lamps[0]) * occlusion(surface)[..., None]
    for lamp in lamps:
        lit = shadow(surface, lamp)[..., None]
        light += lit * _lamp_light(surface, grid, normal, eye=eye, lamp=lamp)
    return light.astype(np.float32)


def _towards(point: tuple[float, float, float], surface: Surface, grid: Grid) -> Vector:
    x, y = point[0] - grid.camera_x, point[1] - grid.camera_y
    z = point[2] - surface.height
    length = 1 / np.sqrt(x * x + y * y + z * z)
    return x * length, y * length, z * length


def _room(surface: Surface, normal: Vector, key: Lamp) -> Colours:
    """Reflection of walls and ceiling: a gradient, brighter on the side of the main lamp."""
    x, y, _ = key.direction()
    up = normal[2]
    mirrored = 2 * up * up - 1  # height of the mirrored view, for a camera straight above
    side = 2 * up * (normal[0] * x + normal[1] * y)
    sky = 0.05 + 0.14 * np.clip(1 - mirrored, 0, 1) + 0.20 * side
    cool = np.array([0.95, 1.0, 1.08], np.float32)
    seen = np.clip(sky, 0.03, None)[..., None] * cool * surface.tint
    return (seen + 0.35 * surface.matte * up[..., None]).astype(np.float32)


def _lamp_light(
    surface: Surface, grid: Grid, normal: Vector, *, eye: Vector, lamp: Lamp
) -> Colours:
    place = tuple(lamp.distance * part for part in lamp.direction())
    ray = _towards((place[0], place[1], place[2]), surface, grid)
    facing = np.clip(_dot(normal, ray), 0, None)
    highlight = _ward(surface, normal, ray, eye=eye, spread=lamp.spread) * facing
    sent = surface.tint * highlight[..., None] + surface.matte * facing[..., None]
    return lamp.power * sent * np.array(lamp.colour, np.float32)


def _ward(surface: Surface, normal: Vector, ray: Vector, *, eye: Vector, spread: float) -> Plane:
    """Anisotropic highlight (Ward 1992, equation 5a), roughness widened by the lamp's size."""
    half = (ray[0] + eye[0], ray[1] + eye[1], ray[2] + eye[2])
    upright = np.maximum(_dot(half, normal), 1e-3)
    cos, sin = np.cos(surface.angle), np.sin(surface.angle)
    # Tangent and bitangent lie in the image plane: exact on faces, close enough on bevels.
    off_x, off_y = half[0] / upright - normal[0], half[1] / upright - normal[1]
    along = np.sqrt(surface.along**2 + spread**2)
    across = np.sqrt(surface.across**2 + spread**2)
    lobe = ((off_x * cos + off_y * sin) / along) ** 2 + ((off_y * cos - off_x * sin) / across) ** 2
    angles = np.sqrt(np.clip(_dot(normal, ray) * _dot(normal, eye), 0.02, None))
    return np.exp(-lobe) / (4 * np.pi * along * across * angles)


def _dot(a: Vector, b: Vector) -> Plane:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def occlusion(surface: Surface) -> Plane:
    """How much of the room is seen (0 to 1): less where the neighbourhood is higher."""
    height = _coarse(surface.height)
    hidden = np.zeros_like(height)
    for sigma, weight in ((2.0, 0.020), (6.0, 0.022), (16.0, 0.022)):
        around = cv2.GaussianBlur(height, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
        hidden += weight * np.clip(around - height, 0, None)
    return _fine(np.exp(-1.6 * hidden))


def shadow(surface: Surface, lamp: Lamp) -> Plane:
    """How much of a lamp is seen (0 to 1), by steps from each point towards it."""
    height = _coarse(surface.height)
    x, y, z = lamp.direction()
    flat = float(np.hypot(x, y))
    deepest = np.full(height.shape, -np.inf, np.float32)
    for step in np.geomspace(1.5, 75, 22):
        move = np.array([[1, 0, step * x / flat], [0, 1, step * y / flat]], np.float32)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        ahead = cv2.warpAffine(
            height, move, (SIZE, SIZE), flags=flags, borderMode=cv2.BORDER_REPLICATE
        )
        over = (ahead - height - step * z / flat) / (1.0 + 2.4 * lamp.spread * step)
        deepest = np.maximum(deepest, over)
    seen = np.clip(0.5 - 0.5 * deepest, 0.04, 1).astype(np.float32)
    return _fine(cv2.GaussianBlur(seen, (0, 0), 0.9))


def _coarse(plane: Plane) -> Plane:
    return np.asarray(cv2.resize(plane, (SIZE, SIZE), interpolation=cv2.INTER_AREA), np.float32)


def _fine(plane: NDArray) -> Plane:
    full = (SIZE * FINE, SIZE * FINE)
    return np.asarray(cv2.resize(plane, full, interpolation=cv2.INTER_LINEAR), np.float32)
