"""`inspector evaluate`: the metrics of the field on a labelled folder."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from inspector.cli.flags import add_option_flags, check_place, left_out, options_of
from inspector.cli.progress import Bar


def add_flags(parser: argparse.ArgumentParser) -> None:
    """The flags of `evaluate`."""
    parser.add_argument("data", metavar="DATA", type=Path, help="folder in the MVTec layout")
    parser.add_argument("--shots", metavar="K", type=int, default=4, help="references per draw")
    parser.add_argument("--draws", metavar="N", type=int, default=3, help="how many draws")
    parser.add_argument(
        "--painted", metavar="N", type=int, default=0, help="masked bad images that teach"
    )
    parser.add_argument("--json", metavar="FILE", type=Path, help="save the numbers")
    add_option_flags(parser)


def run(args: argparse.Namespace, bar: Bar) -> int:
    """Evaluate, print a small table, save JSON where asked."""
    from inspector.core import dataset, evaluate, extract, files

    options = options_of(args)
    protocol = evaluate.Protocol(args.shots, args.draws, args.painted)
    if args.json:
        check_place(args.json)
    data = dataset.read_folder(args.data)
    if options.bit_depth is None:
        teaching = [entry.path for entry in data.good if entry.split != "test"]
        options = replace(options, bit_depth=extract.bit_depth(teaching, bar))
    extractor = extract.extractor(options, device=args.device, tick=bar)
    found = evaluate.evaluate(data, options, extractor, protocol, tick=bar)
    bar.close()
    _print(found, args)
    if args.json:
        files.write_text(args.json, json.dumps(found, indent=1) + "\n")
    return 1 if found["failures"] else 0


def _print(found: dict[str, Any], args: argparse.Namespace) -> None:
    from inspector.core import origin
    from inspector.core.evaluate import METRICS

    draws = found["draws"]
    print(
        f"{args.data}: {found['test_images']} test images, {args.shots} references, "
        f"{len(draws)} draws"
    )
    if len(draws) < args.draws:
        print(f"  only {len(draws)} of {args.draws} draws have enough good training images")
    if found["test_images_without_mask"]:
        print(
            f"  bad images without a mask, left out of pixel_auroc and aupro: "
            f"{found['test_images_without_mask']}"
        )
    taught = [Path(path) for path in found["test_images_that_taught"]]
    if taught:
        print(f"  {origin.warning(taught, found['test_images'], what='test images')}")
    for name in METRICS:
        print(f"  {name:13} {_with_draws(found[name], [draw[name] for draw in draws])}")
    memory = found["peak_memory_mb"]
    at_most = "" if memory is None else f", {memory:.0f} MB at most"
    print(f"  {found['seconds_per_image']:.3f} s per image{at_most}")
    for path, reason in found["failures"].items():
        print(f"  left out {left_out(path, reason)}")


def _with_draws(mean: float | None, draws: list[float | None]) -> str:
    if mean is None:
        return "  -     (no masks, or only one class)"
    each = ", ".join("-" if value is None else f"{value:.4f}" for value in draws)
    return f"{mean:.4f}  ({each})"
