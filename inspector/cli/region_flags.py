"""The flags that say how regions are found and what they decide."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from inspector.core import options, pixel_limit
from inspector.core.errors import OptionError
from inspector.core.options import Options
from inspector.core.region_rules import REGION_RULES

if TYPE_CHECKING:
    from inspector.core.inspect import Inspector

_NONE = "none"
_FLAGS = {
    "region_growth": "growth",
    "bridge_gaps": "bridge",
    "mm_per_pixel": "mm_per_pixel",
    "smallest_mm2": "smallest_mm2",
}


def add_region_flags(parser: argparse.ArgumentParser) -> None:
    """All that decides without changing a score or a heatmap."""
    group = parser.add_argument_group("regions")
    group.add_argument("--smallest-area", metavar="PX", type=int, help="of a region, in pixels")
    group.add_argument("--smallest-mm2", metavar="MM2", type=float, help="the same in square mm")
    group.add_argument(
        "--mm-per-pixel", metavar="MM", type=float, help="the scale of the images; 0 = not known"
    )
    group.add_argument(
        "--region-growth",
        metavar="SHARE",
        type=float,
        help="regions grow down to this share of the pixel limit; 1 = not at all",
    )
    group.add_argument(
        "--bridge-gaps", metavar="PX", type=int, help="pieces no further apart are one region"
    )
    group.add_argument(
        "--region-rule",
        metavar="RULE:LIMIT",
        action="append",
        help=f"an image above it fails; may be repeated; {_NONE} drops all: "
        + ", ".join(REGION_RULES),
    )


def regions_of(args: argparse.Namespace, base: Options) -> Options:
    """Options with what the flags say of regions.

    Raises:
        OptionError: a flag has a value that cannot be.
    """
    data: dict[str, Any] = base.regions.to_json()
    for flag, name in _FLAGS.items():
        if getattr(args, flag) is not None:
            data[name] = getattr(args, flag)
    if args.region_rule is not None:
        data["rules"] = [text for text in args.region_rule if text != _NONE]
    area = base.smallest_area if args.smallest_area is None else args.smallest_area
    return options.from_json({**options.to_json(base), "regions": data, "smallest_area": area})


def changes_regions(args: argparse.Namespace) -> bool:
    """Whether any of the flags of `add_region_flags` is given."""
    names = (*_FLAGS, "region_rule", "smallest_area")
    return any(getattr(args, name) is not None for name in names)


def changed(args: argparse.Namespace, inspector: Inspector) -> Inspector:
    """An inspector that finds regions, and decides by them, as the flags say.

    Raises:
        OptionError: a flag has a value that cannot be.
    """
    chosen = replace(inspector, options=regions_of(args, inspector.options))
    rule, calibration = pixel_rule_of(args), inspector.calibration
    if rule is None:
        return chosen
    if calibration is None:
        raise OptionError("There is no limit yet: give --pixel-limit to `inspector calibrate`.")
    return replace(chosen, calibration=calibration.with_pixel_rule(rule))


def entries_of(inspector: Inspector, about: Mapping[str, Any]) -> dict[str, Any]:
    """The entries of a detector file that hold what `changed` changes."""
    kept = options.to_json(inspector.options)
    deciding = {name: kept[name] for name in ("regions", "smallest_area")}
    calibration = inspector.calibration
    return {
        "options": {**about["options"], **deciding},
        "calibration": calibration.to_json() if calibration else None,
    }


def add_pixel_flag(group: Any) -> None:
    """How the pixel limit is set; to a parser or a group of flags."""
    rules = ", ".join([pixel_limit.AUTO, *pixel_limit.PIXEL_RULES])
    group.add_argument(
        "--pixel-limit", metavar="RULE", help=f"what pixels stand out, as --fail-rule: {rules}"
    )


def pixel_rule_of(args: argparse.Namespace) -> str | None:
    """The rule for the pixel limit; None keeps what is.

    Raises:
        OptionError: there is no such rule.
    """
    if args.pixel_limit is not None:
        pixel_limit.parse(args.pixel_limit)
    return args.pixel_limit
