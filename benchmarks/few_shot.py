"""Few-shot metrics on labelled sets: `python benchmarks/few_shot.py DATA... [evaluate's flags]`.

DATA are folders in the MVTec layout, or folders of such. Evaluates 1, 2, 4 and 8 references (three
draws each, as far as there are images), as `inspector evaluate` does, and writes a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from inspector.cli.flags import add_option_flags, options_of
from inspector.core.dataset import read_folder
from inspector.core.evaluate import Protocol, evaluate
from inspector.core.extract import extractor
from inspector.core.features_cache import FeaturesCache

COLUMNS = ("image_auroc", "image_ap", "pixel_auroc", "aupro")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--shots", default="1,2,4,8")
    parser.add_argument("--draws", type=int, default=3)
    parser.add_argument("--painted", type=int, default=0)
    parser.add_argument("--out", type=Path, help="Markdown file; default standard output")
    parser.add_argument("--json", type=Path, help="all numbers")
    add_option_flags(parser)
    args = parser.parse_args()
    shots = [int(each) for each in args.shots.split(",")]
    found = {folder.name: _evaluate(folder, shots, args) for folder in sets(args.data)}
    table = _table(found, shots)
    if args.out:
        args.out.write_text(table, encoding="utf-8")
    else:
        print(table)
    if args.json:
        args.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return 0


def sets(folders: Sequence[Path]) -> list[Path]:
    """The folders in the MVTec layout among these and below them."""
    found: list[Path] = []
    for folder in folders:
        found += sorted(path.parent for path in folder.rglob("train") if path.is_dir())
    return found


def _evaluate(
    folder: Path, shots: list[int], args: argparse.Namespace
) -> dict[int, dict[str, Any]]:
    """By number of references. Features are computed once, in the first evaluation."""
    options, data = options_of(args), read_folder(folder)
    found: dict[int, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as place:
        cache = FeaturesCache(Path(place))
        source = extractor(options, device=args.device, cache=cache)
        for k in shots:
            print(f"{folder.name}, {k} references", file=sys.stderr, flush=True)
            protocol = Protocol(shots=k, draws=args.draws, painted=args.painted)
            found[k] = evaluate(data, options, source, protocol)
    return found


def _table(found: dict[str, dict[int, dict[str, Any]]], shots: list[int]) -> str:
    lines = [
        "Means over draws; in brackets the lowest and the highest draw.",
        "",
        "| set | references | draws | image AUROC | image AP | pixel AUROC | AUPRO |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, by_shots in found.items():
        for k in shots:
            result = by_shots[k]
            cells = [_cell(result, column) for column in COLUMNS]
            lines.append(f"| {name} | {k} | {len(result['draws'])} | {' | '.join(cells)} |")
    lines.append("")
    for k in shots:
        values = [by_shots[k]["image_auroc"] for by_shots in found.values()]
        lines.append(f"- Mean image AUROC with {k} references: {sum(values) / len(values):.3f}")
    return "\n".join(lines) + "\n"


def _cell(result: dict[str, Any], column: str) -> str:
    value = result[column]
    if value is None:
        return "no masks"
    draws = [draw[column] for draw in result["draws"]]
    return f"{value:.3f} ({min(draws):.3f}-{max(draws):.3f})"


if __name__ == "__main__":
    sys.exit(main())
