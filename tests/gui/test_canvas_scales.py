"""A mask lies on the pixels under the pointer at every scale of the screen.

Qt reads the scale when it starts, so each scale runs in a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PAINT = """
import sys
import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from inspector.gui.canvas.view import Canvas

application = QApplication([])
window = QWidget()
window.resize(420, 330)
canvas = Canvas(window)
canvas.setGeometry(101, 37, 300, 250)  # begins between two screen pixels at 1.25
pixels = np.random.default_rng(0).integers(0, 256, (83, 97, 3), np.uint8)
canvas.show_image("made", pixels)
canvas.set_tool("brush")
canvas.set_brush_size(1)
window.show()
edits = []
canvas.stroke_finished.connect(lambda kind, edit, name: edits.append(edit))
scale = window.devicePixelRatioF()
assert scale == float(sys.argv[1]), scale

def send(kind, at):
    button = Qt.MouseButton.LeftButton
    event = QMouseEvent(kind, at, canvas.mapToGlobal(at), button, button, Qt.KeyboardModifier(0))
    QApplication.sendEvent(canvas, event)

def screen():
    application.processEvents()
    return window.grab().toImage()

checked = 0
for zoom in (None, 1.0, 2.0, 3.7, 12.5):
    canvas.fit() if zoom is None else canvas.zoom_to(zoom)
    send(QEvent.Type.Leave, QPointF(0, 0))
    canvas.leaveEvent(QEvent(QEvent.Type.Leave))
    before = screen()
    rows = np.linspace(40, 280, 7) * scale
    for x, y in [(int(x), int(y)) for x in np.linspace(110, 390, 7) * scale for y in rows]:
        at = QPointF(x / scale - 101, y / scale - 37)  # of the screen pixel (x, y)
        send(QEvent.Type.MouseButtonPress, at)
        canvas.leaveEvent(QEvent(QEvent.Type.Leave))  # the ring would hide the pixel
        after = screen()
        send(QEvent.Type.MouseButtonRelease, at)
        canvas.leaveEvent(QEvent(QEvent.Type.Leave))
        if not edits:
            assert before.pixel(x, y) == after.pixel(x, y)
            continue
        box = edits.pop().box
        assert (box.width, box.height) == (1, 1), box
        shown = QColor(before.pixel(x, y)).getRgb()[:3]
        assert shown == tuple(pixels[box.y, box.x]), (zoom, x, y, box, shown)
        assert before.pixel(x, y) != after.pixel(x, y), (zoom, x, y)
        checked += 1
assert checked > 100, checked
"""


@pytest.mark.parametrize("scale", ["1", "1.25", "1.5", "2", "3"])
def test_what_is_painted_is_the_pixel_that_is_seen_under_the_pointer(scale):
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": scale,
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }
    done = subprocess.run(
        [sys.executable, "-c", PAINT, scale],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
