"""Folders of images, as people arrange them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from inspector.core.dataset import Dataset, labels, read_folder
from inspector.core.errors import FolderError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def fill(folder: Path, *names: str) -> Dataset:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return read_folder(folder)


def told(data: Dataset) -> dict[str, tuple[str, str, str]]:
    return {
        entry.path.relative_to(data.folder).as_posix(): (entry.split, entry.label, entry.defect)
        for entry in data.entries
    }


def masks(data: Dataset) -> dict[str, str]:
    return {
        entry.path.relative_to(data.folder).as_posix(): entry.mask.relative_to(
            data.folder
        ).as_posix()
        for entry in data.entries
        if entry.mask
    }


def test_mvtec_folders_tell_split_label_defect_and_mask(folder: Path) -> None:
    data = fill(
        folder,
        "train/good/000.png",
        "test/good/000.png",
        "test/crack/000.png",
        "test/hole/000.png",
        "ground_truth/crack/000_mask.png",
        "ground_truth/hole/000_mask.png",
    )
    assert told(data) == {
        "test/crack/000.png": ("test", "bad", "crack"),
        "test/good/000.png": ("test", "good", ""),
        "test/hole/000.png": ("test", "bad", "hole"),
        "train/good/000.png": ("train", "good", ""),
    }
    assert masks(data) == {
        "test/crack/000.png": "ground_truth/crack/000_mask.png",
        "test/hole/000.png": "ground_truth/hole/000_mask.png",
    }


def test_beside_train_and_test_nothing_else_is_read(folder: Path) -> None:
    data = fill(folder, "train/good/0.png", "extra/good/1.png", "overview.png")
    assert list(told(data)) == ["train/good/0.png"]


def test_a_folder_in_train_without_good_beside_it_says_nothing(folder: Path) -> None:
    data = fill(folder, "train/monday/0.png", "test/scratch/0.png")
    assert told(data)["train/monday/0.png"] == ("train", "unset", "")


@pytest.mark.parametrize("word", ["good", "OK", "Normal", "iO"])
def test_words_for_good(folder: Path, word: str) -> None:
    assert told(fill(folder, f"{word}/deep/a.png")) == {f"{word}/deep/a.png": ("", "good", "")}


@pytest.mark.parametrize("word", ["ng", "bad", "Defect", "defective", "anomaly", "NOK", "niO"])
def test_words_for_bad(folder: Path, word: str) -> None:
    data = fill(folder, f"{word}/a.png", f"{word}/dent/b.png")
    assert [(e.label, e.defect) for e in data.entries] == [("bad", word), ("bad", "dent")]


def test_beside_a_lone_good_folder_the_others_are_kinds_of_defect(folder: Path) -> None:
    data = fill(folder, "good/a.png", "scratch/b.png", "c.png")
    assert told(data) == {
        "c.png": ("", "unset", ""),
        "good/a.png": ("", "good", ""),
        "scratch/b.png": ("", "bad", "scratch"),
    }


def test_beside_good_and_bad_folders_another_says_nothing(folder: Path) -> None:
    data = fill(folder, "good/a.png", "bad/b.png", "new/c.png")
    assert told(data)["new/c.png"] == ("", "unset", "")


def test_a_flat_folder_is_unset_and_in_plain_sorted_order(folder: Path) -> None:
    data = fill(folder, "9.png", "10.JPG", "b.tif", "B.bmp", "notes.txt")
    assert [entry.path.name for entry in data.entries] == ["10.JPG", "9.png", "B.bmp", "b.tif"]
    assert {entry.label for entry in data.entries} == {"unset"}


def test_masks_beside_the_image_are_not_images(folder: Path) -> None:
    data = fill(folder, "a.jpg", "a_mask.png", "b.jpg")
    assert list(told(data)) == ["a.jpg", "b.jpg"]
    assert masks(data) == {"a.jpg": "a_mask.png"}


def test_a_product_called_mask_is_an_image(folder: Path) -> None:
    assert list(told(fill(folder, "face_mask.png", "_mask.png"))) == ["_mask.png", "face_mask.png"]


@pytest.mark.parametrize("mask", ["masks/x.png", "Mask/x_mask.png", "bad/masks/x.png"])
def test_mask_folders_stand_above_or_beside_the_image(folder: Path, mask: str) -> None:
    assert masks(fill(folder, "bad/x.jpg", mask)) == {"bad/x.jpg": mask}


def test_visa_folders_are_understood(folder: Path) -> None:
    data = fill(
        folder,
        "Data/Images/Normal/000.JPG",
        "Data/Images/Anomaly/000.JPG",
        "Data/Masks/Anomaly/000.png",
    )
    assert [entry.label for entry in data.entries] == ["bad", "good"]
    assert masks(data) == {"Data/Images/Anomaly/000.JPG": "Data/Masks/Anomaly/000.png"}


def test_a_mask_that_fits_two_images_belongs_to_none(folder: Path) -> None:
    assert masks(fill(folder, "bad/dent/1.png", "bad/hole/1.png", "masks/1.png")) == {}


def test_the_mask_with_the_nearest_folders_wins(folder: Path) -> None:
    data = fill(folder, "bad/1.png", "new/1.png", "good/0.png", "masks/1.png", "masks/bad/1.png")
    assert masks(data) == {"bad/1.png": "masks/bad/1.png", "new/1.png": "masks/1.png"}


def test_good_images_have_no_mask(folder: Path) -> None:
    assert masks(fill(folder, "good/1.png", "masks/1.png")) == {}


def test_hidden_files_and_archive_leftovers_are_skipped(folder: Path) -> None:
    data = fill(folder, "a.png", ".b.png", ".cache/c.png", "__MACOSX/d.png", "good/._e.png")
    assert list(told(data)) == ["a.png"]


def test_links_are_followed_and_loops_end(folder: Path) -> None:
    fill(folder, "good/a.png")
    outside = folder.parent / "outside"
    fill(outside, "b.png")
    try:
        (folder / "good" / "again").symlink_to(folder, target_is_directory=True)
        (folder / "bad").symlink_to(outside, target_is_directory=True)
        (folder / "self").symlink_to("self")
    except OSError:
        pytest.skip("links may not be made here")
    assert [entry.label for entry in read_folder(folder).entries] == ["bad", "good"]


def test_parts_of_the_data_are_selected_by_split_and_label(folder: Path) -> None:
    data = fill(folder, "train/good/0.png", "test/good/1.png", "test/dent/2.png")
    assert [e.path.name for e in data.good] == ["1.png", "0.png"]
    assert [e.path.name for e in data.bad] == ["2.png"]
    assert [e.path.name for e in data.of("test", "good")] == ["1.png"]
    assert [e.path.name for e in data.of("train")] == ["0.png"]
    assert data.of() == data.entries


def test_an_empty_folder_says_what_is_expected(folder: Path) -> None:
    folder.mkdir()
    with pytest.raises(FolderError, match=r"data holds no image .*train/good"):
        read_folder(folder)


def test_a_folder_with_masks_only_holds_no_image(folder: Path) -> None:
    with pytest.raises(FolderError, match="holds no image"):
        fill(folder, "masks/a.png")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="missing: there is no such folder"):
        read_folder(tmp_path / "missing")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file.png").touch()
    with pytest.raises(FolderError, match=r"file\.png is a file"):
        read_folder(tmp_path / "file.png")


def test_a_folder_of_data_sets_names_them(folder: Path) -> None:
    with pytest.raises(FolderError, match="Choose one: nut, screw"):
        fill(folder, "screw/train/good/0.png", "nut/train/good/0.png")


def test_a_folder_that_cannot_be_listed_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(folder, "good/a.png", "bad/b.png")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "bad":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(FolderError, match=r"bad: this folder cannot be opened \(Permission"):
        read_folder(folder)


@pytest.mark.parametrize(
    ("name", "good", "bad", "with_mask"),
    [
        ("hazelnut_toy", 34, 17, 17),
        ("bsdata_ballscrew", 70, 40, 40),
        ("aws_cookies", 45, 32, 32),
        ("aws_aliens", 58, 60, 0),
        ("piped/PA_BRG01_RL", 47, 48, 48),
        ("piped/PA_FLR01_TL", 46, 48, 48),
        ("piped/PA_GLA01_TL", 46, 48, 48),
    ],
)
def test_real_sets_are_read_whole(
    shared_data: Path, name: str, good: int, bad: int, with_mask: int
) -> None:
    data = read_folder(shared_data / name)
    assert (len(data.good), len(data.bad)) == (good, bad)
    assert sum(entry.mask is not None for entry in data.entries) == with_mask
    assert all(entry.mask.stem == f"{entry.path.stem}_mask" for entry in data.bad if entry.mask)
    assert not data.of(label="unset")


@pytest.mark.parametrize(
    ("given", "image", "label"),
    [
        ("", "test/good/1.png", "good"),
        ("", "test/dent/1.png", "bad"),
        ("test", "test/dent/1.png", "bad"),
        ("test/dent", "test/dent/1.png", "bad"),
        ("test/good", "test/good/1.png", "good"),
        ("test/dent/1.png", "test/dent/1.png", "bad"),
        ("train/good", "train/good/1.png", "good"),
        ("nok", "nok/1.png", "bad"),
        ("nok/1.png", "nok/1.png", "bad"),
        ("line", "line/1.png", "unset"),
        ("line", "line/OK/1.png", "good"),
    ],
)
def test_folders_say_what_an_image_is_also_from_inside_a_data_set(tmp_path, given, image, label):
    path = tmp_path / image
    path.parent.mkdir(parents=True)
    path.touch()
    assert labels([path], tmp_path / given) == {path: label}
