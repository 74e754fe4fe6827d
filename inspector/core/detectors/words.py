"""The options of methods that compare images with words, and their words as vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from inspector.core import prompts, text_tower
from inspector.core.detectors import zero_shot
from inspector.core.detectors.base import Example, option
from inspector.core.progress import Tick


@dataclass(frozen=True)
class WordOptions:
    """What a part is called, what can be wrong with it, and how exactly windows are seen."""

    part: str = option(
        prompts.PART, "Name of the part", "What the images show, in English, such as hazelnut."
    )
    words: str = option(
        "",
        "More words for bad parts",
        "In English, separated by commas, such as: scratched, with a missing screw.",
    )
    windows: Literal["pooled", "exact"] = option(
        "pooled",
        "Windows",
        "pooled takes means of patches; exact runs the network on each window alone, as the paper "
        "does, which takes some thirty times as long.",
        choices=("pooled", "exact"),
    )

    def states(self, examples: Sequence[Example], tick: Tick) -> NDArray[np.float32]:
        """The words as vectors (2, J) that the examples' backbone can be compared with.

        Raises:
            FitError: the backbone has no text tower, or open_clip is not installed.
            WeightsError: the tower's weights cannot be had.
        """
        tower = zero_shot.joint_of(examples[0].features).tower
        return text_tower.states(tower, self.part, self.words, tick)
