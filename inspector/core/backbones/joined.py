"""The built-in backbones as one: what the network learned, beside how strong which waves are."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from inspector.core.backbones import learned_network, scattering
from inspector.core.engines.base import Program

if TYPE_CHECKING:
    import torch
    from torch import Tensor

SHARE = 0.12
"""What learned features are multiplied with. Chosen on two sets: docs/learned-network.md."""

ROW = replace(
    scattering.ROW,
    id="learned-scattering",
    label="Learned network and wavelet scattering (built in)",
    dimension=scattering.ROW.dimension + learned_network.ROW.dimension,
)


def weights_hash() -> str:
    """sha256 of all that the features depend on."""
    network = learned_network
    numbers = (network.VERSION, network.SHA256, network.MEAN, network.STD, SHARE)
    return hashlib.sha256(repr((scattering.weights_hash(), *numbers)).encode()).hexdigest()


def program() -> Program:
    """Both, as an engine takes them.

    Raises:
        WeightsError: the network's weights, which come with the program, are missing or changed.
    """
    return Program(
        module(), key=f"{ROW.id} {weights_hash()}", patch=ROW.patch, size=ROW.size, convolves=True
    )


def module() -> torch.nn.Module:
    """Images (N, 3, h, w) in 0..1 to both vectors of each patch, one behind the other.

    Raises:
        WeightsError: as `program`.
    """
    import torch

    class Joined(torch.nn.Module):
        mean: Tensor
        std: Tensor

        def __init__(self) -> None:
            super().__init__()
            self.waves = scattering.module()
            self.learned = learned_network.cells(learned_network.shipped())
            for name in ("MEAN", "STD"):
                values = torch.tensor(getattr(learned_network, name))[:, None, None]
                self.register_buffer(name.lower(), values)

        def forward(self, images: Tensor) -> Tensor:
            learned = self.learned((images - self.mean) / self.std)
            return torch.cat([self.waves(images), SHARE * learned], dim=2)

    return Joined().eval()
