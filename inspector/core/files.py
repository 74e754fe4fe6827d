"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from inspector.core.errors import InspectorError

_DRAFT = ".saving-"
_STALE_SECONDS = 3600.0
# On Windows a virus scanner or an indexer holds a new file open for a moment.
_REPLACE_WAITS = (0.02, 0.05, 0.1, 0.2, 0.4)
_NO_PERMISSION = ("you may not write there", "Choose another folder, or ask who looks after it.")
_DISK_FULL = ("the disk is full", "Free some space on it, or save on another disk.")
_READ_ONLY_DISK = ("the disk is read-only", "Save on another disk.")
_NO_FOLDER = ("its folder is not there", "Reconnect the drive, or choose another folder.")
_NAME_TOO_LONG = ("the name is too long", "Choose a shorter one, or a folder nearer the top.")
_REASONS = {
    errno.ENOSPC: _DISK_FULL,
    errno.EDQUOT: _DISK_FULL,
    errno.EFBIG: ("it is too big for this disk", "Save on another disk."),
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EROFS: _READ_ONLY_DISK,
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EISDIR: ("there is a folder of that name", "Choose another name."),
    errno.ENAMETOOLONG: _NAME_TOO_LONG,
}


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file, or leave the old one as it was.

    Raises:
        InspectorError: the file cannot be written; says why and what to do.
    """
    with replacing(path) as draft:
        draft.write_bytes(data)


def write_text(path: Path, text: str) -> None:
    """Write a UTF-8 file with "\\n" line ends, or leave the old one as it was.

    Raises:
        InspectorError: the file cannot be written; says why and what to do.
    """
    write_bytes(path, text.encode())


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A draft, empty, in the same folder that takes the file's place when the block ends well.

    Whatever stops the block leaves the old file as it was and removes the draft. The draft has
    the file's suffix. A link keeps pointing where it points: the file behind it is replaced.

    Raises:
        InspectorError: the file cannot be written; says why and what to do. Any OSError of the
            block counts as that.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not (target.is_file() or target.is_dir()):
        raise InspectorError(f"{path} is no ordinary file. Choose another name.")
    draft = target.with_name(f"{_DRAFT}{secrets.token_hex(8)}{target.suffix}")
    try:
        _create(draft, like=target)
        yield draft
        _flush(draft)
        _replace(draft, target)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    _flush_folder(target.parent)


def make_folder(path: Path) -> None:
    """Make a folder and those above it; one that exists is fine.

    Raises:
        InspectorError: it cannot be made; says why and what to do.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error


def remove_drafts(folder: Path) -> None:
    """Remove what programs that were killed while they saved left behind an hour ago or earlier."""
    before = time.time() - _STALE_SECONDS
    for draft in folder.glob(f"{_DRAFT}*"):
        with suppress(OSError):
            if draft.stat().st_mtime < before:
                draft.unlink()


def _create(draft: Path, *, like: Path) -> None:
    # Not tempfile: its files are private, those of a project are shared like any other.
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    if like.exists():
        shutil.copymode(like, draft)


def _flush(draft: Path) -> None:
    with draft.open("rb+") as file:
        os.fsync(file.fileno())


def _replace(draft: Path, target: Path) -> None:
    for seconds in _REPLACE_WAITS:
        try:
            draft.replace(target)
        except PermissionError:
            time.sleep(seconds)
        else:
            return
    draft.replace(target)


def _flush_folder(folder: Path) -> None:
    # Windows cannot open folders, and some network drives cannot flush them: the file is whole
    # either way, only its new name could be lost in a power cut.
    if os.name == "nt":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def cannot_write(path: Path, error: OSError) -> InspectorError:
    """What a person is told of a file that could not be written."""
    what, remedy = _REASONS.get(
        error.errno or 0, (error.strerror or str(error), "Try again, or choose another folder.")
    )
    return InspectorError(f"{path} cannot be written: {what}. Nothing was changed. {remedy}")
