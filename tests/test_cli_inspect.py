"""`inspector inspect`: one JSON line per image, heatmaps on request."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
import tifffile

from inspector import load_detector
from inspector.core.image import read
from tests import parts

KEYS = {
    *("path", "score", "relative_score", "p_value"),
    *("verdict", "thresholds", "regions", "seconds", "drift"),
    "decided_by",
    "remarks",
}
REGION_KEYS = {
    *("x", "y", "width", "height", "area", "area_mm2", "longest_side", "longest_side_mm"),
    *("peak", "mean", "relative_peak"),
}


@pytest.fixture
def folder(tiny_parts, tmp_path):
    """Two good and one bad image, in folders of their own with names in other scripts."""
    target = tmp_path / "Prüfung 検査"
    for source in ("train/good/000.png", "test/good/000.png", "test/spot/000.png"):
        (target / source).parent.mkdir(parents=True)
        shutil.copy(tiny_parts / source, target / source)
    return target


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_every_image_gets_one_line_with_the_agreed_keys(cli, detector_path, folder):
    found = cli("inspect", detector_path, folder)
    assert found.code == 0
    printed = lines(found.out)
    assert [line["path"] for line in printed] == [str(p) for p in sorted(folder.rglob("*.png"))]
    inspector = load_detector(detector_path)
    for line in printed:
        assert set(line) == KEYS
        assert set(line["thresholds"]) == {"unsure", "fail", "pixel"}
        here = inspector.inspect(line["path"])
        assert line["score"] == here.score
        assert line["verdict"] == here.verdict
        assert line["seconds"] > 0
    bad = next(line for line in printed if "spot" in line["path"])
    assert bad["verdict"] == "fail"
    assert set(bad["regions"][0]) == REGION_KEYS
    assert found.err == (
        "Inspecting 000.png\n1 of 3 images taught the detector or set its limits (000.png): "
        "how it does on them says nothing about new parts.\n"
    )


def test_the_raw_heatmap_is_exactly_the_inspections(cli, detector_path, folder, tmp_path):
    found = cli("inspect", detector_path, folder, "--heatmaps", tmp_path / "Wärme")
    assert found.code == 0
    inspector = load_detector(detector_path)
    for line in lines(found.out):
        stored = tifffile.imread(line["heatmap"])
        assert stored.dtype == np.float32
        assert np.array_equal(stored, inspector.inspect(line["path"]).heatmap)
    names = sorted(path.name for path in (tmp_path / "Wärme").iterdir())
    assert names == [f"000{n}{kind}" for n in ("-2", "-3", "") for kind in (".png", ".tiff")]


def test_the_overlay_of_a_good_image_is_the_image_and_of_a_bad_one_is_hot_at_its_defect(
    cli, detector_path, folder, tmp_path
):
    found = cli("inspect", detector_path, folder, "--heatmaps", tmp_path / "h")
    for line in lines(found.out):
        picture = read(tmp_path / "h" / line["heatmap"].split("/")[-1].replace(".tiff", ".png"))
        heatmap = tifffile.imread(line["heatmap"])
        image = read(folder / line["path"])
        calm = heatmap <= line["thresholds"]["pixel"] / 2
        changed = (np.abs(picture.astype(int) - image) > 1).any(axis=2)
        if "spot" in line["path"]:
            hottest = np.unravel_index(np.argmax(heatmap), heatmap.shape)
            assert changed[hottest]
        elif "train" in line["path"]:  # it taught: nothing about it is new
            assert calm.all()
            assert not changed.any()
        else:
            assert not line["regions"]
            assert not changed[calm].any()


def test_one_broken_image_does_not_stop_the_batch(cli, detector_path, folder):
    broken = folder / "test/good/000.png"
    broken.write_bytes(broken.read_bytes()[:200])
    found = cli("inspect", detector_path, folder, folder / "none.png")
    assert found.code == 1
    printed = lines(found.out)
    assert [set(line) == KEYS for line in printed] == [False, True, True, False]
    assert str(broken) in printed[0]["error"]
    assert "no such file" in printed[3]["error"]
    assert "2 of 4 images failed." in found.err


def test_a_heatmap_that_cannot_be_written_fails_only_its_image(
    cli, detector_path, folder, tmp_path
):
    (tmp_path / "h" / "000.tiff").mkdir(parents=True)
    found = cli("inspect", detector_path, folder, "--heatmaps", tmp_path / "h")
    assert found.code == 1
    printed = lines(found.out)
    assert ["heatmap" in line for line in printed] == [False, True, True]
    assert all("score" in line for line in printed)
    assert "a folder of that name" in found.err


def test_heatmaps_never_replace_the_images(cli, detector_path, folder):
    good = folder / "test/good"
    before = (good / "000.png").read_bytes()
    found = cli("inspect", detector_path, good, "--heatmaps", good)
    assert found.code == 2
    assert "could replace them" in found.err
    assert [(p.name, p.read_bytes()) for p in good.iterdir()] == [("000.png", before)]


def test_heatmaps_of_an_earlier_run_are_not_inspected(cli, detector_path, folder):
    for _ in range(2):
        found = cli("inspect", detector_path, folder, "--heatmaps", folder / "heatmaps")
        assert found.code == 0
        assert len(lines(found.out)) == 3
    shutil.copy(folder / "test/good/000.png", folder / "heatmaps/new.png")
    found = cli("inspect", detector_path, folder, "--heatmaps", folder / "heatmaps")
    assert found.code == 2  # an image of the person's own lies among them


def test_a_folder_without_images_is_wrong_usage(cli, detector_path, tmp_path):
    found = cli("inspect", detector_path, tmp_path)
    assert found.code == 2
    assert str(tmp_path) in found.err
    assert not found.out


@pytest.mark.parametrize("kind", ["grey", "sixteen bit", "alpha", "another size"])
def test_images_of_other_kinds_are_inspected_in_their_own_pixels(
    cli, detector_path, tmp_path, kind
):
    picture = parts.part(3)[0]
    other = {
        "grey": picture[:, :, 0],
        "sixteen bit": picture.astype(np.uint16) * 257,
        "alpha": np.dstack([picture, np.full(picture.shape[:2], 255, np.uint8)]),
        "another size": np.tile(picture, (2, 3, 1)),
    }[kind]
    stored = other if other.ndim == 2 else other[:, :, [2, 1, 0, 3][: other.shape[2]]]
    path = parts.save(tmp_path / "a.png", stored if other.ndim == 2 else stored[:, :, ::-1])
    found = cli("inspect", detector_path, path, "--heatmaps", tmp_path / "h")
    assert found.code == 0
    assert tifffile.imread(tmp_path / "h/a.tiff").shape == other.shape[:2]
    assert read(tmp_path / "h/a.png").shape == (*other.shape[:2], 3)


def test_a_report_counts_right_and_wrong_by_the_names_of_folders(
    cli, detector_path, folder, tmp_path
):
    found = cli("inspect", detector_path, folder / "test", "--report", tmp_path / "r.json")
    assert found.code == 0
    assert len(lines(found.out)) == 2
    data = json.loads((tmp_path / "r.json").read_text())
    assert {image["label"] for image in data["images"]} == {"good", "bad"}
    assert data["outcome"]["counts"]["bad"]["fail"] == 1
    assert any("Detector file" in name for name in data["hashes"])
    assert data["taught"]


def test_a_report_warns_of_images_that_taught(cli, detector_path, folder, tmp_path):
    cli("inspect", detector_path, folder / "train/good", "--report", tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "1 of the 1 labelled images are those that the detector learned from" in page


def test_a_report_names_what_failed(cli, detector_path, folder, tmp_path):
    gone = folder / "none.png"
    found = cli("inspect", detector_path, folder, gone, "--report", tmp_path / "r.csv")
    assert found.code == 1
    assert "none.png" in (tmp_path / "r.csv").read_text(encoding="utf-8-sig")


def test_a_report_that_cannot_be_written_is_refused_before_the_work(
    cli, detector_path, folder, tmp_path
):
    pdf = cli("inspect", detector_path, folder, "--report", tmp_path / "r.pdf")
    assert pdf.code == 2
    assert "The window exports PDF" in pdf.err
    nowhere = cli("inspect", detector_path, folder, "--report", tmp_path / "none" / "r.html")
    assert nowhere.code == 2
    assert not pdf.out
    assert not nowhere.out
