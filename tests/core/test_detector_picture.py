"""The small pictures inside a detector file."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from inspector.core.detector_picture import decode, encode, shrink, thumbnail


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_pictures_come_back_exactly(dtype):
    top = np.iinfo(dtype).max
    picture = np.random.default_rng(0).integers(0, top, (20, 30, 3), dtype, endpoint=True)
    again = decode(encode(picture))
    assert again.dtype == dtype
    assert np.array_equal(again, picture)


@pytest.mark.parametrize(
    "data", [b"", b"x", b"\x89PNG\r\n\x1a\n", encode(np.zeros((9, 9, 3), np.uint8))[:40]]
)
@pytest.mark.filterwarnings("error")
def test_what_is_no_picture_is_a_value_error(data):
    with pytest.raises(ValueError, match="cannot be decoded"):
        decode(data)


def test_only_large_pictures_shrink_and_keep_their_shape():
    small = np.zeros((100, 50, 3), np.uint8)
    assert shrink(small).shape == small.shape
    assert shrink(np.zeros((1280, 320, 3), np.uint8)).shape == (640, 160, 3)
    assert shrink(np.zeros((2, 5000, 3), np.uint8)).shape == (1, 640, 3)


def test_the_thumbnail_of_a_deep_picture_is_not_dark():
    white = np.full((600, 400, 3), 65535, np.uint16)
    shown = cv2.imdecode(np.frombuffer(thumbnail(white), np.uint8), cv2.IMREAD_UNCHANGED)
    assert shown.shape == (256, 171, 3)
    assert shown.min() > 250
