"""Images that arrive in a folder while it is looked at: each once, when it is whole.

Looks again and again rather than being told: that works on every system and on network drives,
and no system says reliably when a file is written to its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from inspector.core.errors import ImageError
from inspector.core.inspect import Inspector
from inspector.core.inspection import Inspection
from inspector.drift_monitor import DriftMonitor
from inspector.runtime import Failure, image_files

TRIES = 5
"""How often a file that does not change, and cannot be read, is tried."""

Signature = tuple[int, int]  # size in bytes, time of the last change in ns
Wait = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file that was not inspected yet.

    tries: how often it could not be read as it is. reason: why, the last time.
    """

    signature: Signature
    tries: int = 0
    reason: str = ""


def watch_folder(
    inspector: Inspector,
    folder: Path,
    wait: Wait,
    *,
    new_only: bool = False,
    monitor: DriftMonitor | None = None,
) -> Iterator[Inspection | Failure]:
    """Inspect each image that lies or arrives in a folder or below it, oldest first.

    A file is read when two looks in a row find the same size and time of change. One that cannot
    be read then may still be on its way: it is tried TRIES times, then it gives a Failure. A file
    that is written anew counts as a new image; one that goes away before it could be read gives a
    Failure, so that no image is lost in silence. A folder that is gone for a while is waited for.

    wait: pauses between two looks; True goes on, False ends the watch.
    new_only: pass over what lies there already.
    monitor: as in `inspect_files`.
    """
    done = (_signatures(folder) or {}) if new_only else {}
    waiting: dict[Path, _Waiting] = {}
    while True:
        here = _signatures(folder)
        if here is not None:
            yield from _gone(waiting, here)
            done = {path: signature for path, signature in done.items() if path in here}
            for path in _settled(here, waiting, done):
                result = _inspected(inspector, path, waiting, monitor)
                if result is not None:
                    done[path] = here[path]
                    del waiting[path]
                    yield result
        if not wait():
            return


def _signatures(folder: Path) -> dict[Path, Signature] | None:
    """Of every image file there is now, oldest first; None where nobody can look just now."""
    try:
        paths = image_files([folder]) if folder.is_dir() else None
    except OSError:  # a folder below it went away while it was looked through
        paths = None
    if paths is None:
        return None
    found: dict[Path, Signature] = {}
    for path in paths:
        signature = _signature(path)
        if signature is not None:
            found[path] = signature
    return dict(sorted(found.items(), key=lambda item: (item[1][1], str(item[0]))))


def _signature(path: Path) -> Signature | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns


def _gone(waiting: dict[Path, _Waiting], here: dict[Path, Signature]) -> Iterator[Failure]:
    for path in [path for path in waiting if path not in here]:
        reason = waiting.pop(path).reason or f"{path} went away before it could be read."
        yield Failure(path, reason)


def _settled(
    here: dict[Path, Signature], waiting: dict[Path, _Waiting], done: dict[Path, Signature]
) -> list[Path]:
    """Files to be read now; what is new or has changed starts to wait."""
    ready: list[Path] = []
    for path, signature in here.items():
        if done.get(path) == signature:
            waiting.pop(path, None)
        elif path in waiting and waiting[path].signature == signature:
            ready.append(path)
        else:
            waiting[path] = _Waiting(signature)
    return ready


def _inspected(
    inspector: Inspector, path: Path, waiting: dict[Path, _Waiting], monitor: DriftMonitor | None
) -> Inspection | Failure | None:
    """What was found in a file; None where it is to be tried again."""
    entry = waiting[path]
    try:
        inspection = inspector.inspect(path)
    except ImageError as error:
        tries = entry.tries + 1
        waiting[path] = _Waiting(entry.signature, tries, str(error))
        return Failure(path, str(error)) if tries >= TRIES else None
    if _signature(path) not in (entry.signature, None):  # it was written on meanwhile
        waiting[path] = _Waiting(entry.signature)
        return None
    if monitor is not None:
        monitor.add(inspection)
    return inspection
