"""Who changed what and when is kept with the inspection, and shown."""

from __future__ import annotations

import errno
import os

import pytest

from inspector.core import audit, audit_record, detector_file, project_lock
from inspector.core.audit_check import verify
from inspector.gui.dialogs.audit import AuditDialog
from inspector.gui.dialogs.export import ExportDialog
from tests.stories.test_first_detector import (
    choose_small_input,
    fit,
    open_parts,
    paint,
    show,
    teach,
)
from tests.stories.test_read_only import OTHER

LONG = 60_000


@pytest.fixture
def ids(window, qtbot, parts):
    """Image ids by file stem, of an inspection that is open and saved."""
    return open_parts(window, qtbot, parts)


def words(folder):
    return [record.what for record in audit.read(folder)]


def test_from_the_first_mark_to_the_detector_file_all_is_in_the_trail(window, qtbot, ids, tmp_path):
    bench, folder = window.workbench, window.workbench.project.folder
    choose_small_input(window)
    teach(window, ids, 4)
    bench.set_label([ids["spot0"]], "bad")
    show(window, qtbot, ids["spot0"])
    paint(window, qtbot, (50, 40), (70, 40))
    fit(window, qtbot)
    limits = bench.calibration.limits
    bench.set_limits(2 * limits.fail, 3 * limits.fail)
    window.actions_by_id["undo"].trigger()
    assert window.documents.save()
    window.outputs.export_detector()
    dialog = window.findChild(ExportDialog)
    dialog.file.setText(str(tmp_path / "w.detector"))
    with qtbot.waitSignal(dialog.written, timeout=LONG):
        dialog.export()
    dialog.reject()
    assert window.documents.save()

    found = verify(folder)
    assert found.is_good, found
    records = audit.read(folder)
    assert {"begin", "add image", "label", "reference", "defect mask", "fit", "limits"} < {
        record.what for record in records
    }
    moved = [record for record in records if record.what == "limits"]
    assert [record.cause for record in moved] == ["fit", "", "undo"]
    assert moved[1].old["limits"] == moved[2].new["limits"]
    assert moved[1].new["limits"]["fail"] == pytest.approx(3 * limits.fail)
    painted = next(record for record in records if record.what == "defect mask")
    assert (painted.subject, painted.old) == ("spot0.png", None)
    assert painted.new["pixels"] > 0
    export = next(record for record in records if record.what == "export")
    (carried,) = detector_file.read_about(tmp_path / "w.detector")["origin"]["audit_trail"]
    assert carried["sha256"] == export.previous
    assert export.new["sha256"] == audit.file_digest(tmp_path / "w.detector")


def test_what_is_taken_back_and_done_again_is_said_as_such(window, ids):
    bench, folder = window.workbench, window.workbench.project.folder
    bench.set_label([ids["good0"]], "bad")
    bench.undo_stack.undo()
    bench.undo_stack.redo()
    bench.remove([ids["good1"]])
    assert len(window.session.trail.waiting) == 4
    assert window.documents.save()
    assert window.documents.save()
    said = [(r.what, r.cause, r.old, r.new) for r in audit.read(folder) if r.what == "label"]
    assert said == [
        ("label", "", "unset", "bad"),
        ("label", "undo", "bad", "unset"),
        ("label", "redo", "unset", "bad"),
    ]
    assert words(folder)[-2:] == ["remove image", "save"]
    assert verify(folder).is_good


def test_a_copy_goes_on_with_the_trail_of_its_original(window, qtbot, ids, tmp_path):
    first = window.workbench.project.folder
    show(window, qtbot, ids["spot0"])
    paint(window, qtbot, (50, 40), (70, 40))
    before = words(first)
    window.documents.save_as(tmp_path / "copy.inspect")
    second = window.workbench.project.folder
    assert words(second) == [*before, "save as", "defect mask", "save"]
    window.workbench.set_label([ids["good0"]], "good")
    assert window.documents.save()
    assert words(first) == before
    assert verify(first).is_good
    assert verify(second).is_good


def test_nothing_is_written_for_an_inspection_that_is_only_looked_at(window, qtbot, ids):
    folder = window.workbench.project.folder
    before = audit.path_of(folder).read_bytes()
    window.session.close()
    (folder / project_lock.LOCK_NAME).write_text(audit_record.canonical(OTHER).decode())
    window.documents.open(folder)
    window.workbench.set_label([ids["good0"]], "bad")
    assert window.session.trail.flush()
    window.session.trail.exported(folder / "project.json")
    assert window.session.trail.waiting == ()
    assert audit.path_of(folder).read_bytes() == before


def test_a_full_disk_is_said_once_and_no_change_is_lost(window, qtbot, ids, monkeypatch):
    folder = window.workbench.project.folder
    show(window, qtbot, ids["spot0"])
    paint(window, qtbot, (50, 40), (70, 40))
    window.workbench.set_label([ids["spot0"]], "bad")

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(audit.os, "write", full)
        assert not window.documents.save()
    assert "the disk is full" in window.banner.message()
    assert window.workbench.is_dirty
    assert window.documents.save()
    assert words(folder)[-3:] == ["label", "defect mask", "save"]
    assert verify(folder).is_good


def test_work_that_was_brought_back_after_a_crash_is_said_as_such(window, qtbot, ids, monkeypatch):
    folder = window.workbench.project.folder
    window.workbench.set_label([ids["spot0"]], "bad")
    window.session.autosave()
    window.session.release()
    window.workbench.close()
    window.session.open(folder, recover=True)
    assert window.documents.save()
    label = next(record for record in audit.read(folder) if record.what == "label")
    assert (label.new, label.cause) == ("bad", "recover")
    assert verify(folder).is_good


def open_dialog(window, qtbot) -> AuditDialog:
    window.actions_by_id["audit"].trigger()
    dialog = window.findChild(AuditDialog)
    qtbot.waitUntil(lambda: bool(dialog.verdict()), timeout=LONG)
    return dialog


def test_the_window_shows_it_searches_it_and_saves_it(window, qtbot, ids, tmp_path):
    window.workbench.set_label([ids["spot0"], ids["spot1"]], "bad")
    window.documents.save()
    dialog = open_dialog(window, qtbot)
    assert dialog.verdict().startswith("Intact")
    assert dialog.model.shown[0].what == "save"
    dialog._search.setText("SPOT0 mark")
    assert [record.subject for record in dialog.model.shown] == ["spot0.png"]
    texts = [dialog.model.index(0, column).data() for column in range(2, 6)]
    assert texts == ["Mark", "spot0.png", "unset", "bad"]
    with qtbot.waitSignal(dialog.saved, timeout=LONG):
        dialog.save_csv(tmp_path / "audit.csv")
    rows = (tmp_path / "audit.csv").read_text("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert "spot0.png" in rows[1]
    dialog.reject()


def test_a_trail_that_was_altered_is_shown_as_broken_with_its_line(window, qtbot, ids):
    path = audit.path_of(window.workbench.project.folder)
    path.write_bytes(path.read_bytes().replace(b"good3.png", b"good9.png", 1))
    dialog = open_dialog(window, qtbot)
    assert dialog.verdict().startswith("Broken. Line ")
    assert dialog.model.rowCount() > 0
    dialog.reject()


def test_an_image_that_is_taken_out_with_an_unsaved_mask_can_be_saved(window, qtbot, ids):
    show(window, qtbot, ids["spot0"])
    paint(window, qtbot, (50, 40), (70, 40))
    window.workbench.remove([ids["spot0"]])
    assert window.documents.save(), window.banner.message()
    assert not window.workbench.is_dirty
    window.workbench.undo_stack.undo()
    assert window.workbench.mask(ids["spot0"], "defect").any()
    assert window.documents.save()
    assert not window.workbench.is_dirty
    folder = window.workbench.project.folder
    assert words(folder)[-3:] == ["add image", "defect mask", "save"]
    assert verify(folder).is_good
