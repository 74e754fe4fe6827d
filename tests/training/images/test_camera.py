from __future__ import annotations

import numpy as np
import pytest

from training.images import make
from training.images.camera import CAMERA, taken


@pytest.mark.parametrize("name", CAMERA)
def test_an_effect_changes_a_picture_but_little(name: str):
    image = make(3, 0, 64).astype(np.float32) / 255
    found = [CAMERA[name](image, np.random.default_rng(seed)) for seed in range(8)]
    away = [np.abs(each - image).mean() for each in found]
    assert 0 < max(away) < 0.2
    assert all(each.shape == image.shape for each in found)


def test_without_effects_nothing_changes():
    image = make(3, 0, 64)
    assert np.array_equal(taken(image, np.random.default_rng(0), tuple(CAMERA)), image)
    assert not np.array_equal(taken(image, np.random.default_rng(0)), image)
