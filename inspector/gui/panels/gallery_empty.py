"""What stands in place of the images where there are none: what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from inspector.gui import theme


class EmptyPage(QWidget):
    """A heading, a sentence, and a button."""

    clicked = Signal()

    def __init__(self, heading: str, text: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        top, middle = QLabel(heading), QLabel(text)
        theme.as_role(top, "heading")
        theme.as_role(middle, "muted")
        middle.setWordWrap(True)
        press = QPushButton(button)
        press.clicked.connect(self.clicked)
        column = QVBoxLayout(self)
        column.setSpacing(theme.STEP)
        column.addStretch(2)
        for label in (top, middle):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(theme.STEP)
        column.addWidget(press, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
