"""How much vectors of an image are like words about bad parts: WinCLIP's zero-shot scores."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from inspector.core import text_tower
from inspector.core.detectors import windows
from inspector.core.errors import FitError
from inspector.core.features import Features, Joint

# WinCLIP (METHODS 3.2): cosines are divided by it before the softmax.
TEMPERATURE = 0.07
SIDES = (2, 3)


def anomalous(vectors: NDArray[Any], states: NDArray[np.float32]) -> NDArray[np.float32]:
    """Share (N,) in 0..1 of the bad words in a softmax over the cosines to good and bad ones.

    vectors: (N, J). states: (2, J), unit vectors of the good and of the bad words.
    """
    cosines = text_tower.unit(vectors).astype(np.float64) @ states.T.astype(np.float64)
    gap = (cosines[:, 0] - cosines[:, 1]) / TEMPERATURE
    return np.asarray(1 / (1 + np.exp(gap)), np.float32)


def image_score(features: Features, states: NDArray[np.float32]) -> float:
    """The share of the bad words in the whole image."""
    return float(anomalous(joint_of(features).image[None], states)[0])


def image_map(features: Features, states: NDArray[np.float32]) -> NDArray[np.float32]:
    """The zero-shot map (rows, cols) in 0..1.

    Per side of a window, each patch has the harmonic mean over the windows that hold it; then the
    harmonic mean over the image's score and all sides (METHODS 3.2).
    """
    seen = joint_of(features)
    inverse = np.full((features.rows, features.cols), 1 / _some(image_score(features, states)))
    sides = [side for side in SIDES if windows.fits(side, features)]
    for side in sides:
        grid = _windows(seen, side, features)
        scores = anomalous(grid.reshape(-1, grid.shape[-1]), states).reshape(grid.shape[:2])
        inverse += 1 / _some(windows.on_patches(scores, side))
    return np.asarray((1 + len(sides)) / inverse, np.float32)


def joint_of(features: Features) -> Joint:
    """What can be compared with words.

    Raises:
        FitError: the backbone has no text tower.
    """
    if features.joint is None:
        raise FitError(
            "This backbone cannot be compared with words: it has no text tower. These have one: "
            f"{', '.join(text_tower.TOWERS)}. Choose one of them, or another detector."
        )
    return features.joint


def _windows(seen: Joint, side: int, features: Features) -> NDArray[np.float32]:
    """What was seen of each window alone; else the mean of its projected patches."""
    if side in seen.sides:
        return seen.windows(side, features.rows, features.cols)
    return windows.mean(seen.windows(1, features.rows, features.cols), side)


def _some(scores: Any) -> Any:
    """Scores that can be divided by."""
    return np.maximum(scores, np.finfo(np.float32).tiny)
