"""Backbones from timm: plain vision transformers and feature pyramids, at any input size."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from inspector.core.backbones import engine_backbone, joint_space, timm_network, weights
from inspector.core.backbones.base import BackboneChoice, BackboneRow, Combine
from inspector.core.backbones.engine_backbone import EngineBackbone
from inspector.core.engines.base import Program, Wanted
from inspector.core.engines.choice import Choice
from inspector.core.engines.torch_engine import exact
from inspector.core.errors import OptionError
from inspector.core.features import Features, Joint
from inspector.core.progress import Tick, silent

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True, slots=True)
class Reading:
    """Which blocks of a network are read, and how they become one vector per cell.

    taps: indices of blocks, ascending.
    normed: the last tap is the last block, which gets the network's final norm; middle blocks are
        read as they are (AnomalyDINO: METHODS 1.2; SubspaceAD: METHODS 4.1).
    pooled: each map is averaged over 3 x 3 cells, as PatchCore does with a pyramid's stages.
    """

    taps: tuple[int, ...]
    combine: Combine
    normed: bool
    pooled: bool


def load(
    row: BackboneRow,
    choice: BackboneChoice,
    *,
    path: Path,
    device: str,
    sides: tuple[int, ...] = (),
    precision: Wanted = "auto",
    tick: Tick = silent,
) -> TimmBackbone:
    """The network of a row, filled from a weights file, on the engine that runs it best.

    sides: of the windows that are seen in the space shared with a text tower; empty: none. With
        them the network runs in torch in float32.
    precision: as in `engines.choice.choose`.

    Raises:
        WeightsError: the file does not fill the network exactly.
        OptionError: the chosen layers cannot be had.
    """
    network, reading = _filled(row, choice, path, joint=row.joint if sides else 0)
    hashed = weights.file_hash(path)
    chosen = None
    if not sides:
        made = _program(row, network, reading, f"{row.timm_name} {hashed}")
        chosen = engine_backbone.choose(made, device=device, precision=precision, tick=tick)
    return TimmBackbone(
        row, network, reading, weights_hash=hashed, device=device, sides=sides, chosen=chosen
    )


def program(row: BackboneRow, choice: BackboneChoice, path: Path) -> Program:
    """The network of a row, filled from a weights file, for an engine of one's own choice.

    Raises:
        WeightsError, OptionError: as `load`.
    """
    network, reading = _filled(row, choice, path)
    return _program(row, network, reading, f"{row.timm_name} {weights.file_hash(path)}")


def _filled(
    row: BackboneRow, choice: BackboneChoice, path: Path, joint: int = 0
) -> tuple[torch.nn.Module, Reading]:
    state = weights.read(path)
    network = timm_network.build(row.timm_name, joint=joint)
    reading = _reading(network, choice)
    timm_network.fill(network, state, path)
    return network, reading


class TimmBackbone(EngineBackbone):
    """A network of timm. With windows it runs in torch, and shows them beside words."""

    def __init__(
        self,
        row: BackboneRow,
        network: torch.nn.Module,
        reading: Reading,
        *,
        weights_hash: str,
        device: str,
        sides: tuple[int, ...] = (),
        chosen: Choice | None = None,
    ) -> None:
        program = _program(row, network, reading, weights_hash)
        super().__init__(row, program, weights_hash=weights_hash, device=device, chosen=chosen)
        self._network = network.to(device)
        self._reading = reading
        self._sides = sides

    def _compute(self, batch: NDArray[np.float32]) -> list[Features]:
        if not self._sides:
            return super()._compute(batch)
        rows, cols = batch.shape[2] // self.row.patch, batch.shape[3] // self.row.patch
        return self._compute_with_windows(batch, (rows, cols))

    def _compute_with_windows(
        self, batch: NDArray[np.float32], grid: tuple[int, int]
    ) -> list[Features]:
        import torch

        network: Any = self._network
        with torch.inference_mode(), exact():
            images = torch.from_numpy(np.ascontiguousarray(batch, np.float32)).to(self._device)
            tokens, maps = network.forward_intermediates(images, indices=list(self._reading.taps))
            cells = _read(self._network, self._reading, maps, grid)
            vectors = cells.flatten(1, 2).float().cpu().numpy()
            seen = joint_space.read(self._network, images, tokens, self._sides)
        joints = [Joint(each, self._sides, self.row.id) for each in seen.float().cpu().numpy()]
        return [
            Features(each, *grid, self.row.metric, joint)
            for each, joint in zip(vectors, joints, strict=True)
        ]


def _reading(network: Any, choice: BackboneChoice) -> Reading:
    columnar = timm_network.is_columnar(network)
    if not choice.layers:
        taps = timm_network.default_taps(network)
        normed = columnar and hasattr(network, "norm")
        return Reading(taps, "concatenate", normed=normed, pooled=not columnar)
    widths = timm_network.channels(network)
    taps = tuple(sorted({_tap(fraction, len(widths)) for fraction in choice.layers}))
    if choice.combine == "mean" and len({widths[tap] for tap in taps}) > 1:
        raise OptionError(
            f"Layers of different widths ({', '.join(str(widths[tap]) for tap in taps)}) have no "
            "mean. Concatenate them, or choose one."
        )
    normed = columnar and taps[-1] == len(widths) - 1 and hasattr(network, "norm")
    return Reading(taps, choice.combine, normed=normed, pooled=not columnar)


def _tap(fraction: float, depth: int) -> int:
    """The block that ends nearest to a fraction of the depth (METHODS 4.2: not a fixed count)."""
    if not 0 <= fraction <= 1:
        raise OptionError(f"The layer {fraction:g} is no fraction of the depth: 0 to 1.")
    return max(1, round(fraction * depth)) - 1


def _program(row: BackboneRow, network: Any, reading: Reading, key: str) -> Program:
    """The network and what is read of it as one module: images to cells (N, rows * cols, D)."""
    import torch

    class Cells(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, images: torch.Tensor) -> torch.Tensor:
            grid = (images.shape[2] // row.patch, images.shape[3] // row.patch)
            maps = network.forward_intermediates(
                images, indices=list(reading.taps), intermediates_only=True, stop_early=True
            )
            return _read(network, reading, maps, grid).flatten(1, 2)

    return Program(
        Cells().eval(),
        key=f"{key} {reading}",
        patch=row.patch,
        size=row.size,
        convolves=reading.pooled,
    )


def _read(
    network: Any, reading: Reading, maps: list[torch.Tensor], grid: tuple[int, int]
) -> torch.Tensor:
    """One vector per cell of the maps (N, D, h, w): (N, rows, cols, D)."""
    import torch

    if reading.pooled:
        maps = [_on_grid(_neighbourhood(each), grid) for each in maps]
    cells = [each.permute(0, 2, 3, 1) for each in maps]  # (N, rows, cols, D) each
    if reading.normed:
        cells[-1] = network.norm(cells[-1])
    if reading.combine == "mean":
        return torch.stack(cells).mean(dim=0)
    return torch.cat(cells, dim=-1)


def _neighbourhood(maps: torch.Tensor) -> torch.Tensor:
    """PatchCore's local average (Roth et al. 2022, 3.1); the border averages only what exists."""
    from torch.nn import functional

    return functional.avg_pool2d(maps, 3, stride=1, padding=1, count_include_pad=False)


def _on_grid(maps: torch.Tensor, grid: tuple[int, int]) -> torch.Tensor:
    from torch.nn import functional

    if maps.shape[2] > grid[0]:
        return functional.adaptive_avg_pool2d(maps, grid)
    return functional.interpolate(maps, size=grid, mode="bilinear", align_corners=False)
