"""Wanted rates of errors against those that are found: `python benchmarks/limits.py DATA...`.

DATA are folders in the MVTec layout, or folders of such. The first four good training images teach;
they, each measured without itself, and all other good training images set the limits. No set has
bad training images, so for the rules that need bad ones every k-th bad test image, five at most and
never more than half, takes that part and is not counted. Counted are the good test images above a
limit, which nothing has seen, and the other bad test images up to it. Copies of one file count
once, and a test image that is also a training image not at all.

Features are computed once per image, so that a rule costs nothing; --json keeps the scores, and
with --scores they are read again instead of DATA. Prints the Markdown tables of limits.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from few_shot import sets

from inspector.cli.flags import add_option_flags, options_of
from inspector.core import rules
from inspector.core.dataset import read_folder
from inspector.core.errors import OptionError
from inspector.core.extract import extractor
from inspector.core.features_cache import FeaturesCache
from inspector.core.fit import LabelledImage, Scored, learn, leave_one_out, score_files
from inspector.core.metrics import clopper_pearson
from inspector.core.promise import percent

_REFERENCES = 4
_BAD_THAT_SET = 5
_RULES = (
    *("largest-good", "conformal:0.05", "conformal:0.1"),
    *("mean-sigma:2", "mean-sigma:3", "median-mad:3", "tail:0.05", "tail:0.1"),
    *("best-f1", "escape-rate:0.1", "escape-rate:0.2", "lowest-cost:1:10"),
)


@dataclass(frozen=True, slots=True)
class Scores:
    """Of one set: good, bad set the limits; test_good, test_bad are counted."""

    good: list[float]
    bad: list[float]
    test_good: list[float]
    test_bad: list[float]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="*")
    parser.add_argument("--json", type=Path, help="keep the scores here")
    parser.add_argument("--scores", type=Path, help="scores that --json kept, instead of DATA")
    add_option_flags(parser)
    args = parser.parse_args()
    if args.scores:
        kept = json.loads(args.scores.read_text(encoding="utf-8"))
        found = {name: Scores(**each) for name, each in kept.items()}
    else:
        found = {folder.name: _scores(folder, args) for folder in sets(args.data)}
    if args.json:
        text = json.dumps({name: asdict(each) for name, each in found.items()}, indent=1)
        args.json.write_text(text + "\n", encoding="utf-8")
    _print(found)
    return 0


def _scores(folder: Path, args: argparse.Namespace) -> Scores:
    options, data = options_of(args), read_folder(folder)
    print(folder.name, file=sys.stderr, flush=True)
    train = sorted((e.path for e in data.of("train", "good")), key=lambda path: path.name)
    with tempfile.TemporaryDirectory() as place:
        source = extractor(options, device=args.device, cache=FeaturesCache(Path(place)))
        learned = learn(options, [LabelledImage(path) for path in train[:_REFERENCES]], source)
        held_out, _ = leave_one_out(learned)
        others, _ = score_files(learned.inspector, train[_REFERENCES:])
        good, _ = score_files(learned.inspector, [e.path for e in data.of("test", "good")])
        bad, _ = score_files(learned.inspector, [e.path for e in data.of("test", "bad")])
    taught = {each.source: each.score for each in held_out}
    setting = taught | _each_once(others.values(), taught)
    tested = list(_each_once(bad.values(), setting).values())
    step = max(2, -(-len(tested) // _BAD_THAT_SET))
    return Scores(
        good=list(setting.values()),
        bad=tested[::step],
        test_good=list(_each_once(good.values(), setting).values()),
        test_bad=[score for place, score in enumerate(tested) if place % step],
    )


def _each_once(scored: Iterable[Scored], known: Collection[str]) -> dict[str, float]:
    """Scores by content hash, without those that are known."""
    return {each.source: each.score for each in scored if each.source not in known}


def _print(found: Mapping[str, Scores]) -> None:
    print("| images | " + " | ".join(found) + " |")
    print("|---|" + "---|" * len(found))
    kinds = {
        "good, set the limits": lambda each: each.good,
        "bad, set the limits": lambda each: each.bad,
        "good, counted": lambda each: each.test_good,
        "bad, counted": lambda each: each.test_bad,
    }
    for name, scores in kinds.items():
        print("|", " | ".join([name, *(str(len(scores(each))) for each in found.values())]), "|")
    print("\n## False alarms: good test images above the limit\n")
    _table(found, lambda each: each.test_good, lambda score, limit: score > limit)
    print("\n## Escapes: bad test images up to the limit\n")
    _table(found, lambda each: each.test_bad, lambda score, limit: score <= limit)


def _table(
    found: Mapping[str, Scores],
    counted: Callable[[Scores], list[float]],
    is_wrong: Callable[[float, float], bool],
) -> None:
    print("| rule |", " | ".join(found), "| all (95 % interval) |")
    print("|---|" + "---|" * (len(found) + 1))
    for text in _RULES:
        cells, errors, count = [text], 0, 0
        for each in found.values():
            limit, scores = _limit(text, each), counted(each)
            if limit is None:
                cells.append("too few")
                continue
            wrong = sum(is_wrong(score, limit) for score in scores)
            cells.append(f"{wrong} of {len(scores)}")
            errors, count = errors + wrong, count + len(scores)
        print("|", " | ".join([*cells, _share(errors, count)]), "|")


def _limit(text: str, scores: Scores) -> float | None:
    """None where the rule needs other or more images than there are."""
    try:
        return rules.parse(text).limit(scores.good, scores.bad)
    except OptionError:
        return None


def _share(errors: int, count: int) -> str:
    if not count:
        return "–"
    low, high = clopper_pearson(errors, count)
    return f"{percent(errors / count)} ({percent(low)} to {percent(high)})"


if __name__ == "__main__":
    sys.exit(main())
