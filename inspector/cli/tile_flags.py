"""The flags that cut large images into tiles; made from the options' own fields."""

from __future__ import annotations

import argparse
from dataclasses import asdict, fields
from typing import Any

from inspector.core.options import Options
from inspector.core.tiles import TileOptions

_FLAGS = {"side": "tile", "overlap": "overlap", "full_resolution": "full_resolution"}


def add_tile_flags(group: Any) -> None:
    """One flag per option."""
    for field in fields(TileOptions):
        name = _FLAGS[field.name]
        flag, text = f"--{name.replace('_', '-')}", field.metadata["help"]
        if isinstance(field.default, bool):
            group.add_argument(flag, action=argparse.BooleanOptionalAction, help=text)
        else:
            text = f"{text} Default {field.default}."
            group.add_argument(flag, metavar="PX", type=int, help=text)


def tiles_of(args: argparse.Namespace, base: Options) -> dict[str, Any]:
    """The entry of options that the flags ask for, over that of base; nothing where none is given.

    What cannot be is refused where the options are read.
    """
    given = {name: getattr(args, flag) for name, flag in _FLAGS.items()}
    given = {name: value for name, value in given.items() if value is not None}
    return {"tiles": {**asdict(base.tiles), **given}} if given else {}
