from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QLocale, Qt

from inspector.core import metrics
from inspector.core.calibrate import Limits
from inspector.gui.plots.confusion import Confusion
from inspector.gui.plots.curves import Curves
from inspector.gui.plots.scored import ScoredSet
from tests.gui.calibrated import BAD, GOOD, images

LIMITS = Limits(4.0, 6.0)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def english():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def table(qtbot):
    shown = Confusion()
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.show_scores(ScoredSet(images(unset=(9.5,))), LIMITS)
    return shown


def test_a_cell_shows_count_rate_and_exact_interval(table):
    cell = table.cell("good", "unsure").shown
    assert (cell.count, cell.rate, cell.interval) == ("2", "33 %", "4.3–77.7 %")
    assert table.cell("bad", "pass").shown.name == "escapes"
    assert table.cell("good", "fail").shown.name == "false alarms"


def test_what_nobody_has_judged_has_a_row_only_where_there_is_any(table):
    cell = table.cell("unset", "fail")
    assert (cell.shown.count, cell.shown.interval) == ("1", "")
    assert cell.isVisible()
    table.show_scores(ScoredSet(images()), LIMITS)
    assert not cell.isVisible()


def test_cells_follow_the_limits(table):
    table.set_limits(Limits(1.5, 1.5))
    counts = [table.cell("good", verdict).shown.count for verdict in ("pass", "unsure", "fail")]
    assert counts == ["1", "0", "5"]


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_cell_opens_its_images(qtbot, table, way):
    cell = table.cell("good", "unsure")
    with qtbot.waitSignal(table.cell_chosen) as heard:
        if way == "mouse":
            qtbot.mouseClick(cell, LEFT)
        else:
            cell.setFocus()
            qtbot.keyClick(cell, Qt.Key.Key_Space)
    assert heard.args == ["good", "unsure", ("good-5", "good-6")]


def test_a_cell_without_images_cannot_be_opened(qtbot, table):
    with qtbot.assertNotEmitted(table.cell_chosen):
        qtbot.mouseClick(table.cell("bad", "pass"), LEFT)


def test_a_screen_reader_hears_what_a_cell_counts(table):
    said = table.cell("good", "unsure").accessibleName()
    assert said.startswith("Good, Unsure: 2")


@pytest.fixture
def curves(qtbot):
    shown = Curves()
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def test_the_auroc_is_written_out_with_its_interval(curves):
    curves.show_scores(ScoredSet(images()), LIMITS)
    # One of 24 pairs is the wrong way round.
    low, high = metrics.auroc_interval(np.arange(10) > 5, [*GOOD, *BAD])
    assert curves.summary == (
        f"AUROC 0.958, 95 % interval {low:.3f} to {high:.3f}, from 6 good and 4 bad images."
    )


def test_an_auroc_of_nearly_one_is_not_called_one(curves):
    good = [float(n) for n in range(1, 100)]
    curves.show_scores(ScoredSet(images((*good, 200.5), range(200, 300))), LIMITS)
    assert curves.summary.startswith("AUROC 0.999")


def test_working_points_lie_where_their_limits_stop_images(curves):
    curves.show_scores(ScoredSet(images()), LIMITS)
    assert curves.roc.point("fail") == pytest.approx((0, 3 / 4))
    assert curves.pr.point("fail") == pytest.approx((3 / 4, 1))
    assert curves.roc.point("unsure") == pytest.approx((2 / 6, 1))
    curves.set_limits(Limits(4.0, 5.0))
    assert curves.roc.point("fail") == pytest.approx((1 / 6, 1))


@pytest.mark.parametrize(
    ("good", "bad", "missing"),
    [((1.0,), (), "bad image too"), ((), (1.0,), "good image too"), ((), (), "good and bad")],
)
def test_with_one_kind_of_images_it_says_what_is_missing(curves, good, bad, missing):
    curves.show_scores(ScoredSet(images(good, bad)), LIMITS)
    assert missing in curves.summary
    assert not curves.roc.isVisible()
    curves.show_scores(ScoredSet(images()), LIMITS)
    assert curves.roc.isVisible()


def test_curves_lie_beside_one_another_only_where_there_is_room(qtbot, curves):
    curves.show_scores(ScoredSet(images()), LIMITS)
    curves.resize(600, 300)
    qtbot.waitUntil(lambda: curves.pr.x() > curves.roc.geometry().right())
    curves.resize(300, 600)
    qtbot.waitUntil(lambda: curves.pr.y() > curves.roc.geometry().bottom())
