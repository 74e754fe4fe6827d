"""How a mask is drawn: a see-through colour and a crisp line of screen pixels along its edge.

The colours differ in lightness, and the kinds in more than colour (filled, hatched, dimmed
outside), so that colour-blind people can tell them apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""(H, W, 4) of screen pixels: blue, green, red, as Qt's 32-bit numbers lie in memory, and a 255."""

Held = NDArray[np.uint8]
"""(H, W) of screen pixels, 255 where the mask is."""

Colour = tuple[int, int, int]

DEFECT: Colour = (255, 48, 160)
IGNORE: Colour = (232, 235, 240)
ROI: Colour = (45, 150, 255)

_DARK: Colour = (16, 18, 22)
_LIGHT: Colour = (255, 255, 255)

MARGIN = 5
"""How far, in line widths, a line looks around itself."""

_STRIPE, _GAP = 2, 6  # widths of the hatching, in line widths


@dataclass(frozen=True, slots=True)
class Pen:
    """How to draw on an area of the screen.

    opacity: of the colour, 0..1. width: of a thin line in screen pixels.
    phase: where on the image's diagonal the area begins, so that hatching moves along with it.
    """

    opacity: float
    width: int
    phase: int


def plain(shape: tuple[int, ...], colour: Colour) -> Picture:
    """A picture of one colour."""
    red, green, blue = colour
    # Four bytes at a time: ten times as fast.
    pixel = np.array([blue, green, red, 255], np.uint8).view(np.uint32)
    return np.full((*shape[:2], 1), pixel, np.uint32).view(np.uint8)


def draw_defect(picture: Picture, held: Held, pen: Pen) -> Picture:
    """Filled, with a line around."""
    inner = _inside(held, pen)
    picture = _over(picture, _tinted(picture, DEFECT, pen.opacity), inner)
    return _edged(picture, held, DEFECT, pen)


def draw_ignore(picture: Picture, held: Held, pen: Pen) -> Picture:
    """Greyed and hatched, with a line around."""
    inner = _inside(held, pen)
    picture = _over(picture, _tinted(picture, (70, 74, 80), pen.opacity), inner)
    stripes = inner & _hatching(inner.shape, pen)
    light = _tinted(picture, IGNORE, min(1.0, pen.opacity * 1.4))
    return _edged(_over(picture, light, stripes), held, IGNORE, pen)


def draw_roi(picture: Picture, held: Held, pen: Pen) -> Picture:
    """What lies outside is dimmed."""
    outside = ~_inside(held, pen)
    picture = _over(picture, _tinted(picture, (12, 16, 24), pen.opacity), outside)
    return _edged(picture, held, ROI, pen)


def draw_regions(picture: Picture, held: Held, pen: Pen) -> Picture:
    """A light line between two dark ones around, a little off, so that nothing is covered."""
    near, far, dark = (_rounded(held, width * pen.width) for width in (1, 3, 4))
    around, line = _without(dark, held), _without(far, near)
    lines = _over(picture.copy(), plain(picture.shape, _DARK), _inside(around, pen))
    lines = _over(lines, plain(picture.shape, _LIGHT), _inside(line, pen))
    return np.asarray(cv2.addWeighted(lines, pen.opacity, picture, 1 - pen.opacity, 0), np.uint8)


DRAW: dict[
    Literal["roi", "ignore", "defect", "regions"], Callable[[Picture, Held, Pen], Picture]
] = {
    "roi": draw_roi,
    "ignore": draw_ignore,
    "defect": draw_defect,
    "regions": draw_regions,
}
"""From the lowest to the uppermost. `held` is larger than the picture by MARGIN widths a side."""


def _edged(picture: Picture, held: Held, colour: Colour, pen: Pen) -> Picture:
    """A line along the inner side of the edge, and a dark one outside for bright images."""
    line = _without(held, _shrunk(held, 2 * pen.width))
    halo = _without(_grown(held, pen.width), held)
    picture = _over(picture, plain(picture.shape, _DARK), _inside(halo, pen))
    return _over(picture, plain(picture.shape, colour), _inside(line, pen))


def _inside(held: Held, pen: Pen) -> Held:
    margin = MARGIN * pen.width
    return np.ascontiguousarray(held[margin:-margin, margin:-margin])


def _over(picture: Picture, other: Picture, where: Held) -> Picture:
    return np.asarray(cv2.copyTo(other, where, picture), np.uint8)


def _tinted(picture: Picture, colour: Colour, opacity: float) -> Picture:
    other = plain(picture.shape, colour)
    return np.asarray(cv2.addWeighted(picture, 1 - opacity, other, opacity, 0), np.uint8)


def _without(held: Held, other: Held) -> Held:
    return held & ~other


def _grown(held: Held, by: int) -> Held:
    return np.asarray(cv2.dilate(held, _square(by), borderValue=0), np.uint8)


def _rounded(held: Held, by: int) -> Held:
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * by + 1, 2 * by + 1))
    return np.asarray(cv2.dilate(held, disc, borderValue=0), np.uint8)


def _shrunk(held: Held, by: int) -> Held:
    return np.asarray(cv2.erode(held, _square(by), borderValue=255), np.uint8)


def _square(by: int) -> NDArray[np.uint8]:
    return np.ones((2 * by + 1, 2 * by + 1), np.uint8)


def _hatching(shape: tuple[int, ...], pen: Pen) -> Held:
    period = (_STRIPE + _GAP) * pen.width
    diagonal = (np.arange(sum(shape)) + pen.phase) % period < _STRIPE * pen.width
    row = diagonal.astype(np.uint8) * 255
    # Row y is the same, one pixel further.
    return np.ascontiguousarray(np.lib.stride_tricks.sliding_window_view(row, shape[1])[: shape[0]])
