"""Many small pictures on one, to be looked at."""

from __future__ import annotations

import math
from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.core.mask import Mask
from inspector.core.outline import outline
from inspector.core.overlay import eight_bit, outlined
from inspector.core.preprocess import Pixels

SIDE = 240
COLUMNS = 6
_GAP = 4


def contact_sheet(pictures: Iterable[tuple[Pixels, Mask]]) -> NDArray[np.uint8]:
    """Pictures (H, W, 3) of one size in rows of six, what their masks mark outlined.

    Each at most SIDE pixels wide and high.
    """
    tiles = [_tile(picture, mask) for picture, mask in pictures]
    height, width = (length + _GAP for length in tiles[0].shape[:2])
    columns = min(COLUMNS, len(tiles))
    rows = math.ceil(len(tiles) / columns)
    sheet = np.full((rows * height - _GAP, columns * width - _GAP, 3), 255, np.uint8)
    for number, tile in enumerate(tiles):
        top, left = number // columns * height, number % columns * width
        sheet[top : top + tile.shape[0], left : left + tile.shape[1]] = tile
    return sheet


def _tile(picture: Pixels, mask: Mask) -> NDArray[np.uint8]:
    height, width = mask.shape
    scale = min(1.0, SIDE / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(eight_bit(picture), size, interpolation=cv2.INTER_AREA)
    marked = cv2.resize(mask.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0
    return outlined(np.asarray(small, np.uint8), outline(marked))
