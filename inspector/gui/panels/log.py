"""What happened, line by line, for who wants to know or has to send it to somebody."""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from typing import Final, Literal

from PySide6.QtCore import QObject, QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.gui import icons, theme
from inspector.gui.core_text import text_of

Level = Literal["info", "warning", "error"]

MOST_LINES: Final = 5000
_ICON = 14
_TOGETHER_MS = 30
_LEVELS: Final[tuple[Level, ...]] = ("info", "warning", "error")
_OURS: Final = "inspector"


@dataclass(frozen=True, slots=True)
class Entry:
    """One message. time: HH:MM:SS. details: for an expert, such as a traceback."""

    time: str
    level: Level
    text: str
    details: str = ""

    def __str__(self) -> str:
        line = f"{self.time}  {self.level:7}  {self.text}"
        return f"{line}\n{self.details}" if self.details else line


class LogHandler(logging.Handler):
    """Brings what Python logs, in any thread, into the GUI thread as entries.

    Of the program itself everything from INFO up, of libraries warnings and errors.
    """

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.bridge = _Bridge()
        self._level_before: int | None = None

    def attach(self) -> None:
        """Begin to listen to everything that is logged."""
        ours = logging.getLogger(_OURS)
        self._level_before = ours.level
        ours.setLevel(logging.INFO)
        logging.getLogger().addHandler(self)

    def detach(self) -> None:
        """Listen no more; a second call does nothing."""
        if self._level_before is not None:
            logging.getLogger().removeHandler(self)
            logging.getLogger(_OURS).setLevel(self._level_before)
            self._level_before = None

    def filter(self, record: logging.LogRecord) -> bool:
        is_ours = record.name.partition(".")[0] == _OURS
        return (is_ours or record.levelno >= logging.WARNING) and bool(super().filter(record))

    def emit(self, record: logging.LogRecord) -> None:
        try:
            entry = _entry(record)
        except Exception:  # a message whose arguments do not fit must not stop what logs it
            self.handleError(record)
            return
        self.bridge.posted.emit(entry)


class LogPanel(QWidget):
    """The last messages, newest at the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: deque[Entry] = deque(maxlen=MOST_LINES)
        self._waiting: deque[Entry] = deque(maxlen=MOST_LINES)
        # One layout for many lines: a text of thousands takes 10 ms for each that comes alone.
        self._timer = QTimer(self, singleShot=True, interval=_TOGETHER_MS)
        self._timer.timeout.connect(self._show_waiting)
        self._handler = LogHandler()
        self._view = self._make_view()
        self._hanging = self._make_hanging()
        self.level = self._make_level()
        self.copy_button = self._button("", self.tr("Copy all"), self.copy)
        self.clear_button = self._button("trash", self.tr("Clear"), self.clear)
        self._lay_out()
        self._handler.bridge.posted.connect(self._on_entry, Qt.ConnectionType.AutoConnection)
        self._handler.attach()
        # Not a method of this widget, which is gone by then.
        self.destroyed.connect(self._handler.detach)
        theme.look().changed.connect(self._redraw)

    def add(self, level: Level, text: str, details: str = "") -> None:
        """Say something. Called in the GUI thread only; other threads use logging."""
        self._on_entry(Entry(_now(), level, text, details))

    def text(self) -> str:
        """The messages that are shown, as text."""
        return "\n".join(str(entry) for entry in self._entries if self._is_wanted(entry))

    @Slot()
    def copy(self) -> None:
        """Put the messages that are shown on the clipboard, with all details."""
        QGuiApplication.clipboard().setText(self.text())

    @Slot()
    def clear(self) -> None:
        """Forget all messages."""
        self._entries.clear()
        self._waiting.clear()
        self._view.clear()

    def detach(self) -> None:
        """Stop listening to Python's logging."""
        self._handler.detach()

    @Slot(object)
    def _on_entry(self, entry: Entry) -> None:
        entry = replace(entry, text=text_of(entry.text))
        self._entries.append(entry)
        if self._is_wanted(entry):
            self._waiting.append(entry)
            if not self._timer.isActive():
                self._timer.start()

    @Slot()
    def _show_waiting(self) -> None:
        bar = self._view.verticalScrollBar()
        was_at_end = bar.value() >= bar.maximum()
        self._append(list(self._waiting))
        self._waiting.clear()
        if was_at_end:
            bar.setValue(bar.maximum())

    @Slot()
    def _redraw(self) -> None:
        """Everything anew: other levels, or another theme."""
        self._view.clear()
        self._waiting.clear()
        self._put_icons()
        self._append([entry for entry in self._entries if self._is_wanted(entry)])
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _append(self, entries: list[Entry]) -> None:
        cursor = QTextCursor(self._view.document())
        cursor.beginEditBlock()
        for entry in entries:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            if not self._view.document().isEmpty():
                cursor.insertBlock()
            cursor.insertHtml(_html(entry))
            cursor.setBlockFormat(self._hanging)  # HTML would bring its own
        cursor.endEditBlock()

    def _is_wanted(self, entry: Entry) -> bool:
        return _LEVELS.index(entry.level) >= self.level.currentIndex()

    def _put_icons(self) -> None:
        document, ratio = self._view.document(), self.devicePixelRatioF()
        for level in _LEVELS:
            picture = icons.pixmap(level, _ICON, ratio=ratio)
            kind = QTextDocument.ResourceType.ImageResource
            document.addResource(kind.value, QUrl(f"log:{level}"), picture)

    def _make_view(self) -> QTextEdit:
        view = QTextEdit()
        view.setReadOnly(True)
        view.setUndoRedoEnabled(False)
        view.setAccessibleName(self.tr("Messages"))
        view.setPlaceholderText(self.tr("Nothing has happened yet."))
        view.document().setMaximumBlockCount(MOST_LINES)
        view.document().setDocumentMargin(theme.STEP)
        return view

    def _make_hanging(self) -> QTextBlockFormat:
        """Long messages go on under their own beginning, not under the time."""
        metrics = self._view.fontMetrics()
        indent = metrics.horizontalAdvance("00:00:00") + 4 * metrics.horizontalAdvance(" ") + _ICON
        made = QTextBlockFormat()
        made.setLeftMargin(indent)
        made.setTextIndent(-indent)
        made.setBottomMargin(theme.STEP // 2)
        return made

    def _make_level(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Which messages"))
        box.addItem(self.tr("All messages"))
        box.addItem(self.tr("Warnings and errors"))
        box.addItem(self.tr("Errors"))
        box.currentIndexChanged.connect(self._redraw)
        return box

    def _button(self, picture: str, text: str, do: object) -> QToolButton:
        button = QToolButton()
        if picture:
            button.setIcon(icons.icon(picture))
        button.setIconSize(QSize(16, 16))
        button.setText(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(do)
        return button

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(0, theme.STEP, 0, theme.STEP)
        bar.setSpacing(theme.STEP)
        name = QLabel(self.tr("Show"))
        name.setBuddy(self.level)
        bar.addWidget(name)
        bar.addWidget(self.level)
        bar.addStretch(1)
        bar.addWidget(self.copy_button)
        bar.addWidget(self.clear_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.STEP, 0, theme.STEP, theme.STEP)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._view, 1)
        self._put_icons()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        self.detach()
        super().closeEvent(event)


class _Bridge(QObject):
    """Where an entry hops over to the GUI thread."""

    posted = Signal(object)


def _entry(record: logging.LogRecord) -> Entry:
    level: Level = "info"
    if record.levelno >= logging.ERROR:
        level = "error"
    elif record.levelno >= logging.WARNING:
        level = "warning"
    text, details = record.getMessage(), ""
    if record.exc_info:
        details = logging.Formatter().formatException(record.exc_info)
        error = record.exc_info[1]
        text = f"{text}: {error}" if error and str(error) else text
    return Entry(_now(record.created), level, text, details)


def _now(seconds: float | None = None) -> str:
    moment = datetime.now() if seconds is None else datetime.fromtimestamp(seconds)
    return moment.strftime("%H:%M:%S")


def _html(entry: Entry) -> str:
    now = theme.current()
    colour = {"info": now.text, "warning": now.unsure, "error": now.fail}[entry.level]
    text = escape(entry.text).replace("\n", "<br>")
    return (
        f'<span style="color:{now.muted}">{entry.time}</span>&nbsp; '
        f'<img src="log:{entry.level}" width="{_ICON}" height="{_ICON}" '
        f'style="vertical-align:middle">&nbsp; '
        f'<span style="color:{colour}">{text}</span>'
    )
