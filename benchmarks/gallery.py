"""How smoothly the gallery scrolls: time of each frame over a thousand images, top to bottom.

Run from the checkout: python benchmarks/gallery.py [--images 1000] [--step 120]

The images are made for it. A frame is one step of the scroll bar, until the window has painted
itself; it is measured while thumbnails are being made behind it, and again when all are there.
Without a screen it runs on Qt's "offscreen" platform, which paints as a window does.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
if sys.platform == "linux" and not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from inspector.core import project_file, project_images
from inspector.core.project import Project
from inspector.gui import theme
from inspector.gui.panels.gallery import GalleryPanel
from inspector.gui.workbench import Workbench

SIZE = (900, 900)


def make_images(folder: Path, count: int) -> Project:
    """A saved project of that many small pictures, a part of them marked."""
    rng = np.random.default_rng(0)
    paths = [folder / f"{number:04}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        picture = np.full((240, 320, 3), 40 + number % 150, np.uint8)
        cv2.circle(picture, (160, 120), 80, tuple(map(int, rng.integers(60, 255, 3))), -1)
        cv2.putText(picture, str(number), (20, 40), 0, 1.0, (255, 255, 255), 2)
        cv2.imwrite(str(path), picture)
    project = project_images.add_images(project_file.new(folder), paths).project
    ids = [entry.id for entry in project.images]
    project = project.changed(ids[::3], label="good").changed(ids[::9], is_reference=True)
    project_file.save(project)
    return project


def scroll(app: QApplication, panel: GalleryPanel, step: int) -> list[float]:
    """Milliseconds of each frame from top to bottom."""
    bar = panel.view.verticalScrollBar()
    bar.setValue(0)
    app.processEvents()
    frames = []
    while bar.value() < bar.maximum():
        before = time.perf_counter()
        bar.setValue(bar.value() + step)
        app.processEvents()
        frames.append((time.perf_counter() - before) * 1000)
    return frames


def wait_until(app: QApplication, is_done: Callable[[], bool]) -> None:
    while not is_done():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def has_all_seen(panel: GalleryPanel) -> bool:
    view = panel.view
    return all(view.model().index(row, 0).data(1) for row in view.seen_rows())


def load_all(app: QApplication, panel: GalleryPanel) -> float:
    """Look at every page until its pictures are there. Returns seconds."""
    bar, before = panel.view.verticalScrollBar(), time.perf_counter()
    bar.setValue(0)
    while True:
        wait_until(app, lambda: has_all_seen(panel))
        if bar.value() == bar.maximum():
            return time.perf_counter() - before
        bar.setValue(bar.value() + panel.view.viewport().height())


def paint_item(panel: GalleryPanel) -> float:
    """Milliseconds for one cell."""
    view, option = panel.view, QStyleOptionViewItem()
    index = view.model().index(view.seen_rows().start, 0)
    canvas = QPixmap(view.viewport().size())
    view.initViewItemOption(option)
    option.rect = view.visualRect(index)
    from PySide6.QtGui import QPainter

    painter = QPainter(canvas)
    before = time.perf_counter()
    for _ in range(200):
        view.itemDelegate().paint(painter, option, index)
    painter.end()
    return (time.perf_counter() - before) * 5


def row(name: str, frames: list[float]) -> str:
    high = statistics.quantiles(frames, n=20)[-1]
    middle = statistics.median(frames)
    return f"| {name} | {len(frames)} | {middle:.1f} | {high:.1f} | {max(frames):.1f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--images", type=int, default=1000)
    parser.add_argument("--step", type=int, default=120, help="pixels per frame")
    given = parser.parse_args()
    app = QApplication([])
    theme.apply(app, "light")
    with tempfile.TemporaryDirectory() as folder:
        project = make_images(Path(folder), given.images)
        workbench = Workbench()
        panel = GalleryPanel(workbench)
        panel.resize(*SIZE)
        panel.show()
        before = time.perf_counter()
        workbench.open(project)
        app.processEvents()
        opened = (time.perf_counter() - before) * 1000
        cold = scroll(app, panel, given.step)
        seconds = load_all(app, panel)
        warm = scroll(app, panel, given.step)
        print(f"{given.images} images, window of {SIZE[0]} x {SIZE[1]}, {given.step} px a frame\n")
        print("| scrolling | frames | median ms | p95 ms | worst ms |\n|---|--:|--:|--:|--:|")
        print(row("while thumbnails are made", cold))
        print(row("all thumbnails there", warm))
        print(f"\n- opening until the first picture of the window: {opened:.0f} ms")
        print(f"- painting one cell: {paint_item(panel):.3f} ms")
        print(f"- making the other thumbnails, page by page: {seconds:.1f} s")
        panel.shut_down()


if __name__ == "__main__":
    main()
