"""Which mask file belongs to which image of a project, by names and folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector.core.dataset import MASK_SUFFIX, MASK_WORDS
from inspector.core.errors import FolderError, ImageError
from inspector.core.image import SUFFIXES
from inspector.core.project import ImageEntry, Project
from inspector.core.project_masks import Kind

JSON = ".json"

_GROUND_TRUTH = "ground_truth"

_KIND_WORDS: Mapping[str, Kind] = {
    **dict.fromkeys(MASK_WORDS, "defect"),
    "ignore": "ignore",
    "roi": "roi",
}


@dataclass(frozen=True, eq=False)
class Index:
    """The images of a project by name. paths: absolute, of all of them."""

    by_name: Mapping[str, tuple[tuple[ImageEntry, Path], ...]]
    paths: frozenset[Path]

    @staticmethod
    def of(project: Project) -> Index:
        by_name: dict[str, tuple[tuple[ImageEntry, Path], ...]] = {}
        paths: list[Path] = []
        for entry in project.images:
            path = absolute(project.path_of(entry.id))
            paths.append(path)
            for name in {path.stem.casefold(), path.name.casefold()}:
                by_name[name] = (*by_name.get(name, ()), (entry, path))
        return Index(by_name, frozenset(paths))

    def image_of(self, file: Path) -> ImageEntry:
        """The image that a mask file belongs to.

        Masks are named like their image, with or without "_mask". Below a folder such as
        ground_truth, the folders have to be those of the image or its kind of defect. Where
        several images have the name, the one whose folders agree best.

        Raises:
            ImageError: there is none, or nothing tells several apart.
        """
        stem = file.stem.casefold()
        names = dict.fromkeys((stem, stem.removesuffix(MASK_SUFFIX)))
        named = [each for name in names for each in self.by_name.get(name, ())]
        if not named:
            raise ImageError(f"No image of this inspection is named {min(names, key=len)}.")
        parts = _folders(file)
        fitting = [(entry, path) for entry, path in named if _fits(parts, entry, path)]
        if not fitting:
            raise ImageError(f"No image named {file.stem} lies in a folder {parts[-1]}.")
        ranks = [_agreement(parts, entry, path) for entry, path in fitting]
        best = [each for each, rank in zip(fitting, ranks, strict=True) if rank == max(ranks)]
        if len(best) > 1:
            shown = ", ".join(str(entry.path) for entry, _ in best[:3])
            raise ImageError(f"It may belong to several images: {shown}. Sort them into folders.")
        return best[0][0]


def mask_files(sources: Sequence[Path], kind: Kind, index: Index) -> list[Path]:
    """The files that may hold masks of a kind, in sorted order; never an image of the project.

    Folders are searched with all below them. Where some files in them are marked as masks by their
    name or folder, the others are taken for photographs.

    Raises:
        FolderError: a folder cannot be read.
    """
    found = [absolute(path) for path in sources if not path.is_dir()]
    for folder in sources:
        if folder.is_dir():
            found += _inside(absolute(folder), kind)
    return [path for path in dict.fromkeys(found) if path not in index.paths]


def absolute(path: Path) -> Path:
    """A path from the top, without the dots that a project's paths may have."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - links stay what they are


def defect_folders(entry: ImageEntry) -> tuple[str, ...]:
    """The kind of defect of an image as folder names; nothing that would lead elsewhere."""
    parts = entry.defect.replace("\\", "/").split("/")
    return tuple(part for part in parts if part.strip(". ") and ":" not in part)


def _inside(folder: Path, kind: Kind) -> list[Path]:
    below = [path for path in _walk(folder) if path.suffix.lower() in SUFFIXES | {JSON}]
    below = [path for path in below if _kind_of(path, folder) in (None, kind)]
    marked = [path for path in below if _is_marked(path, folder)]
    return sorted(marked or below)


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder, onerror=_cannot_list):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(root, name) for name in names if not name.startswith("."))


def _cannot_list(error: OSError) -> None:
    raise FolderError(
        f"{error.filename}: this folder cannot be opened ({error.strerror}). Check its permissions."
    ) from error


def _kind_of(path: Path, top: Path) -> Kind | None:
    """The kind of mask that the folders between top and a file speak of."""
    words = [part.casefold() for part in path.parent.relative_to(top).parts]
    return next((_KIND_WORDS[word] for word in words if word in _KIND_WORDS), None)


def _is_marked(path: Path, top: Path) -> bool:
    is_mask = path.stem.casefold().endswith(MASK_SUFFIX) or _kind_of(path, top) is not None
    return is_mask or path.suffix.lower() == JSON


def _folders(file: Path) -> tuple[str, ...]:
    return tuple(part.casefold() for part in file.parent.parts)


def _fits(parts: Sequence[str], entry: ImageEntry, path: Path) -> bool:
    """Whether the folders below ground_truth, if there are any, are those of an image."""
    shared = _same(parts, _folders(path))
    starts = [at for at, part in enumerate(parts) if part == _GROUND_TRUTH and at >= shared]
    below = tuple(parts[starts[-1] + 1 :]) if starts else ()
    if not below:
        return True
    return _folders(path)[-len(below) :] == below or _defect(entry) == below


def _agreement(parts: Sequence[str], entry: ImageEntry, path: Path) -> tuple[int, int]:
    """How many folders a mask and an image share at the end, and how many at the start."""
    theirs = _folders(path)
    at_end = max(
        _same(reversed(parts), reversed(theirs)), _same(reversed(parts), reversed(_defect(entry)))
    )
    return at_end, _same(parts, theirs)


def _defect(entry: ImageEntry) -> tuple[str, ...]:
    return tuple(part.casefold() for part in defect_folders(entry))


def _same(one: Iterable[str], other: Iterable[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
