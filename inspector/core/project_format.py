"""project.json: its text as a Project and back, and how older formats become this one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
    source = _Source(file, _text(data, file))
    content = source.object(_parse(source), "the file")
    version = source.field(content, "format_version", int, "the file")
    if version < FORMAT_VERSION:
        content = migrate(content, version)
    images = source.field(content, "images", list, "the file")
    return Project(
        folder=folder,
        images=_unique(source, [_entry_from_json(source, entry) for entry in images]),
        options=source.field(content, "options", dict, "the file", {}),
        calibration=source.field(content, "calibration", dict, "the file", None),
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


_REQUIRED = object()


@dataclass(frozen=True, slots=True)
class _Source:
    """The text of a file, which knows how to say where something in it is wrong."""

    file: Path
    text: str

    def object(self, value: Any, where: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.error(f"{where} should be an object in braces")
        return value

    def field(
        self, holder: dict[str, Any], key: str, kind: type, where: str, default: Any = _REQUIRED
    ) -> Any:
        value = holder.get(key, default)
        if value is _REQUIRED:
            raise self.error(f'{where} has no "{key}"')
        # To Python a bool is an int; to a person it is not.
        fits = isinstance(value, kind) and (kind is not int or not isinstance(value, bool))
        if not fits and (default is _REQUIRED or value != default):
            raise self.error(f'"{key}" of {where} cannot be {json.dumps(value)[:60]}')
        return value

    def error(self, what: str, line: int = 0) -> ProjectError:
        place = f"{self.file}, line {line}" if line else str(self.file)
        return ProjectError(f"{place}: {what}. The file is damaged; it was left as it is.")

    def image(self, image_id: str) -> str:
        """An image as errors name it: its id and the line on which that first stands."""
        position = self.text.find(json.dumps(image_id, ensure_ascii=False))
        if position < 0:
            return f"image {image_id!r}"
        return f"image {image_id!r} (line {self.text.count(chr(10), 0, position) + 1})"


def _text(data: bytes, file: Path) -> str:
    try:
        return data.decode("utf-8-sig")  # editors on Windows put a mark in front
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _Source(file, "").error("this is not UTF-8 text", line) from error


def _parse(source: _Source) -> Any:
    try:
        return json.loads(source.text)
    except json.JSONDecodeError as error:
        what = f"column {error.colno}: {error.msg}"
        raise source.error(what, error.lineno) from error
    except RecursionError as error:
        raise source.error("it is nested too deeply") from error


def _entry_from_json(source: _Source, value: Any) -> ImageEntry:
    entry = source.object(value, "every image")
    image_id = source.field(entry, "id", str, "an image")
    where = source.image(image_id)
    if not _ID.fullmatch(image_id):
        raise source.error(f"{where} is no id: small letters, digits, - and _ only")
    content_hash = source.field(entry, "content_hash", str, where)
    if not _HASH.fullmatch(content_hash):
        raise source.error(f'"content_hash" of {where} is not 64 hexadecimal digits')
    label = source.field(entry, "label", str, where, "unset")
    if label not in get_args(Label):
        raise source.error(f'"label" of {where} is {label!r}, not good, bad or unset')
    return ImageEntry(
        id=image_id,
        path=Path(source.field(entry, "path", str, where)),
        content_hash=content_hash,
        label=label,
        is_reference=source.field(entry, "is_reference", bool, where, False),
        split=source.field(entry, "split", str, where, ""),
        defect=source.field(entry, "defect", str, where, ""),
        extra=_rest(entry, _ENTRY_KEYS),
    )


def _entry_to_json(entry: ImageEntry) -> dict[str, Any]:
    known = {key: getattr(entry, key) for key in _ENTRY_KEYS}
    return {**known, "path": entry.path.as_posix(), **entry.extra}


def _unique(source: _Source, images: list[ImageEntry]) -> tuple[ImageEntry, ...]:
    seen: set[str] = set()
    for entry in images:
        if entry.id in seen:
            raise source.error(f"{source.image(entry.id)} is there twice")
        seen.add(entry.id)
    return tuple(images)


def _rest(holder: Mapping[str, Any], known: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in holder.items() if key not in known}


def _too_new(file: Path, version: int) -> str:
    if version <= FORMAT_VERSION:
        return ""
    return (
        f"{file} was written by a newer Inspector (format {version}, this one knows "
        f"{FORMAT_VERSION}). It can be looked at but not saved. Update Inspector to change it."
    )
