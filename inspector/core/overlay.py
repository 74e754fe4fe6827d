"""A heatmap as colours over its image, and heatmaps as files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, get_args

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.core.errors import OptionError
from inspector.core.files import replacing, write_bytes
from inspector.core.geometry import heatmap_step
from inspector.core.regions import Region

Colours = Literal["inferno", "cividis", "viridis", "magma", "turbo", "jet"]
"""The colour maps. The first four grow evenly in lightness and are safe for colour-blind people
(Nunez et al. 2018 for cividis); turbo and jet are there for who is used to them."""

COLOUR_MAPS: tuple[Colours, ...] = get_args(Colours)

HOTTEST = 2.0
"""Where the colours end, in limits."""

_DARK, _LIGHT = (16, 18, 22), (255, 255, 255)

# 4:4:4 keeps the colour of a hot spot of a few pixels, which the usual halving would grey.
_JPEG = (
    *(cv2.IMWRITE_JPEG_QUALITY, 85),
    *(cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444),
)

_STRIP_PIXELS = 2**24

FAINTEST, FULLEST = 0.5, 1.25
"""Between these, in limits, the overlay fades in: far below the limit, the photograph stays."""


def colours(
    heatmap: NDArray[np.float32], limit: float, *, name: Colours = "inferno"
) -> NDArray[np.uint8]:
    """Colours (H, W, 3) of a heatmap (H, W), fixed by the limit and never by the image itself.

    0 has the lowest colour, the limit the middle one, twice the limit and all above the highest, so
    that one colour means one distance in every image of a detector.

    Raises:
        OptionError: there is no colour map of that name.
    """
    return _painted(_steps(heatmap, limit), _table(name))


def opacities(
    heatmap: NDArray[np.float32], limit: float, *, opacity: float = 0.6
) -> NDArray[np.float32]:
    """How much of the colour covers each pixel: (H, W) float32 in 0..opacity.

    Nothing up to half the limit, then a smooth rise.
    """
    return _fade(opacity)[_steps(heatmap, limit)]


def relative(heatmap: NDArray[np.float32], limit: float) -> NDArray[np.float32]:
    """A heatmap in units of the limit. What is not a number counts as 0.

    A limit of 0 (all references alike to the last bit) makes everything above it infinitely hot.
    """
    with np.errstate(over="ignore"):
        ratio = heatmap / np.float32(max(limit, np.finfo(np.float32).tiny))
    return np.where(np.isnan(ratio), np.float32(0), ratio)


def overlay(
    image: NDArray[Any],
    heatmap: NDArray[np.float32],
    limit: float,
    *,
    opacity: float = 0.6,
    name: Colours = "inferno",
    regions: Sequence[Region] = (),
) -> NDArray[np.uint8]:
    """An image (H, W, 3) uint8 or uint16 under its heatmap: a picture of the heatmap's size.

    heatmap: (H, W) float32, or of a huge image its smaller one (`geometry.heatmap_step`).
    """
    step = heatmap_step(*image.shape[:2])
    if step > 1:
        image = shrunk(image, heatmap.shape, step)
    if image.shape[:2] != heatmap.shape:
        raise ValueError(f"image {image.shape[:2]} and heatmap {heatmap.shape} differ in size")
    steps, fade = _steps(heatmap, limit), _fade(opacity)[:, np.newaxis, np.newaxis]
    # Image * (1 - share) + colour * share, with both factors looked up: 16 megapixels in a blink.
    kept = _painted(steps, np.rint((1 - fade) * 255).repeat(3, axis=2).astype(np.uint8))
    added = _painted(steps, np.rint(_table(name) * fade).astype(np.uint8))
    picture = cv2.add(cv2.multiply(eight_bit(image), kept, scale=1 / 255), added)
    outlines = [region.outline if step == 1 else region.outline // step for region in regions]
    return outlined(np.asarray(picture, np.uint8), outlines)


def shrunk(image: NDArray[Any], shape: tuple[int, ...], step: int) -> NDArray[np.uint8]:
    """A huge image (H, W, 3) at the size of its heatmap, in 8 bits; step x step pixels are one."""
    height, width = shape[:2]
    if image.shape[0] // step != height or image.shape[1] // step != width:
        raise ValueError(f"image {image.shape[:2]} and heatmap {shape} differ in size")
    small = np.empty((height, width, 3), np.uint8)
    strip = max(1, _STRIP_PIXELS // (width * step**2))
    for top in range(0, height, strip):
        bottom = min(top + strip, height)
        part = eight_bit(image[top * step : bottom * step, : width * step])
        small[top:bottom] = cv2.resize(part, (width, bottom - top), interpolation=cv2.INTER_AREA)
    return small


def outlined(picture: NDArray[np.uint8], outlines: Sequence[NDArray[Any]]) -> NDArray[np.uint8]:
    """A picture (H, W, 3) with a light line on a dark one around each outline (N, 2) of (x, y).

    The lines run a little outside of it, so that the smallest defect stays visible.
    """
    drawn = picture.copy()
    if not outlines:
        return drawn
    unit = max(1.0, min(picture.shape[:2]) / 500)
    inside = np.zeros(picture.shape[:2], np.uint8)
    for outline in outlines:
        cv2.fillPoly(inside, [np.rint(outline).astype(np.int32)], 1)
    box = _box(inside, round(6 * unit))
    away = cv2.distanceTransform(1 - inside[box], cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    for colour, width in ((_DARK, 4 * unit), (_LIGHT, 1.5 * unit)):
        share = np.clip((width + 1) / 2 - np.abs(away - 3.5 * unit), 0, 1)[:, :, np.newaxis]
        drawn[box] = np.rint(drawn[box] * (1 - share) + np.array(colour) * share)
    return drawn


def eight_bit(image: NDArray[Any]) -> NDArray[np.uint8]:
    """A copy of an image in 8 bits; 16 bits are divided by 257, so that white stays white."""
    if image.dtype == np.uint8:
        return image.copy()
    return np.asarray(cv2.convertScaleAbs(image, alpha=1 / 257), np.uint8)


def write_tiff(path: Path, heatmap: NDArray[np.float32]) -> None:
    """Save a heatmap (H, W) as it is: raw distances, 32-bit float, uncompressed for any reader.

    Raises:
        InspectorError: the file cannot be written.
    """
    from tifffile import imwrite

    with replacing(path) as draft:
        imwrite(draft, heatmap.astype(np.float32, copy=False), photometric="minisblack")


def write_png(path: Path, picture: NDArray[np.uint8]) -> None:
    """Save an RGB picture (H, W, 3) uint8.

    Raises:
        InspectorError: the file cannot be written.
    """
    write_bytes(path, encoded(picture, ".png"))


def encoded(picture: NDArray[np.uint8], kind: Literal[".png", ".jpg"]) -> bytes:
    """The bytes of an image file of an RGB picture (H, W, 3) uint8."""
    good, data = cv2.imencode(kind, picture[:, :, ::-1], _JPEG if kind == ".jpg" else ())
    if not good:
        raise ValueError(f"a picture of shape {picture.shape} cannot be written as {kind}")
    return data.tobytes()


def _box(inside: NDArray[np.uint8], margin: int) -> tuple[slice, slice]:
    """The rows and columns that hold a mask, and a margin."""
    x, y, width, height = cv2.boundingRect(inside)
    rows = slice(max(0, y - margin), y + height + margin)
    return rows, slice(max(0, x - margin), x + width + margin)


def _steps(heatmap: NDArray[np.float32], limit: float) -> NDArray[np.uint8]:
    """0 to HOTTEST limits as 0..255, all above as 255."""
    ratio = relative(heatmap, limit)
    # Cut off, not rounded: a pixel at half the limit must not be coloured yet.
    return (np.clip(ratio, 0, HOTTEST) * (255 / HOTTEST)).astype(np.uint8)


def _fade(opacity: float) -> NDArray[np.float32]:
    """The opacity of each step: (256,)."""
    limits = np.linspace(0, HOTTEST, 256)
    rise = np.clip((limits - FAINTEST) / (FULLEST - FAINTEST), 0, 1)
    return (rise * rise * (3 - 2 * rise) * opacity).astype(np.float32)


def _painted(steps: NDArray[np.uint8], table: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.applyColorMap(steps, table), np.uint8)


def _table(name: Colours) -> NDArray[np.uint8]:
    """The RGB colour of each step: (256, 1, 3).

    The last colours of some maps, near white or near black, would hide what they cover.
    """
    known: dict[Colours, tuple[int, float]] = {
        "inferno": (cv2.COLORMAP_INFERNO, 0.85),
        "cividis": (cv2.COLORMAP_CIVIDIS, 1.0),
        "viridis": (cv2.COLORMAP_VIRIDIS, 1.0),
        "magma": (cv2.COLORMAP_MAGMA, 0.85),
        "turbo": (cv2.COLORMAP_TURBO, 0.9),
        "jet": (cv2.COLORMAP_JET, 0.9),
    }
    if name not in known:
        raise OptionError(f"There is no colour map {name!r}. Choose one of {', '.join(known)}.")
    number, used = known[name]
    places = np.rint(np.linspace(0, 255 * used, 256)).astype(np.uint8)[:, np.newaxis]
    return np.ascontiguousarray(cv2.applyColorMap(places, number)[:, :, ::-1], np.uint8)
