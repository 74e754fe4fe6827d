from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from inspector.core import project_file, project_masks
from inspector.core.errors import ImageError, ProjectError
from inspector.core.mask import Mask
from inspector.core.project import ImageEntry, Project

SHAPE = (6, 8)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    images = (
        ImageEntry("abc", Path("a.png"), "a" * 64),
        ImageEntry("def", Path("b.png"), "b" * 64),
    )
    project = replace(project_file.new(tmp_path / "p"), images=images)
    project_file.save(project)
    return project


def test_each_kind_of_mask_comes_back(project: Project) -> None:
    for number, kind in enumerate(project_masks.KINDS):
        project_masks.write(project, "abc", kind, _mask(number))
    for number, kind in enumerate(project_masks.KINDS):
        found = project_masks.read(project, "abc", kind, SHAPE)
        assert found is not None
        assert (found == _mask(number)).all()
    assert project_masks.kinds_of(project, "abc") == ("defect", "ignore", "roi")
    assert project_masks.kinds_of(project, "def") == ()
    assert project_masks.read(project, "def", "defect", SHAPE) is None


def test_a_mask_without_a_pixel_is_none(project: Project) -> None:
    project_masks.write(project, "abc", "ignore", _mask(0))
    project_masks.write(project, "abc", "ignore", np.zeros(SHAPE, np.bool_))
    assert project_masks.read(project, "abc", "ignore", SHAPE) is None
    assert list((project.folder / "masks").iterdir()) == []


def test_a_mask_of_another_size_is_refused(project: Project) -> None:
    project_masks.write(project, "abc", "defect", _mask(0))
    with pytest.raises(ImageError, match=r"abc\.defect\.png.*8 x 6"):
        project_masks.read(project, "abc", "defect", (5, 8))


def test_masks_belong_to_images_of_the_project(project: Project) -> None:
    with pytest.raises(ProjectError, match="nobody"):
        project_masks.path_of(project, "nobody", "defect")


def test_a_read_only_project_takes_no_mask(project: Project) -> None:
    seen = replace(project, read_only_reason="It is only to be looked at.")
    for write in (project_masks.write, project_masks.write_recovery):
        with pytest.raises(ProjectError, match="looked at"):
            write(seen, "abc", "defect", _mask(0))
    assert not (project.folder / "masks").exists()


def test_unsaved_masks_survive_a_crash_emptied_ones_too(project: Project) -> None:
    project_masks.write(project, "abc", "ignore", _mask(0))
    assert not project_file.has_recovery(project.folder)
    project_masks.write_recovery(project, "abc", "ignore", np.zeros(SHAPE, np.bool_))
    project_masks.write_recovery(project, "def", "roi", _mask(1))
    assert project_file.has_recovery(project.folder)
    assert project_masks.recovered(project) == (("abc", "ignore"), ("def", "roi"))
    assert not project_masks.read_recovered(project, "abc", "ignore", SHAPE).any()
    assert (project_masks.read_recovered(project, "def", "roi", SHAPE) == _mask(1)).all()
    saved = project_masks.read(project, "abc", "ignore", SHAPE)
    assert saved is not None
    assert (saved == _mask(0)).all()
    project_file.save(project)
    assert project_masks.recovered(project) == ()


def test_the_mask_of_the_sample_project_opens() -> None:
    sample = project_file.load(Path(__file__).parents[1] / "data" / "projects" / "v1")
    mask = project_masks.read(sample, "d457a2ec6755", "defect", SHAPE)
    assert mask is not None
    assert mask[1:3, 2:5].all()
    assert mask.sum() == 6


def _mask(seed: int) -> Mask:
    return np.random.default_rng(seed).random(SHAPE) < 0.5
