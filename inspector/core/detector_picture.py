"""The small pictures inside a detector file: self-test images and the thumbnail."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from inspector.core.preprocess import Pixels

_LONGEST_TEST_EDGE = 640
_LONGEST_THUMBNAIL_EDGE = 256


def shrink(pixels: Pixels, longest: int = _LONGEST_TEST_EDGE) -> Pixels:
    """An image (H, W, 3) made to fit into longest x longest pixels; small ones stay as they are."""
    factor = longest / max(pixels.shape[:2])
    if factor >= 1:
        return _pixels(np.ascontiguousarray(pixels))
    size = tuple(max(1, round(side * factor)) for side in pixels.shape[1::-1])
    return _pixels(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA))


def encode(pixels: Pixels) -> bytes:
    """An RGB image (H, W, 3), 8 or 16 bit, as PNG, without loss."""
    return cv2.imencode(".png", pixels[:, :, ::-1])[1].tobytes()


def decode(data: bytes) -> Pixels:
    """The RGB image of `encode`.

    Raises:
        ValueError: these bytes are no such image.
    """
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error:  # no bytes at all, or more pixels than OpenCV takes
        pixels = None
    if pixels is None or pixels.ndim != 3 or pixels.shape[2] != 3:
        raise ValueError("a self-test image cannot be decoded")
    return _pixels(np.ascontiguousarray(pixels[:, :, ::-1]))


def thumbnail(pixels: Pixels) -> bytes:
    """A small JPEG of an image, for people."""
    small = shrink(pixels, _LONGEST_THUMBNAIL_EDGE)
    if small.dtype == np.uint16:
        small = (small >> 8).astype(np.uint8)
    return cv2.imencode(".jpg", small[:, :, ::-1])[1].tobytes()


def _pixels(array: Any) -> Pixels:
    """What OpenCV returns for pixels are pixels of the same type, which it does not say."""
    return array
