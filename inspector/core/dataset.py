"""What a folder of images says about them: good or bad, which part of the data, which mask.

Folder names speak, in any case of letters:

- `train/good`, `test/good`, `test/<defect>` with `ground_truth/<defect>/<stem>_mask.png`, as MVTec
  AD has it. Beside train and test nothing else is read.
- `good`, `ok`, `normal`, `iO` hold good images; `bad`, `ng`, `defect`, `anomaly`, `NOK`, `niO` and
  their like hold bad ones, sorted into folders by kind or not. Where only a good folder is there,
  each other folder beside it is a kind of defect; where both are there, the others say nothing.
- any other image is unset.

A mask is `<stem>_mask.png` beside its image, or `<stem>.png` or `<stem>_mask.png` in a folder
`ground_truth`, `masks` or `mask`, beside the image or above it, below which the folders repeat the
last ones of the image's own path. A mask that fits more than one image belongs to none; good
images have none.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NoReturn

from inspector.core.errors import FolderError
from inspector.core.image import SUFFIXES

Label = Literal["good", "bad", "unset"]
Split = Literal["train", "test", ""]

GOOD_WORDS = frozenset({"good", "ok", "normal", "io"})
BAD_WORDS = frozenset(
    {"bad", "ng", "nok", "nio", "ko", "defect", "defects", "defective"}
    | {"anomaly", "anomalies", "anomalous", "abnormal"}
)
MASK_WORDS = frozenset({"ground_truth", "masks", "mask"})
SPLITS: dict[str, Split] = {"train": "train", "test": "test"}
MASK_SUFFIX = "_mask"


@dataclass(frozen=True, slots=True)
class Entry:
    """One image of a folder. defect: its kind, by folder name; empty unless it is bad."""

    path: Path
    label: Label = "unset"
    split: Split = ""
    defect: str = ""
    mask: Path | None = None


@dataclass(frozen=True, slots=True)
class Dataset:
    """The images of a folder, in plain sorted order of their paths.

    Plain (`10.png` before `9.png`), not natural, because few-shot papers count their references in
    that order (METHODS 1.7).
    """

    folder: Path
    entries: tuple[Entry, ...]

    @property
    def good(self) -> tuple[Entry, ...]:
        """All images known to be good."""
        return self.of(label="good")

    @property
    def bad(self) -> tuple[Entry, ...]:
        """All images known to be bad."""
        return self.of(label="bad")

    def of(self, split: Split | None = None, label: Label | None = None) -> tuple[Entry, ...]:
        """The images of one part of the data, with one label; None takes all."""
        return tuple(
            entry
            for entry in self.entries
            if split in (None, entry.split) and label in (None, entry.label)
        )


def read_folder(folder: Path) -> Dataset:
    """All images below a folder, without opening any. Hidden files and `__MACOSX` are skipped.

    Raises:
        FolderError: the folder is missing, cannot be listed, holds no image, or holds several data
            sets in folders of their own.
    """
    if folder.is_file():
        raise FolderError(f"{folder} is a file. Name the folder that the images are in.")
    if not _is_folder(folder):
        raise FolderError(f"{folder}: there is no such folder. Was it moved or renamed?")
    files = sorted(_files(folder), key=lambda path: path.parts)
    found = [_Found(path, path.relative_to(folder).parent.parts) for path in files]
    images, masks = _without_masks(found)
    top = {item.parts[0].casefold() for item in images if item.parts}
    if top & SPLITS.keys():
        images = [item for item in images if item.parts and item.parts[0].casefold() in SPLITS]
    else:
        _refuse_several(folder, images)
    if not images:
        raise FolderError(_expected(folder))
    judge = _Judge.of(images)
    entries = [judge.entry(item) for item in images]
    return Dataset(folder, tuple(_with_masks(entries, images, masks)))


def labels(images: Iterable[Path], given: Path) -> dict[Path, Label]:
    """What the folders' names say of images in or below a given folder, or of that one file.

    The names above it count where it lies inside a data set itself, as `test/scratch` does.
    """
    folder = given if _is_folder(given) else given.parent
    root = _root(folder.absolute())
    found = [
        (path, _Found(path, path.absolute().relative_to(root).parent.parts)) for path in images
    ]
    judge = _Judge.of(item for _, item in found)
    return {path: judge.entry(item).label for path, item in found}


def has_image(source: Path) -> bool:
    """Whether a file is an image by its name, or a folder holds one, however deep.

    Raises:
        FolderError: the folder cannot be listed.
    """
    if _is_folder(source):
        return next(_files(source), None) is not None
    return _is_image(source.name)


@dataclass(frozen=True, slots=True)
class _Found:
    """parts: the names of the folders between the data set's folder and the file."""

    path: Path
    parts: tuple[str, ...]


def _root(folder: Path) -> Path:
    """The folder of the data set that a folder lies in, by the last two names; else itself."""
    name, above = folder.name.casefold(), folder.parent.name.casefold()
    if above in SPLITS:
        return folder.parent.parent
    return folder.parent if name in SPLITS.keys() | GOOD_WORDS | BAD_WORDS else folder


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:  # the folder above may not be entered
        return _cannot_list(error)


def _files(folder: Path) -> Iterator[Path]:
    """Image files, through links to folders too, no folder twice."""
    seen: set[Path] = set()
    for root, folders, names in os.walk(folder, onerror=_cannot_list, followlinks=True):
        here = Path(root)
        real = here.resolve()
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        yield from (here / name for name in names if _is_image(name))


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name == "__MACOSX"


def _is_image(name: str) -> bool:
    return not _is_hidden(name) and Path(name).suffix.lower() in SUFFIXES


def _cannot_list(error: OSError) -> NoReturn:
    reason = error.strerror or type(error).__name__
    raise FolderError(
        f"{error.filename}: this folder cannot be opened ({reason}). Check its permissions."
    ) from error


def _without_masks(found: Iterable[_Found]) -> tuple[list[_Found], list[_Found]]:
    """Images and masks, told apart. A file named like a mask is one if its image is beside it."""
    found = list(found)
    named = {(item.parts, item.path.stem) for item in found}
    images: list[_Found] = []
    masks: list[_Found] = []
    for item in found:
        stem = item.path.stem
        is_beside = (
            stem.endswith(MASK_SUFFIX) and (item.parts, stem.removesuffix(MASK_SUFFIX)) in named
        )
        in_folder = any(part.casefold() in MASK_WORDS for part in item.parts)
        (masks if is_beside or in_folder else images).append(item)
    return images, masks


def _refuse_several(folder: Path, images: Iterable[_Found]) -> None:
    inside = sorted(
        {item.parts[0] for item in images if len(item.parts) > 1 and _is_split(item.parts[1])}
    )
    if inside:
        raise FolderError(
            f"{folder} holds data sets in folders of their own. "
            f"Choose one: {', '.join(inside[:10])}{', ..' if len(inside) > 10 else ''}."
        )


def _is_split(name: str) -> bool:
    return name.casefold() in SPLITS


def _expected(folder: Path) -> str:
    return (
        f"{folder} holds no image ({', '.join(sorted(SUFFIXES))}). Expected are images in the "
        "folder itself, or in folders named good and bad, or in train/good, test/good and "
        "test/<kind of defect>."
    )


@dataclass(frozen=True, slots=True)
class _Judge:
    """Labels by folder names. only_good: folders that hold a good folder and no bad one."""

    only_good: frozenset[tuple[str, ...]]

    @staticmethod
    def of(images: Iterable[_Found]) -> _Judge:
        names: dict[tuple[str, ...], set[str]] = {}
        for item in images:
            for depth, part in enumerate(item.parts):
                names.setdefault(item.parts[:depth], set()).add(part.casefold())
        return _Judge(
            frozenset(
                parts
                for parts, inside in names.items()
                if inside & GOOD_WORDS and not inside & BAD_WORDS
            )
        )

    def entry(self, item: _Found) -> Entry:
        split = SPLITS.get(item.parts[0].casefold(), "") if item.parts else ""
        label, defect = self._label(item.parts, start=1 if split else 0, in_test=split == "test")
        return Entry(item.path, label, split, defect)

    def _label(self, parts: tuple[str, ...], *, start: int, in_test: bool) -> tuple[Label, str]:
        for depth, part in enumerate(parts[start:], start):
            word = part.casefold()
            if word in GOOD_WORDS:
                return "good", ""
            if word in BAD_WORDS:
                return "bad", "/".join(parts[depth + 1 :]) or part
            if in_test or parts[:depth] in self.only_good:
                return "bad", "/".join(parts[depth:])
        return "unset", ""


def _with_masks(
    entries: Iterable[Entry], images: Iterable[_Found], masks: Iterable[_Found]
) -> Iterator[Entry]:
    by_stem: dict[str, list[_Found]] = {}
    for mask in masks:
        for stem in {mask.path.stem, mask.path.stem.removesuffix(MASK_SUFFIX)}:
            by_stem.setdefault(stem, []).append(mask)
    paired = [
        (entry, None if entry.label == "good" else _mask_of(item, by_stem.get(item.path.stem, [])))
        for entry, item in zip(entries, images, strict=True)
    ]
    claims = Counter(mask for _, mask in paired)
    for entry, mask in paired:
        yield replace(entry, mask=mask) if mask and claims[mask] == 1 else entry


def _mask_of(image: _Found, masks: Iterable[_Found]) -> Path | None:
    """The mask whose folders agree best with the image's."""
    ranked = [(rank, mask.path) for mask in masks if (rank := _agreement(image, mask))]
    return max(ranked)[1] if ranked else None


def _agreement(image: _Found, mask: _Found) -> tuple[int, int] | None:
    """How many folders they share above the mask folder, and how many names below it."""
    words = [part.casefold() for part in mask.parts]
    at = next((depth for depth, word in enumerate(words) if word in MASK_WORDS), None)
    if at is None:  # beside the image
        return (len(image.parts) + 1, 0) if image.parts == mask.parts else None
    above, below = mask.parts[:at], mask.parts[at + 1 :]
    rest = image.parts[at:]
    agrees = image.parts[:at] == above and rest[len(rest) - len(below) :] == below
    return (at, len(below)) if agrees and len(below) <= len(rest) else None
