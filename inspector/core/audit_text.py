"""Records of the audit trail as people read them: one line, or a row of a table."""

from __future__ import annotations

import json
from typing import Any

from inspector.core.audit_record import Record

_FIRST = ("limits", "fail_rule", "unsure_rule", "pixel_limit", "label")
"""What a person looks for among many values."""
_DIGITS = 12  # of a sum, as much as tells two apart


def value_text(value: Any) -> str:
    """A value in a few words: sums shortened, objects as "key value"; "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, dict):
        return _object_text(value)
    if isinstance(value, list):
        return ", ".join(map(value_text, value))
    return str(value)


def before_and_after(record: Record) -> tuple[str, str]:
    """The old and the new value in a few words; of two objects, only what differs."""
    old, new = record.old, record.new
    if isinstance(old, dict) and isinstance(new, dict):
        other = [key for key in (*old, *new) if old.get(key) != new.get(key)]
        old = {key: old[key] for key in other if key in old}
        new = {key: new[key] for key in other if key in new}
    return value_text(old), value_text(new)


def line_of(record: Record) -> str:
    """A record as a line for a terminal; line ends in it are shown, not followed."""
    old, new = before_and_after(record)
    change = f"{old or '-'} -> {new or '-'}"
    by = f" ({record.cause})" if record.cause else ""
    what = f"{record.what} {record.subject}".strip()
    text = f"{record.number:6}  {record.time}  {record.who}  {what}: {change}{by}"
    return json.dumps(text, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("\\\\", "\\")


def row_of(record: Record) -> dict[str, Any]:
    """A record as a row for `report.write_csv`; nothing is shortened."""
    return {
        "number": record.number,
        "time": record.time,
        "who": record.who,
        "what": record.what,
        "subject": record.subject,
        "image": record.image,
        "old": _whole(record.old),
        "new": _whole(record.new),
        "cause": record.cause,
        "hash": record.hash,
    }


def _object_text(value: dict[str, Any]) -> str:
    if value.keys() == {"count", "sha256"}:  # a long list, as `audit_changes.plain` leaves it
        return f"{value['count']} values"
    keys = sorted(value, key=lambda key: _FIRST.index(key) if key in _FIRST else len(_FIRST))
    return ", ".join(_pair(key, value[key]) for key in keys if value[key] not in (None, ""))


def _pair(key: str, value: Any) -> str:
    if key == "sha256" and isinstance(value, str):
        return value[:_DIGITS] + "…"
    if key == "limits":  # they stand first, and have names of their own
        return value_text(value)
    if isinstance(value, dict):
        return f"{key} ({value_text(value)})"
    return f"{key} {value_text(value)}"


def _whole(value: Any) -> Any:
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return value
