"""What a repeatability study found out, as cards of names, numbers and remarks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from inspector.core import study_lines
from inspector.core.study import Study
from inspector.core.study_lines import Line
from inspector.gui import theme
from inspector.gui.core_text import text_of
from inspector.gui.dialogs.card import card, line


class StudyNumbers(QScrollArea):
    """The gauge, the verdicts, the labels, and what all that cannot tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(4 * theme.STEP)

    def text(self) -> str:
        """All that is shown."""
        return "\n".join(label.text() for label in self.findChildren(QLabel))

    def show_study(self, study: Study) -> None:
        """Show another study."""
        inside = QWidget()
        inside.setObjectName("inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.STEP, 0)
        column.setSpacing(2 * theme.STEP)
        notes = [text_of(each) for each in study.warnings]
        self._add_texts(column, self.tr("What this study cannot tell"), notes)
        for title, lines in (
            (self.tr("The score as a gauge"), study_lines.gauge_lines(study)),
            (self.tr("Do verdicts repeat?"), study_lines.verdict_lines(study)),
            (self.tr("Are they right?"), study_lines.label_lines(study)),
        ):
            if lines:
                box, rows = card(title)
                rows.addLayout(_grid(lines))
                column.addWidget(box)
        failed = [text_of(failure.reason) for failure in study.failures]
        self._add_texts(column, self.tr("Could not be measured"), failed)
        column.addStretch(1)
        self.setWidget(inside)

    def _add_texts(self, column: QVBoxLayout, title: str, texts: Sequence[str]) -> None:
        if texts:
            box, rows = card(title)
            rows.setSpacing(theme.STEP)
            for each in texts:
                rows.addWidget(line(each))
            column.addWidget(box)


def _grid(lines: Sequence[Line]) -> QGridLayout:
    """Name and number beside each other, the remark below in a quiet voice."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * theme.STEP)
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(0, 1)
    for place, each in enumerate(lines):
        row = 3 * place
        grid.addWidget(line(text_of(each.name)), row, 0)
        value = line(text_of(each.value))
        value.setWordWrap(False)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, row, 1)
        if each.remark:
            grid.addWidget(line(text_of(each.remark), "caption"), row + 1, 0, 1, 2)
        grid.setRowMinimumHeight(row + 2, theme.STEP)
    return grid
