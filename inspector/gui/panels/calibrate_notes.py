"""What the limits promise, in words, and a warning where they can promise nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from inspector.core import rules
from inspector.core.calibrate import Calibration
from inspector.gui import theme
from inspector.gui.theme import Theme
from inspector.gui.translations import text_of


class PromiseNotes(QFrame):
    """A calm block of text; it warns only where a promise is asked for that cannot be kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("promise")
        self._warns = False
        self._heading, self._text = QLabel(), QLabel()
        self._heading.setWordWrap(True)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme.as_role(self._heading, "heading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(theme.STEP // 2)
        layout.addWidget(self._heading)
        layout.addWidget(self._text)
        theme.look().changed.connect(self._dress)
        self.show_calibration(None)

    @property
    def warns(self) -> bool:
        return self._warns

    @property
    def text(self) -> str:
        return self._text.text()

    def show_calibration(self, calibration: Calibration | None) -> None:
        """Show the notes of a calibration."""
        self._warns = calibration is not None and not keeps_promises(calibration)
        if calibration is None:
            self._heading.setText(self.tr("No limits yet"))
            self._text.setText(self.tr("Fit a detector: limits follow from the good images."))
        else:
            calm, worried = self.tr("What these limits promise"), self.tr("Not promised")
            self._heading.setText(f"⚠ {worried}" if self._warns else calm)
            self._text.setText(_paragraphs(calibration))
        self._dress(theme.current())

    @Slot(object)
    def _dress(self, colours: Theme) -> None:
        edge, ground = (
            (colours.unsure, colours.unsure_tint)
            if self._warns
            else (colours.outline, colours.background)
        )
        self.setStyleSheet(
            f"QFrame#promise {{ background: {ground}; border: none; border-left: 3px solid {edge};"
            " border-radius: 0; }"
        )


def _paragraphs(calibration: Calibration) -> str:
    """The notes, and last where the limits come from."""
    origin = " ".join(text_of(sentence) for sentence in calibration.told())
    return "\n\n".join([*(text_of(note) for note in calibration.notes), origin])


def keeps_promises(calibration: Calibration) -> bool:
    """Whether the images are enough, and independent enough, for what the rules ask for."""
    good, bad = calibration.good, calibration.bad
    asked = [rules.parse(text) for text in (calibration.fail_rule, calibration.unsure_rule)]
    return calibration.independent and all(rule.is_kept(good, bad) for rule in asked)
