from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from inspector.core import project_file, project_masks
from inspector.core.audit import read
from inspector.core.audit_changes import changes
from inspector.core.audit_check import verify
from inspector.core.audit_masks import fingerprints, mask_changes
from inspector.core.audit_project import save
from inspector.core.audit_text import before_and_after, line_of, row_of, value_text
from inspector.core.project import ImageEntry, Project
from tests.parts import part
from tests.parts import save as save_picture

ONE = ImageEntry("a" * 12, Path("../a.png"), "a" * 64)
TWO = ImageEntry("b" * 12, Path("../b.png"), "b" * 64, label="good", is_reference=True)


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path, (ONE, TWO), {"size": 64, "detector": {"id": "x", "shrink": 0.1}})


def briefly(found):
    return [(each.what, each.subject, each.old, each.new) for each in found]


def test_nothing_differs_from_itself(project):
    assert changes(project, project) == []
    assert changes(project, replace(project, images=project.images[::-1])) == []


def test_marks_are_told_image_by_image_with_old_and_new(project):
    after = project.changed([TWO.id], label="bad", is_reference=False)
    found = changes(project, after, cause="undo", time="now")
    assert briefly(found) == [
        ("label", "b.png", "good", "bad"),
        ("reference", "b.png", True, False),
    ]
    assert {(each.image, each.cause, each.time) for each in found} == {(TWO.id, "undo", "now")}


def test_a_removed_image_leaves_all_that_was_said_about_it(project):
    found = changes(project, project.without([TWO.id]))
    assert found[0].what == "remove image"
    assert found[0].old["label"] == "good"
    assert found[0].old["content_hash"] == TWO.content_hash
    back = changes(project.without([TWO.id]), project)
    assert (back[0].what, back[0].new) == ("add image", found[0].old)


def test_options_are_told_by_their_whole_name(project):
    after = replace(project, options={"size": 64, "detector": {"id": "x", "shrink": 0.2}, "n": 1})
    assert briefly(changes(project, after)) == [
        ("option", "detector.shrink", 0.1, 0.2),
        ("option", "n", None, 1),
    ]


def test_limits_hold_the_rule_and_a_sum_of_the_scores_they_rest_on(project):
    before = replace(project, calibration={"limits": {"fail": 2.0}, "good": [1.0] * 9, "made": "x"})
    after = replace(project, calibration={"limits": {"fail": 3.0}, "good": [1.0] * 9, "made": "y"})
    (found,) = changes(before, after)
    assert (found.what, found.old["limits"], found.new["limits"]) == (
        "limits",
        {"fail": 2.0},
        {"fail": 3.0},
    )
    assert found.old["good"]["count"] == 9
    assert (
        changes(before, replace(before, calibration={**after.calibration, "limits": {"fail": 2.0}}))
        == []
    )


def test_what_a_newer_program_keeps_is_told_but_for_the_head(project):
    after = replace(project, extra={"audit": {"count": 3}, "shift": "night"})
    assert briefly(changes(project, after)) == [("other", "shift", None, "night")]
    image = replace(ONE, extra={"serial": 7})
    after = replace(project, images=(image, TWO))
    assert briefly(changes(project, after)) == [("serial", "a.png", None, 7)]


def test_a_mask_is_told_by_its_sum_and_pixels_and_watched(tmp_path):
    save_picture(tmp_path / "a.png", part(1)[0])
    empty = project_file.new(tmp_path / "w.inspect")
    project = replace(empty, images=(ONE,))
    keys = [(ONE.id, "defect")]
    before = fingerprints(project, keys)
    mask = np.zeros((64, 80), bool)
    mask[3:5, 2:9] = True
    project_masks.write(project, ONE.id, "defect", mask)
    after = fingerprints(project, keys)
    (change,) = mask_changes(project, before, after)
    assert (change.what, change.subject, change.old) == ("defect mask", "a.png", None)
    assert change.new["pixels"] == 14
    project = save(project, [*changes(empty, project), change], is_first=True)
    assert verify(project.folder).is_good
    project_masks.write(project, ONE.id, "defect", ~mask)
    assert "defect.png was changed" in verify(project.folder).unrecorded[0]
    project_masks.write(project, ONE.id, "defect", mask & False)
    assert fingerprints(project, keys) == before
    assert "defect.png was changed" in verify(project.folder).unrecorded[0]


def test_records_read_as_sentences_and_rows(tmp_path):
    project = project_file.new(tmp_path / "w.inspect")
    after = replace(project, options={"size": 64})
    save(after, changes(project, after, cause="redo"), is_first=True)
    record = read(project.folder)[1]
    assert line_of(record).endswith("option size: - -> 64 (redo)")
    assert row_of(record)["new"] == 64
    assert value_text({"sha256": "ab" * 32, "pixels": 3}) == "abababababab…, pixels 3"
    assert [value_text(each) for each in (None, True, 0.1 + 0.2, [1, "a"])] == [
        "",
        "yes",
        "0.3",
        "1, a",
    ]
    limits = {"limits": {"fail": 2.0}, "fail_rule": "f1", "good": {"count": 9, "sha256": "a"}}
    moved = replace(record, old=limits, new={**limits, "limits": {"fail": 3.0}})
    assert before_and_after(moved) == ("fail 2", "fail 3")
    assert value_text(limits) == "fail 2, fail_rule f1, good (9 values)"
    assert "\n" not in line_of(replace(record, subject="a\nb"))
