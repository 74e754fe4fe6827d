"""The rule that the pixel limit follows: that of the fail limit, or one of its own."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from inspector.core import pixel_limit
from inspector.core.calibrate import Calibration
from inspector.core.pixel_limit import AUTO, PIXEL_RULES
from inspector.core.rules import RULES, Manual, Rule
from inspector.gui import theme
from inspector.gui.decimals import number
from inspector.gui.forms import Choice, Chooser, Form
from inspector.gui.translations import text_of


class PixelLimit(QWidget):
    """Chooses the rule; its numbers, and the limit that comes of it, are shown beneath."""

    chosen = Signal(str)
    """The rule as it is written in flags."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calibration: Calibration | None = None
        self._form: Form | None = None
        self.chooser = Chooser(self.tr("Pixel limit by"), self._choices())
        self.chooser.chosen.connect(self._on_choice)
        self.value = QLabel()
        theme.as_role(self.value, "caption")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, theme.STEP)
        self._column.setSpacing(theme.STEP // 2)
        self._column.addWidget(self.chooser)
        self._column.addWidget(self.value)

    @property
    def form(self) -> Form | None:
        """The fields of the rule; None where it has none."""
        return self._form

    def show_calibration(self, calibration: Calibration | None) -> None:
        """Show the rule and the limit, without `chosen`."""
        self._calibration = calibration
        self.setVisible(calibration is not None)
        if calibration is None:
            return
        rule = pixel_limit.parse(calibration.pixel_rule)
        self.chooser.choose(rule.name if rule else AUTO)
        text = self.tr("Pixels stand out above {0}")
        self.value.setText(text.format(number(calibration.pixel_limit, ".4g")))
        self._show_form(rule)

    def _choices(self) -> list[Choice]:
        follows = self.tr("As the fail limit")
        help_text = self.tr("The limit moves with the fail limit: what is not passed shows where.")
        kinds = [(name, RULES[name]) for name in PIXEL_RULES]
        named = [Choice(name, text_of(kind.label), text_of(kind.help)) for name, kind in kinds]
        return [Choice(AUTO, follows, help_text), *named]

    def _show_form(self, rule: Rule | None) -> None:
        if self._form is not None and type(self._form.value()) is type(rule):
            self._form.set_value(rule)
            return
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
        self._form = Form(rule, self) if rule is not None and vars(rule) else None
        if self._form is not None:
            self._form.changed.connect(self._on_form)
            self._column.addWidget(self._form)

    @Slot(str)
    def _on_choice(self, name: str) -> None:
        assert self._calibration is not None  # it is hidden without
        if name == AUTO:
            self.chosen.emit(AUTO)
        else:
            kind = RULES[name]
            rule = Manual(self._calibration.pixel_limit) if kind is Manual else kind()
            self.chosen.emit(rule.text)

    @Slot(object)
    def _on_form(self, rule: Rule) -> None:
        self.chosen.emit(rule.text)
