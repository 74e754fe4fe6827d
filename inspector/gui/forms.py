"""Forms made from frozen dataclasses whose fields were declared with `option()`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, replace
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.core.errors import OptionError
from inspector.gui import editors, icons, theme
from inspector.gui.translations import text_of as text_of  # for the panels beside this file


class Form(QWidget):
    """One editor per option, each with its label, a sentence of help and a way back to its default.

    Texts come from the dataclass and are shown in the language of the window.
    """

    changed = Signal(object)

    def __init__(self, value: Any, parent: QWidget | None = None) -> None:
        """value: an instance of any dataclass; fields without a label are kept as they are."""
        super().__init__(parent)
        self._value = value
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * theme.STEP)
        self._rows = [_Row(each, getattr(value, each.name), self) for each in _options(value)]
        for row in self._rows:
            layout.addWidget(row)
            row.edited.connect(self._on_edit)

    def value(self) -> Any:
        """The dataclass as it is filled in; always one that its own checks accept."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show another value of the same dataclass, without `changed`."""
        if type(value) is not type(self._value):
            raise TypeError(f"This form shows {type(self._value).__name__}, not {value!r}.")
        self._value = value
        for row in self._rows:
            row.set_value(getattr(value, row.name))

    def editor(self, name: str) -> QWidget:
        """The widget that edits an option, for who wants to do something special with it."""
        return next(row.editor for row in self._rows if row.name == name)

    @Slot(str)
    def _on_edit(self, name: str) -> None:
        row = next(row for row in self._rows if row.name == name)
        try:
            value = replace(self._value, **{row.name: row.value()})
        except OptionError as error:
            row.show_error(text_of(str(error)))
            return
        row.show_error("")
        if value != self._value:
            self._value = value
            self.changed.emit(value)


class _Row(QWidget):
    """An option: its label and reset button, its editor, its help, and what is wrong with it."""

    edited = Signal(str)

    def __init__(self, field: Field[Any], value: Any, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = field.name
        self._default = _default(field)
        label, help_text = text_of(field.metadata["label"]), text_of(field.metadata["help"])
        self.editor = editors.editor(field, value, label)
        self.editor.setToolTip(help_text)
        self.editor.setAccessibleDescription(help_text)
        self._reset = _reset_button(label, self)
        self._reset.clicked.connect(self._on_reset)
        self._error = _sentence("", "danger")
        self._lay_out(label, help_text)
        self.editor.edited.connect(self._on_edit)
        self.show_error("")
        self._update_reset()

    def value(self) -> Any:
        return self.editor.value()

    def set_value(self, value: Any) -> None:
        self.editor.set_value(value)
        self.show_error("")
        self._update_reset()

    def show_error(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def _lay_out(self, label: str, help_text: str) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.STEP)
        if self.editor.has_own_label:
            top.addWidget(self.editor, 1)
        else:
            name = QLabel(label)
            name.setBuddy(self.editor)
            top.addWidget(name, 1)
        top.addWidget(self._reset)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.STEP // 2)
        layout.addLayout(top)
        if not self.editor.has_own_label:
            layout.addWidget(self.editor)
        layout.addWidget(_sentence(help_text, "caption"))
        layout.addWidget(self._error)

    @Slot()
    def _on_edit(self) -> None:
        self._update_reset()
        self.edited.emit(self.name)

    @Slot()
    def _on_reset(self) -> None:
        self.editor.set_value(self._default)
        self.editor.setFocus()
        self._on_edit()

    def _update_reset(self) -> None:
        is_other = self._default is not MISSING and self.value() != self._default
        self._reset.setVisible(is_other)


class Choice(NamedTuple):
    """One of the things that a `Chooser` offers."""

    id: str
    label: str
    summary: str = ""


class Chooser(QWidget):
    """A choice of named things, with the sentence of the chosen one beneath."""

    chosen = Signal(str)

    def __init__(self, label: str, choices: Mapping[str, Choice] | list[Choice]) -> None:
        """label: of the whole; may be empty where a heading above says it."""
        super().__init__()
        offered = list(choices.values()) if isinstance(choices, Mapping) else choices
        self._combo = editors.quiet(QComboBox())
        self._combo.setAccessibleName(label)
        self._combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._summary = _sentence("", "caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.STEP // 2)
        if label:
            name = QLabel(label)
            name.setBuddy(self._combo)
            layout.addWidget(name)
        layout.addWidget(self._combo)
        layout.addWidget(self._summary)
        self.setFocusProxy(self._combo)
        self.set_choices(offered)
        self._combo.currentIndexChanged.connect(self._on_choice)

    def current(self) -> str:
        """The id of the chosen thing; empty where nothing is offered."""
        return self._combo.currentData() or ""

    def choose(self, choice_id: str) -> None:
        """Show another choice, without `chosen`.

        Raises:
            ValueError: it is not offered.
        """
        index = self._combo.findData(choice_id)
        if index < 0:
            raise ValueError(f"There is no choice {choice_id!r}.")
        self._combo.blockSignals(True)
        self._combo.setCurrentIndex(index)
        self._combo.blockSignals(False)
        self._show_summary()

    def set_choices(self, choices: list[Choice]) -> None:
        """Offer other things; the chosen one stays chosen where it is still offered."""
        before = self.current()
        self._combo.blockSignals(True)
        self._combo.clear()
        for choice in choices:
            self._combo.addItem(choice.label, choice.id)
            row, role = self._combo.count() - 1, Qt.ItemDataRole.UserRole + 1
            self._combo.setItemData(row, choice.summary, role)
            self._combo.setItemData(row, choice.summary, Qt.ItemDataRole.ToolTipRole)
        self._combo.setCurrentIndex(max(0, self._combo.findData(before)))
        self._combo.blockSignals(False)
        self._show_summary()

    @Slot(int)
    def _on_choice(self, index: int) -> None:
        self._show_summary()
        self.chosen.emit(self.current())

    def _show_summary(self) -> None:
        summary = self._combo.currentData(Qt.ItemDataRole.UserRole + 1) or ""
        self._summary.setText(summary)
        self._summary.setVisible(bool(summary))
        self._combo.setAccessibleDescription(summary)


def _options(value: Any) -> list[Field[Any]]:
    return [field for field in fields(value) if "label" in field.metadata]


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _reset_button(label: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setIcon(icons.icon("reset", "muted"))
    button.setIconSize(QSize(16, 16))
    theme.as_role(button, "small")
    text = QCoreApplication.translate("forms", "Back to the default")
    button.setToolTip(text)
    button.setAccessibleName(f"{label}: {text}")
    policy = button.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    button.setSizePolicy(policy)
    return button


def _sentence(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    theme.as_role(label, role)
    return label
