"""Named settings to start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from inspector.core.backbones.base import BackboneChoice
from inspector.core.detectors.manifold_projector import ManifoldProjector
from inspector.core.detectors.multi_view_memory import MultiViewMemory
from inspector.core.detectors.patch_memory import PatchMemory
from inspector.core.detectors.subspace import Subspace
from inspector.core.detectors.text import Text
from inspector.core.detectors.two_memories import TwoMemories
from inspector.core.options import Options
from inspector.core.score import SMALL_DEFECTS, Maximum, MethodsOwn, TopFraction

# Layers are fractions of the depth, so that a preset also suits a smaller backbone of the family.
_SUBSPACEAD_LAYERS = tuple(block / 40 for block in range(23, 30))  # of 40 blocks (METHODS 4.1)
_VISIONAD_LAYERS = tuple(block / 24 for block in range(5, 20))  # blocks 4 to 18, from 0, of 24
_FOUNDAD_LAYERS = (10 / 12,)  # the first of the last three blocks of 12 (METHODS 2.2)
_PATCHCORE_LAYERS = (3 / 5, 4 / 5)  # stages 2 and 3, after the stem and stage 1


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
    "recommended": Preset(
        "Recommended",
        "The built-in backbone; compares patches and squares of 2 x 2 patches with good ones, and "
        "what resembles a painted defect counts for more. Takes longer than the default.",
        Options(detector=TwoMemories(scales="1,2")),  # docs/decisions/0004-recommended.md
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
    "subspacead": Preset(
        "SubspaceAD",
        "The paper's setting: the giant DINOv2 at 672, its middle layers averaged, turned copies. "
        "Needs large weights and a graphics card; with a smaller DINOv2 it keeps its proportions.",
        Options(
            backbone=BackboneChoice("dinov2-giant-reg", layers=_SUBSPACEAD_LAYERS),
            size=672,
            detector=Subspace(explained=0.99, rotations="45"),
            score=TopFraction(0.01),
        ),
    ),
    "visionad": Preset(
        "VisionAD",
        "The paper's setting: DINOv2-L at 448, layers averaged, turned and mirrored references, "
        "each image measured twice. Needs weights.",
        Options(
            backbone=BackboneChoice("dinov2-large-reg", layers=_VISIONAD_LAYERS),
            size=448,
            detector=MultiViewMemory(rotations="90", mirror="measure"),
            score=TopFraction(0.01),
        ),
    ),
    "patchcore": Preset(
        "PatchCore",
        "The paper's setting: two stages of a wide ResNet-50, a tenth of the patches, the largest "
        "distance as the score. For many good images. Needs weights.",
        Options(
            # This backbone averages 3 x 3 cells of each stage before it joins them (METHODS 4.15).
            backbone=BackboneChoice(
                "wide-resnet50", layers=_PATCHCORE_LAYERS, combine="concatenate"
            ),
            size=256,
            detector=MultiViewMemory(
                rotations="none", mirror="no", metric="euclidean", memory_share=0.1
            ),
            score=Maximum(),
        ),
    ),
    "foundad": Preset(
        "FoundAD",
        "The paper's setting: DINOv3-B at 512, a projector trained on synthetic defects, the mean "
        "of the 10 largest errors. Trains long; needs weights and a GPU.",
        Options(
            backbone=BackboneChoice("dinov3-base", layers=_FOUNDAD_LAYERS),
            size=512,
            detector=ManifoldProjector(schedule="paper", copies=64, width=384, blocks=6),
            score=TopFraction(10 / 1024),
            smoothing=0.0,  # METHODS 2.6: none
        ),
    ),
    "winclip": Preset(
        "WinCLIP",
        "The paper's zero-shot setting: CLIP at 240, windows of 4 and 9 patches seen alone, "
        "words about good and bad parts: name the part. Slow; needs weights and "
        "open-clip-torch.",
        Options(
            backbone=BackboneChoice("clip-b16-plus-240"),
            size=240,
            edges="crop",
            detector=Text(windows="exact"),
            score=MethodsOwn(),
        ),
    ),
    "poswinclip": Preset(
        "posWinCLIP+",
        "The paper's setting: CLIP at 240, four sizes of windows seen alone, a memory of good and "
        "one of painted windows, and words. Slow; needs weights and open-clip-torch.",
        Options(
            backbone=BackboneChoice("clip-b16-plus-240"),
            size=240,
            edges="crop",
            detector=TwoMemories(scales="1,2,3,7", windows="exact", compare_words=True),
            score=MethodsOwn(),
        ),
    ),
}
