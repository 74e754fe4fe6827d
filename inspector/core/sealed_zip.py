"""A zip whose manifest holds the sha256 sum of every member, and nothing that is code."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from inspector.core import files
from inspector.core.errors import DetectorFileError

_START = b"PK"
_MANIFEST = "manifest.json"
_ABOUT = "detector.json"
_MOST_MEMBERS = 64
_MOST_BYTES = 8 << 30
_MOST_JSON_BYTES = 64 << 20
_COMPRESSED = (".json",)
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write(
    path: Path, kind: str, version: int, about: Mapping[str, Any], members: Mapping[str, bytes]
) -> None:
    """Write members and their manifest; an older file at path stays until this one is whole.

    Raises:
        InspectorError: the file cannot be written.
    """
    everything = {_ABOUT: _json(about), **members}
    manifest = {
        "format": kind,
        "version": version,
        "members": {
            name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
            for name, data in everything.items()
        },
    }
    with files.replacing(path) as temporary, zipfile.ZipFile(temporary, "w") as archive:
        for name, data in {_MANIFEST: _json(manifest), **everything}.items():
            how = zipfile.ZIP_DEFLATED if name.endswith(_COMPRESSED) else zipfile.ZIP_STORED
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, compress_type=how)


def read(path: Path, kind: str, version: int) -> tuple[dict[str, Any], dict[str, bytes]]:
    """detector.json and all other members, after every sum was checked.

    Raises:
        DetectorFileError: saying what is wrong with the file and what to do.
    """
    try:
        members = _checked(path, kind, version)
        about = json.loads(members.pop(_ABOUT))
    except MemoryError as error:
        raise DetectorFileError(f"{path} does not fit into the free memory.") from error
    except FileNotFoundError as error:
        raise DetectorFileError(f"There is no file {path}. Check the name.") from error
    except OSError as error:
        raise DetectorFileError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (KeyError, ValueError, RecursionError) as error:
        raise _damaged(path, f"{_ABOUT} is missing or not JSON") from error
    if not isinstance(about, dict):
        raise _damaged(path, f"{_ABOUT} is not a JSON object")
    return about, members


def _checked(path: Path, kind: str, version: int) -> dict[str, bytes]:
    if path.exists() and not path.is_file():  # a pipe would wait for ever
        raise DetectorFileError(f"{path} is a folder or device. Name a detector file.")
    try:
        with path.open("rb") as start:
            if start.read(len(_START)) != _START:
                raise DetectorFileError(f"{path} is no detector file, or its start is damaged.")
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(path, archive, kind, version)
            return {name: _member(path, archive, name, entry) for name, entry in manifest.items()}
    except (DetectorFileError, OSError, MemoryError):
        raise
    except Exception as error:  # zipfile raises almost anything for a damaged file
        raise _damaged(path, "it is not a whole zip file") from error


def _manifest(path: Path, archive: zipfile.ZipFile, kind: str, version: int) -> dict[str, Any]:
    names = archive.namelist()
    if _MANIFEST not in names or archive.getinfo(_MANIFEST).file_size > _MOST_JSON_BYTES:
        raise DetectorFileError(f"{path} is a zip file but no detector file: it has no manifest.")
    try:
        manifest = json.loads(archive.read(_MANIFEST))
        found, its_version, members = manifest["format"], manifest["version"], manifest["members"]
    except (KeyError, TypeError, ValueError, RecursionError, zlib.error) as error:
        raise _damaged(path, "its manifest cannot be read") from error
    if found != kind:
        raise DetectorFileError(f"{path} is no detector file: its format is {found!r}.")
    if not isinstance(its_version, int) or its_version < 1:
        raise _damaged(path, f"its format version is {its_version!r}")
    if its_version > version:
        raise DetectorFileError(
            f"{path} was made by a newer program (format {its_version}; this one reads up to "
            f"{version}). Update Inspector."
        )
    if not isinstance(members, dict) or sorted(names) != sorted([_MANIFEST, *members]):
        raise _damaged(path, "its members are not those that its manifest lists")
    if len(names) > _MOST_MEMBERS or any(not _is_sensible(i) for i in archive.infolist()):
        raise _damaged(path, "it is larger than any detector file")
    return members


def _is_sensible(member: zipfile.ZipInfo) -> bool:
    """Whether a member can be read without harm: a few kilobytes may unpack to terabytes."""
    if member.filename.endswith(_COMPRESSED):
        return member.file_size <= _MOST_JSON_BYTES
    return member.compress_type == zipfile.ZIP_STORED and member.file_size <= _MOST_BYTES


def _member(path: Path, archive: zipfile.ZipFile, name: str, entry: Any) -> bytes:
    if not isinstance(entry, dict) or archive.getinfo(name).file_size != entry.get("bytes"):
        raise _damaged(path, f"{name} does not have the size that the manifest says")
    try:
        data = archive.read(name)
    except zlib.error as error:
        raise _damaged(path, f"{name} cannot be unpacked") from error
    if hashlib.sha256(data).hexdigest() != entry.get("sha256"):
        raise _damaged(path, f"{name} is not what was written (its sha256 sum differs)")
    return data


def _damaged(path: Path, what: str) -> DetectorFileError:
    return DetectorFileError(
        f"{path} is damaged or was changed: {what}. Copy it again from where it was exported."
    )


def _json(data: Mapping[str, Any]) -> bytes:
    text = json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False)
    return text.encode(errors="replace")  # a file name need not be text
