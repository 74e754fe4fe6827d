"""The timm backbones that can be chosen by a short name.

Architecture, normalisation, repository and licence are timm's own records (its pretrained
configurations), which a test compares with these rows. The default sizes give a grid of about
32 x 32 cells: 448 at patch 14, 512 at patch 16 (METHODS 1.1, 4.17), 256 at patch 8.
"""

from __future__ import annotations

from inspector.core.backbones.base import HALF, BackboneRow

CLIP_MEAN = (0.48145466, 0.4578275, 0.40821073)
CLIP_STD = (0.26862954, 0.26130258, 0.27577711)

APACHE = "Apache-2.0"
# It allows copies only under conditions (a copy of the agreement goes along, no listed end use):
# whoever makes a detector file cannot be assumed to meet them.
DINOV3_LICENCE = "DINOv3 License (Meta's own terms)"


def _dinov2(size: str, dimension: int, download_mb: int, *, registers: bool) -> BackboneRow:
    architecture = f"vit_{size}_patch14_{'reg4_' if registers else ''}dinov2.lvd142m"
    return BackboneRow(
        id=f"dinov2-{size}{'-reg' if registers else ''}",
        label=f"DINOv2 {size.capitalize()}/14{' with registers' if registers else ''}",
        kind="timm",
        patch=14,
        dimension=dimension,
        size=448,
        timm_name=architecture,
        hub=_hub(architecture),
        licence=APACHE,
        may_export=True,
        download_mb=download_mb,
    )


def _dinov3(size: str, dimension: int, download_mb: int) -> BackboneRow:
    architecture = f"vit_{size}_patch16_dinov3.lvd1689m"
    return BackboneRow(
        id=f"dinov3-{size}",
        label=f"DINOv3 {size.capitalize()}/16",
        kind="timm",
        patch=16,
        dimension=dimension,
        size=512,
        timm_name=architecture,
        hub=_hub(architecture),
        licence=DINOV3_LICENCE,
        may_export=False,
        download_mb=download_mb,
    )


def _dino(size: str, dimension: int, download_mb: int, *, patch: int) -> BackboneRow:
    architecture = f"vit_{size}_patch{patch}_224.dino"
    return BackboneRow(
        id=f"dino-{size}{patch}",
        label=f"DINO {size.capitalize()}/{patch}",
        kind="timm",
        patch=patch,
        dimension=dimension,
        size=32 * patch,
        timm_name=architecture,
        hub=_hub(architecture),
        licence=APACHE,
        may_export=True,
        download_mb=download_mb,
    )


def _hub(architecture: str) -> tuple[str, str]:
    return f"timm/{architecture}", "model.safetensors"


_CLIP_B16 = BackboneRow(
    id="clip-b16",
    label="CLIP Base/16 (OpenAI)",
    kind="timm",
    patch=16,
    dimension=768,
    size=512,
    mean=CLIP_MEAN,
    std=CLIP_STD,
    joint=512,
    # OpenAI trained with the quick form of GELU; the plain architecture takes the same file and
    # gives slightly wrong features.
    timm_name="vit_base_patch16_clip_quickgelu_224.openai",
    hub=_hub("vit_base_patch16_clip_224.openai"),
    licence="MIT",
    may_export=True,
    download_mb=345,
)

_CLIP_B16_PLUS = BackboneRow(
    id="clip-b16-plus-240",
    label="CLIP Base/16 plus 240 (LAION-400M)",
    kind="timm",
    patch=16,
    dimension=896,
    size=240,  # as WinCLIP uses it (METHODS 3.2)
    mean=CLIP_MEAN,
    std=CLIP_STD,
    joint=640,
    timm_name="vit_base_patch16_plus_clip_240.laion400m_e32",
    hub=_hub("vit_base_patch16_plus_clip_240.laion400m_e32"),
    licence="MIT",
    may_export=True,
    download_mb=469,
)

_SIGLIP_B16 = BackboneRow(
    id="siglip-b16",
    label="SigLIP Base/16 512",
    kind="timm",
    patch=16,
    dimension=768,
    size=512,
    mean=HALF,
    std=HALF,
    timm_name="vit_base_patch16_siglip_512.webli",
    hub=_hub("vit_base_patch16_siglip_512.webli"),
    licence=APACHE,
    may_export=True,
    download_mb=374,
)

# PatchCore's network and weights (Roth et al. 2022, section 4.1): stages 2 and 3 together, 512 +
# 1024 channels on the grid of stage 2.
_WIDE_RESNET50 = BackboneRow(
    id="wide-resnet50",
    label="Wide ResNet-50-2",
    kind="timm",
    patch=8,
    dimension=1536,
    size=256,
    timm_name="wide_resnet50_2.tv_in1k",
    hub=_hub("wide_resnet50_2.tv_in1k"),
    licence="BSD-3-Clause",
    may_export=True,
    download_mb=276,
)

_VIT_TINY = BackboneRow(
    id="vit-tiny",
    label="ViT Tiny/16 (ImageNet)",
    kind="timm",
    patch=16,
    dimension=192,
    size=512,
    mean=HALF,
    std=HALF,
    timm_name="vit_tiny_patch16_224.augreg_in21k_ft_in1k",
    hub=_hub("vit_tiny_patch16_224.augreg_in21k_ft_in1k"),
    licence=APACHE,
    may_export=True,
    download_mb=23,
)

ROWS: tuple[BackboneRow, ...] = (
    _dinov2("small", 384, 88, registers=False),
    _dinov2("base", 768, 346, registers=False),
    _dinov2("large", 1024, 1217, registers=False),
    _dinov2("giant", 1536, 4546, registers=False),
    _dinov2("small", 384, 88, registers=True),
    _dinov2("base", 768, 346, registers=True),
    _dinov2("large", 1024, 1217, registers=True),
    _dinov2("giant", 1536, 4546, registers=True),
    _dinov3("small", 384, 86),
    _dinov3("base", 768, 343),
    _dinov3("large", 1024, 1212),
    _dino("small", 384, 87, patch=16),
    _dino("base", 768, 343, patch=16),
    _dino("small", 384, 87, patch=8),
    _CLIP_B16,
    _CLIP_B16_PLUS,
    _SIGLIP_B16,
    _WIDE_RESNET50,
    _VIT_TINY,
)
