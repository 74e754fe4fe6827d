"""The window's waiting times: `python benchmarks/window.py`. Prints a Markdown table.

Start-up runs in fresh processes; the rest in one window on the sample inspection, offscreen.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

Until = Callable[[Callable[[], object]], float]

_STARTS = 5
_STROKES = 15
_EACH = 3  # after each third stroke all images are measured again
_PAINTED = 2
_IMAGES, _MORE = 50, 15  # the sample has 35; the others are mirrored copies
_START = """
import time; t = time.perf_counter()
from inspector.gui import app as a, settings, theme
app = a.make_app(); theme.apply(app, "light")
from inspector.gui.main_window import MainWindow
w = MainWindow(settings.Settings()); w.show(); app.processEvents()
print(time.perf_counter() - t); w.close()
"""


def main() -> int:
    rows = [("window on screen, fresh process", _starts())]
    with tempfile.TemporaryDirectory() as place:
        rows += _measure(Path(place) / "sample.inspect")
    print("| what | median s | slowest s | runs |\n|---|---|---|---|")
    for name, seconds in rows:
        print(
            f"| {name} | {statistics.median(seconds):.3f} | {max(seconds):.3f} | {len(seconds)} |"
        )
    return 0


def _starts() -> list[float]:
    found = []
    for _ in range(_STARTS):
        command = [sys.executable, "-c", _START]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found.append(float(out.split()[-1]))
    return found


def _measure(folder: Path) -> list[tuple[str, list[float]]]:
    from PySide6.QtCore import QEventLoop, QStandardPaths

    from inspector.gui import app as application
    from inspector.gui import settings
    from inspector.gui.main_window import MainWindow

    QStandardPaths.setTestModeEnabled(True)
    app = application.make_app()
    window = MainWindow(settings.Settings())
    window.show()
    workbench = window.workbench

    def until(is_so: Callable[[], object]) -> float:
        started = time.perf_counter()
        while not is_so():
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return time.perf_counter() - started

    window.documents.open_sample_in(folder)
    first = until(lambda: workbench.is_open and workbench.shown)
    whole = first + until(lambda: not window.runner.is_busy)
    rows = [
        ("sample opened to its first heatmap", [first]),
        ("sample opened to all 35 images measured", [whole]),
        *_live(window, folder.with_name("mirrored"), until),
    ]
    workbench.mark_saved(workbench.project)
    workbench.masks = type(workbench.masks)()
    window.close()
    return rows


def _live(window, more: Path, until: Until) -> list[tuple[str, list[float]]]:  # noqa: ANN001
    from inspector.core.detectors.two_memories import TwoMemories

    workbench = window.workbench
    window.documents.add(_mirrored(workbench.project, more, _MORE))
    until(lambda: not window.runner.is_busy)
    bad = [entry.id for entry in workbench.project.images if entry.label == "bad"]
    workbench.set_label(bad[_PAINTED:], "unset")
    workbench.set_options(replace(workbench.options, detector=TwoMemories()))
    window.runner.fit()
    until(lambda: not window.runner.is_busy)
    strokes, switches, every = [], [], []
    for number in range(_STROKES):
        workbench.show_image(bad[number % _PAINTED])
        switches.append(until(lambda: workbench.shown is not None))
        strokes.append(_stroke(window, until))
        if number % _EACH == 0:
            every.append(_settled(window, until))
    assert len(workbench.fit.findings) == len(workbench.project.images) == _IMAGES
    return [
        ("another image to its heatmap (features cached)", switches),
        ("brush stroke to new heatmap (features cached)", strokes),
        (f"all {_IMAGES} images measured again after a stroke", every),
    ]


def _mirrored(project, folder: Path, count: int) -> list[Path]:  # noqa: ANN001
    """Mirrored copies of the first images of a project."""
    import cv2

    folder.mkdir()
    for entry in project.images[:count]:
        picture = cv2.imread(str(project.path_of(entry.id)))
        assert picture is not None, entry.path
        cv2.imwrite(str(folder / f"{entry.id}.png"), picture[:, ::-1])
    return sorted(folder.iterdir())


def _stroke(window, until: Until) -> float:  # noqa: ANN001
    import numpy as np

    from inspector.core.mask import difference, stamp_line

    image_id = window.workbench.current
    before = window.workbench.mask(image_id, "defect")
    after = before.copy()
    place = 100 + 7 * int(np.random.default_rng().integers(0, 30))
    stamp_line(after, (place, 200), (place + 40, 210), radius=9, value=not before[205, place])
    edit = difference(before, after)
    shown = window.workbench.shown
    if edit is None:
        return 0.0
    window.workbench.paint(image_id, "defect", edit, "Brush stroke")
    return until(lambda: window.workbench.shown is not shown)


def _settled(window, until: Until) -> float:  # noqa: ANN001
    fit = window.workbench.fit
    window.runner.update_all()
    return until(lambda: window.workbench.fit is not fit)


if __name__ == "__main__":
    sys.exit(main())
