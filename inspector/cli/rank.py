"""`inspector rank`: an unlabelled folder, the most unusual images first."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector.cli.flags import add_option_flags, check_place, left_out, options_of, refuse_among
from inspector.cli.inspect import is_heatmap, write_heatmap
from inspector.cli.progress import Bar
from inspector.core.errors import OptionError
from inspector.core.ranking import RankingOptions

if TYPE_CHECKING:
    from inspector.core.dataset import Entry
    from inspector.core.inspection import Inspection
    from inspector.core.options import Options
    from inspector.core.ranking import RankedImage, Ranking


def add_flags(parser: argparse.ArgumentParser) -> None:
    """The flags of `rank`."""
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument(
        "--heatmaps",
        metavar="DIR",
        type=Path,
        help="write PLACE-NAME.tiff (raw 32-bit distances) and PLACE-NAME.png (colours, "
        "the same ones in all)",
    )
    parser.add_argument("--json", metavar="FILE", type=Path, help="save the order and the scores")
    parser.add_argument("--csv", metavar="FILE", type=Path, help="save them as a table")
    group = parser.add_argument_group("ranking")
    for field in fields(RankingOptions):
        flag, default = f"--{field.name.replace('_', '-')}", field.default
        help_text = f"{field.metadata['help']} Default {default}."
        group.add_argument(flag, metavar="N", type=type(default), default=default, help=help_text)
    add_option_flags(parser)


def run(args: argparse.Namespace, bar: Bar) -> int:
    """Rank all images below a folder; where its folders say what is bad, say how well it did."""
    from inspector.core import files, report

    options, how = _options(args), _how(args)
    for place in filter(None, (args.json, args.csv)):
        check_place(place)
    entries = _entries(args)
    if args.heatmaps:
        refuse_among(args.heatmaps, [entry.path for entry in entries])
        files.make_folder(args.heatmaps)
    found, options = _rank([entry.path for entry in entries], options, how, args.device, bar)
    bar.close()
    rows, auroc = _rows(found, entries), _auroc(found, entries)
    _print(rows, auroc)
    failures = {str(path): reason for path, reason in found.failures.items()}
    if args.json:
        summary = {"images": rows, "image_auroc": auroc, "failures": failures}
        files.write_text(args.json, json.dumps(summary, indent=1) + "\n")
    if args.csv:
        report.write_csv(args.csv, rows)
    if args.heatmaps:
        _write_heatmaps(found, args.heatmaps, options.bit_depth, bar)
    for path, reason in failures.items():
        print(f"left out {left_out(path, reason)}", file=sys.stderr)
    return 1 if failures else 0


def _options(args: argparse.Namespace) -> Options:
    from inspector.core import presets
    from inspector.core.options import Options

    options = options_of(args)
    base = presets.PRESETS[args.preset].options if args.preset else Options()
    if options.detector != base.detector:
        raise OptionError(
            "Ranking compares images with each other and fits no detector: leave out --detector "
            "and its flags."
        )
    # Some detectors make the network look at more of an image; here nobody would use it.
    return replace(options, detector=Options().detector)


def _how(args: argparse.Namespace) -> RankingOptions:
    given = {field.name: getattr(args, field.name) for field in fields(RankingOptions)}
    for field in fields(RankingOptions):
        low, high = field.metadata["low"], field.metadata["high"]
        if not low <= given[field.name] <= high:
            flag = f"--{field.name.replace('_', '-')}"
            raise OptionError(f"{flag} is {given[field.name]}; it may be {low} to {high}.")
    return RankingOptions(**given)


def _entries(args: argparse.Namespace) -> list[Entry]:
    """The images, without those that an earlier run wrote into the folder of heatmaps."""
    from inspector.core.dataset import read_folder

    entries = read_folder(args.folder).entries
    if not args.heatmaps:
        return list(entries)
    folder = args.heatmaps.resolve()
    return [entry for entry in entries if not is_heatmap(entry.path, folder)]


def _rank(
    paths: list[Path], options: Options, how: RankingOptions, device: str, bar: Bar
) -> tuple[Ranking, Options]:
    """The ranking, and the options with the bit depth that all images were read with."""
    from inspector.core import extract, ranking
    from inspector.core.features_cache import FeaturesCache

    if options.bit_depth is None:
        options = replace(options, bit_depth=extract.bit_depth(paths, bar))
    with tempfile.TemporaryDirectory(prefix="inspector-") as place:
        cache = FeaturesCache(Path(place))
        source = extract.extractor(options, device=device, cache=cache, tick=bar)
        return ranking.rank(paths, options, source, how=how, tick=bar), options


def _rows(found: Ranking, entries: list[Entry]) -> list[dict[str, Any]]:
    labels = {entry.path: entry.label for entry in entries}
    return [
        {
            "place": place,
            "path": str(image.path),
            "score": image.score,
            "label": labels[image.path],
        }
        for place, image in enumerate(found.images, 1)
    ]


def _auroc(found: Ranking, entries: list[Entry]) -> float | None:
    """Of the labelled images; None where the folders do not say both good and bad."""
    from inspector.core.metrics import image_auroc

    labels = {entry.path: entry.label for entry in entries}
    known = [image for image in found.images if labels[image.path] != "unset"]
    if len({labels[image.path] for image in known}) < 2:
        return None
    is_bad = [labels[image.path] == "bad" for image in known]
    return float(image_auroc(is_bad, [image.score for image in known]))


def _print(rows: list[dict[str, Any]], auroc: float | None) -> None:
    for row in rows:
        label = "" if row["label"] == "unset" else f"  ({row['label']})"
        print(f"{row['place']:4}  {row['score']:<9.4g}  {row['path']}{label}")
    if auroc is not None:
        print(f"image_auroc   {auroc:.4f}")


def _write_heatmaps(found: Ranking, folder: Path, bit_depth: int | None, bar: Bar) -> None:
    level = found.level
    digits = len(str(len(found.images)))
    for place, image in enumerate(found.images, 1):
        bar(place - 1, len(found.images), f"Drawing {image.path.name}")
        stem = folder / f"{place:0{digits}}-{image.path.stem}"
        write_heatmap(stem, _inspection(image, level), bit_depth)
    bar.close()


def _inspection(image: RankedImage, level: float) -> Inspection:
    """What `inspect` would say of it without a verdict: the level fixes the colours only."""
    from inspector.core.inspection import Inspection

    return Inspection(
        path=image.path,
        score=image.score,
        verdict=None,
        limits=None,
        pixel_limit=level,
        heatmap=image.heatmap(),
        regions=(),
        seconds=0.0,
    )
