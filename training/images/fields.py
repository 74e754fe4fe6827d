"""Scalar fields that pictures are made of: noise, waves, cells, and light on a relief."""

from __future__ import annotations

import math
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from training.images.draw import Draw, Field


def noise(chance: np.random.Generator, side: int, power: float, stretch: float = 1.0) -> Field:
    """1/f^power noise (side, side) of mean 0 and deviation 1.

    power: 0 is white, 1 like clouds of all sizes, 2 smooth hills. stretch: how much longer its
    grains are across than down.
    """
    spectrum = np.fft.rfft2(chance.standard_normal((side, side), np.float32))
    made = np.fft.irfft2(
        spectrum * _falloff(side, round(power, 2), round(stretch, 1)), (side, side)
    )
    return np.asarray((made - made.mean()) / (made.std() + 1e-6), np.float32)


@lru_cache(maxsize=512)
def _falloff(side: int, power: float, stretch: float) -> Field:
    down, across = np.fft.fftfreq(side)[:, None], np.fft.rfftfreq(side)[None]
    square = down**2 + (across * stretch) ** 2 + 1 / side**2
    return np.asarray(square ** (-power / 2), np.float32)


@lru_cache(maxsize=8)
def grid(side: int) -> tuple[Field, Field]:
    """x and y of each pixel, in pixels from the middle: two (side, side)."""
    y, x = np.mgrid[:side, :side].astype(np.float32) - np.float32((side - 1) / 2)
    return x, y


def turned(side: int, angle: float) -> tuple[Field, Field]:
    """`grid` in axes turned by an angle."""
    x, y = grid(side)
    c, s = np.float32(math.cos(angle)), np.float32(math.sin(angle))
    return x * c + y * s, y * c - x * s


def wave(along: Field, period: float, shift: float = 0.0) -> Field:
    """A sine of a coordinate, in 0..1."""
    return 0.5 + 0.5 * np.sin(along * np.float32(2 * math.pi / period) + np.float32(shift))


def even(field: Field) -> Field:
    """A field in 0..1, from its lowest to its highest value."""
    low, high = float(field.min()), float(field.max())
    return (field - np.float32(low)) / np.float32(max(high - low, 1e-6))


def step(field: Field, edge: float, width: float) -> Field:
    """0 below an edge, 1 above, a straight ramp of that width between."""
    return np.clip((field - np.float32(edge)) / np.float32(width) + np.float32(0.5), 0, 1)


def cells(draw: Draw, period: float, disorder: float) -> tuple[Field, NDArray[np.int32]]:
    """Distance of each pixel to the nearest of many points, and the number of that point.

    disorder: how far points stray from a honeycomb, in periods.
    """
    side = draw.side
    rows = np.arange(-period, side + period, period * 0.87)
    cols = np.arange(-period, side + period, period)
    y, x = np.meshgrid(rows, cols, indexing="ij")
    x = x + (np.arange(len(rows)) % 2)[:, None] * period / 2
    points = np.stack([x, y], axis=2).reshape(-1, 2)
    points = points + draw.chance.normal(0, disorder * period, points.shape)
    at = np.rint(points).astype(int)
    at = at[((at >= 0) & (at < side)).all(axis=1)]
    seeds = np.full((side, side), 255, np.uint8)
    seeds[at[:, 1], at[:, 0]] = 0
    if len(at) == 0:
        seeds[side // 2, side // 2] = 0
    distance, labels = cv2.distanceTransformWithLabels(
        seeds, cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    return np.asarray(distance, np.float32), np.asarray(labels, np.int32)


def slopes(height: Field) -> tuple[Field, Field, Field]:
    """Unit normals of a height field in pixels: x, y, z."""
    height = np.asarray(height, np.float32)
    across = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8)
    down = cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8)
    length = np.sqrt(across**2 + down**2 + 1)
    return -across / length, -down / length, 1 / length


def lit(
    normals: tuple[Field, Field, Field], light: tuple[float, float, float], gloss: float
) -> tuple[Field, Field]:
    """Diffuse light in 0..1 and highlight in 0..1 on a surface with these normals (Phong, 1975).

    light: direction towards it, of any length. gloss: exponent of the highlight.
    """
    toward = np.asarray(light, np.float32)
    toward = toward / np.linalg.norm(toward)
    x, y, z = normals
    diffuse = np.clip(x * toward[0] + y * toward[1] + z * toward[2], 0, 1)
    mirrored = np.clip(2 * diffuse * z - toward[2], 0, 1)  # z of the mirrored ray: eye above
    return diffuse, mirrored ** np.float32(gloss)


def lamp(draw: Draw) -> tuple[float, float, float]:
    """Direction towards a lamp of the style, 25 to 75 degrees above the surface."""
    angle, above = draw.style.uniform(0, 2 * math.pi), math.radians(draw.style.uniform(25, 75))
    flat = math.cos(above)
    return math.cos(angle) * flat, math.sin(angle) * flat, math.sin(above)


def relief(draw: Draw, height: Field, colours: Field) -> Field:
    """Colours (side, side, 3) on a height field in pixels, under a lamp."""
    diffuse, highlight = lit(slopes(height), lamp(draw), draw.between(4, 80))
    ambient = draw.style.uniform(0.2, 0.5)
    strength = draw.style.uniform(0, 0.7) * draw.maybe(0.6)
    shade = np.float32(ambient) + np.float32(1.15 - ambient) * diffuse
    return colours * shade[:, :, None] + np.float32(strength) * highlight[:, :, None]
