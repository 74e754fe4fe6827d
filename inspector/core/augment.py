"""Copies of an image that a detector learns from, and of the masks that lie on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.core.light import in_other_light
from inspector.core.preprocess import Pixels
from inspector.core.synthesis import with_defect


@dataclass(frozen=True, slots=True)
class View:
    """A copy of an image that a detector wants to learn from.

    degrees: turned about the centre on the same canvas, borders mirrored.
    mirrored: left and right exchanged before it is turned; with 180 degrees that is upside down.
    light: the seed of another light (see `inspector.core.light`); 0 leaves it.
    synthetic: the seed of a synthetic defect on it (see `inspector.core.synthesis`); 0 for none.
    """

    degrees: float = 0.0
    mirrored: bool = False
    light: int = 0
    synthetic: int = 0

    @property
    def key(self) -> str:
        """Its name among the views of an image."""
        seeds = f"-{self.light}-{self.synthetic}" if self.light or self.synthetic else ""
        return f"{self.degrees:g}{'m' if self.mirrored else ''}{seeds}"


PLAIN = View()
"""The image as it is."""

MIRRORED = View(mirrored=True)
"""Left and right exchanged."""

Alteration = Callable[[Pixels], Pixels]

ROTATIONS: Final[dict[str, tuple[View, ...]]] = {
    "none": (View(),),
    "180": (View(), View(180.0)),
    "90": tuple(View(float(degrees)) for degrees in range(0, 360, 90)),
    "45": tuple(View(float(degrees)) for degrees in range(0, 360, 45)),
}
"""Turned copies by the angle between them; "45" is what AnomalyDINO does (METHODS 1.6)."""


def copy_of(image: Pixels, view: View) -> Pixels:
    """The view of an image (H, W, 3), same size; what turns into the frame is mirrored."""
    if view.mirrored:
        image = _pixels(np.ascontiguousarray(image[:, ::-1]))
    if view.degrees != 0:
        image = _pixels(_turn(image, view.degrees, cv2.INTER_LINEAR))
    if view.light:
        image = in_other_light(image, view.light)
    return with_defect(image, view.synthetic)[0] if view.synthetic else image


def mask_of(mask: NDArray[np.bool_], view: View) -> NDArray[np.bool_]:
    """The view of a mask (H, W), so that it still lies on the same things."""
    if view.mirrored:
        mask = mask[:, ::-1]
    if view.degrees == 0:
        return mask
    return _turn(mask.astype(np.uint8), view.degrees, cv2.INTER_NEAREST).astype(bool)


def _turn(image: NDArray, degrees: float, how: int) -> NDArray:
    height, width = image.shape[:2]
    centre = ((width - 1) / 2, (height - 1) / 2)
    matrix = cv2.getRotationMatrix2D(centre, degrees, 1.0)
    border = cv2.BORDER_REFLECT_101
    return cv2.warpAffine(image, matrix, (width, height), flags=how, borderMode=border)


def _lighter(factor: float) -> Alteration:
    return lambda image: _clipped(image.astype(np.float32) * factor, image)


def _moved(dx: float, dy: float) -> Alteration:
    matrix = np.array([[1, 0, dx], [0, 1, dy]], np.float32)
    border = cv2.BORDER_REFLECT_101
    return lambda image: _pixels(
        cv2.warpAffine(image, matrix, image.shape[1::-1], flags=cv2.INTER_LINEAR, borderMode=border)
    )


def _turned(degrees: float) -> Alteration:
    return lambda image: _pixels(_turn(image, degrees, cv2.INTER_LINEAR))


def _softer(image: Pixels) -> Pixels:
    return _pixels(cv2.GaussianBlur(image, (0, 0), 0.7))


def _noisier(image: Pixels) -> Pixels:
    noise = np.random.default_rng(0).standard_normal(image.shape, np.float32)
    noise *= 0.01 * np.iinfo(image.dtype).max
    return _clipped(image.astype(np.float32) + noise, image)


def _clipped(values: NDArray[np.float32], like: Pixels) -> Pixels:
    return _pixels(np.clip(values, 0, np.iinfo(like.dtype).max).astype(like.dtype))


def _pixels(array: Any) -> Pixels:
    """What OpenCV returns for pixels are pixels of the same type, which it does not say."""
    return array


ALTERATIONS: Final[tuple[Alteration, ...]] = (
    _lighter(0.95),
    _lighter(1.05),
    _moved(3.5, 0.0),
    _moved(0.0, -3.5),
    _turned(1.0),
    _turned(-1.0),
    _softer,
    _noisier,
)
"""Small changes that a good part shows on a calm line: light, place, angle, focus, noise."""
