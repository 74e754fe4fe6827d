"""One record of the audit trail, and how it is chained to the one before it."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any, Final

from inspector.core.errors import InspectorError

GENESIS: Final = "0" * 64
"""What the first record names as the hash before it."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was done, not yet in the trail.

    what: in a word or two, such as "label"; see `audit_changes` and `audit_project`.
    subject: what it was done to, for people: an image's file name, an option, a file.
    image: the id of that image; "" where it is none.
    old, new: values that JSON has; None for nothing.
    cause: "" for a person who does it, or undo, redo, fit, recover.
    time: when it was done, UTC, ISO 8601.
    """

    what: str
    subject: str = ""
    image: str = ""
    old: Any = None
    new: Any = None
    cause: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A line of the trail: a change with its place in the chain.

    number: from 1. who: as the operating system calls the person.
    previous, hash: sha256, 64 hexadecimal digits; the hash is over the canonical JSON of the rest.
    """

    number: int
    time: str
    who: str
    what: str
    subject: str
    image: str
    old: Any
    new: Any
    cause: str
    previous: str
    hash: str

    @property
    def line(self) -> bytes:
        """The line as it stands in the file, with its end."""
        return canonical(_values(self)) + b"\n"

    @property
    def true_hash(self) -> str:
        """The hash that the rest of the record has."""
        rest = _values(self)
        del rest["hash"]
        return digest(canonical(rest))

    @property
    def head(self) -> Head:
        """The head of a trail that ends here."""
        return Head(self.number, self.hash)


@dataclass(frozen=True, slots=True)
class Head:
    """How far a trail goes: the number of its records, and the hash of the last one."""

    count: int = 0
    hash: str = GENESIS


EMPTY: Final = Head()
"""The head of a trail without a record."""


def chained(changes: Sequence[Change], head: Head, name: str) -> list[Record]:
    """Changes as the records that follow a head. name: who did it."""
    records: list[Record] = []
    for change in changes:
        record = Record(
            number=head.count + 1,
            time=change.time or now(),
            who=name,
            what=change.what,
            subject=change.subject,
            image=change.image,
            old=change.old,
            new=change.new,
            cause=change.cause,
            previous=head.hash,
            hash="",
        )
        record = replace(record, hash=record.true_hash)
        records.append(record)
        head = record.head
    return records


def parse(line: bytes) -> Record | None:
    """The record of a line; None if it is none, or not one that a program wrote so."""
    try:
        values = json.loads(line)
        record = Record(**values)
        is_whole = _fits(record) and canonical(values) + b"\n" == line
    except (ValueError, TypeError, InspectorError, RecursionError):
        return None
    return record if is_whole else None


def canonical(value: Any) -> bytes:
    """JSON with one form for each value: keys in order, no blanks, ASCII.

    Raises:
        InspectorError: the value holds what JSON has not.
    """
    try:
        return json.dumps(
            value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
        ).encode("ascii")
    except (TypeError, ValueError) as error:
        raise InspectorError(f"This cannot be put into the audit trail: {error}.") from error


def digest(data: bytes) -> str:
    """The sha256, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def now() -> str:
    """The time in UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def who() -> str:
    """The person's name as the operating system has it; a user number where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name is known, as in some containers
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "unknown"


_NAMES = tuple(field.name for field in fields(Record))
_TEXTS = tuple(field.name for field in fields(Record) if field.type == "str")


def _values(record: Record) -> dict[str, Any]:
    # Not asdict: it copies everything inside, which a long trail feels.
    return {name: getattr(record, name) for name in _NAMES}


def _fits(record: Record) -> bool:
    """Whether every value has the type that it must have."""
    texts = all(isinstance(getattr(record, name), str) for name in _TEXTS)
    return type(record.number) is int and texts
