from __future__ import annotations

import numpy as np
import pytest

from training.images import make
from training.images.defects import DEFECTS, damaged

SIDE = 96


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_changes_only_what_its_mask_shows(name: str):
    image, other = make(2, 0, SIDE), make(3, 0, SIDE)
    others = [each for each in DEFECTS if each != name]
    seen = 0
    for seed in range(6):
        made, mask = damaged(image, np.random.default_rng(seed), other, others)
        apart = np.abs(made.astype(int) - image).max(axis=2)
        assert mask.shape == (SIDE, SIDE)
        assert (apart > 64)[~mask].sum() <= 0.002 * SIDE**2  # all but lone pixels
        seen += mask.any()
    assert seen >= 4


def test_where_no_rule_is_left_nothing_is_damaged():
    image = make(2, 0, SIDE)
    made, mask = damaged(image, np.random.default_rng(0), image, tuple(DEFECTS))
    assert np.array_equal(made, image)
    assert not mask.any()
