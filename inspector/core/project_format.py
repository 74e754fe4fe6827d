"""project.json: its text as a Project and back, and how older formats become this one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_args

from inspector.core.errors import ProjectError
from inspector.core.project import FORMAT_VERSION, ImageEntry, Label, Project

Migration = Callable[[dict[str, Any]], dict[str, Any]]

MIGRATIONS: Mapping[int, Migration] = {}
"""From a format version to a function that makes the next one's content of it."""

# An id becomes a file name: nothing in it leads out of the folder or differs by case alone.
_ID = re.compile(r"[0-9a-z][0-9a-z_-]{0,63}")
_HASH = re.compile(r"[0-9a-f]{64}")
_ENTRY_KEYS = ("id", "path", "content_hash", "label", "is_reference", "split", "defect")
_PROJECT_KEYS = ("format_version", "images", "options", "calibration")


def encode(project: Project) -> bytes:
    """The content of project.json: UTF-8, a key a line, paths with forward slashes.

    Raises:
        ProjectError: options, calibration or unknown keys hold something that JSON has not, such
            as a number that is not finite.
    """
    content = {
        "format_version": FORMAT_VERSION,
        "images": [_entry_to_json(entry) for entry in project.images],
        "options": dict(project.options),
        "calibration": None if project.calibration is None else dict(project.calibration),
        **project.extra,
    }
    try:
        text = json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise ProjectError(f"{project.folder} cannot be saved as JSON: {error}.") from error
    try:
        return (text + "\n").encode()
    except UnicodeEncodeError:  # a file name that is not Unicode, as Linux allows
        text = json.dumps(content, indent=1, ensure_ascii=True, allow_nan=False)
        return (text + "\n").encode()


def decode(data: bytes, file: Path, folder: Path) -> Project:
    """The project in the content of a file. A newer format becomes a read-only project.

    file: for the errors. folder: of the project.

    Raises:
        ProjectError: the content is damaged; names the file, the place and what to do.
    """
    text = _text(data, file)
    try:
        content = _object(_parse(text, file))
        version = _field(content, "format_version", int)
        if version < FORMAT_VERSION:
            content = migrate(content, version)
        images = _field(content, "images", list)
        options = _field(content, "options", dict, {})
        calibration = _field(content, "calibration", dict, None)
    except _WrongError as wrong:
        raise _damaged(file, str(wrong)) from wrong
    return Project(
        folder=folder,
        images=_entries(images, text, file),
        options=options,
        calibration=calibration,
        extra=_rest(content, _PROJECT_KEYS),
        format_version=version,
        read_only_reason=_too_new(file, version),
    )


def migrate(
    content: dict[str, Any],
    version: int,
    migrations: Mapping[int, Migration] = MIGRATIONS,
    target: int = FORMAT_VERSION,
) -> dict[str, Any]:
    """The content of an older format, brought up to the target format step by step.

    Raises:
        ProjectError: no program ever wrote such a version.
    """
    while version < target:
        if version not in migrations:
            raise ProjectError(f"There is no format version {version} of a project.")
        content = migrations[version](content)
        version += 1
    return {**content, "format_version": target}


class _WrongError(Exception):
    """Something in the file is not as it should be. The text says what, not yet where."""


def _text(data: bytes, file: Path) -> str:
    try:
        return data.decode("utf-8-sig")  # editors on Windows put a mark in front
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _damaged(file, f"line {line}: this is not UTF-8 text") from error


def _parse(text: str, file: Path) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        what = f"line {error.lineno}, column {error.colno}: {error.msg}"
        raise _damaged(file, what) from error
    except RecursionError as error:
        raise _damaged(file, "it is nested too deeply") from error


def _entries(values: list[Any], text: str, file: Path) -> tuple[ImageEntry, ...]:
    entries: dict[str, ImageEntry] = {}
    for number, value in enumerate(values, start=1):
        try:
            entry = _entry_from_json(value)
            if entry.id in entries:
                raise _WrongError("it is there twice")
        except _WrongError as wrong:
            raise _damaged(file, f"{_place(value, number, text)}: {wrong}") from wrong
        entries[entry.id] = entry
    return tuple(entries.values())


def _entry_from_json(value: Any) -> ImageEntry:
    entry = _object(value)
    image_id = _field(entry, "id", str)
    if not _ID.fullmatch(image_id):
        raise _WrongError('"id" may have small letters, digits, - and _ only')
    content_hash = _field(entry, "content_hash", str)
    if not _HASH.fullmatch(content_hash):
        raise _WrongError('"content_hash" is not 64 hexadecimal digits')
    label = _field(entry, "label", str, "unset")
    if label not in get_args(Label):
        raise _WrongError(f'"label" is {label!r}, not good, bad or unset')
    return ImageEntry(
        id=image_id,
        path=Path(_field(entry, "path", str)),
        content_hash=content_hash,
        label=label,
        is_reference=_field(entry, "is_reference", bool, False),
        split=_field(entry, "split", str, ""),
        defect=_field(entry, "defect", str, ""),
        extra=_rest(entry, _ENTRY_KEYS),
    )


def _entry_to_json(entry: ImageEntry) -> dict[str, Any]:
    known = {key: getattr(entry, key) for key in _ENTRY_KEYS}
    return {**known, "path": entry.path.as_posix(), **entry.extra}


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _WrongError("this should be an object in braces")
    return value


_REQUIRED = object()


def _field(holder: dict[str, Any], key: str, kind: type, default: Any = _REQUIRED) -> Any:
    value = holder.get(key, default)
    if value is _REQUIRED:
        raise _WrongError(f'there is no "{key}"')
    # To Python a bool is an int; to a person it is not.
    fits = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
    if not fits and (value is not None or default is not None):
        raise _WrongError(f'"{key}" cannot be {json.dumps(value)[:60]}')
    return value


def _place(value: Any, number: int, text: str) -> str:
    """How an error names an image: by its id and the line where that first stands, or counted."""
    image_id = value.get("id") if isinstance(value, dict) else None
    if not isinstance(image_id, str):
        return f"image number {number}"
    position = text.find(json.dumps(image_id, ensure_ascii=False))
    if position < 0:
        return f"image {image_id!r}"
    return f"line {text.count(chr(10), 0, position) + 1}, image {image_id!r}"


def _damaged(file: Path, what: str) -> ProjectError:
    return ProjectError(f"{file}, {what}. The file is damaged; it was left as it is.")


def _rest(holder: Mapping[str, Any], known: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in holder.items() if key not in known}


def _too_new(file: Path, version: int) -> str:
    if version <= FORMAT_VERSION:
        return ""
    return (
        f"{file} was written by a newer Inspector (format {version}, this one knows "
        f"{FORMAT_VERSION}). It can be looked at but not saved. Update Inspector to change it."
    )
