from __future__ import annotations

import pytest
import torch

from training.objective import change_loss, place_loss

N = 6


@pytest.fixture
def vectors():
    made = torch.randn(3, 32, N, N, generator=torch.Generator().manual_seed(0))
    return torch.nn.functional.normalize(made, dim=1)


@pytest.fixture
def at():
    centres = (torch.arange(N) + 0.5) * 2 / N - 1
    y, x = torch.meshgrid(centres, centres, indexing="ij")
    return torch.stack([x, y], dim=-1).expand(3, N, N, 2)


def test_places_known_again_cost_less_than_places_mixed_up(vectors, at):
    usable = torch.ones(3, N, N, dtype=torch.bool)
    known = place_loss(vectors, vectors, at, usable, 20, 0)
    mixed = place_loss(vectors, vectors.roll(1, 0), at, usable, 20, 0)
    assert known < 0.5 < 3 < mixed


def test_without_a_usable_place_there_is_no_loss(vectors, at):
    assert place_loss(vectors, vectors, at, torch.zeros(3, N, N, dtype=torch.bool), 20, 0) == 0


def test_a_damaged_patch_that_looks_unfamiliar_is_found(vectors):
    damaged = torch.zeros(3, N, N, dtype=torch.bool)
    damaged[:, 2, 3] = True
    second = vectors.clone()
    second[:, :, 2, 3] = -vectors[:, :, 2, 3]
    good, found = change_loss(vectors, second, ~damaged, damaged)
    bad, unseen = change_loss(vectors, second, damaged, ~damaged)  # said the other way round
    assert found > 0.95
    assert unseen < 0.05
    assert good < 0.1 < bad


def test_without_a_defect_there_is_nothing_to_find(vectors):
    none = torch.zeros(3, N, N, dtype=torch.bool)
    assert change_loss(vectors, vectors, ~none, none) == (0, 0.5)
