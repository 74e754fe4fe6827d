"""Files and folders join a project with all that their names say: labels, references, masks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from inspector.core.dataset import Dataset, Entry, read_folder
from inspector.core.errors import FolderError
from inspector.core.progress import Tick, silent
from inspector.core.project import ImageEntry, Project
from inspector.core.project_images import add_images
from inspector.core.project_masks import Kind
from inspector.core.selection import DEFAULT_REFERENCES, select


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of files and folders that should join a project.

    masks: per image and kind, the file of the mask that came with it; not read yet.
    refused: files that cannot be read and folders that cannot be used, with the reason.
    duplicates: files whose content the project already has; what was said about it stays.
    """

    project: Project
    masks: Mapping[tuple[str, Kind], Path]
    refused: Mapping[Path, str]
    duplicates: tuple[Path, ...]


def add_folder(project: Project, sources: Path | Sequence[Path], tick: Tick = silent) -> Imported:
    """The project with more images: files, and folders as `dataset.read_folder` understands them.

    Where a folder has a training part, its good images become references, evenly spread, until the
    project has DEFAULT_REFERENCES.

    Raises:
        Cancelled: tick asked to stop.
    """
    found = _find(project, [sources] if isinstance(sources, Path) else sources, tick)
    added = add_images(project, list(found.entries), tick=tick)
    known = {entry.id for entry in project.images}
    new: dict[str, Entry] = {}
    for path, image_id in added.ids.items():
        if image_id not in known:
            new.setdefault(image_id, found.entries[path])
    teaching = {added.ids[path] for path in found.teaching if path in added.ids}
    images = (
        _as_said(entry, new[entry.id], teaching) if entry.id in new else entry
        for entry in added.project.images
    )
    return Imported(
        project=replace(added.project, images=tuple(images)),
        masks={(image_id, "defect"): each.mask for image_id, each in new.items() if each.mask},
        refused={**found.refused, **added.refused},
        duplicates=added.duplicates,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """entries: by file. teaching: the files of the references."""

    entries: dict[Path, Entry]
    teaching: list[Path]
    refused: dict[Path, str]


def _find(project: Project, sources: Iterable[Path], tick: Tick) -> _Found:
    found = _Found({}, [], {})
    free = DEFAULT_REFERENCES - sum(entry.is_reference for entry in project.images)
    for source in sources:
        tick(0, 0, source.name)
        if not source.is_dir():
            found.entries.setdefault(source, Entry(source))
            continue
        try:
            data = read_folder(source)
        except FolderError as error:
            found.refused[source] = str(error)
            continue
        found.entries.update({entry.path: entry for entry in data.entries})
        found.teaching.extend(_references(data, free - len(found.teaching)))
    return found


def _references(data: Dataset, count: int) -> Sequence[Path]:
    if count <= 0 or not data.of("train", "good"):
        return ()
    return select(data, references=count).references


def _as_said(image: ImageEntry, said: Entry, teaching: set[str]) -> ImageEntry:
    return replace(
        image,
        label=said.label,
        is_reference=said.label == "good" and image.id in teaching,
        split=said.split,
        defect=said.defect,
    )
