from __future__ import annotations

import gc
import logging
import threading

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from inspector.gui import theme
from inspector.gui.panels.log import MOST_LINES, LogHandler, LogPanel

logger = logging.getLogger("inspector.test")


@pytest.fixture
def panel(qtbot):
    panel = LogPanel()
    qtbot.addWidget(panel)
    panel.resize(700, 200)
    panel.show()
    qtbot.waitExposed(panel)
    yield panel
    panel.detach()


@pytest.fixture
def shown(qtbot, panel):
    def text() -> str:
        qtbot.waitUntil(lambda: not panel._waiting)
        return panel._view.toPlainText().replace("\ufffc", "").replace("\xa0", " ")

    return text


def handlers():
    return [each for each in logging.getLogger().handlers if isinstance(each, LogHandler)]


def test_a_message_is_shown_with_its_time(panel, shown):
    panel.add("info", "Fitted 3 images.")
    assert shown().endswith("Fitted 3 images.")
    assert shown()[2] == shown()[5] == ":"


def test_python_s_logging_is_shown(panel, shown):
    logger.info("Loaded %s", "a <b> & c")
    logging.getLogger("PIL").info("chatter")
    logging.getLogger("PIL").warning("worth knowing")
    assert "Loaded a <b> & c" in shown()
    assert "worth knowing" in shown()
    assert "chatter" not in shown()


def test_what_another_thread_logs_arrives_in_this_one(qtbot, panel):
    thread = threading.Thread(target=logger.warning, args=("from afar",))
    thread.start()
    thread.join()
    assert "from afar" not in panel.text()
    qtbot.waitUntil(lambda: "from afar" in panel.text())


def test_an_error_shows_its_last_line_and_copies_its_traceback(qtbot, panel, shown):
    try:
        raise ValueError("the disk is full")
    except ValueError:
        logger.exception("A job failed")
    assert "A job failed: the disk is full" in shown()
    assert "Traceback" not in shown()
    qtbot.mouseClick(panel.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "error" in copied
    assert "Traceback" in copied


def test_levels_filter_what_is_shown_and_copied(qtbot, panel, shown):
    for level in ("info", "warning", "error"):
        panel.add(level, f"a {level} message")
    panel.level.setFocus()
    qtbot.keyClick(panel.level, Qt.Key.Key_Down)
    assert "info message" not in shown()
    assert "warning message" in shown()
    qtbot.keyClick(panel.level, Qt.Key.Key_Down)
    assert shown().endswith("a error message")
    assert len(shown().splitlines()) == 1
    assert "warning" not in panel.text()
    panel.add("info", "later")
    assert "later" not in shown()
    panel.level.setCurrentIndex(0)
    assert "later" in shown()


def test_clearing_forgets_everything(qtbot, panel, shown):
    panel.add("error", "gone soon")
    qtbot.mouseClick(panel.clear_button, Qt.MouseButton.LeftButton)
    assert panel.text() == ""
    panel.level.setCurrentIndex(1)
    assert shown() == ""


def test_only_the_last_five_thousand_lines_are_kept(panel, shown):
    for number in range(MOST_LINES + 20):
        panel.add("info", f"line {number}.")
    assert shown().endswith(f"line {MOST_LINES + 19}.")
    assert panel._view.document().blockCount() == MOST_LINES
    assert len(panel.text().splitlines()) == MOST_LINES
    assert "line 19." not in shown()


def test_new_lines_come_into_sight_unless_somebody_reads_older_ones(panel, shown):
    bar = panel._view.verticalScrollBar()
    for number in range(60):
        panel.add("info", f"line {number}")
    assert shown()
    assert bar.value() == bar.maximum() > 0
    bar.setValue(0)
    panel.add("info", "one more")
    assert "one more" in shown()
    assert bar.value() == 0


def test_the_messages_follow_the_theme(qapp, panel, shown):
    panel.add("warning", "look")
    try:
        theme.apply(qapp, "dark")
        assert shown()
        assert theme.DARK.unsure in panel._view.toHtml()
    finally:
        theme.apply(qapp, "light")


def test_closing_stops_listening(panel, shown):
    count, level = len(handlers()), logging.getLogger("inspector").level
    assert count == 1
    panel.close()
    assert not handlers()
    assert logging.getLogger("inspector").level != level
    logger.error("after the end")
    assert "after the end" not in shown()


def test_a_panel_that_is_destroyed_stops_listening(qapp):
    panel = LogPanel()
    assert len(handlers()) == 1
    shiboken6.delete(panel)
    del panel
    gc.collect()
    assert not handlers()
    logger.error("after the end")


def test_a_message_whose_arguments_do_not_fit_stops_nothing(panel, shown, monkeypatch):
    monkeypatch.setattr(logging, "raiseExceptions", False)
    logger.info("%d images", "many")
    logger.info("still here")
    assert "still here" in shown()
