"""What dialogs are made of: texts that wrap, and cards around them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from inspector.gui import theme


def card(title: str) -> tuple[QFrame, QVBoxLayout]:
    """A card with a heading, and the column to fill."""
    box = QFrame()
    theme.as_role(box, "card")
    column = QVBoxLayout(box)
    edge, gap = 2 * theme.STEP, theme.STEP + theme.STEP // 2
    column.setContentsMargins(edge, gap, edge, gap)
    column.setSpacing(theme.STEP // 2)
    if title:
        column.addWidget(line(title, "heading"))
    return box, column


def line(text: str, role: str = "") -> QLabel:
    """Plain text that wraps and can be copied. role: as `theme.as_role` knows them."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        theme.as_role(label, role)
    return label
