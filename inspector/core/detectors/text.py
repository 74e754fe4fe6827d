"""Words about good and bad parts instead of references (WinCLIP, zero-shot)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from inspector.core.augment import PLAIN, View
from inspector.core.detectors import zero_shot
from inspector.core.detectors.base import Arrays, Example
from inspector.core.detectors.words import WordOptions
from inspector.core.errors import FitError
from inspector.core.features import Features
from inspector.core.progress import Tick, silent


@dataclass(frozen=True)
class Text(WordOptions):
    """Compare an image with sentences about a good and about a bad part.

    Jeong et al., WinCLIP (CVPR 2023), zero-shot; METHODS 3.2. The references teach nothing: they
    only set the limits.
    """

    name: ClassVar[str] = "text"
    label: ClassVar[str] = "Words"
    summary: ClassVar[str] = "Compares images with words; needs no references, but a CLIP backbone."
    learns_defects: ClassVar[bool] = False
    remembers: ClassVar[bool] = False
    learns_references: ClassVar[bool] = False
    learns_slowly: ClassVar[bool] = False

    @property
    def views(self) -> tuple[View, ...]:
        return (PLAIN,)

    @property
    def measures_mirrored(self) -> bool:
        return False

    @property
    def reach(self) -> int | None:
        return None

    @property
    def sides(self) -> tuple[int, ...]:
        return zero_shot.SIDES if self.windows == "exact" else (1,)

    def fit(self, examples: Sequence[Example], tick: Tick = silent) -> FittedText:
        """Read the words. Of the examples only their backbone matters.

        Raises:
            FitError: there is no example, or its backbone has no text tower.
            WeightsError: the text tower's weights cannot be had.
            Cancelled: tick asked to stop.
        """
        if not examples:
            raise FitError("There is no image yet. Mark at least one image as good.")
        tick(0, 1, "Reading the words")
        return FittedText(self.states(examples, tick))

    def load(self, arrays: Arrays) -> FittedText:
        return FittedText(np.asarray(arrays["states"], np.float32))


@dataclass(frozen=True, eq=False)
class FittedText:
    """states: (2, J), unit vectors of the words about a good and about a bad part."""

    states: NDArray[np.float32]

    def distances(self, features: Features) -> NDArray[np.float32]:
        """WinCLIP's zero-shot map: (rows, cols), the share of the bad words in 0..1."""
        return zero_shot.image_map(features, self.states)

    def image_score(self, features: Features, counts: NDArray[np.bool_]) -> float:
        """The share of the bad words in the whole image, whichever patches are looked at."""
        return zero_shot.image_score(features, self.states)

    def arrays(self) -> Arrays:
        return {"states": self.states}
