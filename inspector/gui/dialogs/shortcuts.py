"""The list on F1: every key and every gesture, by where it counts, with a search."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector.gui import actions, icons, theme
from inspector.gui.action_table import GESTURES, ROWS, Gesture, Scope

_WIDTH, _HEIGHT = 640, 680
_SCOPES: Final[tuple[tuple[Scope, ...], ...]] = (
    ("window",),
    ("gallery",),
    ("canvas",),
    ("gallery", "canvas"),
)


class ShortcutsDialog(QDialog):
    """Shows all keys. Not modal, so that they can be tried while it is open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys and gestures"))
        self.resize(_WIDTH, _HEIGHT)
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Search for a key or for what it does"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._search.setClearButtonEnabled(True)
        self._search.addAction(
            icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._search.textChanged.connect(self._on_search)
        self._groups = [self._group(scopes) for scopes in _SCOPES]
        self._nothing = QLabel(self.tr("No key does that."))
        theme.as_role(self._nothing, "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self._on_search("")

    def shown(self) -> list[str]:
        """The texts of the lines that the search leaves."""
        return [line.text for group in self._groups for line in group.lines if line.is_found]

    def _group(self, scopes: tuple[Scope, ...]) -> _Group:
        titles = {
            ("window",): self.tr("Everywhere"),
            ("gallery",): self.tr("In the gallery"),
            ("canvas",): self.tr("On the picture"),
            ("gallery", "canvas"): self.tr("In the gallery and on the picture"),
        }
        lines = [
            _Line(
                [actions.native(key) for key in row.keys],
                actions.plain(actions.text(row.text)),
                actions.text(row.tip),
            )
            for row in ROWS
            if row.keys and row.scopes == scopes
        ]
        gestures = [gesture for gesture in GESTURES if (gesture.scope,) == scopes]
        lines += [_gesture_line(gesture) for gesture in gestures]
        return _Group(titles[scopes], lines)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(3 * theme.STEP, 0, 3 * theme.STEP, 3 * theme.STEP)
        column.setSpacing(2 * theme.STEP)
        for group in self._groups:
            column.addWidget(group)
        column.addWidget(self._nothing)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        top = QHBoxLayout()
        top.setContentsMargins(3 * theme.STEP, 3 * theme.STEP, 3 * theme.STEP, 0)
        top.addWidget(self._search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * theme.STEP)
        layout.addLayout(top)
        layout.addWidget(area)

    @Slot(str)
    def _on_search(self, wanted: str) -> None:
        found = [group.keep(wanted.casefold().split()) for group in self._groups]
        self._nothing.setVisible(not any(found))


class _Line:
    """A text with its keys, as two widgets of a group's grid."""

    def __init__(self, keys: list[str], text: str, tip: str = "") -> None:
        self.text = text
        self.is_found = True
        self._haystack = " ".join([text, tip, *keys]).casefold()
        self.label = QLabel(text)
        self.label.setWordWrap(True)
        self.label.setToolTip(tip)
        self.caps = QWidget()
        row = QHBoxLayout(self.caps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.STEP // 2)
        row.addStretch(1)
        for key in keys:
            cap = QLabel(key)
            theme.as_role(cap, "key")
            row.addWidget(cap)

    def keep(self, words: list[str]) -> bool:
        self.is_found = all(word in self._haystack for word in words)
        self.label.setVisible(self.is_found)
        self.caps.setVisible(self.is_found)
        return self.is_found


class _Group(QWidget):
    """Lines under a heading, on a card."""

    def __init__(self, title: str, lines: list[_Line]) -> None:
        super().__init__()
        self.lines = lines
        heading = QLabel(title)
        theme.as_role(heading, "heading")
        card = QFrame()
        theme.as_role(card, "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(2 * theme.STEP, theme.STEP, 2 * theme.STEP, theme.STEP)
        grid.setHorizontalSpacing(3 * theme.STEP)
        grid.setVerticalSpacing(theme.STEP)
        grid.setColumnStretch(0, 1)
        for number, line in enumerate(lines):
            grid.addWidget(line.label, number, 0)
            grid.addWidget(line.caps, number, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(heading)
        layout.addWidget(card)

    def keep(self, words: list[str]) -> bool:
        """Show the lines that hold all words; hide the group where there are none."""
        found = [line.keep(words) for line in self.lines]
        self.setVisible(any(found))
        return any(found)


def _gesture_line(gesture: Gesture) -> _Line:
    parts = [actions.text(part) for part in gesture.keys.split("+")]
    return _Line(["+".join(parts)], actions.text(gesture.text))
