"""Masks from and to files of other programs: PNG in MVTec's folders, labelme. Runs as jobs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from inspector.core import files, image
from inspector.core.dataset import MASK_SUFFIX
from inspector.core.errors import ImageError, InspectorError
from inspector.core.labelme import read_labelme, write_labelme
from inspector.core.mask import Mask, MaskEdit, difference
from inspector.core.mask_files import read_png, write_png
from inspector.core.progress import Tick, silent
from inspector.core.project import ImageEntry
from inspector.core.project_masks import KINDS, Kind, path_of
from inspector.gui.mask_match import JSON, Index, absolute, defect_folders, mask_files
from inspector.gui.snapshot import Snapshot

Form = Literal["png", "labelme"]

FOLDERS: Mapping[Kind, str] = {"defect": "ground_truth", "ignore": "ignore", "roi": "roi"}
"""Where PNG masks of a kind are written; defects lie where MVTec AD has them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mask that belongs to an image.

    edit: what it changes about the image's mask; None where it is painted like that already.
    share: of the image's pixels that it holds, 0..1. note: what was left out, for a person.
    """

    file: Path
    image_id: str
    edit: MaskEdit | None
    share: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """The masks in some files. problems: per file that is not taken, why."""

    found: tuple[Found, ...]
    problems: Mapping[Path, str]


@dataclass(frozen=True, slots=True)
class Exported:
    """Masks that were written. problems: per image that could not be, why."""

    folder: Path
    written: tuple[Path, ...]
    problems: Mapping[str, str]


def find_masks(
    snapshot: Snapshot,
    sources: Sequence[Path],
    kind: Kind,
    *,
    add: bool = False,
    tick: Tick = silent,
) -> Findings:
    """Read the masks in files and folders, and what each would change. Changes nothing.

    add: to what is painted already; otherwise it is replaced.

    Raises:
        InspectorError: a folder cannot be read.
        Cancelled: tick asked to stop.
    """
    tick(0, 0, "Looking for masks")
    index = Index.of(snapshot.project)
    paths = mask_files(sources, kind, index)
    found: dict[str, Found] = {}
    problems: dict[Path, str] = {}
    for done, path in enumerate(paths):
        tick(done, len(paths), f"Reading {path.name}")
        try:
            entry = index.image_of(path)
            if entry.id in found:
                raise ImageError(f"{found[entry.id].file.name} is a mask of the same image.")
            found[entry.id] = _read(snapshot, path, entry, kind, add=add)
        except InspectorError as error:
            problems[path] = str(error)
    return Findings(tuple(found.values()), problems)


def export_masks(
    snapshot: Snapshot,
    folder: Path,
    kinds: Sequence[Kind],
    form: Form,
    *,
    tick: Tick = silent,
) -> Exported:
    """Write all painted masks of some kinds.

    png: <folder of the kind>/<kind of defect>/<stem>_mask.png, 8 bit, 0 or 255, as MVTec AD has it.
    labelme: one <stem>.json per image, with the kinds as labels.

    Raises:
        InspectorError: the folder cannot be written.
        Cancelled: tick asked to stop.
    """
    files.make_folder(folder)
    writers = {"png": _write_pngs, "labelme": _write_labelme}
    names = _Names(folder, Index.of(snapshot.project))
    written: list[Path] = []
    problems: dict[str, str] = {}
    images = snapshot.project.images
    for done, entry in enumerate(images):
        tick(done, len(images), f"Writing the masks of {entry.path.name}")
        try:
            masks = _painted(snapshot, entry, kinds)
        except ImageError as error:
            problems[str(entry.path)] = str(error)
            continue
        if masks:
            written += writers[form](snapshot, entry, masks, names)
    return Exported(folder, tuple(written), problems)


def _read(snapshot: Snapshot, path: Path, entry: ImageEntry, kind: Kind, *, add: bool) -> Found:
    shape = image.read_size(snapshot.project.path_of(entry.id))
    if path.suffix.lower() == JSON:
        mask, note = _of_labelme(path, shape, kind)
    else:
        mask, note = read_png(path, shape), ""
    share = float(mask.mean())
    before = snapshot.mask(entry.id, kind)
    before = np.zeros(shape, np.bool_) if before is None else before
    return Found(path, entry.id, difference(before, before | mask if add else mask), share, note)


def _of_labelme(path: Path, shape: tuple[int, int], kind: Kind) -> tuple[Mask, str]:
    """The shapes of all labels, except those that are named like another kind of mask."""
    labelled = read_labelme(path, shape)
    others = {each for each in KINDS if each != kind}
    mask = np.zeros(shape, np.bool_)
    for label, each in labelled.masks.items():
        if label.casefold() not in others:
            mask |= each
    left_out = ", ".join(labelled.left_out)
    return mask, f"Without {left_out}, which has no area." if left_out else ""


def _painted(snapshot: Snapshot, entry: ImageEntry, kinds: Iterable[Kind]) -> dict[Kind, Mask]:
    masks: dict[Kind, Mask] = {}
    for kind in kinds:
        # Most images have no mask: they are not even opened.
        may_be = (entry.id, kind) in snapshot.masks or path_of(
            snapshot.project, entry.id, kind
        ).is_file()
        mask = snapshot.mask(entry.id, kind) if may_be else None
        if mask is not None and mask.any():
            masks[kind] = mask
    return masks


def _write_pngs(
    snapshot: Snapshot, entry: ImageEntry, masks: Mapping[Kind, Mask], names: _Names
) -> Iterator[Path]:
    path = absolute(snapshot.project.path_of(entry.id))
    for kind, mask in masks.items():
        target = names.unused(FOLDERS[kind], entry, path, f"{MASK_SUFFIX}.png")
        files.make_folder(target.parent)
        write_png(target, mask)
        yield target


def _write_labelme(
    snapshot: Snapshot, entry: ImageEntry, masks: Mapping[Kind, Mask], names: _Names
) -> Iterator[Path]:
    path = absolute(snapshot.project.path_of(entry.id))
    target = names.unused("", entry, path, JSON)
    files.make_folder(target.parent)
    try:
        to_image = os.path.relpath(path, target.parent)
    except ValueError:  # another drive of Windows
        to_image = str(path)
    write_labelme(target, {**masks}, image_path=to_image)
    yield target


class _Names:
    """Gives every mask file a place of its own that leads back to its image."""

    def __init__(self, folder: Path, index: Index) -> None:
        self._folder = folder
        self._index = index
        self._used: set[str] = set()

    def unused(self, top: str, entry: ImageEntry, path: Path, ending: str) -> Path:
        places = (self._folder / top / f"{each}{ending}" for each in _places(entry, path, top))
        by_id = self._folder / top / entry.id / f"{path.name}{ending}"
        found = next((place for place in places if self._is_free(place, entry)), by_id)
        self._used.add(str(found).casefold())
        return found

    def _is_free(self, place: Path, entry: ImageEntry) -> bool:
        try:
            leads_to = self._index.image_of(place)
        except ImageError:
            return False
        return leads_to.id == entry.id and str(place).casefold() not in self._used


def _places(entry: ImageEntry, path: Path, top: str) -> Iterator[Path]:
    """Where a mask may lie below its top folder, the plainest place first."""
    if not top:
        yield Path(path.stem)
    yield Path(*(defect_folders(entry) or path.parts[-2:-1]), path.stem)
    yield Path(*path.parts[-3:-1], path.stem)
    yield Path(*path.parts[-3:-1], path.name)
