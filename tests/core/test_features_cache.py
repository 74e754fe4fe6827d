from __future__ import annotations

import os
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from inspector.core.features import Features, Joint, rounded
from inspector.core.features_cache import FeaturesCache


def test_features_come_back_exactly_from_memory_and_from_disk(tmp_path: Path) -> None:
    features = _features(3)
    cache = FeaturesCache(tmp_path / "cache")
    cache.put("a", features)
    for found in (cache.get("a"), FeaturesCache(tmp_path / "cache").get("a")):
        assert found is not None
        for field in fields(Features):
            np.testing.assert_array_equal(getattr(found, field.name), getattr(features, field.name))
        assert found.vectors.dtype == np.float32
        assert found.vectors.flags.writeable


def test_another_key_is_not_there(tmp_path: Path) -> None:
    cache = FeaturesCache(tmp_path)
    cache.put("a", _features(0))
    assert cache.get("b") is None


def test_without_a_folder_features_stay_in_memory() -> None:
    cache = FeaturesCache(None)
    features = _features(0)
    cache.put("a", features)
    found = cache.get("a")
    assert found is not None
    np.testing.assert_array_equal(found.vectors, features.vectors)


@pytest.mark.parametrize(
    ("columns", "rows", "cols"),
    [(384, 32, 32), (483, 32, 32)],  # ViT-Small at 448, the built-in backbone at 256
)
def test_rounded_features_of_an_image_take_less_than_a_megabyte(
    tmp_path: Path, columns: int, rows: int, cols: int
) -> None:
    vectors = np.random.default_rng(0).normal(size=(rows * cols, columns)).astype(np.float32)
    features = rounded(Features(vectors, rows, cols))
    FeaturesCache(tmp_path).put("a", features)
    (file,) = _files(tmp_path)
    assert file.stat().st_size < 1e6
    found = FeaturesCache(tmp_path).get("a")
    assert found is not None
    assert found.vectors.dtype == np.float32
    np.testing.assert_array_equal(found.vectors, features.vectors)


def test_memory_and_disk_hold_twice_as_many_rounded_features(tmp_path: Path) -> None:
    whole = Features(np.full((6, 80), 0.1, np.float32), 2, 3)
    memory = FeaturesCache(None, memory_bytes=2 * whole.nbytes)
    disk = FeaturesCache(tmp_path, 2 * whole.nbytes + 1500, memory_bytes=0)  # 4 headers
    for cache in (memory, disk):
        for features, kept in ((whole, 2), (rounded(whole), 4)):
            cache.clear()
            for key in "abcdef":
                cache.put(key, features)
            assert sum(cache.get(key) is not None for key in "abcdef") == kept


def test_what_is_seen_beside_words_is_kept_in_full(tmp_path: Path) -> None:
    joint = Joint(np.random.default_rng(1).normal(size=(7, 5)).astype(np.float32), (1,), "tower")
    features = rounded(replace(_features(0), joint=joint))
    FeaturesCache(tmp_path).put("a", features)
    found = FeaturesCache(tmp_path).get("a")
    assert found is not None
    assert found.joint is not None
    np.testing.assert_array_equal(found.joint.vectors, joint.vectors)
    assert (found.joint.sides, found.joint.tower) == ((1,), "tower")


@pytest.mark.parametrize("value", [7e4, np.inf, np.nan, 1e-20])
def test_what_float16_cannot_hold_comes_back_exactly(tmp_path: Path, value: float) -> None:
    vectors = np.array([[value, 0.5]], np.float32)
    for features in (Features(vectors, 1, 1), rounded(Features(vectors, 1, 1))):
        FeaturesCache(tmp_path).put("a", features)
        found = FeaturesCache(tmp_path).get("a")
        assert found is not None
        np.testing.assert_array_equal(found.vectors, features.vectors)


def test_memory_gives_up_what_was_used_longest_ago() -> None:
    cache = FeaturesCache(None, memory_bytes=2 * _features(0).vectors.nbytes)
    cache.put("a", _features(0))
    cache.put("b", _features(1))
    cache.get("a")
    cache.put("c", _features(2))
    assert [cache.get(key) is not None for key in "abc"] == [True, False, True]


def test_what_is_too_big_for_memory_comes_from_disk(tmp_path: Path) -> None:
    cache = FeaturesCache(tmp_path, memory_bytes=10)
    cache.put("a", _features(0))
    assert cache.get("a") is not None


def test_the_disk_gives_up_what_was_used_longest_ago(tmp_path: Path) -> None:
    writer = FeaturesCache(tmp_path, memory_bytes=0)
    for number, key in enumerate("abc"):
        before = set(_files(tmp_path))
        writer.put(key, _features(number))
        (new,) = set(_files(tmp_path)) - before
        os.utime(new, (number, number))
    writer.get("a")  # used now, so b is the oldest
    limit = sum(file.stat().st_size for file in _files(tmp_path))
    FeaturesCache(tmp_path, limit).put("d", _features(3))
    fresh = FeaturesCache(tmp_path)
    assert [key for key in "abcd" if fresh.get(key) is not None] == ["a", "c", "d"]


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "foreign"])
def test_a_damaged_file_is_a_miss_and_is_removed(tmp_path: Path, damage: str) -> None:
    FeaturesCache(tmp_path).put("a", _features(0))
    (path,) = _files(tmp_path)
    data = bytearray(path.read_bytes())
    data[-5] ^= 1
    contents = {"cut": data[:-20], "flipped": data, "empty": b"", "foreign": b"{}" * 40}
    path.write_bytes(contents[damage])
    cache = FeaturesCache(tmp_path)
    assert cache.get("a") is None
    assert not path.exists()
    cache.put("a", _features(0))
    assert FeaturesCache(tmp_path).get("a") is not None


def test_a_folder_that_vanishes_is_made_again(tmp_path: Path) -> None:
    cache = FeaturesCache(tmp_path / "cache", memory_bytes=0)
    cache.put("a", _features(0))
    for file in _files(tmp_path / "cache"):
        file.unlink()
    (tmp_path / "cache").rmdir()
    cache.put("b", _features(1))
    cache.put("c", _features(2))
    assert cache.get("a") is None
    assert cache.get("c") is not None


def test_a_disk_that_cannot_be_written_only_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = FeaturesCache(tmp_path / "file" / "cache")
    cache.put("a", _features(0))
    assert cache.get("a") is not None
    assert FeaturesCache(tmp_path / "file" / "cache").get("a") is None


def test_features_larger_than_the_limit_are_not_written(tmp_path: Path) -> None:
    FeaturesCache(tmp_path, 10).put("a", _features(0))
    assert _files(tmp_path) == []


def test_clear_forgets_memory_and_disk(tmp_path: Path) -> None:
    cache = FeaturesCache(tmp_path)
    cache.put("a", _features(0))
    cache.clear()
    assert cache.get("a") is None
    assert _files(tmp_path) == []


def _features(seed: int) -> Features:
    vectors = np.random.default_rng(seed).normal(size=(6, 8)).astype(np.float32)
    return Features(vectors, 2, 3, "whitened")


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.safetensors"))
