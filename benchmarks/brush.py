"""How long one move of the brush takes, from the mouse event until the widget is painted again.

    python benchmarks/brush.py [--pixels 4096] [--scale 1]

The widget is the real one with everything on it: a photograph, a heatmap, regions, three masks.
Qt's offscreen platform paints into memory as the window systems do, without the copy to a screen.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from inspector.core import regions
from inspector.core.mask import Mask, MaskEdit, fill_rectangle, stamp_line
from inspector.gui.canvas.masks import KINDS, MaskKind
from inspector.gui.canvas.view import Canvas

SIZES = (10, 100, 400)
MOVES = 200
WINDOW = (1200, 850)


def main() -> None:
    """Print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pixels", type=int, default=4096, help="sides of the image")
    parser.add_argument("--scale", default="1", help="screen pixels per pixel of Qt")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = options.scale
    application = QApplication([])
    masks = _masks(options.pixels)
    canvas = _canvas(options.pixels, masks)
    application.processEvents()
    print(f"Image {options.pixels} x {options.pixels}, widget {WINDOW[0]} x {WINDOW[1]},", end=" ")
    print(f"screen scale {options.scale}, {MOVES} moves each\n")
    print(
        "| brush, px | zoom | median, ms | 95 % below, ms | slowest, ms | press and release, ms |"
    )
    print("|---:|---|---:|---:|---:|---:|")
    for name, scale in (("fit", None), ("100 %", 1.0), ("800 %", 8.0)):
        canvas.fit() if scale is None else canvas.zoom_to(scale)
        for size in SIZES:
            masks["defect"][:] = False  # what is painted already costs nothing to paint
            canvas.set_masks(masks)
            canvas.set_brush_size(size)
            application.processEvents()
            ends, moves = _stroke(canvas)
            median, slow = np.percentile(moves, (50, 95))
            print(
                f"| {size} | {name} | {median:.1f} | {slow:.1f} | {max(moves):.1f} | {ends:.1f} |"
            )


def _canvas(side: int, masks: dict[MaskKind, Mask]) -> Canvas:
    canvas = Canvas()
    canvas.resize(*WINDOW)
    random = np.random.default_rng(0)
    canvas.show_image("made", random.integers(0, 256, (side, side, 3), np.uint8))
    heatmap = np.linspace(0, 2, side, dtype=np.float32)[:, np.newaxis].repeat(side, axis=1)
    canvas.set_heatmap(heatmap, 1.8)
    canvas.set_regions(regions.find(heatmap, 1.8))

    def apply(kind: MaskKind, edit: MaskEdit, _name: str) -> None:
        edit.apply(masks[kind])

    canvas.stroke_finished.connect(apply)
    canvas.set_tool("brush")
    canvas.show()
    return canvas


def _masks(side: int) -> dict[MaskKind, Mask]:
    masks: dict[MaskKind, Mask] = {kind: np.zeros((side, side), np.bool_) for kind in KINDS}
    fill_rectangle(masks["roi"], (side / 9, side / 9), (side * 0.9, side * 0.9))
    stamp_line(masks["ignore"], (side / 3, side / 3), (side / 2, side / 3), radius=side / 20)
    return masks


def _stroke(canvas: Canvas) -> tuple[float, list[float]]:
    """Milliseconds for the press and the release together, and for each move."""
    path = _path()
    ends = _timed(canvas, QEvent.Type.MouseButtonPress, next(path))
    moves = [_timed(canvas, QEvent.Type.MouseMove, point) for point in path]
    return ends + _timed(canvas, QEvent.Type.MouseButtonRelease, QPointF(*WINDOW) / 2), moves


def _path() -> Iterator[QPointF]:
    """A spiral around the middle of the window, up to 25 pixels a move, as a quick hand does."""
    for step in range(MOVES + 1):
        angle, reach = step / 8, 40 + 160 * step / MOVES
        yield QPointF(WINDOW[0] / 2 + reach * np.cos(angle), WINDOW[1] / 2 + reach * np.sin(angle))


def _timed(canvas: Canvas, kind: QEvent.Type, at: QPointF) -> float:
    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(kind, at, canvas.mapToGlobal(at), left, left, Qt.KeyboardModifier(0))
    begin = time.perf_counter()
    QApplication.sendEvent(canvas, event)
    QApplication.processEvents()  # paints what the event made stale
    return 1000 * (time.perf_counter() - begin)


if __name__ == "__main__":
    main()
