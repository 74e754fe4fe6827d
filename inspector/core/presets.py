"""Named settings to start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from inspector.core.backbones.base import BackboneChoice
from inspector.core.detectors.patch_memory import PatchMemory
from inspector.core.options import Options
from inspector.core.score import SMALL_DEFECTS, TopFraction


@dataclass(frozen=True, slots=True)
class Preset:
    """Options with a name and a sentence for people."""

    label: str
    summary: str
    options: Options


PRESETS: Final[Mapping[str, Preset]] = {
    "default": Preset(
        "Default", "The built-in backbone and a patch memory; no download.", Options()
    ),
    "fast": Preset(
        "Fast",
        "The built-in backbone on a smaller input and a quarter of the memory.",
        Options(size=192, detector=PatchMemory(memory_share=0.25)),
    ),
    "small-defects": Preset(
        "Small defects",
        "Twice the input size, and a score that a few patches decide.",
        Options(size=512, score=SMALL_DEFECTS),
    ),
    "anomalydino": Preset(
        "AnomalyDINO",
        "The paper's setting: DINOv2-S at 448, turned copies, mean of the top 1 %. Needs weights.",
        Options(
            backbone=BackboneChoice("dinov2-small"),
            size=448,
            edges="crop",
            detector=PatchMemory(rotations="45"),
            score=TopFraction(0.01),
        ),
    ),
}
