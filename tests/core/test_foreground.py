"""The zero-shot object mask is proposed, and a person decides."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.core.features import Features
from inspector.core.foreground import object_mask, propose

ROWS, COLS = 20, 24
TRUTH = np.zeros((ROWS, COLS), bool)
TRUTH[6:14, 7:17] = True


def features(mask=TRUTH, gap: float = 30.0, flip: int = 1) -> Features:
    """Patches whose main difference is whether they show the part."""
    vectors = np.random.default_rng(0).standard_normal((ROWS * COLS, 16)).astype(np.float32)
    vectors[:, 3] += flip * gap * mask.ravel()
    return Features(vectors, ROWS, COLS)


def grown(mask, by: int = 1):
    padded = np.pad(mask, by)
    shifts = range(2 * by + 1)
    return np.any([padded[y : y + ROWS, x : x + COLS] for y in shifts for x in shifts], axis=0)


@pytest.mark.parametrize("threshold", [None, 10.0])
@pytest.mark.parametrize("flip", [1, -1])
def test_the_part_is_found_whichever_way_the_component_points(threshold, flip):
    assert np.array_equal(object_mask(features(flip=flip), threshold), grown(TRUTH))


def test_the_side_that_shows_the_centre_is_the_part():
    ring = ~TRUTH
    assert np.array_equal(object_mask(features(ring)), grown(TRUTH))


@pytest.mark.parametrize("threshold", [None, 10.0])
def test_a_picture_of_nothing_is_measured_whole(threshold):
    flat = Features(np.ones((ROWS * COLS, 4), np.float32), ROWS, COLS)
    assert object_mask(flat, threshold).all()
    assert object_mask(flat, threshold).shape == (ROWS, COLS)


def test_one_whole_object_of_sensible_size_is_proposed():
    found = propose([TRUTH, np.roll(TRUTH, 1, axis=1)])
    assert found.usable
    assert found.share == pytest.approx(TRUTH.mean())
    assert propose([TRUTH]).usable


def test_what_the_masking_test_would_refuse_is_not_proposed():
    half = np.zeros_like(TRUTH)
    half[:10] = True
    pieces = np.zeros_like(TRUTH)
    pieces[2:6, 2:10], pieces[12:16, 12:20] = True, True
    small = np.zeros_like(TRUTH)
    small[8:12, 9:14] = True
    for masks, why in [
        ([np.ones_like(TRUTH)], "keeps 100 %"),
        ([np.zeros_like(TRUTH)], "keeps 0 %"),
        ([pieces], "largest piece"),
        ([half, small], "differ much"),
    ]:
        found = propose(masks)
        assert not found.usable
        assert why in found.reason
