"""The real window, offscreen, with a folder of small rendered parts."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QStandardPaths

from inspector.gui import translations
from inspector.gui.settings import Settings
from tests.parts import quick_extractor

SIDE = 96


@pytest.fixture
def window(qtbot, qapp, monkeypatch, tmp_path):
    """The main window on its first start; closed without questions at the end."""
    QStandardPaths.setTestModeEnabled(True)
    translations.install(qapp, "en")
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("inspector.gui.settings.default_path", lambda: tmp_path / "settings.ini")
    from inspector.gui.main_window import MainWindow

    window = MainWindow(Settings())
    qtbot.addWidget(window, before_close_func=_let_go)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()


@pytest.fixture
def quick(monkeypatch):
    """A backbone that computes in no time; all else is as it is."""
    monkeypatch.setattr("inspector.gui.engine.extractor", lambda *_, **__: quick_extractor())


@pytest.fixture
def parts(tmp_path) -> Path:
    """Eight good images and two bad ones, sorted into no folders: nobody has said what is what."""
    folder = tmp_path / "widgets"
    folder.mkdir()
    for number in range(8):
        _write(folder / f"good{number}.png", _part(number))
    for number in range(2):
        picture = _part(20 + number)
        cv2.circle(picture, (60, 40 + 6 * number), 9, (30, 30, 200), -1)
        _write(folder / f"spot{number}.png", picture)
    return folder


def _part(seed: int) -> np.ndarray:
    """A grey disc on a dark ground, with noise that differs from part to part."""
    rng = np.random.default_rng(seed)
    picture = np.full((SIDE, SIDE, 3), 40, np.uint8)
    cv2.circle(picture, (SIDE // 2, SIDE // 2), 36, (150, 150, 150), -1, cv2.LINE_AA)
    cv2.circle(picture, (SIDE // 2, SIDE // 2), 14, (60, 60, 60), -1, cv2.LINE_AA)
    return np.clip(picture + rng.normal(0, 3, picture.shape), 0, 255).astype(np.uint8)


def write_part(path: Path, *, seed: int, shape: tuple[int, int] = (SIDE, SIDE)) -> None:
    """One more part; shape: height and width."""
    path.parent.mkdir(exist_ok=True)
    _write(path, cv2.resize(_part(seed), shape[::-1]))


def _write(path: Path, picture: np.ndarray) -> None:
    path.write_bytes(cv2.imencode(".png", picture)[1].tobytes())


def _let_go(window) -> None:
    """Unsaved work of a test asks no question."""
    if window.workbench.is_open:
        window.workbench.mark_saved(window.workbench.project)
        window.workbench.masks = type(window.workbench.masks)()
