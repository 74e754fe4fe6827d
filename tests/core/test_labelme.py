from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra import numpy as hnp

from inspector.core.errors import ImageError
from inspector.core.labelme import read_labelme, write_labelme
from inspector.core.mask import Mask


@given(scratch=hnp.arrays(np.bool_, (9, 12)), dent=hnp.arrays(np.bool_, (9, 12)))
def test_masks_come_back_exactly(tmp_path_factory, scratch: Mask, dent: Mask) -> None:
    path = tmp_path_factory.mktemp("labelme") / "a.json"
    write_labelme(path, {"Kratzer": scratch, "凹み": dent}, image_path="a.png")
    read = read_labelme(path, (9, 12))
    for label, mask in (("Kratzer", scratch), ("凹み", dent)):
        found = read.masks.get(label, np.zeros((9, 12), np.bool_))
        assert (found == mask).all()
    assert read.left_out == ()


def test_a_piece_is_a_polygon_and_one_with_a_hole_is_a_mask(tmp_path: Path) -> None:
    mask = np.zeros((9, 12), np.bool_)
    mask[1:3, 1:4] = True
    mask[4:9, 5:10] = True
    mask[6, 7] = False
    write_labelme(tmp_path / "a.json", {"x": mask}, image_path="sub\\a.png")
    content = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    polygon, ring = content["shapes"]
    assert sorted(polygon["points"]) == [[1, 1], [1, 3], [4, 1], [4, 3]]
    assert (polygon["shape_type"], ring["shape_type"]) == ("polygon", "mask")
    assert ring["points"] == [[5, 4], [9, 8]]
    assert content["imagePath"] == "sub/a.png"


@pytest.mark.parametrize(
    ("kind", "points", "pixels"),
    [
        ("polygon", [[1, 1], [4, 1], [4, 3], [1, 3]], 6),
        (None, [[1, 1], [4, 1], [4, 3], [1, 3]], 6),
        ("rectangle", [[4, 3], [1, 1]], 6),
        ("circle", [[3, 3], [4.6, 3]], 4 + 8),
        ("oriented_rectangle", [[1, 1], [4, 1], [4, 3], [1, 3]], 6),
        ("rectangle", [[-5, -5], [50, 2]], 2 * 8),
    ],
)
def test_shapes_hold_the_pixels_whose_centre_they_hold(
    tmp_path: Path, kind: str | None, points: list[list[float]], pixels: int
) -> None:
    path = _written(tmp_path, [{"label": "x", "points": points, "shape_type": kind}])
    assert read_labelme(path, (6, 8)).masks["x"].sum() == pixels


def test_what_has_no_area_is_left_out_and_named(tmp_path: Path) -> None:
    line = {"label": "scratch", "points": [[0, 0], [3, 3]], "shape_type": "line"}
    read = read_labelme(_written(tmp_path, [line]), (6, 8))
    assert (dict(read.masks), read.left_out) == ({}, ("line 'scratch'",))


def test_a_mask_over_the_border_is_clipped(tmp_path: Path) -> None:
    whole = np.ones((6, 8), np.bool_)
    whole[2, 2] = False  # a hole makes it a mask
    write_labelme(tmp_path / "a.json", {"x": whole}, image_path="a.png")
    content = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    content["shapes"][0]["points"] = [[-2, -1], [5, 4]]
    (tmp_path / "a.json").write_text(json.dumps(content), encoding="utf-8")
    expected = np.zeros((6, 8), np.bool_)
    expected[:5, :6] = whole[1:, 2:]
    assert (read_labelme(tmp_path / "a.json", (6, 8)).masks["x"] == expected).all()


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ({"label": "x", "points": [[1, 1], [2, 2]]}, "needs 3 points"),
        ({"label": "x", "points": [[1, 1, 1]]}, "pairs of x and y"),
        ({"points": [[1, 1]]}, "shape 1 is damaged"),
        ("x", "shape 1 is damaged"),
        ({"label": "x", "points": [[1, 1]], "shape_type": "mask", "mask": "AAAA"}, "damaged"),
        ({"label": "x", "points": [[1, 1]], "shape_type": "rectangle"}, "damaged"),
    ],
)
def test_a_damaged_shape_is_named(tmp_path: Path, shape: Any, words: str) -> None:
    with pytest.raises(ImageError, match=words):
        read_labelme(_written(tmp_path, [shape]), (6, 8))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"shapes": 3}', "\0"])
def test_a_foreign_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(ImageError, match=r"a\.json"):
        read_labelme(tmp_path / "a.json", (6, 8))


def test_the_file_of_an_image_of_another_size_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImageError, match=r"8 x 6 pixels.*9 x 6"):
        read_labelme(_written(tmp_path, []), (6, 9))


def _written(folder: Path, shapes: list[Any]) -> Path:
    path = folder / "a.json"
    content = {"shapes": shapes, "imageHeight": 6, "imageWidth": 8}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path
