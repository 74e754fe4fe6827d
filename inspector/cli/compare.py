"""`inspector compare`: several methods on the same images, side by side."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.cli.fit import options_of_project
from inspector.cli.flags import add_option_flags, check_place, left_out, options_of, parse_rule
from inspector.cli.progress import Bar

if TYPE_CHECKING:
    from inspector.core.comparison import Outcome, Share, Unfit
    from inspector.core.method import Method
    from inspector.core.options import Options

_HEADINGS = ("AUROC", "false alarms", "escapes", "spread", "fit s", "s/image", "file MB")
_WIDTHS = (20, 20, 20, 6, 7, 7, 7)


def add_flags(parser: argparse.ArgumentParser) -> None:
    """The flags of `compare`."""
    parser.add_argument("source", metavar="FOLDER_OR_PROJECT", type=Path)
    parser.add_argument(
        "--methods",
        metavar="NAME,NAME",
        help="detectors and presets; default: what works with the backbone and learns quickly",
    )
    parser.add_argument("--json", metavar="FILE", type=Path, help="save numbers and curves")
    parser.add_argument("--references", metavar="N", type=int, help="good images that teach (8)")
    parser.add_argument("--painted", metavar="N", type=int, help="masked bad images that teach")
    parser.add_argument(
        "--roi", metavar="MASK", type=Path, help="white pixels count, others do not"
    )
    parser.add_argument("--ignore", metavar="MASK", type=Path, help="white pixels never count")
    parser.add_argument("--fail-rule", metavar="RULE", help="of every method, as in `fit`")
    add_option_flags(parser)


def run(args: argparse.Namespace, bar: Bar) -> int:
    """Measure every method, print its line as soon as it is known, and what may follow."""
    from inspector.core import compare, files, workflow
    from inspector.core.comparison import Outcome

    base = options_of(args, base=options_of_project(args.source))
    methods = _methods(args, base)
    if args.json:
        check_place(args.json)
    rule = parse_rule(args.fail_rule) if args.fail_rule else None
    selection = workflow.selection_of(args.source, args.references, args.painted)
    evidence = compare.evidence_of(selection, workflow.counting_mask(args.roi, args.ignore))
    width = max(len(method.name) for method in methods)
    _print_heading(width, is_synthetic=not evidence.has_bad)
    found: list[Outcome | Unfit] = []
    for each in compare.compare(methods, evidence, fail_rule=rule, device=args.device, tick=bar):
        bar.close()
        print(_line(each, width), flush=True)
        found.append(each)
    outcomes = [each for each in found if isinstance(each, Outcome)]
    _print_remarks(outcomes, "" if args.methods else _not_compared(base))
    if args.json:
        files.write_text(args.json, json.dumps(_numbers(found), indent=1) + "\n")
    return 1 if len(outcomes) < len(found) or any(each.failures for each in outcomes) else 0


def _methods(args: argparse.Namespace, base: Options) -> list[Method]:
    from inspector.core import method
    from inspector.core.errors import OptionError

    if not args.methods:
        found = method.suggested(base)
        if not found:
            raise OptionError(method.why_not(base))
        return found
    names = [name.strip() for name in args.methods.split(",")]
    return method.named([name for name in names if name], base)


def _not_compared(base: Options) -> str:
    from inspector.core import method

    slow = [each.name for each in method.methods(base) if each.is_slow]
    return f"Learns for minutes, so it is compared only if --methods names it: {', '.join(slow)}."


def _print_heading(width: int, *, is_synthetic: bool) -> None:
    names = dict(zip(_HEADINGS, _HEADINGS, strict=True))
    if is_synthetic:
        names |= {"AUROC": "synthetic AUROC", "escapes": "synthetic missed"}
    print("  ".join([f"{'method':{width}}", *_padded(list(names.values()))]).rstrip())


def _line(found: Outcome | Unfit, width: int) -> str:
    from inspector.core.comparison import Unfit

    name = f"{found.method.name:{width}}"
    if isinstance(found, Unfit):
        return f"{name}  not compared: {found.reason}"
    auroc = found.auroc
    cells = [
        f"{auroc.value:.3f} [{auroc.low:.3f}, {auroc.high:.3f}]" if auroc else "-",
        _share(found.false_alarms),
        _share(found.escapes),
        f"{found.spread:.2f}",
        f"{found.fit_seconds:.1f}",
        f"{found.seconds_per_image:.2f}",
        f"{found.file_bytes / 1e6:.1f}",
    ]
    return "  ".join([name, *_padded(cells)]).rstrip()


def _padded(cells: list[str]) -> list[str]:
    return [f"{cell:<{width}}" for cell, width in zip(cells, _WIDTHS, strict=True)]


def _share(share: Share) -> str:
    low, high = share.interval
    return f"{share.count} of {share.total} [{100 * low:.0f}-{100 * high:.0f} %]"


def _print_remarks(outcomes: list[Outcome], more: str) -> None:
    from inspector.core.comparison import remarks

    print()
    for remark in remarks(outcomes):
        print(remark)
    if more:
        print(more)
    reasons = {path: reason for each in outcomes for path, reason in each.failures.items()}
    for path, reason in reasons.items():
        print(f"Left out {left_out(path, reason)}")


def _numbers(found: list[Outcome | Unfit]) -> dict[str, object]:
    from inspector.core.comparison import Outcome, remarks

    outcomes = [each for each in found if isinstance(each, Outcome)]
    return {
        "methods": [each.to_json() for each in found],
        "remarks": remarks(outcomes),
    }
