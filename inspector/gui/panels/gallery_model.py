"""The images of the workbench as a list for Qt, changed only where something changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from inspector.core.project import ImageEntry
from inspector.core.project_file import MASKS_NAME
from inspector.core.project_masks import KINDS, Kind
from inspector.gui.core_text import text_of
from inspector.gui.decimals import local
from inspector.gui.panels.gallery_items import Item, names
from inspector.gui.panels.gallery_pictures import GalleryPictures
from inspector.gui.workbench import Workbench

ITEM = Qt.ItemDataRole.UserRole
"""The role of the Item."""
PICTURE = Qt.ItemDataRole.DecorationRole

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class GalleryModel(QAbstractListModel):
    """One row for each image of the project, in the order in which they were added."""

    about_to_change = Signal()
    """Rows may come, go or change now, until `items_changed`."""
    items_changed = Signal()
    """Something that people see of the images changed, or the images did; not their pictures."""

    def __init__(
        self,
        workbench: Workbench,
        pictures: GalleryPictures,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        # Made before this model, these hear first of all that changes.
        self._thumbnails = pictures.thumbnails
        self._presence = pictures.presence
        self._items: list[Item] = []
        self._painted: dict[str, tuple[Kind, ...]] = {}
        self._places: Mapping[str, int] = {}
        self._rows: dict[str, int] = {}
        self._rows_of_content: dict[str, list[int]] = {}
        workbench.opened.connect(self._on_opened)
        workbench.images_changed.connect(self._on_images)
        workbench.mask_changed.connect(self._on_mask)
        workbench.findings_changed.connect(self._refresh_all)
        workbench.calibration_changed.connect(self._refresh_all)
        self._thumbnails.ready.connect(self._on_picture)
        self._presence.changed.connect(self._refresh)
        self._on_opened()

    @property
    def items(self) -> Sequence[Item]:
        return self._items

    def row(self, image_id: str) -> int | None:
        """Where an image is; None if it is not there."""
        return self._rows.get(image_id)

    def put_places(self, places: Mapping[str, int]) -> None:
        """Places in a ranking by image ids, until another project opens."""
        self._places = places
        self._refresh_all()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == ITEM:
            return item
        if role == PICTURE:
            return self._thumbnails.picture(item.content_hash)
        if role == Qt.ItemDataRole.DisplayRole:
            return item.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "\n".join(self._sentences(item))
        return None

    def _sentences(self, item: Item) -> Iterator[str]:
        yield item.name
        label = {"good": self.tr("good"), "bad": self.tr("bad"), "unset": self.tr("not set")}
        reference = ", " + self.tr("reference") if item.is_reference else ""
        yield self.tr("Marked: {0}").format(label[item.label]) + reference
        if item.verdict is not None:
            verdict = {"pass": self.tr("pass"), "unsure": self.tr("unsure")}
            said = verdict.get(item.verdict, self.tr("fail"))
            yield self.tr("Judged: {0}, {1} of the fail limit").format(said, local(item.rating))
        if item.place is not None:
            place, count = item.place, len(self._places)
            yield self.tr("Place {0} of {1}, the most unusual first").format(place, count)
        if item.is_wrong:
            yield self.tr("Judged wrongly: the mark says otherwise")
        if "defect" in item.masks:
            yield self.tr("A defect is painted")
        if item.is_missing:
            yield self.tr("The file is not where it was")
        if item.reason:
            yield text_of(item.reason)

    @Slot()
    def _on_opened(self) -> None:
        self.about_to_change.emit()
        self._painted, self._places = {}, {}
        self._reset()
        self.items_changed.emit()

    @Slot(object)
    def _on_images(self, ids: Collection[str]) -> None:
        if ids:
            self._refresh(ids)
            return
        self.about_to_change.emit()
        wanted = self._wanted()
        self._remove_all_but({item.id for item in wanted})
        self._insert(wanted)
        if [item.id for item in self._items] != [item.id for item in wanted]:
            self._reset()
        self._replace(dict(enumerate(wanted)))
        self.items_changed.emit()

    @Slot(str, str, object)
    def _on_mask(self, image_id: str, kind: Kind, box: object) -> None:
        if image_id not in self._rows:
            return
        kinds = {*self._painted[image_id]} - {kind}
        if self._workbench.is_painted(image_id, kind):
            kinds.add(kind)
        self._painted[image_id] = tuple(each for each in KINDS if each in kinds)
        self._refresh([image_id])

    @Slot(str)
    def _on_picture(self, content_hash: str) -> None:
        rows = self._rows_of_content.get(content_hash, [])
        for row in rows:
            self.dataChanged.emit(self.index(row), self.index(row), [PICTURE])
        if self._thumbnails.reason(content_hash):
            self._refresh([self._items[row].id for row in rows])

    @Slot()
    def _refresh_all(self) -> None:
        self._refresh(self._rows)

    @Slot(object)
    def _refresh(self, ids: Iterable[str]) -> None:
        """Look at these images again and tell of those that changed."""
        if not self._workbench.is_open:
            return
        entries = self._workbench.project.images
        rows = sorted(self._rows[each] for each in ids if each in self._rows)
        if self._replace({row: self._item(entries[row], self._items[row].name) for row in rows}):
            self.items_changed.emit()

    def _replace(self, wanted: Mapping[int, Item]) -> bool:
        """Put items into their rows; says whether any is another one now."""
        changed = [row for row, item in wanted.items() if item != self._items[row]]
        for row in changed:
            self._items[row] = wanted[row]
        for first, last in _runs(changed):
            self.dataChanged.emit(self.index(first), self.index(last), [ITEM])
        return bool(changed)

    def _reset(self) -> None:
        self.beginResetModel()
        self._set(self._wanted())
        self.endResetModel()

    def _wanted(self) -> list[Item]:
        if not self._workbench.is_open:
            return []
        entries = self._workbench.project.images
        self._note_painted(entries)
        called = names([entry.path for entry in entries])
        return [self._item(entry, name) for entry, name in zip(entries, called, strict=True)]

    def _item(self, entry: ImageEntry, name: str) -> Item:
        item = Item(
            id=entry.id,
            content_hash=entry.content_hash,
            name=name,
            label=entry.label,
            is_reference=entry.is_reference,
            place=self._places.get(entry.id),
            masks=self._painted.get(entry.id, ()),
            is_missing=entry.id in self._presence.missing,
            reason=self._thumbnails.reason(entry.content_hash),
        )
        return _with_finding(self._workbench, item)

    def _note_painted(self, entries: Sequence[ImageEntry]) -> None:
        """Which masks new images bring: one listing of the folder. Later ones are heard of."""
        if all(entry.id in self._painted for entry in entries):
            return
        stored = _names_in(self._workbench.project.folder / MASKS_NAME)
        for entry in entries:
            found: tuple[Kind, ...] = tuple(
                kind for kind in KINDS if f"{entry.id}.{kind}.png" in stored
            )
            self._painted.setdefault(entry.id, found)

    def _remove_all_but(self, kept: set[str]) -> None:
        gone = [row for row, item in enumerate(self._items) if item.id not in kept]
        for first, last in reversed(list(_runs(gone))):
            self.beginRemoveRows(_ROOT, first, last)
            self._set(self._items[:first] + self._items[last + 1 :])
            self.endRemoveRows()

    def _insert(self, wanted: list[Item]) -> None:
        new = [row for row, item in enumerate(wanted) if item.id not in self._rows]
        for first, last in _runs(new):
            self.beginInsertRows(_ROOT, first, last)
            self._set(self._items[:first] + wanted[first : last + 1] + self._items[first:])
            self.endInsertRows()

    def _set(self, items: list[Item]) -> None:
        self._items = items
        self._rows = {item.id: row for row, item in enumerate(items)}
        self._rows_of_content = {}
        for row, item in enumerate(items):
            self._rows_of_content.setdefault(item.content_hash, []).append(row)


def _with_finding(workbench: Workbench, item: Item) -> Item:
    fit, found = workbench.fit, workbench.finding(item.id)
    if found is None:
        failure = fit.failures.get(item.id, "") if fit else ""
        return replace(item, reason=item.reason or failure) if failure else item
    limit = workbench.calibration.limits.fail if workbench.calibration else 0.0
    return replace(
        item,
        score=found.score,
        ratio=found.score / limit if limit > 0 else None,
        verdict=workbench.verdict(item.id),
        is_wrong=workbench.is_wrong(item.id),
    )


def _names_in(folder: Path) -> set[str]:
    try:
        return {path.name for path in folder.iterdir()}
    except OSError:  # nothing painted yet, or a drive that is gone
        return set()


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each unbroken run of rising numbers."""
    start = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or rows[at] != rows[at - 1] + 1:
            yield rows[start], rows[at - 1]
            start = at
