"""What the window remembers between two starts, in an INI file of the user."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final, get_args

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from inspector.gui.theme import Wanted

logger = logging.getLogger(__name__)

MOST_RECENT: Final = 10
"""How many projects are remembered."""

_FORMAT = 1
_SMALLEST_BRUSH, _LARGEST_BRUSH = 1, 1000


@dataclass(frozen=True)
class Settings:
    """What the window remembers; the defaults are those of the first start.

    language: "system" or the code of one. recent: project folders, the latest first.
    geometry, state: of the main window, as Qt saves them; empty before the first time.
    brush_size: diameter in image pixels.
    """

    theme: Wanted = "system"
    language: str = "system"
    recent: tuple[Path, ...] = ()
    geometry: bytes = b""
    state: bytes = b""
    live: bool = True
    brush_size: int = 24

    def with_recent(self, project: Path) -> Settings:
        """These settings with a project at the top of the recent ones."""
        others = [path for path in self.recent if path != project]
        return replace(self, recent=(project, *others)[:MOST_RECENT])


def default_path() -> Path:
    """The settings file of this user."""
    where = QStandardPaths.StandardLocation.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(where)) / "inspector" / "inspector.ini"


def load(path: Path | None = None) -> Settings:
    """The settings in a file; never fails.

    A value that makes no sense takes its default. A file that makes none is copied to `.bad` beside
    it, and everything takes its default. Recent projects that are gone are left out.
    """
    path = path or default_path()
    if not path.is_file():
        return Settings()
    store = QSettings(str(path), QSettings.Format.IniFormat)
    if store.status() != QSettings.Status.NoError or not store.contains("format"):
        _set_aside(path)
        return Settings()
    found = {each.name: _read(store, each.name) for each in fields(Settings)}
    return Settings(**{name: value for name, value in found.items() if value is not None})


def save(settings: Settings, path: Path | None = None) -> bool:
    """Write the settings; False where the file cannot be written, which no work depends on."""
    path = path or default_path()
    store = QSettings(str(path), QSettings.Format.IniFormat)
    store.setValue("format", _FORMAT)
    for each in fields(Settings):
        store.setValue(each.name, _plain(getattr(settings, each.name)))
    store.sync()
    is_written = store.status() == QSettings.Status.NoError
    if not is_written:
        logger.warning("The settings file %s cannot be written", path)
    return is_written


def _set_aside(path: Path) -> None:
    copy = path.with_name(path.name + ".bad")
    try:
        shutil.copyfile(path, copy)
        path.unlink()
    except OSError as error:
        logger.warning("The settings file %s is damaged and cannot be moved: %s", path, error)
    else:
        logger.warning("The settings file %s is damaged; it was moved to %s", path, copy)


def _read(store: QSettings, name: str) -> Any:
    """A value of the file, or None where it is missing or makes no sense."""
    try:
        value = store.value(name)
        return None if value is None else _READERS[name](value)
    except (ValueError, TypeError, AttributeError, KeyError, EOFError) as error:
        logger.warning("The setting %s is left out: %s", name, error)
        return None


def _plain(value: Any) -> Any:
    """A value as the file keeps it."""
    if isinstance(value, bytes):
        return QByteArray(value)
    if isinstance(value, tuple):
        return json.dumps([str(path) for path in value])
    return str(value).lower() if isinstance(value, bool) else value


def _theme(value: Any) -> str:
    if value not in get_args(Wanted):
        raise ValueError(f"there is no theme {value!r}")
    return value


def _language(value: Any) -> str:
    if not isinstance(value, str) or not value.replace("_", "").isalnum():
        raise ValueError(f"{value!r} is no language")
    return value


def _recent(value: Any) -> tuple[Path, ...]:
    paths = [Path(text) for text in json.loads(value)]
    return tuple(path for path in paths if path.is_dir())[:MOST_RECENT]


def _bytes(value: Any) -> bytes:
    if not isinstance(value, QByteArray):
        raise TypeError(f"{value!r} is not what Qt saved")
    return bytes(value.data())


def _bool(value: Any) -> bool:
    return {"true": True, "false": False}[str(value).lower()]


def _brush(value: Any) -> int:
    return min(_LARGEST_BRUSH, max(_SMALLEST_BRUSH, int(value)))


_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "theme": _theme,
    "language": _language,
    "recent": _recent,
    "geometry": _bytes,
    "state": _bytes,
    "live": _bool,
    "brush_size": _brush,
}
