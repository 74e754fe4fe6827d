"""Masks as PNG files: 8 bit, 0 or 255, as large as the image."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from inspector.core import image
from inspector.core.errors import ImageError
from inspector.core.files import replacing
from inspector.core.mask import Mask

# Masks are large flat areas: level 3 is three times as fast as the usual 6 and nearly as small.
_COMPRESSION = 3


def read_png(path: Path, shape: tuple[int, int]) -> Mask:
    """A mask (H, W) from any image file (see `image.read_mask`).

    shape: height and width of the image that it belongs to.

    Raises:
        ImageError: the file cannot be read, or has another size.
    """
    mask = image.read_mask(path)
    if mask.shape != shape:
        height, width = mask.shape
        raise ImageError(
            f"{path}: the mask is {width} x {height} pixels, its image {shape[1]} x {shape[0]}. "
            "Export it again at the size of the image."
        )
    return mask


def write_png(path: Path, mask: Mask) -> None:
    """Write a mask (H, W), or leave the old file as it was.

    Raises:
        InspectorError: the file cannot be written.
    """
    pixels = Image.fromarray(mask.astype(np.uint8) * 255)
    with replacing(path) as draft:
        pixels.save(draft, "PNG", compress_level=_COMPRESSION)
