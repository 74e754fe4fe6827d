"""The built-in backbone: wavelet scattering, which needs no weights and no download."""

from __future__ import annotations

import hashlib
import math
from typing import TYPE_CHECKING, Any

from inspector.core.backbones.base import BackboneRow
from inspector.core.backbones.filters import BLUR, morlet_bank
from inspector.core.engines.base import Program, is_translated

if TYPE_CHECKING:
    import torch
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


def program() -> Program:
    """Local averages of the moduli of one and of two wavelet transforms, on a grid of 8 pixels.

    Source: Bruna and Mallat, Invariant Scattering Convolution Networks (arXiv 1203.1513). First
    order on opponent colours, second order on luminance; on a pyramid of octaves, so that one bank
    of small filters serves all scales.
    """
    return Program(
        module(), key=f"{ROW.id} {weights_hash()}", patch=ROW.patch, size=ROW.size, convolves=True
    )


def module() -> torch.nn.Module:
    """Images (N, 3, h, w) in 0..1 to vectors (N, rows * cols, D); h and w are multiples of 8."""
    import torch

    class Scattering(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            bank = morlet_bank(ORIENTATIONS, REACH, frequency=FREQUENCY, width=WIDTH, slant=SLANT)
            self.register_buffer("waves", torch.from_numpy(bank)[:, None])
            self.register_buffer("blur", torch.tensor(BLUR))
            self.register_buffer("opponent", torch.tensor(OPPONENT))
            self.register_buffer("pairs", torch.eye(ORIENTATIONS).repeat(1, 2)[:, :, None, None])

        def forward(self, images: Tensor) -> Tensor:
            return _calm(_maps(self, images)).flatten(2).transpose(1, 2)

    return Scattering().eval()


def _maps(bank: Any, images: Tensor) -> Tensor:
    """Average colour and moduli of images in each grid cell: (N, D, h / 8, w / 8)."""
    import torch

    octave = torch.einsum("kc,nchw->nkhw", bank.opponent, images)
    finer: list[Tensor] = []  # moduli of luminance in finer octaves, brought to this one
    first: list[Tensor] = []
    second: list[Tensor] = []
    for index in range(OCTAVES):
        cells = ROW.patch >> index
        if index > 0:
            octave, finer = _halved(bank, octave), [_halved(bank, torch.cat(finer, dim=1))]
            second.append(_pooled(_moduli(bank, finer[0]), cells))
        moduli = _moduli(bank, octave)
        first.append(_pooled(moduli, cells))
        finer.append(moduli[:, :ORIENTATIONS])
    return torch.cat([octave, *first, *second], dim=1)


def _moduli(bank: Any, maps: Tensor) -> Tensor:
    """Maps (N, K, h, w) to the strength of each orientation, (N, K * 8, h, w)."""
    import torch
    from torch.nn.functional import conv2d

    single = _mirrored(maps, REACH).flatten(0, 1)[:, None]
    parts = conv2d(single, bank.waves)
    if is_translated():  # other engines join a product to the filters, but no slices
        found = conv2d(parts * parts, bank.pairs).sqrt()
    else:
        found = torch.hypot(parts[:, :ORIENTATIONS], parts[:, ORIENTATIONS:])
    return found.reshape(maps.shape[0], -1, maps.shape[2], maps.shape[3])


def _halved(bank: Any, maps: Tensor) -> Tensor:
    """Maps (N, K, h, w) at half the resolution."""
    from torch.nn.functional import conv2d

    wide = _mirrored(maps, len(BLUR) // 2 - 1).flatten(0, 1)[:, None]
    tall = conv2d(wide, bank.blur.view(1, 1, -1, 1), stride=(2, 1))
    half = conv2d(tall, bank.blur.view(1, 1, 1, -1), stride=(1, 2))
    return half.reshape(maps.shape[0], -1, half.shape[2], half.shape[3])


def weights_hash() -> str:
    """sha256 of all that the features depend on; VERSION stands for the code."""
    numbers = (ORIENTATIONS, OCTAVES, REACH, FREQUENCY, WIDTH, SLANT, NOISE, OPPONENT, BLUR)
    return hashlib.sha256(repr((VERSION, *numbers)).encode()).hexdigest()


def _pooled(moduli: Tensor, cells: int) -> Tensor:
    """Moduli (N, K, h, w) averaged over cells x cells samples: (N, K, h / cells, w / cells)."""
    from torch.nn.functional import avg_pool2d

    return avg_pool2d(moduli, cells)


def _calm(maps: Tensor) -> Tensor:
    """Averages over 3 x 3 grid cells; of strengths the root, so that strong ones do not rule."""
    import torch
    from torch.nn.functional import avg_pool2d

    around = avg_pool2d(_mirrored(maps, 1), 3, stride=1)
    colours = len(OPPONENT)
    return torch.cat([around[:, :colours], (around[:, colours:] + NOISE).sqrt()], dim=1)


def _mirrored(maps: Tensor, margin: int) -> Tensor:
    """Maps (..., h, w) with a margin in which they are mirrored at their border.

    The outermost sample is repeated, which fits the sampling of the octaves and keeps what lies at
    a border from looking like an edge. A map smaller than the margin is mirrored again and again.
    """
    import torch

    for axis in (-2, -1):
        size = maps.shape[axis]
        place = torch.arange(-margin, size + margin, device=maps.device).remainder(2 * size)
        maps = maps.index_select(axis, torch.minimum(place, 2 * size - 1 - place))
    return maps
