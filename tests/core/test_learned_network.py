from __future__ import annotations

import numpy as np
import pytest
import torch

from inspector.core.backbones import learned_network
from inspector.core.backbones.engine_backbone import EngineBackbone
from inspector.core.backbones.learned_network import (
    OUTPUTS,
    build,
    describe,
    load,
    maps,
    program,
    row,
)


@pytest.fixture(scope="module")
def network():
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return load(build().state_dict())


def backbone(network, layers=(0, 1, 2), calm=1) -> EngineBackbone:
    made = program(row(layers), network, "none", layers, calm)
    return EngineBackbone(row(layers), made, weights_hash="none", device="cpu")


@pytest.mark.parametrize(("height", "width"), [(64, 64), (72, 40), (8, 104)])
def test_each_cell_of_8_pixels_has_one_vector(network, height: int, width: int):
    image = np.random.default_rng(0).random((1, 3, height, width), np.float32)
    found = backbone(network).features(image)[0]
    assert found.grid.shape == (height // 8, width // 8, sum(OUTPUTS))
    assert np.allclose(np.linalg.norm(found.vectors, axis=1), np.sqrt(3), atol=1e-3)


def test_it_is_small(network):
    assert sum(each.numel() for each in network.parameters()) * 4 < 8e6


def test_only_the_layers_asked_for_are_described(network):
    found = maps(network, torch.rand(1, 3, 64, 64))
    assert [tuple(each.shape[1:]) for each in found] == [
        (OUTPUTS[0], 16, 16),
        (OUTPUTS[1], 8, 8),
        (OUTPUTS[2], 4, 4),
    ]
    assert describe(found, (1,)).shape == (1, OUTPUTS[1], 8, 8)
    assert row((0, 2)).dimension == describe(found, (0, 2)).shape[1]


def test_calm_features_vary_less_from_patch_to_patch(network):
    image = np.random.default_rng(1).random((1, 3, 96, 96), np.float32)
    raw, calm = (backbone(network, calm=each).features(image)[0].grid for each in (1, 3))
    assert np.abs(np.diff(calm, axis=0)).mean() < 0.7 * np.abs(np.diff(raw, axis=0)).mean()


def test_a_mark_moves_the_features_where_it_is(network):
    image = np.zeros((1, 3, 128, 128), np.float32)
    marked = image.copy()
    marked[:, :, 42:46, 90:94] = 2  # in row 5, column 11
    plain, other = (backbone(network, (1,)).features(each)[0].grid for each in (image, marked))
    apart = np.linalg.norm(plain - other, axis=2)
    assert np.unravel_index(apart.argmax(), apart.shape) == (5, 11)


def test_weights_of_another_network_are_refused():
    with pytest.raises(RuntimeError, match="Missing key"):
        learned_network.load({})
