"""The built-in backbones as one: what the network learned, beside how strong which waves are."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from inspector.core.backbones import learned_network, scattering
from inspector.core.backbones.learned_network import LearnedNetwork
from inspector.core.backbones.scattering import Scattering
from inspector.core.engines.base import Precision
from inspector.core.features import Features

SHARE = 0.12
"""What learned features are multiplied with. Chosen on two sets: docs/learned-network.md."""

ROW = replace(
    scattering.ROW,
    id="learned-scattering",
    label="Learned network and wavelet scattering (built in)",
    dimension=scattering.ROW.dimension + learned_network.ROW.dimension,
)


@dataclass(frozen=True, eq=False)
class Joined:
    """Both vectors of each patch, one behind the other. Both have a grid of 8 pixels."""

    waves: Scattering
    network: LearnedNetwork

    row = ROW

    @property
    def weights_hash(self) -> str:
        return f"{self.waves.weights_hash}-{self.network.weights_hash}"

    @property
    def device(self) -> str:
        return self.network.device

    @property
    def precision(self) -> Precision:
        return "float32"

    def features(self, batch: NDArray[np.float32]) -> list[Features]:
        """Features of each image of a batch (N, 3, h, w) in 0..1; h and w are multiples of 8."""
        mean, std = (np.array(v, np.float32)[:, None, None] for v in _NORMALISATION)
        learned = self.network.features(np.asarray((batch - mean) / std, np.float32))
        return [
            replace(each, vectors=np.concatenate([each.vectors, SHARE * other.vectors], axis=1))
            for each, other in zip(self.waves.features(batch), learned, strict=True)
        ]


_NORMALISATION = (learned_network.MEAN, learned_network.STD)


def load(device: str = "cpu") -> Joined:
    """Both on a device ("cpu", "cuda:0", "mps").

    Raises:
        WeightsError: the network's weights, which come with the program, are missing or changed.
    """
    return Joined(scattering.load(device), learned_network.builtin(device))
