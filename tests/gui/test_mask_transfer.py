from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from inspector.core import image, project_file, project_images, project_masks
from inspector.core.labelme import write_labelme
from inspector.core.mask_files import write_png
from inspector.core.progress import Cancelled
from inspector.core.project import Project
from inspector.gui.mask_transfer import export_masks, find_masks
from inspector.gui.snapshot import Snapshot
from tests.gui.fitted_project import OPTIONS, SHAPE, draw, fitted, scratch_mask

MASK = scratch_mask()


def project_of(folder: Path, *names: str) -> Project:
    for seed, name in enumerate(names):
        draw(folder / name, seed)
    project = project_file.new(folder / "job.inspect")
    return project_images.add_images(project, [folder / name for name in names]).project


def save(path: Path, mask=MASK) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_png(path, mask)
    return path


def names_of(project: Project, findings) -> dict[str, str]:
    return {
        found.file.name: "/".join(project.image(found.image_id).path.parts[-2:])
        for found in findings.found
    }


def found_in(project: Project, *sources: Path, kind="defect", **more):
    return find_masks(Snapshot(project, OPTIONS), list(sources), kind, **more)


@pytest.mark.parametrize("name", ["one.png", "one_mask.png", "ONE_MASK.PNG"])
def test_a_mask_is_matched_by_the_name_of_its_image(tmp_path, name):
    project = project_of(tmp_path, "a/one.png", "a/two.png")
    mask = save(tmp_path / "painted" / "x.png").rename(tmp_path / "painted" / name)
    findings = found_in(project, mask.parent)
    assert names_of(project, findings) == {name: "a/one.png"}
    found = findings.found[0]
    after = np.zeros(SHAPE, bool)
    assert found.edit is not None
    found.edit.apply(after)
    assert np.array_equal(after, MASK)
    assert found.share == MASK.mean()


def test_equal_names_are_told_apart_by_the_folders_of_mvtec(tmp_path):
    project = project_of(tmp_path, "test/good/000.png", "test/dent/000.png", "test/hole/000.png")
    for kind in ("dent", "hole"):
        save(tmp_path / "ground_truth" / kind / "000_mask.png")
    stray = save(tmp_path / "ground_truth" / "crack" / "000_mask.png")
    findings = found_in(project, tmp_path / "ground_truth")
    shown = [project.image(each.image_id).path.parts[-2] for each in findings.found]
    assert shown == ["dent", "hole"]
    assert "crack" in findings.problems[stray]


def test_choosing_the_whole_data_set_takes_its_masks_and_never_its_photographs(tmp_path):
    project = project_of(tmp_path, "test/dent/000.png")
    draw(tmp_path / "test/good/000.png", 9)
    save(tmp_path / "ground_truth/dent/000_mask.png")
    findings = found_in(project, tmp_path)
    assert names_of(project, findings) == {"000_mask.png": "dent/000.png"}


def test_masks_in_the_folder_of_their_images_leave_the_images_alone(tmp_path):
    project = project_of(tmp_path, "one.png", "two.png")
    save(tmp_path / "one_mask.png")
    assert len(found_in(project, tmp_path).found) == 1


def test_what_cannot_be_told_apart_is_not_guessed(tmp_path):
    project = project_of(tmp_path, "a/one.png", "b/one.png")
    mask = save(tmp_path / "painted/one.png")
    findings = found_in(project, mask)
    assert not findings.found
    assert "several images" in findings.problems[mask]


def test_a_mask_of_another_size_or_of_no_image_is_said(tmp_path):
    project = project_of(tmp_path, "one.png")
    small = save(tmp_path / "m/one.png", np.ones((5, 5), bool))
    stray = save(tmp_path / "m/other.png")
    findings = found_in(project, tmp_path / "m")
    assert "5 x 5" in findings.problems[small]
    assert "No image of this inspection is named other" in findings.problems[stray]


def test_a_second_mask_of_one_image_is_said(tmp_path):
    project = project_of(tmp_path, "one.png")
    first, second = save(tmp_path / "m/one.png"), save(tmp_path / "m/one_mask.png")
    findings = found_in(project, first, second)
    assert [each.file for each in findings.found] == [first]
    assert "same image" in findings.problems[second]


@pytest.mark.parametrize(("add", "expected"), [(False, MASK), (True, None)])
def test_masks_replace_what_is_painted_or_add_to_it(tmp_path, add, expected):
    project = project_of(tmp_path, "one.png")
    image_id = project.images[0].id
    before = np.zeros(SHAPE, bool)
    before[:5] = True
    project_masks.write(project, image_id, "defect", before)
    found = found_in(project, save(tmp_path / "m/one.png"), add=add).found[0]
    assert found.edit is not None
    after = before.copy()
    found.edit.apply(after)
    assert np.array_equal(after, before | MASK if add else expected)


def test_a_mask_that_is_painted_already_changes_nothing(tmp_path):
    project = project_of(tmp_path, "one.png")
    project_masks.write(project, project.images[0].id, "defect", MASK)
    assert found_in(project, save(tmp_path / "m/one.png")).found[0].edit is None


def test_labelme_shapes_go_to_the_chosen_kind_unless_named_like_another(tmp_path):
    project = project_of(tmp_path, "one.png")
    other = np.zeros(SHAPE, bool)
    other[:4] = True
    path = tmp_path / "m/one.json"
    path.parent.mkdir()
    write_labelme(path, {"scratch": MASK, "ignore": other}, image_path="one.png")
    content = json.loads(path.read_text())
    content["shapes"].append({"label": "x", "shape_type": "line", "points": [[0, 0], [1, 1]]})
    path.write_text(json.dumps(content))
    found = found_in(project, path).found[0]
    assert found.share == MASK.mean()
    assert found.note == "Without line 'x', which has no area."


def test_a_damaged_json_file_is_said(tmp_path):
    project = project_of(tmp_path, "one.png")
    path = tmp_path / "m/one.json"
    path.parent.mkdir()
    path.write_text("{")
    assert "no JSON file" in found_in(project, path).problems[path]


def test_reading_can_be_stopped(tmp_path):
    project = project_of(tmp_path, "one.png")
    mask = save(tmp_path / "m/one.png")

    def tick(done, total, text=""):
        raise Cancelled

    with pytest.raises(Cancelled):
        found_in(project, mask, tick=tick)


def test_png_masks_are_written_in_the_folders_of_mvtec(tmp_path):
    project, _ = fitted()
    done = export_masks(Snapshot(project, OPTIONS), tmp_path, ["defect", "roi"], "png")
    assert done.written == (tmp_path / "ground_truth/scratch/000_mask.png",)
    pixels = cv2.imread(str(done.written[0]), cv2.IMREAD_UNCHANGED)
    assert pixels is not None
    assert pixels.dtype == np.uint8
    assert np.array_equal(pixels, MASK * np.uint8(255))


def test_unsaved_masks_are_exported_and_erased_ones_are_not(tmp_path):
    project, _ = fitted()
    painted, clean = (e.id for e in project.images if e.label == "bad")
    masks = {(painted, "defect"): None, (clean, "defect"): MASK}
    snapshot = Snapshot(project, OPTIONS, masks)  # type: ignore[arg-type]
    done = export_masks(snapshot, tmp_path, ["defect"], "png")
    assert done.written == (tmp_path / "ground_truth/scratch/001_mask.png",)


@pytest.mark.parametrize("form", ["png", "labelme"])
def test_images_of_one_name_get_masks_of_their_own_that_come_back(tmp_path, form):
    project = project_of(tmp_path, "a/one.png", "b/one.png", "x/a/one.png", "x/a/one.bmp")
    ids = [entry.id for entry in project.images]
    masks = {image_id: np.zeros(SHAPE, bool) for image_id in ids}
    for number, image_id in enumerate(ids):
        masks[image_id][number + 1] = True
        project_masks.write(project, image_id, "defect", masks[image_id])
    done = export_masks(Snapshot(project, OPTIONS), tmp_path / "out", ["defect"], form)
    assert len({str(path).casefold() for path in done.written}) == 4
    empty = Snapshot(project, OPTIONS, {(i, "defect"): None for i in ids})  # type: ignore[misc]
    findings = find_masks(empty, [tmp_path / "out"], "defect")
    assert not findings.problems
    for found in findings.found:
        after = np.zeros(SHAPE, bool)
        assert found.edit is not None
        found.edit.apply(after)
        assert np.array_equal(after, masks[found.image_id])


def test_kinds_are_kept_apart_on_the_way_out_and_back(tmp_path):
    project = project_of(tmp_path, "one.png")
    image_id = project.images[0].id
    for kind in ("defect", "roi"):
        mask = MASK if kind == "defect" else ~MASK
        project_masks.write(project, image_id, kind, mask)
    for form in ("png", "labelme"):
        out = tmp_path / form
        export_masks(Snapshot(project, OPTIONS), out, ["defect", "ignore", "roi"], form)
        for kind, mask in (("defect", MASK), ("roi", ~MASK)):
            found = found_in(project, out, kind=kind).found
            assert [each.share for each in found] == [mask.mean()]


@pytest.mark.parametrize("defect", ["../../far", "/etc", "C:/windows", "..", "."])
def test_no_name_in_a_project_leads_out_of_the_chosen_folder(tmp_path, defect):
    project = project_of(tmp_path, "one.png")
    image_id = project.images[0].id
    project_masks.write(project, image_id, "defect", MASK)
    odd = project.changed([image_id], defect=defect)
    done = export_masks(Snapshot(odd, OPTIONS), tmp_path / "out", ["defect"], "png")
    assert (tmp_path / "out/ground_truth").resolve() in done.written[0].resolve().parents


def test_labelme_files_lead_to_their_image(tmp_path):
    project = project_of(tmp_path, "a/one.png")
    project_masks.write(project, project.images[0].id, "defect", MASK)
    done = export_masks(Snapshot(project, OPTIONS), tmp_path / "out", ["defect"], "labelme")
    content = json.loads(done.written[0].read_text())
    assert image.read_size(done.written[0].parent / content["imagePath"]) == SHAPE


def test_an_image_that_is_gone_stops_no_other(tmp_path):
    project = project_of(tmp_path, "one.png", "two.png")
    for entry in project.images:
        project_masks.write(project, entry.id, "defect", MASK)
    (tmp_path / "one.png").unlink()
    done = export_masks(Snapshot(project, OPTIONS), tmp_path / "out", ["defect"], "png")
    assert len(done.written) == 1
    assert list(done.problems) == [project.images[0].path.as_posix()]
