"""Random copies of a picture in other light: other colours, no colour, out of focus.

Source: the photometric augmentation of FoundAD's training (METHODS 2.4).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.core.preprocess import Pixels

Colours = NDArray[np.float32]
Reach = tuple[float, float, float, float]

JITTER: Final[Reach] = (0.3, 0.3, 0.3, 0.05)
"""How far brightness, contrast, saturation and hue may go, as torchvision's ColorJitter counts."""

SIGMA: Final = (0.1, 2.0)
"""Least and most blur, in pixels of an image whose smaller edge has REFERENCE of them."""

REFERENCE: Final = 512
"""Smaller edge of the images for which the paper gives its lengths in pixels."""

_GREY = np.array([0.299, 0.587, 0.114], np.float32)


def in_other_light(image: Pixels, seed: int) -> Pixels:
    """One of LIGHTS on a picture (H, W, 3) of any depth; a seed does the same to all pictures.

    Works on pixels, before any normalisation: on normalised values colour jitter gives NaN.
    """
    rng = np.random.default_rng(seed)
    change = LIGHTS[int(rng.integers(len(LIGHTS)))]
    return as_pixels(change(as_colours(image), rng), image)


def as_colours(image: Pixels) -> Colours:
    """Pixels as values in 0..1."""
    return image.astype(np.float32) / np.float32(np.iinfo(image.dtype).max)


def as_pixels(colours: Colours, like: Pixels) -> Pixels:
    """Values of about 0..1 as pixels of another picture's type, clipped."""
    most = np.iinfo(like.dtype).max
    whole: Any = np.rint(np.clip(colours, 0, 1) * np.float32(most)).astype(like.dtype)
    return whole


def jitter(colours: Colours, rng: np.random.Generator, reach: Reach) -> Colours:
    """Other brightness, contrast, saturation and hue, each within its reach: (H, W, 3) in 0..1.

    As torchvision's ColorJitter, but always in this order.
    """
    wide = np.array(reach[:3])
    brightness, contrast, saturation = rng.uniform(np.maximum(1 - wide, 0), 1 + wide)
    found = np.clip(colours * np.float32(brightness), 0, 1)
    found = np.clip(_mixed(found, (found @ _GREY).mean(), contrast), 0, 1)
    found = np.clip(_mixed(found, (found @ _GREY)[:, :, None], saturation), 0, 1)
    return _other_hue(found, rng.uniform(-reach[3], reach[3]))


def _jittered(colours: Colours, rng: np.random.Generator) -> Colours:
    return jitter(colours, rng, JITTER)


def _grey(colours: Colours, rng: np.random.Generator) -> Colours:
    return np.repeat((colours @ _GREY)[:, :, None], 3, axis=2)


def _blurred(colours: Colours, rng: np.random.Generator) -> Colours:
    sigma = rng.uniform(*SIGMA) * min(colours.shape[:2]) / REFERENCE
    return np.asarray(cv2.GaussianBlur(colours, (0, 0), max(sigma, SIGMA[0])), np.float32)


def _mixed(colours: Colours, other: Any, share: float) -> Colours:
    return other + (colours - other) * np.float32(share)


def _other_hue(colours: Colours, turn: float) -> Colours:
    hsv = cv2.cvtColor(np.ascontiguousarray(colours, np.float32), cv2.COLOR_RGB2HSV)
    hsv[:, :, 0] = (hsv[:, :, 0] + np.float32(360 * turn)) % 360
    return np.asarray(cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB), np.float32)


LIGHTS: Final[tuple[Callable[[Colours, np.random.Generator], Colours], ...]] = (
    _jittered,
    _grey,
    _blurred,
)
