from __future__ import annotations

import cv2
import numpy as np
import pytest

from inspector.core import project_file, project_images, project_masks
from inspector.core.detectors.two_memories import TwoMemories
from inspector.core.mask import Box, difference
from inspector.core.options import Options
from inspector.core.rules import LargestGood, Manual
from inspector.gui.engine import Engine
from inspector.gui.workbench import Workbench


@pytest.fixture
def workbench(qapp, tmp_path):
    """Four small images in a project, none marked."""
    paths = []
    for number in range(4):
        picture = np.random.default_rng(number).integers(90, 110, (64, 64, 3), np.uint8)
        paths.append(tmp_path / f"{number}.png")
        paths[-1].write_bytes(cv2.imencode(".png", picture)[1].tobytes())
    project = project_file.new(tmp_path / "p.inspect")
    project_file.save(project)
    project = project_images.add_images(project, paths).project
    project_file.save(project)
    workbench = Workbench()
    workbench.open(project)
    return workbench


def ids(workbench):
    return [entry.id for entry in workbench.project.images]


def stroke(workbench, image_id):
    before = workbench.mask(image_id, "defect")
    after = before.copy()
    after[10:20, 30:40] = True
    return difference(before, after)


def fitted(workbench, **options):
    """Fit at a small size, as the compute thread would."""
    workbench.set_options(Options(size=64, **options))
    workbench.set_reference(ids(workbench)[:3], True)
    workbench.put_fit(Engine().fit(workbench.snapshot()))


def test_what_is_saved_is_clean_and_any_change_is_not(workbench):
    assert not workbench.is_dirty
    workbench.set_label(ids(workbench)[:2], "good")
    assert workbench.is_dirty
    workbench.undo_stack.undo()
    workbench.mark_saved(workbench.project)
    assert not workbench.is_dirty
    workbench.paint(ids(workbench)[0], "defect", stroke(workbench, ids(workbench)[0]), "Stroke")
    assert workbench.is_dirty


def test_labels_are_undone_all_at_once(workbench):
    workbench.set_label(ids(workbench), "good")
    workbench.undo_stack.undo()
    assert {entry.label for entry in workbench.project.images} == {"unset"}
    workbench.undo_stack.redo()
    assert {entry.label for entry in workbench.project.images} == {"good"}


def test_a_reference_is_good_and_a_bad_image_is_no_reference(workbench):
    first = ids(workbench)[0]
    workbench.set_reference([first], True)
    assert workbench.project.image(first).label == "good"
    workbench.set_label([first], "bad")
    assert not workbench.project.image(first).is_reference


def test_a_stroke_is_applied_once_and_undone_exactly(workbench, qtbot):
    first = ids(workbench)[0]
    edit = stroke(workbench, first)
    with qtbot.waitSignal(workbench.mask_changed) as signal:
        workbench.paint(first, "defect", edit, "Stroke")
    assert signal.args == [first, "defect", Box(30, 10, 10, 10)]
    assert workbench.mask(first, "defect").sum() == 100
    workbench.undo_stack.undo()
    assert not workbench.mask(first, "defect").any()


def test_a_fit_measures_every_image_and_those_that_teach_without_themselves(workbench):
    fitted(workbench)
    findings = workbench.findings()
    assert set(findings) == set(ids(workbench))
    assert [findings[each].held_out for each in ids(workbench)] == [True, True, True, False]
    assert all(findings[each].score > 0 for each in ids(workbench))


def test_verdicts_follow_limits_while_they_are_dragged_and_undo_brings_them_back(workbench):
    fitted(workbench)
    first = ids(workbench)[0]
    before, score = workbench.verdict(first), workbench.finding(first).score
    workbench.preview_limits(score / 3, score / 2)
    assert workbench.verdict(first) == "fail"
    workbench.set_rules(Manual(score / 2), Manual(score / 3))
    assert workbench.verdict(first) == "fail"
    workbench.undo_stack.undo()
    assert workbench.verdict(first) == before


def test_manual_limits_stay_through_another_fit(workbench):
    fitted(workbench)
    workbench.set_limits(5.0, 6.0)
    workbench.put_fit(Engine().fit(workbench.snapshot()))
    assert (workbench.calibration.limits.unsure, workbench.calibration.limits.fail) == (5.0, 6.0)


def test_only_the_unsure_rule_can_be_changed(workbench):
    fitted(workbench)
    workbench.set_rules(LargestGood(), Manual(0.001))
    assert workbench.calibration.unsure_rule == "manual:0.001"


def test_a_wrong_verdict_is_one_that_contradicts_a_person(workbench):
    fitted(workbench)
    last = ids(workbench)[3]
    workbench.set_label([last], "bad")
    score = workbench.finding(last).score
    workbench.set_limits(2 * score, 3 * score)
    assert workbench.is_wrong(last)
    workbench.set_limits(score / 2, 3 * score)
    assert workbench.verdict(last) == "unsure"
    assert not workbench.is_wrong(last)


def test_a_painted_image_teaches_only_a_detector_that_learns_defects(workbench):
    last = ids(workbench)[3]
    workbench.set_label([last], "bad")
    workbench.paint(last, "defect", stroke(workbench, last), "Stroke")
    fitted(workbench)
    assert not workbench.finding(last).held_out
    fitted(workbench, detector=TwoMemories())
    assert workbench.finding(last).held_out


def test_the_masks_of_one_image_can_hold_for_all(workbench):
    first = ids(workbench)[0]
    before = workbench.mask(first, "ignore")
    after = before.copy()
    after[:, :32] = True
    workbench.paint(first, "ignore", difference(before, after), "Stroke")
    workbench.set_part_masks(first)
    fitted(workbench)
    counts = workbench.inspector.counts
    assert counts[:, 32:].all()
    assert not counts[:, :32].any()
    workbench.undo_stack.undo()


def test_options_and_limits_come_back_with_the_project(workbench):
    fitted(workbench)
    workbench.set_limits(1.5, 2.5)
    project = workbench.project
    project_file.save(project)
    again = Workbench()
    again.open(project_file.load(project.folder))
    assert again.options == workbench.options
    assert again.calibration.limits == workbench.calibration.limits


def test_masks_are_saved_and_read_back(workbench):
    first = ids(workbench)[0]
    workbench.paint(first, "defect", stroke(workbench, first), "Stroke")
    workbench.masks.save(workbench.project)
    saved = project_masks.read(workbench.project, first, "defect", (64, 64))
    assert np.array_equal(saved, workbench.mask(first, "defect"))
