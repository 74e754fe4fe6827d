"""Few-shot metrics on labelled sets: `python benchmarks/few_shot.py DATA... [evaluate's flags]`.

DATA are folders in the MVTec layout, or folders of such. Runs `inspector evaluate` for 1, 2,
4 and 8 references (three draws each, as far as there are images) and writes a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

COLUMNS = ("image_auroc", "image_ap", "pixel_auroc", "aupro", "seconds_per_image")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--shots", default="1,2,4,8")
    parser.add_argument("--draws", default="3")
    parser.add_argument("--out", type=Path, help="Markdown file; default standard output")
    parser.add_argument("--json", type=Path, help="all numbers")
    args, flags = parser.parse_known_args()
    shots = [int(each) for each in args.shots.split(",")]
    found = {
        folder.name: {k: _evaluate(folder, k, args.draws, flags) for k in shots}
        for folder in _sets(args.data)
    }
    table = _table(found, shots, " ".join(flags))
    if args.out:
        args.out.write_text(table, encoding="utf-8")
    else:
        print(table)
    if args.json:
        args.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return 0


def _sets(folders: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for folder in folders:
        inside = sorted(path.parent for path in folder.rglob("train") if path.is_dir())
        found += inside
    return found


def _evaluate(folder: Path, shots: int, draws: str, flags: list[str]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "found.json"
        command = [sys.executable, "-m", "inspector", "evaluate", str(folder)]
        command += ["--shots", str(shots), "--draws", draws, "--json", str(out), *flags]
        print(" ".join(command), file=sys.stderr, flush=True)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return json.loads(out.read_text(encoding="utf-8"))


def _table(found: dict[str, dict[int, dict[str, Any]]], shots: list[int], flags: str) -> str:
    lines = [
        f"Flags: `{flags or 'none (the defaults)'}`. Means over draws; in brackets the lowest and "
        "highest draw.",
        "",
        "| set | references | draws | image AUROC | image AP | pixel AUROC | AUPRO | s per image |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, by_shots in found.items():
        for k in shots:
            result = by_shots[k]
            cells = [_cell(result, column) for column in COLUMNS]
            lines.append(f"| {name} | {k} | {len(result['draws'])} | {' | '.join(cells)} |")
    lines.append("")
    for k in shots:
        values = [by_shots[k]["image_auroc"] for by_shots in found.values()]
        lines.append(f"Mean image AUROC with {k} references: {sum(values) / len(values):.3f}")
    return "\n".join(lines) + "\n"


def _cell(result: dict[str, Any], column: str) -> str:
    value = result[column]
    if value is None:
        return "no masks"
    if column == "seconds_per_image":
        return f"{value:.3f}"
    draws = [draw[column] for draw in result["draws"]]
    return f"{value:.3f} ({min(draws):.3f}-{max(draws):.3f})"


if __name__ == "__main__":
    sys.exit(main())
