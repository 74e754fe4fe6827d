"""`inspector audit`: whether the audit trail of a project is whole, and what it says."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.cli.progress import Bar

if TYPE_CHECKING:
    from inspector.core.audit_check import Verification
    from inspector.core.audit_record import Record

_GOOD, _BROKEN = 0, 1


def add_flags(parser: argparse.ArgumentParser) -> None:
    """The flags of `audit`."""
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("--list", action="store_true", help="print the records too")
    parser.add_argument("--json", action="store_true", help="everything, as JSON")
    parser.add_argument(
        "--head", metavar="HASH", default="", help="that was noted elsewhere, as in detector files"
    )


def run(args: argparse.Namespace, bar: Bar) -> int:
    """Print the verdict. Returns 0 intact, 1 broken, 2 where there is no trail."""
    from inspector.core import audit, project_file
    from inspector.core.audit_check import verify
    from inspector.core.errors import ProjectError

    folder: Path = args.project
    if folder.name == project_file.PROJECT_NAME:
        folder = folder.parent
    found = verify(folder, head=args.head, tick=bar)
    bar.close()
    if not found.exists:
        if not project_file.is_project(folder):
            raise ProjectError(f"{folder} holds no inspection.")
        raise ProjectError(
            f"{folder} has no audit trail yet: it begins with the next save in the window."
        )
    records = audit.read(folder) if args.list else []
    print(_json(found, records, is_list=args.list) if args.json else _text(found, records))
    return _GOOD if found.is_good else _BROKEN


def _json(found: Verification, records: list[Record], *, is_list: bool) -> str:
    verdict = {"intact": found.is_intact, "good": found.is_good, **asdict(found)}
    rest = {"list": [asdict(record) for record in records]} if is_list else {}
    return json.dumps({**verdict, **rest}, indent=1)


def _text(found: Verification, records: list[Record]) -> str:
    from inspector.core.audit_text import line_of

    lines = [line_of(record) for record in records]
    count = f"{found.records} records"
    lines.append(f"intact: {count}" if found.is_intact else f"BROKEN: {found.text}")
    if not found.is_intact:
        lines.append(f"before that: {count}")
    if found.records:
        lines.append(f"from {found.first} to {found.last}, by {', '.join(found.who)}")
        lines.append(f"head {found.head.hash}")
    if found.unsaved:
        lines.append(f"{found.unsaved} changes are in the trail that were not saved, or not yet")
    lines += [f"NOT RECORDED: {text}" for text in found.unrecorded]
    return "\n".join([*lines, *found.notes])
