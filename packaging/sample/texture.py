"""Irregularity: the noise from which tool marks, clouds and stains are made."""

from __future__ import annotations

import cv2
import numpy as np

from .grid import FINE, SIZE, Grid, Plane


def clouds(rng: np.random.Generator, scale: float) -> Plane:
    """Smooth noise of mean 0 and deviation 1; `scale` is the size of a cloud in pixels."""
    cells = max(4, round(SIZE / scale) + 3)
    noise = rng.standard_normal((cells, cells)).astype(np.float32)
    full = cv2.resize(noise, (SIZE * FINE, SIZE * FINE), interpolation=cv2.INTER_CUBIC)
    return ((full - full.mean()) / full.std()).astype(np.float32)


def line_noise(rng: np.random.Generator, position: Plane, scale: float) -> Plane:
    """Noise that depends on one coordinate only, such as the feed of a tool."""
    samples = rng.standard_normal(1024).astype(np.float32)
    where = (position - position.min()) / scale
    return np.interp(where, np.arange(1024), samples, period=1024).astype(np.float32)


def turned(rng: np.random.Generator, grid: Grid) -> Plane:
    """Slope of the marks that a lathe leaves: long streaks round the middle.

    The same machine and tool made all parts, so most of it is alike on all of them.
    """
    lathe = np.random.default_rng(4140)
    polar = 0.050 * _streaks(lathe, 0.3, 40) + 0.008 * _streaks(lathe, 1.5, 60)
    polar += 0.022 * _streaks(rng, 0.3, 24) + 0.003 * _streaks(rng, 1.5, 60)
    angle = np.arctan2(grid.y, grid.x) * (polar.shape[1] / (2 * np.pi))
    columns = np.mod(angle, polar.shape[1]).astype(np.float32)
    rows = (grid.radius * 2).astype(np.float32)
    wrapped = np.concatenate([polar, polar[:, :2]], axis=1)
    return np.asarray(cv2.remap(wrapped, columns, rows, cv2.INTER_LINEAR), np.float32)


def _streaks(rng: np.random.Generator, width: float, length: float) -> Plane:
    """Noise over (radius in half pixels, angle): `width` in pixels, `length` in degrees."""
    columns, margin = 240, 120
    noise = rng.standard_normal((2 * SIZE, columns)).astype(np.float32)
    wide = np.concatenate([noise[:, -margin:], noise, noise[:, :margin]], axis=1)
    wide = cv2.GaussianBlur(wide, (0, 0), sigmaX=length * columns / 360, sigmaY=2 * width)
    streaks = wide[:, margin:-margin]
    return (streaks / streaks.std()).astype(np.float32)
