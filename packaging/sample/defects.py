"""What can go wrong with a flange, as changes of its shape and finish.

Positions are on the part, in pixels from its middle; x to the right, y down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .engraving import distance_to_path
from .grid import FINE, SIZE, Grid, Plane, ramp
from .surface import Surface, blend
from .texture import clouds

Point = tuple[float, float]


class Defect(Protocol):
    """Anything that changes a surface."""

    def on(self, surface: Surface, grid: Grid) -> Surface:
        """The surface with this defect; the fixture stays as it is."""
        ...


@dataclass(frozen=True)
class Scratch:
    """A groove along a cubic Bezier curve, with raised sides; deepest in its middle."""

    curve: tuple[Point, Point, Point, Point]
    depth: float = 0.9
    width: float = 0.75

    def on(self, surface: Surface, grid: Grid) -> Surface:
        path = _bezier(self.curve)
        close = _box_around(grid, path, 6 * self.width) & ~surface.floor
        x, y = grid.x[close], grid.y[close]
        progress = _progress(x, y, path)
        thin = self.width * (0.45 + 0.55 * np.sin(np.pi * progress))
        distance = distance_to_path(x, y, path)
        deep = np.exp(-((distance / thin) ** 2))
        raised = np.exp(-(((distance - 2.0 * thin) / (0.7 * thin)) ** 2))
        profile = self.depth * (thin / self.width) * (0.3 * raised - deep)
        heading = np.gradient(path, axis=0)
        turn = np.arctan2(heading[:, 1], heading[:, 0]) + grid.turn
        angle = np.interp(progress, np.linspace(0, 1, len(path)), np.unwrap(turn))
        bare = _placed(close, deep)
        return replace(
            surface,
            relief=surface.relief + _placed(close, profile),
            angle=np.where(bare > 0.3, _placed(close, angle), surface.angle),
            marks=surface.marks * (1 - bare),
            along=blend(surface.along, 0.20, bare),
            across=blend(surface.across, 0.42, bare),
            matte=blend(surface.matte, 0.12, bare),
        )


@dataclass(frozen=True)
class Dent:
    """A smooth pit with a raised rim; `stretch` > 1 makes it longer in direction `degrees`."""

    x: float
    y: float
    radius: float = 8.0
    depth: float = 2.5
    stretch: float = 1.0
    degrees: float = 0.0

    def on(self, surface: Surface, grid: Grid) -> Surface:
        turn = np.deg2rad(self.degrees)
        dx, dy = grid.x - self.x, grid.y - self.y
        u = (dx * np.cos(turn) + dy * np.sin(turn)) / self.stretch
        v = dy * np.cos(turn) - dx * np.sin(turn)
        away = np.hypot(u, v) / self.radius
        pit, rim = np.exp(-((away / 0.62) ** 2)), np.exp(-(((away - 1.1) / 0.26) ** 2))
        pressed = (~surface.floor * pit).astype(np.float32)
        change = ~surface.floor * self.depth * (0.16 * rim - pit)
        return replace(
            surface,
            relief=(surface.relief + change).astype(np.float32),
            marks=surface.marks * (1 - 0.5 * pressed),
        )


@dataclass(frozen=True)
class Stain:
    """An irregular film: `colour` is what it lets through, `matte` what it adds itself.

    `patchy` from 0 to 1: an even film, or crumbs that thin out towards the border.
    """

    x: float
    y: float
    radius: float
    seed: int
    colour: tuple[float, float, float] = (0.50, 0.37, 0.20)
    matte: tuple[float, float, float] = (0.012, 0.008, 0.003)
    roughness: float = 0.22
    patchy: float = 0.0

    def on(self, surface: Surface, grid: Grid) -> Surface:
        cover = np.where(surface.floor, 0, self._film(grid)).astype(np.float32)
        tinted = surface.tint * np.array(self.colour, np.float32)
        return replace(
            surface,
            tint=blend(surface.tint, tinted, cover),
            matte=blend(surface.matte, np.array(self.matte, np.float32), cover),
            along=blend(surface.along, self.roughness, cover),
            across=blend(surface.across, max(self.roughness, 0.36), cover),
            marks=surface.marks * (1 - 0.35 * cover),
        )

    def _film(self, grid: Grid) -> Plane:
        """Thickness from 0 to 1: uneven inside, and most at the border, where it dried last."""
        rng = np.random.default_rng(self.seed)
        ragged = 0.20 * clouds(rng, self.radius) + 0.09 * clouds(rng, self.radius / 3)
        inner, crumbs = clouds(rng, self.radius / 1.6), clouds(rng, 2.4) + 0.6 * clouds(rng, 1.3)
        away = np.hypot(grid.x - self.x, grid.y - self.y) / self.radius
        edge = away + np.clip(ragged, -0.6, 0.6)
        even = (0.58 + 0.20 * inner) * ramp(-edge, -1.0, -0.72)
        even += 0.38 * np.exp(-(((edge - 0.84) / 0.09) ** 2))
        loose = ramp(crumbs + 2.8 * (0.76 - edge), -0.3, 0.9) * (0.8 + 0.2 * np.tanh(crumbs))
        return np.clip(even + (loose - even) * self.patchy, 0, 1) * (edge < 1.3)


def rust(x: float, y: float, radius: float, seed: int) -> Stain:
    """A stain that is rough, crumbly and orange brown instead of oily."""
    matte = (0.090, 0.029, 0.008)
    return Stain(x, y, radius, seed, (0.24, 0.13, 0.07), matte, roughness=0.5, patchy=0.85)


def applied(defects: Sequence[Defect], surface: Surface, grid: Grid) -> Surface:
    """The surface with all these defects, one after the other."""
    for defect in defects:
        surface = defect.on(surface, grid)
    return surface


def mask_of(good: Surface, bad: Surface, *, defocus: float) -> NDArray[np.uint8]:
    """Finished pixels (SIZE, SIZE) where two surfaces look different: 255, else 0.

    Shape counts where it turns the surface by more than about two degrees, as that is what the
    light shows. The camera's blur widens the trace as it does in the picture, down to a
    twentieth of its strength.
    """
    turned = np.hypot(*(b - g for g, b in zip(good.slopes(), bad.slopes(), strict=True)))
    stained = np.abs(bad.tint - good.tint).max(axis=2) + np.abs(bad.matte - good.matte).max(axis=2)
    changed = (turned > 0.04) | (stained > 0.02) | (good.floor != bad.floor)
    whole = np.asarray(ndimage.binary_fill_holes(changed), np.float32)
    trace = cv2.GaussianBlur(whole, (0, 0), defocus * FINE)
    shares = cv2.resize(trace, (SIZE, SIZE), interpolation=cv2.INTER_AREA)
    return np.where(shares > 0.05, 255, 0).astype(np.uint8)


def _bezier(curve: Sequence[Point]) -> NDArray[np.float64]:
    t = np.linspace(0, 1, 33)[:, None]
    a, b, c, d = (np.array(point, float) for point in curve)
    return (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d


def _box_around(grid: Grid, path: NDArray, margin: float) -> NDArray[np.bool_]:
    low, high = path.min(axis=0) - margin, path.max(axis=0) + margin
    wide = (grid.x > low[0]) & (grid.x < high[0])
    return wide & (grid.y > low[1]) & (grid.y < high[1])


def _progress(x: NDArray, y: NDArray, path: NDArray) -> NDArray[np.float64]:
    """How far along a path (0 to 1) the corner nearest to each point lies."""
    nearest = np.full(x.shape, np.inf)
    progress = np.zeros(x.shape)
    for place, corner in enumerate(path):
        distance = np.hypot(x - corner[0], y - corner[1])
        progress[distance < nearest] = place / (len(path) - 1)
        nearest = np.minimum(nearest, distance)
    return progress


def _placed(where: NDArray[np.bool_], values: NDArray) -> Plane:
    plane = np.zeros(where.shape, np.float32)
    plane[where] = values
    return plane
