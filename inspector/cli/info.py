"""`inspector info`: what a detector file is, or what can be chosen."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from inspector.cli.progress import Bar


def add_flags(parser: argparse.ArgumentParser) -> None:
    """The flags of `info`."""
    parser.add_argument("file", metavar="FILE.detector", type=Path, nargs="?")
    parser.add_argument("--json", action="store_true", help="everything, as JSON")


def run(args: argparse.Namespace, bar: Bar) -> int:
    """Print a detector file's contents, or the lists."""
    if args.file is None:
        print(json.dumps(_choices(), indent=1) if args.json else _lists())
        return 0
    from inspector.core import detector_file

    about = detector_file.read_about(args.file)
    print(json.dumps(about, indent=1, ensure_ascii=False) if args.json else _card(about))
    return 0


def _choices() -> dict[str, dict[str, str]]:
    from inspector.core import backbones, detectors, presets

    return {
        "backbones": {row.id: _row(row) for row in backbones.ROWS.values()},
        "detectors": {name: kind.summary for name, kind in detectors.DETECTORS.items()},
        "presets": {name: preset.summary for name, preset in presets.PRESETS.items()},
    }


def _row(row: Any) -> str:
    if row.kind == "builtin":
        return f"{row.label}; no download, {row.licence}"
    return f"{row.label}; {row.download_mb} MB, {row.licence}"


def _lists() -> str:
    lines: list[str] = []
    for title, entries in _choices().items():
        width = max(map(len, entries))
        lines += [title, *(f"  {name:{width}}  {text}" for name, text in entries.items()), ""]
    lines.append("Any other timm network: --backbone timm:NAME --weights FILE")
    return "\n".join(lines)


def _card(about: dict[str, Any]) -> str:
    from inspector.core.calibrate import Calibration

    chosen, calibration = about["options"], about["calibration"]
    facts = {
        "name": about["name"],
        "notes": about["notes"],
        "made": about["made"],
        "with": f"Inspector {about['versions'].get('visual-inspector', '?')}, "
        f"torch {about['versions'].get('torch', '?')}",
        "backbone": chosen["backbone"]["id"],
        "weights": "inside the file" if about["backbone"]["in_file"] else "not in the file",
        "weights sha256": about["backbone"]["weights_hash"],
        "precision": about["backbone"].get("precision", "float32"),
        "features rounded to": about["backbone"].get("rounding", "none"),
        "detector": ", ".join(f"{key} {value}" for key, value in chosen["detector"].items()),
        "input size": chosen["size"] or "the backbone's own",
        "references": len(about["origin"].get("references", [])),
        "self-test images": len(about["self_test"]),
    }
    if calibration is not None:
        facts["limits"] = json.dumps(calibration["limits"])
        facts["notes on the limits"] = "; ".join(calibration.get("notes", []))
        facts["limits come from"] = " ".join(Calibration.from_json(calibration).told())
    width = max(map(len, facts))
    return "\n".join(f"{key:{width}}  {value}" for key, value in facts.items() if value != "")
