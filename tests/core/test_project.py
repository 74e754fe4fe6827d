from __future__ import annotations

import re
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from inspector.core.errors import ProjectError
from inspector.core.project import ImageEntry, Project

IMAGES = tuple(ImageEntry(f"id{n}", Path(f"images/{n}.png"), f"{n:064x}") for n in range(3))


def test_something_changed_about_images_leaves_the_project_it_came_from() -> None:
    project = Project(Path("/p"), IMAGES)
    changed = project.changed(["id0", "id2"], label="bad", defect="scratch")
    assert [entry.label for entry in changed.images] == ["bad", "unset", "bad"]
    assert changed.image("id2").defect == "scratch"
    assert [entry.label for entry in project.images] == ["unset"] * 3


def test_a_project_and_its_images_are_frozen() -> None:
    project = Project(Path("/p"), IMAGES)
    with pytest.raises(FrozenInstanceError):
        project.folder = Path("/q")  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        project.images[0].label = "good"  # type: ignore[misc]


def test_an_image_that_is_not_there_is_named() -> None:
    for ask in (Project.image, Project.path_of, lambda p, i: p.changed([i], label="bad")):
        with pytest.raises(ProjectError, match=re.escape("'nobody'")):
            ask(Project(Path("/p"), IMAGES), "nobody")


def test_paths_are_relative_to_the_project_or_absolute() -> None:
    elsewhere = ImageEntry("abs", Path("/mnt/a.png"), "0" * 64)
    project = Project(Path("/p"), (*IMAGES, elsewhere))
    assert project.path_of("id1") == Path("/p/images/1.png")
    assert project.path_of("abs") == Path("/mnt/a.png")


def test_images_are_removed_by_id() -> None:
    left = Project(Path("/p"), IMAGES).without(["id1"])
    assert [entry.id for entry in left.images] == ["id0", "id2"]
