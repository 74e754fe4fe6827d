from __future__ import annotations

import numpy as np
import pytest

from training import images
from training.images import GROUNDS, SCENES, make, make_one

SIDE = 64


@pytest.mark.parametrize("name", [*GROUNDS, *SCENES])
def test_each_ingredient_makes_pictures_that_are_not_all_alike(name: str):
    found = [make_one(name, seed, 0, SIDE) for seed in range(4)]
    assert all(each.shape == (SIDE, SIDE, 3) and each.dtype == np.uint8 for each in found)
    assert len({each.tobytes() for each in found}) == 4
    assert max(each.std() for each in found) > 4


def test_the_same_numbers_make_the_same_picture():
    assert all(np.array_equal(make(seed, 1, SIDE), make(seed, 1, SIDE)) for seed in range(20))


def test_another_piece_is_another_picture_of_the_same_kind():
    first, second, other = (
        np.array([make(seed, piece, SIDE).mean((0, 1)) for seed in seeds])
        for seeds, piece in ((range(40), 0), (range(40), 1), (range(40, 80), 0))
    )
    assert any(not np.array_equal(make(s, 0, SIDE), make(s, 1, SIDE)) for s in range(3))
    assert np.abs(first - second).mean() < 0.3 * np.abs(first - other).mean()


def test_what_is_left_out_is_never_asked(monkeypatch: pytest.MonkeyPatch):
    def refuse(draw: object) -> None:
        raise AssertionError

    for table, name in ((GROUNDS, "meshes"), (SCENES, "wires")):
        monkeypatch.setitem(table, name, refuse)
    for seed in range(30):
        make(seed, 0, SIDE, without=("meshes", "wires"))
    with pytest.raises(AssertionError):
        [make(seed, 0, SIDE) for seed in range(60)]


def test_a_picture_is_made_even_where_all_is_left_out():
    assert make(0, 0, SIDE, without=images.NAMES).shape == (SIDE, SIDE, 3)


def test_the_names_to_leave_out_are_all_different():
    assert len(set(images.NAMES)) == len(images.NAMES) > 25
