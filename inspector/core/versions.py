"""Which versions made a file or compute here."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Final

PACKAGES: Final = (
    "visual-inspector",
    "torch",
    "timm",
    "numpy",
    "scipy",
    "scikit-learn",
    "scikit-image",
    "faiss-cpu",
    "opencv-python-headless",
    "pillow",
    "safetensors",
    "openvino",
    "PySide6-Essentials",
    "pyqtgraph",
)


def versions() -> dict[str, str]:
    """Versions of Python, the system and every package that matters; "" where one is missing."""
    found = {"python": platform.python_version(), "system": platform.platform()}
    return found | {name: _version(name) for name in PACKAGES}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
