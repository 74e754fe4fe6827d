"""From the pixels of a file to what a backbone sees."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil, floor
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage

from inspector.core.errors import OptionError
from inspector.core.geometry import Geometry
from inspector.core.tiles import Span, Tile, TileOptions, tiles

Edges = Literal["cover", "crop"]
Pixels = NDArray[np.uint8] | NDArray[np.uint16]

MAX_MODEL_PIXELS = 64_000_000
MAX_TILED_PIXELS = 600_000_000
"""What the reader lets through fits, at its own resolution."""


@dataclass(frozen=True, slots=True)
class Preprocess:
    """How an image is made ready for a backbone.

    size: the smaller edge in model pixels (AnomalyDINO: 448 or 672, METHODS 1.1).
    patch: both sides become multiples of it.
    edges: "cover" rounds both sides to the nearest multiple, so that every pixel is seen (the
        aspect ratio changes by less than half a patch); "crop" keeps the aspect ratio and cuts the
        rest off at the right and the bottom, as AnomalyDINO does.
    mean, std: per channel, for values in 0..1.
    tiles: how a large image is cut; with full resolution size means nothing.
    """

    size: int
    patch: int
    edges: Edges = "cover"
    mean: tuple[float, float, float] = (0.0, 0.0, 0.0)
    std: tuple[float, float, float] = (1.0, 1.0, 1.0)
    # Not in the text: it is a part of the keys of features, which stay valid without tiles.
    tiles: TileOptions = field(default_factory=TileOptions, repr=False)

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
        most = MAX_TILED_PIXELS if self.tiles.is_on else MAX_MODEL_PIXELS
        if model_height * model_width > most:
            raise OptionError(
                f"An image of {width} x {height} pixels becomes {wide} x {tall} at size "
                f"{self.size}: too large. Choose a smaller size, or tiles where there are none."
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
        geometry = self.geometry(*image.shape[:2])
        tall, wide = self._resized(*image.shape[:2])
        small = _resize(image, tall, wide)[: geometry.model_height, : geometry.model_width]
        return self._normal(small), geometry

    def cut(self, geometry: Geometry) -> list[Tile]:
        """The tiles of an image; one holds all of it where images are not cut, or it is small."""
        return tiles(geometry.rows, geometry.cols, self.patch, self.tiles)

    def apply_tile(self, image: Pixels, tile: Tile) -> NDArray[np.float32]:
        """A tile of an image (H, W, 3), as `apply` shows it in the whole: (3, h, w) float32.

        Only the tile and the pixels that are resized into it are copied.
        """
        tall, wide = self._resized(*image.shape[:2])
        down = _Stretch.of(tile.down, self.patch, tall, image.shape[0])
        across = _Stretch.of(tile.across, self.patch, wide, image.shape[1])
        part: Any = image[down.crop, across.crop]
        box = (across.begin, down.begin, across.end, down.end)
        return self._normal(_resize(part, down.length, across.length, box))

    def _normal(self, small: NDArray[np.float32]) -> NDArray[np.float32]:
        """Values (h, w, 3) in 0..1 as model input (3, h, w)."""
        mean, std = np.asarray([self.mean, self.std], np.float32)
        normal = (small - mean) / std
        return np.ascontiguousarray(normal.transpose(2, 0, 1), np.float32)

    def _own(self, length: int) -> int:
        """A side in model pixels at full resolution: never shrunk by more than half a patch."""
        return _nearest(length, self.patch) if self.edges == "cover" else max(length, self.patch)

    def _resized(self, height: int, width: int) -> tuple[int, int]:
        """Height and width after resizing, before cropping."""
        if self.tiles.is_full:
            return self._own(height), self._own(width)
        if self.edges == "cover":
            scale = self.size / min(height, width)
            return _nearest(height * scale, self.patch), _nearest(width * scale, self.patch)
        if height <= width:
            return self.size, int(self.size * width / height)
        return int(self.size * height / width), self.size


_CUBIC_REACH = 2  # pixels around that bicubic looks at; of the larger image where it shrinks


class _Stretch(NamedTuple):
    """What a tile needs of one axis of an image.

    crop: the pixels of the image that are resized into it. begin, end: where it begins and ends in
    them, to a part of a pixel. length: in model pixels.
    """

    crop: slice
    begin: float
    end: float
    length: int

    @staticmethod
    def of(span: Span, patch: int, resized: int, pixels: int) -> _Stretch:
        scale = pixels / resized
        begin, end = span.start * patch * scale, min(span.stop * patch * scale, pixels)
        margin = _CUBIC_REACH * max(1.0, scale) + 1
        first, last = max(0, floor(begin - margin)), min(pixels, ceil(end + margin))
        length = (span.stop - span.start) * patch
        return _Stretch(slice(first, last), begin - first, end - first, length)


def _resize(
    image: Pixels, height: int, width: int, box: tuple[float, float, float, float] | None = None
) -> NDArray[np.float32]:
    """Bicubic with antialias, in 0..1: (height, width, 3).

    box: left, top, right and bottom of what is resized; pixels around it still have their say.
    """
    how, size = PillowImage.Resampling.BICUBIC, (width, height)
    if image.dtype == np.uint8:
        small = PillowImage.fromarray(image).resize(size, how, box)
        return np.asarray(small, np.float32) / np.float32(255)
    channels = [
        PillowImage.fromarray(channel.astype(np.float32)).resize(size, how, box)
        for channel in np.moveaxis(image, 2, 0)
    ]
    stacked = np.stack([np.asarray(c, np.float32) for c in channels], axis=2)
    return np.clip(stacked / np.float32(65535), 0, 1)


def _nearest(length: float, step: int) -> int:
    return max(1, round(length / step)) * step


def _floor(length: int, step: int) -> int:
    return max(1, length // step) * step
