"""`inspector fit`: good images in, a detector file out."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import numpy as np
import pytest

from inspector.core import detector_file, image, project_file
from inspector.core.dataset import read_folder
from inspector.core.options import Options
from inspector.core.options import to_json as options_to_json
from inspector.core.project import ImageEntry
from tests import parts

SMALL = ("--size", "64", "--references", "2")


def test_a_folder_becomes_a_detector_file_that_knows_where_it_comes_from(cli, tiny_parts, tmp_path):
    out = tmp_path / "Prüfung 検査.detector"
    found = cli("fit", tiny_parts, "--out", out, *SMALL, "--name", "Scheibe", "--notes", "Linie 3")
    assert found.code == 0
    assert "Learned from 2 good" in found.out
    assert "fail above" in found.out
    assert "self-test on 2 images: scores differ by at most 0.0e+00" in found.out
    about = detector_file.read_about(out)
    assert (about["name"], about["notes"]) == ("Scheibe", "Linie 3")
    assert len(about["origin"]["references"]) == 2
    assert len(about["origin"]["calibration_good"]) == 6
    assert list(tmp_path.iterdir()) == [out]


def test_every_flag_reaches_the_file(cli, tiny_parts, tmp_path):
    out = tmp_path / "x.detector"
    flags = {
        "--detector": "two-memories",
        "--neighbours": "2",
        "--rotations": "180",
        "--memory-share": "0.5",
        "--largest-memory": "5000",
        "--search": "lists",
        "--strength": "2.5",
        "--scales": "1,2",
        "--score-weights": "validated",
        "--part": "disc",
        "--words": "bent, with a hole",
        "--windows": "exact",
        "--score": "percentile:98",
        "--smoothing": "2",
        "--smallest-area": "4",
        "--smallest-mm2": "0.5",
        "--mm-per-pixel": "0.25",
        "--region-growth": "0.75",
        "--bridge-gaps": "6",
        "--region-rule": "longest-side-mm:2.5",
        "--pixel-limit": "manual:0.125",
        "--edges": "crop",
        "--bit-depth": "12",
        "--fail-rule": "manual:9",
        "--unsure-rule": "conformal:0.25",
    }
    words = [word for pair in flags.items() for word in pair]
    more = ("--no-learn-around-defects", "--foreground", "--painted", "1")
    assert cli("fit", tiny_parts, "--out", out, *SMALL, *words, *more).code == 0
    about = detector_file.read_about(out)
    chosen = about["options"]
    assert chosen["detector"] == {
        "name": "two-memories",
        "neighbours": 2,
        "rotations": "180",
        "memory_share": 0.5,
        "largest_memory": 5000,
        "search": "lists",
        "strength": 2.5,
        "learn_around_defects": False,
        "scales": "1,2",
        "score_weights": "validated",
        "compare_words": False,
        "part": "disc",
        "words": "bent, with a hole",
        "windows": "exact",
    }
    assert chosen["score"] == {"name": "percentile", "q": 98.0}
    assert (chosen["smoothing"], chosen["smallest_area"], chosen["edges"]) == (2.0, 4, "crop")
    assert (chosen["bit_depth"], chosen["foreground"], chosen["size"]) == (12, True, 64)
    assert chosen["regions"] == {
        "growth": 0.75,
        "bridge": 6,
        "mm_per_pixel": 0.25,
        "smallest_mm2": 0.5,
        "rules": ["longest-side-mm:2.5"],
    }
    assert about["calibration"]["limits"]["fail"] == 9.0
    assert about["calibration"]["pixel_limit"] == 0.125
    assert about["calibration"]["rules"]["pixel"] == "manual:0.125"
    assert len(about["origin"]["painted"]) == 1


def test_tiles_reach_the_file_and_the_line(cli, tiny_parts, tmp_path):
    out = tmp_path / "x.detector"
    flags = ("--tile", "128", "--overlap", "32", "--full-resolution")
    assert cli("fit", tiny_parts, "--out", out, *SMALL, *flags).code == 0
    tiles = detector_file.read_about(out)["options"]["tiles"]
    assert tiles == {"side": 128, "overlap": 32, "full_resolution": True}
    found = cli("inspect", out, tiny_parts / "test" / "spot")
    assert found.code == 0
    assert json.loads(found.out.splitlines()[0])["verdict"]


def test_a_wrong_tile_is_refused_before_anything_is_read(cli, tiny_parts, tmp_path):
    found = cli("fit", tiny_parts, "--out", tmp_path / "x.detector", "--tile", "64")
    assert found.code == 2
    assert "tile is 64; it may be a whole number from 128 to 4096 or 0." in found.err


def test_a_preset_is_a_start_and_flags_go_over_it(cli, tiny_parts, tmp_path):
    out = tmp_path / "x.detector"
    flags = ("--preset", "fast", "--size", "64", "--references", "1", "--painted", "0")
    assert cli("fit", tiny_parts, "--out", out, *flags).code == 0
    chosen = detector_file.read_about(out)["options"]
    assert chosen["detector"]["memory_share"] == 0.25
    assert chosen["size"] == 64


def test_broken_images_are_left_out_named_and_end_with_1(cli, tiny_parts, tmp_path):
    folder = shutil.copytree(tiny_parts, tmp_path / "set")
    broken = folder / "train/good/000.png"
    broken.write_bytes(broken.read_bytes()[:100])
    found = cli("fit", folder, "--out", tmp_path / "x.detector", *SMALL)
    assert found.code == 1
    assert "Learned from 1 good" in found.out
    assert f"Left out {broken}" in found.out
    assert detector_file.read_about(tmp_path / "x.detector")["origin"]["references"][0]["name"] == (
        "004.png"
    )


def test_masks_of_a_region_and_of_the_object(cli, tiny_parts, tmp_path):
    mask = np.zeros((parts.HEIGHT, parts.WIDTH), bool)
    mask[:, :40] = True
    roi = parts.save(tmp_path / "roi.png", mask)
    out, shown = tmp_path / "x.detector", tmp_path / "masks"
    assert cli("fit", tiny_parts, "--out", out, *SMALL, "--roi", roi, "--masks", shown).code == 0
    assert np.array_equal(detector_file.read(out).inspector.counts, mask)
    assert [path.name for path in sorted(shown.iterdir())] == ["000-000.png", "001-004.png"]
    small = parts.save(tmp_path / "small.png", mask[:10, :10])
    found = cli("fit", tiny_parts, "--out", out, *SMALL, "--roi", roi, "--ignore", small)
    assert found.code == 2
    assert "differ in size" in found.err
    found = cli("fit", tiny_parts, "--out", out, *SMALL, "--roi", roi, "--ignore", roi)
    assert found.code == 2
    assert "No pixel is left" in found.err


def test_object_masks_never_replace_the_images(cli, tiny_parts, tmp_path):
    folder = tiny_parts / "train/good"
    before = sorted(path.name for path in folder.iterdir())
    found = cli("fit", tiny_parts, "--out", tmp_path / "x.detector", *SMALL, "--masks", folder)
    assert found.code == 2
    assert "could replace them" in found.err
    assert sorted(path.name for path in folder.iterdir()) == before


def test_synthetic_defects_are_saved_to_look_at(cli, tiny_parts, tmp_path):
    out, shown = tmp_path / "x.detector", tmp_path / "defects"
    flags = ("--detector", "manifold-projector", "--copies", "8", "--steps", "5", "--width", "24")
    found = cli("fit", tiny_parts, "--out", out, *SMALL, *flags, "--save-synthetic", shown)
    assert found.code == 0
    assert "other half" in found.out
    names = [path.name for path in sorted(shown.iterdir())]
    assert names == ["000-000.png", "001-004.png"]
    sheet = image.read(shown / names[0])
    assert sheet.shape == (2 * parts.HEIGHT + 4, 6 * parts.WIDTH + 5 * 4, 3)
    plain = image.read(tiny_parts / "train/good/000.png")
    assert not np.array_equal(sheet[: parts.HEIGHT, : parts.WIDTH], plain)


def test_a_detector_without_synthetic_defects_has_none_to_show(cli, tiny_parts, tmp_path):
    shown = tmp_path / "defects"
    found = cli(
        *("fit", tiny_parts, "--out", tmp_path / "x.detector", *SMALL),
        *("--save-synthetic", shown),
    )
    assert found.code == 2
    assert "patch-memory learns from no synthetic defects" in found.err
    assert not shown.exists()


@pytest.fixture
def project(tiny_parts, tmp_path):
    """A project of the made-up parts that says size 64 and two memories."""
    folder = tmp_path / "projekt"
    data = read_folder(tiny_parts)
    entries = tuple(
        ImageEntry(
            f"{n}", e.path, image.file_hash(e.path), e.label, e.split == "train" and n % 2 == 0
        )
        for n, e in enumerate(data.entries)
    )
    from inspector.core.detectors import TwoMemories

    options = options_to_json(Options(size=64, detector=TwoMemories(strength=3.0)))
    project_file.save(replace(project_file.new(folder), images=entries, options=options))
    return folder


def test_a_project_brings_its_own_options(cli, project, tmp_path):
    out = tmp_path / "x.detector"
    assert cli("fit", project, "--out", out).code == 0
    about = detector_file.read_about(out)
    assert about["options"]["size"] == 64
    assert about["options"]["detector"]["strength"] == 3.0
    assert len(about["origin"]["references"]) == 4
    assert cli("fit", project, "--out", out, "--strength", "1").code == 0
    assert detector_file.read_about(out)["options"]["detector"]["strength"] == 1.0


def test_progress_goes_to_the_error_stream_only(cli, tiny_parts, tmp_path):
    found = cli("fit", tiny_parts, "--out", tmp_path / "x.detector", *SMALL)
    assert "Reading 000.png" in found.err
    assert "Reading" not in found.out
    assert found.err.count("Measuring each image without itself") == 1


def test_a_real_network_works_from_weights_to_verdicts(
    cli, shared_data, shared_weights, tmp_path, monkeypatch
):
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path / "cache"))
    weights = shared_weights / "vit_tiny_patch16_224.safetensors"
    out = tmp_path / "hazelnut.detector"
    data = shared_data / "hazelnut_toy"
    (tmp_path / "good").mkdir()
    for path in sorted((data / "train/good").iterdir())[:3]:
        (tmp_path / "good" / path.name).write_bytes(path.read_bytes())
    flags = ("--backbone", "vit-tiny", "--weights", weights, "--size", "448", "--references", "2")
    assert cli("fit", tmp_path / "good", "--out", out, *flags).code == 0
    good = sorted((data / "test/good").iterdir())[0]
    bad = sorted((data / "test/colour").iterdir())[0]
    found = cli("inspect", out, good, bad)
    assert found.code == 0
    first, second = (json.loads(line) for line in found.out.splitlines())
    assert first["score"] < second["score"]
    assert second["verdict"] == "fail"
    assert detector_file.read_about(out)["backbone"]["in_file"]
