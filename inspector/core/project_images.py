"""Images join a project, and are found again after they were moved: by content, not by name."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from inspector.core.errors import ImageError
from inspector.core.image import file_hash
from inspector.core.progress import Tick, silent
from inspector.core.project import ImageEntry, Project
from inspector.core.project_file import stored_path

_ID_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Added:
    """What became of files that should join a project.

    ids: the image of each file, that of its twin for a duplicate; in the order they were given.
    duplicates: files whose content the project already has.
    refused: files that cannot be read, with the reason.
    """

    project: Project
    ids: Mapping[Path, str]
    duplicates: tuple[Path, ...]
    refused: Mapping[Path, str]


@dataclass(frozen=True, slots=True)
class Found:
    """What became of the search for missing images. found, missing: image ids."""

    project: Project
    found: tuple[str, ...]
    missing: tuple[str, ...]


def add_images(project: Project, paths: Sequence[Path], *, tick: Tick = silent) -> Added:
    """The project with more images, labels not set. One bad file does not stop the others.

    Raises:
        Cancelled: tick asked to stop.
    """
    known = {entry.content_hash: entry.id for entry in project.images}
    taken = set(known.values())
    added: list[ImageEntry] = []
    ids: dict[Path, str] = {}
    duplicates: list[Path] = []
    refused: dict[Path, str] = {}
    for done, path in enumerate(paths):
        tick(done, len(paths), path.name)
        try:
            content = file_hash(path)
        except ImageError as error:
            refused[path] = str(error)
            continue
        if content in known:
            duplicates.append(path)
        else:
            known[content] = _new_id(content, taken)
            added.append(ImageEntry(known[content], stored_path(path, project.folder), content))
        ids[path] = known[content]
    project = replace(project, images=(*project.images, *added))
    return Added(project, ids, tuple(duplicates), refused)


def missing(project: Project) -> tuple[ImageEntry, ...]:
    """The images whose file is not where it was."""
    return tuple(entry for entry in project.images if not (project.folder / entry.path).is_file())


def find_missing(project: Project, folder: Path, *, tick: Tick = silent) -> Found:
    """The project with its missing images looked for in a folder and all below it, by content.

    Files that kept their name are looked at first, others with the same suffix after them.

    Raises:
        Cancelled: tick asked to stop.
    """
    sought = {entry.content_hash: entry for entry in missing(project)}
    places: dict[str, Path] = {}
    candidates = _candidates(folder, [entry.path.name for entry in sought.values()])
    for done, path in enumerate(candidates):
        if not sought:
            break
        tick(done, len(candidates), path.name)
        entry = sought.pop(_hash_or_empty(path), None)
        if entry is not None:
            places[entry.id] = stored_path(path, project.folder)
    images = tuple(replace(e, path=places.get(e.id, e.path)) for e in project.images)
    left = tuple(entry.id for entry in sought.values())
    return Found(replace(project, images=images), tuple(places), left)


def _new_id(content_hash: str, taken: set[str]) -> str:
    """The shortest start of the hash, 12 digits or more, that no other image has; now taken."""
    digits = _ID_DIGITS
    while content_hash[:digits] in taken:
        digits += 1
    taken.add(content_hash[:digits])
    return content_hash[:digits]


def _candidates(folder: Path, names: Sequence[str]) -> list[Path]:
    suffixes = {Path(name).suffix.lower() for name in names}
    files = [path for path in _walk(folder) if path.suffix.lower() in suffixes]
    return sorted(files, key=lambda path: (path.name not in names, path))


def _walk(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name) for name in names)


def _hash_or_empty(path: Path) -> str:
    try:
        return file_hash(path)
    except ImageError:
        return ""
