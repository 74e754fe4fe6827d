from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor

from inspector.gui.qimage import to_qimage


def rgb(picture, x, y):
    return QColor(picture.pixel(x, y)).getRgb()[:3]


@pytest.mark.parametrize("width", [1, 2, 3, 5, 33])
def test_rows_of_any_width_keep_their_place(width):
    pixels = np.random.default_rng(0).integers(0, 256, (7, width, 3), np.uint8)
    picture = to_qimage(pixels)
    assert (picture.width(), picture.height()) == (width, 7)
    shown = [[rgb(picture, x, y) for x in range(width)] for y in range(7)]
    assert np.array_equal(shown, pixels)


def test_sixteen_bits_keep_white_white_and_grey_grey():
    levels = np.array([[0, 257, 32896, 65535]], np.uint16)
    assert [rgb(to_qimage(levels), x, 0)[0] for x in range(4)] == [0, 1, 128, 255]


def test_a_mask_is_black_and_white():
    picture = to_qimage(np.array([[True, False, True]]))
    assert [rgb(picture, x, 0) for x in range(3)] == [(255,) * 3, (0,) * 3, (255,) * 3]


def test_the_picture_outlives_the_array_and_does_not_follow_it():
    pixels = np.full((4, 3, 3), 7, np.uint8)
    picture = to_qimage(pixels)
    pixels[:] = 200
    del pixels
    assert rgb(picture, 2, 3) == (7, 7, 7)


def test_a_part_of_an_array_is_taken_as_it_is_seen():
    pixels = np.arange(9 * 9 * 3, dtype=np.uint8).reshape(9, 9, 3)[::2, 1::3]
    assert rgb(to_qimage(pixels), 2, 1) == tuple(pixels[1, 2])


@pytest.mark.parametrize("array", [np.zeros((3, 4)), np.zeros((3, 4, 4), np.uint8)])
def test_what_is_no_picture_is_refused_and_named(array):
    with pytest.raises(ValueError, match=r"float64|\(3, 4, 4\)"):
        to_qimage(array)
