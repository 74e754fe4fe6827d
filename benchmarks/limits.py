"""Wanted false alarms against those that are found: `python benchmarks/limits.py DATA... [flags]`.

DATA are folders in the MVTec layout, or folders of such. The first four good training images teach;
they, each measured without itself, and all other good training images set the limits; the good test
images, which nothing has seen, are counted. Prints a Markdown table per rule.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from few_shot import sets

from inspector.cli.flags import add_option_flags, options_of
from inspector.core import rules
from inspector.core.dataset import read_folder
from inspector.core.errors import OptionError
from inspector.core.extract import extractor
from inspector.core.features_cache import FeaturesCache
from inspector.core.fit import LabelledImage, learn, leave_one_out, score_files
from inspector.core.metrics import clopper_pearson

_REFERENCES = 4
_RULES = (
    *("largest-good", "conformal:0.05", "conformal:0.1"),
    *("mean-sigma:2", "mean-sigma:3", "median-mad:3", "tail:0.05", "tail:0.1"),
)

Scores = tuple[list[float], list[float]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+")
    add_option_flags(parser)
    args = parser.parse_args()
    found = {folder.name: _scores(folder, args) for folder in sets(args.data)}
    print("Good images that set the limits, good test images:\n")
    print(", ".join(f"{name} {len(good)}, {len(test)}" for name, (good, test) in found.items()))
    print("\n| rule |", " | ".join(found), "| all (95 % interval) |")
    print("|---|" + "---|" * (len(found) + 1))
    for text in _RULES:
        print("|", " | ".join([text, *_row(text, found)]), "|")
    return 0


def _scores(folder: Path, args: argparse.Namespace) -> Scores:
    """Of the good images that set the limits, and of the good test images."""
    options, data = options_of(args), read_folder(folder)
    print(folder.name, file=sys.stderr, flush=True)
    train = sorted((e.path for e in data.of("train", "good")), key=lambda path: path.name)
    test = [entry.path for entry in data.of("test", "good")]
    with tempfile.TemporaryDirectory() as place:
        source = extractor(options, device=args.device, cache=FeaturesCache(Path(place)))
        learned = learn(options, [LabelledImage(path) for path in train[:_REFERENCES]], source)
        held_out, _ = leave_one_out(learned)
        others, _ = score_files(learned.inspector, train[_REFERENCES:])
        tests, _ = score_files(learned.inspector, test)
    good = [each.score for each in (*held_out, *others.values())]
    return good, [each.score for each in tests.values()]


def _row(text: str, found: Mapping[str, Scores]) -> list[str]:
    """Share of good test images above the limit, per set and in all."""
    rule, cells, above, count = rules.parse(text), [], 0, 0
    for good, test in found.values():
        try:
            limit = rule.limit(good, ())
        except OptionError:
            cells.append("too few images")
            continue
        stopped = sum(score > limit for score in test)
        cells.append(f"{stopped} of {len(test)}")
        above, count = above + stopped, count + len(test)
    if not count:
        return [*cells, "–"]
    low, high = clopper_pearson(above, count)
    return [*cells, f"{above / count:.1%} ({low:.1%} to {high:.1%})"]


if __name__ == "__main__":
    sys.exit(main())
