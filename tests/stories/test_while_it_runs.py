"""A person goes on while something is read, fitted or measured."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.stories.conftest import write_part
from tests.stories.test_first_detector import fit, open_parts, paint, place, show, teach

LONG = 60_000


@pytest.fixture
def ids(window, qtbot, parts, quick):
    """The image ids of an inspection that is ready to be fitted, by file stem."""
    found = open_parts(window, qtbot, parts)
    teach(window, found, 3)
    return found


@pytest.fixture
def slow(monkeypatch):
    """Every image takes its time, so that things can be done meanwhile."""
    from inspector.gui.engine import Engine

    measure = Engine._measure

    def slowly(self, *arguments):
        time.sleep(0.05)
        return measure(self, *arguments)

    monkeypatch.setattr(Engine, "_measure", slowly)


def until_idle(window, qtbot) -> None:
    qtbot.waitUntil(lambda: not window.runner.is_busy, timeout=LONG)


def test_what_is_said_while_images_are_added_stays_said(window, qtbot, ids, tmp_path):
    for name in ("a", "b"):
        write_part(tmp_path / name / f"{name}.png", seed=ord(name))
        window.documents.drop([tmp_path / name])
    window.workbench.set_label([ids["spot0"]], "bad")
    window.workbench.remove([ids["spot1"]])
    until_idle(window, qtbot)
    names = {entry.path.name for entry in window.workbench.project.images}
    assert {"a.png", "b.png"} < names
    assert "spot1.png" not in names
    assert window.workbench.project.image(ids["spot0"]).label == "bad"


def test_a_mark_that_is_set_during_a_fit_counts_afterwards(window, qtbot, ids, slow):
    window.actions_by_id["fit"].trigger()
    window.workbench.set_label([ids["spot0"]], "bad")
    until_idle(window, qtbot)
    qtbot.waitUntil(lambda: len(window.workbench.calibration.bad) == 1, timeout=LONG)


def test_without_live_nothing_moves_until_the_next_fit(window, qtbot, ids):
    fit(window, qtbot)
    window.actions_by_id["live"].setChecked(False)
    before = window.workbench.fit
    window.workbench.set_label([ids["spot0"]], "bad")
    qtbot.wait(600)  # longer than Live waits for a person to pause
    assert window.workbench.fit is before


def test_escape_stops_what_runs_and_then_what_waits_goes_on(window, qtbot, ids, slow, tmp_path):
    window.actions_by_id["fit"].trigger()
    write_part(tmp_path / "more" / "a.png", seed=1000)
    window.documents.drop([tmp_path / "more"])
    window.actions_by_id["cancel"].trigger()
    until_idle(window, qtbot)
    assert len(window.workbench.project.images) == 11
    assert len(window.workbench.findings()) < 10


def test_escape_in_a_stroke_drops_the_stroke_and_the_fit_goes_on(window, qtbot, ids, slow):
    show(window, qtbot, ids["spot0"])
    window.activateWindow()
    window.actions_by_id["brush"].trigger()
    window.actions_by_id["fit"].trigger()
    at = place(window.canvas, (40, 40))
    QTest.mousePress(window.canvas, Qt.MouseButton.LeftButton, pos=at)
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(window.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert not window.workbench.mask(ids["spot0"], "defect").any()
    until_idle(window, qtbot)
    assert len(window.workbench.findings()) == 10


def test_there_is_no_second_fit_while_one_runs(window, qtbot, ids, slow):
    show(window, qtbot, ids["spot0"])
    window.actions_by_id["fit"].trigger()
    paint(window, qtbot, (50, 40), (60, 40))
    assert not window.actions_by_id["fit"].isEnabled()
    assert not window.fit_panel._button.isEnabled()
    until_idle(window, qtbot)
    assert window.fit_panel._button.isEnabled()


def test_another_inspection_gets_nothing_of_a_fit_that_was_running(
    window, qtbot, ids, slow, tmp_path
):
    other = tmp_path / "other"
    write_part(other / "a.png", seed=1000)
    assert window.documents.save()
    window.actions_by_id["fit"].trigger()
    window.documents.new_from_folder(other)
    until_idle(window, qtbot)
    assert window.workbench.project.folder.stem == "other"
    assert window.workbench.fit is None
    assert window.workbench.calibration is None


def test_a_reference_that_is_gone_is_named_and_the_others_teach(window, qtbot, ids, parts):
    (parts / "good1.png").unlink()
    fit(window, qtbot)
    assert list(window.workbench.fit.failures) == [ids["good1"]]
    assert "good1.png" in window.banner.message()


def test_what_live_cannot_measure_is_said_once(window, qtbot, ids, parts):
    (parts / "spot1.png").unlink()
    fit(window, qtbot)
    window.banner.dismiss()
    before = window.workbench.fit
    window.workbench.set_label([ids["spot0"]], "bad")
    qtbot.waitUntil(lambda: window.workbench.fit is not before, timeout=LONG)
    assert window.banner.message() == ""


def test_a_picture_too_long_for_the_input_size_is_named_and_the_rest_goes_on(
    window, qtbot, ids, tmp_path
):
    write_part(tmp_path / "strip" / "long.png", seed=5, shape=(1, 20_000))
    window.documents.drop([tmp_path / "strip"])
    until_idle(window, qtbot)
    fit(window, qtbot)
    assert len(window.workbench.findings()) == 10
    assert "long.png" in window.banner.message()
    assert "too large" in window.banner.message()


def test_the_reference_that_a_place_looks_like_may_have_been_removed(window, qtbot, ids):
    fit(window, qtbot)
    window.actions_by_id["live"].setChecked(False)
    show(window, qtbot, ids["spot0"])
    window.workbench.remove([ids[f"good{number}"] for number in range(3)])
    window.canvas.clicked.emit(40, 40)
    done = []
    window.runner.run("", lambda tick: None, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=LONG)
    assert window.banner.message() == ""
    assert not window.comparison.isVisible()
