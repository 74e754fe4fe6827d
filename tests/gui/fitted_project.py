"""A small project that is really fitted, made once, for tests of what shows and exports it."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from inspector.core import options as option_values
from inspector.core import project_file, project_images, project_masks
from inspector.core.detectors.two_memories import TwoMemories
from inspector.core.options import Options
from inspector.core.project import Project
from inspector.gui.engine import Engine, Fit
from inspector.gui.snapshot import Snapshot
from inspector.gui.workbench import Workbench

OPTIONS = Options(size=64, detector=TwoMemories())
SHAPE = (72, 96)


def draw(path: Path, seed: int, *, scratch: bool = False) -> None:
    """A light plate on a dark table; scratched where wanted."""
    rng = np.random.default_rng(seed)
    picture = np.full((*SHAPE, 3), 60, np.uint8)
    picture[10:62, 12:84] = (170, 180, 190)
    if scratch:
        cv2.line(picture, (30 + seed, 24), (60, 44), (20, 20, 30), 3)
    noisy = np.clip(picture + rng.normal(0, 3, picture.shape), 0, 255)
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), noisy.astype(np.uint8))


def scratch_mask() -> np.ndarray:
    """What a person painted on a scratched plate."""
    mask = np.zeros(SHAPE, bool)
    mask[22:46, 30:62] = True
    return mask


def make_project(folder: Path) -> Project:
    """Three references, two more good images and two bad ones, of which one is painted."""
    for number in range(3):
        draw(folder / f"train/good/{number:03}.png", number)
    for number in range(2):
        draw(folder / f"test/good/{number:03}.png", 10 + number)
        draw(folder / f"test/scratch/{number:03}.png", number, scratch=True)
    project = project_file.new(folder)
    project = project_images.add_images(project, sorted(folder.rglob("*.png"))).project

    def ids(part: str) -> list[str]:
        return [e.id for e in project.images if e.path.as_posix().startswith(part)]

    project = project.changed(ids("train") + ids("test/good"), label="good")
    project = project.changed(ids("train"), is_reference=True)
    project = project.changed(ids("test/scratch"), label="bad", defect="scratch")
    project_masks.write(project, ids("test/scratch/000")[0], "defect", scratch_mask())
    return project


@cache
def fitted() -> tuple[Project, Fit]:
    """The project and its fit. Its files are not to be changed: copy the folder for that."""
    folder = Path(tempfile.mkdtemp(prefix="fitted-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    project = make_project(folder / "plates")
    snapshot = Snapshot(project, OPTIONS)
    return project, Engine().fit(snapshot)


def workbench() -> Workbench:
    """A workbench with the fitted project open."""
    project, fit = fitted()
    made = Workbench()
    made.open(replace(project, options=option_values.to_json(OPTIONS)))
    made.put_fit(fit)
    return made
