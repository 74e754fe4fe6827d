"""The filters of the built-in backbone: oriented waves, and the blur between octaves."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

# Binomial of order 5: even, so that each sample of a coarser octave lies at the centre of 2 x 2
# samples of the finer one, and a sample of the fourth octave at the centre of 8 x 8 pixels.
BLUR = (1 / 32, 5 / 32, 10 / 32, 10 / 32, 5 / 32, 1 / 32)


def morlet_bank(
    orientations: int, reach: int, *, frequency: float, width: float, slant: float
) -> NDArray[np.float32]:
    """Morlet wavelets of one scale: (2 * orientations, n, n), real parts, then imaginary ones.

    reach: pixels on each side, n = 2 * reach + 1. frequency: of the wave, radians per pixel.
    width: standard deviation of the envelope along the wave, in pixels; across it, width / slant.

    Each sums to zero, so a flat area gives zero, and its envelope sums to 1. Source: Bruna and
    Mallat, Invariant Scattering Convolution Networks (arXiv 1203.1513), section 2.1.
    """
    angles = [math.pi * i / orientations for i in range(orientations)]
    waves = np.stack([_wave(a, reach, frequency, width, slant) for a in angles])
    return np.concatenate([waves.real, waves.imag]).astype(np.float32)


def _wave(
    angle: float, reach: int, frequency: float, width: float, slant: float
) -> NDArray[np.complex128]:
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(np.float64)
    along = x * math.cos(angle) + y * math.sin(angle)
    across = y * math.cos(angle) - x * math.sin(angle)
    envelope = np.exp(-(along**2 + (slant * across) ** 2) / (2 * width**2))
    envelope /= envelope.sum()
    wave = np.exp(1j * frequency * along)
    return envelope * (wave - (envelope * wave).sum())
