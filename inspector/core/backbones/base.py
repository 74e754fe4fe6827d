"""What a backbone is: a frozen row that says what it is, and a loaded network that computes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from inspector.core.engines.base import Precision
from inspector.core.features import Features, Metric

Combine = Literal["mean", "concatenate"]

IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)
HALF = (0.5, 0.5, 0.5)


@dataclass(frozen=True, slots=True)
class BackboneRow:
    """One backbone that can be chosen.

    id: the name in files and flags. label: the name for people.
    kind: "builtin" needs no weights; "timm" needs a weights file.
    timm_name: the architecture in timm.
    patch: side of one grid cell in model pixels. dimension: of one layer's features.
    size: the smaller edge that suits it, in model pixels.
    mean, std: what its input is normalised with.
    hub: repository and file name that the weights are downloaded from.
    joint: dimension of the space that it shares with a text tower; 0 where it has none.
    licence: of the weights; may_export says whether the detector file may carry them.
    """

    id: str
    label: str
    kind: Literal["builtin", "timm"]
    patch: int
    dimension: int
    size: int
    mean: tuple[float, float, float] = IMAGENET_MEAN
    std: tuple[float, float, float] = IMAGENET_STD
    metric: Metric = "cosine"
    joint: int = 0
    timm_name: str = ""
    hub: tuple[str, str] = ("", "")
    licence: str = ""
    may_export: bool = False
    download_mb: int = 0


@dataclass(frozen=True, slots=True)
class BackboneChoice:
    """Which backbone, with which weights, and which of its layers.

    id: a row's id, or "timm:NAME" for any other timm architecture.
    weights: a local file; None looks in the cache.
    layers: middle blocks as fractions of the depth in 0..1 (1.0 = the last block); empty means the
        last block with the final norm.
    combine: what is done with several layers.
    """

    id: str = "scattering"
    weights: Path | None = None
    layers: tuple[float, ...] = ()
    combine: Combine = "mean"


class Backbone(Protocol):
    """A loaded network. Computes only where it was loaded to; not shared between threads."""

    @property
    def row(self) -> BackboneRow: ...

    @property
    def weights_hash(self) -> str:
        """sha256 of the weights file, or of the definition of a built-in backbone."""
        ...

    @property
    def device(self) -> str:
        """Where it computes: "cpu", "cuda:0" or "mps"."""
        ...

    @property
    def precision(self) -> Precision:
        """What it computes in. Less than float32 gives slightly other features."""
        ...

    def features(self, batch: NDArray[np.float32]) -> list[Features]:
        """Features of each image of a batch (N, 3, h, w), already normalised."""
        ...
