"""Synthetic defects: a piece of the picture itself, in other colours, pasted where it is wrong.

Source: CutPaste (Li et al., CVPR 2021) in FoundAD's form (METHODS 2.5): half of the defects are
patches, half are scars; the top left corner of what is pasted lies on the part. They teach what
"not as usual" means; they are poor guides for choosing a method or a limit (METHODS 5.3).
"""

from __future__ import annotations

import math
import zlib

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.core.light import REFERENCE, Colours, as_colours, as_pixels, jitter
from inspector.core.preprocess import Pixels

Mask = NDArray[np.bool_]

PATCH_AREA = (0.02, 0.25)
"""Share of the picture that a pasted patch covers."""

PATCH_ASPECT = (0.3, 3.33)
"""Height by width of a pasted patch."""

SCAR_WIDTH, SCAR_LENGTH = (2.0, 16.0), (10.0, 25.0)
"""In pixels of an image whose smaller edge has 512; larger and smaller images scale them."""

SCAR_DEGREES = 45.0
JITTER = (0.5, 0.5, 0.5, 0.5)
"""How far brightness, contrast, saturation and hue of what is pasted may go."""

_SMALL = 256
_LIKELY = (0.05, 0.85)
_MOST_AT_EDGE = 0.2


def with_defect(image: Pixels, seed: int, part: Mask | None = None) -> tuple[Pixels, Mask]:
    """A copy of a picture (H, W, 3) with one synthetic defect, and the mask (H, W) of the defect.

    seed: another one gives another defect; another picture too, so that a set of pictures does
        not have all its defects in the same place.
    part: (H, W) bool, where defects may begin; None finds the part with `part_of`.
    """
    sample = np.ascontiguousarray(image[::16, ::16])
    rng = np.random.default_rng([seed, zlib.crc32(sample.tobytes())])
    part = part_of(image) if part is None else part
    piece, shape = _patch(image, rng) if rng.random() < 0.5 else _scar(image, rng)
    top, left = _place(part, shape.shape, rng)
    box = slice(top, top + shape.shape[0]), slice(left, left + shape.shape[1])
    made, mask = image.copy(), np.zeros(image.shape[:2], bool)
    made[box][shape] = as_pixels(piece, image)[shape]
    mask[box] = shape
    return made, mask


def examples(image: Pixels, count: int, seed: int = 1) -> list[tuple[Pixels, Mask]]:
    """Several copies of a picture with a synthetic defect each, to look at."""
    part = part_of(image)
    return [with_defect(image, seed + number, part) for number in range(count)]


def part_of(image: Pixels) -> Mask:
    """Where a picture probably shows the part: (H, W) bool.

    The paper names a threshold per product; here Otsu's threshold on how much a pixel differs from
    the colour of the picture's border tells part and background apart, and all of the picture
    counts where that separates nothing or almost all (a texture, or a part that fills the frame).
    """
    height, width = image.shape[:2]
    scale = min(1.0, _SMALL / min(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    small = cv2.GaussianBlur(small * (255 / np.iinfo(image.dtype).max), (0, 0), 2.0)
    border = np.concatenate([small[0], small[-1], small[:, 0], small[:, -1]])
    away = np.abs(small - np.median(border, axis=0)).max(axis=2)
    threshold, _ = cv2.threshold(away.astype(np.uint8), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    found = (away > threshold).astype(np.uint8)
    edge = np.concatenate([found[0], found[-1], found[:, 0], found[:, -1]])
    if not _LIKELY[0] <= found.mean() <= _LIKELY[1] or edge.mean() > _MOST_AT_EDGE:
        return np.ones((height, width), bool)
    return cv2.resize(found, (width, height), interpolation=cv2.INTER_NEAREST).astype(bool)


def _patch(image: Pixels, rng: np.random.Generator) -> tuple[Colours, Mask]:
    height, width = image.shape[:2]
    area = rng.uniform(*PATCH_AREA) * height * width
    aspect = math.exp(rng.uniform(*np.log(PATCH_ASPECT)))
    tall = int(np.clip(round(math.sqrt(area * aspect)), 1, height))
    wide = int(np.clip(round(math.sqrt(area / aspect)), 1, width))
    return _cut(image, tall, wide, rng), np.ones((tall, wide), bool)


def _scar(image: Pixels, rng: np.random.Generator) -> tuple[Colours, Mask]:
    """A thin piece, turned; its canvas grows so that nothing of it is cut off."""
    height, width = image.shape[:2]
    scale = min(height, width) / REFERENCE
    wide = max(1, round(rng.uniform(*SCAR_WIDTH) * scale))
    tall = max(2, round(rng.uniform(*SCAR_LENGTH) * scale))
    piece = _cut(image, min(tall, height), min(wide, width), rng)
    turned, shape = _turned(piece, rng.uniform(-SCAR_DEGREES, SCAR_DEGREES))
    return turned[:height, :width], shape[:height, :width]


def _cut(image: Pixels, tall: int, wide: int, rng: np.random.Generator) -> Colours:
    top = int(rng.integers(image.shape[0] - tall + 1))
    left = int(rng.integers(image.shape[1] - wide + 1))
    colours = as_colours(image[top : top + tall, left : left + wide])
    return jitter(colours, rng, JITTER)


def _turned(piece: Colours, degrees: float) -> tuple[Colours, Mask]:
    tall, wide = piece.shape[:2]
    cosine, sine = abs(math.cos(math.radians(degrees))), abs(math.sin(math.radians(degrees)))
    size = math.ceil(wide * cosine + tall * sine), math.ceil(tall * cosine + wide * sine)
    matrix = cv2.getRotationMatrix2D(((wide - 1) / 2, (tall - 1) / 2), degrees, 1.0)
    matrix[:, 2] += (size[0] - wide) / 2, (size[1] - tall) / 2
    colours = cv2.warpAffine(piece, matrix, size, borderMode=cv2.BORDER_REPLICATE)
    shape = cv2.warpAffine(np.ones((tall, wide), np.float32), matrix, size) >= 0.5
    shape[size[1] // 2, size[0] // 2] = True  # the thinnest scar is one pixel, not none
    return np.asarray(colours, np.float32), shape


def _place(part: Mask, size: tuple[int, ...], rng: np.random.Generator) -> tuple[int, int]:
    """The top left corner: on the part if a piece of this size fits there, else anywhere."""
    fits = part[: part.shape[0] - size[0] + 1, : part.shape[1] - size[1] + 1]
    places = np.flatnonzero(fits)
    chosen = rng.choice(places) if len(places) else rng.integers(fits.size)
    top, left = np.unravel_index(int(chosen), fits.shape)
    return int(top), int(left)
