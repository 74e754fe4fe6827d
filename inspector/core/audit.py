"""The audit trail of a project: audit.jsonl, one record a line, each sealed to the one before it.

A record holds the hash of the record before it and its own, so that a record that is altered,
taken out or moved no longer fits its neighbours (`audit_check.verify` finds the place). The head,
which is the number of records and the hash of the last one, is also kept in project.json, so that
records cut off the end are missed.

What this proves, and what not: whoever may write the whole folder can also write a whole new trail
that fits itself. Only a head that was noted elsewhere tells the two apart; every detector file that
is exported from a project carries the head of that moment (`audit_project.origin`). Nor is a name
in the trail a signature: it is what the operating system calls the person.

Source of the chain: Haber and Stornetta, "How to time-stamp a digital document", 1991, without the
service that would sign it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from inspector.core.audit_record import (
    EMPTY,
    Change,
    Head,
    Record,
    canonical,
    chained,
    digest,
    parse,
    who,
)
from inspector.core.errors import InspectorError
from inspector.core.files import cannot_write

AUDIT_NAME: Final = "audit.jsonl"
AUDIT_KEY: Final = "audit"
"""Under what project.json keeps the head."""

_BLOCK = 1 << 16
_PIECE = 2000  # of a line that was cut off, as much as a person may want to read


@dataclass(frozen=True, slots=True)
class Tail:
    """How a trail file ends.

    head: of the last whole record. size: bytes of the file up to its end.
    rest: what follows that record: empty, or what a crash or a stranger left there.
    """

    head: Head = EMPTY
    size: int = 0
    rest: bytes = b""


def file_digest(path: Path) -> str:
    """The sha256 of a file.

    Raises:
        InspectorError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InspectorError(f"{path} cannot be read: {error.strerror or error}.") from error


def path_of(folder: Path) -> Path:
    """Where the trail of a project is."""
    return folder / AUDIT_NAME


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be written behind a trail. head: of the trail once that is done."""

    path: Path
    head: Head
    data: bytes
    size: int

    def write(self) -> None:
        """Write it in one go, all or nothing, and be sure that it is on the disk.

        Raises:
            InspectorError: the trail cannot be written; it is as it was.
        """
        if self.data:
            _write(self.path, self.data, self.size)


def plan(folder: Path, changes: Sequence[Change]) -> Plan:
    """What to write so that changes follow the last record.

    What a crash cut off in the middle of a line stays in the file; a record says so.

    Raises:
        InspectorError: the trail cannot be read, or a change holds what JSON has not.
    """
    path = path_of(folder)
    end = tail(path)
    said = [_cut_off(end.rest), *changes] if end.rest and changes else changes
    records = chained(said, end.head, who())
    mend = b"\n" if end.rest and records and not end.rest.endswith(b"\n") else b""
    data = mend + b"".join(record.line for record in records)
    return Plan(path, records[-1].head if records else end.head, data, end.size)


def append(folder: Path, changes: Sequence[Change]) -> Head:
    """Write changes behind the last record, all or none.

    Raises:
        InspectorError: the trail cannot be read or written; it is as it was.
    """
    planned = plan(folder, changes)
    planned.write()
    return planned.head


def tail(path: Path) -> Tail:
    """How a trail ends; reads no more of it than it must. Empty where there is none.

    Raises:
        InspectorError: it cannot be read.
    """
    try:
        size = path.stat().st_size if path.exists() else 0
        skipped = 0
        for line in lines_backwards(path):
            record = parse(line)
            if record is not None:
                return Tail(record.head, size, _last_bytes(path, skipped))
            skipped += len(line)
        return Tail(Head(), size, _last_bytes(path, skipped))
    except OSError as error:
        raise cannot_read(path, error) from error


def lines_backwards(path: Path) -> Iterator[bytes]:
    """The lines of a file from the last to the first, with their ends. None if there is no file."""
    if not path.exists():
        return
    with path.open("rb") as file:
        place = file.seek(0, os.SEEK_END)
        held = b""
        while place > 0:
            step = min(_BLOCK, place)
            place -= step
            file.seek(place)
            held = file.read(step) + held
            held, *whole = _split(held)
            yield from reversed(whole)
        if held:
            yield held


def read(folder: Path) -> list[Record]:
    """The records that can be read, in the order of the file. Whether they are true: `verify`.

    Raises:
        InspectorError: the file cannot be read.
    """
    path = path_of(folder)
    try:
        with path.open("rb") as file:
            return [record for record in map(parse, file) if record is not None]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise cannot_read(path, error) from error


def cannot_read(path: Path, error: OSError) -> InspectorError:
    """What a person is told."""
    return InspectorError(
        f"The audit trail {path} cannot be read: {error.strerror or error}. "
        "Ask who looks after the folder."
    )


def content_hash(data: bytes) -> str:
    """The sha256 of what project.json says, however it is laid out; the head is left out of it."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return digest(data)
    if isinstance(content, dict):
        content.pop(AUDIT_KEY, None)
    try:
        return digest(canonical(content))
    except InspectorError:  # a number that is not finite, which only a person wrote there
        return digest(data)


def head_to_json(head: Head) -> dict[str, Any]:
    """The head as project.json keeps it."""
    return {"count": head.count, "hash": head.hash}


def head_from_json(value: object) -> Head | None:
    """The head that project.json keeps; None if it keeps none that can be read."""
    if not isinstance(value, Mapping):
        return None
    count, last = value.get("count"), value.get("hash")
    if type(count) is not int or not isinstance(last, str):
        return None
    return Head(count, last)


def _cut_off(rest: bytes) -> Change:
    text = rest.decode("utf-8", errors="replace").rstrip("\n")[:_PIECE]
    return Change("cut off", old=text, new={"sha256": digest(rest.rstrip(b"\n"))})


def _write(path: Path, data: bytes, size: int) -> None:
    """Append in one write; whatever goes wrong, the file ends where it ended."""
    flags = os.O_APPEND | os.O_CREAT | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags, 0o666)
        try:
            _write_all(descriptor, data)
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, size)
            raise
        finally:
            os.close(descriptor)
    except OSError as error:
        raise cannot_write(path, error) from error


def _write_all(descriptor: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def _split(held: bytes) -> list[bytes]:
    """Lines with their ends. The first may have its start further ahead."""
    lines = [line + b"\n" for line in held.split(b"\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _last_bytes(path: Path, count: int) -> bytes:
    if not count:
        return b""
    with path.open("rb") as file:
        file.seek(-count, os.SEEK_END)
        return file.read()
