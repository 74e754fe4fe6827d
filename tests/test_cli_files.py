"""`calibrate`, `export`, `info`: what is done with a detector file that is there."""

from __future__ import annotations

import json
import shutil

import pytest

from inspector import load_detector
from inspector.core import detector_file
from inspector.core.backbones import ROWS


@pytest.fixture
def file(detector_path, tmp_path):
    return shutil.copy(detector_path, tmp_path / "Scheibe ä.detector")


def calibration(path):
    return detector_file.read_about(path)["calibration"]


def test_further_images_set_the_limits_and_count_once(cli, file, tiny_parts):
    before = calibration(file)
    good, bad = tiny_parts / "test/good", tiny_parts / "test/spot"
    for _ in range(2):  # the second time they are known
        found = cli("calibrate", file, "--good", good, "--bad", bad)
        assert found.code == 0
        now = calibration(file)
        assert len(now["good"]) == len(before["good"]) + 3
        assert len(now["bad"]) == len(before["bad"]) + 4
    assert f"fail above {now['limits']['fail']:.6g}" in found.out
    assert "11 good and 4 bad images" in found.out
    inspector = load_detector(file)
    assert inspector.calibration.limits.fail == now["limits"]["fail"]
    assert inspector.inspect(bad / "003.png").verdict == "fail"


def test_another_rule_needs_no_image_and_the_file_may_get_another_name(cli, file, tmp_path):
    before = file.read_bytes()
    out = tmp_path / "out.detector"
    found = cli("calibrate", file, "--out", out, "--fail-rule", "manual:99")
    assert found.code == 0
    assert calibration(out)["limits"]["fail"] == 99
    assert calibration(out)["good"] == calibration(file)["good"]
    assert file.read_bytes() == before


def test_images_that_cannot_be_read_are_named_and_the_rest_counts(cli, file, tiny_parts, tmp_path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"x")
    before = len(calibration(file)["good"])
    found = cli("calibrate", file, "--good", tiny_parts / "test/good", broken, tmp_path / "no.png")
    assert found.code == 1
    assert "broken.png" in found.err
    assert "no.png" in found.err
    assert len(calibration(file)["good"]) == before + 3


def test_a_rule_that_cannot_be_met_changes_nothing(cli, file):
    before = file.read_bytes()
    found = cli("calibrate", file, "--fail-rule", "conformal:2")
    assert found.code == 2
    assert file.read_bytes() == before


def test_a_copy_has_another_name_and_notes_and_decides_the_same(cli, file, tiny_parts, tmp_path):
    out = tmp_path / "copy.detector"
    found = cli("export", file, "--out", out, "--name", "Neu 新", "--notes", "für Linie 3")
    assert found.code == 0
    assert "scores differ by at most" in found.out
    about = detector_file.read_about(out)
    assert (about["name"], about["notes"]) == ("Neu 新", "für Linie 3")
    image = tiny_parts / "test/spot/000.png"
    assert load_detector(out).inspect(image) == load_detector(file).inspect(image)


def test_a_copy_decides_by_regions_where_it_is_told_to(cli, file, tiny_parts, tmp_path):
    bad, out = tiny_parts / "test/spot/003.png", tmp_path / "out.detector"
    before = load_detector(file).inspect(bad)
    pixel = before.regions[0].peak / 2
    flags = (
        "--region-rule",
        "count:0",
        "--mm-per-pixel",
        "0.5",
        "--pixel-limit",
        f"manual:{pixel}",
    )
    assert cli("export", file, "--out", out, *flags).code == 0
    found = load_detector(out).inspect(bad)
    assert (found.score, found.pixel_limit) == (before.score, pixel)
    assert (found.verdict, found.decided_by[-1]) == ("fail", "count:0")
    (region, *_) = found.to_json()["regions"]
    assert region["area_mm2"] == pytest.approx(region["area"] / 4)
    assert region["relative_peak"] == pytest.approx(2)
    assert calibration(out)["limits"] == calibration(file)["limits"]
    assert cli("calibrate", out, "--region-rule", "none", "--mm-per-pixel", "0").code == 0
    assert calibration(out)["rules"]["pixel"] == f"manual:{pixel}"
    assert load_detector(out).options.regions == load_detector(file).options.regions


def test_a_rule_that_cannot_be_leaves_the_file_as_it_is(cli, file):
    before = file.read_bytes()
    for flag, said in (
        (("--region-rule", "largest-area-mm2:5"), "needs the scale"),
        (("--pixel-limit", "best-f1"), "looks at bad images"),
    ):
        found = cli("calibrate", file, *flag)
        assert (found.code, said in found.err) == (2, True)
    assert file.read_bytes() == before


def test_a_copy_over_itself_is_fine(cli, file):
    assert cli("export", file, "--out", file, "--notes", "again").code == 0
    assert detector_file.read_about(file)["notes"] == "again"


def test_a_copy_without_its_network_needs_the_weights(
    cli, tiny_parts, shared_weights, tmp_path, monkeypatch
):
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path / "cache"))
    weights = shared_weights / "vit_tiny_patch16_224.safetensors"
    full, bare = tmp_path / "full.detector", tmp_path / "bare.detector"
    flags = ("--backbone", "vit-tiny", "--weights", weights, "--size", "64", "--references", "1")
    assert cli("fit", tiny_parts, "--out", full, *flags, "--painted", "0").code == 0
    assert cli("export", full, "--out", bare, "--without-network").code == 0
    assert bare.stat().st_size < full.stat().st_size / 10
    image = tiny_parts / "test/spot/000.png"
    refused = cli("inspect", bare, image)
    assert refused.code == 2
    assert "--weights" in refused.err
    named, inside = cli("inspect", bare, image, "--weights", weights), cli("inspect", full, image)
    assert json.loads(named.out)["score"] == json.loads(inside.out)["score"]


def test_info_shows_a_detector_file(cli, file):
    shown = cli("info", file)
    assert shown.code == 0
    for word in ("Disc", "scattering", "patch-memory", "64", "limits"):
        assert word in shown.out
    assert json.loads(cli("info", file, "--json").out) == detector_file.read_about(file)


def test_info_lists_what_can_be_chosen(cli):
    shown = cli("info").out
    for name in (*ROWS, "patch-memory", "two-memories", "anomalydino"):
        assert name in shown
    assert set(json.loads(cli("info", "--json").out)["backbones"]) == set(ROWS)


def test_a_learning_curve_alone_changes_no_file(cli, file):
    before = file.read_bytes()
    found = cli("calibrate", file, "--learning-curve")
    assert found.code == 0
    assert file.read_bytes() == before
    now, more = 8, 28
    assert f"{now:>13}      11.1 %  31.2 %  (now)" in found.out
    assert f"{more:>13}      3.45 %  10.1 %" in found.out
    assert "Measured with fewer of the 8 known ones" in found.out


def test_a_file_says_where_its_limits_come_from(cli, file, monkeypatch, tiny_parts):
    monkeypatch.setenv("INSPECTOR_WHO", "Ännchen")
    found = cli("calibrate", file, "--good", tiny_parts / "test/good")
    assert "Set by Ännchen on 20" in found.out
    assert "Set by Ännchen on 20" in cli("info", file).out
