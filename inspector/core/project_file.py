"""A project folder: made, read, saved whole or not at all, and brought back after a crash.

project.json        the project; project.json.bak is the save before
project.lock        who has it open
masks/              see project_masks
recovery/           what was not saved yet: project.json and masks, written while a person works
cache/              features; safe to delete
audit.jsonl         who changed what and when, see audit
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from inspector.core.audit import AUDIT_NAME
from inspector.core.errors import InspectorError, ProjectError
from inspector.core.files import make_folder, replacing, write_bytes
from inspector.core.project import FORMAT_VERSION, ImageEntry, Project
from inspector.core.project_format import decode, encode
from inspector.core.project_lock import holder, refusal, require_free

PROJECT_NAME = "project.json"
BACKUP_NAME = "project.json.bak"
MASKS_NAME = "masks"
CACHE_NAME = "cache"
RECOVERY_NAME = "recovery"


def is_project(folder: Path) -> bool:
    """Whether a folder holds a project, damaged or not."""
    return (folder / PROJECT_NAME).is_file() or has_backup(folder)


def new(folder: Path) -> Project:
    """An empty project in a folder, which is made if need be. Images in it are left alone.

    Raises:
        ProjectError: the folder already holds a project.
        InspectorError: it cannot be written.
    """
    if is_project(folder):
        raise ProjectError(f"{folder} already holds an inspection. Open it, or choose another.")
    make_folder(folder)
    project = Project(folder=_absolute(folder))
    save(project)
    return project


def load(folder: Path) -> Project:
    """The project of a folder; read-only if it is newer than this program or open elsewhere.

    Raises:
        ProjectError: there is none, or it is damaged; names the file, the place and what to do.
    """
    if not is_project(folder):
        raise ProjectError(
            f"{folder} holds no inspection. Was it moved or deleted, or is its drive not connected?"
        )
    try:
        return _load(folder, PROJECT_NAME)
    except ProjectError as error:
        remedy = (
            f"The save before it is in {BACKUP_NAME}: open that instead."
            if has_backup(folder)
            else "Mend it in a text editor, or take it from a copy."
        )
        raise ProjectError(f"{error} {remedy}") from error


def has_backup(folder: Path) -> bool:
    """Whether the save before the last one is there."""
    return (folder / BACKUP_NAME).is_file()


def load_backup(folder: Path) -> Project:
    """The project as it was in the save before the last good one. Saving it makes it current.

    Raises:
        ProjectError: there is no such save, or it is damaged too.
    """
    return _load(folder, BACKUP_NAME)


def save(project: Project, *, last_step: Callable[[], object] = lambda: None) -> None:
    """Write project.json, or leave all as it was. What was there becomes the backup.

    Save the masks first: this also throws the recovery away.
    last_step: is done when the new file is written and only has to take its place; if that raises,
        the old one stays.

    Raises:
        ProjectError: the project is read-only or open elsewhere.
        InspectorError: the folder cannot be written; says why and what to do.
    """
    require_writable(project)
    content = encode(project)
    path = project.folder / PROJECT_NAME
    if _is_good(path, project.folder):
        with replacing(project.folder / BACKUP_NAME) as draft:
            shutil.copyfile(path, draft)
    with replacing(path) as draft:
        draft.write_bytes(content)
        last_step()
    discard_recovery(project.folder)


def save_as(project: Project, folder: Path) -> Project:
    """Write a copy into another folder and return it: masks and audit trail too, not the images.

    Raises:
        ProjectError: that folder already holds a project, or this one has a newer format.
        InspectorError: it cannot be written.
    """
    if project.format_version > FORMAT_VERSION:
        raise ProjectError(project.read_only_reason)
    if is_project(folder):
        raise ProjectError(f"{folder} already holds an inspection. Choose another folder.")
    if (folder / AUDIT_NAME).exists():
        raise ProjectError(f"{folder} holds the audit trail of another. Choose another folder.")
    make_folder(folder / MASKS_NAME)
    home = _absolute(folder)
    if (project.folder / AUDIT_NAME).is_file():
        with replacing(home / AUDIT_NAME) as draft:
            shutil.copyfile(project.folder / AUDIT_NAME, draft)
    for mask in sorted((project.folder / MASKS_NAME).glob("*.png")):
        with replacing(home / MASKS_NAME / mask.name) as draft:
            shutil.copyfile(mask, draft)
    images = relocated(project.folder, project.images, home)
    copy = replace(project, folder=home, images=images, read_only_reason="")
    save(copy)
    return copy


def relocated(home: Path, images: tuple[ImageEntry, ...], folder: Path) -> tuple[ImageEntry, ...]:
    """Images of a project in one folder as a project in another folder lists them."""
    if folder == home:
        return images
    return tuple(replace(e, path=stored_path(home / e.path, folder)) for e in images)


def stored_path(path: Path, folder: Path) -> Path:
    """A path as a project in the folder stores it: relative, absolute only on another drive."""
    try:
        return Path(os.path.relpath(path, folder))
    except ValueError:  # Windows: no way leads from one drive to another
        return path.absolute()


def require_writable(project: Project) -> None:
    """Do nothing, unless the project may only be looked at.

    Raises:
        ProjectError: it is read-only, or somebody else has it open.
    """
    if project.read_only:
        raise ProjectError(project.read_only_reason)
    require_free(project.folder)


def save_recovery(project: Project) -> None:
    """Write the project as it is now beside the saved one, for `load_recovery` after a crash.

    Raises:
        ProjectError: the project is read-only or open elsewhere.
        InspectorError: the folder cannot be written.
    """
    require_writable(project)
    make_folder(project.folder / RECOVERY_NAME)
    write_bytes(project.folder / RECOVERY_NAME / PROJECT_NAME, encode(project))


def has_recovery(folder: Path) -> bool:
    """Whether a program ended before it saved: something differs from the saved project.

    What another program has there while it runs is not for us.
    """
    recovery = folder / RECOVERY_NAME
    if holder(folder) is not None:
        return False
    if any((recovery / MASKS_NAME).glob("*.png")):
        return True
    try:
        left = (recovery / PROJECT_NAME).read_bytes()
        return left != (folder / PROJECT_NAME).read_bytes()
    except FileNotFoundError:
        return (recovery / PROJECT_NAME).exists()
    except OSError:
        return False


def load_recovery(folder: Path) -> Project:
    """The project as it was before the crash. Its masks: `project_masks.recovered`.

    Where only masks were not saved yet, it is the saved one.

    Raises:
        ProjectError: there is none, or it is damaged too.
    """
    left = f"{RECOVERY_NAME}/{PROJECT_NAME}"
    return _load(folder, left if (folder / left).is_file() else PROJECT_NAME)


def discard_recovery(folder: Path) -> None:
    """Throw the recovery away."""
    shutil.rmtree(folder / RECOVERY_NAME, ignore_errors=True)


def _load(folder: Path, name: str) -> Project:
    file = folder / name
    try:
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise ProjectError(f"{folder} holds no inspection: {name} is missing.") from error
    except OSError as error:
        raise ProjectError(f"{file} cannot be read: {error.strerror}.") from error
    project = decode(data, file, _absolute(folder))
    if project.read_only:
        return project
    return replace(project, read_only_reason=refusal(folder) or _no_right(folder))


def _absolute(folder: Path) -> Path:
    # Paths out of the folder start with "..", which POSIX resolves after links and Windows before
    # them; there, resolving would also turn a network drive's letter into its server.
    return folder.absolute() if os.name == "nt" else folder.resolve()


def _no_right(folder: Path) -> str:
    if os.access(folder, os.W_OK):
        return ""
    return f"You may not write in {folder}. To change the inspection, save it in another folder."


def _is_good(path: Path, folder: Path) -> bool:
    """Whether a file is worth keeping as the backup: a damaged one must not replace a good one."""
    try:
        return decode(path.read_bytes(), path, folder).format_version <= FORMAT_VERSION
    except (OSError, InspectorError):
        return False
