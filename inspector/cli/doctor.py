"""`inspector doctor`: what is here, and what is missing."""

from __future__ import annotations

import argparse
import json
from importlib.util import find_spec
from typing import Any

from inspector.cli.progress import Bar

_MODULES = {
    "torch": "torch",
    "timm": "timm",
    "faiss-cpu": "faiss",
    "openvino": "openvino",
    "PySide6-Essentials": "PySide6",
    "pyqtgraph": "pyqtgraph",
    "scikit-learn": "sklearn",
    "scikit-image": "skimage",
    "safetensors": "safetensors",
}


def add_flags(parser: argparse.ArgumentParser) -> None:
    """The flags of `doctor`."""
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace, bar: Bar) -> int:
    """Print versions, devices, weights and what is missing; 1 where something is missing."""
    found = _look()
    if args.json:
        print(json.dumps(found, indent=1))
    else:
        _print(found)
    return 1 if found["missing"] else 0


def _look() -> dict[str, Any]:
    from inspector import resources
    from inspector.core import backbones, device
    from inspector.core.backbones import weights
    from inspector.core.versions import versions

    missing = [name for name, module in _MODULES.items() if find_spec(module) is None]
    if not (resources.folder() / "sample").is_dir():
        missing.append("the sample inspection (resources/sample)")
    builtin = [row.id for row in backbones.ROWS.values() if row.kind == "builtin"]
    timm_rows = [row for row in backbones.ROWS.values() if row.kind == "timm"]
    return {
        "versions": versions(),
        "devices": {found.id: found.label for found in device.devices()},
        "cache": str(weights.cache_folder()),
        "builtin": builtin,
        "weights": {row.id: str(weights.cached(row) or "") for row in timm_rows},
        "engines": _engines(),
        "missing": missing,
    }


def _engines() -> dict[str, str]:
    """How networks run here, of those that were tried, with seconds per image."""
    from inspector.core.backbones import weights
    from inspector.core.engines import store

    return store.summaries(weights.cache_folder() / store.FOLDER)


def _print(found: dict[str, Any]) -> None:
    for name, version in found["versions"].items():
        print(f"{name:24} {version or 'missing'}")
    print("\nCan compute")
    for name, label in found["devices"].items():
        print(f"  {name:8} {label}")
    print(f"\nWeights (in {found['cache']})")
    for name in found["builtin"]:
        print(f"  {name:24} built in")
    for name, path in found["weights"].items():
        print(f"  {name:24} {path or 'not here; --weights FILE names a local one'}")
    if found["engines"]:
        print("\nHow networks run here (seconds per image)")
    for name, text in found["engines"].items():
        print(f"  {name:24} {text}")
    print("\nMissing: " + (", ".join(found["missing"]) or "nothing"))
