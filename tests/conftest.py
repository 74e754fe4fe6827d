"""Fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real inspection images that are not part of the project."""
    return _needed(SHARED / "data")


@pytest.fixture(scope="session")
def shared_weights() -> Path:
    """A small real network that is not part of the project."""
    return _needed(SHARED / "weights")


def _needed(folder: Path) -> Path:
    if not folder.is_dir():
        pytest.skip(f"{folder} is not on this machine")
    return folder
