"""What the window says: errors and questions that wait, and a banner that does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QEasingCurve,
    QPropertyAnimation,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from inspector.gui import icons, theme
from inspector.gui.core_text import text_of

Kind = Literal["info", "warning", "error"]
_SLIDE_MS = 160
_ICON, _BIG_ICON = 20, 40
_ANY_HEIGHT = 16_777_215  # Qt's own largest size


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question. "destroy" loses something; "reject" is what Esc means."""

    id: str
    text: str
    role: Literal["accept", "destroy", "reject"] = "accept"


def show_error(parent: QWidget | None, title: str, text: str, details: str = "") -> None:
    """Tell of an error, and wait until it was read.

    text: what happened and what to do, as the errors of the core say it. details: for an expert,
        such as a traceback; behind a button.
    """
    box = _box(parent, title, text_of(text), "error")
    box.setDetailedText(details)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.exec()


def ask(
    parent: QWidget | None,
    title: str,
    text: str,
    *,
    answers: Sequence[Answer],
    details: str = "",
) -> str:
    """The id of the answer; that of the "reject" one if the question is closed.

    The first answer is the one that Enter gives.
    """
    box = _box(parent, title, text, "help")
    box.setInformativeText(details)
    roles = {
        "accept": QMessageBox.ButtonRole.AcceptRole,
        "destroy": QMessageBox.ButtonRole.DestructiveRole,
        "reject": QMessageBox.ButtonRole.RejectRole,
    }
    buttons = {each.id: box.addButton(each.text, roles[each.role]) for each in answers}
    first = buttons[answers[0].id]
    box.setDefaultButton(first)
    theme.as_role(first, "primary")  # Qt finds room for bold letters by the role only
    rejecting = next((each.id for each in answers if each.role == "reject"), "")
    if rejecting:
        box.setEscapeButton(buttons[rejecting])
    box.exec()
    clicked = box.clickedButton()
    return next((name for name, button in buttons.items() if button is clicked), rejecting)


class Banner(QFrame):
    """A line under the toolbar that blocks nothing: what happened, and at most one thing to do."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: Kind = "info"
        self._do: Callable[[], object] | None = None
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._button.setAutoDefault(False)  # inside a dialog it would take Enter
        self._button.clicked.connect(self._on_action)
        self._close = QToolButton()
        self._close.setIcon(icons.icon("close"))
        self._close.setIconSize(QSize(16, 16))
        theme.as_role(self._close, "small")
        self._close.setToolTip(self.tr("Close"))
        self._close.setAccessibleName(self._close.toolTip())
        self._close.clicked.connect(self.dismiss)
        self._slide = QPropertyAnimation(self, b"maximumHeight", self)
        self._slide.setDuration(_SLIDE_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.finished.connect(self._on_slid)
        theme.look().changed.connect(self._show_kind)
        self._lay_out()
        self.hide()

    def say(
        self, kind: Kind, text: str, action: str = "", do: Callable[[], object] | None = None
    ) -> None:
        """Slide in with a message, in place of one that is there.

        action: the text of the button that closes the banner and calls `do`; empty for none.
        """
        self._kind, self._do = kind, do
        text = text_of(text)
        self._text.setText(text)
        self.setAccessibleName(text)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._show_kind()
        self._slide.stop()
        if not self.isVisible():
            self.setMaximumHeight(0)
            self.show()
        self._slide.setStartValue(self.maximumHeight() if self.maximumHeight() < 200 else 0)
        self._slide.setEndValue(max(self.sizeHint().height(), self.heightForWidth(self.width())))
        self._slide.start()

    def message(self) -> str:
        """What it says; empty while it is closed."""
        return "" if self.isHidden() else self._text.text()

    @Slot()
    def dismiss(self) -> None:
        """Close it, without doing what it offers."""
        if not self.isHidden():
            self._slide.stop()
            self.hide()
            self.closed.emit()

    @Slot()
    def _on_action(self) -> None:
        do = self._do
        self.dismiss()
        if do is not None:
            do()

    @Slot()
    def _on_slid(self) -> None:
        # The text may need more lines in a narrower window.
        self.setMaximumHeight(_ANY_HEIGHT)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * theme.STEP, theme.STEP, theme.STEP, theme.STEP)
        layout.setSpacing(theme.STEP + theme.STEP // 2)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @Slot()
    def _show_kind(self) -> None:
        theme.as_role(self, self._kind)
        self._icon.setPixmap(icons.pixmap(self._kind, _ICON, ratio=self.devicePixelRatioF()))


def _box(parent: QWidget | None, title: str, text: str, icon: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    ratio = box.devicePixelRatioF()
    box.setIconPixmap(icons.pixmap(icon, _BIG_ICON, ratio=ratio))
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return box
