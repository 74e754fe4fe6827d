"""`inspector bench`: this machine's speed, beside the plain way."""

from __future__ import annotations

import json

import pytest

STEPS = {"read", "preprocess", "network", "neighbours", "map"}
KEYS = {"backbone", "engine", "speedup_vs_plain", "seconds_per_image", "peak_memory_mb", "steps"}


def test_the_steps_of_the_built_in_backbone_are_timed_and_saved(cli, tiny_parts, tmp_path):
    saved = tmp_path / "bench.json"
    flags = ("--backbone", "scattering", "--size", "64", "--images", "3", "--data", tiny_parts)
    found = cli("bench", *flags, "--json", saved)
    assert found.code == 0
    numbers = json.loads(saved.read_text(encoding="utf-8"))
    (row,) = numbers["rows"]
    assert set(row) >= KEYS
    assert (row["backbone"], row["engine"], row["size"]) == ("scattering", "torch float32", 64)
    assert set(row["steps"]) == STEPS
    assert all(seconds > 0 for seconds in row["steps"].values())
    assert row["memory_rows"] == 4 * 8 * 80  # references, turns, cells
    assert row["largest_gap"] < 1e-3  # faiss finds the same neighbours
    assert f"{row['seconds_per_image']:.3f}" in found.out
    assert "scattering  torch float32" in found.out


def test_a_backbone_without_weights_is_timed_only_when_random_ones_are_asked_for(
    cli, tiny_parts, tmp_path, monkeypatch
):
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path))
    flags = ("--backbone", "vit-tiny", "--engine", "torch", "--size", "64", "--images", "1")
    refused = cli("bench", *flags, "--data", tiny_parts)
    assert refused.code == 2
    assert "vit-tiny" in refused.err or "ViT Tiny" in refused.err
    found = cli("bench", *flags, "--data", tiny_parts, "--random-weights")
    assert found.code == 0
    assert "vit-tiny*" in found.out
    assert "the scores mean nothing" in found.out


def test_several_backbones_run_apart_and_one_that_cannot_does_not_stop_the_rest(
    cli, tiny_parts, tmp_path, monkeypatch
):
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path / "empty"))
    saved = tmp_path / "bench.json"
    flags = ("--size", "64", "--images", "1", "--data", tiny_parts, "--engine", "torch")
    names = ("--backbone", "scattering", "--backbone", "vit-tiny")
    found = cli("bench", *flags, *names, "--json", saved)
    assert found.code == 1
    numbers = json.loads(saved.read_text(encoding="utf-8"))
    assert [row["backbone"] for row in numbers["rows"]] == ["scattering"]
    assert list(numbers["failures"]) == ["vit-tiny, torch"]
    assert "left out vit-tiny, torch" in found.out


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--images", "0"), "at least one image"),
        (("--weights", "w.bin"), "belongs to one backbone"),
    ],
)
def test_what_cannot_be_timed_is_refused(cli, flags, said):
    found = cli("bench", "--backbone", "scattering", "--backbone", "vit-tiny", *flags)
    assert found.code == 2
    assert said in found.err
