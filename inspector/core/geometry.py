"""Image pixels and the model's grid: one object moves everything between them."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

MOST_HEATMAP_PIXELS = 2**25
"""The heatmap of a larger image has fewer pixels than the image (see `heatmap_step`)."""


def heatmap_step(height: int, width: int) -> int:
    """How many pixels of an image, down and across, one pixel of its heatmap stands for.

    1 up to MOST_HEATMAP_PIXELS, so that the heatmap of a huge image stays within 134 MB.
    """
    return max(1, ceil(sqrt(height * width / MOST_HEATMAP_PIXELS)))


def heatmap_shape(height: int, width: int) -> tuple[int, int]:
    """Height and width of an image's heatmap: its own up to MOST_HEATMAP_PIXELS."""
    step = heatmap_step(height, width)
    return max(1, height // step), max(1, width // step)


@dataclass(frozen=True, slots=True)
class Geometry:
    """How one image lies under the model's grid.

    height, width: the image, in its own pixels.
    model_height, model_width: what the model sees, in model pixels; multiples of patch.
    covered_height, covered_width: the part of the image, from its top left corner, that the
        model sees, in image pixels. Smaller than the image only where a strip was cropped.
    patch: side of one grid cell in model pixels.
    """

    height: int
    width: int
    model_height: int
    model_width: int
    covered_height: float
    covered_width: float
    patch: int

    @property
    def rows(self) -> int:
        return self.model_height // self.patch

    @property
    def cols(self) -> int:
        return self.model_width // self.patch

    @property
    def step(self) -> int:
        """Pixels of the image, down and across, for one of the heatmap; see `heatmap_step`."""
        return heatmap_step(self.height, self.width)

    @property
    def heatmap_shape(self) -> tuple[int, int]:
        """Height and width of the heatmap; see `heatmap_shape`."""
        return heatmap_shape(self.height, self.width)

    @property
    def cell_size(self) -> tuple[float, float]:
        """Width and height of one grid cell in image pixels."""
        return self.covered_width / self.cols, self.covered_height / self.rows

    def to_image(self, points: NDArray[Any]) -> NDArray[np.float64]:
        """Points (N, 2) as (x, y) from model pixels to image pixels."""
        return np.asarray(points, np.float64) * self._scale()

    def to_model(self, points: NDArray[Any]) -> NDArray[np.float64]:
        """Points (N, 2) as (x, y) from image pixels to model pixels."""
        return np.asarray(points, np.float64) / self._scale()

    def cell_at(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of the grid cell under an image pixel; outside the grid, the nearest."""
        cell_width, cell_height = self.cell_size
        row = min(max(int(y / cell_height), 0), self.rows - 1)
        col = min(max(int(x / cell_width), 0), self.cols - 1)
        return row, col

    def cell_box(self, row: int, col: int) -> tuple[int, int, int, int]:
        """x, y, width, height in image pixels of one grid cell."""
        cell_width, cell_height = self.cell_size
        left, top = round(col * cell_width), round(row * cell_height)
        right, bottom = round((col + 1) * cell_width), round((row + 1) * cell_height)
        return left, top, right - left, bottom - top

    def cover(self, mask: NDArray[np.bool_]) -> NDArray[np.float32]:
        """Share of each grid cell that a mask covers: (rows, cols) in 0..1.

        mask: (H, W), or a mask of the same at another size.
        """
        height, width = self._covered(mask.shape)
        shrinks = height >= self.rows and width >= self.cols
        how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
        seen = mask[:height, :width]
        if seen.size <= MOST_HEATMAP_PIXELS:
            share = cv2.resize(seen.astype(np.float32), (self.cols, self.rows), interpolation=how)
            return np.asarray(share, np.float32)
        # A byte per pixel, not four: shares are rounded to 1 / 255.
        full = seen.astype(np.uint8) * np.uint8(255)
        share = cv2.resize(full, (self.cols, self.rows), interpolation=how)
        return np.asarray(share, np.float32) / np.float32(255)

    def spread(self, grid: NDArray[np.float32]) -> NDArray[np.float32]:
        """A value per grid cell (rows, cols) as a value per pixel of the heatmap, bilinear.

        A strip that the model did not see repeats the last covered row or column; the map is
        never stretched over it.
        """
        shape = self.heatmap_shape
        height, width = self._covered(shape)
        seen = cv2.resize(grid.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
        bottom, right = shape[0] - height, shape[1] - width
        if bottom or right:
            seen = cv2.copyMakeBorder(seen, 0, bottom, 0, right, cv2.BORDER_REPLICATE)
        return np.asarray(seen, np.float32)

    def unmirror(self, grid: NDArray[np.float32]) -> NDArray[np.float32]:
        """A value per cell (rows, cols) of the mirrored image, per cell of the image itself.

        Where a strip was cropped, the two grids lie up to a cell apart: values between cells are
        interpolated, and the column that the mirrored image did not show repeats the next one.
        """
        flipped = np.ascontiguousarray(grid[:, ::-1], np.float32)
        apart = (self.width - self.covered_width) / self.cell_size[0]  # in columns
        if apart == 0:
            return flipped
        before = np.concatenate([flipped[:, :1], flipped[:, :-1]], axis=1)
        return np.asarray((1 - apart) * flipped + apart * before, np.float32)

    def _covered(self, shape: tuple[int, ...]) -> tuple[int, int]:
        """The covered part of an array that lies over the whole image."""
        tall, wide = shape[0] / self.height, shape[1] / self.width
        return (
            min(shape[0], max(1, round(self.covered_height * tall))),
            min(shape[1], max(1, round(self.covered_width * wide))),
        )

    def _scale(self) -> NDArray[np.float64]:
        return np.array(
            [self.covered_width / self.model_width, self.covered_height / self.model_height]
        )
