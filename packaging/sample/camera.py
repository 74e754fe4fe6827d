"""From light to the picture that an inspection camera stores."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .grid import FINE, SIZE, Colours


@dataclass(frozen=True)
class Camera:
    """Settings of one exposure; `defocus` is the sigma of the blur in finished pixels."""

    exposure: float = 1.0
    defocus: float = 0.6
    white: tuple[float, float, float] = (1.0, 1.0, 1.0)
    noise: float = 1.0  # 0 for the picture without any


def develop(light: Colours, camera: Camera, rng: np.random.Generator) -> NDArray[np.uint8]:
    """RGB picture (SIZE, SIZE, 3) of linear light on the fine grid."""
    blurred = cv2.GaussianBlur(light, (0, 0), camera.defocus * FINE)
    small = cv2.resize(blurred, (SIZE, SIZE), interpolation=cv2.INTER_AREA)
    small = small + 0.035 * cv2.GaussianBlur(small, (0, 0), 9)  # glare of the lens
    exposed = 1 - np.exp(-camera.exposure * small * np.array(camera.white) * _vignette())
    # Shot noise grows with the root of the light, read noise is the same everywhere.
    deviation = camera.noise * np.sqrt(2.2e-5 * exposed + 1.2e-6)
    noisy = np.clip(exposed + deviation * rng.standard_normal(exposed.shape), 0, 1)
    return np.round(255 * _srgb(noisy)).astype(np.uint8)


def _vignette() -> NDArray[np.float64]:
    steps = (np.arange(SIZE) + 0.5) / SIZE * 2 - 1
    return (1 - 0.13 * (steps**2 + steps[:, None] ** 2))[..., None]


def _srgb(linear: NDArray[np.float64]) -> NDArray[np.float64]:
    """Transfer curve of IEC 61966-2-1."""
    return np.where(linear < 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
