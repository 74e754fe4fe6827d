"""One option of a method, a score or a rule: declared once, shown in forms, flags and files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Any


def option(
    default: Any,
    label: str,
    help: str,  # noqa: A002 - the word that argparse uses
    *,
    low: float | None = None,
    high: float | None = None,
    choices: Sequence[str] = (),
) -> Any:
    """A dataclass field that forms and flags are made from; low and high are inclusive."""
    limits = {"low": low, "high": high, "choices": tuple(choices)}
    return field(default=default, metadata={"label": label, "help": help, **limits})
