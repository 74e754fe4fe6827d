from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from inspector.core import project_file, project_images, project_masks
from inspector.core.calibrate import calibrate
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


def test_options_chosen_after_the_masks_of_one_image_hold_for_all_survive_undo(workbench):
    workbench.set_part_masks(ids(workbench)[0])
    workbench.set_options(Options(size=96))
    workbench.undo_stack.undo()
    assert workbench.part_masks == ""
    again = Workbench()
    again.open(workbench.project)
    assert again.options.size == 96


def test_limits_undone_after_another_fit_are_those_of_its_scores(workbench):
    fitted(workbench)
    workbench.set_limits(5.0, 6.0)
    workbench.set_reference(ids(workbench), True)
    workbench.put_fit(Engine().fit(workbench.snapshot()))
    workbench.undo_stack.setIndex(workbench.undo_stack.index() - 2)
    assert workbench.calibration.fail_rule == "largest-good"
    assert len(workbench.calibration.good) == 4


def test_undo_after_saving_elsewhere_still_finds_the_images(workbench, tmp_path):
    first = ids(workbench)[0]
    workbench.set_label([first], "good")
    elsewhere = tmp_path / "deep" / "down" / "q.inspect"
    workbench.mark_saved(project_file.save_as(workbench.project, elsewhere))
    workbench.undo_stack.undo()
    assert workbench.project.image(first).label == "unset"
    assert workbench.project.path_of(first).is_file()


def test_a_stroke_on_a_mask_that_cannot_be_read_is_refused_and_leaves_nothing_to_undo(
    workbench, qtbot
):
    first = ids(workbench)[0]
    edit = stroke(workbench, first)
    workbench.masks = type(workbench.masks)()
    workbench.project.path_of(first).unlink()
    with qtbot.waitSignal(workbench.refused) as refused:
        workbench.paint(first, "defect", edit, "Stroke")
    assert "no such file" in str(refused.args[0])
    assert not workbench.undo_stack.canUndo()


def test_undoing_a_stroke_on_an_image_that_is_gone_is_refused(workbench, qtbot):
    first, second = ids(workbench)[:2]
    workbench.show_image(first)
    workbench.paint(first, "defect", stroke(workbench, first), "Stroke")
    workbench.masks.save(workbench.project)
    workbench.show_image(second)
    workbench.project.path_of(first).unlink()
    with qtbot.waitSignal(workbench.refused):
        workbench.undo_stack.undo()
    assert not workbench.undo_stack.canUndo()
    assert not workbench.undo_stack.canRedo()


@pytest.mark.parametrize(
    "change",
    [
        lambda bench, image: bench.set_label([image], "bad"),
        lambda bench, image: bench.set_reference([image], False),
        lambda bench, image: bench.remove([image]),
        lambda bench, image: bench.paint(image, "defect", stroke(bench, image), "Stroke"),
        lambda bench, image: bench.set_part_masks(image),
        lambda bench, image: bench.set_options(Options(size=32)),
        lambda bench, image: bench.set_limits(1.0, 2.0),
    ],
    ids=["label", "reference", "remove", "paint", "masks for all", "options", "limits"],
)
def test_what_is_read_only_is_not_changed_and_says_why(workbench, qtbot, change):
    workbench.set_options(Options(size=64))
    workbench.set_reference(ids(workbench)[:1], True)
    limits = calibrate([0.4, 0.5, 0.6], [2.0]).to_json()
    reason = "Ada has it open."
    workbench.open(replace(workbench.project, calibration=limits, read_only_reason=reason))
    before, limits = workbench.project, workbench.calibration.limits
    with qtbot.waitSignal(workbench.refused) as refused:
        change(workbench, ids(workbench)[0])
    assert str(refused.args[0]) == "Ada has it open."
    assert workbench.project is before
    assert workbench.calibration.limits == limits
    assert workbench.options.size == 64
    assert not workbench.is_dirty
