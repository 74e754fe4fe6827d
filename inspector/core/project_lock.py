"""Who has a project open: a small file in its folder, so that a second one only looks."""

from __future__ import annotations

import getpass
import json
import os
import socket
import time
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from inspector.core.errors import InspectorError, ProjectError
from inspector.core.files import write_text

LOCK_NAME = "project.lock"
# Between being made and being filled, the file of another program is empty for a moment.
_FILLING_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Holder:
    """The program that has a project open. since: local time, as a person reads it."""

    host: str
    process: int
    user: str
    since: str

    def __str__(self) -> str:
        return f"{self.user or 'Somebody'} on {self.host} since {self.since}"


def take(folder: Path, *, force: bool = False) -> Holder | None:
    """Mark a project as open here; the other program that has it open, if there is one.

    A mark left by a program that no longer runs on this computer is taken over. Of another
    computer nobody can tell, so there it takes force, which a person has to wish for.

    Raises:
        InspectorError: the folder cannot be written.
    """
    other = holder(folder)
    if other is not None and not force:
        return other
    path = folder / LOCK_NAME
    text = json.dumps(asdict(_myself()), indent=1)
    if force or path.exists():
        write_text(path, text)
    elif not _create(path, text):
        return holder(folder)
    return None


def release(folder: Path) -> None:
    """Take the mark away, if it is this program's."""
    path = folder / LOCK_NAME
    found = _read(path)
    if found is not None and _is_me(found):
        path.unlink(missing_ok=True)


def holder(folder: Path) -> Holder | None:
    """The other program that has the project open; None if it is free or open here."""
    path = folder / LOCK_NAME
    found = _read(path)
    if found is None:
        return Holder("?", 0, "", "a moment ago") if _is_being_filled(path) else None
    if _is_me(found) or (found.host == socket.gethostname() and not _runs(found.process)):
        return None
    return found


def refusal(folder: Path) -> str:
    """Why a project may only be looked at, for a person; empty if nobody else has it open."""
    other = holder(folder)
    if other is None:
        return ""
    return (
        f"{other} has {folder} open. Here it can be looked at but not saved. If that is no longer "
        f"so, delete {folder / LOCK_NAME} and open it again."
    )


def require_free(folder: Path) -> None:
    """Do nothing, unless somebody else has the project open.

    Raises:
        ProjectError: somebody has; says who.
    """
    reason = refusal(folder)
    if reason:
        raise ProjectError(reason)


def _myself() -> Holder:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name is known, as in some containers
        user = ""
    since = datetime.now().astimezone().isoformat(sep=" ", timespec="minutes")
    return Holder(socket.gethostname(), os.getpid(), user, since)


def _is_me(found: Holder) -> bool:
    return (found.host, found.process) == (socket.gethostname(), os.getpid())


def _create(path: Path, text: str) -> bool:
    """Make the file; False if another program was faster."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return False
    except OSError as error:
        path.unlink(missing_ok=True)
        raise InspectorError(f"{path} cannot be written: {error.strerror}.") from error
    return True


def _read(path: Path) -> Holder | None:
    try:
        return Holder(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _is_being_filled(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime < _FILLING_SECONDS
    except OSError:
        return False


def _runs(process: int) -> bool:
    if os.name == "nt":
        return _runs_on_windows(process)
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # it is somebody else's
        return True
    return True


def _runs_on_windows(process: int) -> bool:
    # There, os.kill(process, 0) would send Ctrl+C.
    import ctypes

    query, still_active = 0x1000, 259  # PROCESS_QUERY_LIMITED_INFORMATION, STILL_ACTIVE
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    handle = kernel.OpenProcess(query, False, process)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == still_active
