"""`inspector evaluate`: the metrics of the field on a labelled folder."""

from __future__ import annotations

import json
import shutil

import pytest

KEYS = {"image_auroc", "image_ap", "image_f1_max", "pixel_auroc", "aupro"}
KEYS |= {"seconds_per_image", "peak_memory_mb", "draws"}


def test_the_numbers_are_printed_and_saved_under_the_agreed_keys(cli, tiny_parts, tmp_path):
    saved = tmp_path / "Zahlen.json"
    flags = ("--size", "64", "--shots", "3", "--draws", "5", "--json", saved)
    found = cli("evaluate", tiny_parts, *flags)
    assert found.code == 0
    numbers = json.loads(saved.read_text(encoding="utf-8"))
    assert set(numbers) >= KEYS
    assert len(numbers["draws"]) == 2
    assert numbers["draws"][1]["references"] == ["003.png", "004.png", "005.png"]
    assert numbers["image_auroc"] == 1.0
    assert f"image_auroc   {numbers['image_auroc']:.4f}" in found.out
    assert f"aupro         {numbers['aupro']:.4f}" in found.out
    assert "only 2 of 5 draws have enough good training images" in found.out
    assert "bad images without a mask, left out of pixel_auroc and aupro: 1" in found.out
    assert "Reading" not in found.out


def test_what_could_not_be_read_is_counted_aloud_and_ends_with_1(cli, tiny_parts, tmp_path):
    folder = shutil.copytree(tiny_parts, tmp_path / "set")
    (folder / "ground_truth/spot/000_mask.png").write_bytes(b"")
    found = cli("evaluate", folder, "--size", "64", "--shots", "2", "--draws", "1")
    assert found.code == 1
    assert "left out of pixel_auroc and aupro: 2" in found.out
    assert "000_mask.png" in found.out


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--shots", "0"], "shots is 0"),
        (["--draws", "0"], "draws is 0"),
        (["--painted", "-1"], "painted is -1"),
        (["--shots", "9"], "8 good training images"),
    ],
    ids=" ".join,
)
def test_numbers_that_cannot_be_are_refused(cli, tiny_parts, flags, said):
    found = cli("evaluate", tiny_parts, "--size", "64", *flags)
    assert found.code == 2
    assert said in found.err


def few(source, target, count: int = 2):
    """The first images of every folder of a real set, and all masks."""
    for folder in (path for path in source.rglob("*") if path.is_dir()):
        most = None if "ground_truth" in folder.parts else count
        for path in sorted(path for path in folder.iterdir() if path.is_file())[:most]:
            (target / path.relative_to(source)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target / path.relative_to(source))
    return target


def test_a_set_without_masks_has_no_pixel_numbers(cli, shared_data, tmp_path):
    folder, saved = few(shared_data / "aws_aliens", tmp_path / "aliens"), tmp_path / "n.json"
    flags = ("--size", "64", "--shots", "1", "--draws", "1", "--json", saved)
    found = cli("evaluate", folder, *flags)
    assert found.code == 0
    numbers = json.loads(saved.read_text(encoding="utf-8"))
    assert (numbers["pixel_auroc"], numbers["aupro"]) == (None, None)
    assert numbers["image_auroc"] is not None
    assert "aupro           -     (no masks" in found.out


def test_a_folder_beside_train_and_test_is_left_alone(cli, shared_data, tmp_path):
    folder, saved = few(shared_data / "aws_cookies", tmp_path / "cookies"), tmp_path / "n.json"
    assert len(list((folder / "extra_no_mask").rglob("*.*"))) == 2
    flags = ("--size", "64", "--shots", "2", "--draws", "1", "--json", saved)
    assert cli("evaluate", folder, *flags).code == 0
    numbers = json.loads(saved.read_text(encoding="utf-8"))
    assert numbers["test_images"] == 4
    assert numbers["test_images_without_mask"] == 0
    assert numbers["aupro"] is not None


def test_a_test_image_that_also_taught_is_named(cli, tiny_parts, tmp_path):
    folder = shutil.copytree(tiny_parts, tmp_path / "set")
    shutil.copy(folder / "train/good/001.png", folder / "test/good/twin.png")
    found = cli("evaluate", folder, "--size", "64", "--shots", "2", "--draws", "1")
    assert "1 of 8 test images taught the detector or set its limits (twin.png)" in found.out
