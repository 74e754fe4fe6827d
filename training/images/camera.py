"""What light, lens and camera do to a picture without changing the part: what must not matter."""

from __future__ import annotations

from collections.abc import Callable, Collection

import cv2
import numpy as np
from numpy.typing import NDArray

from training.images.draw import Colours
from training.images.fields import grid

Effect = Callable[[Colours, np.random.Generator], Colours]


def taken(
    image: NDArray[np.uint8], rng: np.random.Generator, without: Collection[str] = ()
) -> NDArray[np.uint8]:
    """A picture (H, W, 3) as a camera might have taken it another time."""
    found = image.astype(np.float32) / np.float32(255)
    for name, effect in CAMERA.items():
        if name not in without and rng.random() < _SHARE[name]:
            found = effect(found, rng)
    return np.rint(np.clip(found, 0, 1) * 255).astype(np.uint8)


def exposure(image: Colours, rng: np.random.Generator) -> Colours:
    """Other brightness, contrast and white balance."""
    gain = rng.normal(1, 0.08) * rng.normal(1, 0.02, 3)
    return image * gain.astype(np.float32) + np.float32(rng.normal(0, 0.03))


def gradient(image: Colours, rng: np.random.Generator) -> Colours:
    """Light that falls off to one side."""
    x, y = grid(image.shape[0])
    lean = rng.normal(0, 0.15, 2) / image.shape[0]
    fall = np.float32(1) + x * np.float32(lean[0]) + y * np.float32(lean[1])
    return image * fall[:, :, None]


def vignetting(image: Colours, rng: np.random.Generator) -> Colours:
    """Darker corners."""
    x, y = grid(image.shape[0])
    square = (x**2 + y**2) * np.float32(2 / image.shape[0] ** 2)
    return image * (1 - np.float32(rng.uniform(0, 0.25)) * square)[:, :, None]


def focus(image: Colours, rng: np.random.Generator) -> Colours:
    """A little out of focus, or a little sharpened."""
    soft = np.asarray(cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 1.3)), np.float32)
    share = np.float32(rng.uniform(-0.5, 1))
    return image + (soft - image) * share


def grain(image: Colours, rng: np.random.Generator) -> Colours:
    """Noise of the sensor, more of it where there is more light."""
    noise = rng.standard_normal(image.shape, np.float32) * np.float32(abs(rng.normal(0, 0.02)))
    return image + noise * np.sqrt(np.clip(image, 0.05, 1))


def jpeg(image: Colours, rng: np.random.Generator) -> Colours:
    """Blocks and rings of compression, down to quality 60."""
    pixels = np.rint(np.clip(image, 0, 1) * 255).astype(np.uint8)
    _, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(60, 98))])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.float32) / np.float32(255)


CAMERA: dict[str, Effect] = {
    "exposure": exposure,
    "gradient": gradient,
    "vignetting": vignetting,
    "focus": focus,
    "grain": grain,
    "jpeg": jpeg,
}

_SHARE = {
    "exposure": 0.9,
    "gradient": 0.4,
    "vignetting": 0.2,
    "focus": 0.5,
    "grain": 0.7,
    "jpeg": 0.3,
}
