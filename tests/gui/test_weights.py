from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from safetensors.numpy import save

from inspector.core import backbones
from inspector.gui.dialogs.weights import WeightsDialog
from tests.gui import compute_thread

ROW = backbones.row("dinov2-small")
GOOD = save({"blocks.0.weight": np.zeros((900, 900), np.float32)})


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@dataclass
class Hub:
    """A small web server on this machine. half: it waits after half of the body for the gate."""

    body: bytes = GOOD
    status: int = 200
    half: bool = False
    gate: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def hub(monkeypatch) -> Iterator[Hub]:
    hub = Hub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(hub.status)
            self.send_header("Content-Length", str(len(hub.body)))
            self.end_headers()
            cut = len(hub.body) // 2 if hub.half else len(hub.body)
            with contextlib.suppress(ConnectionError):
                self.wfile.write(hub.body[:cut])
                if hub.half:
                    hub.gate.wait(20)
                self.wfile.write(hub.body[cut:])

        def log_message(self, format, *args):  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        monkeypatch.setenv("INSPECTOR_HUB", f"http://127.0.0.1:{server.server_port}/")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield hub
        hub.gate.set()
        server.shutdown()


@pytest.fixture
def opened(qtbot):
    with compute_thread.running() as thread:

        def open_dialog(row=ROW):
            dialog = WeightsDialog(row, thread)
            qtbot.addWidget(dialog)
            dialog.open()
            return dialog

        yield open_dialog


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(dialog):
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_it_says_what_a_download_costs(opened):
    said = texts(opened())
    for part in ("88 MB", "Apache-2.0", ROW.hub[0], "built-in backbone"):
        assert part in said


def test_a_download_ends_with_the_weights_file(qtbot, opened, hub, cache):
    dialog = opened()
    with qtbot.waitSignal(dialog.weights_ready, timeout=10_000) as ready:
        click(qtbot, dialog._download)
    assert ready.args[0].read_bytes() == GOOD
    assert cache in ready.args[0].parents
    assert not dialog.isVisible()


def test_a_download_shows_megabytes_and_can_be_stopped(qtbot, opened, hub, cache):
    hub.half = True
    dialog = opened()
    click(qtbot, dialog._download)
    qtbot.waitUntil(lambda: "of 3.2 MB" in dialog.job.text(), timeout=10_000)
    assert not dialog._choose.isEnabled()
    click(qtbot, dialog.job.stop_button)
    assert dialog.isVisible()
    assert "Nothing was kept" in dialog.message()
    assert dialog._choose.isEnabled()
    hub.gate.set()
    qtbot.waitUntil(lambda: files(cache) == [], timeout=10_000)


def test_after_a_failure_it_can_be_tried_again(qtbot, opened, hub):
    hub.status = 503
    dialog = opened()
    click(qtbot, dialog._download)
    qtbot.waitUntil(lambda: "answered 503" in dialog.message(), timeout=10_000)
    assert "--weights" not in dialog.message()
    assert dialog._download.text() == "Try again"
    hub.status = 200
    with qtbot.waitSignal(dialog.weights_ready, timeout=10_000):
        click(qtbot, dialog._download)


def test_a_broken_connection_is_said_and_leaves_nothing(qtbot, opened, hub, cache, monkeypatch):
    monkeypatch.setenv("INSPECTOR_HUB", "http://127.0.0.1:9")
    dialog = opened()
    click(qtbot, dialog._download)
    qtbot.waitUntil(lambda: "cannot be reached" in dialog.message(), timeout=10_000)
    assert files(cache) == []


def choose(qtbot, dialog, path):
    click(qtbot, dialog._choose)
    picker = dialog.findChild(QFileDialog)
    assert picker is not None
    picker.setDirectory(str(path.parent))
    picker.selectFile(path.name)
    picker.accept()


def test_a_file_that_is_here_is_taken(qtbot, opened, tmp_path):
    path = tmp_path / "mine.safetensors"
    path.write_bytes(GOOD)
    dialog = opened()
    with qtbot.waitSignal(dialog.weights_ready, timeout=10_000) as ready:
        choose(qtbot, dialog, path)
    assert ready.args == [path]


def test_a_file_that_holds_no_weights_is_refused(qtbot, opened, tmp_path):
    path = tmp_path / "mine.safetensors"
    path.write_bytes(b"not at all")
    dialog = opened()
    choose(qtbot, dialog, path)
    qtbot.waitUntil(lambda: "mine.safetensors cannot be read" in dialog.message())
    assert dialog.isVisible()


def test_the_built_in_backbone_is_one_click_away(qtbot, opened):
    dialog = opened()
    with qtbot.waitSignal(dialog.use_builtin):
        click(qtbot, dialog._builtin)
    assert not dialog.isVisible()


def test_weights_that_nobody_publishes_have_no_download(opened):
    dialog = opened(replace(ROW, hub=("", "")))
    assert not dialog._download.isVisible()
    assert dialog._choose.isDefault()


def test_closing_drops_a_download(qtbot, opened, hub, cache):
    hub.half = True
    dialog = opened()
    click(qtbot, dialog._download)
    qtbot.waitUntil(lambda: "of 3.2 MB" in dialog.job.text(), timeout=10_000)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    hub.gate.set()
    qtbot.waitUntil(lambda: files(cache) == [], timeout=10_000)
