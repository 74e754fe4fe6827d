"""`inspector compare`, on made-up parts and the built-in backbone."""

from __future__ import annotations

import json

SMALL = ("--size", "64", "--references", "3")


def test_methods_stand_side_by_side_with_what_may_follow(cli, tiny_parts, tmp_path):
    numbers = tmp_path / "compared.json"
    names = "patch-memory,subspace"
    found = cli("compare", tiny_parts, "--methods", names, "--json", numbers, *SMALL)
    assert found.code == 0
    heading, first, second, _, *said = found.out.splitlines()
    assert heading.split()[:2] == ["method", "AUROC"]
    assert first.startswith("patch-memory")
    assert second.startswith("subspace")
    assert "of 8 [" in first
    assert "of 3 [" in first
    assert "Few images choose badly" in said[-1]
    saved = json.loads(numbers.read_text())
    assert [each["method"] for each in saved["methods"]] == names.split(",")
    assert f"{saved['methods'][0]['auroc']:.3f}" in first
    assert saved["methods"][0]["roc"]["detected"][-1] == 1
    assert saved["remarks"] == said


def test_without_bad_images_the_defects_are_said_to_be_synthetic(cli, tiny_parts):
    found = cli("compare", tiny_parts, "--painted", "0", "--methods", "patch-memory", *SMALL)
    assert found.code == 0
    assert "synthetic AUROC" in found.out.splitlines()[0]
    assert "There is no bad image" in found.out


def test_what_works_is_compared_where_nobody_says_what(cli, tiny_parts):
    found = cli("compare", tiny_parts, "--painted", "1", *SMALL)
    assert found.code == 0
    lines = [line.split()[0] for line in found.out.splitlines() if line]
    assert {"patch-memory", "two-memories", "subspace", "multi-view-memory"} <= set(lines)
    assert "text" not in lines
    assert "manifold-projector" in found.out.splitlines()[-1]


def test_a_method_without_weights_is_named_and_the_rest_goes_on(
    cli, tiny_parts, tmp_path, monkeypatch
):
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path))
    found = cli("compare", tiny_parts, "--methods", "anomalydino, patch-memory", *SMALL)
    assert found.code == 1
    assert "anomalydino   not compared: The weights of DINOv2 Small/14" in found.out
    assert "patch-memory  " in found.out


def test_a_method_that_does_not_exist_ends_it_before_anything_is_measured(cli, tiny_parts):
    found = cli("compare", tiny_parts, "--methods", "patch-memory,magic", *SMALL)
    assert found.code == 2
    assert "no method 'magic'" in found.err
    assert not found.out
