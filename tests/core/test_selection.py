"""Which images teach, and which set the limits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from inspector.core import image, project_file, project_masks
from inspector.core.dataset import read_folder
from inspector.core.errors import FitError, OptionError
from inspector.core.project import ImageEntry
from inspector.core.selection import Regions, of_project, select
from tests import parts


def names(paths) -> list[str]:
    return [path.stem for path in paths]


def test_training_images_teach_and_test_images_do_not_count(tiny_parts):
    found = select(read_folder(tiny_parts), references=4)
    assert names(found.references) == ["000", "002", "004", "006"]
    assert names(found.good) == ["001", "003", "005", "007"]
    assert all("train" in path.parts for path in found.references + found.good)
    assert names(path for path, _ in found.painted) == ["000", "001", "002"]
    assert [mask.name for _, mask in found.painted] == [f"00{i}_mask.png" for i in range(3)]
    assert found.bad == ()


@pytest.mark.parametrize(("wanted", "count"), [(1, 1), (8, 8), (99, 8), (3, 3)])
def test_references_are_spread_and_never_more_than_there_are(tiny_parts, wanted, count):
    found = select(read_folder(tiny_parts), references=wanted)
    assert len(set(found.references)) == count
    assert found.references[0].stem == "000"
    assert set(found.references) | set(found.good) == set((tiny_parts / "train/good").iterdir())


@pytest.mark.parametrize("painted", [0, 1, 2])
def test_fewer_painted_images_may_teach(tiny_parts, painted):
    assert len(select(read_folder(tiny_parts), painted=painted).painted) == painted


@pytest.mark.parametrize("wrong", [{"references": -1}, {"painted": -1}])
def test_a_negative_number_is_refused(tiny_parts, wrong):
    with pytest.raises(OptionError, match="-1"):
        select(read_folder(tiny_parts), **wrong)


def test_unlabelled_images_are_taken_as_good(tmp_path):
    for i in range(3):
        parts.save(tmp_path / f"{i}.png", parts.part(i)[0])
    assert names(select(read_folder(tmp_path)).references) == ["0", "1", "2"]


def test_bad_images_without_a_split_help_to_set_the_limits(tmp_path):
    for name in ("good/0", "good/1", "bad/0"):
        parts.save(tmp_path / f"{name}.png", parts.part(1)[0])
    found = select(read_folder(tmp_path))
    assert names(found.references) == ["0", "1"]
    assert names(found.bad) == ["0"]


def test_a_folder_without_good_images_says_what_to_do(tmp_path):
    parts.save(tmp_path / "bad/0.png", parts.part(0)[0])
    with pytest.raises(FitError, match="Put some into a folder named good"):
        select(read_folder(tmp_path))


@pytest.fixture
def project(tmp_path):
    """One reference, one good, one bad with a painting, one bad without, one unset, one gone."""
    started = project_file.new(tmp_path / "p")
    entries = []
    for name, label, reference in [
        ("reference", "good", True),
        ("good", "good", False),
        ("painted", "bad", False),
        ("bad", "bad", False),
        ("unset", "unset", False),
        ("gone", "good", True),
    ]:
        path = parts.save(tmp_path / "p" / f"{name}.png", parts.part(len(entries))[0])
        content_hash = image.file_hash(path)
        entries.append(
            ImageEntry(name, path.relative_to(path.parent), content_hash, label, reference)
        )
    (tmp_path / "p" / "gone.png").unlink()
    project = replace(started, images=tuple(entries))
    project_file.save(project)
    mask = np.zeros((parts.HEIGHT, parts.WIDTH), bool)
    mask[5:9, 5:9] = True
    for image_id, kind in [("painted", "defect"), ("reference", "roi"), ("painted", "ignore")]:
        parts.save(project_masks.path_of(project, image_id, kind), mask)
    return project


def test_a_projects_images_play_the_parts_that_a_person_gave_them(project):
    found = of_project(project)
    assert names(found.references) == ["reference"]
    assert names(path for path, _ in found.painted) == ["painted"]
    assert names(found.good) == ["good"]
    assert names(found.bad) == ["painted", "bad"]
    reference, painted = found.references[0], found.painted[0][0]
    roi = project_masks.path_of(project, "reference", "roi")
    ignored = project_masks.path_of(project, "painted", "ignore")
    assert found.regions == {reference: Regions(wanted=roi), painted: Regions(ignored=ignored)}


def test_a_project_without_references_says_what_to_do(project):
    rest = project.without(["reference", "painted"])
    with pytest.raises(FitError, match="Mark at least one image as good"):
        of_project(rest)
