"""Records of the audit trail as people read them: one line, or a row of a table."""

from __future__ import annotations

import json
from typing import Any

from inspector.core.audit import Record

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
        return ", ".join(_pair(key, each) for key, each in value.items() if each not in (None, ""))
    if isinstance(value, list):
        return ", ".join(map(value_text, value))
    return str(value)


def line_of(record: Record) -> str:
    """A record as a line for a terminal; line ends in it are shown, not followed."""
    change = f"{value_text(record.old) or '-'} -> {value_text(record.new) or '-'}"
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


def _pair(key: str, value: Any) -> str:
    if key == "sha256" and isinstance(value, str):
        return value[:_DIGITS] + "…"
    if isinstance(value, dict):
        return f"{key} ({value_text(value)})"
    return f"{key} {value_text(value)}"


def _whole(value: Any) -> Any:
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return value
