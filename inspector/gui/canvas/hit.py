"""What lies under a point of the image."""

from __future__ import annotations

from math import floor
from typing import Any, NamedTuple

from numpy.typing import NDArray

from inspector.core.geometry import heatmap_step
from inspector.core.mask import Point


class Hit(NamedTuple):
    """A pixel, by column and row, with its values.

    pixel: red, green, blue as they are in the image. distance: of the heatmap, if there is one.
    """

    x: int
    y: int
    pixel: tuple[int, ...]
    distance: float | None


def hit(point: Point, pixels: NDArray[Any], heatmap: NDArray[Any] | None) -> Hit | None:
    """The pixel under a point of the image (H, W, 3); None beside it."""
    x, y = floor(point[0]), floor(point[1])
    if not (0 <= y < pixels.shape[0] and 0 <= x < pixels.shape[1]):
        return None
    distance = None if heatmap is None else _distance(heatmap, pixels.shape, (y, x))
    return Hit(x, y, tuple(pixels[y, x].tolist()), distance)


def _distance(heatmap: NDArray[Any], shape: tuple[int, ...], at: tuple[int, int]) -> float:
    """Of the heatmap's pixel that stands for one of an image of that shape."""
    step = heatmap_step(*shape[:2])
    row, col = (min(place // step, side - 1) for place, side in zip(at, heatmap.shape, strict=True))
    return float(heatmap[row, col])
