"""The built-in backbone: wavelet scattering, which needs no weights and no download."""

from __future__ import annotations

import hashlib
import math
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from inspector.core.backbones.base import BackboneRow
from inspector.core.backbones.filters import BLUR, morlet_bank
from inspector.core.engines.base import Precision
from inspector.core.features import Features

if TYPE_CHECKING:
    from torch import Tensor

VERSION = "scattering 1"
ORIENTATIONS = 8
OCTAVES = 4
REACH = 5
FREQUENCY, WIDTH, SLANT = math.pi / 2, 1.9, 0.6

# Far below one grey level: keeps the root of nearly nothing from showing how a machine rounds.
NOISE = 1e-5

# Rows: luminance, red against green, yellow against blue; columns: red, green, blue.
OPPONENT = ((1 / 3, 1 / 3, 1 / 3), (1 / 2, -1 / 2, 0.0), (1 / 4, 1 / 4, -1 / 2))

_FIRST = len(OPPONENT) * OCTAVES * ORIENTATIONS
_SECOND = OCTAVES * (OCTAVES - 1) // 2 * ORIENTATIONS**2

ROW = BackboneRow(
    id="scattering",
    label="Wavelet scattering (built in)",
    kind="builtin",
    patch=2 ** (OCTAVES - 1),
    dimension=len(OPPONENT) + _FIRST + _SECOND,
    size=256,
    mean=(0.0, 0.0, 0.0),
    std=(1.0, 1.0, 1.0),
    metric="whitened",
    licence="Apache-2.0",
    may_export=True,
)


@dataclass(frozen=True, eq=False)
class Scattering:
    """Local averages of the moduli of one and of two wavelet transforms, on a grid of 8 pixels.

    Source: Bruna and Mallat, Invariant Scattering Convolution Networks (arXiv 1203.1513). First
    order on opponent colours, second order on luminance; on a pyramid of octaves, so that one bank
    of small filters serves all scales.
    """

    device: str
    weights_hash: str
    waves: Tensor
    blur: Tensor
    opponent: Tensor

    @property
    def row(self) -> BackboneRow:
        return ROW

    @property
    def precision(self) -> Precision:
        return "float32"

    def features(self, batch: NDArray[np.float32]) -> list[Features]:
        """Features of each image of a batch (N, 3, h, w) in 0..1; h and w are multiples of 8.

        Images are computed one by one, so that the company of others changes nothing.
        """
        return [self._one(image) for image in batch]

    def _one(self, image: NDArray[np.float32]) -> Features:
        import torch

        with torch.inference_mode(), _exact():
            pixels = torch.from_numpy(np.ascontiguousarray(image, np.float32)).to(self.device)
            maps = _calm(self._maps(pixels))  # (D, rows, cols)
            vectors = maps.flatten(1).T.contiguous().cpu().numpy()
        rows, cols = maps.shape[1:]
        return Features(vectors, rows, cols, ROW.metric)

    def _maps(self, pixels: Tensor) -> Tensor:
        """Average colour and moduli of an image (3, h, w) in each grid cell: (D, h / 8, w / 8)."""
        import torch

        octave = torch.einsum("kc,chw->khw", self.opponent, pixels)[:, None]  # (3, 1, h, w)
        finer = octave[:0]  # moduli of luminance in finer octaves, brought to this one
        first: list[Tensor] = []
        second: list[Tensor] = []
        for index in range(OCTAVES):
            if index > 0:
                octave, finer = self._halved(octave), self._halved(finer)
                second.append(_pooled(self._moduli(finer), ROW.patch >> index))
            moduli = self._moduli(octave)
            first.append(_pooled(moduli, ROW.patch >> index))
            finer = torch.cat([finer, moduli[0][:, None]])
        return torch.cat([octave[:, 0], *first, *second])

    def _moduli(self, maps: Tensor) -> Tensor:
        """Maps (N, 1, h, w) to the strength of each orientation, (N, 8, h, w)."""
        import torch
        from torch.nn.functional import conv2d

        parts = conv2d(_mirrored(maps, REACH), self.waves)
        return torch.hypot(parts[:, :ORIENTATIONS], parts[:, ORIENTATIONS:])

    def _halved(self, maps: Tensor) -> Tensor:
        """Maps (N, 1, h, w) at half the resolution."""
        from torch.nn.functional import conv2d

        wide = _mirrored(maps, len(BLUR) // 2 - 1)
        tall = conv2d(wide, self.blur.view(1, 1, -1, 1), stride=(2, 1))
        return conv2d(tall, self.blur.view(1, 1, 1, -1), stride=(1, 2))


def load(device: str = "cpu") -> Scattering:
    """The built-in backbone on a device ("cpu", "cuda:0", "mps"). Nothing is read or downloaded."""
    import torch

    waves = morlet_bank(ORIENTATIONS, REACH, frequency=FREQUENCY, width=WIDTH, slant=SLANT)
    return Scattering(
        device=device,
        weights_hash=_definition_hash(),
        waves=torch.from_numpy(waves)[:, None].to(device),
        blur=torch.tensor(BLUR, dtype=torch.float32, device=device),
        opponent=torch.tensor(OPPONENT, dtype=torch.float32, device=device),
    )


def _definition_hash() -> str:
    """sha256 of all that the features depend on; VERSION stands for the code."""
    numbers = (ORIENTATIONS, OCTAVES, REACH, FREQUENCY, WIDTH, SLANT, NOISE, OPPONENT, BLUR)
    return hashlib.sha256(repr((VERSION, *numbers)).encode()).hexdigest()


def _pooled(moduli: Tensor, cells: int) -> Tensor:
    """Moduli (N, 8, h, w) averaged over cells x cells samples: (N * 8, h / cells, w / cells)."""
    from torch.nn.functional import avg_pool2d

    return avg_pool2d(moduli, cells).flatten(0, 1)


def _calm(maps: Tensor) -> Tensor:
    """Averages over 3 x 3 grid cells; of strengths the root, so that strong ones do not rule."""
    import torch
    from torch.nn.functional import avg_pool2d

    around = avg_pool2d(_mirrored(maps, 1), 3, stride=1)
    colours = len(OPPONENT)
    return torch.cat([around[:colours], (around[colours:] + NOISE).sqrt()])


def _mirrored(maps: Tensor, margin: int) -> Tensor:
    """Maps (..., h, w) with a margin in which they are mirrored at their border.

    The outermost sample is repeated, which fits the sampling of the octaves and keeps what lies at
    a border from looking like an edge. A map smaller than the margin is mirrored again and again.
    """
    import torch

    for axis in (-2, -1):
        missing = margin
        while missing > 0:
            step = min(missing, maps.shape[axis])
            before = maps.narrow(axis, 0, step).flip(axis)
            after = maps.narrow(axis, maps.shape[axis] - step, step).flip(axis)
            maps = torch.cat([before, maps, after], axis)
            missing -= step
    return maps


def _exact() -> AbstractContextManager[None]:
    """Full float32 on the graphics card too, so that both give the same features."""
    import torch

    return torch.backends.cudnn.flags(
        enabled=True, benchmark=False, deterministic=True, allow_tf32=False
    )
