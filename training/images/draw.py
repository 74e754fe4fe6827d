"""What a rule draws its numbers from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

# float32 all along; numpy's and OpenCV's own types lose sight of that in every product.
Colours = NDArray[Any]
Field = NDArray[Any]


@dataclass(frozen=True)
class Draw:
    """Two streams of random numbers and the size of the picture.

    style: what all pieces of a kind share. chance: what is each piece's own. How often `style` is
        asked must never depend on what `chance` answered.
    side: of the square picture, in pixels. grounds: rules that may fill a surface.
    """

    style: np.random.Generator
    chance: np.random.Generator
    side: int
    grounds: tuple[Ingredient, ...]

    def child(self, side: int | None = None) -> Draw:
        """Streams of its own, so that a surface draws the same whatever is drawn before it."""
        style = np.random.default_rng(self.style.integers(1 << 62))
        chance = np.random.default_rng(self.chance.integers(1 << 62))
        return Draw(style, chance, side or self.side, self.grounds)

    def ground(self, side: int | None = None) -> Colours:
        """A surface by any of the rules: (side, side, 3)."""
        make = self.grounds[int(self.style.integers(len(self.grounds)))]
        return make(self.child(side))

    def between(self, low: float, high: float) -> float:
        """A number of the style, even in its logarithm."""
        return float(np.exp(self.style.uniform(np.log(low), np.log(high))))

    def maybe(self, share: float) -> bool:
        """Whether the style has something."""
        return bool(self.style.random() < share)

    def count(self, low: int, high: int) -> int:
        """A whole number of the style, both ends included."""
        return int(self.style.integers(low, high + 1))


Ingredient = Callable[[Draw], Colours]
"""A rule: a draw to colours (side, side, 3) of about 0..1."""
