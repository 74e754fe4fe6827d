"""Copies of a picture in other light."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from inspector.core.light import LIGHTS, in_other_light, jitter

SEEDS = range(1, 25)


@pytest.fixture(params=[np.uint8, np.uint16])
def picture(request):
    most = np.iinfo(request.param).max
    rng = np.random.default_rng(0)
    smooth = cv2.GaussianBlur(rng.random((60, 80, 3), np.float32), (0, 0), 3)
    return ((0.2 + 0.6 * smooth) * most).astype(request.param)


def test_a_seed_always_does_the_same_and_keeps_size_and_depth(picture):
    for seed in SEEDS:
        made = in_other_light(picture, seed)
        assert (made.shape, made.dtype) == (picture.shape, picture.dtype)
        assert np.array_equal(made, in_other_light(picture, seed))


def test_every_kind_of_light_comes_up_and_things_stay_in_their_place(picture):
    kinds = {int(np.random.default_rng(seed).integers(len(LIGHTS))) for seed in SEEDS}
    assert kinds == set(range(len(LIGHTS)))
    shape = picture.mean(axis=2).ravel()
    for seed in SEEDS:
        made = in_other_light(picture, seed).mean(axis=2).ravel()
        assert np.corrcoef(shape, made)[0, 1] > 0.7


def test_deep_and_shallow_pictures_change_alike():
    shallow = np.random.default_rng(0).integers(0, 256, (40, 40, 3), np.uint8)
    deep = shallow.astype(np.uint16) * 257
    for seed in SEEDS:
        difference = in_other_light(deep, seed) / 257 - in_other_light(shallow, seed)
        assert np.abs(difference).max() <= 0.51


def test_jitter_without_reach_changes_nothing_and_with_it_stays_in_range():
    colours = np.random.default_rng(0).random((20, 20, 3), np.float32)
    same = jitter(colours, np.random.default_rng(1), (0, 0, 0, 0))
    np.testing.assert_allclose(same, colours, atol=2e-3)  # through hue and back
    for seed in range(10):
        found = jitter(colours, np.random.default_rng(seed), (0.5, 0.5, 0.5, 0.5))
        assert np.isfinite(found).all()
        assert found.min() >= -1e-6
        assert found.max() <= 1 + 1e-6
