from __future__ import annotations

from pathlib import Path

import pytest

from inspector.core import project_file
from inspector.core.progress import Cancelled
from inspector.core.project import Project
from inspector.core.project_images import add_images, find_missing, missing


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return project_file.new(tmp_path / "p")


@pytest.fixture
def images(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "images" / name for name in ("ä 1.png", "b.PNG", "c.tif")]
    paths[0].parent.mkdir()
    for path in paths:
        path.write_bytes(path.name.encode())
    return paths


def test_images_join_with_relative_paths_and_without_labels(
    project: Project, images: list[Path]
) -> None:
    added = add_images(project, images)
    assert [entry.path for entry in added.project.images] == [
        Path("..", "images", path.name) for path in images
    ]
    assert {entry.label for entry in added.project.images} == {"unset"}
    assert [added.project.path_of(added.ids[path]).read_bytes() for path in images] == [
        path.read_bytes() for path in images
    ]
    assert missing(added.project) == ()


def test_an_id_comes_from_the_content_alone(
    project: Project, images: list[Path], tmp_path: Path
) -> None:
    ids = add_images(project, images).ids
    moved = images[0].rename(tmp_path / "other name.png")
    again = add_images(project, [images[2], moved]).ids
    assert (again[moved], again[images[2]]) == (ids[images[0]], ids[images[2]])


def test_the_same_content_joins_once_however_often_it_comes(
    project: Project, images: list[Path], tmp_path: Path
) -> None:
    twin = tmp_path / "twin.png"
    twin.write_bytes(images[1].read_bytes())
    added = add_images(project, [*images, twin])
    assert added.duplicates == (twin,)
    assert added.ids[twin] == added.ids[images[1]]
    again = add_images(added.project, images)
    assert again.duplicates == tuple(images)
    assert again.project == added.project


def test_different_images_whose_hashes_start_alike_get_different_ids(
    project: Project, images: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "inspector.core.project_images.file_hash", lambda path: "0" * 63 + str(len(path.name))
    )
    ids = set(add_images(project, images).ids.values())
    assert len(ids) == 2  # "b.PNG" and "c.tif" have names of one length
    project_file.save(add_images(project, images).project)
    assert len(project_file.load(project.folder).images) == 2


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    project: Project, images: list[Path], tmp_path: Path
) -> None:
    gone = tmp_path / "gone.png"
    added = add_images(project, [gone, images[0]])
    assert list(added.refused) == [gone]
    assert "gone.png" in added.refused[gone]
    assert len(added.project.images) == 1


def test_moved_and_renamed_images_are_found_by_content(
    project: Project, images: list[Path], tmp_path: Path
) -> None:
    added = add_images(project, images)
    target = tmp_path / "new" / "deep"
    target.mkdir(parents=True)
    images[0].rename(target / images[0].name)
    images[1].rename(target / "renamed.png")
    (target / "b.PNG").write_bytes(b"same name, other content")
    images[2].unlink()
    assert len(missing(added.project)) == 3
    search = find_missing(added.project, tmp_path / "new")
    assert set(search.found) == {added.ids[images[0]], added.ids[images[1]]}
    assert search.missing == (added.ids[images[2]],)
    assert search.project.path_of(added.ids[images[1]]).read_bytes() == b"b.PNG"
    assert search.project.image(added.ids[images[0]]).path == Path("../new/deep", images[0].name)


def test_adding_and_searching_can_be_stopped(project: Project, images: list[Path]) -> None:
    def stop(done: int, total: int, text: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        add_images(project, images, tick=stop)
    added = add_images(project, images).project
    images[0].rename(images[0].with_name("renamed.png"))
    with pytest.raises(Cancelled):
        find_missing(added, images[0].parent, tick=stop)
