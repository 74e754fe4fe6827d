"""What a smaller or quicker patch memory loses: `python benchmarks/smaller_memory.py DATA...`.

DATA are folders in the MVTec layout, or folders of such. The built-in backbone, many references, as
`inspector evaluate` measures it; a column for each way to keep and to search the memory.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from few_shot import sets

from inspector.core.backbones.base import BackboneChoice
from inspector.core.dataset import read_folder
from inspector.core.detectors import PatchMemory
from inspector.core.evaluate import Protocol, evaluate
from inspector.core.extract import extractor
from inspector.core.features_cache import FeaturesCache
from inspector.core.options import Options

WAYS: Mapping[str, PatchMemory] = {
    "all, exact": PatchMemory(),
    "lists": PatchMemory(search="lists"),
    "coreset of 25 %": PatchMemory(memory_share=0.25),
    "coreset of 10 %": PatchMemory(memory_share=0.1),
    "coreset of 1 %": PatchMemory(memory_share=0.01),
    "by chance, 10,000": PatchMemory(largest_memory=10_000),
}


def main() -> int:
    args = _arguments()
    print(f"| image AUROC, AUPRO of | references | {' | '.join(WAYS)} |")
    print(f"|---|---:|{'---:|' * len(WAYS)}")
    for folder in sets(args.data):
        data = read_folder(folder)
        good = sum(entry.split == "train" for entry in data.entries)
        count = min(args.references, good)
        with tempfile.TemporaryDirectory() as place:
            options = Options(backbone=BackboneChoice(args.backbone), size=256)
            source = extractor(options, device="cpu", cache=FeaturesCache(Path(place)))
            cells = []
            for way in WAYS.values():
                protocol = Protocol(count, args.draws)
                found = evaluate(data, replace(options, detector=way), source, protocol)
                aupro = found["aupro"]
                area = "" if aupro is None else f", {aupro:.3f}"
                cells.append(f"{found['image_auroc']:.3f}{area}")
        print(f"| {folder.name} | {count} | {' | '.join(cells)} |", flush=True)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--backbone", default=BackboneChoice().id)
    parser.add_argument("--references", type=int, default=32)
    parser.add_argument("--draws", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
