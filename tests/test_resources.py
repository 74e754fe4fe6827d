"""Where the files that come with the product are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector import resources
from inspector.core.errors import InspectorError

ROOT = Path(__file__).resolve().parents[1]


def test_a_checkout_uses_the_folder_at_its_top():
    assert resources.folder() == ROOT / "resources"


def test_an_installed_package_uses_the_folder_that_it_carries(monkeypatch, tmp_path):
    carried = tmp_path / "inspector" / "_resources"
    (carried / "sample").mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(carried.parent / "resources.py"))
    assert resources.path("sample") == carried / "sample"


def test_a_missing_file_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "inspector" / "resources.py"))
    with pytest.raises(InspectorError, match=r"icons.nothing\.svg is missing"):
        resources.path("icons/nothing.svg")
