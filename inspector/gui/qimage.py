"""Arrays -> QImage: the one place where pixels cross over to Qt."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from inspector.core.overlay import eight_bit


def to_qimage(array: NDArray[Any]) -> QImage:
    """A picture of its own memory from RGB (H, W, 3), grey (H, W) or a mask (H, W) of bool.

    array: uint8, uint16 (shown in 8 bits, white stays white) or bool (black and white).

    Raises:
        ValueError: another shape or dtype.
    """
    pixels = np.ascontiguousarray(_eight_bit(array))
    if pixels.ndim == 2:
        kind = QImage.Format.Format_Grayscale8
    elif pixels.ndim == 3 and pixels.shape[2] == 3:
        kind = QImage.Format.Format_RGB888
    else:
        raise ValueError(f"a picture is (H, W) or (H, W, 3), not {array.shape}")
    height, width = pixels.shape[:2]
    # Without the bytes per line, Qt takes rows to be padded to four bytes. And it does not copy.
    return QImage(pixels.data, width, height, pixels.strides[0], kind).copy()


def _eight_bit(array: NDArray[Any]) -> NDArray[np.uint8]:
    if array.dtype == np.bool_:
        return array.astype(np.uint8) * np.uint8(255)
    if array.dtype not in (np.uint8, np.uint16):
        raise ValueError(f"a picture is uint8, uint16 or bool, not {array.dtype}")
    return eight_bit(array)
