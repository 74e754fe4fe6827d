"""The records of an audit trail as a table, the newest first, and those that a search leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from inspector.core import audit
from inspector.core.audit_check import Verification, verify
from inspector.core.audit_record import Record
from inspector.core.audit_text import before_and_after, value_text
from inspector.core.progress import Tick, silent
from inspector.gui.columns import ColumnsModel, Index

WHEN, WHO, WHAT, SUBJECT, OLD, NEW = range(6)


@dataclass(frozen=True, eq=False)
class Trail:
    """What was read of a trail.

    records: all that can be read, the newest first. texts: of each, what a search looks through.
    """

    found: Verification
    records: tuple[Record, ...] = ()
    texts: tuple[str, ...] = ()


def read_trail(folder: Path, tick: Tick = silent) -> Trail:
    """Check a trail and read it. Runs as a job.

    Raises:
        InspectorError: it cannot be read.
        Cancelled: tick asked to stop.
    """
    kept: list[Record] = []
    found = verify(folder, tick=tick, kept=kept)
    records = tuple(reversed(audit.read(folder) if found.reason else kept))
    return Trail(found, records, tuple(map(_searched, records)))


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and what that means."""

    heading: str
    tip: str
    is_number: bool = False


class AuditModel(ColumnsModel):
    """Rows are made when they are shown, so a long trail is as quick as a short one."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._records: Sequence[Record] = ()
        self._texts: Sequence[str] = ()
        self._shown: Sequence[Record] = ()
        self._words: list[str] = []
        self._said = {
            "begin": self.tr("Trail begins"),
            "add image": self.tr("Image added"),
            "remove image": self.tr("Image removed"),
            "label": self.tr("Mark"),
            "reference": self.tr("Reference"),
            "path": self.tr("Place of the file"),
            "split": self.tr("Split"),
            "kind of defect": self.tr("Kind of defect"),
            "defect mask": self.tr("Defect mask"),
            "ignore region": self.tr("Ignore region"),
            "region of interest": self.tr("Region of interest"),
            "option": self.tr("Option"),
            "limits": self.tr("Limits"),
            "fit": self.tr("Fit"),
            "export": self.tr("Export"),
            "save": self.tr("Saved"),
            "save as": self.tr("Saved as"),
            "not saved": self.tr("Not saved"),
            "changed outside": self.tr("Changed outside"),
            "cut off": self.tr("Line cut off by a crash"),
            "gap": self.tr("Records are missing"),
        }
        self._causes = {
            "undo": self.tr("undone"),
            "redo": self.tr("redone"),
            "fit": self.tr("by a fit"),
            "recover": self.tr("recovered"),
        }
        self._columns = (
            Column(self.tr("When"), self.tr("By the clock of the computer it was done on")),
            Column(self.tr("Who"), self.tr("The name that the operating system knows")),
            Column(self.tr("What"), ""),
            Column(self.tr("Image, option or file"), ""),
            Column(self.tr("Before"), ""),
            Column(self.tr("After"), ""),
        )

    @property
    def columns(self) -> Sequence[Column]:
        return self._columns

    @property
    def shown(self) -> Sequence[Record]:
        """The records that the search leaves, the newest first."""
        return self._shown

    def set_trail(self, trail: Trail) -> None:
        """Show other records; the search stays."""
        # People search for the words that they see, too.
        said = {what: text.casefold() for what, text in self._said.items()}
        pairs = zip(trail.records, trail.texts, strict=True)
        self._texts = [f"{text} {said.get(record.what, '')}" for record, text in pairs]
        self._records = trail.records
        self._filter()

    def search(self, text: str) -> None:
        """Show only records that hold all words."""
        self._words = text.casefold().split()
        self._filter()

    def _filter(self) -> None:
        self.beginResetModel()
        words = self._words
        self._shown = (
            [
                record
                for record, text in zip(self._records, self._texts, strict=True)
                if all(word in text for word in words)
            ]
            if words
            else self._records
        )
        self.endResetModel()

    def _text(self, record: Record, column: int) -> str:
        if column == WHAT:
            what = self._said.get(record.what, record.what)
            cause = self._causes.get(record.cause, record.cause)
            return f"{what} ({cause})" if cause else what
        if column in (OLD, NEW):
            return before_and_after(record)[column - OLD]
        if column == WHEN:
            return local(record.time)
        return record.who if column == WHO else record.subject

    # Qt

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        record, column = self._shown[index.row()], index.column()
        if role == Qt.ItemDataRole.ToolTipRole and column in (OLD, NEW):
            return value_text(record.old if column == OLD else record.new)
        # Rows are a line high; what was written may have several.
        return self._text(record, column).replace("\n", " ")


@cache
def local(time: str) -> str:
    """A time of the trail as the clock on the wall showed it; as it is where it is none."""
    try:
        return datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return time


def _searched(record: Record) -> str:
    values = (value_text(record.old), value_text(record.new))
    return " ".join(
        (record.time, record.who, record.what, record.subject, record.cause, *values)
    ).casefold()
