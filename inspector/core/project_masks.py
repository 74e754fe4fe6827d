"""The masks of a project: masks/<image id>.<kind>.png, one file for each kind that is there.

A file for each kind, because kinds overlap, and because such a file is what other programs take.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from inspector.core.errors import InspectorError
from inspector.core.files import make_folder
from inspector.core.mask import Mask
from inspector.core.mask_files import read_png, write_png
from inspector.core.project import Project
from inspector.core.project_file import MASKS_NAME, RECOVERY_NAME, require_writable

Kind = Literal["defect", "ignore", "roi"]
"""defect: pixels painted as bad. ignore: pixels that never count. roi: the only ones that count."""

KINDS: tuple[Kind, ...] = get_args(Kind)


def path_of(project: Project, image_id: str, kind: Kind) -> Path:
    """Where the mask of an image is, if it has one.

    Raises:
        ProjectError: there is no such image.
    """
    return project.folder / MASKS_NAME / _name(project, image_id, kind)


def kinds_of(project: Project, image_id: str) -> tuple[Kind, ...]:
    """The kinds of masks that an image has."""
    return tuple(kind for kind in KINDS if path_of(project, image_id, kind).is_file())


def read(project: Project, image_id: str, kind: Kind, shape: tuple[int, int]) -> Mask | None:
    """A mask (H, W) of an image; None if it has none of that kind.

    shape: height and width of the image.

    Raises:
        ImageError: the file is damaged or has another size.
    """
    path = path_of(project, image_id, kind)
    return read_png(path, shape) if path.is_file() else None


def write(project: Project, image_id: str, kind: Kind, mask: Mask) -> None:
    """Write a mask (H, W) of an image. One that holds no pixel is none: its file is removed.

    Raises:
        ProjectError: the project is read-only or open elsewhere.
        InspectorError: the folder cannot be written.
    """
    require_writable(project)
    path = path_of(project, image_id, kind)
    if mask.any():
        make_folder(path.parent)
        write_png(path, mask)
    else:
        _remove(path)


def write_recovery(project: Project, image_id: str, kind: Kind, mask: Mask) -> None:
    """Write a mask that is not saved yet where it survives a crash, emptied ones too.

    Raises:
        ProjectError: the project is read-only or open elsewhere.
        InspectorError: the folder cannot be written.
    """
    require_writable(project)
    path = _recovery_folder(project) / _name(project, image_id, kind)
    make_folder(path.parent)
    write_png(path, mask)


def recovered(project: Project) -> tuple[tuple[str, Kind], ...]:
    """The image ids and kinds of the masks that were not saved before a crash."""
    left = {path.name for path in _recovery_folder(project).glob("*.png")}
    return tuple(
        (entry.id, kind)
        for entry in project.images
        for kind in KINDS
        if _name(project, entry.id, kind) in left
    )


def read_recovered(project: Project, image_id: str, kind: Kind, shape: tuple[int, int]) -> Mask:
    """A mask (H, W) that was not saved before a crash; without a pixel if it had been emptied.

    Raises:
        ImageError: the file is missing, damaged or has another size.
    """
    return read_png(_recovery_folder(project) / _name(project, image_id, kind), shape)


def _name(project: Project, image_id: str, kind: Kind) -> str:
    return f"{project.image(image_id).id}.{kind}.png"


def _recovery_folder(project: Project) -> Path:
    return project.folder / RECOVERY_NAME / MASKS_NAME


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise InspectorError(f"{path} cannot be removed: {error.strerror}.") from error
