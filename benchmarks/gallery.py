"""How smoothly the gallery scrolls: time of each frame over a thousand images, top to bottom.

    python benchmarks/gallery.py [--images 1000] [--step 120]

The images are made for it. A frame is one step of the scroll bar until the window has painted
itself, measured while thumbnails are being made behind it, and again when all are there. Qt's
offscreen platform paints into memory as the window systems do, without the copy to a screen.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from inspector.core import project_file, project_images
from inspector.core.project import Project
from inspector.gui import theme
from inspector.gui.panels.gallery import GalleryPanel
from inspector.gui.panels.gallery_model import PICTURE
from inspector.gui.workbench import Workbench

WINDOW = (900, 900)
REPEATS = 500


def main() -> None:
    """Print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--images", type=int, default=1000)
    parser.add_argument("--step", type=int, default=120, help="pixels per frame")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    theme.apply(application, "light")
    with tempfile.TemporaryDirectory() as folder:
        project = make_project(Path(folder), options.images)
        workbench = Workbench()
        panel = GalleryPanel(workbench)
        panel.resize(*WINDOW)
        panel.show()
        seconds = open_project(workbench, project)
        measure(panel, options.step)
        print(f"\nFrom opening to the first painted window: {seconds * 1000:.0f} ms.")
        panel.shut_down()


def make_project(folder: Path, count: int) -> Project:
    """A saved project of that many small pictures, a part of them marked."""
    rng = np.random.default_rng(0)
    paths = [folder / f"{number:04}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        picture = np.full((480, 640, 3), 40 + number % 150, np.uint8)
        cv2.circle(picture, (320, 240), 160, tuple(map(int, rng.integers(60, 255, 3))), -1)
        cv2.putText(picture, str(number), (40, 80), 0, 2.0, (255, 255, 255), 3)
        cv2.imwrite(str(path), picture)
    project = project_images.add_images(project_file.new(folder / "bench.inspect"), paths).project
    ids = [entry.id for entry in project.images]
    project = project.changed(ids[::3], label="good").changed(ids[::9], is_reference=True)
    project_file.save(project)
    return project


def open_project(workbench: Workbench, project: Project) -> float:
    """Seconds until the window has painted itself."""
    before = time.perf_counter()
    workbench.open(project)
    QApplication.processEvents()
    return time.perf_counter() - before


def measure(panel: GalleryPanel, step: int) -> None:
    """Scroll before and after the thumbnails are there."""
    print("| scrolling | frames | median ms | p95 ms | worst ms |\n|---|--:|--:|--:|--:|")
    print_row("while thumbnails are made", scroll(panel, step))
    seconds = load_all(panel)
    print_row("all thumbnails there", scroll(panel, step))
    print(f"\nPainting one cell: {paint_cell(panel):.3f} ms.")
    print(f"Making the rest of the thumbnails, page by page: {seconds:.1f} s.")


def scroll(panel: GalleryPanel, step: int) -> list[float]:
    """Milliseconds of each frame from top to bottom."""
    bar, frames = panel.view.verticalScrollBar(), []
    bar.setValue(0)
    QApplication.processEvents()
    while bar.value() < bar.maximum():
        before = time.perf_counter()
        bar.setValue(bar.value() + step)
        QApplication.processEvents()
        frames.append((time.perf_counter() - before) * 1000)
    return frames


def load_all(panel: GalleryPanel) -> float:
    """Look at every page until its pictures are there. Returns seconds."""
    view, bar, before = panel.view, panel.view.verticalScrollBar(), time.perf_counter()
    bar.setValue(0)
    while True:
        while not all(view.model().index(row, 0).data(PICTURE) for row in view.seen_rows()):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        if bar.value() == bar.maximum():
            return time.perf_counter() - before
        bar.setValue(bar.value() + view.viewport().height())


def paint_cell(panel: GalleryPanel) -> float:
    """Milliseconds for one cell with its picture."""
    view, option = panel.view, QStyleOptionViewItem()
    index = view.model().index(view.seen_rows().start, 0)
    view.initViewItemOption(option)
    option.rect = view.visualRect(index)  # pyright: ignore[reportAttributeAccessIssue]
    canvas = QPixmap(view.viewport().size())
    painter, before = QPainter(canvas), time.perf_counter()
    for _ in range(REPEATS):
        view.itemDelegate().paint(painter, option, index)
    painter.end()
    return (time.perf_counter() - before) * 1000 / REPEATS


def print_row(name: str, frames: list[float]) -> None:
    """One line of the table."""
    high, middle = statistics.quantiles(frames, n=20)[-1], statistics.median(frames)
    print(f"| {name} | {len(frames)} | {middle:.1f} | {high:.1f} | {max(frames):.1f} |")


if __name__ == "__main__":
    main()
