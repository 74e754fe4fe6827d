"""The widgets that edit one value: chosen by what the value's field allows."""

from __future__ import annotations

import math
from dataclasses import Field
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QSlider,
    QSpinBox,
    QWidget,
)

from inspector.gui import theme
from inspector.gui.translations import text_of

W = TypeVar("W", bound=QWidget)
S = TypeVar("S", bound=QAbstractSpinBox)

_SLIDER_STEPS = 1000
_WIDEST = 1e9
_SPIN_MARGIN = 6


class Editor(QWidget):
    """Edits one value. Until a person changes it, `value` gives back exactly what was set."""

    edited = Signal()
    has_own_label = False

    def __init__(self, value: Any, inner: list[QWidget], label: str) -> None:
        super().__init__()
        self._value = value
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.STEP + theme.STEP // 2)
        for widget in inner:
            widget.setAccessibleName(label)
            layout.addWidget(widget)
        self.setAccessibleName(label)
        self.setFocusProxy(inner[0])
        self._show()

    def value(self) -> Any:
        return self._value

    def set_value(self, value: Any) -> None:
        """Show another value, without `edited`."""
        self._value = value
        self._show()

    def _take(self, value: Any) -> None:
        self._value = value
        self.edited.emit()

    def _show(self) -> None:
        raise NotImplementedError


class BoolEditor(Editor):
    """A box to tick; its label stands beside it."""

    has_own_label = True

    def __init__(self, field: Field[Any], value: bool, label: str) -> None:
        self._box = QCheckBox(label)
        super().__init__(value, [self._box], label)
        self._box.toggled.connect(self._take)

    def _show(self) -> None:
        with QSignalBlocker(self._box):
            self._box.setChecked(self._value)


class ChoiceEditor(Editor):
    """A combo box with the choices of the field."""

    def __init__(self, field: Field[Any], value: str, label: str) -> None:
        self._combo = quiet(QComboBox())
        for choice in field.metadata["choices"]:
            self._combo.addItem(text_of(choice), choice)
        super().__init__(value, [self._combo], label)
        self._combo.currentIndexChanged.connect(self._on_choice)

    def _show(self) -> None:
        with QSignalBlocker(self._combo):
            self._combo.setCurrentIndex(self._combo.findData(self._value))

    @Slot(int)
    def _on_choice(self, index: int) -> None:
        self._take(self._combo.itemData(index))


class IntEditor(Editor):
    """A spin box for whole numbers."""

    def __init__(self, field: Field[Any], value: int, label: str) -> None:
        self._spin = tuned(QSpinBox())
        low, high = _limits(field, 2**31 - 1)
        self._spin.setRange(math.ceil(low), math.floor(high))
        super().__init__(value, [self._spin], label)
        self._spin.valueChanged.connect(self._take)

    def _show(self) -> None:
        with QSignalBlocker(self._spin):
            self._spin.setValue(self._value)


class FloatEditor(Editor):
    """A spin box for any number, whose steps suit the size of the number."""

    def __init__(self, field: Field[Any], value: float, label: str) -> None:
        self._spin = tuned(QDoubleSpinBox())
        low, high = _limits(field, _WIDEST)
        self._spin.setDecimals(6 if high - low > 1e6 or high - low < 0.1 else 2)
        self._spin.setRange(low, high)
        self._spin.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
        super().__init__(value, [self._spin], label)
        self._spin.valueChanged.connect(self._take)

    def _show(self) -> None:
        with QSignalBlocker(self._spin):
            self._spin.setValue(self._value)


class ShareEditor(Editor):
    """A slider and a spin box in per cent, for shares between 0 and 1.

    Where the usual share is a small one, small shares have most of the slider's way.
    """

    def __init__(self, field: Field[Any], value: float, label: str) -> None:
        self._low, self._high = _limits(field, 1.0)
        usual = field.default if isinstance(field.default, float) else self._high
        self._power = 3 if usual < self._low + (self._high - self._low) / 5 else 1
        self._slider = quiet(QSlider(Qt.Orientation.Horizontal))
        self._slider.setRange(0, _SLIDER_STEPS)
        self._slider.setPageStep(_SLIDER_STEPS // 20)
        self._slider.setSingleStep(_SLIDER_STEPS // 100)
        self._spin = tuned(QDoubleSpinBox())
        self._spin.setDecimals(2)
        self._spin.setRange(100 * self._low, 100 * self._high)
        self._spin.setSuffix(" %")
        self._spin.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
        super().__init__(value, [self._slider, self._spin], label)
        self._spin.setFixedWidth(104)
        self._slider.valueChanged.connect(self._on_slide)
        self._spin.valueChanged.connect(self._on_spin)

    def _show(self) -> None:
        with QSignalBlocker(self._slider), QSignalBlocker(self._spin):
            self._spin.setValue(100 * self._value)
            way = (self._value - self._low) / (self._high - self._low)
            self._slider.setValue(round(_SLIDER_STEPS * max(0.0, way) ** (1 / self._power)))

    @Slot(int)
    def _on_slide(self, position: int) -> None:
        way = (position / _SLIDER_STEPS) ** self._power
        self._take_share(_two_digits(self._low + (self._high - self._low) * way))

    @Slot(float)
    def _on_spin(self, percent: float) -> None:
        self._take_share(percent / 100)

    def _take_share(self, share: float) -> None:
        self._value = round(min(self._high, max(self._low, share)), 6)
        self._show()
        self.edited.emit()


class TextEditor(Editor):
    """A line of text."""

    def __init__(self, field: Field[Any], value: str, label: str) -> None:
        self._line = QLineEdit()
        super().__init__(value, [self._line], label)
        self._line.textEdited.connect(self._take)

    def _show(self) -> None:
        if self._line.text() != self._value:
            self._line.setText(self._value)


def editor(field: Field[Any], value: Any, label: str) -> Editor:
    """The editor that suits a field of the metadata of `option()` and its value."""
    if field.metadata.get("choices"):
        return ChoiceEditor(field, value, label)
    if isinstance(value, float) and _is_share(field):
        return ShareEditor(field, value, label)
    kinds = {bool: BoolEditor, int: IntEditor, float: FloatEditor, str: TextEditor}
    if type(value) not in kinds:
        raise TypeError(f"There is no editor for {field.name} = {value!r}.")
    return kinds[type(value)](field, value, label)


def quiet(widget: W) -> W:
    """Keep the wheel, which scrolls the form, from changing a widget that has not the focus."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_WheelGuard(widget))
    return widget


def tuned(spin: S) -> S:
    """A spin box as all of the window are: it takes a number when it is complete, not digits."""
    spin.setKeyboardTracking(False)
    spin.setAccelerated(True)
    # Style sheets cannot do this: Qt leaves out the padding at the left of a spin box.
    spin.lineEdit().setTextMargins(_SPIN_MARGIN, 0, 0, 0)
    return quiet(spin)


class _WheelGuard(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        is_wheel = event.type() == QEvent.Type.Wheel
        if is_wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def _limits(field: Field[Any], widest: float) -> tuple[float, float]:
    low, high = field.metadata.get("low"), field.metadata.get("high")
    return (-widest if low is None else low), (widest if high is None else high)


def _is_share(field: Field[Any]) -> bool:
    low, high = field.metadata.get("low"), field.metadata.get("high")
    return low is not None and high is not None and low >= 0 and high <= 1


def _two_digits(share: float) -> float:
    """A share as a person would say it: 0.0123 as 0.012."""
    return float(f"{share:.2g}")
