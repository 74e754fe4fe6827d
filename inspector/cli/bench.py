"""`inspector bench`: how fast this machine inspects, step by step, beside the plain way."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector.cli.flags import check_place
from inspector.cli.progress import Bar

if TYPE_CHECKING:
    from inspector.core.options import Options

_STEPS = ("read", "preprocess", "network", "neighbours", "map")
_REFERENCES = 4


def add_flags(parser: argparse.ArgumentParser) -> None:
    """The flags of `bench`."""
    parser.add_argument(
        "--backbone",
        metavar="ID",
        action="append",
        help="may be given several times; without it the built-in one and all whose weights are "
        "here, and where there are none the shape of dinov2-small",
    )
    parser.add_argument("--weights", metavar="FILE", type=Path, help="of the one given backbone")
    parser.add_argument(
        "--random-weights",
        action="store_true",
        help="time backbones whose weights are missing by their shape alone",
    )
    parser.add_argument("--engine", choices=("both", "best", "torch"), default="both")
    parser.add_argument("--size", metavar="PIXELS", type=int, help="smaller edge of the input")
    parser.add_argument("--data", metavar="DIR", type=Path, help="images; the sample by default")
    parser.add_argument("--images", metavar="N", type=int, default=8, help="how many are timed")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps")
    parser.add_argument("--json", metavar="FILE", type=Path, help="save the numbers")


def run(args: argparse.Namespace, bar: Bar) -> int:
    """Time every backbone on every engine, each in a process of its own; print a table."""
    from inspector.core import device, files
    from inspector.core.errors import OptionError
    from inspector.core.versions import versions

    if args.json:
        check_place(args.json)
    if args.images < 1:
        raise OptionError(f"--images is {args.images}; at least one image is needed.")
    wanted = _wanted(args)
    if args.weights and len({name for name, _ in wanted}) > 1:
        raise OptionError("--weights belongs to one backbone. Name it with --backbone.")
    if len(wanted) == 1:
        rows, failures = [_timed(args, wanted[0][0], wanted[0][1], bar)], {}
    else:
        rows, failures = _each_alone(args, wanted, bar)
    bar.close()
    labels = {each.id: each.label for each in device.devices()}
    found = {
        "device": labels[device.choose(args.device)],
        "versions": versions(),
        "references": _REFERENCES,
        "images": args.images,
        "rows": rows,
        "failures": failures,
    }
    _print(found)
    if args.json:
        files.write_text(args.json, json.dumps(found, indent=1) + "\n")
    return (1 if rows else 2) if failures else 0


def _wanted(args: argparse.Namespace) -> list[tuple[str, str]]:
    """Pairs of a backbone and an engine. Built-in backbones run in torch only."""
    from inspector.core import backbones
    from inspector.core.backbones import weights

    names = args.backbone or []
    if not names:
        here = [each.id for each in backbones.ROWS.values() if each.kind == "timm"]
        here = [name for name in here if weights.cached(backbones.row(name)) is not None]
        builtin = [each.id for each in backbones.ROWS.values() if each.kind == "builtin"]
        names = [*builtin, *(here or ["dinov2-small"])]
        args.random_weights = args.random_weights or not here
    pairs = []
    for name in dict.fromkeys(names):
        is_builtin = backbones.row(name).kind == "builtin"
        engines = ("best", "torch") if args.engine == "both" else (args.engine,)
        pairs += [(name, engine) for engine in (("torch",) if is_builtin else engines)]
    return pairs


def _timed(args: argparse.Namespace, name: str, engine: str, bar: Bar) -> dict[str, Any]:
    from inspector.core import bench

    with tempfile.TemporaryDirectory() as place:
        options, is_random = _options(args, name, Path(place))
        references, images = _images(args)
        wish: bench.EngineWish = "torch" if engine == "torch" else "best"
        row = bench.run(options, references, images, engine=wish, device=args.device, tick=bar)
    return {**row.to_json(), "random_weights": is_random}


def _options(args: argparse.Namespace, name: str, place: Path) -> tuple[Options, bool]:
    """The options of a backbone, and whether its weights are random."""
    from inspector.core import backbones, bench
    from inspector.core.backbones import weights
    from inspector.core.backbones.base import BackboneChoice
    from inspector.core.options import Options

    row = backbones.row(name)
    path, is_random = args.weights, False
    is_missing = row.kind == "timm" and path is None and weights.cached(row) is None
    if is_missing and args.random_weights:
        path, is_random = place / "random.safetensors", True
        bench.save_random_weights(name, path)
        os.environ["INSPECTOR_CACHE"] = str(place)  # its conversion is of no use to anybody
    elif is_missing:
        weights.find(row, None)  # says where they are looked for
    return Options(backbone=BackboneChoice(name, path), size=args.size), is_random


def _images(args: argparse.Namespace) -> tuple[list[Path], list[Path]]:
    """References, and the images that are timed, spread over the folder; some twice if need be."""
    from inspector import resources
    from inspector.core import dataset, workflow

    folder = args.data or resources.folder() / "sample"
    references = list(workflow.selection_of(folder, _REFERENCES, 0).references)
    entries = dataset.read_folder(folder).entries
    others = [entry.path for entry in entries if entry.path not in references] or references
    return references, [others[i * len(others) // args.images] for i in range(args.images)]


def _each_alone(
    args: argparse.Namespace, wanted: list[tuple[str, str]], bar: Bar
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Each in a process of its own, whose peak of memory is its own."""
    rows, failures = [], {}
    with tempfile.TemporaryDirectory() as place:
        for done, (name, engine) in enumerate(wanted):
            bar(done, len(wanted), f"Timing {name}, {engine}")
            out = Path(place) / f"{done}.json"
            ended = subprocess.run(
                [sys.executable, "-m", "inspector", "bench", *_flags(args, name, engine, out)],
                capture_output=True,
                text=True,
                check=False,
            )
            if out.exists():
                rows += json.loads(out.read_text(encoding="utf-8"))["rows"]
            else:
                lines = ended.stderr.strip().splitlines() or [f"exit status {ended.returncode}"]
                failures[f"{name}, {engine}"] = lines[-1]
    return rows, failures


def _flags(args: argparse.Namespace, name: str, engine: str, out: Path) -> list[str]:
    flags = ["--backbone", name, "--engine", engine, "--json", str(out)]
    flags += ["--images", str(args.images), "--device", args.device]
    given = {"--weights": args.weights, "--size": args.size, "--data": args.data}
    for flag, value in given.items():
        flags += [] if value is None else [flag, str(value)]
    return [*flags, "--random-weights"] if args.random_weights else flags


def _print(found: Mapping[str, Any]) -> None:
    print(found["device"])
    print(
        f"{found['references']} references turned 8 times, {found['images']} images; seconds per "
        "image, file to verdict\n"
    )
    head = ("backbone", "engine", "seconds", *_STEPS, "plain", "times", "img/s", "MB")
    lines = [head, *(_cells(row) for row in found["rows"])]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    for line in lines:
        cells = [text.ljust(width) for text, width in zip(line[:2], widths[:2], strict=True)]
        cells += [text.rjust(width) for text, width in zip(line[2:], widths[2:], strict=True)]
        print("  ".join(cells).rstrip())
    if any(row["random_weights"] for row in found["rows"]):
        print("\n* random weights: the time is that of real ones, the scores mean nothing.")
    for name, reason in found["failures"].items():
        print(f"left out {name}: {reason}")


def _cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    peak = row["peak_memory_mb"]
    return (
        row["backbone"] + ("*" if row["random_weights"] else ""),
        row["engine"],
        f"{row['seconds_per_image']:.3f}",
        *(f"{row['steps'][step]:.3f}" for step in _STEPS),
        f"{row['plain_seconds_per_image']:.3f}",
        f"{row['speedup_vs_plain']:.2f}",
        f"{row['images_per_second']:.1f}",
        "-" if peak is None else f"{peak:.0f}",
    )
