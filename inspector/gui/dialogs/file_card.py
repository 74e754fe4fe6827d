"""What a detector file says of itself, for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from inspector.core import backbones, detectors
from inspector.core.errors import OptionError
from inspector.gui import theme
from inspector.gui.decimals import number
from inspector.gui.dialogs.card import card, line
from inspector.gui.dialogs.words import megabytes, yes_or_no
from inspector.gui.exporting import Checked
from inspector.gui.translations import text_of

Lines = list[tuple[str, str]]

_NAMES_WIDTH = 112
_LONGEST_WORD = 40
_SHOWN_VERSIONS = ("visual-inspector", "torch", "python")


class FileCard(QScrollArea):
    """The contents of a file as cards of names and values that can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.show_nothing()

    def show_nothing(self) -> None:
        self._fill([])

    def show_file(self, checked: Checked) -> None:
        """Show a file that could be read, whether or not it can be used."""
        about = checked.about
        if about is None:
            self.show_nothing()
            return
        self._fill(
            [
                (self.tr("File"), self._file_lines(checked, about)),
                (self.tr("Detector"), self._detector_lines(about)),
                (self.tr("Limits"), self._limit_lines(about.get("calibration"))),
                (self.tr("Made from"), self._origin_lines(about.get("origin") or {})),
            ]
        )

    def _file_lines(self, checked: Checked, about: Mapping[str, Any]) -> Lines:
        versions = about.get("versions") or {}
        first = {name: versions.get(name, "") for name in _SHOWN_VERSIONS}
        rest = {name: value for name, value in versions.items() if name not in first}
        return [
            (self.tr("Notes"), str(about.get("notes", ""))),
            (self.tr("Place"), str(checked.path)),
            (self.tr("Size"), megabytes(checked.size_bytes)),
            (self.tr("Made"), _moment(str(about.get("made", "")))),
            (self.tr("Made with"), _pairs(first)),
            (self.tr("On"), _pairs(rest)),
        ]

    def _detector_lines(self, about: Mapping[str, Any]) -> Lines:
        chosen, backbone = about["options"], about["backbone"]
        label, is_builtin = _backbone(chosen["backbone"]["id"])
        inside = self.tr("inside the file") if backbone["in_file"] else self.tr("not in the file")
        name, options = _detector(chosen["detector"])
        return [
            (self.tr("Backbone"), label),
            (self.tr("Weights"), self.tr("built in, none needed") if is_builtin else inside),
            (self.tr("sha256 of it"), str(backbone["weights_hash"])),
            (self.tr("Detector"), name),
            (self.tr("Options"), options),
            (self.tr("Input size"), str(chosen.get("size") or self.tr("the backbone's own"))),
        ]

    def _limit_lines(self, calibration: Mapping[str, Any] | None) -> Lines:
        if calibration is None:
            return [(self.tr("None"), self.tr("It gives scores, but no verdicts."))]
        limits = calibration["limits"]
        good = self.tr("%n good score(s)", "", len(calibration["good"]))
        bad = self.tr("%n bad score(s)", "", len(calibration["bad"]))
        return [
            (self.tr("Unsure above"), number(limits["unsure"])),
            (self.tr("Fail above"), number(limits["fail"])),
            (self.tr("Set on"), f"{good}, {bad}"),
            (self.tr("Promise"), "\n".join(text_of(note) for note in calibration["notes"])),
        ]

    def _origin_lines(self, origin: Mapping[str, Any]) -> Lines:
        names = {
            "references": self.tr("References"),
            "painted": self.tr("Painted"),
            "calibration_good": self.tr("More good"),
            "calibration_bad": self.tr("More bad"),
            "audit_trail": self.tr("Audit trail"),
        }
        return [
            (names.get(group, group), "\n".join(_hashed(item) for item in items))
            for group, items in origin.items()
        ]

    def _fill(self, sections: Iterable[tuple[str, Lines]]) -> None:
        inside = QWidget()
        inside.setObjectName("inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.STEP, 0)
        column.setSpacing(2 * theme.STEP)
        for title, lines in sections:
            box, rows = card(title)
            rows.addLayout(_rows(lines))
            column.addWidget(box)
        column.addStretch(1)
        self.setWidget(inside)


def _rows(lines: Lines) -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(2 * theme.STEP)
    form.setVerticalSpacing(theme.STEP // 2)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for name, value in lines:
        if value:
            key = QLabel(name)
            key.setMinimumWidth(_NAMES_WIDTH)
            theme.as_role(key, "muted")
            form.addRow(key, _exact(value) if _is_one_word(value) else line(value))
    return form


def _is_one_word(value: str) -> bool:
    """Whether a text cannot be wrapped and has to be whole when it is copied: a sum, a path."""
    return len(value) > _LONGEST_WORD and len(value.split()) == 1


def _exact(value: str) -> QLineEdit:
    """A line that scrolls where it is too narrow."""
    edit = QLineEdit(value)
    edit.setReadOnly(True)
    edit.setFrame(False)
    edit.setStyleSheet("border: none; background: transparent; padding: 0; min-height: 0")
    edit.setTextMargins(-2, 0, 0, 0)  # Qt's own, against the labels
    edit.setCursorPosition(0)
    edit.setToolTip(value)
    return edit


def _backbone(backbone_id: str) -> tuple[str, bool]:
    """The name of a backbone for people, and whether it needs no weights."""
    try:
        row = backbones.row(backbone_id)
    except OptionError:  # of a newer program
        return backbone_id, False
    return f"{text_of(row.label)} ({row.id})", row.kind == "builtin"


def _detector(stored: Mapping[str, Any]) -> tuple[str, str]:
    """The name and the options of a detector, by their labels."""
    values = {key: value for key, value in stored.items() if key != "name"}
    try:
        kind = detectors.kind(str(stored["name"]))
    except OptionError:  # of a newer program
        return str(stored["name"]), _pairs(values)
    known = {each.name: each.metadata for each in fields(kind)}  # type: ignore[arg-type]
    said = [_said(known.get(key, {}), key, value) for key, value in values.items()]
    return text_of(kind.label), ", ".join(said)


def _said(option: Mapping[str, Any], key: str, value: Any) -> str:
    """The label of an option and its value, as its form shows them."""
    if isinstance(value, bool):
        value = yes_or_no(value)
    elif isinstance(value, float):
        value = number(value, ".6g")
    elif value in (option.get("choices") or ()):
        value = text_of(value)
    return f"{text_of(option.get('label', key))}: {value}"


def _pairs(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{key} {value}" for key, value in values.items() if value != "")


def _hashed(item: Mapping[str, Any]) -> str:
    return f"{item.get('name') or '?'}  {str(item['sha256'])[:16]}…"


def _moment(text: str) -> str:
    try:
        return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    except ValueError:
        return text
