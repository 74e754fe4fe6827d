"""What differs between two states of a project, as changes for its audit trail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from inspector.core.audit import AUDIT_KEY
from inspector.core.audit_record import Change, canonical, digest
from inspector.core.project import ImageEntry, Project

_FIELDS: Final[Mapping[str, str]] = {
    "label": "label",
    "is_reference": "reference",
    "path": "path",
    "split": "split",
    "defect": "kind of defect",
    "content_hash": "content",
}
"""What people say about an image: field to the word of its records."""

_DERIVED = ("made", "notes")
"""Of a calibration: follows from the rest."""
_FEW = 4
"""Lists that are longer are recorded as their length and sum."""


def changes(before: Project, after: Project, *, cause: str = "", time: str = "") -> list[Change]:
    """Every difference between two states of a project, old value and new, as changes.

    The masks are files of their own, see `audit_masks`. The order of the images says nothing.
    cause, time: of all the changes, as `Change` has them.
    """
    found = [
        *_image_changes(before.images, after.images),
        *_value_changes("option", before.options, after.options),
        *_limit_changes(before.calibration, after.calibration),
        *_value_changes("other", _rest(before.extra), _rest(after.extra)),
    ]
    return [
        Change(each.what, each.subject, each.image, each.old, each.new, cause, time)
        for each in found
    ]


def plain(value: Any) -> Any:
    """A value as a record holds it: long lists as their length and the sha256 of their JSON."""
    if isinstance(value, Path):
        return value.as_posix()
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if not isinstance(value, (list, tuple)):
        return value
    if len(value) > _FEW:
        return {"count": len(value), "sha256": digest(canonical(value))}
    return [plain(each) for each in value]


def _image_changes(
    before: tuple[ImageEntry, ...], after: tuple[ImageEntry, ...]
) -> Iterator[Change]:
    if before is after:
        return
    old = {entry.id: entry for entry in before}
    new = {entry.id: entry for entry in after}
    for entry in before:
        if entry.id not in new:
            yield Change("remove image", entry.path.name, entry.id, old=_said(entry))
    for entry in after:
        known = old.get(entry.id)
        if known is None:
            yield Change("add image", entry.path.name, entry.id, new=_said(entry))
        elif known is not entry:
            yield from _entry_changes(known, entry)


def _entry_changes(before: ImageEntry, after: ImageEntry) -> Iterator[Change]:
    for field, word in _FIELDS.items():
        old, new = plain(getattr(before, field)), plain(getattr(after, field))
        if old != new:
            yield Change(word, after.path.name, after.id, old, new)
    for each in _value_changes("", before.extra, after.extra):
        yield Change(each.subject, after.path.name, after.id, each.old, each.new)


def _said(entry: ImageEntry) -> dict[str, Any]:
    """All that a project holds about an image."""
    return {**{field: plain(getattr(entry, field)) for field in _FIELDS}, **plain(entry.extra)}


def _value_changes(
    what: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Change]:
    old, new = dict(_flat(before)), dict(_flat(after))
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield Change(what, key, old=plain(old.get(key)), new=plain(new.get(key)))


def _flat(values: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Values by their way through the mappings, such as "detector.coreset"."""
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _limit_changes(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> Iterator[Change]:
    old, new = _decisive(before), _decisive(after)
    if old != new:
        yield Change("limits", old=old, new=new)


def _decisive(calibration: Mapping[str, Any] | None) -> Any:
    if calibration is None:
        return None
    return plain({key: value for key, value in calibration.items() if key not in _DERIVED})


def _rest(extra: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in extra.items() if key != AUDIT_KEY}
