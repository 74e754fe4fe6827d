"""What light meets at each fine pixel."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .grid import FINE, Colours, Plane

FLOOR = -34.0  # height of the fixture below the flange face, pixels


@dataclass(frozen=True)
class Surface:
    """Shape and finish of everything in view, on the fine grid.

    Heights are in finished pixels above the flange face. The finish is that of Ward's
    anisotropic model: tool marks run in direction `angle` (radians, image frame), the
    roughness `along` them is small, that `across` them large.
    """

    relief: Plane  # height of the metal
    plate: Plane  # height of the fixture under it
    floor: NDArray[np.bool_]  # where the fixture is seen instead of the part
    angle: Plane
    along: Plane
    across: Plane
    marks: Plane  # slope of the single tool marks, across their direction
    tint: Colours  # what a highlight keeps of the lamp's colour
    matte: Colours  # diffuse colour

    @property
    def height(self) -> Plane:
        """Height of whatever is seen, walls of holes cut off at the fixture."""
        return np.where(self.floor, self.plate, np.maximum(self.relief, FLOOR))

    def slopes(self) -> tuple[Plane, Plane]:
        """dz/dx and dz/dy in the image, single tool marks included."""
        down, right = (
            np.where(self.floor, plate, metal)
            for plate, metal in zip(
                np.gradient(self.plate * FINE), np.gradient(self.relief * FINE), strict=True
            )
        )
        return (
            (right - self.marks * np.sin(self.angle)).astype(np.float32),
            (down + self.marks * np.cos(self.angle)).astype(np.float32),
        )


def soften(plane: Plane, sigma: float) -> Plane:
    """Gaussian blur, sigma in finished pixels."""
    return np.asarray(cv2.GaussianBlur(plane, (0, 0), sigma * FINE), np.float32)


def blend(base: NDArray[np.float32], other: float | NDArray, cover: Plane) -> NDArray[np.float32]:
    """`other` where `cover` is 1, `base` where it is 0; colours are blended per channel."""
    weight = cover[..., None] if base.ndim == 3 else cover
    return (base + (other - base) * weight).astype(np.float32)
