"""Synthetic defects."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from inspector.core.augment import View, copy_of
from inspector.core.synthesis import PATCH_AREA, examples, part_of, with_defect
from tests import parts

SIDE = 512


@pytest.fixture
def picture():
    rng = np.random.default_rng(0)
    return (255 * cv2.GaussianBlur(rng.random((SIDE, SIDE, 3)), (0, 0), 2)).astype(np.uint8)


def sizes(masks):
    """Per mask, the height and width of its box."""
    found = [(np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))) for mask in masks]
    return [(rows[-1] - rows[0] + 1, cols[-1] - cols[0] + 1) for rows, cols in found]


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_only_the_masked_pixels_change_and_a_seed_always_makes_the_same(picture, dtype):
    image = picture.astype(dtype) * (257 if dtype is np.uint16 else 1)
    untouched = image.copy()
    for seed in range(1, 20):
        made, mask = with_defect(image, seed)
        assert (made.dtype, made.shape, mask.shape) == (dtype, image.shape, image.shape[:2])
        assert mask.any()
        assert np.array_equal(made[~mask], image[~mask])
        assert not np.array_equal(made, image)
        again, same = with_defect(image, seed)
        assert np.array_equal(made, again)
        assert np.array_equal(mask, same)
    assert np.array_equal(image, untouched)


def test_half_are_patches_and_half_are_scars_of_the_papers_sizes(picture):
    masks = [mask for _, mask in examples(picture, 200)]
    areas = np.array([mask.mean() for mask in masks])
    is_patch = areas > 0.9 * PATCH_AREA[0]
    assert 0.35 < is_patch.mean() < 0.65
    boxes = np.array(sizes(masks))
    assert areas.max() <= PATCH_AREA[1] + 0.01
    aspects = boxes[is_patch, 0] / boxes[is_patch, 1]
    assert aspects.min() > 0.28
    assert aspects.max() < 3.5
    assert boxes[~is_patch].max() <= np.hypot(16, 25) + 2
    assert areas[~is_patch].min() * SIDE**2 >= 0.7 * 2 * 10


def test_scars_grow_with_the_image(picture):
    large = cv2.resize(picture, (4 * SIDE, 4 * SIDE))
    small_areas, large_areas = (
        np.sort([mask.mean() for _, mask in examples(each, 60)])[:20].mean()
        for each in (picture, large)
    )
    assert large_areas == pytest.approx(small_areas, rel=0.5)


def test_what_is_pasted_begins_on_the_part(picture):
    part = np.zeros((SIDE, SIDE), bool)
    part[100:200, 50:150] = True
    for seed in range(1, 40):
        _, mask = with_defect(picture, seed, part)
        rows, cols = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        # A turned scar's own corner is empty, so its mask may begin a little later.
        assert 100 <= rows[0] < 200 + 25
        assert 50 <= cols[0] < 150 + 25


@pytest.mark.parametrize("shape", [(2, 2), (5, 400), (400, 5), (64, 80)])
def test_the_smallest_and_the_thinnest_pictures_get_a_defect_too(shape):
    image = np.random.default_rng(0).integers(0, 256, (*shape, 3), np.uint8)
    for seed in range(1, 15):
        made, mask = with_defect(image, seed)
        assert made.shape == image.shape
        assert mask.any()


def test_the_part_is_told_from_its_background_and_a_texture_is_all_part():
    picture, _ = parts.part(0)
    found = part_of(picture)
    y, x = np.mgrid[: parts.HEIGHT, : parts.WIDTH]
    away = np.hypot(x - parts.WIDTH / 2, y - parts.HEIGHT / 2)
    assert found[(away > 11) & (away < 20)].mean() > 0.95
    assert found[away > 30].mean() < 0.05
    assert np.array_equal(part_of(picture.astype(np.uint16) * 257), found)
    texture = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    assert part_of(texture).all()
    assert part_of(np.full((64, 64, 3), 7, np.uint8)).all()


def test_pictures_of_one_set_have_their_defects_in_different_places():
    masks = [with_defect(parts.part(number)[0], 1)[1] for number in range(6)]
    assert len({mask.tobytes() for mask in masks}) == 6


def test_a_copy_with_a_defect_differs_from_the_same_copy_without_only_by_the_defect(picture):
    view = View(90.0, mirrored=True, light=3)
    clean, spoilt = copy_of(picture, view), copy_of(picture, View(90.0, True, 3, synthetic=5))
    _, mask = with_defect(clean, 5)
    assert np.array_equal(spoilt[~mask], clean[~mask])
    assert not np.array_equal(spoilt, clean)


def test_every_view_has_a_key_of_its_own():
    views = [View(), View(light=1), View(synthetic=1), View(light=11), View(light=1, synthetic=1)]
    views += [View(90.0), View(mirrored=True), View(mirrored=True, light=1), View(90.0, light=1)]
    assert len({view.key for view in views}) == len(views)
