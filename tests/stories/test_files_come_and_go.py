"""Files are dropped, moved, replaced and damaged."""

from __future__ import annotations

import json
import shutil

import cv2
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit

from inspector.core import project_file, project_masks
from inspector.core.mask import difference
from tests.stories.conftest import write_part
from tests.stories.test_first_detector import open_parts, paint, show

LONG = 60_000


@pytest.fixture
def ids(window, qtbot, parts):
    """The image ids of an open inspection, by file stem."""
    return open_parts(window, qtbot, parts)


def until_idle(window, qtbot) -> None:
    qtbot.waitUntil(lambda: not window.runner.is_busy, timeout=LONG)


def test_moved_images_are_found_again_in_the_folder_that_a_person_names(
    window, qtbot, ids, parts, tmp_path
):
    folder = window.workbench.project.folder
    window.session.close()
    moved = tmp_path / "archive" / "2026"
    moved.parent.mkdir()
    shutil.move(parts, moved)
    (moved / "good3.png").rename(moved / "renamed.png")
    (moved / "good4.png").unlink()
    window.documents.open(folder)
    qtbot.waitUntil(lambda: "10 images are not" in window.banner.message(), timeout=LONG)
    assert window.banner._button.text() == "Look in a folder…"
    assert window.actions_by_id["find-missing"].isEnabled()
    window.missing.look_in(tmp_path / "archive")
    until_idle(window, qtbot)
    assert window.workbench.project.path_of(ids["good3"]).name == "renamed.png"
    assert "9 images found. 1 image is still missing." in window.banner.message()
    qtbot.waitUntil(lambda: window.canvas_link.is_shown(ids["good0"]), timeout=LONG)
    window.actions_by_id["undo"].trigger()
    assert window.workbench.project.path_of(ids["good3"]).name == "good3.png"


def test_what_is_missing_in_one_inspection_is_not_said_of_the_next(
    window, qtbot, ids, parts, tmp_path
):
    write_part(tmp_path / "other" / "a.png", seed=1000)
    folder = window.workbench.project.folder
    (parts / "good0.png").unlink()
    assert window.documents.save()
    window.documents.open(folder)
    qtbot.waitUntil(lambda: window.actions_by_id["find-missing"].isEnabled(), timeout=LONG)
    window.documents.new_from_folder(tmp_path / "other")
    until_idle(window, qtbot)
    assert not window.actions_by_id["find-missing"].isEnabled()


def test_several_folders_that_are_dropped_all_come_in(window, qtbot, parts, tmp_path):
    write_part(tmp_path / "more" / "a.png", seed=1000)
    window.documents.drop([parts, tmp_path / "more"])
    until_idle(window, qtbot)
    assert len(window.workbench.project.images) == 11


def test_a_folder_without_images_is_named_and_nothing_is_made_of_it(window, tmp_path):
    folder = tmp_path / "papers"
    (folder / "old").mkdir(parents=True)
    (folder / "old" / "list.txt").write_text("nothing to look at")
    window.documents.drop([folder])
    assert f"There is no image in {folder}." in window.banner.message()
    assert not window.workbench.is_open
    assert [path.name for path in tmp_path.glob("*.inspect")] == []


def test_images_dropped_where_their_inspection_is_already_come_in(window, qtbot, ids, parts):
    assert window.documents.save()
    window.session.close()
    write_part(parts / "late.png", seed=1000)
    window.documents.drop([parts / "good0.png", parts / "late.png"])
    until_idle(window, qtbot)
    assert len(window.workbench.project.images) == 11


def test_images_can_go_again_while_the_shown_one_cannot_be_read(window, qtbot, tmp_path):
    folder = tmp_path / "some"
    write_part(folder / "whole.png", seed=1)
    (folder / "cut.png").write_bytes(b"no image")
    window.documents.drop([folder])
    until_idle(window, qtbot)
    images = {entry.path.stem: entry.id for entry in window.workbench.project.images}
    window.workbench.show_image(images["cut"])
    qtbot.waitUntil(lambda: "cut.png" in window.log.text())
    window.actions_by_id["undo"].trigger()
    assert not window.workbench.project.images
    window.actions_by_id["redo"].trigger()
    assert len(window.workbench.project.images) == 2


def test_an_inspection_among_what_is_dropped_is_opened(window, qtbot, ids, parts, tmp_path):
    folder = window.workbench.project.folder
    assert window.documents.save()
    for dropped in ([folder, tmp_path], [folder / "project.json"]):
        window.session.close()
        window.documents.drop(dropped)
        assert window.workbench.project.folder == folder
    window.session.close()
    window.documents.new_from_folder(folder)
    assert window.workbench.project.folder == folder


def test_what_is_no_image_starts_nothing(window, tmp_path):
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "notes.txt").write_text("hello", encoding="utf-8")
    window.documents.drop([tmp_path / "desk" / "notes.txt"])
    assert not window.workbench.is_open
    assert not (tmp_path / "desk.inspect").exists()
    assert "notes.txt" in window.banner.message()


def test_files_are_not_dropped_into_a_search_field(window, qtbot, ids, tmp_path):
    write_part(tmp_path / "more" / "a.png", seed=1000)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "more"))])
    mime.setText("more")
    for field in window.findChildren(QLineEdit):
        assert not (field.acceptDrops() and field.placeholderText()), field.accessibleName()
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    drop = QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, left, none)
    window.dropEvent(drop)
    until_idle(window, qtbot)
    assert len(window.workbench.project.images) == 11


def test_an_inspection_that_cannot_be_opened_leaves_the_open_one(window, ids, tmp_path):
    before = window.workbench.project
    bad = project_file.new(tmp_path / "bad.inspect").folder
    stored = json.loads((bad / "project.json").read_text(encoding="utf-8"))
    stored["options"] = {"backbone": 7}
    (bad / "project.json").write_text(json.dumps(stored), encoding="utf-8")
    window.documents.open(bad)
    assert window.workbench.project is before
    assert window.banner.message()
    assert not (bad / "project.lock").exists()
    assert (before.folder / "project.lock").exists()
    window.documents.open(tmp_path)
    assert window.workbench.project is before


def test_opened_again_what_was_let_go_is_not_offered_as_lost(window, ids, monkeypatch):
    folder = window.workbench.project.folder
    window.workbench.set_label([ids["spot0"]], "bad")
    window.session.autosave()
    asked = []

    def answer(parent, title, text, **rest):
        asked.append(title)
        return "discard"

    monkeypatch.setattr("inspector.gui.documents.ask", answer)
    window.documents.open(folder)
    assert asked == ["Save changes?"]
    assert window.workbench.project.image(ids["spot0"]).label == "unset"
    assert not project_file.has_recovery(folder)


def test_an_image_of_another_size_than_its_mask_is_said_and_keeps_its_mask(
    window, qtbot, ids, parts
):
    show(window, qtbot, ids["spot0"])
    paint(window, qtbot, (50, 40), (70, 40))
    assert window.documents.save()
    show(window, qtbot, ids["good0"])
    write_part(parts / "spot0.png", seed=20, shape=(64, 128))
    window.canvas_link.loader.forget()
    show(window, qtbot, ids["spot0"])
    assert "the mask is 96 x 96 pixels" in window.banner.message()
    window.banner.dismiss()
    paint(window, qtbot, (10, 10), (20, 20))
    assert "the mask is 96 x 96 pixels" in window.banner.message()
    mask = project_masks.path_of(window.workbench.project, ids["spot0"], "defect")
    assert cv2.imread(str(mask)).shape[:2] == (96, 96)


def test_an_image_replaced_while_it_is_painted_on_is_said(window, qtbot, ids, parts):
    show(window, qtbot, ids["spot0"])
    paint(window, qtbot, (50, 40), (70, 40))
    show(window, qtbot, ids["good0"])
    write_part(parts / "spot0.png", seed=20, shape=(64, 128))
    window.canvas_link.loader.forget()
    show(window, qtbot, ids["spot0"])
    assert "Put the old file back" in window.banner.message()
    paint(window, qtbot, (10, 10), (20, 20))
    assert window.workbench.mask(ids["spot0"], "defect").shape == (96, 96)


def test_masks_painted_after_the_last_save_come_back_after_a_crash(window, qtbot, ids, monkeypatch):
    """The project itself did not change since, so only masks were kept."""
    window.workbench.set_label([ids["spot0"]], "bad")
    window.session.autosave()
    assert window.documents.save()
    before = window.workbench.mask(ids["spot0"], "defect")
    after = before.copy()
    after[5:9, 5:9] = True
    window.workbench.paint(ids["spot0"], "defect", difference(before, after), "Stroke")
    window.session.autosave()
    folder = window.workbench.project.folder
    kept = folder.with_name("crashed.inspect")
    shutil.copytree(folder, kept, ignore=shutil.ignore_patterns("project.lock"))
    monkeypatch.setattr("inspector.gui.documents.ask", _answers("discard", "recover"))
    window.documents.open(kept)
    assert window.workbench.project.image(ids["spot0"]).label == "bad"
    assert window.workbench.mask(ids["spot0"], "defect").sum() == 16


def test_a_crash_that_took_an_image_too_does_not_stop_the_recovery(
    window, qtbot, ids, parts, monkeypatch
):
    for name in ("spot0", "spot1"):
        before = window.workbench.mask(ids[name], "defect")
        after = before.copy()
        after[5:9, 5:9] = True
        window.workbench.paint(ids[name], "defect", difference(before, after), "Stroke")
    window.session.autosave()
    folder = window.workbench.project.folder
    kept = folder.with_name("crashed.inspect")
    shutil.copytree(folder, kept, ignore=shutil.ignore_patterns("project.lock"))
    (parts / "spot0.png").unlink()
    monkeypatch.setattr("inspector.gui.documents.ask", _answers("discard", "recover"))
    window.documents.open(kept)
    assert "spot0.png" in window.banner.message()
    assert window.workbench.mask(ids["spot1"], "defect").sum() == 16


def _answers(*answers):
    left = list(answers)
    return lambda *_, **__: left.pop(0)
