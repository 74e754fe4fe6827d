"""The built-in backbones side by side: `python benchmarks/builtin.py DATA... --out FILE`.

DATA are folders in the MVTec layout, or folders of such. Patch memory at each backbone's default
settings, as `inspector evaluate` measures it. --tiny adds an ImageNet network to compare with:

    python benchmarks/builtin.py DATA --tiny vit_tiny_patch16_224.safetensors --draws 3
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from few_shot import sets

from inspector.core import backbones
from inspector.core.backbones.base import BackboneChoice
from inspector.core.dataset import read_folder
from inspector.core.detectors import PatchMemory
from inspector.core.evaluate import Protocol, evaluate
from inspector.core.extract import extractor
from inspector.core.features_cache import FeaturesCache
from inspector.core.options import Options

MEASURES = {"image_auroc": "image AUROC", "pixel_auroc": "pixel AUROC", "aupro": "AUPRO"}
Found = dict[str, dict[str, dict[int, dict[str, Any]]]]
"""Result by backbone, set and number of references."""


def main() -> int:
    args = _arguments()
    found: Found = {}
    for choice in _choices(args):
        found[choice.id] = {}
        for folder in sets(args.data):
            found[choice.id][folder.name] = _evaluate(folder, choice, args.shots, args.draws)
            if args.json:
                args.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    text = "\n\n".join(table(found, args.shots, measure) for measure in MEASURES) + "\n"
    if args.out:
        args.out.write_text(text, encoding="utf-8")
    else:
        print(text)
    return 0


def _choices(args: argparse.Namespace) -> list[BackboneChoice]:
    names = args.backbones or [row.id for row in backbones.ROWS.values() if row.kind == "builtin"]
    tiny = [BackboneChoice("vit-tiny", args.tiny)] if args.tiny else []
    return [*(BackboneChoice(name) for name in names), *tiny]


def _evaluate(
    folder: Path, choice: BackboneChoice, shots: Sequence[int], draws: int
) -> dict[int, dict[str, Any]]:
    row, data = backbones.row(choice.id), read_folder(folder)
    options = Options(backbone=choice, detector=PatchMemory(), size=row.size)
    with tempfile.TemporaryDirectory() as place:
        source = extractor(options, device="cpu", cache=FeaturesCache(Path(place)))
        found = {}
        for count in shots:
            found[count] = evaluate(data, options, source, Protocol(count, draws))
            numbers = [f"{found[count][each] or float('nan'):.3f}" for each in MEASURES]
            print(choice.id, folder.name, count, *numbers, file=sys.stderr, flush=True)
    return found


def table(found: Found, shots: Sequence[int], measure: str) -> str:
    """One measure as Markdown: a line per set and number of references, a column per backbone."""
    lines = [
        f"| {MEASURES[measure]} of | references | " + " | ".join(found) + " |",
        "|---|---:|" + "---:|" * len(found),
    ]
    some = next(iter(found.values()))
    for name in some:
        for count in shots:
            values = [by_set[name][count][measure] for by_set in found.values()]
            if None not in values:
                cells = [f"{value:.3f}" for value in values]
                lines.append(f"| {name} | {count} | " + " | ".join(cells) + " |")
    for count in shots:
        means = [_mean(by_set, count, measure) for by_set in found.values()]
        cells = [f"**{value:.3f}**" for value in means]
        lines.append(f"| mean | {count} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _mean(by_set: Mapping[str, Mapping[int, Mapping[str, Any]]], count: int, measure: str) -> float:
    values = [results[count][measure] for results in by_set.values()]
    kept = [value for value in values if value is not None]
    return sum(kept) / len(kept)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--backbones", nargs="*", help="default: all that are built in")
    parser.add_argument("--tiny", type=Path, help="weights of vit-tiny")
    parser.add_argument("--shots", type=int, nargs="+", default=[1, 2, 4, 8])
    parser.add_argument("--draws", type=int, default=3)
    parser.add_argument("--out", type=Path, help="Markdown file; default standard output")
    parser.add_argument("--json", type=Path, help="all numbers")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
