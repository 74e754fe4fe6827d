from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor

from inspector.core.mask import Box
from inspector.gui.canvas.pair import PatchPair


@pytest.fixture
def pair(qtbot):
    pair = PatchPair()
    qtbot.addWidget(pair)
    pair.resize(420, 240)
    pair.show()
    return pair


def colours(pair):
    picture = pair.grab().toImage()
    return [
        {picture.pixelColor(x, y).name() for x in columns for y in range(200)}
        for columns in (range(205), range(215, 420))
    ]


def test_the_query_is_on_the_left_and_the_reference_on_the_right(pair):
    pair.set_query(np.full((8, 8, 3), (200, 30, 10), np.uint8), "Here")
    pair.set_reference(np.full((9, 5, 3), (0, 65535, 0), np.uint16), "good/004.png")
    left, right = colours(pair)
    red, green = QColor(200, 30, 10).name(), QColor(0, 255, 0).name()
    assert red in left - right
    assert green in right - left


def test_the_patch_is_framed_in_light_and_dark(pair):
    pixels = np.full((20, 20, 3), 128, np.uint8)
    pair.set_query(pixels, "Here", Box(5, 5, 10, 10))
    pair.set_reference(pixels, "There")
    left, right = colours(pair)
    assert {"#ffffff", "#101216"} <= left
    assert not {"#ffffff", "#101216"} & (right - {pair.palette().window().color().name()})


def test_cleared_it_shows_neither_picture_nor_caption(pair, qtbot):
    empty = pair.grab().toImage()
    pair.set_query(np.full((8, 8, 3), 50, np.uint8), "A long caption of this patch")
    pair.set_reference(np.full((8, 8, 3), 50, np.uint8), "There")
    assert pair.grab().toImage() != empty
    pair.clear()
    assert pair.grab().toImage() == empty
