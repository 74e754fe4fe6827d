from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.core.mask import Box
from inspector.gui.canvas.pyramid import Peaks, Photo
from inspector.gui.canvas.viewport import Viewport, common

SCREEN = (300, 200)
WHOLE = Box(0, 0, *SCREEN)


def seen(viewport, pixel):
    """The screen pixel over the middle of an image pixel."""
    x, y = viewport.to_screen((pixel[0] + 0.5, pixel[1] + 0.5))
    return int(x), int(y)


@given(st.integers(1, 700), st.integers(1, 700), st.data())
def test_a_single_pixel_is_seen_near_its_place_however_small_the_image(width, height, data):
    x, y = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    mask = np.zeros((height, width), bool)
    mask[y, x] = True
    viewport = Viewport((width, height), SCREEN).fitted()
    shown = Peaks(mask).sample(viewport, WHOLE)
    assert shown.any()
    column, row = seen(viewport, (x, y))
    found = np.argwhere(shown)
    reach = max(2.0, viewport.scale)
    assert np.abs(found - (row, column)).max() <= reach


@pytest.mark.parametrize("scale", [1.0, 1.7, 2.0, 3.3, 17.0, 64.0])
def test_enlarged_pixels_are_exactly_those_under_the_screen_pixels(scale):
    mask = np.random.default_rng(1).random((60, 90)) > 0.5
    viewport = Viewport((90, 60), SCREEN).fitted().zoomed(scale, (133.0, 71.0))
    shown = Peaks(mask).sample(viewport, WHOLE)
    for row in range(0, SCREEN[1], 7):
        for column in range(0, SCREEN[0], 7):
            x, y = (int(np.floor(v)) for v in viewport.to_image((column + 0.5, row + 0.5)))
            inside = 0 <= x < 90 and 0 <= y < 60
            assert shown[row, column] == (inside and mask[y, x])


def test_a_part_shows_what_the_whole_shows():
    heat = np.random.default_rng(2).random((700, 900), np.float32)
    viewport = Viewport((900, 700), SCREEN).fitted().zoomed(0.23, (50, 50))
    part = Box(40, 30, 55, 41)
    whole = Peaks(heat).sample(viewport, WHOLE)
    assert np.array_equal(Peaks(heat).sample(viewport, part), whole[part.slices])


@given(st.integers(0, 400), st.integers(0, 400), st.integers(1, 300), st.integers(1, 300))
def test_a_change_is_followed_at_every_size(x, y, width, height):
    box = Box(x, y, width, height)
    mask = np.zeros((411, 437), bool)
    viewports = [Viewport((437, 411), SCREEN).fitted().zoomed(s, (9, 9)) for s in (0.1, 0.3, 1, 5)]
    peaks = Peaks(mask)
    for viewport in viewports:
        peaks.sample(viewport, WHOLE)
    mask[box.slices] = True
    peaks.refresh(box)
    for viewport in viewports:
        fresh = Peaks(mask).sample(viewport, WHOLE)
        assert np.array_equal(peaks.sample(viewport, WHOLE), fresh)
        assert peaks.touches(viewport, WHOLE) or not fresh.any()


def test_a_photo_shown_small_is_averaged_not_picked():
    board = np.indices((512, 512)).sum(0) % 2 * 255
    photo = Photo(np.repeat(board[:, :, np.newaxis], 3, axis=2).astype(np.uint8))
    viewport = Viewport((512, 512), (128, 128)).zoomed(0.25, (0, 0))
    shown = photo.sample(viewport, Box(4, 4, 100, 100))
    assert 126 <= shown.min() <= shown.max() <= 129


@pytest.mark.parametrize("scale", [0.11, 0.4, 0.77, 1.0, 1.5, 2.5, 20.0])
@pytest.mark.parametrize("shape", [(301, 403), (64, 64)])
def test_a_photo_lies_where_the_masks_lie(scale, shape):
    """Its left half is white, and the mask holds that half: they end in the same place."""
    height, width = shape
    pixels = np.zeros((height, width, 3), np.uint16)
    pixels[:, : width // 2] = 65535
    viewport = Viewport((width, height), SCREEN).fitted().zoomed(scale, (149, 101))
    area = common(Box(0, 0, *SCREEN), viewport.image_box)
    white = Photo(pixels).sample(viewport, area)[:, :, 0] > 127
    held = Peaks(pixels[:, :, 0] > 0).sample(viewport, area)
    assert white.any()
    assert np.abs(white.sum(axis=1) - held.sum(axis=1)).max() <= 1


def test_an_image_longer_than_qt_and_opencv_allow_is_shown_at_every_zoom():
    pixels = np.zeros((120, 70_000, 3), np.uint8)
    pixels[:, 50_000:] = (10, 200, 30)
    photo = Photo(pixels)
    for scale in (0.0042, 0.3, 1.0, 1.5, 8.0):
        viewport = Viewport((70_000, 120), SCREEN).fitted().zoomed(scale, (0, 100))
        x, _ = viewport.to_screen((60_000, 0))
        viewport = viewport.moved(round(150 - x), 0)
        inside = viewport.image_box
        shown = photo.sample(viewport, Box(149, inside.y + inside.height // 2, 2, 1))
        assert np.abs(shown.astype(int) - (10, 200, 30)).max() <= 1


def test_pixels_at_a_hundred_percent_are_untouched():
    pixels = cv2.randu(np.zeros((50, 60, 3), np.uint8), 0, 256)
    viewport = Viewport((60, 50), SCREEN).fitted().zoomed(1.0, (133.7, 71.2))
    box = viewport.image_box
    assert np.array_equal(Photo(pixels).sample(viewport, box), pixels)
