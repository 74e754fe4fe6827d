"""Somebody wants to know whether the detector says the same of a part tomorrow."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt

from inspector.core import study, study_table
from inspector.gui import theme
from inspector.gui.dialogs.study import StudyDialog
from tests.gui import compute_thread, fitted_project

LONG = 30_000


@pytest.fixture
def workbench(qapp):
    return fitted_project.workbench()


@pytest.fixture
def repeats(tmp_path):
    """Two plates and a scratched one, each photographed twice in two lights."""
    folder = tmp_path / "repeats"
    for part in range(3):
        kind = "bad" if part == 2 else "good"
        for place in range(4):
            name = f"P{part}_{'xy'[place % 2]}_{place // 2}.png"
            fitted_project.draw(
                folder / kind / name, seed=50 + 10 * part + place, scratch=kind == "bad"
            )
    return folder


@pytest.fixture
def dialog(qtbot, workbench):
    with compute_thread.running() as thread:
        made = StudyDialog(workbench, thread)
        qtbot.addWidget(made)
        made.open()
        yield made
        made.reject()


def wait(qtbot, dialog):
    qtbot.waitUntil(lambda: not dialog.job.is_busy, timeout=LONG)


def test_a_folder_is_studied_looked_at_and_saved(qtbot, dialog, workbench, repeats, tmp_path):
    assert dialog.empty.isVisible()
    assert not dialog.save_button.isEnabled()
    dialog.study(repeats)
    assert dialog.job.isVisible()
    wait(qtbot, dialog)
    assert dialog.found == study.run(workbench.inspector, study_table.read(repeats))
    assert {part.name for part in dialog.model.shown} == {"P0", "P1", "P2"}
    assert dialog.plot.names[0] == "P2"  # the scratched one has the highest mean
    assert "%GRR" in dialog.numbers.text()
    assert "Only 3 parts" in dialog.numbers.text()
    dialog.model.sort(3, Qt.SortOrder.DescendingOrder)
    assert dialog.model.shown[0].name == "P2"
    dialog.table.selectRow(0)
    assert dialog.plot._band.isVisible()
    theme.look().changed.emit(theme.current())  # drawn anew, as when the theme changes
    for kind in ("json", "csv", "html"):
        dialog.save(tmp_path / f"s.{kind}")
        wait(qtbot, dialog)
        assert f"s.{kind}" in dialog.message()
    saved = json.loads((tmp_path / "s.json").read_text())
    assert saved["title"] == "plates: repeats"
    assert saved["gauge"] == dialog.found.to_json()["gauge"]
    assert "</html>" in (tmp_path / "s.html").read_text()


def test_images_of_the_project_are_no_news(qtbot, dialog, workbench, tmp_path):
    project = workbench.project
    table = tmp_path / "t.csv"
    names = "".join(f"{project.path_of(entry.id)},a\n" for entry in project.images[:2])
    table.write_text(f"file,part\n{names}")
    dialog.study(table)
    wait(qtbot, dialog)
    assert "2 images were used to make this detector" in dialog.numbers.text()


def test_what_cannot_be_studied_is_said_and_the_last_study_stays(qtbot, dialog, repeats, tmp_path):
    dialog.study(repeats)
    wait(qtbot, dialog)
    before = dialog.found
    dialog.study(tmp_path / "none")
    wait(qtbot, dialog)
    assert "no such file or folder" in dialog.message()
    assert dialog.found is before
    dialog.study(repeats)
    dialog.job.stop()
    assert dialog.folder_button.isEnabled()
    assert dialog.found is before
