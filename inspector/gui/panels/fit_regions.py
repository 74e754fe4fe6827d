"""How regions are found, their scale, and the rules by which they decide."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QGridLayout,
    QGroupBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from inspector.core.region_options import RegionOptions
from inspector.core.region_rules import REGION_RULES, RegionRule
from inspector.gui import theme
from inspector.gui.editors import tuned
from inspector.gui.forms import Form
from inspector.gui.translations import text_of

_LARGEST = 1e9


class RegionsForm(QGroupBox):
    """The form of RegionOptions, and a line for each rule that can be switched on."""

    changed = Signal(object)
    """The options as they are filled in now: RegionOptions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Regions"))
        self._options = RegionOptions()
        self.form, self.rules = Form(self._options), RulesEditor()
        self.form.changed.connect(self._on_form)
        self.rules.changed.connect(self._on_rules)
        heading = QLabel(self.tr("An image also fails above"))
        column = QVBoxLayout(self)
        column.setSpacing(theme.STEP)
        for widget in (self.form, heading, self.rules):
            column.addWidget(widget)

    def show_options(self, options: RegionOptions) -> None:
        """Show options, without `changed`."""
        self._options = options
        self.form.set_value(options)
        self.rules.show_rules(options.rules, has_scale=options.scale is not None)

    @Slot(object)
    def _on_form(self, options: RegionOptions) -> None:
        self._take(options)

    @Slot(object)
    def _on_rules(self, rules: tuple[RegionRule, ...]) -> None:
        self._take(replace(self._options, rules=rules))

    def _take(self, options: RegionOptions) -> None:
        self.show_options(options)
        self.changed.emit(options)


class RulesEditor(QWidget):
    """One line per kind of rule: a box to tick, and its limit."""

    changed = Signal(object)
    """The rules that are ticked (tuple of RegionRule)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = {name: self._line(name) for name in REGION_RULES}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme.STEP // 2)
        grid.setColumnStretch(0, 1)
        for row, (box, spin) in enumerate(self._lines.values()):
            grid.addWidget(box, row, 0)
            grid.addWidget(spin, row, 1)

    def line(self, name: str) -> tuple[QCheckBox, QDoubleSpinBox]:
        """The box and the limit of the rule of that name."""
        return self._lines[name]

    def show_rules(self, rules: tuple[RegionRule, ...], *, has_scale: bool) -> None:
        """Show rules, without `changed`. Those in millimetres are there only with a scale."""
        limits = {rule.name: rule.limit for rule in rules}
        for name, (box, spin) in self._lines.items():
            with QSignalBlocker(box), QSignalBlocker(spin):
                box.setChecked(name in limits)
                if name in limits:
                    spin.setValue(limits[name])
            spin.setEnabled(name in limits)
            is_there = has_scale or not REGION_RULES[name].needs_scale
            box.setVisible(is_there)
            spin.setVisible(is_there)

    def _line(self, name: str) -> tuple[QCheckBox, QDoubleSpinBox]:
        kind = REGION_RULES[name]
        box, spin = QCheckBox(text_of(kind.label)), tuned(QDoubleSpinBox())
        box.setToolTip(text_of(kind.help))
        spin.setToolTip(text_of(kind.help))
        spin.setAccessibleName(text_of(kind.label))
        spin.setRange(0, _LARGEST)
        spin.setDecimals(3 if kind.needs_scale else 0)
        spin.setFixedWidth(104)
        box.toggled.connect(self._on_edit)
        spin.valueChanged.connect(self._on_edit)
        return box, spin

    @Slot()
    def _on_edit(self) -> None:
        ticked = {name: spin for name, (box, spin) in self._lines.items() if box.isChecked()}
        self.changed.emit(tuple(REGION_RULES[name](spin.value()) for name, spin in ticked.items()))
