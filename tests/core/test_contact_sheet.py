from __future__ import annotations

import numpy as np
import pytest

from inspector.core.contact_sheet import contact_sheet


@pytest.mark.parametrize(("count", "rows", "columns"), [(1, 1, 1), (6, 1, 6), (7, 2, 6)])
def test_pictures_stand_in_rows_of_six_and_are_made_small(count, rows, columns):
    picture, nothing = np.full((960, 480, 3), 65535, np.uint16), np.zeros((960, 480), bool)
    sheet = contact_sheet([(picture, nothing)] * count)
    assert sheet.dtype == np.uint8
    assert sheet.shape == (rows * 240 + (rows - 1) * 4, columns * 120 + (columns - 1) * 4, 3)
    assert (sheet == 255).all()


def test_what_is_marked_is_outlined_even_if_it_is_one_pixel():
    picture, mask = np.full((960, 960, 3), 128, np.uint8), np.zeros((960, 960), bool)
    mask[400, 600] = True
    sheet = contact_sheet([(picture, mask)])
    rows, cols = np.nonzero((sheet != 128).any(axis=2))
    assert abs(rows.mean() - 100) < 2
    assert abs(cols.mean() - 150) < 2
