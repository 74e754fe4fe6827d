from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from inspector.core.calibrate import Limits
from inspector.core.rules import RULES, BestF1, Conformal, EscapeRate, LargestGood, Manual
from inspector.gui.panels.calibrate import CalibratePanel
from inspector.gui.panels.calibrate_notes import keeps_promises
from inspector.gui.plots.scored import VERDICTS
from tests.gui.calibrated import calibrated, images, many

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot):
    shown = CalibratePanel()
    qtbot.addWidget(shown)
    shown.resize(420, 1600)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.show_scores(images(), calibrated(images(), BestF1(), Conformal(0.3)))
    return shown


def drag_fail(qtbot, panel, way):
    view, histogram = panel.histogram.viewport(), panel.histogram
    start = QPoint(round(histogram.to_x(histogram.limits.fail)), 100)
    qtbot.mousePress(view, LEFT, pos=start)
    qtbot.mouseMove(view, pos=start + QPoint(way, 0))
    qtbot.mouseRelease(view, LEFT, pos=start + QPoint(way, 0))


def choose(editor, name):
    editor.combo.setCurrentIndex(editor.combo.findData(name))


def test_everything_follows_a_dragged_limit(qtbot, panel):
    with qtbot.waitSignals([panel.limits_dragged, panel.limits_changed]):
        drag_fail(qtbot, panel, 90)
    limits = panel.histogram.limits
    assert panel.fields.spin("fail").value() == pytest.approx(limits.fail, abs=1e-3)
    found = sum(each.score > limits.fail for each in images() if each.label == "bad")
    assert panel.confusion.cell("bad", "fail").shown.count == str(found)
    assert panel.curves.roc.point("fail")[1] == pytest.approx(found / 4)


def test_only_the_limit_that_was_dragged_is_set_by_hand(qtbot, panel):
    drag_fail(qtbot, panel, 40)
    assert panel.rules == (Manual(panel.histogram.limits.fail), Conformal(0.3))


def test_reset_goes_back_to_the_rules_from_before(qtbot, panel):
    assert not panel.fields.reset_button.isEnabled()
    drag_fail(qtbot, panel, 40)
    by_hand = panel.histogram.limits
    # As the owner answers who sets both limits by hand.
    panel.show_scores(images(), calibrated(images(), Manual(by_hand.fail), Manual(by_hand.unsure)))
    assert panel.rules == (Manual(by_hand.fail), Manual(by_hand.unsure))
    with qtbot.waitSignal(panel.rules_chosen) as heard:
        qtbot.mouseClick(panel.fields.reset_button, LEFT)
    assert heard.args == [BestF1(), Conformal(0.3)]


def test_limits_that_were_always_set_by_hand_go_back_to_the_standard_rules(qtbot, panel):
    other = CalibratePanel()
    qtbot.addWidget(other)
    other.show_scores(images(bad=()), calibrated(images(bad=()), Manual(3.0), Manual(2.0)))
    with qtbot.waitSignal(other.rules_chosen) as heard:
        qtbot.mouseClick(other.fields.reset_button, LEFT)
    assert heard.args == [LargestGood(), Conformal(0.1)]


def test_a_typed_limit_is_exact_and_stops_at_the_other(qtbot, panel):
    spin = panel.fields.spin("unsure")
    with qtbot.waitSignal(panel.limits_changed) as heard:
        spin.setFocus()
        spin.selectAll()
        qtbot.keyClicks(spin, "2.5")
        qtbot.keyClick(spin, Qt.Key.Key_Return)
    fail = panel.histogram.limits.fail
    assert heard.args == [2.5, fail]
    with qtbot.waitSignal(panel.limits_changed) as heard:
        spin.setValue(99)
    assert heard.args == [fail, fail]


def test_showing_a_limit_rounded_does_not_change_it(qtbot, panel):
    made = calibrated(images(), Manual(6.123456789), Manual(2.987654321))
    with qtbot.assertNotEmitted(panel.limits_changed):
        panel.show_scores(images(), made)
        spin = panel.fields.spin("fail")
        spin.setFocus()
        qtbot.keyClick(spin, Qt.Key.Key_Return)
    assert panel.histogram.limits == made.limits


def test_a_chosen_rule_is_told_with_its_numbers(qtbot, panel):
    with qtbot.waitSignal(panel.rules_chosen) as heard:
        choose(panel.fail_rule, "escape-rate")
    assert heard.args == [EscapeRate(), Conformal(0.3)]
    with qtbot.waitSignal(panel.rules_chosen) as heard:
        panel.fail_rule.form.changed.emit(EscapeRate(0.2))
    assert heard.args == [EscapeRate(0.2), Conformal(0.3)]
    choose(panel.fail_rule, "best-f1")
    assert panel.fail_rule.form is None
    choose(panel.fail_rule, "escape-rate")
    assert panel.fail_rule.rule == EscapeRate(0.2), "what was filled in is lost"


def test_a_limit_taken_by_hand_begins_where_it_is(qtbot, panel):
    fail = panel.histogram.limits.fail
    with qtbot.waitSignal(panel.rules_chosen) as heard:
        choose(panel.fail_rule, "manual")
    assert heard.args[0] == Manual(fail)


def test_rules_without_their_images_cannot_be_chosen(panel):
    panel.show_scores(images(bad=()), calibrated(images(bad=())))
    model = panel.fail_rule.combo.model()
    offered = [name for row, name in enumerate(RULES) if model.item(row).isEnabled()]
    assert offered == ["largest-good", "conformal", "mean-sigma", "median-mad", "manual"]
    row = list(RULES).index("escape-rate")
    tip = panel.fail_rule.combo.itemData(row, Qt.ItemDataRole.ToolTipRole)
    assert "needs at least one bad image" in tip


def test_showing_a_calibration_tells_nothing(qtbot, panel):
    signals = [panel.limits_dragged, panel.limits_changed, panel.rules_chosen]
    for signal in signals:
        with qtbot.assertNotEmitted(signal):
            panel.show_scores(many(50), calibrated(many(50), Conformal(0.2), EscapeRate(0.1)))
    assert panel.rules == (Conformal(0.2), EscapeRate(0.1))


def test_a_promise_that_cannot_be_kept_is_a_warning(panel):
    assert not panel.notes.warns
    panel.show_scores(images(), calibrated(images(), Conformal(0.01)))
    assert panel.notes.warns
    assert "1 % false alarms cannot be promised from 6 good images" in panel.notes.text


def test_copies_of_one_part_promise_nothing():
    made = calibrated(images(), BestF1(), Conformal(0.3))
    assert keeps_promises(made)
    assert not keeps_promises(replace(made, independent=False))


def test_without_scores_only_what_to_do_is_shown(panel):
    panel.show_scores((), None)
    assert "Fit a detector" in panel.notes.text
    assert panel.notes.isVisible()
    assert not panel.histogram.isVisible()
    assert not panel.fail_rule.isVisible()
    panel.show_scores(images(), None)
    assert panel.histogram.isVisible()
    assert not panel.confusion.isVisible()


def test_other_limits_of_the_same_scores_leave_the_bars_alone(panel, monkeypatch):
    monkeypatch.setattr(panel.histogram, "show_scores", lambda *_: pytest.fail("drawn anew"))
    panel.show_scores(images(), calibrated(images(), Manual(8.0), Manual(2.0)))
    assert panel.histogram.limits == Limits(2.0, 8.0)


def test_a_dropped_drag_says_again_what_holds(qtbot, panel):
    view, start = panel.histogram.viewport(), panel.histogram.limits
    at = QPoint(round(panel.histogram.to_x(start.fail)), 100)
    panel.histogram.setFocus()
    qtbot.mousePress(view, LEFT, pos=at)
    qtbot.mouseMove(view, pos=at + QPoint(30, 0))
    with qtbot.waitSignal(panel.rules_chosen) as heard:
        qtbot.keyClick(panel.histogram, Qt.Key.Key_Escape)
    assert heard.args == [BestF1(), Conformal(0.3)]
    assert panel.histogram.limits == start
    qtbot.mouseRelease(view, LEFT, pos=at)


@pytest.mark.parametrize("width", [320, 420, 700])
def test_nothing_is_cut_off_at_any_width(qtbot, panel, width):
    panel.show_scores(many(1000), calibrated(many(1000)))
    panel.resize(width, 1600)
    inside = panel.findChild(object, "inside")
    qtbot.waitUntil(lambda: inside.width() <= width)
    assert inside.minimumSizeHint().width() <= inside.width()
    # The layout follows other texts when it comes to it.
    qtbot.waitUntil(lambda: not _cut_off(inside))
    for verdict in VERDICTS:
        cell = panel.confusion.cell("good", verdict)
        assert cell.width() >= cell.sizeHint().width()


def _cut_off(inside) -> list[str]:
    return [
        label.text()
        for label in inside.findChildren(QLabel)
        if label.isVisible() and label.text()
        if label.height() < label.heightForWidth(label.width())
    ]


def test_marks_and_cells_are_passed_on(qtbot, panel):
    histogram = panel.histogram
    mark = QPoint(round(histogram.to_x(2.0)), round(histogram.row_y("good")))
    with qtbot.waitSignal(panel.image_chosen) as heard:
        qtbot.mouseClick(histogram.viewport(), LEFT, pos=mark)
    assert heard.args == ["good-2"]
    with qtbot.waitSignal(panel.cell_chosen) as heard:
        qtbot.mouseClick(panel.confusion.cell("bad", "fail"), LEFT)
    assert heard.args[:2] == ["bad", "fail"]


def test_the_panel_says_what_more_good_images_would_bring(panel):
    plain, found = images(), calibrated(images(), LargestGood())
    panel.show_scores(plain, found)
    promised, measured = panel.learning.texts
    assert promised[0][1:] == ["6 now", "11", "16", "26"]
    assert promised[1][1:] == ["14 %", "8.3 %", "5.9 %", "3.7 %"]
    assert promised[2][1] == "39 %"
    assert [row[0] for row in measured[1:]] == ["3"]
    panel.show_scores(plain, found.with_rules(Manual(5.0), Manual(4.0)))
    assert panel.learning.texts[1] == []


def test_the_panel_says_that_the_counted_images_set_the_limits(panel):
    assert panel.same_images.isVisible()
    panel.show_scores(images(), calibrated(images(), Manual(5.0), Manual(4.0)))
    assert not panel.same_images.isVisible()


def test_the_panel_says_whose_limits_these_are(panel, monkeypatch):
    monkeypatch.setenv("INSPECTOR_WHO", "Anna")
    panel.show_scores(images(), calibrated(images(), Manual(5.0)))
    assert "Set by Anna on 20" in panel.notes.text
    assert "The fail limit was set by hand by Anna" in panel.notes.text
