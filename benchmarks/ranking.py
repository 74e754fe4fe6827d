"""Ranking without labels: `python benchmarks/ranking.py DATA... [rank's flags] [--mutual]`.

DATA are folders in the MVTec layout, or folders of such. Ranks the test images as `inspector rank`
does, with each patch alone (AnomalyDINO's batched zero-shot, the default) and averaged with its
neighbours (`--surroundings 1`); labels are used for the image AUROC only. `--mutual` also scores
them as MuSc does (Li et al., ICLR 2024): per patch the nearest distance in each other image, the
mean of the lowest 30 % of these, the mean over patches averaged up to 0, 1 and 2 patches away. The
score of an image is made of its patches in the same way each time. `--most-bad` makes a set as a
line has it: few bad images among good ones of both splits. Prints a Markdown table; larger sets are
thinned evenly to `--most-images`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from few_shot import sets
from numpy.typing import NDArray

from inspector.cli.flags import add_option_flags, options_of
from inspector.core.dataset import Dataset, Entry, read_folder
from inspector.core.detectors.multi_view_memory import pool
from inspector.core.detectors.space import fit_space
from inspector.core.extract import Extractor, extractor
from inspector.core.features import Features
from inspector.core.features_cache import FeaturesCache
from inspector.core.metrics import image_auroc
from inspector.core.neighbours import nearest
from inspector.core.options import Options
from inspector.core.ranking import RankingOptions, rank

_RADII = (0, 1, 2)
_LOWEST = 0.3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--most-images", type=int, default=60)
    parser.add_argument("--most-bad", type=int, help="and good training images in place of others")
    parser.add_argument("--mutual", action="store_true")
    add_option_flags(parser)
    args = parser.parse_args()
    columns = ["alone", "averaged", *(["mutual"] if args.mutual else [])]
    print(_line("set", "images", "bad", *columns, *(f"{name}, s" for name in columns)))
    print(_line(*["---"] * (3 + 2 * len(columns))))
    rows = [_measured(folder, args) for folder in sets(args.data)]
    means = [f"{np.mean([row[at] for row in rows]):.3f}" for at in range(len(columns))]
    print(_line("**mean**", "", "", *means, *[""] * len(columns)))
    return 0


def _measured(folder: Path, args: argparse.Namespace) -> list[float]:
    """The AUROC of each way to rank; prints its line of the table."""
    options = options_of(args)
    entries = _entries(read_folder(folder), args.most_images, args.most_bad)
    labels = {entry.path: entry.label == "bad" for entry in entries}
    with tempfile.TemporaryDirectory() as place:
        source = extractor(options, device=args.device, cache=FeaturesCache(Path(place)))
        seen = [source.of_file(path)[0] for path in labels]  # so that no time below has them in it
        ways = [partial(_batched, labels, options, source, surroundings=at) for at in (0, 1)]
        if args.mutual:
            ways.append(partial(_mutual, list(labels.values()), seen, options))
        aurocs, seconds = zip(*(_timed(way) for way in ways), strict=True)
    cells = [f"{value:.3f}" for value in aurocs] + [f"{value:.0f}" for value in seconds]
    print(_line(folder.name, len(labels), sum(labels.values()), *cells), flush=True)
    return list(aurocs)


def _timed(way: Callable[[], float]) -> tuple[float, float]:
    started = time.perf_counter()
    return way(), time.perf_counter() - started


def _entries(data: Dataset, most: int, most_bad: int | None) -> list[Entry]:
    if most_bad is None:
        return _thinned(data.of(split="test"), most)
    return [*_thinned(data.good, most - most_bad), *_thinned(data.bad, most_bad)]


def _thinned(entries: Sequence[Entry], most: int) -> list[Entry]:
    """Evenly, so that good and bad keep their shares."""
    if len(entries) <= most:
        return list(entries)
    return [entries[round(at)] for at in np.linspace(0, len(entries) - 1, most)]


def _batched(
    labels: dict[Path, bool], options: Options, source: Extractor, surroundings: int
) -> float:
    how = RankingOptions(surroundings=surroundings)
    found = rank(list(labels), options, source, how=how).images
    return image_auroc([labels[each.path] for each in found], [each.score for each in found])


def _mutual(is_bad: list[bool], seen: list[Features], options: Options) -> float:
    maps = [_mutual_maps([pool(features, radius) for features in seen]) for radius in _RADII]
    scores = [options.score.of(np.mean(scales, axis=0)) for scales in zip(*maps, strict=True)]
    return image_auroc(is_bad, scores)


def _mutual_maps(seen: list[Features]) -> list[NDArray[np.float32]]:
    """Per image, the distance of each patch: (rows * cols,)."""
    space = fit_space(seen[0].metric, np.concatenate([each.vectors for each in seen]))
    there = [space.apply(each.vectors) for each in seen]
    found = []
    for at, asked in enumerate(there):
        others = [other for number, other in enumerate(there) if number != at]
        squares = [nearest(asked, other)[0][:, 0] for other in others]
        lowest = np.sort(space.distance(np.array(squares)), axis=0)
        found.append(lowest[: max(1, int(_LOWEST * len(others)))].mean(axis=0))
    return found


def _line(*cells: Any) -> str:
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    sys.exit(main())
