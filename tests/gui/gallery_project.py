"""A saved project of small drawn images, for tests of the gallery."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import cv2
import numpy as np

from inspector.core import project_file, project_images
from inspector.core.calibrate import Calibration, Limits
from inspector.core.project import Label, Project
from inspector.gui.engine import Finding, Fit
from inspector.gui.panels.gallery import GalleryPanel
from inspector.gui.workbench import Workbench


def draw(path: Path, number: int) -> Path:
    """An image that differs from those of other numbers."""
    picture = np.full((120, 160, 3), 20 + number % 200, np.uint8)
    cv2.putText(picture, str(number), (10, 80), 0, 2.0, (255, 255, 255), 2)
    path.parent.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(path), picture)
    return path


def make_project(folder: Path, count: int, labels: Mapping[int, Label] | None = None) -> Project:
    """A saved project of 0.png, 1.png ...; labels by their numbers."""
    paths = [draw(folder / f"{number}.png", number) for number in range(count)]
    project = project_images.add_images(project_file.new(folder / "p.inspect"), paths).project
    for number, label in (labels or {}).items():
        project = project.changed([project.images[number].id], label=label)
    project_file.save(project)
    return project


def judge(workbench: Workbench, scores: Mapping[str, float]) -> None:
    """Findings of these scores, with limits of 1 (unsure) and 2 (fail)."""
    calibration = Calibration(
        Limits(1.0, 2.0), 1.0, "manual:2.0", "manual:1.0", (0.5, 0.6), (3.0,), (0.5, 0.6), (), ""
    )
    findings = {key: Finding(score, score, held_out=False) for key, score in scores.items()}
    workbench.put_fit(_fit(calibration, findings))


def _fit(calibration: Calibration, findings: Mapping[str, Finding]) -> Fit:
    class _Inspector:
        pass

    inspector = _Inspector()
    inspector.calibration = calibration  # type: ignore[attr-defined]
    return Fit(None, inspector, findings, {})  # type: ignore[arg-type]


def names(panel: GalleryPanel) -> list[str]:
    """The names of the images that are shown."""
    project = panel._workbench.project
    return [project.image(image_id).path.name for image_id in panel.shown]
