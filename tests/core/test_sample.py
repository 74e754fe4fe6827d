"""The sample inspection in resources/sample, and the generator that wrote it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample"
KINDS = {"scratch": 4, "dent": 4, "stain": 4, "missing": 3}


@pytest.fixture(scope="module")
def shots() -> Iterator[ModuleType]:
    """The generator, which is no part of the package."""
    sys.path.insert(0, str(ROOT / "packaging"))
    yield importlib.import_module("sample.shots")
    sys.path.remove(str(ROOT / "packaging"))


def read(path: Path) -> NDArray[np.uint8]:
    pixels = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    assert pixels is not None, path
    return pixels


def test_the_folder_holds_what_the_generator_lists(shots: ModuleType) -> None:
    listed = {f"{shot.folder}/{shot.stem}.jpg" for shot in shots.all_shots()}
    stored = {path.relative_to(SAMPLE).as_posix() for path in SAMPLE.rglob("*.jpg")}
    assert stored == listed
    assert sum(name.startswith("train/good/") for name in stored) == 12
    assert sum(name.startswith("test/good/") for name in stored) == 8


def test_the_folder_is_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*")) < 2.5e6


@pytest.mark.parametrize(("kind", "count"), KINDS.items())
def test_every_bad_picture_has_a_mask_of_its_size(kind: str, count: int) -> None:
    pictures = sorted((SAMPLE / "test" / kind).glob("*.jpg"))
    assert len(pictures) == count
    for picture in pictures:
        mask = read(SAMPLE / "ground_truth" / kind / f"{picture.stem}_mask.png")
        assert mask.shape == read(picture).shape[:2] == (480, 480)
        assert set(np.unique(mask)) == {0, 255}
        assert np.count_nonzero(mask) < 0.02 * mask.size


def test_no_two_pictures_have_the_same_light(shots: ModuleType) -> None:
    lamps = [shots.conditions(shot).lamps for shot in shots.all_shots()]
    assert len(set(lamps)) == len(lamps)


def test_rendering_a_picture_again_gives_the_stored_one(shots: ModuleType) -> None:
    shot = next(shots.all_shots())
    stored = read(SAMPLE / shot.folder / f"{shot.stem}.jpg")[..., ::-1].astype(int)
    error = np.abs(shots.photograph(shot).astype(int) - stored)
    assert error.mean() < 2.5  # JPEG at quality 92, on a noisy picture
    assert error.max() < 40


@pytest.mark.parametrize("kind", KINDS)
def test_a_mask_covers_what_the_defect_changes_and_no_more(shots: ModuleType, kind: str) -> None:
    shot = next(shot for shot in shots.all_shots() if shot.folder == f"test/{kind}")
    stored = read(SAMPLE / "ground_truth" / kind / f"{shot.stem}_mask.png") > 0
    # Another processor may round a border pixel the other way.
    assert np.count_nonzero(stored != (shots.defect_mask(shot) > 0)) < 0.01 * stored.sum()
    flawless = shots.photograph(shot, flawed=False).astype(int)
    change = np.abs(shots.photograph(shot) - flawless).max(axis=2)
    # Outside, a defect may still throw a little shade; inside, a slope may happen to face the
    # lamps as the flat metal did.
    assert np.count_nonzero(change[~stored] > 6) < 0.02 * np.count_nonzero(stored)
    assert np.mean(change[stored] > 3) > 0.75
