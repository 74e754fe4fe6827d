"""The two limits as exact numbers, and the way back to their rules."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from inspector.core.calibrate import Limits
from inspector.gui import editors, icons, theme
from inspector.gui.plots.digits import Digits
from inspector.gui.plots.limit_flags import ORDER, Which
from inspector.gui.plots.limit_move import moved

_FAR = 1e9


class LimitFields(QWidget):
    """A spin box for each limit; what is shown rounded stays exact until a person changes it."""

    edited = Signal(float, float)
    """unsure, fail."""
    reset_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limits: Limits | None = None
        self._spins: dict[Which, QDoubleSpinBox] = {which: self._spin(which) for which in ORDER}
        self._reset = QToolButton()
        self._reset.setIcon(icons.icon("reset", "muted"))
        self._reset.setToolTip(self.tr("Back to the rules"))
        self._reset.setAccessibleName(self.tr("Back to the rules"))
        self._reset.clicked.connect(self.reset_asked)
        names = {"unsure": self.tr("Unsure above"), "fail": self.tr("Fail above")}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(theme.STEP)
        layout.setVerticalSpacing(theme.STEP // 2)
        for column, (which, spin) in enumerate(self._spins.items()):
            label = QLabel(names[which])
            label.setBuddy(spin)
            layout.addWidget(label, 0, column)
            layout.addWidget(spin, 1, column)
            layout.setColumnStretch(column, 1)
            spin.setAccessibleName(names[which])
        layout.addWidget(self._reset, 1, 2)
        self.show_limits(None, Digits())

    @property
    def reset_button(self) -> QToolButton:
        return self._reset

    def spin(self, which: Which) -> QDoubleSpinBox:
        return self._spins[which]

    def show_limits(self, limits: Limits | None, digits: Digits) -> None:
        """Show limits to one digit more than the plot, without `edited`."""
        self.setEnabled(limits is not None)
        for spin in self._spins.values():
            with QSignalBlocker(spin):
                spin.setDecimals(digits.decimals + 1)
                spin.setSingleStep(10.0**-digits.decimals)
        if limits is not None:
            self.set_limits(limits)

    def set_limits(self, limits: Limits) -> None:
        """Show limits, without `edited`."""
        self._limits = limits
        values: dict[Which, float] = {"unsure": limits.unsure, "fail": limits.fail}
        for which, value in values.items():
            with QSignalBlocker(self._spins[which]):
                self._spins[which].setValue(value)

    def _spin(self, which: Which) -> QDoubleSpinBox:
        spin = editors.tuned(QDoubleSpinBox())
        spin.setRange(-_FAR, _FAR)
        spin.setMinimumWidth(96)
        spin.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        spin.valueChanged.connect(lambda value: self._on_edit(which, value))
        return spin

    def _on_edit(self, which: Which, value: float) -> None:
        if self._limits is None:
            return
        limits, before = moved(self._limits, which, value), self._limits
        self.set_limits(limits)  # one that would have crossed the other has stopped there
        if limits != before:
            self.edited.emit(limits.unsure, limits.fail)
