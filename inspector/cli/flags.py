"""The flags that choose options; those of detectors are made from their dataclasses."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

from inspector.cli.region_flags import add_pixel_flag, add_region_flags, regions_of
from inspector.cli.tile_flags import add_tile_flags, tiles_of
from inspector.core import detectors, options, presets
from inspector.core.errors import InspectorError, OptionError
from inspector.core.rules import Rule
from inspector.core.rules import parse as parse_rule
from inspector.core.score import parse as parse_score


def add_option_flags(parser: argparse.ArgumentParser) -> None:
    """All flags that an inspection's options have; none of them has a default of its own."""
    parser.add_argument(
        "--preset", choices=tuple(presets.PRESETS), help="start from named settings"
    )
    group = parser.add_argument_group("backbone")
    group.add_argument("--backbone", metavar="ID", help="see `inspector info`; default scattering")
    group.add_argument("--weights", metavar="FILE", type=Path, help="weights of the backbone")
    group.add_argument(
        "--layers", metavar="F,F", type=_fractions, help="blocks as fractions of the depth, 0..1"
    )
    group.add_argument("--combine", choices=("mean", "concatenate"), help="of several layers")
    group.add_argument("--size", metavar="PX", type=int, help="smaller edge of the model's input")
    group.add_argument("--edges", choices=("cover", "crop"), help="squeeze or crop the last strip")
    add_tile_flags(group)
    group.add_argument("--bit-depth", metavar="N", type=int, help="used bits of 16-bit files")
    group.add_argument("--device", default="auto", help="auto, cpu, cuda:0, mps")
    group = parser.add_argument_group("score and heatmap")
    group.add_argument("--score", metavar="RULE", help="top-fraction:0.01, maximum, percentile:99")
    group.add_argument("--smoothing", metavar="PX", type=float, help="sigma of the heatmap")
    group.add_argument(
        "--foreground", action=argparse.BooleanOptionalAction, help="measure the part only"
    )
    add_region_flags(parser)
    _add_detector_flags(parser)


def options_of(args: argparse.Namespace, base: options.Options | None = None) -> options.Options:
    """The options that the flags ask for, over a preset where one is named, else over base.

    Raises:
        OptionError: a flag has a value that cannot be, or does not belong to the detector.
    """
    chosen = base or options.Options()
    if args.preset is not None:
        chosen = options.deciding_as(presets.PRESETS[args.preset].options, chosen)
    data = options.to_json(chosen)
    simple = ("size", "edges", "bit_depth", "smoothing", "foreground")
    data.update(_given(args, simple))
    if args.score is not None:
        data["score"] = parse_score(args.score).to_json()
    data["backbone"] |= _backbone(args)
    data |= tiles_of(args, chosen)
    data["detector"] = _detector(args, data["detector"])
    return regions_of(args, options.from_json(data))


def _given(args: argparse.Namespace, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(args, name) for name in names if getattr(args, name) is not None}


def _backbone(args: argparse.Namespace) -> dict[str, Any]:
    given = _given(args, ("weights", "layers", "combine"))
    if args.backbone is not None:
        given["id"] = args.backbone
    return given


def _detector(args: argparse.Namespace, preset: dict[str, Any]) -> dict[str, Any]:
    chosen = preset
    if args.detector is not None and args.detector != preset["name"]:
        chosen = {"name": args.detector}
    given = _given(args, tuple(_detector_fields()))
    foreign = sorted(set(given) - _names(detectors.kind(chosen["name"])))
    if foreign:
        owners = [n for n, kind in detectors.DETECTORS.items() if foreign[0] in _names(kind)]
        raise OptionError(
            f"--{foreign[0].replace('_', '-')} does not belong to the detector {chosen['name']}, "
            f"but to {' and '.join(owners)}: choose that with --detector, or leave the flag out."
        )
    return chosen | given


def _add_detector_flags(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("detector")
    group.add_argument("--detector", metavar="NAME", help=", ".join(detectors.DETECTORS))
    for name, field in _detector_fields().items():
        flag = f"--{name.replace('_', '-')}"
        help_text = f"{field.metadata['help']} Default {field.default}.".replace("%", "%%")
        if isinstance(field.default, bool):
            group.add_argument(flag, action=argparse.BooleanOptionalAction, help=help_text)
        else:
            kind = {"type": type(field.default), "choices": field.metadata["choices"] or None}
            group.add_argument(flag, help=help_text, **kind)


def _detector_fields() -> dict[str, Any]:
    """Every option of every detector, once per name."""
    kinds: list[Any] = list(detectors.DETECTORS.values())
    return {field.name: field for kind in kinds for field in fields(kind)}


def _names(kind: Any) -> set[str]:
    return {field.name for field in fields(kind)}


def _fractions(text: str) -> tuple[float, ...]:
    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} are no fractions of the depth; write 0.5,0.75"
        ) from None


def check_place(path: Path) -> None:
    """Refuse a place for a result before hours of work rather than after.

    Raises:
        InspectorError: nothing can be written there.
    """
    if path.is_dir():
        raise InspectorError(f"{path} is a folder. Name a file in it.")
    if path.exists() and not path.is_file():  # the file would take the device's place
        raise InspectorError(f"{path} is no plain file. Choose another name.")
    if not path.parent.is_dir():
        raise InspectorError(f"{path} cannot be written: there is no folder {path.parent}.")
    if not os.access(path.parent, os.W_OK):
        raise InspectorError(f"{path} cannot be written: you may not write there.")


def refuse_among(folder: Path, images: Iterable[Path]) -> None:
    """Refuse to write pictures named like images into the folder where these lie.

    Raises:
        InspectorError: the folder holds one of the images.
    """
    if folder.resolve() in {image.resolve().parent for image in images}:
        raise InspectorError(
            f"{folder} holds the images themselves; pictures written there could replace them. "
            "Choose another folder."
        )


def left_out(path: Path | str, reason: str) -> str:
    """An image and why it was left out, its name once."""
    return reason if reason.startswith(str(path)) else f"{path}: {reason}"


def add_rule_flags(parser: argparse.ArgumentParser) -> None:
    """How the limits are set."""
    group = parser.add_argument_group("limits")
    rules = "largest-good, conformal:0.05, best-f1, escape-rate:0.05, lowest-cost:1:10, manual:1.23"
    group.add_argument("--fail-rule", metavar="RULE", help=rules)
    group.add_argument("--unsure-rule", metavar="RULE", help="the same; the lower of two limits")
    add_pixel_flag(group)


def rules_of(args: argparse.Namespace) -> tuple[Rule | None, Rule | None]:
    """The rules for the fail and the unsure limit; None takes the default.

    Raises:
        OptionError: there is no such rule.
    """
    fail = parse_rule(args.fail_rule) if args.fail_rule else None
    unsure = parse_rule(args.unsure_rule) if args.unsure_rule else None
    return fail, unsure
