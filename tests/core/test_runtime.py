"""Headless inspection of many images."""

from __future__ import annotations

import pytest

from inspector.core.inspection import Inspection
from inspector.core.progress import Cancelled
from inspector.runtime import Failure, image_files, inspect_files, load_detector
from tests import parts


@pytest.fixture
def folder(tmp_path):
    for name in ("b/2.PNG", "b/1.jpg", "a.png", "Prüfung/検査.tif", ".hidden/3.png", "b/.4.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        picture = parts.save(path.with_suffix(path.suffix.lower()), parts.part(0)[0])
        picture.rename(path)
    (tmp_path / "notes.txt").write_text("no image")
    (tmp_path / "folder.png").mkdir()
    return tmp_path


def test_images_are_found_sorted_and_hidden_ones_passed_over(folder):
    found = [path.relative_to(folder).as_posix() for path in image_files([folder])]
    assert found == ["Prüfung/検査.tif", "a.png", "b/1.jpg", "b/2.PNG"]


def test_a_link_to_nowhere_is_kept_to_be_named(folder):
    try:
        (folder / "gone.png").symlink_to(folder / "nowhere.png")
    except OSError:
        pytest.skip("this system lets nobody make links")
    assert folder / "gone.png" in image_files([folder])


def test_a_named_file_is_taken_whatever_it_is_called(folder):
    named = [folder / "notes.txt", folder / "none.png", folder / "a.png"]
    assert image_files(named) == named


def test_one_image_that_cannot_be_read_does_not_stop_the_rest(folder, detector_path):
    (folder / "b/1.jpg").write_bytes(b"\xff\xd8 broken")
    inspector = load_detector(detector_path)
    paths = [*image_files([folder]), folder / "none.png"]
    found = list(inspect_files(inspector, paths))
    assert [item.path for item in found] == paths
    failed = [item for item in found if isinstance(item, Failure)]
    assert [item.path.name for item in failed] == ["1.jpg", "none.png"]
    assert all(str(item.path) in item.reason for item in failed)
    assert sum(isinstance(item, Inspection) for item in found) == 3


def test_a_batch_can_be_stopped_between_images(folder, detector_path):
    def stop(done: int, total: int, text: str = "") -> None:
        assert total == 4
        if done == 1:
            raise Cancelled

    found = inspect_files(load_detector(detector_path), image_files([folder]), stop)
    assert isinstance(next(found), Inspection)
    with pytest.raises(Cancelled):
        next(found)
