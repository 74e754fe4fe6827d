from __future__ import annotations

import json
import time

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from inspector.core.regions import find


def test_a_flat_heatmap_has_no_region():
    assert find(np.zeros((20, 30), np.float32), 0.0) == ()


def test_boxes_areas_and_values_are_those_of_the_pixels():
    heatmap = np.zeros((40, 60), np.float32)
    heatmap[5:8, 10:20] = 2
    heatmap[6, 12] = 5
    heatmap[30:35, 50:60] = 3
    first, second = find(heatmap, 1.0)
    assert (first.x, first.y, first.width, first.height, first.area) == (10, 5, 10, 3, 30)
    assert first.peak == 5
    assert first.mean == pytest.approx((29 * 2 + 5) / 30)
    assert (second.x, second.y, second.width, second.height, second.area) == (50, 30, 10, 5, 50)
    assert second.mean == second.peak == 3


def test_a_pixel_at_the_limit_is_not_above_it():
    heatmap = np.full((4, 4), 1.5, np.float32)
    assert find(heatmap, 1.5) == ()
    assert len(find(heatmap, np.nextafter(1.5, 0))) == 1


def test_diagonal_neighbours_are_one_region():
    assert find(np.eye(5, dtype=np.float32), 0.5)[0].area == 5


def test_smaller_regions_are_left_out():
    heatmap = np.zeros((10, 10), np.float32)
    heatmap[0, 0] = 9
    heatmap[5:8, 5:8] = 1
    assert [region.area for region in find(heatmap, 0.5, smallest_area=2)] == [9]


def test_a_region_inside_the_hole_of_another_has_its_own_outline():
    heatmap = np.zeros((30, 30), np.float32)
    heatmap[2:28, 2:28] = 1
    heatmap[6:24, 6:24] = 0
    heatmap[12:15, 12:17] = 2
    inner, ring = find(heatmap, 0.5)
    assert inner.outline.min(axis=0).tolist() == [12, 12]
    assert inner.outline.max(axis=0).tolist() == [16, 14]
    assert ring.outline.min(axis=0).tolist() == [2, 2]


def test_regions_and_outlines_agree_with_scipy_on_noise():
    heatmap = ndimage.gaussian_filter(np.random.default_rng(3).random((200, 300)), 2)
    heatmap = heatmap.astype(np.float32)
    limit = float(np.quantile(heatmap, 0.8))
    labels, count = ndimage.label(heatmap > limit, np.ones((3, 3)))
    found = find(heatmap, limit)
    assert len(found) == count
    for region in found:
        label = labels[region.outline[0, 1], region.outline[0, 0]]
        assert region.area == (labels == label).sum()
        assert region.peak == heatmap[labels == label].max()
        assert region.mean == pytest.approx(heatmap[labels == label].mean(), rel=1e-5)
        filled = np.zeros(heatmap.shape, np.uint8)
        cv2.fillPoly(filled, [region.outline], 1)
        assert np.array_equal(filled > 0, ndimage.binary_fill_holes(labels == label))
    assert [r.peak for r in found] == sorted((r.peak for r in found), reverse=True)


def test_json_holds_plain_numbers_and_the_outline_only_when_asked():
    heatmap = np.zeros((9, 9), np.float32)
    heatmap[2:5, 3:7] = 0.1
    region = find(heatmap, 0.05)[0]
    plain = json.loads(json.dumps(region.to_json(), allow_nan=False))
    assert plain["peak"] == region.peak
    assert "outline" not in plain
    assert [3, 2] in json.loads(json.dumps(region.to_json(outline=True)))["outline"]


def test_thousands_of_regions_in_sixteen_million_pixels_take_less_than_a_second():
    heatmap = np.zeros((4096, 4096), np.float32)
    heatmap[::50, ::50] = 1
    heatmap = cv2.dilate(heatmap, np.ones((9, 9), np.uint8))
    start = time.process_time()
    found = find(heatmap, 0.5)
    assert len(found) == 82 * 82
    assert time.process_time() - start < 2.0  # of all cores together


@pytest.mark.parametrize(
    ("ends", "length"), [(((5, 8), (34, 8)), 30), (((9, 3), (9, 3)), 1), (((5, 5), (35, 35)), 43.4)]
)
def test_the_longest_side_is_the_length_of_a_scratch_however_it_lies(ends, length):
    heatmap = np.zeros((48, 48), np.float32)
    cv2.line(heatmap, *ends, color=1.0)
    (found,) = find(heatmap, 0.5)
    assert found.longest_side == pytest.approx(length, abs=0.1)
    assert found.to_json()["longest_side"] == found.longest_side


def grown_slowly(heatmap, limit, growth):
    """Sets of pixels: from each pixel above the limit over neighbours above the lower one."""
    warm = {(int(y), int(x)) for y, x in np.argwhere(heatmap > np.float32(limit * growth))}
    found = set()
    for start in (each for each in sorted(warm) if heatmap[each] > limit):
        if any(start in region for region in found):
            continue
        region, edge = {start}, [start]
        while edge:
            y, x = edge.pop()
            near = {(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)} & warm - region
            region |= near
            edge += near
        found.add(frozenset(region))
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10**6),
    st.sampled_from([0.3, 0.5, 0.8, 1.0]),
    st.integers(1, 14),
    st.integers(1, 14),
)
def test_growing_is_a_flood_from_every_sure_pixel(seed, growth, height, width):
    heatmap = np.random.default_rng(seed).integers(0, 9, (height, width)).astype(np.float32)
    expected = grown_slowly(heatmap, 6.0, growth)
    found = find(heatmap, 6.0, growth=growth)
    assert sorted(each.area for each in found) == sorted(map(len, expected))
    peaks = [max(float(heatmap[each]) for each in region) for region in expected]
    assert sorted(each.peak for each in found) == sorted(peaks)


def broken_scratch(angle, gap):
    heatmap = np.zeros((300, 300), np.float32)
    turn = np.array([np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))])
    for start in (-80, -25, 30):
        ends = [np.rint(150 + turn * at).astype(int).tolist() for at in (start, start + 55 - gap)]
        cv2.line(heatmap, ends[0], ends[1], 2.0, 3)
    return heatmap


@pytest.mark.parametrize("angle", [0, 7, 20, 45, 68, 90, 130, 171])
def test_a_broken_scratch_is_one_region_where_its_gaps_are_bridged(angle):
    heatmap = broken_scratch(angle, gap=12)
    assert len(find(heatmap, 1.0)) == 3
    (whole,) = find(heatmap, 1.0, bridge=16)
    assert whole.longest_side == pytest.approx(155, abs=5)
    assert whole.area == sum(each.area for each in find(heatmap, 1.0))


def test_a_wider_gap_than_may_be_bridged_stays_a_gap():
    heatmap = np.zeros((20, 90), np.float32)
    heatmap[8:12, 5:30] = heatmap[8:12, 41:80] = 2  # 11 pixels apart
    assert len(find(heatmap, 1.0, bridge=9)) == 2
    (whole,) = find(heatmap, 1.0, bridge=11)
    assert (whole.x, whole.width, whole.area) == (5, 75, 4 * 64)


def test_nothing_is_bridged_to_the_border_of_the_image():
    heatmap = np.zeros((20, 40), np.float32)
    heatmap[5:9, 4:10] = 2
    (region,) = find(heatmap, 1.0, bridge=20)
    assert (region.x, region.y, region.width, region.height) == (4, 5, 6, 4)


def test_millimetres_follow_from_the_scale():
    heatmap = np.zeros((20, 30), np.float32)
    heatmap[5:9, 4:14] = 2
    (region,) = find(heatmap, 1.0, mm_per_pixel=0.5)
    assert (region.area_mm2, region.longest_side_mm) == (pytest.approx(10), pytest.approx(5))
    plain = find(heatmap, 1.0)[0].to_json()
    assert (plain["area_mm2"], plain["longest_side_mm"]) == (None, None)
