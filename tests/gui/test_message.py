from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QToolButton, QWidget

from inspector.gui.dialogs import message
from inspector.gui.dialogs.message import Answer, Banner

ANSWERS = [
    Answer("save", "Save"),
    Answer("drop", "Do not save", "destroy"),
    Answer("stay", "Cancel", "reject"),
]


def when_open(do):
    """Do something to the message box that is about to open."""
    QTimer.singleShot(0, lambda: do(QApplication.activeModalWidget()))


@pytest.fixture
def banner(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.resize(600, 200)
    banner = Banner(holder)
    banner.resize(600, 40)
    holder.show()
    banner.holder = holder
    return banner


@pytest.mark.parametrize(("text", "answer"), [("Save", "save"), ("Do not save", "drop")])
def test_a_question_gives_the_answer_that_was_clicked(qapp, text, answer):
    when_open(lambda box: next(b for b in box.buttons() if b.text() == text).click())
    assert message.ask(None, "Quit", "Save the changes?", answers=ANSWERS) == answer


def test_a_question_that_is_closed_is_answered_with_no(qapp):
    when_open(lambda box: box.reject())
    assert message.ask(None, "Quit", "Save the changes?", answers=ANSWERS) == "stay"


def test_an_error_shows_its_text_as_it_is_and_its_details_behind_a_button(qapp):
    seen = []

    def look(box: QMessageBox):
        seen.append((box.text(), box.detailedText()))
        box.accept()

    when_open(look)
    message.show_error(None, "Cannot read", "<b>.png is broken", "Traceback")
    assert seen == [("<b>.png is broken", "Traceback")]


def test_a_banner_says_something_without_stopping_anything(qtbot, banner):
    assert banner.message() == ""
    banner.say("error", "part 17.png cannot be read.")
    assert banner.isVisible()
    assert banner.message() == banner.accessibleName() == "part 17.png cannot be read."
    qtbot.waitUntil(lambda: banner.maximumHeight() > 10_000)
    with qtbot.waitSignal(banner.closed):
        banner.findChild(QToolButton).click()
    assert banner.isHidden()
    assert banner.message() == ""


def test_what_a_banner_offers_is_done_once_and_closes_it(qtbot, banner):
    done = []
    banner.say("warning", "It is open elsewhere.", "Save as…", lambda: done.append(1))
    button = banner.findChild(QPushButton)
    assert button.text() == "Save as…"
    button.click()
    assert done == [1]
    assert banner.isHidden()
    banner.say("info", "Done.")
    assert button.isHidden()


def test_a_newer_message_takes_the_place_of_the_older(qtbot, banner):
    banner.say("info", "First.")
    banner.say("error", "Second.")
    assert banner.message() == "Second."
    banner.dismiss()
    assert banner.message() == ""
