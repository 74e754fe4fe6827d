from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt

from inspector.core.project import ImageEntry, Project
from inspector.gui import translations
from inspector.gui.engine import Finding
from inspector.gui.panels.results import ResultsPanel
from tests.gui import fitted_project

NAME, VERDICT, SCORE, RATIO, PEAK, MARKED, HELD_OUT, WRONG = range(8)


@pytest.fixture
def workbench(qapp):
    return fitted_project.workbench()


@pytest.fixture
def panel(qtbot, workbench):
    panel = ResultsPanel(workbench)
    qtbot.addWidget(panel)
    panel.resize(900, 320)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def column(panel, number):
    return [panel.model.index(row, number).data() for row in range(panel.model.rowCount())]


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_words_have_room_in_every_language(qtbot, qapp, workbench, language):
    translations.install(qapp, language)
    panel = ResultsPanel(workbench)
    qtbot.addWidget(panel)
    panel.resize(380, 320)
    panel.show()
    qtbot.waitExposed(panel)
    for column in (MARKED, VERDICT, WRONG):
        assert panel.table.columnWidth(column) >= panel.table.sizeHintForColumn(column)
    label = panel._summary
    lacking = label.heightForWidth(label.width()) - label.height()
    assert lacking < label.fontMetrics().height() / 2  # no line is cut; Qt rounds by a pixel
    translations.install(qapp, "en")


def click_header(qtbot, panel, number):
    header = panel.table.horizontalHeader()
    x = header.sectionViewportPosition(number) + 12
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 12))


def click_row(qtbot, panel, row):
    place = panel.table.visualRect(panel.model.index(row, NAME)).center()
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def selected(panel):
    return [
        panel.model.shown[i.row()].image_id for i in panel.table.selectionModel().selectedRows()
    ]


def test_every_image_is_listed_with_what_was_found(panel, workbench):
    assert panel.model.rowCount() == 7
    row = next(row for row in panel.model.rows if row.path == "test/scratch/001.png")
    found = workbench.finding(row.image_id)
    limit = workbench.calibration.limits.fail
    assert (row.score, row.peak, row.verdict) == (found.score, found.peak, "fail")
    assert row.ratio == found.score / limit
    assert column(panel, VERDICT).count("Fail") == 2
    assert column(panel, HELD_OUT).count("Held out") == 4
    assert panel.summary().startswith("7 images · 2 fail · ")


def test_a_click_on_a_heading_sorts_numbers_as_numbers(qtbot, panel):
    click_header(qtbot, panel, SCORE)
    scores = [row.score for row in panel.model.shown]
    assert scores == sorted(scores)
    click_header(qtbot, panel, SCORE)
    assert [row.score for row in panel.model.shown] == scores[::-1]


def test_a_click_on_a_line_shows_its_image(qtbot, panel, workbench):
    for row in (4, 2):
        click_row(qtbot, panel, row)
        assert workbench.current == panel.model.shown[row].image_id


def test_the_arrow_keys_walk_through_the_images(qtbot, panel, workbench):
    click_row(qtbot, panel, 1)
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    assert workbench.current == panel.model.shown[2].image_id


def test_a_double_click_shows_the_image_again(qtbot, panel, workbench):
    place = panel.table.visualRect(panel.model.index(3, NAME)).center()
    qtbot.mouseDClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert workbench.current == panel.model.shown[3].image_id


def test_the_shown_image_is_marked_wherever_it_was_chosen(panel, workbench):
    image_id = workbench.project.images[5].id
    workbench.show_image(image_id)
    assert selected(panel) == [image_id]


def test_moved_limits_change_verdicts_and_keep_selection_and_order(qtbot, panel, workbench):
    click_header(qtbot, panel, VERDICT)
    image_id = workbench.project.images[3].id
    workbench.show_image(image_id)
    workbench.preview_limits(0.0, 0.0)
    assert column(panel, VERDICT) == ["Fail"] * 7
    assert column(panel, WRONG).count("False alarm") == 5
    assert selected(panel) == [image_id]
    assert workbench.current == image_id
    workbench.preview_limits(9.0, 9.0)
    assert column(panel, VERDICT) == ["Pass"] * 7
    assert column(panel, WRONG).count("Escape") == 2
    scores = [row.score for row in panel.model.shown]
    assert scores == sorted(scores)


def test_the_filter_finds_names_verdicts_and_mistakes(qtbot, panel, workbench):
    good = sorted(row.score for row in panel.model.rows if row.label == "good")
    workbench.preview_limits(good[2], good[2])
    qtbot.keyClicks(panel.filter, "scratch")
    assert panel.model.rowCount() == 2
    panel.filter.clear()
    qtbot.keyClicks(panel.filter, "false alarm")
    assert column(panel, WRONG) == ["False alarm"] * 2
    assert panel.summary().startswith(f"{panel.model.rowCount()} of 7 images")
    panel.filter.setText("nothing like it")
    assert panel.model.rowCount() == 0


def test_filtering_keeps_the_shown_image_and_marks_it_again_afterwards(panel, workbench):
    image_id = workbench.project.images[0].id
    workbench.show_image(image_id)
    panel.filter.setText("nothing like it")
    assert workbench.current == image_id
    panel.filter.setText("")
    assert selected(panel) == [image_id]


def test_another_label_is_seen_at_once(panel, workbench):
    image_id = workbench.project.images[0].id
    workbench.set_label([image_id], "bad")
    row = next(row for row in panel.model.rows if row.image_id == image_id)
    assert row.label == "bad"


def test_an_image_that_could_not_be_read_says_why(panel, workbench):
    fit, image_id = workbench.fit, workbench.project.images[0].id
    findings = {key: each for key, each in fit.findings.items() if key != image_id}
    workbench.put_fit(replace(fit, findings=findings, failures={image_id: "It is damaged."}))
    place = panel.model.place_of(image_id)
    index = panel.model.index(place, VERDICT)
    assert index.data() == "Not read"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "It is damaged."
    assert panel.summary().endswith("1 not read")


def test_a_score_that_is_no_number_sorts_above_all_and_fails(panel, workbench):
    fit, image_id = workbench.fit, workbench.project.images[0].id
    odd = Finding(float("nan"), float("nan"), held_out=False)
    workbench.put_fit(replace(fit, findings={**fit.findings, image_id: odd}))
    panel.table.sortByColumn(SCORE, Qt.SortOrder.DescendingOrder)
    assert panel.model.shown[0].image_id == image_id
    assert panel.model.shown[0].verdict == "fail"


@pytest.mark.parametrize("kind", ["csv", "jsonl", "html"])
def test_a_button_asks_for_a_file(qtbot, panel, kind):
    button = next(each for each in panel._buttons if each.objectName() == kind)
    with qtbot.waitSignal(panel.save_wanted) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == [kind]


def test_before_the_first_fit_it_says_what_to_do(qtbot, panel, workbench):
    workbench.open(workbench.project)
    assert not panel.filter.isEnabled()
    assert "Fit the detector (F5)" in panel._empty.text()
    assert panel._empty.isVisible()
    workbench.close()
    assert "There are no images yet." in panel._empty.text()


def test_a_hidden_panel_waits_until_it_is_seen(panel, workbench):
    panel.hide()
    workbench.preview_limits(0.0, 0.0)
    assert column(panel, VERDICT).count("Fail") == 2
    panel.show()
    assert column(panel, VERDICT) == ["Fail"] * 7


def test_a_thousand_images_follow_a_dragged_limit(qtbot, panel, workbench):
    fit, count = workbench.fit, 1000
    entries = tuple(
        ImageEntry(f"{n:04}", workbench.project.images[0].path, "0" * 64) for n in range(count)
    )
    findings = {e.id: Finding(n / count, n / count, held_out=False) for n, e in enumerate(entries)}
    workbench.open(Project(workbench.project.folder, entries))
    workbench.put_fit(replace(fit, findings=findings))
    panel.table.sortByColumn(VERDICT, Qt.SortOrder.DescendingOrder)
    for step in range(10):
        workbench.preview_limits(step / 20, step / 10)
        panel.table.viewport().repaint()
        assert sum(row.verdict == "fail" for row in panel.model.rows) == count - 1 - step * 100
