"""Image pixels and the model's grid: one object moves everything between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray


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
        """Share of each grid cell that a mask (H, W) covers: (rows, cols) in 0..1."""
        height, width = self._covered()
        seen = mask[:height, :width].astype(np.float32)
        shrinks = height >= self.rows and width >= self.cols
        how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
        share = cv2.resize(seen, (self.cols, self.rows), interpolation=how)
        return np.asarray(share, np.float32)

    def spread(self, grid: NDArray[np.float32]) -> NDArray[np.float32]:
        """A value per grid cell (rows, cols) as a value per pixel (H, W), bilinear.

        A strip that the model did not see repeats the last covered row or column; the map is
        never stretched over it.
        """
        height, width = self._covered()
        seen = cv2.resize(grid.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
        bottom, right = self.height - height, self.width - width
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

    def _covered(self) -> tuple[int, int]:
        return (
            min(self.height, max(1, round(self.covered_height))),
            min(self.width, max(1, round(self.covered_width))),
        )

    def _scale(self) -> NDArray[np.float64]:
        return np.array(
            [self.covered_width / self.model_width, self.covered_height / self.model_height]
        )
