"""Pictures made by rules: the only thing that the built-in network ever learns from.

A picture has a *style*, all that its rule decides, and a *chance*, all that differs from one piece
to the next of one production: `make(3, 0)` and `make(3, 1)` are two pieces of the same kind.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from training.images import grounds, leaves, marks, parts, solids
from training.images.camera import CAMERA
from training.images.defects import DEFECTS
from training.images.draw import Draw, Ingredient

GROUNDS: dict[str, Ingredient] = grounds.GROUNDS
"""What fills a picture, and any surface in it."""

SCENES: dict[str, Ingredient] = {
    "leaves": leaves.leaves,
    "parts": parts.parts,
    "prints": marks.prints,
    "wires": marks.wires,
    "solids": solids.solids,
}
"""What lies on a ground, made of other grounds."""

NAMES: tuple[str, ...] = (*GROUNDS, *SCENES, *CAMERA, *DEFECTS)
"""All that `without` can leave out."""

_SCENE = 0.7  # share of pictures with a scene


def make(seed: int, piece: int, side: int, without: Collection[str] = ()) -> NDArray[np.uint8]:
    """One picture (side, side, 3), RGB.

    seed: of its style. piece: another one is another piece of the same kind. without: names of
        ingredients that are left out.
    """
    style = np.random.default_rng([seed, 0])
    chance = np.random.default_rng([seed, 1, piece])
    kept = tuple(make for name, make in GROUNDS.items() if name not in without)
    scenes = tuple(make for name, make in SCENES.items() if name not in without)
    draw = Draw(style, chance, side, kept or (grounds.plain,))
    if scenes and style.random() < _SCENE:
        found = scenes[int(style.integers(len(scenes)))](draw)
    else:
        found = draw.ground()
    return as_pixels(found)


def make_one(name: str, seed: int, piece: int, side: int) -> NDArray[np.uint8]:
    """A picture of one ground or scene, to look at: (side, side, 3)."""
    style = np.random.default_rng([seed, 0])
    chance = np.random.default_rng([seed, 1, piece])
    draw = Draw(style, chance, side, tuple(GROUNDS.values()))
    return as_pixels((GROUNDS | SCENES)[name](draw))


def as_pixels(colours: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Values of about 0..1 as 8 bit."""
    return np.rint(np.clip(colours, 0, 1) * 255).astype(np.uint8)
