from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from inspector.core.errors import ImageError, InspectorError
from inspector.core.mask_files import read_png, write_png


def test_a_mask_comes_back_exactly_and_is_what_other_programs_expect(tmp_path: Path) -> None:
    mask = np.random.default_rng(0).random((13, 17)) < 0.3
    write_png(tmp_path / "Maske ü.png", mask)
    assert (read_png(tmp_path / "Maske ü.png", (13, 17)) == mask).all()
    with Image.open(tmp_path / "Maske ü.png") as picture:
        assert (picture.format, picture.mode, picture.size) == ("PNG", "L", (17, 13))
        assert np.unique(np.asarray(picture)).tolist() == [0, 255]


@pytest.mark.parametrize("full", [False, True])
def test_an_empty_and_a_full_mask_come_back(tmp_path: Path, full: bool) -> None:
    write_png(tmp_path / "a.png", np.full((3, 5), full))
    assert (read_png(tmp_path / "a.png", (3, 5)) == full).all()


def test_a_mask_of_another_size_names_both_sizes(tmp_path: Path) -> None:
    write_png(tmp_path / "a.png", np.zeros((13, 17), np.bool_))
    with pytest.raises(ImageError, match=r"a\.png.*17 x 13.*13 x 17"):
        read_png(tmp_path / "a.png", (17, 13))


def test_a_mask_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(InspectorError, match="folder is not there"):
        write_png(tmp_path / "gone" / "a.png", np.zeros((3, 3), np.bool_))
    assert list(tmp_path.iterdir()) == []
