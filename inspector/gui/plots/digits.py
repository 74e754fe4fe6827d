"""How many digits a score needs, so that no number is longer than it is exact."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QLocale

_SIGNIFICANT = 3
_MOST = 9  # decimals; scores this small are not told apart by float32 either


@dataclass(frozen=True, slots=True)
class Digits:
    """Numbers with a fixed number of decimals, never in scientific notation."""

    decimals: int = 2

    def text(self, value: float) -> str:
        """The number as people of this country write it."""
        return QLocale().toString(value + 0.0, "f", self.decimals)


def digits_for(span: float) -> Digits:
    """So many decimals that a thousandth of the span is still seen."""
    if not (math.isfinite(span) and span > 0):
        return Digits()
    return Digits(min(max(_SIGNIFICANT - 1 - math.floor(math.log10(span)), 0), _MOST))


def percent(share: float) -> str:
    """A share in percent; below ten and above ninety with a decimal, so that few are not none."""
    return f"{_hundredths(share, is_fine=_needs_decimal(share))} %"


def percent_range(low: float, high: float, between: str) -> str:
    """An interval of shares in percent, both with the same decimals.

    between: the two numbers as {0} and {1}, in the language of the window.
    """
    is_fine = _needs_decimal(low) or _needs_decimal(high)
    return between.format(*(_hundredths(share, is_fine=is_fine) for share in (low, high))) + " %"


def _needs_decimal(share: float) -> bool:
    return not (share in (0.0, 1.0) or 0.0995 <= share <= 0.9005)


def _hundredths(share: float, *, is_fine: bool) -> str:
    decimals = 1 if is_fine and share not in (0.0, 1.0) else 0
    return QLocale().toString(100 * share, "f", decimals)
