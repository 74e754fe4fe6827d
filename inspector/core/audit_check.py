"""Whether an audit trail is whole, and whether the project is what its last record says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from inspector.core.audit import AUDIT_KEY, cannot_read, content_hash, head_from_json, path_of
from inspector.core.audit_record import EMPTY, Head, Record, digest, parse
from inspector.core.progress import Tick, silent
from inspector.core.project_file import MASKS_NAME, PROJECT_NAME
from inspector.core.project_masks import Kind

Reason = Literal["", "altered", "removed", "reordered", "truncated", "unreadable"]

CONTENT: Final = ("save", "begin", "changed outside")
"""Records that say what is in project.json."""
SETTLED: Final = ("save", "begin", "not saved")
"""Records after which no change waits to be saved."""
NO_CHANGES: Final = ("export", "fit", "cut off", "gap", "changed outside")
"""Records of what needs no saving."""
MASK_WORDS: Final[Mapping[Kind, str]] = {
    "defect": "defect mask",
    "ignore": "ignore region",
    "roi": "region of interest",
}
"""How records name the kinds of masks."""

_FEWEST_DIGITS = 8  # of a noted hash: fewer fit by chance
_TICKS = 2000  # records between two reports of progress


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found out about a trail.

    exists: whether there is a trail, or should be one.
    records, first, last, who: of the records up to the first broken line: number, times, names.
    head: of the last of them.
    line: the first line that is broken, from 1; 0 while none is. reason: why; text: for a person.
    unrecorded: files of the project that are not as the trail says, for a person.
    unsaved: changes after the last save that were not saved, or not yet.
    notes: what is worth knowing though nothing is wrong.
    """

    exists: bool
    records: int = 0
    first: str = ""
    last: str = ""
    who: tuple[str, ...] = ()
    head: Head = EMPTY
    line: int = 0
    reason: Reason = ""
    text: str = ""
    unrecorded: tuple[str, ...] = ()
    unsaved: int = 0
    notes: tuple[str, ...] = ()

    @property
    def is_intact(self) -> bool:
        """Whether the chain holds from the first record to the head that the project keeps."""
        return self.exists and not self.reason

    @property
    def is_good(self) -> bool:
        """Whether it is intact, and the project's files are as it says."""
        return self.is_intact and not self.unrecorded


def verify(
    folder: Path, *, head: str = "", kept: list[Record] | None = None, tick: Tick = silent
) -> Verification:
    """Check every record against its neighbours, the head in project.json, and the files.

    An intact chain shows that no part of it was changed by itself. It does not show that nobody
    wrote all of it anew, project.json included: for that, compare a head that was noted elsewhere.
    head: such a hash, as a detector file carries it or a person noted it; a part of 8 or more
        digits from its start will do.
    kept: gets the records up to the first broken line, for who wants to show them.

    Raises:
        InspectorError: the trail is there but may not be read.
        Cancelled: tick asked to stop.
    """
    path = path_of(folder)
    last, is_kept = kept_head(folder)
    if not path.exists():
        return _missing(last, is_kept, head)
    walk = _Walk(last, [] if kept is None else kept)
    try:
        with path.open("rb") as file:
            total = path.stat().st_size
            done = 0
            for number, line in enumerate(file, start=1):
                done += len(line)
                if number % _TICKS == 0:
                    tick(done, total, "Checking the audit trail")
                walk.step(line)
                if walk.reason:
                    break
    except OSError as error:
        raise cannot_read(path, error) from error
    walk.end(is_kept=is_kept, noted=head)
    return walk.found(folder)


class _Walk:
    """Goes through the lines of a trail until one is broken."""

    def __init__(self, kept: Head | None, records: list[Record]) -> None:
        self._kept, self._records = kept, records
        self._number, self._head = 0, Head()
        self._first: Record | None = None
        self._last: Record | None = None
        self._who: dict[str, None] = {}
        self._hashes: list[str] = []
        self._torn = b""  # a line that is no record, until the next one accounts for it
        self._broken: tuple[int, Reason, str] | None = None
        self._unsaved = 0
        self._notes: list[str] = []
        self._state: dict[tuple[str, str], Any] = {}

    @property
    def reason(self) -> Reason:
        return self._broken[1] if self._broken else ""

    def step(self, line: bytes) -> None:
        """Look at the next line."""
        self._number += 1
        record = parse(line)
        if record is None:
            if self._torn:
                self._break(self._number - 1, "unreadable", "is no record that a program wrote")
            self._torn = line
        elif self._torn and not self._accounts(record):
            self._break(self._number - 1, "unreadable", "is no record that a program wrote")
        else:
            self._torn = b""
            self._take(record)

    def end(self, *, is_kept: bool, noted: str) -> None:
        """Compare where the walk ended with the heads that are known."""
        if self.reason:
            return
        kept = self._kept
        if kept is not None and not self._reaches(kept):
            self._miss(kept)
        elif is_kept and kept is None:
            self._break(
                self._number + 1, "truncated", "may be missing: the head in project.json is damaged"
            )
        elif self._torn.endswith(b"\n"):
            self._break(self._number, "unreadable", "is no record that a program wrote")
        elif self._torn:
            self._notes.append(
                f"Line {self._number} was cut off by a crash; the next record will say so."
            )
        if kept is None and not is_kept:
            self._notes.append(
                "project.json keeps no head: records that were cut off the end would not be missed."
            )
        if not self.reason and noted and not self._has(noted):
            self._break(
                self._number + 1,
                "altered",
                f"or one before it is not what it was: no record has the hash {noted}",
            )

    def found(self, folder: Path) -> Verification:
        line, reason, text = self._broken or (0, "", "")
        return Verification(
            exists=True,
            records=self._head.count,
            first=self._first.time if self._first else "",
            last=self._last.time if self._last else "",
            who=tuple(self._who),
            head=self._head,
            line=line,
            reason=reason,
            text=text,
            unrecorded=() if reason else tuple(_unrecorded(folder, self._state)),
            unsaved=self._unsaved,
            notes=tuple(self._notes),
        )

    def _take(self, record: Record) -> None:
        wrong = _misfit(record, self._head)
        if wrong is not None:
            self._break(self._number, *wrong)
            return
        if record.what == "gap":
            self._break(self._number, "truncated", "says that records before it are gone")
            return
        self._head = record.head
        self._first = self._first or record
        self._last = record
        self._records.append(record)
        self._who[record.who] = None
        self._hashes.append(record.hash)
        is_change = record.what not in NO_CHANGES
        self._unsaved = 0 if record.what in SETTLED else self._unsaved + is_change
        self._remember(record)

    def _remember(self, record: Record) -> None:
        if record.what in CONTENT:
            self._state["project", ""] = record.new
        elif record.what in MASK_WORDS.values():
            self._state[record.what, record.image] = record.new

    def _accounts(self, record: Record) -> bool:
        """Whether a record says of the line before it that a crash cut it off."""
        new = record.new
        is_said = record.what == "cut off" and isinstance(new, dict)
        return is_said and new.get("sha256") == digest(self._torn.rstrip(b"\n"))

    def _reaches(self, head: Head) -> bool:
        if head.count == 0:
            return head == Head()
        return len(self._hashes) >= head.count and self._hashes[head.count - 1] == head.hash

    def _has(self, noted: str) -> bool:
        wanted = noted.strip().lower()
        return len(wanted) >= _FEWEST_DIGITS and any(
            each.startswith(wanted) for each in self._hashes
        )

    def _miss(self, kept: Head) -> None:
        if self._head.count >= kept.count:
            self._break(
                kept.count, "altered", f"has not the hash that {PROJECT_NAME} keeps: {kept.hash}"
            )
            return
        gone = kept.count - self._head.count
        line = self._number if self._torn else self._number + 1
        self._break(
            line,
            "truncated",
            f"and what follows is gone: {PROJECT_NAME} counts {kept.count} records, {gone} more",
        )

    def _break(self, line: int, reason: Reason, what: str) -> None:
        if self._broken is None:
            self._broken = (line, reason, f"Line {line} {what}.")


def _misfit(record: Record, head: Head) -> tuple[Reason, str] | None:
    """Why a record does not follow a head; None if it does."""
    number = head.count + 1
    if record.true_hash != record.hash:
        return "altered", "was altered: it has not the hash that it names"
    if record.number > number:
        return "removed", f"is record {record.number}, but record {number} should stand there"
    if record.number < number:
        return "reordered", f"is record {record.number}, which should stand before it"
    if record.previous != head.hash:
        return "altered", "does not follow the line before it: one of the two was altered"
    return None


def kept_head(folder: Path) -> tuple[Head | None, bool]:
    """The head that project.json keeps, and whether it keeps anything by that name."""
    try:
        content = json.loads((folder / PROJECT_NAME).read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None, False
    if not isinstance(content, dict) or AUDIT_KEY not in content:
        return None, False
    return head_from_json(content[AUDIT_KEY]), True


def _missing(kept: Head | None, is_kept: bool, noted: str) -> Verification:
    if not is_kept and not noted:
        return Verification(exists=False)
    count = f"{kept.count} records" if kept else "records"
    text = f"The file of the trail is gone; there were {count}."
    return Verification(exists=True, line=1, reason="removed", text=text)


def _unrecorded(folder: Path, state: dict[tuple[str, str], Any]) -> Iterator[str]:
    """What is otherwise in the folder than in the last records of it."""
    said = state.pop(("project", ""), None)
    try:
        now = content_hash((folder / PROJECT_NAME).read_bytes())
    except OSError as error:
        yield f"{PROJECT_NAME} cannot be read: {error.strerror or error}."
    else:
        if said is not None and (not isinstance(said, dict) or said.get("sha256") != now):
            yield (
                f"{PROJECT_NAME} is not what the last save recorded: it was changed by hand or by "
                "another program, or that save did not end."
            )
    kinds = {word: kind for kind, word in MASK_WORDS.items()}
    yield from _changed_masks(
        folder, ((f"{image}.{kinds[word]}.png", new) for (word, image), new in state.items())
    )


def _changed_masks(folder: Path, said: Iterable[tuple[str, Any]]) -> Iterator[str]:
    for name, new in said:
        path = folder / MASKS_NAME / name
        try:
            now = digest(path.read_bytes()) if path.is_file() else None
        except OSError as error:
            yield f"{MASKS_NAME}/{name} cannot be read: {error.strerror or error}."
            continue
        if now != (new.get("sha256") if isinstance(new, dict) else None):
            yield f"{MASKS_NAME}/{name} was changed without a record."
