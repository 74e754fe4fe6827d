"""One file from the network into place, whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.core.errors import InspectorError
from inspector.core.files import make_folder, remove_drafts, replacing
from inspector.core.progress import Tick, silent

if TYPE_CHECKING:
    from http.client import HTTPResponse

HUB = "https://huggingface.co"
CHUNK = 1 << 20
TIMEOUT_SECONDS = 20
SPARE_BYTES = 64 << 20  # left free on the disk beside the file itself

REASONS = {
    401: "it is given only to those who accepted its licence. Accept it on that page first.",
    403: "it is given only to those who accepted its licence. Accept it on that page first.",
    404: "there is no such file (404).",
}


class FetchError(Exception):
    """Why a file could not be fetched, as the second half of a sentence."""


def address(hub: tuple[str, str]) -> str:
    """Where a repository's file lies; INSPECTOR_HUB names a mirror."""
    base = os.environ.get("INSPECTOR_HUB") or HUB
    repository, file = hub
    return f"{base.rstrip('/')}/{repository}/resolve/main/{file}"


def fetch(
    url: str,
    target: Path,
    text: str,
    *,
    tick: Tick = silent,
    check: Callable[[Path], None] = lambda path: None,
) -> None:
    """Fetch a file; tick counts bytes under `text`. `check` may refuse it with a FetchError.

    Raises:
        FetchError: it cannot be had, kept or used. Nothing is left behind.
        Cancelled: tick asked to stop. Nothing is left behind.
    """
    tick(0, 0, text)
    with _opened(url) as answer:
        total = int(answer.headers.get("Content-Length") or 0)
        try:
            _make_room(target.parent, total)
            with replacing(target) as draft:
                _copy(answer, draft, total, tick=lambda done: tick(done, total, text))
                check(draft)
        except InspectorError as error:
            raise FetchError(str(error)) from error


def _opened(url: str) -> HTTPResponse:
    import urllib.error
    import urllib.request
    from http.client import HTTPException

    try:
        request = urllib.request.Request(url, headers={"User-Agent": "visual-inspector"})
        return urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS)
    except urllib.error.HTTPError as error:
        error.close()
        reason = REASONS.get(error.code, f"the server answered {error.code} {error.reason}.")
        raise FetchError(reason) from error
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise FetchError(f"{url} cannot be reached ({reason}).") from error


def _make_room(folder: Path, total: int) -> None:
    make_folder(folder)
    remove_drafts(folder)
    free = shutil.disk_usage(folder).free
    if total and total + SPARE_BYTES > free:
        raise FetchError(f"{folder} has {free / 1e6:.0f} MB free, it needs {total / 1e6:.0f} MB.")


def _copy(answer: HTTPResponse, draft: Path, total: int, *, tick: Callable[[int], None]) -> None:
    done = 0
    with draft.open("wb") as file:
        while chunk := _next(answer, done):
            file.write(chunk)
            done += len(chunk)
            tick(done)
    if total and done != total:
        raise FetchError(f"the connection broke after {done} of {total} bytes.")


def _next(answer: HTTPResponse, done: int) -> bytes:
    from http.client import HTTPException

    try:
        return answer.read(CHUNK)
    except (OSError, HTTPException) as error:
        raise FetchError(f"the connection broke after {done} bytes ({error}).") from error
