"""The product starts at once: nothing heavy is imported before it is needed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

import inspector

PACKAGE = Path(inspector.__file__).parent
HEAVY = ("torch", "torchvision", "timm", "faiss", "openvino", "PySide6", "sklearn", "skimage")

IMPORT = """
import json, sys, time
started = time.perf_counter()
import inspector
seconds = time.perf_counter() - started
print(json.dumps([seconds, [name for name in sys.argv[1:] if name in sys.modules]]))
"""

EVERYTHING = """
import importlib, json, pkgutil, sys
import inspector.core, inspector.cli
for package in (inspector.core, inspector.cli):
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(found.name)
import inspector.runtime
print(json.dumps([name for name in sys.argv[1:] if name in sys.modules]))
"""


def fresh(code: str):
    command = [sys.executable, "-c", code, *HEAVY]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def test_importing_the_package_imports_nothing_heavy_and_takes_no_time():
    tries = [fresh(IMPORT) for _ in range(3)]
    assert [heavy for _, heavy in tries] == [[], [], []]
    assert min(seconds for seconds, _ in tries) < 0.3


def test_no_module_of_core_or_command_line_imports_anything_heavy_at_its_top():
    assert fresh(EVERYTHING) == []


HELP = """
import io, json, runpy, sys
names, sys.argv[1:] = sys.argv[1:], ["--help"]
sys.stdout = io.StringIO()
try:
    runpy.run_module("inspector", run_name="__main__")
except SystemExit:
    pass
print(json.dumps([name for name in names if name in sys.modules]), file=sys.__stdout__)
"""


def test_help_imports_nothing_that_it_does_not_show(monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "HEAVY", (*HEAVY, "numpy", "cv2", "PIL", "scipy"))
    assert fresh(HELP) == []


def test_threads_that_wait_leave_the_processor_to_others(monkeypatch):
    monkeypatch.delenv("OMP_WAIT_POLICY", raising=False)
    code = "import json, os, inspector; print(json.dumps(os.environ['OMP_WAIT_POLICY']))"
    assert fresh(code) == "PASSIVE"


def test_help_appears_at_once():
    command = [sys.executable, "-m", "inspector", "--help"]
    best = min(_seconds(command) for _ in range(5))
    assert best < 0.3


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    assert "evaluate" in done.stdout
    return time.perf_counter() - started


def test_core_knows_neither_window_nor_command_line():
    banned = re.compile(r"^\s*(from|import) (PySide6|inspector\.(gui|cli|runtime))\b", re.MULTILINE)
    for path in (PACKAGE / "core").rglob("*.py"):
        assert not banned.search(path.read_text(encoding="utf-8")), path


def test_public_names_are_there_and_others_are_not():
    from inspector.core.inspect import Inspector
    from inspector.core.inspection import Inspection

    assert inspector.Inspector is Inspector
    assert inspector.Inspection is Inspection
    assert callable(inspector.load_detector)
    with pytest.raises(AttributeError, match="no attribute 'load_detectr'"):
        inspector.load_detectr  # noqa: B018
