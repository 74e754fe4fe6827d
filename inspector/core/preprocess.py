"""From the pixels of a file to what a backbone sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage

from inspector.core.errors import OptionError
from inspector.core.geometry import Geometry

Edges = Literal["cover", "crop"]
Pixels = NDArray[np.uint8] | NDArray[np.uint16]

MAX_MODEL_PIXELS = 64_000_000


@dataclass(frozen=True, slots=True)
class Preprocess:
    """How an image is made ready for a backbone.

    size: the smaller edge in model pixels (AnomalyDINO: 448 or 672, METHODS 1.1).
    patch: both sides become multiples of it.
    edges: "cover" rounds both sides to the nearest multiple, so that every pixel is seen (the
        aspect ratio changes by less than half a patch); "crop" keeps the aspect ratio and cuts the
        rest off at the right and the bottom, as AnomalyDINO does.
    mean, std: per channel, for values in 0..1.
    """

    size: int
    patch: int
    edges: Edges = "cover"
    mean: tuple[float, float, float] = (0.0, 0.0, 0.0)
    std: tuple[float, float, float] = (1.0, 1.0, 1.0)

    def __post_init__(self) -> None:
        if self.size < self.patch:
            raise OptionError(
                f"The input size {self.size} is smaller than one patch ({self.patch} pixels)."
            )

    def geometry(self, height: int, width: int) -> Geometry:
        """How an image of height x width pixels will lie under the grid.

        Raises:
            OptionError: the image is so long and thin that the model's input would not fit in
                memory at this size.
        """
        tall, wide = self._resized(height, width)
        model_height, model_width = _floor(tall, self.patch), _floor(wide, self.patch)
        if model_height * model_width > MAX_MODEL_PIXELS:
            raise OptionError(
                f"An image of {width} x {height} pixels becomes {wide} x {tall} at size "
                f"{self.size}: too large. Choose a smaller size."
            )
        return Geometry(
            height=height,
            width=width,
            model_height=model_height,
            model_width=model_width,
            covered_height=height * model_height / tall,
            covered_width=width * model_width / wide,
            patch=self.patch,
        )

    def apply(self, image: Pixels) -> tuple[NDArray[np.float32], Geometry]:
        """An RGB image (H, W, 3) as model input (3, h, w) float32, normalised, and its geometry."""
        height, width = image.shape[:2]
        geometry = self.geometry(height, width)
        tall, wide = self._resized(height, width)
        small = _resize(image, tall, wide)[: geometry.model_height, : geometry.model_width]
        mean, std = np.asarray([self.mean, self.std], np.float32)
        normal = (small - mean) / std
        return np.ascontiguousarray(normal.transpose(2, 0, 1), np.float32), geometry

    def _resized(self, height: int, width: int) -> tuple[int, int]:
        """Height and width after resizing, before cropping."""
        if self.edges == "cover":
            scale = self.size / min(height, width)
            return _nearest(height * scale, self.patch), _nearest(width * scale, self.patch)
        if height <= width:
            return self.size, int(self.size * width / height)
        return int(self.size * height / width), self.size


def _resize(image: Pixels, height: int, width: int) -> NDArray[np.float32]:
    """Bicubic with antialias, in 0..1: (height, width, 3)."""
    how = PillowImage.Resampling.BICUBIC
    if image.dtype == np.uint8:
        small = PillowImage.fromarray(image).resize((width, height), how)
        return np.asarray(small, np.float32) / np.float32(255)
    channels = [
        PillowImage.fromarray(channel.astype(np.float32)).resize((width, height), how)
        for channel in np.moveaxis(image, 2, 0)
    ]
    stacked = np.stack([np.asarray(c, np.float32) for c in channels], axis=2)
    return np.clip(stacked / np.float32(65535), 0, 1)


def _nearest(length: float, step: int) -> int:
    return max(1, round(length / step)) * step


def _floor(length: int, step: int) -> int:
    return max(1, length // step) * step
