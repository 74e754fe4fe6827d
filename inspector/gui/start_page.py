"""What a person sees first: three doors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector import resources
from inspector.gui import theme
from inspector.gui.icons import app_icon, icon

_WIDTH = 880
_SHOWN_RECENT = 5


class StartPage(QWidget):
    """Open the sample, start with a folder, or go on where one was."""

    sample_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()
    recent_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setAlignment(Qt.AlignmentFlag.AlignCenter)
        content = QWidget()
        content.setMaximumWidth(_WIDTH)
        content.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(content)
        column.setSpacing(24)
        column.addLayout(self._head())
        column.addLayout(self._doors())
        column.addWidget(self._recent_box())
        hint = QLabel(self.tr("Or drop images or a folder anywhere on this window."))
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.as_role(hint, "muted")
        column.addWidget(hint)
        outer.addWidget(content)

    def show_recent(self, folders: Sequence[Path]) -> None:
        """List the last projects."""
        while self._recent_rows.count():
            row = self._recent_rows.takeAt(0)
            widget = row.widget() if row else None
            if widget is not None:
                widget.deleteLater()
        for folder in folders[:_SHOWN_RECENT]:
            self._recent_rows.addWidget(self._recent_row(folder))
        self._recent.setVisible(bool(folders))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        mark = QLabel()
        mark.setPixmap(app_icon().pixmap(QSize(64, 64)))
        title = QLabel("Inspector")
        theme.as_role(title, "title")
        text = QLabel(
            self.tr(
                "From a few good images to a detector that decides on the line as it does here."
            )
        )
        text.setWordWrap(True)
        theme.as_role(text, "muted")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(title)
        words.addWidget(text)
        row.addWidget(mark)
        row.addLayout(words, 1)
        return row

    def _doors(self) -> QHBoxLayout:
        doors = QHBoxLayout()
        doors.setSpacing(16)
        sample = self._door(
            "sample",
            self.tr("Open the sample"),
            self.tr("Try everything on images that come with the program."),
        )
        sample.clicked.connect(self.sample_wanted)
        new = self._door(
            "new",
            self.tr("New inspection"),
            self.tr("Start with a folder of images; a few good ones are enough."),
        )
        new.clicked.connect(self.new_wanted)
        opened = self._door(
            "open", self.tr("Open an inspection"), self.tr("Go on with one that was saved.")
        )
        opened.clicked.connect(self.open_wanted)
        for door in (sample, new, opened):
            doors.addWidget(door, 1)
        return doors

    def _door(self, name: str, title: str, text: str) -> _Door:
        picture = _sample_picture() if name == "sample" else None
        return _Door(name, title, text, picture)

    def _recent_box(self) -> QWidget:
        self._recent = QWidget()
        column = QVBoxLayout(self._recent)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        heading = QLabel(self.tr("Recent"))
        theme.as_role(heading, "heading")
        column.addWidget(heading)
        self._recent_rows = QVBoxLayout()
        self._recent_rows.setSpacing(0)
        column.addLayout(self._recent_rows)
        self._recent.hide()
        return self._recent

    def _recent_row(self, folder: Path) -> QPushButton:
        button = QPushButton(icon("recent"), f"{folder.stem}    {_short(folder.parent)}")
        button.setFlat(True)
        button.setToolTip(str(folder))
        button.setStyleSheet("text-align: left; padding: 6px 8px;")
        button.clicked.connect(lambda: self.recent_wanted.emit(folder))
        return button


class _Door(QToolButton):
    """A large button with a picture, a title and a sentence."""

    def __init__(self, name: str, title: str, text: str, picture: QPixmap | None) -> None:
        super().__init__()
        self.setObjectName("door")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(210)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(8)
        shown = QLabel()
        shown.setFixedHeight(88)
        shown.setPixmap(picture or icon(name).pixmap(QSize(48, 48)))
        heading = QLabel(title)
        theme.as_role(heading, "heading")
        sentence = QLabel(text)
        sentence.setWordWrap(True)
        sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        theme.as_role(sentence, "muted")
        for label in (shown, heading, sentence):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        column.addStretch()


def _sample_picture() -> QPixmap | None:
    """The first sample image, small; None where the sample is missing."""
    found = sorted((resources.folder() / "sample" / "train" / "good").glob("*"))
    if not found:
        return None
    picture = QPixmap(str(found[0]))
    how = Qt.TransformationMode.SmoothTransformation
    return picture.scaledToHeight(88, how) if not picture.isNull() else None


def _short(folder: Path) -> str:
    try:
        return f"~/{folder.relative_to(Path.home())}"
    except ValueError:
        return str(folder)
