"""Fixtures that every test may use."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from inspector.core.options import Options
from tests import parts

if TYPE_CHECKING:
    from inspector.core.workflow import Made

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # tests open no window on a screen
os.environ.setdefault("INSPECTOR_ENGINE", "torch")  # trying engines takes seconds per network

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real inspection images that are not part of the project."""
    return _needed(SHARED / "data")


@pytest.fixture(scope="session")
def shared_weights() -> Path:
    """A small real network that is not part of the project."""
    return _needed(SHARED / "weights")


@pytest.fixture(scope="session")
def tiny_parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A labelled folder of made-up parts in the MVTec layout; not to be written to."""
    return parts.save_set(tmp_path_factory.mktemp("parts") / "disc")


@pytest.fixture(scope="session")
def made(tiny_parts: Path) -> Made:
    """A calibrated inspector of the made-up parts, on the built-in backbone."""
    from inspector.core import workflow

    selection = workflow.selection_of(tiny_parts, references=4, painted=None)
    return workflow.make(selection, Options(size=64))


@pytest.fixture(scope="session")
def detector_path(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The detector file of `made`; not to be written to."""
    from inspector.core import workflow

    path = tmp_path_factory.mktemp("detector") / "disc.detector"
    workflow.export(made, path, name="Disc")
    return path


@dataclass(frozen=True)
class Finished:
    """A command that has run: its exit status and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., Finished]:
    """Run the command line in this process: `cli("inspect", path, ...)`."""
    from inspector.cli import main

    def run(*arguments: object) -> Finished:
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = stop.code
        printed = capsys.readouterr()
        return Finished(int(code or 0), printed.out, printed.err)

    return run


def _needed(folder: Path) -> Path:
    if not folder.is_dir():
        pytest.skip(f"{folder} is not on this machine")
    return folder
