"""A small network that learned from pictures made by rules (see the folder `training`).

Residual stages at strides 4, 8 and 16; from each a layer of features for patches. Grouped and
pointwise layers, because they are fastest on a processor for what they can tell apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from inspector import resources
from inspector.core.backbones import weights
from inspector.core.backbones.base import BackboneRow
from inspector.core.engines.base import Program, is_translated
from inspector.core.errors import WeightsError
from inspector.core.features import Metric

if TYPE_CHECKING:
    import torch
    from torch import Tensor

WIDTHS = (32, 64, 128, 256)
"""Channels at strides 2, 4, 8 and 16."""

BLOCKS = (0, 1, 3, 3)
"""Residual blocks at each of them."""

OUTPUTS = (32, 40, 56)
"""Dimensions of the features at strides 4, 8 and 16: 128 together, for a quick search."""

VERSION = "learned 1"
"""Of the code: another one where `maps` or `describe` give other features of the same weights."""

FILE = "backbones/learned.safetensors"
SHA256 = "682734f5b38a38db2d1834559de5925552ca2bfbc173393ecdb17306da8f3328"
"""Of the file in the resources; another one is refused."""

PATCH = 8
MEAN, STD = (0.5, 0.5, 0.5), (0.25, 0.25, 0.25)
_GROUP = 16  # channels of a group: narrower ones are no faster


def build() -> Any:
    """The network with random weights, a `torch.nn.ModuleDict`."""
    from torch.nn import Conv2d, ModuleDict, ModuleList

    downs, stages = ModuleList(), ModuleList()
    before = 3
    for width, blocks in zip(WIDTHS, BLOCKS, strict=True):
        downs.append(_down(before, width, first=before == 3))
        stages.append(ModuleList(_block(width) for _ in range(blocks)))
        before = width
    outs = (Conv2d(w, d, 1) for w, d in zip(WIDTHS[1:], OUTPUTS, strict=True))
    return ModuleDict({"downs": downs, "stages": stages, "outs": ModuleList(outs)})


def maps(network: Any, images: Tensor) -> list[Tensor]:
    """Features of images (N, 3, h, w) at strides 4, 8 and 16; h and w are multiples of 8.

    images: normalised with MEAN and STD. The last map covers half a cell more where its stride
    does not divide a side.
    """
    found, now = [], images
    for down, stage in zip(network["downs"], network["stages"], strict=True):
        now = down(_even(now) if down is network["downs"][-1] else now)
        for block in stage:
            now = (now + block(now)).relu()
        found.append(now)
    return [out(each) for out, each in zip(network["outs"], found[1:], strict=True)]


def _even(maps: Tensor) -> Tensor:
    """Maps (N, D, h, w) with their last row and column again where h or w is odd."""
    import torch

    for axis in (-2, -1):
        size = maps.shape[axis]
        if not is_translated() and size % 2 == 0:
            continue
        place = torch.arange(size + size % 2, device=maps.device).clamp(max=size - 1)
        maps = maps.index_select(axis, place)
    return maps


def describe(found: Sequence[Tensor], layers: Sequence[int] = (0, 1, 2), calm: int = 1) -> Tensor:
    """The layers of `maps` on the grid of stride 8, as one vector per patch: (N, D, rows, cols).

    layers: which of them, 0 is the finest. calm: side of the square of patches that is averaged, an
        odd number. Each layer gets length 1 at each patch, so that none outweighs another.
    """
    import torch
    from torch.nn.functional import avg_pool2d, normalize

    rows, cols = found[1].shape[-2:]
    placed = [_placed(found[layer], layer, rows, cols) for layer in layers]
    if calm > 1:
        placed = [avg_pool2d(each, calm, 1, calm // 2, count_include_pad=False) for each in placed]
    return torch.cat([normalize(each, dim=1) for each in placed], dim=1)


def _placed(layer: Tensor, number: int, rows: int, cols: int) -> Tensor:
    """A layer on the grid of stride 8."""
    from torch.nn.functional import avg_pool2d, interpolate

    if number == 0:
        return avg_pool2d(layer, 2)
    if number == 1:
        return layer
    return interpolate(layer, scale_factor=2, mode="bilinear")[..., :rows, :cols]


def row(
    layers: Sequence[int] = (0, 1, 2), metric: Metric = "cosine", size: int = 256
) -> BackboneRow:
    """What the network says of itself when it is used in this way."""
    return BackboneRow(
        id="learned",
        label="Network learned from made pictures (built in)",
        kind="builtin",
        patch=PATCH,
        dimension=sum(OUTPUTS[layer] for layer in layers),
        size=size,
        mean=MEAN,
        std=STD,
        metric=metric,
        licence="Apache-2.0",
        may_export=True,
    )


ROW = row()
"""The network as it comes with the program."""


def builtin() -> Program:
    """The network with the weights that come with the program, as an engine takes it.

    Raises:
        WeightsError: as `shipped`.
    """
    return program(ROW, shipped(), SHA256)


def shipped() -> Any:
    """The network with the weights that come with the program.

    Raises:
        WeightsError: they are missing or not those of this version.
    """
    path = resources.path(FILE)
    if weights.file_hash(path) != SHA256:
        raise WeightsError(f"{path} was changed or damaged. Install Inspector again.")
    return load(weights.read(path))


def program(
    row: BackboneRow,
    network: Any,
    weights_hash: str,
    layers: Sequence[int] = (0, 1, 2),
    calm: int = 1,
) -> Program:
    """A network with weights, as an engine takes it. layers, calm: as in `describe`."""
    return Program(
        cells(network, layers, calm),
        key=f"{row.id} {VERSION} {weights_hash} {tuple(layers)} {calm}",
        patch=row.patch,
        size=row.size,
        convolves=True,
    )


def cells(network: Any, layers: Sequence[int] = (0, 1, 2), calm: int = 1) -> torch.nn.Module:
    """Normalised images (N, 3, h, w) to vectors (N, rows * cols, D); see `describe`."""
    import torch

    class Learned(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, images: Tensor) -> Tensor:
            images = images.contiguous(memory_format=torch.channels_last)
            return describe(maps(network, images), layers, calm).flatten(2).transpose(1, 2)

    return Learned().eval()


def load(state: Any) -> Any:
    """The network with weights, ready to compute.

    Raises:
        RuntimeError: the weights are of another network.
    """
    import torch

    network = build()
    network.load_state_dict(state)
    return network.eval().requires_grad_(False).to(memory_format=torch.channels_last)


def _down(before: int, width: int, *, first: bool) -> Any:
    """Half the size. An even window keeps the centre of each cell where it is on the picture."""
    from torch.nn import BatchNorm2d, Conv2d, ReLU, Sequential

    window = 4 if first else 2
    conv = Conv2d(
        before,
        width,
        window,
        2,
        window // 2 - 1,
        bias=False,
        padding_mode="replicate" if first else "zeros",
    )
    return Sequential(conv, BatchNorm2d(width), ReLU())


def _block(width: int) -> Any:
    """What is added to a map: a grouped look around, then a mix of all channels."""
    from torch.nn import BatchNorm2d, Conv2d, ReLU, Sequential

    around = Conv2d(
        width, width, 3, 1, 1, groups=width // _GROUP, bias=False, padding_mode="replicate"
    )
    mixed = (Conv2d(width, 2 * width, 1, bias=False), BatchNorm2d(2 * width), ReLU())
    last = BatchNorm2d(width)
    last.weight.data.zero_()  # begins as if it were not there (Goyal et al., arXiv 1706.02677, 5.1)
    back = (Conv2d(2 * width, width, 1, bias=False), last)
    return Sequential(around, BatchNorm2d(width), ReLU(), *mixed, *back)
