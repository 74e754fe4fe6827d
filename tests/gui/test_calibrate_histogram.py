from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolTip

from inspector.core.calibrate import Limits
from inspector.gui import theme
from inspector.gui.plots.digits import digits_for
from inspector.gui.plots.histogram import Histogram
from inspector.gui.plots.scored import ScoredImage, ScoredSet
from tests.gui.calibrated import images

LEFT = Qt.MouseButton.LeftButton


class Ear:
    """Writes down what a histogram says."""

    def __init__(self, histogram):
        self.dragged, self.changed, self.images, self.dropped = [], [], [], 0
        histogram.limits_dragged.connect(lambda *limits: self.dragged.append(limits))
        histogram.limits_changed.connect(lambda *limits: self.changed.append(limits))
        histogram.image_chosen.connect(self.images.append)
        histogram.move_dropped.connect(self._drop)

    def _drop(self):
        self.dropped += 1


@pytest.fixture
def histogram(qtbot):
    shown = Histogram()
    qtbot.addWidget(shown)
    shown.resize(420, 250)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.show_scores(ScoredSet(images()), Limits(4.0, 6.5), digits_for(8))
    shown.activateWindow()
    shown.setFocus()
    qtbot.waitUntil(shown.hasFocus)
    return shown


@pytest.fixture
def ear(histogram):
    return Ear(histogram)


def at(histogram, score, y=80):
    return QPoint(round(histogram.to_x(score)), y)


def drag(qtbot, histogram, start, *ways):
    view = histogram.viewport()
    qtbot.mousePress(view, LEFT, pos=start)
    for way in ways:
        qtbot.mouseMove(view, pos=start + QPoint(way, 0))
    qtbot.mouseRelease(view, LEFT, pos=start + QPoint(ways[-1], 0))


def test_a_drag_is_told_at_every_move_and_once_at_the_end(qtbot, histogram, ear):
    start = at(histogram, 6.5)
    drag(qtbot, histogram, start, 5, 10, 20)
    assert len(ear.dragged) == 3
    assert ear.changed == [ear.dragged[-1]]
    unsure, fail = ear.changed[0]
    assert unsure == 4
    assert histogram.to_x(fail) == pytest.approx(histogram.to_x(6.5) + 20, abs=1)
    assert not histogram.is_moving


def test_a_limit_that_is_dragged_over_the_other_stops_there(qtbot, histogram, ear):
    drag(qtbot, histogram, at(histogram, 4.0), 50, 250)
    assert ear.changed == [(6.5, 6.5)]


def test_limits_on_one_another_come_apart_to_both_sides(qtbot, histogram, ear):
    histogram.set_limits(Limits(5.0, 5.0))
    drag(qtbot, histogram, at(histogram, 5.0, y=120), -30)
    assert ear.changed[-1][0] < 5 == ear.changed[-1][1]
    histogram.set_limits(Limits(5.0, 5.0))
    drag(qtbot, histogram, at(histogram, 5.0, y=120), 30)
    assert ear.changed[-1][1] > 5 == ear.changed[-1][0]


def test_a_limit_can_be_taken_by_its_label(qtbot, histogram, ear):
    flag = next(flag for flag in histogram.flags() if flag.which == "unsure")
    drag(qtbot, histogram, flag.label.center().toPoint(), -10)
    assert ear.changed[0][0] < 4


def test_a_press_without_a_move_changes_nothing(qtbot, histogram, ear):
    drag(qtbot, histogram, at(histogram, 6.5), 0)
    assert (ear.dragged, ear.changed) == ([], [])


def test_escape_puts_the_limit_back(qtbot, histogram, ear):
    view, start = histogram.viewport(), at(histogram, 6.5)
    qtbot.mousePress(view, LEFT, pos=start)
    qtbot.mouseMove(view, pos=start + QPoint(30, 0))
    qtbot.keyClick(histogram, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view, LEFT, pos=start + QPoint(30, 0))
    assert histogram.limits == Limits(4.0, 6.5)
    assert ear.dragged[-1] == (4.0, 6.5)
    assert (ear.changed, ear.dropped) == ([], 1)


def test_new_scores_leave_a_limit_in_the_hand_where_it_is(qtbot, histogram, ear):
    view, start = histogram.viewport(), at(histogram, 6.5)
    qtbot.mousePress(view, LEFT, pos=start)
    qtbot.mouseMove(view, pos=start + QPoint(30, 0))
    held = histogram.limits
    histogram.show_scores(ScoredSet(images(good=(1.0, 2.0))), Limits(1.0, 2.0), digits_for(8))
    assert histogram.limits == held
    qtbot.mouseRelease(view, LEFT, pos=start + QPoint(30, 0))
    assert len(ear.changed) == 1


def test_arrow_keys_move_the_limit_that_tab_has_come_to(qtbot, histogram, ear):
    qtbot.keyClick(histogram, Qt.Key.Key_Tab)
    qtbot.keyClick(histogram, Qt.Key.Key_Right)
    assert ear.changed[-1][1] > 6.5
    qtbot.keyClick(histogram, Qt.Key.Key_Backtab)
    qtbot.keyClick(histogram, Qt.Key.Key_Left)
    assert ear.changed[-1][0] < 4


def test_shift_moves_ten_times_as_far(qtbot, histogram, ear):
    qtbot.keyClick(histogram, Qt.Key.Key_Right)
    step = ear.changed[-1][1] - 6.5
    qtbot.keyClick(histogram, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert ear.changed[-1][1] - 6.5 == pytest.approx(11 * step)


def test_a_held_key_is_one_change(qtbot, histogram, ear):
    for _ in range(5):
        qtbot.keyPress(histogram, Qt.Key.Key_Right)
    qtbot.keyRelease(histogram, Qt.Key.Key_Right)
    assert (len(ear.dragged), len(ear.changed)) == (5, 1)


def test_a_click_on_a_mark_chooses_its_image_even_under_a_limit(qtbot, histogram, ear):
    histogram.set_limits(Limits(4.0, 7.0))
    for label, score in (("bad", 8.0), ("good", 2.0), ("bad", 7.0)):
        y = round(histogram.row_y(label))
        qtbot.mouseClick(histogram.viewport(), LEFT, pos=at(histogram, score, y))
    assert ear.images == ["bad-8", "good-2", "bad-7"]
    assert ear.changed == []


def test_a_mark_under_the_mouse_tells_name_score_and_whether_it_counts(qtbot, histogram):
    taught = ScoredImage("ref", "ref.png", "good", 2.5, counts=False)
    histogram.show_scores(ScoredSet([*images(), taught]), None, digits_for(8))
    y = round(histogram.row_y("good"))
    qtbot.mouseMove(histogram.viewport(), pos=at(histogram, 2.5, y))
    assert QToolTip.text().startswith("ref.png\nscore 2")
    assert "not used for limits" in QToolTip.text()
    qtbot.mouseMove(histogram.viewport(), pos=at(histogram, 2.0, y))
    assert QToolTip.text().startswith("good/2.png")
    assert "not used" not in QToolTip.text()


@pytest.mark.parametrize("width", [300, 676])
@pytest.mark.parametrize("limits", [Limits(1.0, 1.0), Limits(9.0, 9.0), Limits(4.0, 6.0)])
def test_labels_lie_inside_and_apart(histogram, width, limits):
    histogram.resize(width, 250)
    histogram.set_limits(limits)
    fail, unsure = (flag.label for flag in histogram.flags())
    for label in (fail, unsure):
        assert histogram.area.adjusted(-1, -1, 1, 1).contains(label)
    assert not fail.intersects(unsure)


def test_scores_and_limits_all_lie_on_the_scale(histogram):
    histogram.set_limits(Limits(-3.0, 30.0))
    for score in (-3.0, 1.0, 9.0, 30.0):
        assert histogram.area.left() <= histogram.to_x(score) <= histogram.area.right()


@pytest.mark.parametrize("scores", [(), (2.5,), (0.0,), (3.0, 3.0), (1e-7, 2e-7)])
@pytest.mark.parametrize("name", ["light", "dark"])
def test_it_is_painted_whatever_the_scores(qtbot, histogram, scores, name):
    histogram.put_on({"light": theme.LIGHT, "dark": theme.DARK}[name])
    histogram.show_scores(ScoredSet(images(scores, ())), None, digits_for(1))
    picture = histogram.grab().toImage()
    ground = {"light": theme.LIGHT, "dark": theme.DARK}[name].surface
    assert picture.pixelColor(picture.width() - 2, 2).name() == ground
