"""Features computed once: kept in memory, and on disk beside the project."""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from inspector.core.errors import InspectorError
from inspector.core.features import Features, Joint, digest_of
from inspector.core.files import make_folder, remove_drafts, replacing
from inspector.core.kept import Kept

DISK_BYTES = 4 * 1024**3
MEMORY_BYTES = 512 * 1024**2
_SUFFIX = ".safetensors"


class FeaturesCache:
    """Features by key; what was used longest ago goes first. Used by one thread at a time.

    Vectors that float16 holds exactly (see `features.rounded`) take half the room, in memory and
    on disk; all others are kept as float32.

    Everything in the folder may be deleted at any time. A file that cannot be read, or whose
    content changed, is removed and counts as missing. A disk that cannot be written only means
    that nothing is kept on it.

    folder: where the files are; None keeps features in memory only.
    limit_bytes, memory_bytes: what the files, and what the arrays in memory may hold together.
    """

    def __init__(
        self,
        folder: Path | None,
        limit_bytes: int = DISK_BYTES,
        *,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        self._folder = folder
        self._limit = limit_bytes
        self._memory = _in_memory(memory_bytes)
        self._stored: int | None = None  # bytes on disk; not known before the first put

    def get(self, key: str) -> Features | None:
        """What was put under the key, exactly; None if it is not there. Do not change its array."""
        found = self._memory.get(key)
        path = self._path(key)
        if path is not None:
            if found is None:
                found = _load(path, key)
                if found is not None:
                    self._memory.put(key, found)
            with suppress(OSError):
                os.utime(path)  # the modification time tells when it was last used
        return found.features() if found else None

    def has(self, key: str) -> bool:
        """Whether `get` is likely to find it; the file is not looked into. For any thread."""
        path = self._path(key)
        return key in self._memory or (path is not None and path.is_file())

    def put(self, key: str, features: Features) -> None:
        """Keep features under a key that names the image's content and all that made them."""
        kept = _Kept.of(features)
        self._memory.put(key, kept)
        path = self._path(key)
        if path is None or kept.nbytes > self._limit:
            return
        with suppress(InspectorError):
            self._store(path, key, kept)

    def clear(self) -> None:
        """Forget everything, on disk too."""
        self._memory = _in_memory(self._memory.limit)
        for path in self._files():
            _remove(path)
        self._stored = None

    def _path(self, key: str) -> Path | None:
        if self._folder is None:
            return None
        return self._folder / (hashlib.sha256(key.encode()).hexdigest()[:40] + _SUFFIX)

    def _store(self, path: Path, key: str, kept: _Kept) -> None:
        make_folder(path.parent)
        if self._stored is None:
            remove_drafts(path.parent)
            self._stored = sum(_size(file) for file in self._files())
        before = _size(path)
        _save(path, key, kept)
        self._stored += _size(path) - before
        if self._stored > self._limit:
            self._shrink()

    def _shrink(self) -> None:
        """Remove the files used longest ago. Counts again: another program may share the folder."""
        kept = 0
        for file in sorted(self._files(), key=_used, reverse=True):
            size = _size(file)
            if kept + size > self._limit:
                _remove(file)
            else:
                kept += size
        self._stored = kept

    def _files(self) -> list[Path]:
        if self._folder is None:
            return []
        return [file for file in self._folder.glob("*" + _SUFFIX) if not file.name.startswith(".")]


@dataclass(frozen=True, eq=False)
class _Kept:
    """Features as they are kept: arrays by name, and the rest in plain values."""

    arrays: Mapping[str, NDArray[Any]]
    about: Mapping[str, Any]

    @staticmethod
    def of(features: Features) -> _Kept:
        arrays = {"vectors": features.vectors}
        about: dict[str, Any] = {"rows": features.rows, "cols": features.cols}
        about["metric"] = features.metric
        if (joint := features.joint) is not None:
            arrays["joint"] = joint.vectors
            about["joint"] = {"sides": joint.sides, "tower": joint.tower}
        return _Kept({name: _narrow(array) for name, array in arrays.items()}, about)

    def features(self) -> Features:
        """Exactly those that were given to `of`."""
        about = dict(self.about)
        wide = {name: array.astype(np.float32) for name, array in self.arrays.items()}
        if (seen := about.pop("joint", None)) is not None:
            about["joint"] = Joint(wide["joint"], tuple(seen["sides"]), seen["tower"])
        found = Features(vectors=wide["vectors"], **about)
        found.know_digest(self._digest)
        return found

    @cached_property
    def _digest(self) -> bytes:
        """Of the features; computed once, however often they are asked for."""
        return digest_of(self.arrays["vectors"].astype(np.float32))

    @property
    def nbytes(self) -> int:
        return sum(array.nbytes for array in self.arrays.values())


def _in_memory(limit: int) -> Kept[_Kept]:
    return Kept(limit, lambda kept: kept.nbytes)


def _narrow(array: NDArray[np.float32]) -> NDArray[Any]:
    """The array as float16 where that changes nothing, else as float32."""
    with np.errstate(over="ignore"):
        half = array.astype(np.float16)
    whole = np.ascontiguousarray(array, np.float32)
    return np.ascontiguousarray(half) if np.array_equal(half, whole) else whole


def _save(path: Path, key: str, kept: _Kept) -> None:
    metadata = {"key": key, "crc32": _crc(kept.arrays), "features": json.dumps(kept.about)}
    with replacing(path) as draft:
        save_file(dict(kept.arrays), draft, metadata)


def _load(path: Path, key: str) -> _Kept | None:
    if not path.is_file():
        return None
    try:
        # Closed before anything is decided: Windows removes no file that is open.
        with safe_open(path, framework="numpy") as file:
            metadata = file.metadata() or {}
            arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        return _checked(metadata, arrays, key)
    except (SafetensorError, OSError, ValueError, TypeError, KeyError):
        _remove(path)
        return None


def _checked(metadata: dict[str, str], arrays: dict[str, NDArray[Any]], key: str) -> _Kept:
    if metadata["key"] != key or metadata["crc32"] != _crc(arrays):
        raise ValueError("the file does not hold what was put")
    kept = _Kept(arrays, json.loads(metadata["features"]))
    kept.features()  # raises where the arrays do not fit what is said of them
    return kept


def _crc(arrays: Mapping[str, NDArray[Any]]) -> str:
    """One sum over all arrays; of the vectors alone it is what it was before there were others."""
    found = zlib.crc32(arrays["vectors"].data)
    if "joint" in arrays:
        found = zlib.crc32(arrays["joint"].data, found)
    return str(found)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _used(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
