"""A dialog that is never too small for its texts, and in which Enter presses one button."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QPushButton

from inspector.gui import theme


class GrowingDialog(QDialog):
    """Grows when a message or a progress bar comes; Qt alone would squeeze wrapped texts."""

    def set_primary(self, primary: QPushButton) -> None:
        """Let Enter press one button, whichever other has the focus."""
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
            button.setDefault(False)
        theme.as_role(primary, "primary")
        primary.setDefault(True)

    def fit_height(self, width: int) -> None:
        """Be as high as the texts need at a width."""
        if (layout := self.layout()) is not None:
            layout.activate()
        self.resize(width, self._height_for(width))

    def _height_for(self, width: int) -> int:
        layout = self.layout()
        if layout is None:
            return self.height()
        wraps = layout.hasHeightForWidth()
        return layout.totalHeightForWidth(width) if wraps else layout.totalMinimumSize().height()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            needed = self._height_for(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)
        return handled
