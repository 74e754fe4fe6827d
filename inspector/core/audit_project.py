"""A project and its audit trail, saved together: neither is written without the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from inspector.core import audit, audit_record, project_file
from inspector.core.audit import AUDIT_KEY, AUDIT_NAME, content_hash
from inspector.core.audit_check import CONTENT, NO_CHANGES, SETTLED, kept_head
from inspector.core.audit_record import Change, Head, Record
from inspector.core.errors import InspectorError
from inspector.core.files import write_bytes
from inspector.core.project import Project
from inspector.core.project_file import PROJECT_NAME
from inspector.core.project_format import decode, encode


def save(project: Project, changes: Sequence[Change], *, is_first: bool = False) -> Project:
    """Save the project with the changes that made it what it is; returns it as it was written.

    The trail is written when the new project.json lies ready and only has to take its place.
    is_first: nothing was written since it was opened, so see first what became of it before.

    Raises:
        ProjectError: the project is read-only or open elsewhere.
        InspectorError: the folder cannot be written; project and trail are as they were.
    """
    project_file.require_writable(project)
    folder = project.folder
    content = content_hash(encode(project))
    said = [*(_before(folder, changes) if is_first else ()), *changes]
    if said or _last_content(folder) != content:
        said.append(Change("save", PROJECT_NAME, new={"sha256": content}))
    planned = audit.plan(folder, said)
    head = audit.head_to_json(planned.head)
    if project.extra.get(AUDIT_KEY) != head:
        project = replace(project, extra={**project.extra, AUDIT_KEY: head})
    project_file.save(project, last_step=planned.write)
    return project


def record(project: Project, changes: Sequence[Change], *, is_first: bool = False) -> None:
    """Write changes into the trail at once, such as an export; the project is not saved for it.

    is_first: as in `save`.

    Raises:
        ProjectError: the project is read-only or open elsewhere, or project.json is damaged.
        InspectorError: the folder cannot be written.
    """
    project_file.require_writable(project)
    said = [*(_before(project.folder, changes) if is_first else ()), *changes]
    if said:
        _keep(project.folder, audit.append(project.folder, said))


def preface(folder: Path) -> list[Change]:
    """What has to be said before anything else is written: a beginning, or what is not as it was.

    Raises:
        InspectorError: the trail or project.json cannot be read.
    """
    content = _content(folder)
    said: list[Change] = []
    if _is_cut(folder):
        kept = kept_head(folder)[0]
        said.append(Change("gap", AUDIT_NAME, old=audit.head_to_json(kept) if kept else None))
    known = _last_content(folder)
    if known is None:
        return [*said, Change("begin", PROJECT_NAME, new={"sha256": content})]
    numbers = _unsaved(folder)
    if numbers:
        text = f"records {numbers[-1]} to {numbers[0]}"
        said.append(Change("not saved", text, old={"from": numbers[-1], "to": numbers[0]}))
    if known != content:
        said.append(
            Change("changed outside", PROJECT_NAME, old={"sha256": known}, new={"sha256": content})
        )
    return said


def origin(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The head of a project's trail as a group of a detector file's origin; empty if there is none.

    Raises:
        InspectorError: the trail cannot be read.
    """
    head = audit.tail(audit.path_of(folder)).head
    if head.count == 0:
        return {}
    name = f"{folder.name}, record {head.count}"
    return {"audit_trail": [{"name": name, "sha256": head.hash}]}


def export_change(path: Path, sha256: str = "", **more: Any) -> Change:
    """That a file was written. sha256: of the file, where it is known already.

    Raises:
        InspectorError: the file cannot be read.
    """
    if not sha256:
        sha256 = audit.file_digest(path)
    return Change("export", str(path), new={"sha256": sha256, **more})


def _before(folder: Path, changes: Sequence[Change]) -> list[Change]:
    """The preface, at the time of what follows it, so that times never go back."""
    time = changes[0].time if changes else ""
    return [replace(each, time=time) for each in preface(folder)]


def _keep(folder: Path, head: Head) -> None:
    """Put the head into project.json; all else in it stays."""
    path = folder / PROJECT_NAME
    project = decode(_read(path), path, folder)
    extra = {**project.extra, AUDIT_KEY: audit.head_to_json(head)}
    write_bytes(path, encode(replace(project, extra=extra)))


def _content(folder: Path) -> str:
    return content_hash(_read(folder / PROJECT_NAME))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InspectorError(f"{path} cannot be read: {error.strerror or error}.") from error


def _last_content(folder: Path) -> str | None:
    """The sum of project.json as the trail last said it; None where it never did."""
    for found in _backwards(folder):
        if found.what in CONTENT:
            return str(found.new.get("sha256")) if isinstance(found.new, dict) else ""
    return None


def _unsaved(folder: Path) -> list[int]:
    """The records of changes after the last save, the last first."""
    numbers: list[int] = []
    for found in _backwards(folder):
        if found.what in SETTLED:
            break
        if found.what not in NO_CHANGES:
            numbers.append(found.number)
    return numbers


def _is_cut(folder: Path) -> bool:
    """Whether the trail lacks the record that project.json keeps as its head."""
    kept, is_kept = kept_head(folder)
    if kept is None or kept.count == 0:
        return is_kept and kept is None
    for found in _backwards(folder):
        if found.number <= kept.count:
            return found.head != kept
    return True


def _backwards(folder: Path) -> Iterator[Record]:
    """The records that can be read, from the last to the first."""
    path = audit.path_of(folder)
    try:
        for line in audit.lines_backwards(path):
            found = audit_record.parse(line)
            if found is not None:
                yield found
    except OSError as error:
        raise audit.cannot_read(path, error) from error
